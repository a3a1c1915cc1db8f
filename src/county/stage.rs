//! Where the time of an incident goes.

/// The stage an incident is in: that of its least advanced open part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Stage {
    /// Nobody in office knows it.
    Detect,
    /// The village tries first.
    Screen,
    /// A desk writes it down.
    Register,
    /// On its way between offices.
    Route,
    /// Sent back.
    Return,
    /// Waiting for another office: its turn, a meeting, or the last crew on site.
    Coordinate,
    /// Waiting in a unit's queue.
    Queue,
    /// Begun, and its people are off shift, or between two sessions.
    Paused,
    /// A crew is on its way.
    Travel,
    /// A crew is at work.
    Work,
    /// Settled in truth, the legal procedure goes on.
    Procedure,
    /// Checked before it is closed on record.
    Verify,
    /// Settled, before a relapse.
    Quiet,
}

impl Stage {
    /// How many stages there are.
    pub const COUNT: usize = 13;

    /// All stages in order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Detect,
        Self::Screen,
        Self::Register,
        Self::Route,
        Self::Return,
        Self::Coordinate,
        Self::Queue,
        Self::Paused,
        Self::Travel,
        Self::Work,
        Self::Procedure,
        Self::Verify,
        Self::Quiet,
    ];

    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Detect => "detect",
            Self::Screen => "screen",
            Self::Register => "register",
            Self::Route => "route",
            Self::Return => "return",
            Self::Coordinate => "coordinate",
            Self::Queue => "queue",
            Self::Paused => "paused",
            Self::Travel => "travel",
            Self::Work => "work",
            Self::Procedure => "procedure",
            Self::Verify => "verify",
            Self::Quiet => "quiet",
        }
    }
}
