//! The life of one incident under every setup, for programs: JSON.

use serde_json::{Value, json};

use crate::base::{Language, Span};
use crate::experiment::{Life, LifeStory};
use crate::metrics::case::Passage;

use super::life_text::Explained;
use super::life_words::{cause_words, end_words, note_words, stage_words};

/// What [`Explained::text`] tells as JSON; moments in seconds of the run (`_s`), lengths in hours
/// (`_h`), what is undefined is `null`.
pub fn life_json(explained: &Explained, language: Language) -> Value {
    let study = explained.plan.study();
    let county = &study.county;
    let incident = explained.incident();
    let setups = (0..explained.stories.len()).map(|setup| story_json(explained, setup, language));
    json!({
        "incident": explained.name,
        "replication": explained.world.replication,
        "point": explained.world.point,
        "matter": incident.map(|incident| county.matters[incident.matter].id.as_str()),
        "township": incident.map(|incident| {
            let township = county.villages[incident.village].township;
            county.townships[township].id.as_str()
        }),
        "village": incident.map(|incident| county.villages[incident.village].id.as_str()),
        "severity": incident.map(|incident| incident.severity.degree()),
        "departments": incident.map(|incident| {
            let parts = incident.parts().iter();
            let ids = parts.map(|part| county.departments[part.department].id.as_str());
            ids.collect::<Vec<&str>>()
        }),
        "emerged_s": incident.map(|incident| incident.emerged_at.seconds()),
        "setups": setups.collect::<Vec<Value>>(),
    })
}

fn story_json(explained: &Explained, setup: usize, language: Language) -> Value {
    let id = &explained.plan.setups()[setup].id;
    match &explained.stories[setup] {
        LifeStory::Lived(life) => {
            let mut value = life_value(explained, life, language);
            value["setup"] = json!(id);
            let compared = [
                ("response_compared", Life::response as fn(&Life) -> _),
                ("resolution_compared", Life::resolution),
            ];
            for (key, passage) in compared {
                let words = explained.compared(setup, passage(life), passage);
                value[key] = json!(words.map(|words| words.in_language(language).to_owned()));
            }
            value
        }
        LifeStory::Prevented { cause, .. } => json!({
            "setup": id,
            "story": "prevented",
            "cause": cause.word(),
            "words": cause_words(*cause).in_language(language),
        }),
        LifeStory::Absent => json!({ "setup": id, "story": "absent" }),
    }
}

fn life_value(explained: &Explained, life: &Life, language: Language) -> Value {
    let steps = life.steps.iter().map(|step| {
        json!({
            "stage": step.stage.word(),
            "from_s": step.from.seconds(),
            "to_s": step.to.seconds(),
            "length_h": hours(step.to - step.from),
            "words": stage_words(step.stage).in_language(language),
        })
    });
    let name = |ordinal: u32| explained.name_of(life, ordinal);
    let events = life.notes.iter().map(|note| {
        json!({
            "at_s": note.at.seconds(),
            "event": note.kind.word(),
            "words": note_words(&note.kind, &name).in_language(language),
        })
    });
    json!({
        "story": "lived",
        "steps": steps.collect::<Vec<Value>>(),
        "events": events.collect::<Vec<Value>>(),
        "end": life.end.word(),
        "words": end_words(life.end).in_language(language),
        "left_s": life.left_at.seconds(),
        "severity": life.last.severity.degree(),
        "rounds": life.course.rounds,
        "returns": life.course.returns,
        "visits": life.last.visits,
        "response_h": passage_hours(life.response()),
        "resolution_h": passage_hours(life.resolution()),
    })
}

fn passage_hours(passage: Option<Passage>) -> Value {
    match passage {
        Some(Passage::After(span)) => hours(span),
        _ => Value::Null,
    }
}

fn hours(span: Span) -> Value {
    json!(span.hours())
}
