//! Stacked bars, one per setup: what charts of stages and of fates have in common.

use super::colour::{self, Colour};
use super::data::Heading;
use super::frame::{self, Swatch};
use super::label;
use super::scale::Scale;
use super::sheet::{Align, Area, Sheet, at};
use crate::base::{Language, Text};

/// Edges of the plotting column (units); the totals stand to the right of the bars.
pub const PLOT: (f64, f64) = (270.0, 1_060.0);

/// A chart of stacked bars about to be drawn.
pub struct Stacked<'a> {
    /// Title and subtitle.
    pub heading: &'a Heading,
    /// What bars are made of, in order.
    pub parts: &'a [Text],
    /// The colour of the part with this place in the order.
    pub colour: fn(usize) -> Colour,
    /// Least and greatest height of a setup's row (units).
    pub row: (f64, f64),
    /// Where the middle of a bar lies in its row, as a share of the row's height.
    pub middle: f64,
    /// The setups with the lengths of their parts; none where these are undefined.
    pub bars: Vec<(&'a Text, Option<&'a [f64]>)>,
}

impl Stacked<'_> {
    /// Draws the chart on a sheet as tall as its rows need: `axis` draws the axis below the area and
    /// gives its scale, `bar` one bar at its middle in a row of this height.
    pub fn draw(
        &self,
        language: Language,
        axis: impl FnOnce(&mut Sheet, &Area) -> Scale,
        bar: impl Fn(&mut Sheet, &[f64], (&Scale, f64, f64)),
    ) -> Sheet {
        let (mut sheet, top) = frame::open(self.heading, language);
        let top = self.legend(&mut sheet, top, language) + 8.0;
        let count = self.bars.len().max(1) as f64;
        let (least, greatest) = self.row;
        let row = ((frame::HEIGHT - top - 70.0) / count).clamp(least, greatest);
        let area = Area::new(PLOT, (top, top + row * count));
        let scale = axis(&mut sheet, &area);
        for (index, (setup, numbers)) in self.bars.iter().enumerate() {
            let y = area.top + row * (index as f64 + self.middle);
            let limit = PLOT.0 - frame::MARGIN - 18.0;
            let name = frame::NAME.wrap(setup.in_language(language), limit, 3);
            let lettering = frame::NAME.align(Align::Right);
            sheet.write_lines(&name, at(PLOT.0 - 16.0, y), lettering);
            if let Some(numbers) = numbers {
                bar(&mut sheet, numbers, (&scale, y, row));
            } else {
                let words = label::NO_DATA.in_language(language);
                sheet.write(words, at(PLOT.0 + 10.0, y), frame::CAPTION);
            }
        }
        let line = Area::new((area.left - 1.0, area.left), (area.top, area.bottom));
        sheet.block(line, colour::AXIS);
        if self.bars.is_empty() {
            frame::no_data(&mut sheet, &area, language);
        }
        sheet.height = area.bottom + 66.0;
        sheet
    }

    fn legend(&self, sheet: &mut Sheet, top: f64, language: Language) -> f64 {
        let parts = self.parts.iter().enumerate();
        let entries: Vec<(Swatch, &str)> = parts
            .map(|(order, name)| {
                let swatch = Swatch::Area((self.colour)(order));
                (swatch, name.in_language(language))
            })
            .collect();
        frame::legend(sheet, top, &entries)
    }
}
