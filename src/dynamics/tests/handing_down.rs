//! Line tasks: handed down exactly where that costs a line less of its own minutes, and done once.

use super::towns::{hours, lines, plain, setting, weekdays};
use super::watching::FactDigest;
use crate::base::shift::{ShiftDays, ShiftPattern};
use crate::base::{Distribution, Id, Moment, Span};
use crate::county::{
    Base, County, DepartmentId, DepartmentKind, Licence, Need, Rate, Role, Routine, RoutineKind,
    TaskKind, WorkerId,
};
use crate::dynamics::{Activity, Fact, Mechanism, Mechanisms, Outcome, Setting, simulate};
use crate::engine::Observer;
use crate::governance::conduct::HandDown;
use crate::governance::sample_county::{SampleCounty, line, name};
use crate::governance::{Basis, Conduct, EnforcementLevel, LoadPart, OfferedLoad, offered_load};

const BLOCK: usize = 0;
const LINE: usize = 1;
const DAYS: i64 = 371;

/// What was told of line tasks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct TaskBook {
    /// Moments at which part of a task was handed down.
    handed_at: Vec<Moment>,
    handed: Span,
    kept: Span,
    /// Moments at which a task joined a queue, by what crews took up.
    released_at: Vec<Moment>,
    line_hours: Span,
    chore_hours: Span,
    left_waiting: usize,
    chore_workers: Vec<WorkerId>,
}

