//! Stance (治理前移): whether offices wait for trouble or spend hours before it comes.
//!
//! - `event-response` (事发—应对), the status quo: every hour is for what has happened.
//! - `front-loaded` (前置式治理): a share of officer hours goes to *service* (visits to villages),
//!   *resource* (half-days of a licensed pair there) or *mechanism* (a standing procedure for a
//!   matter in a township). Targeting says where: `uniform`, `hotspot` or `by-capacity`. Price: the
//!   hours are taken from response, each next one prevents less than the one before, the effect
//!   fades unless renewed, and what officers do a village no longer practises.

use crate::county::County;

use super::axis::Axis;
use super::lay_error::LayError;
use super::reports::need_emergence;
use super::setup::{Fronting, Stance, StanceLevel};

/// Lays the hours spent before anything happens.
///
/// # Errors
/// A share is not from 0 to 1, all are 0 or their sum is above 1, or incidents come from a log of
/// reports, of which none can be prevented.
pub fn lay_stance(county: &County, stance: Stance) -> Result<Stance, Vec<LayError>> {
    let StanceLevel::FrontLoaded(fronting) = stance.level else {
        return Ok(stance);
    };
    let mut errors: Vec<_> = need_emergence(county, Axis::Stance)
        .err()
        .into_iter()
        .collect();
    errors.extend(faults_of(fronting));
    if errors.is_empty() {
        Ok(stance)
    } else {
        Err(errors)
    }
}

fn faults_of(fronting: Fronting) -> Vec<LayError> {
    let shares = [
        ("service_share", fronting.service_share),
        ("resource_share", fronting.resource_share),
        ("mechanism_share", fronting.mechanism_share),
    ];
    let no_share = |(_, value): &(&str, f64)| !(0.0..=1.0).contains(value);
    let mut errors: Vec<LayError> = shares
        .into_iter()
        .filter(no_share)
        .map(|(key, value)| LayError::OutOfRange {
            axis: Axis::Stance,
            key,
            value,
            lowest: 0.0,
            highest: 1.0,
        })
        .collect();
    if errors.is_empty() && !fronting.is_affordable() {
        let share = fronting.total_share();
        errors.push(LayError::FrontingHours { share });
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;
    use crate::county::{MatterId, Rate};
    use crate::governance::sample_county::{SampleCounty, line};

    fn county() -> County {
        SampleCounty::new(vec![line(2, 0)]).built()
    }

    fn laid(service_share: f64, resource_share: f64) -> Result<Stance, Vec<LayError>> {
        let fronting = Fronting {
            service_share,
            resource_share,
            ..Fronting::default()
        };
        let level = StanceLevel::FrontLoaded(fronting);
        lay_stance(&county(), Stance { level })
    }

    #[test]
    fn fronting_takes_some_hours_and_at_most_all() {
        for (service, resource) in [(0.02, 0.0), (0.0, 0.01), (0.5, 0.5)] {
            let fronting = laid(service, resource).unwrap().fronting().unwrap();
            let taken = (fronting.service_share, fronting.resource_share);
            assert_eq!(taken, (service, resource));
        }
        for (service, resource) in [(0.0, 0.0), (0.75, 0.5)] {
            let share = service + resource;
            let refused = Err(vec![LayError::FrontingHours { share }]);
            assert_eq!(laid(service, resource), refused);
        }
    }

    #[test]
    fn every_number_that_is_no_share_is_told_with_its_key() {
        let errors = laid(-0.5, f64::INFINITY).unwrap_err();
        let texts: Vec<String> = errors.iter().map(|error| error.text().en).collect();
        assert_eq!(
            texts,
            [
                "service_share = -0.5 of stance must lie from 0 to 1",
                "resource_share = inf of stance must lie from 0 to 1",
            ]
        );
        assert!(errors.iter().all(|error| !error.text().zh.is_ascii()));
        assert_eq!(laid(f64::NAN, 0.1).unwrap_err().len(), 1);
    }

    #[test]
    fn what_a_log_has_reported_cannot_be_prevented() {
        let mut county = county();
        county.matters[MatterId::from_index(0)].rate = Rate::Traced;
        let usual = Stance::default();
        assert_eq!(lay_stance(&county, usual), Ok(usual));
        assert_eq!(usual.fronting(), None);
        let fronting = Fronting {
            mechanism_share: 0.1,
            ..Fronting::default()
        };
        let level = StanceLevel::FrontLoaded(fronting);
        let axis = Axis::Stance;
        let refused = Err(vec![LayError::ReportsOnly { axis }]);
        assert_eq!(lay_stance(&county, Stance { level }), refused);
    }
}
