//! Skill by practice: what cases add, what idle months take, and what comes of it.

use super::towns::{busy_county, charter, lines, setting, weekdays};
use super::watching::FactDigest;
use crate::base::calendar::Calendar;
use crate::base::{Id, Moment, Span};
use crate::county::{County, MatterId, Rate, Staffing, WorkerId};
use crate::dynamics::simulation::Simulation;
use crate::dynamics::skills::Skills;
use crate::dynamics::{Activity, Fact, Mechanism, Mechanisms, Setting, simulate};
use crate::engine::Observer;
use crate::governance::conduct::{Learning, Recurrence};
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Assignment, Charter, Conduct, Coordination, Delegation, EnforcementLevel};

const FOREIGN: usize = 1;

/// What was told of visits.
#[derive(Debug, Clone, Default)]
struct Visits {
    took: Vec<Span>,
    settled: usize,
    relapsed: usize,
}

impl Observer<Fact<'_>> for Visits {
    fn observe(&mut self, _: Moment, fact: &Fact) {
        match *fact {
            Fact::Spent {
                on: Activity::Visit,
                from,
                to,
                ..
            } => self.took.push(to - from),
            Fact::Left { course, .. } => {
                self.settled += usize::from(course.first_settled_at.is_some());
                self.relapsed += usize::from(course.relapsed_at.is_some());
                self.relapsed += usize::from(course.parent.is_some());
            }
            _ => {}
        }
    }
}

/// A team of so many people of the first line and none of the second, whose matter comes up so
/// often a year.
fn strangers(persons: usize, per_year: f64) -> County {
    let mut county = SampleCounty::new(vec![line(persons, 0), line(0, 0)]).built();
    county.staffing = Staffing {
        home_skill: 0.95,
        away_skill: 0.65,
        ..Staffing::PLAIN
    };
    let rates = [0.0, per_year];
    for (matter, rate) in county.matters.iter_mut().zip(rates) {
        matter.rate = Rate::PerTownship(rate);
    }
    county
}

fn team(county: &County) -> Charter {
    charter(
        county,
        EnforcementLevel::SingleTeam,
        Assignment::Pooled,
        Delegation::Share(1.0),
        Coordination::default(),
    )
}

fn learning(rules: Learning) -> Conduct {
    Conduct {
        learning: Some(rules),
        recurrence: Some(Recurrence::default()),
        ..Conduct::NONE
    }
}

fn lasting() -> Learning {
    Learning {
        decay_per_month: 0.0,
        ..Learning::default()
    }
}

fn with<'a>(
    (county, charter, calendar): (&'a County, &'a Charter, &'a Calendar),
    conduct: &'a Conduct,
    mechanisms: Mechanisms,
) -> Setting<'a> {
    Setting {
        conduct,
        mechanisms,
        ..setting(county, charter, calendar, 365)
    }
}

fn known(setting: &Setting, worker: usize, matter: usize, after: Span) -> f64 {
    let skills = Skills::of(setting).unwrap();
    let at = setting.horizon.start() + after;
    skills.at(
        at,
        WorkerId::from_index(worker),
        MatterId::from_index(matter),
    )
}

#[test]
fn a_newcomer_gets_faster_case_by_case_as_the_formula_says() {
    let (county, calendar) = (strangers(1, 200.0), weekdays());
    let (charter, conduct) = (team(&county), learning(lasting()));
    let mechanisms = Mechanisms::only(&[Mechanism::Learning]);
    let setting = with((&county, &charter, &calendar), &conduct, mechanisms);
    let mut simulation = <Simulation<Visits>>::new(&setting, Visits::default());
    simulation.open();
    let end = setting.horizon.end();
    while let Some((now, due)) = simulation.agenda.pop_before(end) {
        simulation.handle(now, due);
    }
    let visits = &simulation.observer.took;
    assert!(visits.len() > 150, "{}", visits.len());
    for (case, took) in visits.iter().enumerate() {
        let skill = 1.0 - 0.35 * (44.0_f64 / 45.0).powi(case as i32);
        let seconds = took.seconds() as f64;
        assert!(
            (seconds - 3_600.0 / skill).abs() <= 0.5 + 1e-6,
            "{case}: {seconds}"
        );
    }
    let skills = simulation.skills.as_ref().unwrap();
    let own = |matter| skills.at(end, WorkerId::from_index(0), MatterId::from_index(matter));
    let expected = 1.0 - 0.35 * (44.0_f64 / 45.0).powi(visits.len() as i32);
    assert!((own(FOREIGN) - expected).abs() < 1e-12);
    assert!(
        (own(0) - 0.95).abs() < 1e-15,
        "no case of the own line came"
    );
}

