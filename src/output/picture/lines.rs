//! Lines around zero over anything that is varied: values of a factor, or more and more worlds.

use super::colour;
use super::data::{Amount, Better, Check, Estimate, Heading};
use super::error::PictureError;
use super::frame;
use super::panel::{self, Run};
use super::panel_grid::PanelGrid;
use super::scale::Scale;
use super::sheet::{Area, Place, Sheet, at};
use super::ticks::{self, Tick};
use crate::base::{Language, Text};

/// Lines of differences in panels, two or three beside one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// Title and subtitle.
    pub heading: Heading,
    /// What the lines are, and whether there is an entry for them; colours go by place.
    pub names: Vec<Text>,
    /// What the differences are from, and what bands are.
    pub caption: Text,
    /// The panels in reading order.
    pub panels: Vec<LinePanel>,
}

/// One panel.
#[derive(Debug, Clone, PartialEq)]
pub struct LinePanel {
    /// What it shows.
    pub title: Text,
    /// How differences are read.
    pub amount: Amount,
    /// Which side of zero is better.
    pub better: Better,
    /// What goes across.
    pub across: Text,
    /// Where it is marked, rising; two at least.
    pub marks: Vec<(f64, String)>,
    /// One line for each name; one that is not drawn is empty.
    pub lines: Vec<Vec<LinePoint>>,
}

/// A difference at one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LinePoint {
    /// Where, on the scale of the marks.
    pub at: f64,
    /// Setup minus baseline.
    pub difference: Estimate,
}

/// Least height of a panel (units).
const LEAST_HEIGHT: f64 = 270.0;
/// Between panels (units).
const GAP: f64 = 28.0;
/// More points than this leave no room for a dot each.
const MOST_DOTS: usize = 30;

impl Lines {
    /// Lays the chart on a sheet, as tall as its panels need.
    ///
    /// # Errors
    /// A panel whose lines are not one a name, places that do not rise, or a number that is not
    /// finite.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        self.check()?;
        let (mut sheet, top) = frame::open(&self.heading, language);
        let top = self.draw_caption(&mut sheet, top, language);
        let columns = if self.panels.len() > 4 { 3 } else { 2 };
        let grid = PanelGrid::new(self.panels.len(), columns, top, (GAP, LEAST_HEIGHT));
        for (drawn, outer) in self.panels.iter().zip(grid.areas()) {
            drawn.draw(&mut sheet, &outer, language);
        }
        grid.close(&mut sheet, language);
        Ok(sheet)
    }

    fn check(&self) -> Result<(), PictureError> {
        let check = Check("lines");
        for panel in &self.panels {
            check.length("a panel's lines", self.names.len(), panel.lines.len())?;
            let marks = || panel.marks.iter().map(|(at, _)| *at);
            check.finite("a place across", marks())?;
            check.rising("places across", marks())?;
            let numbers = panel
                .points()
                .flat_map(|point| point.difference.numbers().chain([point.at]));
            check.finite("a difference", numbers)?;
        }
        Ok(())
    }

    fn draw_caption(&self, sheet: &mut Sheet, top: f64, language: Language) -> f64 {
        let is_drawn = |place: usize| {
            let mut panels = self.panels.iter();
            panels.any(|panel| !panel.lines[place].is_empty())
        };
        let names = self.names.iter().enumerate();
        let entries: Vec<_> = names
            .filter(|(place, _)| is_drawn(*place))
            .map(|(place, name)| (frame::Swatch::Setup(place), name.in_language(language)))
            .collect();
        let top = frame::legend(sheet, top, &entries);
        let limit = frame::WIDTH - 2.0 * frame::MARGIN;
        let words = frame::CAPTION.cut(self.caption.in_language(language), limit);
        sheet.write(&words, at(frame::MARGIN, top + 6.0), frame::CAPTION);
        top + 26.0
    }
}

impl LinePanel {
    fn points(&self) -> impl Iterator<Item = &LinePoint> + Clone {
        self.lines.iter().flatten()
    }

