//! `[staff.ID]`: groups of persons of one line, base and shift.

use crate::document::{Address, Fields, Known, Unit, integer, reference};

/// Most persons of one kind in a group.
const MOST_PERSONS: i64 = 10_000;

/// A group of persons as its file states it.
#[derive(Debug)]
pub struct StaffStated {
    /// Home line.
    pub home: String,
    /// A station, a township, or `headquarters`.
    pub base: String,
    /// Roster.
    pub shift: Option<String>,
    /// Licensed officers.
    pub licensed: i64,
    /// Auxiliaries.
    pub auxiliary: i64,
    /// Where the base stands, for faults found later.
    pub base_at: Option<Address>,
    /// Where the shift stands or is missing, for faults found later.
    pub shift_at: Option<Address>,
}

/// What the persons of a county refer to.
#[derive(Debug)]
pub struct StaffKnown<'k> {
    /// Lines.
    pub departments: &'k Known,
    /// Stations, then townships.
    pub bases: &'k Known,
    /// Rosters.
    pub shifts: &'k Known,
}

impl StaffStated {
    /// Reads one group.
    pub fn visit(fields: &mut Fields, known: &StaffKnown) -> Self {
        let persons = || integer().unit(Unit::Person).range(0..=MOST_PERSONS);
        Self {
            home: fields
                .key("home", reference(known.departments))
                .means("编制所在条线", "home line")
                .required(),
            base: fields
                .key("base", reference(known.bases).or_words(&["headquarters"]))
                .means(
                    "驻地：站所、乡镇或 headquarters（局机关）",
                    "base: a station, a township or headquarters",
                )
                .or("headquarters".to_owned()),
            shift: fields
                .key("shift", reference(known.shifts))
                .means("班次", "roster")
                .optional(),
            licensed: fields
                .key("licensed", persons())
                .means("持证人员", "licensed officers")
                .or(0),
            auxiliary: fields
                .key("auxiliary", persons())
                .means("辅助人员", "auxiliaries")
                .or(0),
            base_at: fields.address("base"),
            shift_at: fields.address("shift"),
        }
    }
}
