//! One incident sought by its name in every setup of a world.

use std::collections::BTreeMap;

use crate::base::{Id, Moment};
use crate::county::{County, Incident, MatterId, Moved, Rate, SourceId, VillageId};
use crate::dynamics::{Fact, GENERATION};
use crate::engine::Observer;

use super::plan::{Plan, PlanWorld, RunKey};

/// The incident that a name of `incidents.csv` stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sought {
    /// The incident of a matter at a village.
    At {
        /// Where.
        village: VillageId,
        /// What.
        matter: MatterId,
        /// Which one of its stream.
        ordinal: u32,
    },
    /// The incident of a row of a log.
    Logged {
        /// Which row.
        ordinal: u32,
    },
}

impl Sought {
    /// Reads `township/village/matter:ordinal` or `log:ordinal`; none if the county has no such
    /// source.
    pub fn parse(county: &County, name: &str) -> Option<Self> {
        let (source, ordinal) = name.rsplit_once(':')?;
        let ordinal = ordinal.parse().ok()?;
        if source == "log" {
            return Some(Self::Logged { ordinal });
        }
        let mut ids = source.split('/');
        let (township, village, matter) = (ids.next()?, ids.next()?, ids.next()?);
        let mut villages = county.villages.iter_with_ids();
        let (village, _) = villages.find(|(_, place)| {
            place.id == village && county.townships[place.township].id == township
        })?;
        let mut matters = county.matters.iter_with_ids();
        let (matter, _) = matters.find(|(_, kind)| kind.id == matter)?;
        ids.next().is_none().then_some(Self::At {
            village,
            matter,
            ordinal,
        })
    }

    /// Which one of its stream.
    pub const fn ordinal(self) -> u32 {
        match self {
            Self::At { ordinal, .. } | Self::Logged { ordinal } => ordinal,
        }
    }

    /// Whether it is one that can only come up after another, as a late relapse of it.
    pub const fn is_relapse(self) -> bool {
        self.ordinal() >= GENERATION
    }

    /// Whether `incident`, whose place lies in the village `home`, is it.
    pub fn is(self, county: &County, incident: &Incident, home: VillageId) -> bool {
        incident.ordinal == self.ordinal() && self.is_of_its_stream(county, incident, home)
    }

    /// Whether `incident`, whose place lies in the village `home`, is its late relapse, an incident of
    /// its own.
    pub fn is_followed_by(self, county: &County, incident: &Incident, home: VillageId) -> bool {
        let follower = self.ordinal().checked_add(GENERATION);
        Some(incident.ordinal) == follower && self.is_of_its_stream(county, incident, home)
    }

    fn is_of_its_stream(self, county: &County, incident: &Incident, home: VillageId) -> bool {
        match self {
            Self::At {
                village, matter, ..
            } => home == village && incident.matter == matter,
            Self::Logged { .. } => county.matters[incident.matter].rate == Rate::Traced,
        }
    }
}

/// Every incident that a setup meets or prevents, at the village of its place.
#[derive(Debug, Default)]
struct Met {
    incidents: Vec<Incident>,
    homes: Homes,
}

/// The villages that incidents which came up elsewhere belong to.
#[derive(Debug, Default)]
pub struct Homes(BTreeMap<(SourceId, u32), Moved>);

impl Homes {
    /// An incident comes up elsewhere than in its home.
    pub fn note(&mut self, incident: &Incident, moved: Moved) {
        self.0.insert((incident.source, incident.ordinal), moved);
    }

    /// The village that an incident belongs to.
    pub fn of(&self, incident: &Incident) -> VillageId {
        let moved = self.moved(incident);
        moved.map_or(incident.village, |moved| moved.home)
    }

    /// Where an incident belongs and how it got elsewhere, if it did.
    pub fn moved(&self, incident: &Incident) -> Option<Moved> {
        self.0.get(&(incident.source, incident.ordinal)).copied()
    }
}

impl Observer<Fact<'_>> for Met {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        match *fact {
            Fact::CameUpElsewhere { incident, moved } => self.homes.note(incident, moved),
            Fact::Emerged { incident } | Fact::Prevented { incident, .. } => {
                let mut at_home = *incident;
                at_home.village = self.homes.of(incident);
                self.incidents.push(at_home);
            }
            _ => {}
        }
    }
}

/// Every incident of a world, whichever setup meets it, by source and ordinal, each in the village of
/// its place.
///
/// # Errors
/// The message of a run that breaks off.
pub fn incidents_of_world(plan: &Plan, world: PlanWorld) -> Result<Vec<Incident>, String> {
    let mut all = Vec::new();
    for setup in 0..plan.setups().len() {
        let run = plan.index(RunKey {
            replication: world.replication,
            point: world.point,
            setup,
        });
        all.extend(plan.watch(run, Met::default())?.incidents);
    }
    all.sort_by_key(|incident| (incident.source.index(), incident.ordinal));
    all.dedup_by_key(|incident| (incident.source.index(), incident.ordinal));
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sample_study::sample_study;

    #[test]
    fn a_name_is_read_only_if_the_county_has_its_source() {
        let county = sample_study(1).county;
        let village = &county.villages[VillageId::from_index(1)];
        let township = &county.townships[village.township].id;
        let matter = &county.matters[MatterId::from_index(0)].id;
        let name = format!("{township}/{}/{matter}:17", village.id);
        let expected = Sought::At {
            village: VillageId::from_index(1),
            matter: MatterId::from_index(0),
            ordinal: 17,
        };
        assert_eq!(Sought::parse(&county, &name), Some(expected));
        assert_eq!(
            Sought::parse(&county, "log:3"),
            Some(Sought::Logged { ordinal: 3 })
        );
        for wrong in [
            "",
            "17",
            ":17",
            "a/b/c:1",
            &format!("{name}x"),
            &format!("x/{name}"),
        ] {
            assert_eq!(Sought::parse(&county, wrong), None, "{wrong}");
        }
    }
}
