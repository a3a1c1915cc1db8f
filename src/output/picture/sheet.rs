//! A sheet of paper and the marks laid on it, before any file format.

use super::colour::{Colour, INK, PAPER};
use super::font::{self, Weight};

/// A place on the sheet (units; 1200 across), from the upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// Units from the left edge.
    pub x: f64,
    /// Units from the upper edge.
    pub y: f64,
}

/// Shorthand for a place.
pub const fn at(x: f64, y: f64) -> Place {
    Place { x, y }
}

/// A rectangle on the sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Area {
    /// A rectangle by its edges from left to right and from top to bottom.
    pub const fn new((left, right): (f64, f64), (top, bottom): (f64, f64)) -> Self {
        Self {
            left,
            top,
            right,
            bottom,
        }
    }

    /// Width (units).
    pub fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Height (units).
    pub fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// The place in the middle.
    pub fn middle(&self) -> Place {
        at(
            f64::midpoint(self.left, self.right),
            f64::midpoint(self.top, self.bottom),
        )
    }
}

/// Which end of a text its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// The text starts there.
    Left,
    /// The text is centred there.
    Centre,
    /// The text ends there.
    Right,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lettering {
    /// Em (units).
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub colour: Colour,
    /// Alignment at its place.
    pub align: Align,
}

impl Lettering {
    /// Text of an em of `size`, in ink, from its place to the right.
    pub const fn new(size: f64) -> Self {
        Self {
            size,
            weight: Weight::Regular,
            colour: INK,
            align: Align::Left,
        }
    }

    /// The same in bold.
    #[must_use]
    pub const fn bold(mut self) -> Self {
        self.weight = Weight::Bold;
        self
    }

    /// The same in another colour.
    #[must_use]
    pub const fn colour(mut self, colour: Colour) -> Self {
        self.colour = colour;
        self
    }

    /// The same aligned otherwise.
    #[must_use]
    pub const fn align(mut self, align: Align) -> Self {
        self.align = align;
        self
    }

    /// Width of `words` (units).
    pub fn width(&self, words: &str) -> f64 {
        font::width(words, self.size, self.weight)
    }

    /// `words` cut to a width.
    pub fn cut(&self, words: &str, limit: f64) -> String {
        font::cut(words, self.size, self.weight, limit)
    }

    /// `words` in at most `most` lines of a width.
    pub fn wrap(&self, words: &str, limit: f64, most: usize) -> Vec<String> {
        font::wrap(words, self.size, self.weight, limit, most)
    }
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pen {
    /// Width (units).
    pub width: f64,
    /// Colour.
    pub colour: Colour,
}

impl Pen {
    /// A pen.
    pub const fn new(width: f64, colour: Colour) -> Self {
        Self { width, colour }
    }
}

/// One mark on the sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A line through places.
    Line {
        /// The places, in order.
        places: Vec<Place>,
        /// The pen.
        pen: Pen,
    },
    /// A filled polygon.
    Fill {
        /// Its corners.
        places: Vec<Place>,
        /// Its colour.
        colour: Colour,
    },
    /// A filled rectangle.
    Block {
        /// Its edges.
        area: Area,
        /// Its colour.
        colour: Colour,
    },
    /// A filled circle.
    Disc {
        /// Its centre.
        centre: Place,
        /// Its radius (units).
        radius: f64,
        /// Its colour.
        colour: Colour,
    },
    /// A line of text; the place is at the middle of its capitals.
    Words {
        /// The text.
        words: String,
        /// Where.
        place: Place,
        /// How.
        lettering: Lettering,
    },
}

/// A sheet with marks, later ones on top.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Width (units).
    pub width: f64,
    /// Height (units).
    pub height: f64,
    /// What the sheet shows, for readers who hear it.
    pub title: String,
    /// The marks in drawing order.
    pub marks: Vec<Mark>,
}

impl Sheet {
    /// Draws a line through places; fewer than two draw nothing.
    pub fn line(&mut self, places: Vec<Place>, pen: Pen) {
        if places.len() > 1 {
            self.marks.push(Mark::Line { places, pen });
        }
    }

    /// Draws a straight line.
    pub fn stroke(&mut self, from: Place, to: Place, pen: Pen) {
        self.line(vec![from, to], pen);
    }

