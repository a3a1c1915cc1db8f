//! What is said about a line that is not TOML: the parser's own words, the same in Chinese, and a
//! remedy for the slips people make.

use crate::base::Text;

/// Deeper tables than this are refused before they are parsed.
pub(super) const DEEPEST: usize = 64;
/// The message for them.
pub(super) const TOO_DEEP: &str = "too deep";

/// What the parser says, and the same in Chinese.
const WORDINGS: [(&str, &str); 24] = [
    ("string values must be quoted", "文本必须加引号"),
    ("missing value for key", "这个键没有值"),
    ("missing value", "缺少值"),
    ("key with no value", "这个键没有值"),
    ("invalid value", "值不合语法"),
    ("invalid key-value pair", "键值对不合语法"),
    ("invalid unquoted key", "键不合语法"),
    ("unquoted keys cannot be empty", "键不能为空"),
    (
        "missing assignment between key-value pairs",
        "键和值之间缺少等号",
    ),
    (
        "extra assignment between key-value pairs",
        "键和值之间多了等号",
    ),
    ("extra `=`", "多了等号"),
    ("unexpected key or value", "此处不该有键或值"),
    ("unexpected content", "此处内容多余"),
    ("unclosed table", "表头缺少右方括号"),
    ("unclosed array table", "表头缺少右方括号"),
    ("unclosed inline table", "行内表缺少右花括号"),
    ("unclosed array", "列表缺少右方括号"),
    (
        "missing comma between array elements",
        "列表各项之间缺少逗号",
    ),
    (
        "missing comma between key-value pairs",
        "键值对之间缺少逗号",
    ),
    ("extra comma in array", "列表中多了逗号"),
    ("extra comma in inline table", "行内表中多了逗号"),
    ("unexpected leading zero", "数字开头多了零"),
    (
        "`_` may only go between digits",
        "下划线只能写在两个数字之间",
    ),
    ("invalid comment character", "注释中有不允许的字符"),
];

/// What the parser says it expected.
const EXPECTED: [(&str, &str); 7] = [
    ("letters", "字母"),
    ("numbers", "数字"),
    ("newline", "换行"),
    ("comment", "注释"),
    ("nothing", "无"),
    ("value", "值"),
    ("key", "键"),
];

/// Messages the parser has for a text without quotes.
const UNQUOTED: [&str; 3] = [
    "string values must be quoted",
    "invalid boolean",
    "invalid value",
];

/// How messages about a day or an hour begin that the calendar or the clock does not have.
const IMPOSSIBLE: [&str; 5] = [
    "invalid date",
    "invalid datetime",
    "invalid time",
    "invalid month",
    "value is out of range",
];

/// The rule and the remedy for the parser's `message` about the text `found`.
pub(super) fn said(message: &str, found: &str) -> (Text, Text) {
    if message == TOO_DEEP {
        let rule = Text::new(
            format!("表最多嵌套 {DEEPEST} 层"),
            format!("tables nest at most {DEEPEST} deep"),
        );
        return (rule, general_remedy());
    }
    if is_word(found) && UNQUOTED.iter().any(|start| message.starts_with(start)) {
        let rule = Text::new("文本必须加引号", "a text must be quoted");
        let remedy = Text::new(format!("请写成 \"{found}\""), format!("write \"{found}\""));
        return (rule, remedy);
    }
    if message == "string values must be quoted, expected literal string" && found.is_empty() {
        let rule = Text::new("等号后面没有值", "there is no value after the equals sign");
        return (rule, general_remedy());
    }
    if is_date(found) && IMPOSSIBLE.iter().any(|start| message.starts_with(start)) {
        let rule = Text::new(
            format!("没有这个日期或时刻：{found}"),
            format!("there is no such date or time: {found}"),
        );
        let remedy = Text::new("请改成真实的日期或时刻", "write one that exists");
        return (rule, remedy);
    }
    if message.starts_with("invalid unquoted key") {
        let remedy = Text::new(
            "键和编号只用字母、数字、`-`、`_`；中文名写在 name 里",
            "keys and ids are letters, digits, `-` and `_`; names of any spelling go into `name`",
        );
        return (in_both_languages(message), remedy);
    }
    (in_both_languages(message), general_remedy())
}

fn general_remedy() -> Text {
    Text::new(
        "请改正这一行；写法见 https://toml.io/cn",
        "mend this line; https://toml.io shows how",
    )
}

/// A bare word of reasonable length, as people write it who forget quotes.
fn is_word(found: &str) -> bool {
    found.len() <= 64
        && found.starts_with(char::is_alphabetic)
        && found
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
}

/// Digits and the signs between them, as dates and times are written.
fn is_date(found: &str) -> bool {
    found.len() <= 64
        && found.starts_with(|c: char| c.is_ascii_digit())
        && found
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | 'T' | 'Z' | ' ' | '+'))
}

fn in_both_languages(message: &str) -> Text {
    let (saying, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    let known = WORDINGS.iter().find(|(english, _)| *english == saying);
    let zh = match known {
        Some((_, zh)) if matches!(expected, "" | "nothing") => (*zh).to_owned(),
        Some((_, zh)) => format!("{zh}（此处应为：{}）", expected_in_chinese(expected)),
        None => format!("不合 TOML 语法：{message}"),
    };
    Text::new(zh, format!("not TOML: {message}"))
}

fn expected_in_chinese(expected: &str) -> String {
    EXPECTED
        .iter()
        .fold(expected.replace(", ", "、"), |zh, (word, meaning)| {
            zh.replace(word, meaning)
        })
}
