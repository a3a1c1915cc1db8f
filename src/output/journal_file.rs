//! A journal in a file of frames: length, run, record, checksum.
//!
//! Frames are only ever added, in the order in which runs finish. A frame that a killed process
//! left half written is cut off when the journal is opened. Only places are kept in memory.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, OpenOptions};
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::experiment::{Journal, JournalError, RunRecord};

/// The first bytes of a journal; the digit is the version of its frames.
const HEADER: &[u8; 20] = b"tiaokuai journal v1\n";
/// Length (4 bytes, little-endian) and run (8 bytes, little-endian).
const HEAD: usize = 12;
/// The first bytes of the SHA-256 of head and record.
const CHECKSUM: usize = 8;

/// Where a record lies in the file.
#[derive(Debug, Clone, Copy)]
struct Place {
    at: u64,
    length: u32,
}

/// A journal in a file.
#[derive(Debug)]
pub struct JournalFile {
    file: RefCell<File>,
    places: BTreeMap<u64, Place>,
    end: u64,
}

impl JournalFile {
    /// Opens the journal at `path`, which is made if there is none; a torn tail is cut off.
    ///
    /// # Errors
    /// The file cannot be read or written, is no journal, or is damaged before its last frame.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        let size = file.metadata()?.len();
        let mut places = BTreeMap::new();
        let end = if has_header(&mut file, size)? {
            find_frames(&file, size, &mut places)?
        } else {
            file.set_len(0)?;
            file.seek(SeekFrom::Start(0))?;
            file.write_all(HEADER)?;
            HEADER.len() as u64
        };
        file.set_len(end)?;
        Ok(Self {
            file: RefCell::new(file),
            places,
            end,
        })
    }

    /// Makes sure that everything appended has reached the disk.
    ///
    /// # Errors
    /// It has not.
    pub fn sync(&self) -> io::Result<()> {
        self.file.borrow().sync_data()
    }
}

impl Journal for JournalFile {
    fn finished(&self) -> BTreeSet<u64> {
        self.places.keys().copied().collect()
    }

    fn append(&mut self, index: u64, record: &[u8]) -> Result<(), JournalError> {
        let length = u32::try_from(record.len())
            .map_err(|_| io::Error::from(io::ErrorKind::FileTooLarge))?;
        let frame = frame(index, length, record);
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(self.end))?;
        if let Err(error) = file.write_all(&frame) {
            file.set_len(self.end)?;
            return Err(error.into());
        }
        let at = self.end + HEAD as u64;
        self.places.insert(index, Place { at, length });
        self.end += frame.len() as u64;
        Ok(())
    }

    fn read(&self, index: u64) -> Result<RunRecord, JournalError> {
        let place = self
            .places
            .get(&index)
            .ok_or(JournalError::Missing(index))?;
        let mut bytes = vec![0; place.length as usize];
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(place.at))?;
        file.read_exact(&mut bytes)?;
        RunRecord::from_bytes(&bytes).map_err(|error| JournalError::Record { run: index, error })
    }
}

fn frame(index: u64, length: u32, record: &[u8]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(HEAD + record.len() + CHECKSUM);
    frame.extend_from_slice(&length.to_le_bytes());
    frame.extend_from_slice(&index.to_le_bytes());
    frame.extend_from_slice(record);
    let checksum = Sha256::digest(&frame);
    frame.extend_from_slice(&checksum[..CHECKSUM]);
    frame
}

/// Whether the file begins as a journal does; an empty or torn header is none.
fn has_header(file: &mut File, size: u64) -> Result<bool, JournalError> {
    let mut begun = vec![0; HEADER.len().min(size as usize)];
    file.read_exact(&mut begun)?;
    if !HEADER.starts_with(&begun) {
        return Err(JournalError::NotAJournal);
    }
    Ok(begun.len() == HEADER.len())
}

/// Finds the frames after the header; the answer is where the last whole one ends.
fn find_frames(
    file: &File,
    size: u64,
    places: &mut BTreeMap<u64, Place>,
) -> Result<u64, JournalError> {
    let mut reader = BufReader::new(file);
    let mut at = HEADER.len() as u64;
    while at < size {
        let Some((index, length)) = read_frame(&mut reader, size - at)? else {
            return if is_tail(&mut reader, file, at, size)? {
                Ok(at)
            } else {
                Err(JournalError::Damaged { at })
            };
        };
        let place = Place {
            at: at + HEAD as u64,
            length,
        };
        places.insert(index, place);
        at += frame_size(length);
    }
    Ok(at)
}

const fn frame_size(length: u32) -> u64 {
    HEAD as u64 + length as u64 + CHECKSUM as u64
}

