//! What the words in the cells of tables mean.

use crate::base::Text;
use crate::county::Stage;
use crate::experiment::statistics::{UnfinishedShares, Verdict};
use crate::metrics::{Fate, Level, Nature, PopulationKind, Scope, Slice, Statistic, Unit};
use crate::output::wording::{
    level_meaning, population_meaning, stage_name, statistic_meaning, unit_name,
};

use super::page::Page;

impl Page<'_> {
    pub(super) fn words(&mut self, nature: Nature) {
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
        for unit in Unit::ALL {
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
