//! Files that ship read without a fault.

use std::path::{Path, PathBuf};

use tiaokuai::base::Language;
use tiaokuai::document::Sources;
use tiaokuai::scenario::{Study, check_file, overview, read_study};

/// All TOML files below a folder of the repository, in order.
pub fn files_below(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn study(path: &Path) -> Study {
    let mut sources = Sources::new();
    match read_study(path, &[], &mut sources) {
        Ok((study, _)) => study,
        Err(faults) => panic!("{}", faults.report(&sources, Language::En, false)),
    }
}

fn is_of_kind(path: &Path, kind: &str) -> bool {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines()
        .any(|line| line.trim() == format!("kind = \"{kind}\""))
}

#[test]
fn every_scenario_and_experiment_that_ships_reads() {
    let all = [files_below("scenarios"), files_below("experiments")].concat();
    let is_study = |path: &&PathBuf| is_of_kind(path, "scenario") || is_of_kind(path, "experiment");
    let studies: Vec<Study> = all
        .iter()
        .filter(is_study)
        .map(|path| study(path))
        .collect();
    assert!(studies.len() >= 15, "only {} found", studies.len());
}

#[test]
fn every_file_that_ships_is_checked_without_a_fault() {
    for path in [files_below("scenarios"), files_below("experiments")].concat() {
        let mut sources = Sources::new();
        if let Err(faults) = check_file(&path, &mut sources) {
            panic!("{}", faults.report(&sources, Language::En, false));
        }
    }
}

#[test]
fn the_typical_county_closes_at_three_quarters() {
    let study = study(Path::new("experiments/01-enforcement/experiment.toml"));
    let overview = overview(&study).unwrap();
    let (_, persons, load) = overview.setups[0].roles[0];
    assert_eq!(persons, 160);
    assert!(
        (load.busy_share() - 0.75).abs() < 0.02,
        "{}",
        load.busy_share()
    );
    let text = overview.text(Language::En, 100);
    assert!(
        text.contains("urban management") || text.contains("market"),
        "{text}"
    );
    assert_eq!(text, overview.text(Language::En, 1_000));
}

#[test]
fn the_speed_test_is_read_as_it_is_written() {
    let study = study(Path::new("scenarios/bench/w1-separate-lines.toml"));
    let county = &study.county;
    assert_eq!((county.departments.len(), county.townships.len()), (8, 20));
    assert_eq!((county.villages.len(), county.matters.len()), (20, 8));
    assert_eq!(county.workers.len(), 20 * 8 * 2);
    let second = county.workers.iter().nth(1).unwrap();
    assert_eq!(second.id, "t-01-d-1-2");
    for (department, matter) in county.departments.ids().zip(&county.matters) {
        assert_eq!(matter.lead, department);
    }
    assert_eq!(study.horizon.end().day(), 365);
    assert_eq!(study.inputs.len(), 1);
}

#[test]
fn an_experiment_has_its_setups_in_order_and_its_files_as_read() {
    let study = study(Path::new("experiments/01-enforcement/experiment.toml"));
    let setups: Vec<_> = study.setups.iter().map(|setup| setup.id.as_str()).collect();
    assert_eq!(
        setups,
        [
            "separate-lines",
            "single-team",
            "hub-and-spoke",
            "single-team-without-powers"
        ]
    );
    assert_eq!(
        (study.id.as_str(), study.county.id.as_str()),
        ("01-enforcement", "typical")
    );
    let paths: Vec<_> = study
        .inputs
        .iter()
        .map(|input| input.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            "experiments/01-enforcement/experiment.toml",
            "scenarios/counties/typical/county.toml",
            "scenarios/setups/separate-lines.toml",
            "scenarios/setups/single-team.toml",
            "scenarios/setups/hub-and-spoke.toml",
            "scenarios/setups/single-team-without-powers.toml",
        ]
    );
    assert_eq!(study.county.workers.len(), 160 + 128);
    assert_eq!(study.county.villages.len(), 200);
}
/// Whether a comment names where its number comes from.
fn names_a_source(comment: &str) -> bool {
    let words: Vec<&str> = comment
        .split(|c: char| !c.is_alphanumeric() && c != '#')
        .collect();
    words.windows(2).any(|pair| match pair[0] {
        "S" | "model" | "P" => pair[1].starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }) || words.iter().any(|word| {
        let numbered = |letter: char| {
            word.strip_prefix(letter)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        *word == "assumption" || numbered('A') || numbered('D') || numbered('#')
    })
}

/// The line without what stands in quotes, and its comment.
fn code_and_comment(line: &str) -> (String, &str) {
    let (mut code, mut is_quoted) = (String::new(), false);
    for (at, c) in line.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            '#' if !is_quoted => return (code, &line[at + 1..]),
            c if !is_quoted => code.push(c),
            _ => {}
        }
    }
    (code, "")
}

#[test]
fn every_number_of_a_county_says_where_it_comes_from() {
    let mut numbers = 0;
    for path in files_below("scenarios/counties") {
        let text = std::fs::read_to_string(&path).unwrap();
        for (index, line) in text.lines().enumerate() {
            let (code, comment) = code_and_comment(line);
            let is_number = code.contains('=') && code.contains(|c: char| c.is_ascii_digit());
            if is_number {
                numbers += 1;
                let line = index + 1;
                assert!(names_a_source(comment), "{}:{line}: {code}", path.display());
            }
        }
    }
    assert!(numbers > 100, "only {numbers} lines with a number");
}
