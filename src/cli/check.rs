//! `check`: every fault of files at once, then what studies ask of their people.

use std::path::Path;

use super::arguments::CheckArguments;
use super::console::{is_painted, print, tell};
use super::exit::{Ending, Refusal};
use super::precision::outlook;
use crate::base::Language;
use crate::document::{Faults, Sources, Words};
use crate::governance::LayError;
use crate::scenario::{Checked, check_file, overview};

/// Every unit is listed, however many there are.
const ALL_UNITS: usize = usize::MAX;

/// Checks them all; one fault in any of them refuses.
pub(super) fn check(arguments: &CheckArguments, language: Language) -> Result<Ending, Refusal> {
    let mut findings = String::new();
    let mut is_clean = true;
    for file in &arguments.files {
        let mut sources = Sources::new();
        let faults = match check_file(file, &mut sources) {
            Ok((checked, warnings)) => {
                print(&verdict(file, &checked, &warnings, language))?;
                warnings
            }
            Err(faults) => {
                is_clean = false;
                faults
            }
        };
        findings.push_str(&faults.report(&sources, language, is_painted()));
    }
    if !is_clean {
        return Err(Refusal::Input(findings));
    }
    tell(&findings);
    Ok(Ending::Done)
}

fn verdict(file: &Path, checked: &Checked, warnings: &Faults, language: Language) -> String {
    let name = checked.name().in_language(language);
    let file = file.display();
    let finding = if warnings.is_empty() {
        language.choose("没有错误", "no faults")
    } else {
        language.choose("没有错误，但有警告", "no faults, but warnings")
    };
    let runs = runs(checked, language) + &rounds(checked, language);
    let loads = loads(checked, language);
    language.choose(
        format!("{file}：{finding}（{name}）\n{runs}{loads}"),
        format!("{file}: {finding} ({name})\n{runs}{loads}"),
    )
}

/// How many runs a design of many points has; nothing of other files.
fn runs(checked: &Checked, language: Language) -> String {
    let Checked::Study(study) = checked else {
        return String::new();
    };
    let (points, worlds, setups) = (study.points.len(), study.replications, study.setups.len());
    if points == 0 {
        return String::new();
    }
    let runs = points as u64 * u64::from(worlds) * setups as u64;
    let design = study.design.word();
    language.choose(
        format!("{design}：{runs} 次运行，{points} 个设计点 × {worlds} 个世界 × {setups} 个方案\n"),
        format!("{design}: {runs} runs, {points} points x {worlds} worlds x {setups} setups\n"),
    )
}

/// When a study stops that runs until a mean is known well enough; nothing of others.
fn rounds(checked: &Checked, language: Language) -> String {
    let precision = match checked {
        Checked::Study(study) => study.precision,
        _ => None,
    };
    precision.map_or_else(String::new, |precision| outlook(&precision, language))
}

/// What a study asks of its people; a setup alone asks nothing of anyone.
fn loads(checked: &Checked, language: Language) -> String {
    let (Checked::Study(study) | Checked::County(study)) = checked else {
        return String::new();
    };
    let title = language.choose(
        "预期负荷：工作时间占在岗时间之比",
        "offered load: time at work over time on duty, as expected before any run",
    );
    match overview(study) {
        Ok(overview) => {
            let log = study.log_report.as_ref();
            let log = log.map_or(String::new(), |report| {
                format!("\n{}", report.text(language))
            });
            format!("{log}\n{title}\n\n{}", overview.text(language, ALL_UNITS))
        }
        Err(errors) => {
            let lines = errors.iter().map(LayError::text);
            let lines: Vec<String> = lines
                .map(|text| text.in_language(language).to_owned())
                .collect();
            lines.join("\n") + "\n"
        }
    }
}
