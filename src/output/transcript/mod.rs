//! Tables as Parquet: a finished CSV is read back row by row and written with its types.
//!
//! The feature `parquet` brings the writer. Without it [`Parquet`] has no value, so that nothing
//! can be asked for that the program cannot do.

mod error;
#[cfg(feature = "parquet")]
mod columns;
#[cfg(feature = "parquet")]
mod writing;
#[cfg(not(feature = "parquet"))]
mod absent;

#[cfg(not(feature = "parquet"))]
pub use absent::Parquet;
pub use error::{NotBuilt, TranscriptError};
#[cfg(feature = "parquet")]
pub use writing::Parquet;
