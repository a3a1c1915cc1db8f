//! The tree is the architecture: floors import only downward, siblings only what stands before
//! them, and whatever would let chance or hash order into a result is absent.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Modules in the order in which a `mod.rs` or `lib.rs` declares them.
fn declared(file: &Path) -> Vec<String> {
    let text = fs::read_to_string(file).expect("a floor has a mod.rs");
    text.lines()
        .filter_map(|line| {
            let line = line
                .trim_start_matches("pub(crate) ")
                .trim_start_matches("pub(super) ");
            let line = line.trim_start_matches("pub ");
            line.strip_prefix("mod ")?
                .strip_suffix(';')
                .map(str::to_owned)
        })
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a floor is a folder")
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    entries.sort();
    for entry in entries {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|extension| extension == "rs") {
            found.push(entry);
        }
    }
}

/// The file without comments and without its unit tests.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a source is text");
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

/// First names after `prefix` in the code: `crate::base::Id` gives `base`; groups give each.
fn named_after(code: &str, prefix: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (place, _) in code.match_indices(prefix) {
        let before = code[..place].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':') {
            continue;
        }
        let rest = &code[place + prefix.len()..];
        let name: String = rest
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .collect();
        if !name.is_empty() {
            names.push(name);
        } else if let Some(group) = rest.strip_prefix('{') {
            let group = group.split('}').next().unwrap_or_default();
            names.extend(group.split(',').map(|name| {
                name.trim()
                    .split("::")
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            }));
        }
    }
    names
}

#[test]
fn floors_import_only_downward() {
    let floors = declared(&root().join("lib.rs"));
    let height: BTreeMap<&str, usize> = floors
        .iter()
        .enumerate()
        .map(|(height, floor)| (floor.as_str(), height))
        .collect();
    assert!(floors.len() >= 10, "lib.rs lists the floors: {floors:?}");
    let mut upward = Vec::new();
    for (own, floor) in floors.iter().enumerate() {
        let mut files = Vec::new();
        sources(&root().join(floor), &mut files);
        for file in files {
            for name in named_after(&code(&file), "crate::") {
                if height
                    .get(name.as_str())
                    .is_some_and(|height| *height > own)
                {
                    upward.push(format!("{} uses {name}", file.display()));
                }
            }
        }
    }
    assert!(upward.is_empty(), "upward imports:\n{}", upward.join("\n"));
}

#[test]
fn siblings_use_only_those_declared_before_them() {
    let mut files = Vec::new();
    sources(&root(), &mut files);
    let mut against = Vec::new();
    for map in files.iter().filter(|file| file.ends_with("mod.rs")) {
        let folder = map.parent().expect("a mod.rs lies in a folder");
        let order = declared(map);
        for (own, module) in order.iter().enumerate() {
            let file = folder.join(format!("{module}.rs"));
            if !file.exists() {
                continue;
            }
            for name in named_after(&code(&file), "super::") {
                let place = order.iter().position(|other| *other == name);
                if place.is_some_and(|place| place > own) {
                    against.push(format!("{} uses its later sibling {name}", file.display()));
                }
            }
        }
    }
    assert!(against.is_empty(), "circles:\n{}", against.join("\n"));
}

#[test]
fn maps_hold_no_logic() {
    let mut files = Vec::new();
    sources(&root(), &mut files);
    let rooms: Vec<_> = files
        .iter()
        .filter(|file| file.ends_with("mod.rs") || file.ends_with("lib.rs"))
        .filter(|file| code(file).contains("fn "))
        .collect();
    assert!(rooms.is_empty(), "logic in maps: {rooms:?}");
}

#[test]
fn neither_hash_order_nor_the_clock_nor_unseeded_chance_reaches_a_result() {
    let model = [
        "base",
        "document",
        "engine",
        "county",
        "governance",
        "dynamics",
        "metrics",
        "caselog",
        "scenario",
        "experiment",
    ];
    let banned = [
        "HashMap",
        "HashSet",
        "SystemTime",
        "Instant::now",
        "rand::rng()",
        "StdRng",
        "SmallRng",
        "from_os_rng",
    ];
    let mut found = Vec::new();
    for floor in model {
        let mut files = Vec::new();
        sources(&root().join(floor), &mut files);
        for file in files {
            let code = code(&file);
            for word in banned.iter().filter(|word| code.contains(**word)) {
                found.push(format!("{} uses {word}", file.display()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn the_checks_see_what_they_look_for() {
    assert_eq!(named_after("use crate::cli::run;", "crate::"), ["cli"]);
    assert_eq!(
        named_after("use super::{late, early::X};", "super::"),
        ["late", "early"]
    );
    assert_eq!(named_after("x(super::super::top)", "super::"), ["super"]);
}
