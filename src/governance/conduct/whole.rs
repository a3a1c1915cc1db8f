//! Everything a county states about how its people behave.

use crate::document::{Fields, table};

use super::context::Context;
use super::duplicates::Duplicates;
use super::grid_work::GridWork;
use super::hand_down::HandDown;
use super::haste::Haste;
use super::learning::Learning;
use super::offices::Offices;
use super::operations::Operations;
use super::ownership::Ownership;
use super::pace::Pace;
use super::persuasion::Persuasion;
use super::petty_demand::PettyDemand;
use super::prevention::Prevention;
use super::recurrence::Recurrence;
use super::residents::Residents;
use super::returns::Returns;
use super::village_life::VillageLife;
use super::without_power::WithoutPower;

/// How people behave; a family of rules that the county does not state is absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Conduct {
    /// `[residents]`: complaints and trust.
    pub residents: Option<Residents>,
    /// `[petty_demand]`: small requests that trust brings.
    pub petty_demand: Option<PettyDemand>,
    /// `[duplicates]`: others tell of what is in hand.
    pub duplicates: Option<Duplicates>,
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
    /// `[context]`: background that handlers gather.
    pub context: Option<Context>,
    /// `[pace]`: speed by own list and load.
    pub pace: Option<Pace>,
    /// `[ownership]`: relapses that others meet.
    pub ownership: Option<Ownership>,
    /// `[without_power]`: townships that hold no power for a part.
    pub without_power: Option<WithoutPower>,
    /// `[hand_down]`: line tasks that departments hand down.
    pub hand_down: Option<HandDown>,
    /// `[operations]`: places sighted again and again.
    pub operations: Option<Operations>,
}

impl Conduct {
    /// Nobody does more than come, work and go.
    pub const NONE: Self = Self {
        residents: None,
        petty_demand: None,
        duplicates: None,
        recurrence: None,
        offices: None,
        returns: None,
        grid_work: None,
        village_life: None,
        prevention: None,
        learning: None,
        haste: None,
        persuasion: None,
        context: None,
        pace: None,
        ownership: None,
        without_power: None,
        hand_down: None,
        operations: None,
    };

    /// Every family of rules, as usual.
    #[cfg(test)]
    pub(crate) fn usual() -> Self {
        Self {
            residents: Some(Residents::default()),
            petty_demand: Some(PettyDemand::default()),
            duplicates: Some(Duplicates::default()),
            recurrence: Some(Recurrence::default()),
            offices: Some(Offices::default()),
            returns: Some(Returns::default()),
            grid_work: Some(GridWork::default()),
            village_life: Some(VillageLife::default()),
            prevention: Some(Prevention::default()),
            learning: Some(Learning::default()),
            haste: Some(Haste::default()),
            persuasion: Some(Persuasion::default()),
            context: Some(Context::default()),
            pace: Some(Pace::default()),
            ownership: Some(Ownership::default()),
            without_power: Some(WithoutPower::default()),
            hand_down: Some(HandDown::default()),
            operations: Some(Operations::default()),
        }
    }

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
            petty_demand: fields
                .key("petty_demand", table(PettyDemand::visit))
                .means(
                    "小事诉求：居民足够信任时才来咨询；不写则没有此机制",
                    "petty demand: small requests that residents bring where they trust; absent if not written",
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
            duplicates: fields
                .key("duplicates", table(Duplicates::visit))
                .means(
                    "重复反映：并入原工单或另立工单；不写则没有此机制",
                    "duplicates: later reports join a ticket or open another; absent if not written",
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
            ..Self::visit_cases(fields)
        }
    }

