//! Load by township and week: one map per setup on one shared colour scale.

use super::colour::{self, AXIS, PALE};
use super::data::{Amount, Check, Heading};
use super::error::PictureError;
use super::frame;
use super::label;
use super::scale::Scale;
use super::sheet::{Align, Area, Lettering, Pen, Place, Sheet, at};
use super::ticks::{self, Ruler};
use crate::base::{Language, Text};

/// The map of one setup.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatPanel {
    /// The setup.
    pub setup: Text,
    /// One row per place, one value per week; `None` where undefined.
    pub cells: Vec<Vec<Option<f64>>>,
}

/// Maps of place by week, one per setup.
#[derive(Debug, Clone, PartialEq)]
pub struct Heat {
    /// Title and subtitle.
    pub heading: Heading,
    /// What the colours say, with its unit.
    pub caption: Text,
    /// How the values are read.
    pub amount: Amount,
    /// The places (townships) in their order.
    pub places: Vec<Text>,
    /// Weeks across.
    pub weeks: usize,
    /// One panel per setup in the study's order.
    pub panels: Vec<HeatPanel>,
}

/// How the panels are laid out.
#[derive(Debug, Clone, Copy)]
struct Grid {
    columns: usize,
    /// Height kept for the name of the setup (units).
    head: f64,
    /// Width kept for names of places (units).
    names: f64,
    /// Width and height of a cell (units).
    cell: (f64, f64),
    /// Width and height from one panel to the next (units).
    pitch: (f64, f64),
}

/// Space between columns (units).
const BETWEEN: f64 = 28.0;
/// Space over the cells, beside the lines of the setup's name (units).
const HEAD: f64 = 11.0;
/// Height of a line of the setup's name (units).
const LINE: f64 = 19.0;
/// Space under the cells (units).
const FOOT: f64 = 44.0;

