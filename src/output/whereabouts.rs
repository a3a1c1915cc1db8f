//! Where the tables and pictures of a result are, for the last lines of a terminal.

use std::path::Path;

use crate::base::Language;

/// Where to look next, each line ended.
pub fn whereabouts(folder: &Path, has_plots: bool, language: Language) -> String {
    let lines = [
        (true, "contrasts.csv", language.choose("对比", "contrasts")),
        (true, "runs.csv", language.choose("逐次运行", "runs")),
        (has_plots, "plots", language.choose("图", "pictures")),
        (true, "README.md", language.choose("数据字典", "dictionary")),
    ];
    let colon = language.choose("：", ": ");
    let mut text = String::new();
    for (_, name, what) in lines.into_iter().filter(|(is_there, ..)| *is_there) {
        let path = folder.join(name).display().to_string();
        text.extend([what, colon, &path, "\n"]);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_named_only_where_there_are_some() {
        let text = whereabouts(Path::new("outputs/x"), false, Language::En);
        assert_eq!(
            text,
            "contrasts: outputs/x/contrasts.csv\nruns: outputs/x/runs.csv\ndictionary: outputs/x/README.md\n"
        );
        let text = whereabouts(Path::new("outputs/x"), true, Language::Zh);
        assert!(text.contains("图：outputs/x/plots\n"), "{text}");
    }
}
