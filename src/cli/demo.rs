//! `demo`: a complete small comparison from files inside the program.

use std::path::Path;

use super::arguments::{DemoArguments, Format};
use super::console::print;
use super::embedded::{DEMO, Embedded};
use super::exit::{Ending, Refusal};
use super::quoting::quoted;
use super::reading::told;
use super::run::processors;
use super::session::{Session, plan_of};
use crate::base::Language;
use crate::document::Sources;
use crate::output::{Existing, Manifest};
use crate::scenario::{Input, Study, read_study_from};

/// How the command of a demo starts, by which its folder is known again.
const COMMAND: &str = "tiaokuai demo";

/// Runs it and says where to go next.
pub(super) fn demo(
    arguments: &DemoArguments,
    command: &str,
    language: Language,
) -> Result<Ending, Refusal> {
    let folder = &arguments.out;
    refuse_other_results(folder, language)?;
    let study = study(language)?;
    let mut plan = plan_of(&study, language)?;
    let command = if command.starts_with(COMMAND) {
        command.to_owned()
    } else {
        format!("{COMMAND} --out {}", quoted(folder.as_os_str()))
    };
    let session = Session {
        folder,
        command: &command,
        existing: Existing::Overwrite,
        threads: processors(),
        has_incidents: false,
        parquet: None,
        plots: &[Language::Zh, Language::En],
        language,
    };
    let ending = session.run(&mut plan, Format::Text)?;
    if ending == Ending::Done {
        print(next_steps(language))?;
    }
    Ok(ending)
}

fn study(language: Language) -> Result<Study, Refusal> {
    let input = |file: &Embedded| Input {
        path: file.path.to_owned(),
        bytes: file.text.as_bytes().to_vec(),
    };
    let inputs: Vec<Input> = DEMO.iter().map(input).collect();
    let mut sources = Sources::new();
    let path = Path::new(DEMO[0].path);
    let read = read_study_from(&inputs, path, &[], &mut sources);
    told(read, &sources, language)
}

/// Only an earlier demo is replaced; a folder without a manifest is judged when it is opened.
fn refuse_other_results(folder: &Path, language: Language) -> Result<(), Refusal> {
    let manifest = folder.join("manifest.json");
    if !manifest.exists() {
        return Ok(());
    }
    match Manifest::read(&manifest) {
        Ok(manifest) if manifest.command.starts_with(COMMAND) => Ok(()),
        _ => {
            let folder = folder.display();
            Err(Refusal::Input(language.choose(
                format!("`{folder}` 里是另一项研究的结果，不会替换；请用 --out 指定别的文件夹"),
                format!("`{folder}` holds the result of another study and is not replaced; name another folder with --out"),
            )))
        }
    }
}

fn next_steps(language: Language) -> &'static str {
    language.choose(
        "\n做自己的研究：tiaokuai new my-county && tiaokuai run my-county/experiment.toml\n",
        "\na study of your own: tiaokuai new my-county && tiaokuai run my-county/experiment.toml\n",
    )
}
