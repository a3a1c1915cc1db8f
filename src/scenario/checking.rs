//! Checking a file of any kind: what it says if it says it well, or everything that is wrong.

use std::path::Path;

use crate::base::Text;
use crate::caselog::CaseMap;
use crate::document::{Faults, Node, Sources, Tree, read};
use crate::governance::Setup;

use super::composing::{resolve, study_kind};
use super::conduct::{Measured, Mechanics};
use super::county::{CountyStated, states_a_rate};
use super::design::stated::DesignStated;
use super::files::{Disk, Files, Reader, called};
use super::setup::{Nameable, SetupStated};
use super::stated::StudyStated;
use super::study::{Study, StudyKind};
use super::sweep::swept;
use super::time::Time;

/// The kinds of file, first the ones that run.
const KINDS: [&str; 5] = ["scenario", "experiment", "county", "setup", "map"];

/// A file that is well written.
#[derive(Debug, Clone)]
pub enum Checked {
    /// A scenario or an experiment.
    Study(Box<Study>),
    /// A county alone, for a year under the status quo.
    County(Box<Study>),
    /// A setup alone; the matters it names are not known to exist.
    Setup(Box<Setup>),
    /// The map of a case log; the log itself is read with a study that names it.
    Map(Box<CaseMap>),
}

/// Checks the file at `path`, whatever its kind, with all that it refers to.
///
/// # Errors
/// Every fault of every file at once, with the warnings.
pub fn check_file(path: &Path, sources: &mut Sources) -> Result<(Checked, Faults), Faults> {
    check_file_from(&Disk, path, sources)
}

/// The same from other [`Files`] than the disk.
///
/// # Errors
/// As [`check_file`].
pub fn check_file_from(
    files: &dyn Files,
    path: &Path,
    sources: &mut Sources,
) -> Result<(Checked, Faults), Faults> {
    let mut reader = Reader::new(files, sources);
    let checked = reader
        .open_first(path)
        .and_then(|tree| checked(&mut reader, tree, path));
    let faults = reader.faults;
    match checked {
        Some(checked) => faults.into_result(checked),
        None => Err(faults),
    }
}

fn checked(reader: &mut Reader, mut tree: Tree, path: &Path) -> Option<Checked> {
    if tree.get("kind").and_then(Node::as_text) == Some("map") {
        let map = read(&tree, "map", &mut reader.faults, CaseMap::visit);
        return Some(Checked::Map(Box::new(map)));
    }
    let kind = tree.take_kind(&mut reader.faults, &KINDS)?;
    if let Some(kind) = study_kind(&kind) {
        let study = swept(reader, &tree, (path, kind), &[])?;
        return Some(Checked::Study(Box::new(study)));
    }
    let id = called(path, &kind);
    if kind == "county" {
        return county(reader, &tree, &id).map(|study| Checked::County(Box::new(study)));
    }
    let setup = read(&tree, "setup", &mut reader.faults, |fields| {
        SetupStated::visit(fields, &id, Nameable::default()).setup
    });
    Some(Checked::Setup(Box::new(setup)))
}

fn county(reader: &mut Reader, tree: &Tree, id: &str) -> Option<Study> {
    let is_traced = !states_a_rate(tree, "");
    let county = read(tree, "county", &mut reader.faults, |fields| {
        CountyStated::visit(fields, is_traced)
    });
    let stated = StudyStated {
        name: county.name.clone(),
        time: Time::usual_year(),
        mechanics: Mechanics::usual(),
        measured: Measured::usual(),
        design: DesignStated::compare(1),
        factors: Vec::new(),
        time_at: county.at.clone(),
        setups: vec![SetupStated::status_quo(county.at.clone())],
        baseline: String::new(),
        county: Some(county),
    };
    resolve(reader, stated, (StudyKind::Scenario, id.to_owned()), id)
}

impl Checked {
    /// The name people read.
    pub fn name(&self) -> &Text {
        match self {
            Self::Study(study) | Self::County(study) => &study.name,
            Self::Setup(setup) => &setup.name,
            Self::Map(map) => &map.name,
        }
    }
}
