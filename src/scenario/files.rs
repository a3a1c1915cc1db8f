//! Files a study is read from: each opened once, its bytes kept, its faults placed.

use std::io;
use std::path::{Component, Path, PathBuf};

use crate::document::{Address, Faults, Node, Place, Sources, Tree, file_bytes, unread};

use super::study::Input;

/// Where files come from: the disk, or copies kept with a result.
pub trait Files {
    /// The bytes of a file.
    ///
    /// # Errors
    /// As the operating system says.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

/// The disk.
#[derive(Debug, Clone, Copy)]
pub struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        file_bytes(path)
    }
}

/// Files in memory, by the paths they were read under.
impl Files for Vec<Input> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let same = |input: &&Input| Path::new(&input.path) == path;
        let found = self.iter().find(same);
        found
            .map(|input| input.bytes.clone())
            .ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}

/// Opens files and keeps what was in them.
pub struct Reader<'a> {
    files: &'a dyn Files,
    /// Texts of all files, for reports.
    pub sources: &'a mut Sources,
    /// What was found so far.
    pub faults: Faults,
    /// Files read, in order.
    pub inputs: Vec<Input>,
    opened: Vec<(PathBuf, Tree)>,
}

impl<'a> Reader<'a> {
    /// Nothing read yet.
    pub fn new(files: &'a dyn Files, sources: &'a mut Sources) -> Self {
        Self {
            files,
            sources,
            faults: Faults::new(),
            inputs: Vec::new(),
            opened: Vec::new(),
        }
    }

    /// The document at `path`; nothing, and a fault at `asker`, if it cannot be read.
    pub fn open(&mut self, path: &Path, asker: &Address) -> Option<Tree> {
        if let Some((_, tree)) = self.opened.iter().find(|(known, _)| known == path) {
            return Some(tree.clone());
        }
        match self.files.read(path) {
            Ok(bytes) => Some(self.keep(path, bytes)),
            Err(error) => {
                self.miss(path, asker, &error);
                None
            }
        }
    }

    /// The document named on the command line.
    pub fn open_first(&mut self, path: &Path) -> Option<Tree> {
        match self.files.read(path) {
            Ok(bytes) => Some(self.keep(path, bytes)),
            Err(error) => {
                let source = self.sources.add(path.display().to_string(), "");
                let asker = Address {
                    path: String::new(),
                    place: Place::top(source),
                };
                self.miss(path, &asker, &error);
                None
            }
        }
    }

    fn keep(&mut self, path: &Path, bytes: Vec<u8>) -> Tree {
        let shown = path.display().to_string();
        let tree = Tree::from_bytes(self.sources, &mut self.faults, &shown, &bytes);
        self.inputs.push(Input { path: shown, bytes });
        self.opened.push((path.to_owned(), tree.clone()));
        tree
    }

    fn miss(&mut self, path: &Path, asker: &Address, error: &io::Error) {
        let fault = unread(asker, &path.display().to_string(), error);
        self.faults.push(fault);
    }

    /// The document of `kind` that the text `node` at `path` names.
    pub fn open_named(&mut self, node: &Node, path: &str, kind: &str) -> Option<(PathBuf, Tree)> {
        let (file, mut tree) = self.open_beside(node, path)?;
        let is_other = tree.is_of_other_kind(&[kind]);
        tree.take_kind(&mut self.faults, &[kind]);
        (!is_other).then_some((file, tree))
    }

    /// The document that the text `node` at `path` names, relative to the file it stands in.
    pub fn open_beside(&mut self, node: &Node, path: &str) -> Option<(PathBuf, Tree)> {
        let file = self.named(node)?;
        let tree = self.open(&file, &asker(node, path))?;
        Some((file, tree))
    }

    /// The name and the bytes of the file, no document, that the text `node` at `path` names.
    pub fn bytes_beside(&mut self, node: &Node, path: &str) -> Option<Input> {
        let file = self.named(node)?;
        match self.files.read(&file) {
            Ok(bytes) => {
                let path = file.display().to_string();
                let input = Input { path, bytes };
                self.inputs.push(input.clone());
                Some(input)
            }
            Err(error) => {
                self.miss(&file, &asker(node, path), &error);
                None
            }
        }
    }

    fn named(&self, node: &Node) -> Option<PathBuf> {
        let written = node.as_text()?;
        let file = self.sources.resolve(node.place.source, written);
        Some(without_detours(file))
    }
}

fn asker(node: &Node, path: &str) -> Address {
    Address {
        path: path.to_owned(),
        place: node.place,
    }
}

/// The tidy path if it leads to the same file, symbolic links on the way considered.
fn without_detours(path: PathBuf) -> PathBuf {
    let tidied = tidy(&path);
    match (path.canonicalize(), tidied.canonicalize()) {
        (Ok(one), Ok(other)) if one != other => path,
        (Ok(_), Err(_)) => path,
        _ => tidied,
    }
}

/// The same path without `a/..`, unless `a` is itself a way up.
fn tidy(path: &Path) -> PathBuf {
    let mut tidied = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(tidied.components().next_back(), Some(Component::Normal(_))) =>
            {
                tidied.pop();
            }
            other => tidied.push(other),
        }
    }
    tidied
}

/// What a file is called by: its stem, or its folder if the stem is the usual one.
pub fn called(path: &Path, usual_stem: &str) -> String {
    let name =
        |part: Option<&std::ffi::OsStr>| part.map(|name| name.to_string_lossy().into_owned());
    let stem = name(path.file_stem()).unwrap_or_default();
    if stem != usual_stem {
        return stem;
    }
    let absolute = std::path::absolute(path).map_or_else(|_| path.to_owned(), |path| tidy(&path));
    let folder = absolute.parent().and_then(Path::file_name);
    name(folder).unwrap_or(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_county_is_called_by_its_folder_and_anything_else_by_its_stem() {
        let called = |path: &str| called(Path::new(path), "county");
        assert_eq!(called("a/typical/county.toml"), "typical");
        assert_eq!(called("a/b/../typical/county.toml"), "typical");
        assert_eq!(called("a/mine.toml"), "mine");
    }

    #[test]
    fn a_tidy_path_has_no_detours() {
        let tidied = |path: &str| tidy(Path::new(path)).display().to_string();
        assert_eq!(tidied("a/b/../../c/./d.toml"), "c/d.toml");
        assert_eq!(tidied("../../c.toml"), "../../c.toml");
    }
}
