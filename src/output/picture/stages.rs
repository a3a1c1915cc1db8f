//! Where the time goes, stage by stage.

use super::colour::{self, INK, PAPER};
use super::data::{Amount, Check, Heading};
use super::error::PictureError;
use super::frame;
use super::label;
use super::number::{TimeUnit, grouped, with_unit};
use super::scale::Scale;
use super::sheet::{Align, Area, Lettering, Sheet, at};
use super::stacked::{PLOT, Stacked};
use super::ticks;
use crate::base::{Language, Text};

/// The stages of one setup.
#[derive(Debug, Clone, PartialEq)]
pub struct StageBar {
    /// The setup.
    pub setup: Text,
    /// Mean time in each stage (hours), in the order of stages; `None` when undefined.
    pub hours: Option<Vec<f64>>,
}

/// Stacked bars, one per setup, one colour per stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Stages {
    /// Title and subtitle.
    pub heading: Heading,
    /// The stages in the order of a case's life.
    pub stages: Vec<Text>,
    /// The setups in the study's order.
    pub bars: Vec<StageBar>,
}

/// A bar more than this many times the next shorter one is broken off.
const LONGEST_STEP: f64 = 8.0;
/// Length of the axis over the longest whole bar, where a bar is broken off.
const ROOM_FOR_BROKEN: f64 = 1.5;

impl Stages {
    /// Lays the chart on a sheet, as tall as its bars need.
    ///
    /// # Errors
    /// A bar whose stages are not those of the list, or a time that is negative or not finite.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        self.check()?;
        let chart = Stacked {
            heading: &self.heading,
            parts: &self.stages,
            colour: colour::stage,
            row: (52.0, 96.0),
            middle: 0.5,
            bars: self
                .bars
                .iter()
                .map(|bar| (&bar.setup, bar.hours.as_deref()))
                .collect(),
        };
        let longest = self.reach();
        let unit = TimeUnit::of_extent(longest);
        let axis = |sheet: &mut Sheet, area: &Area| draw_axis(sheet, area, longest, language);
        Ok(chart.draw(language, axis, |sheet, hours, (scale, y, row)| {
            draw_bar(sheet, hours, (scale, y, row * 0.6), (unit, language));
        }))
    }

    fn check(&self) -> Result<(), PictureError> {
        let check = Check("stages");
        for hours in self.bars.iter().filter_map(|bar| bar.hours.as_ref()) {
            check.length("a bar's stages", self.stages.len(), hours.len())?;
            check.lengths("a bar's hours", hours.iter().copied())?;
        }
        Ok(())
    }

    /// Length the axis must show (hours). Where work is left open for ever, a bar can be hundreds of
    /// times the others; it is then broken off, or nothing could be read from the rest.
    fn reach(&self) -> f64 {
        let totals = self.bars.iter().filter_map(|bar| bar.hours.as_ref());
        let mut totals: Vec<f64> = totals.map(|hours| hours.iter().sum()).collect();
        totals.sort_by(f64::total_cmp);
        let mut reach = totals.first().copied().unwrap_or(0.0);
        for total in totals {
            if reach > 0.0 && total > LONGEST_STEP * reach {
                return reach * ROOM_FOR_BROKEN;
            }
            reach = total;
        }
        reach
    }
}

fn draw_axis(sheet: &mut Sheet, area: &Area, longest: f64, language: Language) -> Scale {
    let ruler = ticks::ruler((0.0, longest), 8, Amount::Hours, language);
    let scale = Scale::linear((ruler.from, ruler.to), PLOT);
    frame::ticks_below(sheet, area, &scale, &ruler.ticks);
    frame::caption_below(sheet, area, label::MEAN_TIME.in_language(language));
    scale
}

/// Two slanting cuts through a bar that goes on beyond the axis.
fn draw_break(sheet: &mut Sheet, x: f64, (y, thick): (f64, f64)) {
    let (top, bottom) = (y - thick / 2.0, y + thick / 2.0);
    for left in [x, x + 9.0] {
        let corners = vec![
            at(left + 6.0, top),
            at(left + 10.0, top),
            at(left + 4.0, bottom),
            at(left, bottom),
        ];
        sheet.fill(corners, PAPER);
    }
}

/// One stacked bar: its stages, their numbers where they fit, and the total.
fn draw_bar(
    sheet: &mut Sheet,
    hours: &[f64],
    (scale, y, thick): (&Scale, f64, f64),
    (unit, language): (TimeUnit, Language),
) {
    let inside = Lettering::new(13.0).align(Align::Centre);
    let mut done = 0.0;
    for (order, &span) in hours.iter().enumerate() {
        let (left, right) = (scale.place(done), scale.place(done + span));
        done += span;
        let area = Area::new((left, right), (y - thick / 2.0, y + thick / 2.0));
        let fill = colour::stage(order);
        sheet.block(area, fill);
        let rim = Area::new((right - 1.0, right), (area.top, area.bottom));
        if area.width() > 3.0 {
            sheet.block(rim, PAPER);
        }
        let words = grouped(span / unit.hours(), 1);
        if inside.width(&words) + 8.0 < area.width() {
            let ink = if fill.is_dark() { PAPER } else { INK };
            sheet.write(&words, area.middle(), inside.colour(ink));
        }
    }
    if done > scale.to() {
        draw_break(sheet, scale.place(done) - 22.0, (y, thick));
    }
    let total = with_unit(&grouped(done / unit.hours(), 1), unit, language);
    let lettering = frame::NAME.bold();
    sheet.write_on_paper(&total, at(scale.place(done) + 10.0, y), lettering);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(totals: &[f64]) -> Stages {
        let text = || Text::new("甲", "a");
        Stages {
            heading: Heading {
                title: text(),
                subtitle: text(),
            },
            stages: vec![text()],
            bars: totals
                .iter()
                .map(|total| StageBar {
                    setup: text(),
                    hours: Some(vec![*total]),
                })
                .collect(),
        }
    }

    #[test]
    fn a_bar_far_beyond_the_others_leaves_them_readable() {
        let near = |reach: f64, expected: f64| (reach - expected).abs() < 1e-9;
        assert!(near(chart(&[20.0, 24.0, 2_964.0]).reach(), 36.0));
        assert!(near(chart(&[20.0, 24.0, 100.0]).reach(), 100.0));
        assert!(near(chart(&[2_964.0]).reach(), 2_964.0));
        assert!(near(chart(&[0.0, 5.0]).reach(), 5.0));
        assert!(near(chart(&[]).reach(), 0.0));
    }
}
