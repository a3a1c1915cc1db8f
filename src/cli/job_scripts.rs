//! Job scripts for Slurm: plain bash that a person can read, change and submit by hand.

use super::quoting::quoted;
use super::reading::Changes;

/// The script of the array.
pub(super) const SHARD: &str = "shard.sh";
/// The script of the job after it.
pub(super) const MERGE: &str = "merge.sh";

/// What each job asks the cluster for; what is absent is left to the cluster.
#[derive(Debug, Clone, Copy)]
pub(super) struct Resources<'a> {
    /// `--partition`.
    pub(super) partition: Option<&'a str>,
    /// `--time`, in minutes.
    pub(super) minutes: Option<u32>,
    /// `--mem`, in MB.
    pub(super) megabytes: Option<u32>,
    /// `--cpus-per-task`.
    pub(super) processors: u32,
}

/// What the scripts are written from; paths are absolute.
#[derive(Debug, Clone, Copy)]
pub(super) struct JobScripts<'a> {
    /// This program.
    pub(super) program: &'a str,
    /// The study file.
    pub(super) study: &'a str,
    /// Where the result goes.
    pub(super) out: &'a str,
    /// What jobs are called.
    pub(super) name: &'a str,
    /// Number of shards.
    pub(super) shards: u32,
    pub(super) resources: Resources<'a>,
    pub(super) changes: Changes<'a>,
}

impl JobScripts<'_> {
    /// The array: each task runs one shard.
    pub(super) fn shard(&self) -> String {
        let shards = self.shards;
        let head = self.head("shard", &[format!("--array=1-{shards}")], "%x-%A-%a.log");
        let options = self.options();
        format!(
            "{head}\
             # 数组的每个任务运行一个分片；重复提交只补做没做完的。\n\
             # Each task of the array runs one shard; submitted again, it does only what is left.\n\
             set -euo pipefail\n\n\
             {places}\
             study={study}\n\
             shard=$SLURM_ARRAY_TASK_ID\n\
             folder=$out/shards/$shard\n\n\
             status=0\n\
             \"$tiaokuai\" run \"$study\"{options} \\\n    \
             --shard \"$shard/{shards}\" --threads \"${{SLURM_CPUS_PER_TASK:-1}}\" \\\n    \
             --out \"$folder\" --resume || status=$?\n\n\
             # 全部做完、只是其中有运行失败：仍然合并，failures.csv 会列出它们。\n\
             # All runs have ended and some of them failed: they are merged, failures.csv lists them.\n\
             if [ \"$status\" -eq 1 ] && grep -q '^  \"state\": \"failed\"' \"$folder/manifest.json\"; then\n    \
             status=0\n\
             fi\n\
             exit \"$status\"\n",
            places = self.places(),
            study = quoted(self.study.as_ref()),
        )
    }

    /// The job after the array: puts all shards together.
    pub(super) fn merge(&self) -> String {
        let head = self.head("merge", &[], "%x-%j.log");
        let shards = self.shards;
        format!(
            "{head}\
             # 把全部分片合并成结果；不齐时拒绝并说明。\n\
             # Puts all shards together; refuses and says why if any is not complete.\n\
             set -euo pipefail\n\n\
             {places}\n\
             folders=()\n\
             for shard in $(seq 1 {shards}); do\n    \
             folders+=(\"$out/shards/$shard\")\n\
             done\n\
             \"$tiaokuai\" merge \"${{folders[@]}}\" \\\n    \
             --threads \"${{SLURM_CPUS_PER_TASK:-1}}\" --out \"$out\" --resume\n",
            places = self.places(),
        )
    }

    fn head(&self, kind: &str, more: &[String], log: &str) -> String {
        let Resources {
            partition,
            minutes,
            megabytes,
            processors,
        } = self.resources;
        let name = format!("--job-name={}", directive(&format!("{}-{kind}", self.name)));
        // `%` begins a replacement in the names of logs.
        let folder = self.out.replace('%', "%%");
        let log = format!("--output={}", directive(&format!("{folder}/slurm/{log}")));
        let asked = [
            Some(format!("--cpus-per-task={processors}")),
            partition.map(|name| format!("--partition={}", directive(name))),
            minutes.map(|minutes| format!("--time={minutes}")),
            megabytes.map(|megabytes| format!("--mem={megabytes}M")),
        ];
        let asked = asked.into_iter().flatten();
        let lines = [name].into_iter().chain(more.iter().cloned()).chain(asked);
        let lines = lines.chain([log]).map(|line| format!("#SBATCH {line}\n"));
        format!("#!/usr/bin/env bash\n{}", lines.collect::<String>())
    }

    fn places(&self) -> String {
        let (program, out) = (quoted(self.program.as_ref()), quoted(self.out.as_ref()));
        format!("tiaokuai={program}\nout={out}\n")
    }

    /// The options of `run` that change the study, each after a space.
    fn options(&self) -> String {
        let Changes {
            set,
            replications,
            seed,
        } = self.changes;
        let set = set
            .iter()
            .map(|set| format!(" --set {}", quoted(set.as_ref())));
        let replications = replications.map(|number| format!(" --replications {number}"));
        let seed = seed.map(|seed| format!(" --seed {seed}"));
        set.chain(replications).chain(seed).collect()
    }
}

