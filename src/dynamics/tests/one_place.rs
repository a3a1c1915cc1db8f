//! A county with one place a township that may offend, watched for whole years from the first day on.

use super::towns::setting;
use crate::base::calendar::{Calendar, CalendarKind};
use crate::base::{Date, Id, Span};
use crate::county::{County, MatterId, Power, Visible};
use crate::dynamics::{Fact, Horizon, Mechanisms, Outcome, Setting, simulate};
use crate::engine::Observer;
use crate::governance::sample_county::{SampleCounty, ask_power, line, matter};
use crate::governance::{Charter, Conduct};

/// A township's place offends `yearly` times a year while it is left alone; one line of so many people.
pub fn county(
    people: usize,
    townships: usize,
    yearly: f64,
    power: Power,
    visible: Visible,
) -> County {
    let lines = SampleCounty::new(vec![line(people, 0)]);
    let mut county = lines.with_townships(&vec![1_000.0; townships]).built();
    let offence = MatterId::from_index(0);
    county.matters[offence] = matter("m-1", 0, yearly);
    ask_power(&mut county, offence, power);
    county.matters[offence].visible = Some(visible);
    county
}

/// So many years around the clock, all of them measured.
pub fn run<O: for<'f> Observer<Fact<'f>> + Default>(
    years: i64,
    county: &County,
    charter: &Charter,
    conduct: &Conduct,
    mechanisms: Mechanisms,
) -> (Outcome, O) {
    let calendar = Calendar::new(CalendarKind::AlwaysOpen, Date::new(2025, 1, 6).unwrap());
    let setting = Setting {
        conduct,
        horizon: Horizon {
            warm_up: Span::ZERO,
            measured: Span::from_days(365 * years),
            cool_down: Span::ZERO,
        },
        mechanisms,
        ..setting(county, charter, &calendar, 0)
    };
    simulate(&setting, O::default())
}
