//! Where a study looks: factors of the document, and the points at which they are varied.
//!
//! The designs themselves are pure: they yield ordinals of levels, or places in a unit cube.

pub mod words;
pub mod level;
pub mod quantile;
pub mod spread;
pub mod sobol;
pub mod latin_hypercube;
pub mod factorial;
pub mod factor;
pub mod quantity;
pub mod precision;
pub mod stated;
pub mod list;
pub mod target;
pub mod points;

pub use factor::Factor;
pub use level::Level;
pub use precision::Precision;
pub use quantity::Quantity;
pub use words::{DesignKind, FactorKind};
