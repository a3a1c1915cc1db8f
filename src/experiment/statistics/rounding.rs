//! As many digits as an interval deserves.

/// More decimals than these help nobody who reads a table.
const MOST_DECIMALS: i32 = 9;
/// More digits of an estimate than these help nobody either.
const MOST_DIGITS: i32 = 6;

/// The last decimal place worth printing; negative for tens, hundreds and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DecimalPlace(i32);

impl DecimalPlace {
    /// The place an uncertainty of `half_width` supports: two digits of it when they read 10 to
    /// 35, else one. Without a width, three digits of `estimate`.
    ///
    /// Particle Data Group, Review of Particle Physics, Introduction, section "Rounding".
    pub fn of(estimate: f64, half_width: Option<f64>) -> Self {
        let place = match half_width.filter(|half| *half > 0.0) {
            Some(half) => {
                let exponent = exponent(half);
                let lead = half / 10_f64.powi(exponent);
                if lead < 3.545 {
                    1 - exponent
                } else {
                    -exponent
                }
            }
            None if estimate == 0.0 => 0,
            None => 2 - exponent(estimate),
        };
        let most = if estimate == 0.0 {
            MOST_DECIMALS
        } else {
            MOST_DIGITS - 1 - exponent(estimate)
        };
        Self(place.min(most).min(MOST_DECIMALS))
    }

    /// One more digit.
    #[must_use]
    pub fn finer(self) -> Self {
        Self((self.0 + 1).min(MOST_DECIMALS))
    }

    /// Whether `value` would print as zero.
    pub fn hides(self, value: f64) -> bool {
        self.print(value)
            .bytes()
            .all(|byte| !(b'1'..=b'9').contains(&byte))
    }

    /// Prints `value` rounded to this place, without the sign of a rounded zero.
    pub fn print(self, value: f64) -> String {
        let printed = if self.0 >= 0 {
            format!("{value:.*}", self.0 as usize)
        } else {
            let step = 10_f64.powi(-self.0);
            format!("{:.0}", (value / step).round() * step)
        };
        match printed.strip_prefix('-') {
            Some(rest) if !rest.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) => {
                rest.to_owned()
            }
            _ => printed,
        }
    }
}

/// The decimal exponent of a value other than zero.
fn exponent(value: f64) -> i32 {
    value.abs().log10().floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(estimate: f64, half_width: f64) -> String {
        DecimalPlace::of(estimate, Some(half_width)).print(estimate)
    }

    #[test]
    fn the_width_decides_the_digits() {
        assert_eq!(printed(0.827, 0.119), "0.83");
        assert_eq!(printed(0.827, 0.367), "0.8");
        assert_eq!(printed(0.827, 0.036), "0.83");
        assert_eq!(printed(2.1, 0.4), "2.1");
        assert_eq!(printed(2.1, 0.97), "2.1");
        assert_eq!(printed(1234.5, 23.0), "1234");
        assert_eq!(printed(1234.5, 45.0), "1230");
    }

    #[test]
    fn without_a_width_three_digits_are_printed() {
        let print = |value: f64| DecimalPlace::of(value, None).print(value);
        assert_eq!(print(2.1), "2.10");
        assert_eq!(print(-0.012_345), "-0.0123");
        assert_eq!(print(123_456.0), "123000");
        assert_eq!(print(0.0), "0");
    }

    #[test]
    fn a_rounded_zero_has_no_sign() {
        assert_eq!(DecimalPlace(1).print(-0.04), "0.0");
        assert!(DecimalPlace(1).hides(-0.04));
        assert!(!DecimalPlace(2).hides(-0.04));
    }

    #[test]
    fn a_vanishing_width_does_not_print_endless_digits() {
        assert_eq!(printed(2.5, 1e-17), "2.50000");
    }
}
