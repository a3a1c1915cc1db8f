//! Persuading (R10): what a township does about a part that it holds no power for.
//!
//! A township meets such a part in three places: at its desk, before papers leave for a line's unit;
//! in its team or hub, which nobody else stands behind; and when leaders who cannot agree give a part
//! to the block. It sends its own people to persuade the offender, or asks the line. A crew that
//! persuades holds no power, so nobody able to act has come yet.

use crate::base::Moment;
use crate::county::part::places_in;
use crate::county::{GroupId, IncidentId, Part, PartState, Power, TownshipId, UnitId, WorkerId};
use crate::engine::Observer;
use crate::governance::conduct::{TownshipWay, WithoutPowerView};
use crate::governance::{Demand, Lack, UnitKind, power};

use super::clocks::Ring;
use super::extent::Extent;
use super::fact::Fact;
use super::life::draw;
use super::ringing::Hazards;
use super::simulation::Simulation;
use super::way::Desk;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// The township's desk is to send parts to lines: those it would rather persuade go to its own
    /// office. What is left is to be sent on.
    #[cold]
    pub(super) fn weigh_at_desk(
        &mut self,
        now: Moment,
        id: IncidentId,
        parts: u8,
        from: Moment,
    ) -> u8 {
        if !matches!(self.lives[id].way.desk, Desk::Township(_)) {
            return parts;
        }
        let kept = self.keep(now, id, parts);
        self.send_to_own(now, id, kept, from);
        parts & !kept
    }

    /// Leaders give parts that nobody takes to the block: those it would rather persuade go to its
    /// own office. What is left the line must take.
    #[cold]
    pub(super) fn fall_to_township(&mut self, now: Moment, id: IncidentId, parts: u8) -> u8 {
        for place in places_in(parts) {
            self.lives[id].tries.take_choice(place);
        }
        let kept = self.keep(now, id, parts);
        self.send_to_own(now, id, kept, now);
        parts & !kept
    }

    /// Of parts that belong to lines and need power, those that the township's own office is to
    /// persuade; they belong to it from now on.
    fn keep(&mut self, now: Moment, id: IncidentId, parts: u8) -> u8 {
        let mut kept = 0;
        for place in places_in(parts) {
            let Some(office) = self.office_for(id, place) else {
                continue;
            };
            let is_line_able = self.lack_at_unit(id, place).is_none();
            if self.chooses_to_persuade(now, id, place, is_line_able) {
                self.incidents[id].part_mut(place).unit = office;
                self.lives[id].tries.persuading |= 1 << place;
                kept |= 1 << place;
            }
        }
        kept
    }

    /// Papers go to the township's own office.
    fn send_to_own(&mut self, now: Moment, id: IncidentId, mut parts: u8, from: Moment) {
        while parts != 0 {
            let sent = self.parts_of_one_task(id, parts);
            parts &= !sent;
            self.send(now, id, sent, from);
        }
    }

    /// The township's own office, if it has the people to go out for a part that only a line may
    /// act on.
    fn office_for(&self, id: IncidentId, place: usize) -> Option<UnitId> {
        let incident = &self.incidents[id];
        let part = incident.part(place);
        let is_of_line = !self.is_of_block(part);
        let township = self.layout.township_of[incident.village];
        let office = self.powerless.as_ref()?.offices[township]?;
        let crew = self.setting.county.matters[incident.matter].crew;
        let people = self.charter.units[office].members.len();
        let is_asked = part.power != Power::None && is_of_line && people >= crew as usize;
        is_asked.then_some(office)
    }

    fn is_of_block(&self, part: &Part) -> bool {
        let kind = self.charter.units[part.unit].kind;
        kind.is_block() || kind == UnitKind::Office
    }

    /// Parts come to a team or a hub: those nobody in it may ever act on it can only persuade.
    #[cold]
    pub(super) fn weigh_at_unit(&mut self, now: Moment, id: IncidentId, parts: u8) {
        for place in places_in(parts) {
            let unit = self.incidents[id].part(place).unit;
            let is_persuading = self.lives[id].tries.persuading & 1 << place != 0;
            let is_powerless = self.charter.units[unit].kind.is_block()
                && self.lack_at_unit(id, place) == Some(Lack::Power);
            if is_powerless && !is_persuading && self.chooses_to_persuade(now, id, place, false) {
                self.lives[id].tries.persuading |= 1 << place;
            }
        }
    }

    /// What the unit of a part will always be short of for it.
    fn lack_at_unit(&self, id: IncidentId, place: usize) -> Option<Lack> {
        let incident = &self.incidents[id];
        let part = incident.part(place);
        let demand = Demand {
            department: part.department,
            matter: incident.matter,
            power: part.power,
        };
        power::lack_of(self.setting.county, self.charter, part.unit, demand)
    }

    /// Whether the township chooses to persuade the offender of a part. It knows who would not
    /// listen, and does not try what never works.
    fn chooses_to_persuade(
        &mut self,
        now: Moment,
        id: IncidentId,
        place: usize,
        is_line_there: bool,
    ) -> bool {
        let at = self.township_and_group(id);
        let severity = self.incidents[id].severity;
        let tries = self.lives[id].tries;
        let Some(powerless) = &mut self.powerless else {
            return false;
        };
        if let Some((choice, _)) = tries.choice(place) {
            return choice.way == TownshipWay::Persuade && tries.refused == 0;
        }
        let is_open = |way| match way {
            TownshipWay::Persuade => tries.refused == 0 && powerless.persuasion.works_share > 0.0,
            TownshipWay::AskTheLine => is_line_there,
        };
        let open = TownshipWay::ALL.map(is_open);
        let expected_days = TownshipWay::ALL
            .map(|way| open[way as usize].then(|| powerless.record(at, way).value()));
        let view = WithoutPowerView {
            expected_days,
            severity,
        };
        let Some(choice) = powerless.rules.choose(&view) else {
            return false;
        };
        self.lives[id].tries.choose(place, choice, now);
        choice.way == TownshipWay::Persuade
    }

    fn township_and_group(&self, id: IncidentId) -> (TownshipId, GroupId) {
        let incident = &self.incidents[id];
        let group = self.setting.county.matters[incident.matter].group;
        (self.layout.township_of[incident.village], group)
    }

    /// Parts that are to be persuaded, whose crews need no power.
    #[inline]
    pub(super) fn persuading(&self, id: IncidentId) -> u8 {
        if E::has(&self.powerless) {
            self.lives[id].tries.persuading
        } else {
            0
        }
    }

    /// A crew comes to parts: only for those it holds power for has anybody come who can act.
    #[cold]
    pub(super) fn reach_by_law(&mut self, now: Moment, lead: WorkerId, id: IncidentId, parts: u8) {
        let incident = &self.incidents[id];
        let can_act = |place: &usize| {
            let part = incident.part(*place);
            part.power == Power::None || self.acts_with_power(lead, incident, part)
        };
        let able = places_in(parts).filter(can_act);
        let able = able.fold(0, |mask, place| mask | 1 << place);
        if able == 0 {
            self.incidents[id].visits += 1;
            self.recognise_on_site(id);
        } else {
            self.reach(now, id, able);
        }
    }

    /// The township's people have talked to the offender of a part, if that is what they came for:
    /// it is settled as long as he complies, or the line is asked.
    #[cold]
    pub(super) fn persuade(&mut self, now: Moment, id: IncidentId, place: usize) -> bool {
        let bit = 1 << place;
        let Some(powerless) = &self.powerless else {
            return false;
        };
        if self.lives[id].tries.persuading & bit == 0 {
            return false;
        }
        let law = powerless.persuasion;
        self.lives[id].tries.persuading &= !bit;
        let incident = &self.incidents[id];
        let (stream, ordinal) = self.draws_of(incident);
        let ordinal = ordinal | self.round_bits(id);
        let is_gone = self.is_gone(id);
        if is_gone {
            self.set_parts(now, id, bit, PartState::Closed);
        } else if law.works(stream.mark(ordinal, draw::COMPLIANCE)) {
            self.set_parts(now, id, bit, PartState::Closed);
            let life = &mut self.lives[id];
            life.tries.persuaded |= bit;
            life.clocks.set(Ring::relapse(place), law.days);
            life.part_settled_at[place] = Some(now);
            self.learn_of_way(now, id, place);
        } else {
            self.ask_the_line(now, id, place);
        }
        true
    }

    /// The offender would not listen: the part is the line's again, with all its work still to do.
    fn ask_the_line(&mut self, now: Moment, id: IncidentId, place: usize) {
        let township = self.layout.township_of[self.incidents[id].village];
        let department = self.incidents[id].part(place).department;
        let life = &mut self.lives[id];
        life.tries.refused |= 1 << place;
        life.course.failed_visits = life.course.failed_visits.saturating_add(1);
        self.renew_part(id, place);
        self.incidents[id].part_mut(place).unit = self.charter.first_asked[department][township];
        self.set_parts(now, id, 1 << place, PartState::Unasked);
    }

    /// Since when the line has been asked for these parts, if the township asked it beside
    /// persuading.
    pub(super) fn asked_since(&self, id: IncidentId, parts: u8) -> Option<Moment> {
        self.powerless.as_ref()?;
        let choice = self.lives[id].tries.choice(parts.trailing_zeros() as usize);
        choice
            .filter(|(choice, _)| choice.asks_as_well)
            .map(|(_, at)| at)
    }

    /// A part is settled: the township learns what the way it chose was good for.
    #[cold]
    pub(super) fn learn_of_way(&mut self, now: Moment, id: IncidentId, place: usize) {
        let at = self.township_and_group(id);
        let chosen = self.lives[id].tries.take_choice(place);
        if let (Some(powerless), Some((choice, since))) = (&mut self.powerless, chosen) {
            let record = powerless.record(at, choice.way);
            *record = record.seen((now - since).days());
        }
    }

    /// What persuasion has settled is latent again when its days are over.
    pub(super) fn hazards_of_the_persuaded(&self, id: IncidentId, hazards: &mut Hazards) {
        if self.powerless.is_none() {
            return;
        }
        let settled = self.incidents[id].settled();
        for place in places_in(self.lives[id].tries.persuaded & settled) {
            hazards[Ring::relapse(place) as usize] = 1.0;
        }
    }

    /// A part begins anew, with the unit that is asked for it.
    pub(super) fn forget_tries(&mut self, id: IncidentId, place: usize) {
        if self.powerless.is_some() {
            self.lives[id].tries.forget(place);
            let incident = &mut self.incidents[id];
            let township = self.layout.township_of[incident.village];
            let part = incident.part_mut(place);
            part.unit = self.charter.first_asked[part.department][township];
        }
    }
}
