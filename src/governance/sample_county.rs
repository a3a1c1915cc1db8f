//! Small counties for tests.

use crate::base::geometry::Point;
use crate::base::profile::{HourProfile, WeekdayProfile};
use crate::base::{Distribution, Id, Table, Text};
use crate::county::{
    Base, County, Department, DepartmentId, DepartmentKind, GroupId, Licence, Matter, MatterId,
    Power, PowerShare, Rate, Role, Staffing, Tier, Township, TownshipId, Travel, Variation,
    Village, Worker,
};

/// Persons of one line at headquarters: licensed and auxiliary.
#[derive(Debug, Clone, Copy)]
pub struct Line {
    pub licensed: usize,
    pub auxiliary: usize,
}

/// A line of so many persons.
pub fn line(licensed: usize, auxiliary: usize) -> Line {
    Line {
        licensed,
        auxiliary,
    }
}

/// A name alike in both languages.
pub fn name(id: &str) -> Text {
    Text::new(id, id)
}

/// A township with residents at a place [km].
pub fn township(id: &str, residents: f64, (x_km, y_km): (f64, f64)) -> Township {
    Township {
        id: id.to_owned(),
        name: name(id),
        residents,
        seat: Point { x_km, y_km },
        area_km2: 1.0,
        leaders: Township::LEADERS,
    }
}

/// A matter that comes up `per_township` times a year, 60 minutes, no power, one person.
pub fn matter(id: &str, lead: usize, per_township: f64) -> Matter {
    let minutes = |minutes| Distribution::constant(minutes).unwrap();
    Matter {
        id: id.to_owned(),
        name: name(id),
        lead: DepartmentId::from_index(lead),
        group: GroupId::from_index(0),
        tier: Tier::County,
        rate: Rate::PerTownship(per_township),
        severity_share: [1.0, 0.0, 0.0, 0.0, 0.0],
        supports: Vec::new(),
        power_share: PowerShare::NONE,
        work_min: minutes(60.0),
        procedure_min: minutes(300.0),
        crew: 1,
        deadline_working_days: 5,
        sessions: 1,
        session_gap_days: 0,
        hour_profile: HourProfile::Flat,
        weekday_profile: WeekdayProfile::Flat,
        detection: None,
        settles_itself: None,
        relapse: None,
        worsens_per_day: 0.0,
        escalates_per_day: 0.0,
        visible: None,
        preventable_share: Matter::PREVENTABLE_SHARE,
        background_min: None,
        village_min: None,
    }
}

/// A county of lines `d-1`, ..., townships `t-1`, ... and one matter `m-1`, ... a line.
#[derive(Debug, Clone)]
pub struct SampleCounty {
    lines: Vec<Line>,
    townships: Vec<Township>,
    is_based_in_townships: bool,
}

impl SampleCounty {
    pub fn new(lines: Vec<Line>) -> Self {
        Self {
            lines,
            townships: vec![township("t-1", 1_000.0, (0.0, 0.0))],
            is_based_in_townships: false,
        }
    }

    /// Townships of so many residents, 10 km apart in a row.
    pub fn with_townships(mut self, residents: &[f64]) -> Self {
        let rows = residents.iter().enumerate();
        self.townships = rows
            .map(|(index, residents)| {
                let id = format!("t-{}", index + 1);
                township(&id, *residents, (10.0 * index as f64, 0.0))
            })
            .collect();
        self
    }

    /// Every line has its persons in every township instead of at headquarters.
    pub fn based_in_townships(mut self) -> Self {
        self.is_based_in_townships = true;
        self
    }

    pub fn built(&self) -> County {
        let departments: Vec<Department> = (1..=self.lines.len())
            .map(|number| Department {
                id: format!("d-{number}"),
                name: name(&format!("d-{number}")),
                kind: DepartmentKind::Line,
            })
            .collect();
        let matters = (0..self.lines.len())
            .map(|index| matter(&format!("m-{}", index + 1), index, 100.0))
            .collect();
        County {
            id: "sample".to_owned(),
            name: name("sample"),
            layout_seed: 1,
            centre: Point::default(),
            travel: Travel {
                speed_km_per_h: 40.0,
                detour_factor: 1.3,
            },
            staffing: Staffing::PLAIN,
            shifts: Table::new(),
            villages: self.townships.iter().enumerate().map(village).collect(),
            townships: self.townships.clone().into(),
            departments: departments.into(),
            stations: Table::new(),
            workers: self.workers().into(),
            groups: vec!["g".to_owned()].into(),
            matters,
            routines: Table::new(),
            variation: Variation::NONE,
            costs: None,
        }
    }

    fn workers(&self) -> Vec<Worker> {
        let bases: Vec<Base> = if self.is_based_in_townships {
            (0..self.townships.len())
                .map(|index| Base::Township(TownshipId::from_index(index)))
                .collect()
        } else {
            vec![Base::Headquarters]
        };
        let lines = self.lines.iter().enumerate();
        lines
            .flat_map(|(index, line)| {
                let persons = line.licensed + line.auxiliary;
                bases.iter().enumerate().flat_map(move |(place, base)| {
                    (0..persons).map(move |person| Worker {
                        id: format!("d-{}-{}", index + 1, place * persons + person + 1),
                        home: DepartmentId::from_index(index),
                        base: *base,
                        shift: None,
                        licence: if person < line.licensed {
                            Licence::Licensed
                        } else {
                            Licence::Auxiliary
                        },
                        role: Role::Officer,
                    })
                })
            })
            .collect()
    }
}

fn village((index, township): (usize, &Township)) -> Village {
    Village {
        id: township.id.clone(),
        name: name(&township.id),
        township: TownshipId::from_index(index),
        place: township.seat,
        residents: township.residents,
        firms: 10.0,
        small_businesses: 20.0,
        grids: 1,
        households: township.residents / Village::RESIDENTS_A_HOUSEHOLD,
        cadres: Village::CADRES,
    }
}

/// Makes every part of `matter` need `power` and a crew of two.
pub fn ask_power(county: &mut County, matter: MatterId, power: Power) {
    let only = |wanted| f64::from(u8::from(power == wanted));
    county.matters[matter].crew = 2;
    county.matters[matter].power_share = PowerShare {
        none: only(Power::None),
        order: only(Power::Order),
        penalty: only(Power::Penalty),
    };
}
