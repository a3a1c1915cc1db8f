//! Places on the plane, and how long it takes to go from one to another.

use crate::base::geometry::Point;
use crate::base::{Span, Text};

use super::ids::TownshipId;

/// A township (乡镇).
#[derive(Debug, Clone, PartialEq)]
pub struct Township {
    /// The name used in files.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// Residents in fact.
    pub residents: f64,
    /// Seat of the township.
    pub seat: Point,
    /// Area (km2).
    pub area_km2: f64,
    /// Leaders, whose calendars bind meetings.
    pub leaders: u8,
}

impl Township {
    /// Leaders of a township that does not state them; assumed.
    pub const LEADERS: u8 = 3;
}

/// A village or community, the finest place of an incident in this model so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Village {
    /// The name used in files; a township without villages has one place of its own name.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// Where it lies.
    pub township: TownshipId,
    /// Place on the plane, from the county's `layout_seed`.
    pub place: Point,
    /// Residents.
    pub residents: f64,
    /// Registered firms.
    pub firms: f64,
    /// Small businesses.
    pub small_businesses: f64,
    /// Second-level grids.
    pub grids: u16,
    /// Households.
    pub households: f64,
    /// Village cadres (村干部), who are no workers of the county.
    pub cadres: u8,
}

impl Village {
    /// Residents of a household where a village does not state its households; assumed.
    pub const RESIDENTS_A_HOUSEHOLD: f64 = 3.0;
    /// Cadres of a village that does not state them; assumed.
    pub const CADRES: u8 = 5;
}

/// How people move.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Travel {
    /// Speed on the road [km/h]; infinite means that no time passes.
    pub speed_km_per_h: f64,
    /// Road distance over straight distance.
    pub detour_factor: f64,
}

impl Travel {
    /// Time for one way between two points, to the nearest second.
    pub fn time(&self, from: Point, to: Point) -> Span {
        Span::from_hours(from.distance_km(to) * self.detour_factor / self.speed_km_per_h)
    }
}
