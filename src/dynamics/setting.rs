//! Everything a run is given: county, charter, calendar, horizon, world.

use crate::base::World;
use crate::base::calendar::Calendar;
use crate::county::County;
use crate::county::trace::Trace;
use crate::governance::{Charter, Conduct};

use super::horizon::{Horizon, Window};
use super::mechanism::Mechanisms;

/// Which waiting task is served next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Discipline {
    /// The one that joined the queue first.
    FirstCome,
    /// The gravest; among equals the first; routine work last.
    Priority,
    /// The officers choose by what counts for them (R7).
    #[default]
    OfficerChoice,
}

impl Discipline {
    /// The word used in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::FirstCome => "first-come",
            Self::Priority => "priority",
            Self::OfficerChoice => "officer-choice",
        }
    }
}

/// One run's inputs; `world` names its potentials, the same in every setup.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The county.
    pub county: &'a County,
    /// How its people behave.
    pub conduct: &'a Conduct,
    /// What the setup lays down.
    pub charter: &'a Charter,
    /// Days.
    pub calendar: &'a Calendar,
    /// How long.
    pub horizon: Horizon,
    /// What is on.
    pub mechanisms: Mechanisms,
    /// Who is served next.
    pub discipline: Discipline,
    /// Seed and replication.
    pub world: World,
    /// A real log instead of rates.
    pub trace: Option<&'a Trace>,
}

impl<'a> Setting<'a> {
    /// The whole run, in which potentials are wanted.
    #[inline]
    pub fn window(&self) -> Window<'a> {
        Window {
            start: self.horizon.start(),
            end: self.horizon.end(),
            calendar: self.calendar,
        }
    }
}
