//! Everything a county states about how its people behave.

use crate::document::{Fields, table};

use super::grid_work::GridWork;
use super::haste::Haste;
use super::learning::Learning;
use super::offices::Offices;
use super::persuasion::Persuasion;
use super::prevention::Prevention;
use super::recurrence::Recurrence;
use super::residents::Residents;
use super::returns::Returns;
use super::village_life::VillageLife;

/// How people behave; a family of rules that the county does not state is absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conduct {
    /// `[residents]`: complaints and trust.
    pub residents: Option<Residents>,
    /// `[recurrence]`: residual and relapse.
    pub recurrence: Option<Recurrence>,
    /// `[offices]`: hops and meetings.
    pub offices: Option<Offices>,
    /// `[returns]`: departments that return cases.
    pub returns: Option<Returns>,
    /// `[grid_work]`: patrols.
    pub grid_work: Option<GridWork>,
    /// `[village_life]`: villages that settle cases.
    pub village_life: Option<VillageLife>,
    /// `[prevention]`: visits and what they prevent.
    pub prevention: Option<Prevention>,
    /// `[learning]`: skill by practice.
    pub learning: Option<Learning>,
    /// `[haste]`: work cut short, cases closed undone.
    pub haste: Option<Haste>,
    /// `[persuasion]`: acting without power.
    pub persuasion: Option<Persuasion>,
}

impl Conduct {
    /// Nobody does more than come, work and go.
    pub const NONE: Self = Self {
        residents: None,
        recurrence: None,
        offices: None,
        returns: None,
        grid_work: None,
        village_life: None,
        prevention: None,
        learning: None,
        haste: None,
        persuasion: None,
    };

    /// Reads a county's tables of conduct.
    pub fn visit(fields: &mut Fields) -> Self {
        Self {
            residents: fields
                .key("residents", table(Residents::visit))
                .means(
                    "居民：投诉与信任；不写则没有此机制",
                    "residents: complaints and trust; absent if not written",
                )
                .optional(),
            recurrence: fields
                .key("recurrence", table(Recurrence::visit))
                .means(
                    "残留与反弹；不写则没有此机制",
                    "what work leaves undone and how it comes back; absent if not written",
                )
                .optional(),
            offices: fields
                .key("offices", table(Offices::visit))
                .means(
                    "机关流转：收文、签批、认准部门、领导日程；不写则没有此机制",
                    "offices: in-trays, signatures, recognition, leaders; absent if not written",
                )
                .optional(),
            returns: fields
                .key("returns", table(Returns::visit))
                .means(
                    "部门接单或退单；不写则没有此机制",
                    "departments take or return a case; absent if not written",
                )
                .optional(),
            ..Self::visit_blocks(fields)
        }
    }

    /// The tables of villages and of persons.
    fn visit_blocks(fields: &mut Fields) -> Self {
        Self {
            grid_work: fields
                .key("grid_work", table(GridWork::visit))
                .means(
                    "网格员：巡查与上报；不写则没有此机制",
                    "grid workers: patrols and reports; absent if not written",
                )
                .optional(),
            village_life: fields
                .key("village_life", table(VillageLife::visit))
                .means(
                    "村自办与自治能力；不写则没有此机制",
                    "villages that settle cases themselves; absent if not written",
                )
                .optional(),
            prevention: fields
                .key("prevention", table(Prevention::visit))
                .means(
                    "前置预防：走访与常设流程；不写则没有此机制",
                    "prevention: visits and procedures; absent if not written",
                )
                .optional(),
            learning: fields
                .key("learning", table(Learning::visit))
                .means(
                    "熟能生巧，久不办则生疏；不写则没有此机制",
                    "skill by practice; absent if not written",
                )
                .optional(),
            haste: fields
                .key("haste", table(Haste::visit))
                .means(
                    "赶工与虚假办结；不写则没有此机制",
                    "haste and sham closing; absent if not written",
                )
                .optional(),
            persuasion: fields
                .key("persuasion", table(Persuasion::visit))
                .means(
                    "无权时的劝导；不写则没有此机制",
                    "persuasion without power; absent if not written",
                )
                .optional(),
            ..Self::NONE
        }
    }
}
