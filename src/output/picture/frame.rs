//! What every chart has: heading, legend, axes.

use super::colour::{self, AXIS, Colour, GREY, GRID, PAPER};
use super::data::Heading;
use super::label;
use super::scale::Scale;
use super::sheet::{Align, Area, Lettering, Pen, Place, Sheet, at};
use super::ticks::{self, Tick};
use crate::base::{Language, Text};

/// Width of every sheet (units).
pub const WIDTH: f64 = 1_200.0;
/// Usual height of a sheet (units); many rows make it taller, few rows shorter.
pub const HEIGHT: f64 = 750.0;
/// Free border (units).
pub const MARGIN: f64 = 40.0;

const TITLE: Lettering = Lettering::new(25.0).bold();
const SUBTITLE: Lettering = Lettering::new(15.0).colour(GREY);
/// Names of panels.
pub const PANEL: Lettering = Lettering::new(16.0).bold();
/// Names of rows and legend entries.
pub const NAME: Lettering = Lettering::new(14.0);
/// Captions of axes.
pub const CAPTION: Lettering = Lettering::new(13.0).colour(GREY);
/// Labels of ticks.
pub const TICK: Lettering = Lettering::new(ticks::SIZE).colour(GREY);

/// A blank sheet with its heading; returns it with the height where the chart may begin.
pub fn open(heading: &Heading, language: Language) -> (Sheet, f64) {
    let limit = WIDTH - 2.0 * MARGIN;
    let title = heading.title.in_language(language);
    let mut sheet = Sheet {
        width: WIDTH,
        height: HEIGHT,
        title: title.to_owned(),
        marks: Vec::new(),
    };
    let mut y = 42.0;
    for line in TITLE.wrap(title, limit, 2) {
        sheet.write(&line, at(MARGIN, y), TITLE);
        y += 32.0;
    }
    for line in SUBTITLE.wrap(heading.subtitle.in_language(language), limit, 2) {
        sheet.write(&line, at(MARGIN, y), SUBTITLE);
        y += 21.0;
    }
    (sheet, y + 8.0)
}

/// How a legend shows an entry.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Swatch {
    /// The line of the setup with this place in the order.
    Setup(usize),
    /// A filled area.
    Area(Colour),
}

impl Swatch {
    fn width(self) -> f64 {
        match self {
            Self::Setup(_) => 26.0,
            Self::Area(_) => 18.0,
        }
    }
}

/// Writes a legend in as many lines as it needs; returns the height below it.
pub fn legend(sheet: &mut Sheet, top: f64, entries: &[(Swatch, &str)]) -> f64 {
    const GAP: f64 = 30.0;
    let limit = WIDTH - 2.0 * MARGIN;
    let (mut x, mut y) = (MARGIN, top + 10.0);
    for (swatch, words) in entries {
        let mark = swatch.width();
        let words = NAME.cut(words, limit - mark - 8.0);
        let reach = mark + 8.0 + NAME.width(&words);
        if x > MARGIN && x + reach > MARGIN + limit {
            (x, y) = (MARGIN, y + 24.0);
        }
        match *swatch {
            Swatch::Setup(order) => setup_line(sheet, &[at(x, y), at(x + mark, y)], order, 4.0),
            Swatch::Area(colour) => {
                sheet.block(Area::new((x, x + mark), (y - 8.0, y + 8.0)), colour);
            }
        }
        sheet.write(&words, at(x + mark + 8.0, y), NAME);
        x += reach + GAP;
    }
    if entries.is_empty() { top } else { y + 22.0 }
}

/// The legend of setups in their order.
pub fn setup_legend<'a>(
    sheet: &mut Sheet,
    top: f64,
    setups: impl Iterator<Item = &'a Text>,
    language: Language,
) -> f64 {
    let entries: Vec<(Swatch, &str)> = setups
        .enumerate()
        .map(|(order, name)| (Swatch::Setup(order), name.in_language(language)))
        .collect();
    legend(sheet, top, &entries)
}

/// Draws a line in the manner of a setup: its colour, and dashes once the colours are used up.
pub fn setup_line(sheet: &mut Sheet, places: &[Place], order: usize, width: f64) {
    let pen = Pen::new(width, colour::setup(order));
    match colour::setup_round(order) {
        0 => sheet.line(places.to_vec(), pen),
        round => sheet.dashes(places, 9.0 / round as f64, pen),
    }
}

/// Vertical grid lines over an area, with labels below it.
pub fn ticks_below(sheet: &mut Sheet, area: &Area, scale: &Scale, ticks: &[Tick]) {
    for tick in ticks {
        let x = scale.place(tick.value);
        sheet.stroke(
            at(x, area.top),
            at(x, area.bottom + 5.0),
            Pen::new(1.0, GRID),
        );
        let lettering = TICK.align(Align::Centre);
        sheet.write(&tick.label, at(x, area.bottom + 16.0), lettering);
    }
}

/// What the ticks below an area count, under its right end.
pub fn caption_below(sheet: &mut Sheet, area: &Area, caption: &str) {
    let caption = CAPTION.cut(caption, area.width());
    let below = at(area.right, area.bottom + 40.0);
    sheet.write(&caption, below, CAPTION.align(Align::Right));
}

/// Horizontal grid lines over an area, with labels to the left of it.
pub fn ticks_left(sheet: &mut Sheet, area: &Area, scale: &Scale, ticks: &[Tick]) {
    for tick in ticks {
        let y = scale.place(tick.value);
        sheet.stroke(
            at(area.left - 5.0, y),
            at(area.right, y),
            Pen::new(1.0, GRID),
        );
        let lettering = TICK.align(Align::Right);
        sheet.write(&tick.label, at(area.left - 10.0, y), lettering);
    }
}

/// The line at the foot of an area.
pub fn foot(sheet: &mut Sheet, area: &Area) {
    let (from, to) = (at(area.left, area.bottom), at(area.right, area.bottom));
    sheet.stroke(from, to, Pen::new(1.25, AXIS));
}

/// Says in the middle of an area that there is nothing to draw.
pub fn no_data(sheet: &mut Sheet, area: &Area, language: Language) {
    let words = label::NO_DATA.in_language(language);
    sheet.write_on_paper(words, area.middle(), CAPTION.align(Align::Centre));
}

/// A line between two bounds with caps, for an interval along x at height `y`.
pub fn whisker(sheet: &mut Sheet, (from, to): (f64, f64), y: f64, pen: Pen) {
    let cap = 5.0;
    sheet.stroke(at(from, y), at(to, y), pen);
    for x in [from, to] {
        sheet.stroke(at(x, y - cap), at(x, y + cap), pen);
    }
}

/// The same with a paper rim, to stand out from a filled bar.
pub fn whisker_on_bar(sheet: &mut Sheet, ends: (f64, f64), y: f64, pen: Pen) {
    whisker(sheet, ends, y, Pen::new(pen.width + 2.5, PAPER));
    whisker(sheet, ends, y, pen);
}