/// A value as `sbatch` reads it back from a `#SBATCH` line.
fn directive(value: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=,:@%+".contains(c);
    if value.chars().all(is_plain) {
        return value.to_owned();
    }
    let escaped = value.replace('\\', r"\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// Tasks of an array as Slurm writes them, ascending: `1-3,7`.
pub(super) fn task_list(tasks: &[u32]) -> String {
    let mut spans: Vec<(u32, u32)> = Vec::new();
    for task in tasks {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == *task => *last = *task,
            _ => spans.push((*task, *task)),
        }
    }
    let spans = spans.iter().map(|(first, last)| {
        if first == last {
            first.to_string()
        } else {
            format!("{first}-{last}")
        }
    });
    spans.collect::<Vec<String>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripts(set: &[String]) -> JobScripts<'_> {
        JobScripts {
            program: "/opt/tiaokuai",
            study: "/home/a b/it's.toml",
            out: "/home/a b/100%",
            name: "study",
            shards: 12,
            resources: Resources {
                partition: Some("short"),
                minutes: Some(90),
                megabytes: Some(800),
                processors: 4,
            },
            changes: Changes {
                set,
                replications: Some(50),
                seed: None,
            },
        }
    }

    #[test]
    fn a_script_says_what_was_asked_for_and_quotes_what_needs_it() {
        let set = ["x.y=\"a $b\"".to_owned()];
        let shard = scripts(&set).shard();
        for line in [
            "#SBATCH --array=1-12\n",
            "#SBATCH --cpus-per-task=4\n",
            "#SBATCH --partition=short\n",
            "#SBATCH --time=90\n",
            "#SBATCH --mem=800M\n",
            "#SBATCH --output=\"/home/a b/100%%/slurm/%x-%A-%a.log\"\n",
            "out='/home/a b/100%'\n",
            "study='/home/a b/it'\\''s.toml'\n",
            "run \"$study\" --set 'x.y=\"a $b\"' --replications 50 \\\n",
            "--shard \"$shard/12\" --threads \"${SLURM_CPUS_PER_TASK:-1}\"",
        ] {
            assert!(shard.contains(line), "{line} in\n{shard}");
        }
        assert!(!shard.contains("--seed"), "{shard}");
        let merge = scripts(&[]).merge();
        assert!(merge.contains("#SBATCH --job-name=study-merge\n") && merge.contains("seq 1 12"));
        assert!(
            !merge.contains("--array") && !merge.contains("--set"),
            "{merge}"
        );
    }

    #[test]
    fn tasks_are_listed_in_spans() {
        assert_eq!(task_list(&[1, 2, 3, 7, 9, 10]), "1-3,7,9-10");
        assert_eq!(task_list(&[4]), "4");
    }
}
