//! Writes everything that is derived from a journal: tables, README and pictures.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::Path;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::base::{Language, Text, system_reason};
use crate::experiment::{DeriveError, Derived, Plan, derive};
use crate::scenario::DesignKind;

use super::atomic::{NewFile, remove_if_there, write_whole};
use super::dictionary::Contents;
use super::folder::ResultFolder;
use super::incidents::write_incidents;
use super::picture::PictureError;
use super::pictures::{NamedPicture, pictures};
use super::tables::{
    RunsTable, write_contrasts, write_effects, write_failures, write_frontier, write_ledger,
    write_load, write_points, write_sensitivity, write_stages, write_villages, write_weeks,
};
use super::transcript::{Parquet, TranscriptError};
use super::transcripts::{write_readme, write_transcripts};

/// What is written beside the tables.
#[derive(Debug, Clone, Copy)]
pub struct Publication<'a> {
    /// Languages of pictures; none means no pictures.
    pub plots: &'a [Language],
    /// Whether every incident is written; costs the time of all runs again.
    pub has_incidents: bool,
    /// What writes each table as Parquet too; none means none is written.
    pub parquet: Option<Parquet>,
    /// Threads for what can be done side by side.
    pub threads: NonZeroUsize,
}

/// What has been written.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// What it was written from.
    pub derived: Derived,
    /// Characters of names that pictures show as boxes, because the font lacks them.
    pub missing_characters: BTreeSet<char>,
    /// Whether there are pictures.
    pub has_plots: bool,
}

/// Why results cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The journal cannot be turned into rows.
    #[error(transparent)]
    Derive(#[from] DeriveError),
    /// A file cannot be written.
    #[error("results cannot be written: {}", system_reason(.0).en)]
    Storage(#[from] io::Error),
    /// A table cannot be written as Parquet.
    #[error(transparent)]
    Transcript(#[from] TranscriptError),
    /// A picture cannot be drawn.
    #[error("picture {name} cannot be drawn: {error}")]
    Picture {
        /// Which.
        name: &'static str,
        /// Why.
        error: PictureError,
    },
}

impl PublishError {
    /// The message in both languages.
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Derive(error) => return error.text(),
            Self::Transcript(error) => return error.text(),
            Self::Storage(error) => format!("结果无法写入：{}", system_reason(error).zh),
            Self::Picture { name, error } => format!("图 {name} 画不出来：{error}"),
        };
        Text::new(zh, self.to_string())
    }
}

/// Derives and writes every table, the README and the pictures of `folder`; each file is there
/// whole or not at all, and what an earlier call wrote and this one does not is removed.
///
/// # Errors
/// The journal cannot be read, or a file not written.
pub fn publish(
    folder: &ResultFolder,
    plan: &Plan,
    publication: Publication,
) -> Result<Published, PublishError> {
    let path = folder.path();
    let derived = write_tables(folder, plan)?;
    if publication.has_incidents {
        keep(path, "incidents.csv", |to| {
            write_incidents(plan, &folder.journal, publication.threads, to)
        })?;
    } else {
        remove_if_there(&path.join("incidents.csv"))?;
    }
    let pictures = if publication.plots.is_empty() {
        Vec::new()
    } else {
        pictures(plan, &derived)
    };
    let missing_characters = write_plots(&path.join("plots"), &pictures, publication)?;
    let contents = Contents {
        has_incidents: publication.has_incidents,
        has_plots: !pictures.is_empty(),
        has_parquet: publication.parquet.is_some(),
    };
    write_transcripts(path, plan, contents, publication.parquet)?;
    write_readme(path, plan, contents)?;
    Ok(Published {
        derived,
        missing_characters,
        has_plots: contents.has_plots,
    })
}

