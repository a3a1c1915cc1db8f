//! Tasks that need one officer or a crew of two together, Poisson arrivals, exponential times.
//!
//! Servers in random number at once: Green (1980), Operations Research 28(6), 1335-1346;
//! Brill & Green (1984), Management Science 30(1), 51-68.

use super::markov_chain::{SteadyState, steady_state};
use super::single_stage::MultiServer;

/// First-come tasks that all need two officers for one exponential time: crews never split,
/// so they are the servers, and an odd officer stays idle.
pub fn crews_of_two(officers: u32, arrival_rate: f64, mean_service: f64) -> MultiServer {
    MultiServer {
        servers: officers / 2,
        arrival_rate,
        mean_service,
    }
}

/// A Poisson flow of tasks of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Flow {
    /// Arrivals per unit of time.
    pub arrival_rate: f64,
    /// The mean of the exponential time of one task.
    pub mean_service: f64,
}

/// Whether a task that fits may start before an earlier one that does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overtaking {
    /// Strict first-come: an officer stays idle while the first task lacks a second one.
    Never,
    /// Waiting tasks are looked through in order, and each that fits starts.
    WhenItFits,
}

/// Officers who serve tasks of one officer and tasks of two from one queue.
#[derive(Debug, Clone, Copy)]
pub struct MixedCrews {
    /// How many officers there are.
    pub officers: u32,
    /// Tasks that need one officer.
    pub single: Flow,
    /// Tasks that need two officers together.
    pub double: Flow,
    /// The rule of starting.
    pub overtaking: Overtaking,
    /// How many tasks may wait; more are lost. Exact for this room, and as good as exact for
    /// endless room once [`MixedMeans::full_share`] is negligible.
    pub room: u32,
}

/// What is served and what waits. Kinds are drawn when the queue is looked through, as late as
/// they matter: kinds of a Poisson stream are independent of one another and of all before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    /// One-officer tasks in service.
    singles: u32,
    /// Two-officer tasks in service.
    doubles: u32,
    /// Waiting tasks, the first in line, already known to need two officers.
    waiting_doubles: u32,
    /// Waiting tasks behind them whose kind nobody has looked at.
    waiting_unseen: u32,
}

/// Long-run means of [`MixedCrews`].
#[derive(Debug, Clone, Copy)]
pub struct MixedMeans {
    /// Tasks present, waiting or in service.
    pub in_system: f64,
    /// One-officer tasks waiting.
    pub singles_waiting: f64,
    /// Two-officer tasks waiting.
    pub doubles_waiting: f64,
    /// Officers at work.
    pub busy_officers: f64,
    /// The share of time in which no more task may wait.
    pub full_share: f64,
}

impl MixedCrews {
    /// Solves the chain.
    pub fn means(self) -> MixedMeans {
        let empty = State {
            singles: 0,
            doubles: 0,
            waiting_doubles: 0,
            waiting_unseen: 0,
        };
        let chain = steady_state(empty, |state| self.transitions(*state));
        self.summarize(&chain)
    }

    /// The mean waits of one-officer and of two-officer tasks, by Little's law.
    ///
    /// # Panics
    /// When the room is too small to stand for an endless one.
    pub fn mean_waits(self) -> (f64, f64) {
        let means = self.means();
        assert!(
            means.full_share < 1e-9,
            "the room is full {} of the time",
            means.full_share
        );
        (
            means.singles_waiting / self.single.arrival_rate,
            means.doubles_waiting / self.double.arrival_rate,
        )
    }

    fn summarize(self, chain: &SteadyState<State>) -> MixedMeans {
        let mean = |count: fn(&State) -> u32| chain.mean(|state| f64::from(count(state)));
        let unseen = mean(|state| state.waiting_unseen);
        let in_service = mean(|state| state.singles + state.doubles);
        let singles_waiting = unseen * self.single_share();
        let doubles_waiting = mean(|state| state.waiting_doubles) + unseen - singles_waiting;
        MixedMeans {
            in_system: in_service + singles_waiting + doubles_waiting,
            singles_waiting,
            doubles_waiting,
            busy_officers: mean(|state| state.singles + 2 * state.doubles),
            full_share: chain.mean(|state| f64::from(u8::from(state.waiting() == self.room))),
        }
    }

