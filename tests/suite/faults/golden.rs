//! One golden text per kind of fault and per rule of the model, on files that ship.

use std::path::Path;

use tiaokuai::base::Language;
use tiaokuai::document::{FaultKind, Faults, Sources};
use tiaokuai::scenario::{ModelRule, check_file_from};

use super::shelf::{
    ABSENT, DEMO, ENFORCEMENT, ERLANG, FRONT, HUBS, LINES, OWN, PATTERN, POOLED, REAL_LOG, SKILL,
    SPEED, Shelf, TANDEM, of_a_real_log, varied,
};

/// A file to check, and what was changed in the repository before.
type Case = (&'static str, Shelf);

fn but(path: &'static str, from: &str, to: &str) -> Case {
    (path, Shelf::untouched().but(path, from, to))
}

fn case_of_kind(kind: FaultKind) -> Case {
    let detour = "detour_factor = 1.3";
    match kind {
        FaultKind::Syntax => but(DEMO, "\"china-2025\"", "china-2025"),
        FaultKind::NotUtf8 => not_utf8(),
        FaultKind::DuplicateKey => but(PATTERN, detour, "detour_factor = 1.2\ndetour_factor = 1.3"),
        FaultKind::UnknownKey => but(PATTERN, detour, "detour_facter = 1.3"),
        FaultKind::MissingKey => but(DEMO, "baseline = \"separate-lines\"", ""),
        FaultKind::WrongType => but(DEMO, "days = 180", "days = \"180\""),
        FaultKind::WrongWord => but(DEMO, "\"compare\"", "\"sobbol\""),
        FaultKind::OutOfRange => but(DEMO, "days = 180", "days = 0"),
        FaultKind::NotFinite => but(PATTERN, "speed_km_per_h = 35", "speed_km_per_h = nan"),
        FaultKind::UnknownId => but(
            DEMO,
            "baseline = \"separate-lines\"",
            "baseline = \"separate-line\"",
        ),
        FaultKind::DuplicateId => but(
            SPEED,
            "[county.township.t]",
            "[county.department.d-3]\n[county.township.t]",
        ),
        FaultKind::BadId => but(DEMO, "single-team = ", "Single_Team = "),
        FaultKind::MissingFile => but(
            DEMO,
            "counties/pattern/county.toml",
            "counties/patern/county.toml",
        ),
        FaultKind::Conflict => but(
            PATTERN,
            "group = \"noise\"",
            "rate_per_township_per_year = 3",
        ),
        FaultKind::Rule(code) => {
            let named = ModelRule::ALL.iter().find(|rule| rule.code() == code);
            case_of_rule(*named.unwrap())
        }
    }
}

fn not_utf8() -> Case {
    let mut shelf = Shelf::untouched();
    let mut bytes = "kind = \"county\"\n# ".as_bytes().to_vec();
    bytes.extend([0xD4, 0xEB, 0xC9, 0xF9, b'\n']);
    shelf.put(PATTERN, bytes);
    (PATTERN, shelf)
}

fn case_of_rule(rule: ModelRule) -> Case {
    match rule {
        ModelRule::AmbiguousBase => station_called("riverside"),
        ModelRule::BeyondTheLog => (REAL_LOG, of_a_real_log("days = 60", "")),
        ModelRule::CountyBesideLog => (
            REAL_LOG,
            of_a_real_log("days = 1", "[county.department.line]\n"),
        ),
        ModelRule::DeskWithoutTownship => with_affairs("base = \"headquarters\", role = \"cadre\""),
        ModelRule::DetectionOfALog => county_of_a_log(),
        ModelRule::EmptyUnit => but(
            POOLED,
            "count = 20\nstaff = { each = 2 }",
            "count = 4\n[county.staff]\nfew = { home = \"d-1\", licensed = 3 }",
        ),
        ModelRule::FactorOfTheStudy
        | ModelRule::FactorOverlap
        | ModelRule::FractionLevels
        | ModelRule::Generators
        | ModelRule::NoFactors
        | ModelRule::PointsOfAList
        | ModelRule::UnusedFactors => case_of_factors(rule),
        ModelRule::HeadlineNotMeasured
        | ModelRule::PrecisionNotMeasured
        | ModelRule::RoundAboveMost => case_of_measures(rule),
        ModelRule::FrontingHours => but(FRONT, "service_share = 0.02", "service_share = 0"),
        ModelRule::HolidaysUnknown => but(DEMO, "start = 2025-03-03", "start = 2025-01-06"),
        ModelRule::HubCount => {
            let level = "level = \"hub-and-spoke\"";
            (
                DEMO,
                Shelf::untouched().but(HUBS, level, &format!("{level}\nhubs = 4")),
            )
        }
        ModelRule::ImpossibleCrew => but(
            PATTERN,
            "crew = { licensed = 1, auxiliary = 1 }",
            "crew = { licensed = 3, auxiliary = 2 }",
        ),
        ModelRule::ImpossibleShift => {
            but(PATTERN, "[\"08:30\", \"12:00\"]", "[\"12:00\", \"08:30\"]")
        }
        ModelRule::MatterNeverHappens => {
            but(ERLANG, "rate_per_township", "rate_per_1000_residents")
        }
        ModelRule::NeedsTable => levels_that_need_a_table(),
        ModelRule::NeverKnown => but(
            PATTERN,
            "group = \"noise\"",
            "group = \"noise\"\ndetection = { complaint_per_day = 0 }",
        ),
        ModelRule::NeverTwoLicensed => shifts_apart(),
        ModelRule::NoEffect => without_effect(),
        ModelRule::NoGrids => no_grids(),
        ModelRule::NoOtherDepartment => but(TANDEM, "count = 2", "count = 1"),
        ModelRule::NoShift => but(PATTERN, "shift = \"office\", licensed", "licensed"),
        ModelRule::Nobody => but(ERLANG, "staff = { line = 5 }", ""),
        ModelRule::NobodyPresent => but(PATTERN, "absent_share = 0.12", "absent_share = 0.95"),
        ModelRule::NobodyToAsk => but(
            PATTERN,
            "market = { home = \"market\"",
            "market = { home = \"ecology\"",
        ),
        ModelRule::NobodyForChores => cadres_of_one_township("hand_down"),
        ModelRule::NobodyToConsult => cadres_of_one_township("petty_demand"),
        ModelRule::NothingThere => but(
            ERLANG,
            "[county.township.town]\ncount = 40\nstaff = { line = 5 }",
            "[county.township]",
        ),
        ModelRule::Overload => {
            but(ERLANG, "count = 40", "count = 2").and(ERLANG, "30_660", "60_000")
        }
        ModelRule::PartNeverServed => but(
            PATTERN,
            "emergency = { home = \"emergency\", base = \"headquarters\", shift = \"office\", licensed = 3",
            "emergency = { home = \"emergency\", base = \"headquarters\", shift = \"office\", licensed = 1",
        ),
        ModelRule::PartOfTheLead => but(PATTERN, "part = { market", "part = { urban-management"),
        ModelRule::PowerNobodyHolds => power_nobody_holds(),
        ModelRule::ReportsOnly => axes_before_a_report(),
        ModelRule::RoleAgainstHome => with_affairs("base = \"each\""),
        ModelRule::SameUnitId => station_called("market"),
        ModelRule::ServedTwice => but(
            PATTERN,
            "serves = [\"hillside\", \"lakeside\"]",
            "serves = [\"hillside\", \"lakeside\", \"riverside\"]",
        ),
        ModelRule::SetupNeverTakesOver => taking_over_too_late(),
        ModelRule::SharesDoNotSum => {
            but(PATTERN, "severity_share = [0.45", "severity_share = [0.55")
        }
        ModelRule::TooLarge => {
            but(ERLANG, "days = 365", "days = 36_000").and(ERLANG, "30_660", "3_000_000")
        }
        ModelRule::TooManyParts => five_departments(),
        ModelRule::UnitWithoutPower => (ENFORCEMENT, Shelf::untouched()),
    }
}

fn case_of_measures(rule: ModelRule) -> Case {
    let worlds = |until: &str| {
        let worlds = format!("replications = {{ until = {until} }}");
        but(DEMO, "replications = 12", &worlds)
    };
    match rule {
        ModelRule::HeadlineNotMeasured => but(
            ERLANG,
            "populations = [\"all\"]",
            "populations = [\"all\"]\nheadline = [\"exposure\"]",
        ),
        ModelRule::PrecisionNotMeasured => worlds("\"exposure.value\""),
        ModelRule::RoundAboveMost => worlds("\"busy_share.share\", from = 30, to = 20"),
        _ => unreachable!("{rule:?} is no rule of what is measured"),
    }
}

fn case_of_factors(rule: ModelRule) -> Case {
    match rule {
        ModelRule::FactorOfTheStudy => {
            varied("factorial", "", &[("seed", "design.seed", "[1, 2]")])
        }
        ModelRule::FactorOverlap => varied(
            "factorial",
            "",
            &[
                ("skill", "county.staffing.away_skill", "[0.5, 1]"),
                ("again", "county.staffing.away_skill", "[0.5, 1]"),
            ],
        ),
        ModelRule::FractionLevels => varied(
            "factorial",
            "fraction = \"1/2\"",
            &[SKILL, ABSENT, ("days", "time.days", "[30, 60, 90]")],
        ),
        ModelRule::Generators => varied(
            "factorial",
            "fraction = \"1/2\"\ngenerators = [\"skill = skill * absent\"]",
            &[SKILL, ABSENT, ("days", "time.days", "[30, 60]")],
        ),
        ModelRule::NoFactors => varied("factorial", "", &[]),
        ModelRule::PointsOfAList => listed_points(),
        ModelRule::UnusedFactors => varied("compare", "", &[SKILL]),
        _ => unreachable!("{rule:?} is no rule of factors"),
    }
}

fn power_nobody_holds() -> Case {
    (
        DEMO,
        Shelf::untouched().but(
            LINES,
            "level = \"none\"",
            "level = \"list\"\nmatters = [\"noise\"]",
        ),
    )
}

fn listed_points() -> Case {
    let (path, mut shelf) = varied("list", "file = \"points.csv\"", &[SKILL, ABSENT]);
    let rows = "skill,absent\n0.5,0.1\n0.7,0.1\n1\n";
    shelf.put("experiments/demo/points.csv", rows.as_bytes().to_vec());
    (path, shelf)
}

fn axes_before_a_report() -> Case {
    let axes = "[setup.screening]\nlevel = \"village-first\"\n[setup.grid]\nlevel = \"unified\"\n";
    (REAL_LOG, of_a_real_log("days = 1", axes))
}

fn taking_over_too_late() -> Case {
    let shelf = Shelf::untouched()
        .but(LINES, "[enforcement]", "from_day = 7\n[enforcement]")
        .but(HUBS, "[enforcement]", "from_day = 180\n[enforcement]");
    (DEMO, shelf)
}

/// A scenario of one person whose county and setup hold `county`, `matter` and `setup` besides.
fn of_one_person(county: &str, matter: &str, setup: &str) -> Case {
    let text = format!(
        r#"kind = "scenario"
[time]
days = 1
[county.township.town]
staff = {{ line = 1 }}
[county.department.line]
[county.matter.noise]
lead = "line"
crew = 1
work_min = 60
rate_per_township_per_year = 10
{matter}
[county]
{county}
[setup]
{setup}
"#
    );
    let mut shelf = Shelf::untouched();
    shelf.put(OWN, text.into_bytes());
    (OWN, shelf)
}

/// A setup that counts on tables that its county lacks.
fn levels_that_need_a_table() -> Case {
    let setup = r#"coordination = { level = "meeting" }
screening = { level = "village-first" }
grid = { level = "unified" }
stance = { level = "front-loaded", service_share = 0.02, targeting = "by-capacity" }
digital_load = { terminals = 3 }
routing = { level = "equal" }"#;
    of_one_person("", "", setup)
}

/// A county whose tables and keys count on tables that it lacks.
fn keys_that_need_a_table() -> Case {
    let matter = "relapse_per_day = 0.02\npreventable_share = 0.3\nvillage_min = 60\n\
                  detection = { complaint_per_day = 0.1, patient_days = 3 }";
    let county = "haste = { recorded_weight = 1 }\nreturns = {}\nownership = {}\n\
                  costs = { grid_worker_yuan_per_year = 9, terminal_yuan_per_year = 9 }\n\
                  routine.forms = { kind = \"line-task\", department = \"line\", \
                  hours_per_person_per_year = 9, office_persons = 3, township_share = 0.5 }";
    of_one_person(county, matter, "")
}

fn without_effect() -> Case {
    let detection = "detection = { complaint_per_day = 0.1, seen_share = 0.2 }";
    of_one_person(
        "persuasion = {}\nrecurrence = {}\nhaste = {}\nhand_down = {}\noperations = {}",
        detection,
        "",
    )
}

trait And {
    fn and(self, path: &str, from: &str, to: &str) -> Self;
}

impl And for Case {
    fn and(self, path: &str, from: &str, to: &str) -> Self {
        (self.0, self.1.but(path, from, to))
    }
}

fn station_called(id: &str) -> Case {
    but(PATTERN, "[station.um-town]", &format!("[station.{id}]")).and(
        PATTERN,
        "base = \"um-town\"",
        &format!("base = \"{id}\""),
    )
}

fn no_grids() -> Case {
    let unified = "[grid]\nlevel = \"unified\"\n[coordination]";
    let mut shelf = Shelf::untouched().but(LINES, "[coordination]", unified);
    for _ in 0..3 {
        shelf = shelf.but(PATTERN, "grids = 2", "grids = 0");
    }
    (DEMO, shelf)
}

/// The pattern county with a table that counts on offices in three townships and an office in one.
fn cadres_of_one_township(table: &str) -> Case {
    let cadre = "role = \"cadre\", base = ";
    let (each, one) = (format!("{cadre}\"each\""), format!("{cadre}\"riverside\""));
    let stated = format!("[{table}]\n\n[township]\n");
    but(PATTERN, "[township]\n", &stated).and(PATTERN, &each, &one)
}

/// The pattern county with a block and a group of its people.
fn with_affairs(stated: &str) -> Case {
    let group =
        format!("clerk = {{ home = \"affairs\", {stated}, shift = \"office\", auxiliary = 2 }}");
    but(
        PATTERN,
        "market = { name",
        "affairs = { kind = \"block\" }\nmarket = { name",
    )
    .and(
        PATTERN,
        "ecology = { home = \"ecology\"",
        &format!("{group}\necology = {{ home = \"ecology\""),
    )
}

/// A county alone whose matters state no rates: a log says when they are reported.
fn county_of_a_log() -> Case {
    let text = r#"kind = "county"
[township.town]
staff = { line = 1 }
[department.line]
[matter.noise]
lead = "line"
work_min = 60
detection = { complaint_per_day = 0.1 }
"#;
    let mut shelf = Shelf::untouched();
    shelf.put(OWN, text.as_bytes().to_vec());
    (OWN, shelf)
}

fn shifts_apart() -> Case {
    let group = "ecology = { home = \"ecology\", base = \"headquarters\", shift = \"office\", licensed = 3, auxiliary = 2 }";
    let early = "ecology = { home = \"ecology\", shift = \"early\", licensed = 1, auxiliary = 4 }";
    let late =
        "ecology-late = { home = \"ecology\", shift = \"late\", licensed = 1, auxiliary = 4 }";
    but(PATTERN, group, &format!("{early}\n{late}")).and(
        PATTERN,
        "[shift.office]",
        "[shift.early]\nhours = [[\"06:00\", \"14:00\"]]\n[shift.late]\nhours = [[\"14:00\", \"22:00\"]]\n[shift.office]",
    )
}

fn five_departments() -> Case {
    but(PATTERN, "market = { name", "press = {}\nmarket = { name").and(
        PATTERN,
        "market = { share = 0.2, order = \"any\" } }",
        "market = { share = 0.2 }, emergency = { share = 0.2 }, press = { share = 0.2 } }",
    )
}

fn check((path, shelf): &Case) -> (Faults, Sources) {
    let mut sources = Sources::new();
    let faults = match check_file_from(shelf, Path::new(path), &mut sources) {
        Ok((_, warnings)) => warnings,
        Err(faults) => faults,
    };
    (faults, sources)
}

fn assert_golden(name: &str, (faults, sources): &(Faults, Sources)) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots");
    let english = faults.report(sources, Language::En, false);
    let chinese = faults.report(sources, Language::Zh, false);
    settings.bind(|| insta::assert_snapshot!(name, format!("{english}\n{chinese}")));
}

