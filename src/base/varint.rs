//! Whole numbers in few bytes: little-endian base 128 (LEB128), as journals keep them.

/// Why bytes are no number or no tally.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes end inside a number.
    #[error("the bytes end too early")]
    Truncated,
    /// A number does not fit its type, or is written longer than need be.
    #[error("a number is too large or not written in its shortest form")]
    BadNumber,
    /// A histogram names a cell that it cannot have, or an empty one.
    #[error("a histogram has an impossible cell")]
    BadCell,
}

const MORE: u8 = 0x80;

/// Appends `value` in as few bytes as it needs, seven bits in each.
pub fn write_unsigned(value: u128, bytes: &mut Vec<u8>) {
    let mut left = value;
    while left >= u128::from(MORE) {
        bytes.push(left as u8 | MORE);
        left >>= 7;
    }
    bytes.push(left as u8);
}

/// Appends `value` with its sign in the lowest bit, so that small negative numbers are short.
pub fn write_signed(value: i128, bytes: &mut Vec<u8>) {
    write_unsigned((value << 1 ^ value >> 127) as u128, bytes);
}

/// Takes the number that [`write_unsigned`] wrote off the front of `bytes`.
///
/// # Errors
/// The bytes end early, or are not what that function writes.
pub fn read_unsigned(bytes: &mut &[u8]) -> Result<u128, DecodeError> {
    let mut value = 0;
    for shift in (0..u128::BITS).step_by(7) {
        let (byte, rest) = bytes.split_first().ok_or(DecodeError::Truncated)?;
        *bytes = rest;
        let part = u128::from(byte & !MORE);
        if part << shift >> shift != part || (*byte == 0 && shift > 0) {
            return Err(DecodeError::BadNumber);
        }
        value |= part << shift;
        if byte & MORE == 0 {
            return Ok(value);
        }
    }
    Err(DecodeError::BadNumber)
}

/// Takes a number of 64 bits off the front of `bytes`.
///
/// # Errors
/// As [`read_unsigned`], or the number needs more bits.
pub fn read_u64(bytes: &mut &[u8]) -> Result<u64, DecodeError> {
    u64::try_from(read_unsigned(bytes)?).map_err(|_| DecodeError::BadNumber)
}

/// Takes the number that [`write_signed`] wrote off the front of `bytes`.
///
/// # Errors
/// As [`read_unsigned`].
pub fn read_signed(bytes: &mut &[u8]) -> Result<i128, DecodeError> {
    let folded = read_unsigned(bytes)?;
    Ok((folded >> 1) as i128 ^ -((folded & 1) as i128))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_below_128_take_one_byte() {
        let mut bytes = Vec::new();
        write_unsigned(127, &mut bytes);
        write_signed(-64, &mut bytes);
        write_unsigned(128, &mut bytes);
        assert_eq!(bytes, [127, 127, 0x80, 1]);
    }

    #[test]
    fn broken_numbers_are_refused() {
        assert_eq!(read_unsigned(&mut &[][..]), Err(DecodeError::Truncated));
        assert_eq!(read_unsigned(&mut &[0x80][..]), Err(DecodeError::Truncated));
        assert_eq!(
            read_unsigned(&mut &[0x80, 0][..]),
            Err(DecodeError::BadNumber)
        );
        assert_eq!(
            read_unsigned(&mut &[0xff; 30][..]),
            Err(DecodeError::BadNumber)
        );
        let mut bytes = Vec::new();
        write_unsigned(1 << 64, &mut bytes);
        assert_eq!(read_u64(&mut &bytes[..]), Err(DecodeError::BadNumber));
    }

    #[test]
    fn the_ends_of_the_range_survive() {
        let mut bytes = Vec::new();
        write_unsigned(u128::MAX, &mut bytes);
        write_signed(i128::MIN, &mut bytes);
        write_signed(i128::MAX, &mut bytes);
        let mut left = &bytes[..];
        assert_eq!(read_unsigned(&mut left), Ok(u128::MAX));
        assert_eq!(read_signed(&mut left), Ok(i128::MIN));
        assert_eq!(read_signed(&mut left), Ok(i128::MAX));
        assert!(left.is_empty());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(value: i128, shift in 0_u32..128, after: u8) {
            let value = value >> shift;
            let mut bytes = Vec::new();
            write_signed(value, &mut bytes);
            bytes.push(after);
            let mut left = &bytes[..];
            prop_assert_eq!(read_signed(&mut left), Ok(value));
            prop_assert_eq!(left, [after]);
        }

        #[test]
        fn what_is_read_is_how_it_would_be_written(bytes: Vec<u8>) {
            let mut left = &bytes[..];
            if let Ok(value) = read_unsigned(&mut left) {
                let mut again = Vec::new();
                write_unsigned(value, &mut again);
                prop_assert_eq!(&again[..], &bytes[..bytes.len() - left.len()]);
            }
        }
    }
}
