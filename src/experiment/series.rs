//! One value for each replication, undefined where a run gave none.

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

/// Named series of one setup at one point: the names come from its first finished run.
#[derive(Debug, Clone)]
pub struct Sheet<K> {
    names: Vec<K>,
    series: Vec<Series>,
}

impl<K> Default for Sheet<K> {
    fn default() -> Self {
        Self {
            names: Vec::new(),
            series: Vec::new(),
        }
    }
}

impl<K: PartialEq> Sheet<K> {
    /// Enters the rows of one run.
    ///
    /// # Errors
    /// The rows are not named like those of the runs before.
    pub fn enter(
        &mut self,
        replication: u32,
        rows: Vec<(K, Option<f64>)>,
    ) -> Result<(), UnlikeRows> {
        let is_first = self.names.is_empty();
        if !is_first && rows.len() != self.names.len() {
            return Err(UnlikeRows);
        }
        for (place, (name, value)) in rows.into_iter().enumerate() {
            if is_first {
                self.names.push(name);
                self.series.push(Series::new());
            } else if self.names[place] != name {
                return Err(UnlikeRows);
            }
            self.series[place].set(replication, value);
        }
        Ok(())
    }

    /// The names with their series, in the order of rows.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &Series)> {
        self.names.iter().zip(&self.series)
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
            .iter()
            .map(|(_, series)| series.iter().collect())
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
}
