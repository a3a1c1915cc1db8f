//! Laws of non-negative quantities: their parameters and their first two moments.

use std::sync::Arc;

use super::family::{DistributionError, Family};
use super::weibull;

/// A law of a non-negative quantity, in the unit of the key that holds it.
///
/// Built by the constructors, which refuse what is no such law.
#[derive(Debug, Clone, PartialEq)]
pub enum Distribution {
    /// Always `value`.
    Constant {
        /// The value, not negative.
        value: f64,
    },
    /// Every value from `low` to `high` alike.
    Uniform {
        /// The least value, not negative.
        low: f64,
        /// The greatest value, above `low`.
        high: f64,
    },
    /// Rises in a straight line from `low` to `mode` and falls to `high`.
    Triangular {
        /// The least value, not negative.
        low: f64,
        /// The most likely value, from `low` to `high`.
        mode: f64,
        /// The greatest value, above `low`.
        high: f64,
    },
    /// Without memory.
    Exponential {
        /// The mean, positive.
        mean: f64,
    },
    /// Density proportional to x^(shape - 1) e^(-x / scale).
    Gamma {
        /// The shape, positive.
        shape: f64,
        /// The scale, positive.
        scale: f64,
    },
    /// `median` times e to the power of `sigma` times a standard normal quantity.
    Lognormal {
        /// The median, positive.
        median: f64,
        /// The standard deviation of the logarithm, positive.
        sigma: f64,
    },
    /// `scale` times a standard exponential quantity to the power of 1 / `shape`.
    Weibull {
        /// The shape, positive.
        shape: f64,
        /// The scale, positive.
        scale: f64,
    },
    /// One of the values, all alike.
    Empirical {
        /// The observed values, rising, at least one, none negative.
        values: Arc<[f64]>,
    },
}

pub(super) type Result<T> = std::result::Result<T, DistributionError>;

impl Distribution {
    /// The law that always gives `value`.
    ///
    /// # Errors
    /// `value` is negative or not finite.
    pub fn constant(value: f64) -> Result<Self> {
        not_negative("value", value)?;
        Ok(Self::Constant { value })
    }

    /// The uniform law from `low` to `high`.
    ///
    /// # Errors
    /// A bound is negative or not finite, or `low` is not below `high`.
    pub fn uniform(low: f64, high: f64) -> Result<Self> {
        bounds(low, high)?;
        Ok(Self::Uniform { low, high })
    }

    /// The triangular law from `low` over `mode` to `high`.
    ///
    /// # Errors
    /// A number is negative or not finite, or they are out of order.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self> {
        bounds(low, high)?;
        not_negative("mode", mode)?;
        in_order(low <= mode, "low", "mode")?;
        in_order(mode <= high, "mode", "high")?;
        Ok(Self::Triangular { low, mode, high })
    }

    /// The exponential law of mean `mean`.
    ///
    /// # Errors
    /// `mean` is not positive or not finite.
    pub fn exponential(mean: f64) -> Result<Self> {
        positive("mean", mean)?;
        Ok(Self::Exponential { mean })
    }

    /// The gamma law of `shape` and `scale`.
    ///
    /// # Errors
    /// A number is not positive or not finite, or the law has no finite moments in floats.
    pub fn gamma(shape: f64, scale: f64) -> Result<Self> {
        positive("shape", shape)?;
        positive("scale", scale)?;
        Self::Gamma { shape, scale }.bounded()
    }

    /// The lognormal law of `median` and `sigma`, the standard deviation of the logarithm.
    ///
    /// # Errors
    /// A number is not positive or not finite, or the law has no finite moments in floats.
    pub fn lognormal(median: f64, sigma: f64) -> Result<Self> {
        positive("median", median)?;
        positive("sigma", sigma)?;
        Self::Lognormal { median, sigma }.bounded()
    }

    /// The Weibull law of `shape` and `scale`.
    ///
    /// # Errors
    /// A number is not positive or not finite, or the law has no finite moments in floats.
    pub fn weibull(shape: f64, scale: f64) -> Result<Self> {
        positive("shape", shape)?;
        positive("scale", scale)?;
        Self::Weibull { shape, scale }.bounded()
    }

    /// The law that gives each of `values` alike; their order does not matter.
    ///
    /// # Errors
    /// There is no value, or one is negative or not finite.
    pub fn empirical(mut values: Vec<f64>) -> Result<Self> {
        if values.is_empty() {
            return Err(DistributionError::NoValues);
        }
        for value in &values {
            not_negative("values", *value)?;
        }
        values.sort_by(f64::total_cmp);
        let values = values.into();
        Self::Empirical { values }.bounded()
    }

    /// The family.
    pub const fn family(&self) -> Family {
        match self {
            Self::Constant { .. } => Family::Constant,
            Self::Uniform { .. } => Family::Uniform,
            Self::Triangular { .. } => Family::Triangular,
            Self::Exponential { .. } => Family::Exponential,
            Self::Gamma { .. } => Family::Gamma,
            Self::Lognormal { .. } => Family::Lognormal,
            Self::Weibull { .. } => Family::Weibull,
            Self::Empirical { .. } => Family::Empirical,
        }
    }

    /// The mean.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Constant { value } => *value,
            Self::Uniform { low, high } => low.midpoint(*high),
            Self::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Self::Exponential { mean } => *mean,
            Self::Gamma { shape, scale } => shape * scale,
            Self::Lognormal { median, sigma } => median * libm::exp(sigma * sigma / 2.0),
            Self::Weibull { shape, scale } => scale * weibull::moment_of(*shape, 1.0),
            Self::Empirical { values } => values.iter().sum::<f64>() / values.len() as f64,
        }
    }

    /// The coefficient of variation: standard deviation over mean; 0 where the mean is 0.
    pub fn cv(&self) -> f64 {
        match self {
            Self::Constant { .. } => 0.0,
            Self::Uniform { low, high } => (high - low) / 12.0_f64.sqrt() / self.mean(),
            Self::Triangular { low, mode, high } => {
                let (left, right) = (mode - low, high - mode);
                ((left * left + left * right + right * right) / 18.0).sqrt() / self.mean()
            }
            Self::Exponential { .. } => 1.0,
            Self::Gamma { shape, .. } => 1.0 / shape.sqrt(),
            Self::Lognormal { sigma, .. } => libm::expm1(sigma * sigma).sqrt(),
            Self::Weibull { shape, .. } => weibull::cv_of(*shape),
            Self::Empirical { values } => empirical_cv(values, self.mean()),
        }
    }

    /// The standard deviation.
    pub fn standard_deviation(&self) -> f64 {
        self.mean() * self.cv()
    }

    fn bounded(self) -> Result<Self> {
        if self.mean().is_finite() && self.standard_deviation().is_finite() {
            return Ok(self);
        }
        Err(DistributionError::Unbounded {
            family: self.family(),
        })
    }
}

