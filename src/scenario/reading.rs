//! Reading a study: files and `--set` patches become a [`Study`], or all faults of all files.

use std::path::Path;

use crate::county::County;
use crate::county::trace::Trace;
use crate::document::tree::Table;
use crate::document::{Address, Faults, Patch, Sources, Tree, read};
use crate::governance::{Conduct, Setup};

use super::files::{Disk, Files, Reader, called};
use super::founding::{Founded, found};
use super::lint::Lint;
use super::outlook::Outlook;
use super::setup::SetupStated;
use super::stated::{Asked, StudyStated};
use super::study::{Study, StudyKind};
use super::trace::{self, Traced, is_of_map};

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
    let patches = parsed(&mut reader, set);
    let study = reader.open_first(path).and_then(|mut tree| {
        let kind = tree.take_kind(&mut reader.faults, &["scenario", "experiment"])?;
        let kind = study_kind(&kind)?;
        study_of(&mut reader, tree, (path, kind), &patches)
    });
    let faults = reader.faults;
    match study {
        Some(study) => faults.into_result(Study {
            set: set.to_vec(),
            ..study
        }),
        None => Err(faults),
    }
}

/// What keys start from in a county written inside a study: the same for all, so that two files
/// with one county meet the same worlds.
const INLINE_COUNTY: &str = "county";
/// What a setup written inside a scenario is called.
const INLINE_SETUP: &str = "setup";

/// The kind of study that the word `kind` names, if it is one.
pub(super) fn study_kind(kind: &str) -> Option<StudyKind> {
    match kind {
        "scenario" => Some(StudyKind::Scenario),
        "experiment" => Some(StudyKind::Experiment),
        _ => None,
    }
}

/// Reads an opened study with all that it refers to.
pub(super) fn study_of(
    reader: &mut Reader,
    mut tree: Tree,
    (path, kind): (&Path, StudyKind),
    patches: &[Patch],
) -> Option<Study> {
    let joined = put_together(reader, &mut tree, kind, patches);
    let id = called(path, "experiment");
    let is_traced = tree.get("trace").is_some();
    let traced = trace::open(reader, &tree, patches);
    let asked = Asked {
        kind,
        id: &id,
        setup: joined.setup.as_deref().unwrap_or(INLINE_SETUP),
        is_traced,
        of_log: traced.as_ref().map(Traced::usual),
        matters: traced.as_ref().map(Traced::matters),
    };
    let mut stated = read(&tree, "", &mut reader.faults, |fields| {
        StudyStated::visit(fields, &asked)
    });
    joined.place(&mut stated.setups);
    let county_id = joined.county.as_deref().unwrap_or(INLINE_COUNTY);
    if let Some(traced) = traced {
        return resolve_traced(reader, stated, (kind, id.clone()), &traced);
    }
    resolve(reader, stated, (kind, id.clone()), county_id)
}

fn parsed(reader: &mut Reader, set: &[String]) -> Vec<Patch> {
    set.iter()
        .filter_map(|argument| Patch::parse(reader.sources, &mut reader.faults, argument))
        .collect()
}

/// What was put together: names of files, and where setups are named.
struct Joined {
    county: Option<String>,
    setup: Option<String>,
    setups_at: Vec<Address>,
}

impl Joined {
    /// Findings about a setup show where the study names it, not the top of its file.
    fn place(&self, setups: &mut [SetupStated]) {
        for stated in setups {
            let Some(at) = &mut stated.at else { continue };
            if let Some(named) = self.setups_at.iter().find(|named| named.path == at.path) {
                *at = named.clone();
            }
        }
    }
}

/// Applies patches to references, opens what they name, then applies the other patches.
fn put_together(
    reader: &mut Reader,
    tree: &mut Tree,
    kind: StudyKind,
    patches: &[Patch],
) -> Joined {
    let names_file = |patch: &&Patch| {
        let keys: Vec<&str> = patch.path.split('.').collect();
        match (kind, keys.as_slice()) {
            (_, ["county"] | ["trace", _]) | (StudyKind::Scenario, ["setup"]) => true,
            (kind, ["setup", _]) => kind == StudyKind::Experiment,
            _ => false,
        }
    };
    for patch in patches.iter().filter(names_file) {
        tree.apply(patch, &mut reader.faults);
    }
    let county_at = tree
        .root()
        .as_table()
        .and_then(|root| named(root, "", "county"));
    let mut joined = Joined {
        county: county_at.and_then(|at| graft(reader, tree, &at, "county")),
        setup: None,
        setups_at: setups_named(tree, kind),
    };
    for at in &joined.setups_at {
        joined.setup = graft(reader, tree, at, "setup");
    }
    let is_traced = tree.get("trace").is_some();
    let is_other = |patch: &&Patch| !(names_file(patch) || is_traced && is_of_map(patch));
    for patch in patches.iter().filter(is_other) {
        tree.apply(patch, &mut reader.faults);
    }
    joined
}

