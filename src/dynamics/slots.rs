//! Who owns which slot of the agenda: whatever happens again and again has one of its own.

use crate::base::Id;
use crate::county::{ShiftId, WorkerId};
use crate::engine::Slot;

/// Owners of slots, in the order of ties.
#[derive(Debug, Clone, Copy)]
pub enum Owner {
    /// A crew, by the person who leads it.
    Crew(WorkerId),
    /// A stream of potentials.
    Source(usize),
    /// A kind of routine work.
    Routine(usize),
    /// A roster.
    Shift(ShiftId),
    /// The grid worker of a grid.
    Patrol(usize),
    /// The reports of a log.
    TracedReport,
    /// The routine work of a log.
    TracedRoutine,
}

/// How many owners of each kind there are.
#[derive(Debug, Clone, Copy)]
pub struct Slots {
    pub(super) workers: usize,
    pub(super) sources: usize,
    pub(super) routines: usize,
    pub(super) shifts: usize,
    pub(super) patrols: usize,
}

impl Slots {
    /// How many slots they take, with those of a log.
    pub(super) fn count(self) -> usize {
        self.workers + self.sources + self.routines + self.shifts + self.patrols + 2
    }

    /// The slot of `owner`.
    #[inline(always)]
    pub fn of(self, owner: Owner) -> Slot {
        let sources = self.workers;
        let routines = sources + self.sources;
        let shifts = routines + self.routines;
        let patrols = shifts + self.shifts;
        let traced = patrols + self.patrols;
        Slot::new(match owner {
            Owner::Crew(lead) => lead.index(),
            Owner::Source(index) => sources + index,
            Owner::Routine(index) => routines + index,
            Owner::Shift(shift) => shifts + shift.index(),
            Owner::Patrol(grid) => patrols + grid,
            Owner::TracedReport => traced,
            Owner::TracedRoutine => traced + 1,
        })
    }

    /// The owner of `slot`.
    #[inline(always)]
    pub fn owner(self, slot: Slot) -> Owner {
        let mut index = slot.index();
        if index < self.workers {
            return Owner::Crew(WorkerId::from_index(index));
        }
        index -= self.workers;
        if index < self.sources {
            return Owner::Source(index);
        }
        index -= self.sources;
        if index < self.routines {
            return Owner::Routine(index);
        }
        index -= self.routines;
        if index < self.shifts {
            return Owner::Shift(ShiftId::from_index(index));
        }
        index -= self.shifts;
        if index < self.patrols {
            return Owner::Patrol(index);
        }
        if index == self.patrols {
            Owner::TracedReport
        } else {
            Owner::TracedRoutine
        }
    }
}
