//! The two kinds of study file: a scenario with one setup, an experiment with several.

use crate::base::{CalendarKind, Date, Moment, Text};
use crate::document::{
    Address, FaultKind, Fields, Known, Spec, either, keyed, raw, reference, table, text,
};

use super::common::name_of;
use super::conduct::{Measured, Mechanics};
use super::county::CountyStated;
use super::design::factor::{self, FactorStated};
use super::design::stated::{DesignStated, Way};
use super::rule::ModelRule;
use super::setup::{Nameable, SetupStated};
use super::study::StudyKind;
use super::time::Time;
use super::trace;

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
    /// Worlds, and the way through the points.
    pub design: DesignStated,
    /// What is varied.
    pub factors: Vec<FactorStated>,
    /// Where `[time]` stands.
    pub time_at: Option<Address>,
    /// Setups; one whose file could not be read is missing.
    pub setups: Vec<SetupStated>,
    /// The id of the setup the others are compared with.
    pub baseline: String,
}

/// What is known of a study before it is read.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// What kind of file it is.
    pub kind: StudyKind,
    /// What the study is called.
    pub id: &'a str,
    /// What a scenario's setup is called.
    pub setup: &'a str,
    /// Whether its incidents come from a log.
    pub is_traced: bool,
    /// Calendar and first day of that log, if it could be opened.
    pub of_log: Option<(CalendarKind, Date)>,
    /// Matters of that log.
    pub matters: Option<Known>,
}

impl StudyStated {
    /// Whether any setup takes over from the status quo during the run.
    pub fn is_forked(&self) -> bool {
        let start = self.time.horizon.start();
        let is_late = |stated: &SetupStated| stated.setup.holds_from > start;
        !self.time.is_steady && self.setups.iter().any(is_late)
    }

    /// Reads a study.
    pub fn visit(fields: &mut Fields, asked: &Asked) -> Self {
        let (kind, id, of_log) = (asked.kind, asked.id, asked.of_log);
        // Nothing while the county's file is unread: then a setup may name any matter.
        let of_county = fields.known_under("county", "matter");
        let matters = asked.matters.clone().or(of_county);
        let townships = fields.known_under("county", "township");
        let nameable = Nameable {
            matters: matters.as_ref(),
            townships: townships.as_ref(),
        };
        let (setups, baseline) = match kind {
            StudyKind::Scenario => (
                vec![one_setup(fields, asked.setup, nameable)],
                String::new(),
            ),
            StudyKind::Experiment => several_setups(fields, nameable),
        };
        fields
            .key("trace", table(trace::visit))
            .means(
                "用真实案件日志代替县和发生率",
                "a real case log instead of county and rates",
            )
            .optional();
        let time: Time = fields
            .key(
                "time",
                table(|fields: &mut Fields| Time::visit(fields, of_log)),
            )
            .means("时间", "calendar and horizon")
            .required();
        let setups: Vec<SetupStated> = setups.into_iter().flatten().collect();
        refuse_setups_that_never_take_over(fields, &setups, &time);
        let name = name_of(fields, id);
        let county = county(fields, asked.is_traced);
        let mechanics = Mechanics::visit(fields);
        let measured = fields
            .key("measure", table(Measured::visit))
            .means("计量什么", "what is measured")
            .or(Measured::usual());
        let design = design(fields, kind);
        let factors = match kind {
            StudyKind::Scenario => Vec::new(),
            StudyKind::Experiment => factors(fields, &design),
        };
        Self {
            name,
            county,
            time,
            mechanics,
            measured,
            design,
            factors,
            time_at: fields.address("time"),
            setups,
            baseline,
        }
    }
}

fn design(fields: &mut Fields, kind: StudyKind) -> DesignStated {
    let usual = DesignStated::compare(match kind {
        StudyKind::Scenario => 1,
        StudyKind::Experiment => USUAL_REPLICATIONS,
    });
    fields
        .key(
            "design",
            table(|fields: &mut Fields| match kind {
                StudyKind::Scenario => DesignStated::of_a_scenario(fields, &usual),
                StudyKind::Experiment => DesignStated::visit(fields, &usual),
            }),
        )
        .means("实验设计", "worlds and seed")
        .or(usual.clone())
}

