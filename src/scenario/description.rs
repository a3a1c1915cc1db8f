//! What files may hold, as JSON Schema and as rows of the parameter pages.

use crate::base::{Language, Text};
use crate::caselog::CaseMap;
use crate::define_words;
use crate::document::{Fields, ParameterRow, Shape, Words, describe, parameter_rows};

use super::county::CountyStated;
use super::setup::{Nameable, SetupStated};
use super::stated::{Asked, StudyStated};
use super::study::StudyKind;

define_words! {
    /// The kinds of file.
    pub enum FileKind {
        County = "county": "县", "a county";
        Setup = "setup": "治理方案", "a setup";
        Scenario = "scenario": "情景：一个县、一个方案", "a scenario: one county under one setup";
        Experiment = "experiment": "实验：若干方案的比较", "an experiment: setups compared";
        Map = "map": "日志映射", "the map of a case log";
    }
}

/// What a file of `kind` may hold.
pub fn shape(kind: FileKind) -> Shape {
    let study = |kind| {
        describe(|fields: &mut Fields| {
            let asked = Asked {
                kind,
                id: "",
                setup: "",
                is_traced: false,
                of_log: None,
                matters: None,
            };
            StudyStated::visit(fields, &asked)
        })
    };
    match kind {
        FileKind::County => describe(|fields: &mut Fields| CountyStated::visit(fields, false)),
        FileKind::Setup => {
            describe(|fields: &mut Fields| SetupStated::visit(fields, "", Nameable::default()))
        }
        FileKind::Map => describe(CaseMap::visit),
        FileKind::Scenario => study(StudyKind::Scenario),
        FileKind::Experiment => study(StudyKind::Experiment),
    }
}

/// The JSON Schema of files of `kind`, for completion and checks in editors.
pub fn schema(kind: FileKind, language: Language) -> serde_json::Value {
    // A map reads its kind itself.
    let word = (kind != FileKind::Map).then_some(kind.word());
    crate::document::schema(&shape(kind), word, language)
}

/// Every key of files of `kind`, documented once.
pub fn rows(kind: FileKind) -> Vec<ParameterRow> {
    let prefix = match kind {
        FileKind::County => "county",
        FileKind::Setup => "setup",
        FileKind::Map => "map",
        FileKind::Scenario | FileKind::Experiment => "",
    };
    parameter_rows(&shape(kind), prefix)
}

/// What a kind of file is, in a word or two.
pub fn what_it_is(kind: FileKind) -> Text {
    kind.means()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_every_kind_says_what_it_means_in_both_languages() {
        for kind in FileKind::ALL {
            let rows = rows(*kind);
            assert!(rows.len() > 5);
            for row in rows {
                assert!(
                    !row.means.zh.is_empty() && !row.means.en.is_empty(),
                    "{}",
                    row.path
                );
                assert!(!row.means.zh.is_ascii(), "{}", row.path);
            }
        }
    }

    #[test]
    fn a_schema_names_its_kind_and_the_keys_of_the_file() {
        let schema = schema(FileKind::Experiment, Language::En);
        let properties = &schema["properties"];
        assert_eq!(properties["kind"]["const"], "experiment");
        for key in ["county", "baseline", "time", "setup", "design", "measure"] {
            assert!(properties.get(key).is_some(), "{key}");
        }
    }
}
