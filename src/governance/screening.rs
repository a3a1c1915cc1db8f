//! Screening (事件筛选): what is tried before a case enters an office.
//!
//! - `none`, the status quo: a case enters as it is reported.
//! - `village-first`: the village cadre sees the case first, passes what looks grave up at once and
//!   tries the rest. Idea: what is settled at home takes nobody's hop, and the village keeps in
//!   practice. Price: hours of the cadres, the time lost on what the village cannot settle, and
//!   grave cases taken for mild ones.

use crate::county::County;

use super::axis::Axis;
use super::lay_error::LayError;
use super::reports::need_emergence;
use super::setup::Screening;

/// Lays what is tried before a case enters.
///
/// # Errors
/// `village-first` where incidents come from a log of reports, which have entered already.
pub fn lay_screening(county: &County, screening: Screening) -> Result<Screening, Vec<LayError>> {
    match screening {
        Screening::None => {}
        Screening::VillageFirst => {
            need_emergence(county, Axis::Screening).map_err(|error| vec![error])?;
        }
    }
    Ok(screening)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;
    use crate::county::{MatterId, Rate};
    use crate::governance::sample_county::{SampleCounty, line};

    #[test]
    fn a_log_of_reports_cannot_be_screened_but_stays_as_it_is() {
        let mut county = SampleCounty::new(vec![line(2, 0)]).built();
        let level = Screening::VillageFirst;
        assert_eq!(lay_screening(&county, level), Ok(level));
        county.matters[MatterId::from_index(0)].rate = Rate::Traced;
        let axis = Axis::Screening;
        let refused = Err(vec![LayError::ReportsOnly { axis }]);
        assert_eq!(lay_screening(&county, level), refused);
        let none = Screening::None;
        assert_eq!(lay_screening(&county, none), Ok(none));
    }
}
