//! Busy share per role: bars with intervals, one per setup.

use super::colour::{self, AXIS, INK};
use super::data::{Amount, Check, Estimate, Heading};
use super::error::PictureError;
use super::frame::{self, Swatch};
use super::label;
use super::number;
use super::scale::Scale;
use super::sheet::{Align, Area, Pen, Sheet, at};
use super::ticks;
use crate::base::{Language, Text};

/// The bars of one role.
#[derive(Debug, Clone, PartialEq)]
pub struct BarGroup {
    /// The role.
    pub role: Text,
    /// One estimate per setup in the study's order; `None` where undefined.
    pub bars: Vec<Option<Estimate>>,
}

/// Bars per role and setup.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// Title and subtitle.
    pub heading: Heading,
    /// What the bars show, with its unit.
    pub caption: Text,
    /// How the values are read.
    pub amount: Amount,
    /// Setups in the study's order.
    pub setups: Vec<Text>,
    /// The roles in reading order.
    pub groups: Vec<BarGroup>,
}

/// Edges of the plotting column (units); the numbers stand to the right of the bars.
const PLOT: (f64, f64) = (230.0, 950.0);
/// Free height between groups (units).
const BETWEEN: f64 = 22.0;

impl Bars {
    /// Lays the chart on a sheet, as tall as its bars need.
    ///
    /// # Errors
    /// A group whose bars are not one per setup, or a number that is not finite or below zero.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        self.check()?;
        let (mut sheet, top) = frame::open(&self.heading, language);
        let top = self.legend(&mut sheet, top, language);
        let groups = self.groups.len().max(1) as f64;
        let bars = groups * self.setups.len().max(1) as f64;
        let room = frame::HEIGHT - top - 70.0 - groups * BETWEEN;
        let thick = (room / bars).clamp(18.0, 34.0);
        let pitch = thick * self.setups.len().max(1) as f64 + BETWEEN;
        let area = Area::new(PLOT, (top, top + pitch * groups));
        let scale = self.axis(&mut sheet, &area, language);
        for (index, group) in self.groups.iter().enumerate() {
            let upper = area.top + pitch * index as f64 + BETWEEN / 2.0;
            draw_group(
                &mut sheet,
                group,
                (upper, thick),
                (&scale, self.amount, language),
            );
        }
        let axis = Area::new((area.left - 1.0, area.left), (area.top, area.bottom));
        sheet.block(axis, AXIS);
        if self.groups.is_empty() || self.setups.is_empty() {
            frame::no_data(&mut sheet, &area, language);
        }
        sheet.height = area.bottom + 66.0;
        Ok(sheet)
    }

    fn legend(&self, sheet: &mut Sheet, top: f64, language: Language) -> f64 {
        let names = self.setups.iter().map(|name| name.in_language(language));
        let entries: Vec<(Swatch, &str)> = names
            .enumerate()
            .map(|(order, name)| (Swatch::Area(colour::setup(order)), name))
            .collect();
        frame::legend(sheet, top, &entries) + 4.0
    }

    fn estimates(&self) -> impl Iterator<Item = &Estimate> + Clone {
        self.groups.iter().flat_map(|group| &group.bars).flatten()
    }

    fn check(&self) -> Result<(), PictureError> {
        let check = Check("bars");
        for group in &self.groups {
            check.length("a role's bars", self.setups.len(), group.bars.len())?;
        }
        let numbers = self.estimates().flat_map(Estimate::numbers);
        check.finite("a bar's estimate", numbers)?;
        check.lengths("a bar", self.estimates().map(|estimate| estimate.value))
    }

    fn axis(&self, sheet: &mut Sheet, area: &Area, language: Language) -> Scale {
        let high = self.estimates().map(Estimate::top).fold(0.0_f64, f64::max);
        let ruler = ticks::ruler((0.0, high), 8, self.amount, language);
        let scale = Scale::linear((ruler.from, ruler.to), PLOT);
        frame::ticks_below(sheet, area, &scale, &ruler.ticks);
        frame::caption_below(sheet, area, self.caption.in_language(language));
        scale
    }
}

fn draw_group(
    sheet: &mut Sheet,
    group: &BarGroup,
    (top, thick): (f64, f64),
    (scale, amount, language): (&Scale, Amount, Language),
) {
    let middle = top + thick * group.bars.len() as f64 / 2.0;
    let name = frame::NAME.bold().align(Align::Right);
    let lines = name.wrap(
        group.role.in_language(language),
        PLOT.0 - frame::MARGIN - 16.0,
        3,
    );
    sheet.write_lines(&lines, at(PLOT.0 - 16.0, middle), name);
    for (order, bar) in group.bars.iter().enumerate() {
        let y = top + thick * (order as f64 + 0.5);
        let Some(estimate) = bar else {
            let words = label::NO_DATA.in_language(language);
            sheet.write(words, at(PLOT.0 + 10.0, y), frame::CAPTION);
            continue;
        };
        let rows = (y - thick / 2.0 + 1.5, y + thick / 2.0 - 1.5);
        let right = scale.place(estimate.value);
        sheet.block(Area::new((PLOT.0, right), rows), colour::setup(order));
        let mut end = right;
        if let Some(interval) = estimate.interval {
            let ends = (scale.place(interval.lower), scale.place(interval.upper));
            frame::whisker_on_bar(sheet, ends, y, Pen::new(1.5, INK));
            end = end.max(ends.1);
        }
        let words = words_of(estimate, amount, language);
        sheet.write_on_paper(&words, at(end + 14.0, y), frame::CAPTION.colour(INK));
    }
}

/// "75.1% (74.2%–76.0%)", or the value with the remark that it has no interval.
fn words_of(estimate: &Estimate, amount: Amount, language: Language) -> String {
    let one = |value| number::amount(value, amount, language);
    let bounds = match estimate.interval {
        Some(interval) => format!("{}–{}", one(interval.lower), one(interval.upper)),
        None => label::NO_INTERVAL.in_language(language).to_owned(),
    };
    let (open, close) = language.choose(("（", "）"), (" (", ")"));
    format!("{}{open}{bounds}{close}", one(estimate.value))
}
