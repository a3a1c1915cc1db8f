//! A journal in a file of frames: length, run, record, checksum.
//!
//! Frames are only ever added, in the order in which runs finish. A frame that a killed process
//! left half written is cut off when the journal is opened; what is damaged before the end is told
//! and stays until it is repaired. Only places are kept in memory.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::experiment::{Journal, JournalError, RunEnd, RunRecord};

use super::atomic::NewFile;
use super::journal_frame::{AROUND, HEAD, frame};
use super::journal_scan::{Beginning, Damage, HEADER, Place, Scan, beginning, bytes_at, scan};

/// A journal in a file.
#[derive(Debug)]
pub struct JournalFile {
    path: PathBuf,
    file: RefCell<File>,
    places: BTreeMap<u64, Place>,
    damage: Vec<Damage>,
    end: u64,
}

impl JournalFile {
    /// Opens the journal at `path`, which is made if there is none; a torn tail is cut off.
    ///
    /// # Errors
    /// The file cannot be read or written, or is no journal.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)?;
        let size = file.metadata()?.len();
        let found = match beginning(&file, size)? {
            Beginning::Torn => {
                file.set_len(0)?;
                file.seek(SeekFrom::Start(0))?;
                file.write_all(HEADER)?;
                scan(&file, HEADER.len() as u64)?
            }
            begun => scanned(&file, size, begun)?,
        };
        file.set_len(found.end)?;
        Ok(Self::of(path, file, found))
    }

    /// Opens the journal at `path` to read it only; a torn tail is passed over.
    ///
    /// # Errors
    /// The file cannot be read, or is no journal.
    pub fn read_only(path: &Path) -> Result<Self, JournalError> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        let found = match beginning(&file, size)? {
            Beginning::Torn => Scan::default(),
            begun => scanned(&file, size, begun)?,
        };
        Ok(Self::of(path, file, found))
    }

    fn of(path: &Path, file: File, found: Scan) -> Self {
        let Scan {
            places,
            damage,
            end,
        } = found;
        Self {
            path: path.to_owned(),
            file: RefCell::new(file),
            places,
            damage,
            end,
        }
    }

    /// What was found damaged, in the order of the file.
    pub fn damage(&self) -> &[Damage] {
        &self.damage
    }

    /// Writes the whole frames anew, without what is damaged; the old file stands until then.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn repair(&mut self) -> Result<(), JournalError> {
        let mut whole = NewFile::create(&self.path)?;
        whole.write_all(HEADER)?;
        for place in self.places.values() {
            whole.write_all(&self.frame_at(*place)?)?;
        }
        whole.keep()?;
        *self = Self::open(&self.path)?;
        Ok(())
    }

    /// The record of run `index` as its bytes.
    ///
    /// # Errors
    /// It is not held, or cannot be read.
    fn record(&self, index: u64) -> Result<Vec<u8>, JournalError> {
        let place = self.places.get(&index);
        let place = place.ok_or(JournalError::Missing(index))?;
        let length = u64::from(place.length);
        Ok(bytes_at(&self.file.borrow(), place.at, length)?)
    }

    /// The frame around a record, whole since it was found whole.
    fn frame_at(&self, place: Place) -> io::Result<Vec<u8>> {
        let size = u64::from(place.length) + AROUND as u64;
        bytes_at(&self.file.borrow(), place.at - HEAD as u64, size)
    }

    /// Copies the frame of run `index` from another journal.
    ///
    /// # Errors
    /// It is not held there, or cannot be read or written.
    pub fn copy(&mut self, index: u64, from: &Self) -> Result<(), JournalError> {
        let place = from.places.get(&index);
        let place = place.ok_or(JournalError::Missing(index))?;
        self.append_frame(index, &from.frame_at(*place)?)
    }

    /// Makes sure that everything appended has reached the disk.
    ///
    /// # Errors
    /// It has not.
    pub fn sync(&self) -> io::Result<()> {
        self.file.borrow().sync_data()
    }
}

/// What a file holds that is long enough to be a journal.
fn scanned(file: &File, size: u64, begun: Beginning) -> Result<Scan, JournalError> {
    if begun == Beginning::Foreign {
        return Err(JournalError::NotAJournal);
    }
    let mut found = scan(file, size)?;
    if begun == Beginning::Damaged {
        let end = HEADER.len() as u64;
        let header = Damage {
            at: 0,
            end,
            run: None,
        };
        found.damage.insert(0, header);
    }
    Ok(found)
}

impl Journal for JournalFile {
    fn finished(&self) -> BTreeSet<u64> {
        self.places.keys().copied().collect()
    }

    fn append(&mut self, index: u64, record: &[u8]) -> Result<(), JournalError> {
        let too_large = || io::Error::from(io::ErrorKind::FileTooLarge);
        self.append_frame(index, &frame(index, record).ok_or_else(too_large)?)
    }

    fn read(&self, index: u64) -> Result<RunRecord, JournalError> {
        let bytes = self.record(index)?;
        RunRecord::from_bytes(&bytes).map_err(|error| JournalError::Record { run: index, error })
    }

