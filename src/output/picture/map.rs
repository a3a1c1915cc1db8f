//! The villages of a county on the plane: one map per value, a disc per village.

use super::colour::{self, AXIS, Colour, GREY, PALE};
use super::data::{Amount, Better, Check, Heading};
use super::error::PictureError;
use super::frame;
use super::label;
use super::scale::Scale;
use super::sheet::{Align, Area, Pen, Place, Sheet, at};
use super::ticks::{self, Ruler};
use crate::base::{Language, Text};

/// Where a village lies, and how large it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapPlace {
    /// Kilometres east.
    pub x_km: f64,
    /// Kilometres north.
    pub y_km: f64,
    /// Residents; the area of its disc goes by them.
    pub residents: f64,
}

/// How the colours of a map are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapScale {
    /// From the lowest to the highest value.
    Level,
    /// Around zero; which side is the better one.
    Difference(Better),
}

/// One value of every village.
#[derive(Debug, Clone, PartialEq)]
pub struct MapPanel {
    /// Of which setup.
    pub setup: Text,
    /// What the colours say, with its unit.
    pub caption: Text,
    /// How the values are read.
    pub amount: Amount,
    /// How the colours are.
    pub scale: MapScale,
    /// One value per place; `None` where undefined.
    pub values: Vec<Option<f64>>,
}

/// Maps of the villages of one county.
#[derive(Debug, Clone, PartialEq)]
pub struct Map {
    /// Title and subtitle.
    pub heading: Heading,
    /// The villages.
    pub places: Vec<MapPlace>,
    /// The maps in reading order.
    pub panels: Vec<MapPanel>,
}

/// Space kept over a map for its names and its scale (units).
const HEAD: f64 = 92.0;
/// Space between maps (units).
const BETWEEN: f64 = 36.0;
/// Width of a scale of colours (units).
const BAR: f64 = 240.0;
/// Space kept beside a scale for its first label (units).
const INDENT: f64 = 24.0;
/// The rim of a village, by which it is seen where nothing changes (units).
const RIM: f64 = 0.75;
/// The radius of the largest village (units).
const LARGEST: f64 = 9.0;
/// The least radius that can be seen (units).
const SMALLEST: f64 = 3.0;

impl Map {
    /// Lays the maps on a sheet, as tall as they need.
    ///
    /// # Errors
    /// A map whose values are not one per village, or a number that is not finite.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        self.check()?;
        let (mut sheet, top) = frame::open(&self.heading, language);
        let columns = self.panels.len().clamp(1, 2);
        let wide = (frame::WIDTH - 2.0 * frame::MARGIN + BETWEEN) / columns as f64;
        let high = HEAD + wide - BETWEEN + 24.0;
        for (index, panel) in self.panels.iter().enumerate() {
            let left = frame::MARGIN + wide * (index % columns) as f64;
            let upper = top + high * (index / columns) as f64;
            let area = Area::new(
                (left, left + wide - BETWEEN),
                (upper + HEAD, upper + high - 24.0),
            );
            let ruler = panel.ruler(language);
            panel.caption(&mut sheet, at(left, upper), (&ruler, language));
            self.draw_places(&mut sheet, &area, (panel, &ruler));
            self.draw_distance(&mut sheet, &area);
        }
        let rows = self.panels.len().div_ceil(columns).max(1);
        sheet.height = top + high * rows as f64 + 8.0;
        if self.panels.is_empty() || self.places.is_empty() {
            let area = Area::new((0.0, frame::WIDTH), (top, sheet.height));
            frame::no_data(&mut sheet, &area, language);
        }
        Ok(sheet)
    }

    fn check(&self) -> Result<(), PictureError> {
        let check = Check("map");
        let places = self.places.iter();
        let numbers = places.flat_map(|place| [place.x_km, place.y_km, place.residents]);
        check.finite("a place", numbers)?;
        for panel in &self.panels {
            check.length("a map's values", self.places.len(), panel.values.len())?;
            check.finite("a map's values", panel.values.iter().copied().flatten())?;
        }
        Ok(())
    }

    /// Half the side of the square all villages lie in (km), and its middle.
    fn extent(&self) -> (f64, (f64, f64)) {
        let span = |of: fn(&MapPlace) -> f64| {
            let low = self.places.iter().map(of).fold(f64::INFINITY, f64::min);
            let high = self.places.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
            (low, high)
        };
        let (x, y) = (span(|place| place.x_km), span(|place| place.y_km));
        let half = ((x.1 - x.0).max(y.1 - y.0) / 2.0).max(0.5) * 1.06;
        (half, (x.0.midpoint(x.1), y.0.midpoint(y.1)))
    }

    /// Largest villages first, so that none hides a smaller one.
    fn draw_places(&self, sheet: &mut Sheet, area: &Area, (panel, ruler): (&MapPanel, &Ruler)) {
        sheet.block(*area, PALE);
        let (half, middle) = self.extent();
        let across = Scale::linear((middle.0 - half, middle.0 + half), (area.left, area.right));
        let up = Scale::linear((middle.1 - half, middle.1 + half), (area.bottom, area.top));
        let most = self.places.iter().map(|place| place.residents);
        let most = most.fold(0.0, f64::max);
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        let residents = |index: &usize| self.places[*index].residents;
        order.sort_by(|one, other| residents(other).total_cmp(&residents(one)));
        for index in order {
            let place = &self.places[index];
            let share = if most > 0.0 {
                place.residents / most
            } else {
                1.0
            };
            let radius = (LARGEST * libm::sqrt(share.max(0.0))).max(SMALLEST);
            let centre = at(across.place(place.x_km), up.place(place.y_km));
            match panel.values[index] {
                Some(value) => {
                    sheet.disc(centre, radius, AXIS);
                    sheet.disc(centre, radius - RIM, panel.colour(value, ruler));
                }
                None => sheet.ring(centre, radius, AXIS),
            }
        }
    }

    /// A length that can be read off: a round number of kilometres, about a quarter of the map.
    fn draw_distance(&self, sheet: &mut Sheet, area: &Area) {
        const ROUND: [f64; 9] = [0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0];
        let (half, _) = self.extent();
        let wanted = half / 2.0;
        let long_km = ROUND.into_iter().rev().find(|round| *round <= wanted);
        let long_km = long_km.unwrap_or(ROUND[0]);
        let long = long_km * area.width() / (2.0 * half);
        let (from, to) = (
            at(area.left + 12.0, area.bottom - 14.0),
            area.left + 12.0 + long,
        );
        sheet.stroke(from, at(to, from.y), Pen::new(2.0, GREY));
        let words = format!("{long_km} km");
        sheet.write(&words, at(to + 8.0, from.y), frame::TICK);
    }
}

