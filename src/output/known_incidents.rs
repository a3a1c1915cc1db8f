//! Names of incidents that a world has, nearest to one it has not.

use std::collections::BTreeSet;

use crate::county::{County, Incident};
use crate::document::nearest;

use super::incidents::incident_name;

/// How many names are shown.
const SHOWN: usize = 3;

/// The names nearest to `sought` among those of `incidents`: of its source those with the nearest
/// ordinals, else those of the source most like it, else the first ones.
pub fn nearest_names(county: &County, incidents: &[Incident], sought: &str) -> Vec<String> {
    let names: Vec<String> = incidents
        .iter()
        .map(|incident| incident_name(county, incident))
        .collect();
    let (source, ordinal) = split(sought);
    let sources: BTreeSet<&str> = names.iter().map(|name| split(name).0).collect();
    let source = sources
        .get(source)
        .copied()
        .or_else(|| nearest(source, sources.iter().copied()));
    let Some(source) = source else {
        return names.into_iter().take(SHOWN).collect();
    };
    let of_source = names.iter().filter(|name| split(name).0 == source);
    let mut near: Vec<&String> = of_source.collect();
    let wanted = ordinal.unwrap_or(0);
    near.sort_by_key(|name| split(name).1.map_or(u64::MAX, |own| own.abs_diff(wanted)));
    near.truncate(SHOWN);
    near.sort_by_key(|name| split(name).1);
    near.into_iter().cloned().collect()
}

/// Source and ordinal of a name.
fn split(name: &str) -> (&str, Option<u64>) {
    let (source, ordinal) = name.rsplit_once(':').unwrap_or((name, ""));
    (source, ordinal.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sample_study::sample_study;
    use crate::experiment::sought::incidents_of_world;
    use crate::experiment::{Plan, PlanWorld};

    #[test]
    fn an_unknown_name_has_neighbours_of_its_source() {
        let study = sample_study(1);
        let plan = Plan::new(&study).unwrap();
        let world = PlanWorld {
            replication: 0,
            point: 0,
        };
        let incidents = incidents_of_world(&plan, world).unwrap();
        let known = incident_name(&study.county, &incidents[5]);
        let source = split(&known).0;
        for sought in [format!("{source}:900000000"), format!("{source}x:1")] {
            let names = nearest_names(&study.county, &incidents, &sought);
            assert_eq!(names.len(), 3, "{sought}");
            assert!(
                names.iter().all(|name| split(name).0 == source),
                "{names:?}"
            );
        }
        let names = nearest_names(&study.county, &incidents, "something else entirely");
        assert_eq!(names.len(), 3);
    }
}
