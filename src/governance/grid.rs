//! Grids (网格): whose patrols walk a village's grids, and what they know to look for.
//!
//! - `per-line`, the status quo: grid workers of several lines walk the same grids, each with an eye
//!   for the matters of one line. They pass often, see little, and report the same trouble twice.
//! - `unified` (一张网): the same people form one net and know the matters of all lines. Price: the
//!   repertoire is wide, so each matter is less practised, is missed or mistaken more often, and
//!   every case found is entered by the same few hands.

use crate::county::County;

use super::axis::Axis;
use super::lay_error::LayError;
use super::reports::need_emergence;
use super::setup::GridLevel;

/// Lays whose patrols walk the grids.
///
/// # Errors
/// `unified` where no village has a grid, or where incidents come from a log of reports, which no
/// patrol can see earlier.
pub fn lay_grid(county: &County, grid: GridLevel) -> Result<GridLevel, Vec<LayError>> {
    match grid {
        GridLevel::PerLine => Ok(grid),
        GridLevel::Unified => {
            let mut errors: Vec<_> = need_emergence(county, Axis::Grid)
                .err()
                .into_iter()
                .collect();
            if county.villages.iter().all(|village| village.grids == 0) {
                errors.push(LayError::NoGrids);
            }
            if errors.is_empty() {
                Ok(grid)
            } else {
                Err(errors)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;
    use crate::county::{MatterId, Rate, VillageId};
    use crate::governance::sample_county::{SampleCounty, line};

    fn county() -> County {
        let sample = SampleCounty::new(vec![line(2, 0)]);
        sample.with_townships(&[1_000.0, 500.0]).built()
    }

    #[test]
    fn one_net_needs_a_grid_somewhere() {
        let mut county = county();
        county.villages[VillageId::from_index(0)].grids = 0;
        let level = GridLevel::Unified;
        assert_eq!(lay_grid(&county, level), Ok(level));
        county.villages[VillageId::from_index(1)].grids = 0;
        assert_eq!(lay_grid(&county, level), Err(vec![LayError::NoGrids]));
        let usual = GridLevel::PerLine;
        assert_eq!(lay_grid(&county, usual), Ok(usual));
    }

    #[test]
    fn no_patrol_sees_what_a_log_has_reported_already() {
        let mut county = county();
        county.matters[MatterId::from_index(0)].rate = Rate::Traced;
        let refused = LayError::ReportsOnly { axis: Axis::Grid };
        assert_eq!(lay_grid(&county, GridLevel::Unified), Err(vec![refused]));
    }
}
