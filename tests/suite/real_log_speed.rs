//! How long the real log takes to read, in the profile tests are built in.

use std::path::Path;
use std::time::Instant;

use tiaokuai::caselog::open;
use tiaokuai::document::{Address, Faults, Place, Sources, Tree};

#[test]
fn the_boston_log_is_read_in_less_than_two_seconds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/logs/boston-311");
    let (mut sources, mut faults) = (Sources::new(), Faults::new());
    let asker = Address {
        path: "trace.log".to_owned(),
        place: Place::top(sources.add("scenario.toml", "")),
    };
    let started = Instant::now();
    let map = folder.join("map.toml");
    let map = Tree::open(&mut sources, &mut faults, &map, &asker).unwrap();
    let log = folder.join("log.csv");
    let opened = open(&map, &log, &asker, &mut sources, &mut faults).unwrap();
    let elapsed = started.elapsed();
    assert_eq!(opened.report().rows, 36_584);
    assert!(elapsed.as_secs_f64() < 2.0, "{elapsed:?}");
}
