//! Units of quantities in files; a key ends in the suffix of its unit.

use crate::base::Text;

macro_rules! units {
    ($($(#[$meta:meta])* $name:ident: $zh:literal, $en:literal, $suffixes:expr;)*) => {
        /// The unit of a number in a file.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Unit { $($(#[$meta])* $name,)* }

        impl Unit {
            /// Every unit.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// As written behind a number.
            pub fn symbol(self) -> Text {
                match self { $(Self::$name => Text::new($zh, $en),)* }
            }

            /// What a key of this unit may end in; none: anything.
            pub const fn suffixes(self) -> &'static [&'static str] {
                match self { $(Self::$name => &$suffixes,)* }
            }
        }
    };
}

units! {
    /// Seconds.
    Second: "秒", "s", ["_s"];
    /// Minutes.
    Minute: "分钟", "min", ["_min"];
    /// Hours.
    Hour: "小时", "h", ["_h"];
    /// Calendar days.
    Day: "天", "d", ["_days", "days"];
    /// Working days.
    WorkingDay: "工作日", "working d", ["_working_days"];
    /// Months.
    Month: "个月", "months", ["_months"];
    /// Kilometres.
    Kilometre: "公里", "km", ["_km"];
    /// Square kilometres.
    SquareKilometre: "平方公里", "km²", ["_km2"];
    /// Kilometres per hour.
    KilometrePerHour: "公里/小时", "km/h", ["_km_per_h"];
    /// A share from 0 to 1.
    Share: "份额", "share", [];
    /// Times a day.
    PerDay: "次/天", "per day", ["_per_day"];
    /// Times a month.
    PerMonth: "次/月", "per month", ["_per_month"];
    /// Minutes a day.
    MinutePerDay: "分钟/天", "min/d", ["_per_day"];
    /// Hours a week.
    HourPerWeek: "小时/周", "h/week", ["_per_week"];
    /// Times a year.
    PerYear: "次/年", "per year", ["_per_year"];
    /// Hours a year.
    HourPerYear: "小时/年", "h/year", ["_per_year"];
    /// Yuan a year.
    YuanPerYear: "元/年", "yuan/year", ["_yuan_per_year"];
    /// Yuan a kilometre.
    YuanPerKilometre: "元/公里", "yuan/km", ["_yuan_per_km"];
    /// Yuan.
    Yuan: "元", "yuan", ["_yuan"];
    /// Persons.
    Person: "人", "persons", [];
    /// A plain count of things.
    Count: "个", "count", [];
    /// No unit: a ratio or a factor.
    Ratio: "倍", "ratio", [];
}