/// Where the setups of a study are named.
fn setups_named(tree: &Tree, kind: StudyKind) -> Vec<Address> {
    let Some(root) = tree.root().as_table() else {
        return Vec::new();
    };
    if kind == StudyKind::Scenario {
        return named(root, "", "setup").into_iter().collect();
    }
    let setups = root.get("setup").and_then(|entry| entry.node.as_table());
    let keys = |setups: &Table| setups.iter().map(|entry| entry.key.clone()).collect();
    let keys: Vec<String> = setups.map_or_else(Vec::new, keys);
    keys.iter()
        .filter_map(|key| named(setups?, "setup.", key))
        .collect()
}

/// Where `key` stands in `table`, whose path is `prefix`.
fn named(table: &Table, prefix: &str, key: &str) -> Option<Address> {
    Some(Address {
        path: format!("{prefix}{key}"),
        place: table.get(key)?.key_place,
    })
}

/// Puts the file that the text at `at` names in its place; what it is called.
fn graft(reader: &mut Reader, tree: &mut Tree, at: &Address, kind: &str) -> Option<String> {
    let node = tree.get(&at.path)?.clone();
    let (file, grafted) = reader.open_named(&node, &at.path, kind)?;
    let patch = Patch::value(&at.path, grafted.root().clone()).with_key_at(at.place);
    tree.apply(&patch, &mut reader.faults);
    Some(called(&file, kind))
}

/// A stated study is resolved and looked over; nothing if something is wrong.
pub(super) fn resolve(
    reader: &mut Reader,
    mut stated: StudyStated,
    named: (StudyKind, String),
    county_id: &str,
) -> Option<Study> {
    if !reader.faults.is_clean() {
        return None;
    }
    let mechanisms = stated.mechanics.mechanisms;
    let county = stated.county.take()?;
    let conduct = county.conduct.clone();
    let founded = found(county, county_id, mechanisms, &mut reader.faults);
    if reader.faults.is_clean() {
        look_over(reader, &stated, (&founded, &conduct), None);
    }
    let common = Common {
        county: founded.county,
        conduct,
        trace: None,
    };
    Some(study(reader, stated, named, common))
}

/// The same of a study whose county a log makes.
fn resolve_traced(
    reader: &mut Reader,
    stated: StudyStated,
    named: (StudyKind, String),
    traced: &Traced,
) -> Option<Study> {
    if !reader.faults.is_clean() {
        return None;
    }
    if let Some(at) = &stated.time_at {
        traced.check_days(&stated.time, at, &mut reader.faults);
    }
    let founded = Founded {
        county: traced.opened().county().clone(),
        places: traced.places(stated.time_at.as_ref()),
    };
    let trace = traced.trace(&stated.time);
    look_over(reader, &stated, (&founded, &Conduct::NONE), Some(&trace));
    let common = Common {
        county: founded.county,
        conduct: Conduct::NONE,
        trace: Some(trace),
    };
    let mut study = study(reader, stated, named, common);
    study.log_report = Some(traced.opened().report().clone());
    Some(study)
}

fn look_over(
    reader: &mut Reader,
    stated: &StudyStated,
    (founded, conduct): (&Founded, &Conduct),
    trace: Option<&Trace>,
) {
    let mut lint = Lint {
        outlook: Outlook {
            county: &founded.county,
            calendar: &stated.time.calendar,
            horizon: stated.time.horizon,
            mechanisms: stated.mechanics.mechanisms,
            trace,
            conduct,
        },
        places: &founded.places,
        faults: &mut reader.faults,
    };
    lint.county();
    for setup in &stated.setups {
        lint.setup(setup);
    }
    if lint.faults.is_clean() && stated.is_forked() {
        lint.status_quo(stated.time_at.as_ref());
    }
}

/// What every setup meets.
struct Common {
    county: County,
    conduct: Conduct,
    trace: Option<Trace>,
}

fn study(
    reader: &mut Reader,
    stated: StudyStated,
    (kind, id): (StudyKind, String),
    common: Common,
) -> Study {
    let setups = stated.setups.into_iter();
    let setups: Vec<Setup> = setups.map(|stated| stated.setup).collect();
    let baseline = setups.iter().position(|setup| setup.id == stated.baseline);
    Study {
        id,
        name: stated.name,
        kind,
        county: common.county,
        conduct: common.conduct,
        setups,
        baseline: baseline.unwrap_or(0),
        calendar: stated.time.calendar,
        horizon: stated.time.horizon,
        is_steady: stated.time.is_steady,
        mechanisms: stated.mechanics.mechanisms,
        discipline: stated.mechanics.discipline,
        trace: common.trace,
        log_report: None,
        measure: stated.measured.measure,
        headline: stated.measured.headline,
        replications: stated.design.replications,
        seed: stated.design.seed,
        inputs: std::mem::take(&mut reader.inputs),
        set: Vec::new(),
    }
}
