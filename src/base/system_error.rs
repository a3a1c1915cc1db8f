//! What the operating system answers about a file, in both languages.

use std::io;

use super::language::Text;

/// The reason in both languages; what has no wording here keeps the system's own.
pub fn system_reason(error: &io::Error) -> Text {
    let known = match error.kind() {
        io::ErrorKind::NotFound => ("没有这个文件或文件夹", "there is no such file or folder"),
        io::ErrorKind::PermissionDenied => ("没有权限", "permission is denied"),
        io::ErrorKind::IsADirectory => ("这是文件夹，不是文件", "it is a folder, not a file"),
        io::ErrorKind::NotADirectory => (
            "路径中有一段是文件，不是文件夹",
            "a part of its path is a file, not a folder",
        ),
        io::ErrorKind::StorageFull => ("磁盘已满", "the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => ("磁盘只读", "the disk is read-only"),
        io::ErrorKind::FileTooLarge => ("文件过大", "it is too large"),
        io::ErrorKind::UnexpectedEof => ("文件不完整", "it breaks off"),
        _ => return wrapped(error),
    };
    Text::new(known.0, known.1)
}

/// The reason of the system's error inside one of a table's writer; without such, its own words.
fn wrapped(error: &io::Error) -> Text {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<csv::Error>());
    match inner.map(csv::Error::kind) {
        Some(csv::ErrorKind::Io(reason)) => system_reason(reason),
        _ => Text::new(error.to_string(), error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_of_the_system_is_told_in_both_languages() {
        let folder = std::fs::read(std::env::temp_dir()).unwrap_err();
        let reason = system_reason(&folder);
        assert_eq!(reason.zh, "这是文件夹，不是文件");
        assert_eq!(reason.en, "it is a folder, not a file");
    }

    #[test]
    fn a_reason_inside_a_wrapper_is_found() {
        let full = io::Error::from(io::ErrorKind::StorageFull);
        let wrapped = io::Error::other(csv::Error::from(full));
        assert_eq!(system_reason(&wrapped).zh, "磁盘已满");
    }

    #[test]
    fn a_reason_without_a_wording_is_kept() {
        let odd = io::Error::other("the tape tore");
        assert_eq!(system_reason(&odd).zh, "the tape tore");
    }
}
