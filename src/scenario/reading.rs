//! Reading a study: files and `--set` patches become a [`Study`], or all faults of all files.

use std::path::Path;

use crate::document::{Faults, Patch, Sources, Tree, read};

use super::files::{Disk, Files, Reader, called};
use super::founding::{Founded, found};
use super::lint::Lint;
use super::outlook::Outlook;
use super::stated::StudyStated;
use super::study::{Study, StudyKind};

/// Reads the scenario or experiment at `path`, changed by `--set` arguments `set`.
///
/// What comes back beside the study are warnings; `sources` holds the texts that reports show.
///
/// # Errors
/// Every fault of every file at once, with the warnings.
pub fn read_study(
    path: &Path,
    set: &[String],
    sources: &mut Sources,
) -> Result<(Study, Faults), Faults> {
    read_study_from(&Disk, path, set, sources)
}

/// The same from other [`Files`] than the disk, such as the copies kept with a result.
///
/// # Errors
/// As [`read_study`].
pub fn read_study_from(
    files: &dyn Files,
    path: &Path,
    set: &[String],
    sources: &mut Sources,
) -> Result<(Study, Faults), Faults> {
    let mut reader = Reader::new(files, sources);
    let study = read_with(&mut reader, path, set);
    let faults = reader.faults;
    match study {
        Some(study) => faults.into_result(study),
        None => Err(faults),
    }
}

fn read_with(reader: &mut Reader, path: &Path, set: &[String]) -> Option<Study> {
    let patches = parsed(reader, set);
    let mut tree = reader.open_first(path)?;
    let kind = kind_of(&mut tree, &mut reader.faults)?;
    let county_file = put_together(reader, &mut tree, kind, &patches);
    let id = called(path, "experiment");
    let county_id = county_file.unwrap_or_else(|| INLINE_COUNTY.to_owned());
    let is_traced = tree.get("trace").is_some();
    let stated = read(&tree, "", &mut reader.faults, |fields| {
        StudyStated::visit(fields, kind, &id, is_traced)
    });
    resolve(reader, stated, kind, (id, &county_id), set)
}

/// What keys start from in a county written inside a scenario: the same for all, so that two files
/// with one county meet the same worlds.
const INLINE_COUNTY: &str = "county";

fn parsed(reader: &mut Reader, set: &[String]) -> Vec<Patch> {
    set.iter()
        .filter_map(|argument| Patch::parse(reader.sources, &mut reader.faults, argument))
        .collect()
}

fn kind_of(tree: &mut Tree, faults: &mut Faults) -> Option<StudyKind> {
    match tree
        .take_kind(faults, &["scenario", "experiment"])?
        .as_str()
    {
        "scenario" => Some(StudyKind::Scenario),
        _ => Some(StudyKind::Experiment),
    }
}

/// Applies patches to references, opens what they name, then applies the other patches; the name
/// of the county if it is a file.
fn put_together(
    reader: &mut Reader,
    tree: &mut Tree,
    kind: StudyKind,
    patches: &[Patch],
) -> Option<String> {
    let names_file = |patch: &&Patch| {
        let keys: Vec<&str> = patch.path.split('.').collect();
        match (kind, keys.as_slice()) {
            (_, ["county"]) | (StudyKind::Scenario, ["setup"]) => true,
            (kind, ["setup", _]) => kind == StudyKind::Experiment,
            _ => false,
        }
    };
    for patch in patches.iter().filter(names_file) {
        tree.apply(patch, &mut reader.faults);
    }
    let county = graft(reader, tree, "county", "county");
    match kind {
        StudyKind::Scenario => {
            graft(reader, tree, "setup", "setup");
        }
        StudyKind::Experiment => graft_setups(reader, tree),
    }
    for patch in patches.iter().filter(|patch| !names_file(patch)) {
        tree.apply(patch, &mut reader.faults);
    }
    county
}

/// Puts the file that the text at `path` names in its place; what it is called.
fn graft(reader: &mut Reader, tree: &mut Tree, path: &str, kind: &str) -> Option<String> {
    let node = tree.get(path)?.clone();
    let (file, grafted) = reader.open_named(&node, path, kind)?;
    let patch = Patch::value(path, grafted.root().clone());
    tree.apply(&patch, &mut reader.faults);
    Some(called(&file, kind))
}

fn graft_setups(reader: &mut Reader, tree: &mut Tree) {
    let setups = tree.get("setup").and_then(|node| node.as_table());
    let ids: Vec<String> = setups
        .into_iter()
        .flatten()
        .map(|entry| entry.key.clone())
        .collect();
    for id in ids {
        graft(reader, tree, &format!("setup.{id}"), "setup");
    }
}

fn resolve(
    reader: &mut Reader,
    stated: StudyStated,
    kind: StudyKind,
    (id, county_id): (String, &str),
    set: &[String],
) -> Option<Study> {
    if !reader.faults.is_clean() {
        return None;
    }
    let on = stated.mechanics.mechanisms;
    let Founded { county, places } = found(stated.county?, county_id, on, &mut reader.faults);
    let setups = stated.setups;
    if reader.faults.is_clean() {
        let mut lint = Lint {
            outlook: Outlook {
                county: &county,
                calendar: &stated.time.calendar,
                horizon: stated.time.horizon,
                mechanisms: on,
            },
            places: &places,
            faults: &mut reader.faults,
        };
        lint.county();
        for setup in &setups {
            lint.setup(setup);
        }
    }
    let baseline = setups
        .iter()
        .position(|stated_setup| stated_setup.setup.id == stated.baseline)
        .unwrap_or(0);
    Some(Study {
        id,
        name: stated.name,
        kind,
        county,
        setups: setups.into_iter().map(|stated| stated.setup).collect(),
        baseline,
        calendar: stated.time.calendar,
        horizon: stated.time.horizon,
        mechanisms: on,
        discipline: stated.mechanics.discipline,
        trace: None,
        measure: stated.measured.measure,
        headline: stated.measured.headline,
        replications: stated.design.replications,
        seed: stated.design.seed,
        inputs: std::mem::take(&mut reader.inputs),
        set: set.to_vec(),
    })
}
