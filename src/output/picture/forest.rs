//! Paired differences from the baseline with their intervals.

use super::colour::{self, AXIS, GOOD, GREY, GRID, PALE};
use super::data::{Amount, Better, Check, Heading, Interval};
use super::error::PictureError;
use super::frame;
use super::label::{self, Label};
use super::scale::Scale;
use super::sheet::{Align, Area, Lettering, Pen, Sheet, at};
use super::ticks::{self, Ruler, Tick};
use crate::base::{Language, Text};

/// What is known of one difference (setup minus baseline).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Difference {
    /// An estimate with its 95 % interval.
    Interval {
        /// The mean difference.
        estimate: f64,
        /// Its bounds.
        interval: Interval,
    },
    /// An estimate from fewer than two pairs: no interval.
    Point {
        /// The difference.
        estimate: f64,
    },
    /// Too many cases were unfinished for a fair number.
    Censored,
    /// No pair had a value.
    Undefined,
}

impl Difference {
    fn numbers(self) -> Vec<f64> {
        match self {
            Self::Interval { estimate, interval } => {
                vec![interval.lower, estimate, interval.upper]
            }
            Self::Point { estimate } => vec![estimate],
            Self::Censored | Self::Undefined => Vec::new(),
        }
    }
}

/// One setup against the baseline in one metric.
#[derive(Debug, Clone, PartialEq)]
pub struct ForestRow {
    /// The setup's place in the study's order.
    pub setup: usize,
    /// The difference.
    pub difference: Difference,
    /// The difference in words, such as "faster by 2.1 h (1.7 to 2.5)".
    pub words: Text,
}

/// One metric, on a scale of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct ForestPanel {
    /// The metric, its statistic and unit.
    pub metric: Text,
    /// The baseline's value in words.
    pub baseline: Option<Text>,
    /// How its numbers are read.
    pub amount: Amount,
    /// Which side of zero is better.
    pub better: Better,
    /// One row per setup other than the baseline.
    pub rows: Vec<ForestRow>,
}

/// Differences from the baseline, one panel per metric, zero on one vertical line.
#[derive(Debug, Clone, PartialEq)]
pub struct Forest {
    /// Title and subtitle.
    pub heading: Heading,
    /// All setups in the study's order.
    pub setups: Vec<Text>,
    /// The baseline's place in that order.
    pub baseline: usize,
    /// The panels in reading order.
    pub panels: Vec<ForestPanel>,
}

/// Edges of the plotting column (units).
const PLOT: (f64, f64) = (330.0, 770.0);
/// Left edge of the column of words (units).
const WORDS: f64 = 800.0;
/// Height of a panel's heading (units).
const HEAD: f64 = 30.0;
/// Height of a panel's ticks (units).
const TICKS: f64 = 46.0;

