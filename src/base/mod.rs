//! Ground floor: time, typed identifiers and tables, keys and draws, exact tallies, two languages.

pub mod language;
pub mod system_error;
pub mod time;
pub mod id;
pub mod key;
pub mod philox;
pub mod elementary;
pub mod mark;
pub mod draw;
pub mod family;
pub mod distribution;
pub mod sampler;
pub mod zipf;
pub mod date;
pub mod calendar;
pub mod profile;
pub mod shift;
pub mod geometry;
pub mod varint;
pub mod tally;

pub use calendar::{Calendar, CalendarKind};
pub use date::{Date, DateError, Weekday};
pub use distribution::Distribution;
pub use draw::{Draws, Purpose, Stream, World};
pub use family::{DistributionError, Family};
pub use geometry::Point;
pub use id::{Id, Table};
pub use key::Key;
pub use language::{Language, Text};
pub use mark::{Mark, exponential, standard_normal};
pub use sampler::Sampler;
pub use shift::{ShiftDays, ShiftError, ShiftPattern, WeekdaySet, time_of_day};
pub use system_error::system_reason;
pub use tally::{Count, Histogram, Sum};
pub use time::{Moment, Span};
pub use varint::DecodeError;