#[test]
fn idle_months_take_from_the_skill_at_home_and_nothing_below_the_floor() {
    let (county, calendar) = (strangers(2, 200.0), weekdays());
    let (charter, conduct) = (team(&county), learning(Learning::default()));
    let setting = with((&county, &charter, &calendar), &conduct, Mechanisms::all());
    let months = |months: i64| Span::from_days(28 * months);
    for (after, expected) in [(0, 0.95), (1, 0.65 + 0.3 * 0.98), (2, 0.65 + 0.3 * 0.9604)] {
        assert!((known(&setting, 1, 0, months(after)) - expected).abs() < 1e-14);
        assert!((known(&setting, 1, FOREIGN, months(after)) - 0.65).abs() < 1e-15);
    }
}

#[test]
fn learning_that_is_off_or_not_stated_is_absent_to_the_bit() {
    let (county, calendar) = (busy_county(), weekdays());
    let charter = team(&county);
    let stated = learning(Learning::default());
    let absent = Conduct {
        learning: None,
        ..stated.clone()
    };
    let all = Mechanisms::all();
    let runs = [
        (&absent, all),
        (&stated, all.without(Mechanism::Learning)),
        (&stated, all),
    ];
    let [unstated, off, on] = runs.map(|(conduct, mechanisms)| {
        let setting = with((&county, &charter, &calendar), conduct, mechanisms);
        simulate(&setting, FactDigest::default())
    });
    assert_eq!(off, unstated);
    assert_ne!(on.1, unstated.1);
    assert_eq!(on.0.world_digest, unstated.0.world_digest);
}

/// The run with this learning is the run without any, fact by fact.
fn assert_changes_nothing(place: (&County, &Charter, &Calendar), rules: Learning) {
    let stated = learning(rules);
    let absent = Conduct {
        learning: None,
        ..stated.clone()
    };
    let [on, unstated] = [&stated, &absent].map(|conduct| {
        let setting = with(place, conduct, Mechanisms::all());
        simulate(&setting, FactDigest::default())
    });
    assert_eq!(on, unstated);
}

#[test]
fn people_of_a_county_that_states_no_skill_have_nothing_to_learn_or_forget() {
    let (mut county, calendar) = (busy_county(), weekdays());
    county.staffing = Staffing {
        home_skill: 1.0,
        away_skill: 1.0,
        ..county.staffing
    };
    let charter = team(&county);
    assert_changes_nothing((&county, &charter, &calendar), Learning::default());
}

/// Full skill that nobody forgets stays full, so crews of the line are as they were.
#[test]
fn who_can_do_all_and_forgets_nothing_stays_as_he_is() {
    let (mut county, calendar) = (busy_county(), weekdays());
    county.staffing.home_skill = 1.0;
    let charter = lines(&county);
    assert_changes_nothing((&county, &charter, &calendar), lasting());
}

#[test]
fn a_team_grows_into_matters_of_another_line_and_less_of_its_work_comes_back() {
    let (county, calendar) = (strangers(3, 3_000.0), weekdays());
    let charter = team(&county);
    let stated = learning(Learning::default());
    let mechanisms = Mechanisms::only(&[Mechanism::Learning, Mechanism::Relapse]);
    let fixed = mechanisms.without(Mechanism::Learning);
    let [on, off] = [mechanisms, fixed].map(|mechanisms| {
        let setting = with((&county, &charter, &calendar), &stated, mechanisms);
        simulate(&setting, Visits::default())
    });
    assert_eq!(on.0.world_digest, off.0.world_digest);
    let (first, last) = (on.1.took[0], *on.1.took.last().unwrap());
    assert!(
        last.minutes() < 62.0 && first.minutes() > 90.0,
        "{first:?} {last:?}"
    );
    let share = |visits: &Visits| visits.relapsed as f64 / visits.settled as f64;
    // z + r is 0.1375 unpractised and 0.05 at full skill.
    let ratio = share(&on.1) / share(&off.1);
    assert!(off.1.relapsed > 300, "{}", off.1.relapsed);
    assert!((0.3..0.65).contains(&ratio), "{ratio}");
}
