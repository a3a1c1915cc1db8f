//! A whole setup: every axis read; one left out is at the status quo.

use std::collections::BTreeMap;

use super::nameable::{Nameable, name_among};
use super::{
    coordination, delegation, digital_load, enforcement, grid, routing, screening, stance,
};
use crate::base::{Moment, Text};
use crate::document::{Address, Fields, Known, Unit, integer, list, table};
use crate::governance::{Axis, Setup, TownshipChoice};
use crate::scenario::common::{LONGEST_DAYS, name_of};

/// A setup with the places that later faults point at.
#[derive(Debug, Clone)]
pub struct SetupStated {
    /// The setup.
    pub setup: Setup,
    /// The setup itself.
    pub at: Option<Address>,
    /// The decisive key of each axis that is written.
    pub axes: BTreeMap<Axis, Address>,
    /// The day from which it holds, if that is written.
    pub holds_from_at: Option<Address>,
    /// The townships in which it holds, if they are written.
    pub townships_at: Option<Address>,
}

impl SetupStated {
    /// The status quo, where a scenario names no setup.
    pub fn status_quo(at: Option<Address>) -> Self {
        Self {
            setup: Setup::status_quo("status-quo", Text::new("现状", "status quo")),
            at,
            axes: BTreeMap::new(),
            holds_from_at: None,
            townships_at: None,
        }
    }

    /// Where `axis` is stated; the setup itself if it is left out.
    pub fn place_of(&self, axis: Axis) -> Option<&Address> {
        self.axes.get(&axis).or(self.at.as_ref())
    }

    /// Reads a setup called `id`, which may name what is `nameable`.
    pub fn visit(fields: &mut Fields, id: &str, nameable: Nameable<'_>) -> Self {
        let matters = nameable.matters;
        let usual = Setup::status_quo(id, name_of(fields, id));
        let (holds_from, holds_from_at) = visit_first_day(fields);
        let (townships, townships_at) = visit_townships(fields, nameable.townships);
        let mut axes = AxesReader {
            fields,
            places: BTreeMap::new(),
        };
        let setup = Setup {
            holds_from,
            townships,
            enforcement: axes.read(Axis::Enforcement, enforcement::visit),
            delegation: axes.read(Axis::Delegation, |fields| {
                delegation::visit(fields, matters)
            }),
            coordination: axes.read(Axis::Coordination, |fields| {
                coordination::visit(fields, matters)
            }),
            screening: axes.read(Axis::Screening, screening::visit),
            grid: axes.read(Axis::Grid, grid::visit),
            stance: axes.read(Axis::Stance, stance::visit),
            digital_load: axes.read(Axis::DigitalLoad, digital_load::visit),
            routing: axes.read(Axis::Routing, routing::visit),
            ..usual
        };
        let axes = axes.places;
        Self {
            at: fields.here(),
            setup,
            axes,
            holds_from_at,
            townships_at,
        }
    }
}

/// Since when a setup holds, and where that is written.
fn visit_first_day(fields: &mut Fields) -> (Moment, Option<Address>) {
    let day = fields
        .key("from_day", integer().unit(Unit::Day).range(0..=LONGEST_DAYS))
        .means(
            "从计量的第几天起实行（第一天为 0）；之前为现状",
            "the measured day from which it holds, the first being 0; before it the status quo does",
        )
        .or(0);
    let is_written = fields.has("from_day");
    let at = fields.address("from_day").filter(|_| is_written);
    (Moment::start_of_day(day), at)
}

/// Where a setup holds, and where that is written.
fn visit_townships(
    fields: &mut Fields,
    known: Option<&Known>,
) -> (TownshipChoice, Option<Address>) {
    let listed = fields
        .key("townships", list(name_among(known)).length(1, 60_000))
        .means(
            "试点乡镇：只在这些乡镇实行，其余为现状；不写则全县实行",
            "a pilot: the townships in which it holds, the others staying in the status quo; all if not written",
        )
        .optional();
    let at = listed
        .is_some()
        .then(|| fields.address("townships"))
        .flatten();
    (
        listed.map_or(TownshipChoice::All, TownshipChoice::Listed),
        at,
    )
}

/// Reads axis after axis and keeps where each stands.
struct AxesReader<'f, 'a> {
    fields: &'f mut Fields<'a>,
    places: BTreeMap<Axis, Address>,
}

impl AxesReader<'_, '_> {
    /// The table of `axis`; the status quo if it is not written.
    fn read<T: Default>(
        &mut self,
        axis: Axis,
        visit: impl FnMut(&mut Fields) -> (T, Option<Address>),
    ) -> T {
        let means = what_changes(axis);
        let (level, at) = self
            .fields
            .key(axis.word(), table(visit))
            .means(&means.zh, &means.en)
            .or((T::default(), None));
        self.places.extend(at.map(|at| (axis, at)));
        level
    }
}

