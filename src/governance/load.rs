//! Loads: expected person-hours of work against person-hours on duty, with their parts.

use std::ops::AddAssign;

use crate::base::{Span, Text};

/// A part of the work that units have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LoadPart {
    /// Work on site at incidents.
    Incidents,
    /// Ways there and back.
    Travel,
    /// Inspections, with the way if their content holds it.
    Inspection,
    /// Line tasks at base.
    LineTask,
    /// Procedures after penalties.
    Procedure,
    /// Small requests that residents bring.
    Consultation,
    /// What lines hand down to townships.
    Chore,
    /// Finding out what a case is about.
    Context,
}

impl LoadPart {
    /// All parts, in the order of tables.
    pub const ALL: [Self; 8] = [
        Self::Incidents,
        Self::Travel,
        Self::Inspection,
        Self::LineTask,
        Self::Procedure,
        Self::Consultation,
        Self::Chore,
        Self::Context,
    ];

    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Incidents => "incidents",
            Self::Travel => "travel",
            Self::Inspection => "inspection",
            Self::LineTask => "line-task",
            Self::Procedure => "procedure",
            Self::Consultation => "consultation",
            Self::Chore => "chore",
            Self::Context => "context",
        }
    }

    /// The name people read.
    pub fn name(self) -> Text {
        match self {
            Self::Incidents => Text::new("事件处置", "incidents"),
            Self::Travel => Text::new("路途", "travel"),
            Self::Inspection => Text::new("检查", "inspections"),
            Self::LineTask => Text::new("条线任务", "line tasks"),
            Self::Procedure => Text::new("处罚程序", "procedures"),
            Self::Consultation => Text::new("咨询", "consultations"),
            Self::Chore => Text::new("派办任务", "chores"),
            Self::Context => Text::new("来龙去脉", "background"),
        }
    }
}

/// Work and duty of a unit, a line or a role over the days looked at; its fields in person-hours.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Load {
    pub(super) parts: [f64; LoadPart::ALL.len()],
    pub(super) never_served: f64,
    pub(super) on_duty: f64,
}

impl Load {
    /// Person-time of one part of the work.
    pub fn part(&self, part: LoadPart) -> Span {
        Span::from_hours(self.parts[part as usize])
    }

    /// Person-time of all parts of the work.
    pub fn work(&self) -> Span {
        Span::from_hours(self.work_hours())
    }

    /// Person-time of content that comes in and can never be done for want of power or persons; it
    /// waits without end and is no part of the work.
    pub fn never_served(&self) -> Span {
        Span::from_hours(self.never_served)
    }

    /// Person-time on duty, those away left out.
    pub fn on_duty(&self) -> Span {
        Span::from_hours(self.on_duty)
    }

    /// Work over time on duty; above 1 the backlog grows without end, infinite if nobody is ever
    /// on duty.
    pub fn offered(&self) -> f64 {
        self.share_of_duty(self.work_hours())
    }

    /// One part of the work over time on duty; the parts add up to [`Self::offered`].
    pub fn offered_by(&self, part: LoadPart) -> f64 {
        self.share_of_duty(self.parts[part as usize])
    }

    /// Share of time on duty spent at work: the offered load, at most 1.
    pub fn busy_share(&self) -> f64 {
        self.offered().min(1.0)
    }

    fn work_hours(&self) -> f64 {
        self.parts.iter().sum()
    }

    fn share_of_duty(&self, hours: f64) -> f64 {
        if hours > 0.0 {
            hours / self.on_duty
        } else {
            0.0
        }
    }

    /// The share of this load's work that one of its people does, who is on duty so long.
    pub(super) fn of_person(&self, on_duty_hours: f64) -> Self {
        let share = self.share_of_duty_of(on_duty_hours);
        Self {
            parts: self.parts.map(|hours| hours * share),
            never_served: self.never_served * share,
            on_duty: on_duty_hours,
        }
    }

    fn share_of_duty_of(&self, on_duty_hours: f64) -> f64 {
        if self.on_duty > 0.0 {
            on_duty_hours / self.on_duty
        } else {
            0.0
        }
    }
}

impl AddAssign for Load {
    fn add_assign(&mut self, other: Self) {
        for (hours, more) in self.parts.iter_mut().zip(other.parts) {
            *hours += more;
        }
        self.never_served += other.never_served;
        self.on_duty += other.on_duty;
    }
}