impl Forest {
    /// Lays the chart on a sheet, as tall as its rows need.
    ///
    /// # Errors
    /// A setup that is not in the list, or a number that is not finite.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        self.check()?;
        let (mut sheet, top) = frame::open(&self.heading, language);
        let mut y = self.draw_caption(&mut sheet, top, language);
        let rows: usize = self.panels.iter().map(|panel| panel.rows.len()).sum();
        let room = frame::HEIGHT - y - (HEAD + TICKS) * self.panels.len() as f64;
        let step = (room / rows.max(1) as f64).clamp(30.0, 46.0);
        for panel in &self.panels {
            y = self.draw_panel(&mut sheet, panel, (y, step), language);
        }
        if rows == 0 {
            let area = Area::new((0.0, frame::WIDTH), (y, y + 120.0));
            frame::no_data(&mut sheet, &area, language);
            y = area.bottom;
        }
        sheet.height = y + 8.0;
        Ok(sheet)
    }

    fn check(&self) -> Result<(), PictureError> {
        let check = Check("forest");
        let orders = self.panels.iter().flat_map(|panel| &panel.rows);
        let named = orders.clone().map(|row| row.setup + 1).max().unwrap_or(0);
        let named = named.max(self.baseline + 1);
        check.length(
            "the list of setups",
            self.setups.len().max(named),
            self.setups.len(),
        )?;
        let numbers = orders.flat_map(|row| row.difference.numbers());
        check.finite("a difference", numbers)
    }

    /// "Difference from" and the baseline's name over the plotting column.
    fn draw_caption(&self, sheet: &mut Sheet, top: f64, language: Language) -> f64 {
        let name = self.setups[self.baseline].in_language(language);
        let words = label::DIFFERENCE.in_language(language).replace("{}", name);
        let words = frame::NAME.cut(&words, frame::WIDTH - 2.0 * frame::MARGIN);
        sheet.write(&words, at(frame::MARGIN, top + 6.0), frame::NAME);
        top + 30.0
    }

    fn draw_panel(
        &self,
        sheet: &mut Sheet,
        panel: &ForestPanel,
        (top, step): (f64, f64),
        language: Language,
    ) -> f64 {
        draw_head(sheet, panel, top, language);
        let upper = top + HEAD;
        let area = Area::new(PLOT, (upper, upper + step * panel.rows.len() as f64));
        let ruler = ruler_of(panel, language);
        let scale = Scale::linear((ruler.from, ruler.to), PLOT);
        ground(sheet, &area, &scale, panel.better);
        frame::ticks_below(sheet, &area, &scale, &ruler.ticks);
        let zero = scale.place(0.0);
        sheet.stroke(
            at(zero, area.top),
            at(zero, area.bottom),
            Pen::new(1.5, AXIS),
        );
        let names = side_names(panel.better);
        sides(sheet, area.bottom, &ruler, names, language);
        for (index, row) in panel.rows.iter().enumerate() {
            let y = area.top + step * (index as f64 + 0.5);
            self.draw_row(sheet, row, (&scale, y), language);
        }
        area.bottom + TICKS
    }

    fn draw_row(
        &self,
        sheet: &mut Sheet,
        row: &ForestRow,
        (scale, y): (&Scale, f64),
        language: Language,
    ) {
        let small = Lettering::new(13.0);
        let limit = PLOT.0 - frame::MARGIN - 16.0;
        let name = small.wrap(self.setups[row.setup].in_language(language), limit, 2);
        sheet.write_lines(&name, at(frame::MARGIN, y), small);
        let limit = frame::WIDTH - frame::MARGIN - WORDS;
        let words = small.wrap(row.words.in_language(language), limit, 2);
        sheet.write_lines(&words, at(WORDS, y), small);
        draw_difference(sheet, row, (scale, y), language);
    }
}

fn draw_difference(
    sheet: &mut Sheet,
    row: &ForestRow,
    (scale, y): (&Scale, f64),
    language: Language,
) {
    let colour = colour::setup(row.setup);
    match row.difference {
        Difference::Interval { estimate, interval } => {
            let ends = (scale.place(interval.lower), scale.place(interval.upper));
            frame::whisker(sheet, ends, y, Pen::new(2.5, colour));
            sheet.disc(at(scale.place(estimate), y), 5.5, colour);
        }
        Difference::Point { estimate } => {
            let x = scale.place(estimate);
            sheet.ring(at(x, y), 5.5, colour);
            remark(sheet, (x, y), label::NO_INTERVAL, language);
        }
        Difference::Censored => across(sheet, y, label::CENSORED, language),
        Difference::Undefined => across(sheet, y, label::UNDEFINED, language),
    }
}

