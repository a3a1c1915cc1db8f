//! Laws that hold in every county under every setup, tried on random ones.

use proptest::prelude::*;
use tiaokuai::base::shift::ShiftPattern;
use tiaokuai::base::{Distribution, Moment, Span};
use tiaokuai::county::{PowerShare, Rate, Severity};
use tiaokuai::dynamics::{Discipline, Horizon, Mechanism};
use tiaokuai::experiment::{Plan, RunRecord};
use tiaokuai::governance::conduct::{Offices, Returns};
use tiaokuai::governance::{
    Agreement, Assignment, Conduct, Coordination, Delegation, Enforcement, EnforcementLevel, Joint,
    MatterChoice, OneThing, Setup,
};
use tiaokuai::metrics::MetricRow;
use tiaokuai::scenario::Study;

use crate::bookkeeping::Books;
use crate::laboratory::study;

/// Share of what emerges in the pattern county that is reported, about.
const REPORTED_SHARE: f64 = 0.2;

/// A random variation of the pattern county under one random setup.
#[derive(Debug, Clone)]
struct Variation {
    seed: u64,
    level: EnforcementLevel,
    assignment: Assignment,
    is_delegated: bool,
    joint: Option<Joint>,
    discipline: Discipline,
    off: Vec<Mechanism>,
    rate_factor: f64,
    sessions: u8,
    away_share: f64,
    emergencies: f64,
    /// When the setup takes over from the status quo.
    holds_from: Moment,
    /// Whether passages between offices take time, and whether leaders meet.
    offices: Option<Agreement>,
}

impl Variation {
    fn any() -> impl Strategy<Value = Self> {
        let level = prop_oneof![
            Just(EnforcementLevel::SeparateLines),
            Just(EnforcementLevel::SingleTeam),
            (1_u16..=3).prop_map(|hubs| EnforcementLevel::HubAndSpoke { hubs: Some(hubs) }),
        ];
        let assignment = prop_oneof![Just(Assignment::Pooled), Just(Assignment::OnArrival)];
        let joint =
            proptest::option::of(prop_oneof![Just(Joint::InParallel), Just(Joint::Together)]);
        let discipline = prop_oneof![
            Just(Discipline::FirstCome),
            Just(Discipline::Priority),
            Just(Discipline::OfficerChoice),
        ];
        let agreement = prop_oneof![Just(Agreement::InTurn), Just(Agreement::Meeting)];
        let off = proptest::sample::subsequence(Mechanism::ALL.to_vec(), 0..3);
        (
            (any::<u64>(), level, assignment, any::<bool>(), joint),
            (
                discipline,
                off,
                0.3..3.0_f64,
                1_u8..3,
                0.0..0.3_f64,
                0.0..0.2_f64,
                prop_oneof![Just(0), 0..28 * 24 * 3_600_i64],
                proptest::option::of(agreement),
            ),
        )
            .prop_map(|(governed, lived)| Self {
                seed: governed.0,
                level: governed.1,
                assignment: governed.2,
                is_delegated: governed.3,
                joint: governed.4,
                discipline: lived.0,
                off: lived.1,
                rate_factor: lived.2,
                sessions: lived.3,
                away_share: lived.4,
                emergencies: lived.5,
                offices: lived.7,
                holds_from: Moment::from_seconds(lived.6),
            })
    }

    fn setup(&self) -> Setup {
        Setup {
            holds_from: self.holds_from,
            enforcement: Enforcement {
                level: self.level,
                assignment: self.assignment,
            },
            delegation: if self.is_delegated {
                Delegation::Share(1.0)
            } else {
                Delegation::None
            },
            coordination: Coordination {
                one_thing: self.joint.map(|joint| OneThing {
                    matters: MatterChoice::All,
                    joint,
                }),
                agreement: self.offices.unwrap_or_default(),
            },
            ..Setup::status_quo("varied", tiaokuai::base::Text::new("变", "varied"))
        }
    }

