//! Where an axis is labelled, and what the labels say.

use super::data::Amount;
use super::font::{self, Weight};
use super::number::{TimeUnit, grouped, with_unit};
use super::scale::Scale;
use crate::base::Language;

/// Em of tick labels (units).
pub const SIZE: f64 = 13.0;

/// One labelled value of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The value.
    pub value: f64,
    /// Its label.
    pub label: String,
}

/// A domain that starts and ends on ticks.
#[derive(Debug, Clone, PartialEq)]
pub struct Ruler {
    /// Lowest value.
    pub from: f64,
    /// Highest value.
    pub to: f64,
    /// The ticks in rising order.
    pub ticks: Vec<Tick>,
}

/// How the numbers along a ruler are counted and written.
struct Counting {
    /// One count in the unit of the data.
    unit: f64,
    /// Steps that read well, tried before 1, 2 and 5 times a power of ten.
    steps: &'static [f64],
    /// What is counted.
    counted: Counted,
}

enum Counted {
    Time(TimeUnit),
    Percent,
    Plain,
}

impl Counting {
    fn of(amount: Amount, extent: f64) -> Self {
        let (unit, counted) = match amount {
            Amount::Hours => return Self::in_unit(TimeUnit::of_extent(extent)),
            Amount::Share => (0.01, Counted::Percent),
            Amount::Points => (0.01, Counted::Plain),
            Amount::Number => (1.0, Counted::Plain),
        };
        let steps = &[];
        Self {
            unit,
            steps,
            counted,
        }
    }

    fn in_unit(unit: TimeUnit) -> Self {
        let steps: &'static [f64] = match unit {
            TimeUnit::Minute => &[5.0, 10.0, 15.0, 30.0],
            TimeUnit::Hour => &[0.5, 1.0, 2.0, 3.0, 4.0, 6.0, 12.0, 24.0, 48.0],
            TimeUnit::Day => &[1.0, 2.0, 3.0, 5.0, 7.0, 14.0, 28.0],
            TimeUnit::Week => &[1.0, 2.0, 4.0, 13.0, 26.0, 52.0],
            TimeUnit::Year => &[],
        };
        Self {
            unit: unit.hours(),
            steps,
            counted: Counted::Time(unit),
        }
    }

    /// The smallest pleasant step that is at least `wanted` counts.
    fn step(&self, wanted: f64) -> f64 {
        let found = self.steps.iter().copied().find(|&step| step >= wanted);
        found
            .filter(|step| *step < wanted * 5.0)
            .unwrap_or_else(|| decimal_step(wanted))
    }

    fn label(&self, count: f64, decimals: usize, language: Language) -> String {
        let written = grouped(count, decimals);
        match self.counted {
            Counted::Time(_) if count == 0.0 => "0".to_owned(),
            Counted::Time(unit) => with_unit(&written, unit, language),
            Counted::Percent => written + "%",
            Counted::Plain => written,
        }
    }

    fn ruler(&self, (lowest, highest): (f64, f64), count: usize, language: Language) -> Ruler {
        let wanted = (highest - lowest) / count.max(1) as f64 / self.unit;
        let step = self.step(wanted);
        let first = (lowest / self.unit / step + 1e-9).floor();
        let last = (highest / self.unit / step - 1e-9).ceil().max(first + 1.0);
        let decimals = decimals_of(step);
        let ticks = (0..=(last - first) as usize)
            .map(|index| {
                let count = (first + index as f64) * step;
                Tick {
                    value: count * self.unit,
                    label: self.label(count, decimals, language),
                }
            })
            .collect();
        Ruler {
            from: first * step * self.unit,
            to: last * step * self.unit,
            ticks,
        }
    }
}

/// A ruler that holds `lowest` to `highest` with about `count` steps; times take the unit that
/// fits their extent.
pub fn ruler(
    (lowest, highest): (f64, f64),
    count: usize,
    amount: Amount,
    language: Language,
) -> Ruler {
    let highest = if highest > lowest {
        highest
    } else {
        lowest + 1.0
    };
    let extent = lowest.abs().max(highest.abs());
    Counting::of(amount, extent).ruler((lowest, highest), count, language)
}

/// A ruler with zero in its middle for differences up to `reach`; times stay in hours, as the
/// words beside them do.
pub fn difference_ruler(reach: f64, amount: Amount, language: Language) -> Ruler {
    let reach = if reach > 0.0 { reach } else { 1.0 };
    let counting = match amount {
        Amount::Hours => Counting::in_unit(TimeUnit::Hour),
        other => Counting::of(other, reach),
    };
    counting.ruler((-reach, reach), 5, language)
}

/// The smallest of 1, 2, 5 times a power of ten that is at least `wanted`.
fn decimal_step(wanted: f64) -> f64 {
    let wanted = wanted.max(1e-9);
    let power = libm::floor(libm::log10(wanted));
    let magnitude = libm::pow(10.0, power);
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * magnitude)
        .find(|step| *step >= wanted * (1.0 - 1e-9))
        .unwrap_or(10.0 * magnitude)
}

/// Decimals needed to tell steps apart.
fn decimals_of(step: f64) -> usize {
    (0..9)
        .find(|&decimals| {
            let scaled = step * libm::pow(10.0, f64::from(decimals));
            (scaled - scaled.round()).abs() < 1e-6
        })
        .map_or(9, |decimals| decimals as usize)
}

