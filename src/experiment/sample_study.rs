//! A small study for tests: two townships, two departments, two setups.

use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;

use crate::base::calendar::{Calendar, CalendarKind};
use crate::base::{Date, Distribution, Id, Span, Text};
use crate::county::matter::Supporter;
use crate::county::{
    Complaint, County, DepartmentId, Detection, MatterId, PartOrder, Rate, Support,
};
use crate::dynamics::{Discipline, Horizon, Mechanisms};
use crate::governance::conduct::{Recurrence, Residents};
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Conduct, Delegation, Enforcement, EnforcementLevel, Setup};
use crate::metrics::{Measure, MetricId};
use crate::scenario::{DesignKind, Input, Study, StudyKind};

use super::journal::MemoryJournal;
use super::plan::Plan;
use super::runner::{Execution, execute};

/// Separate lines against a single team, everything measured, 28 days.
pub fn sample_study(replications: u32) -> Study {
    Study {
        id: "sample".to_owned(),
        name: Text::new("样例", "sample"),
        kind: StudyKind::Experiment,
        county: sample_county(),
        conduct: Conduct::NONE,
        setups: vec![
            setup("separate-lines", EnforcementLevel::SeparateLines),
            setup("single-team", EnforcementLevel::SingleTeam),
        ],
        baseline: 0,
        calendar: Calendar::new(CalendarKind::Weekdays, Date::new(2025, 1, 6).unwrap()),
        horizon: Horizon {
            warm_up: Span::from_days(7),
            measured: Span::from_days(28),
            cool_down: Span::from_days(14),
        },
        is_steady: false,
        mechanisms: Mechanisms::all(),
        discipline: Discipline::OfficerChoice,
        trace: None,
        log_report: None,
        measure: Measure::everything(),
        headline: vec![
            MetricId::ResponseTime,
            MetricId::ResolutionTime,
            MetricId::BusyShare,
        ],
        replications,
        precision: None,
        seed: 1,
        design: DesignKind::Compare,
        factors: Vec::new(),
        fraction: None,
        points: Vec::new(),
        inputs: vec![Input {
            path: "sample/experiment.toml".to_owned(),
            bytes: b"kind = \"experiment\"\n".to_vec(),
        }],
        set: Vec::new(),
    }
}

/// The same where incidents are hidden at first, grow graver, end by themselves and come back.
pub fn hidden_study(replications: u32) -> Study {
    let mut study = sample_study(replications);
    study.conduct.residents = Some(Residents {
        expected_days: 0.25,
        trust_gain: 0.6,
        trust_loss: 0.6,
        ..Residents::default()
    });
    study.conduct.recurrence = Some(Recurrence {
        hazard_per_day: 0.2,
        ..Recurrence::default()
    });
    for matter in 0..2 {
        let matter = &mut study.county.matters[MatterId::from_index(matter)];
        matter.severity_share = [0.5, 0.5, 0.0, 0.0, 0.0];
        matter.work_min = Distribution::exponential(240.0).unwrap();
        matter.worsens_per_day = 0.05;
        matter.escalates_per_day = 0.02;
        matter.detection = Some(Detection {
            complaint: Complaint::PerDay(0.3),
            natural_end_per_day: 0.3,
            seen_share: 0.0,
            patrol_every_h: None,
            repeat_patience_days: None,
        });
    }
    study
}

/// A setup at the status quo but for enforcement.
pub fn setup(id: &str, level: EnforcementLevel) -> Setup {
    Setup {
        enforcement: Enforcement {
            level,
            ..Enforcement::default()
        },
        delegation: Delegation::Share(1.0),
        ..Setup::status_quo(id, Text::new(format!("{id}（中文）"), id))
    }
}

fn sample_county() -> County {
    let sample = SampleCounty::new(vec![line(2, 1), line(2, 0)]);
    let sample = sample.with_townships(&[3_000.0, 2_000.0]);
    let mut county = sample.based_in_townships().built();
    let work = Distribution::exponential(90.0).unwrap();
    for matter in 0..2 {
        let matter = &mut county.matters[MatterId::from_index(matter)];
        matter.rate = Rate::PerTownship(2_000.0);
        matter.work_min = work.clone();
    }
    county.matters[MatterId::from_index(0)].supports = vec![Support {
        supporter: Supporter::Department(DepartmentId::from_index(1)),
        share: 0.3,
        order: PartOrder::AfterLead,
    }];
    county
}

/// The journal of all runs of a plan.
pub fn run_all(plan: &Plan, threads: usize) -> MemoryJournal {
    let mut journal = MemoryJournal::new();
    let execution = Execution {
        threads: NonZeroUsize::new(threads).unwrap(),
        stop: &AtomicBool::new(false),
        progress: &(),
    };
    execute(plan, &mut journal, execution).unwrap();
    journal
}
