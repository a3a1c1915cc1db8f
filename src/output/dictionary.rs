//! The data dictionary: a `README.md` that names every file, column, unit and metric of a result.

use std::fmt::Write;

use crate::base::{Language, Text};
use crate::county::Stage;
use crate::document::Words;
use crate::experiment::Plan;
use crate::experiment::statistics::{UnfinishedShares, Verdict};
use crate::metrics::{Fate, Level, Nature, PopulationKind, Scope, Slice, Statistic, Unit};
use crate::scenario::DesignKind;

use super::columns::column_meaning;
use super::tables::{
    CONTRASTS, FAILURES, INCIDENTS, LEDGER, LOAD, POINTS, RUNS, SENSITIVITY, STAGES, VILLAGES,
    WEEKS,
};
use super::wording::{level_meaning, population_meaning, stage_name, statistic_meaning, unit_name};

/// Which parts of a result the dictionary speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contents {
    /// Whether there is a table of incidents.
    pub has_incidents: bool,
    /// Whether there are pictures.
    pub has_plots: bool,
}

/// The dictionary of a study's result, in Chinese and then in English.
pub fn dictionary(plan: &Plan, contents: Contents) -> String {
    let mut text = String::new();
    for language in [Language::Zh, Language::En] {
        let mut page = Page {
            text: &mut text,
            language,
        };
        page.write(plan, contents);
    }
    text
}

struct Page<'a> {
    text: &'a mut String,
    language: Language,
}

