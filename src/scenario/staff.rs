//! `[staff.ID]`: groups of persons of one department, base and shift.

use crate::county::Role;
use crate::document::{Address, Fields, Known, Unit, integer, reference, word};

/// Most persons of one kind in a group.
const MOST_PERSONS: i64 = 10_000;
/// The base of a group that is one in every township.
pub const EACH: &str = "each";

/// A group of persons as its file states it.
#[derive(Debug)]
pub struct StaffStated {
    /// Home department.
    pub home: String,
    /// What they are paid to do.
    pub role: Role,
    /// A station, a township, `headquarters`, or `each` township.
    pub base: String,
    /// Roster.
    pub shift: Option<String>,
    /// Licensed officers.
    pub licensed: i64,
    /// Auxiliaries.
    pub auxiliary: i64,
    /// Where the role stands or is missing, for faults found later.
    pub role_at: Option<Address>,
    /// Where the base stands, for faults found later.
    pub base_at: Option<Address>,
    /// Where the shift stands or is missing, for faults found later.
    pub shift_at: Option<Address>,
}

/// What the persons of a county refer to.
#[derive(Debug)]
pub struct StaffKnown<'k> {
    /// Lines and blocks.
    pub departments: &'k Known,
    /// Stations, then townships.
    pub bases: &'k Known,
    /// Rosters.
    pub shifts: &'k Known,
}

impl StaffStated {
    /// Whether the group stands once in every township.
    pub fn is_in_each_township(&self) -> bool {
        self.base == EACH
    }

    /// Persons of one such group.
    pub const fn persons(&self) -> i64 {
        self.licensed + self.auxiliary
    }

    /// Reads one group.
    pub fn visit(fields: &mut Fields, known: &StaffKnown) -> Self {
        let persons = || integer().unit(Unit::Person).range(0..=MOST_PERSONS);
        Self {
            home: fields
                .key("home", reference(known.departments))
                .means("编制所在部门", "home department")
                .required(),
            role: fields
                .key("role", word::<Role>())
                .means(
                    "身份：块的人员为 cadre，条线的为 officer",
                    "what they are paid to do: cadres at a block, officers at a line",
                )
                .or(Role::Officer),
            base: fields
                .key("base", reference(known.bases).or_words(&["headquarters", EACH]))
                .means(
                    "驻地：站所、乡镇、headquarters（局机关），或 each（每个乡镇各一组，编号 组-乡镇-序号）",
                    "base: a station, a township, headquarters, or each: one such group in every \
                     township, whose persons are ID-TOWNSHIP-1 and so on",
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
                .means("辅助人员；干部也写在这里", "auxiliaries; cadres too")
                .or(0),
            role_at: fields.address("role"),
            base_at: fields.address("base"),
            shift_at: fields.address("shift"),
        }
    }
}
