//! What is told of a study that runs until a mean is known well enough.

use super::exit::Refusal;
use crate::base::Language;
use crate::experiment::{Look, Plan};
use crate::scenario::Precision;

/// What a round has shown, and what follows from it.
pub(super) fn told(look: &Look, language: Language) -> String {
    let Look {
        worlds, precision, ..
    } = look;
    let (until, wanted) = (precision.until, share(Some(precision.half_width_share)));
    let widest = share(look.widest);
    let known = language.choose(
        format!("{worlds} 个世界：{until} 的 95 % 区间半宽最大为均值的 {widest}（要求 {wanted}）"),
        format!(
            "{worlds} worlds: the 95 % half-width of {until} is at most {widest} of its mean ({wanted} wanted)"
        ),
    );
    let next = match (look.next(), look.is_enough(), language) {
        (Some(next), _, Language::Zh) => format!("，增至 {next} 个"),
        (Some(next), _, Language::En) => format!("; on to {next}"),
        (None, true, Language::Zh) => "，够了".to_owned(),
        (None, true, Language::En) => "; enough".to_owned(),
        (None, false, Language::Zh) => "，没有达到；世界数已到上限".to_owned(),
        (None, false, Language::En) => "; not reached with the most worlds there may be".to_owned(),
    };
    format!("{known}{next}\n")
}

/// A share of a mean in per cent; a dash where a setup has no interval.
fn share(share: Option<f64>) -> String {
    share.map_or_else(
        || "—".to_owned(),
        |share| format!("{:.2} %", share * 100.0),
    )
}

/// What such a study runs at least and at most, for people who look before they run.
pub(super) fn outlook(precision: &Precision, language: Language) -> String {
    let Precision {
        until,
        half_width_share,
        from,
        to,
    } = precision;
    let wanted = share(Some(*half_width_share));
    language.choose(
        format!(
            "世界数每轮增加 {from} 个，直到各方案 {until} 的 95 % 区间半宽不超过均值的 {wanted}，至多 {to} 个\n"
        ),
        format!(
            "worlds are added {from} at a time until the 95 % half-width of {until} is at most {wanted} of its mean in every setup, {to} at most\n"
        ),
    )
}

/// Refuses to run parts of a study whose number of worlds hangs on all of them.
pub(super) fn refuse_parts(plan: &Plan, language: Language) -> Result<(), Refusal> {
    if plan.precision().is_none() {
        return Ok(());
    }
    Err(Refusal::Input(
        language
            .choose(
                "这项研究按精度决定世界数（design.replications 的 until），要看全部结果，不能分片：请用 --replications N 定下世界数",
                "this study adds worlds until a precision (`until` of design.replications), which hangs on all results, so it has no shards: fix the number with --replications N",
            )
            .to_owned(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::MetricId;
    use crate::metrics::metric::Statistic;
    use crate::scenario::Quantity;

    fn look(worlds: u32, widest: Option<f64>) -> Look {
        Look {
            worlds,
            widest,
            precision: Precision {
                until: Quantity {
                    metric: MetricId::ResolutionTime,
                    statistic: Statistic::P90,
                },
                half_width_share: 0.05,
                from: 10,
                to: 30,
            },
        }
    }

    #[test]
    fn a_round_says_how_well_the_mean_is_known_and_what_follows() {
        let said = |worlds, widest| told(&look(worlds, widest), Language::En);
        assert_eq!(
            said(10, Some(0.1234)),
            "10 worlds: the 95 % half-width of resolution_time.p90 is at most 12.34 % of its mean (5.00 % wanted); on to 20\n"
        );
        assert!(said(20, Some(0.05)).ends_with("; enough\n"));
        assert!(said(30, None).contains("at most — of its mean"));
        let zh = told(&look(30, Some(0.06)), Language::Zh);
        assert!(zh.ends_with("没有达到；世界数已到上限\n"), "{zh}");
    }
}
