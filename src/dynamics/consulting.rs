//! Consulting (R1): a small request becomes a consultation where trust is more than its threshold.
//!
//! The world brings the request, whatever the setup; whether residents bother to bring it hangs on
//! what they think of their offices at that moment. Cadres of the township's own office answer it
//! at their desks. It is no incident: it has no ticket and nobody reports it.

use crate::base::{Moment, Span};
use crate::county::{Need, Task, TaskKind};
use crate::engine::{Observer, Phase};

use super::event::Event;
use super::extent::Extent;
use super::fact::Fact;
use super::requests::Request;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Awaits the first request of every village.
    pub(super) fn await_requests(&mut self) {
        let villages = self.requests.as_ref().map_or(0, |all| all.villages());
        for index in 0..villages {
            self.await_request(index as u32);
        }
    }

    fn await_request(&mut self, index: u32) {
        let window = self.setting.window();
        let next = self.requests.as_mut();
        if let Some((at, ordinal)) = next.and_then(|all| all.advance(index as usize, &window)) {
            let event = Event::RequestComesUp { index, ordinal };
            self.agenda.schedule(at, Phase::Emerge, event);
        }
    }

    /// A small request comes up in a village, and is brought or not.
    pub(super) fn come_up_with_request(&mut self, now: Moment, index: u32, ordinal: u32) {
        self.await_request(index);
        let Some(requests) = &self.requests else {
            return;
        };
        let request = requests.request(index as usize, now, ordinal);
        self.digest = self.digest.wrapping_add(request.digest);
        let village = &self.setting.county.villages[request.village];
        let grids = usize::from(village.grids.max(1));
        let grid = self.layout.first_grid[request.village] + request.grid.choose(grids) as u32;
        let residents = self.setting.conduct.residents.unwrap_or_default();
        let is_brought = residents.consults(request.threshold, self.trust(now, grid));
        let township = village.township;
        let fact = Fact::PettyDemand {
            township,
            is_brought,
        };
        self.tell(now, &fact);
        if is_brought {
            self.consult(now, &request);
        }
    }

    /// Residents bring a request to the township's office.
    fn consult(&mut self, now: Moment, request: &Request) {
        let Some(requests) = &self.requests else {
            return;
        };
        let township = self.layout.township_of[request.village];
        let days = requests.rules.deadline_working_days;
        let task = Task {
            kind: TaskKind::Consultation,
            unit: self.charter.first_asked[requests.department][township],
            assigned: None,
            of_person: None,
            need: Need::ONE,
            department: requests.department,
            by_law_of: None,
            severity: None,
            village: Some(request.village),
            is_travel_included: true,
            content: request.content.max(Span::from_seconds(1)),
            expected: requests.expected,
            points: 1.0,
            released_at: now,
            queued_at: now,
            due_at: self.setting.calendar.deadline(now, days),
            is_begun: false,
            is_under_way: false,
        };
        let id = self.tasks.insert(task);
        self.join_queue(now, id);
    }
}
