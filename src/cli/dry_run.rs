//! `run --dry-run`: how many runs, how long and how much disk, from timed pilot worlds.

use std::num::NonZeroUsize;
use std::time::{Duration, Instant};

use super::console::print;
use super::exit::{Ending, Refusal};
use super::precision::outlook;
use crate::base::Language;
use crate::experiment::{Journal, MemoryJournal, Plan, RunRecord, Shard, derive};
use crate::output::tables::{RunsTable, write_contrasts, write_load, write_stages};

/// Points that are tried, the first and the last among them: runs of one may take longer than those
/// of another.
const TRIED: u32 = 5;

/// What some worlds took.
struct Pilot {
    /// How many, each at another point.
    worlds: u64,
    time: Duration,
    /// Rows of `runs.csv`.
    rows: u64,
    /// Bytes that grow with the worlds: journal and `runs.csv`.
    growing: u64,
    /// Bytes of the tables that grow with the points only.
    fixed: u64,
    failed: Option<String>,
}

/// What the whole study will take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Forecast {
    time: Duration,
    rows: u64,
    bytes: u64,
}

/// Runs the first world of some points in memory and prints what the whole will take; nothing is written.
pub(super) fn forecast(
    plan: &Plan,
    threads: NonZeroUsize,
    language: Language,
) -> Result<Ending, Refusal> {
    let pilot = pilot(plan)?;
    let points = u64::from(plan.points());
    let worlds = plan.own_worlds().count() as u64;
    let whole = pilot.scaled((worlds, points), threads);
    print(&shown(plan, &whole, threads, language))?;
    if let Some(precision) = plan.precision() {
        print(&outlook(&precision, language))?;
    }
    match pilot.failed {
        None => Ok(Ending::Done),
        Some(error) => Err(Refusal::Running(anyhow::anyhow!(error))),
    }
}

fn pilot(plan: &Plan) -> Result<Pilot, Refusal> {
    let mut journal = MemoryJournal::new();
    let (mut frames, mut failed) = (0, None);
    let started = Instant::now();
    let worlds = tried(plan.points());
    for world in &worlds {
        for (run, record) in plan.runs_of_world(*world).zip(plan.run_world(*world)) {
            let bytes = record.to_bytes();
            frames += bytes.len() as u64;
            journal.append(run, &bytes)?;
            if let RunRecord::Failed { error } = record {
                failed = Some(error);
            }
        }
    }
    let time = started.elapsed();
    let study = plan.study();
    let mut runs = RunsTable::new(study, Vec::new())?;
    let derived = derive(plan, &journal, &mut runs)?;
    let runs = runs.finish()?;
    let mut tables = Vec::new();
    write_contrasts(study, &derived.contrasts, &mut tables)?;
    write_stages(study, &derived.stages, &mut tables)?;
    write_load(study, &derived.load, &mut tables)?;
    Ok(Pilot {
        worlds: worlds.len() as u64,
        time,
        rows: String::from_utf8_lossy(&runs).lines().skip(1).count() as u64,
        growing: frames + runs.len() as u64,
        fixed: tables.len() as u64,
        failed,
    })
}

/// Worlds of the first replication, evenly over so many points.
fn tried(points: u32) -> Vec<u64> {
    if points <= TRIED {
        return (0..u64::from(points)).collect();
    }
    let last = u64::from(points - 1);
    let steps = u64::from(TRIED - 1);
    (0..=steps).map(|step| step * last / steps).collect()
}

impl Pilot {
    fn scaled(&self, (worlds, points): (u64, u64), threads: NonZeroUsize) -> Forecast {
        let rounds = worlds.div_ceil(threads.get() as u64);
        Forecast {
            time: self.time.mul_f64(rounds as f64 / self.worlds as f64),
            rows: self.rows * worlds / self.worlds,
            bytes: self.growing * worlds / self.worlds + self.fixed * points / self.worlds,
        }
    }
}

