//! Why a picture cannot be drawn.

use thiserror::Error;

/// A fault in the data of a picture, or in the making of its file.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum PictureError {
    /// Two lists that belong together differ in length.
    #[error("{chart}: {what} holds {found} entries, not {expected}")]
    Shape {
        /// The chart type.
        chart: &'static str,
        /// The list at fault.
        what: &'static str,
        /// Entries the chart's other lists call for.
        expected: usize,
        /// Entries found.
        found: usize,
    },
    /// A number that no axis can place; an undefined value is `None`, never NaN.
    #[error("{chart}: {what} holds a value that is not finite")]
    NotFinite {
        /// The chart type.
        chart: &'static str,
        /// The list at fault.
        what: &'static str,
    },
    /// The points of a curve go back.
    #[error("{chart}: {what} are not in rising order")]
    Order {
        /// The chart type.
        chart: &'static str,
        /// The list at fault.
        what: &'static str,
    },
    /// A length drawn as a bar is below zero.
    #[error("{chart}: {what} holds a negative value")]
    Negative {
        /// The chart type.
        chart: &'static str,
        /// The list at fault.
        what: &'static str,
    },
    /// The embedded font was refused.
    #[error("the embedded font cannot be registered")]
    Font,
    /// The picture is too large for memory.
    #[error("a picture of {width} by {height} pixels cannot be held in memory")]
    TooLarge {
        /// Width (pixels).
        width: u32,
        /// Height (pixels).
        height: u32,
    },
    /// The drawing library refused a mark.
    #[error("drawing failed: {0}")]
    Drawing(String),
    /// The PNG could not be encoded.
    #[error("PNG encoding failed: {0}")]
    Encoding(String),
}
