//! What a real log brings of each kind, as if its measured days were a year of their kind.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::Moment;
use crate::county::trace::{Trace, TracedReport};
use crate::county::{DepartmentId, MatterId, RoutineId, VillageId};

/// Departments of an incident's parts, lead first; of none, the matter's own lead.
pub type Parts = [Option<DepartmentId>; 4];

/// Rows of a log, counted by what they ask and where.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TracedWork {
    /// Reports.
    pub reports: BTreeMap<(MatterId, Parts, VillageId), usize>,
    /// Pieces of routine work.
    pub routine: BTreeMap<(RoutineId, VillageId), usize>,
}

impl TracedWork {
    /// Counts the rows inside `days`; those before and after are nobody's measured work.
    pub fn within(trace: &Trace, days: &Range<i64>) -> Self {
        let window = Moment::start_of_day(days.start)..Moment::start_of_day(days.end);
        let mut work = Self::default();
        for row in trace.reports.iter().filter(|row| window.contains(&row.at)) {
            *work.reports.entry(kind_of(row)).or_default() += 1;
        }
        for row in trace.routine.iter().filter(|row| window.contains(&row.at)) {
            *work.routine.entry((row.routine, row.village)).or_default() += 1;
        }
        work
    }
}

const fn kind_of(row: &TracedReport) -> (MatterId, Parts, VillageId) {
    (row.matter, row.departments, row.village)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Key, Span};
    use crate::county::Severity;
    use crate::county::trace::TracedRoutine;

    #[test]
    fn rows_inside_the_days_are_counted_by_what_and_where() {
        let (first, second) = (VillageId::from_index(0), VillageId::from_index(1));
        let (matter, line) = (MatterId::from_index(0), DepartmentId::from_index(2));
        let departments = [Some(line), None, None, None];
        let report = |hours: i64, village| TracedReport {
            key: Key::of("row"),
            at: Moment::START + Span::HOUR * hours,
            village,
            matter,
            departments,
            severity: Severity::new(2).unwrap(),
        };
        let routine = RoutineId::from_index(0);
        let piece = |hours: i64| TracedRoutine {
            key: Key::of("row"),
            at: Moment::START + Span::HOUR * hours,
            village: first,
            routine,
        };
        let trace = Trace {
            reports: [
                (-1, first),
                (0, first),
                (5, first),
                (47, second),
                (48, first),
            ]
            .map(|(hours, village)| report(hours, village))
            .to_vec(),
            routine: [-1, 3, 48].map(piece).to_vec(),
        };
        let work = TracedWork::within(&trace, &(0..2));
        let reports = [
            ((matter, departments, first), 2),
            ((matter, departments, second), 1),
        ];
        assert_eq!(work.reports, BTreeMap::from(reports));
        assert_eq!(work.routine, BTreeMap::from([((routine, first), 1)]));
    }
}
