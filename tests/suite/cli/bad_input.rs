//! Bad input: status 2, every fault told, nothing written.

use super::command::Desk;

#[test]
fn a_bad_set_is_shown_with_its_place_and_the_nearest_name() {
    let desk = Desk::with_study();
    let before = desk.files();
    for (set, code, hint) in [
        (
            "county.travel.speed_km_per_hour=40",
            "unknown-key",
            "speed_km_per_h",
        ),
        (
            "county.travel.speed_km_per_h=-1",
            "out-of-range",
            "--set:1:",
        ),
        ("county.travel.speed_km_per_h", "syntax", "PATH=VALUE"),
        ("time.days=\"many\"", "wrong-type", "--set:1:"),
    ] {
        let said = desk.runs(&["--set", set]);
        assert_eq!(said.status, Some(2), "{set}: {said:?}");
        assert!(said.out.is_empty());
        assert!(
            said.err.contains(&format!("fault[{code}]")),
            "{set}: {}",
            said.err
        );
        assert!(said.err.contains(hint), "{set}: {}", said.err);
    }
    assert_eq!(desk.files(), before);
}

#[test]
fn every_fault_of_all_files_is_told_at_once_in_the_language_asked_for() {
    let desk = Desk::with_study();
    let county = desk
        .reads("study/county.toml")
        .replace("detour_factor", "detour_faktor");
    desk.writes("study/county.toml", &county);
    let setup = desk
        .reads("study/setups/single-team.toml")
        .replace("\"single-team\"", "\"single-teem\"");
    desk.writes("study/setups/single-team.toml", &setup);
    let before = desk.files();
    for verb in ["run", "check"] {
        let said = desk.types(&[verb, "study/experiment.toml", "--lang=en"]);
        assert_eq!(said.status, Some(2), "{said:?}");
        for hint in [
            "study/county.toml:",
            "detour_factor",
            "study/setups/single-team.toml:",
            "single-team",
            "in 2 files",
        ] {
            assert!(said.err.contains(hint), "{verb}: {hint} in\n{}", said.err);
        }
        let said = desk.types(&[verb, "study/experiment.toml", "--lang=zh"]);
        assert!(
            said.err.contains("错误[unknown-key]") && said.err.contains("改法："),
            "{}",
            said.err
        );
    }
    assert_eq!(desk.files(), before);
}

#[test]
fn files_that_are_missing_or_no_studies_are_refused() {
    let desk = Desk::with_study();
    desk.writes("manifest.json", "{}");
    desk.writes("broken.toml", "kind = ");
    std::fs::write(desk.path("latin.toml"), b"kind = \"\xff\"").expect("a file");
    let before = desk.files();
    for (file, hint) in [
        ("nowhere.toml", "missing-file"),
        ("study/county.toml", "wrong-word"),
        ("broken.toml", "syntax"),
        ("latin.toml", "not-utf-8"),
        ("manifest.json", "manifest"),
        ("study", "missing-file"),
    ] {
        let said = desk.types(&["run", file, "--lang=en"]);
        assert_eq!(said.status, Some(2), "{file}: {said:?}");
        assert!(said.err.contains(hint), "{file}: {}", said.err);
    }
    assert_eq!(desk.files(), before);
}

#[test]
fn a_folder_of_something_else_is_left_alone() {
    let desk = Desk::with_study();
    std::fs::create_dir(desk.path("out")).expect("a folder");
    desk.writes("out/thesis.txt", "years of work");
    for more in [&[][..], &["--overwrite"], &["--resume"]] {
        let said = desk.runs(more);
        assert_eq!(said.status, Some(2), "{said:?}");
        assert!(said.err.contains("thesis.txt"), "{}", said.err);
    }
    assert_eq!(std::fs::read_dir(desk.path("out")).expect("out").count(), 1);
}
