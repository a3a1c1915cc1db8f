//! Which files a result holds, and what they say.

use crate::base::Text;
use crate::experiment::Plan;
use crate::output::incidents::INCIDENTS;
use crate::output::tables::{
    CONTRASTS, EFFECTS, FAILURES, FRONTIER, LEDGER, LOAD, POINTS, RUNS, SENSITIVITY, STAGES,
    VILLAGES, WEEKS,
};
use crate::scenario::DesignKind;

use super::contents::Contents;

/// Files with what they hold, and their columns.
pub(in crate::output) fn files(
    contents: Contents,
    plan: &Plan,
) -> Vec<(&'static str, Text, &'static [&'static str])> {
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
    if plan.study().design == DesignKind::Factorial {
        let about = Text::new(
            "析因设计中各因子取值对结论的作用：方案减基线，先在每个世界内对取该值的全部设计点取均值，再对各世界取均值与 95 % t 区间。by_factor 为空的是主效应；否则是两个因子取值同时固定时的均值，两因子互不影响时，各取值之间的差不随另一因子而变。",
            "What each value of each factor makes of the verdict in a factorial: setup minus baseline, averaged in each world over all points at which the factor has the value, then over worlds with its 95 % t interval. Without by_factor it is a main effect; otherwise both values are held, and where the factors do not interact the step from one value to the next is the same at every value of the other.",
        );
        files.push(("effects.csv", about, EFFECTS));
        let about = Text::new(
            "结论在哪里翻转：沿一个取值为数的因子、其余因子不动（held），方案减基线在最小与最大取值处的值，以及差值变号处的因子取值，在相邻取值间线性内插，区间为对整个世界重抽样 2,000 次的 95 % 百分位区间。break_even 为空即在所取范围内不翻转；界限空缺表示在范围之外。部分析因中各点相差不止一个因子，没有这样的行。",
            "Where the verdict turns: along one factor of numbers, the others held, setup minus baseline at its least and greatest value, and the value at which the difference changes its sign, interpolated linearly between neighbouring values, with the 95 % percentile interval of 2,000 resamples of whole worlds. Without break_even it does not turn over the values tried; an empty bound lies beyond them. In a fraction points differ in more than one factor, and there are no such rows.",
        );
        files.push(("frontier.csv", about, FRONTIER));
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
