//! What a run cost: overtime, time on the road and terminals in integers, priced when the run
//! becomes its row. Wages are the county's people, the same in every setup.

use crate::base::{DecodeError, Span, Sum};
use crate::county::{Costs, County, Paid};
use crate::dynamics::Setting;
use crate::governance::Conduct;

const DAYS_A_YEAR: f64 = 365.0;

/// A span in years of 365 days.
pub fn years(span: Span) -> f64 {
    span.days() / DAYS_A_YEAR
}

/// What costs beside wages, in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CostTally {
    /// After the end of shifts, by who is paid alike.
    overtime: [Sum; Paid::COUNT],
    /// On the road, crew by crew.
    driven: Sum,
    /// Of terminals in use.
    terminals: Sum,
}

impl CostTally {
    /// Terminals in the measured time of a run; nobody has gone anywhere yet.
    pub fn new(setting: &Setting) -> Self {
        Self {
            terminals: terminal_time(setting),
            ..Self::default()
        }
    }

    /// Somebody stayed on after the shift.
    pub fn overtime(&mut self, paid: Paid, span: Span) {
        self.overtime[paid as usize].add(span);
    }

    /// A crew was on the road.
    pub fn drive(&mut self, span: Span) {
        self.driven.add(span);
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        for sum in self.overtime.iter().chain([&self.driven, &self.terminals]) {
            sum.write_to(bytes);
        }
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let mut tally = Self::default();
        let others = [&mut tally.driven, &mut tally.terminals];
        for sum in tally.overtime.iter_mut().chain(others) {
            *sum = Sum::read_from(bytes)?;
        }
        Ok(tally)
    }
}

/// Time of all terminals of grid workers: those of the charter before until it is switched.
fn terminal_time(setting: &Setting) -> Sum {
    let mut time = Sum::default();
    let Some(work) = &setting.conduct.grid_work else {
        return time;
    };
    let (start, end) = (setting.horizon.start(), setting.horizon.end());
    let switch = setting.switch_at().unwrap_or(start);
    for (charter, from, to) in [
        (setting.opening_charter(), start, switch),
        (setting.charter, switch, end),
    ] {
        let span = setting.horizon.measured_part(from, to);
        for village in &setting.county.villages {
            let load = &charter.practice_in(village.township).digital_load;
            let terminals = load.terminals.map_or(work.terminals, u32::from);
            let grids = u32::from(village.grids.max(1));
            time.add(span * i64::from(terminals * grids));
        }
    }
    time
}

/// A county's prices, and who is paid by them.
#[derive(Debug, Clone, PartialEq)]
pub struct Bill {
    prices: Costs,
    speed_km_per_h: f64,
    /// Persons, by who is paid alike.
    persons: [u32; Paid::COUNT],
}

impl Bill {
    /// The bill of a county that states its prices.
    pub fn of(county: &County, conduct: &Conduct) -> Option<Self> {
        let prices = county.costs?;
        let mut persons = [0; Paid::COUNT];
        for worker in &county.workers {
            persons[Paid::of(worker) as usize] += 1;
        }
        if conduct.grid_work.is_some() {
            persons[Paid::GridWorker as usize] = county.grids() as u32;
        }
        persons[Paid::Leader as usize] = county.leaders() as u32;
        Some(Self {
            prices,
            speed_km_per_h: county.travel.speed_km_per_h,
            persons,
        })
    }

    /// What everybody's year costs, whatever they do (yuan/year).
    pub fn wages_per_year(&self) -> f64 {
        let prices = self.prices.person_per_year;
        let rows = self.persons.iter().zip(prices);
        rows.map(|(persons, yearly)| f64::from(*persons) * yearly)
            .sum()
    }

    /// What `measured` of a run cost (yuan).
    pub fn total(&self, tally: &CostTally, measured: Span) -> f64 {
        let kinds = [Paid::Officer, Paid::Auxiliary, Paid::Cadre];
        let overtime = kinds.map(|paid| {
            let hours = tally.overtime[paid as usize].hours();
            self.prices.overtime(paid, hours)
        });
        let road = self.prices.road(tally.driven.hours(), self.speed_km_per_h);
        let terminal_years = tally.terminals.hours() / (24.0 * DAYS_A_YEAR);
        let terminals = terminal_years * self.prices.terminal_per_year;
        self.wages_per_year() * years(measured) + overtime.iter().sum::<f64>() + road + terminals
    }
}
