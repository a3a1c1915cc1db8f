//! Whom a number speaks of: all incidents, or those of one matter, place, department or degree.

use crate::base::{Id, Table};
use crate::county::{
    County, DepartmentId, Incident, MatterId, Severity, Tier, TownshipId, UnitId, VillageId,
};
use crate::governance::Charter;

/// A way of dividing incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PopulationKind {
    /// Not at all.
    All,
    /// By matter.
    Matter,
    /// By township.
    Township,
    /// By lead department.
    Department,
    /// By tier of the matter.
    Tier,
    /// By severity.
    Severity,
    /// By unit; waiting time and load only.
    Unit,
}

impl PopulationKind {
    /// All kinds, in the order of tables.
    pub const ALL: [Self; 7] = [
        Self::All,
        Self::Matter,
        Self::Township,
        Self::Department,
        Self::Tier,
        Self::Severity,
        Self::Unit,
    ];

    /// The word used in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Matter => "matter",
            Self::Township => "township",
            Self::Department => "department",
            Self::Tier => "tier",
            Self::Severity => "severity",
            Self::Unit => "unit",
        }
    }
}

/// One population.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Population {
    /// All incidents.
    All,
    /// Those of a matter.
    Matter(MatterId),
    /// Those in a township.
    Township(TownshipId),
    /// Those a department leads.
    Department(DepartmentId),
    /// Those of a tier.
    Tier(Tier),
    /// Those of a severity.
    Severity(Severity),
    /// The tasks of a unit.
    Unit(UnitId),
}

impl Population {
    /// The name used in tables.
    pub fn label(self, county: &County, charter: &Charter) -> String {
        match self {
            Self::All => "all".into(),
            Self::Matter(matter) => format!("matter={}", county.matters[matter].id),
            Self::Township(township) => format!("township={}", county.townships[township].id),
            Self::Department(department) => {
                format!("department={}", county.departments[department].id)
            }
            Self::Tier(tier) => format!("tier={}", tier.word()),
            Self::Severity(severity) => format!("severity={}", severity.degree()),
            Self::Unit(unit) => format!("unit={}", charter.units[unit].id),
        }
    }
}

/// Every population measured, in the order of tables, and which of them an incident is in.
#[derive(Debug, Clone)]
pub struct Populations {
    list: Vec<Population>,
    /// Where each kind begins in the list, if it is measured.
    first: [Option<u32>; PopulationKind::ALL.len()],
    tier_of: Table<MatterId, Tier>,
    township_of: Table<VillageId, TownshipId>,
}

impl Populations {
    /// The populations of these kinds.
    pub fn new(county: &County, charter: &Charter, kinds: &[PopulationKind]) -> Self {
        let mut list = Vec::new();
        let mut first = [None; PopulationKind::ALL.len()];
        for (index, kind) in PopulationKind::ALL.into_iter().enumerate() {
            if !kinds.contains(&kind) {
                continue;
            }
            first[index] = Some(list.len() as u32);
            match kind {
                PopulationKind::All => list.push(Population::All),
                PopulationKind::Matter => list.extend(county.matters.ids().map(Population::Matter)),
                PopulationKind::Township => {
                    list.extend(county.townships.ids().map(Population::Township));
                }
                PopulationKind::Department => {
                    list.extend(county.departments.ids().map(Population::Department));
                }
                PopulationKind::Tier => list.extend(Tier::ALL.map(Population::Tier)),
                PopulationKind::Severity => list.extend(Severity::all().map(Population::Severity)),
                PopulationKind::Unit => list.extend(charter.units.ids().map(Population::Unit)),
            }
        }
        Self {
            list,
            first,
            tier_of: county.matters.map(|matter| matter.tier),
            township_of: county.villages.map(|village| village.township),
        }
    }

    /// All of them, in the order of tables.
    pub fn list(&self) -> &[Population] {
        &self.list
    }

    fn place(&self, kind: PopulationKind, row: usize) -> Option<usize> {
        self.first[kind as usize].map(|first| first as usize + row)
    }

    /// The place of a unit's population, if units are measured.
    #[inline]
    pub fn of_unit(&self, unit: UnitId) -> Option<usize> {
        self.place(PopulationKind::Unit, unit.index())
    }

    /// The places of the populations an incident is in, units left out.
    #[inline]
    pub fn of_incident(&self, incident: &Incident) -> Places {
        if let [Population::All] = self.list[..] {
            return Places::First;
        }
        Places::Several(self.places_of(incident))
    }

    fn places_of(&self, incident: &Incident) -> SeveralPlaces {
        let mut places = SeveralPlaces::default();
        places.add(self.place(PopulationKind::All, 0));
        let township = self.township_of[incident.village];
        let tier = self.tier_of[incident.matter] as usize;
        let degree = incident.severity.degree() as usize - 1;
        for (kind, row) in [
            (PopulationKind::Matter, incident.matter.index()),
            (PopulationKind::Township, township.index()),
            (
                PopulationKind::Department,
                incident.lead_department().index(),
            ),
            (PopulationKind::Tier, tier),
            (PopulationKind::Severity, degree),
        ] {
            places.add(self.place(kind, row));
        }
        places
    }
}

/// The places of some populations.
#[derive(Debug, Clone, Copy)]
pub enum Places {
    /// The first of the list alone.
    First,
    /// Several.
    Several(SeveralPlaces),
}

impl Places {
    /// Calls `tell` with each place.
    #[inline]
    pub fn for_each(&self, mut tell: impl FnMut(usize)) {
        match self {
            Self::First => tell(0),
            Self::Several(several) => several.for_each(tell),
        }
    }
}

/// The places of any number of populations.
#[derive(Debug, Clone, Copy, Default)]
pub struct SeveralPlaces {
    places: [u32; PopulationKind::ALL.len()],
    count: u32,
}

impl SeveralPlaces {
    fn add(&mut self, place: Option<usize>) {
        if let Some(place) = place {
            self.places[self.count as usize] = place as u32;
            self.count += 1;
        }
    }

    /// Calls `tell` with each place.
    #[inline]
    pub fn for_each(&self, mut tell: impl FnMut(usize)) {
        for place in &self.places[..self.count as usize] {
            tell(*place as usize);
        }
    }
}
