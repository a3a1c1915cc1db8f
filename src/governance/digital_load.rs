//! Digital load (数字负担): how often one case is entered, how long that takes, what is carried on.
//!
//! `terminals` is on how many the same case is entered, `entry_min` how long one entry takes;
//! without them the county's own hold. With `shared`, offices read what others have entered, so a
//! handler spares part of the background, and a crew that leaves a case to another unit enters what
//! it knows. More terminals are more records: the price is minutes of grid workers and officers,
//! and those who weigh entry against use report less.

use super::axis::Axis;
use super::lay_error::LayError;
use super::setup::DigitalLoad;

/// Terminals at most.
pub const MOST_TERMINALS: u8 = 20;
/// One entry at most (min): a working day.
pub const LONGEST_ENTRY_MIN: f64 = 480.0;

/// Lays what entry asks for.
///
/// # Errors
/// No terminal or more than [`MOST_TERMINALS`]; an entry of less than no time or more than
/// [`LONGEST_ENTRY_MIN`].
pub fn lay_digital_load(load: DigitalLoad) -> Result<DigitalLoad, Vec<LayError>> {
    let most = f64::from(MOST_TERMINALS);
    let terminals = load.terminals.map(f64::from);
    let errors: Vec<LayError> = [
        ("terminals", terminals, 1.0, most),
        ("entry_min", load.entry_min, 0.0, LONGEST_ENTRY_MIN),
    ]
    .into_iter()
    .filter_map(|(key, value, lowest, highest)| {
        let value = value.filter(|value| !(lowest..=highest).contains(value))?;
        Some(LayError::OutOfRange {
            axis: Axis::DigitalLoad,
            key,
            value,
            lowest,
            highest,
        })
    })
    .collect();
    if errors.is_empty() {
        Ok(load)
    } else {
        Err(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid(terminals: u8, entry_min: f64) -> Result<DigitalLoad, Vec<LayError>> {
        lay_digital_load(DigitalLoad {
            terminals: Some(terminals),
            entry_min: Some(entry_min),
            is_shared: true,
        })
    }

    #[test]
    fn what_is_not_said_is_left_to_the_county() {
        let usual = DigitalLoad::default();
        assert_eq!(lay_digital_load(usual), Ok(usual));
        assert_eq!((usual.terminals, usual.entry_min), (None, None));
    }

    #[test]
    fn terminals_and_minutes_keep_to_their_ranges() {
        assert!(laid(1, 0.0).is_ok());
        assert!(laid(MOST_TERMINALS, LONGEST_ENTRY_MIN).is_ok());
        let errors = laid(0, f64::NAN).unwrap_err();
        let texts: Vec<String> = errors.iter().map(|error| error.text().en).collect();
        assert_eq!(
            texts,
            [
                "terminals = 0 of digital_load must lie from 1 to 20",
                "entry_min = NaN of digital_load must lie from 0 to 480",
            ]
        );
        assert_eq!(laid(21, -1.0).unwrap_err().len(), 2);
    }
}
