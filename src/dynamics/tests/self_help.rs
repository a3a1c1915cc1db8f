//! Villages that settle their own troubles: how able they stay, and what passing up costs.

use super::towns::{lines, setting, weekdays};
use super::watching::FactDigest;
use crate::base::{Id, Moment, Span, Text};
use crate::county::{
    Base, Channel, County, DepartmentId, DepartmentKind, End, Licence, MatterId, PowerShare, Rate,
    Role, Severity, Stage, Tier, Village, VillageId,
};
use crate::dynamics::capacity::Villages;
use crate::dynamics::{Fact, FieldActivity, Mechanism, Mechanisms, Setting, simulate};
use crate::engine::Observer;
use crate::governance::conduct::VillageLife;
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Charter, Conduct, Screening};

/// What was told of villages.
#[derive(Debug, Clone, Default)]
struct VillageBook {
    told: Vec<Channel>,
    /// End, whether it had a ticket, and how long until it was settled in truth.
    ends: Vec<(End, bool, Option<Span>)>,
    screened: Vec<Span>,
    stages: Span,
    lives: Span,
    capacities: Vec<f64>,
    cadres: Span,
}

impl Observer<Fact<'_>> for VillageBook {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Reported { channel, .. } => self.told.push(channel),
            Fact::Left {
                incident,
                ticket,
                end,
                ..
            } => {
                let took = incident
                    .settled_at
                    .map(|settled| settled - incident.emerged_at);
                self.ends.push((end, ticket.is_some(), took));
                self.lives += at - incident.emerged_at;
            }
            Fact::Moved { from, span, .. } => {
                self.stages += span;
                if from == Stage::Screen {
                    self.screened.push(span);
                }
            }
            Fact::VillageEnds { capacity, .. } => self.capacities.push(capacity),
            Fact::InTheField { on, from, to, .. } => {
                assert_eq!(on, FieldActivity::VillageCase);
                self.cadres += to - from;
            }
            _ => {}
        }
    }
}

impl VillageBook {
    fn ended(&self, end: End) -> usize {
        self.ends.iter().filter(|(other, ..)| *other == end).count()
    }

    fn mean_hours(&self) -> f64 {
        let took: Vec<f64> = self
            .ends
            .iter()
            .filter(|(end, ..)| *end == End::Closed)
            .filter_map(|(.., took)| took.map(Span::hours))
            .collect();
        took.iter().sum::<f64>() / took.len() as f64
    }
}

/// One township of so many villages, whose own office of ten cadres has one matter.
fn cadres_county(villages: usize, per_village: f64) -> County {
    let mut county = SampleCounty::new(vec![line(10, 0)]).built();
    county.departments[DepartmentId::from_index(0)].kind = DepartmentKind::Block;
    let first = county.villages[VillageId::from_index(0)].clone();
    for worker in &mut county.workers {
        worker.role = Role::Cadre;
        worker.licence = Licence::Auxiliary;
        worker.base = Base::Township(first.township);
    }
    county.villages = (0..villages)
        .map(|index| Village {
            id: format!("v-{index}"),
            name: Text::new("村", "village"),
            ..first.clone()
        })
        .collect();
    let matter = &mut county.matters[MatterId::from_index(0)];
    matter.rate = Rate::PerTownship(per_village * villages as f64);
    matter.tier = Tier::Township;
    county
}

fn screened(county: &County, screening: Screening) -> Charter {
    let mut charter = lines(county);
    charter.practice.screening = screening;
    charter
}

fn at_home(rules: VillageLife) -> Conduct {
    Conduct {
        village_life: Some(rules),
        ..Conduct::NONE
    }
}

fn run(county: &County, rules: VillageLife, screening: Screening, days: i64) -> VillageBook {
    let calendar = weekdays();
    let charter = screened(county, screening);
    let conduct = at_home(rules);
    let setting = Setting {
        conduct: &conduct,
        ..setting(county, &charter, &calendar, days)
    };
    simulate(&setting, VillageBook::default()).1
}

/// Each village settles in the mean what keeps it as able as it began; after three years the mean
/// change over villages is nothing but chance.
#[test]
fn capacity_is_stationary_in_the_status_quo() {
    let county = cadres_county(200, 100.0);
    let book = run(&county, VillageLife::default(), Screening::None, 3 * 365);
    let calendar = weekdays();
    let charter = screened(&county, Screening::None);
    let conduct = at_home(VillageLife::default());
    let setting = Setting {
        conduct: &conduct,
        ..setting(&county, &charter, &calendar, 1)
    };
    let start = setting.horizon.start();
    let villages = Villages::new(&setting).unwrap();
    let changes: Vec<f64> = county
        .villages
        .ids()
        .zip(&book.capacities)
        .map(|(village, at_end)| at_end - villages.capacity(start, village))
        .collect();
    let n = changes.len() as f64;
    let mean = changes.iter().sum::<f64>() / n;
    let variance = changes
        .iter()
        .map(|change| (change - mean).powi(2))
        .sum::<f64>()
        / n;
    assert_eq!(changes.len(), 200);
    let tolerance = 4.0 * (variance / n).sqrt();
    assert!(tolerance < 0.03, "{tolerance}");
    assert!(mean.abs() < tolerance, "{mean} {tolerance}");
}

