//! The pictures of an experiment: derived rows laid out as the data of charts.

use crate::experiment::{Derived, Plan};
use crate::scenario::StudyKind;

use super::drawing::Drawing;
use super::picture::Picture;

/// A picture with the name of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPicture {
    /// The file's stem, before language and format.
    pub name: &'static str,
    /// What it shows.
    pub picture: Picture,
}

/// The pictures of an experiment; what was not measured has none, and most are of one point.
pub fn pictures(plan: &Plan, derived: &Derived) -> Vec<NamedPicture> {
    if plan.study().kind != StudyKind::Experiment || derived.finished == 0 {
        return Vec::new();
    }
    let drawing = Drawing { plan, derived };
    let drawn = if plan.points() == 1 {
        of_one_point(&drawing)
    } else {
        of_many_points(&drawing)
    };
    let drawn = drawn.into_iter();
    drawn
        .filter_map(|(name, picture)| {
            let picture = picture?;
            Some(NamedPicture { name, picture })
        })
        .collect()
}

type Drawn = Vec<(&'static str, Option<Picture>)>;

fn of_many_points(drawing: &Drawing) -> Drawn {
    vec![
        ("main-effects", drawing.main_effects()),
        ("interactions", drawing.interactions()),
    ]
}

fn of_one_point(drawing: &Drawing) -> Drawn {
    vec![
        ("distribution", drawing.curves()),
        ("resolution-by-tier", drawing.tiers()),
        ("differences", drawing.forest()),
        ("since-the-switch", drawing.since_the_switch()),
        ("stages", drawing.stages()),
        ("ledger", drawing.ledger()),
        ("villages", drawing.villages()),
        ("load-by-week", drawing.weeks()),
        ("load-by-hour", drawing.hours()),
        ("busy-share", drawing.roles()),
        ("running-differences", drawing.running()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Language, Moment};
    use crate::experiment::derive;
    use crate::experiment::sample_study::{hidden_study, run_all, sample_study};
    use crate::metrics::{Measure, MetricId, PopulationKind};

    fn of_study(change: impl FnOnce(&mut crate::scenario::Study)) -> Vec<NamedPicture> {
        let mut study = sample_study(2);
        change(&mut study);
        let plan = Plan::new(&study).unwrap();
        let derived = derive(&plan, &run_all(&plan, 1), &mut ()).unwrap();
        pictures(&plan, &derived)
    }

    #[test]
    fn an_experiment_has_six_pictures_that_draw_in_both_languages() {
        let pictures = of_study(|_| {});
        let names: Vec<&str> = pictures.iter().map(|picture| picture.name).collect();
        let expected = [
            "distribution",
            "differences",
            "stages",
            "load-by-week",
            "load-by-hour",
            "busy-share",
        ];
        assert_eq!(names, expected);
        for NamedPicture { name, picture } in &pictures {
            for language in [Language::Zh, Language::En] {
                let svg = picture.render_svg(language).unwrap();
                assert!(svg.len() > 1_000, "{name}");
                let missing = picture.missing_characters(language).unwrap();
                assert!(missing.is_empty(), "{name} lacks {missing:?}");
            }
        }
    }

    #[test]
    fn a_ledger_and_a_switch_have_pictures_where_they_are() {
        let pictures = of_study(|study| {
            *study = hidden_study(2);
            study.setups[1].holds_from = Moment::start_of_day(14);
        });
        let names: Vec<&str> = pictures.iter().map(|picture| picture.name).collect();
        assert_eq!(names[2..5], ["since-the-switch", "stages", "ledger"]);
        for NamedPicture { name, picture } in &pictures {
            for language in [Language::Zh, Language::En] {
                assert!(picture.render_svg(language).is_ok(), "{name}");
                let missing = picture.missing_characters(language).unwrap();
                assert!(missing.is_empty(), "{name} lacks {missing:?}");
            }
        }
        let steady = of_study(|study| study.setups[1] = study.setups[0].clone());
        assert!(
            steady
                .iter()
                .all(|picture| picture.name != "since-the-switch")
        );
    }

    #[test]
    fn a_scenario_has_no_pictures_and_what_is_not_measured_none() {
        assert!(of_study(|study| study.kind = StudyKind::Scenario).is_empty());
        let pictures = of_study(|study| {
            study.measure = Measure::only(vec![MetricId::ResponseTime], vec![PopulationKind::All]);
            study.headline = vec![MetricId::ResponseTime];
        });
        let names: Vec<&str> = pictures.iter().map(|picture| picture.name).collect();
        assert_eq!(names, ["distribution", "differences"]);
    }
}
