//! `explain`: one incident of a result, lived through again under every setup.

use std::path::Path;

use super::arguments::{ExplainArguments, ExplainFormat};
use super::console::print;
use super::exit::{Ending, Refusal};
use super::reading::{Changes, study_at};
use super::session::plan_of;
use crate::base::Language;
use crate::experiment::sought::incidents_of_world;
use crate::experiment::{LifeStory, Plan, PlanWorld, Sought, life_stories};
use crate::output::known_incidents::nearest_names;
use crate::output::life_export::life_json;
use crate::output::life_text::Explained;
use crate::scenario::Study;

/// Cells of a line where stdout is no terminal.
const USUAL_WIDTH: usize = 100;

/// Reads the study of a result, simulates one world of it again and tells the incident's life.
pub(super) fn explain(arguments: &ExplainArguments, language: Language) -> Result<Ending, Refusal> {
    let changes = Changes {
        set: &[],
        replications: None,
        seed: None,
    };
    let study = study_at(&manifest_in(&arguments.folder), changes, language)?;
    let (study, world) = world_of(&study, arguments, language)?;
    let plan = plan_of(study, language)?;
    let name = arguments.incident.as_str();
    let Some(sought) = Sought::parse(&study.county, name) else {
        return Err(unknown(&plan, world, name, language));
    };
    let here = in_its_plan(world);
    let stories = life_stories(&plan, here, sought).map_err(anyhow::Error::msg)?;
    if stories.iter().all(|story| *story == LifeStory::Absent) {
        return Err(unknown(&plan, world, name, language));
    }
    let explained = Explained {
        plan: &plan,
        world,
        sought,
        name,
        stories: &stories,
    };
    let text = match arguments.format {
        ExplainFormat::Text => explained.text(language, width()),
        ExplainFormat::Json => {
            let json = life_json(&explained, language);
            format!("{}\n", serde_json::to_string_pretty(&json)?)
        }
    };
    print(&text)?;
    Ok(Ending::Done)
}

/// The manifest of a result's folder; the manifest itself may be named, too.
fn manifest_in(folder: &Path) -> std::path::PathBuf {
    if folder
        .extension()
        .is_some_and(|extension| extension == "json")
    {
        folder.to_path_buf()
    } else {
        folder.join("manifest.json")
    }
}

/// The study at the point asked for, and which of its worlds is meant.
fn world_of<'a>(
    study: &'a Study,
    arguments: &ExplainArguments,
    language: Language,
) -> Result<(&'a Study, PlanWorld), Refusal> {
    let (replications, points) = (study.replications, study.points.len().max(1) as u32);
    let told = |flag: &str, found: u32, count: u32| {
        let last = count - 1;
        Refusal::Input(language.choose(
            format!("{flag} {found} 不在这项研究之内：应为 0 到 {last}"),
            format!("{flag} {found} is not in this study: it has 0 to {last}"),
        ))
    };
    if arguments.replication >= replications {
        return Err(told("--replication", arguments.replication, replications));
    }
    let Some(study) = study.at_point(arguments.point) else {
        return Err(told("--point", arguments.point, points));
    };
    let world = PlanWorld {
        replication: arguments.replication,
        point: arguments.point,
    };
    Ok((study, world))
}

/// The same world in the plan of its point alone.
const fn in_its_plan(world: PlanWorld) -> PlanWorld {
    PlanWorld { point: 0, ..world }
}

/// The incident is in no setup of the world: the nearest names are told.
fn unknown(plan: &Plan, world: PlanWorld, name: &str, language: Language) -> Refusal {
    let incidents = match incidents_of_world(plan, in_its_plan(world)) {
        Ok(incidents) => incidents,
        Err(error) => return Refusal::Running(anyhow::Error::msg(error)),
    };
    let names = nearest_names(&plan.study().county, &incidents, name);
    let names: Vec<String> = names.iter().map(|name| format!("  {name}")).collect();
    let names = names.join("\n");
    let PlanWorld { replication, point } = world;
    Refusal::Input(language.choose(
        format!(
            "第 {replication} 个世界（设计点 {point}）里没有事件 `{name}`；名称见 incidents.csv \
             的 incident 列（run --incidents 写出），最接近的有：\n{names}"
        ),
        format!(
            "replication {replication} (point {point}) has no incident `{name}`; names are in the \
             column incident of incidents.csv (written by run --incidents), the nearest are:\n{names}"
        ),
    ))
}

/// Cells of a line of the terminal, or the usual ones.
fn width() -> usize {
    let size = terminal_size::terminal_size_of(std::io::stdout());
    size.map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0))
}
