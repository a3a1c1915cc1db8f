//! The picture of the ledger: what became of everything the world had in store.

use crate::base::Text;
use crate::metrics::{Fate, Population};

use super::drawing::{Drawing, How};
use super::picture::{Ledger, LedgerBar, Picture};

impl Drawing<'_> {
    /// What became of every potential, setup by setup; only where something is hidden.
    pub fn ledger(&self) -> Option<Picture> {
        if self.derived.ledger.is_empty() {
            return None;
        }
        let bars = self.setups().into_iter().enumerate();
        let bars = bars.map(|(place, setup)| LedgerBar {
            setup,
            numbers: self.fates_of(place),
        });
        Some(Picture::Ledger(Ledger {
            heading: self.heading(
                "本会发生的一切后来怎样",
                "What became of everything the world had in store",
                How::Means,
            ),
            caption: Text::new(
                "每个世界的潜在事件数，各方案相同",
                "potential incidents a world, equal in all setups",
            ),
            fates: fates(),
            bars: bars.collect(),
        }))
    }

    /// Means of the numbers that met each fate of the picture; none where no run had them.
    fn fates_of(&self, setup: usize) -> Option<Vec<f64>> {
        let number = |fate: Fate| {
            let mut rows = self.derived.ledger.iter();
            let row = rows.find(|row| {
                let name = &row.name;
                row.setup == setup
                    && (name.of, name.fate, name.cause) == (Population::All, fate, None)
            });
            Some(row?.interval.as_ref()?.mean)
        };
        let emerged = number(Fate::Emerged)?;
        let mut numbers = vec![number(Fate::Prevented)?];
        for fate in [
            Fate::NaturalEnd,
            Fate::FixedOnTheSpot,
            Fate::SettledInVillage,
        ] {
            numbers.push(number(fate)?);
        }
        let open = number(Fate::Unfinished)?;
        // What is neither gone nor open nor settled without an office was settled by one.
        let by_others: f64 = numbers[1..].iter().sum();
        numbers.push((emerged - by_others - open).max(0.0));
        numbers.push(open);
        Some(numbers)
    }
}

/// The fates that share all potentials among them, from what never was to what is left.
fn fates() -> Vec<Text> {
    [
        ("被预防", "prevented"),
        ("自行消失，未办结", "ended by itself, unsettled"),
        ("当场处置", "put right on the spot"),
        ("村内办结", "settled in the village"),
        ("报告并由部门办结", "reported and settled by offices"),
        ("未办结", "open at the end"),
    ]
    .into_iter()
    .map(|(zh, en)| Text::new(zh, en))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sample_study::{hidden_study, run_all};
    use crate::experiment::{Plan, derive};

    #[test]
    fn every_potential_is_in_one_part_of_its_bar() {
        let study = hidden_study(2);
        let plan = Plan::new(&study).unwrap();
        let derived = derive(&plan, &run_all(&plan, 1), &mut ()).unwrap();
        let drawing = Drawing {
            plan: &plan,
            derived: &derived,
        };
        let Some(Picture::Ledger(ledger)) = drawing.ledger() else {
            panic!("there is a ledger");
        };
        for (setup, bar) in ledger.bars.iter().enumerate() {
            let numbers = bar.numbers.as_ref().unwrap();
            assert_eq!(numbers.len(), ledger.fates.len());
            let whole = derived.ledger.iter().filter(|row| {
                let name = &row.name;
                row.setup == setup
                    && (name.of, name.cause) == (Population::All, None)
                    && matches!(name.fate, Fate::Emerged | Fate::Prevented)
            });
            let whole: f64 = whole.map(|row| row.interval.as_ref().unwrap().mean).sum();
            assert!((numbers.iter().sum::<f64>() - whole).abs() < 1e-9);
            assert!(numbers[1] > 0.0 && numbers[4] > 0.0, "{numbers:?}");
        }
    }
}
