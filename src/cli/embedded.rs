//! The demo's files, built into the program, so that an installed binary needs nothing beside it.

/// A file of the repository.
#[derive(Debug, Clone, Copy)]
pub(super) struct Embedded {
    /// Its path in the repository.
    pub(super) path: &'static str,
    /// What is in it.
    pub(super) text: &'static str,
}

macro_rules! embedded {
    ($path:literal) => {
        Embedded {
            path: $path,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)),
        }
    };
}

/// The demo experiment; what it names follows.
pub(super) const DEMO: [Embedded; 5] = [
    embedded!("experiments/demo/experiment.toml"),
    embedded!("scenarios/counties/pattern/county.toml"),
    embedded!("scenarios/setups/separate-lines.toml"),
    embedded!("scenarios/setups/single-team.toml"),
    embedded!("scenarios/setups/hub-and-spoke.toml"),
];
