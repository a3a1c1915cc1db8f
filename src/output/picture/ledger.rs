//! What became of everything: stacked bars of counts, one per setup.

use super::colour::{self, Colour, INK, PAPER};
use super::data::{Amount, Check, Heading};
use super::error::PictureError;
use super::frame;
use super::number::grouped;
use super::scale::Scale;
use super::sheet::{Align, Area, Lettering, Sheet, at};
use super::stacked::{PLOT, Stacked};
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

impl Ledger {
    /// Lays the chart on a sheet, as tall as its bars need.
    ///
    /// # Errors
    /// A bar whose numbers are not one per fate, or a number that is negative or not finite.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        self.check()?;
        let chart = Stacked {
            heading: &self.heading,
            parts: &self.fates,
            colour: colour::fate,
            row: (70.0, 110.0),
            // Under each bar there is room for the numbers that do not fit into it.
            middle: 0.4,
            bars: self
                .bars
                .iter()
                .map(|bar| (&bar.setup, bar.numbers.as_deref()))
                .collect(),
        };
        let axis = |sheet: &mut Sheet, area: &Area| self.axis(sheet, area, language);
        Ok(
            chart.draw(language, axis, |sheet, numbers, (scale, y, row)| {
                draw_bar(sheet, numbers, (scale, y, row * 0.5));
            }),
        )
    }

    fn check(&self) -> Result<(), PictureError> {
        let check = Check("ledger");
        for numbers in self.bars.iter().filter_map(|bar| bar.numbers.as_ref()) {
            check.length("a bar's fates", self.fates.len(), numbers.len())?;
            check.lengths("a bar's numbers", numbers.iter().copied())?;
        }
        Ok(())
    }

    fn axis(&self, sheet: &mut Sheet, area: &Area, language: Language) -> Scale {
        let bars = self.bars.iter().filter_map(|bar| bar.numbers.as_ref());
        let longest = bars
            .map(|numbers| numbers.iter().sum::<f64>())
            .fold(0.0, f64::max)
            .min(f64::MAX / 2.0);
        let ruler = ticks::ruler((0.0, longest), 8, Amount::Number, language);
        let scale = Scale::linear((ruler.from, ruler.to), PLOT);
        frame::ticks_below(sheet, area, &scale, &ruler.ticks);
        frame::caption_below(sheet, area, self.caption.in_language(language));
        scale
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