#[test]
fn every_kind_of_fault_and_every_rule_has_its_golden_text() {
    let rules = ModelRule::ALL.iter().map(|rule| rule.kind());
    for kind in FaultKind::ALL.iter().copied().chain(rules) {
        let checked = check(&case_of_kind(kind));
        assert!(
            checked.0.iter().any(|fault| fault.kind == kind),
            "{kind:?}: {:?}",
            checked.0
        );
        assert_golden(kind.code(), &checked);
    }
}

#[test]
fn keys_of_a_county_that_nothing_reads_are_told() {
    assert_golden("needs-table-in-a-county", &check(&keys_that_need_a_table()));
}

#[test]
fn places_on_borders_are_told_of_where_there_are_none() {
    let visible = "visible = { stays_h = 2, border_share = 0.3 }";
    let checked = check(&of_one_person("", visible, ""));
    assert_golden("no-effect-of-a-border", &checked);
}

#[test]
fn no_rule_is_told_but_those_that_are_listed() {
    let mut found = 0;
    let of = |folder: &str| std::fs::read_dir(folder).unwrap();
    let folders = ["", "/design", "/founding", "/lint", "/matter", "/setup"]
        .map(|folder| format!("src/scenario{folder}"));
    let entries = folders.iter().flat_map(|folder| of(folder));
    let paths = entries.map(|entry| entry.unwrap().path());
    for path in paths.filter(|path| path.is_file()) {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains("FaultKind::Rule(\""), "{}", path.display());
        found += text.matches("ModelRule::").count();
    }
    assert!(found >= ModelRule::ALL.len(), "only {found}");
}