    fn study(&self) -> Study {
        let mut study = pattern();
        study.seed = self.seed;
        study.setups = vec![self.setup()];
        study.discipline = self.discipline;
        for mechanism in &self.off {
            study.mechanisms = study.mechanisms.without(*mechanism);
        }
        if self.offices.is_some() {
            study.conduct.offices = Some(Offices {
                hotline_right: 0.8,
                ..Offices::default()
            });
            study.conduct.returns = Some(Returns {
                reluctance_mean_min: 30.0,
                ..Returns::default()
            });
        }
        study.county.staffing.absent_share = self.away_share;
        for matter in &mut study.county.matters {
            matter.sessions = self.sessions;
            matter.severity_share = [1.0 - self.emergencies, 0.0, 0.0, 0.0, self.emergencies];
            matter.rate = match matter.rate {
                Rate::PerThousandResidents(rate) => {
                    Rate::PerThousandResidents(rate * self.rate_factor)
                }
                other => other,
            };
        }
        study
    }
}

/// The pattern county under separate lines for eight weeks in all, with nothing of its life: what
/// comes up is reported at once, at about the rate at which it is reported otherwise.
fn pattern() -> Study {
    let mut study = study("experiments/demo/experiment.toml", &[]);
    study.conduct = Conduct::NONE;
    for matter in &mut study.county.matters {
        (matter.detection, matter.visible) = (None, None);
        (matter.worsens_per_day, matter.escalates_per_day) = (0.0, 0.0);
        if let Rate::PerThousandResidents(rate) = &mut matter.rate {
            *rate *= REPORTED_SHARE;
        }
    }
    study.setups.truncate(1);
    study.baseline = 0;
    study.replications = 1;
    study.horizon = Horizon {
        warm_up: Span::from_days(14),
        measured: Span::from_days(28),
        cool_down: Span::from_days(14),
    };
    study
}

fn run(study: &Study) -> Vec<MetricRow> {
    let plan = Plan::new(study).expect("the study can be laid");
    finished(&plan, 0).1
}

