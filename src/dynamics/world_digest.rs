//! The world digest: a number that changes with anything the world drew, whatever the setup. It is a
//! sum, so that no order changes it.

use crate::base::key::mixed;
use crate::base::{Id, Stream};

use super::potential::{Potential, PotentialPart};

/// How many potentials are digested at a time, so that vector units help.
const LANES: usize = 32;

/// The digest of a potential of a stream.
pub fn of_potential(potential: &Potential, stream: Stream) -> u64 {
    let first = mixed(of_part(potential.parts()[0]));
    whole(
        of_nature(potential, stream),
        with_others(first, potential.parts()),
    )
}

/// The sum of the digests of potentials of a stream; cheaper than one by one.
pub fn of_potentials(potentials: &[Potential], stream: Stream) -> u64 {
    let chunks = potentials.chunks(LANES);
    let sums = chunks.map(|chunk| match chunk {
        [potential] => of_potential(potential, stream),
        _ => of_chunk(chunk, stream),
    });
    sums.fold(0, u64::wrapping_add)
}

fn of_chunk(chunk: &[Potential], stream: Stream) -> u64 {
    let (mut natures, mut contents) = ([0; LANES], [0; LANES]);
    for (lane, potential) in chunk.iter().enumerate() {
        natures[lane] = of_nature(potential, stream);
        contents[lane] = of_part(potential.parts()[0]);
    }
    let mut contents = contents.map(mixed);
    for (content, potential) in contents.iter_mut().zip(chunk) {
        *content = with_others(*content, potential.parts());
    }
    let digests: [u64; LANES] = std::array::from_fn(|lane| whole(natures[lane], contents[lane]));
    let digests = &digests[..chunk.len()];
    digests.iter().copied().fold(0, u64::wrapping_add)
}

/// The digest of the place of its village that a potential comes from.
pub fn of_place(place: u16, stream: Stream) -> u64 {
    mixed(stream.bits() ^ u64::from(place))
}

#[inline]
fn of_nature(potential: &Potential, stream: Stream) -> u64 {
    let nature = potential.at.seconds() as u64
        ^ u64::from(potential.severity.degree()) << 56
        ^ u64::from(potential.ordinal) << 32;
    nature.wrapping_add(stream.bits())
}

#[inline]
fn of_part(part: PotentialPart) -> u64 {
    part.content().seconds() as u64
        ^ (part.department.index() as u64) << 40
        ^ (part.power as u64) << 60
}

#[inline]
fn with_others(first: u64, parts: &[PotentialPart]) -> u64 {
    let others = parts[1..].iter().map(|part| mixed(of_part(*part)));
    others.fold(first, u64::wrapping_add)
}

#[inline]
fn whole(nature: u64, content: u64) -> u64 {
    mixed(mixed(nature) ^ content)
}
