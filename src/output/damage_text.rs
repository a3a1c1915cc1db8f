//! Damage of a journal in words.

use crate::base::Text;
use crate::experiment::Plan;

use super::journal_scan::Damage;

/// Where a journal is damaged, and whose record stood there.
pub(super) fn told(damage: Damage, plan: &Plan) -> Text {
    let Damage { at, end, run } = damage;
    let last = end - 1;
    let known = run.filter(|run| *run < plan.runs());
    let Some(run) = known else {
        return match (run, at) {
            (Some(run), _) => Text::new(
                format!("第 {at} 到 {last} 字节：第 {run} 次运行"),
                format!("bytes {at} to {last}: run {run}"),
            ),
            (None, 0) => Text::new(
                format!("第 0 到 {last} 字节：文件头，没有运行受损"),
                format!("bytes 0 to {last}: the header, no run"),
            ),
            (None, _) => Text::new(
                format!("第 {at} 到 {last} 字节：已看不出是哪次运行，或同一运行另有完好的记录"),
                format!(
                    "bytes {at} to {last}: a run that can no longer be told, or that stands whole elsewhere"
                ),
            ),
        };
    };
    let key = plan.key(run);
    let (replication, point, setup) = (key.replication, key.point, &plan.setups()[key.setup].id);
    Text::new(
        format!(
            "第 {at} 到 {last} 字节：第 {run} 次运行（重复 {replication}，设计点 {point}，方案 {setup}）"
        ),
        format!(
            "bytes {at} to {last}: run {run} (replication {replication}, point {point}, setup {setup})"
        ),
    )
}
