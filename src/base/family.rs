//! Families of laws: their words, what fixes one of their laws, and why numbers may not.

use serde::{Deserialize, Serialize};

/// The families of laws that files may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Family {
    /// Always the same value.
    Constant,
    /// Every value between two bounds alike.
    Uniform,
    /// Rising to a mode and falling from it in straight lines.
    Triangular,
    /// Without memory.
    Exponential,
    /// Sums of exponential stages, and what lies between them.
    Gamma,
    /// The exponential of a normal quantity.
    Lognormal,
    /// A power of an exponential quantity.
    Weibull,
    /// One of the observed values, all alike.
    Empirical,
}

impl Family {
    /// Every family, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Constant,
        Self::Uniform,
        Self::Triangular,
        Self::Exponential,
        Self::Gamma,
        Self::Lognormal,
        Self::Weibull,
        Self::Empirical,
    ];

    /// The word files use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Constant => "constant",
            Self::Uniform => "uniform",
            Self::Triangular => "triangular",
            Self::Exponential => "exponential",
            Self::Gamma => "gamma",
            Self::Lognormal => "lognormal",
            Self::Weibull => "weibull",
            Self::Empirical => "empirical",
        }
    }

    /// The family of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|family| family.word() == word)
    }

    /// The least and the greatest coefficient of variation that, with a mean, fix a law of this
    /// family; nothing where these two do not fix one.
    ///
    /// A uniform or triangular law is then symmetric and not negative. The bounds of gamma,
    /// lognormal and Weibull are assumed: nearer to zero a constant serves, and beyond a hundred
    /// no sample shows the mean.
    pub const fn cv_range(self) -> Option<(f64, f64)> {
        const ONE_OVER_ROOT_THREE: f64 = 0.577_350_269_189_625_8;
        const ONE_OVER_ROOT_SIX: f64 = 0.408_248_290_463_863;
        match self {
            Self::Constant => Some((0.0, 0.0)),
            Self::Uniform => Some((SMALLEST_CV, ONE_OVER_ROOT_THREE)),
            Self::Triangular => Some((SMALLEST_CV, ONE_OVER_ROOT_SIX)),
            Self::Exponential => Some((1.0, 1.0)),
            Self::Gamma | Self::Lognormal | Self::Weibull => Some((SMALLEST_CV, LARGEST_CV)),
            Self::Empirical => None,
        }
    }
}

const SMALLEST_CV: f64 = 0.001;
const LARGEST_CV: f64 = 100.0;

/// Why numbers make no law.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DistributionError {
    /// A parameter is not a number or has no bound.
    #[error("{parameter} = {value} is not a finite number")]
    NotFinite {
        /// The parameter's name in files.
        parameter: &'static str,
        /// Its value.
        value: f64,
    },
    /// A parameter lies below zero.
    #[error("{parameter} = {value} must not be negative")]
    Negative {
        /// The parameter's name in files.
        parameter: &'static str,
        /// Its value.
        value: f64,
    },
    /// A parameter is zero or below.
    #[error("{parameter} = {value} must be positive")]
    NotPositive {
        /// The parameter's name in files.
        parameter: &'static str,
        /// Its value.
        value: f64,
    },
    /// Two bounds stand in the wrong order, or leave nothing between.
    #[error("{lower} must be below {upper}")]
    OutOfOrder {
        /// The parameter that has to be the lesser.
        lower: &'static str,
        /// The parameter that has to be the greater.
        upper: &'static str,
    },
    /// No law of the family has this coefficient of variation.
    #[error("a {} law needs a cv from {least} to {greatest}, not {cv}", family.word())]
    CvOutOfRange {
        /// The family.
        family: Family,
        /// The coefficient of variation asked for.
        cv: f64,
        /// The least possible one.
        least: f64,
        /// The greatest possible one.
        greatest: f64,
    },
    /// A mean and a coefficient of variation do not fix a law of this family.
    #[error("a {} law is not given by mean and cv", family.word())]
    NotByMoments {
        /// The family.
        family: Family,
    },
    /// An empirical law has no values.
    #[error("values must hold at least one number")]
    NoValues,
    /// The parameters are each allowed but together have no finite mean or spread.
    #[error("a {} law with these parameters has no finite mean or spread", family.word())]
    Unbounded {
        /// The family.
        family: Family,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_family_is_found_by_its_word() {
        for family in Family::ALL {
            assert_eq!(Family::from_word(family.word()), Some(family));
        }
        assert_eq!(Family::from_word("Gamma"), None);
    }
}
