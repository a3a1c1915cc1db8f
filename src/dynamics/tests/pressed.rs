//! Haste and sham: what an overloaded unit does for its record, and what that leaves behind.

use super::towns::{busy_county, lines, setting, weekdays};
use super::watching::FactDigest;
use crate::base::{Moment, Span};
use crate::county::{Complaint, County, Detection, Rate};
use crate::dynamics::{Activity, Fact, Mechanism, Mechanisms, Setting, simulate};
use crate::engine::Observer;
use crate::governance::Conduct;
use crate::governance::conduct::{Haste, Recurrence};
use crate::governance::sample_county::{SampleCounty, line};

/// What was told of records and of what came back.
#[derive(Debug, Clone, Default)]
struct Records {
    /// From report to closure on record, or to the end of the run.
    open_for: Vec<Span>,
    closed: usize,
    /// Closed on record without a visit.
    sham: usize,
    settled: usize,
    relapsed: usize,
    visits: Vec<Span>,
}

impl Observer<Fact<'_>> for Records {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Spent {
                on: Activity::Visit,
                from,
                to,
                ..
            } => self.visits.push(to - from),
            Fact::Left {
                incident,
                ticket: Some(ticket),
                course,
                ..
            } => {
                let reported = incident.reported_at.unwrap_or(at);
                let closed = ticket.closed_at;
                self.open_for.push(closed.unwrap_or(at) - reported);
                self.closed += usize::from(closed.is_some());
                self.sham += usize::from(closed.is_some() && incident.visits == 0);
                self.settled += usize::from(course.first_settled_at.is_some());
                self.relapsed += usize::from(course.relapsed_at.is_some());
                self.relapsed += usize::from(course.parent.is_some());
            }
            _ => {}
        }
    }
}

impl Records {
    fn mean_days_open(&self) -> f64 {
        self.open_for.iter().map(|span| span.days()).sum::<f64>() / self.open_for.len() as f64
    }

    fn relapse_share(&self) -> f64 {
        self.relapsed as f64 / self.settled as f64
    }
}

/// One officer, always on, for cases of an hour of which so many come up a year.
fn lone_officer(per_year: f64) -> County {
    let mut county = SampleCounty::new(vec![line(1, 0)]).built();
    for matter in &mut county.matters {
        matter.rate = Rate::PerTownship(per_year);
        matter.deadline_working_days = 3;
        matter.detection = Some(Detection {
            complaint: Complaint::PerDay(2.0),
            natural_end_per_day: 0.0,
            seen_share: 0.0,
            patrol_every_h: None,
            repeat_patience_days: None,
        });
    }
    county
}

fn weighing(recorded_weight: f64, found_out_min: f64) -> Conduct {
    Conduct {
        recurrence: Some(Recurrence::default()),
        haste: Some(Haste {
            recorded_weight,
            found_out_min,
            ..Haste::default()
        }),
        ..Conduct::NONE
    }
}

fn run(county: &County, conduct: &Conduct) -> Records {
    let (charter, calendar) = (lines(county), weekdays());
    let setting = Setting {
        conduct,
        mechanisms: Mechanisms::only(&[Mechanism::Detection, Mechanism::Relapse]),
        ..setting(county, &charter, &calendar, 300)
    };
    simulate(&setting, Records::default()).1
}

#[test]
fn where_the_record_does_not_count_or_nothing_comes_back_haste_is_absent_to_the_bit() {
    let (county, calendar) = (busy_county(), weekdays());
    let charter = lines(&county);
    let digest = |conduct: &Conduct, mechanisms| {
        let setting = Setting {
            conduct,
            mechanisms,
            ..setting(&county, &charter, &calendar, 60)
        };
        simulate(&setting, FactDigest::default())
    };
    let absent = Conduct {
        haste: None,
        ..weighing(0.0, 480.0)
    };
    let all = Mechanisms::all();
    assert_eq!(digest(&weighing(0.0, 480.0), all), digest(&absent, all));
    let settled = all.without(Mechanism::Relapse);
    assert_eq!(
        digest(&weighing(2.0, 480.0), settled),
        digest(&absent, settled)
    );
}

#[test]
fn an_overloaded_unit_closes_faster_on_record_and_more_comes_back() {
    // 1.2 times the hours there are.
    let county = lone_officer(10_500.0);
    let calm = run(&county, &weighing(0.0, 0.0));
    let hasty = run(&county, &weighing(2.0, 1e9));
    assert_eq!((calm.sham, hasty.sham), (0, 0), "nobody dares to fake");
    // The last visit may be cut by the end of the run.
    let whole = &hasty.visits[..hasty.visits.len() - 1];
    let shortest = whole.iter().min().unwrap();
    assert_eq!(*shortest, Span::MINUTE * 36, "0.6 of an hour at the least");
    // Not by more: what comes back is work too.
    assert!(
        hasty.mean_days_open() < 0.9 * calm.mean_days_open(),
        "{} {}",
        hasty.mean_days_open(),
        calm.mean_days_open()
    );
    assert!(
        hasty.relapse_share() > 1.5 * calm.relapse_share(),
        "{} {}",
        hasty.relapse_share(),
        calm.relapse_share()
    );
}

#[test]
fn a_unit_with_time_to_spare_does_all_of_its_work() {
    let county = lone_officer(2_000.0);
    let [calm, hasty] = [0.0, 2.0].map(|weight| run(&county, &weighing(weight, 0.0)));
    let (last, whole) = hasty.visits.split_last().unwrap();
    assert!(*last <= Span::HOUR && whole.iter().all(|visit| *visit == Span::HOUR));
    assert_eq!(hasty.visits, calm.visits);
}

#[test]
fn what_is_late_is_closed_undone_where_nobody_fears_to_be_found_out() {
    let county = lone_officer(25_000.0);
    let free_of_scruples = |weight| {
        let mut conduct = weighing(weight, 0.0);
        let haste = conduct.haste.as_mut().unwrap();
        haste.honesty_min = 0.0;
        run(&county, &conduct)
    };
    let honest = run(&county, &weighing(2.0, 1e9));
    let faking = free_of_scruples(2.0);
    assert_eq!(honest.sham, 0);
    assert!(faking.sham > 100, "{}", faking.sham);
    assert!(faking.closed > honest.closed);
    assert!(faking.mean_days_open() < honest.mean_days_open());
}
