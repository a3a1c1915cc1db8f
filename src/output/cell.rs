//! How numbers and undefined values are written in tables.

/// A number as the shortest decimal that reads back to the same bits; nothing where undefined.
///
/// Zero has no sign, and what is not finite is undefined.
pub fn number(value: Option<f64>) -> String {
    match value {
        Some(0.0) => "0".to_owned(),
        Some(value) if value.is_finite() => value.to_string(),
        _ => String::new(),
    }
}

/// Bytes in hexadecimal.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16);
    let digits = bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    digits.flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back_to_the_same_bits() {
        for value in [
            0.1,
            1.0 / 3.0,
            1e-7,
            123_456_789.125,
            -2.5,
            f64::MIN_POSITIVE,
        ] {
            let read: f64 = number(Some(value)).parse().unwrap();
            assert_eq!(read.to_bits(), value.to_bits());
        }
        assert_eq!(number(Some(2.0)), "2");
    }

    #[test]
    fn no_cell_says_minus_zero_or_nan() {
        assert_eq!(number(Some(-0.0)), "0");
        for undefined in [None, Some(f64::NAN), Some(f64::INFINITY)] {
            assert_eq!(number(undefined), "");
        }
    }

    #[test]
    fn bytes_are_written_in_two_digits_each() {
        assert_eq!(hexadecimal(&[0, 15, 255]), "000fff");
    }
}