/// A rule, the metric, and the baseline's value.
fn draw_head(sheet: &mut Sheet, panel: &ForestPanel, top: f64, language: Language) {
    let right = frame::WIDTH - frame::MARGIN;
    let (from, to) = (at(frame::MARGIN, top), at(right, top));
    sheet.stroke(from, to, Pen::new(1.0, GRID));
    let limit = WORDS - frame::MARGIN - 20.0;
    let metric = frame::PANEL.cut(panel.metric.in_language(language), limit);
    sheet.write(&metric, at(frame::MARGIN, top + 16.0), frame::PANEL);
    if let Some(baseline) = &panel.baseline {
        let words = frame::CAPTION.cut(baseline.in_language(language), right - WORDS);
        sheet.write(&words, at(WORDS, top + 16.0), frame::CAPTION);
    }
}

/// A ruler around zero that holds every bound of a panel.
fn ruler_of(panel: &ForestPanel, language: Language) -> Ruler {
    let reach = panel
        .rows
        .iter()
        .flat_map(|row| row.difference.numbers())
        .fold(0.0_f64, |reach, number| reach.max(number.abs()));
    ticks::difference_ruler(reach, panel.amount, language)
}

/// Tints the better half.
fn ground(sheet: &mut Sheet, area: &Area, scale: &Scale, better: Better) {
    let zero = scale.place(0.0);
    let (left, right) = match better {
        Better::Lower => (GOOD, PALE),
        Better::Higher => (PALE, GOOD),
        Better::Neither => (PALE, PALE),
    };
    let rows = (area.top, area.bottom);
    sheet.block(Area::new((area.left, zero), rows), left);
    sheet.block(Area::new((zero, area.right), rows), right);
}

/// Names both sides beside the ticks.
fn sides(sheet: &mut Sheet, bottom: f64, ruler: &Ruler, words: (Label, Label), language: Language) {
    let y = bottom + 16.0;
    let half = |tick: Option<&Tick>| {
        tick.map_or(0.0, |tick| frame::TICK.width(&tick.label) / 2.0)
            .max(18.0)
    };
    let left = format!("← {}", words.0.in_language(language));
    let lettering = frame::CAPTION.align(Align::Right);
    sheet.write(
        &left,
        at(PLOT.0 - half(ruler.ticks.first()) - 9.0, y),
        lettering,
    );
    let right = format!("{} →", words.1.in_language(language));
    let x = WORDS.max(PLOT.1 + half(ruler.ticks.last()) + 9.0);
    sheet.write(&right, at(x, y), frame::CAPTION);
}

/// What to call the lower and the higher side.
fn side_names(better: Better) -> (Label, Label) {
    match better {
        Better::Lower => (label::BETTER, label::WORSE),
        Better::Higher => (label::WORSE, label::BETTER),
        Better::Neither => (label::LOWER, label::HIGHER),
    }
}

/// A remark beside a mark: away from zero, or towards it where the plot ends.
fn remark(sheet: &mut Sheet, (x, y): (f64, f64), words: Label, language: Language) {
    let words = words.in_language(language);
    let lettering = Lettering::new(12.0).colour(GREY);
    let reach = lettering.width(words) + 16.0;
    let is_left = x <= f64::midpoint(PLOT.0, PLOT.1);
    let goes_left = if is_left {
        x - reach > PLOT.0
    } else {
        x + reach > PLOT.1
    };
    let (x, align) = if goes_left {
        (x - 12.0, Align::Right)
    } else {
        (x + 12.0, Align::Left)
    };
    sheet.write(words, at(x, y), lettering.align(align));
}

/// A dashed line across the row with a remark right of zero, where no number is honest.
fn across(sheet: &mut Sheet, y: f64, words: Label, language: Language) {
    let lettering = Lettering::new(12.0).colour(GREY);
    let words = words.in_language(language);
    let start = f64::midpoint(PLOT.0, PLOT.1) + 12.0;
    let end = start + lettering.width(words) + 10.0;
    let pen = Pen::new(1.25, AXIS);
    sheet.dashes(&[at(PLOT.0 + 10.0, y), at(start - 20.0, y)], 5.0, pen);
    sheet.dashes(&[at(end, y), at(PLOT.1 - 10.0, y)], 5.0, pen);
    sheet.write(words, at(start, y), lettering);
}