fn shown(plan: &Plan, whole: &Forecast, threads: NonZeroUsize, language: Language) -> String {
    let (runs, worlds, setups) = (plan.runs(), plan.worlds(), plan.setups().len());
    let points = u64::from(plan.points());
    if let Some(shard) = plan.shard() {
        return shown_shard(plan, whole, (shard, threads), language);
    }
    if points > 1 {
        return shown_points(plan, whole, (points, threads), language);
    }
    let time = duration(whole.time, language);
    let megabytes = whole.bytes as f64 / 1e6;
    let rows = whole.rows;
    language.choose(
        format!(
            "{runs} 次运行：{worlds} 个世界 × {setups} 个方案\n\
             约 {time}，{threads} 个线程（按第一个世界的用时推算，不含画图）\n\
             约 {megabytes:.1} MB（日志与表格，不含图），runs.csv {rows} 行\n\
             什么都没写。\n"
        ),
        format!(
            "{runs} runs: {worlds} worlds x {setups} setups\n\
             about {time} on {threads} threads (from the first world's time, pictures apart)\n\
             about {megabytes:.1} MB (journal and tables, pictures apart), {rows} rows in runs.csv\n\
             nothing was written\n"
        ),
    )
}

/// The same of a shard, which writes no tables.
fn shown_shard(
    plan: &Plan,
    whole: &Forecast,
    (shard, threads): (Shard, NonZeroUsize),
    language: Language,
) -> String {
    let (own, runs) = (plan.own_runs(), plan.runs());
    let time = duration(whole.time, language);
    language.choose(
        format!(
            "分片 {shard}：{runs} 次运行中的 {own} 次\n\
             约 {time}，{threads} 个线程（按几个世界的用时推算）\n\
             什么都没写。\n"
        ),
        format!(
            "shard {shard}: {own} of {runs} runs\n\
             about {time} on {threads} threads (from the time of some worlds)\n\
             nothing was written\n"
        ),
    )
}

/// The same of a design of many points.
fn shown_points(
    plan: &Plan,
    whole: &Forecast,
    (points, threads): (u64, NonZeroUsize),
    language: Language,
) -> String {
    let (runs, setups) = (plan.runs(), plan.setups().len());
    let worlds = plan.worlds() / points;
    let tried = tried(plan.points()).len();
    let time = duration(whole.time, language);
    let megabytes = whole.bytes as f64 / 1e6;
    let rows = whole.rows;
    language.choose(
        format!(
            "{runs} 次运行：{points} 个设计点 × {worlds} 个世界 × {setups} 个方案\n\
             约 {time}，{threads} 个线程（按 {tried} 个设计点的第一个世界推算，不含画图）\n\
             约 {megabytes:.1} MB（日志与表格，不含图），runs.csv {rows} 行\n\
             什么都没写。\n"
        ),
        format!(
            "{runs} runs: {points} points x {worlds} worlds x {setups} setups\n\
             about {time} on {threads} threads (from the first world of {tried} points, pictures apart)\n\
             about {megabytes:.1} MB (journal and tables, pictures apart), {rows} rows in runs.csv\n\
             nothing was written\n"
        ),
    )
}

fn duration(time: Duration, language: Language) -> String {
    let seconds = time.as_secs_f64();
    match seconds {
        ..60.0 => language.choose(format!("{seconds:.1} 秒"), format!("{seconds:.1} s")),
        60.0..3600.0 => {
            let minutes = seconds / 60.0;
            language.choose(format!("{minutes:.1} 分钟"), format!("{minutes:.1} min"))
        }
        _ => {
            let hours = seconds / 3600.0;
            language.choose(format!("{hours:.1} 小时"), format!("{hours:.1} h"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_grows_is_scaled_by_worlds_and_time_by_rounds_of_threads() {
        let pilot = Pilot {
            worlds: 1,
            time: Duration::from_secs(2),
            rows: 10,
            growing: 1_000,
            fixed: 5,
            failed: None,
        };
        let threads = NonZeroUsize::new(4).unwrap();
        let expected = Forecast {
            time: Duration::from_secs(6),
            rows: 90,
            bytes: 9_005,
        };
        assert_eq!(pilot.scaled((9, 1), threads), expected);
        // Two worlds of two points tried, six points in all.
        let pilot = Pilot { worlds: 2, ..pilot };
        let expected = Forecast {
            time: Duration::from_secs(3),
            rows: 60,
            bytes: 6_015,
        };
        assert_eq!(pilot.scaled((12, 6), threads), expected);
    }

    #[test]
    fn points_are_tried_from_the_first_to_the_last() {
        assert_eq!(tried(1), [0]);
        assert_eq!(tried(3), [0, 1, 2]);
        assert_eq!(tried(101), [0, 25, 50, 75, 100]);
    }

    #[test]
    fn times_are_told_in_the_unit_a_person_would_choose() {
        let told = |seconds| duration(Duration::from_secs(seconds), Language::En);
        assert_eq!(
            [told(5), told(90), told(9_000)],
            ["5.0 s", "1.5 min", "2.5 h"]
        );
    }
}
