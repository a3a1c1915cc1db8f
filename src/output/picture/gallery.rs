//! One picture of a study, whatever its kind.

use super::bars::Bars;
use super::curves::Curves;
use super::error::PictureError;
use super::font::missing_characters;
use super::forest::Forest;
use super::heat::Heat;
use super::hours::Hours;
use super::ledger::Ledger;
use super::lines::Lines;
use super::map::Map;
use super::render;
use super::sheet::Sheet;
use super::stages::Stages;
use super::weeks::Weeks;
use crate::base::Language;
use std::collections::BTreeSet;

/// A picture of a study.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// Which share is done within which time.
    Curves(Curves),
    /// Paired differences from the baseline.
    Forest(Forest),
    /// Where the time goes, stage by stage.
    Stages(Stages),
    /// Load by township and week.
    Heat(Heat),
    /// Lines by hour of day.
    Hours(Hours),
    /// Busy share per role.
    Bars(Bars),
    /// Differences before and after the switch.
    Weeks(Weeks),
    /// Differences over what is varied.
    Lines(Lines),
    /// What became of everything.
    Ledger(Ledger),
    /// Villages on the plane.
    Map(Map),
}

impl Picture {
    /// The picture as an SVG document; the same data give the same bytes.
    ///
    /// # Errors
    /// Data that do not fit together, or a refusal of the drawing library.
    pub fn render_svg(&self, language: Language) -> Result<String, PictureError> {
        render::svg(&self.draw(language)?)
    }

    /// The picture as an anti-aliased PNG of 2400 pixels across; the same data give the same bytes.
    ///
    /// # Errors
    /// Data that do not fit together, or a refusal of the drawing library.
    pub fn render_png(&self, language: Language) -> Result<Vec<u8>, PictureError> {
        render::png(&self.draw(language)?)
    }

    /// Characters of the picture's texts that the embedded font lacks; a PNG shows boxes for them.
    ///
    /// # Errors
    /// Data that do not fit together.
    pub fn missing_characters(&self, language: Language) -> Result<BTreeSet<char>, PictureError> {
        let sheet = self.draw(language)?;
        Ok(sheet
            .written()
            .flat_map(|(words, _)| missing_characters(words))
            .collect())
    }

