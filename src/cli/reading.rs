//! From a file as named to a study, or to every fault told.

use std::fs;
use std::path::{Path, PathBuf};

use super::console::{is_painted, tell};
use super::exit::Refusal;
use crate::base::{Language, system_reason};
use crate::document::{Faults, Sources};
use crate::output::Manifest;
use crate::output::study_digest::file_digest;
use crate::scenario::{Input, Study, read_study, read_study_from};

/// What a study file is changed by on the command line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Changes<'a> {
    /// `--set`, as typed.
    pub(super) set: &'a [String],
    /// `--replications`.
    pub(super) replications: Option<u32>,
    /// `--seed`.
    pub(super) seed: Option<u64>,
}

/// Reads the scenario, experiment or manifest at `path`.
pub(super) fn study_at(
    path: &Path,
    changes: Changes,
    language: Language,
) -> Result<Study, Refusal> {
    let is_manifest = path
        .extension()
        .is_some_and(|extension| extension == "json");
    if is_manifest {
        return repeated(path, changes, language);
    }
    let mut sources = Sources::new();
    let read = read_study(path, changes.set, &mut sources);
    let study = told(read, &sources, language)?;
    if let Some(report) = &study.log_report {
        tell(&report.text(language));
    }
    Ok(changed(study, changes))
}

/// Reads the study a manifest tells of, from the copies beside it.
fn repeated(path: &Path, changes: Changes, language: Language) -> Result<Study, Refusal> {
    let manifest = Manifest::read(path).map_err(|error| {
        let path = path.display();
        Refusal::Input(language.choose(
            format!(
                "`{path}` 不能当作结果清单来读：{}",
                system_reason(&error).zh
            ),
            format!(
                "`{path}` cannot be read as the manifest of a result: {}",
                system_reason(&error).en
            ),
        ))
    })?;
    warn_of_version(&manifest, language);
    let inputs = copies(path, &manifest, language)?;
    let set = [manifest.set.as_slice(), changes.set].concat();
    let mut sources = Sources::new();
    let first = inputs.first().map(|input| PathBuf::from(&input.path));
    let first = first.unwrap_or_default();
    let read = read_study_from(&inputs, &first, &set, &mut sources);
    let replications = changes.replications.or(Some(manifest.replications));
    let seed = changes.seed.or(Some(manifest.seed));
    let changes = Changes {
        set: &set,
        replications,
        seed,
    };
    Ok(changed(told(read, &sources, language)?, changes))
}

fn copies(path: &Path, manifest: &Manifest, language: Language) -> Result<Vec<Input>, Refusal> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let copy = |entry: &crate::output::manifest::InputEntry| {
        let file = folder.join(&entry.copy);
        let shown = file.display();
        let bytes = fs::read(&file).map_err(|error| {
            language.choose(
                format!("`{shown}` 读不出来：{}", system_reason(&error).zh),
                format!("`{shown}` cannot be read: {}", system_reason(&error).en),
            )
        })?;
        if file_digest(&bytes) != entry.sha256 {
            return Err(language.choose(
                format!("`{shown}` 与清单记下的不同：它被改过；要运行改动后的文件，请直接运行它"),
                format!("`{shown}` is not what the manifest noted: it was changed; to run a changed study, run its own file"),
            ));
        }
        let path = entry.path.clone();
        Ok(Input { path, bytes })
    };
    let copies: Result<Vec<Input>, String> = manifest.inputs.iter().map(copy).collect();
    copies.map_err(Refusal::Input)
}

fn warn_of_version(manifest: &Manifest, language: Language) {
    let (stored, now) = (&manifest.version, env!("CARGO_PKG_VERSION"));
    if stored != now {
        tell(&language.choose(
            format!("注意：原结果由版本 {stored} 得出，现为 {now}，数字可能不同\n"),
            format!(
                "note: the result was made by version {stored}, this is {now}: numbers may differ\n"
            ),
        ));
    }
}

/// The study; its warnings are told, its faults refuse.
pub(super) fn told(
    read: Result<(Study, Faults), Faults>,
    sources: &Sources,
    language: Language,
) -> Result<Study, Refusal> {
    match read {
        Ok((study, warnings)) => {
            tell(&warnings.report(sources, language, is_painted()));
            Ok(study)
        }
        Err(faults) => Err(Refusal::Input(faults.report(
            sources,
            language,
            is_painted(),
        ))),
    }
}

fn changed(study: Study, changes: Changes) -> Study {
    let replications = changes.replications.unwrap_or(study.replications);
    let seed = changes.seed.unwrap_or(study.seed);
    // Who names a number of worlds wants just so many.
    let precision = study.precision.filter(|_| changes.replications.is_none());
    Study {
        precision,
        ..study.with_worlds(replications, seed)
    }
}
