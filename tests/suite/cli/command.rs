//! A folder to work in, and commands typed in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::CommandCargoExt;
use tempfile::TempDir;

/// A folder of its own in which commands are typed.
pub struct Desk(TempDir);

/// What a command said and how it ended.
#[derive(Debug)]
pub struct Said {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    /// A desk with the scaffold of `new` in `study`, made short: one setup more than the baseline.
    pub fn with_study() -> Self {
        let desk = Self::new();
        let said = desk.types(&["new", "study"]);
        assert_eq!(said.status, Some(0), "{said:?}");
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The program with a locale that says nothing.
    pub fn program(&self, words: &[&str]) -> Command {
        let mut command = Command::cargo_bin("tiaokuai").expect("the program");
        command
            .current_dir(self.0.path())
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", "C")
            .args(words)
            .stdin(Stdio::null());
        command
    }

    pub fn types(&self, words: &[&str]) -> Said {
        said(self.program(words).output().expect("the program runs"))
    }

    /// `run` on the scaffold with few worlds and no pictures, so that it takes little time.
    pub fn runs(&self, more: &[&str]) -> Said {
        let mut words = SHORT_RUN.to_vec();
        words.extend(more);
        self.types(&words)
    }

    pub fn writes(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).expect("a file can be written");
    }

    pub fn reads(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Holds that every table of two results is the same, byte for byte.
    pub fn has_same_tables(&self, one: &str, other: &str) {
        for table in TABLES {
            let [one, other] = [one, other].map(|folder| self.reads(&format!("{folder}/{table}")));
            assert!(one == other, "{table} differs");
        }
    }

    /// Types what makes a study of six runs in `folder` grow to nine: its first runs are kept.
    pub fn grows(&self, folder: &str, words: &[&str]) {
        let runs = format!("{folder}/runs.csv");
        let few = self.reads(&runs);
        let grown = self.types(words);
        assert_eq!(grown.status, Some(0), "{grown:?}");
        let is_told = grown.err.contains("9 runs, 6 there already");
        assert!(is_told, "{}", grown.err);
        assert!(self.reads(&runs).starts_with(&few));
    }

    /// Every file below the desk, sorted.
    pub fn files(&self) -> Vec<String> {
        let mut files = Vec::new();
        collect(self.0.path(), self.0.path(), &mut files);
        files.sort();
        files
    }
}

/// A short study into `out`: three setups, two worlds of thirty days.
pub const SHORT_RUN: [&str; 10] = [
    "run",
    "study/experiment.toml",
    "--set=time.days=30",
    "--set=time.cool_down_days=10",
    "--replications=2",
    "--plots=none",
    "--out=out",
    "--threads=2",
    "--lang=en",
    "--seed=3",
];

/// What every result is made of, whatever was asked for besides.
pub const TABLES: [&str; 7] = [
    "points.csv",
    "runs.csv",
    "contrasts.csv",
    "stages.csv",
    "load.csv",
    "failures.csv",
    "README.md",
];

/// A study that takes minutes, to be stopped on the way.
pub const LONG_RUN: [&str; 7] = [
    "run",
    "study/experiment.toml",
    "--replications=100000",
    "--plots=none",
    "--out=out",
    "--threads=2",
    "--lang=en",
];

pub fn said(output: Output) -> Said {
    Said {
        status: output.status.code(),
        out: String::from_utf8(output.stdout).expect("stdout is UTF-8"),
        err: String::from_utf8(output.stderr).expect("stderr is UTF-8"),
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).expect("below the desk");
            files.push(name.display().to_string());
        }
    }
}
