//! What stands in where the feature `parquet` is off.

use std::path::Path;

use super::error::{NotBuilt, TranscriptError};
use crate::base::Text;

/// The writing of Parquet, of which this build has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parquet {}

impl Parquet {
    /// Refuses.
    ///
    /// # Errors
    /// Always.
    pub const fn offered() -> Result<Self, NotBuilt> {
        Err(NotBuilt)
    }

    /// Cannot be called.
    ///
    /// # Errors
    /// None.
    pub fn transcribe(
        self,
        _folder: &Path,
        _table: &str,
        _about: &Text,
        _columns: &[&str],
    ) -> Result<(), TranscriptError> {
        match self {}
    }
}
