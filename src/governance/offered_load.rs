//! Offered load: what a charter asks of its people in expectation, before anything is run.
//!
//! An approximation for `check` and for sizing a county, never a result. Content means are divided
//! by the skill a crew is expected to have; ways are straight from the unit's base and back; what
//! is left out: waiting on site, trips cut by the end of a shift, overtime, who of a unit takes
//! what (its work is spread over its people by their time on duty), and parts of one unit always
//! make one visit, even where two lines' power would take two. A test of the model in motion
//! holds it against runs of a county of 160 officers, unit by unit.

use crate::base::{Moment, Table};
use crate::county::{DepartmentId, Role, UnitId, WorkerId};

use super::load::Load;
use super::traced_work::TracedWork;
use super::unit_accounts::{Accounts, Basis};

/// Most rounds of: whom crews consist of, given how busy people are; how busy people are, given crews.
const ROUNDS: usize = 4;

/// Loads of units, lines and roles.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferedLoad {
    /// Of each unit.
    pub units: Table<UnitId, Load>,
    /// Of the people of each home line.
    pub lines: Table<DepartmentId, Load>,
    /// Of the people of each role that the county has.
    pub roles: Vec<(Role, Load)>,
}

/// Works out the loads of a charter: work that rates bring over the days looked at, and work that
/// a log says came up in them, each at its mean content.
///
/// Who is free decides who goes, and who goes how long it takes: starting from everyone free, both
/// are worked out in turn, four times at most.
pub fn offered_load(basis: &Basis) -> OfferedLoad {
    let duty = on_duty_hours(basis);
    let idle: Table<UnitId, Load> = basis.charter.units.map(|unit| Load {
        on_duty: unit.members.iter().map(|member| duty[*member]).sum(),
        ..Load::default()
    });
    let traced = basis.trace.map_or_else(TracedWork::default, |trace| {
        TracedWork::within(trace, &basis.days)
    });
    let mut units = idle.clone();
    for _ in 0..ROUNDS {
        let mut accounts = Accounts {
            basis,
            traced: &traced,
            busy: units.map(Load::busy_share),
            loads: idle.clone(),
        };
        accounts.add_everything();
        let is_settled = accounts.loads == units;
        units = accounts.loads;
        if is_settled {
            break;
        }
    }
    spread_over_people(basis, &duty, units)
}

fn on_duty_hours(basis: &Basis) -> Table<WorkerId, f64> {
    let from = Moment::start_of_day(basis.days.start);
    let to = Moment::start_of_day(basis.days.end);
    let staffing = &basis.county.staffing;
    let present_share = 1.0 - staffing.absent_share - staffing.seconded_share;
    let of_shift = basis
        .county
        .shifts
        .map(|shift| shift.duty_between(basis.calendar, from, to).hours() * present_share);
    basis.county.workers.map(|worker| match worker.shift {
        Some(shift) if basis.has_shifts => of_shift[shift],
        _ => (to - from).hours(),
    })
}

fn spread_over_people(
    basis: &Basis,
    duty: &Table<WorkerId, f64>,
    units: Table<UnitId, Load>,
) -> OfferedLoad {
    let mut lines = Table::filled(basis.county.departments.len(), Load::default());
    let mut roles: Vec<(Role, Load)> = Vec::new();
    for (id, worker) in basis.county.workers.iter_with_ids() {
        let load = units[basis.charter.unit_of[id]].of_person(duty[id]);
        lines[worker.home] += load;
        match roles.iter_mut().find(|(role, _)| *role == worker.role) {
            Some((_, sum)) => *sum += load,
            None => roles.push((worker.role, load)),
        }
    }
    OfferedLoad {
        units,
        lines,
        roles,
    }
}

#[cfg(test)]
mod tests;
