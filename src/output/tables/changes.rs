//! `weeks.csv` and `villages.csv`: when and where setups change something.

use std::io::{self, Write};

use crate::experiment::{VillageRow, WeekRow};
use crate::output::cell::number;
use crate::scenario::Study;

use super::writing::{compared, compared_columns, table};

/// Columns of `weeks.csv`.
pub const WEEKS: &[&str] = compared_columns!["week", "metric", "unit"];

/// Columns of `villages.csv`.
pub const VILLAGES: &[&str] = compared_columns![
    "village",
    "township",
    "x_km",
    "y_km",
    "residents",
    "metric",
    "unit",
];

/// Writes `weeks.csv`: week by week since the switch.
///
/// # Errors
/// The table cannot be written.
pub fn write_weeks(study: &Study, rows: &[WeekRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, WEEKS)?;
    for row in rows {
        let week = row.name.week.to_string();
        let names = [week.as_str(), row.name.metric.word(), row.unit().word()];
        let of = (row.point, study.setups[row.setup].id.as_str());
        let (interval, difference) = (row.interval.as_ref(), row.difference.as_ref());
        table.write_record(compared(of, &names, interval, difference))?;
    }
    table.flush()
}

/// Writes `villages.csv`: place by place, where what setups change falls.
///
/// # Errors
/// The table cannot be written.
pub fn write_villages(study: &Study, rows: &[VillageRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, VILLAGES)?;
    let county = &study.county;
    for row in rows {
        let village = &county.villages[row.name.village];
        let [x_km, y_km, residents] = [village.place.x_km, village.place.y_km, village.residents]
            .map(|value| number(Some(value)));
        let names = [
            village.id.as_str(),
            &county.townships[village.township].id,
            &x_km,
            &y_km,
            &residents,
            row.name.metric.word(),
            row.unit().word(),
        ];
        let of = (row.point, study.setups[row.setup].id.as_str());
        let (interval, difference) = (row.interval.as_ref(), row.difference.as_ref());
        table.write_record(compared(of, &names, interval, difference))?;
    }
    table.flush()
}
