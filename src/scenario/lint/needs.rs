//! What a setup or a county states and nothing reads.

use super::looking::Lint;
use crate::base::{Id, Text};
use crate::county::Matter;
use crate::governance::{
    Agreement, Axis, DigitalLoad, GridLevel, Routing, Screening, Setup, StanceLevel, Targeting,
};
use crate::scenario::needs::Habit;
use crate::scenario::rule::ModelRule;
use crate::scenario::setup::SetupStated;

impl Lint<'_> {
    /// Levels of axes that do nothing because the county does not state the conduct they change.
    pub(super) fn check_needs(&mut self, stated: &SetupStated) {
        let is_traced = self.outlook.trace.is_some();
        for (axis, habit) in needs(&stated.setup) {
            let Some(at) = stated.place_of(axis) else {
                continue;
            };
            let is_refused = is_traced && axis.works_before_a_report();
            if !(is_refused || habit.is_stated(self.conduct)) {
                self.faults.push(habit.missing(at));
            }
        }
    }

    /// Conduct for which nothing in the county gives occasion.
    pub(super) fn warn_of_conduct_without_effect(&mut self) {
        self.warn_of_haste_for_nothing();
        self.warn_of_nothing_to_hand_down();
        self.warn_of_borders_there_are_not();
        let matters = || self.outlook.county.matters.iter();
        let is_looked_for = |matter: &Matter| {
            let detection = matter.detection.as_ref();
            detection.is_some_and(|own| own.patrol_every_h.is_none())
        };
        let walks = self.conduct.grid_work.is_some();
        if walks && !matters().any(is_looked_for) {
            self.warn_of_table(
                "grid_work",
                (
                    "没有一个事项有待巡查发现",
                    "请为事项写 detection，或删去 [grid_work]",
                ),
                (
                    "no matter is there to be found by patrols",
                    "state a detection for a matter, or leave [grid_work] out",
                ),
            );
        }
        let has_places = matters().any(|matter| matter.visible.is_some());
        if self.conduct.operations.is_some() && !has_places {
            self.warn_of_table(
                "operations",
                (
                    "没有事项写 visible，就没有会反复出事的点位",
                    "请为事项写 visible，或删去 [operations]",
                ),
                (
                    "no matter has a `visible`, so there are no places that offend again",
                    "state a visible for a matter, or leave [operations] out",
                ),
            );
        }
        let is_chosen = self.conduct.without_power.is_some();
        if self.conduct.persuasion.is_some() && !has_places && !is_chosen {
            self.warn_of_table(
                "persuasion",
                (
                    "劝导只对反复发生的点位起作用，而没有事项写 visible",
                    "请为事项写 visible，或删去 [persuasion]",
                ),
                (
                    "persuasion counts for places that offend again, and no matter has a `visible`",
                    "state a visible for a matter, or leave [persuasion] out",
                ),
            );
        }
        if !walks {
            self.warn_of_sights_nobody_has();
        }
    }

    fn warn_of_haste_for_nothing(&mut self) {
        let haste = self.conduct.haste;
        if haste.is_some_and(|haste| haste.recorded_weight <= 0.0) {
            self.warn_of_table(
                "haste",
                (
                    "recorded_weight 为 0，没有人为了台账而赶工或虚假办结",
                    "请写大于 0 的 recorded_weight，除非它是扫描的起点",
                ),
                (
                    "recorded_weight is 0, so nobody works in haste or closes undone for the record",
                    "state a recorded_weight above 0, unless it is where a sweep begins",
                ),
            );
        }
    }

    fn warn_of_nothing_to_hand_down(&mut self) {
        let Some(rules) = self.conduct.hand_down else {
            return;
        };
        let county = self.outlook.county;
        let mut routines = county.routines.iter();
        if !routines.any(|routine| rules.share_of(county, routine) > 0.0) {
            self.warn_of_table(
                "hand_down",
                (
                    "没有条线任务可以下派",
                    "请为条线写 kind = \"line-task\" 的日常工作，或写大于 0 的 township_share，或删去 [hand_down]",
                ),
                (
                    "there is no line task to hand down",
                    "state routine work of kind = \"line-task\" for a line, or a township_share above 0, or leave [hand_down] out",
                ),
            );
        }
    }

    fn warn_of_table(
        &mut self,
        table: &str,
        (zh, remedy_zh): (&str, &str),
        (en, remedy_en): (&str, &str),
    ) {
        let Some(at) = &self.places.county else {
            return;
        };
        let at = at.clone();
        let rule = Text::new(
            format!("[{table}] 不起作用：{zh}"),
            format!("[{table}] does nothing: {en}"),
        );
        let remedy = Text::new(remedy_zh, remedy_en);
        self.warn(&at, ModelRule::NoEffect, rule, remedy);
    }

    /// Matters that a pass would see, in a county where nobody passes.
    fn warn_of_sights_nobody_has(&mut self) {
        let is_unseen = |matter: &Matter| {
            let detection = matter.detection.as_ref();
            detection.is_some_and(|own| own.seen_share > 0.0 && own.patrol_every_h.is_none())
        };
        self.warn_of_key(
            ("seen_share", is_unseen),
            (
                "没有人巡查",
                "请在县里写 [grid_work]，或写 patrol_every_h，或删去 seen_share",
            ),
            (
                "nobody patrols",
                "write [grid_work] in the county, state patrol_every_h, or leave seen_share out",
            ),
        );
    }

    /// Matters with places on the border of two townships, in a county of one.
    fn warn_of_borders_there_are_not(&mut self) {
        if self.outlook.county.townships.len() > 1 {
            return;
        }
        let lies_on_a_border = |matter: &Matter| {
            let visible = matter.visible.as_ref();
            visible.is_some_and(|own| own.border_share > 0.0)
        };
        self.warn_of_key(
            ("border_share", lies_on_a_border),
            (
                "全县只有一个乡镇，没有交界",
                "请再写一个乡镇，或删去 border_share",
            ),
            (
                "the county has one township and so no border",
                "state another township, or leave border_share out",
            ),
        );
    }

    /// A key that matters state and nothing in the county answers to; told once, at the first.
    fn warn_of_key(
        &mut self,
        (key, states): (&str, impl Fn(&Matter) -> bool),
        (zh, remedy_zh): (&str, &str),
        (en, remedy_en): (&str, &str),
    ) {
        let matters = self.outlook.county.matters.iter_with_ids();
        let mut stating = matters.filter(|(_, matter)| states(matter));
        let Some((first, matter)) = stating.next() else {
            return;
        };
        let (others, id) = (stating.count(), &matter.id);
        let (mut of_zh, mut of_en) = (format!("`{id}` "), format!("`{id}`"));
        if others > 0 {
            of_zh = format!("{of_zh}等 {} 个事项", others + 1);
            of_en = format!("{of_en} and {others} more");
        }
        let rule = Text::new(
            format!("{of_zh}的 {key} 不起作用：{zh}"),
            format!("the {key} of {of_en} does nothing: {en}"),
        );
        let remedy = Text::new(remedy_zh, remedy_en);
        let at = &self.places.matters[first.index()];
        self.warn(at, ModelRule::NoEffect, rule, remedy);
    }
}