/// What an axis changes, in a line.
fn what_changes(axis: Axis) -> Text {
    match axis {
        Axis::Enforcement => Text::new("执法体制", "which units exist and who is in them"),
        Axis::Delegation => Text::new("赋权", "which matters a township unit holds power for"),
        Axis::Coordination => Text::new("多跨协同", "who is asked when"),
        Axis::Screening => Text::new("事件筛选", "what is tried before a case enters"),
        Axis::Grid => Text::new("网格", "whose patrols walk the grids"),
        Axis::Stance => Text::new(
            "治理前移",
            "whether hours are spent before anything happens",
        ),
        Axis::DigitalLoad => Text::new("数字负担", "what entering a case asks for"),
        Axis::Routing => Text::new(
            "流转口径（对照用）",
            "how passages between offices are counted (a control)",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::document::{Faults, Shape, Sources, Tree, describe, read};
    use crate::governance::{
        Agreement, DigitalLoad, Fronting, GridLevel, Routing, Screening, StanceLevel, Targeting,
    };

    fn stated(text: &str) -> Result<SetupStated, String> {
        let (mut sources, mut faults) = (Sources::new(), Faults::new());
        let tree = Tree::parse(&mut sources, &mut faults, "setup.toml", text);
        let stated = read(&tree, "setup", &mut faults, |fields| {
            SetupStated::visit(fields, "s", Nameable::default())
        });
        if faults.is_empty() {
            Ok(stated)
        } else {
            Err(faults.report(&sources, Language::En, false))
        }
    }

    #[test]
    fn every_axis_is_a_key_of_a_setup() {
        let shape =
            describe(|fields: &mut Fields| SetupStated::visit(fields, "s", Nameable::default()));
        let Shape::Table(shape) = shape else {
            panic!("a setup is a table")
        };
        let keys: Vec<&str> = shape
            .properties
            .iter()
            .map(|property| property.key)
            .collect();
        let axes = Axis::ALL.map(Axis::word);
        assert_eq!(
            keys,
            [&["name", "from_day", "townships"][..], &axes].concat()
        );
    }

    #[test]
    fn a_setup_that_says_nothing_is_the_status_quo() {
        let empty = stated("").unwrap();
        assert_eq!(empty.setup, Setup::status_quo("s", Text::new("s", "s")));
        assert!(empty.axes.is_empty());
        let first_levels = "[enforcement]\n[delegation]\n[coordination]\n[screening]\n[grid]\n\
                            [stance]\n[digital_load]\n[routing]\n";
        let spelt = stated(first_levels).unwrap();
        assert_eq!(spelt.setup, empty.setup);
        assert_eq!(spelt.axes.len(), Axis::ALL.len());
    }

    #[test]
    fn the_other_levels_are_read_as_they_are_written() {
        let text = "[coordination]\nlevel = \"meeting\"\none_thing = [\"noise\"]\n\
                    [screening]\nlevel = \"village-first\"\n[grid]\nlevel = \"unified\"\n\
                    [stance]\nlevel = \"front-loaded\"\nservice_share = 0.02\n\
                    mechanism_share = 0.005\ntargeting = \"by-capacity\"\n\
                    [digital_load]\nterminals = 3\nentry_min = 7\nshared = true\n\
                    [routing]\nlevel = \"equal\"\n";
        let setup = stated(text).unwrap().setup;
        assert_eq!(setup.coordination.agreement, Agreement::Meeting);
        assert!(setup.coordination.one_thing.is_some());
        assert_eq!(setup.screening, Screening::VillageFirst);
        assert_eq!(setup.grid, GridLevel::Unified);
        let fronting = Fronting {
            service_share: 0.02,
            resource_share: 0.0,
            mechanism_share: 0.005,
            targeting: Targeting::ByCapacity,
        };
        assert_eq!(setup.stance.level, StanceLevel::FrontLoaded(fronting));
        let load = DigitalLoad {
            terminals: Some(3),
            entry_min: Some(7.0),
            is_shared: true,
        };
        assert_eq!(setup.digital_load, load);
        assert_eq!(setup.routing, Routing::Equal);
    }

    #[test]
    fn wrong_words_and_ranges_are_told_at_their_keys() {
        let faults = |text: &str| stated(text).unwrap_err();
        let refused = [
            (
                "[coordination]\nlevel = \"meetings\"",
                "fault[wrong-word]",
                "did you mean `meeting`",
            ),
            (
                "[screening]\nlevel = \"village\"",
                "fault[wrong-word]",
                "village-first",
            ),
            ("[grid]\nlevel = \"united\"", "fault[wrong-word]", "unified"),
            (
                "[stance]\nlevel = \"front-loading\"",
                "fault[wrong-word]",
                "front-loaded",
            ),
            (
                "[stance]\nservice_share = 0.02",
                "fault[unknown-key]",
                "service_share",
            ),
            ("[digital_load]\nterminals = 0", "fault[out-of-range]", "20"),
            (
                "[digital_load]\nterminals = 21",
                "fault[out-of-range]",
                "20",
            ),
            (
                "[digital_load]\nentry_min = -1",
                "fault[out-of-range]",
                "480",
            ),
            (
                "[routing]\nlevel = \"the-same\"",
                "fault[wrong-word]",
                "equal",
            ),
        ];
        for (text, kind, named) in refused {
            let report = faults(text);
            assert!(report.contains(kind) && report.contains(named), "{report}");
        }
        let front = "[stance]\nlevel = \"front-loaded\"\n";
        for shares in [
            "",
            "service_share = 0",
            "service_share = 0.75\nresource_share = 0.5",
        ] {
            let report = faults(&format!("{front}{shares}"));
            assert!(report.contains("fault[fronting-hours]"), "{report}");
        }
        assert!(faults(&format!("{front}service_share = 2")).contains("fault[out-of-range]"));
    }
}
