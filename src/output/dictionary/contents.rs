//! Which parts of a result the dictionary speaks of.

/// Which parts of a result the dictionary speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contents {
    /// Whether there is a table of incidents.
    pub has_incidents: bool,
    /// Whether there are pictures.
    pub has_plots: bool,
    /// Whether each table has Parquet beside it.
    pub has_parquet: bool,
}
