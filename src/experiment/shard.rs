//! A part of a study that is run by itself, on another machine or at another time.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Shard `i` of `n`: the worlds whose number leaves `i - 1` when divided by `n`, whole worlds with
/// all their setups.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Shard {
    /// Which shard, from 1.
    i: u32,
    /// Of how many.
    n: u32,
}

impl Shard {
    /// Shard `i` of `n`; none unless 1 ≤ i ≤ n.
    pub const fn new(i: u32, n: u32) -> Option<Self> {
        if 1 <= i && i <= n {
            Some(Self { i, n })
        } else {
            None
        }
    }

    /// Which shard, from 1.
    pub const fn number(self) -> u32 {
        self.i
    }

    /// Of how many.
    pub const fn count(self) -> u32 {
        self.n
    }

    /// All shards of so many.
    pub fn all(n: u32) -> impl Iterator<Item = Self> {
        (1..=n).map(move |i| Self { i, n })
    }

    /// Whether world `index` (replication times points plus point) is in it.
    pub const fn holds(self, index: u64) -> bool {
        index % self.n as u64 == (self.i - 1) as u64
    }
}

/// A shard as a manifest has it.
#[derive(Serialize, Deserialize)]
struct Written {
    i: u32,
    n: u32,
}

impl From<Shard> for Written {
    fn from(Shard { i, n }: Shard) -> Self {
        Self { i, n }
    }
}

impl TryFrom<Written> for Shard {
    type Error = NoShard;

    fn try_from(Written { i, n }: Written) -> Result<Self, NoShard> {
        Self::new(i, n).ok_or(NoShard)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.i, self.n)
    }
}

/// Words that name no shard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected i/n with 1 <= i <= n, such as 2/4")]
pub struct NoShard;

impl FromStr for Shard {
    type Err = NoShard;

    fn from_str(word: &str) -> Result<Self, NoShard> {
        let number = |digits: &str| {
            let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
            is_plain.then(|| digits.parse().ok()).flatten()
        };
        word.split_once('/')
            .and_then(|(i, n)| Self::new(number(i)?, number(n)?))
            .ok_or(NoShard)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_world_is_in_exactly_one_shard() {
        for n in 1..=7 {
            for world in 0..30 {
                let holders = Shard::all(n).filter(|shard| shard.holds(world));
                assert_eq!(holders.count(), 1, "world {world} of {n}");
            }
        }
        assert!(Shard::new(1, 4).unwrap().holds(0) && Shard::new(4, 4).unwrap().holds(3));
    }

    #[test]
    fn a_shard_is_written_as_it_is_read_and_others_are_refused() {
        let shard: Shard = "2/4".parse().unwrap();
        assert_eq!((shard.number(), shard.count()), (2, 4));
        assert_eq!(shard.to_string(), "2/4");
        for word in [
            "0/4",
            "5/4",
            "1/0",
            "2",
            "/",
            "a/4",
            "+1/4",
            "1/4/4",
            "-1/4",
            "1/4294967296",
        ] {
            assert_eq!(word.parse::<Shard>(), Err(NoShard), "{word}");
        }
    }
}
