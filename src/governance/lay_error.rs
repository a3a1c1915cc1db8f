//! Why a setup cannot be laid over a county.

use crate::base::Text;

use super::axis::Axis;

/// A setup asks for what this county does not have; ids are those of files.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum LayError {
    /// The county has no people, so no unit can exist.
    #[error("the county has nobody to put into units")]
    Nobody,
    /// Work of a department can come up where nobody of it can be asked.
    #[error(
        "nobody can be asked for department `{department}` in township `{township}`, where `{work}` needs it: no staff based there, no staffed station serving it, none at headquarters"
    )]
    NobodyToAsk {
        /// The department.
        department: String,
        /// The township.
        township: String,
        /// The first matter or routine work that needs the department there.
        work: String,
    },
    /// There are fewer persons than units, so one would stay empty.
    #[error("nobody is left for unit `{unit}`: the county has {persons} persons for {units} units")]
    EmptyUnit {
        /// The unit.
        unit: String,
        /// Persons of the county's lines.
        persons: usize,
        /// Units of the setup that they are dealt to.
        units: usize,
    },
    /// Two units would have one id.
    #[error("two units would be called `{unit}`: rename the station, department or township")]
    SameUnitId {
        /// The id.
        unit: String,
    },
    /// The number of hubs does not fit the county.
    #[error("{hubs} hubs for {townships} townships: at least one and at most one a township")]
    HubCount {
        /// Hubs asked for.
        hubs: usize,
        /// Townships of the county.
        townships: usize,
    },
    /// An axis names a matter that the county does not have.
    #[error("{axis} names matter `{matter}`, which the county does not have")]
    UnknownMatter {
        /// The axis that names it.
        axis: Axis,
        /// The id as written.
        matter: String,
    },
    /// A setup names a township that the county does not have.
    #[error("the setup is to hold in township `{township}`, which the county does not have")]
    UnknownTownship {
        /// The id as written.
        township: String,
    },
    /// A share of matters is not a share.
    #[error("{share} is not a share of the matters: it must lie from 0 to 1")]
    NotAShare {
        /// The number as written.
        share: f64,
    },
    /// An axis works on what happens before a report, and the county has reports only.
    #[error(
        "incidents come from a log of reports, and {} works before the report", axis.name().en
    )]
    ReportsOnly {
        /// The axis.
        axis: Axis,
    },
    /// One net of grids is asked of a county without grids.
    #[error("a unified grid needs grids, and no village has one")]
    NoGrids,
    /// A number of an axis lies outside its range.
    #[error("{key} = {value} of {axis} must lie from {lowest} to {highest}")]
    OutOfRange {
        /// The axis.
        axis: Axis,
        /// The key of the number.
        key: &'static str,
        /// The number.
        value: f64,
        /// The least it may be.
        lowest: f64,
        /// The most it may be.
        highest: f64,
    },
    /// Fronting takes no hours, or more than there are.
    #[error("fronting takes {share} of the officers' hours: it must be above 0 and at most 1")]
    FrontingHours {
        /// The sum of its shares.
        share: f64,
    },
    /// A share by frequency meets a matter whose frequency only a log knows.
    #[error(
        "delegation by share needs frequencies, and matter `{matter}` has no rate: list the matters, or delegate all or none"
    )]
    ShareWithoutRate {
        /// The first matter without a rate.
        matter: String,
    },
}

impl LayError {
    /// The message in both languages.
    pub fn text(&self) -> Text {
        Text::new(self.chinese(), self.to_string())
    }

    fn chinese(&self) -> String {
        match self {
            Self::Nobody => "县里没有任何人员，无法组成单位".to_owned(),
            Self::NobodyToAsk {
                department,
                township,
                work,
            } => format!(
                "乡镇 `{township}` 的 `{work}` 需要部门 `{department}`，却找不到可派的人：当地无驻点人员，没有配员的站所覆盖，局机关也无人"
            ),
            Self::EmptyUnit {
                unit,
                persons,
                units,
            } => format!("单位 `{unit}` 分不到人：全县 {persons} 人，要组成 {units} 个单位"),
            Self::SameUnitId { unit } => {
                format!("两个单位会同名 `{unit}`：请给站所、部门或乡镇改名")
            }
            Self::HubCount { hubs, townships } => {
                format!("{townships} 个乡镇设 {hubs} 个片区：至少一个，至多每乡镇一个")
            }
            Self::UnknownMatter { axis, matter } => {
                format!("{} 列出了事项 `{matter}`，县里没有这个事项", axis.name().zh)
            }
            Self::UnknownTownship { township } => {
                format!("方案列出了乡镇 `{township}`，县里没有这个乡镇")
            }
            Self::NotAShare { share } => format!("{share} 不是事项的比例：应在 0 到 1 之间"),
            Self::ReportsOnly { axis } => format!(
                "事件来自上报日志，“{}”作用在上报之前，无从改变",
                axis.name().zh
            ),
            Self::NoGrids => "一张网要有网格，而没有一个村有网格".to_owned(),
            Self::OutOfRange {
                axis,
                key,
                value,
                lowest,
                highest,
            } => format!(
                "{}的 {key} = {value}：应在 {lowest} 到 {highest} 之间",
                axis.name().zh
            ),
            Self::FrontingHours { share } => {
                format!("前置工时占执法工时的 {share}：应大于 0，至多为 1")
            }
            Self::ShareWithoutRate { matter } => format!(
                "按比例赋权要知道各事项的频次，事项 `{matter}` 没有频次：请改为列出事项，或全部赋权、全不赋权"
            ),
        }
    }
}
