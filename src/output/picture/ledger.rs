//! What became of everything: stacked bars of counts, one per setup.

use super::colour::{self, Colour, INK, PAPER};
use super::data::{Amount, Check, Heading};
use super::error::PictureError;
use super::frame::{self, Swatch};
use super::label;
use super::number::grouped;
use super::scale::Scale;
use super::sheet::{Align, Area, Lettering, Sheet, at};
use super::ticks;
use crate::base::{Language, Text};

/// The fates under one setup.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerBar {
    /// The setup.
    pub setup: Text,
    /// Mean number met by each fate, in the order of fates; `None` when undefined.
    pub numbers: Option<Vec<f64>>,
}

/// Stacked bars, one per setup, one colour per fate; every potential is in one of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Ledger {
    /// Title and subtitle.
    pub heading: Heading,
    /// What the numbers are of.
    pub caption: Text,
    /// The fates in the order of the bars.
    pub fates: Vec<Text>,
    /// The setups in the study's order.
    pub bars: Vec<LedgerBar>,
}

/// Edges of the plotting column (units); the totals stand to the right of the bars.
const PLOT: (f64, f64) = (270.0, 1_060.0);

impl Ledger {
    /// Lays the chart on a sheet, as tall as its bars need.
    ///
    /// # Errors
    /// A bar whose numbers are not one per fate, or a number that is negative or not finite.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        self.check()?;
        let (mut sheet, top) = frame::open(&self.heading, language);
        let fates = self.fates.iter().enumerate();
        let entries: Vec<(Swatch, &str)> = fates
            .map(|(order, name)| {
                (
                    Swatch::Area(colour::fate(order)),
                    name.in_language(language),
                )
            })
            .collect();
        let top = frame::legend(&mut sheet, top, &entries) + 8.0;
        let count = self.bars.len().max(1) as f64;
        let step = ((frame::HEIGHT - top - 70.0) / count).clamp(70.0, 110.0);
        let area = Area::new(PLOT, (top, top + step * count));
        self.draw_bars(&mut sheet, &area, step, language);
        sheet.height = area.bottom + 66.0;
        Ok(sheet)
    }

    fn check(&self) -> Result<(), PictureError> {
        let check = Check("ledger");
        for numbers in self.bars.iter().filter_map(|bar| bar.numbers.as_ref()) {
            check.length("a bar's fates", self.fates.len(), numbers.len())?;
            check.lengths("a bar's numbers", numbers.iter().copied())?;
        }
        Ok(())
    }

    fn draw_bars(&self, sheet: &mut Sheet, area: &Area, step: f64, language: Language) {
        let bars = self.bars.iter().filter_map(|bar| bar.numbers.as_ref());
        let longest = bars
            .map(|numbers| numbers.iter().sum::<f64>())
            .fold(0.0, f64::max)
            .min(f64::MAX / 2.0);
        let ruler = ticks::ruler((0.0, longest), 8, Amount::Number, language);
        let scale = Scale::linear((ruler.from, ruler.to), PLOT);
        frame::ticks_below(sheet, area, &scale, &ruler.ticks);
        let below = at(area.right, area.bottom + 40.0);
        let caption = self.caption.in_language(language);
        let caption = frame::CAPTION.cut(caption, area.width());
        sheet.write(&caption, below, frame::CAPTION.align(Align::Right));
        for (index, bar) in self.bars.iter().enumerate() {
            // Under each bar there is room for the numbers that do not fit into it.
            let y = area.top + step * (index as f64 + 0.4);
            let limit = PLOT.0 - frame::MARGIN - 18.0;
            let name = frame::NAME.wrap(bar.setup.in_language(language), limit, 3);
            let lettering = frame::NAME.align(Align::Right);
            sheet.write_lines(&name, at(PLOT.0 - 16.0, y), lettering);
            if let Some(numbers) = &bar.numbers {
                draw_bar(sheet, numbers, (&scale, y, step * 0.5));
            } else {
                let words = label::NO_DATA.in_language(language);
                sheet.write(words, at(PLOT.0 + 10.0, y), frame::CAPTION);
            }
        }
        let axis = Area::new((area.left - 1.0, area.left), (area.top, area.bottom));
        sheet.block(axis, colour::AXIS);
        if self.bars.is_empty() {
            frame::no_data(sheet, area, language);
        }
    }
}

/// One stacked bar: the fates with their numbers and shares, those too narrow to hold them under
/// it, and the total.
fn draw_bar(sheet: &mut Sheet, numbers: &[f64], (scale, y, thick): (&Scale, f64, f64)) {
    let inside = Lettering::new(13.0).align(Align::Centre);
    let total: f64 = numbers.iter().sum();
    let mut done = 0.0;
    let mut narrow = Vec::new();
    for (order, &number) in numbers.iter().enumerate() {
        let (left, right) = (scale.place(done), scale.place(done + number));
        done += number;
        let area = Area::new((left, right), (y - thick / 2.0, y + thick / 2.0));
        let fill = colour::fate(order);
        sheet.block(area, fill);
        if area.width() > 3.0 {
            let rim = Area::new((right - 1.0, right), (area.top, area.bottom));
            sheet.block(rim, PAPER);
        }
        let share = format!("{}%", grouped(number / total * 100.0, 1));
        let lines = [grouped(number, 0), share];
        let widest = lines.iter().map(|line| inside.width(line));
        if widest.fold(0.0, f64::max) + 8.0 < area.width() {
            let lettering = inside.colour(if fill.is_dark() { PAPER } else { INK });
            sheet.write_lines(&lines, area.middle(), lettering);
        } else if number > 0.0 {
            narrow.push((fill, format!("{} ({})", lines[0], lines[1])));
        }
    }
    draw_narrow(sheet, &narrow, y + thick / 2.0 + 14.0);
    let lettering = frame::NAME.bold();
    let end = at(scale.place(done) + 10.0, y);
    sheet.write_on_paper(&grouped(total, 0), end, lettering);
}

/// Numbers and shares behind chips of their colours.
fn draw_narrow(sheet: &mut Sheet, narrow: &[(Colour, String)], y: f64) {
    let mut x = PLOT.0 + 8.0;
    for (fill, words) in narrow {
        let chip = Area::new((x, x + 11.0), (y - 5.5, y + 5.5));
        sheet.block(chip, *fill);
        let lettering = frame::CAPTION.colour(INK);
        sheet.write_on_paper(words, at(x + 17.0, y), lettering);
        x += 17.0 + lettering.width(words) + 22.0;
    }
}
