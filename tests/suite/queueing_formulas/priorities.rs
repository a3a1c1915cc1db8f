//! Head-of-line priorities without preemption.
//!
//! Cobham (1954), Priority assignment in waiting line problems, Operations Research 2(1), 70-76.

use super::single_stage::{MultiServer, Service};

/// A flow of one priority.
#[derive(Debug, Clone, Copy)]
pub struct Class {
    /// Arrivals per unit of time.
    pub arrival_rate: f64,
    /// Its law of service.
    pub service: Service,
}

/// The mean wait of each class of M/G/1, the first class served first; laws may differ.
pub fn single_server_waits(classes: &[Class]) -> Vec<f64> {
    let residual: f64 = classes
        .iter()
        .map(|class| class.arrival_rate * class.service.second_moment() / 2.0)
        .sum();
    let loads = classes
        .iter()
        .map(|class| class.arrival_rate * class.service.mean);
    waits(residual, loads)
}

/// The mean wait of each class of M/M/c with one common exponential law of service, the first
/// class served first.
pub fn common_service_waits(servers: u32, mean_service: f64, arrival_rates: &[f64]) -> Vec<f64> {
    let whole = MultiServer {
        servers,
        arrival_rate: arrival_rates.iter().sum(),
        mean_service,
    };
    let residual = whole.waiting_probability() * mean_service / f64::from(servers);
    let loads = arrival_rates
        .iter()
        .map(|rate| rate * mean_service / f64::from(servers));
    waits(residual, loads)
}

/// `residual` is the mean time to the next free server of an arrival that finds no one waiting.
fn waits(residual: f64, loads: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut ahead = 0.0;
    loads
        .map(|load| {
            let before = ahead;
            ahead += load;
            assert!(ahead < 1.0, "no steady state at load {ahead}");
            residual / ((1.0 - before) * (1.0 - ahead))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::super::single_stage::pollaczek_khinchine_mean_wait;
    use super::*;

    #[test]
    fn mixed_laws_agree_with_their_chain() {
        // numpy/scipy sparse solve, 90 places. Urgent: rate 0.3, Erlang-2 of mean 0.8.
        // Ordinary: rate 0.4, equal mixture of exponentials of means 0.4 and 1.6 (cv^2 = 1.72).
        let urgent = Class {
            arrival_rate: 0.3,
            service: Service {
                mean: 0.8,
                cv: 0.5_f64.sqrt(),
            },
        };
        let ordinary = Class {
            arrival_rate: 0.4,
            service: Service {
                mean: 1.0,
                cv: 1.72_f64.sqrt(),
            },
        };
        let found = single_server_waits(&[urgent, ordinary]);
        assert_close(found[0], 0.905_263_157_891_853_5, 1e-9);
        assert_close(found[1], 2.514_619_883_041_281, 1e-9);
    }

    #[test]
    fn three_classes_at_two_servers_agree_with_their_chain() {
        // numpy/scipy sparse solve, 28 places (which cost 1e-8): rates 0.2, 0.3, 0.5, service 1.
        let found = common_service_waits(2, 1.0, &[0.2, 0.3, 0.5]);
        let expected = [
            0.185_185_184_303_394_3,
            0.246_913_576_011_372_87,
            0.444_444_410_499_503_23,
        ];
        for (found, expected) in found.into_iter().zip(expected) {
            assert_close(found, expected, 1e-7);
        }
    }

    #[test]
    fn priorities_only_share_out_the_work_that_waits() {
        // Conservation law: Kleinrock (1965), Naval Research Logistics Quarterly 12, 181-192.
        let service = Service { mean: 0.7, cv: 0.5 };
        let rates = [0.2, 0.5, 0.4];
        let classes = rates.map(|arrival_rate| Class {
            arrival_rate,
            service,
        });
        let total: f64 = rates.iter().sum();
        let weighted: f64 = single_server_waits(&classes)
            .iter()
            .zip(rates)
            .map(|(wait, rate)| wait * rate)
            .sum();
        assert_close(
            weighted / total,
            pollaczek_khinchine_mean_wait(total, service),
            1e-12,
        );
    }

    #[test]
    fn one_class_is_the_plain_queue() {
        let queue = MultiServer {
            servers: 4,
            arrival_rate: 3.1,
            mean_service: 0.9,
        };
        assert_close(
            common_service_waits(4, 0.9, &[3.1])[0],
            queue.mean_wait(),
            1e-12,
        );
    }
}