impl Observer<Fact<'_>> for TaskBook {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::HandedDown { handed, kept, .. } => {
                self.handed_at.push(at);
                self.handed += handed;
                self.kept += kept;
            }
            Fact::Waited { task, is_taken, .. } if !task.is_begun => {
                self.left_waiting += usize::from(!is_taken);
                if matches!(task.kind, TaskKind::Routine(_)) {
                    self.released_at.push(task.released_at);
                }
            }
            Fact::Spent {
                worker,
                on,
                from,
                to,
                ..
            } => match on {
                Activity::LineTask => self.line_hours += to - from,
                Activity::Chore => {
                    self.chore_hours += to - from;
                    self.chore_workers.push(worker);
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// Three townships with offices of four cadres, and a line of two with tasks of so many minutes.
fn county(content_min: f64, kind: RoutineKind) -> County {
    let sample = SampleCounty::new(vec![line(12, 0), line(2, 0)]);
    let mut county = sample.with_townships(&[1_000.0; 3]).built();
    let (block, its_line) = (
        DepartmentId::from_index(BLOCK),
        DepartmentId::from_index(LINE),
    );
    county.departments[block].kind = DepartmentKind::Block;
    let office_hours = vec![(hours(8), hours(12)), (hours(14), hours(18))];
    let shift = ShiftPattern::new(ShiftDays::Working, office_hours).unwrap();
    let shift = county.shifts.push(shift);
    let townships: Vec<_> = county.townships.ids().collect();
    let mut cadres = townships.iter().cycle();
    for worker in &mut county.workers {
        worker.shift = Some(shift);
        if worker.home == block {
            worker.role = Role::Cadre;
            worker.licence = Licence::Auxiliary;
            worker.base = Base::Township(*cadres.next().unwrap());
        }
    }
    for matter in &mut county.matters {
        matter.rate = Rate::PerTownship(0.0);
    }
    county.routines.push(Routine {
        id: "forms".to_owned(),
        name: name("forms"),
        department: its_line,
        kind,
        need: Need::ONE,
        work_min: Distribution::constant(content_min).unwrap(),
        is_travel_included: true,
        deadline_working_days: 10,
        points_per_hour: 1.0,
    });
    county
}

fn own(hours_per_person: f64) -> RoutineKind {
    RoutineKind::line_task(hours_per_person)
}

fn handing(township_share: f64, paper_min: f64) -> Conduct {
    Conduct {
        hand_down: Some(HandDown {
            paper_min,
            township_share,
        }),
        ..Conduct::NONE
    }
}

fn watched<O: for<'f> Observer<Fact<'f>> + Default>(
    county: &County,
    conduct: &Conduct,
    mechanisms: Mechanisms,
) -> (Outcome, O) {
    let (calendar, charter) = (weekdays(), lines(county));
    let setting = Setting {
        conduct,
        mechanisms,
        ..setting(county, &charter, &calendar, DAYS)
    };
    simulate(&setting, O::default())
}

fn run(county: &County, conduct: &Conduct) -> TaskBook {
    watched(county, conduct, Mechanisms::all()).1
}

fn expected(county: &County, conduct: &Conduct) -> OfferedLoad {
    let charter = lines(county);
    offered_load(&Basis {
        county,
        charter: &charter,
        calendar: &weekdays(),
        days: -14..DAYS,
        trace: None,
        conduct,
        counted: &LoadPart::ALL,
        has_crews: true,
        has_shifts: true,
    })
}

/// A chore of 11.5 min is handed down iff 12 < 11.5 (1 + backlog / 80 h): from 208.7 min on. Tasks
/// of 23 min are released together while nobody is there, so each sees those before it: the tenth
/// sees 207 min and is kept, the eleventh sees 230 and is not, nor is any behind it.
#[test]
fn the_decision_flips_where_the_backlog_makes_the_paper_cheaper() {
    // 2 x 225 h a year in tasks of 23 min: 22 or 23 a week, 8.6 h of the 80 a week.
    let county = county(23.0, own(225.0));
    let book = run(&county, &handing(0.5, 12.0));
    let mut weeks = book.handed_at.clone();
    weeks.dedup();
    assert!(weeks.len() > 50, "{}", weeks.len());
    for monday in weeks {
        let on_that_day = |moments: &[Moment]| moments.iter().filter(|at| **at == monday).count();
        let (released, handed) = (on_that_day(&book.released_at), on_that_day(&book.handed_at));
        assert!((22..=23).contains(&released), "{released}");
        assert_eq!(released - handed, 10);
    }
}

#[test]
fn a_chore_of_just_the_papers_minutes_is_kept_and_one_of_more_is_not() {
    // Two tasks a week, so that the first of the week finds no backlog.
    let handed = |content_min, persons| {
        let county = county(content_min, own(persons));
        run(&county, &handing(0.5, 12.0)).handed_at.len()
    };
    let one_a_week = 26.0 / 60.0 * 365.0 / 7.0 / 2.0;
    assert_eq!(handed(24.0, one_a_week * 24.0 / 26.0 * 0.9), 0);
    assert!(handed(26.0, one_a_week) > 50);
}

/// The part handed down and the part kept are the whole, and each is worked off to the second.
#[test]
fn every_minute_is_done_once_by_the_line_or_by_cadres() {
    let mut county = county(60.0, own(400.0));
    county.routines[crate::county::RoutineId::from_index(0)].work_min =
        Distribution::constant(61.7).unwrap();
    let kept_all = run(&county, &Conduct::NONE);
    let book = run(&county, &handing(0.37, 12.0));
    assert_eq!((kept_all.left_waiting, book.left_waiting), (0, 0));
    assert!(book.chore_hours > hours(200));
    assert_eq!(book.chore_hours, book.handed);
    assert_eq!(book.line_hours, book.kept);
    assert_eq!(book.line_hours + book.chore_hours, kept_all.line_hours);
    let are_cadres = book
        .chore_workers
        .iter()
        .all(|worker| county.workers[*worker].home == DepartmentId::from_index(BLOCK));
    assert!(are_cadres);
}

#[test]
fn offices_that_are_not_told_hand_down_what_they_have_and_keep_the_rest_to_themselves() {
    let kind = RoutineKind::LineTask {
        hours_per_person: 100.0,
        office_persons: 20,
        township_share: Some(0.75),
    };
    let county = county(240.0, kind);
    // The task's own share counts, not the usual one.
    let book = run(&county, &handing(0.1, 12.0));
    // 22 persons x 100 h x 3 / 4 a year, over 395 days.
    let chores_h = 22.0 * 75.0 * 395.0 / 365.0;
    assert!(
        (book.handed.hours() - chores_h).abs() < 40.0,
        "{}",
        book.handed.hours()
    );
    // The two of the staff do their quarter, the others' is nobody's of the county.
    let own_h = 2.0 * 25.0 * 395.0 / 365.0;
    assert!(
        (book.line_hours.hours() - own_h).abs() < 5.0,
        "{}",
        book.line_hours.hours()
    );
}

/// The check and the run agree on who gets the hours, chores evenly by township.
#[test]
fn chores_take_the_cadres_hours_that_were_expected_of_them() {
    let kind = RoutineKind::LineTask {
        hours_per_person: 500.0,
        office_persons: 10,
        township_share: None,
    };
    let county = county(240.0, kind);
    let conduct = handing(0.8, 12.0);
    let load = expected(&county, &conduct);
    let parts = |part| -> Vec<f64> {
        let units = load.units.iter().map(|unit| unit.part(part).hours());
        units.filter(|hours| *hours > 0.0).collect()
    };
    let chores = parts(LoadPart::Chore);
    assert_eq!(chores.len(), 3, "{chores:?}");
    let whole = 12.0 * 500.0 * 385.0 / 365.0;
    for of_office in &chores {
        assert!((of_office - whole * 0.8 / 3.0).abs() < 0.01, "{chores:?}");
    }
    let kept = parts(LoadPart::LineTask);
    assert!(
        (kept.iter().sum::<f64>() - whole / 6.0 * 0.2).abs() < 0.01,
        "{kept:?}"
    );
    // The run: within a week's release of the expectation over its 395 days.
    let book = run(&county, &conduct);
    let of_run = chores.iter().sum::<f64>() * 395.0 / 385.0;
    assert!(
        (book.chore_hours.hours() - of_run).abs() < of_run / 52.0,
        "{:?}",
        book.chore_hours
    );
}

#[test]
fn nothing_to_hand_down_is_as_absent_to_the_bit_and_so_is_the_mechanism_left_out() {
    let kind = RoutineKind::LineTask {
        hours_per_person: 400.0,
        office_persons: 30,
        township_share: None,
    };
    let county = county(61.7, kind);
    let digest =
        |conduct: &Conduct, mechanisms| watched::<FactDigest>(&county, conduct, mechanisms);
    let all = Mechanisms::all();
    let absent = digest(&Conduct::NONE, all);
    assert_eq!(digest(&handing(0.0, 12.0), all), absent);
    // The tasks of the offices come up and stay there: nothing is told of them.
    assert_eq!(digest(&handing(1.0, 10_000.0), all).1, absent.1);
    let off = all.without(Mechanism::HandDown);
    assert_eq!(digest(&handing(1.0, 0.0), off), digest(&Conduct::NONE, off));
    assert_ne!(digest(&handing(1.0, 0.0), all), absent);
}

/// Under a team of the township a line task is about the same village, and goes to its office.
#[test]
fn chores_are_the_same_under_every_setup() {
    let county = county(240.0, own(400.0));
    let conduct = handing(0.8, 12.0);
    let handed = |level| {
        let (calendar, charter) = (weekdays(), plain(&county, level));
        let setting = Setting {
            conduct: &conduct,
            ..setting(&county, &charter, &calendar, DAYS)
        };
        let (outcome, book) = simulate(&setting, TaskBook::default());
        (outcome.world_digest, book.handed_at, book.handed)
    };
    let lines = handed(EnforcementLevel::SeparateLines);
    assert_eq!(
        lines,
        handed(EnforcementLevel::HubAndSpoke { hubs: Some(1) })
    );
    assert!(lines.1.len() > 150);
}
