//! `[trace]`: a real case log and its map, instead of rates.

use crate::document::{Address, Fields, text};

/// The files of a trace as stated.
#[derive(Debug, Clone)]
pub struct TraceStated {
    /// The log.
    pub log: (String, Option<Address>),
    /// Its map.
    pub map: (String, Option<Address>),
}

impl TraceStated {
    /// Reads `[trace]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let log = fields
            .key("log", text())
            .means(
                "案件日志（CSV），相对于本文件",
                "the case log, a CSV file, relative to this file",
            )
            .required();
        let map = fields
            .key("map", text())
            .means(
                "日志的映射文件，相对于本文件",
                "the map of the log, relative to this file",
            )
            .required();
        Self {
            log: (log, fields.address("log")),
            map: (map, fields.address("map")),
        }
    }
}
