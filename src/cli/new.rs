//! `new`: a folder of a county, three setups and an experiment, to edit and to run.

use std::fs;
use std::io;
use std::path::Path;

use anyhow::Context;

use super::arguments::NewArguments;
use super::console::print;
use super::embedded::DEMO;
use super::exit::{Ending, Refusal};
use crate::base::{Language, system_reason};

const README: &str = include_str!("scaffold/README.md");
const README_ZH: &str = include_str!("scaffold/README.zh.md");
/// What the demo is called, and what a study of one's own is called until its owner names it.
const NAMES: [(&str, &str); 2] = [
    ("演示：样板县", "我的第一个实验"),
    ("demo: pattern county", "my first experiment"),
];

/// Writes the folder.
pub(super) fn new(arguments: &NewArguments, language: Language) -> Result<Ending, Refusal> {
    let folder = &arguments.folder;
    refuse_occupied(folder, language)?;
    for (path, text) in scaffold() {
        let file = folder.join(&path);
        let parent = file.parent().unwrap_or(folder);
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&file, text))
            .with_context(|| file.display().to_string())?;
    }
    print(&next_steps(folder, language))?;
    Ok(Ending::Done)
}

fn refuse_occupied(folder: &Path, language: Language) -> Result<(), Refusal> {
    let shown = folder.display();
    let first = fs::read_dir(folder).map(|mut entries| entries.next());
    let reason = match first {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => language.choose(
            format!("`{shown}` 不能用作文件夹：{}", system_reason(&error).zh),
            format!(
                "`{shown}` cannot serve as a folder: {}",
                system_reason(&error).en
            ),
        ),
        Ok(None) => return Ok(()),
        Ok(Some(_)) => language.choose(
            format!("`{shown}` 里已有内容，什么都没写；请换一个新的文件夹名"),
            format!("`{shown}` is not empty, nothing was written; name a new folder"),
        ),
    };
    Err(Refusal::Input(reason))
}

/// Paths and texts, flat where the repository is deep.
fn scaffold() -> Vec<(String, String)> {
    let readmes = [("README.md", README), ("README.zh.md", README_ZH)];
    let files = DEMO.iter().map(|file| {
        let path = flattened(file.path);
        let text = if path == "experiment.toml" {
            own_experiment(file.text)
        } else {
            file.text.to_owned()
        };
        (path, text)
    });
    let readmes = readmes.map(|(path, text)| (path.to_owned(), text.to_owned()));
    readmes.into_iter().chain(files).collect()
}

fn flattened(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    if path.contains("/setups/") {
        format!("setups/{name}")
    } else {
        name.to_owned()
    }
}

fn own_experiment(demo: &str) -> String {
    let mut text = demo.to_owned();
    for file in &DEMO[1..] {
        text = text.replace(&format!("../../{}", file.path), &flattened(file.path));
    }
    for (demo, own) in NAMES {
        text = text.replace(demo, own);
    }
    text
}

fn next_steps(folder: &Path, language: Language) -> String {
    let folder = folder.display();
    language.choose(
        format!(
            "已写出 {folder}：county.toml（县）、setups/（体制）、experiment.toml（实验）、README.zh.md。\n\
             下一步：\n  \
             tiaokuai check {folder}/experiment.toml   改动之后检查\n  \
             tiaokuai run {folder}/experiment.toml     运行\n"
        ),
        format!(
            "wrote {folder}: county.toml, setups/, experiment.toml, README.md\n\
             next:\n  \
             tiaokuai check {folder}/experiment.toml   check it after each change\n  \
             tiaokuai run {folder}/experiment.toml     run it\n"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_experiment_names_files_of_the_scaffold_only() {
        let files = scaffold();
        let experiment = &files.iter().find(|(path, _)| path == "experiment.toml");
        let (_, text) = experiment.expect("an experiment");
        assert!(!text.contains(".."), "{text}");
        assert!(text.contains("my first experiment") && text.contains("我的第一个实验"));
        for (path, _) in files.iter().filter(|(path, _)| path.contains('/')) {
            assert!(text.contains(&format!("\"{path}\"")), "{path} in\n{text}");
        }
    }
}
