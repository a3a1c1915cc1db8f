//! Moments of the Weibull law, and its shape from its coefficient of variation.

/// The moment of order `order` of the Weibull law of scale 1.
pub(super) fn moment_of(shape: f64, order: f64) -> f64 {
    libm::exp(libm::lgamma(1.0 + order / shape))
}

/// The coefficient of variation of a Weibull law of that shape.
pub(super) fn cv_of(shape: f64) -> f64 {
    let log_ratio = libm::lgamma(1.0 + 2.0 / shape) - 2.0 * libm::lgamma(1.0 + 1.0 / shape);
    libm::expm1(log_ratio).sqrt()
}

/// The shape whose coefficient of variation is `cv`, by halving; the latter falls as shape rises.
pub(super) fn shape_of(cv: f64) -> f64 {
    let (mut low, mut high) = (0.1, 2_000.0);
    loop {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            return middle;
        }
        if cv_of(middle) > cv {
            low = middle;
        } else {
            high = middle;
        }
    }
}
