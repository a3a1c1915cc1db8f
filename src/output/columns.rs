//! What the columns of tables say.

use crate::base::Text;

/// What a column says; a few names mean different things in different files.
pub fn column_meaning(file: &str, column: &str) -> Option<Text> {
    let meaning = match (file, column) {
        ("stages.csv", "statistic") => Text::new(
            "`mean`：每个事件的平均小时，未办结的计到运行结束；`share_of_total`：占各环节总时长",
            "`mean`: hours per incident, open ones up to the end of the run; `share_of_total`: share of the time of all stages",
        ),
        ("frontier.csv", "n") => Text::new("两端成对的世界数", "worlds with a pair at the ends"),
        ("points.csv" | "effects.csv", "value") => Text::new("因子取值", "the factor's value"),
        ("effects.csv", "n") => Text::new(
            "各设计点都成对的世界数",
            "worlds with a pair at every point",
        ),
        ("effects.csv", "estimate") => Text::new(
            "方案减基线，对各设计点与世界取均值",
            "setup minus baseline, mean over points and worlds",
        ),
        ("sensitivity.csv", "n") => Text::new("两处都成对的世界数", "worlds with a pair at both"),
        ("contrasts.csv", "estimate") => {
            Text::new("方案减基线的均值", "mean of setup minus baseline")
        }
        ("contrasts.csv", "n") => Text::new("成对的世界数", "pairs"),
        ("ledger.csv", "matter") => Text::new("事项；空为全部", "matter; empty for all"),
        ("ledger.csv", "township") => Text::new("乡镇；空为全部", "township; empty for all"),
        ("ledger.csv", "estimate") => Text::new(
            "每个世界的个数，各重复的均值",
            "number a world, mean over replications",
        ),
        ("weeks.csv", "week") => Text::new(
            "切换以来第几周，负数在切换之前",
            "weeks since the switch, negative before it",
        ),
        ("load.csv", "id") => Text::new("该层级的 id", "id within the level"),
        _ => {
            return plain_column(column)
                .or_else(|| sensitivity_column(column))
                .or_else(|| incident_column(column));
        }
    };
    Some(meaning)
}

fn plain_column(column: &str) -> Option<Text> {
    let (zh, en) = match column {
        "point" => ("设计点，从 0 起", "point of the design, from 0"),
        "factor" => ("因子", "factor"),
        "setup" => ("方案", "setup"),
        "replication" => (
            "重复，从 0 起；同一重复即同一世界",
            "replication, from 0; one replication is one world",
        ),
        "seed" => ("研究的种子", "seed of the study"),
        "status" => ("`ok` 或 `failed`", "`ok` or `failed`"),
        "population" => ("说的是哪些事件", "whom the number speaks of"),
        "metric" => ("指标", "metric"),
        "unit" => ("数值的单位", "unit of the values"),
        "statistic" => ("统计量", "statistic"),
        "value" => ("数值", "value"),
        "error" => ("原因", "reason"),
        "command" => ("重现它的命令", "command that runs it again"),
        "baseline" => ("基线方案", "setup compared with"),
        "better" => (
            "好的方向：`lower`、`higher`、`none`",
            "good direction: `lower`, `higher`, `none`",
        ),
        "estimate" => ("各重复的均值", "mean over replications"),
        "lower" => ("95 % 区间下限", "lower bound of the 95 % interval"),
        "upper" => ("95 % 区间上限", "upper bound of the 95 % interval"),
        "difference" => (
            "方案减基线（同一村，或同一段日子），成对均值；基线自身为空",
            "setup minus baseline, of the same village or on the same days, mean of pairs; empty for the baseline",
        ),
        "difference_lower" => (
            "差值的 95 % 区间下限",
            "lower bound of the difference's 95 % interval",
        ),
        "difference_upper" => (
            "差值的 95 % 区间上限",
            "upper bound of the difference's 95 % interval",
        ),
        "n" => ("有数值的重复数", "replications with a value"),
        "setup_value" => ("成对世界里方案的均值", "the setup's mean over the pairs"),
        "baseline_value" => ("成对世界里基线的均值", "the baseline's mean over the pairs"),
        "verdict" => (
            "判定；好坏不论的指标有差异时为空",
            "verdict; empty where a metric without a good direction differs",
        ),
        "held" => ("其余因子的取值", "the values of the other factors"),
        "by_factor" => (
            "同时固定的第二个因子；主效应为空",
            "the second factor held; empty for a main effect",
        ),
        "by_value" => ("第二个因子的取值", "the second factor's value"),
        "points" => ("平均了多少个设计点", "over how many points it is averaged"),
        "p_value" => (
            "配对 t 检验的双侧 p 值；全部相等时为空",
            "two-sided p value of the paired t test; empty where all pairs are equal",
        ),
        "p_holm" => (
            "同一设计点全部结论指标差值一并校正的 p 值（Holm）；仅结论指标",
            "p value adjusted over all headline differences of the point (Holm); headline metrics only",
        ),
        "bootstrap_lower" => (
            "对整个世界重抽样 2,000 次的 95 % 百分位区间下界；仅结论指标，且不超过 1,000 个世界",
            "lower bound of the 95 % percentile interval of 2,000 resamples of whole worlds; headline metrics of up to 1,000 worlds only",
        ),
        "bootstrap_upper" => ("同上，上界", "its upper bound"),
        "standardised_difference" => (
            "差值除以两方案世界间标准差的均值（Cohen 的 d_av）",
            "the difference over the mean of both standard deviations between worlds (Cohen's d_av)",
        ),
        "won_share" => (
            "方案优于基线的世界占比，相等算一半；好坏不论的指标为空",
            "share of worlds in which the setup did better, equal ones counted half; empty where no direction is good",
        ),
        "correlation" => (
            "方案与基线在各世界之间的相关系数",
            "correlation of setup and baseline over worlds",
        ),
        "variance_reduction" => (
            "若用互不相干的世界，要达到同样精度所需世界数是现在的几倍",
            "how many times as many independent worlds would tell as much",
        ),
        "x_km" => ("县城以东多少公里", "kilometres east of the origin"),
        "y_km" => ("县城以北多少公里", "kilometres north of the origin"),
        "residents" => ("常住人口", "residents"),
        "fate" => ("结局", "what became of it"),
        "cause" => (
            "被预防的按原因：`visit` 前置走访，`suspended` 点位被压制；空为全部",
            "of the prevented those of one cause: `visit` visits to the village before it, `suspended` its place kept from offending; empty for all",
        ),
        "stage" => ("环节", "stage"),
        "level" => ("层级", "level"),
        "slice" => ("时段", "slice of time"),
        "at" => ("第几周或第几小时", "which week or hour"),
        _ => return None,
    };
    Some(Text::new(zh, en))
}

