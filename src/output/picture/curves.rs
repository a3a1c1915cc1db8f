//! Distribution curves: which share is done within which time.

use super::colour::AXIS;
use super::data::{Amount, Check, Heading};
use super::error::PictureError;
use super::frame;
use super::label;
use super::scale::Scale;
use super::sheet::{Align, Area, Pen, Place, Sheet, at};
use super::ticks::{self, Tick};
use crate::base::{Language, Text};

/// How the time axis runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeAxis {
    /// Equal ratios of time take equal lengths; all panels share the axis.
    Log,
    /// Equal times take equal lengths; each panel has its own axis.
    Linear,
}

/// The share that is done within a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// Time (hours).
    pub hours: f64,
    /// Share done within it, of all cases (0 to 1).
    pub share: f64,
}

/// One measured time, such as response or resolution.
#[derive(Debug, Clone, PartialEq)]
pub struct CurvePanel {
    /// What is timed.
    pub title: Text,
    /// One curve per setup in the study's order, times rising; an empty one is undefined.
    /// After its last point a curve is flat.
    pub curves: Vec<Vec<CurvePoint>>,
}

/// Cumulative distributions, one line per setup, one panel per measured time.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    /// Title and subtitle.
    pub heading: Heading,
    /// Setups in the study's order.
    pub setups: Vec<Text>,
    /// The panels in reading order.
    pub panels: Vec<CurvePanel>,
    /// How the time axis runs.
    pub axis: TimeAxis,
}

impl Curves {
    /// Lays the chart on a sheet.
    ///
    /// # Errors
    /// A panel whose curves are not one per setup, a number that is not finite, or times that
    /// go back.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        self.check()?;
        let (mut sheet, top) = frame::open(&self.heading, language);
        let top = frame::setup_legend(&mut sheet, top, self.setups.iter(), language);
        let columns = self.panels.len().clamp(1, 2);
        let rows = self.panels.len().div_ceil(columns);
        let room = (frame::HEIGHT - frame::MARGIN / 2.0 - top) / rows.clamp(1, 2) as f64;
        let wide = (frame::WIDTH - 2.0 * frame::MARGIN + 24.0) / columns as f64;
        for (index, panel) in self.panels.iter().enumerate() {
            let left = frame::MARGIN + wide * (index % columns) as f64;
            let upper = top + room * (index / columns) as f64;
            let outer = Area::new((left, left + wide - 24.0), (upper, upper + room));
            self.draw_panel(&mut sheet, panel, &outer, language);
        }
        if rows > 2 {
            sheet.height = top + room * rows as f64 + frame::MARGIN / 2.0;
        }
        if self.panels.is_empty() {
            let area = Area::new((0.0, frame::WIDTH), (top, frame::HEIGHT));
            frame::no_data(&mut sheet, &area, language);
        }
        Ok(sheet)
    }

    fn check(&self) -> Result<(), PictureError> {
        let check = Check("curves");
        for panel in &self.panels {
            check.length("a panel's curves", self.setups.len(), panel.curves.len())?;
            let points = || panel.curves.iter().flatten();
            check.finite("a curve's hours", points().map(|point| point.hours))?;
            check.finite("a curve's shares", points().map(|point| point.share))?;
            for curve in &panel.curves {
                check.rising("a curve's hours", curve.iter().map(|point| point.hours))?;
            }
        }
        Ok(())
    }

    fn draw_panel(&self, sheet: &mut Sheet, panel: &CurvePanel, outer: &Area, language: Language) {
        let title = frame::PANEL.cut(panel.title.in_language(language), outer.width());
        sheet.write(&title, at(outer.left, outer.top + 14.0), frame::PANEL);
        let caption = label::SHARE_WITHIN.in_language(language);
        sheet.write(caption, at(outer.left, outer.top + 38.0), frame::CAPTION);
        let area = Area::new(
            (outer.left + 52.0, outer.right - 12.0),
            (outer.top + 58.0, outer.bottom - 52.0),
        );
        let (across, up) = self.draw_axes(sheet, panel, &area, language);
        if panel.curves.iter().all(Vec::is_empty) {
            frame::no_data(sheet, &area, language);
        }
        for (order, curve) in panel.curves.iter().enumerate().rev() {
            let places = trace(curve, &across, &up);
            frame::setup_line(sheet, &places, order, 2.75);
        }
    }

    fn draw_axes(
        &self,
        sheet: &mut Sheet,
        panel: &CurvePanel,
        area: &Area,
        language: Language,
    ) -> (Scale, Scale) {
        let elapsed = label::ELAPSED.in_language(language);
        let below = at(area.right, area.bottom + 38.0);
        sheet.write(elapsed, below, frame::CAPTION.align(Align::Right));
        let (across, marks) = self.time_axis(panel, area, language);
        let up = Scale::linear((0.0, 1.0), (area.bottom, area.top));
        let shares = ticks::ruler((0.0, 1.0), 5, Amount::Share, language);
        frame::ticks_below(sheet, area, &across, &marks);
        frame::ticks_left(sheet, area, &up, &shares.ticks);
        let half = up.place(0.5);
        let median = [at(area.left, half), at(area.right, half)];
        sheet.dashes(&median, 4.0, Pen::new(1.25, AXIS));
        let lettering = frame::TICK.align(Align::Right);
        sheet.write("50%", at(area.left - 10.0, half), lettering);
        frame::foot(sheet, area);
        (across, up)
    }

    fn time_axis(&self, panel: &CurvePanel, area: &Area, language: Language) -> (Scale, Vec<Tick>) {
        let ends = (area.left, area.right);
        match self.axis {
            TimeAxis::Log => {
                let (low, high) = extent(self.panels.iter().flat_map(|panel| &panel.curves), 0.998);
                let scale = Scale::log(ticks::log_domain(low, high), ends);
                let marks = ticks::log_ticks(&scale, language);
                (scale, marks)
            }
            TimeAxis::Linear => {
                let (_, high) = extent(panel.curves.iter(), 0.97);
                let ruler = ticks::ruler((0.0, high), 6, Amount::Hours, language);
                (Scale::linear((ruler.from, ruler.to), ends), ruler.ticks)
            }
        }
    }
}

