//! Which townships of a county stand on an island of their own.

use super::pinned::charters;
use super::towns::{busy_county, setting, weekdays};
use crate::base::Id;
use crate::county::{DepartmentId, TownshipId};
use crate::dynamics::islands::Island;
use crate::dynamics::layout::Layout;
use crate::dynamics::source::Source;
use crate::governance::Charter;

/// The townships whose streams each island has, and how many people it has.
fn islands_of(charter: &Charter) -> Vec<(Vec<TownshipId>, usize)> {
    let (county, calendar) = (busy_county(), weekdays());
    let setting = setting(&county, charter, &calendar, 60);
    let (layout, sources) = (Layout::new(&setting, charter), Source::all(&setting));
    let islands = Island::all(charter, &layout, &sources);
    let streams: usize = islands.iter().map(|island| island.sources.len()).sum();
    assert_eq!(streams, sources.len());
    let of_island = |island: &Island| {
        let of_stream = |index: &usize| layout.township_of[sources[*index].village];
        let mut townships: Vec<TownshipId> = island.sources.iter().map(of_stream).collect();
        townships.sort_unstable();
        townships.dedup();
        (townships, island.workers.len())
    };
    islands.iter().map(of_island).collect()
}

fn named(name: &str) -> Charter {
    let found = charters().into_iter().find(|(other, _)| *other == name);
    found.expect("the setup is among the charters").1
}

fn townships(indices: &[usize]) -> Vec<TownshipId> {
    indices
        .iter()
        .copied()
        .map(TownshipId::from_index)
        .collect()
}

#[test]
fn a_county_of_teams_falls_apart_into_its_townships() {
    let teams = named("team");
    let people = |township: usize| {
        let asked = &teams.first_asked[DepartmentId::from_index(0)];
        let team = asked[TownshipId::from_index(township)];
        teams.units[team].members.len()
    };
    let apart = [0, 1, 2].map(|township| (townships(&[township]), people(township)));
    assert_eq!(islands_of(&teams), apart);
}

#[test]
fn lines_that_serve_the_whole_county_hold_it_together() {
    let whole = (townships(&[0, 1, 2]), busy_county().workers.len());
    assert_eq!(islands_of(&named("lines")), [whole]);
}

#[test]
fn a_hub_holds_its_townships_together_and_nobody_is_left_out() {
    let islands = islands_of(&named("hub by name"));
    let people: usize = islands.iter().map(|(_, people)| people).sum();
    assert_eq!((islands.len(), people), (2, busy_county().workers.len()));
}
