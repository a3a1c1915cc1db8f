//! Separate units against one pooled unit of the same officers.
//!
//! Smith & Whitt (1981), Resource sharing for efficiency in traffic systems, Bell System
//! Technical Journal 60(1), 39-55.

use super::single_stage::MultiServer;

/// Equal units that might be pooled, with mean service 1.
#[derive(Debug, Clone, Copy)]
pub struct Pooling {
    /// How many units there are.
    pub units: u32,
    /// Officers of each unit.
    pub officers_each: u32,
    /// The share of time each officer is busy while units are separate.
    pub load: f64,
}

impl Pooling {
    /// One of the separate units.
    pub fn separate(self) -> MultiServer {
        MultiServer::at_load(self.officers_each, self.load)
    }

    /// All officers in one unit, who take `slowdown` times as long for a task.
    pub fn pooled(self, slowdown: f64) -> MultiServer {
        let separate = self.separate();
        MultiServer {
            servers: self.units * self.officers_each,
            arrival_rate: separate.arrival_rate * f64::from(self.units),
            mean_service: slowdown,
        }
    }

    /// How many times as long pooled officers may take for a task before the pooled total time
    /// (wait and service) exceeds the separate one; by bisection.
    pub fn break_even_slowdown(self) -> f64 {
        let target = self.separate().mean_response();
        let (mut fast, mut slow) = (1.0, 1.0 / self.load);
        for _ in 0..60 {
            let middle = f64::midpoint(fast, slow);
            let pooled = self.pooled(middle);
            if pooled.load() < 1.0 && pooled.mean_response() < target {
                fast = middle;
            } else {
                slow = middle;
            }
        }
        f64::midpoint(fast, slow)
    }
}

#[cfg(test)]
mod tests {
    use super::super::assert_close;
    use super::*;

    fn five_pairs(load: f64) -> Pooling {
        Pooling {
            units: 5,
            officers_each: 2,
            load,
        }
    }

    #[test]
    fn waits_of_five_pairs_and_of_ten_agree_with_scipy() {
        // python: W = lambda c, r: C(c, c * r) / (c * (1 - r)), C as in single_stage;
        //         [(W(2, r), W(10, r)) for r in (.6, .7, .8, .9)]
        let expected = [
            (0.6, 0.562_499_999_999_999_9, 0.025_324_810_671_854_377),
            (0.7, 0.960_784_313_725_489_4, 0.073_910_405_294_605_14),
            (0.8, 1.777_777_777_777_778_3, 0.204_590_075_398_221_8),
            (0.9, 4.263_157_894_736_843, 0.668_731_524_107_697_1),
        ];
        for (load, separate, pooled) in expected {
            let pooling = five_pairs(load);
            assert_close(pooling.separate().mean_wait(), separate, 1e-12);
            assert_close(pooling.pooled(1.0).mean_wait(), pooled, 1e-12);
        }
    }

    #[test]
    fn break_even_slowdowns_agree_with_scipy() {
        // scipy.optimize.brentq(lambda s: s * (1 + W(10, r * s)) - 1 - W(2, r), 1, 1 / r - 1e-9)
        let expected = [
            (0.6, 1.317_797_014_789_071),
            (0.7, 1.265_439_764_272_500_8),
            (0.8, 1.176_745_939_184_733_7),
            (0.9, 1.084_718_911_650_113),
            (0.95, 1.041_205_871_897_836),
        ];
        for (load, slowdown) in expected {
            assert_close(five_pairs(load).break_even_slowdown(), slowdown, 1e-9);
        }
    }

    #[test]
    fn break_even_falls_from_a_third_to_a_twelfth_as_load_grows() {
        let percent = |load| (five_pairs(load).break_even_slowdown() - 1.0) * 100.0;
        let found = [0.6, 0.7, 0.8, 0.9, 0.95].map(|load| format!("{:.1}", percent(load)));
        assert_eq!(found, ["31.8", "26.5", "17.7", "8.5", "4.1"]);
    }
}
