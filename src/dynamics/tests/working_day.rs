//! One officer, one hour of work, office hours with a pause: where the hour goes.

use super::towns::{first_come, hours, lines, weekdays};
use super::watching::{Diary, Work};
use crate::base::shift::{ShiftDays, ShiftPattern};
use crate::base::{Distribution, Id, Key, Moment, Span, Text};
use crate::county::trace::{Trace, TracedReport, TracedRoutine};
use crate::county::{
    County, DepartmentId, MatterId, Need, Rate, Routine, RoutineKind, Severity, ShiftId, VillageId,
};
use crate::dynamics::{Setting, simulate};
use crate::governance::sample_county::{SampleCounty, line};

/// One officer at the place where everything happens, on duty 8-12 and 14-18 on working days.
fn one_officer() -> County {
    let mut county = SampleCounty::new(vec![line(1, 0)]).built();
    let blocks = vec![(hours(8), hours(12)), (hours(14), hours(18))];
    county.shifts = vec![ShiftPattern::new(ShiftDays::Working, blocks).unwrap()].into();
    for worker in &mut county.workers {
        worker.shift = Some(ShiftId::from_index(0));
    }
    county.matters[MatterId::from_index(0)].rate = Rate::Traced;
    county
}

/// What became of reports of these severities at these minutes of a Monday.
fn told(reports: &[(i64, u8)]) -> Diary {
    told_with_routine(one_officer(), reports, &[])
}

/// The same, with an hour of routine work released at each of these minutes.
fn told_with_routine(mut county: County, reports: &[(i64, u8)], routine: &[i64]) -> Diary {
    let calendar = weekdays();
    let work = county.routines.push(Routine {
        id: "paper".into(),
        name: Text::new("文书", "paper"),
        department: DepartmentId::from_index(0),
        kind: RoutineKind::Traced,
        need: Need::ONE,
        work_min: Distribution::constant(60.0).unwrap(),
        is_travel_included: true,
        deadline_working_days: 5,
        points_per_hour: 1.0,
    });
    let reports = reports.iter().map(|(minute, degree)| TracedReport {
        key: Key::of("report").numbered(*minute as u64),
        at: at(*minute),
        village: VillageId::from_index(0),
        matter: MatterId::from_index(0),
        departments: [None; 4],
        severity: Severity::new(*degree).unwrap(),
    });
    let trace = Trace {
        reports: reports.collect(),
        routine: routine
            .iter()
            .map(|minute| TracedRoutine {
                key: Key::of("routine").numbered(*minute as u64),
                at: at(*minute),
                village: VillageId::from_index(0),
                routine: work,
            })
            .collect(),
    };
    let charter = lines(&county);
    let setting = Setting {
        trace: Some(&trace),
        ..first_come(&county, &charter, &calendar, 3)
    };
    simulate(&setting, Diary::default()).1
}

fn at(minute: i64) -> Moment {
    Moment::START + Span::MINUTE * minute
}

fn clock(hour: i64, minute: i64) -> i64 {
    hour * 60 + minute
}

/// From when till when the officer worked [min].
fn worked(diary: &Diary) -> Vec<(i64, i64)> {
    let minutes = |moment: Moment| moment.seconds() / 60;
    let span = |work: &Work| (minutes(work.from), minutes(work.to));
    diary.works.iter().map(span).collect()
}

fn settled(diary: &Diary) -> Vec<Option<Moment>> {
    diary.lives.iter().map(|life| life.settled_at).collect()
}

const NEXT_DAY: i64 = 24 * 60;

#[test]
fn work_rests_over_noon_and_goes_on_where_it_stopped() {
    let diary = told(&[(clock(11, 30), 1)]);
    let (morning, afternoon) = ((clock(11, 30), clock(12, 0)), (clock(14, 0), clock(14, 30)));
    assert_eq!(worked(&diary), [morning, afternoon]);
    assert_eq!(settled(&diary), [Some(at(clock(14, 30)))]);
}

#[test]
fn work_cut_at_the_end_of_the_day_goes_on_next_morning_with_its_content_kept() {
    let diary = told(&[(clock(17, 15), 1)]);
    let (evening, morning) = (
        (clock(17, 15), clock(18, 0)),
        (NEXT_DAY + clock(8, 0), NEXT_DAY + clock(8, 15)),
    );
    assert_eq!(worked(&diary), [evening, morning]);
    assert!(diary.overtime.is_empty());
}

#[test]
fn an_emergency_runs_into_overtime() {
    let diary = told(&[(clock(17, 15), 5)]);
    assert_eq!(worked(&diary), [(clock(17, 15), clock(18, 15))]);
    assert_eq!(diary.overtime, [(0, Span::MINUTE * 15)]);
}

#[test]
fn an_emergency_interrupts_milder_work_which_is_finished_after_it() {
    let diary = told(&[(clock(9, 0), 2), (clock(9, 20), 5)]);
    let spans = [
        (clock(9, 0), clock(9, 20)),
        (clock(9, 20), clock(10, 20)),
        (clock(10, 20), clock(11, 0)),
    ];
    assert_eq!(worked(&diary), spans);
}

#[test]
fn the_stages_of_an_incident_sum_to_its_life() {
    let diary = told(&[(clock(7, 0), 1)]);
    let total: Span = diary.stages.iter().map(|(_, span)| *span).sum();
    assert_eq!(total, Span::HOUR * 2);
    assert_eq!(settled(&diary), [Some(at(clock(9, 0)))]);
}

#[test]
fn first_come_serves_routine_work_that_came_before_an_incident_before_it() {
    let diary = told_with_routine(
        one_officer(),
        &[(clock(8, 10), 1)],
        &[clock(8, 0), clock(8, 5)],
    );
    assert_eq!(settled(&diary), [Some(at(clock(11, 0)))]);
}

#[test]
fn one_of_two_officers_waits_for_the_incident_ahead_and_not_for_routine_work_behind_it() {
    let mut county = SampleCounty::new(vec![line(2, 0)]).built();
    let blocks = vec![(hours(8), hours(12)), (hours(14), hours(18))];
    county.shifts = vec![ShiftPattern::new(ShiftDays::Working, blocks).unwrap()].into();
    for worker in &mut county.workers {
        worker.shift = Some(ShiftId::from_index(0));
    }
    let matter = &mut county.matters[MatterId::from_index(0)];
    matter.rate = Rate::Traced;
    matter.crew = 2;
    // One takes paper at 8:00. The incident of 8:10 needs two, so the other leaves the paper of
    // 8:20 alone; both go at 9:00, when the first is free.
    let diary = told_with_routine(county, &[(clock(8, 10), 1)], &[clock(8, 0), clock(8, 20)]);
    assert_eq!(settled(&diary), [Some(at(clock(10, 0)))]);
    let begun: Vec<i64> = worked(&diary).iter().map(|(from, _)| *from).collect();
    assert_eq!(begun, [clock(8, 0), clock(9, 0), clock(9, 0), clock(10, 0)]);
}
