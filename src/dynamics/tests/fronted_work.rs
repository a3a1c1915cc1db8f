//! Setups that front work, and what was prevented and spent in a run of one.

use std::collections::{BTreeMap, BTreeSet};

use super::towns::charter;
use crate::base::{Id, Moment, Span};
use crate::county::{Cause, County};
use crate::dynamics::{Activity, Fact};
use crate::engine::Observer;
use crate::governance::conduct::Prevention;
use crate::governance::setup::{Fronting, Stance, StanceLevel};
use crate::governance::{Assignment, Charter, Conduct, Coordination, Delegation, EnforcementLevel};

use EnforcementLevel::SeparateLines;

/// Ordinals from here on are relapses that became incidents of their own.
const FIRST_CHILD: u32 = 1 << 28;

/// A name of a potential: its stream and its ordinal.
pub type Name = (usize, u32);

/// What came up, what was prevented and why, and what hours went into fronted work.
#[derive(Default)]
pub struct Ledger {
    pub emerged: BTreeMap<Name, Moment>,
    pub prevented: BTreeMap<Name, (Moment, Cause)>,
    pub fronted: Span,
    pub travelled: Span,
    pub on_duty: Span,
}

impl Observer<Fact<'_>> for Ledger {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Emerged { incident } if incident.ordinal < FIRST_CHILD => {
                let name = (incident.source.index(), incident.ordinal);
                assert_eq!(self.emerged.insert(name, at), None, "{name:?}");
            }
            Fact::Prevented { incident, cause } => {
                let name = (incident.source.index(), incident.ordinal);
                assert_eq!(incident.emerged_at, at);
                assert_eq!(self.prevented.insert(name, (at, cause)), None, "{name:?}");
            }
            Fact::Spent { on, from, to, .. } => match on {
                Activity::Prevention => self.fronted += to - from,
                Activity::Travel => self.travelled += to - from,
                _ => {}
            },
            Fact::OnDuty { from, to, .. } => self.on_duty += to - from,
            _ => {}
        }
    }
}

impl Ledger {
    pub fn names(&self) -> BTreeSet<Name> {
        self.emerged
            .keys()
            .chain(self.prevented.keys())
            .copied()
            .collect()
    }

    pub fn count(&self, cause: Cause) -> usize {
        let causes = self.prevented.values();
        causes.filter(|(_, of)| *of == cause).count()
    }
}

/// People and offices of whom nothing is told but what prevention does.
pub fn prevention_alone(prevention: Prevention) -> Conduct {
    Conduct {
        prevention: Some(prevention),
        ..Conduct::NONE
    }
}

/// Everybody of a level in one pool, fronting or not.
pub fn laid(county: &County, level: EnforcementLevel, fronting: Option<Fronting>) -> Charter {
    let delegation = if level == SeparateLines {
        Delegation::None
    } else {
        Delegation::Share(1.0)
    };
    let (pooled, sequence) = (Assignment::Pooled, Coordination::default());
    let mut charter = charter(county, level, pooled, delegation, sequence);
    let level = fronting.map_or(StanceLevel::EventResponse, StanceLevel::FrontLoaded);
    charter.stance = Stance { level };
    charter
}
