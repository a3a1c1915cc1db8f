//! The world digest is that of every potential that comes up, one by one.

use super::pinned::charters;
use super::towns::{busy_county, setting, weekdays};
use crate::dynamics::layout::Layout;
use crate::dynamics::source::Source;
use crate::dynamics::world_digest::of_potential;

#[test]
fn the_digest_of_a_stream_is_the_sum_of_those_of_its_potentials() {
    let (county, calendar) = (busy_county(), weekdays());
    let (_, charter) = charters().swap_remove(0);
    // Long enough for streams drawn many at a time, of which the last are cut off by the end.
    let setting = setting(&county, &charter, &calendar, 2_000);
    let (layout, window) = (Layout::new(&setting, &charter), setting.window());
    let (mut singles, mut helped) = (0, 0);
    for mut source in Source::all(&setting) {
        let mut sum = 0_u64;
        source.advance(&layout, &window);
        while let Some(potential) = source.awaited() {
            sum = sum.wrapping_add(of_potential(potential, source.stream));
            singles += usize::from(potential.parts().len() == 1);
            helped += usize::from(potential.parts().len() > 1);
            source.advance(&layout, &window);
        }
        assert_eq!(source.digest(), sum);
    }
    assert!(singles > 1_000 && helped > 100, "{singles}, {helped}");
}
