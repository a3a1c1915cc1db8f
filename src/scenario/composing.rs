//! Composing a study: the files it names put together, patched, read and resolved.

use std::path::Path;

use crate::county::County;
use crate::county::trace::Trace;
use crate::document::tree::Table;
use crate::document::{Address, Patch, Tree, read};
use crate::governance::{Conduct, Setup};

use super::conduct::Measured;
use super::design::factor::FactorStated;
use super::design::stated::DesignStated;
use super::files::{Reader, called};
use super::founding::{Founded, found};
use super::lint::Lint;
use super::outlook::Outlook;
use super::setup::SetupStated;
use super::stated::{Asked, StudyStated};
use super::study::{Study, StudyKind};
use super::trace::{self, Traced, is_of_map};

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

/// A study at one point, and what its design says of others.
pub(super) struct Composed {
    /// The study with these patches.
    pub study: Study,
    /// The way through the points.
    pub design: DesignStated,
    /// What is varied.
    pub factors: Vec<FactorStated>,
    /// What is measured.
    pub measured: Measured,
    /// All its files in one tree, patched.
    pub tree: Tree,
}

/// Reads an opened study with all that it refers to, as it is with these patches.
pub(super) fn compose(
    reader: &mut Reader,
    mut tree: Tree,
    (path, kind): (&Path, StudyKind),
    patches: &[Patch],
) -> Option<Composed> {
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
    let design = stated.design.clone();
    let factors = std::mem::take(&mut stated.factors);
    let measured = stated.measured.clone();
    let named = (kind, id.clone());
    let study = match traced {
        Some(traced) => resolve_traced(reader, stated, named, &traced),
        None => resolve(reader, stated, named, county_id),
    };
    Some(Composed {
        study: study?,
        design,
        factors,
        measured,
        tree,
    })
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
        conduct,
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
        replications: stated.design.worlds.least(),
        precision: stated.design.worlds.precision(),
        seed: stated.design.seed,
        design: stated.design.way.kind(),
        factors: Vec::new(),
        fraction: None,
        points: Vec::new(),
        inputs: std::mem::take(&mut reader.inputs),
        set: Vec::new(),
    }
}