impl Page<'_> {
    fn write(&mut self, plan: &Plan, contents: Contents) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let name = plan.study().name.in_language(self.language).to_owned();
        self.line(&format!("# {name}"));
        self.text(&Text::new(
            "表格为 UTF-8 编码、LF 换行的 CSV；空格子表示无定义；时长以小时计。行按计划次序：重复、设计点、方案。manifest.json 记录命令、输入、种子与版本；journal/ 是各次运行的整数账，一切表格都由它得出。",
            "Tables are CSV in UTF-8 with LF line ends; an empty cell is undefined; durations are in hours. Rows stand in plan order: replication, point, setup. manifest.json tells command, inputs, seed and version; journal/ holds the integer tallies of each run, from which every table is derived.",
        ));
        self.setups(plan);
        self.factors(plan);
        for (file, about, columns) in files(contents, plan) {
            self.file(file, &about, columns);
        }
        self.plots(contents);
        self.metrics(plan);
        self.words(plan.nature());
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn text(&mut self, text: &Text) {
        let text = text.in_language(self.language).to_owned();
        self.line("");
        self.line(&text);
    }

    fn heading(&mut self, zh: &str, en: &str) {
        let heading = self.language.choose(zh, en);
        self.line("");
        self.line(&format!("## {heading}"));
        self.line("");
    }

    fn entry(&mut self, word: &str, meaning: &Text) {
        let colon = self.language.choose("：", ": ");
        let meaning = meaning.in_language(self.language);
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "- `{word}`{colon}{meaning}");
    }

    fn setups(&mut self, plan: &Plan) {
        self.heading("方案", "Setups");
        let baseline = plan.study().baseline;
        for (place, setup) in plan.setups().iter().enumerate() {
            let mut name = setup.name.clone();
            if place == baseline && plan.setups().len() > 1 {
                name.zh.push_str("（基线）");
                name.en.push_str(" (baseline)");
            }
            self.entry(&setup.id, &name);
        }
    }

    /// What is varied; nothing where nothing is.
    fn factors(&mut self, plan: &Plan) {
        let study = plan.study();
        if study.points.is_empty() {
            return;
        }
        self.heading("因子", "Factors");
        for factor in &study.factors {
            let (kind, path) = (factor.kind.means(), &factor.path);
            let zh = format!("`{path}`，{}（{}）", kind.zh, factor.kind.word());
            let en = format!("`{path}`, {} ({})", kind.en, factor.kind.word());
            self.entry(&factor.id, &Text::new(zh, en));
        }
        let (design, points) = (study.design, plan.points());
        let (word, means) = (design.word(), design.means());
        self.text(&Text::new(
            format!(
                "设计 `{word}`：{}；{points} 个设计点，取值见 points.csv。",
                means.zh
            ),
            format!(
                "Design `{word}`: {}; {points} points, whose values stand in points.csv.",
                means.en
            ),
        ));
        if let Some(fraction) = &study.fraction {
            let generators = fraction.generators.join(", ");
            let resolution = fraction.resolution;
            let mixed = resolution - 1;
            self.text(&Text::new(
                format!("部分析因：{generators}；分辨度 {resolution}：主效应与 {mixed} 个因子的交互作用混在一起。"),
                format!("Fraction: {generators}; resolution {resolution}: main effects are mixed with interactions of {mixed} factors."),
            ));
        }
    }

    fn file(&mut self, file: &str, about: &Text, columns: &[&str]) {
        self.line("");
        self.line(&format!("## {file}"));
        self.text(about);
        self.line("");
        for column in columns {
            let meaning = column_meaning(file, column);
            self.entry(column, &meaning.unwrap_or_else(|| Text::new("", "")));
        }
    }

    fn plots(&mut self, contents: Contents) {
        if contents.has_plots {
            self.heading("plots/", "plots/");
            let text = self.language.choose(
                "图，每幅有中英文的 SVG 与 PNG；数据都在以上表格里，分布曲线把全部重复合在一起。",
                "Pictures, each as SVG and PNG in Chinese and English; their data stand in the tables above, and distribution curves pool all replications.",
            );
            self.line(text);
        }
    }

    fn metrics(&mut self, plan: &Plan) {
        self.heading("指标", "Metrics");
        for metric in &plan.measure().metrics {
            let statistics: Vec<&str> = metric
                .statistics()
                .iter()
                .map(|statistic| statistic.word())
                .collect();
            let (name, definition) = (metric.name(), metric.definition());
            let (unit, better) = (metric.unit().word(), metric.better().word());
            let statistics = statistics.join(" ");
            let zh = format!(
                "{}。{}。unit `{unit}`，better `{better}`，statistic `{statistics}`。",
                name.zh, definition.zh
            );
            let en = format!(
                "{}. {} Unit `{unit}`, better `{better}`, statistic `{statistics}`.",
                name.en, definition.en
            );
            self.entry(metric.word(), &Text::new(zh, en));
        }
        self.text(&Text::new(
            "队列为先来先服务等的简单排队（关闭路途与班组）时：响应为报告至首个任务开始，办结为报告至末个任务结束。均值只对到期末已有该时刻的事件计算；仍未完成的视作长于一切已完成的，分位数落入其中即为空。一次运行内时长记入对数线性直方图：均值与个数精确，分位数 128 秒以内精确，更长的误差至多 0.8 %。计数都是整数，所以线程数、中断与继续都不改变一个字节。",
            "In plain queues (travel and crews off) response runs from report to the start of the first task and resolution from report to the end of the last. Means are over incidents that had the event by the end of the run; what is still open counts as longer than all that has ended, and a quantile that falls into it is empty. Within a run durations go into a log-linear histogram: means and counts are exact, quantiles are exact below 128 s and within 0.8 % above. All tallies are integers, so threads, interruption and resumption move no byte.",
        ));
    }

    fn words(&mut self, nature: Nature) {
        self.heading("用词：statistic", "Words: statistic");
        for statistic in [
            Statistic::Mean,
            Statistic::P50,
            Statistic::P90,
            Statistic::P95,
            Statistic::Share,
            Statistic::Count,
            Statistic::Value,
        ] {
            self.entry(statistic.word(), &statistic_meaning(statistic));
        }
        self.heading("用词：population", "Words: population");
        for kind in PopulationKind::ALL {
            let form = if kind == PopulationKind::All {
                kind.word().to_owned()
            } else {
                format!("{}=ID", kind.word())
            };
            self.entry(&form, &population_meaning(kind));
        }
        if nature.hides {
            self.scopes();
        }
        self.heading("用词：unit", "Words: unit");
        for unit in [Unit::Hours, Unit::Share, Unit::Count, Unit::SeverityHours] {
            self.entry(unit.word(), &unit_name(unit));
        }
        self.heading("用词：stage", "Words: stage");
        for stage in Stage::ALL {
            self.entry(stage.word(), &stage_name(stage));
        }
        self.load_words();
        self.verdicts();
    }

    fn scopes(&mut self) {
        self.text(&Text::new(
            "本县有事件起初无人知晓或可被预防，各方案遇到的是同样的潜在事件，报告却不同，所以每个事件人群都带前缀：",
            "In this county some incidents are hidden at first or can be prevented: setups meet the same potentials and not the same reports, so that every population of incidents has a prefix:",
        ));
        self.line("");
        for scope in Scope::HIDING {
            self.entry(scope.prefix(), &scope.meaning());
        }
        self.text(&Text::new(
            "未经办结而自行消失、村内办结或当场处置的事件不算未办结；没有发生的时刻（例如无须有权队伍到场）不计入该时长。占比的分母是被报告的事件，`recorded_` 各项是有工单的事件；`potential/` 的未办结率以发生数为分母。反弹的事件，`recorded_` 各项说的是最后一张工单。人群按发生时的严重度划分。",
            "What ended by itself, was settled in the village or put right on the spot is not unfinished; what never happened to an incident (no crew with power had to come) is left out of that time. Shares are of the reported, those named `recorded_` of the incidents with a ticket, the unfinished share of `potential/` of the emerged. Of incidents that came up again `recorded_` values tell the last ticket. Populations by severity go by the severity at emergence.",
        ));
        self.heading("用词：fate", "Words: fate");
        for fate in Fate::ALL {
            self.entry(fate.word(), &fate.meaning());
        }
    }

    fn load_words(&mut self) {
        self.heading("用词：level 与 slice", "Words: level and slice");
        for level in [
            Level::Unit,
            Level::Role,
            Level::Township,
            Level::Department,
            Level::County,
        ] {
            self.entry(level.word(), &level_meaning(level));
        }
        for (slice, zh, en) in [
            (Slice::Total, "整个计量期", "the whole measured time"),
            (
                Slice::Week(0),
                "第几周，从 0 起，末周可能不满七天",
                "week, from 0; the last may be shorter than seven days",
            ),
            (
                Slice::HourOfDay(0),
                "一天中的第几小时，0 至 23",
                "hour of day, 0 to 23",
            ),
        ] {
            self.entry(slice.word(), &Text::new(zh, en));
        }
    }

    fn verdicts(&mut self) {
        self.heading("用词：verdict", "Words: verdict");
        let points = UnfinishedShares::WIDEST_GAP * 100.0;
        let meanings = [
            (
                Verdict::Better,
                "区间全在好的一侧",
                "the interval lies wholly on the good side of zero",
            ),
            (
                Verdict::Worse,
                "区间全在坏的一侧",
                "the interval lies wholly on the bad side of zero",
            ),
            (
                Verdict::NoDifferenceDetected,
                "区间含零",
                "the interval holds zero",
            ),
            (
                Verdict::Zero,
                "每一对都完全相同",
                "every pair is equal to the bit",
            ),
        ];
        for (verdict, zh, en) in meanings {
            self.entry(verdict.word(), &Text::new(zh, en));
        }
        let censored = Text::new(
            format!("两方案未办结率相差超过 {points} 个百分点，不作比较"),
            format!(
                "unfinished shares differ by more than {points} percentage point, so that what was finished is not compared"
            ),
        );
        self.entry(Verdict::Censored.word(), &censored);
    }
}

