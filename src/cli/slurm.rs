//! Slurm's own commands: submit a job, ask after jobs, cancel one.

use std::collections::BTreeMap;
use std::io;
use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::base::{Text, system_reason};

/// A job as Slurm numbers it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct JobId(pub(super) String);

impl JobId {
    /// One task of the array this job is.
    pub(super) fn task(&self, number: u32) -> Self {
        Self(format!("{}_{number}", self.0))
    }
}

/// Jobs that wait or run, each with its state as Slurm words it.
pub(super) type Queue = BTreeMap<JobId, String>;

/// Why a command of Slurm did not do what it should.
#[derive(Debug, thiserror::Error)]
pub(super) enum SlurmError {
    /// It is not on the path.
    #[error("{}", self.text().en)]
    Absent(&'static str),
    /// It cannot be started.
    #[error("{}", self.text().en)]
    Start(&'static str, io::Error),
    /// It refused, and why.
    #[error("{}", self.text().en)]
    Refused(&'static str, String),
    /// It answered something else than a job's number.
    #[error("{}", self.text().en)]
    Answer(String),
}

impl SlurmError {
    /// The message in both languages.
    pub(super) fn text(&self) -> Text {
        match self {
            Self::Absent(program) => Text::new(
                format!("找不到 {program}：这台机器上没有 Slurm，或它不在 PATH 里"),
                format!("{program} is not found: this machine has no Slurm, or it is not on PATH"),
            ),
            Self::Start(program, error) => {
                let Text { zh, en } = system_reason(error);
                Text::new(
                    format!("{program} 不能启动：{zh}"),
                    format!("{program} cannot be started: {en}"),
                )
            }
            Self::Refused(program, said) => Text::new(
                format!("{program} 拒绝了：{said}"),
                format!("{program} refused: {said}"),
            ),
            Self::Answer(said) => Text::new(
                format!("sbatch 的回答里没有作业号：{said}"),
                format!("sbatch answered without the number of a job: {said}"),
            ),
        }
    }
}

/// What a script is submitted with, its path last.
pub(super) fn array_words(script: &str, tasks: Option<&str>) -> Vec<String> {
    let tasks = tasks.map(|tasks| format!("--array={tasks}"));
    let words = std::iter::once("--parsable".to_owned()).chain(tasks);
    words.chain([script.to_owned()]).collect()
}

/// What a script is submitted with that waits until `jobs` have ended well.
pub(super) fn merge_words(script: &str, jobs: &[JobId]) -> Vec<String> {
    let mut words = vec!["--parsable".to_owned()];
    if !jobs.is_empty() {
        let jobs: Vec<&str> = jobs.iter().map(|job| job.0.as_str()).collect();
        words.push(format!("--dependency=afterok:{}", jobs.join(":")));
        words.push("--kill-on-invalid-dep=yes".to_owned());
    }
    words.push(script.to_owned());
    words
}

/// Submits a job.
///
/// # Errors
/// There is no `sbatch`, or it refuses.
pub(super) fn sbatch(words: &[String]) -> Result<JobId, SlurmError> {
    let said = asked("sbatch", words)?;
    // `--parsable` answers `id`, or `id;cluster`.
    let job = said.trim().split(';').next().unwrap_or_default();
    let is_number = !job.is_empty() && job.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        Ok(JobId(job.to_owned()))
    } else {
        Err(SlurmError::Answer(said.trim().to_owned()))
    }
}

/// Which of `jobs` and their tasks wait or run.
///
/// # Errors
/// There is no `squeue`, or it cannot reach its cluster.
pub(super) fn squeue(jobs: &[JobId]) -> Result<Queue, SlurmError> {
    if jobs.is_empty() {
        return Ok(Queue::new());
    }
    let jobs: Vec<&str> = jobs.iter().map(|job| job.0.as_str()).collect();
    let jobs = format!("--jobs={}", jobs.join(","));
    let words = ["--noheader", "--array", "--format=%i %T", &jobs];
    match asked("squeue", &words.map(str::to_owned)) {
        Ok(said) => Ok(told(&said)),
        // A job that ended some minutes ago is forgotten.
        Err(SlurmError::Refused(_, said)) if said.contains("Invalid job id") => Ok(Queue::new()),
        Err(error) => Err(error),
    }
}

/// Cancels a job.
///
/// # Errors
/// There is no `scancel`, or it refuses.
pub(super) fn scancel(job: &JobId) -> Result<(), SlurmError> {
    asked("scancel", std::slice::from_ref(&job.0)).map(|_| ())
}

fn told(said: &str) -> Queue {
    let lines = said.lines().filter_map(|line| line.split_once(' '));
    lines
        .map(|(job, state)| (JobId(job.to_owned()), state.trim().to_owned()))
        .collect()
}

fn asked(program: &'static str, words: &[String]) -> Result<String, SlurmError> {
    let output = Command::new(program).args(words).output();
    let output = output.map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => SlurmError::Absent(program),
        _ => SlurmError::Start(program, error),
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(SlurmError::Refused(program, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_waits_for_jobs_and_tasks_and_is_cancelled_with_them() {
        let array = JobId("7".to_owned());
        let words = merge_words("m.sh", &[JobId("9".to_owned()), array.task(2)]);
        let expected = "--parsable --dependency=afterok:9:7_2 --kill-on-invalid-dep=yes m.sh";
        assert_eq!(words.join(" "), expected);
        assert_eq!(merge_words("m.sh", &[]).join(" "), "--parsable m.sh");
        let words = array_words("s.sh", Some("2,5"));
        assert_eq!(words.join(" "), "--parsable --array=2,5 s.sh");
    }

    #[test]
    fn a_queue_is_read_by_job_and_task() {
        let queue = told("7_2 PENDING\n8 RUNNING\n");
        let state = |job: &str| queue.get(&JobId(job.to_owned())).map(String::as_str);
        assert_eq!(state("7_2"), Some("PENDING"));
        assert_eq!(state("8"), Some("RUNNING"));
        assert_eq!(state("7_1"), None);
    }
}
