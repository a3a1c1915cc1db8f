//! Lives: what an incident carries beside its row while residents, clocks and places matter.
//!
//! Plain queues have none of it.

use crate::base::{Moment, Purpose};
use crate::county::{Course, Matter};

use super::clocks::{Clocks, Ring};
use super::papers::Papers;
use super::tries::Tries;
use super::way::Way;

/// Draws of an incident's life, by what they are for; each is named by the world alone.
pub mod draw {
    use super::Purpose;

    /// Which place (address) of the village, where they are told apart.
    pub const ADDRESS: Purpose = Purpose::named("address of an incident");
    /// Which grid and cell of the village, where its places are not told apart.
    pub const PLACE: Purpose = Purpose::named("place of an incident");
    /// Whether a supporting part is known at report.
    pub const KNOWN: Purpose = Purpose::named("known at report");
    /// Whether a supporting part is recognised on site.
    pub const RECOGNISED: Purpose = Purpose::named("recognised on site");
    /// Threshold of the sight clock.
    pub const SIGHT: Purpose = Purpose::named("sight");
    /// Whether a reporter goes over the heads of those in charge.
    pub const OVER_HEAD: Purpose = Purpose::named("over the head");
    /// Whether prevention works on it, and whether it can.
    pub const PREVENTED: Purpose = Purpose::named("prevented");
    /// For how many days a place is kept from offending.
    pub const SUSPENDED: Purpose = Purpose::named("suspended");
    /// Whether an offender lets himself be persuaded.
    pub const COMPLIANCE: Purpose = Purpose::named("compliance");
    /// How long an episode of a source stays in sight.
    pub const VISIBLE: Purpose = Purpose::named("visible");
}

/// Where the threshold of a clock comes from.
pub const fn threshold_of(ring: Ring) -> Purpose {
    match ring {
        Ring::Complaint => Purpose::named("complaint"),
        Ring::Passed => Purpose::named("sight"),
        Ring::NaturalEnd => Purpose::named("natural end"),
        Ring::Worsening => Purpose::named("worsening"),
        Ring::Escalation => Purpose::named("escalation"),
        Ring::Patience => Purpose::named("patience"),
        Ring::Repeat => Purpose::named("repeat"),
        Ring::Another => Purpose::named("another tells"),
        Ring::GivingUp => Purpose::named("giving up"),
        Ring::Relapse0 => Purpose::named("relapse of part 0"),
        Ring::Relapse1 => Purpose::named("relapse of part 1"),
        Ring::Relapse2 => Purpose::named("relapse of part 2"),
        Ring::Relapse3 => Purpose::named("relapse of part 3"),
    }
}

/// One incident's life.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Life {
    /// What it went through.
    pub course: Course,
    /// What may happen to it.
    pub clocks: Clocks,
    /// The number of the alarm that is awaited; none is 0.
    pub alarm: u32,
    /// What that alarm brings.
    pub awaited: Ring,
    /// When it rings, if one is awaited.
    pub rings_at: Option<Moment>,
    /// Which grid of the county.
    pub grid: u32,
    /// Which cell of the county patrols see it in.
    pub cell: u32,
    /// Whether patrols may see it there.
    pub is_in_sight: bool,
    /// When somebody in office first came to know of it, where places count that.
    pub sighted_at: Option<Moment>,
    /// The number of the village's trial under way; none is 0.
    pub trial: u32,
    /// What is left of the threshold of being seen.
    pub sight_left: f64,
    /// How often that threshold was set.
    pub chances: u16,
    /// What is left of each part's trouble, 1 untouched.
    pub residual: [f64; Matter::MOST_PARTS],
    /// Share of the content that visits to each part do, 1 unless in haste.
    pub done_share: [f64; Matter::MOST_PARTS],
    /// When each part was settled, if it is.
    pub part_settled_at: [Option<Moment>; Matter::MOST_PARTS],
    /// Whether the reporter's verdict on the office has been given.
    pub is_judged: bool,
    /// Whether it has left the tables and waits for a relapse that will be a new incident.
    pub has_left: bool,
    /// Where it is between offices.
    pub way: Way,
    /// Who has taken it up, and what is to be read first.
    pub papers: Papers,
    /// What a township without power has tried.
    pub tries: Tries,
}

impl Life {
    /// The life of an incident that emerges now.
    pub fn new(now: Moment, grid: u32, cell: u32) -> Self {
        Self {
            course: Course::PLAIN,
            clocks: Clocks::new(now),
            alarm: 0,
            awaited: Ring::Complaint,
            rings_at: None,
            grid,
            cell,
            is_in_sight: false,
            sighted_at: None,
            trial: 0,
            sight_left: f64::INFINITY,
            chances: 0,
            residual: [1.0; Matter::MOST_PARTS],
            done_share: [1.0; Matter::MOST_PARTS],
            part_settled_at: [None; Matter::MOST_PARTS],
            is_judged: false,
            has_left: false,
            way: Way::default(),
            papers: Papers::default(),
            tries: Tries::default(),
        }
    }
}
