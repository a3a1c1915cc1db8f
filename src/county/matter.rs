//! Matters (事项): kinds of trouble, how often they happen and what settles them.

use crate::base::Text;
use crate::base::distribution::Distribution;
use crate::base::profile::{HourProfile, WeekdayProfile};

use super::ids::{DepartmentId, GroupId};
use super::life::{Detection, Patience, Relapse, Visible};
use super::severity::{Severity, Tier};

/// What the law asks of those who settle a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Power {
    /// Help or persuasion.
    None,
    /// An order on site.
    Order,
    /// A penalty: disposal on site, then a procedure.
    Penalty,
}

/// Shares of parts that need each power; they sum to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PowerShare {
    /// No power.
    pub none: f64,
    /// An order.
    pub order: f64,
    /// A penalty.
    pub penalty: f64,
}

impl PowerShare {
    /// Nothing needs power.
    pub const NONE: Self = Self {
        none: 1.0,
        order: 0.0,
        penalty: 0.0,
    };
}

/// How often a matter happens: reports, or with detection whatever emerges, reported or not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rate {
    /// Incidents per township and year.
    PerTownship(f64),
    /// Incidents per 1,000 residents and year.
    PerThousandResidents(f64),
    /// Incidents per 100 firms and year.
    PerHundredFirms(f64),
    /// No rate: a case log says when.
    Traced,
}

/// When a supporting department is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOrder {
    /// After the lead has done its part.
    AfterLead,
    /// At any time; one after another in order of department.
    Any,
}

/// Which department supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Supporter {
    /// This one.
    Department(DepartmentId),
    /// One of the others than the lead, each equally likely.
    Others,
}

/// A part that some incidents of a matter have beside the lead's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Support {
    /// Who.
    pub supporter: Supporter,
    /// Share of incidents that need it.
    pub share: f64,
    /// When it is asked.
    pub order: PartOrder,
}

/// A kind of trouble.
#[derive(Debug, Clone, PartialEq)]
pub struct Matter {
    /// The name used in files.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// Lead department.
    pub lead: DepartmentId,
    /// Matter group.
    pub group: GroupId,
    /// Where a case can be settled.
    pub tier: Tier,
    /// How often.
    pub rate: Rate,
    /// Share of each severity, 1 first; sums to 1.
    pub severity_share: [f64; Severity::DEGREES],
    /// Supporting parts, at most three.
    pub supports: Vec<Support>,
    /// Power each part needs.
    pub power_share: PowerShare,
    /// Content of a part [min at skill 1, per crew, one session].
    pub work_min: Distribution,
    /// Procedure of a penalty [officer min].
    pub procedure_min: Distribution,
    /// Persons on site.
    pub crew: u8,
    /// Working days until the case is overdue.
    pub deadline_working_days: u32,
    /// Visits a part takes, each with content of its own.
    pub sessions: u8,
    /// Days between two visits.
    pub session_gap_days: u32,
    /// Reports by hour of day.
    pub hour_profile: HourProfile,
    /// Reports by weekday.
    pub weekday_profile: WeekdayProfile,
    /// How incidents come to be known; without it they are reported as they emerge.
    pub detection: Option<Detection>,
    /// How long they wait before they leave unserved; without it for ever.
    pub settles_itself: Option<Patience>,
    /// How they return; without it never.
    pub relapse: Option<Relapse>,
    /// Hazard of growing one degree graver while unsettled [per day].
    pub worsens_per_day: f64,
    /// Hazard of being taken over the county's head (越级) while unsettled [per day], twice that
    /// after a visit that failed.
    pub escalates_per_day: f64,
    /// Places that offend again; without them an incident comes from nowhere in particular.
    pub visible: Option<Visible>,
    /// Share of potentials that prevention can reach.
    pub preventable_share: f64,
    /// Background that a handler must gather (min); without it the county's own.
    pub background_min: Option<f64>,
    /// Content of an attempt in the village (min); without it that of a part.
    pub village_min: Option<Distribution>,
}

impl Matter {
    /// The most parts an incident may have: lead and three supporting.
    pub const MOST_PARTS: usize = 4;
    /// Share of potentials that prevention can reach, unless a matter states its own; assumed.
    pub const PREVENTABLE_SHARE: f64 = 0.4;
}
