//! What may be wrong with a row of a log.

use crate::base::Text;
use crate::county::Matter;
use crate::document::FaultKind;

/// Longest field that is read for its meaning, in bytes.
pub const LONGEST_FIELD: usize = 4_096;

/// What a word of the log should have named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// A township.
    Township,
    /// A department.
    Department,
    /// A matter.
    Matter,
}

/// One thing that is wrong with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum RowFault {
    /// Bytes that are no UTF-8.
    #[error("a log must be UTF-8")]
    NotUtf8,
    /// More or fewer fields than the first row.
    #[error("a row has {found} fields, the first row has {expected}")]
    Uneven {
        /// Fields of this row.
        found: usize,
        /// Fields of the first row.
        expected: usize,
    },
    /// A field that cannot be a word, a number or a time.
    #[error("a field that is read has at most {LONGEST_FIELD} bytes, this one has {0}")]
    TooLong(usize),
    /// No case number.
    #[error("every row needs a case number, which its draws hang on")]
    NoCase,
    /// A case number that an earlier row has.
    #[error("a case number stands for one row")]
    DuplicateCase,
    /// A time written in another way than the map says.
    #[error("a time is written as the map's `time_format` says")]
    MalformedTime,
    /// A time that no calendar or clock shows.
    #[error("no calendar or clock shows this time")]
    ImpossibleTime,
    /// A time within the hour that spring leaps over.
    #[error("clocks went forward: they never showed this time on that day")]
    SkippedHour,
    /// A time before that of the row above.
    #[error("rows stand in order of time")]
    Unsorted,
    /// An empty field.
    #[error("the field is empty: the row cannot be placed")]
    Empty(Named),
    /// A word that the map does not know.
    #[error("the map gives this word no meaning")]
    Unknown(Named),
    /// More departments than an incident can have.
    #[error("at most {most} departments share a case", most = Matter::MOST_PARTS)]
    TooManyDepartments,
}

impl Named {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Township => ("township", "乡镇"),
            Self::Department => ("department", "部门"),
            Self::Matter => ("matter", "事项"),
        }
    }
}

impl RowFault {
    /// The kind it is told as.
    pub const fn kind(self) -> FaultKind {
        match self {
            Self::NotUtf8 => FaultKind::NotUtf8,
            Self::Uneven { .. } => FaultKind::Rule("uneven-row"),
            Self::TooLong(_) => FaultKind::Rule("field-too-long"),
            Self::NoCase => FaultKind::Rule("no-case-number"),
            Self::DuplicateCase => FaultKind::Rule("duplicate-case"),
            Self::MalformedTime => FaultKind::Rule("malformed-time"),
            Self::ImpossibleTime | Self::SkippedHour => FaultKind::Rule("impossible-time"),
            Self::Unsorted => FaultKind::Rule("unsorted-log"),
            Self::Empty(_) => FaultKind::Rule("unplaced-row"),
            Self::Unknown(_) => FaultKind::Rule("unknown-word"),
            Self::TooManyDepartments => FaultKind::Rule("too-many-departments"),
        }
    }

    /// Whether rows with different words are told apart.
    pub const fn is_told_by_value(self) -> bool {
        matches!(
            self,
            Self::DuplicateCase
                | Self::MalformedTime
                | Self::ImpossibleTime
                | Self::SkippedHour
                | Self::Unknown(_)
        )
    }

    /// What must hold.
    pub fn rule(self) -> Text {
        let zh = match self {
            Self::NotUtf8 => "台账必须是 UTF-8 编码".to_owned(),
            Self::Uneven { found, expected } => {
                format!("此行有 {found} 个字段，首行有 {expected} 个")
            }
            Self::TooLong(bytes) => {
                format!("要读取的字段至多 {LONGEST_FIELD} 字节，此处 {bytes} 字节")
            }
            Self::NoCase => "每行都要有案件编号，随机数由它决定".to_owned(),
            Self::DuplicateCase => "一个案件编号只对应一行".to_owned(),
            Self::MalformedTime => "时间要按映射文件 `time_format` 的写法".to_owned(),
            Self::ImpossibleTime => "日历和时钟上没有这个时刻".to_owned(),
            Self::SkippedHour => "当天时钟拨快，从未显示过这个时刻".to_owned(),
            Self::Unsorted => "各行要按时间先后排列".to_owned(),
            Self::Empty(_) => "此格为空，这一行无法归位".to_owned(),
            Self::Unknown(_) => "映射文件没有说明这个词的意思".to_owned(),
            Self::TooManyDepartments => {
                format!("一件事至多由 {} 个部门承办", Matter::MOST_PARTS)
            }
        };
        Text::new(zh, self.to_string())
    }

    /// What to do.
    pub fn remedy(self) -> Text {
        let (zh, en) = match self {
            Self::NotUtf8 => (
                "请另存为 UTF-8（电子表格中选 CSV UTF-8）",
                "save it as UTF-8 (in a spreadsheet: CSV UTF-8)",
            ),
            Self::Uneven { .. } => (
                "请检查此行的引号和分隔符",
                "check quotes and delimiters of this row",
            ),
            Self::TooLong(_) => ("是否有引号没有闭合？", "is a quote left open?"),
            Self::NoCase => (
                "请补上编号，或在 [columns] 中改用别的列",
                "fill it in, or name another column in [columns]",
            ),
            Self::DuplicateCase => ("请删去重复的行", "leave the repeated row out"),
            Self::MalformedTime | Self::ImpossibleTime | Self::SkippedHour => (
                "请改正，或在映射文件中写 [unplaced] time = \"drop\"",
                "mend it, or let the map say [unplaced] time = \"drop\"",
            ),
            Self::Unsorted => (
                "请按时间排序；是否报错由映射文件的 `unsorted` 决定",
                "sort it by time; the map's `unsorted` says whether that stops a run",
            ),
            Self::Empty(named) | Self::Unknown(named) => return placing(self, named),
            Self::TooManyDepartments => (
                "请只留牵头和主要配合部门",
                "keep the lead and those who matter",
            ),
        };
        Text::new(zh, en)
    }
}

fn placing(fault: RowFault, named: Named) -> Text {
    let (en, zh) = named.words();
    match fault {
        RowFault::Unknown(_) => Text::new(
            format!("请把它加入某个{zh}的 words，或写 [unplaced] unknown_{en} = \"drop\""),
            format!("add it to the `words` of a {en}, or write [unplaced] unknown_{en} = \"drop\""),
        ),
        _ => Text::new(
            format!("请写 [unplaced] empty_{en} = \"drop\"，或写明归入哪个{zh}"),
            format!("write [unplaced] empty_{en} = \"drop\", or the id of a {en} to assign it to"),
        ),
    }
}
