//! The names people read of stages, roles, levels and populations.

use crate::base::Text;
use crate::county::{Role, Stage, Tier};
use crate::metrics::{Level, PopulationKind, Statistic, Unit};

/// The name of a tier: where its matters can be settled, in the words of county files.
pub fn tier_name(tier: Tier) -> Text {
    match tier {
        Tier::Grid => Text::new("网格员当场可办", "on the spot by a grid worker"),
        Tier::Village => Text::new("村（社区）可办", "in the village"),
        Tier::Township => Text::new("乡镇干部可办", "by the township's own cadres"),
        Tier::County => Text::new("须由县级执法人员办理", "by officers of the county"),
    }
}

/// The name of a stage.
pub fn stage_name(stage: Stage) -> Text {
    match stage {
        Stage::Detect => Text::new("发现", "detection"),
        Stage::Screen => Text::new("村级先行", "village screening"),
        Stage::Register => Text::new("登记", "registration"),
        Stage::Route => Text::new("流转", "routing"),
        Stage::Return => Text::new("退回", "sent back"),
        Stage::Coordinate => Text::new("等待协同", "waiting for others"),
        Stage::Queue => Text::new("排队", "queue"),
        Stage::Paused => Text::new("暂停", "paused"),
        Stage::Travel => Text::new("路途", "travel"),
        Stage::Work => Text::new("处置", "work on site"),
        Stage::Procedure => Text::new("处罚程序", "procedure"),
        Stage::Verify => Text::new("核查", "verification"),
        Stage::Quiet => Text::new("平静期", "quiet"),
    }
}

/// The name of a role.
pub fn role_name(role: Role) -> Text {
    match role {
        Role::Officer => Text::new("执法人员", "officers"),
        Role::Cadre => Text::new("乡镇干部", "township cadres"),
    }
}

/// What a statistic says.
pub fn statistic_meaning(statistic: Statistic) -> Text {
    match statistic {
        Statistic::Mean => Text::new("已有该时刻的均值", "mean over those that had the event"),
        Statistic::P50 => Text::new(
            "中位数；落入未完成部分时为空",
            "median; empty where it falls into what is open",
        ),
        Statistic::P90 => Text::new("九成分位，规则同上", "90th percentile, same rule"),
        Statistic::P95 => Text::new("九五分位，规则同上", "95th percentile, same rule"),
        Statistic::Share => Text::new("占比，0 到 1", "share, 0 to 1"),
        Statistic::Count => Text::new("个数", "how many"),
        Statistic::Value => Text::new("该次运行的数值", "the run's own value"),
    }
}

/// What a kind of population divides by.
pub fn population_meaning(kind: PopulationKind) -> Text {
    match kind {
        PopulationKind::All => Text::new("全部事件", "all incidents"),
        PopulationKind::Matter => Text::new("按事项", "by matter"),
        PopulationKind::Township => Text::new("按乡镇", "by township"),
        PopulationKind::Department => Text::new("按牵头部门", "by lead department"),
        PopulationKind::Tier => Text::new("按可处置层级", "by tier at which it can be settled"),
        PopulationKind::Severity => Text::new("按严重度 1 至 5", "by severity, 1 to 5"),
        PopulationKind::Unit => Text::new("按单位，仅排队与负荷", "by unit; waiting and load only"),
    }
}

/// What a level of load adds up.
pub fn level_meaning(level: Level) -> Text {
    match level {
        Level::Unit => Text::new("单位的人员", "people of a unit"),
        Level::Role => Text::new("一类人员", "people of a role"),
        Level::Township => Text::new(
            "在该乡镇干的活，占全县在班时间",
            "work done in a township, over the hours on duty of the whole county",
        ),
        Level::Department => Text::new("部门的人员", "people of a department"),
        Level::County => Text::new("全县人员", "people of the county"),
    }
}

/// The name of a unit of values.
pub fn unit_name(unit: Unit) -> Text {
    match unit {
        Unit::Hours => Text::new("小时", "hours"),
        Unit::Share => Text::new("占比，0 到 1", "share, 0 to 1"),
        Unit::Count => Text::new("个", "number"),
        Unit::SeverityHours => Text::new("严重度 × 小时", "severity times hours"),
        Unit::PerYear => Text::new("次/年", "a year"),
        Unit::Yuan => Text::new("元", "yuan"),
    }
}