    /// The tables of how cases are handed on.
    fn visit_cases(fields: &mut Fields) -> Self {
        Self {
            context: fields
                .key("context", table(Context::visit))
                .means(
                    "接手一件须弄清的来龙去脉；不写则没有此机制",
                    "background that whoever takes up a case must gather; absent if not written",
                )
                .optional(),
            pace: fields
                .key("pace", table(Pace::visit))
                .means(
                    "快慢随名下任务和近四周负荷而变；不写则没有此机制",
                    "speed by the own list and the load of the last four weeks; absent if not written",
                )
                .optional(),
            ownership: fields
                .key("ownership", table(Ownership::visit))
                .means(
                    "反弹件换人办理要重新了解前情；不写则没有此机制",
                    "relapses that others meet than those who served them; absent if not written",
                )
                .optional(),
            without_power: fields
                .key("without_power", table(WithoutPower::visit))
                .means(
                    "乡镇无权时自己劝导还是请部门；不写则一律请部门，须有 [persuasion]",
                    "whether townships without power persuade or ask the line; they always ask if not \
                     written; needs [persuasion]",
                )
                .optional(),
            hand_down: fields
                .key("hand_down", table(HandDown::visit))
                .means(
                    "部门把条线任务派给乡镇；不写则没有此机制",
                    "departments hand line tasks down to townships; absent if not written",
                )
                .optional(),
            operations: fields
                .key("operations", table(Operations::visit))
                .means(
                    "专项行动：多次被发现的点位由所属单位安排集中整治；不写则没有此机制",
                    "operations at places sighted again and again; absent if not written",
                )
                .optional(),
            ..Self::NONE
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Distribution, Language, Span};
    use crate::document::{Faults, Sources, Tree, describe, parameter_rows, read};

    fn conduct(text: &str) -> (Conduct, String) {
        let (mut sources, mut faults) = (Sources::new(), Faults::new());
        let tree = Tree::parse(&mut sources, &mut faults, "county.toml", text);
        let conduct = read(&tree, "county", &mut faults, Conduct::visit);
        (conduct, faults.report(&sources, Language::En, false))
    }

    #[test]
    fn what_is_not_written_is_absent() {
        assert_eq!(conduct(""), (Conduct::NONE, String::new()));
        assert_eq!(Conduct::default(), Conduct::NONE);
    }

    #[test]
    fn an_empty_table_is_the_rule_as_usual() {
        let text = "[residents]\n[petty_demand]\n[duplicates]\n[recurrence]\n[offices]\n[returns]\n\
            [grid_work]\n[village_life]\n[prevention]\n[learning]\n[haste]\n[persuasion]\n\
            [context]\n[pace]\n[ownership]\n[without_power]\n[hand_down]\n[operations]\n";
        assert_eq!(conduct(text), (Conduct::usual(), String::new()));
    }

    #[test]
    fn what_is_written_counts() {
        let (read, report) = conduct(
            "residents = { initial_trust = 0.7, over_head_repeats = 3 }\n\
             offices = { clearings = [\"16:00\", \"08:30\", \"16:00\"], sign_offs_hotline = 0 }\n\
             village_life = { passes_up_from_severity = 4, case_min = 30 }\n\
             haste = { recorded_weight = 1.5 }\n",
        );
        assert_eq!(report, "");
        let residents = read.residents.unwrap();
        assert!((residents.initial_trust - 0.7).abs() < 1e-15);
        assert_eq!(residents.over_head_repeats, 3);
        let offices = read.offices.unwrap();
        let half_past_eight = Span::MINUTE * 510;
        assert_eq!(offices.clearings, [half_past_eight, Span::HOUR * 16]);
        assert_eq!(offices.sign_offs_hotline, 0);
        let village = read.village_life.unwrap();
        assert_eq!(village.passes_up_from_severity.degree(), 4);
        assert_eq!(village.case_min, Distribution::Constant { value: 30.0 });
        assert!((read.haste.unwrap().recorded_weight - 1.5).abs() < 1e-15);
        assert_eq!(read.learning, None);
    }

    #[test]
    fn numbers_outside_their_ranges_are_told_at_their_places() {
        for (text, key) in [
            (
                "residents = { initial_trust = 1.1 }",
                "residents.initial_trust",
            ),
            (
                "recurrence = { other_part_open = 2 }",
                "recurrence.other_part_open",
            ),
            ("offices = { leader_taken = 0.8 }", "offices.leader_taken"),
            ("offices = { clearings = [] }", "offices.clearings"),
            ("prevention = { max_share = 0.7 }", "prevention.max_share"),
            (
                "village_life = { capacity_mean = 0 }",
                "village_life.capacity_mean",
            ),
            ("grid_work = { terminals = -1 }", "grid_work.terminals"),
        ] {
            let (_, report) = conduct(text);
            let place = format!("fault[out-of-range]: county.{key}\n");
            assert!(report.contains(&place), "{text}\n{report}");
        }
    }

    #[test]
    fn every_number_says_where_it_comes_from() {
        let rows = parameter_rows(&describe(Conduct::visit), "county");
        let families = 16;
        assert!(rows.len() > 60 + families);
        let bare = rows.iter().filter(|row| {
            let depth = row.path.split('.').count();
            depth == 3 && row.source.is_none()
        });
        let bare: Vec<&str> = bare.map(|row| row.path.as_str()).collect();
        assert!(bare.is_empty(), "{bare:?}");
    }
}
