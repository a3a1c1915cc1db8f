//! One value for each replication, undefined where a run gave none.

use std::fmt::Debug;

use super::portion::Portion;
use super::statistics::{Confidence, Pair, PairedDifference};

/// Values by replication.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Series {
    /// NaN stands for no value; it never leaves this file.
    values: Vec<f64>,
}

impl Series {
    /// A series without a value.
    pub const fn new() -> Self {
        Self { values: Vec::new() }
    }

    /// Sets the value of a replication; room is taken up to the last one set.
    pub fn set(&mut self, replication: u32, value: Option<f64>) {
        let place = replication as usize;
        if self.values.capacity() <= place {
            // An eighth more, not twice as much: most of the room of a large study is series.
            let room = place + 1 + place / 8;
            self.values.reserve_exact(room - self.values.len());
        }
        if self.values.len() <= place {
            self.values.resize(place + 1, f64::NAN);
        }
        self.values[place] = value.unwrap_or(f64::NAN);
    }

    /// The values in the order of replications, up to the last one set.
    pub fn iter(&self) -> impl Iterator<Item = Option<f64>> + '_ {
        self.values
            .iter()
            .map(|value| (!value.is_nan()).then_some(*value))
    }

    /// This setup minus the `baseline`, paired by world; none where no world has both.
    pub fn minus(&self, baseline: &Self) -> Option<PairedDifference> {
        let pairs = self.iter().zip(baseline.iter());
        let pairs = pairs.map(|(setup, baseline)| Pair { baseline, setup });
        PairedDifference::of(pairs, Confidence::PERCENT_95)
    }
}

/// A row of a run does not have the name that the same row had in the runs before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnlikeRows;

/// Named series of one setup at one point: the names come from its first finished run. Of names
/// outside its portion the series stay empty, lasting ones apart.
#[derive(Debug, Clone)]
pub struct Sheet<K> {
    portion: Portion,
    names: Vec<(K, Keeping)>,
    series: Vec<Series>,
}

/// What becomes of the values of a name in this reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeping {
    /// They are kept and told.
    Told,
    /// They are kept for others, and told in another reading.
    Lasting,
    /// They are let go.
    Gone,
}

impl<K> Default for Sheet<K> {
    fn default() -> Self {
        Self::of(Portion::WHOLE)
    }
}

impl<K> Sheet<K> {
    /// A sheet of one portion of the values.
    pub const fn of(portion: Portion) -> Self {
        Self {
            portion,
            names: Vec::new(),
            series: Vec::new(),
        }
    }

    /// How many names it has, of all portions.
    pub const fn width(&self) -> usize {
        self.names.len()
    }
}

impl<K: PartialEq + Debug> Sheet<K> {
    /// Enters the rows of one run.
    ///
    /// # Errors
    /// The rows are not named like those of the runs before.
    pub fn enter(
        &mut self,
        replication: u32,
        rows: Vec<(K, Option<f64>)>,
    ) -> Result<(), UnlikeRows> {
        self.enter_lasting(replication, rows, |_| false)
    }

    /// The same; the series of names that `is_lasting` are kept in every portion.
    ///
    /// # Errors
    /// The rows are not named like those of the runs before.
    pub fn enter_lasting(
        &mut self,
        replication: u32,
        rows: Vec<(K, Option<f64>)>,
        is_lasting: impl Fn(&K) -> bool,
    ) -> Result<(), UnlikeRows> {
        let is_first = self.names.is_empty();
        if !is_first && rows.len() != self.names.len() {
            return Err(UnlikeRows);
        }
        for (place, (name, value)) in rows.into_iter().enumerate() {
            if is_first {
                let keeping = match self.portion.holds(&name) {
                    true => Keeping::Told,
                    false if is_lasting(&name) => Keeping::Lasting,
                    false => Keeping::Gone,
                };
                self.names.push((name, keeping));
                self.series.push(Series::new());
            } else if self.names[place].0 != name {
                return Err(UnlikeRows);
            }
            if self.names[place].1 != Keeping::Gone {
                self.series[place].set(replication, value);
            }
        }
        Ok(())
    }

    /// The names of its portion with their places among all and their series, in the order of rows.
    pub fn told(&self) -> impl Iterator<Item = (usize, &K, &Series)> {
        let rows = self.names.iter().zip(&self.series).enumerate();
        rows.filter(|(_, ((_, keeping), _))| *keeping == Keeping::Told)
            .map(|(place, ((name, _), series))| (place, name, series))
    }

    /// The names whose series are kept, with them, in the order of rows.
    pub fn kept(&self) -> impl Iterator<Item = (&K, &Series)> {
        let rows = self.names.iter().zip(&self.series);
        rows.filter(|((_, keeping), _)| *keeping != Keeping::Gone)
            .map(|((name, _), series)| (name, series))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replication_without_a_run_has_no_value() {
        let mut sheet = Sheet::default();
        sheet.enter(2, vec![("a", Some(1.0)), ("b", None)]).unwrap();
        sheet
            .enter(0, vec![("a", Some(2.0)), ("b", Some(0.0))])
            .unwrap();
        let values: Vec<Vec<Option<f64>>> = sheet
            .told()
            .map(|(_, _, series)| series.iter().collect())
            .collect();
        assert_eq!(values[0], [Some(2.0), None, Some(1.0)]);
        assert_eq!(values[1], [Some(0.0), None, None]);
    }

    #[test]
    fn rows_of_other_names_are_refused() {
        let mut sheet = Sheet::default();
        sheet.enter(0, vec![("a", None)]).unwrap();
        assert_eq!(sheet.enter(1, vec![("b", None)]), Err(UnlikeRows));
        assert_eq!(sheet.enter(1, vec![]), Err(UnlikeRows));
    }

    #[test]
    fn every_name_is_told_in_one_portion_and_lasting_ones_are_kept_in_all() {
        let names = 0..100;
        let mut told = Vec::new();
        for portion in Portion::all(4) {
            let mut sheet = Sheet::of(portion);
            let rows = names.clone().map(|name| (name, Some(f64::from(name))));
            sheet
                .enter_lasting(0, rows.collect(), |name| *name == 7)
                .unwrap();
            assert_eq!(sheet.width(), 100);
            assert!(
                sheet
                    .kept()
                    .any(|(name, series)| { *name == 7 && series.iter().eq([Some(7.0)]) })
            );
            told.extend(sheet.told().map(|(place, name, series)| {
                assert!(series.iter().eq([Some(f64::from(*name))]));
                (place, *name)
            }));
        }
        told.sort_unstable();
        assert!(
            told.into_iter()
                .eq((0..100).map(|name| (name as usize, name)))
        );
    }
}
