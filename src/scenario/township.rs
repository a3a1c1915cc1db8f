//! `[township.ID]` and `[village.ID]`: the blocks and the places inside them.

use crate::base::{Point, Text};
use crate::county::{Township, Village};
use crate::document::{Fields, Keyed, Known, Unit, integer, keyed, number, reference};

use super::common::{name_of, point};

/// Most residents of a township.
const MOST_RESIDENTS: f64 = 10_000_000.0;
/// Most persons of one line in one township.
const MOST_STAFF: i64 = 1_000;
/// Most leaders of a township.
const MOST_LEADERS: i64 = 50;
/// Most cadres of a village.
const MOST_CADRES: i64 = 200;
/// Most firms or small businesses of a village.
const MOST_BUSINESSES: f64 = 1_000_000.0;

/// A township as its file states it.
#[derive(Debug)]
pub struct TownshipStated {
    /// The name people read.
    pub name: Text,
    /// Residents in fact.
    pub residents: f64,
    /// Its seat.
    pub seat: Point,
    /// Area (km2); 0 puts everything at the seat.
    pub area_km2: f64,
    /// Leaders.
    pub leaders: u8,
    /// People based here, always on shift, by home department: licensed officers of a line, cadres
    /// of a block; `each` is every line.
    pub staff: Vec<Keyed<i64>>,
}

/// A village as its file states it.
#[derive(Debug)]
pub struct VillageStated {
    /// The name people read.
    pub name: Text,
    /// Its township.
    pub township: String,
    /// Second-level grids.
    pub grids: u16,
    /// Registered firms.
    pub firms: f64,
    /// Small businesses.
    pub small_businesses: f64,
    /// Households, if stated.
    pub households: Option<f64>,
    /// Village cadres.
    pub cadres: u8,
}

impl TownshipStated {
    /// Reads one township.
    pub fn visit(fields: &mut Fields, departments: &Known) -> Self {
        let id = fields.id().to_owned();
        Self {
            name: name_of(fields, &id),
            residents: fields
                .key(
                    "residents",
                    number().unit(Unit::Person).range(0.0..=MOST_RESIDENTS),
                )
                .means("常住人口", "residents in fact")
                .or(0.0),
            seat: fields
                .key("seat_km", point())
                .means("驻地坐标 [东, 北]", "its seat, [east, north]")
                .or(Point::default()),
            area_km2: fields
                .key(
                    "area_km2",
                    number()
                        .unit(Unit::SquareKilometre)
                        .range(0.0..=1_000_000.0),
                )
                .means(
                    "面积；0 表示村都在驻地",
                    "area; 0 puts its villages at the seat",
                )
                .or(0.0),
            leaders: fields
                .key(
                    "leaders",
                    integer().unit(Unit::Person).range(1..=MOST_LEADERS),
                )
                .means(
                    "班子成员，会议须等他们有空",
                    "leaders, whose calendars meetings wait for",
                )
                .source("assumption")
                .or(i64::from(Township::LEADERS)) as u8,
            staff: fields
                .key(
                    "staff",
                    keyed(integer().unit(Unit::Person).range(0..=MOST_STAFF))
                        .of(departments)
                        .or_words(&["each"]),
                )
                .means(
                    "驻乡镇的人员，全天在班：条线的为持证人员，块的为干部；each 为每条线",
                    "people based here, always on shift: licensed officers of a line, cadres of a \
                     block; each: every line",
                )
                .or_empty(),
        }
    }
}

impl VillageStated {
    /// Reads one village.
    pub fn visit(fields: &mut Fields, townships: &Known) -> Self {
        let id = fields.id().to_owned();
        let businesses = || number().unit(Unit::Count).range(0.0..=MOST_BUSINESSES);
        Self {
            name: name_of(fields, &id),
            township: fields
                .key("township", reference(townships))
                .means("所属乡镇", "where it lies")
                .required(),
            grids: fields
                .key("grids", integer().unit(Unit::Count).range(0..=1_000))
                .means("二级网格数", "second-level grids")
                .or(1) as u16,
            firms: fields
                .key("firms", businesses())
                .means("企业数", "registered firms")
                .or(0.0),
            small_businesses: fields
                .key("small_businesses", businesses())
                .means("个体工商户数", "small businesses")
                .or(0.0),
            households: fields
                .key(
                    "households",
                    number().unit(Unit::Count).range(0.0..=MOST_RESIDENTS),
                )
                .means(
                    "户数；不写则每三人一户",
                    "households; one for every three residents if not written",
                )
                .source("assumption")
                .optional(),
            cadres: fields
                .key(
                    "cadres",
                    integer().unit(Unit::Person).range(0..=MOST_CADRES),
                )
                .means(
                    "村干部（不算县里的人员）",
                    "village cadres, who are no workers of the county",
                )
                .source("assumption")
                .or(i64::from(Village::CADRES)) as u8,
        }
    }
}