    fn draw(&self, sheet: &mut Sheet, outer: &Area, language: Language) {
        let title = frame::PANEL.cut(self.title.in_language(language), outer.width());
        sheet.write(&title, at(outer.left, outer.top + 14.0), frame::PANEL);
        let area = Area::new(
            (outer.left + 68.0, outer.right - 8.0),
            (outer.top + 36.0, outer.bottom - 58.0),
        );
        let scales = self.axes(sheet, &area, language);
        let scales = (&scales.0, &scales.1);
        let drawn = self.lines.iter().filter(|line| !line.is_empty()).count();
        for (order, line) in self.lines.iter().enumerate().rev() {
            draw_band(sheet, line, (order, colour::band(drawn)), scales);
        }
        panel::zero_line(sheet, &area, scales.1);
        for (order, line) in self.lines.iter().enumerate().rev() {
            draw_line(sheet, line, order, scales);
        }
        let across = self.across.in_language(language);
        panel::below(sheet, &area, (self.better, across), language);
        if drawn == 0 {
            frame::no_data(sheet, &area, language);
        }
    }

    fn axes(&self, sheet: &mut Sheet, area: &Area, language: Language) -> (Scale, Scale) {
        let (low, high) = panel::reach(self.points().map(|point| point.difference));
        let ruler = ticks::ruler((low, high), 4, self.amount, language);
        let up = Scale::linear((ruler.from, ruler.to), (area.bottom, area.top));
        let first = self.marks.first().map_or(0.0, |(at, _)| *at);
        let last = self.marks.last().map_or(0.0, |(at, _)| *at);
        // Half a step of room, so that no dot lies on the frame.
        let room = 0.5 * (last - first) / self.marks.len().max(2) as f64;
        let extent = (first - room, last + room);
        let across = Scale::linear(extent, (area.left, area.right));
        panel::ground(sheet, area, &up, self.better);
        frame::ticks_left(sheet, area, &up, &ruler.ticks);
        frame::ticks_below(sheet, area, &across, &self.legible_marks(&across));
        (across, up)
    }

    /// The marks that leave one another room.
    fn legible_marks(&self, across: &Scale) -> Vec<Tick> {
        let mut marks: Vec<Tick> = Vec::new();
        let mut free_from = f64::NEG_INFINITY;
        for (value, label) in &self.marks {
            let half = frame::TICK.width(label) / 2.0;
            let place = across.place(*value);
            if place - half >= free_from {
                free_from = place + half + 6.0;
                let (value, label) = (*value, label.clone());
                marks.push(Tick { value, label });
            }
        }
        marks
    }
}

fn draw_band(
    sheet: &mut Sheet,
    line: &[LinePoint],
    colour: (usize, f64),
    scales: (&Scale, &Scale),
) {
    let bounds: Run<_> = line
        .iter()
        .filter_map(|point| Some((point.at, point.difference.interval?)))
        .collect();
    if bounds.len() > 1 {
        panel::band(sheet, &bounds, colour, scales);
    }
}

fn draw_line(sheet: &mut Sheet, line: &[LinePoint], order: usize, (across, up): (&Scale, &Scale)) {
    let place = |point: &LinePoint| at(across.place(point.at), up.place(point.difference.value));
    let places: Vec<Place> = line.iter().map(place).collect();
    frame::setup_line(sheet, &places, order, 2.25);
    if places.len() <= MOST_DOTS {
        for place in places {
            sheet.disc(place, 3.5, colour::setup(order));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_would_touch_are_left_out() {
        let panel = LinePanel {
            title: Text::new("甲", "a"),
            amount: Amount::Number,
            better: Better::Lower,
            across: Text::new("乙", "b"),
            marks: (0..200).map(|at| (f64::from(at), at.to_string())).collect(),
            lines: Vec::new(),
        };
        let across = Scale::linear((0.0, 199.0), (0.0, 300.0));
        let marks = panel.legible_marks(&across);
        assert!(marks.len() > 5 && marks.len() < 20, "{}", marks.len());
        for pair in marks.windows(2) {
            let [one, other] = pair else {
                unreachable!("windows of two")
            };
            let half = |tick: &Tick| frame::TICK.width(&tick.label) / 2.0;
            let gap = across.place(other.value) - across.place(one.value);
            assert!(gap >= half(one) + half(other));
        }
    }
}
