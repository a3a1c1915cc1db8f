//! Files of the repository with some of them changed, without touching the disk.

use std::io;
use std::path::{Path, PathBuf};

use tiaokuai::scenario::{Disk, Files};

/// The demo experiment: three setups on the pattern county.
pub const DEMO: &str = "experiments/demo/experiment.toml";
/// The experiment with a setup that lacks power.
pub const ENFORCEMENT: &str = "experiments/01-enforcement/experiment.toml";
/// A small county with everything in it.
pub const PATTERN: &str = "scenarios/counties/pattern/county.toml";
/// A file that does not ship.
pub const OWN: &str = "scenarios/own.toml";
/// A plain queue.
pub const ERLANG: &str = "scenarios/validation/erlang-c.toml";
/// Two departments one after the other.
pub const TANDEM: &str = "scenarios/validation/tandem.toml";
/// One team a township.
pub const POOLED: &str = "scenarios/validation/pooling-single-team.toml";
/// The speed test.
pub const SPEED: &str = "scenarios/bench/w1-separate-lines.toml";
/// The status quo.
pub const LINES: &str = "scenarios/setups/separate-lines.toml";
/// One team per hub.
pub const HUBS: &str = "scenarios/setups/hub-and-spoke.toml";
/// One team per township, all delegated.
pub const TEAMS: &str = "scenarios/setups/single-team.toml";

/// Two hours of a hundred in visits to villages.
pub const FRONT: &str = "scenarios/setups/front-loaded.toml";

/// A scenario of the first cases of a real log; [`of_a_real_log`] writes it.
pub const REAL_LOG: &str = "scenarios/logs/boston-311/scenario.toml";
const LOG: &str = "scenarios/logs/boston-311/log.csv";
/// Rows of the real log that are kept: the log's first days.
const ROWS: usize = 1_500;

/// The repository with a scenario of the first days of the real log.
pub fn of_a_real_log(days: &str, more: &str) -> Shelf {
    let mut shelf = Shelf::untouched();
    let log = std::fs::read_to_string(LOG).unwrap();
    let rows: String = log.split_inclusive('\n').take(ROWS).collect();
    shelf.put(LOG, rows.into_bytes());
    let scenario = format!(
        "kind = \"scenario\"\n[trace]\nlog = \"log.csv\"\nmap = \"map.toml\"\n[time]\n{days}\n{more}"
    );
    shelf.put(REAL_LOG, scenario.into_bytes());
    shelf
}

/// The id, the path and the values of a factor.
pub type FactorText = (&'static str, &'static str, &'static str);

/// A factor of the pattern county.
pub const SKILL: FactorText = ("skill", "county.staffing.away_skill", "[0.5, 1]");
/// Another one.
pub const ABSENT: FactorText = ("absent", "county.staffing.absent_share", "[0.1, 0.2]");

/// The demo experiment with a design and factors.
pub fn varied(design: &str, keys: &str, factors: &[FactorText]) -> (&'static str, Shelf) {
    let shelf = Shelf::untouched().but(DEMO, "\"compare\"", &format!("\"{design}\"\n{keys}"));
    let written = factors.iter().map(|(id, path, values)| {
        format!("[factor.{id}]\nkind = \"lever\"\npath = \"{path}\"\nvalues = {values}\n")
    });
    let written = written.collect::<Vec<_>>().concat();
    let shelf = shelf.but(DEMO, "[measure]", &format!("{written}[measure]"));
    (DEMO, shelf)
}

/// The repository with some files changed.
#[derive(Clone)]
pub struct Shelf {
    changed: Vec<(PathBuf, Vec<u8>)>,
}

impl Shelf {
    /// Nothing changed.
    pub const fn untouched() -> Self {
        Self {
            changed: Vec::new(),
        }
    }

    /// The first `from` of the file `path` becomes `to`.
    #[must_use]
    pub fn but(mut self, path: &str, from: &str, to: &str) -> Self {
        let text = String::from_utf8(self.read(Path::new(path)).unwrap()).unwrap();
        assert!(text.contains(from), "{path} has no {from:?}");
        self.put(path, text.replacen(from, to, 1).into_bytes());
        self
    }

    /// The file `path` holds these bytes.
    pub fn put(&mut self, path: &str, bytes: Vec<u8>) {
        self.changed
            .retain(|(changed, _)| changed != Path::new(path));
        self.changed.push((path.into(), bytes));
    }
}

impl Files for Shelf {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self.changed.iter().find(|(changed, _)| changed == path) {
            Some((_, bytes)) => Ok(bytes.clone()),
            None => Disk.read(path),
        }
    }
}
