//! Sight: which hidden incidents lie in the cells that patrols pass through.

use crate::base::Moment;
use crate::county::IncidentId;
use crate::engine::Observer;

use super::fact::Fact;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>> Simulation<'_, O> {
    /// A hidden incident lies in its cell, where whoever passes may see it.
    pub(super) fn come_in_sight(&mut self, _now: Moment, id: IncidentId) {
        let cell = self.lives[id].cell as usize;
        if !self.lives[id].is_in_sight {
            self.lives[id].is_in_sight = true;
            self.cells[cell].push(id);
        }
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
