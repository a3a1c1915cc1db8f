//! The manifest of a result: what was run, with what, when, on what machine.

use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};

use crate::document::Words;
use crate::experiment::statistics::Confidence;
use crate::experiment::{Advance, Derived, Look, Plan, Shard};
use crate::scenario::{Precision, StudyKind};

use super::atomic::write_whole;
use super::study_digest::{file_digest, study_digest};

/// The version of the manifest's shape.
pub const FORMAT: u32 = 1;

/// How far a study has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Runs are left to do, under way or not.
    Running,
    /// Every run has values.
    Complete,
    /// Every run has ended, and some of them failed.
    Failed,
}

/// One call of the program that added runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionEntry {
    /// When it began (UTC).
    pub started: String,
    /// When it ended (UTC); `null` while it goes on, or if it was killed.
    pub finished: Option<String>,
    /// Threads it used.
    pub threads: usize,
    /// Runs it did.
    pub done: u64,
}

/// A file the study was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputEntry {
    /// Its path as given or referred to.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its copy, from the folder of the manifest.
    pub copy: String,
}

/// Numbers of runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RunCounts {
    /// All runs of the study, or of the shard.
    pub planned: u64,
    /// Runs that have ended, failed ones included.
    pub done: u64,
    /// Runs that the last session found done.
    pub reused: u64,
    /// Runs that failed.
    pub failed: u64,
}

/// The manifest; wall clock and machine stand here and nowhere else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this shape.
    pub format: u32,
    /// Version of the program.
    pub version: String,
    /// Commit it was built from; `null` where unknown.
    pub commit: Option<String>,
    /// Whether its sources had been changed since; `null` where unknown.
    pub dirty: Option<bool>,
    /// What makes two studies the same.
    pub study_digest: String,
    /// How far it has come.
    pub state: State,
    /// The command as typed.
    pub command: String,
    /// When the first session began (UTC).
    pub started: String,
    /// When the last session ended (UTC); `null` before.
    pub finished: Option<String>,
    /// Calls of the program that added runs.
    pub sessions: Vec<SessionEntry>,
    /// Threads of the last session.
    pub threads: usize,
    /// Seed of the study.
    pub seed: u64,
    /// Replications planned.
    pub replications: u32,
    /// Points of the design.
    pub points: u32,
    /// Ids of setups, in the order of tables.
    pub setups: Vec<String>,
    /// The setup the others are compared with; `null` for a scenario.
    pub baseline: Option<String>,
    /// The kind of design; `null` for a scenario.
    pub design: Option<String>,
    /// Metrics measured.
    pub metrics: Vec<String>,
    /// Kinds of population measured.
    pub populations: Vec<String>,
    /// Files it was read from.
    pub inputs: Vec<InputEntry>,
    /// Patches as typed.
    pub set: Vec<String>,
    /// What each world drew, by replication then point; `null` where no run finished.
    pub world_digest: Vec<Option<String>>,
    /// Which part of the study this is; `null` for the whole.
    pub shard: Option<Shard>,
    /// Numbers of runs.
    pub runs: RunCounts,
    /// Confidence of every interval.
    pub confidence: f64,
    /// Operating system and processor.
    pub platform: String,
    /// How well a mean was to be known; `null` where the number of worlds is fixed.
    #[serde(default)]
    pub precision: Option<PrecisionEntry>,
}

/// How well a mean was to be known, and how well it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PrecisionEntry {
    /// Of what: metric and statistic.
    pub until: String,
    /// The share wanted: half an interval over its mean.
    pub half_width_share: f64,
    /// Worlds of a round.
    pub from: u32,
    /// The most worlds.
    pub to: u32,
    /// The share of the widest setup; `null` before the first round has ended, and where a setup
    /// has no interval.
    pub reached: Option<f64>,
}

impl PrecisionEntry {
    fn new(precision: Precision) -> Self {
        Self {
            until: precision.until.to_string(),
            half_width_share: precision.half_width_share,
            from: precision.from,
            to: precision.to,
            reached: None,
        }
    }
}

