//! A real case log and its map, read and checked: what a log says happened becomes a county and
//! the trace that is run on it.
//!
//! A log is a CSV file and is streamed row by row; a map (`kind = "map"`) says which columns hold
//! time, place, department and matter, what their words mean, and what becomes of a row: an
//! incident, a short ticket, routine work, or nothing. [`open`] does it all; [`LogReport`] says
//! what was read.

pub mod time_format;
pub mod daylight;
pub mod columns;
pub mod value_table;
pub mod rule;
pub mod unplaced;
pub mod staffing;
pub mod case_map;
pub mod row;
pub mod row_fault;
pub mod locate;
pub mod findings;
pub mod log_report;
pub mod header;
pub mod interpret;
pub mod counting;
pub mod whole_file;
pub mod reading;
pub mod persons;
pub mod founding;
pub mod opening;

pub use case_map::CaseMap;
pub use founding::{Founded, found};
pub use log_report::LogReport;
pub use opening::{OpenedLog, open, open_input};
pub use reading::{CaseLog, read_log};
pub use row::{CaseRow, RowKind};
pub use row_fault::RowFault;
pub use time_format::{LocalTime, TimeFormat};

#[cfg(test)]
mod tests;