    fn single_share(self) -> f64 {
        self.single.arrival_rate / (self.single.arrival_rate + self.double.arrival_rate)
    }

    fn transitions(self, state: State) -> Vec<(f64, State)> {
        let mut found = Vec::new();
        let arrival = State {
            waiting_unseen: state.waiting_unseen + 1,
            ..state
        };
        self.start(
            self.single.arrival_rate + self.double.arrival_rate,
            arrival,
            &mut found,
        );
        found.retain(|(_, state)| state.waiting() <= self.room);
        if state.singles > 0 {
            let rate = f64::from(state.singles) / self.single.mean_service;
            let ended = State {
                singles: state.singles - 1,
                ..state
            };
            self.start(rate, ended, &mut found);
        }
        if state.doubles > 0 {
            let rate = f64::from(state.doubles) / self.double.mean_service;
            let ended = State {
                doubles: state.doubles - 1,
                ..state
            };
            self.start(rate, ended, &mut found);
        }
        found
    }

    /// Starts what may start in `state`, which is reached at `rate`, branching over the kinds of
    /// tasks looked at.
    fn start(self, rate: f64, state: State, found: &mut Vec<(f64, State)>) {
        let free = self.officers - state.singles - 2 * state.doubles;
        if free >= 2 && state.waiting_doubles > 0 {
            let started = State {
                doubles: state.doubles + 1,
                waiting_doubles: state.waiting_doubles - 1,
                ..state
            };
            return self.start(rate, started, found);
        }
        let is_blocked = state.waiting_doubles > 0 && self.overtaking == Overtaking::Never;
        if free == 0 || state.waiting_unseen == 0 || is_blocked {
            found.push((rate, state));
            return;
        }
        let seen = State {
            waiting_unseen: state.waiting_unseen - 1,
            ..state
        };
        let single = State {
            singles: seen.singles + 1,
            ..seen
        };
        self.start(rate * self.single_share(), single, found);
        let double = State {
            waiting_doubles: seen.waiting_doubles + 1,
            ..seen
        };
        self.start(rate * (1.0 - self.single_share()), double, found);
    }
}

