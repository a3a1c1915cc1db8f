//! Townships without power: whom they persuade, for how long, and when the line comes after all.

use super::towns::{busy_county, charter, lines, plain, setting, weekdays};
use super::watching::FactDigest;
use crate::base::{Id, Key, Moment, Span};
use crate::county::trace::{Trace, TracedReport};
use crate::county::{
    Base, County, DepartmentId, DepartmentKind, Licence, MatterId, Power, Rate, Role, Severity,
    TownshipId, VillageId,
};
use crate::dynamics::{Discipline, Fact, Mechanism, Mechanisms, Setting, simulate};
use crate::engine::Observer;
use crate::governance::conduct::{
    Offices, Persuasion, Recurrence, Returns, VillageLife, WithoutPower,
};
use crate::governance::sample_county::{SampleCounty, ask_power, line};
use crate::governance::{
    Assignment, Charter, Conduct, Coordination, Delegation, EnforcementLevel, Screening,
};

/// Units that went out, when, and what became of cases.
#[derive(Debug, Clone, Default)]
struct Book {
    /// Unit and moment of every visit taken.
    taken: Vec<(usize, Moment)>,
    /// Hours from report to settlement of each case settled for good.
    settled_h: Vec<f64>,
    /// Cases that somebody able to act has come to.
    acted: usize,
    cases: usize,
}

impl Observer<Fact<'_>> for Book {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Waited {
                task,
                is_taken: true,
                ..
            } if task.is_visit() => self.taken.push((task.unit.index(), at)),
            Fact::Left { incident, .. } => {
                self.cases += 1;
                self.acted += usize::from(incident.first_power_at.is_some());
                if let (Some(reported), Some(settled)) = (incident.reported_at, incident.settled_at)
                {
                    self.settled_h.push((settled - reported).hours());
                }
            }
            _ => {}
        }
    }
}

impl Book {
    fn visits_of(&self, unit: usize) -> usize {
        let of = |(other, _): &&(usize, Moment)| *other == unit;
        self.taken.iter().filter(of).count()
    }
}

fn persuading(works_share: f64) -> Conduct {
    Conduct {
        persuasion: Some(Persuasion {
            works_share,
            ..Persuasion::default()
        }),
        without_power: Some(WithoutPower::default()),
        ..Conduct::NONE
    }
}

/// One case that needs an order, told on Monday at 10:00 in the first village.
fn one_case() -> Trace {
    Trace {
        reports: vec![TracedReport {
            key: Key::of("report"),
            at: Moment::START + Span::HOUR * 10,
            village: VillageId::from_index(0),
            matter: MatterId::from_index(0),
            departments: [Some(DepartmentId::from_index(0)), None, None, None],
            severity: Severity::new(1).unwrap(),
        }],
        routine: Vec::new(),
    }
}

fn book(county: &County, charter: &Charter, conduct: &Conduct, trace: Option<&Trace>) -> Book {
    let calendar = weekdays();
    let setting = Setting {
        conduct,
        discipline: Discipline::OfficerChoice,
        trace,
        ..setting(county, charter, &calendar, 30)
    };
    simulate(&setting, Book::default()).1
}

/// One licensed officer and one auxiliary in each of two teams, none of which holds any power.
fn teams() -> (County, Charter) {
    let sample = SampleCounty::new(vec![line(2, 2)]).with_townships(&[1_000.0, 1_000.0]);
    let mut county = sample.built();
    ask_power(&mut county, MatterId::from_index(0), Power::Order);
    let charter = plain(&county, EnforcementLevel::SingleTeam);
    (county, charter)
}

fn traced((mut county, charter): (County, Charter)) -> (County, Charter) {
    county.matters[MatterId::from_index(0)].rate = Rate::Traced;
    (county, charter)
}

/// An hour of talk, seven days of peace, and the same again.
#[test]
fn a_team_without_power_persuades_the_compliant_week_after_week() {
    let (county, charter) = traced(teams());
    let book = book(&county, &charter, &persuading(1.0), Some(&one_case()));
    let first = Moment::START + Span::HOUR * 10;
    let again = Span::WEEK + Span::HOUR;
    let expected: Vec<(usize, Moment)> = (0..6).map(|round| (0, first + again * round)).collect();
    assert_eq!(book.taken, expected);
    assert_eq!(
        (book.cases, book.acted),
        (1, 0),
        "nobody came who could act"
    );
}

#[test]
fn an_offender_who_would_not_listen_is_talked_to_once_and_waits_for_power() {
    let (county, charter) = traced(teams());
    let book = book(&county, &charter, &persuading(1e-12), Some(&one_case()));
    assert_eq!((book.taken.len(), book.cases, book.acted), (1, 1, 0));
    assert!(book.settled_h.is_empty());
}

/// A squad of two at headquarters, and an office of four cadres in the township.
fn squad_and_office() -> County {
    let mut county = SampleCounty::new(vec![line(2, 0), line(4, 0)]).built();
    county.departments[DepartmentId::from_index(1)].kind = DepartmentKind::Block;
    for worker in &mut county.workers {
        if worker.home == DepartmentId::from_index(1) {
            worker.role = Role::Cadre;
            worker.licence = Licence::Auxiliary;
            worker.base = Base::Township(TownshipId::from_index(0));
        }
    }
    ask_power(&mut county, MatterId::from_index(0), Power::Order);
    county.matters[MatterId::from_index(0)].rate = Rate::PerTownship(150.0);
    county.matters[MatterId::from_index(1)].rate = Rate::PerTownship(0.0);
    county
}

