//! Keys: fixed 64-bit hashes of name paths, so that an entity's draws depend on its own name only.

/// The fixed key of a named thing; its children are keyed under it.
///
/// A key is the 64-bit FNV-1a hash (Fowler, Noll and Vo, IETF draft-eastlake-fnv) of one name, started from the
/// parent's key and closed by a byte that no UTF-8 text contains, then finished by the `SplitMix64`
/// mixer (Steele, Lea and Flood, OOPSLA 2014, with Stafford's thirteenth constants). The
/// algorithm never changes: a changed key is another world.
///
/// # Example
/// ```
/// use tiaokuai::base::Key;
/// let noise = Key::of("typical").child("t03").child("noise");
/// assert_ne!(noise, Key::of("typical").child("t04").child("noise"));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u64);

const FNV_OFFSET_BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01b3;
const END_OF_NAME: u8 = 0xff;
const END_OF_NUMBER: u8 = 0xfe;

impl Key {
    /// The key of a name without a parent.
    pub const fn of(name: &str) -> Self {
        Self(FNV_OFFSET_BASIS).child(name)
    }

    /// The key of the thing called `name` under this one.
    #[must_use]
    pub const fn child(self, name: &str) -> Self {
        self.extended(name.as_bytes(), END_OF_NAME)
    }

    /// The key of the `ordinal`-th nameless thing under this one; never that of a named one.
    #[must_use]
    pub const fn numbered(self, ordinal: u64) -> Self {
        self.extended(&ordinal.to_le_bytes(), END_OF_NUMBER)
    }

    /// The 64 bits.
    pub const fn bits(self) -> u64 {
        self.0
    }

    const fn extended(self, bytes: &[u8], end: u8) -> Self {
        let mut hash = self.0;
        let mut position = 0;
        while position < bytes.len() {
            hash = fnv_1a(hash, bytes[position]);
            position += 1;
        }
        Self(mixed(fnv_1a(hash, end)))
    }
}

const fn fnv_1a(hash: u64, byte: u8) -> u64 {
    (hash ^ byte as u64).wrapping_mul(FNV_PRIME)
}

/// Spreads every input bit over all output bits; a bijection.
pub(crate) const fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn keys_are_pinned() {
        const NOISE: Key = Key::of("typical").child("t03").child("noise");
        assert_eq!(Key::of("").bits(), 0x4f2d_b50f_1240_40cd);
        assert_eq!(NOISE.bits(), 0x708a_ae35_5f2b_4cbc);
        assert_eq!(NOISE.numbered(7).bits(), 0x2736_b91c_826e_717f);
        assert_eq!(Key::of("噪声").bits(), 0xd11c_de7b_dd2d_2c93);
    }

    #[test]
    fn borders_between_names_count() {
        assert_ne!(Key::of("ab").child("c"), Key::of("a").child("bc"));
        assert_ne!(Key::of("ab"), Key::of("a").child("b"));
        assert_ne!(Key::of("a"), Key::of("a").child(""));
    }

    #[test]
    fn a_number_is_no_name() {
        let bytes = 0x3837_3635_3433_3231_u64;
        let name = String::from_utf8(bytes.to_le_bytes().to_vec()).unwrap();
        let parent = Key::of("noise");
        assert_ne!(parent.numbered(bytes), parent.child(&name));
    }

    #[test]
    fn a_hundred_thousand_alike_names_have_different_keys() {
        let parent = Key::of("typical");
        let keys: BTreeSet<Key> = (0..50_000)
            .flat_map(|number| {
                [
                    parent.child(&format!("v-{number}")),
                    parent.numbered(number),
                ]
            })
            .collect();
        assert_eq!(keys.len(), 100_000);
    }

    #[test]
    fn changing_one_letter_flips_half_of_the_bits() {
        let flips = |number: u32| {
            let key = Key::of("village").child(&format!("{number:05}"));
            let next = Key::of("village").child(&format!("{:05}", number ^ 1));
            (key.bits() ^ next.bits()).count_ones()
        };
        let pairs = 10_000;
        let mean = f64::from((0..pairs).map(flips).sum::<u32>()) / f64::from(pairs);
        let standard_error = 4.0 / f64::from(pairs).sqrt();
        assert!((mean - 32.0).abs() < 5.0 * standard_error, "{mean}");
    }
}
