//! From values to places on the paper.

/// How values spread along an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Equal differences take equal lengths.
    Linear,
    /// Equal ratios take equal lengths.
    Log,
}

/// An axis: the values from `from` to `to` lie between two places on the paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    spread: Spread,
    from: f64,
    to: f64,
    start: f64,
    end: f64,
}

/// Smallest value on a logarithmic axis (one second, in hours), so that zero has a place.
const LEAST: f64 = 1.0 / 3_600.0;

impl Scale {
    /// A linear axis; a domain of no width is widened by one.
    pub fn linear((from, to): (f64, f64), (start, end): (f64, f64)) -> Self {
        let to = if to > from { to } else { from + 1.0 };
        Self {
            spread: Spread::Linear,
            from,
            to,
            start,
            end,
        }
    }

    /// A logarithmic axis; a domain of no width is widened tenfold.
    pub fn log((from, to): (f64, f64), (start, end): (f64, f64)) -> Self {
        let from = from.max(LEAST);
        let to = if to > from { to } else { from * 10.0 };
        Self {
            spread: Spread::Log,
            from,
            to,
            start,
            end,
        }
    }

    /// The value at the far end.
    pub fn to(&self) -> f64 {
        self.to
    }

    /// The place of `value`; values outside the domain lie on its edge.
    pub fn place(&self, value: f64) -> f64 {
        let value = value.max(self.from).min(self.to);
        let share = match self.spread {
            Spread::Linear => (value - self.from) / (self.to - self.from),
            Spread::Log => libm::log(value / self.from) / libm::log(self.to / self.from),
        };
        self.start + share * (self.end - self.start)
    }

    /// The lowest and the highest value of the axis.
    pub fn domain(&self) -> (f64, f64) {
        (self.from, self.to)
    }

    /// Whether the axis reaches `value`.
    pub fn holds(&self, value: f64) -> bool {
        (self.from..=self.to).contains(&value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_domain_lie_at_the_ends_of_the_axis() {
        let linear = Scale::linear((0.0, 10.0), (100.0, 200.0));
        assert!((linear.place(5.0) - 150.0).abs() < 1e-9);
        let log = Scale::log((1.0, 100.0), (0.0, 200.0));
        assert!((log.place(10.0) - 100.0).abs() < 1e-9);
        assert!((log.place(100.0) - 200.0).abs() < 1e-9);
    }

    #[test]
    fn no_width_and_values_outside_have_a_finite_place() {
        let flat = Scale::linear((3.0, 3.0), (0.0, 10.0));
        assert!((flat.place(3.0)).abs() < 1e-9);
        let log = Scale::log((0.0, 0.0), (0.0, 10.0));
        assert!(log.place(0.0).abs() < 1e-9);
        assert!((log.place(1e9) - 10.0).abs() < 1e-9);
        assert!(!log.holds(1e9));
    }
}
