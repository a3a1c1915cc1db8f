//! What becomes of an incident by itself: who comes to know of it, how it ends, and how it returns.

use crate::base::distribution::Distribution;
use crate::base::{Mark, Span};

/// Whether and when residents complain of an incident.
#[derive(Debug, Clone, PartialEq)]
pub enum Complaint {
    /// With this hazard [per day and degree of severity], times 0.5 plus trust.
    PerDay(f64),
    /// After this time from emergence (h).
    After(Distribution),
    /// Never.
    Never,
}

/// How an incident that nobody in office knows of comes to be known.
///
/// The rates of a matter with detection are rates of emergence, not of reports.
#[derive(Debug, Clone, PartialEq)]
pub struct Detection {
    /// Residents' complaint.
    pub complaint: Complaint,
    /// Hazard of ending unseen [per day].
    pub natural_end_per_day: f64,
    /// What one pass of a patrol adds to the clock of being seen, 0 to 1.
    pub seen_share: f64,
    /// Time from one pass to the next (h), where passes come at fixed intervals and each sees the
    /// incident with chance `seen_share`.
    pub patrol_every_h: Option<f64>,
    /// Time a resident waits for it to be settled before he complains again (day).
    pub repeat_patience_days: Option<f64>,
}

/// How long an incident waits before it is given up.
#[derive(Debug, Clone, PartialEq)]
pub struct Patience {
    /// When it counts.
    pub while_in: PatienceWhile,
    /// How long it lasts (min).
    pub after_min: Distribution,
}

/// When patience runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatienceWhile {
    /// In the queue, before the first crew sets out.
    Waiting,
}

/// How a settled incident returns.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Relapse {
    /// With this hazard [per day], times what is left unsettled.
    Hazard(f64),
    /// This share returns, always after the same time.
    Share {
        /// Share, 0 to 1.
        share: f64,
        /// Time from settlement (day).
        after_days: f64,
    },
}

/// A matter whose incidents come from places (点位) that offend again, each seen for a limited time.
#[derive(Debug, Clone, PartialEq)]
pub struct Visible {
    /// How long an episode can be seen (h).
    pub stays_h: Distribution,
    /// Such places in each village.
    pub places: u16,
    /// Shortest and longest time that power on site keeps a place from offending (day).
    pub suspended_days: (f64, f64),
    /// Share of suspensions during which the offender goes on in the next grid.
    pub displaced_share: f64,
    /// Share of the places that lie on the border of two townships.
    pub border_share: f64,
}

impl Visible {
    /// One place a village that power keeps from offending for 90 to 365 days, and what it would do
    /// meanwhile is not done.
    pub const fn staying(stays_h: Distribution) -> Self {
        Self {
            stays_h,
            places: 1,
            suspended_days: (90.0, 365.0),
            displaced_share: 0.0,
            border_share: 0.0,
        }
    }

    /// For how long power on site keeps a place with this mark from offending.
    pub fn suspended_for(&self, mark: Mark) -> Span {
        let (shortest, longest) = self.suspended_days;
        Span::from_hours((shortest + (longest - shortest) * mark.value()) * 24.0)
    }
}
