//! Incidents (事件): the truth of what happened, whoever knows of it.

use crate::base::{Id, Moment, Span};

use super::ids::{DepartmentId, MatterId, SourceId, UnitId, VillageId};
use super::matter::{Matter, Power};
use super::part::{Part, PartState, places_in};
use super::severity::Severity;
use super::stage::Stage;
use super::ticket::Ticket;

/// How an incident ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Every part settled in truth and closed on record.
    Closed,
    /// Still open when the run ended.
    Open,
    /// It ended by itself.
    NaturalEnd,
    /// Settled in the village, without a ticket of an office.
    SettledInVillage,
    /// Put right on the spot by the one who saw it.
    FixedOnTheSpot,
    /// Taken over the heads of those in charge (越级), whatever came after.
    Escalated,
    /// Still open when the run ended, and its reporter has given up.
    GivenUp,
}

impl End {
    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
            Self::NaturalEnd => "natural-end",
            Self::SettledInVillage => "settled-in-village",
            Self::FixedOnTheSpot => "fixed-on-the-spot",
            Self::Escalated => "escalated",
            Self::GivenUp => "given-up",
        }
    }
}

/// One incident: where and when it came up, its parts, and what has truly happened to it.
#[derive(Debug, Clone, Copy, PartialEq)]
// Rows begin where lines of memory do, so that one is found by a shift.
#[repr(align(64))]
pub struct Incident {
    /// The stream it came from; with `ordinal` its name in every setup.
    pub source: SourceId,
    /// Which one of its stream.
    pub ordinal: u32,
    /// What.
    pub matter: MatterId,
    /// Where.
    pub village: VillageId,
    /// Which place of the village, the one with most trouble first; 0 where places are not told
    /// apart.
    pub place: u16,
    /// How grave.
    pub severity: Severity,
    /// Whether it emerged while measuring.
    pub is_measured: bool,
    /// The stage it is in.
    pub stage: Stage,
    /// Since when.
    pub stage_since: Moment,
    /// When it came up.
    pub emerged_at: Moment,
    /// When someone in office was first told; none while nobody was.
    pub reported_at: Option<Moment>,
    /// When a crew first arrived that holds the power an open part needs.
    pub first_power_at: Option<Moment>,
    /// When every needed power had been on site.
    pub all_powers_at: Option<Moment>,
    /// When the last part was settled in truth.
    pub settled_at: Option<Moment>,
    /// Visits by crews.
    pub visits: u16,
    /// Its record, once somebody has written it down.
    pub ticket: Option<Ticket>,
    /// Which part is the lead's.
    pub lead: u8,
    part_count: u8,
    /// All parts, as a mask; like the masks below, bit p is part p.
    all: u8,
    /// Parts that those in office know of.
    known: u8,
    /// Parts that have been asked.
    asked: u8,
    settled: u8,
    closed: u8,
    /// Parts for which a crew able to act has been on site.
    reached: u8,
    parts: [Part; Matter::MOST_PARTS],
}

impl Incident {
    /// An incident that has just emerged, all of its parts known and none added yet.
    pub fn new(name: (SourceId, u32), what: (MatterId, VillageId, Severity), at: Moment) -> Self {
        let mut incident = Self::nothing();
        incident.emerge(name, what, at);
        incident
    }

    /// What a row holds before any incident is written to it.
    pub fn nothing() -> Self {
        let part = Part {
            department: DepartmentId::from_index(0),
            unit: UnitId::from_index(0),
            power: Power::None,
            state: PartState::Unasked,
            sessions_left: 0,
            task: None,
            content: Span::ZERO,
        };
        Self {
            source: SourceId::from_index(0),
            ordinal: 0,
            matter: MatterId::from_index(0),
            village: VillageId::from_index(0),
            place: 0,
            severity: Severity::MILD,
            is_measured: false,
            stage: Stage::Queue,
            stage_since: Moment::START,
            emerged_at: Moment::START,
            reported_at: None,
            first_power_at: None,
            all_powers_at: None,
            settled_at: None,
            visits: 0,
            ticket: None,
            lead: 0,
            part_count: 0,
            all: 0,
            known: u8::MAX,
            asked: 0,
            settled: 0,
            closed: 0,
            reached: 0,
            parts: [part; Matter::MOST_PARTS],
        }
    }

    /// Writes an incident that has just emerged in the place of another, field by field, since parts
    /// not added are never read.
    #[inline(always)]
    pub fn emerge(
        &mut self,
        (source, ordinal): (SourceId, u32),
        (matter, village, severity): (MatterId, VillageId, Severity),
        at: Moment,
    ) {
        self.source = source;
        self.ordinal = ordinal;
        self.matter = matter;
        self.village = village;
        self.place = 0;
        self.severity = severity;
        self.is_measured = false;
        self.stage = Stage::Queue;
        self.stage_since = at;
        self.emerged_at = at;
        self.reported_at = None;
        self.first_power_at = None;
        self.all_powers_at = None;
        self.settled_at = None;
        self.visits = 0;
        self.ticket = None;
        self.lead = 0;
        self.part_count = 0;
        self.all = 0;
        self.known = u8::MAX;
        self.asked = 0;
        self.settled = 0;
        self.closed = 0;
        self.reached = 0;
    }

