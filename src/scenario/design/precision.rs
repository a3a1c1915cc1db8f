//! How many worlds a study runs: so many, or until it knows a mean well enough.

use crate::base::Text;
use crate::document::{Address, Fault, Fields, Spec, Unit, either, integer, number, table};

use super::quantity::{Quantity, quantity};
use crate::metrics::{Measure, MetricId, PopulationKind};
use crate::scenario::rule::ModelRule;

/// Most worlds of a study.
const MOST_WORLDS: i64 = 1_000_000;

/// How many worlds are run at each point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Worlds {
    /// So many.
    Fixed(u32),
    /// As many as a precision takes.
    Until(Precision),
}

/// Worlds are added in rounds until a mean is known well enough in every setup at every point.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Precision {
    /// Of what.
    pub until: Quantity,
    /// Half the width of the 95 % interval of its mean over worlds, as a share of that mean: so
    /// much at most.
    pub half_width_share: f64,
    /// Worlds of a round, the first included.
    pub from: u32,
    /// The most worlds, whether they are enough or not.
    pub to: u32,
}

impl Worlds {
    /// The worlds that are run whatever comes out.
    pub const fn least(&self) -> u32 {
        match self {
            Self::Fixed(worlds) => *worlds,
            Self::Until(precision) => precision.from,
        }
    }

    /// The most worlds there can be.
    pub const fn most(&self) -> u32 {
        match self {
            Self::Fixed(worlds) => *worlds,
            Self::Until(precision) => precision.to,
        }
    }

    /// The precision wanted; none where the number of worlds is fixed.
    pub const fn precision(&self) -> Option<Precision> {
        match self {
            Self::Fixed(_) => None,
            Self::Until(precision) => Some(*precision),
        }
    }
}

impl Precision {
    /// How many worlds there are one round after so many.
    pub const fn after(&self, worlds: u32) -> u32 {
        let next = worlds.saturating_add(self.from);
        if next < self.to { next } else { self.to }
    }

    /// The fault of a study whose verdict does not quote it over all incidents; `at` is where it
    /// stands.
    pub fn fault(
        &self,
        (headline, measure): (&[MetricId], &Measure),
        at: &Address,
    ) -> Option<Fault> {
        let is_measured = headline.contains(&self.until.metric)
            && measure.populations.contains(&PopulationKind::All);
        let metric = self.until.metric.word();
        (!is_measured).then(|| {
            let rule = Text::new(
                format!("`{metric}` 不是结论先报的指标，或没有在全部事件（all）上测量"),
                format!("`{metric}` is not quoted by the verdict, or not measured over `all`"),
            );
            let remedy = Text::new(
                format!("请在 [measure] 的 headline 写上 {metric}，populations 写上 all"),
                format!("name {metric} in `headline` and all in `populations` of [measure]"),
            );
            at.fault(ModelRule::PrecisionNotMeasured.kind(), rule, remedy)
        })
    }

    fn visit(fields: &mut Fields) -> Self {
        let until = fields
            .key("until", quantity())
            .means(
                "要估准的量：指标.统计量，取结论所说的人群",
                "what is to be known: METRIC.STATISTIC, of the population a verdict speaks of",
            )
            .required();
        let half_width_share = fields
            .key("half_width_share", number().range(1e-6..=1.0))
            .means(
                "各世界均值的 95 % 区间半宽至多为该均值的多大份额",
                "half the width of the 95 % interval of its mean over worlds, as a share of that mean, at most",
            )
            .or(0.05);
        let worlds = || integer().unit(Unit::Count).range(2..=MOST_WORLDS);
        let from = fields
            .key("from", worlds())
            .means(
                "每轮的世界数，第一轮也是",
                "worlds of a round, the first included",
            )
            .or(10);
        let to = fields
            .key("to", worlds())
            .means("世界数的上限", "the most worlds")
            .or(200);
        fields.demand(
            from <= to,
            "to",
            ModelRule::RoundAboveMost.kind(),
            Text::new(
                format!("上限 {to} 少于一轮的 {from} 个世界"),
                format!("at most {to} worlds is less than one round of {from}"),
            ),
            Text::new(
                "请提高 to，或降低 from",
                "raise `to`, or lower `from`",
            ),
        );
        Self {
            until,
            half_width_share,
            from: from as u32,
            to: to as u32,
        }
    }
}

/// A number of worlds, or a table that says how well a mean is to be known.
pub(super) fn worlds() -> impl Spec<Value = Worlds> {
    let fixed = integer().unit(Unit::Count).range(1..=MOST_WORLDS);
    either(
        fixed.map(|worlds| Worlds::Fixed(worlds as u32)),
        table(|fields| Worlds::Until(Precision::visit(fields))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounds_add_as_many_worlds_as_the_first_had_up_to_the_most() {
        let until = Quantity::all().next().unwrap();
        let precision = Precision {
            until,
            half_width_share: 0.05,
            from: 10,
            to: 25,
        };
        assert_eq!([10, 20, 25].map(|worlds| precision.after(worlds)), [20, 25, 25]);
        let worlds = Worlds::Until(precision);
        assert_eq!((worlds.least(), worlds.most()), (10, 25));
        assert_eq!(Worlds::Fixed(3).precision(), None);
    }
}
