//! The words that pictures add of their own.

use crate::base::Language;

/// One label in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    zh: &'static str,
    en: &'static str,
}

impl Label {
    /// The wording in `language`.
    pub fn in_language(self, language: Language) -> &'static str {
        language.choose(self.zh, self.en)
    }
}

macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $zh:literal, $en:literal;)*) => {
        $($(#[$doc])* pub const $name: Label = Label { zh: $zh, en: $en };)*
        /// Every label, for the test that the font holds them.
        pub const ALL: &[Label] = &[$($name),*];
    };
}

labels! {
    /// Stands where there is nothing to draw.
    NO_DATA = "无数据", "no data";
    /// Vertical axis of the distribution curves.
    SHARE_WITHIN = "在该时限内完成的占比", "share done within the time";
    /// Horizontal axis of the distribution curves.
    ELAPSED = "用时", "elapsed time";
    /// Caption over the differences; the braces stand for the baseline.
    DIFFERENCE = "与“{}”的差值", "difference from {}";
    /// Caption over differences by week; the braces stand for the baseline.
    DIFFERENCE_BY_WEEK = "与“{}”同一周的差值；虚线为切换，色带为 95% 区间，超出图框处截断", "difference from {} in the same week; the dashed line is the switch, bands are 95% intervals, cut at the frame";
    /// Horizontal axis of the weeks since the switch.
    WEEKS_SINCE = "切换以来周数", "weeks since the switch";
    /// Says that differences below zero are the better ones.
    LOWER_IS_BETTER = "越低越好", "lower is better";
    /// Says that differences above zero are the better ones.
    HIGHER_IS_BETTER = "越高越好", "higher is better";
    /// The better side of a zero line.
    BETTER = "更好", "better";
    /// The worse side of a zero line.
    WORSE = "更差", "worse";
    /// The lower side of a metric that does not judge.
    LOWER = "更低", "lower";
    /// The higher side of a metric that does not judge.
    HIGHER = "更高", "higher";
    /// Marks a point without interval.
    NO_INTERVAL = "无区间", "no interval";
    /// Marks a row whose cases did not finish in the observed time.
    CENSORED = "不作比较", "censored, not compared";
    /// Marks a row without any value.
    UNDEFINED = "未定义", "undefined";
    /// Axis of the stages.
    MEAN_TIME = "平均用时", "mean time";
    /// Horizontal axis of the load map.
    WEEK = "周次", "week";
    /// Horizontal axis of the day.
    HOUR_OF_DAY = "一天中的时刻", "hour of day";
    /// Unit of minutes.
    MINUTE = "分", "min";
    /// Unit of hours.
    HOUR = "小时", "h";
    /// Unit of days.
    DAY = "天", "d";
    /// Unit of one week.
    ONE_WEEK = "周", "week";
    /// Unit of several weeks.
    WEEKS = "周", "weeks";
    /// Unit of one year.
    ONE_YEAR = "年", "year";
    /// Unit of several years.
    YEARS = "年", "years";
}