    /// The marks of the picture before any file format.
    ///
    /// # Errors
    /// Data that do not fit together.
    pub fn draw(&self, language: Language) -> Result<Sheet, PictureError> {
        match self {
            Self::Curves(chart) => chart.draw(language),
            Self::Forest(chart) => chart.draw(language),
            Self::Stages(chart) => chart.draw(language),
            Self::Heat(chart) => chart.draw(language),
            Self::Hours(chart) => chart.draw(language),
            Self::Bars(chart) => chart.draw(language),
            Self::Weeks(chart) => chart.draw(language),
            Self::Lines(chart) => chart.draw(language),
            Self::Ledger(chart) => chart.draw(language),
            Self::Map(chart) => chart.draw(language),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{TimeAxis, samples};
    use super::*;
    use crate::base::Text;

    const LANGUAGES: [Language; 2] = [Language::Zh, Language::En];

    #[test]
    fn no_text_leaves_the_sheet_or_covers_another() {
        let sparse = samples::sparse().into_iter().enumerate();
        let sparse = sparse.map(|(index, picture)| (format!("sparse {index}"), picture));
        for (name, picture) in samples::all().into_iter().chain(sparse) {
            for language in LANGUAGES {
                let sheet = picture.draw(language).unwrap();
                let texts: Vec<_> = sheet.written().collect();
                for (index, (words, area)) in texts.iter().enumerate() {
                    let is_inside = area.left >= 4.0
                        && area.top >= 4.0
                        && area.right <= sheet.width - 4.0
                        && area.bottom <= sheet.height - 4.0;
                    assert!(is_inside, "{name} {language:?}: {words} at {area:?}");
                    for (others, other) in &texts[..index] {
                        let is_apart = area.left >= other.right
                            || other.left >= area.right
                            || area.top >= other.bottom
                            || other.top >= area.bottom;
                        assert!(is_apart, "{name} {language:?}: {words} on {others}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_same_data_give_the_same_bytes() {
        for (name, picture) in samples::all() {
            let svg = picture.render_svg(Language::Zh);
            assert_eq!(svg, picture.clone().render_svg(Language::Zh), "{name}");
        }
        for picture in [
            samples::forest(3),
            samples::hours(8),
            samples::heat(2, 3, 4),
        ] {
            let png = picture.render_png(Language::En).unwrap();
            assert_eq!(png, picture.clone().render_png(Language::En).unwrap());
        }
    }

    #[test]
    fn a_png_has_two_pixels_a_unit_and_more_than_paper_and_ink() {
        let png = samples::curves(2, TimeAxis::Log).render_png(Language::Zh);
        let pixels = tiny_skia::Pixmap::decode_png(&png.unwrap()).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (2_400, 1_500));
        let shades: BTreeSet<_> = pixels
            .pixels()
            .iter()
            .map(|pixel| (pixel.red(), pixel.green(), pixel.blue()))
            .collect();
        assert!(shades.len() > 200, "lines and letters are not smoothed");
    }

    #[test]
    fn an_svg_holds_every_text_once_and_escapes_its_title() {
        let Picture::Stages(mut stages) = samples::stages(3) else {
            panic!("the sample of stages is of another kind");
        };
        stages.heading.title = Text::new("甲 & 乙 < 丙", "a & b < c");
        let picture = Picture::Stages(stages);
        for language in LANGUAGES {
            let svg = picture.render_svg(language).unwrap();
            let texts = picture.draw(language).unwrap().written().count();
            assert_eq!(svg.matches("<text ").count(), texts);
            assert!(svg.contains("width=\"1200\"") && svg.ends_with("</svg>\n"));
            assert!(svg.contains("&amp;") && !svg.contains("& "));
        }
    }

    #[test]
    fn a_minus_sign_is_never_lost() {
        for (name, picture) in samples::all() {
            for language in LANGUAGES {
                assert!(
                    !picture.render_svg(language).unwrap().contains('−'),
                    "{name}"
                );
                assert_eq!(picture.missing_characters(language), Ok(BTreeSet::new()));
            }
        }
        let svg = samples::forest(2).render_svg(Language::En).unwrap();
        assert!(svg.contains("–3 h"));
    }

    #[test]
    fn a_rare_character_of_a_name_is_reported() {
        let Picture::Bars(mut bars) = samples::bars(2) else {
            panic!("the sample of bars is of another kind");
        };
        bars.groups[0].role = Text::new("𠮷镇", "officers");
        let picture = Picture::Bars(bars);
        let missing = picture.missing_characters(Language::Zh).unwrap();
        assert_eq!(missing, BTreeSet::from(['𠮷']));
        assert!(picture.render_png(Language::Zh).is_ok());
    }

    #[test]
    fn empty_data_and_single_values_are_drawn() {
        for (index, picture) in samples::sparse().iter().enumerate() {
            for language in LANGUAGES {
                let svg = picture.render_svg(language);
                assert!(svg.is_ok(), "{index}: {svg:?}");
                assert!(picture.render_png(language).is_ok(), "{index}");
            }
        }
    }

    #[test]
    fn extreme_but_finite_values_are_drawn() {
        for value in [0.0, -0.0, 1e-300, 1e-9, 3.0, 1e9, 1e300, f64::MAX] {
            for picture in samples::of_value(value) {
                let drawn = picture.render_svg(Language::En);
                assert!(drawn.is_ok(), "{value}: {drawn:?}");
            }
        }
    }

    #[test]
    fn values_without_a_place_are_refused() {
        for value in [f64::NAN, f64::INFINITY] {
            for picture in samples::of_value(value) {
                let fault = picture.draw(Language::En).unwrap_err();
                assert!(matches!(fault, PictureError::NotFinite { .. }), "{fault}");
            }
        }
    }

    #[test]
    fn times_that_go_back_are_refused() {
        let Picture::Curves(mut curves) = samples::curves(2, TimeAxis::Log) else {
            panic!("the sample of curves is of another kind");
        };
        curves.panels[1].curves[0].reverse();
        let fault = curves.draw(Language::Zh).unwrap_err();
        assert!(matches!(fault, PictureError::Order { .. }), "{fault}");
    }

    #[test]
    fn lists_that_do_not_fit_together_are_refused() {
        let pictures = [
            samples::curves(3, TimeAxis::Log),
            samples::forest(3),
            samples::bars(3),
            samples::heat(3, 3, 4),
            samples::stages(3),
            samples::weeks(3, 12),
            samples::ledger(3),
            samples::map(3),
            samples::lines(3),
        ];
        for mut picture in pictures {
            match &mut picture {
                Picture::Curves(chart) => drop(chart.setups.pop()),
                Picture::Forest(chart) => drop(chart.setups.pop()),
                Picture::Bars(chart) => drop(chart.setups.pop()),
                Picture::Heat(chart) => chart.weeks += 1,
                Picture::Stages(chart) => drop(chart.stages.pop()),
                Picture::Weeks(chart) => drop(chart.setups.pop()),
                Picture::Ledger(chart) => drop(chart.fates.pop()),
                Picture::Map(chart) => drop(chart.places.pop()),
                Picture::Lines(chart) => drop(chart.names.pop()),
                Picture::Hours(_) => {}
            }
            let fault = picture.render_svg(Language::Zh).unwrap_err();
            assert!(matches!(fault, PictureError::Shape { .. }), "{fault}");
        }
    }
}
