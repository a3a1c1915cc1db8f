//! How many persons a log asks for: its hours of work over the hours they are on duty.

use super::case_map::CaseMap;
use super::reading::CaseLog;
use super::row::{CaseRow, RowKind};
use crate::base::calendar::Calendar;
use crate::base::{Distribution, Moment};

/// What a department's people have to do in a log, and how many they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Workforce {
    /// Expected work of its parts in the log, routine work included [h at skill 1].
    pub work_h: f64,
    /// Persons.
    pub persons: u32,
}

/// Why no county can be founded on a log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FoundingError {
    /// Nobody is on duty between its first and its last day.
    #[error("nobody is on duty between the log's first and last day")]
    NobodyOnDuty,
    /// More persons than can be named.
    #[error("the log's work asks for more than {MOST_PERSONS} persons")]
    TooMany,
    /// A department would have nobody.
    #[error("the department `{id}` has no work in the log, so nobody works there")]
    NobodyAt {
        /// Its position in the map.
        position: usize,
        /// Its id.
        id: String,
    },
    /// Two lines of work would have one id.
    #[error("matters and departments join to one id twice: {0}")]
    SameId(String),
}

/// Most persons of all departments together.
const MOST_PERSONS: f64 = 50_000.0;
/// A float's error is no person.
const TOLERANCE: f64 = 1e-9;

/// The law of a row's content (min).
pub fn content<'m>(map: &'m CaseMap, row: &CaseRow) -> &'m Distribution {
    let lead = &map.departments[row.lead()].value.work_min;
    match row.kind {
        RowKind::Incident => {
            let matter = &map.matters[usize::from(row.matter)].value;
            matter.work_min.as_ref().unwrap_or(lead)
        }
        RowKind::Ticket(rule) | RowKind::Routine(rule) => {
            map.rules[rule].value.work_min.as_ref().unwrap_or(lead)
        }
    }
}

/// Work and persons of every department, in the order of the map.
///
/// Persons are work over the hours in which one person, on duty in the log's span, does work of
/// the log: busy share x home skill x share of days present; rounded up.
///
/// # Errors
/// There are no shift hours, too many persons, or a department without any.
pub fn workforce(
    map: &CaseMap,
    log: &CaseLog,
    calendar: &Calendar,
) -> Result<Vec<Workforce>, FoundingError> {
    let mut minutes = vec![0.0; map.departments.len()];
    for row in &log.rows {
        let mean = content(map, row).mean();
        let parts = if row.kind == RowKind::Incident {
            row.departments.len()
        } else {
            1
        };
        for department in row.departments.iter().take(parts).flatten() {
            minutes[usize::from(*department)] += mean;
        }
    }
    let end = Moment::start_of_day(log.report.days());
    let duty = map
        .staffing
        .shift
        .duty_between(calendar, Moment::START, end);
    if duty.is_zero() {
        return Err(FoundingError::NobodyOnDuty);
    }
    let per_person = duty.hours() * map.staffing.output_share();
    let needed = minutes
        .iter()
        .zip(&map.departments)
        .map(|(minutes, department)| {
            let work_h = minutes / 60.0;
            let needed = (work_h / per_person - TOLERANCE).ceil().max(0.0);
            let stated = department.value.persons.map(f64::from);
            (work_h, stated.unwrap_or(needed))
        });
    let needed: Vec<(f64, f64)> = needed.collect();
    if needed.iter().map(|(_, persons)| persons).sum::<f64>() > MOST_PERSONS {
        return Err(FoundingError::TooMany);
    }
    let without = |(_, persons): &(f64, f64)| *persons <= 0.0;
    if let Some(position) = needed.iter().position(without) {
        let id = map.departments[position].id.clone();
        return Err(FoundingError::NobodyAt { position, id });
    }
    let workforce = needed.into_iter().map(|(work_h, persons)| Workforce {
        work_h,
        persons: persons as u32,
    });
    Ok(workforce.collect())
}
