//! The dictionary of one study, in Chinese and then in English.

use crate::base::{Language, Text};
use crate::document::Words;
use crate::experiment::Plan;

use super::contents::Contents;
use super::files::files;
use super::page::Page;
use crate::output::columns::column_meaning;

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
        self.parquet(contents);
        self.plots(contents);
        self.metrics(plan);
        self.words(plan.nature());
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

    fn parquet(&mut self, contents: Contents) {
        if contents.has_parquet {
            self.heading("*.parquet", "*.parquet");
            let text = self.language.choose(
                "以上每个表旁有同名的 Parquet（`runs.csv` 旁为 `runs.parquet`），行、列与数值相同：次序、个数与时刻为 int64，种子为 uint64，其余的数为 float64（与 CSV 逐位相等），词与 id 为字典编码的文字，其余为文字；空格子为 null。各列的含义与单位写在字段的元数据里（`description_zh`、`description_en`、`unit`）。",
                "Beside each table above stands Parquet of the same name (`runs.parquet` beside `runs.csv`) with the same rows, columns and values: places, counts and moments are int64, seeds uint64, other numbers float64 (equal to the CSV to the bit), words and ids dictionary-encoded text, the rest text; an empty cell is null. Meaning and unit of each column are metadata of its field (`description_zh`, `description_en`, `unit`).",
            );
            self.line(text);
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
}
