//! The interaction of a two by two experiment, paired by world:
//! `cargo run --release --example interaction -- outputs/05-two-by-two/runs.csv`.
//!
//! Setups in the order of the file: neither, the second change, the first change, both.

use std::collections::BTreeMap;

use tiaokuai::experiment::statistics::{Confidence, MeanInterval};

const WANTED: &[(&str, &str, &str)] = &[
    ("potential/all", "prevented", "count"),
    ("potential/all", "exposure", "value"),
    ("common/all", "response_time", "mean"),
    ("common/all", "resolution_time", "mean"),
    ("all", "busy_share", "share"),
];

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    let path = std::env::args().nth(1).ok_or("name a runs.csv")?;
    let mut setups: Vec<String> = Vec::new();
    let mut values: BTreeMap<(String, String, String), f64> = BTreeMap::new();
    let mut worlds: Vec<String> = Vec::new();
    for row in csv::Reader::from_path(path)?.records() {
        let row = row?;
        let [setup, world] = [&row[1], &row[2]].map(str::to_owned);
        let name = format!("{}|{}|{}", &row[5], &row[6], &row[8]);
        if !setups.contains(&setup) {
            setups.push(setup.clone());
        }
        if !worlds.contains(&world) {
            worlds.push(world.clone());
        }
        if let Ok(value) = row[9].parse::<f64>() {
            values.insert((setup, world, name), value);
        }
    }
    let [neither, second, first, both] = &setups[..] else {
        return Err("a two by two experiment has four setups".into());
    };
    let confidence = Confidence::new(0.95).map_err(|error| format!("{error:?}"))?;
    println!("({both} - {first}) - ({second} - {neither}), 95 % interval, paired by world");
    for (population, metric, statistic) in WANTED {
        let name = format!("{population}|{metric}|{statistic}");
        let of = |setup: &String, world: &String| {
            let key = (setup.clone(), world.clone(), name.clone());
            values.get(&key).copied()
        };
        let interaction = |world: &String| {
            Some(of(both, world)? - of(first, world)? - of(second, world)? + of(neither, world)?)
        };
        match MeanInterval::of(worlds.iter().map(interaction), confidence) {
            Some(interval) => {
                let half = interval.half_width().unwrap_or(f64::NAN);
                let (low, high) = (interval.mean - half, interval.mean + half);
                let (mean, n) = (interval.mean, worlds.len());
                println!(
                    "{population} {metric} {statistic}: {mean:.4} ({low:.4} to {high:.4}), n = {n}"
                );
            }
            None => println!("{population} {metric} {statistic}: undefined"),
        }
    }
    Ok(())
}
