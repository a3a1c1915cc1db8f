//! Reading a study: files and `--set` patches become a [`Study`], or all faults of all files.

use std::path::Path;

use crate::document::{Faults, Patch, Sources};

use super::composing::study_kind;
use super::files::{Disk, Files, Reader};
use super::study::Study;
use super::sweep::swept;

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
        swept(&mut reader, &tree, (path, kind), &patches)
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

fn parsed(reader: &mut Reader, set: &[String]) -> Vec<Patch> {
    set.iter()
        .filter_map(|argument| Patch::parse(reader.sources, &mut reader.faults, argument))
        .collect()
}
