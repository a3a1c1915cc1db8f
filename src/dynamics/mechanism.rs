//! Mechanisms that a scenario may leave out, to reach a textbook queue or an off-control.

/// One mechanism of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Mechanism {
    /// Crews go to the place and back; without it they are there at once.
    Travel,
    /// People work by roster and are absent some days; without it everyone is always on duty.
    Shifts,
    /// Tasks need crews with licences and power; without it one person does any task.
    Crews,
    /// Penalties are followed by a procedure; without it they are closed at disposal.
    Procedure,
    /// Inspections and line tasks; without them only incidents make work.
    Routine,
    /// Emergencies interrupt other work and run into overtime; without it they wait like the rest.
    Interruption,
}

impl Mechanism {
    /// All mechanisms.
    pub const ALL: [Self; 6] = [
        Self::Travel,
        Self::Shifts,
        Self::Crews,
        Self::Procedure,
        Self::Routine,
        Self::Interruption,
    ];

    /// The word used in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Travel => "travel",
            Self::Shifts => "shifts",
            Self::Crews => "crews",
            Self::Procedure => "procedure",
            Self::Routine => "routine",
            Self::Interruption => "interruption",
        }
    }
}

/// The mechanisms that are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mechanisms(u8);

impl Mechanisms {
    /// Plain queues.
    pub const NONE: Self = Self(0);

    /// Everything the model has.
    pub fn all() -> Self {
        Self::only(&Mechanism::ALL)
    }

    /// These and no others.
    pub fn only(mechanisms: &[Mechanism]) -> Self {
        Self(
            mechanisms
                .iter()
                .fold(0, |bits, mechanism| bits | 1 << *mechanism as u8),
        )
    }

    /// Whether `mechanism` is on.
    pub const fn has(self, mechanism: Mechanism) -> bool {
        self.0 & (1 << mechanism as u8) != 0
    }

    /// The same with `mechanism` off.
    #[must_use]
    pub const fn without(self, mechanism: Mechanism) -> Self {
        Self(self.0 & !(1 << mechanism as u8))
    }
}
