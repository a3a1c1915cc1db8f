//! Counties that know their incidents by reports alone.

use crate::county::{County, Rate};

use super::axis::Axis;
use super::lay_error::LayError;

/// Refuses `axis`, which works on what happens before a report, where a log of reports makes the
/// incidents: there an incident emerges when it is reported.
///
/// # Errors
/// A matter of `county` comes from a log.
pub(super) fn need_emergence(county: &County, axis: Axis) -> Result<(), LayError> {
    let is_traced = county
        .matters
        .iter()
        .any(|matter| matter.rate == Rate::Traced);
    if is_traced {
        Err(LayError::ReportsOnly { axis })
    } else {
        Ok(())
    }
}
