//! Weeks since the switch: differences from the baseline before and after setups take over.

use super::colour::{self, INK};
use super::data::{Amount, Better, Check, Estimate, Heading};
use super::error::PictureError;
use super::frame;
use super::label;
use super::panel::{self, Run};
use super::panel_grid::PanelGrid;
use super::scale::Scale;
use super::sheet::{Area, Pen, Place, Sheet, at};
use super::ticks::{self, Tick};
use crate::base::{Language, Text};

/// One metric, week by week.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekPanel {
    /// The metric with its unit.
    pub metric: Text,
    /// How its differences are read.
    pub amount: Amount,
    /// Which side of zero is better.
    pub better: Better,
    /// One line per setup in the study's order; the baseline's and an undefined one are empty.
    pub lines: Vec<Vec<WeekPoint>>,
}

/// The difference of one week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekPoint {
    /// Weeks since the switch; those before it are negative.
    pub week: i64,
    /// Setup minus baseline.
    pub difference: Estimate,
}

/// Lines over the weeks before and after the switch, one panel per metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Weeks {
    /// Title and subtitle.
    pub heading: Heading,
    /// All setups in the study's order.
    pub setups: Vec<Text>,
    /// The baseline's place in that order.
    pub baseline: usize,
    /// The panels in reading order.
    pub panels: Vec<WeekPanel>,
}

/// Least height of a panel (units).
const LEAST_HEIGHT: f64 = 250.0;
/// Between panels (units).
const GAP: f64 = 32.0;

impl Weeks {
    /// Lays the chart on a sheet, as tall as its panels need.
    ///
    /// # Errors
    /// A panel whose lines are not one per setup, a baseline that is not in the list, or a number
    /// that is not finite.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        self.check()?;
        let (mut sheet, top) = frame::open(&self.heading, language);
        let top = self.caption(&mut sheet, top, language);
        let grid = PanelGrid::new(self.panels.len(), 2, top, (GAP, LEAST_HEIGHT));
        for (panel, outer) in self.panels.iter().zip(grid.areas()) {
            self.draw_panel(&mut sheet, panel, &outer, language);
        }
        grid.close(&mut sheet, language);
        Ok(sheet)
    }

    fn check(&self) -> Result<(), PictureError> {
        let check = Check("weeks");
        let least = self.setups.len().max(self.baseline + 1);
        check.length("the list of setups", least, self.setups.len())?;
        for panel in &self.panels {
            check.length("a panel's lines", self.setups.len(), panel.lines.len())?;
            let numbers = points(panel).flat_map(|point| point.difference.numbers());
            check.finite("a week's difference", numbers)?;
        }
        Ok(())
    }

    /// The legend of the setups compared, and what they are compared with.
    fn caption(&self, sheet: &mut Sheet, top: f64, language: Language) -> f64 {
        let setups = self.setups.iter().enumerate();
        let entries: Vec<_> = setups
            .filter(|(place, _)| *place != self.baseline)
            .map(|(place, name)| (frame::Swatch::Setup(place), name.in_language(language)))
            .collect();
        let top = frame::legend(sheet, top, &entries);
        let name = self.setups[self.baseline].in_language(language);
        let words = label::DIFFERENCE_BY_WEEK.in_language(language);
        let words = words.replace("{}", name);
        let words = frame::CAPTION.cut(&words, frame::WIDTH - 2.0 * frame::MARGIN);
        sheet.write(&words, at(frame::MARGIN, top + 6.0), frame::CAPTION);
        top + 26.0
    }

    fn draw_panel(&self, sheet: &mut Sheet, drawn: &WeekPanel, outer: &Area, language: Language) {
        let title = frame::PANEL.cut(drawn.metric.in_language(language), outer.width());
        sheet.write(&title, at(outer.left, outer.top + 14.0), frame::PANEL);
        let area = Area::new(
            (outer.left + 68.0, outer.right - 8.0),
            (outer.top + 36.0, outer.bottom - 58.0),
        );
        let (across, up) = self.axes(sheet, drawn, &area, language);
        for (order, line) in drawn.lines.iter().enumerate().rev() {
            let opacity = colour::band(self.setups.len() - 1);
            draw_band(sheet, line, (order, opacity), (&across, &up));
        }
        panel::zero_line(sheet, &area, &up);
        for (order, line) in drawn.lines.iter().enumerate().rev() {
            draw_line(sheet, line, order, (&across, &up));
        }
        let across_words = label::WEEKS_SINCE.in_language(language);
        panel::below(sheet, &area, (drawn.better, across_words), language);
        if points(drawn).next().is_none() {
            frame::no_data(sheet, &area, language);
        }
    }

    fn axes(
        &self,
        sheet: &mut Sheet,
        drawn: &WeekPanel,
        area: &Area,
        language: Language,
    ) -> (Scale, Scale) {
        let (low, high) = panel::reach(points(drawn).map(|point| point.difference));
        let ruler = ticks::ruler((low, high), 4, drawn.amount, language);
        let up = Scale::linear((ruler.from, ruler.to), (area.bottom, area.top));
        let (first, last) = self.extent();
        let across = Scale::linear((first as f64, last as f64), (area.left, area.right));
        panel::ground(sheet, area, &up, drawn.better);
        frame::ticks_left(sheet, area, &up, &ruler.ticks);
        frame::ticks_below(sheet, area, &across, &week_ticks((first, last)));
        if first < 0 {
            let x = across.place(0.0);
            let ends = [at(x, area.top - 6.0), at(x, area.bottom)];
            sheet.dashes(&ends, 5.0, Pen::new(1.75, INK));
        }
        (across, up)
    }

    /// The first week of all panels, and the week after the last.
    fn extent(&self) -> (i64, i64) {
        let weeks = || self.panels.iter().flat_map(points).map(|point| point.week);
        let first = weeks().min().unwrap_or(0).min(0);
        (first, weeks().max().unwrap_or(0).max(first) + 1)
    }
}

