//! Clocks: whatever may happen to an incident at a moment that hangs on the setup.
//!
//! Each clock has a threshold, one Exp(1) draw of the world; the hazard gathered on the setup's own
//! path uses it up, and the clock rings when nothing is left. Hazards are constant between the
//! incident's own events, so clocks are reckoned only there. Since the thresholds are the world's,
//! what rings later under one setup than under another does so for a reason that can be named.

use crate::base::{Moment, Span};

use super::report_time::ReportTime;

/// What a clock may bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Ring {
    /// A resident complains; runs in report time.
    Complaint,
    /// A patrol at fixed intervals sees it; a fixed time.
    Passed,
    /// It ends by itself.
    NaturalEnd,
    /// It becomes graver by one degree.
    Worsening,
    /// It goes over the heads of those in charge.
    Escalation,
    /// The patience of the one who reported it is over; a fixed time.
    Patience,
    /// The one who reported it complains again; runs in report time.
    Repeat,
    /// The one who reported it gives up.
    GivingUp,
    /// Another tells of what is in hand; runs in report time.
    Another,
    /// A settled part comes up again; by part.
    Relapse0,
    /// The second part.
    Relapse1,
    /// The third part.
    Relapse2,
    /// The fourth part.
    Relapse3,
}

impl Ring {
    /// How many clocks an incident has.
    pub const COUNT: usize = 13;
    /// All of them, in the order of ties.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Complaint,
        Self::Passed,
        Self::NaturalEnd,
        Self::Worsening,
        Self::Escalation,
        Self::Patience,
        Self::Repeat,
        Self::GivingUp,
        Self::Another,
        Self::Relapse0,
        Self::Relapse1,
        Self::Relapse2,
        Self::Relapse3,
    ];

    /// The clock of a part's relapse.
    pub const fn relapse(part: usize) -> Self {
        Self::ALL[Self::Relapse0 as usize + part % 4]
    }

    /// The part that relapses, if it is a relapse.
    pub fn relapsing_part(self) -> Option<usize> {
        (self as usize).checked_sub(Self::Relapse0 as usize)
    }

    const fn is_in_report_time(self) -> bool {
        matches!(self, Self::Complaint | Self::Repeat | Self::Another)
    }
}

const SECONDS_A_DAY: f64 = 86_400.0;

/// The clocks of one incident.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clocks {
    /// What is left of each threshold; endless if it is not set.
    left: [f64; Ring::COUNT],
    /// Hazards of the present [per day].
    per_day: [f64; Ring::COUNT],
    /// When they were last reckoned.
    since: Moment,
}

impl Clocks {
    /// Clocks of which none is set.
    pub const fn new(now: Moment) -> Self {
        Self {
            left: [f64::INFINITY; Ring::COUNT],
            per_day: [0.0; Ring::COUNT],
            since: now,
        }
    }

    /// Uses up the hazard gathered until `now`.
    pub fn reckon(&mut self, now: Moment, report_time: &ReportTime) {
        if now == self.since {
            return;
        }
        let days = (now - self.since).seconds() as f64 / SECONDS_A_DAY;
        let needs_report_time = Ring::ALL
            .into_iter()
            .any(|ring| ring.is_in_report_time() && self.per_day[ring as usize] > 0.0);
        let report_days = if needs_report_time {
            (report_time.at(now) - report_time.at(self.since)) / SECONDS_A_DAY
        } else {
            0.0
        };
        for ring in Ring::ALL {
            let gone = if ring.is_in_report_time() {
                report_days
            } else {
                days
            };
            let index = ring as usize;
            if self.per_day[index] > 0.0 {
                self.left[index] -= self.per_day[index] * gone;
            }
        }
        self.since = now;
    }

    /// Sets the threshold of a clock anew.
    pub const fn set(&mut self, ring: Ring, threshold: f64) {
        self.left[ring as usize] = threshold;
    }

    /// Whether a clock has a threshold.
    pub const fn is_set(&self, ring: Ring) -> bool {
        self.left[ring as usize].is_finite()
    }

    /// Stops a clock for good.
    pub const fn stop(&mut self, ring: Ring) {
        self.left[ring as usize] = f64::INFINITY;
        self.per_day[ring as usize] = 0.0;
    }

    /// Sets the hazard of a clock from now on [per day]; reckon first.
    pub const fn run(&mut self, ring: Ring, per_day: f64) {
        self.per_day[ring as usize] = per_day;
    }

    /// The clock that rings next, and when; at or after the last reckoning.
    pub fn next(&self, report_time: &ReportTime) -> Option<(Moment, Ring)> {
        let mut next: Option<(Moment, Ring)> = None;
        for ring in Ring::ALL {
            let (left, per_day) = (self.left[ring as usize], self.per_day[ring as usize]);
            if per_day <= 0.0 || !left.is_finite() {
                continue;
            }
            let seconds = left.max(0.0) / per_day * SECONDS_A_DAY;
            let at = if ring.is_in_report_time() {
                report_time.when(report_time.at(self.since) + seconds)
            } else if seconds < 1e12 {
                self.since + Span::from_seconds(seconds.ceil() as i64)
            } else {
                continue;
            };
            let at = at.max(self.since);
            if next.is_none_or(|(earliest, _)| at < earliest) {
                next = Some((at, ring));
            }
        }
        next
    }
}
