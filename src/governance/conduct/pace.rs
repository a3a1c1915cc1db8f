//! R13, pace: people are quicker at what is theirs by name, and slow down when they are overloaded.

use crate::document::{Fields, Unit, number};

/// `[pace]`: how fast people work, as a share of the speed their skill gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pace {
    /// What a full list of own tasks adds.
    pub list_gain: f64,
    /// Own tasks that make a list full.
    pub full_list: f64,
    /// What an overload of `load_span` takes away.
    pub load_loss: f64,
    /// Busy share of the last 28 days above which people are overloaded.
    pub load_from: f64,
    /// The overload, in busy share, that takes `load_loss` away.
    pub load_span: f64,
    /// The slowest pace.
    pub slowest: f64,
    /// The fastest pace.
    pub fastest: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            list_gain: 0.15,
            full_list: 5.0,
            load_loss: 0.3,
            load_from: 0.85,
            load_span: 0.15,
            slowest: 0.6,
            fastest: 1.15,
        }
    }
}

const SOURCE: &str = "assumption: model R13";

impl Pace {
    /// Reads `[pace]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        let list = visit_list(fields, &usual);
        Self {
            load_loss: ratio(
                fields,
                ("load_loss", 0.0..=0.9),
                (
                    "满负荷时慢多少",
                    "how much slower somebody is who is always busy",
                ),
                usual.load_loss,
            ),
            load_from: fields
                .key("load_from", number().share())
                .means(
                    "近 28 天忙碌占比超过多少算超负荷",
                    "busy share of the last 28 days above which people are overloaded",
                )
                .source(SOURCE)
                .or(usual.load_from),
            load_span: ratio(
                fields,
                ("load_span", 0.01..=1.0),
                (
                    "超出多少忙碌占比就慢 load_loss",
                    "busy share above load_from that takes load_loss away",
                ),
                usual.load_span,
            ),
            slowest: ratio(
                fields,
                ("slowest", 0.1..=1.0),
                ("最慢", "the slowest pace"),
                usual.slowest,
            ),
            fastest: ratio(
                fields,
                ("fastest", 1.0..=2.0),
                ("最快", "the fastest pace"),
                usual.fastest,
            ),
            ..list
        }
    }

    /// The pace of a person with so many tasks by name and so great a busy share of the last 28
    /// days: `1 + 0.15 min(1, list / 5) - 0.3 max(0, load - 0.85) / 0.15`, from 0.6 to 1.15.
    pub fn of(&self, own_list: u32, load28: f64) -> f64 {
        let list = (f64::from(own_list) / self.full_list).min(1.0);
        let overload = (load28 - self.load_from).max(0.0) / self.load_span;
        let pace = 1.0 + self.list_gain * list - self.load_loss * overload;
        pace.max(self.slowest).min(self.fastest)
    }
}

/// The keys of the own list; the others as in `usual`.
fn visit_list(fields: &mut Fields, usual: &Pace) -> Pace {
    Pace {
        list_gain: ratio(
            fields,
            ("list_gain", 0.0..=1.0),
            (
                "自己名下的任务满单时快多少；须 assignment 为 on-arrival",
                "how much faster somebody is whose list of own tasks is full; needs assignment \
                 on-arrival",
            ),
            usual.list_gain,
        ),
        full_list: fields
            .key("full_list", number().unit(Unit::Count).range(1.0..=1_000.0))
            .means("名下多少件算满单", "own tasks that make a list full")
            .source(SOURCE)
            .or(usual.full_list),
        ..*usual
    }
}

fn ratio(
    fields: &mut Fields,
    (key, range): (&'static str, std::ops::RangeInclusive<f64>),
    (zh, en): (&'static str, &'static str),
    usual: f64,
) -> f64 {
    fields
        .key(key, number().unit(Unit::Ratio).range(range))
        .means(zh, en)
        .source(SOURCE)
        .or(usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pace_is_that_of_the_model_at_given_lists_and_loads() {
        for (list, load, expected) in [
            (0, 0.0, 1.0),
            (1, 0.5, 1.03),
            (4, 0.85, 1.12),
            (5, 0.85, 1.15),
            (40, 0.0, 1.15),
            (0, 0.93, 0.84),
            (0, 1.0, 0.7),
            (5, 1.0, 0.85),
            (0, 1.05, 0.6),
            (0, 2.0, 0.6),
        ] {
            let pace = Pace::default().of(list, load);
            assert!((pace - expected).abs() < 1e-12, "{list} {load}: {pace}");
        }
    }

    #[test]
    fn a_pace_without_gain_or_loss_is_one() {
        let flat = Pace {
            list_gain: 0.0,
            load_loss: 0.0,
            ..Pace::default()
        };
        for (list, load) in [(0, 0.0), (9, 0.99), (3, 1.2)] {
            assert_eq!(flat.of(list, load).to_bits(), 1.0_f64.to_bits());
        }
    }
}