fn factors(fields: &mut Fields, design: &DesignStated) -> Vec<FactorStated> {
    let needs_values = !matches!(design.way, Way::List { .. } | Way::Compare);
    let visit = |fields: &mut Fields| factor::visit(fields, needs_values);
    let factors = fields
        .key("factor", keyed(table(visit)))
        .means(
            "因子：编号 → 改变哪个键、取哪些值",
            "factors: id -> which key is changed, to which values",
        )
        .optional()
        .unwrap_or_default();
    factor::refuse_overlaps(fields, &factors);
    factors
        .into_iter()
        .filter_map(|factor| factor.value)
        .collect()
}

/// A setup's own day must lie in the measured time, and is not kept where `steady` is.
fn refuse_setups_that_never_take_over(fields: &mut Fields, setups: &[SetupStated], time: &Time) {
    let until = time.horizon.measured_until();
    for stated in setups {
        let (from, id) = (stated.setup.holds_from, &stated.setup.id);
        let Some(at) = &stated.holds_from_at else {
            continue;
        };
        let (rule, remedy) = if time.is_steady && from > Moment::START {
            (
                Text::new(
                    format!("`steady = true` 时方案从一开始就实行，方案 `{id}` 却写了 from_day"),
                    format!(
                        "with `steady = true` setups hold from the start, and setup `{id}` has a from_day"
                    ),
                ),
                Text::new(
                    "请删去 from_day，或删去 steady",
                    "remove from_day, or remove steady",
                ),
            )
        } else if from >= until {
            (
                Text::new(
                    format!(
                        "方案 `{id}` 实行的那天须在计量期内，计量只有 {} 天",
                        until.day()
                    ),
                    format!(
                        "the day setup `{id}` takes over must be measured, and {} days are",
                        until.day()
                    ),
                ),
                Text::new(
                    "请改早 from_day，或增加 time.days",
                    "lower from_day, or raise time.days",
                ),
            )
        } else {
            continue;
        };
        fields.push(at.fault(ModelRule::SetupNeverTakesOver.kind(), rule, remedy));
    }
}

/// The county, unless a log makes it. A text is a path whose file could not be read: that was told
/// where it was opened.
fn county(fields: &mut Fields, is_traced: bool) -> Option<CountyStated> {
    let here = |fields: &mut Fields| Some(CountyStated::visit(fields, false));
    if is_traced {
        refuse_county(fields);
        return None;
    }
    let county = fields
        .key("county", either(table(here), text().map(|_| None)))
        .means(
            "县：文件路径，或写在此处的表；用 [trace] 时不写",
            "the county: the path of its file, or a table here; not with [trace]",
        );
    if let Some(county) = county.optional() {
        county
    } else {
        miss_county(fields);
        None
    }
}

fn refuse_county(fields: &mut Fields) {
    let written = fields.has("county");
    fields.key("county", raw()).optional();
    let (true, Some(at)) = (written, fields.address("county")) else {
        return;
    };
    let rule = Text::new(
        "有 [trace] 时，县由日志的映射文件给出",
        "with [trace] the map of the log makes the county",
    );
    let remedy = Text::new(
        "请删去 county；人员和工作量写在映射文件里",
        "remove county; people and content of work stand in the map",
    );
    fields.push(at.fault(ModelRule::CountyBesideLog.kind(), rule, remedy));
}

fn miss_county(fields: &mut Fields) {
    let (false, Some(at)) = (fields.has("county"), fields.address("county")) else {
        return;
    };
    let rule = Text::new(
        "`county` 必须写出：县",
        "`county` must be written: the county",
    );
    let remedy = Text::new(
        "请补上 county = \"文件路径\"，或 [county] 表",
        "add county = \"path\", or a table [county]",
    );
    fields.push(at.fault(FaultKind::MissingKey, rule, remedy));
}

fn one_setup(fields: &mut Fields, id: &str, nameable: Nameable) -> Option<SetupStated> {
    let here = |fields: &mut Fields| Some(SetupStated::visit(fields, id, nameable));
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

fn several_setups(fields: &mut Fields, nameable: Nameable) -> (Vec<Option<SetupStated>>, String) {
    let ids = fields.known("setup");
    let here = |fields: &mut Fields| {
        let id = fields.id().to_owned();
        Some(SetupStated::visit(fields, &id, nameable))
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
