//! The county as a whole, of its places, people and work.

use super::founder::{Founder, Names};
use super::origin::{Places, places};
use super::places::townships;
use super::size::check_size;
use super::work::departments;
use crate::base::{Key, Table};
use crate::county::County;
use crate::document::Faults;
use crate::dynamics::{Mechanism, Mechanisms};
use crate::scenario::county::CountyStated;

/// A founded county and where its nouns stand.
#[derive(Debug)]
pub struct Founded {
    /// The county.
    pub county: County,
    /// Where.
    pub places: Places,
}

/// Resolves what was read; `id` is what keys start from.
pub fn found(stated: CountyStated, id: &str, on: Mechanisms, faults: &mut Faults) -> Founded {
    let places = places(&stated);
    check_size(&stated, faults);
    let names = Names::of(&stated);
    let mut founder = Founder {
        names,
        faults,
        has_shifts: on.has(Mechanism::Shifts),
    };
    let county = founder.county(stated, id);
    Founded { county, places }
}

impl Founder<'_> {
    fn county(&mut self, stated: CountyStated, id: &str) -> County {
        let is_too_large = !self.faults.is_clean();
        let departments = departments(&stated.departments);
        let townships = townships(&stated);
        let stations = self.stations(&stated);
        let workers = if is_too_large {
            Table::new()
        } else {
            self.workers(&stated)
        };
        let villages = self.villages(&stated, Key::of(id), &townships);
        let (groups, matters) = self.matters(stated.matters, &departments);
        County {
            id: id.to_owned(),
            name: stated.name,
            layout_seed: stated.layout_seed,
            centre: stated.centre,
            travel: stated.travel,
            staffing: stated.staffing,
            shifts: stated.shifts.into_iter().map(|shift| shift.value).collect(),
            routines: self.routines(stated.routines, &departments),
            townships,
            villages,
            departments,
            stations,
            workers,
            groups,
            matters,
        }
    }
}
