//! Help, versions and misspellings, in both languages.

use super::command::Desk;

const VERBS: [&str; 8] = [
    "demo", "new", "check", "run", "merge", "submit", "explain", "schema",
];

#[test]
fn every_help_speaks_the_language_asked_for_and_has_an_example() {
    let desk = Desk::new();
    for verb in VERBS {
        let en = desk.types(&[verb, "--help", "--lang", "en"]);
        assert_eq!(en.status, Some(0));
        assert!(en.out.contains("Usage: tiaokuai ") && en.out.contains("Example:\n  tiaokuai"));
        assert!(!en.out.contains('，'), "{}", en.out);
        let zh = desk.types(&["--lang", "zh", verb, "--help"]);
        assert_eq!(zh.status, Some(0));
        assert!(zh.out.contains("用法：tiaokuai ") && zh.out.contains("例：\n  tiaokuai"));
        for english in ["Usage", "Options", "default", "possible values", "Print"] {
            assert!(
                !zh.out.contains(english),
                "{verb}: {english} in\n{}",
                zh.out
            );
        }
    }
}

#[test]
fn the_locale_chooses_the_language_unless_the_flag_does() {
    let desk = Desk::new();
    let help = |variables: &[(&str, &str)], words: &[&str]| {
        let mut command = desk.program(words);
        command.envs(variables.iter().copied());
        let output = command.output().expect("the program runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert!(help(&[("LANG", "zh_CN.UTF-8")], &["--help"]).contains("用法"));
    assert!(help(&[("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")], &["--help"]).contains("Usage"));
    assert!(help(&[("LC_MESSAGES", "zh_TW")], &["--help", "--lang=en"]).contains("Usage"));
    assert!(help(&[("LANG", "fr_FR.UTF-8")], &["--help"]).contains("Usage"));
}

#[test]
fn an_unknown_verb_or_flag_is_bad_usage_and_names_the_nearest() {
    let desk = Desk::new();
    for (words, nearest) in [
        (vec!["runn", "a.toml"], "run"),
        (vec!["run", "a.toml", "--sed=1"], "--seed"),
    ] {
        let en = desk.types(&words);
        assert_eq!(en.status, Some(2));
        assert!(en.out.is_empty());
        assert!(en.err.contains(nearest), "{}", en.err);
        let zh = desk.types(&[&["--lang=zh"], words.as_slice()].concat());
        assert_eq!(zh.status, Some(2));
        assert!(
            zh.err.contains("没有") && zh.err.contains(nearest),
            "{}",
            zh.err
        );
    }
}

#[test]
fn bad_usage_is_told_in_chinese_too() {
    let desk = Desk::new();
    for (words, finding) in [
        (vec![], "缺少命令"),
        (vec!["run"], "缺少 <FILE>"),
        (
            vec!["run", "a.toml", "--threads=0"],
            "--threads <N> 的值 0 不对",
        ),
        (vec!["run", "a.toml", "--plots=fr"], "的值 fr 不对"),
        (
            vec!["run", "a.toml", "--shard=5/4"],
            "--shard <I/N> 的值 5/4 不对，应为 i/n",
        ),
        (vec!["run", "a.toml", "--shard=0/4"], "1 ≤ i ≤ n"),
        (vec!["run", "a.toml", "--shard=2"], "的值 2 不对"),
        (
            vec!["run", "a.toml", "--shard=1/2", "--incidents"],
            "--shard <I/N> 不能与 --incidents 同用",
        ),
        (
            vec!["run", "a.toml", "--resume", "--overwrite"],
            "--resume 不能与 --overwrite 同用",
        ),
        (vec!["schema", "town"], "可选值：county、setup"),
    ] {
        let said = desk.types(&[&["--lang=zh"], words.as_slice()].concat());
        assert_eq!(said.status, Some(2), "{words:?}");
        assert!(said.err.contains(finding), "{words:?}: {}", said.err);
    }
    assert_eq!(desk.files(), Vec::<String>::new());
}

#[test]
fn the_version_is_a_result() {
    let said = Desk::new().types(&["--version"]);
    assert_eq!(said.status, Some(0));
    assert_eq!(
        said.out,
        format!("tiaokuai {}\n", env!("CARGO_PKG_VERSION"))
    );
}
