//! A panel of differences around zero, lines with bands: what several charts share.

use super::colour::{self, AXIS, GOOD, GREY, PALE};
use super::data::{Better, Estimate};
use super::frame;
use super::label;
use super::scale::Scale;
use super::sheet::{Align, Area, Pen, Place, Sheet, at};
use crate::base::Language;

/// How many times the widest difference an axis shows at most: bounds of few replications can be
/// so wide that nothing could be read from the lines, and are then cut at the edge.
const WIDEST_BAND: f64 = 2.5;

/// Where a line has a value, and the value.
pub type Run<T> = Vec<(f64, T)>;

/// The differences an axis shows: every line, and the bounds as far as they can be read.
pub fn reach(differences: impl Iterator<Item = Estimate> + Clone) -> (f64, f64) {
    let widest = differences.clone().map(|difference| difference.value.abs());
    let most = widest.fold(0.0, f64::max).min(f64::MAX / WIDEST_BAND) * WIDEST_BAND;
    let most = if most > 0.0 { most } else { f64::MAX };
    let low = differences.clone().map(|difference| difference.bottom());
    let high = differences.map(|difference| difference.top());
    (
        low.fold(0.0, f64::min).max(-most),
        high.fold(0.0, f64::max).min(most),
    )
}

/// Tints the better side of zero.
pub fn ground(sheet: &mut Sheet, area: &Area, up: &Scale, better: Better) {
    let zero = up.place(0.0);
    let (above, below) = match better {
        Better::Lower => (PALE, GOOD),
        Better::Higher => (GOOD, PALE),
        Better::Neither => (PALE, PALE),
    };
    let columns = (area.left, area.right);
    sheet.block(Area::new(columns, (area.top, zero)), above);
    sheet.block(Area::new(columns, (zero, area.bottom)), below);
}

/// The line at zero.
pub fn zero_line(sheet: &mut Sheet, area: &Area, up: &Scale) {
    let zero = up.place(0.0);
    let (from, to) = (at(area.left, zero), at(area.right, zero));
    sheet.stroke(from, to, Pen::new(1.5, AXIS));
}

/// Says under the panel which side is the better one, on the left, and what goes across, on the
/// right.
pub fn below(sheet: &mut Sheet, area: &Area, (better, across): (Better, &str), language: Language) {
    let y = area.bottom + 36.0;
    let right = frame::CAPTION.align(Align::Right);
    sheet.write(across, at(area.right, y), right);
    let words = match better {
        Better::Lower => label::LOWER_IS_BETTER,
        Better::Higher => label::HIGHER_IS_BETTER,
        Better::Neither => return,
    };
    let lettering = frame::CAPTION.colour(GREY);
    sheet.write(words.in_language(language), at(area.left, y), lettering);
}

/// A band between bounds, in the colour of a line.
pub fn band(
    sheet: &mut Sheet,
    bounds: &Run<super::data::Interval>,
    (order, opacity): (usize, f64),
    (across, up): (&Scale, &Scale),
) {
    let upper = bounds
        .iter()
        .map(|(x, band)| at(across.place(*x), up.place(band.upper)));
    let lower = bounds
        .iter()
        .rev()
        .map(|(x, band)| at(across.place(*x), up.place(band.lower)));
    let places: Vec<Place> = upper.chain(lower).collect();
    sheet.fill(places, colour::setup(order).faded(opacity));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_far_beyond_the_lines_leave_them_readable() {
        let near = |(low, high): (f64, f64), expected: (f64, f64)| {
            (low - expected.0).abs() < 1e-9 && (high - expected.1).abs() < 1e-9
        };
        let wide = [Estimate::between(-2.0, -90.0, 86.0)];
        assert!(near(reach(wide.into_iter()), (-5.0, 5.0)));
        let narrow = [Estimate::between(-2.0, -3.0, -1.0)];
        assert!(near(reach(narrow.into_iter()), (-3.0, 0.0)));
        assert!(near(reach([].into_iter()), (0.0, 0.0)));
    }
}
