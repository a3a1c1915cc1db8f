//! Who owns which slot of the agenda: whatever happens again and again has one of its own.

use crate::base::{Id, Table};
use crate::county::{ShiftId, WorkerId};
use crate::engine::Slot;

use super::islands::Island;

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

/// How many owners there are who belong to the whole county.
#[derive(Debug, Clone, Copy)]
pub(super) struct Common {
    pub routines: usize,
    pub shifts: usize,
    pub patrols: usize,
}

/// The slots of an island: its crews and streams, then those of the whole county.
#[derive(Debug)]
pub struct Slots {
    crews: Table<WorkerId, Slot>,
    sources: Vec<Slot>,
    /// Where the slots of the whole county begin, kind by kind.
    routines: usize,
    shifts: usize,
    patrols: usize,
    traced: usize,
    /// Slot by slot.
    owners: Vec<Owner>,
}

impl Slots {
    /// The slots of a county as one island.
    pub(super) fn of_county(workers: usize, sources: usize, common: Common) -> Self {
        let mut slots = Self {
            crews: Table::filled(workers, Slot::new(0)),
            sources: vec![Slot::new(0); sources],
            routines: 0,
            shifts: 0,
            patrols: 0,
            traced: 0,
            owners: Vec::new(),
        };
        slots.land_on(&Island::whole(workers, sources));
        slots.add_common(common);
        slots
    }

    /// Gives the slots to the crews and streams of `island` alone.
    pub(super) fn land_on(&mut self, island: &Island) {
        self.owners.clear();
        for lead in &island.workers {
            self.crews[*lead] = Slot::new(self.owners.len());
            self.owners.push(Owner::Crew(*lead));
        }
        for index in &island.sources {
            self.sources[*index] = Slot::new(self.owners.len());
            self.owners.push(Owner::Source(*index));
        }
    }

    fn add_common(&mut self, common: Common) {
        let owners = &mut self.owners;
        self.routines = owners.len();
        owners.extend((0..common.routines).map(Owner::Routine));
        self.shifts = owners.len();
        owners.extend((0..common.shifts).map(|shift| Owner::Shift(ShiftId::from_index(shift))));
        self.patrols = owners.len();
        owners.extend((0..common.patrols).map(Owner::Patrol));
        self.traced = owners.len();
        owners.extend([Owner::TracedReport, Owner::TracedRoutine]);
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.owners.len()
    }

    /// The slot of `owner`.
    #[inline(always)]
    pub fn of(&self, owner: Owner) -> Slot {
        match owner {
            Owner::Crew(lead) => self.crews[lead],
            Owner::Source(index) => self.sources[index],
            Owner::Routine(index) => Slot::new(self.routines + index),
            Owner::Shift(shift) => Slot::new(self.shifts + shift.index()),
            Owner::Patrol(grid) => Slot::new(self.patrols + grid),
            Owner::TracedReport => Slot::new(self.traced),
            Owner::TracedRoutine => Slot::new(self.traced + 1),
        }
    }

    /// The owner of `slot`.
    #[inline(always)]
    pub fn owner(&self, slot: Slot) -> Owner {
        self.owners[slot.index()]
    }
}
