//! `[shift.ID]`: a roster of days and hours.

use crate::base::{ShiftDays, ShiftError, ShiftPattern, Text, Weekday};
use crate::define_words;
use crate::document::{Fields, Spec, either, list, time_of_day, word};

use super::rule::ModelRule;

define_words! {
    /// Days a shift is worked, in one word.
    enum DaysWord {
        Working = "working": "日历上的工作日", "the calendar's working days";
        Every = "every": "每天，含节假日", "every day, holidays too";
    }
}

/// Most blocks of hours in a day.
const MOST_BLOCKS: usize = 12;

/// Reads one shift.
pub fn visit(fields: &mut Fields) -> ShiftPattern {
    let days = fields
        .key("days", days())
        .means("上班的日子", "the days it is worked")
        .or(ShiftDays::Working);
    let block = list(time_of_day()).length(2, 2);
    let hours = fields
        .key("hours", list(block).length(1, MOST_BLOCKS))
        .means("上班时段，按先后", "blocks of hours, in order")
        .required();
    let blocks = hours.iter().map(|block| (block[0], block[1])).collect();
    match ShiftPattern::new(days, blocks) {
        Ok(shift) => shift,
        Err(error) => {
            refuse(fields, &error);
            ShiftPattern::always()
        }
    }
}

fn days() -> impl Spec<Value = ShiftDays> {
    let one_word = word::<DaysWord>().map(|days| match days {
        DaysWord::Working => ShiftDays::Working,
        DaysWord::Every => ShiftDays::Every,
    });
    let weekdays = list(word::<Weekday>())
        .length(1, 7)
        .map(|days: Vec<Weekday>| ShiftDays::Weekdays(days.into_iter().collect()));
    either(one_word, weekdays)
}

fn refuse(fields: &mut Fields, error: &ShiftError) {
    let rule = Text::new(in_chinese(error), error.to_string());
    let remedy = Text::new(
        "例如 hours = [[\"08:30\", \"12:00\"], [\"13:30\", \"18:00\"]]",
        "for example hours = [[\"08:30\", \"12:00\"], [\"13:30\", \"18:00\"]]",
    );
    fields.demand(
        false,
        "hours",
        ModelRule::ImpossibleShift.kind(),
        rule,
        remedy,
    );
}

fn in_chinese(error: &ShiftError) -> String {
    match error {
        ShiftError::MalformedTime(text) => format!("{text:?} 不是 00:00 到 24:00 之间的时刻"),
        ShiftError::NoBlocks => "班次至少要有一个时段".to_owned(),
        ShiftError::NoDays => "班次至少要有一个工作的星期几".to_owned(),
        ShiftError::EndsBeforeItStarts { start, end } => {
            format!("时段 {start} 至 {end} 没有在开始之后结束；跨夜的写成两段，到 24:00 和从 00:00")
        }
        ShiftError::OutOfOrder { start, end } => {
            format!("从 {start} 起的时段早于前一段的结束 {end}")
        }
    }
}
