//! In what a stored study differs from the one asked for, for people to read.

use std::collections::BTreeMap;

use crate::base::Text;

use super::manifest::Manifest;

/// One way in which two studies differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What differs, such as `seed` or the path of an input.
    pub what: Text,
    /// What it is in the stored study.
    pub stored: String,
    /// What it is in the study asked for.
    pub asked: String,
}

impl Difference {
    /// The difference in one line.
    pub fn text(&self) -> Text {
        let Self {
            what,
            stored,
            asked,
        } = self;
        Text::new(
            format!("{}：已存 {stored}，现为 {asked}", what.zh),
            format!("{}: stored {stored}, now {asked}", what.en),
        )
    }
}

/// Every difference that explains why two studies are not the same.
pub fn differences(stored: &Manifest, asked: &Manifest) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut note = |zh: &str, en: &str, stored: String, asked: String| {
        if stored != asked {
            found.push(Difference {
                what: Text::new(zh, en),
                stored,
                asked,
            });
        }
    };
    let listed = |words: &[String]| format!("[{}]", words.join(", "));
    let named = |word: &Option<String>| word.clone().unwrap_or_else(|| "-".to_owned());
    note(
        "版本",
        "version",
        stored.version.clone(),
        asked.version.clone(),
    );
    note(
        "种子",
        "seed",
        stored.seed.to_string(),
        asked.seed.to_string(),
    );
    note(
        "设计",
        "design",
        named(&stored.design),
        named(&asked.design),
    );
    note(
        "方案",
        "setups",
        listed(&stored.setups),
        listed(&asked.setups),
    );
    note(
        "基线",
        "baseline",
        named(&stored.baseline),
        named(&asked.baseline),
    );
    note(
        "指标",
        "metrics",
        listed(&stored.metrics),
        listed(&asked.metrics),
    );
    note(
        "人群",
        "populations",
        listed(&stored.populations),
        listed(&asked.populations),
    );
    note("--set", "--set", listed(&stored.set), listed(&asked.set));
    for (path, [before, after]) in inputs(stored, asked) {
        note(
            &format!("输入 {path}"),
            &format!("input {path}"),
            before,
            after,
        );
    }
    found
}

/// The first digits of the digest of every input, in both studies.
fn inputs(stored: &Manifest, asked: &Manifest) -> BTreeMap<String, [String; 2]> {
    let mut inputs = BTreeMap::new();
    for (side, manifest) in [stored, asked].into_iter().enumerate() {
        for input in &manifest.inputs {
            let sides = inputs
                .entry(input.path.clone())
                .or_insert_with(|| ["-".to_owned(), "-".to_owned()]);
            sides[side] = input.sha256.chars().take(12).collect();
        }
    }
    inputs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Plan;
    use crate::experiment::sample_study::sample_study;

    #[test]
    fn seed_patches_and_the_inputs_that_changed_are_shown() {
        let study = sample_study(2);
        let stored = Manifest::new(&Plan::new(&study).unwrap(), "", "");
        let mut study = sample_study(5);
        study.seed = 7;
        study.set = vec!["county.centre_km=[1,1]".to_owned()];
        study.inputs[0].bytes = b"other".to_vec();
        let asked = Manifest::new(&Plan::new(&study).unwrap(), "", "");
        let lines: Vec<String> = differences(&stored, &asked)
            .iter()
            .map(|difference| difference.text().en)
            .collect();
        assert_eq!(lines.len(), 3);
        assert_eq!(lines[0], "seed: stored 1, now 7");
        assert_eq!(lines[1], "--set: stored [], now [county.centre_km=[1,1]]");
        assert!(lines[2].starts_with("input sample/experiment.toml: stored "));
        assert_eq!(differences(&stored, &stored), []);
    }
}
