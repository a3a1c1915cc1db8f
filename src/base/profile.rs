//! How reports spread over hours and weekdays; every profile has mean 1.

/// Reports by hour of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HourProfile {
    /// The same at every hour.
    Flat,
    /// Two humps, 9-11 and 14-16.
    TwoHumps,
    /// Two humps by day and a third in the evening, 19-23.
    Evening,
}

/// Reports by weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeekdayProfile {
    /// The same on every day.
    Flat,
    /// Field matters: more on Monday to Wednesday, half on the weekend.
    Field,
}

// Weights of the 24 hours before scaling to mean 1: humps 9-11 and 14-16 after Beijing 2019
// (parameters #46); the depth of the night is assumed.
const TWO_HUMPS: [f64; 24] = [
    0.20, 0.15, 0.10, 0.10, 0.10, 0.20, 0.40, 0.90, 1.60, 2.30, 2.30, 1.70, 1.10, 1.30, 2.00, 2.00,
    1.60, 1.30, 1.00, 0.95, 0.90, 0.80, 0.60, 0.40,
];
// The same with the evening hump of noise, barbecue and street trade (assumed, parameters #46).
const EVENING: [f64; 24] = [
    0.50, 0.25, 0.15, 0.10, 0.10, 0.15, 0.30, 0.60, 1.00, 1.40, 1.40, 1.10, 0.90, 0.90, 1.30, 1.30,
    1.10, 1.10, 1.40, 1.90, 2.20, 2.20, 1.70, 0.95,
];
// Monday first (parameters #47).
const FIELD: [f64; 7] = [1.15, 1.15, 1.13, 1.05, 1.00, 0.50, 0.50];

fn scaled<const N: usize>(weights: [f64; N]) -> [f64; N] {
    let mean = weights.iter().sum::<f64>() / N as f64;
    weights.map(|weight| weight / mean)
}

impl HourProfile {
    /// Rate of each hour over the mean rate.
    pub fn factors(self) -> [f64; 24] {
        match self {
            Self::Flat => [1.0; 24],
            Self::TwoHumps => scaled(TWO_HUMPS),
            Self::Evening => scaled(EVENING),
        }
    }
}

impl WeekdayProfile {
    /// Rate of each weekday, Monday first, over the mean rate.
    pub fn factors(self) -> [f64; 7] {
        match self {
            Self::Flat => [1.0; 7],
            Self::Field => scaled(FIELD),
        }
    }
}