    /// Adds a part, asked after those before; an incident has at most [`Matter::MOST_PARTS`].
    #[inline(always)]
    pub fn add_part(&mut self, part: Part) {
        self.parts[self.part_count as usize % Matter::MOST_PARTS] = part;
        self.part_count += 1;
        self.all = self.all << 1 | 1;
    }

    /// Parts in the order of asking.
    #[inline]
    pub fn parts(&self) -> &[Part] {
        &self.parts[..self.part_count as usize]
    }

    /// Parts in the order of asking, to change.
    #[inline]
    pub fn parts_mut(&mut self) -> &mut [Part] {
        &mut self.parts[..self.part_count as usize]
    }

    /// The part at `place`, which wraps around, so that no bound is to be checked.
    #[inline]
    pub fn part(&self, place: usize) -> &Part {
        &self.parts[place % Matter::MOST_PARTS]
    }

    /// The part at `place`, to change all but its state.
    #[inline]
    pub fn part_mut(&mut self, place: usize) -> &mut Part {
        &mut self.parts[place % Matter::MOST_PARTS]
    }

    /// All parts, as a mask.
    #[inline]
    pub const fn all(&self) -> u8 {
        self.all
    }

    /// Known parts not yet asked, as a mask.
    #[inline]
    pub const fn unasked(&self) -> u8 {
        self.all & self.known & !self.asked
    }

    /// Parts that nobody in office knows of, as a mask.
    #[inline]
    pub const fn unknown(&self) -> u8 {
        self.all & !self.known
    }

    /// Those in office know of the parts of `mask` and of no others.
    #[inline]
    pub const fn know_only(&mut self, mask: u8) {
        self.known = mask;
    }

    /// Those in office learn of the parts of `mask`.
    #[inline]
    pub const fn learn_of(&mut self, mask: u8) {
        self.known |= mask;
    }

    /// Settled parts, as a mask.
    #[inline]
    pub const fn settled(&self) -> u8 {
        self.settled
    }

    /// Whether every known part is closed on record.
    #[inline]
    pub const fn is_known_closed(&self) -> bool {
        self.all & self.known & !self.closed == 0
    }

    /// Whether a part has been asked and is not settled.
    #[inline]
    pub const fn is_one_open(&self) -> bool {
        self.asked & !self.settled != 0
    }

    /// Brings the parts of `mask` into a state and returns the stage this means for the incident:
    /// that of its least advanced part that has been asked; the present one if none is open.
    #[inline(always)]
    pub fn bring_to(&mut self, mask: u8, state: PartState) -> Stage {
        let with = |bits: u8, holds: bool| if holds { bits | mask } else { bits & !mask };
        self.asked = with(self.asked, state != PartState::Unasked);
        self.settled = with(self.settled, state.is_settled());
        self.closed = with(self.closed, state == PartState::Closed);
        for place in places_in(mask) {
            self.parts[place].state = state;
        }
        let least_advanced = if mask == self.all {
            state
        } else {
            self.parts()
                .iter()
                .fold(state, |least, part| least.min(part.state))
        };
        least_advanced.stage().unwrap_or(self.stage)
    }

    /// Notes that a crew able to act on the parts of `mask` is on site; returns whether every part
    /// has now had one.
    #[inline]
    pub const fn reach(&mut self, mask: u8) -> bool {
        self.reached |= mask;
        self.reached == self.all
    }

    /// The department that leads.
    pub fn lead_department(&self) -> DepartmentId {
        self.parts[self.lead as usize].department
    }

    /// Whether every part is settled in truth.
    #[inline]
    pub const fn is_settled(&self) -> bool {
        self.settled == self.all
    }

    /// Whether nothing is left to do.
    #[inline]
    pub const fn is_closed(&self) -> bool {
        self.closed == self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An incident no field of which is as a new one has it.
    fn through_everything() -> Incident {
        let at = Some(Moment::from_seconds(7));
        let part = Incident::nothing().parts[0];
        Incident {
            source: SourceId::from_index(9),
            ordinal: 9,
            matter: MatterId::from_index(9),
            village: VillageId::from_index(9),
            place: 9,
            severity: Severity::EMERGENCY,
            is_measured: true,
            stage: Stage::Quiet,
            stage_since: Moment::from_seconds(7),
            emerged_at: Moment::from_seconds(5),
            reported_at: at,
            first_power_at: at,
            all_powers_at: at,
            settled_at: at,
            visits: 9,
            ticket: Some(Ticket {
                holder: UnitId::from_index(9),
                opened_at: Moment::START,
                due_at: Moment::START,
                closed_at: at,
            }),
            lead: 1,
            part_count: 4,
            all: 0b1111,
            known: 0b1,
            asked: 0b1111,
            settled: 0b1111,
            closed: 0b1111,
            reached: 0b1111,
            parts: [part; Matter::MOST_PARTS],
        }
    }

    #[test]
    fn an_incident_written_over_another_keeps_nothing_of_it() {
        let name = (SourceId::from_index(1), 2);
        let what = (
            MatterId::from_index(3),
            VillageId::from_index(4),
            Severity::MILD,
        );
        let at = Moment::from_seconds(11);
        let mut incident = through_everything();
        incident.emerge(name, what, at);
        assert_eq!(incident, Incident::new(name, what, at));
        assert!(incident.parts().is_empty());
        assert_eq!(incident.all(), 0);
        let part = through_everything().parts[0];
        incident.add_part(part);
        incident.add_part(part);
        assert_eq!((incident.parts().len(), incident.all()), (2, 0b11));
    }
}
