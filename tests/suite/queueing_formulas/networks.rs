//! Stages in a row, and one task split over two queues.

use super::single_stage::MultiServer;

/// One stage of a row: its servers and their mean exponential service.
#[derive(Debug, Clone, Copy)]
pub struct Stage {
    /// How many servers there are.
    pub servers: u32,
    /// The mean time of one service.
    pub mean_service: f64,
}

/// The mean time through all `stages` in a row: what leaves M/M/c is Poisson again, so each
/// stage is M/M/c by itself.
///
/// Burke (1956), The output of a queuing system, Operations Research 4(6), 699-704.
pub fn tandem_mean_response(arrival_rate: f64, stages: &[Stage]) -> f64 {
    stages
        .iter()
        .map(
            |&Stage {
                 servers,
                 mean_service,
             }| {
                MultiServer {
                    servers,
                    arrival_rate,
                    mean_service,
                }
                .mean_response()
            },
        )
        .sum()
}

/// The mean time until both halves of a task are done, each at a first-come single server of its
/// own with the same exponential service (fork-join of two M/M/1); exact.
///
/// Flatto & Hahn (1984), SIAM Journal on Applied Mathematics 44(5), 1041-1053; in this form
/// Nelson & Tantawi (1988), IEEE Transactions on Computers 37(6), 739-743.
pub fn fork_join_of_two_mean_response(arrival_rate: f64, mean_service: f64) -> f64 {
    let half = MultiServer {
        servers: 1,
        arrival_rate,
        mean_service,
    };
    (12.0 - half.load()) / 8.0 * half.mean_response()
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::*;

    #[test]
    fn a_pair_and_then_one_agree_with_their_joint_chain() {
        // numpy/scipy sparse solve, 45 places a stage: arrivals 1, M/M/2 with service 1, then
        // M/M/1 with service 0.5; mean number present 2.3333333333322672 = mean time at rate 1.
        let stages = [
            Stage {
                servers: 2,
                mean_service: 1.0,
            },
            Stage {
                servers: 1,
                mean_service: 0.5,
            },
        ];
        assert_close(
            tandem_mean_response(1.0, &stages),
            2.333_333_333_332_267,
            1e-9,
        );
    }

    #[test]
    fn fork_join_agrees_with_its_joint_chain() {
        // numpy/scipy sparse solve of (queue, queue), mean of the longer queue / rate, service 1:
        // rate 0.5 with 50 places each 2.8749999999999947, 0.7 with 90 places 4.708333333331367.
        assert_close(
            fork_join_of_two_mean_response(0.5, 1.0),
            2.874_999_999_999_994_7,
            1e-9,
        );
        assert_close(
            fork_join_of_two_mean_response(0.7, 1.0),
            4.708_333_333_331_367,
            1e-9,
        );
    }

    #[test]
    fn two_halves_without_queues_take_one_and_a_half_times_one() {
        // The mean of the larger of two equal exponentials is 1.5 of their mean.
        assert_close(fork_join_of_two_mean_response(1e-9, 2.0), 3.0, 1e-6);
    }
}
