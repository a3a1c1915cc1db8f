//! What makes two studies the same: a digest of everything their runs hang on.

use std::fmt::{self, Write};

use sha2::{Digest, Sha256};

use crate::county::trace::Trace;
use crate::governance::Conduct;
use crate::scenario::{Level, Study};

use super::cell::hexadecimal;

/// The SHA-256 of resolved inputs, design, seed, measure and version, in hexadecimal.
///
/// Comments and the writing of files do not count, nor do replications, threads and paths: a
/// study may grow, and may be moved.
pub fn study_digest(study: &Study) -> String {
    let mut hash = Hash(Sha256::new());
    // Hashing cannot fail, and every value here is written by its own `Debug`.
    let written = write_study(study, study.seed, &mut hash);
    debug_assert!(written.is_ok());
    hexadecimal(&hash.0.finalize())
}

/// The SHA-256 of a file, in hexadecimal.
pub fn file_digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

struct Hash(Sha256);

impl Write for Hash {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

/// The seed of a study is that of all its points.
fn write_study(study: &Study, seed: u64, to: &mut Hash) -> fmt::Result {
    let Study {
        id: _,
        log_report: _,
        name,
        kind,
        county,
        conduct,
        setups,
        baseline,
        calendar,
        horizon,
        is_steady,
        mechanisms,
        discipline,
        trace,
        measure,
        headline,
        replications: _,
        precision: _,
        seed: _,
        design,
        factors,
        fraction: _,
        points,
        inputs: _,
        set: _,
    } = study;
    writeln!(to, "{}", env!("CARGO_PKG_VERSION"))?;
    writeln!(to, "{name:?} {kind:?} {seed} {baseline}")?;
    writeln!(to, "{county:?}")?;
    // A county that states no conduct keeps the digest it had before there was any.
    if *conduct != Conduct::NONE {
        writeln!(to, "{conduct:?}")?;
    }
    writeln!(to, "{setups:?}")?;
    writeln!(
        to,
        "{calendar:?} {horizon:?} {is_steady} {mechanisms:?} {discipline:?}"
    )?;
    writeln!(to, "{measure:?} {headline:?}")?;
    if let Some(trace) = trace {
        write_trace(trace, to)?;
    }
    // A study without points keeps the digest it had before there were any.
    if !points.is_empty() {
        writeln!(to, "{design:?} {factors:?}")?;
    }
    for point in points {
        let levels: Vec<&str> = point.levels.iter().map(Level::shown).collect();
        writeln!(to, "{levels:?}")?;
        write_study(&point.study, seed, to)?;
    }
    Ok(())
}

/// A log can have a million rows, so that they are hashed as numbers.
fn write_trace(trace: &Trace, to: &mut Hash) -> fmt::Result {
    writeln!(to, "trace of {}", trace.reports.len())?;
    for row in &trace.reports {
        to.0.update(row.key.bits().to_le_bytes());
        to.0.update(row.at.seconds().to_le_bytes());
        write!(to, "{:?}{:?}", row.village, row.matter)?;
        writeln!(to, "{:?}{:?}", row.departments, row.severity)?;
    }
    for row in &trace.routine {
        to.0.update(row.key.bits().to_le_bytes());
        to.0.update(row.at.seconds().to_le_bytes());
        writeln!(to, "{:?}{:?}", row.village, row.routine)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;
    use crate::experiment::sample_study::sample_study;
    use crate::governance::conduct::Learning;

    #[test]
    fn a_study_that_grows_moves_or_is_written_otherwise_stays_the_same() {
        let study = sample_study(2);
        let mut other = sample_study(20);
        other.id = "elsewhere".to_owned();
        other.inputs[0].path = "/elsewhere/x.toml".to_owned();
        other.inputs[0].bytes = b"# a comment".to_vec();
        assert_eq!(study_digest(&study), study_digest(&other));
        assert_eq!(study_digest(&study).len(), 64);
    }

    #[test]
    fn seed_setups_time_measure_and_county_make_another_study() {
        let same = study_digest(&sample_study(2));
        let changes: [fn(&mut Study); 8] = [
            |study| study.seed = 2,
            |study| study.setups.truncate(1),
            |study| study.horizon.measured = Span::from_days(29),
            |study| study.is_steady = true,
            |study| study.measure.has_stages = false,
            |study| study.county.staffing.away_skill = 0.5,
            |study| study.conduct.learning = Some(Learning::default()),
            |study| study.trace = Some(Trace::default()),
        ];
        for (place, change) in changes.into_iter().enumerate() {
            let mut study = sample_study(2);
            change(&mut study);
            assert_ne!(study_digest(&study), same, "change {place}");
        }
    }

    #[test]
    fn a_file_digest_is_the_one_other_tools_give() {
        // printf 'abc' | sha256sum
        assert_eq!(
            file_digest(b"abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
