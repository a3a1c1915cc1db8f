//! Caseload: how many cases an office meets for each incident that emerges, in expectation.
//!
//! An approximation for `check` and for sizing a county, never a result.

use crate::base::elementary::exp;
use crate::county::{Complaint, Detection, Matter, Relapse, Severity};

const HOURS_A_DAY: f64 = 24.0;

/// Cases for each incident of `matter`: the share that somebody in office comes to know, and again
/// each round in which a stated share returns.
///
/// Left out: patience, and relapses by hazard, which hang on what crews leave unsettled.
pub fn cases_per_incident(matter: &Matter) -> f64 {
    let known = matter
        .detection
        .as_ref()
        .map_or(1.0, |detection| known_share(detection, matter));
    let returning = match matter.relapse {
        Some(Relapse::Share { share, .. }) => share,
        Some(Relapse::Hazard(_)) | None => 0.0,
    };
    known / (1.0 - returning)
}

/// The share of incidents that come to be known before they end by themselves, by severity.
///
/// What stays in sight for a while only must be told of within that while. Otherwise complaint at the
/// stationary trust of 0.5, passes at fixed intervals and natural end compete; times
/// to a complaint count as exponential of the same mean. What grid workers see on patrol is left
/// out: it hangs on the setup.
fn known_share(detection: &Detection, matter: &Matter) -> f64 {
    let shares = Severity::all().zip(matter.severity_share);
    shares
        .map(|(severity, share)| {
            let complaint = complaint_per_day(&detection.complaint, severity);
            let stays_h = matter
                .visible
                .as_ref()
                .map(|visible| visible.stays_h.mean());
            share
                * match stays_h {
                    Some(hours) => 1.0 - exp(-(complaint * hours / HOURS_A_DAY).min(700.0)),
                    None => known_share_at(detection, complaint),
                }
        })
        .sum()
}

fn known_share_at(detection: &Detection, complaint_per_day: f64) -> f64 {
    let natural_end = detection.natural_end_per_day;
    let leaves = complaint_per_day + natural_end;
    if complaint_per_day.is_infinite() {
        return 1.0;
    }
    if leaves <= 0.0 {
        let is_seen = detection.patrol_every_h.is_some() && detection.seen_share > 0.0;
        return f64::from(u8::from(is_seen));
    }
    1.0 - (1.0 - seen_share(detection, leaves)) * natural_end / leaves
}

/// The share seen on a pass before a hazard of so much a day takes them away: the first pass comes
/// after a part of the interval that is uniform, each sees with its chance.
fn seen_share(detection: &Detection, leaves_per_day: f64) -> f64 {
    let Some(every_h) = detection.patrol_every_h else {
        return 0.0;
    };
    let chance = detection.seen_share;
    // Bounds within which the quotient below keeps its digits.
    let between = (leaves_per_day * every_h / HOURS_A_DAY).clamp(1e-6, 700.0);
    let stays = exp(-between);
    (1.0 - stays) / between * chance / (1.0 - (1.0 - chance) * stays)
}

fn complaint_per_day(complaint: &Complaint, severity: Severity) -> f64 {
    match complaint {
        Complaint::PerDay(hazard) => hazard * f64::from(severity.degree()),
        Complaint::After(time_h) => HOURS_A_DAY / time_h.mean(),
        Complaint::Never => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Distribution;
    use crate::governance::sample_county::matter;

    fn detected(complaint: Complaint, natural_end_per_day: f64) -> Matter {
        Matter {
            detection: Some(Detection {
                complaint,
                natural_end_per_day,
                seen_share: 0.5,
                patrol_every_h: None,
                repeat_patience_days: None,
            }),
            ..matter("m-1", 0, 100.0)
        }
    }

    #[test]
    fn without_detection_every_incident_is_a_case() {
        assert!((cases_per_incident(&matter("m-1", 0, 100.0)) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn complaint_and_natural_end_compete_at_every_severity() {
        let mut noise = detected(Complaint::PerDay(0.1), 0.3);
        noise.severity_share = [0.5, 0.0, 0.5, 0.0, 0.0];
        // 0.1 / 0.4 at severity 1, 0.3 / 0.6 at severity 3.
        assert!((cases_per_incident(&noise) - 0.375).abs() < 1e-12);
    }

    #[test]
    fn passes_at_fixed_intervals_see_what_has_not_ended_before() {
        let mut noise = detected(Complaint::Never, 0.3);
        assert!((cases_per_incident(&noise) - 0.0).abs() < 1e-12);
        let detection = noise.detection.as_mut().unwrap();
        detection.patrol_every_h = Some(24.0);
        // (1 - e^-0.3) / 0.3 reach the first pass, each sees half: 0.863939 x 0.794167.
        assert!((cases_per_incident(&noise) - 0.686_113).abs() < 1e-5);
        noise.detection.as_mut().unwrap().seen_share = 1.0;
        assert!((cases_per_incident(&noise) - 0.863_939).abs() < 1e-5);
    }

    #[test]
    fn what_never_ends_by_itself_becomes_known_if_anyone_may_know() {
        let mean = Distribution::exponential(12.0).unwrap();
        assert!((cases_per_incident(&detected(Complaint::After(mean), 0.0)) - 1.0).abs() < 1e-12);
        let at_once = Distribution::constant(0.0).unwrap();
        assert!(
            (cases_per_incident(&detected(Complaint::After(at_once), 0.3)) - 1.0).abs() < 1e-12
        );
        assert!((cases_per_incident(&detected(Complaint::Never, 0.0)) - 0.0).abs() < 1e-12);
    }

    #[test]
    fn a_share_that_returns_in_every_round_is_met_again_and_again() {
        let mut noise = matter("m-1", 0, 100.0);
        let share = 0.2;
        noise.relapse = Some(Relapse::Share {
            share,
            after_days: 0.0,
        });
        assert!((cases_per_incident(&noise) - 1.25).abs() < 1e-12);
    }
}