impl Manifest {
    /// The manifest of a study whose first run is about to start at `now`.
    pub fn new(plan: &Plan, command: &str, now: &str) -> Self {
        let study = plan.study();
        let is_experiment = study.kind == StudyKind::Experiment;
        let words = |words: &mut dyn Iterator<Item = &'static str>| {
            words.map(str::to_owned).collect::<Vec<String>>()
        };
        Self {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            commit: option_env!("TIAOKUAI_COMMIT").map(str::to_owned),
            dirty: option_env!("TIAOKUAI_DIRTY").map(|dirty| dirty == "true"),
            study_digest: study_digest(study),
            state: State::Running,
            command: command.to_owned(),
            started: now.to_owned(),
            finished: None,
            sessions: Vec::new(),
            threads: 0,
            seed: study.seed,
            replications: plan.replications(),
            points: plan.points(),
            setups: study.setups.iter().map(|setup| setup.id.clone()).collect(),
            baseline: is_experiment.then(|| study.setups[study.baseline].id.clone()),
            design: is_experiment.then(|| study.design.word().to_owned()),
            metrics: words(&mut plan.measure().metrics.iter().map(|metric| metric.word())),
            populations: words(&mut plan.measure().populations.iter().map(|kind| kind.word())),
            inputs: input_entries(plan),
            set: study.set.clone(),
            world_digest: Vec::new(),
            shard: plan.shard(),
            runs: RunCounts {
                planned: plan.own_runs(),
                ..RunCounts::default()
            },
            confidence: Confidence::PERCENT_95.probability(),
            platform: format!("{}-{}", std::env::consts::OS, std::env::consts::ARCH),
            precision: study.precision.map(PrecisionEntry::new),
        }
    }

    /// Reads the manifest at `path`.
    ///
    /// # Errors
    /// It cannot be read, or is none of this version.
    pub fn read(path: &Path) -> io::Result<Self> {
        let manifest: Self = serde_json::from_slice(&fs::read(path)?)?;
        if manifest.format == FORMAT {
            Ok(manifest)
        } else {
            let text = format!("format {} is not {FORMAT}", manifest.format);
            Err(io::Error::new(io::ErrorKind::InvalidData, text))
        }
    }

    /// Writes the manifest at `path`, whole or not at all.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write(&self, path: &Path) -> io::Result<()> {
        let mut text = serde_json::to_string_pretty(self)?;
        text.push('\n');
        write_whole(path, text.as_bytes())
    }

    /// Notes that a session on so many threads begins.
    pub fn begin_session(&mut self, threads: usize, now: &str) {
        self.threads = threads;
        self.state = State::Running;
        self.finished = None;
        self.sessions.push(SessionEntry {
            started: now.to_owned(),
            finished: None,
            threads,
            done: 0,
        });
    }

    /// Notes how well a mean is known after a round.
    pub fn note(&mut self, look: Look) {
        if let Some(entry) = &mut self.precision {
            entry.reached = look.widest;
        }
    }

    /// Notes what the session did and what the study has come to.
    pub fn end_session(&mut self, advance: Advance, derived: &Derived, now: &str) {
        let failed = derived.failures.len() as u64;
        self.runs = RunCounts {
            planned: advance.planned,
            done: derived.finished + failed,
            reused: advance.reused,
            failed,
        };
        self.state = match (self.runs.done == self.runs.planned, failed) {
            (false, _) => State::Running,
            (true, 0) => State::Complete,
            (true, _) => State::Failed,
        };
        self.world_digest = derived
            .world_digests
            .iter()
            .map(|digest| digest.map(|digest| format!("{digest:016x}")))
            .collect();
        self.finished = Some(now.to_owned());
        if let Some(session) = self.sessions.last_mut() {
            session.finished = Some(now.to_owned());
            session.done = advance.done;
        }
    }
}

/// The inputs with the names of their copies, which two files of one name do not share.
fn input_entries(plan: &Plan) -> Vec<InputEntry> {
    let inputs = plan.study().inputs.iter().enumerate();
    inputs
        .map(|(place, input)| {
            let name = input.path.rsplit(['/', '\\']).next().unwrap_or("");
            InputEntry {
                path: input.path.clone(),
                sha256: file_digest(&input.bytes),
                copy: format!("inputs/{:02}-{name}", place + 1),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sample_study::sample_study;
    use crate::scenario::Input;

    #[test]
    fn a_manifest_has_exactly_its_keys_in_order_and_reads_back() {
        let study = sample_study(2);
        let plan = Plan::new(&study).unwrap();
        let mut manifest = Manifest::new(&plan, "tiaokuai run x", "2025-01-06T00:00:00Z");
        manifest.begin_session(3, "2025-01-06T00:00:01Z");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.json");
        manifest.write(&path).unwrap();
        assert_eq!(Manifest::read(&path).unwrap(), manifest);
        let text = fs::read_to_string(&path).unwrap();
        let keys: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("  \"")?.split_once('"'))
            .map(|(key, _)| key)
            .collect();
        let expected = "format version commit dirty study_digest state command started finished \
             sessions threads seed replications points setups baseline design metrics populations \
             inputs set world_digest shard runs confidence platform precision";
        assert_eq!(keys, expected.split_whitespace().collect::<Vec<_>>());
    }

    #[test]
    fn inputs_of_one_name_have_copies_of_their_own() {
        let mut study = sample_study(1);
        study.inputs = ["a/county.toml", "b/county.toml"]
            .map(|path| Input {
                path: path.to_owned(),
                bytes: Vec::new(),
            })
            .to_vec();
        let plan = Plan::new(&study).unwrap();
        let copies: Vec<String> = input_entries(&plan)
            .into_iter()
            .map(|input| input.copy)
            .collect();
        assert_eq!(copies, ["inputs/01-county.toml", "inputs/02-county.toml"]);
    }

    #[test]
    fn a_manifest_of_another_format_is_refused() {
        let study = sample_study(1);
        let plan = Plan::new(&study).unwrap();
        let mut manifest = Manifest::new(&plan, "", "");
        manifest.format = 2;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("manifest.json");
        manifest.write(&path).unwrap();
        let error = Manifest::read(&path).unwrap_err();
        assert_eq!(error.to_string(), "format 2 is not 1");
    }
}
