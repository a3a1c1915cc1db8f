//! What is submitted to a cluster: which shards, after which jobs, and what is noted of them.

use std::path::Path;

use super::console::{print, tell};
use super::exit::{Ending, Refusal};
use super::job_scripts::{MERGE, SHARD, task_list};
use super::job_texts::{ByHand, Sent, kept_script, nothing_left, other_number, still_queued};
use super::jobs_file::{Jobs, JobsError, Submission, jobs_folder};
use super::slurm::{JobId, Queue, SlurmError, array_words, merge_words, sbatch, scancel, squeue};
use crate::base::{Language, Text};
use crate::output::Division;
use crate::output::clock::now;

/// What is to be submitted, and from where.
pub(super) struct Order<'a> {
    /// Where the result goes; absolute.
    pub(super) out: &'a Path,
    /// Name and text of each script.
    pub(super) scripts: [(&'static str, String); 2],
    pub(super) division: Division,
    /// Whether it is only shown.
    pub(super) is_dry: bool,
    pub(super) language: Language,
}

/// Shards that are left to do.
struct Left {
    /// Those that no job waits for or runs.
    unasked: Vec<u32>,
    /// Tasks of the others, in the queue.
    queued: Vec<JobId>,
    /// What the array is narrowed to; none means all of it.
    tasks: Option<String>,
}

impl Order<'_> {
    /// Submits everything, or only what is missing.
    pub(super) fn place(&self, is_missing_only: bool) -> Result<Ending, Refusal> {
        let mut jobs = self.jobs()?;
        let queue = self.queue(&jobs)?;
        let left = if is_missing_only {
            self.left(&jobs, &queue)
        } else {
            self.all(&queue)?
        };
        let merge = waiting_merge(&jobs, &queue).cloned();
        let is_over = left.queued.is_empty() && self.division.is_merged(self.out);
        if left.unasked.is_empty() && (merge.is_some() || is_over) {
            self.tell(&nothing_left(self.out, merge.as_ref()))?;
            return Ok(Ending::Done);
        }
        if self.is_dry {
            return self.show(&left);
        }
        jobs.division = self.division;
        self.settle(&mut jobs)?;
        if let Some(merge) = merge {
            scancel(&merge).map_err(|error| self.running(&error.text()))?;
        }
        self.send(&mut jobs, left)
    }

    /// What was submitted from here before.
    fn jobs(&self) -> Result<Jobs, Refusal> {
        let stored = Jobs::read(self.out).map_err(|error| self.input(&error.text()))?;
        let jobs = stored.unwrap_or_else(|| Jobs::new(self.division));
        let (before, now) = (jobs.division.shards, self.division.shards);
        if before == now || jobs.submissions.is_empty() {
            Ok(jobs)
        } else {
            Err(self.input(&other_number(self.out, before)))
        }
    }

    /// The queue, which is empty where no Slurm is.
    fn queue(&self, jobs: &Jobs) -> Result<Queue, Refusal> {
        match squeue(&jobs.all()) {
            Err(SlurmError::Absent(_)) => Ok(Queue::new()),
            queue => queue.map_err(|error| self.running(&error.text())),
        }
    }

    /// Every shard, unless earlier jobs are at work on them.
    fn all(&self, queue: &Queue) -> Result<Left, Refusal> {
        match queue.iter().find(|(job, _)| is_active(queue, job)) {
            Some((job, state)) => Err(self.input(&still_queued(job, state))),
            None => Ok(Left {
                unasked: (1..=self.division.shards).collect(),
                queued: Vec::new(),
                tasks: None,
            }),
        }
    }

    /// Shards whose runs have not all ended.
    fn left(&self, jobs: &Jobs, queue: &Queue) -> Left {
        let (mut unasked, mut queued) = (Vec::new(), Vec::new());
        for state in self.division.states(self.out) {
            let shard = state.shard.number();
            let mut tasks = jobs.tasks_of(shard);
            match tasks.find(|task| is_active(queue, task)) {
                _ if state.has_ended() => {}
                Some(task) => queued.push(task),
                None => unasked.push(shard),
            }
        }
        let tasks = Some(task_list(&unasked));
        Left {
            unasked,
            queued,
            tasks,
        }
    }

    /// Writes the scripts.
    fn settle(&self, jobs: &mut Jobs) -> Result<(), Refusal> {
        let kept = jobs.settle(self.out, &self.scripts);
        let kept = kept.map_err(|error| match error {
            JobsError::Changed(_) => self.input(&error.text()),
            JobsError::Storage(..) => self.running(&error.text()),
        })?;
        for script in kept {
            tell(kept_script(&script).in_language(self.language));
        }
        Ok(())
    }

    /// Submits, and notes each job as soon as it has a number.
    fn send(&self, jobs: &mut Jobs, left: Left) -> Result<Ending, Refusal> {
        let by_hand = self.by_hand(&left);
        let mut after = left.queued;
        let mut array = None;
        if !left.unasked.is_empty() {
            let words = array_words(&by_hand.shard, left.tasks.as_deref());
            let unsent = |error: SlurmError| self.running(&by_hand.unsent(&error.text()));
            let job = sbatch(&words).map_err(unsent)?;
            after.insert(0, job.clone());
            array = Some(job);
        }
        jobs.submissions.push(Submission {
            submitted: now(),
            array: array.clone(),
            tasks: left.unasked.clone(),
            merge: None,
        });
        self.note(jobs)?;
        let merge = sbatch(&merge_words(&by_hand.merge, &after));
        let merge = merge.map_err(|error| self.running(&error.text()))?;
        if let Some(last) = jobs.submissions.last_mut() {
            last.merge = Some(merge.clone());
        }
        self.note(jobs)?;
        let sent = Sent {
            out: self.out,
            array,
            shards: task_list(&left.unasked),
            merge,
        };
        self.tell(&sent.text())?;
        Ok(Ending::Done)
    }

    fn note(&self, jobs: &Jobs) -> Result<(), Refusal> {
        let noted = jobs.write(self.out);
        noted.map_err(|error| self.running(&error.text()))
    }

    /// Prints the scripts and the commands that submit them.
    fn show(&self, left: &Left) -> Result<Ending, Refusal> {
        let scripts = self.scripts.iter();
        let scripts = scripts.map(|(name, script)| format!("== {}\n{script}", self.script(name)));
        let text = scripts.collect::<Vec<String>>().join("\n");
        let (title, end) = self.language.choose(
            ("命令", "什么都没写，什么都没提交。"),
            ("commands", "nothing was written or submitted"),
        );
        let commands = self.by_hand(left).commands();
        print(&format!("{text}\n== {title}\n{commands}\n{end}\n"))?;
        Ok(Ending::Done)
    }

    fn by_hand(&self, left: &Left) -> ByHand {
        ByHand {
            shard: self.script(SHARD),
            merge: self.script(MERGE),
            has_array: !left.unasked.is_empty(),
            tasks: left.tasks.clone(),
            after: left.queued.clone(),
        }
    }

    fn script(&self, name: &str) -> String {
        jobs_folder(self.out).join(name).display().to_string()
    }

    fn tell(&self, text: &Text) -> Result<(), Refusal> {
        Ok(print(text.in_language(self.language))?)
    }

    fn input(&self, text: &Text) -> Refusal {
        Refusal::Input(text.in_language(self.language).to_owned())
    }

    fn running(&self, text: &Text) -> Refusal {
        let text = text.in_language(self.language).to_owned();
        Refusal::Running(anyhow::Error::msg(text))
    }
}

/// Whether a job or task waits or runs; one that is completing will do no more.
fn is_active(queue: &Queue, job: &JobId) -> bool {
    queue.get(job).is_some_and(|state| state != "COMPLETING")
}

fn waiting_merge<'a>(jobs: &'a Jobs, queue: &Queue) -> Option<&'a JobId> {
    let submissions = jobs.submissions.iter().rev();
    let mut merges = submissions.filter_map(|submission| submission.merge.as_ref());
    merges.find(|merge| is_active(queue, merge))
}