    /// Draws a dashed line through places: dashes of `dash` units, gaps of the same.
    pub fn dashes(&mut self, places: &[Place], dash: f64, pen: Pen) {
        let mut piece: Vec<Place> = places.first().copied().into_iter().collect();
        let (mut left, mut is_drawn) = (dash, true);
        for pair in places.windows(2) {
            let (mut from, to) = (pair[0], pair[1]);
            let mut length = (to.x - from.x).hypot(to.y - from.y);
            while length > left {
                let part = left / length;
                from = at(
                    from.x + part * (to.x - from.x),
                    from.y + part * (to.y - from.y),
                );
                length -= left;
                piece.push(from);
                if is_drawn {
                    self.line(std::mem::take(&mut piece), pen);
                }
                piece = vec![from];
                (left, is_drawn) = (dash, !is_drawn);
            }
            left -= length;
            piece.push(to);
        }
        if is_drawn {
            self.line(piece, pen);
        }
    }

    /// Fills a polygon; fewer than three corners draw nothing.
    pub fn fill(&mut self, places: Vec<Place>, colour: Colour) {
        if places.len() > 2 {
            self.marks.push(Mark::Fill { places, colour });
        }
    }

    /// Fills a rectangle; none without width or height.
    pub fn block(&mut self, area: Area, colour: Colour) {
        if area.width() > 0.0 && area.height() > 0.0 {
            self.marks.push(Mark::Block { area, colour });
        }
    }

    /// Fills a circle.
    pub fn disc(&mut self, centre: Place, radius: f64, colour: Colour) {
        self.marks.push(Mark::Disc {
            centre,
            radius,
            colour,
        });
    }

    /// Draws a circle with a rim of `colour` and the paper inside.
    pub fn ring(&mut self, centre: Place, radius: f64, colour: Colour) {
        self.disc(centre, radius, colour);
        self.disc(centre, radius - 2.0, PAPER);
    }

    /// Writes a line of text; an empty one draws nothing.
    pub fn write(&mut self, words: &str, place: Place, lettering: Lettering) {
        if !words.trim().is_empty() {
            self.marks.push(Mark::Words {
                words: words.to_owned(),
                place,
                lettering,
            });
        }
    }

    /// Writes a line of text on a patch of paper, which hides grid lines under it.
    pub fn write_on_paper(&mut self, words: &str, place: Place, lettering: Lettering) {
        let mut patch = covered(words, place, &lettering);
        (patch.left, patch.right) = (patch.left - 3.0, patch.right + 3.0);
        self.block(patch, PAPER);
        self.write(words, place, lettering);
    }

    /// Writes lines of text, centred together at the height of `place`.
    pub fn write_lines(&mut self, lines: &[String], place: Place, lettering: Lettering) {
        let step = lettering.size * 1.2;
        let first = place.y - step * (lines.len().saturating_sub(1)) as f64 / 2.0;
        for (index, line) in lines.iter().enumerate() {
            self.write(line, at(place.x, first + step * index as f64), lettering);
        }
    }

    /// The texts and the rectangles they cover, for checks of the layout.
    pub fn written(&self) -> impl Iterator<Item = (&str, Area)> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Words {
                words,
                place,
                lettering,
            } => Some((words.as_str(), covered(words, *place, lettering))),
            _ => None,
        })
    }
}

/// The rectangle a text covers: its advance, and the height of a Chinese character.
fn covered(words: &str, place: Place, lettering: &Lettering) -> Area {
    let width = lettering.width(words);
    let left = match lettering.align {
        Align::Left => place.x,
        Align::Centre => place.x - width / 2.0,
        Align::Right => place.x - width,
    };
    let half = lettering.size * 0.5;
    Area::new((left, left + width), (place.y - half, place.y + half))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blank() -> Sheet {
        Sheet {
            width: 100.0,
            height: 100.0,
            title: String::new(),
            marks: Vec::new(),
        }
    }

    #[test]
    fn dashes_cover_half_of_a_line_across_its_corners() {
        let mut sheet = blank();
        let corners = [at(0.0, 0.0), at(10.0, 0.0), at(10.0, 10.0)];
        sheet.dashes(&corners, 2.5, Pen::new(1.0, INK));
        let drawn: f64 = sheet
            .marks
            .iter()
            .map(|mark| match mark {
                Mark::Line { places, .. } => places
                    .windows(2)
                    .map(|pair| (pair[1].x - pair[0].x).hypot(pair[1].y - pair[0].y))
                    .sum(),
                _ => 0.0,
            })
            .sum();
        assert!((drawn - 10.0).abs() < 1e-9);
    }

    #[test]
    fn marks_without_extent_are_not_laid() {
        let mut sheet = blank();
        sheet.line(vec![at(1.0, 1.0)], Pen::new(1.0, INK));
        sheet.block(Area::new((1.0, 1.0), (0.0, 9.0)), INK);
        sheet.write(" ", at(0.0, 0.0), Lettering::new(12.0));
        sheet.dashes(&[], 2.0, Pen::new(1.0, INK));
        assert!(sheet.marks.is_empty());
    }
}
