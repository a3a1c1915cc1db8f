//! The course of an incident beside its present state: how it came to light, what it went through.

use crate::base::Moment;

use super::moved::Moved;
use super::severity::Tier;

/// How an incident came to the knowledge of someone in office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Channel {
    /// A resident told a hotline.
    Hotline,
    /// A resident told the village cadre.
    Village,
    /// A grid worker saw it on patrol.
    Patrol,
}

impl Channel {
    /// How many channels there are.
    pub const COUNT: usize = 3;
    /// All channels in order.
    pub const ALL: [Self; Self::COUNT] = [Self::Hotline, Self::Village, Self::Patrol];

    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Hotline => "hotline",
            Self::Village => "village-cadre",
            Self::Patrol => "patrol",
        }
    }

    /// Whether a resident spoke.
    pub const fn is_resident(self) -> bool {
        matches!(self, Self::Hotline | Self::Village)
    }
}

/// What the resident who was the first to report an incident makes of how long it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expectation {
    /// The time that he found right to wait was not over while it was unsettled.
    Open,
    /// It was over, and the trouble was there.
    Disappointed,
}

/// What an incident went through; nothing yet in one that was reported as it emerged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    /// How it first came to light.
    pub channel: Option<Channel>,
    /// The incident of which it is a later relapse, by the ordinal in the same stream.
    pub parent: Option<u32>,
    /// Where it would have come up, if it came up elsewhere.
    pub moved: Option<Moved>,
    /// Rounds so far: one more for each relapse of the same episode.
    pub rounds: u8,
    /// Times a unit sent it back.
    pub returns: u8,
    /// Further complaints of the one who reported it.
    pub repeats: u8,
    /// What its reporter expected; none if the first report was no resident's, or residents expect
    /// nothing.
    pub expectation: Option<Expectation>,
    /// Reports by others while it was in hand.
    pub further_reports: u8,
    /// Those of them that joined a ticket.
    pub joined_reports: u8,
    /// Those of them that became a ticket of their own.
    pub duplicates: u8,
    /// Visits after which it was no better.
    pub failed_visits: u8,
    /// Whether the village tried it first.
    pub was_screened: bool,
    /// Whether its first routing named the wrong department.
    pub was_misrouted: bool,
    /// Whether it was once closed on record while another part was open.
    pub was_partly_closed: bool,
    /// The level below the offices that settled its present round, if one did.
    pub settled_below: Option<Tier>,
    /// When someone in office first saw it.
    pub seen_at: Option<Moment>,
    /// When the first round was settled in truth.
    pub first_settled_at: Option<Moment>,
    /// When it first came up again after a settlement of its episode.
    pub relapsed_at: Option<Moment>,
    /// When a relapse of it was first reported.
    pub relapse_reported_at: Option<Moment>,
    /// Time settled before relapses of the episode (s).
    pub calm_s: i64,
    /// When it ended by itself.
    pub gone_at: Option<Moment>,
    /// When it went over the heads of those in charge (越级).
    pub escalated_at: Option<Moment>,
    /// When its reporter gave up.
    pub given_up_at: Option<Moment>,
    /// Severity times time until `severity_since` [severity s].
    pub exposed_s: i64,
    /// Since when it has its present severity.
    pub severity_since: Option<Moment>,
}

impl Course {
    /// Nothing but emergence and report.
    pub const PLAIN: Self = Self {
        channel: None,
        parent: None,
        moved: None,
        rounds: 1,
        returns: 0,
        repeats: 0,
        expectation: None,
        further_reports: 0,
        joined_reports: 0,
        duplicates: 0,
        failed_visits: 0,
        was_screened: false,
        was_misrouted: false,
        was_partly_closed: false,
        settled_below: None,
        seen_at: None,
        first_settled_at: None,
        relapsed_at: None,
        relapse_reported_at: None,
        calm_s: 0,
        gone_at: None,
        escalated_at: None,
        given_up_at: None,
        exposed_s: 0,
        severity_since: None,
    };
}
