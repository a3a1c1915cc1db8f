//! Causes: why something that would have happened did not.

/// Why a potential of the world did not come up under a setup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Cause {
    /// Visits to the village had gone before it.
    Visit,
    /// Its place was kept from offending.
    Suspended,
}

impl Cause {
    /// How many causes there are.
    pub const COUNT: usize = 2;
    /// All causes in order.
    pub const ALL: [Self; Self::COUNT] = [Self::Visit, Self::Suspended];

    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Suspended => "suspended",
        }
    }
}
