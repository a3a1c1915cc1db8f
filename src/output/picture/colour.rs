//! Colours that stay apart for readers with colour-blindness.

/// A colour with opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    /// Red, green, blue.
    pub rgb: (u8, u8, u8),
    /// Opacity, from 0 to 1.
    pub alpha: f64,
}

const fn hex(code: u32) -> Colour {
    let rgb = ((code >> 16) as u8, (code >> 8) as u8, code as u8);
    Colour { rgb, alpha: 1.0 }
}

/// Paper.
pub const PAPER: Colour = hex(0x00ff_ffff);
/// Titles and names.
pub const INK: Colour = hex(0x0022_2222);
/// Subtitles, captions and tick labels.
pub const GREY: Colour = hex(0x0059_5959);
/// Grid lines.
pub const GRID: Colour = hex(0x00e3_e3e3);
/// Axes and zero lines.
pub const AXIS: Colour = hex(0x007a_7a7a);
/// Ground of a cell without data, and of the worse side.
pub const PALE: Colour = hex(0x00f3_f3f3);
/// Ground of the better side.
pub const GOOD: Colour = hex(0x00e6_f1ea);

/// Setups in their order: Okabe and Ito, "Color Universal Design" (2008), yellow left out
/// because it fades on paper, orange and sky blue darkened a little for thin lines.
const SETUPS: [Colour; 7] = [
    hex(0x0000_72b2),
    hex(0x00d5_5e00),
    hex(0x0000_9e73),
    hex(0x00cc_79a7),
    hex(0x00d6_9100),
    hex(0x0044_a2d8),
    hex(0x004d_4d4d),
];

/// Stages in their order: Paul Tol, "Colour Schemes" (SRON/EPS/TN/09-002, 2021), scheme light,
/// made for dark text on filled areas; neighbours differ most. After them darker ones of scheme
/// muted, for counties where a case goes through more stages.
const STAGES: [Colour; 13] = [
    hex(0x0077_aadd),
    hex(0x00ee_8866),
    hex(0x00ee_dd88),
    hex(0x0044_bb99),
    hex(0x00ff_aabb),
    hex(0x0099_ddff),
    hex(0x00bb_cc33),
    hex(0x00dd_dddd),
    hex(0x00aa_aa00),
    hex(0x0033_2288),
    hex(0x00aa_4499),
    hex(0x0011_7733),
    hex(0x0088_2255),
];

/// What became of a potential: what never was is pale, what went by itself grey, what people near
/// it did green and yellow, what offices did blue, what is left red. Paul Tol, same note, schemes
/// `light` and `muted`.
const FATES: [Colour; 6] = [
    hex(0x0099_ddff),
    hex(0x00dd_dddd),
    hex(0x00ee_dd88),
    hex(0x0044_bb99),
    hex(0x0044_77aa),
    hex(0x00cc_6677),
];

/// Low to high load: Paul Tol, same note, scheme `YlOrBr`.
const RAMP: [Colour; 9] = [
    hex(0x00ff_ffe5),
    hex(0x00ff_f7bc),
    hex(0x00fe_e391),
    hex(0x00fe_c44f),
    hex(0x00fb_9a29),
    hex(0x00ec_7014),
    hex(0x00cc_4c02),
    hex(0x0099_3404),
    hex(0x0066_2506),
];

/// From the better side over nothing to the worse: Paul Tol, same note, scheme `BuRd`.
const DIVIDED: [Colour; 9] = [
    hex(0x0021_66ac),
    hex(0x0043_93c3),
    hex(0x0092_c5de),
    hex(0x00d1_e5f0),
    hex(0x00f7_f7f7),
    hex(0x00fd_dbc7),
    hex(0x00f4_a582),
    hex(0x00d6_604d),
    hex(0x00b2_182b),
];

impl Colour {
    /// The same colour with another opacity.
    #[must_use]
    pub const fn faded(self, alpha: f64) -> Self {
        Self {
            rgb: self.rgb,
            alpha,
        }
    }

    /// Whether dark text reads badly on this colour (relative luminance of ITU-R BT.709).
    pub fn is_dark(self) -> bool {
        let (red, green, blue) = self.rgb;
        let light = 0.2126 * f64::from(red) + 0.7152 * f64::from(green) + 0.0722 * f64::from(blue);
        light < 128.0
    }
}

/// The colour of the setup with this place in the study's order.
pub fn setup(order: usize) -> Colour {
    SETUPS[order % SETUPS.len()]
}

/// How often the colours have been used up before this setup; its lines are dashed the more.
pub fn setup_round(order: usize) -> usize {
    order / SETUPS.len()
}

/// The colour of the stage with this place in the order of stages.
pub fn stage(order: usize) -> Colour {
    STAGES[order % STAGES.len()]
}

/// The opacity of the bands of so many setups: many on top of one another would hide the lines.
pub fn band(setups: usize) -> f64 {
    0.18 * (3.0 / setups.max(3) as f64)
}

/// The colour of the fate with this place in the order of fates: not the same as a stage's, so
/// that one picture is not read with the legend of the other.
pub fn fate(order: usize) -> Colour {
    FATES[order % FATES.len()]
}

/// The colour of a load at `share` (0 to 1) of the scale.
pub fn ramp(share: f64) -> Colour {
    between(&RAMP, share)
}

/// The colour of a difference, from -1 (the better end) over 0 to 1 (the worse end).
pub fn divided(side: f64) -> Colour {
    between(&DIVIDED, side.midpoint(1.0))
}

/// The colour at `share` (0 to 1) of a scale.
fn between(scale: &[Colour], share: f64) -> Colour {
    let steps = scale.len() - 1;
    let place = share.clamp(0.0, 1.0) * steps as f64;
    let below = (place as usize).min(steps - 1);
    let part = place - below as f64;
    let (low, high) = (scale[below].rgb, scale[below + 1].rgb);
    let mix = |from: u8, to: u8| {
        (f64::from(from) + part * (f64::from(to) - f64::from(from))).round() as u8
    };
    Colour {
        rgb: (mix(low.0, high.0), mix(low.1, high.1), mix(low.2, high.2)),
        alpha: 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setup_keeps_its_colour_and_neighbours_differ() {
        for order in 0..20 {
            assert_eq!(setup(order), setup(order));
            assert_ne!(setup(order), setup(order + 1));
            assert_ne!(stage(order), stage(order + 1));
            assert_ne!(fate(order), fate(order + 1));
        }
        assert_eq!((setup_round(6), setup_round(7)), (0, 1));
    }

    #[test]
    fn the_ramp_darkens_without_turning_back() {
        let light = |share| {
            let (red, green, blue) = ramp(share).rgb;
            u32::from(red) + u32::from(green) + u32::from(blue)
        };
        for step in 0..40 {
            assert!(light(f64::from(step) / 40.0) >= light(f64::from(step + 1) / 40.0));
        }
        assert_eq!(ramp(-1.0), ramp(0.0));
        assert_eq!(ramp(9.0), ramp(1.0));
    }
}