/// Moments a logarithmic time axis may be labelled at: count, unit, and rank (0 first).
const MOMENTS: [(u32, TimeUnit, u8); 24] = [
    (1, TimeUnit::Minute, 0),
    (2, TimeUnit::Minute, 3),
    (5, TimeUnit::Minute, 2),
    (15, TimeUnit::Minute, 1),
    (30, TimeUnit::Minute, 3),
    (1, TimeUnit::Hour, 0),
    (2, TimeUnit::Hour, 2),
    (4, TimeUnit::Hour, 1),
    (8, TimeUnit::Hour, 2),
    (12, TimeUnit::Hour, 3),
    (1, TimeUnit::Day, 0),
    (2, TimeUnit::Day, 2),
    (3, TimeUnit::Day, 2),
    (1, TimeUnit::Week, 0),
    (2, TimeUnit::Week, 2),
    (4, TimeUnit::Week, 1),
    (8, TimeUnit::Week, 2),
    (13, TimeUnit::Week, 2),
    (26, TimeUnit::Week, 1),
    (1, TimeUnit::Year, 0),
    (2, TimeUnit::Year, 1),
    (5, TimeUnit::Year, 1),
    (10, TimeUnit::Year, 0),
    (100, TimeUnit::Year, 1),
];

fn moments() -> impl DoubleEndedIterator<Item = (f64, u32, TimeUnit, u8)> {
    MOMENTS
        .into_iter()
        .map(|(count, unit, rank)| (f64::from(count) * unit.hours(), count, unit, rank))
}

/// A domain (hours) for a logarithmic axis that begins and ends on pleasant moments.
pub fn log_domain(lowest: f64, highest: f64) -> (f64, f64) {
    let slack = 1.0 + 1e-9;
    let from = moments()
        .map(|moment| moment.0)
        .rfind(|&hours| hours <= lowest * slack)
        .unwrap_or(MOMENTS[0].1.hours());
    let to = moments()
        .map(|moment| moment.0)
        .find(|&hours| hours * slack >= highest && hours > from)
        .unwrap_or(highest.max(from * 10.0));
    (from, to)
}

/// Labels of a logarithmic time axis: the most telling moments first, as many as have room.
pub fn log_ticks(scale: &Scale, language: Language) -> Vec<Tick> {
    let mut kept: Vec<(f64, f64, Tick)> = Vec::new();
    for rank in 0..=3 {
        for (value, count, unit, _) in moments().filter(|moment| moment.3 == rank) {
            let label = with_unit(&grouped(f64::from(count), 0), unit, language);
            let half = font::width(&label, SIZE, Weight::Regular) / 2.0 + 5.0;
            let centre = scale.place(value);
            let is_free = kept
                .iter()
                .all(|(other, reach, _)| (other - centre).abs() >= half + reach);
            if scale.holds(value) && is_free {
                kept.push((centre, half, Tick { value, label }));
            }
        }
    }
    kept.sort_by(|one, other| one.0.total_cmp(&other.0));
    kept.into_iter().map(|(_, _, tick)| tick).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().map(|tick| tick.label.as_str()).collect()
    }

    #[test]
    fn a_linear_time_axis_counts_in_hours_days_and_weeks() {
        let axis = |to| ruler((0.0, to), 5, Amount::Hours, Language::En);
        assert_eq!(
            labels(&axis(22.0).ticks),
            ["0", "6 h", "12 h", "18 h", "24 h"]
        );
        assert_eq!(
            labels(&axis(190.0).ticks),
            ["0", "2 d", "4 d", "6 d", "8 d"]
        );
        assert_eq!(
            labels(&axis(5.0 / 60.0).ticks),
            ["0", "1 min", "2 min", "3 min", "4 min", "5 min"]
        );
        assert!((axis(22.0).to - 24.0).abs() < 1e-9);
    }

    #[test]
    fn shares_and_numbers_step_by_one_two_or_five() {
        let shares = ruler((0.0, 0.87), 5, Amount::Share, Language::En);
        assert_eq!(
            labels(&shares.ticks),
            ["0%", "20%", "40%", "60%", "80%", "100%"]
        );
        let signed = ruler((-0.031, 0.031), 4, Amount::Number, Language::En);
        assert_eq!(
            labels(&signed.ticks),
            ["−0.04", "−0.02", "0.00", "0.02", "0.04"]
        );
        let large = ruler((0.0, 23_000.0), 3, Amount::Number, Language::En);
        assert_eq!(labels(&large.ticks), ["0", "10,000", "20,000", "30,000"]);
    }

    #[test]
    fn a_ruler_without_extent_still_has_two_ticks() {
        for value in [0.0, 5.0, -3.0, 1e12] {
            let ruler = ruler((value, value), 4, Amount::Hours, Language::Zh);
            assert!(ruler.ticks.len() >= 2 && ruler.ticks.len() < 50, "{value}");
            assert!(ruler.from < ruler.to);
        }
    }

    #[test]
    fn a_logarithmic_axis_names_telling_moments_that_do_not_touch() {
        let domain = log_domain(0.3, 600.0);
        assert!((domain.0 - 0.25).abs() < 1e-9 && (domain.1 - 672.0).abs() < 1e-9);
        let wide = Scale::log(domain, (0.0, 480.0));
        let ticks = log_ticks(&wide, Language::En);
        for wanted in ["15 min", "1 h", "4 h", "1 d", "1 week", "4 weeks"] {
            assert!(labels(&ticks).contains(&wanted), "{wanted}: {ticks:?}");
        }
        let narrow = Scale::log(domain, (0.0, 120.0));
        assert!(log_ticks(&narrow, Language::En).len() < ticks.len());
    }
}