    fn end(&self, index: u64) -> Result<RunEnd, JournalError> {
        let bytes = self.record(index)?;
        RunEnd::of_bytes(&bytes).map_err(|error| JournalError::Record { run: index, error })
    }
}

impl JournalFile {
    /// Appends a whole frame of run `index`.
    fn append_frame(&mut self, index: u64, frame: &[u8]) -> Result<(), JournalError> {
        let file = self.file.get_mut();
        file.seek(SeekFrom::Start(self.end))?;
        if let Err(error) = file.write_all(frame) {
            file.set_len(self.end)?;
            return Err(error.into());
        }
        let at = self.end + HEAD as u64;
        let length = (frame.len() - AROUND) as u32;
        self.places.insert(index, Place { at, length });
        self.end += frame.len() as u64;
        // What was written into a folder that is gone would be lost with this process.
        if !fs::exists(&self.path)? {
            return Err(io::Error::from(io::ErrorKind::NotFound).into());
        }
        Ok(())
    }
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

    /// The journal opened with one byte changed, and what is damaged in it.
    fn flipped(path: &Path, whole: &[u8], place: usize) -> JournalFile {
        let mut bytes = whole.to_vec();
        bytes[place] ^= 0x55;
        fs::write(path, &bytes).unwrap();
        let journal = JournalFile::open(path).unwrap();
        assert_eq!(fs::read(path).unwrap(), bytes, "nothing is cut");
        journal
    }

    #[test]
    fn whichever_byte_is_damaged_its_run_is_named_and_the_others_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let (path, ends) = written(folder.path());
        let whole = fs::read(&path).unwrap();
        let [header, first, last] = ends;
        for place in 0..whole.len() as u64 {
            let (at, end, run) = match place {
                _ if place < header => (0, header, None),
                _ if place < first => (header, first, Some(4)),
                _ => (first, last, Some(2)),
            };
            let mut journal = flipped(&path, &whole, place as usize);
            assert_eq!(journal.damage(), [Damage { at, end, run }], "byte {place}");
            let kept: Vec<u64> = [2, 4]
                .into_iter()
                .filter(|kept| Some(*kept) != run)
                .collect();
            assert_eq!(Vec::from_iter(journal.finished()), kept, "byte {place}");
            journal.repair().unwrap();
            assert_eq!(journal.damage(), []);
            assert_eq!(Vec::from_iter(journal.finished()), kept, "byte {place}");
            let errors = errors(&journal);
            assert!(errors.len() == kept.len() && !errors.concat().contains("run 9"));
            journal.append(9, &failed("run 9").to_bytes()).unwrap();
            drop(journal);
            let journal = JournalFile::open(&path).unwrap();
            assert_eq!(journal.finished().len(), kept.len() + 1, "byte {place}");
            assert_eq!(journal.damage(), []);
        }
    }

    #[test]
    fn frames_are_found_again_after_many_that_are_broken() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("runs");
        let mut journal = JournalFile::open(&path).unwrap();
        let long = failed(&"0".repeat(100_000)).to_bytes();
        let ends: Vec<u64> = (0..6)
            .map(|run| {
                journal.append(run, &long).unwrap();
                journal.end
            })
            .collect();
        drop(journal);
        let mut bytes = fs::read(&path).unwrap();
        // Lengths of runs 1 and 2, and the record of run 4.
        for place in [ends[0] + 1, ends[1] + 2, ends[3] + 50_000] {
            bytes[place as usize] ^= 0xff;
        }
        fs::write(&path, &bytes).unwrap();
        let journal = JournalFile::open(&path).unwrap();
        assert_eq!(Vec::from_iter(journal.finished()), [0, 3, 5]);
        let damage = |at: usize, end: usize, run| Damage {
            at: ends[at],
            end: ends[end],
            run,
        };
        assert_eq!(
            journal.damage(),
            [damage(0, 2, None), damage(3, 4, Some(4))]
        );
    }

    #[test]
    fn a_run_that_stands_whole_elsewhere_is_not_called_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let (path, ends) = written(folder.path());
        let mut journal = JournalFile::open(&path).unwrap();
        journal.append(4, &failed("run 4").to_bytes()).unwrap();
        drop(journal);
        let mut bytes = fs::read(&path).unwrap();
        bytes[ends[1] as usize - 1] ^= 1;
        fs::write(&path, &bytes).unwrap();
        let journal = JournalFile::open(&path).unwrap();
        assert_eq!(errors(&journal), ["run 2", "run 4"]);
        assert_eq!(journal.damage().len(), 1);
        assert_eq!(journal.damage()[0].run, None);
    }

    #[test]
    fn a_journal_that_is_gone_refuses_the_next_run() {
        let folder = tempfile::tempdir().unwrap();
        let (path, _) = written(folder.path());
        let mut journal = JournalFile::open(&path).unwrap();
        fs::remove_file(&path).unwrap();
        let refused = journal.append(7, &failed("run 7").to_bytes()).unwrap_err();
        assert!(refused.text().zh.contains("没有这个文件"), "{refused}");
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