fn finished(plan: &Plan, index: u64) -> (u64, Vec<MetricRow>) {
    match plan.run(index) {
        RunRecord::Finished { outcome, tally } => (
            outcome.world_digest,
            plan.catalogue(plan.key(index).setup).metric_rows(&tally),
        ),
        RunRecord::Failed { error } => panic!("{error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_incident_ends_once_and_nobody_is_in_two_places(variation in Variation::any()) {
        let study = variation.study();
        let plan = Plan::new(&study).expect("the study can be laid");
        let books = plan.watch(0, Books::default()).expect("the run goes through");
        prop_assert!(!books.emerged.is_empty());
        let faults = books.faults_of_plain_lives();
        prop_assert!(faults.is_empty(), "{:?}", &faults[..faults.len().min(5)]);
    }

    #[test]
    fn worlds_are_twins_and_equal_setups_are_equal_to_the_bit(variation in Variation::any()) {
        let mut study = variation.study();
        let mut twin = variation.setup();
        twin.id = "twin".into();
        let mut other = variation.setup();
        other.id = "other".into();
        other.enforcement.level = match variation.level {
            EnforcementLevel::SeparateLines => EnforcementLevel::SingleTeam,
            _ => EnforcementLevel::SeparateLines,
        };
        study.setups.extend([twin, other]);
        let plan = Plan::new(&study).expect("the study can be laid");
        let [first, twin, other] = [0, 1, 2].map(|index| finished(&plan, index));
        prop_assert_eq!(&first.1, &twin.1);
        prop_assert_eq!(first.0, twin.0);
        prop_assert_eq!(first.0, other.0);
    }

    #[test]
    fn the_status_quo_takes_over_from_itself_without_a_trace(variation in Variation::any()) {
        let mut forked = variation.study();
        forked.setups = vec![Setup {
            holds_from: variation.holds_from,
            ..Setup::status_quo("varied", tiaokuai::base::Text::new("变", "varied"))
        }];
        let mut steady = forked.clone();
        steady.is_steady = true;
        prop_assert!(forked.is_forked() && !steady.is_forked());
        prop_assert_eq!(run(&forked), run(&steady));
    }

    #[test]
    fn steady_setups_are_equal_to_the_bit_too(variation in Variation::any()) {
        let mut study = variation.study();
        study.is_steady = true;
        study.setups.push(variation.setup());
        let plan = Plan::new(&study).expect("the study can be laid");
        prop_assert_eq!(finished(&plan, 0), finished(&plan, 1));
    }

    #[test]
    fn listing_setups_in_another_order_moves_nothing(variation in Variation::any()) {
        let mut study = variation.study();
        let mut lines = variation.setup();
        lines.id = "lines".into();
        lines.enforcement = Enforcement::default();
        study.setups.push(lines);
        let mut turned = study.clone();
        turned.setups.reverse();
        let (plan, turned) = (
            Plan::new(&study).expect("the study can be laid"),
            Plan::new(&turned).expect("the study can be laid"),
        );
        prop_assert_eq!(finished(&plan, 0), finished(&turned, 1));
        prop_assert_eq!(finished(&plan, 1), finished(&turned, 0));
    }

    #[test]
    fn endless_speed_is_no_travel(variation in Variation::any()) {
        let mut fast = variation.study();
        fast.county.travel.speed_km_per_h = f64::INFINITY;
        let mut still = variation.study();
        still.mechanisms = still.mechanisms.without(Mechanism::Travel);
        prop_assert_eq!(run(&fast), run(&still));
    }

    #[test]
    fn shifts_all_day_are_no_shifts(variation in Variation::any()) {
        let mut always = variation.study();
        always.county.staffing.absent_share = 0.0;
        always.county.staffing.seconded_share = 0.0;
        for shift in &mut always.county.shifts {
            *shift = ShiftPattern::always();
        }
        let mut never = always.clone();
        never.mechanisms = never.mechanisms.without(Mechanism::Shifts);
        prop_assert_eq!(run(&always), run(&never));
    }

    #[test]
    fn absence_of_nobody_is_no_absence(variation in Variation::any()) {
        let mut none = variation.study();
        none.county.staffing.absent_share = 0.0;
        none.county.staffing.seconded_share = 0.0;
        let mut least = none.clone();
        least.county.staffing.absent_share = f64::MIN_POSITIVE;
        prop_assert_eq!(run(&none), run(&least));
    }

    #[test]
    fn procedures_of_no_minutes_are_no_procedures(variation in Variation::any()) {
        let mut empty = variation.study();
        for matter in &mut empty.county.matters {
            matter.procedure_min = Distribution::constant(0.0).expect("a constant");
        }
        let mut none = variation.study();
        none.mechanisms = none.mechanisms.without(Mechanism::Procedure);
        prop_assert_eq!(run(&empty), run(&none));
    }

    #[test]
    fn routine_work_none_a_year_is_no_routine_work(variation in Variation::any()) {
        use tiaokuai::county::RoutineKind;
        let mut empty = variation.study();
        for routine in &mut empty.county.routines {
            routine.kind = match routine.kind {
                RoutineKind::LineTask { .. } => RoutineKind::line_task(0.0),
                _ => RoutineKind::Inspection { per_firm: 0.0, per_small_business: 0.0 },
            };
        }
        let mut none = variation.study();
        none.mechanisms = none.mechanisms.without(Mechanism::Routine);
        prop_assert_eq!(run(&empty), run(&none));
    }

    #[test]
    fn crews_of_one_without_power_are_no_crews(variation in Variation::any()) {
        let mut alone = variation.study();
        alone.mechanisms = alone.mechanisms.without(Mechanism::Routine);
        for matter in &mut alone.county.matters {
            matter.crew = 1;
            matter.power_share = PowerShare::NONE;
        }
        for worker in &mut alone.county.workers {
            worker.licence = tiaokuai::county::Licence::Licensed;
        }
        let mut none = alone.clone();
        none.mechanisms = none.mechanisms.without(Mechanism::Crews);
        prop_assert_eq!(run(&alone), run(&none));
    }

    #[test]
    fn without_emergencies_interruption_changes_nothing(variation in Variation::any()) {
        let mut calm = variation.study();
        for matter in &mut calm.county.matters {
            matter.severity_share = [0.7, 0.1, 0.1, 0.1, 0.0];
            assert!(matter.severity_share[Severity::EMERGENCY.degree() as usize - 1] == 0.0);
        }
        let mut none = calm.clone();
        none.mechanisms = none.mechanisms.without(Mechanism::Interruption);
        prop_assert_eq!(run(&calm), run(&none));
    }

    #[test]
    fn measuring_less_moves_nothing_of_what_is_still_measured(variation in Variation::any()) {
        use tiaokuai::metrics::{Measure, MetricId, PopulationKind};
        let all = variation.study();
        let mut less = all.clone();
        less.measure = Measure::only(
            vec![MetricId::ResolutionTime, MetricId::BusyShare],
            vec![PopulationKind::All, PopulationKind::Severity],
        );
        let kept = run(&less);
        let all = run(&all);
        prop_assert!(!kept.is_empty());
        for row in kept {
            prop_assert!(all.contains(&row), "{row:?}");
        }
    }
}

/// Two townships that share no unit, each with villages, in plain lines of their own.
fn neighbours(extra: &str) -> Study {
    let folder = tempfile::tempdir().expect("a folder for a scenario");
    let file = folder.path().join("neighbours.toml");
    let text = format!(
        r#"
kind = "scenario"
queue_discipline = "first-come"
only_mechanisms = []
[time]
calendar = "always-open"
days = 60
warm_up_days = 10
[county.department.d]
count = 2
[county.township.here]
staff = {{ each = 2 }}
residents = 15_000
[county.township.there]
staff = {{ each = 2 }}
residents = 15_000
[county.village.here-v]
township = "here"
count = 4
[county.village.there-v]
township = "there"
count = 3
{extra}
[county.matter.noise]
lead = "d-1"
rate_per_1000_residents_per_year = 900
work_min = {{ distribution = "lognormal", mean = 40, cv = 1 }}
second_department = {{ share = 0.3, among = "others", order = "after-lead" }}
"#
    );
    std::fs::write(&file, text).expect("a scenario is written");
    study(file.to_str().expect("a path of text"), &[])
}

fn of_population(study: &Study, population: &str) -> Vec<MetricRow> {
    let mut rows = run(study);
    rows.retain(|row| row.population == population);
    rows
}

#[test]
fn a_village_added_elsewhere_moves_nothing_where_no_unit_is_shared() {
    let before = neighbours("");
    let after = neighbours("[county.village.a-new-one]\ntownship = \"there\"");
    assert_eq!(
        after.county.villages.len(),
        before.county.villages.len() + 1
    );
    for population in ["township=here", "unit=d-1-here", "unit=d-2-here"] {
        let rows = of_population(&before, population);
        assert!(!rows.is_empty(), "{population} is measured");
        assert_eq!(rows, of_population(&after, population));
    }
    let there = "township=there";
    assert_ne!(of_population(&before, there), of_population(&after, there));
}

#[test]
fn a_pilot_moves_nothing_outside_where_no_unit_is_shared() {
    let before = neighbours("");
    let pilot = neighbours(
        "[setup]\ntownships = [\"here\"]\nenforcement = { level = \"single-team\" }\n\
         coordination = { one_thing = { matters = \"all\" } }",
    );
    let there = ["township=there", "unit=d-1-there", "unit=d-2-there"];
    for population in there {
        let rows = of_population(&before, population);
        assert!(!rows.is_empty(), "{population} is measured");
        assert_eq!(rows, of_population(&pilot, population));
    }
    let here = "township=here";
    assert_ne!(of_population(&before, here), of_population(&pilot, here));
}

#[test]
fn one_more_officer_never_lengthens_the_mean_wait_of_a_plain_unit() {
    use tiaokuai::metrics::{MetricId, Statistic};

    use crate::laboratory::{rows, values};
    for rate in [8_000, 20_000, 30_000] {
        let waits = |officers: u32| {
            let staff = format!("county.township.town.staff={{ line = {officers} }}");
            let rate = format!("county.matter.trouble.rate_per_township_per_year={rate}");
            let patches = [
                "time.days=30",
                "time.cool_down_days=40",
                "county.township.town.count=3",
                &staff,
                &rate,
            ];
            let mut study = study("scenarios/validation/erlang-c.toml", &patches);
            study.replications = 8;
            values(&rows(&study), "all", MetricId::WaitingTime, Statistic::Mean)
        };
        let mut fewer = waits(4);
        for officers in 5..8 {
            let more = waits(officers);
            for (more, fewer) in more.iter().zip(&fewer) {
                assert!(
                    more <= fewer,
                    "{officers} officers at rate {rate}: {more} > {fewer}"
                );
            }
            fewer = more;
        }
    }
}
