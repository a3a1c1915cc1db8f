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
    /// Incidents are hidden until someone tells or sees them; without it they are reported as they
    /// emerge.
    Detection,
    /// Residents react to what becomes of their reports; without it their trust stays.
    Trust,
    /// What work leaves undone comes back, and parts may be unknown; without it settled is settled.
    Relapse,
    /// Unsettled incidents grow graver and go over the heads of those in charge.
    Escalation,
    /// Some incidents come from places that offend again, and stay in sight for a while only.
    Sources,
    /// Patrols see hidden incidents.
    Patrols,
    /// Passages between offices wait for in-trays and sign-offs; without it they take no time.
    Hops,
    /// Offices send back what they do not want; without it they take all.
    Returns,
    /// Villages try first what residents bring them.
    Screening,
    /// Visits before the event prevent some incidents.
    Prevention,
    /// People learn what they do and forget what they do not.
    Learning,
    /// Residents who trust bring small requests.
    PettyDemand,
    /// Others tell of what is in hand.
    Duplicates,
    /// Whoever takes up a case gathers its background first; without it everybody knows all.
    Context,
    /// People work faster for what is theirs by name, and slower when overloaded.
    Pace,
    /// Relapses cost time where others meet them than those who served them.
    Ownership,
    /// Townships without power may persuade; without it they ask the line, or wait.
    Persuasion,
    /// Departments hand line tasks down to townships; without it they do them themselves.
    HandDown,
    /// Places sighted again and again get operations; without it they wait for a crew that comes in time.
    Operations,
}

impl Mechanism {
    /// All mechanisms.
    pub const ALL: [Self; 25] = [
        Self::Travel,
        Self::Shifts,
        Self::Crews,
        Self::Procedure,
        Self::Routine,
        Self::Interruption,
        Self::Detection,
        Self::Trust,
        Self::Relapse,
        Self::Escalation,
        Self::Sources,
        Self::Patrols,
        Self::Hops,
        Self::Returns,
        Self::Screening,
        Self::Prevention,
        Self::Learning,
        Self::PettyDemand,
        Self::Duplicates,
        Self::Context,
        Self::Pace,
        Self::Ownership,
        Self::Persuasion,
        Self::HandDown,
        Self::Operations,
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
            Self::Detection => "detection",
            Self::Trust => "trust",
            Self::Relapse => "relapse",
            Self::Escalation => "escalation",
            Self::Sources => "sources",
            Self::Patrols => "patrols",
            Self::Hops => "hops",
            Self::Returns => "returns",
            Self::Screening => "screening",
            Self::Prevention => "prevention",
            Self::Learning => "learning",
            Self::PettyDemand => "petty-demand",
            Self::Duplicates => "duplicates",
            Self::Context => "context",
            Self::Pace => "pace",
            Self::Ownership => "ownership",
            Self::Persuasion => "persuasion",
            Self::HandDown => "hand-down",
            Self::Operations => "operations",
        }
    }
}

/// The mechanisms that are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Mechanisms(u32);

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
                .fold(0, |bits, mechanism| bits | 1 << *mechanism as u32),
        )
    }

    /// Whether `mechanism` is on.
    pub const fn has(self, mechanism: Mechanism) -> bool {
        self.0 & (1 << mechanism as u32) != 0
    }

    /// The same with `mechanism` off.
    #[must_use]
    pub const fn without(self, mechanism: Mechanism) -> Self {
        Self(self.0 & !(1 << mechanism as u32))
    }

    /// Those on in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