/// The tables of conduct that the levels of a setup count on.
fn needs(setup: &Setup) -> Vec<(Axis, Habit)> {
    let fronting = match setup.stance.level {
        StanceLevel::EventResponse => None,
        StanceLevel::FrontLoaded(fronting) => Some(fronting.targeting),
    };
    let entered = DigitalLoad {
        is_shared: false,
        ..setup.digital_load
    };
    let by_capacity = fronting == Some(Targeting::ByCapacity);
    let stated = [
        (
            setup.coordination.agreement == Agreement::Meeting,
            (Axis::Coordination, Habit::Offices),
        ),
        (
            setup.routing == Routing::Equal,
            (Axis::Routing, Habit::Offices),
        ),
        (
            setup.screening == Screening::VillageFirst,
            (Axis::Screening, Habit::VillageLife),
        ),
        (
            setup.grid == GridLevel::Unified,
            (Axis::Grid, Habit::GridWork),
        ),
        (
            entered != DigitalLoad::default(),
            (Axis::DigitalLoad, Habit::GridWork),
        ),
        (
            setup.digital_load.is_shared,
            (Axis::DigitalLoad, Habit::Context),
        ),
        (fronting.is_some(), (Axis::Stance, Habit::Prevention)),
        (by_capacity, (Axis::Stance, Habit::VillageLife)),
    ];
    let stated = stated.into_iter().filter(|(is_stated, _)| *is_stated);
    stated.map(|(_, need)| need).collect()
}
