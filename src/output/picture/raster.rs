//! A plotters backend on tiny-skia: anti-aliased lines, areas and text.
//!
//! plotters' own bitmap backend does not smooth lines and misplaces full-width brackets.

use super::font::{self, Weight};
use ab_glyph::{Font, OutlineCurve};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};
use std::convert::Infallible;
use tiny_skia::{
    Color, FillRule, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform,
};

/// plotters' text sizes are this many times the em, in its SVG backend and so here.
pub const SIZE_PER_EM: f64 = 1.24;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Draws on a pixmap whose pixels are larger than plotters' whole units.
pub struct Raster<'a> {
    pixmap: &'a mut Pixmap,
    /// Size in plotters' units.
    units: (u32, u32),
    /// Pixels a unit.
    shrink: Transform,
}

impl<'a> Raster<'a> {
    /// A backend of `units` that fills `pixmap`.
    pub fn new(pixmap: &'a mut Pixmap, units: (u32, u32)) -> Self {
        let across = pixmap.width() as f32 / units.0.max(1) as f32;
        let down = pixmap.height() as f32 / units.1.max(1) as f32;
        Self {
            pixmap,
            units,
            shrink: Transform::from_scale(across, down),
        }
    }

    fn fill(&mut self, path: Option<Path>, colour: BackendColor) {
        if let Some(path) = path {
            let rule = FillRule::Winding;
            self.pixmap
                .fill_path(&path, &paint(colour), rule, self.shrink, None);
        }
    }

    fn stroke<S: BackendStyle>(&mut self, path: Option<Path>, style: &S) {
        let stroke = Stroke {
            width: style.stroke_width() as f32,
            line_join: LineJoin::Round,
            ..Stroke::default()
        };
        if let Some(path) = path {
            let paint = paint(style.color());
            self.pixmap
                .stroke_path(&path, &paint, &stroke, self.shrink, None);
        }
    }

    fn shape<S: BackendStyle>(&mut self, path: Option<Path>, style: &S, is_filled: bool) {
        if is_filled {
            self.fill(path, style.color());
        } else {
            self.stroke(path, style);
        }
    }
}

impl DrawingBackend for Raster<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.units
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        let area = Rect::from_xywh(x as f32, y as f32, 1.0, 1.0);
        self.fill(area.map(PathBuilder::from_rect), colour);
        Ok(())
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.stroke(outline([from, to], false), style);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let area = Rect::from_ltrb(from.0 as f32, from.1 as f32, to.0 as f32, to.1 as f32);
        self.shape(area.map(PathBuilder::from_rect), style, fill);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.stroke(outline(path, false), style);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let path = PathBuilder::from_circle(x as f32, y as f32, radius as f32);
        self.shape(path, style, fill);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.fill(outline(corners, true), style.color());
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        words: &str,
        style: &S,
        at: BackendCoord,
    ) -> Drawn {
        let em = style.size() / SIZE_PER_EM;
        let weight = match style.style() {
            FontStyle::Bold => Weight::Bold,
            _ => Weight::Regular,
        };
        let width = font::width(words, em, weight);
        let left = match style.anchor().h_pos {
            HPos::Left => 0.0,
            HPos::Center => width / 2.0,
            HPos::Right => width,
        };
        // The baselines of plotters' SVG backend; 1 ex of the font is 0.54 em.
        let down = match style.anchor().v_pos {
            VPos::Top => 0.76,
            VPos::Center => 0.27,
            VPos::Bottom => -0.27,
        };
        let start = (f64::from(at.0) - left, f64::from(at.1) + down * em);
        self.fill(letters(words, (em, weight), start), style.color());
        Ok(())
    }
}

fn paint(colour: BackendColor) -> Paint<'static> {
    let (red, green, blue) = colour.rgb;
    let alpha = (colour.alpha.clamp(0.0, 1.0) * 255.0).round() as u8;
    let mut paint = Paint::default();
    paint.set_color(Color::from_rgba8(red, green, blue, alpha));
    paint.anti_alias = true;
    paint
}

/// A path through places; `None` without extent.
fn outline(places: impl IntoIterator<Item = BackendCoord>, is_closed: bool) -> Option<Path> {
    let mut path = PathBuilder::new();
    for (index, (x, y)) in places.into_iter().enumerate() {
        if index == 0 {
            path.move_to(x as f32, y as f32);
        } else {
            path.line_to(x as f32, y as f32);
        }
    }
    if is_closed {
        path.close();
    }
    path.finish()
}

/// The outlines of a text whose baseline starts at a place.
fn letters(words: &str, (em, weight): (f64, Weight), start: (f64, f64)) -> Option<Path> {
    let face = weight.face();
    let scale = em / face.units_per_em().map_or(1000.0, f64::from);
    let mut path = PathBuilder::new();
    let mut x = start.0;
    for character in words.chars() {
        let glyph = font::glyph(face, character);
        if let Some(outline) = face.outline(glyph) {
            trace(&mut path, &outline.curves, |point| {
                let across = x + f64::from(point.x) * scale;
                let down = start.1 - f64::from(point.y) * scale;
                (across as f32, down as f32)
            });
        }
        x += f64::from(face.h_advance_unscaled(glyph)) * scale;
    }
    path.finish()
}

fn trace(
    path: &mut PathBuilder,
    curves: &[OutlineCurve],
    place: impl Fn(ab_glyph::Point) -> (f32, f32),
) {
    let mut last = None;
    for curve in curves {
        let (first, end) = match *curve {
            OutlineCurve::Line(a, b)
            | OutlineCurve::Quad(a, _, b)
            | OutlineCurve::Cubic(a, _, _, b) => (a, b),
        };
        if last != Some(first) {
            if last.is_some() {
                path.close();
            }
            let (x, y) = place(first);
            path.move_to(x, y);
        }
        let (x, y) = place(end);
        match *curve {
            OutlineCurve::Line(..) => path.line_to(x, y),
            OutlineCurve::Quad(_, b, _) => {
                let b = place(b);
                path.quad_to(b.0, b.1, x, y);
            }
            OutlineCurve::Cubic(_, b, c, _) => {
                let (b, c) = (place(b), place(c));
                path.cubic_to(b.0, b.1, c.0, c.1, x, y);
            }
        }
        last = Some(end);
    }
    if last.is_some() {
        path.close();
    }
}
