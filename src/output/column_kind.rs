//! Of what kind the cells of each column of a table are.

use crate::base::Text;

/// Of what kind the cells of a column are. A cell of any kind may be empty: it is undefined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// A whole number with a sign: places in an order, counts, seconds.
    Whole,
    /// A whole number of 64 bits without a sign: a seed.
    Unsigned,
    /// A finite number.
    Number,
    /// One of few words or ids.
    Word,
    /// Text that seldom repeats.
    Text,
}

impl ColumnKind {
    /// What a cell of it has to be.
    pub fn means(self) -> Text {
        match self {
            Self::Whole => Text::new("整数", "a whole number"),
            Self::Unsigned => Text::new("非负整数", "a whole number not below zero"),
            Self::Number => Text::new("有限的数", "a finite number"),
            Self::Word | Self::Text => Text::new("文字", "text"),
        }
    }
}

/// The kind of a column; a few names mean different things in different files.
pub fn column_kind(file: &str, column: &str) -> Option<ColumnKind> {
    if (file, column) == ("runs.csv", "value") {
        return Some(ColumnKind::Number);
    }
    let kind = match column {
        "point" | "replication" | "n" | "at" | "week" | "points" | "rank" | "least_point"
        | "greatest_point" | "crossings" | "round" | "severity" | "returns" | "visits"
        | "emerged_s" | "reported_s" | "registered_s" | "first_power_s" | "settled_s"
        | "recorded_closed_s" => ColumnKind::Whole,
        "seed" => ColumnKind::Unsigned,
        "estimate"
        | "lower"
        | "upper"
        | "difference"
        | "difference_lower"
        | "difference_upper"
        | "setup_value"
        | "baseline_value"
        | "p_value"
        | "p_holm"
        | "bootstrap_lower"
        | "bootstrap_upper"
        | "standardised_difference"
        | "won_share"
        | "correlation"
        | "variance_reduction"
        | "x_km"
        | "y_km"
        | "residents"
        | "least_estimate"
        | "least_lower"
        | "least_upper"
        | "greatest_estimate"
        | "greatest_lower"
        | "greatest_upper"
        | "span"
        | "span_lower"
        | "span_upper"
        | "break_even"
        | "break_even_lower"
        | "break_even_upper" => ColumnKind::Number,
        "setup" | "baseline" | "status" | "population" | "metric" | "unit" | "better"
        | "statistic" | "verdict" | "verdict_change" | "stage" | "level" | "id" | "slice"
        | "matter" | "township" | "village" | "fate" | "cause" | "factor" | "by_factor"
        | "held" | "departments" | "end" | "channel" => ColumnKind::Word,
        // Levels of factors are numbers of one and words of another.
        "value" | "by_value" | "least_value" | "greatest_value" | "error" | "command"
        | "incident" | "parent" => ColumnKind::Text,
        _ => return None,
    };
    Some(kind)
}

/// The unit that every value of a column has, by the suffix of its name.
pub fn column_unit(column: &str) -> Option<&'static str> {
    [("_s", "s"), ("_km", "km")]
        .into_iter()
        .find(|(suffix, _)| column.ends_with(suffix))
        .map(|(_, unit)| unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_a_number_of_a_run_and_the_text_of_a_factor() {
        assert_eq!(column_kind("runs.csv", "value"), Some(ColumnKind::Number));
        assert_eq!(column_kind("points.csv", "value"), Some(ColumnKind::Text));
        assert_eq!(column_kind("runs.csv", "colour"), None);
    }

    #[test]
    fn moments_and_places_have_the_unit_of_their_name() {
        assert_eq!(column_unit("emerged_s"), Some("s"));
        assert_eq!(column_unit("x_km"), Some("km"));
        assert_eq!(column_unit("status"), None);
    }
}
