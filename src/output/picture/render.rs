//! From a sheet to a file: the same marks through plotters as SVG or PNG.

use super::colour::{Colour, PAPER};
use super::error::PictureError;
use super::font::{self, FAMILY, Weight};
use super::raster::{Raster, SIZE_PER_EM};
use super::sheet::{Align, Area, Lettering, Mark, Place, Sheet};
use plotters::coord::Shift;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{DrawingArea, DrawingBackend, IntoDrawingArea, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle, TextStyle};
use tiny_skia::Pixmap;

/// plotters places marks on whole numbers; this many of them to a unit keep lines smooth.
const FINENESS: f64 = 4.0;
/// Pixels of a PNG to a unit.
const PIXELS: f64 = 2.0;
/// From the middle of capitals down to the baseline (em); capitals of the font are 0.733 em tall.
const HALF_CAPITAL: f64 = 0.366;
/// From the upper edge of a text to its baseline in plotters' SVG backend (em).
const TOP_TO_BASELINE: f64 = 0.76;

/// The sheet as an SVG document.
///
/// # Errors
/// [`PictureError::Drawing`] when the drawing library refuses a mark.
pub fn svg(sheet: &Sheet) -> Result<String, PictureError> {
    font::register()?;
    let mut document = String::new();
    let fine = size(sheet, FINENESS);
    draw(sheet, SVGBackend::with_string(&mut document, fine))?;
    let written = format!("width=\"{}\" height=\"{}\" ", fine.0, fine.1);
    let (width, height) = size(sheet, 1.0);
    let wanted = format!("width=\"{width}\" height=\"{height}\" role=\"img\" ");
    let title = format!(">\n<title>{}</title>\n", escaped(&sheet.title));
    if !document.contains(&written) {
        return Err(PictureError::Drawing("SVG without a size".to_owned()));
    }
    Ok(document
        .replacen(&written, &wanted, 1)
        .replacen(">\n", &title, 1))
}

/// The sheet as a PNG of twice its size.
///
/// # Errors
/// [`PictureError::TooLarge`], [`PictureError::Drawing`] or [`PictureError::Encoding`].
pub fn png(sheet: &Sheet) -> Result<Vec<u8>, PictureError> {
    font::register()?;
    let (width, height) = size(sheet, PIXELS);
    let mut pixmap = Pixmap::new(width, height).ok_or(PictureError::TooLarge { width, height })?;
    draw(sheet, Raster::new(&mut pixmap, size(sheet, FINENESS)))?;
    pixmap
        .encode_png()
        .map_err(|fault| PictureError::Encoding(fault.to_string()))
}

fn size(sheet: &Sheet, times: f64) -> (u32, u32) {
    let whole = |units: f64| (units.ceil().max(1.0) * times) as u32;
    (whole(sheet.width), whole(sheet.height))
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

fn draw<B: DrawingBackend>(sheet: &Sheet, backend: B) -> Result<(), PictureError> {
    let area = backend.into_drawing_area();
    let paper = Mark::Block {
        area: Area::new((0.0, sheet.width.ceil()), (0.0, sheet.height.ceil())),
        colour: PAPER,
    };
    for mark in std::iter::once(&paper).chain(&sheet.marks) {
        lay(&area, mark)?;
    }
    area.present()
        .map_err(|fault| PictureError::Drawing(fault.to_string()))
}

fn lay<B: DrawingBackend>(area: &DrawingArea<B, Shift>, mark: &Mark) -> Result<(), PictureError> {
    let drawn = match mark {
        Mark::Line { places, pen } => area.draw(&PathElement::new(
            fine(places),
            style(pen.colour, pen.width),
        )),
        Mark::Fill { places, colour } => area.draw(&Polygon::new(fine(places), filled(*colour))),
        Mark::Block {
            area: edges,
            colour,
        } => {
            let corners = [
                (whole(edges.left), whole(edges.top)),
                (whole(edges.right), whole(edges.bottom)),
            ];
            area.draw(&Rectangle::new(corners, filled(*colour)))
        }
        Mark::Disc {
            centre,
            radius,
            colour,
        } => {
            let centre = (whole(centre.x), whole(centre.y));
            area.draw(&Circle::new(centre, whole(*radius), filled(*colour)))
        }
        Mark::Words {
            words,
            place,
            lettering,
        } => {
            let up = (TOP_TO_BASELINE - HALF_CAPITAL) * lettering.size;
            let corner = (whole(place.x), whole(place.y - up));
            let words = font::drawn_text(words);
            area.draw(&Text::new(words, corner, letters(lettering)))
        }
    };
    drawn.map_err(|fault| PictureError::Drawing(fault.to_string()))
}

fn whole(units: f64) -> i32 {
    (units * FINENESS).round() as i32
}

fn fine(places: &[Place]) -> Vec<(i32, i32)> {
    places
        .iter()
        .map(|place| (whole(place.x), whole(place.y)))
        .collect()
}

fn rgba(colour: Colour) -> RGBAColor {
    let (red, green, blue) = colour.rgb;
    RGBAColor(red, green, blue, colour.alpha)
}

fn filled(colour: Colour) -> ShapeStyle {
    rgba(colour).filled()
}

fn style(colour: Colour, width: f64) -> ShapeStyle {
    rgba(colour).stroke_width(whole(width).max(1) as u32)
}

fn letters(lettering: &Lettering) -> TextStyle<'static> {
    let weight = match lettering.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    let across = match lettering.align {
        Align::Left => HPos::Left,
        Align::Centre => HPos::Center,
        Align::Right => HPos::Right,
    };
    let size = lettering.size * FINENESS * SIZE_PER_EM;
    TextStyle {
        font: FontDesc::new(FontFamily::Name(FAMILY), size, weight),
        color: rgba(lettering.colour).to_backend_color(),
        pos: Pos::new(across, VPos::Top),
    }
}
