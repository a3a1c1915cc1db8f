//! Pace (R13): a crew works as fast as the person who leads it, whose own list and last four weeks
//! count. Hours of fronted work and of operations are hours at any pace.

use crate::base::{Moment, Span};
use crate::county::{TaskKind, WorkerId};
use crate::engine::Observer;

use super::crew::Duty;
use super::extent::Extent;
use super::fact::Fact;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// A crew begins to work, or goes on with what another has laid down.
    #[cold]
    pub(super) fn set_pace(&mut self, now: Moment, lead: WorkerId) {
        let person = &self.persons[lead];
        let on_since = match person.duty {
            Duty::On(since) => Some(since),
            Duty::Overtime(_) | Duty::Off => None,
        };
        if let Some(paces) = &mut self.paces {
            let load28 = paces.days[lead].share(now, on_since);
            paces.of_crew[lead] = paces.rules.of(person.list, load28);
        }
    }

    /// The pace at which the crew of `lead` does a kind of work.
    #[inline]
    pub(super) fn pace(&self, lead: WorkerId, kind: TaskKind) -> f64 {
        match &self.paces {
            Some(paces) if !E::IS_PLAIN && !is_hours(kind) => paces.of_crew[lead],
            _ => 1.0,
        }
    }

    /// Everybody in a crew has been busy since its step began.
    #[cold]
    pub(super) fn note_busy(&mut self, now: Moment, lead: WorkerId) {
        let crew = &self.crews[lead];
        if let Some(paces) = &mut self.paces {
            for worker in crew.members.as_slice() {
                paces.days[*worker].add_busy(crew.since, now);
            }
        }
    }

    /// A person has been on duty since `from`.
    pub(super) fn note_on_duty(&mut self, worker: WorkerId, from: Moment, to: Moment) {
        if let Some(paces) = &mut self.paces {
            paces.days[worker].add_on_duty(from, to);
        }
    }
}

/// Whether a kind of work is so many hours, however fast its people are.
const fn is_hours(kind: TaskKind) -> bool {
    matches!(kind, TaskKind::Prevention(_) | TaskKind::Operation { .. })
}

/// Time that `content` takes at a speed, to the nearest second.
#[inline]
pub(super) fn at_speed(content: Span, speed: f64) -> Span {
    if (speed - 1.0).abs() < f64::EPSILON {
        content
    } else {
        Span::from_seconds((content.seconds() as f64 / speed + 0.5) as i64)
    }
}

/// Content done in `worked` at a speed, to the nearest second.
pub(super) fn content_done(worked: Span, speed: f64) -> Span {
    Span::from_seconds((worked.seconds() as f64 * speed + 0.5) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_time_at_full_speed_less_at_more_and_more_at_less() {
        let hour = Span::HOUR;
        assert_eq!(at_speed(hour, 1.0), hour);
        assert_eq!(at_speed(hour, 0.5), hour * 2);
        assert_eq!(at_speed(hour, 1.15), Span::from_seconds(3_130)); // 3,130.4
        assert_eq!(content_done(hour, 1.15), Span::MINUTE * 69);
        assert_eq!(content_done(hour, 1.0), hour);
    }
}
