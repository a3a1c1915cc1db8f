//! The two kinds of study file: a scenario with one setup, an experiment with several.

use crate::base::Text;
use crate::document::{Address, Fields, Known, Spec, either, keyed, reference, table, text};

use super::common::name_of;
use super::conduct::{Design, Measured, Mechanics};
use super::county::CountyStated;
use super::rule::ModelRule;
use super::setup::SetupStated;
use super::study::StudyKind;
use super::time::Time;
use super::trace::TraceStated;

/// Worlds of an experiment that does not say how many.
const USUAL_REPLICATIONS: u32 = 20;

/// A study file, with all that it refers to, read and not yet resolved.
#[derive(Debug)]
pub struct StudyStated {
    /// The name people read.
    pub name: Text,
    /// The county, unless its file could not be read.
    pub county: Option<CountyStated>,
    /// When.
    pub time: Time,
    /// What is on.
    pub mechanics: Mechanics,
    /// What is measured.
    pub measured: Measured,
    /// Worlds.
    pub design: Design,
    /// A log instead of rates.
    pub trace: Option<TraceStated>,
    /// Setups; one whose file could not be read is missing.
    pub setups: Vec<SetupStated>,
    /// The id of the setup the others are compared with.
    pub baseline: String,
}

/// What is known of a study before it is read.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What kind of file it is.
    pub kind: StudyKind,
    /// What the study is called.
    pub id: &'a str,
    /// What a scenario's setup is called.
    pub setup: &'a str,
    /// Whether its incidents come from a log.
    pub is_traced: bool,
}

impl StudyStated {
    /// Reads a study.
    pub fn visit(fields: &mut Fields, asked: &Asked) -> Self {
        let Asked {
            kind,
            id,
            setup,
            is_traced,
        } = *asked;
        // Nothing while the county's file is unread: then a setup may name any matter.
        let matters = fields.known_under("county", "matter");
        let (setups, baseline) = match kind {
            StudyKind::Scenario => (
                vec![one_setup(fields, setup, matters.as_ref())],
                String::new(),
            ),
            StudyKind::Experiment => several_setups(fields, matters.as_ref()),
        };
        let usual = Design {
            replications: match kind {
                StudyKind::Scenario => 1,
                StudyKind::Experiment => USUAL_REPLICATIONS,
            },
            seed: 1,
        };
        Self {
            name: name_of(fields, id),
            county: fields
                .key("county", county(is_traced))
                .means(
                    "县：文件路径，或写在此处的表",
                    "the county: the path of its file, or a table here",
                )
                .required(),
            time: fields
                .key("time", table(Time::visit))
                .means("时间", "calendar and horizon")
                .required(),
            mechanics: Mechanics::visit(fields),
            measured: fields
                .key("measure", table(Measured::visit))
                .means("计量什么", "what is measured")
                .or(Measured::usual()),
            design: fields
                .key(
                    "design",
                    table(|fields: &mut Fields| Design::visit(fields, usual)),
                )
                .means("实验设计", "worlds and seed")
                .or(usual),
            trace: fields
                .key("trace", table(TraceStated::visit))
                .means(
                    "用真实案件日志代替发生率",
                    "a real case log instead of rates",
                )
                .optional(),
            setups: setups.into_iter().flatten().collect(),
            baseline,
        }
    }
}

/// A text is a path whose file could not be read: that was told where it was opened.
fn county(is_traced: bool) -> impl Spec<Value = Option<CountyStated>> {
    let here = table(move |fields: &mut Fields| Some(CountyStated::visit(fields, is_traced)));
    either(here, text().map(|_| None))
}

fn one_setup(fields: &mut Fields, id: &str, matters: Option<&Known>) -> Option<SetupStated> {
    let here = |fields: &mut Fields| Some(SetupStated::visit(fields, id, matters));
    let spec = either(table(here), text().map(|_| None));
    fields
        .key("setup", spec)
        .means(
            "治理方案：文件路径，或写在此处的各轴；不写则为现状",
            "the setup: the path of its file, or its axes here; the status quo if not written",
        )
        .optional()
        .unwrap_or_else(|| Some(SetupStated::status_quo(fields.here())))
}

fn several_setups(
    fields: &mut Fields,
    matters: Option<&Known>,
) -> (Vec<Option<SetupStated>>, String) {
    let ids = fields.known("setup");
    let here = |fields: &mut Fields| {
        let id = fields.id().to_owned();
        Some(SetupStated::visit(fields, &id, matters))
    };
    let setups = fields
        .key("setup", keyed(either(table(here), text().map(|_| None))))
        .means(
            "各治理方案：编号 → 文件路径，或各轴",
            "setups: id -> the path of a file, or axes",
        )
        .required();
    let baseline = fields
        .key("baseline", reference(&ids))
        .means("与之比较的方案", "the setup the others are compared with")
        .required();
    fields.demand(
        !setups.is_empty(),
        "setup",
        ModelRule::NothingThere.kind(),
        Text::new("至少要有一个方案", "there must be at least one setup"),
        Text::new("请添加 编号 = \"文件路径\"", "add id = \"path\""),
    );
    let setups = setups.into_iter().map(|setup| {
        let address: Address = setup.address;
        setup.value.map(|stated| SetupStated {
            at: Some(address),
            ..stated
        })
    });
    (setups.collect(), baseline)
}
