//! The unit of a metric's value and the direction that is good for the county.

use serde::{Deserialize, Serialize};

/// What a metric's value is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Hours of elapsed or working time.
    #[serde(rename = "h")]
    Hours,
    /// A part of a whole, 0 to 1; people read it in per cent and differences in points.
    #[serde(rename = "share")]
    Share,
    /// A number of things, or its mean.
    #[serde(rename = "count")]
    Count,
    /// Hours weighted by the severity of what was open meanwhile.
    #[serde(rename = "severity h")]
    SeverityHours,
    /// How often a year.
    #[serde(rename = "per year")]
    PerYear,
    /// Money.
    #[serde(rename = "yuan")]
    Yuan,
}

/// Which direction of a metric is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// Less is better.
    Lower,
    /// More is better.
    Higher,
    /// Neither: the metric describes and does not judge.
    None,
}

impl Unit {
    /// Every unit, in the order of the data dictionary.
    pub const ALL: [Self; 6] = [
        Self::Hours,
        Self::Share,
        Self::Count,
        Self::SeverityHours,
        Self::PerYear,
        Self::Yuan,
    ];

    /// The word of the `unit` column.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hours => "h",
            Self::Share => "share",
            Self::Count => "count",
            Self::SeverityHours => "severity h",
            Self::PerYear => "per year",
            Self::Yuan => "yuan",
        }
    }
}

impl Better {
    /// The word of the `better` column.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Lower => "lower",
            Self::Higher => "higher",
            Self::None => "none",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_written_with_the_word_of_its_column() {
        for unit in Unit::ALL {
            assert_eq!(serde_json::to_value(unit).unwrap(), unit.word());
        }
    }

    #[test]
    fn a_direction_is_written_with_the_word_of_its_column() {
        for better in [Better::Lower, Better::Higher, Better::None] {
            assert_eq!(serde_json::to_value(better).unwrap(), better.word());
        }
    }
}
