//! What the runner adds to a run: encoding, journal, counting.
//!
//! Every run of a study of 1,000 is timed twice by one clock, alone and between its neighbours in
//! `execute` with a journal on disk, in turns of 100. Usage: `overhead FILE [PATCH...]`

use std::error::Error;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use tiaokuai::base::Language;
use tiaokuai::document::Sources;
use tiaokuai::experiment::{Advance, Execution, Plan, Progress, RunKey, Shard, execute};
use tiaokuai::output::JournalFile;
use tiaokuai::scenario::read_study;

const TURNS: u32 = 10;

/// When each run ended.
struct Ends(Mutex<Vec<Instant>>);

impl Progress for Ends {
    fn ended(&self, _key: RunKey, _advance: Advance) {
        if let Ok(mut ends) = self.0.lock() {
            ends.push(Instant::now());
        }
    }
}

fn median(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let file = words.next().ok_or("which study?")?;
    let mut patches: Vec<String> = words.collect();
    patches.push("design.replications=1000".to_owned());
    let mut sources = Sources::new();
    let (study, _) = read_study(Path::new(&file), &patches, &mut sources)
        .map_err(|faults| faults.report(&sources, Language::En, false))?;
    let path = std::env::temp_dir().join(format!("tiaokuai-overhead-{}", std::process::id()));
    let mut journal = JournalFile::open(&path)?;
    let (mut alone, mut within, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for shard in Shard::all(TURNS) {
        let plan = Plan::new(&study)
            .map_err(|_| "a setup cannot be laid")?
            .of_shard(Some(shard));
        let runs: Vec<u64> = plan
            .own_worlds()
            .flat_map(|world| plan.runs_of_world(world))
            .collect();
        let pure: Vec<Duration> = runs
            .iter()
            .map(|run| {
                let begun = Instant::now();
                std::hint::black_box(plan.run_apart(*run));
                begun.elapsed()
            })
            .collect();
        let ends = Ends(Mutex::new(Vec::new()));
        let execution = Execution {
            threads: NonZeroUsize::MIN,
            stop: &AtomicBool::new(false),
            progress: &ends,
        };
        execute(&plan, &mut journal, execution)?;
        let ends = ends.0.into_inner()?;
        for (pure, pair) in pure.iter().skip(1).zip(ends.windows(2)) {
            let [pure, gap] = [*pure, pair[1] - pair[0]].map(|span| span.as_secs_f64());
            alone.push(pure);
            within.push(gap);
            ratios.push(gap / pure);
        }
    }
    std::fs::remove_file(&path)?;
    println!(
        "{} runs: median {:.3} ms alone, {:.3} ms in the runner; median of the ratio {:+.2} %",
        ratios.len(),
        median(&mut alone) * 1e3,
        median(&mut within) * 1e3,
        (median(&mut ratios) - 1.0) * 100.0
    );
    Ok(())
}
