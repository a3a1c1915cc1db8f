//! Which values of a study are kept in one reading of its journal.
//!
//! Statistics need all worlds of a value at once, but no two values at once (a verdict's shares
//! still open apart). A study whose values do not fit into memory together is read several times,
//! each time for other values.

use std::fmt::Debug;

use crate::base::Key;

/// The values that one of several readings keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Portion {
    index: u64,
    of: u64,
}

impl Portion {
    /// Everything.
    pub const WHOLE: Self = Self { index: 0, of: 1 };

    /// So many portions, at least one, which together are everything.
    pub fn all(of: u64) -> impl Iterator<Item = Self> {
        let of = of.max(1);
        (0..of).map(move |index| Self { index, of })
    }

    /// Whether the value of this name is kept; names are dealt evenly, the same way for every setup.
    pub fn holds(self, name: &impl Debug) -> bool {
        self.of == 1 || Key::of(&format!("{name:?}")).bits() % self.of == self.index
    }
}

impl Default for Portion {
    fn default() -> Self {
        Self::WHOLE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_in_one_portion_and_portions_are_of_a_size() {
        let mut sizes = [0; 7];
        for name in 0..7_000 {
            let holding = Portion::all(7).enumerate();
            let holding = holding.filter(|(_, portion)| portion.holds(&name));
            let places: Vec<usize> = holding.map(|(place, _)| place).collect();
            assert_eq!(places.len(), 1);
            sizes[places[0]] += 1;
        }
        assert!(
            sizes.iter().all(|size| (900..1_100).contains(size)),
            "{sizes:?}"
        );
        assert!(Portion::WHOLE.holds(&"anything"));
        assert_eq!(Vec::from_iter(Portion::all(0)), [Portion::WHOLE]);
    }
}
