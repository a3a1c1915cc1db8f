//! Everything a run is given: county, charter, calendar, horizon, world.

use crate::base::calendar::Calendar;
use crate::base::{Moment, World};
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

/// What holds before a setup does.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// What is laid down until then.
    pub charter: &'a Charter,
    /// The first moment at which the setup holds.
    pub until: Moment,
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
    /// What holds before it; none means that it holds all along.
    pub before: Option<Before<'a>>,
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
    /// When the setup's charter takes over, if another one opens the run. A charter equal to the
    /// one before changes nothing, so there is no switch.
    pub fn switch_at(&self) -> Option<Moment> {
        self.before
            .filter(|before| before.until > self.horizon.start())
            .filter(|before| before.charter != self.charter)
            .map(|before| before.until)
    }

    /// The charter that opens the run.
    pub fn opening_charter(&self) -> &'a Charter {
        match (self.switch_at(), self.before) {
            (Some(_), Some(before)) => before.charter,
            _ => self.charter,
        }
    }

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
