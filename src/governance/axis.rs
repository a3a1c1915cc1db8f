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
}

impl Axis {
    /// All axes, in the order they lay their parts.
    pub const ALL: [Self; 3] = [Self::Enforcement, Self::Delegation, Self::Coordination];

    /// The word used in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enforcement => "enforcement",
            Self::Delegation => "delegation",
            Self::Coordination => "coordination",
        }
    }

    /// The name people read.
    pub fn name(self) -> Text {
        match self {
            Self::Enforcement => Text::new("执法体制", "enforcement"),
            Self::Delegation => Text::new("赋权", "delegation"),
            Self::Coordination => Text::new("多跨协同", "coordination"),
        }
    }
}

impl fmt::Display for Axis {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.word())
    }
}
