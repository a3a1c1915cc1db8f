//! What `check` prints: offered load per unit and busy share per role, for each setup.

use std::fmt::Write;

use unicode_width::UnicodeWidthStr;

use crate::base::{Language, Span, Text};
use crate::county::Role;
use crate::governance::{LayError, Load, LoadPart, lay};

use super::outlook::Outlook;
use super::study::Study;

/// Loads of a study, before anything is run.
#[derive(Debug, Clone)]
pub struct Overview {
    /// One for each setup, in the order of the study.
    pub setups: Vec<SetupOverview>,
    /// Names of the parts of a load, in the order of [`LoadPart::ALL`].
    pub parts: [Text; LoadPart::ALL.len()],
}

/// Loads under one setup.
#[derive(Debug, Clone)]
pub struct SetupOverview {
    /// The setup's id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// Units: id, name, persons, load.
    pub units: Vec<UnitLoad>,
    /// Roles with the persons they have and their load.
    pub roles: Vec<(Role, usize, Load)>,
}

/// The load of one unit.
#[derive(Debug, Clone)]
pub struct UnitLoad {
    /// The name used in tables.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// How many people it has.
    pub persons: usize,
    /// Its load.
    pub load: Load,
}

/// Works out the loads of every setup of a study.
///
/// # Errors
/// Why a setup cannot be laid over the county; a study that was read has none.
pub fn overview(study: &Study) -> Result<Overview, Vec<LayError>> {
    let outlook = Outlook::of(study);
    let mut setups = Vec::new();
    for setup in &study.setups {
        let charter = lay(&study.county, setup)?;
        let load = outlook.offered_load(&charter);
        let units = charter.units.iter_with_ids().map(|(id, unit)| UnitLoad {
            id: unit.id.clone(),
            name: unit.name.clone(),
            persons: unit.members.len(),
            load: load.units[id],
        });
        let persons = |role: Role| {
            let workers = study.county.workers.iter();
            workers.filter(|worker| worker.role == role).count()
        };
        let roles = load.roles.iter();
        setups.push(SetupOverview {
            id: setup.id.clone(),
            name: setup.name.clone(),
            units: units.collect(),
            roles: roles
                .map(|(role, load)| (*role, persons(*role), *load))
                .collect(),
        });
    }
    let is_of_log = study.trace.is_some();
    let parts = LoadPart::ALL.map(|part| part_name(part, is_of_log));
    Ok(Overview { setups, parts })
}

/// Routine work of a log is of every kind, and stands where line tasks stand else.
fn part_name(part: LoadPart, is_of_log: bool) -> Text {
    match part {
        LoadPart::LineTask if is_of_log => Text::new("台账中的日常工作", "routine work of the log"),
        _ => part.name(),
    }
}

impl Overview {
    /// As tables for a terminal: every unit up to `most_units` of a setup, the busiest first, and
    /// every role.
    pub fn text(&self, language: Language, most_units: usize) -> String {
        let mut out = String::new();
        let shown = self.shown();
        for setup in &self.setups {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "{} ({})", setup.name.in_language(language), setup.id);
            out.push_str(&setup.table((&self.header(language), &shown), language, most_units));
            out.push('\n');
        }
        out
    }

    /// Parts that stand in the tables: those that few counties have only where there are any.
    fn shown(&self) -> Vec<LoadPart> {
        let has_any = |part| {
            let mut units = self.setups.iter().flat_map(|setup| &setup.units);
            units.any(|unit| unit.load.part(part) > Span::ZERO)
        };
        let is_rare = |part| {
            matches!(
                part,
                LoadPart::Consultation | LoadPart::Chore | LoadPart::Context
            )
        };
        let parts = LoadPart::ALL.into_iter();
        parts
            .filter(|part| !is_rare(*part) || has_any(*part))
            .collect()
    }

    fn header(&self, language: Language) -> Vec<String> {
        let fixed = [("单位", "unit"), ("人数", "persons"), ("负荷", "load")];
        let fixed = fixed.map(|(zh, en)| Text::new(zh, en));
        let shown = self.shown();
        let parts = shown.iter().map(|part| &self.parts[*part as usize]);
        let header = fixed.iter().chain(parts);
        header
            .map(|text| text.in_language(language).to_owned())
            .collect()
    }
}

impl SetupOverview {
    fn table(
        &self,
        (header, shown): (&[String], &[LoadPart]),
        language: Language,
        most_units: usize,
    ) -> String {
        let mut units: Vec<&UnitLoad> = self.units.iter().collect();
        units.sort_by(|one, other| {
            let by_load = other.load.offered().total_cmp(&one.load.offered());
            by_load.then_with(|| one.id.cmp(&other.id))
        });
        let mut rows = vec![header.to_vec()];
        for unit in units.iter().take(most_units) {
            let name = unit.name.in_language(language);
            rows.push(row(name, unit.persons, (&unit.load, shown)));
        }
        if units.len() > most_units {
            let rest = units.len() - most_units;
            let note = language.choose(
                format!("……另有 {rest} 个单位负荷更低"),
                format!("... and {rest} units with less"),
            );
            rows.push(vec![note]);
        }
        for (role, persons, load) in &self.roles {
            let name = match role {
                Role::Officer => {
                    language.choose("全部执法人员（忙碌占比）", "all officers (busy share)")
                }
                Role::Cadre => language.choose(
                    "全部乡镇干部（忙碌占比）",
                    "all township cadres (busy share)",
                ),
            };
            rows.push(row(name, *persons, (load, shown)));
        }
        aligned(&rows)
    }
}

fn row(name: &str, persons: usize, (load, shown): (&Load, &[LoadPart])) -> Vec<String> {
    let share = |share: f64| {
        if share.is_finite() {
            format!("{share:.2}")
        } else {
            "∞".to_owned()
        }
    };
    let mut row = vec![name.to_owned(), persons.to_string(), share(load.offered())];
    row.extend(shown.iter().map(|part| share(load.offered_by(*part))));
    row
}

/// Columns as wide as their widest cell; the first to the left, numbers to the right.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let full = || rows.iter().filter(|row| row.len() == columns);
    let width = |column: usize| full().map(|row| row[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::from("  ");
        for (column, cell) in row.iter().enumerate() {
            let pad = " ".repeat(widths[column].saturating_sub(cell.width()));
            if column == 0 {
                line.push_str(cell);
                line.push_str(&pad);
            } else {
                line.push_str("  ");
                line.push_str(&pad);
                line.push_str(cell);
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