impl MapPanel {
    fn ruler(&self, language: Language) -> Ruler {
        let values = || self.values.iter().copied().flatten();
        let high = values().fold(f64::NEG_INFINITY, f64::max);
        let low = values().fold(f64::INFINITY, f64::min);
        match self.scale {
            MapScale::Level if high >= low => ticks::ruler((low, high), 4, self.amount, language),
            MapScale::Level => ticks::ruler((0.0, 1.0), 4, self.amount, language),
            MapScale::Difference(_) => {
                let reach = values().fold(0.0, |reach: f64, value| reach.max(value.abs()));
                ticks::difference_ruler(reach, self.amount, language)
            }
        }
    }

    fn colour(&self, value: f64, ruler: &Ruler) -> Colour {
        match self.scale {
            MapScale::Level => {
                colour::ramp(Scale::linear((ruler.from, ruler.to), (0.0, 1.0)).place(value))
            }
            MapScale::Difference(better) => {
                let side = Scale::linear((ruler.from, ruler.to), (-1.0, 1.0)).place(value);
                colour::divided(if better == Better::Higher {
                    -side
                } else {
                    side
                })
            }
        }
    }

    /// The names over a map and its scale of colours.
    fn caption(&self, sheet: &mut Sheet, corner: Place, (ruler, language): (&Ruler, Language)) {
        const STEPS: u32 = 48;
        let limit = (frame::WIDTH - 2.0 * frame::MARGIN) / 2.0 - BETWEEN;
        let setup = frame::PANEL.cut(self.setup.in_language(language), limit);
        sheet.write(&setup, at(corner.x, corner.y + 12.0), frame::PANEL);
        let caption = frame::CAPTION.cut(self.caption.in_language(language), limit);
        sheet.write(&caption, at(corner.x, corner.y + 34.0), frame::CAPTION);
        let bar = Area::new(
            (corner.x + INDENT, corner.x + INDENT + BAR),
            (corner.y + 48.0, corner.y + 60.0),
        );
        let values = Scale::linear((0.0, f64::from(STEPS)), (ruler.from, ruler.to));
        let wide = bar.width() / f64::from(STEPS);
        for step in 0..STEPS {
            let from = bar.left + wide * f64::from(step);
            let fill = self.colour(values.place(f64::from(step) + 0.5), ruler);
            sheet.block(Area::new((from, from + wide), (bar.top, bar.bottom)), fill);
        }
        let scale = Scale::linear((ruler.from, ruler.to), (bar.left, bar.right));
        let is_around_zero = matches!(self.scale, MapScale::Difference(_));
        let last = ruler.ticks.len().saturating_sub(1);
        for (place, tick) in ruler.ticks.iter().enumerate() {
            if is_around_zero && place != 0 && place != last && tick.value != 0.0 {
                continue;
            }
            let below = at(scale.place(tick.value), bar.bottom + 13.0);
            sheet.write(&tick.label, below, frame::TICK.align(Align::Centre));
        }
        let words = match self.scale {
            MapScale::Difference(Better::Lower) => label::LOWER_IS_BETTER,
            MapScale::Difference(Better::Higher) => label::HIGHER_IS_BETTER,
            MapScale::Level | MapScale::Difference(Better::Neither) => return,
        };
        let beside = at(bar.right + 28.0, bar.top + 6.0);
        sheet.write(words.in_language(language), beside, frame::CAPTION);
    }
}