impl State {
    fn waiting(&self) -> u32 {
        self.waiting_doubles + self.waiting_unseen
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::*;

    const fn flow(arrival_rate: f64, mean_service: f64) -> Flow {
        Flow {
            arrival_rate,
            mean_service,
        }
    }

    fn four_officers(overtaking: Overtaking) -> MixedCrews {
        MixedCrews {
            officers: 4,
            single: flow(1.5, 1.0),
            double: flow(0.5, 1.4),
            overtaking,
            room: 10,
        }
    }

    fn three_officers(overtaking: Overtaking) -> MixedCrews {
        MixedCrews {
            officers: 3,
            single: flow(0.8, 1.0),
            double: flow(0.5, 0.7),
            overtaking,
            room: 10,
        }
    }

    fn assert_means(crews: MixedCrews, expected: [f64; 5]) {
        let found = crews.means();
        let found = [
            found.in_system,
            found.singles_waiting,
            found.doubles_waiting,
            found.busy_officers,
            found.full_share,
        ];
        for (found, expected) in found.into_iter().zip(expected) {
            assert_close(found, expected, 1e-9);
        }
    }

    // Expected numbers: another chain whose state keeps the kind of every waiting task in order
    // (8,193 and 6,144 states without overtaking, 6,167 and 4,118 with), same room of 10, made in
    // Python and solved by scipy.sparse.linalg.spsolve (scipy 1.17.1); there, on every event,
    //   start = lambda: scan the queue in order; a task of kind q starts if q <= free officers;
    //           else stop (strict) or look at the next (overtaking).
    #[test]
    fn strict_order_agrees_with_the_chain_of_full_queues() {
        assert_means(
            four_officers(Overtaking::Never),
            [
                4.001_653_607_836_948,
                1.290_595_612_780_013,
                0.558_347_469_242_071_9,
                2.837_663_874_937_623_7,
                0.021_495_215_538_656_75,
            ],
        );
        assert_means(
            three_officers(Overtaking::Never),
            [
                1.786_858_612_445_265_2,
                0.315_403_595_582_731_6,
                0.323_129_980_981_158_36,
                1.497_815_264_193_003_4,
                0.001_456_490_537_957_238_7,
            ],
        );
    }

    #[test]
    fn overtaking_agrees_with_the_chain_of_full_queues() {
        assert_means(
            four_officers(Overtaking::WhenItFits),
            [
                3.631_766_932_207_827_6,
                0.713_025_548_654_670_3,
                0.739_345_039_663_381_8,
                2.872_823_274_841_46,
                0.009_390_098_640_483_277,
            ],
        );
        assert_means(
            three_officers(Overtaking::WhenItFits),
            [
                1.620_718_734_108_658_4,
                0.132_215_903_302_667_08,
                0.338_744_315_404_557_13,
                1.499_682_939_888_094_4,
                0.000_215_930_037_842_551_6,
            ],
        );
    }

    #[test]
    fn nearly_only_singles_are_plain_servers() {
        let crews = MixedCrews {
            officers: 3,
            single: flow(1.8, 1.0),
            double: flow(1e-9, 1.0),
            overtaking: Overtaking::Never,
            room: 80,
        };
        let plain = MultiServer {
            servers: 3,
            arrival_rate: 1.8,
            mean_service: 1.0,
        };
        assert_close(crews.mean_waits().0, plain.mean_wait(), 1e-7);
    }

    #[test]
    fn nearly_only_crews_are_half_as_many_servers() {
        for officers in [4, 5] {
            let crews = MixedCrews {
                officers,
                single: flow(1e-9, 1.0),
                double: flow(1.2, 1.0),
                overtaking: Overtaking::Never,
                room: 80,
            };
            let plain = crews_of_two(officers, 1.2, 1.0);
            assert_eq!(plain.servers, 2);
            assert_close(crews.mean_waits().1, plain.mean_wait(), 1e-7);
        }
    }

    #[test]
    fn a_room_that_is_never_full_stands_for_an_endless_one() {
        for (overtaking, room) in [(Overtaking::Never, 120), (Overtaking::WhenItFits, 60)] {
            let small = MixedCrews {
                room,
                ..three_officers(overtaking)
            };
            let large = MixedCrews {
                room: room + 20,
                ..small
            };
            assert_close(small.mean_waits().0, large.mean_waits().0, 1e-9);
            assert_close(small.mean_waits().1, large.mean_waits().1, 1e-9);
            // All work offered is done: 0.8 x 1 + 2 x 0.5 x 0.7 officers are busy.
            assert_close(small.means().busy_officers, 1.5, 1e-9);
        }
    }

    #[test]
    fn overtaking_helps_singles_at_the_cost_of_crews() {
        let strict = MixedCrews {
            room: 120,
            ..three_officers(Overtaking::Never)
        }
        .mean_waits();
        let overtaking = MixedCrews {
            room: 60,
            ..three_officers(Overtaking::WhenItFits)
        }
        .mean_waits();
        assert!(overtaking.0 < strict.0 / 2.0, "{overtaking:?} {strict:?}");
        assert!(overtaking.1 > strict.1, "{overtaking:?} {strict:?}");
    }

    #[test]
    #[should_panic(expected = "the room is full")]
    fn a_room_too_small_for_a_wait_is_refused() {
        four_officers(Overtaking::Never).mean_waits();
    }
}
