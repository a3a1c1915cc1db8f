//! Finds the frames of a journal, and what is damaged between them.
//!
//! Where a frame is broken, its length cannot be trusted: the next frame is sought byte by byte
//! as the next place where head, record and checksum agree.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use super::journal_frame::{AROUND, CHECKSUM, HEAD, Head, checksum, run_of_damaged};

/// The first bytes of a journal; the digit is the version of its frames.
pub const HEADER: &[u8; 20] = b"tiaokuai journal v1\n";

/// Longer records are not sought after damage: bytes read as a length are mostly none.
const LONGEST_SOUGHT: u32 = 1 << 24;
/// Nor runs of such numbers.
const LAST_SOUGHT: u64 = 1 << 40;
/// Bytes of the file looked through at once.
const WINDOW: usize = 1 << 16;

/// Where a record lies in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its first byte.
    pub at: u64,
    /// Its bytes.
    pub length: u32,
}

/// Bytes of a journal that are no frame and no torn tail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Damage {
    /// The first of them.
    pub at: u64,
    /// The first after them.
    pub end: u64,
    /// The run whose record they were, where that can be told.
    pub run: Option<u64>,
}

/// What a journal's file holds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// The records, by run.
    pub places: BTreeMap<u64, Place>,
    /// What is damaged, in the order of the file.
    pub damage: Vec<Damage>,
    /// Where the last frame or damage ends; after it there is nothing or a torn tail.
    pub end: u64,
}

/// Whether a file begins as a journal does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beginning {
    /// It does.
    Whole,
    /// It is empty or breaks off inside the header.
    Torn,
    /// It does not, but frames follow.
    Damaged,
    /// It is something else.
    Foreign,
}

/// Looks at the header of a file.
///
/// # Errors
/// The file cannot be read.
pub fn beginning(file: &File, size: u64) -> io::Result<Beginning> {
    let begun = bytes_at(file, 0, size.min(HEADER.len() as u64))?;
    let after = HEADER.len() as u64;
    Ok(
        match (HEADER.starts_with(&begun), begun.len() == HEADER.len()) {
            (true, true) => Beginning::Whole,
            (true, false) => Beginning::Torn,
            (false, true) if next_frame(file, after, size)?.is_some() => Beginning::Damaged,
            (false, _) => Beginning::Foreign,
        },
    )
}

/// Finds the frames after the header.
///
/// # Errors
/// The file cannot be read.
pub fn scan(file: &File, size: u64) -> io::Result<Scan> {
    let mut found = Scan {
        end: HEADER.len() as u64,
        ..Scan::default()
    };
    while found.end < size {
        take_frames(file, size, &mut found)?;
        let at = found.end;
        if at == size {
            break;
        }
        let next = next_frame(file, at + 1, size)?;
        if next.is_none() && is_torn(file, at, size)? {
            break;
        }
        let end = next.unwrap_or(size);
        let is_sought = end - at
            <= Head {
                length: LONGEST_SOUGHT,
                run: 0,
            }
            .frame_size();
        let run = if is_sought {
            run_of_damaged(&bytes_at(file, at, end - at)?)
        } else {
            None
        };
        found.damage.push(Damage { at, end, run });
        found.end = end;
    }
    // What is damaged here may stand whole elsewhere.
    let Scan { places, damage, .. } = &mut found;
    for damaged in damage {
        damaged.run = damaged.run.filter(|run| !places.contains_key(run));
    }
    Ok(found)
}

/// Takes whole frames from where the scan has come to, until one is broken.
fn take_frames(file: &File, size: u64, found: &mut Scan) -> io::Result<()> {
    let mut file = file;
    file.seek(SeekFrom::Start(found.end))?;
    let mut reader = BufReader::new(file);
    while let Some(head) = read_frame(&mut reader, size - found.end)? {
        let place = Place {
            at: found.end + HEAD as u64,
            length: head.length,
        };
        found.places.insert(head.run, place);
        found.end += head.frame_size();
    }
    Ok(())
}

/// The head of the next frame; none if it does not fit into `left` bytes or is broken.
fn read_frame(reader: &mut impl Read, left: u64) -> io::Result<Option<Head>> {
    if left < AROUND as u64 {
        return Ok(None);
    }
    let mut head = [0; HEAD];
    reader.read_exact(&mut head)?;
    let head = Head::from_bytes(head);
    if head.frame_size() > left {
        return Ok(None);
    }
    let mut record = vec![0; head.length as usize];
    reader.read_exact(&mut record)?;
    let mut stored = [0; CHECKSUM];
    reader.read_exact(&mut stored)?;
    Ok((checksum(head, &record) == stored).then_some(head))
}

/// The first place from `from` on where a whole frame stands.
fn next_frame(file: &File, from: u64, size: u64) -> io::Result<Option<u64>> {
    let mut start = from;
    while start + (AROUND as u64) < size {
        let length = (size - start).min((WINDOW + HEAD) as u64);
        let window = bytes_at(file, start, length)?;
        for (offset, bytes) in window.windows(HEAD).take(WINDOW).enumerate() {
            let at = start + offset as u64;
            if let Some(head) = plausible(bytes, size - at)
                && is_frame(&bytes_at(file, at, head.frame_size())?, head)
            {
                return Ok(Some(at));
            }
        }
        start += WINDOW as u64;
    }
    Ok(None)
}

/// The head that these bytes may be.
fn plausible(bytes: &[u8], left: u64) -> Option<Head> {
    let head = Head::from_bytes(*bytes.first_chunk()?);
    let is_plausible = (1..=LONGEST_SOUGHT).contains(&head.length)
        && head.run <= LAST_SOUGHT
        && head.frame_size() <= left;
    is_plausible.then_some(head)
}

fn is_frame(bytes: &[u8], head: Head) -> bool {
    let record = bytes.get(HEAD..HEAD + head.length as usize);
    record.is_some_and(|record| bytes.ends_with(&checksum(head, record)))
}

/// Whether the broken frame at `at`, after which no other stands, was never whole: it is longer
/// than the file, or only zeros follow, as after a power cut.
fn is_torn(file: &File, at: u64, size: u64) -> io::Result<bool> {
    let left = size - at;
    if left < AROUND as u64 {
        return Ok(true);
    }
    let head = bytes_at(file, at, HEAD as u64)?;
    let head = head.first_chunk().map(|head| Head::from_bytes(*head));
    let is_short = head.is_some_and(|head| head.frame_size() > left);
    if is_short {
        // A length that was damaged makes a whole frame look short.
        let is_sought = left <= u64::from(LONGEST_SOUGHT);
        let was_whole = is_sought && run_of_damaged(&bytes_at(file, at, left)?).is_some();
        return Ok(!was_whole);
    }
    let mut file = file;
    file.seek(SeekFrom::Start(at))?;
    for byte in BufReader::new(file).bytes() {
        if byte? != 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// So many bytes of the file from `at` on.
///
/// # Errors
/// The file cannot be read, or ends before.
pub fn bytes_at(mut file: &File, at: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; length as usize];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}
