//! Paces: how busy everybody has been, and how fast each crew works.

use crate::base::Table;
use crate::county::WorkerId;
use crate::governance::conduct::Pace;

use super::busy_days::BusyDays;
use super::mechanism::Mechanism;
use super::setting::Setting;

/// The pace of everybody.
#[derive(Debug, Clone)]
pub struct Paces {
    /// What it hangs on.
    pub rules: Pace,
    /// The last days of each person.
    pub days: Table<WorkerId, BusyDays>,
    /// The pace of the crew each person leads, as of the beginning of its work.
    pub of_crew: Table<WorkerId, f64>,
}

impl Paces {
    /// Everybody at the usual pace; none where the county states none.
    pub fn of(setting: &Setting) -> Option<Self> {
        let is_on = setting.mechanisms.has(Mechanism::Pace);
        let rules = setting.conduct.pace.filter(|_| is_on)?;
        let start = setting.horizon.start();
        let persons = setting.county.workers.len();
        Some(Self {
            rules,
            days: Table::filled(persons, BusyDays::new(start)),
            of_crew: Table::filled(persons, 1.0),
        })
    }
}
