//! The verdict of a study as a few lines for a terminal.

use unicode_width::UnicodeWidthStr;

use crate::base::Language;

use super::summary::{Summary, SummaryRow};
use super::summary_points::points_text;
use super::summary_words::{padded, shown_name, shown_value, title_of};

impl Summary {
    /// The verdict in a few lines, each ended.
    pub fn text(&self, language: Language) -> String {
        let mut text = format!("{}\n", self.heading(language));
        if self.points.is_empty() {
            let columns = self.columns(language);
            for row in &self.rows {
                text.push_str(&row_text(row, &columns, language));
            }
        } else {
            text.push_str(&points_text(self, language));
        }
        text.push_str(&self.footing(language));
        text
    }

    fn heading(&self, language: Language) -> String {
        let name = self.name.in_language(language);
        let setups = self.rows.first().map_or(0, |row| row.setups.len());
        let (worlds, days) = (self.worlds, self.days);
        if !self.points.is_empty() {
            let points = self.points.len() as u64;
            let worlds = worlds / points;
            return language.choose(
                format!("{name}：{setups} 个方案，{points} 个设计点，每点 {worlds} 个世界"),
                format!(
                    "{name}: {}, {}, {} at each",
                    counted(setups as u64, "setup"),
                    counted(points, "point"),
                    counted(worlds, "world")
                ),
            );
        }
        language.choose(
            format!("{name}：{setups} 个方案，{worlds} 个世界，计量 {days} 天"),
            format!(
                "{name}: {}, {}, {days} days measured",
                counted(setups as u64, "setup"),
                counted(worlds, "world")
            ),
        )
    }

    fn footing(&self, language: Language) -> String {
        let mut text = String::new();
        let is_compared = self.rows.iter().any(|row| row.setups.len() > 1);
        if is_compared && !self.points.is_empty() {
            text.push_str(language.choose(
                "\n括号内为 95 % 置信区间；差异为方案减基线，按同一世界配对。\n",
                "\nIn parentheses 95 % intervals; differences are setup minus baseline, paired by world.\n",
            ));
        } else if is_compared {
            text.push_str(language.choose(
                "\n括号内为 95 % 置信区间；差异为方案减基线，按同一世界配对；n 为重复次数或配对数。\n",
                "\nIn parentheses 95 % intervals; differences are setup minus baseline, paired by world; n counts runs, or pairs.\n",
            ));
        }
        let (by_chance, detected) = self.detected_by_chance();
        if by_chance > 0 {
            text.push_str(&language.choose(
                format!("逐项检出 {detected} 个差异；把同一设计点的全部结论指标一并判断（Holm），其中 {by_chance} 个不再检出（见 contrasts.csv 的 p_holm）。\n"),
                format!("Of {detected} differences detected one by one, {by_chance} are not once all headline metrics of a point are judged together (Holm; see p_holm in contrasts.csv).\n"),
            ));
        }
        let (finished, planned, failed) = (self.finished, self.planned, self.failed);
        if !self.is_whole() {
            text.push_str(&language.choose(
                format!("计划 {planned} 次运行，完成 {finished} 次，失败 {failed} 次。\n"),
                format!("{finished} of {planned} runs finished, {failed} failed.\n"),
            ));
        }
        text
    }

    /// Widths of names and values, so that lines stand under one another.
    fn columns(&self, language: Language) -> Columns {
        let setups = || self.rows.iter().flat_map(|row| &row.setups);
        let widest = |texts: &mut dyn Iterator<Item = String>| {
            texts.map(|text| text.width()).max().unwrap_or(0)
        };
        Columns {
            name: widest(&mut setups().map(|setup| shown_name(setup, language))),
            value: widest(&mut self.rows.iter().flat_map(|row| {
                let values = row.setups.iter();
                values.map(|setup| shown_value(setup.value.as_ref(), row.unit, language))
            })),
        }
    }
}

struct Columns {
    name: usize,
    value: usize,
}

