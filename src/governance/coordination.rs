//! Coordination (多跨协同): who is asked when, if an incident needs several units.
//!
//! - `sequential`, the status quo: the next is asked after the one before has done its part. Price:
//!   every unit's wait and way is added to the others'.
//! - `meeting`: where parts belong to several departments, the leaders of these meet and agree before
//!   the first supporting unit is asked; then as `sequential`, but without signatures and returns.
//!   Price: the first half-day that all of them are free, and an hour of each.
//! - `one-thing` (一件事) stacks on either, for listed matters: all units are asked at once.
//!   `in-parallel` each comes when it can. `together` work starts when the last has come, and those
//!   who are there wait, so officers' hours are the price.

use crate::base::Table;
use crate::county::{County, MatterId};

use super::axis::Axis;
use super::charter::Handling;
use super::delegation::find_matters;
use super::lay_error::LayError;
use super::setup::{Coordination, MatterChoice};

/// Lays how the parts of each matter's incidents are asked.
///
/// # Errors
/// A listed matter is unknown.
pub fn lay_coordination(
    county: &County,
    coordination: &Coordination,
) -> Result<Table<MatterId, Handling>, Vec<LayError>> {
    let mut handling = Table::filled(county.matters.len(), Handling::Sequential);
    if let Some(one_thing) = &coordination.one_thing {
        let matters = match &one_thing.matters {
            MatterChoice::All => county.matters.ids().collect(),
            MatterChoice::Listed(ids) => find_matters(county, ids, Axis::Coordination)?,
        };
        for matter in matters {
            handling[matter] = Handling::Joint(one_thing.joint);
        }
    }
    Ok(handling)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::governance::sample_county::{SampleCounty, line};
    use crate::governance::{Joint, OneThing};

    fn laid(matters: MatterChoice, joint: Joint) -> Result<Vec<Handling>, Vec<LayError>> {
        let county = SampleCounty::new(vec![line(2, 0); 3]).built();
        let one_thing = Some(OneThing { matters, joint });
        let coordination = Coordination {
            one_thing,
            ..Coordination::default()
        };
        let laid = lay_coordination(&county, &coordination)?;
        Ok(laid.iter().copied().collect())
    }

    #[test]
    fn matters_are_handled_in_sequence_if_nothing_is_said() {
        let county = SampleCounty::new(vec![line(2, 0); 3]).built();
        let laid = lay_coordination(&county, &Coordination::default()).unwrap();
        assert!(
            laid.iter()
                .all(|handling| *handling == Handling::Sequential)
        );
    }

    #[test]
    fn only_listed_matters_are_one_thing() {
        let listed = MatterChoice::Listed(vec!["m-2".to_owned()]);
        let together = Handling::Joint(Joint::Together);
        let expected = vec![Handling::Sequential, together, Handling::Sequential];
        assert_eq!(laid(listed, Joint::Together), Ok(expected));
        let parallel = Handling::Joint(Joint::InParallel);
        assert_eq!(
            laid(MatterChoice::All, Joint::InParallel),
            Ok(vec![parallel; 3])
        );
    }

    #[test]
    fn an_unknown_matter_is_told_with_its_axis() {
        let listed = MatterChoice::Listed(vec!["market-mess".to_owned()]);
        let unknown = LayError::UnknownMatter {
            axis: Axis::Coordination,
            matter: "market-mess".to_owned(),
        };
        assert_eq!(laid(listed, Joint::Together), Err(vec![unknown]));
    }
}
