//! Life stories: whole, and of the same incident in every setup.

use crate::base::{Distribution, Id, Span};
use crate::county::{Incident, MatterId, Visible};
use crate::experiment::life::{Life, LifeStory, NoteKind};
use crate::experiment::life_story::life_stories;
use crate::experiment::plan::{Plan, PlanWorld};
use crate::experiment::sample_study::{hidden_study, sample_study};
use crate::experiment::sought::{Sought, incidents_of_world};
use crate::governance::conduct::Operations;
use crate::scenario::Study;

const WORLD: PlanWorld = PlanWorld {
    replication: 0,
    point: 0,
};

fn sought(incident: &Incident) -> Sought {
    Sought::At {
        village: incident.village,
        matter: incident.matter,
        ordinal: incident.ordinal,
    }
}

/// Every third incident's stories.
fn stories(study: &Study) -> Vec<Vec<LifeStory>> {
    let plan = Plan::new(study).unwrap();
    let all = incidents_of_world(&plan, WORLD).unwrap();
    assert!(all.len() > 50);
    let some = all.iter().step_by(all.len() / 40);
    some.map(|incident| life_stories(&plan, WORLD, sought(incident)).unwrap())
        .collect()
}

fn lives(study: &Study) -> Vec<Life> {
    let stories = stories(study).into_iter().flatten();
    stories
        .filter_map(|story| match story {
            LifeStory::Lived(life) => Some(*life),
            _ => None,
        })
        .collect()
}

fn is_whole(life: &Life) {
    let mut at = life.born.emerged_at;
    for step in &life.steps {
        assert_eq!(step.from, at, "{life:?}");
        at = step.to;
    }
    assert_eq!(at, life.left_at);
    let whole: Span = life.steps.iter().map(|step| step.to - step.from).sum();
    assert_eq!(whole, life.left_at - life.born.emerged_at);
    assert!(life.notes.is_sorted_by_key(|note| note.at));
}

#[test]
fn steps_add_up_to_the_life_without_gaps() {
    for study in [sample_study(1), hidden_study(1)] {
        let lives = lives(&study);
        assert!(lives.len() > 40);
        assert!(lives.iter().any(|life| life.steps.len() > 1));
        lives.iter().for_each(is_whole);
    }
}

#[test]
fn every_settlement_is_noted_and_every_relapse_follows_one() {
    let mut relapses = 0;
    for life in lives(&hidden_study(1)) {
        let mut is_settled = false;
        for note in &life.notes {
            match note.kind {
                NoteKind::Settled => is_settled = true,
                NoteKind::Relapsed => {
                    assert!(is_settled, "{life:?}");
                    is_settled = false;
                    relapses += 1;
                }
                _ => {}
            }
        }
        assert_eq!(is_settled, life.last.settled_at.is_some(), "{life:?}");
    }
    assert!(relapses > 0);
}

#[test]
fn the_setups_tell_of_the_same_incident() {
    for stories in stories(&sample_study(1)) {
        let mut all = stories.iter().map(|story| {
            let incident = story.incident().expect("nothing is prevented");
            (incident.emerged_at, incident.severity, incident.village)
        });
        let first = all.next();
        assert!(all.all(|other| Some(other) == first));
    }
}

/// Places on borders whose offenders always go on, and operations there.
fn moving_study() -> Study {
    let mut study = hidden_study(1);
    study.conduct.operations = Some(Operations::default());
    let matter = &mut study.county.matters[MatterId::from_index(0)];
    matter.visible = Some(Visible {
        suspended_days: (1.0, 2.0),
        displaced_share: 1.0,
        border_share: 1.0,
        ..Visible::staying(Distribution::constant(24.0).unwrap())
    });
    study
}

#[test]
fn what_came_up_elsewhere_is_told_under_the_village_of_its_place() {
    let study = moving_study();
    let plan = Plan::new(&study).unwrap();
    let villages = &study.county.villages;
    let all = incidents_of_world(&plan, WORLD).unwrap();
    let (mut moves, mut plans) = (0, 0);
    for incident in all.iter().step_by(7) {
        for story in life_stories(&plan, WORLD, sought(incident)).unwrap() {
            let LifeStory::Lived(life) = story else {
                continue;
            };
            is_whole(&life);
            for note in &life.notes {
                if let NoteKind::CameUpElsewhere { home, here, .. } = &note.kind {
                    assert_eq!(*home, villages[incident.village].name);
                    assert_eq!(*here, villages[life.born.village].name);
                    assert_ne!(home, here);
                    moves += 1;
                }
                plans += i32::from(matches!(note.kind, NoteKind::OperationPlanned(_)));
            }
            let is_home = life.born.village == incident.village;
            assert_eq!(is_home, life.course.moved.is_none());
        }
    }
    assert!(moves > 20 && plans > 5, "{moves} {plans}");
}

#[test]
fn an_ordinal_that_never_came_up_is_absent() {
    let study = sample_study(1);
    let plan = Plan::new(&study).unwrap();
    let all = incidents_of_world(&plan, WORLD).unwrap();
    let Sought::At {
        village, matter, ..
    } = sought(&all[0])
    else {
        unreachable!()
    };
    let none = Sought::At {
        village,
        matter,
        ordinal: 90_000_000,
    };
    let stories = life_stories(&plan, WORLD, none).unwrap();
    assert_eq!(stories, [LifeStory::Absent, LifeStory::Absent]);
}
