//! Panels of one size beside and below one another, and the height they need.

use super::frame;
use super::sheet::{Area, Sheet};
use crate::base::Language;

/// Below the last row (units).
const FOOT: f64 = 24.0;

/// Where the panels of a chart go, row by row.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PanelGrid {
    panels: usize,
    columns: usize,
    top: f64,
    high: f64,
    gap: f64,
}

impl PanelGrid {
    /// So many panels below `top`, so many beside one another at most and `gap` apart, each as
    /// high as the usual sheet has room for and never lower than `least` (units).
    pub fn new(panels: usize, columns: usize, top: f64, (gap, least): (f64, f64)) -> Self {
        let columns = panels.clamp(1, columns);
        let rows = rows(panels, columns);
        Self {
            panels,
            columns,
            top,
            high: ((frame::HEIGHT - top - FOOT) / rows).max(least),
            gap,
        }
    }

    /// The areas in reading order.
    pub fn areas(&self) -> impl Iterator<Item = Area> {
        let wide = (frame::WIDTH - 2.0 * frame::MARGIN + self.gap) / self.columns as f64;
        (0..self.panels).map(move |index| {
            let left = frame::MARGIN + wide * (index % self.columns) as f64;
            let upper = self.top + self.high * (index / self.columns) as f64;
            Area::new((left, left + wide - self.gap), (upper, upper + self.high))
        })
    }

    /// Makes the sheet as tall as the panels need; without panels it says that there are no data.
    pub fn close(&self, sheet: &mut Sheet, language: Language) {
        sheet.height = self.top + self.high * rows(self.panels, self.columns) + FOOT;
        if self.panels == 0 {
            let area = Area::new((0.0, frame::WIDTH), (self.top, sheet.height));
            frame::no_data(sheet, &area, language);
        }
    }
}

/// How many rows there are; the room of one where there is no panel.
fn rows(panels: usize, columns: usize) -> f64 {
    panels.div_ceil(columns).max(1) as f64
}
