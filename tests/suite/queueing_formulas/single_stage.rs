//! One queue, one stage: M/M/c, M/M/1, M/G/1 and Little's law.

/// A first-come queue with Poisson arrivals and exponential service at equal servers (M/M/c).
#[derive(Debug, Clone, Copy)]
pub struct MultiServer {
    /// How many servers there are.
    pub servers: u32,
    /// Arrivals per unit of time.
    pub arrival_rate: f64,
    /// The mean time of one service.
    pub mean_service: f64,
}

impl MultiServer {
    /// The queue of `servers` at `load` (0 to 1, per server) with mean service 1.
    pub fn at_load(servers: u32, load: f64) -> Self {
        Self {
            servers,
            arrival_rate: load * f64::from(servers),
            mean_service: 1.0,
        }
    }

    /// The share of time each server is busy.
    pub fn load(self) -> f64 {
        self.arrival_rate * self.mean_service / f64::from(self.servers)
    }

    /// The chance that an arrival has to wait (Erlang C).
    ///
    /// Erlang (1917); from Erlang B by its recursion: Gross, Shortle, Thompson & Harris (2008),
    /// Fundamentals of Queueing Theory, 4th ed., sections 2.3 and 2.4.
    pub fn waiting_probability(self) -> f64 {
        let load = self.load();
        assert!(load < 1.0, "no steady state at load {load}");
        let offered = load * f64::from(self.servers);
        let blocked = (1..=self.servers).fold(1.0, |blocked, servers| {
            offered * blocked / (f64::from(servers) + offered * blocked)
        });
        blocked / (1.0 - load * (1.0 - blocked))
    }

    /// The mean wait before service: Gross et al. (2008), equation 2.35.
    pub fn mean_wait(self) -> f64 {
        let free_rate = f64::from(self.servers) * (1.0 - self.load());
        self.waiting_probability() * self.mean_service / free_rate
    }

    /// The mean time from arrival to the end of service.
    pub fn mean_response(self) -> f64 {
        self.mean_wait() + self.mean_service
    }
}

/// The mean wait of M/M/1 in closed form: Gross et al. (2008), section 2.2.
pub fn single_server_mean_wait(arrival_rate: f64, mean_service: f64) -> f64 {
    let load = arrival_rate * mean_service;
    assert!(load < 1.0, "no steady state at load {load}");
    load * mean_service / (1.0 - load)
}

/// A law of service times by its first two moments.
#[derive(Debug, Clone, Copy)]
pub struct Service {
    /// The mean time of one service.
    pub mean: f64,
    /// Standard deviation over mean: 0 constant, 1 exponential.
    pub cv: f64,
}

impl Service {
    /// The mean of the squared time.
    pub fn second_moment(self) -> f64 {
        self.mean * self.mean * (1.0 + self.cv * self.cv)
    }
}

/// The mean wait of M/G/1: Pollaczek (1930), Khinchine (1932); Gross et al. (2008), section 5.1.1.
pub fn pollaczek_khinchine_mean_wait(arrival_rate: f64, service: Service) -> f64 {
    let load = arrival_rate * service.mean;
    assert!(load < 1.0, "no steady state at load {load}");
    arrival_rate * service.second_moment() / (2.0 * (1.0 - load))
}

/// The mean number present of a flow whose members stay `mean_time`: Little (1961),
/// Operations Research 9(3), 383-387.
pub fn little_mean_number(arrival_rate: f64, mean_time: f64) -> f64 {
    arrival_rate * mean_time
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::super::markov_chain::steady_state;
    use super::*;

    #[test]
    fn waits_agree_with_scipy() {
        // python: from math import factorial as f
        //   C = lambda c, a: (t := a**c / f(c) * c / (c - a)) / (sum(a**k / f(k) for k in range(c)) + t)
        //   [(C(c, c * r), C(c, c * r) / (c * (1 - r))) for c, r in ...]
        let expected = [
            (13, 0.8, 0.351_030_156_675_267_5, 0.135_011_598_721_256_76),
            (10, 0.8, 0.409_180_150_796_443_5, 0.204_590_075_398_221_8),
            (2, 0.8, 0.711_111_111_111_111_1, 1.777_777_777_777_778_3),
            (1, 0.8, 0.8, 4.0),
            (3, 0.9, 0.817_061_021_170_610_4, 2.723_536_737_235_368_5),
        ];
        for (servers, load, probability, wait) in expected {
            let queue = MultiServer::at_load(servers, load);
            assert_close(queue.waiting_probability(), probability, 1e-12);
            assert_close(queue.mean_wait(), wait, 1e-12);
        }
    }

    #[test]
    fn thirteen_officers_wait_a_third_less_than_ten_at_the_same_load() {
        // Rounded figures of the pooling question this simulator was built for.
        assert_eq!(
            format!("{:.3}", MultiServer::at_load(13, 0.8).mean_wait()),
            "0.135"
        );
        assert_eq!(
            format!("{:.3}", MultiServer::at_load(10, 0.8).mean_wait()),
            "0.205"
        );
    }

    #[test]
    fn one_server_is_the_closed_form() {
        let queue = MultiServer {
            servers: 1,
            arrival_rate: 1.4,
            mean_service: 0.5,
        };
        assert_close(queue.mean_wait(), single_server_mean_wait(1.4, 0.5), 1e-12);
        assert_close(queue.mean_response(), 0.5 / 0.3, 1e-12);
    }

    #[test]
    fn the_number_present_is_rate_times_time() {
        // M/M/3 at load 0.8: mean number present by its chain, 300 places.
        let queue = MultiServer {
            servers: 3,
            arrival_rate: 4.8,
            mean_service: 0.5,
        };
        let chain = steady_state(0_u32, |&present| {
            let mut rates = Vec::new();
            if present < 300 {
                rates.push((queue.arrival_rate, present + 1));
            }
            if present > 0 {
                rates.push((f64::from(present.min(3)) / queue.mean_service, present - 1));
            }
            rates
        });
        let present = little_mean_number(queue.arrival_rate, queue.mean_response());
        assert_close(chain.mean(|&present| f64::from(present)), present, 1e-9);
    }

    #[test]
    fn pollaczek_khinchine_agrees_with_chains_of_phases() {
        // numpy/scipy sparse solve of the phase chains, arrivals 0.6, mean service 1:
        // Erlang-2 with 150 places 1.124999999999998; equal mixture of exponentials of
        // means 0.4 and 1.6 (cv^2 = 1.72) with 200 places 2.039999999999995.
        let erlang = Service {
            mean: 1.0,
            cv: 0.5_f64.sqrt(),
        };
        assert_close(pollaczek_khinchine_mean_wait(0.6, erlang), 1.125, 1e-12);
        let mixture = Service {
            mean: 1.0,
            cv: 1.72_f64.sqrt(),
        };
        assert_close(pollaczek_khinchine_mean_wait(0.6, mixture), 2.04, 1e-12);
    }

    #[test]
    fn constant_service_halves_the_wait_of_exponential_service() {
        // M/D/1 at load 0.8: two service times (Gross et al. 2008, section 5.1.1).
        let wait = |cv| pollaczek_khinchine_mean_wait(0.8, Service { mean: 1.0, cv });
        assert_close(wait(0.0), 2.0, 1e-12);
        assert_close(wait(1.0), single_server_mean_wait(0.8, 1.0), 1e-12);
    }

    #[test]
    #[should_panic(expected = "no steady state at load 1")]
    fn a_saturated_queue_has_no_answer() {
        MultiServer::at_load(4, 1.0).mean_wait();
    }
}
