//! The command that runs a failed run again.

use crate::scenario::Study;

use super::plan::RunKey;

/// The command that runs the world of a failed run again, apart from the study's results.
pub fn command_for(study: &Study, key: RunKey) -> String {
    let mut words = vec!["tiaokuai".to_owned(), "run".to_owned()];
    words.extend(study.inputs.first().map(|input| quoted(&input.path)));
    let at_point = patches_of_point(study, key.point);
    for patch in study.set.iter().chain(&at_point) {
        words.extend(["--set".to_owned(), quoted(patch)]);
    }
    let replications = u64::from(key.replication) + 1;
    words.push(format!("--seed {}", study.seed));
    words.push(format!("--replications {replications}"));
    words.push("--out outputs/failed-run".to_owned());
    words.join(" ")
}

/// The values of a point, and a design that has no other; none of a study without points.
fn patches_of_point(study: &Study, point: u32) -> Vec<String> {
    let Some(point) = study.points.get(point as usize) else {
        return Vec::new();
    };
    let levels = study.factors.iter().zip(&point.levels);
    let values = levels.filter_map(|(factor, level)| {
        let value = level.toml()?;
        Some(format!("{}={value}", factor.path))
    });
    std::iter::once("design={}".to_owned())
        .chain(values)
        .collect()
}

/// A word as a shell takes it.
fn quoted(word: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-/=:,@%+".contains(&byte);
    if !word.is_empty() && word.bytes().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_quoted_as_a_shell_takes_it() {
        assert_eq!(quoted("a/b.toml"), "a/b.toml");
        assert_eq!(quoted("county.x = \"y z\""), "'county.x = \"y z\"'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
        assert_eq!(quoted(""), "''");
    }
}
