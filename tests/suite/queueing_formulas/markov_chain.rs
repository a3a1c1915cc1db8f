//! The steady state of a finite continuous-time Markov chain given by its transitions.

use std::collections::BTreeMap;

/// Balance must hold to this share of the chain's whole flow.
const RESIDUAL: f64 = 1e-13;
const MOST_SWEEPS: usize = 200_000;

/// The long-run share of time in each state.
pub struct SteadyState<S> {
    shares: Vec<(S, f64)>,
}

impl<S> SteadyState<S> {
    /// The long-run mean of `value`.
    pub fn mean(&self, value: impl Fn(&S) -> f64) -> f64 {
        self.shares
            .iter()
            .map(|(state, share)| value(state) * share)
            .sum()
    }
}

/// Solves the chain of all states that can be reached from `start`; `transitions` gives the
/// rates [per unit of time] out of a state and where they lead.
///
/// Gauss-Seidel sweeps, forward and backward in turn: Stewart (1994), Introduction to the
/// Numerical Solution of Markov Chains, section 3.2.
pub fn steady_state<S: Clone + Ord>(
    start: S,
    transitions: impl Fn(&S) -> Vec<(f64, S)>,
) -> SteadyState<S> {
    let chain = Chain::explore(start, transitions);
    let mut shares = vec![1.0; chain.states.len()];
    let settled = (0..MOST_SWEEPS).any(|_| {
        chain.sweep(&mut shares, (0..chain.states.len()).rev());
        chain.sweep(&mut shares, 0..chain.states.len());
        let total: f64 = shares.iter().sum();
        for share in &mut shares {
            *share /= total;
        }
        chain.residual(&shares) < RESIDUAL
    });
    assert!(
        settled,
        "the chain did not settle within {MOST_SWEEPS} sweeps"
    );
    SteadyState {
        shares: chain.states.into_iter().zip(shares).collect(),
    }
}

struct Chain<S> {
    states: Vec<S>,
    /// Per state: the states that lead to it, with their rates.
    inflow: Vec<Vec<(usize, f64)>>,
    /// Per state: the rate of leaving it.
    outflow: Vec<f64>,
}

impl<S: Clone + Ord> Chain<S> {
    fn explore(start: S, transitions: impl Fn(&S) -> Vec<(f64, S)>) -> Self {
        let mut number = BTreeMap::from([(start.clone(), 0)]);
        let mut chain = Self {
            states: vec![start],
            inflow: vec![Vec::new()],
            outflow: Vec::new(),
        };
        while chain.outflow.len() < chain.states.len() {
            let from = chain.outflow.len();
            let mut leaving = 0.0;
            for (rate, state) in transitions(&chain.states[from]) {
                let to = *number.entry(state.clone()).or_insert(chain.states.len());
                if to == chain.states.len() {
                    chain.states.push(state);
                    chain.inflow.push(Vec::new());
                }
                if to != from {
                    chain.inflow[to].push((from, rate));
                    leaving += rate;
                }
            }
            assert!(leaving > 0.0, "a state that is never left has no balance");
            chain.outflow.push(leaving);
        }
        chain
    }

    fn flow_into(&self, state: usize, shares: &[f64]) -> f64 {
        self.inflow[state]
            .iter()
            .map(|&(from, rate)| shares[from] * rate)
            .sum()
    }

    fn sweep(&self, shares: &mut [f64], order: impl Iterator<Item = usize>) {
        for state in order {
            shares[state] = self.flow_into(state, shares) / self.outflow[state];
        }
    }

    /// The summed imbalance of flows, as a share of the whole flow.
    fn residual(&self, shares: &[f64]) -> f64 {
        let (imbalance, flow) = (0..shares.len()).fold((0.0, 0.0), |(imbalance, flow), state| {
            let leaving = shares[state] * self.outflow[state];
            let gap = (self.flow_into(state, shares) - leaving).abs();
            (imbalance + gap, flow + leaving)
        });
        imbalance / flow
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::*;

    #[test]
    fn a_single_server_with_little_room_has_its_textbook_shares() {
        // M/M/1/K: shares proportional to load^k (Gross et al. 2008, section 2.5).
        let (load, room) = (0.7_f64, 5_i32);
        let state = steady_state(0, |&k| {
            let mut rates = Vec::new();
            if k < room {
                rates.push((load, k + 1));
            }
            if k > 0 {
                rates.push((1.0, k - 1));
            }
            rates
        });
        let total: f64 = (0..=room).map(|k| load.powi(k)).sum();
        for k in 0..=room {
            let share = state.mean(|&state| f64::from(u8::from(state == k)));
            assert_close(share, load.powi(k) / total, 1e-10);
        }
    }

    #[test]
    fn a_ring_that_turns_one_way_spends_its_time_where_it_is_slow() {
        let state = steady_state(0_u32, |&place| {
            vec![(f64::from(place + 1), (place + 1) % 3)]
        });
        assert_close(
            state.mean(|&place| f64::from(u8::from(place == 0))),
            6.0 / 11.0,
            1e-12,
        );
        assert_close(state.mean(|&place| f64::from(place)), 7.0 / 11.0, 1e-12);
    }
}