fn points(panel: &WeekPanel) -> impl Iterator<Item = &WeekPoint> + Clone {
    panel.lines.iter().flatten()
}

/// Ticks at every so many weeks, the switch among them, at most a dozen.
fn week_ticks((first, last): (i64, i64)) -> Vec<Tick> {
    const STEPS: [i64; 6] = [1, 2, 4, 13, 26, 52];
    let weeks = last - first;
    let step = STEPS.into_iter().find(|step| weeks / step <= 12);
    let step = step.unwrap_or_else(|| (weeks / 12).max(1));
    let from = -(-first).div_euclid(step);
    (from..=last.div_euclid(step))
        .map(|index| {
            let week = index * step;
            let sign = if week < 0 { "−" } else { "" };
            Tick {
                value: week as f64,
                label: format!("{sign}{}", week.abs()),
            }
        })
        .collect()
}

/// Runs of consecutive weeks for which `pick` finds something, at the middle of each week.
fn runs<T>(line: &[WeekPoint], pick: impl Fn(&Estimate) -> Option<T>) -> Vec<Run<T>> {
    let mut runs: Vec<Run<T>> = Vec::new();
    let mut before = None;
    for point in line {
        let Some(found) = pick(&point.difference) else {
            continue;
        };
        let found = (point.week as f64 + 0.5, found);
        match runs.last_mut() {
            Some(run) if before == Some(point.week - 1) => run.push(found),
            _ => runs.push(vec![found]),
        }
        before = Some(point.week);
    }
    runs
}

fn draw_band(
    sheet: &mut Sheet,
    line: &[WeekPoint],
    (order, opacity): (usize, f64),
    (across, up): (&Scale, &Scale),
) {
    for run in runs(line, |difference| difference.interval) {
        panel::band(sheet, &run, (order, opacity), (across, up));
    }
}

fn draw_line(sheet: &mut Sheet, line: &[WeekPoint], order: usize, (across, up): (&Scale, &Scale)) {
    /// More weeks than this leave no room for a dot each.
    const MOST_DOTS: usize = 30;
    for run in runs(line, |difference| Some(difference.value)) {
        let places: Vec<Place> = run
            .iter()
            .map(|(week, value)| at(across.place(*week), up.place(*value)))
            .collect();
        frame::setup_line(sheet, &places, order, 2.25);
        if line.len() <= MOST_DOTS || places.len() == 1 {
            for place in places {
                sheet.disc(place, 3.5, colour::setup(order));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_hold_the_switch_and_stay_within_the_weeks() {
        for (weeks, expected) in [
            ((-2, 3), vec![-2.0, -1.0, 0.0, 1.0, 2.0, 3.0]),
            (
                (-5, 12),
                vec![-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0],
            ),
            ((0, 1), vec![0.0, 1.0]),
        ] {
            let values: Vec<f64> = week_ticks(weeks).iter().map(|tick| tick.value).collect();
            assert_eq!(values, expected);
        }
        let long = week_ticks((-52, 52));
        assert_eq!(long.len(), 9);
        assert_eq!((long[0].value, long[0].label.as_str()), (-52.0, "−52"));
        assert!(week_ticks((0, 4_000)).len() < 20);
    }

    #[test]
    fn a_week_without_a_value_breaks_the_line() {
        let point = |week| WeekPoint {
            week,
            difference: Estimate::between(1.0, 0.0, 2.0),
        };
        let line = [point(-1), point(0), point(2)];
        let runs = runs(&line, |difference| Some(difference.value));
        let lengths: Vec<usize> = runs.iter().map(Vec::len).collect();
        assert_eq!(lengths, [2, 1]);
    }
}
