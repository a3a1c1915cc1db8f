//! Sight: which hidden incidents lie in the cells that patrols pass through.

use crate::base::{Moment, exponential};
use crate::county::IncidentId;
use crate::engine::Observer;

use super::extent::Extent;
use super::fact::Fact;
use super::life::draw;
use super::simulation::Simulation;

/// Where the ordinals of later chances of being seen begin.
const CHANCE: u32 = 32;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// A hidden incident lies in its cell, where whoever passes may see it.
    pub(super) fn come_in_sight(&mut self, _now: Moment, id: IncidentId) {
        self.await_sight(id);
        let cell = self.lives[id].cell as usize;
        if !self.lives[id].is_in_sight {
            self.lives[id].is_in_sight = true;
            self.cells[cell].push(id);
        }
    }

    /// Sets the threshold of being seen, anew each time.
    pub(super) fn await_sight(&mut self, id: IncidentId) {
        let (stream, ordinal) = self.draws_of(&self.incidents[id]);
        let chance = u64::from(self.lives[id].chances) << CHANCE;
        let ordinal = ordinal | self.round_bits(id) | chance;
        let life = &mut self.lives[id];
        life.chances = life.chances.saturating_add(1);
        life.sight_left = exponential(stream.mark(ordinal, draw::SIGHT));
    }

    /// Whether one more look that sees this share of what is there discovers a hidden incident.
    pub(super) fn is_discovered_by(&mut self, id: IncidentId, share: f64) -> bool {
        let life = &mut self.lives[id];
        life.sight_left -= share;
        life.sight_left <= 0.0
    }

    /// Nobody who passes can still discover it.
    pub(super) fn go_out_of_sight(&mut self, id: IncidentId) {
        let life = &mut self.lives[id];
        if life.is_in_sight {
            life.is_in_sight = false;
            self.cells[life.cell as usize].retain(|other| *other != id);
        }
    }
}