/// Files with what they hold, and their columns.
fn files(contents: Contents, plan: &Plan) -> Vec<(&'static str, Text, &'static [&'static str])> {
    let mut files: Vec<(&str, Text, &[&str])> = vec![
        (
            "points.csv",
            Text::new(
                "设计点；没有因子的研究只有设计点 0。",
                "Points of the design; a study without factors has the one point 0.",
            ),
            POINTS,
        ),
        (
            "runs.csv",
            Text::new("每次运行的全部数值。", "Every value of every run."),
            RUNS,
        ),
        (
            "contrasts.csv",
            Text::new(
                "方案减基线，按同一世界配对，配对 t 的 95 % 区间；不足两对时无区间。",
                "Setup minus baseline, paired by world, with 95 % paired t intervals; no bounds below two pairs.",
            ),
            CONTRASTS,
        ),
        (
            "stages.csv",
            Text::new(
                "时间花在哪个环节：各重复的均值与 95 % t 区间。",
                "Where the time goes, stage by stage: mean over replications with its 95 % t interval.",
            ),
            STAGES,
        ),
        (
            "load.csv",
            Text::new(
                "谁承担负荷：各重复的均值与 95 % t 区间。",
                "Who carries the load: mean over replications with its 95 % t interval.",
            ),
            LOAD,
        ),
        (
            "failures.csv",
            Text::new("失败的运行及其原因。", "Runs that failed, and why."),
            FAILURES,
        ),
    ];
    if plan.nature().hides {
        let about = Text::new(
            "潜在事件总账：世界里本会发生的一切在各方案下的结局。发生加被预防在各方案中相等；其余各项是发生者中的一部分。更晚的反弹另起的新事件不计。",
            "The ledger of potentials: what became, in each setup, of everything the world had in store. Emerged plus prevented is equal in all setups; the others are parts of what emerged. Relapses that came up as new incidents are not counted.",
        );
        files.push(("ledger.csv", about, LEDGER));
    }
    if plan.last_switch().is_some() {
        let about = Text::new(
            "切换以来逐周，全县合计：各重复的均值与 95 % t 区间，以及与基线同一段日子按世界配对的差值与 95 % 配对 t 区间。周从方案生效之日起算，第 0 周为生效后头七天，负数在生效之前；计量期内不切换的方案从最后一个切换之日起算。首末两周可能不满七天，其个数随之较小。发生与预防记在（本会）发生那一周；报告数与时长记在首次报告那一周，时长是该周被报告、期末已有该时刻的计量事件的均值：有隐藏事件时各方案被报告的不是同一批。计量期以前发生的不计，故头几周的报告数偏少。更晚的反弹另起的新事件只计时长。运行末尾各周剩下的时间较短，未办结的较多。",
            "Week by week since the switch, over the whole county: mean over replications with its 95 % t interval, and the difference from the baseline on the same days, paired by world, with its 95 % paired t interval. Weeks count from the day the setup takes over: week 0 is its first seven days, negative weeks lie before it; for a setup that does not switch while measuring they count from the last switch of the study. The first and the last week may be shorter than seven days, and their counts smaller. What emerged or was prevented counts in the week it did or would have emerged; reports and times go by the week of the first report. A time is the mean over measured incidents reported in the week that had the event by the end of the run: where some are hidden, setups do not speak of the same incidents. What emerged before measuring is left out, so that the first weeks have few reports. Relapses that came up as new incidents add to times only. The last weeks leave the least time for settling.",
        );
        files.push(("weeks.csv", about, WEEKS));
    }
    if plan.catalogue(0).has_villages() {
        let about = Text::new(
            "逐村：各世界的均值与 95 % t 区间，以及与基线按同一世界配对之差的 95 % 配对 t 区间；个数与暴露量为该村全部潜在事件的，能力为运行结束时的。",
            "Village by village: mean over replications with its 95 % t interval, and the difference from the baseline, paired by world, with its 95 % paired t interval. Counts and exposure are of all potentials of the village, capacity is that at the end of the run.",
        );
        files.push(("villages.csv", about, VILLAGES));
    }
    if plan.study().design == DesignKind::OneAtATime {
        let about = Text::new(
            "一次改变一个因子时，各因子把结论推动多远：每个方案、每个结论指标、每个因子一行，按跨度排列。least 与 greatest 是该因子各取值中方案减基线最小与最大之处（其余因子照文件所写）；跨度为二者之差，按同一世界配对，95 % 配对 t 区间；取值多于两个时，跨度是事后挑出的最大者，略偏大。平衡点是差值变号处的因子取值，在相邻取值间线性内插，区间为对整个世界重抽样 2,000 次的 95 % 百分位区间，界限空缺表示在所取各值之外。",
            "One factor varied at a time: how far each moves the verdict, a row a setup, headline metric and factor, ordered by span. `least` and `greatest` are where setup minus baseline is least and greatest over the factor's values, all other factors as the files state them. The span is the difference of the two, paired by world, with its 95 % paired t interval; of more than two values it is the widest one found, and so a little too wide. The break-even is the value at which the difference changes its sign, interpolated linearly between neighbouring values; its interval is the 95 % percentile interval of 2,000 resamples of whole worlds, and an empty bound lies beyond the values tried.",
        );
        files.push(("sensitivity.csv", about, SENSITIVITY));
    }
    if contents.has_incidents {
        let about = Text::new(
            "计量期内发生的每个事件；时刻为自计量开始起的秒数。",
            "Every incident that emerged while measuring; moments in seconds since the start of measuring.",
        );
        files.push(("incidents.csv", about, INCIDENTS));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sample_study::{hidden_study, sample_study};
    use crate::governance::conduct::{Duplicates, HandDown, PettyDemand};

    const EVERYTHING: Contents = Contents {
        has_incidents: true,
        has_plots: true,
    };

    /// A study with every table: something is hidden, and a setup takes over while measuring.
    fn switched_study() -> crate::scenario::Study {
        let mut study = hidden_study(1);
        study.setups[1].holds_from = crate::base::Moment::start_of_day(14);
        study.conduct.petty_demand = Some(PettyDemand::default());
        study.conduct.duplicates = Some(Duplicates::default());
        study.conduct.hand_down = Some(HandDown::default());
        study
    }

    fn sample(contents: Contents) -> String {
        let study = sample_study(1);
        dictionary(&Plan::new(&study).unwrap(), contents)
    }

    #[test]
    fn every_column_has_a_meaning_in_both_languages() {
        let mut study = switched_study();
        study.design = DesignKind::OneAtATime;
        let plan = Plan::new(&study).unwrap();
        for (file, _, columns) in files(EVERYTHING, &plan) {
            for column in columns {
                let meaning = column_meaning(file, column);
                let is_there = meaning.is_some_and(|meaning| !meaning.en.is_empty());
                assert!(is_there, "{file} {column} has no meaning");
            }
        }
    }

    #[test]
    fn every_metric_stage_scope_and_file_is_named_twice() {
        let study = switched_study();
        let text = dictionary(&Plan::new(&study).unwrap(), EVERYTHING);
        for scope in Scope::HIDING {
            let entry = format!("\n- `{}`", scope.prefix());
            assert_eq!(text.matches(&entry).count(), 2, "{entry}");
        }
        for metric in crate::metrics::MetricId::ALL {
            let entry = format!("\n- `{}`", metric.word());
            assert!(text.matches(&entry).count() >= 2, "{entry}");
        }
        for stage in Stage::ALL {
            assert_eq!(text.matches(&format!("- `{}`", stage.word())).count(), 2);
        }
        for file in [
            "points",
            "runs",
            "contrasts",
            "stages",
            "load",
            "ledger",
            "weeks",
            "villages",
            "failures",
            "incidents",
        ] {
            assert_eq!(text.matches(&format!("\n## {file}.csv\n")).count(), 2);
        }
    }

    #[test]
    fn what_is_not_there_is_not_named() {
        let text = sample(Contents::default());
        for absent in [
            "incidents.csv",
            "ledger.csv",
            "weeks.csv",
            "plots/",
            "common/",
            "detection_delay",
        ] {
            assert!(!text.contains(absent), "{absent}");
        }
    }
}
