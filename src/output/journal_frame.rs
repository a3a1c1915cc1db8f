//! One frame of a journal: length, run, record, checksum.

use sha2::{Digest, Sha256};

/// Length (4 bytes, little-endian) and run (8 bytes, little-endian).
pub const HEAD: usize = 12;
/// The first bytes of the SHA-256 of head and record.
pub const CHECKSUM: usize = 8;
/// Bytes of a frame beside its record.
pub const AROUND: usize = HEAD + CHECKSUM;

/// What the head of a frame says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Bytes of the record.
    pub length: u32,
    /// Which run.
    pub run: u64,
}

impl Head {
    /// The head as the file has it.
    pub const fn to_bytes(self) -> [u8; HEAD] {
        let [l0, l1, l2, l3] = self.length.to_le_bytes();
        let [r0, r1, r2, r3, r4, r5, r6, r7] = self.run.to_le_bytes();
        [l0, l1, l2, l3, r0, r1, r2, r3, r4, r5, r6, r7]
    }

    /// The head that [`Head::to_bytes`] wrote.
    pub const fn from_bytes(bytes: [u8; HEAD]) -> Self {
        let [l0, l1, l2, l3, run @ ..] = bytes;
        Self {
            length: u32::from_le_bytes([l0, l1, l2, l3]),
            run: u64::from_le_bytes(run),
        }
    }

    /// Bytes of the whole frame.
    pub const fn frame_size(self) -> u64 {
        self.length as u64 + AROUND as u64
    }
}

/// The frame of a record, or none of a record longer than a frame can hold.
pub fn frame(run: u64, record: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(record.len()).ok()?;
    let head = Head { length, run };
    let mut frame = Vec::with_capacity(record.len() + AROUND);
    frame.extend_from_slice(&head.to_bytes());
    frame.extend_from_slice(record);
    frame.extend_from_slice(&checksum(head, record));
    Some(frame)
}

/// What a frame of this head and record ends with.
pub fn checksum(head: Head, record: &[u8]) -> [u8; CHECKSUM] {
    let digest = Sha256::new_with_prefix(head.to_bytes()).chain_update(record);
    let mut checksum = [0; CHECKSUM];
    checksum.copy_from_slice(&digest.finalize()[..CHECKSUM]);
    checksum
}

/// The run whose frame these bytes were, before they were damaged: certain where only the head
/// was, one byte of the run's number at most; else what the head says, if its length is right.
/// None where more is broken.
pub fn run_of_damaged(bytes: &[u8]) -> Option<u64> {
    let (head, rest) = bytes.split_first_chunk::<HEAD>()?;
    let (record, stored) = rest.split_last_chunk::<CHECKSUM>()?;
    let said = Head::from_bytes(*head);
    let length = u32::try_from(record.len()).ok()?;
    let is_whole = |run: &u64| checksum(Head { length, run: *run }, record) == *stored;
    let near = (0..64).step_by(8).flat_map(|shift| {
        let byte = said.run & (0xff << shift);
        (0..=0xff_u64).map(move |other| said.run ^ byte ^ (other << shift))
    });
    std::iter::once(said.run)
        .chain(near)
        .find(is_whole)
        .or((said.length == length).then_some(said.run))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_run_of_a_frame_is_told_whichever_byte_of_it_is_damaged() {
        let whole = frame(0x0102_0304, b"eleven seconds").unwrap();
        for place in 0..whole.len() {
            for change in [1, 0x80, 0xff] {
                let mut damaged = whole.clone();
                damaged[place] ^= change;
                assert_eq!(run_of_damaged(&damaged), Some(0x0102_0304), "byte {place}");
            }
        }
    }

    #[test]
    fn a_run_is_not_guessed_where_length_and_record_are_both_broken() {
        let mut damaged = frame(7, b"eleven seconds").unwrap();
        damaged[0] ^= 1;
        damaged[20] ^= 1;
        assert_eq!(run_of_damaged(&damaged), None);
        assert_eq!(run_of_damaged(&damaged[..15]), None);
    }
}