impl Heat {
    /// Lays the chart on a sheet, as tall as its panels need.
    ///
    /// # Errors
    /// A panel whose rows are not one per place or whose columns are not one per week, or a
    /// number that is not finite.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        self.check()?;
        let (mut sheet, top) = frame::open(&self.heading, language);
        let ruler = self.ruler(language);
        let top = self.draw_scale(&mut sheet, top, &ruler, language);
        let grid = self.grid(top, language);
        for (index, panel) in self.panels.iter().enumerate() {
            let left = frame::MARGIN + grid.pitch.0 * (index % grid.columns) as f64;
            let upper = top + grid.pitch.1 * (index / grid.columns) as f64;
            self.draw_panel(&mut sheet, panel, (left, upper, &grid), (&ruler, language));
        }
        let rows = self.panels.len().div_ceil(grid.columns).max(1);
        sheet.height = top + grid.pitch.1 * rows as f64 + 8.0;
        if self.panels.is_empty() || self.places.is_empty() || self.weeks == 0 {
            let area = Area::new((0.0, frame::WIDTH), (top, sheet.height));
            frame::no_data(&mut sheet, &area, language);
        }
        Ok(sheet)
    }

    fn values(&self) -> impl Iterator<Item = f64> {
        let rows = self.panels.iter().flat_map(|panel| &panel.cells);
        rows.flatten().copied().flatten()
    }

    fn check(&self) -> Result<(), PictureError> {
        let check = Check("heat");
        for panel in &self.panels {
            check.length("a panel's rows", self.places.len(), panel.cells.len())?;
            for row in &panel.cells {
                check.length("a row's weeks", self.weeks, row.len())?;
            }
        }
        check.finite("a panel's cells", self.values())
    }

    /// The shared colour scale: from zero, or below if a value is.
    fn ruler(&self, language: Language) -> Ruler {
        let high = self.values().fold(0.0_f64, f64::max);
        let low = self.values().fold(0.0_f64, f64::min);
        ticks::ruler((low, high), 8, self.amount, language)
    }

    fn draw_scale(&self, sheet: &mut Sheet, top: f64, ruler: &Ruler, language: Language) -> f64 {
        const STEPS: u32 = 60;
        let caption = frame::NAME.cut(self.caption.in_language(language), 560.0);
        sheet.write(&caption, at(frame::MARGIN, top + 10.0), frame::NAME);
        let left = frame::MARGIN + (frame::NAME.width(&caption) + 28.0).round();
        let bar = Area::new((left, left + 360.0), (top + 2.0, top + 18.0));
        let wide = bar.width() / f64::from(STEPS);
        for step in 0..STEPS {
            let from = bar.left + wide * f64::from(step);
            let fill = colour::ramp((f64::from(step) + 0.5) / f64::from(STEPS));
            sheet.block(Area::new((from, from + wide), (bar.top, bar.bottom)), fill);
        }
        let scale = Scale::linear((ruler.from, ruler.to), (bar.left, bar.right));
        for tick in &ruler.ticks {
            let x = scale.place(tick.value);
            let (from, to) = (at(x, bar.bottom), at(x, bar.bottom + 4.0));
            sheet.stroke(from, to, Pen::new(1.0, AXIS));
            let lettering = frame::TICK.align(Align::Centre);
            sheet.write(&tick.label, at(x, bar.bottom + 14.0), lettering);
        }
        let gap = Area::new((bar.right + 44.0, bar.right + 62.0), (bar.top, bar.bottom));
        if self.has_gaps() {
            empty_cell(sheet, &gap);
            let words = label::NO_DATA.in_language(language);
            sheet.write(words, at(gap.right + 8.0, top + 10.0), frame::CAPTION);
        }
        bar.bottom + 34.0
    }

    fn has_gaps(&self) -> bool {
        let mut cells = self.panels.iter().flat_map(|panel| &panel.cells).flatten();
        cells.any(Option::is_none)
    }

    fn grid(&self, top: f64, language: Language) -> Grid {
        let columns = if self.panels.len() > 2 { 2 } else { 1 };
        let across = frame::WIDTH - 2.0 * frame::MARGIN + BETWEEN;
        let pitch = across / columns as f64;
        let wanted = self
            .places
            .iter()
            .map(|place| frame::CAPTION.width(place.in_language(language)))
            .fold(30.0_f64, f64::max);
        let least = wanted.min(if columns == 1 { 190.0 } else { 130.0 });
        let weeks = self.weeks.max(1) as f64;
        let wide = (pitch - BETWEEN - least - 8.0) / weeks;
        let wide = if wide >= 1.0 {
            wide.floor().min(60.0)
        } else {
            wide
        };
        let spare = pitch - BETWEEN - 8.0 - wide * weeks;
        let lines = self
            .panels
            .iter()
            .map(|panel| heading_lines(panel, pitch - BETWEEN, language).len())
            .fold(1, usize::max);
        let head = HEAD + LINE * lines as f64;
        let rows = self.panels.len().div_ceil(columns).max(1) as f64;
        let free = (frame::HEIGHT - top) / rows - head - FOOT;
        let high = (free / self.places.len().max(1) as f64).floor();
        let high = high.clamp(14.0, 30.0);
        Grid {
            columns,
            head,
            names: wanted.min(spare.max(least)),
            cell: (wide, high),
            pitch: (pitch, head + FOOT + high * self.places.len() as f64),
        }
    }

    fn draw_panel(
        &self,
        sheet: &mut Sheet,
        panel: &HeatPanel,
        (left, top, grid): (f64, f64, &Grid),
        (ruler, language): (&Ruler, Language),
    ) {
        let lines = heading_lines(panel, grid.pitch.0 - BETWEEN, language);
        for (index, line) in lines.iter().enumerate() {
            let below = (lines.len() - index) as f64;
            let y = top + grid.head - LINE * below + 1.0;
            sheet.write(line, at(left, y), frame::PANEL);
        }
        let (wide, high) = grid.cell;
        let corner = at((left + grid.names + 8.0).round(), (top + grid.head).round());
        let size = (13.0_f64).min(high - 1.5);
        let lettering = Lettering::new(size)
            .colour(colour::GREY)
            .align(Align::Right);
        for (row, (place, cells)) in self.places.iter().zip(&panel.cells).enumerate() {
            let y = corner.y + high * row as f64;
            let name = lettering.cut(place.in_language(language), grid.names);
            sheet.write(&name, at(corner.x - 8.0, y + high / 2.0), lettering);
            draw_cells(sheet, cells, (at(corner.x, y), grid.cell), ruler);
        }
        let foot = corner.y + high * self.places.len() as f64;
        self.draw_weeks(sheet, at(corner.x, foot), wide, language);
    }

    /// Week numbers under a panel, as close as they have room.
    fn draw_weeks(&self, sheet: &mut Sheet, corner: Place, wide: f64, language: Language) {
        let room = frame::TICK.width(&self.weeks.to_string()) + 10.0;
        let years = (room / (52.0 * wide)).ceil() as usize;
        let every = [1, 2, 4, 13, 26]
            .into_iter()
            .find(|&step| wide * step as f64 >= room)
            .unwrap_or(52 * years);
        let lettering = frame::TICK.align(Align::Centre);
        for week in (0..self.weeks).step_by(every) {
            let x = corner.x + wide * (week as f64 + 0.5);
            let (from, to) = (at(x, corner.y), at(x, corner.y + 4.0));
            sheet.stroke(from, to, Pen::new(1.0, AXIS));
            sheet.write(&(week + 1).to_string(), at(x, corner.y + 13.0), lettering);
        }
        let caption = label::WEEK.in_language(language);
        let lettering = frame::CAPTION.align(Align::Right);
        sheet.write(caption, at(corner.x - 8.0, corner.y + 13.0), lettering);
    }
}

/// The cells of one place.
fn draw_cells(
    sheet: &mut Sheet,
    cells: &[Option<f64>],
    (corner, (wide, high)): (Place, (f64, f64)),
    ruler: &Ruler,
) {
    let share = Scale::linear((ruler.from, ruler.to), (0.0, 1.0));
    let gap = if wide > 4.0 { 1.0 } else { 0.0 };
    for (week, cell) in cells.iter().enumerate() {
        let x = corner.x + wide * week as f64;
        let area = Area::new((x, x + wide - gap), (corner.y, corner.y + high - 1.0));
        match cell {
            Some(value) => sheet.block(area, colour::ramp(share.place(*value))),
            None => empty_cell(sheet, &area),
        }
    }
}

fn heading_lines(panel: &HeatPanel, limit: f64, language: Language) -> Vec<String> {
    frame::PANEL.wrap(panel.setup.in_language(language), limit, 2)
}

/// A cell without a value: pale with a stroke through it.
fn empty_cell(sheet: &mut Sheet, area: &Area) {
    sheet.block(*area, PALE);
    let (from, to) = (at(area.left, area.bottom), at(area.right, area.top));
    sheet.stroke(from, to, Pen::new(0.75, AXIS));
}
