//! The axes by name: what a setup may change, one independent switch each.

use std::fmt;

use crate::base::Text;

/// An axis of governance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axis {
    /// 执法体制.
    Enforcement,
    /// 赋权.
    Delegation,
    /// 多跨协同.
    Coordination,
    /// 事件筛选.
    Screening,
    /// 网格.
    Grid,
    /// 治理前移.
    Stance,
    /// 数字负担.
    DigitalLoad,
    /// 流转口径.
    Routing,
}

impl Axis {
    /// All axes, in the order they lay their parts.
    pub const ALL: [Self; 8] = [
        Self::Enforcement,
        Self::Delegation,
        Self::Coordination,
        Self::Screening,
        Self::Grid,
        Self::Stance,
        Self::DigitalLoad,
        Self::Routing,
    ];

    /// The key of its table in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enforcement => "enforcement",
            Self::Delegation => "delegation",
            Self::Coordination => "coordination",
            Self::Screening => "screening",
            Self::Grid => "grid",
            Self::Stance => "stance",
            Self::DigitalLoad => "digital_load",
            Self::Routing => "routing",
        }
    }

    /// Whether it works on what happens before a report, which a log of reports does not know.
    pub const fn works_before_a_report(self) -> bool {
        matches!(self, Self::Screening | Self::Grid | Self::Stance)
    }

    /// The name people read.
    pub fn name(self) -> Text {
        match self {
            Self::Enforcement => Text::new("执法体制", "enforcement"),
            Self::Delegation => Text::new("赋权", "delegation"),
            Self::Coordination => Text::new("多跨协同", "coordination"),
            Self::Screening => Text::new("事件筛选", "screening"),
            Self::Grid => Text::new("网格", "grid"),
            Self::Stance => Text::new("治理前移", "stance"),
            Self::DigitalLoad => Text::new("数字负担", "digital load"),
            Self::Routing => Text::new("流转口径", "routing"),
        }
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}