fn empirical_cv(values: &[f64], mean: f64) -> f64 {
    if mean == 0.0 {
        return 0.0;
    }
    let squares = values.iter().map(|value| (value - mean) * (value - mean));
    (squares.sum::<f64>() / values.len() as f64).sqrt() / mean
}

pub(super) fn finite(parameter: &'static str, value: f64) -> Result<()> {
    if value.is_finite() {
        return Ok(());
    }
    Err(DistributionError::NotFinite { parameter, value })
}

pub(super) fn not_negative(parameter: &'static str, value: f64) -> Result<()> {
    finite(parameter, value)?;
    if value < 0.0 {
        return Err(DistributionError::Negative { parameter, value });
    }
    Ok(())
}

pub(super) fn positive(parameter: &'static str, value: f64) -> Result<()> {
    finite(parameter, value)?;
    if value <= 0.0 {
        return Err(DistributionError::NotPositive { parameter, value });
    }
    Ok(())
}

fn bounds(low: f64, high: f64) -> Result<()> {
    not_negative("low", low)?;
    not_negative("high", high)?;
    in_order(low < high, "low", "high")
}

fn in_order(holds: bool, lower: &'static str, upper: &'static str) -> Result<()> {
    if holds {
        return Ok(());
    }
    Err(DistributionError::OutOfOrder { lower, upper })
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same bits are promised")]
mod tests {
    use super::*;

    #[test]
    fn moments_of_own_parameters_are_the_textbook_ones() {
        let triangular = Distribution::triangular(1.0, 2.0, 6.0).unwrap();
        assert!((triangular.mean() - 3.0).abs() < 1e-15);
        assert!((triangular.standard_deviation() - (7.0_f64 / 6.0).sqrt()).abs() < 1e-15);
        let empirical = Distribution::empirical(vec![9.0, 2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0]);
        let empirical = empirical.unwrap();
        assert!((empirical.mean() - 5.0).abs() < 1e-15);
        assert!((empirical.standard_deviation() - 2.0).abs() < 1e-15);
        assert_eq!(Distribution::empirical(vec![0.0]).unwrap().cv(), 0.0);
    }

    #[test]
    fn nonsense_is_refused_with_its_reason() {
        use DistributionError as E;
        let not_a_number = Distribution::constant(f64::NAN).unwrap_err();
        assert!(matches!(
            not_a_number,
            E::NotFinite {
                parameter: "value",
                ..
            }
        ));
        let endless = Distribution::exponential(f64::INFINITY).unwrap_err();
        assert!(matches!(
            endless,
            E::NotFinite {
                parameter: "mean",
                ..
            }
        ));
        assert!(matches!(
            Distribution::constant(-1.0),
            Err(E::Negative { .. })
        ));
        assert!(matches!(
            Distribution::gamma(0.0, 1.0),
            Err(E::NotPositive { .. })
        ));
        assert!(matches!(
            Distribution::uniform(2.0, 2.0),
            Err(E::OutOfOrder { .. })
        ));
        assert!(matches!(
            Distribution::triangular(1.0, 7.0, 6.0),
            Err(E::OutOfOrder { .. })
        ));
        assert_eq!(Distribution::empirical(vec![]), Err(E::NoValues));
        assert!(matches!(
            Distribution::empirical(vec![1.0, -0.5]),
            Err(E::Negative { .. })
        ));
        assert!(matches!(
            Distribution::lognormal(1.0, 40.0),
            Err(E::Unbounded { .. })
        ));
        assert!(matches!(
            Distribution::weibull(0.005, 1.0),
            Err(E::Unbounded { .. })
        ));
    }
}
