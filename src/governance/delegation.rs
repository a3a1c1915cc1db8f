//! Delegation (赋权): for which matters the units of blocks hold the county's power.
//!
//! A unit that holds power by delegation may act with any two licensed persons. Idea: those who
//! see a trouble may also act on it. Price: those who act are seldom of the line whose matter it
//! is, so skill is lower, and rare matters stay unpractised. Lines keep the power of their own.

use crate::base::{Id, Table};
use crate::county::{County, MatterId};

use super::axis::Axis;
use super::frequency::yearly_rate_in_county;
use super::lay_error::LayError;
use super::setup::Delegation;

/// Lays whether units of blocks hold power for each matter.
///
/// `share` takes the first share of all matters by incidents expected a year in this county, the
/// number rounded to the nearest (a half up), ties in order of the file.
///
/// # Errors
/// A listed matter is unknown, a share is not from 0 to 1, or a share other than 0 and 1 meets a
/// matter without a rate.
pub fn lay_delegation(
    county: &County,
    delegation: &Delegation,
) -> Result<Table<MatterId, bool>, Vec<LayError>> {
    match delegation {
        Delegation::None => Ok(Table::filled(county.matters.len(), false)),
        Delegation::List(ids) => {
            let listed = find_matters(county, ids, Axis::Delegation)?;
            Ok(marked(county, &listed))
        }
        Delegation::Share(share) => {
            let frequent = most_frequent(county, *share).map_err(|error| vec![error])?;
            Ok(marked(county, &frequent))
        }
    }
}

/// The matters of `ids`.
///
/// # Errors
/// Every id that names no matter.
pub(super) fn find_matters(
    county: &County,
    ids: &[String],
    axis: Axis,
) -> Result<Vec<MatterId>, Vec<LayError>> {
    let (mut matters, mut errors) = (Vec::new(), Vec::new());
    for id in ids {
        match county.matters.find(|matter| matter.id == *id) {
            Some(matter) => matters.push(matter),
            None => errors.push(LayError::UnknownMatter {
                axis,
                matter: id.clone(),
            }),
        }
    }
    if errors.is_empty() {
        Ok(matters)
    } else {
        Err(errors)
    }
}

fn marked(county: &County, matters: &[MatterId]) -> Table<MatterId, bool> {
    let mut marked = Table::filled(county.matters.len(), false);
    for matter in matters {
        marked[*matter] = true;
    }
    marked
}

fn most_frequent(county: &County, share: f64) -> Result<Vec<MatterId>, LayError> {
    if !(0.0..=1.0).contains(&share) {
        return Err(LayError::NotAShare { share });
    }
    let all = county.matters.len();
    let count = (share * all as f64).round() as usize;
    if count == 0 || count == all {
        return Ok((0..count).map(MatterId::from_index).collect());
    }
    let mut by_frequency = Vec::with_capacity(all);
    for (id, matter) in county.matters.iter_with_ids() {
        match yearly_rate_in_county(county, matter) {
            Some(rate) => by_frequency.push((id, rate)),
            None => {
                return Err(LayError::ShareWithoutRate {
                    matter: matter.id.clone(),
                });
            }
        }
    }
    // A stable sort: matters of one frequency stay in order of the file.
    by_frequency.sort_by(|(_, rate), (_, other)| other.total_cmp(rate));
    Ok(by_frequency
        .into_iter()
        .take(count)
        .map(|(id, _)| id)
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::county::Rate;
    use crate::governance::sample_county::{SampleCounty, line};

    /// Matters m-1 ... m-4 with 20, 30, 20 and 50 incidents a year.
    fn county() -> County {
        let sample = SampleCounty::new(vec![line(2, 0); 4]).with_townships(&[4_000.0, 6_000.0]);
        let mut county = sample.built();
        let rates = [
            Rate::PerTownship(10.0),
            Rate::PerThousandResidents(3.0),
            Rate::PerHundredFirms(100.0),
            Rate::PerTownship(25.0),
        ];
        for (id, rate) in county.matters.ids().zip(rates) {
            county.matters[id].rate = rate;
        }
        county
    }

    fn delegated(delegation: &Delegation) -> Vec<usize> {
        let laid = lay_delegation(&county(), delegation).unwrap();
        let held = laid.iter_with_ids().filter(|(_, is_held)| **is_held);
        held.map(|(matter, _)| matter.index() + 1).collect()
    }

    #[test]
    fn a_share_takes_the_most_frequent_matters_and_ties_in_order_of_the_file() {
        assert_eq!(delegated(&Delegation::Share(0.25)), [4]);
        assert_eq!(delegated(&Delegation::Share(0.5)), [2, 4]);
        assert_eq!(delegated(&Delegation::Share(0.75)), [1, 2, 4]);
        assert_eq!(delegated(&Delegation::Share(1.0)), [1, 2, 3, 4]);
    }

    #[test]
    fn a_share_is_rounded_to_the_nearest_number_of_matters() {
        assert_eq!(delegated(&Delegation::Share(0.12)), [0; 0]);
        assert_eq!(delegated(&Delegation::Share(0.125)), [4]);
        assert_eq!(delegated(&Delegation::Share(0.37)), [4]);
    }

    #[test]
    fn none_and_a_list_do_what_they_say() {
        assert_eq!(delegated(&Delegation::None), [0; 0]);
        let list = Delegation::List(vec!["m-3".to_owned(), "m-1".to_owned()]);
        assert_eq!(delegated(&list), [1, 3]);
    }

    #[test]
    fn every_unknown_matter_is_told() {
        let ids = ["m-9", "m-1", "noise"].map(str::to_owned).to_vec();
        let unknown = |matter: &str| LayError::UnknownMatter {
            axis: Axis::Delegation,
            matter: matter.to_owned(),
        };
        let laid = lay_delegation(&county(), &Delegation::List(ids));
        assert_eq!(laid, Err(vec![unknown("m-9"), unknown("noise")]));
    }

    #[test]
    fn a_number_that_is_no_share_is_refused() {
        for share in [-0.1, 1.1, f64::NAN] {
            let laid = lay_delegation(&county(), &Delegation::Share(share)).unwrap_err();
            assert!(matches!(laid[..], [LayError::NotAShare { .. }]), "{share}");
        }
    }

    #[test]
    fn matters_of_a_log_have_no_order_but_can_be_delegated_all_or_none() {
        let mut county = county();
        county.matters[MatterId::from_index(2)].rate = Rate::Traced;
        let refused = LayError::ShareWithoutRate {
            matter: "m-3".to_owned(),
        };
        let laid = lay_delegation(&county, &Delegation::Share(0.5));
        assert_eq!(laid, Err(vec![refused]));
        let all = lay_delegation(&county, &Delegation::Share(1.0)).unwrap();
        assert!(all.iter().all(|is_held| *is_held));
    }
}