fn row_text(row: &SummaryRow, columns: &Columns, language: Language) -> String {
    let title = title_of(row, language);
    let mut text = format!("\n{title}\n");
    for setup in &row.setups {
        let name = padded(&shown_name(setup, language), columns.name);
        let value = shown_value(setup.value.as_ref(), row.unit, language);
        let value = padded(&value, columns.value);
        let n = match (setup.is_baseline, setup.finding) {
            (false, Some(finding)) => finding.difference.n,
            _ => setup.value.map_or(0, |value| value.n),
        };
        let words = setup
            .words(language)
            .map_or_else(String::new, |words| format!("{words}  "));
        text += &["  ", &name, "  ", &value, "  ", &words, "n = "].concat();
        text += &n.to_string();
        text.push('\n');
    }
    text
}

fn counted(count: u64, thing: &str) -> String {
    format!("{count} {thing}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::derive::derive;
    use crate::experiment::plan::Plan;
    use crate::experiment::sample_study::{run_all, sample_study};
    use crate::experiment::statistics::MeanInterval;
    use crate::metrics::Unit;

    fn summary(replications: u32) -> Summary {
        let study = sample_study(replications);
        let plan = Plan::new(&study).unwrap();
        let derived = derive(&plan, &run_all(&plan, 1), &mut ()).unwrap();
        Summary::new(&plan, &derived)
    }

    #[test]
    fn every_headline_metric_says_baseline_difference_and_n() {
        let text = summary(3).text(Language::En);
        assert!(text.starts_with("sample: 2 setups, 3 worlds, 28 days measured\n"));
        for title in [
            "response time (mean)",
            "resolution time (mean)",
            "busy share",
        ] {
            assert!(text.contains(&format!("\n{title}\n")), "{text}");
        }
        assert_eq!(text.matches("separate-lines (baseline)").count(), 3);
        assert_eq!(text.matches("n = 3\n").count(), 6);
        assert!(!text.contains("runs finished"));
    }

    #[test]
    fn the_chinese_text_has_the_same_lines() {
        let summary = summary(2);
        let (zh, en) = (summary.text(Language::Zh), summary.text(Language::En));
        assert_eq!(zh.lines().count(), en.lines().count());
        assert_eq!(zh.matches("（基线）").count(), 3);
    }

    #[test]
    fn one_replication_has_no_interval() {
        let text = summary(1).text(Language::En);
        assert!(text.contains("one pair, no interval"), "{text}");
    }

    #[test]
    fn values_carry_as_many_digits_as_their_interval_deserves() {
        let value = MeanInterval {
            mean: 0.123_456,
            lower: Some(0.119),
            upper: Some(0.128),
            n: 5,
        };
        let shown = |unit, language| shown_value(Some(&value), unit, language);
        assert_eq!(shown(Unit::Share, Language::En), "12.3 % (11.9 to 12.8)");
        assert_eq!(
            shown(Unit::Hours, Language::Zh),
            "0.123 小时（0.119 到 0.128）"
        );
        assert_eq!(shown_value(None, Unit::Count, Language::En), "-");
    }

    #[test]
    fn what_does_not_hold_once_all_are_judged_together_is_told() {
        let mut summary = summary(4);
        for setup in summary.rows.iter_mut().flat_map(|row| &mut row.setups) {
            if let Some(finding) = &mut setup.finding {
                let difference = &mut finding.difference;
                (difference.estimate, difference.lower, difference.upper) =
                    (-1.5, Some(-2.0), Some(-1.0));
                finding.unfinished = None;
            }
        }
        let detected = summary.detected_by_chance().1;
        assert_eq!(detected, 3, "one of each headline metric");
        let mut adjust = |p_holm: f64| {
            for setup in summary.rows.iter_mut().flat_map(|row| &mut row.setups) {
                setup.p_holm = setup.p_holm.map(|_| p_holm);
            }
            (summary.text(Language::En), summary.text(Language::Zh))
        };
        let (en, zh) = adjust(0.05);
        assert!(!en.contains("Holm") && !zh.contains("Holm"), "{en}{zh}");
        let (en, zh) = adjust(0.051);
        let told = format!("Of {detected} differences detected one by one, {detected} are not");
        assert!(en.contains(&told), "{en}");
        let told = format!("逐项检出 {detected} 个差异");
        assert!(zh.contains(&told), "{zh}");
    }
}
