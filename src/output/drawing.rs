//! What the pictures of an experiment share: setups, headings, texts in two languages.

use crate::base::{Language, Text};
use crate::experiment::statistics::Confidence;
use crate::experiment::{Derived, Plan};

use super::picture::Heading;

/// How a picture sums up replications.
#[derive(Debug, Clone, Copy)]
pub enum How {
    /// Incidents of all runs together.
    Pooled,
    /// Means over runs.
    Means,
    /// Means over runs with their intervals.
    Intervals,
}

/// An experiment that is being drawn.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    /// Its plan.
    pub plan: &'a Plan<'a>,
    /// Its rows.
    pub derived: &'a Derived,
}

impl Drawing<'_> {
    /// The names of setups, in the order of the study.
    pub fn setups(&self) -> Vec<Text> {
        let setups = 0..self.plan.setups().len();
        setups.map(|setup| self.plan.setup_name(setup)).collect()
    }

    /// A heading whose subtitle says over how many replications and `how`.
    pub fn heading(&self, zh: &str, en: &str, how: How) -> Heading {
        let study = self.plan.study();
        let days = study.horizon.measured.days();
        let worlds = self.plan.worlds();
        let per_cent = Confidence::PERCENT_95.probability() * 100.0;
        let (zh_how, en_how) = match how {
            How::Pooled => ("，全部重复合并".to_owned(), ", all pooled".to_owned()),
            How::Means => ("，取均值".to_owned(), ", means".to_owned()),
            How::Intervals => (
                format!("，{per_cent} % 置信区间"),
                format!(", {per_cent} % intervals"),
            ),
        };
        let (zh_name, en_name) = (&study.name.zh, &study.name.en);
        let (points, at_each) = (self.plan.points(), self.plan.replications());
        let (zh_worlds, en_worlds) = if points > 1 {
            (
                format!("{points} 个设计点各 {at_each} 次成对重复"),
                format!("{points} points of {at_each} paired replications each"),
            )
        } else {
            (
                format!("{worlds} 次成对重复"),
                format!("{worlds} paired replications"),
            )
        };
        Heading {
            title: Text::new(zh, en),
            subtitle: Text::new(
                format!("{zh_name}：{days} 天，{zh_worlds}{zh_how}"),
                format!("{en_name}: {days} days, {en_worlds}{en_how}"),
            ),
        }
    }
}

/// A text written once in each language.
pub fn both(write: impl Fn(Language) -> String) -> Text {
    Text::new(write(Language::Zh), write(Language::En))
}