/// The times (hours) between which the curves do their rising: from the first hundredth to
/// where each has come to `most` of its final share.
fn extent<'a>(curves: impl Iterator<Item = &'a Vec<CurvePoint>>, most: f64) -> (f64, f64) {
    let (mut low, mut high) = (f64::INFINITY, 0.0_f64);
    for curve in curves {
        let last = curve.last().map_or(0.0, |point| point.share);
        let rising = || curve.iter().filter(|point| point.hours > 0.0);
        let begun = rising().find(|point| point.share >= 0.01);
        low = low.min(begun.map_or(low, |point| point.hours));
        let settled = rising().find(|point| point.share >= last * most);
        high = high.max(settled.map_or(0.0, |point| point.hours));
    }
    if low > high {
        (1.0, 168.0)
    } else {
        (low, high)
    }
}

/// The places of a curve up to the right edge: cut there, or flat after its last point.
fn trace(curve: &[CurvePoint], across: &Scale, up: &Scale) -> Vec<Place> {
    let (start, end) = across.domain();
    let before = curve.partition_point(|point| point.hours <= start);
    let within = curve.partition_point(|point| point.hours <= end);
    let mut places: Vec<Place> = curve[before.saturating_sub(1)..within.max(before)]
        .iter()
        .map(|point| at(across.place(point.hours), up.place(point.share)))
        .collect();
    places.dedup();
    if let Some(share) = share_at(curve, within, end) {
        places.push(at(across.place(end), up.place(share)));
    }
    places
}

/// The share at a time between the last point `within` it and the one after.
fn share_at(curve: &[CurvePoint], within: usize, hours: f64) -> Option<f64> {
    let last = curve.get(within.checked_sub(1)?)?;
    let Some(next) = curve.get(within) else {
        return Some(last.share);
    };
    let part = (hours - last.hours) / (next.hours - last.hours);
    Some(last.share + part * (next.share - last.share))
}
