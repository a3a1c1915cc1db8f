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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::governance::conduct::GridWork;
    use crate::governance::sample_county::{SampleCounty, line};

    /// Two townships; three officers and two auxiliaries in each, one line, and nobody's prices.
    fn county(prices: Costs) -> County {
        let sample = SampleCounty::new(vec![line(3, 2)]).with_townships(&[1_000.0, 1_000.0]);
        let mut county = sample.based_in_townships().built();
        county.costs = Some(prices);
        county.travel.speed_km_per_h = 40.0;
        county
    }

    fn with_grids() -> Conduct {
        Conduct {
            grid_work: Some(GridWork::default()),
            ..Conduct::NONE
        }
    }

    /// Half a year: 100 h of officers after shifts, 50 h on the road, two terminals all along.
    fn tally() -> CostTally {
        let mut tally = CostTally::default();
        tally.overtime(Paid::Officer, Span::HOUR * 60);
        tally.overtime(Paid::Officer, Span::HOUR * 40);
        tally.drive(Span::HOUR * 50);
        tally.terminals.add(Span::DAY * 365);
        tally
    }

    #[test]
    fn a_bill_is_what_a_hand_adds_up() {
        let prices = Costs {
            person_per_year: [208_800.0, 70_000.0, 1.0, 60_000.0, 100_000.0],
            ..Costs::default()
        };
        let bill = Bill::of(&county(prices), &with_grids()).unwrap();
        // 6 officers, 4 auxiliaries, 2 grid workers, 1 leader of the line and 3 of each township.
        let wages = 6.0 * 208_800.0 + 4.0 * 70_000.0 + 2.0 * 60_000.0 + 7.0 * 100_000.0;
        assert!((bill.wages_per_year() - wages).abs() < 1e-6);
        // 100 h x 100 yuan x 1.5, 50 h x 40 km/h x 1.5 yuan, a terminal for a year.
        let others = 15_000.0 + 3_000.0 + 1_200.0;
        let half_a_year = Span::HOUR * (365 * 12);
        let total = bill.total(&tally(), half_a_year);
        assert!((total - wages / 2.0 - others).abs() < 1e-6, "{total}");
        let idle = bill.total(&CostTally::default(), half_a_year);
        assert!((idle - wages / 2.0).abs() < 1e-6);
    }

    #[test]
    fn what_has_no_price_costs_nothing_and_a_county_without_prices_has_no_bill() {
        let free = Costs {
            person_per_year: [0.0; Paid::COUNT],
            overtime_multiple: 1.5,
            road_per_km: 0.0,
            terminal_per_year: 0.0,
        };
        let mut county = county(free);
        let bill = Bill::of(&county, &with_grids()).unwrap();
        assert_eq!(bill.total(&tally(), Span::DAY * 100).to_bits(), 0);
        county.costs = None;
        assert_eq!(Bill::of(&county, &with_grids()), None);
    }

    #[test]
    fn nobody_is_paid_for_grids_that_nobody_walks() {
        let county = county(Costs::default());
        let wages = |conduct: &Conduct| Bill::of(&county, conduct).unwrap().wages_per_year();
        let difference = wages(&with_grids()) - wages(&Conduct::NONE);
        assert!((difference - 2.0 * 70_000.0).abs() < 1e-6);
    }

    #[test]
    fn what_costs_survives_a_journal() {
        let mut bytes = Vec::new();
        tally().write_to(&mut bytes);
        assert_eq!(CostTally::read_from(&mut &bytes[..]), Ok(tally()));
    }
}
