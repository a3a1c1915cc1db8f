//! Laws by their mean and how widely they spread, as files mostly state them.

use super::distribution::{Distribution, Result, finite, not_negative, positive};
use super::family::{DistributionError, Family};
use super::weibull;

impl Distribution {
    /// The law of `family` with this mean and coefficient of variation (standard deviation over
    /// mean).
    ///
    /// # Errors
    /// The mean is not positive (for a constant: negative) or not finite, or no law of the family
    /// has this coefficient of variation (see [`Family::cv_range`]).
    pub fn from_mean_and_cv(family: Family, mean: f64, cv: f64) -> Result<Self> {
        let Some((least, greatest)) = family.cv_range() else {
            return Err(DistributionError::NotByMoments { family });
        };
        not_negative("cv", cv)?;
        if cv < least || cv > greatest {
            return Err(DistributionError::CvOutOfRange {
                family,
                cv,
                least,
                greatest,
            });
        }
        if family != Family::Constant {
            positive("mean", mean)?;
        }
        match family {
            Family::Constant => Self::constant(mean),
            Family::Uniform => symmetric(mean, cv * 3.0_f64.sqrt())
                .and_then(|(low, high)| Self::uniform(low, high)),
            Family::Triangular => symmetric(mean, cv * 6.0_f64.sqrt())
                .and_then(|(low, high)| Self::triangular(low, mean, high)),
            Family::Exponential => Self::exponential(mean),
            Family::Gamma => Self::gamma(1.0 / (cv * cv), mean * cv * cv),
            Family::Lognormal => {
                let sigma = libm::log1p(cv * cv).sqrt();
                Self::lognormal(mean / (1.0 + cv * cv).sqrt(), sigma)
            }
            Family::Weibull => {
                let shape = weibull::shape_of(cv);
                Self::weibull(shape, mean / weibull::moment_of(shape, 1.0))
            }
            Family::Empirical => Err(DistributionError::NotByMoments { family }),
        }
    }
}

/// The bounds `share` of the mean to either side of it.
fn symmetric(mean: f64, share: f64) -> Result<(f64, f64)> {
    let low = (mean * (1.0 - share)).max(0.0);
    let high = mean * (1.0 + share);
    finite("mean", high)?;
    Ok((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_cv_asked_for_are_those_of_the_law() {
        for family in Family::ALL {
            let Some((least, greatest)) = family.cv_range() else {
                continue;
            };
            for cv in [least, least.midpoint(greatest), 0.25, 1.31, 8.0, greatest] {
                if cv < least || cv > greatest {
                    continue;
                }
                let law = Distribution::from_mean_and_cv(family, 40.0, cv).unwrap();
                assert_eq!(law.family(), family);
                assert!((law.mean() / 40.0 - 1.0).abs() < 1e-12, "{law:?}");
                assert!((law.cv() - cv).abs() <= 1e-9 * cv, "{law:?} {cv}");
            }
        }
    }

    #[test]
    fn a_weibull_law_of_cv_one_is_exponential() {
        let law = Distribution::from_mean_and_cv(Family::Weibull, 40.0, 1.0).unwrap();
        let Distribution::Weibull { shape, scale } = law else {
            panic!("{law:?}")
        };
        assert!((shape - 1.0).abs() < 1e-14);
        assert!((scale - 40.0).abs() < 1e-12);
    }

    #[test]
    fn a_cv_without_meaning_for_the_family_is_refused() {
        use DistributionError as E;
        let law = |family, cv| Distribution::from_mean_and_cv(family, 40.0, cv);
        assert!(matches!(
            law(Family::Constant, 0.1),
            Err(E::CvOutOfRange { .. })
        ));
        assert!(matches!(
            law(Family::Exponential, 0.5),
            Err(E::CvOutOfRange { .. })
        ));
        assert!(matches!(
            law(Family::Uniform, 0.6),
            Err(E::CvOutOfRange { .. })
        ));
        assert!(matches!(
            law(Family::Lognormal, 0.0),
            Err(E::CvOutOfRange { .. })
        ));
        assert!(matches!(law(Family::Gamma, -1.0), Err(E::Negative { .. })));
        assert!(matches!(
            law(Family::Empirical, 1.0),
            Err(E::NotByMoments { .. })
        ));
        let message = law(Family::Uniform, 0.6).unwrap_err().to_string();
        assert_eq!(
            message,
            "a uniform law needs a cv from 0.001 to 0.5773502691896258, not 0.6"
        );
    }
}