#[test]
fn first_share_of_what_cadres_can_do_reaches_the_village_first() {
    let county = cadres_county(20, 100.0);
    let book = run(&county, VillageLife::default(), Screening::None, 365);
    let n = book.told.len() as f64;
    let told = book.told.iter().filter(|told| **told == Channel::Village);
    let share = told.count() as f64 / n;
    assert!(
        (share - 0.3).abs() < 4.0 * (0.3 * 0.7 / n).sqrt(),
        "{share}"
    );
    assert_eq!(book.stages, book.lives);
    for (end, has_ticket, _) in &book.ends {
        assert!(*end != End::SettledInVillage || !has_ticket);
    }
}

#[test]
fn screening_settles_more_in_villages_and_costs_time_for_what_passes_up() {
    let county = cadres_county(20, 100.0);
    let rules = VillageLife::default;
    let usual = run(&county, rules(), Screening::None, 365);
    let first = run(&county, rules(), Screening::VillageFirst, 365);
    let (few, many) = (
        usual.ended(End::SettledInVillage),
        first.ended(End::SettledInVillage),
    );
    assert!(few > 100 && many > 2 * few, "{few} {many}");
    assert!(first.told.iter().all(|told| *told == Channel::Village));
    assert_eq!(first.stages, first.lives);
    assert!(first.mean_hours() > usual.mean_hours() + 3.0);
    assert!(first.cadres > usual.cadres);
    let longest = first.screened.iter().max().unwrap();
    assert!(*longest <= Span::DAY * 2);
}

/// Practised capacity grows where all is tried at home, and fades where nothing is.
#[test]
fn capacity_follows_practice() {
    let county = cadres_county(20, 100.0);
    let mean = |screening, first_share| {
        let rules = VillageLife {
            first_share,
            ..VillageLife::default()
        };
        let book = run(&county, rules, screening, 2 * 365);
        book.capacities.iter().sum::<f64>() / book.capacities.len() as f64
    };
    let usual = mean(Screening::None, 0.3);
    assert!(mean(Screening::VillageFirst, 0.3) > usual + 0.05);
    assert!(mean(Screening::None, 0.0) < usual - 0.05);
}

#[test]
fn what_is_seen_as_grave_or_needs_power_is_not_settled_in_the_village() {
    let mut county = cadres_county(20, 50.0);
    let matter = &mut county.matters[MatterId::from_index(0)];
    matter.severity_share = [0.0, 0.0, 1.0, 0.0, 0.0];
    let rules = VillageLife {
        sees_severity_right: 1.0,
        ..VillageLife::default()
    };
    let book = run(&county, rules.clone(), Screening::VillageFirst, 200);
    assert!(book.told.len() > 300 && book.screened.is_empty());
    assert!(Severity::new(3).is_some_and(|grave| !rules.tries(grave)));

    let matter = &mut county.matters[MatterId::from_index(0)];
    matter.severity_share = [1.0, 0.0, 0.0, 0.0, 0.0];
    matter.power_share = PowerShare {
        none: 0.0,
        order: 1.0,
        penalty: 0.0,
    };
    let book = run(&county, rules, Screening::VillageFirst, 200);
    assert_eq!(book.ended(End::SettledInVillage), 0);
    assert!(book.screened.len() > 300);
}

#[test]
fn without_screening_village_life_changes_nothing() {
    let mut county = cadres_county(5, 100.0);
    // Both tell of lives; nobody ever goes over anybody's head.
    county.matters[MatterId::from_index(0)].escalates_per_day = 1e-12;
    let calendar = weekdays();
    let charter = screened(&county, Screening::VillageFirst);
    let digest = |conduct: &Conduct, mechanisms| {
        let setting = Setting {
            conduct,
            mechanisms,
            ..setting(&county, &charter, &calendar, 200)
        };
        simulate(&setting, FactDigest::default())
    };
    let with = at_home(VillageLife::default());
    let off = Mechanisms::all().without(Mechanism::Screening);
    let absent = digest(&Conduct::NONE, Mechanisms::all());
    assert_eq!(digest(&with, off).1, absent.1);
    let on = digest(&with, Mechanisms::all());
    assert_eq!(on, digest(&with, Mechanisms::all()));
    assert_ne!(on.1, absent.1);
    assert_eq!(on.0.world_digest, absent.0.world_digest);
}
