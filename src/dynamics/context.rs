//! Context (R14): whoever takes up a case he was told nothing about gathers its background first.
//!
//! The minutes are work of the crew that takes the case up, before the work itself. A unit that has
//! had the case knows it, its people tell each other; whoever is called through is told by voice.
//! All others have the ticket, or what a shared system carries; what it carries somebody has
//! entered: a crew that leaves known parts to other units does so before it goes. Under `[ownership]`
//! (R13) a crew without anybody who settled the part before must find out what was done then; it does
//! both at once.

use crate::base::Span;
use crate::county::part::places_in;
use crate::county::{IncidentId, TaskId, TaskKind, UnitId, WorkerId};
use crate::engine::Observer;
use crate::governance::conduct::{Context, HandedOver};

use super::extent::Extent;
use super::fact::Fact;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Work on a visit starts for the first time: the papers come before it.
    #[cold]
    pub(super) fn take_up(&mut self, lead: WorkerId, id: TaskId) {
        let task = &self.tasks[id];
        let (Some(background), TaskKind::Visit { incident, parts }) = (self.background, task.kind)
        else {
            return;
        };
        let members = self.crew(lead).members;
        let (unit, papers) = (task.unit, &self.lives[incident].papers);
        let before = background.ownership.map_or(Span::ZERO, |ownership| {
            ownership.finding_out(!papers.were_others(parts, &members))
        });
        let takes = background.context.map_or(before, |rules| {
            let gathered = self.gathering(&rules, unit, incident);
            gathered.max(before) + self.handing_on(unit, incident, parts)
        });
        self.lives[incident].papers.take_up(parts, unit, takes);
    }

    /// Time that people of a unit need to know what a case is about.
    fn gathering(&self, rules: &Context, unit: UnitId, id: IncidentId) -> Span {
        let matter = &self.setting.county.matters[self.incidents[id].matter];
        let background_min = matter.background_min.unwrap_or(rules.background_min);
        let is_told = self.lives[id].papers.is_known_to(unit) || self.is_called_through(id);
        let handed_over = if is_told {
            HandedOver::ByWord
        } else if self
            .practice(self.incidents[id].village)
            .digital_load
            .is_shared
        {
            HandedOver::InSharedSystem
        } else {
            HandedOver::ByTicket
        };
        rules.gathering(background_min, handed_over)
    }

    /// Time to enter a case for the other units that are still to take known parts of it up.
    fn handing_on(&self, unit: UnitId, id: IncidentId, parts: u8) -> Span {
        let incident = &self.incidents[id];
        let others = incident.all() & !incident.unknown() & !incident.settled() & !parts;
        let is_left = |place: usize| {
            incident.part(place).unit != unit && !self.lives[id].papers.is_taken_up(place)
        };
        let village = incident.village;
        if self.practice(village).digital_load.is_shared && places_in(others).any(is_left) {
            Span::from_minutes(self.grid_work(village).report_min())
        } else {
            Span::ZERO
        }
    }

    /// Time at the papers that a visit to parts still takes.
    #[inline]
    pub(super) fn papers_left(&self, id: IncidentId, parts: u8) -> Span {
        if E::has(&self.background) {
            self.lives[id].papers.left(parts)
        } else {
            Span::ZERO
        }
    }
}