fn sensitivity_column(column: &str) -> Option<Text> {
    let (zh, en) = match column {
        "rank" => ("按跨度的名次，从 1 起", "place by span, from 1"),
        "least_point" => ("差值最小的设计点", "point with the least difference"),
        "least_value" | "greatest_value" => ("该处因子取值", "the factor's value there"),
        "least_estimate" | "greatest_estimate" => (
            "该处方案减基线的均值",
            "setup minus baseline there, mean of pairs",
        ),
        "least_lower" | "greatest_lower" => {
            ("其 95 % 区间下限", "lower bound of its 95 % interval")
        }
        "least_upper" | "greatest_upper" => {
            ("其 95 % 区间上限", "upper bound of its 95 % interval")
        }
        "greatest_point" => ("差值最大的设计点", "point with the greatest difference"),
        "span" => ("最大差值减最小差值", "greatest difference less the least"),
        "span_lower" => (
            "跨度的 95 % 区间下限",
            "lower bound of the span's 95 % interval",
        ),
        "span_upper" => (
            "跨度的 95 % 区间上限",
            "upper bound of the span's 95 % interval",
        ),
        "verdict_change" => (
            "`holds` 各取值结论相同，`partly` 有的取值检出差异、有的没有，`reverses` 两个方向都检出",
            "`holds`: the same at every value; `partly`: a difference is detected at some values only; `reverses`: detected on both sides of zero",
        ),
        "break_even" => (
            "差值变号处的因子取值；多处时取最小",
            "the factor's value where the difference changes its sign; of several the least",
        ),
        "break_even_lower" => (
            "其 95 % 区间下限；空为小于所取各值",
            "lower bound of its 95 % interval; empty below all values",
        ),
        "break_even_upper" => (
            "其 95 % 区间上限；空为大于所取各值",
            "upper bound of its 95 % interval; empty above all values",
        ),
        "crossings" => ("变号几次", "how many times the sign changes"),
        _ => return None,
    };
    Some(Text::new(zh, en))
}

fn incident_column(column: &str) -> Option<Text> {
    let (zh, en) = match column {
        "incident" => (
            "来源:序号，各方案相同",
            "source:ordinal, equal in every setup",
        ),
        "round" => ("第几轮", "round"),
        "parent" => ("复发自哪个事件", "incident it relapsed from"),
        "matter" => ("事项", "matter"),
        "township" => ("乡镇", "township"),
        "village" => ("村·社区", "village"),
        "severity" => ("严重度 1 至 5", "severity, 1 to 5"),
        "departments" => (
            "涉及部门，牵头在前，空格分隔",
            "departments, lead first, separated by spaces",
        ),
        "emerged_s" => ("发生", "emergence"),
        "reported_s" => ("首次报告", "first report"),
        "registered_s" => ("工单登记", "ticket written"),
        "first_power_s" => ("有权力量首次到场", "first arrival of a crew that may act"),
        "settled_s" => ("真正办结", "true settlement"),
        "recorded_closed_s" => ("在册办结", "closing on record"),
        "end" => (
            "结局：`closed`、`open`，或自行消失、村内办结、当场处置、越级、放弃",
            "how it ended: `closed`, `open`, or `natural-end`, `settled-in-village`, `fixed-on-the-spot`, `escalated`, `given-up`",
        ),
        "channel" => ("如何得知", "how it became known"),
        "returns" => ("退回次数", "times sent back"),
        "visits" => ("到场次数", "visits"),
        _ => return None,
    };
    Some(Text::new(zh, en))
}