fn grave(mut county: County, degree: usize) -> County {
    let matter = &mut county.matters[MatterId::from_index(0)];
    matter.severity_share = [0.0; 5];
    matter.severity_share[degree - 1] = 1.0;
    county
}

fn village_first(county: &County) -> Charter {
    let mut charter = lines(county);
    charter.practice.screening = Screening::VillageFirst;
    charter
}

/// The index of the squad and of the office.
fn units(charter: &Charter) -> (usize, usize) {
    let first = |department| {
        let department = DepartmentId::from_index(department);
        charter.first_asked[department][TownshipId::from_index(0)].index()
    };
    (first(0), first(1))
}

/// Everything is told to the village, passed up at once and lies at the township's desk.
fn at_the_desk(works_share: f64) -> Conduct {
    Conduct {
        village_life: Some(VillageLife {
            sees_severity_right: 1.0,
            ..VillageLife::default()
        }),
        offices: Some(Offices {
            hotline_right: 1.0,
            grid_right: 1.0,
            experienced_right: 1.0,
            ..Offices::default()
        }),
        ..persuading(works_share)
    }
}

#[test]
fn a_desk_tries_both_ways_and_asks_the_line_where_persuading_never_works() {
    let county = grave(squad_and_office(), 3);
    let charter = village_first(&county);
    let (squad, office) = units(&charter);
    let both = book(&county, &charter, &at_the_desk(1.0), None);
    assert_eq!(both.taken[0].0, office, "the optimist persuades first");
    assert!(both.visits_of(office) > 3 && both.visits_of(squad) > 3);
    let asking = book(&county, &charter, &at_the_desk(0.0), None);
    assert_eq!(asking.visits_of(office), 0);
    assert!(asking.visits_of(squad) > 5);
}

/// Nobody listens, so the line comes in the end; it has the papers of grave cases a clearing sooner.
#[test]
fn with_a_grave_case_the_line_is_asked_while_the_township_persuades() {
    let mut conduct = at_the_desk(1e-12);
    conduct.without_power = Some(WithoutPower {
        record_weight: 0.0,
        ..WithoutPower::default()
    });
    let mean_h = |degree| {
        let county = grave(squad_and_office(), degree);
        let charter = village_first(&county);
        let book = book(&county, &charter, &conduct, None);
        let (squad, office) = units(&charter);
        assert!(book.visits_of(office) >= book.visits_of(squad));
        assert_eq!(book.acted, book.settled_h.len(), "the line settled them");
        assert!(book.settled_h.len() > 8, "{}", book.settled_h.len());
        book.settled_h.iter().sum::<f64>() / book.settled_h.len() as f64
    };
    let (mild, grave) = (mean_h(3), mean_h(4));
    assert!(grave < mild - 4.0, "{grave} {mild}");
}

#[test]
fn what_no_line_would_take_falls_to_the_township_which_persuades() {
    let (mut county, charter) = {
        let county = squad_and_office();
        let charter = village_first(&county);
        (county, charter)
    };
    county.matters[MatterId::from_index(0)].rate = Rate::Traced;
    let (squad, office) = units(&charter);
    let unwilling = |works_share| Conduct {
        village_life: None,
        returns: Some(Returns {
            reluctance_mean_min: 0.0,
            reluctance_sd_min: 0.0,
            ..Returns::default()
        }),
        ..at_the_desk(works_share)
    };
    let first = |works_share| {
        let conduct = unwilling(works_share);
        book(&county, &charter, &conduct, Some(&one_case())).taken[0].0
    };
    assert_eq!(first(1.0), office);
    assert_eq!(first(0.0), squad);
}

#[test]
fn persuading_that_never_works_or_is_left_out_is_absent_to_the_bit() {
    let calendar = weekdays();
    let digest = |county: &County, charter: &Charter, conduct: &Conduct, mechanisms| {
        let setting = Setting {
            conduct,
            mechanisms,
            ..setting(county, charter, &calendar, 60)
        };
        simulate(&setting, FactDigest::default())
    };
    let busy = busy_county();
    let team = charter(
        &busy,
        EnforcementLevel::SingleTeam,
        Assignment::OnArrival,
        Delegation::None,
        Coordination::default(),
    );
    let desk = grave(squad_and_office(), 3);
    let lines = village_first(&desk);
    for (county, charter) in [(&busy, &team), (&desk, &lines)] {
        let with = |works_share| Conduct {
            recurrence: Some(Recurrence::default()),
            ..at_the_desk(works_share)
        };
        let absent = |works_share| Conduct {
            without_power: None,
            ..with(works_share)
        };
        let all = Mechanisms::all();
        let off = all.without(Mechanism::Persuasion);
        let unstated = digest(county, charter, &absent(0.0), all);
        assert_eq!(digest(county, charter, &with(0.0), all), unstated);
        assert_eq!(
            digest(county, charter, &with(0.3), off),
            digest(county, charter, &absent(0.3), off)
        );
        let on = digest(county, charter, &with(0.3), all);
        assert_ne!(on.1, unstated.1);
        assert_eq!(on.0.world_digest, unstated.0.world_digest);
    }
}