/// Run and length of the next frame; none if it does not fit into `left` bytes or is broken.
fn read_frame(reader: &mut impl Read, left: u64) -> io::Result<Option<(u64, u32)>> {
    if left < frame_size(0) {
        return Ok(None);
    }
    let mut head = [0; HEAD];
    reader.read_exact(&mut head)?;
    let [l0, l1, l2, l3, index @ ..] = head;
    let length = u32::from_le_bytes([l0, l1, l2, l3]);
    if frame_size(length) > left {
        return Ok(None);
    }
    let mut hash = Sha256::new_with_prefix(head);
    let mut record = vec![0; length as usize];
    reader.read_exact(&mut record)?;
    hash.update(&record);
    let mut checksum = [0; CHECKSUM];
    reader.read_exact(&mut checksum)?;
    let is_whole = hash.finalize()[..CHECKSUM] == checksum;
    Ok(is_whole.then_some((u64::from_le_bytes(index), length)))
}

/// Whether the broken frame at `at` is the last thing in the file: it reaches the end, or only
/// zeros follow, as after a power cut.
fn is_tail(reader: &mut (impl Read + Seek), file: &File, at: u64, size: u64) -> io::Result<bool> {
    let left = size - at;
    if left < frame_size(0) {
        return Ok(true);
    }
    reader.seek(SeekFrom::Start(at))?;
    let mut length = [0; 4];
    reader.read_exact(&mut length)?;
    if frame_size(u32::from_le_bytes(length)) >= left {
        return Ok(true);
    }
    let mut rest = BufReader::new(file);
    rest.seek(SeekFrom::Start(at))?;
    for byte in rest.bytes() {
        if byte? != 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::PathBuf;

    fn failed(error: &str) -> RunRecord {
        RunRecord::Failed {
            error: error.to_owned(),
        }
    }

    /// A journal with runs 4 and 2, its path and where each frame ends.
    fn written(folder: &Path) -> (PathBuf, [u64; 3]) {
        let path = folder.join("runs");
        let mut journal = JournalFile::open(&path).unwrap();
        let mut ends = [journal.end, 0, 0];
        for (place, run) in [(1, 4), (2, 2)] {
            let record = failed(&format!("run {run}")).to_bytes();
            journal.append(run, &record).unwrap();
            ends[place] = journal.end;
        }
        (path, ends)
    }

    fn errors(journal: &JournalFile) -> Vec<String> {
        let runs = journal.finished().into_iter();
        runs.map(|run| match journal.read(run).unwrap() {
            RunRecord::Failed { error } => error,
            RunRecord::Finished { .. } => panic!("no run finished"),
        })
        .collect()
    }

    #[test]
    fn a_journal_that_is_opened_again_holds_the_same_runs() {
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = written(folder.path());
        let mut journal = JournalFile::open(&path).unwrap();
        assert_eq!(errors(&journal), ["run 2", "run 4"]);
        journal.append(9, &failed("run 9").to_bytes()).unwrap();
        assert_eq!(errors(&journal), ["run 2", "run 4", "run 9"]);
        assert!(matches!(journal.read(3), Err(JournalError::Missing(3))));
    }

    #[test]
    fn a_torn_tail_is_cut_wherever_it_is_torn() {
        let folder = tempfile::tempdir().unwrap();
        let (path, ends) = written(folder.path());
        let whole = fs::read(&path).unwrap();
        for length in 0..whole.len() {
            fs::write(&path, &whole[..length]).unwrap();
            let mut journal = JournalFile::open(&path).unwrap();
            let kept = ends[1..]
                .iter()
                .filter(|end| **end <= length as u64)
                .count();
            assert_eq!(journal.finished().len(), kept, "torn at byte {length}");
            journal.append(7, &failed("again").to_bytes()).unwrap();
            drop(journal);
            let journal = JournalFile::open(&path).unwrap();
            assert_eq!(journal.finished().len(), kept + 1);
        }
    }

    #[test]
    fn zeros_after_the_last_frame_are_a_torn_tail() {
        let folder = tempfile::tempdir().unwrap();
        let (path, ends) = written(folder.path());
        let mut bytes = fs::read(&path).unwrap();
        bytes.extend([0; 4_096]);
        fs::write(&path, bytes).unwrap();
        assert_eq!(JournalFile::open(&path).unwrap().end, ends[2]);
    }

    #[test]
    fn damage_before_the_last_frame_is_told_and_nothing_is_cut() {
        let folder = tempfile::tempdir().unwrap();
        let (path, ends) = written(folder.path());
        let mut bytes = fs::read(&path).unwrap();
        bytes[ends[1] as usize - 1] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let error = JournalFile::open(&path).unwrap_err();
        assert!(matches!(error, JournalError::Damaged { at } if at == ends[0]));
        assert_eq!(fs::read(&path).unwrap(), bytes);
    }

    #[test]
    fn a_file_of_something_else_is_refused_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("runs");
        fs::write(&path, "my diary").unwrap();
        let error = JournalFile::open(&path).unwrap_err();
        assert!(matches!(error, JournalError::NotAJournal));
        assert_eq!(fs::read(&path).unwrap(), b"my diary");
    }
}