fn write_tables(folder: &ResultFolder, plan: &Plan) -> Result<Derived, PublishError> {
    let (path, study) = (folder.path(), plan.study());
    let runs = NewFile::create(&path.join("runs.csv"))?;
    let mut runs = RunsTable::new(study, runs)?;
    let derived = derive(plan, &folder.journal, &mut runs)?;
    runs.finish()?.keep()?;
    keep(path, "points.csv", |to| write_points(plan, to))?;
    keep(path, "contrasts.csv", |to| {
        write_contrasts(study, &derived.contrasts, to)
    })?;
    keep(path, "stages.csv", |to| {
        write_stages(study, &derived.stages, to)
    })?;
    keep(path, "load.csv", |to| write_load(study, &derived.load, to))?;
    if plan.nature().hides {
        keep(path, "ledger.csv", |to| {
            write_ledger(plan, &derived.ledger, to)
        })?;
    } else {
        remove_if_there(&path.join("ledger.csv"))?;
    }
    if plan.last_switch().is_some() {
        keep(path, "weeks.csv", |to| {
            write_weeks(study, &derived.weeks, to)
        })?;
    } else {
        remove_if_there(&path.join("weeks.csv"))?;
    }
    if derived.villages.is_empty() {
        remove_if_there(&path.join("villages.csv"))?;
    } else {
        keep(path, "villages.csv", |to| {
            write_villages(study, &derived.villages, to)
        })?;
    }
    if study.design == DesignKind::OneAtATime {
        keep(path, "sensitivity.csv", |to| {
            write_sensitivity(study, &derived.sensitivity, to)
        })?;
    } else {
        remove_if_there(&path.join("sensitivity.csv"))?;
    }
    if study.design == DesignKind::Factorial {
        keep(path, "effects.csv", |to| {
            write_effects(study, &derived.effects, to)
        })?;
        keep(path, "frontier.csv", |to| {
            write_frontier(study, &derived.frontier, to)
        })?;
    } else {
        remove_if_there(&path.join("frontier.csv"))?;
        remove_if_there(&path.join("effects.csv"))?;
    }
    keep(path, "failures.csv", |to| {
        write_failures(study, &derived.failures, to)
    })?;
    Ok(derived)
}

/// Writes the file `name` of `folder`, whole or not at all.
fn keep(
    folder: &Path,
    name: &str,
    write: impl FnOnce(&mut NewFile) -> io::Result<()>,
) -> io::Result<()> {
    let mut file = NewFile::create(&folder.join(name))?;
    write(&mut file)?;
    file.keep()
}

/// Writes `NAME.LANGUAGE.{svg,png}`, and removes what other calls left among them.
fn write_plots(
    folder: &Path,
    pictures: &[NamedPicture],
    publication: Publication,
) -> Result<BTreeSet<char>, PublishError> {
    let sheets: Vec<(&NamedPicture, Language)> = pictures
        .iter()
        .flat_map(|picture| {
            publication
                .plots
                .iter()
                .map(move |language| (picture, *language))
        })
        .collect();
    if !sheets.is_empty() {
        fs::create_dir_all(folder)?;
    }
    let threads = publication.threads.get();
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    let drawn: Result<Vec<Drawn>, PublishError> = pool
        .map_err(io::Error::other)?
        .install(|| sheets.par_iter().map(|sheet| drawn(*sheet)).collect());
    let mut missing = BTreeSet::new();
    let mut written = BTreeSet::new();
    for sheet in drawn? {
        missing.extend(sheet.missing);
        for (file, bytes) in sheet.files {
            write_whole(&folder.join(&file), &bytes)?;
            written.insert(file);
        }
    }
    remove_others(folder, &written)?;
    Ok(missing)
}

/// One picture in one language: its files, and what the font lacks.
struct Drawn {
    files: [(String, Vec<u8>); 2],
    missing: BTreeSet<char>,
}

fn drawn((named, language): (&NamedPicture, Language)) -> Result<Drawn, PublishError> {
    let NamedPicture { name, picture } = named;
    let refused = |error| PublishError::Picture { name, error };
    let svg = picture.render_svg(language).map_err(refused)?;
    let png = picture.render_png(language).map_err(refused)?;
    let word = language.choose("zh", "en");
    Ok(Drawn {
        files: [
            (format!("{name}.{word}.svg"), svg.into_bytes()),
            (format!("{name}.{word}.png"), png),
        ],
        missing: picture.missing_characters(language).map_err(refused)?,
    })
}

/// Removes pictures that are not among `kept`, and the folder when it holds nothing more.
fn remove_others(folder: &Path, kept: &BTreeSet<String>) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_picture = path
            .extension()
            .is_some_and(|format| format == "svg" || format == "png");
        let name = path.file_name().map(|name| name.to_string_lossy());
        if is_picture && !name.is_some_and(|name| kept.contains(name.as_ref())) {
            fs::remove_file(&path)?;
        }
    }
    if fs::read_dir(folder)?.next().is_none() {
        fs::remove_dir(folder)?;
    }
    Ok(())
}
