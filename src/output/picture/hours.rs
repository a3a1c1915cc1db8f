//! Lines over the hours of the day, with bands.

use super::colour;
use super::data::{Amount, Check, Estimate, Heading};
use super::error::PictureError;
use super::frame;
use super::label;
use super::scale::Scale;
use super::sheet::{Align, Area, Place, Sheet, at};
use super::ticks::{self, Tick};
use crate::base::{Language, Text};

/// Hours in a day.
const DAY: usize = 24;

/// One setup over the day.
#[derive(Debug, Clone, PartialEq)]
pub struct HourLine {
    /// The setup.
    pub setup: Text,
    /// The value of each hour of the day, from 0 to 23; `None` where undefined.
    pub hours: [Option<Estimate>; DAY],
}

/// Lines by hour of day, one per setup.
#[derive(Debug, Clone, PartialEq)]
pub struct Hours {
    /// Title and subtitle.
    pub heading: Heading,
    /// What the lines show, with its unit.
    pub caption: Text,
    /// How the values are read.
    pub amount: Amount,
    /// The setups in the study's order.
    pub lines: Vec<HourLine>,
}

impl Hours {
    /// Lays the chart on a sheet.
    ///
    /// # Errors
    /// A number that is not finite.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        let numbers = self.estimates().flat_map(Estimate::numbers);
        Check("hours").finite("an hour's estimate", numbers)?;
        let (mut sheet, top) = frame::open(&self.heading, language);
        let setups = self.lines.iter().map(|line| &line.setup);
        let top = frame::setup_legend(&mut sheet, top, setups, language);
        let caption = self.caption.in_language(language);
        let caption = frame::CAPTION.cut(caption, frame::WIDTH - 2.0 * frame::MARGIN);
        sheet.write(&caption, at(frame::MARGIN, top + 10.0), frame::CAPTION);
        let area = Area::new(
            (frame::MARGIN + 64.0, frame::WIDTH - frame::MARGIN),
            (top + 32.0, frame::HEIGHT - 66.0),
        );
        let (across, up) = self.axes(&mut sheet, &area, language);
        for (order, line) in self.lines.iter().enumerate().rev() {
            let opacity = colour::band(self.lines.len());
            draw_bands(&mut sheet, line, (order, opacity), (&across, &up));
        }
        for (order, line) in self.lines.iter().enumerate().rev() {
            draw_line(&mut sheet, line, order, (&across, &up));
        }
        if self.estimates().next().is_none() {
            frame::no_data(&mut sheet, &area, language);
        }
        Ok(sheet)
    }

    fn estimates(&self) -> impl Iterator<Item = &Estimate> {
        self.lines.iter().flat_map(|line| &line.hours).flatten()
    }

    fn axes(&self, sheet: &mut Sheet, area: &Area, language: Language) -> (Scale, Scale) {
        let high = self.estimates().map(Estimate::top).fold(0.0_f64, f64::max);
        let low = self
            .estimates()
            .map(Estimate::bottom)
            .fold(0.0_f64, f64::min);
        let ruler = ticks::ruler((low, high), 6, self.amount, language);
        let up = Scale::linear((ruler.from, ruler.to), (area.bottom, area.top));
        let across = Scale::linear((0.0, 24.0), (area.left, area.right));
        let marks: Vec<Tick> = (0..=DAY)
            .step_by(2)
            .map(|hour| Tick {
                value: hour as f64,
                label: format!("{hour:02}:00"),
            })
            .collect();
        frame::ticks_left(sheet, area, &up, &ruler.ticks);
        frame::ticks_below(sheet, area, &across, &marks);
        frame::foot(sheet, area);
        let below = at(area.right, area.bottom + 40.0);
        let words = label::HOUR_OF_DAY.in_language(language);
        sheet.write(words, below, frame::CAPTION.align(Align::Right));
        (across, up)
    }
}

/// Runs of consecutive hours for which `pick` finds something.
fn runs<T>(line: &HourLine, pick: impl Fn(&Estimate) -> Option<T>) -> Vec<Vec<(f64, T)>> {
    let mut runs: Vec<Vec<(f64, T)>> = vec![Vec::new()];
    for (hour, estimate) in line.hours.iter().enumerate() {
        match (estimate.as_ref().and_then(&pick), runs.last_mut()) {
            (Some(found), Some(run)) => run.push((hour as f64 + 0.5, found)),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

fn draw_bands(
    sheet: &mut Sheet,
    line: &HourLine,
    (order, opacity): (usize, f64),
    (across, up): (&Scale, &Scale),
) {
    for run in runs(line, |estimate| estimate.interval) {
        let upper = run
            .iter()
            .map(|(hour, band)| at(across.place(*hour), up.place(band.upper)));
        let lower = run
            .iter()
            .rev()
            .map(|(hour, band)| at(across.place(*hour), up.place(band.lower)));
        let places: Vec<Place> = upper.chain(lower).collect();
        sheet.fill(places, colour::setup(order).faded(opacity));
    }
}

/// The line of a setup, with a dot for every hour.
fn draw_line(sheet: &mut Sheet, line: &HourLine, order: usize, (across, up): (&Scale, &Scale)) {
    for run in runs(line, |estimate| Some(estimate.value)) {
        let places: Vec<Place> = run
            .iter()
            .map(|(hour, value)| at(across.place(*hour), up.place(*value)))
            .collect();
        frame::setup_line(sheet, &places, order, 2.5);
        for place in places {
            sheet.disc(place, 3.5, colour::setup(order));
        }
    }
}
