//! Files that cannot be read: bounded reading, and the one fault that says why not.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::base::{Text, system_reason};

use super::fault::{Address, Fault, FaultKind};

/// Most bytes taken from a pipe or a device (bytes), which may have no end; files have one.
const LONGEST_STREAM: u64 = 256 << 20;

/// All bytes of the file at `path`.
///
/// # Errors
/// As the operating system says; a pipe or device that goes on beyond every real document.
pub fn file_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    let mut bytes = Vec::new();
    if file.metadata()?.is_file() {
        file.read_to_end(&mut bytes)?;
        return Ok(bytes);
    }
    let taken = file.take(LONGEST_STREAM + 1).read_to_end(&mut bytes)?;
    if taken as u64 > LONGEST_STREAM {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// The fault at `asker`, the key or argument that names the file shown as `shown`.
pub fn unread(asker: &Address, shown: &str, error: &io::Error) -> Fault {
    let reason = system_reason(error);
    let rule = Text::new(
        format!("文件读不出来：{}", reason.zh),
        format!("the file cannot be read: {}", reason.en),
    );
    let fault = asker.fault(FaultKind::MissingFile, rule, remedy(asker, error));
    fault.with_value(shown)
}

fn remedy(asker: &Address, error: &io::Error) -> Text {
    // An argument has no key; its path starts where the command was typed.
    let is_argument = asker.path.is_empty();
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory if is_argument => Text::new(
            "请核对拼写；路径相对于当前文件夹",
            "check the spelling; the path is relative to the current folder",
        ),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Text::new(
            "请核对拼写；路径相对于写有它的那个文件",
            "check the spelling; a path is relative to the file that names it",
        ),
        io::ErrorKind::IsADirectory => Text::new("请写出其中的一个文件", "name a file inside it"),
        _ => Text::new("请核对文件和权限", "check the file and its permissions"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::source::{Place, Sources};
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_device_without_end_is_refused() {
        let error = file_bytes(Path::new("/dev/zero")).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn an_argument_is_told_where_its_path_starts() {
        let mut sources = Sources::new();
        let place = Place::top(sources.add("nowhere.toml", ""));
        let named = |path: &str| Address {
            path: path.to_owned(),
            place,
        };
        let missing = io::ErrorKind::NotFound.into();
        let said = |path| unread(&named(path), "nowhere.toml", &missing).remedy.en;
        assert!(said("").ends_with("relative to the current folder"));
        assert!(said("county").ends_with("relative to the file that names it"));
    }
}
