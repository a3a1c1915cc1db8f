//! What is wrong with factors is told at the factor, before anything is run.

use std::path::Path;

use tiaokuai::base::Language;
use tiaokuai::document::Sources;
use tiaokuai::scenario::{Level, Study, read_study_from};

use super::shelf::{ABSENT, DEMO, SKILL, Shelf, varied};

fn read((path, shelf): &(&str, Shelf), language: Language) -> Result<Study, String> {
    let mut sources = Sources::new();
    match read_study_from(shelf, Path::new(path), &[], &mut sources) {
        Ok((study, _)) => Ok(study),
        Err(faults) => Err(faults.report(&sources, language, false)),
    }
}

fn golden(name: &str, case: &(&str, Shelf)) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots");
    let [english, chinese] =
        [Language::En, Language::Zh].map(|language| read(case, language).unwrap_err());
    settings.bind(|| insta::assert_snapshot!(name, format!("{english}\n{chinese}")));
}

#[test]
fn a_path_that_leads_nowhere_is_told_at_the_path_with_the_nearest() {
    let paths = [
        ("near", "county.staffing.away_skil", "[0.5]"),
        ("matter", "county.matter.nois.work_min.mean", "[60]"),
        ("through", "time.days.first", "[60]"),
        ("setup", "setup.hub.enforcement.hubs", "[2]"),
        ("every", "setup.*.coordinaton.level", "[\"meeting\"]"),
        ("whole", "contry", "[1]"),
    ];
    golden("factor-path", &varied("factorial", "", &paths));
}

#[test]
fn a_quantity_that_is_none_is_told_with_its_form_or_the_statistics_of_its_metric() {
    let cases = [
        (
            "p90",
            "must be METRIC.STATISTIC, such as resolution_time.p90",
            "",
        ),
        (
            "resolution_tme.p90",
            "must be METRIC.STATISTIC",
            "resolution_time.p90",
        ),
        (
            "resolution_time",
            "are: mean, p50, p90, p95, count",
            "resolution_time.mean",
        ),
        (
            "busy_share.mean",
            "the statistics of busy_share are: share",
            "busy_share.share",
        ),
    ];
    for (written, rule, nearest) in cases {
        let worlds = format!("replications = {{ until = \"{written}\" }}");
        let shelf = Shelf::untouched().but(DEMO, "replications = 12", &worlds);
        let told = read(&(DEMO, shelf), Language::En).unwrap_err();
        assert!(told.contains(rule), "{told}");
        let suggested = format!("did you mean `{nearest}`?");
        assert_eq!(told.contains(&suggested), !nearest.is_empty(), "{told}");
    }
}

#[test]
fn a_value_that_its_key_refuses_is_told_with_point_factor_and_rule() {
    let factors = [
        SKILL,
        ("absent", "county.staffing.absent_share", "[0.1, 1.2]"),
        ("days", "time.days", "[30, \"long\"]"),
        (
            "level",
            "setup.*.enforcement.level",
            "[\"single-team\", \"one-team\"]",
        ),
    ];
    golden("factor-value", &varied("one-at-a-time", "", &factors));
}

#[test]
fn a_rule_between_keys_is_told_with_all_values_of_the_point() {
    // The hours of fronting sum to more than there are only where both are high.
    let (path, shelf) = varied(
        "factorial",
        "",
        &[
            ("service", "setup.front.stance.service_share", "[0.1, 0.6]"),
            (
                "resource",
                "setup.front.stance.resource_share",
                "[0.1, 0.6]",
            ),
        ],
    );
    let front = "[setup]\nfront = \"../../scenarios/setups/front-loaded.toml\"";
    let report = read(&(path, shelf.but(DEMO, "[setup]", front)), Language::En).unwrap_err();
    assert!(
        report.contains("here 1.2 (point 3, factors service = 0.6, resource = 0.6)"),
        "{report}"
    );
    assert!(report.contains("1 fault"), "{report}");
}

#[test]
fn points_of_a_file_are_read_with_their_types_and_told_at_their_line() {
    let with = |rows: &str| {
        let level = (
            "level",
            "setup.*.coordination.level",
            "[\"meeting\", \"sequential\"]",
        );
        let (path, mut shelf) = varied("list", "file = \"points.csv\"", &[SKILL, level]);
        shelf.put("experiments/demo/points.csv", rows.as_bytes().to_vec());
        read(&(path, shelf), Language::En)
    };
    let study = with("\u{feff}level, skill\nmeeting,0.5\r\nsequential,1\n").unwrap();
    let shown: Vec<Vec<&str>> = study
        .points
        .iter()
        .map(|point| point.levels.iter().map(Level::shown).collect())
        .collect();
    assert_eq!(shown, [["0.5", "meeting"], ["1", "sequential"]]);
    assert!(
        study
            .inputs
            .iter()
            .any(|input| input.path.ends_with("points.csv"))
    );
    for (rows, told) in [
        ("level,skill\n", "there must be at least one point"),
        ("", "every factor has one column, factor `skill` has 0"),
        (
            "level,skil\nmeeting,0.5\n",
            "`skil` is no factor; there are skill, level",
        ),
        ("level,skill\nmeeting,0.6\n", "which do not hold 0.6"),
        (
            "level,skill\nmeeting,\n",
            "a row has 2 values, one a factor",
        ),
        ("level,level\nmeeting,0.5\n", "factor `level` has 2"),
    ] {
        let report = with(rows).unwrap_err();
        assert!(report.contains(told), "{rows:?}\n{report}");
    }
    let report = with("level,skill\nmeeting,0.5\n\nmeeting,0.6\n").unwrap_err();
    assert!(report.contains("points.csv:4:1"), "{report}");
}

#[test]
fn designs_that_cannot_be_made_are_refused_with_what_would_help() {
    let three = [SKILL, ABSENT, ("days", "time.days", "[30, 60]")];
    for (design, keys, factors, told) in [
        (
            "factorial",
            "fraction = \"1/4\"",
            &three[..],
            "takes 2 generators",
        ),
        (
            "factorial",
            "fraction = \"1/2\"\ngenerators = [\"days = skill * nothing\"]",
            &three[..],
            "it is \"generated = factor * factor\"",
        ),
        (
            "factorial",
            "generators = [\"days = skill * absent\"]",
            &three[..],
            "takes 0 generators",
        ),
        (
            "factorial",
            "fraction = \"1/2\"",
            &three[..2],
            "takes 1 generators",
        ),
        ("sobol", "", &three[..], "fault[missing-key]: design.points"),
        ("sobol", "points = 30_000", &three[..], "must be 1 to 20000"),
        (
            "list",
            "file = \"nowhere.csv\"",
            &three[..],
            "fault[missing-file]: design.file",
        ),
        (
            "sobol",
            "points = 4\ntries = 3",
            &three[..],
            "fault[unknown-key]: design.tries",
        ),
    ] {
        let report = read(&varied(design, keys, factors), Language::En).unwrap_err();
        assert!(report.contains(told), "{design} {keys}\n{report}");
    }
    let many: Vec<String> = (0..200).map(|value| format!("0.{value:03}")).collect();
    let values: &'static str = format!("[{}]", many.join(", ")).leak();
    let huge = [
        ("skill", "county.staffing.away_skill", values),
        ("absent", "county.staffing.absent_share", values),
    ];
    let report = read(&varied("factorial", "", &huge), Language::En).unwrap_err();
    assert!(
        report.contains("at most 20000 points, here 40000"),
        "{report}"
    );
}
