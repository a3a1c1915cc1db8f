//! Pictures of a study as SVG and anti-aliased PNG, in Chinese and English.
//!
//! Plain data in, one picture out: nothing here computes a result or knows the simulator.
//! A chart lays marks on a [`sheet`]; one list of marks becomes both formats, so they cannot
//! disagree. The same data give the same bytes: positions are rounded to a quarter of a unit,
//! the font is embedded, logarithms are `libm`'s.

pub mod error;
pub mod data;
pub mod label;
pub mod font;
pub mod colour;
pub mod number;
pub mod scale;
pub mod sheet;
pub mod ticks;
pub mod frame;
mod stacked;
pub mod curves;
pub mod forest;
pub mod stages;
pub mod heat;
pub mod hours;
pub mod bars;
mod panel;
mod panel_grid;
pub mod weeks;
pub mod lines;
pub mod ledger;
pub mod map;
mod raster;
mod render;
mod gallery;
#[cfg(test)]
mod samples;

pub use bars::{BarGroup, Bars};
pub use curves::{CurvePanel, CurvePoint, Curves, TimeAxis};
pub use data::{Amount, Better, Estimate, Heading, Interval};
pub use error::PictureError;
pub use font::missing_characters;
pub use forest::{Difference, Forest, ForestPanel, ForestRow};
pub use gallery::Picture;
pub use heat::{Heat, HeatPanel};
pub use hours::{HourLine, Hours};
pub use ledger::{Ledger, LedgerBar};
pub use lines::{LinePanel, LinePoint, Lines};
pub use map::{Map, MapPanel, MapPlace, MapScale};
pub use stages::{StageBar, Stages};
pub use weeks::{WeekPanel, WeekPoint, Weeks};
