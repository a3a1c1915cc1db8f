//! A small county's log and its map, without a fault.

use std::io::Cursor;

use crate::base::Language;
use crate::caselog::{OpenedLog, open_input};
use crate::document::{Faults, Sources, Tree};

pub const MAP: &str = r##"kind = "map"
name = { zh = "样板县台账", en = "pattern log" }
department_separator = "、"

[daylight_saving]
starts = { month = 3, which = "second", weekday = "sunday", at = "02:00" }
ends = { month = 11, which = "first", weekday = "sunday", at = "02:00" }

[columns]
case = "编号"
time = "受理时间"
township = "乡镇"
department = "部门"
matter = "事项"
channel = "来源"
severity = "紧急程度"

[unplaced]
empty_township = "drop"

[rule.own-initiative]
becomes = "routine"
when = [{ column = "来源", words = ["巡查"] }, { column = "结果", words = ["自行处置"] }]

[rule.short-tickets]
becomes = "ticket"
work_min = 5
when = [{ column = "结果", words = ["重复", "无效"] }]

[rule.test-rows]
becomes = "dropped"
when = [{ column = "结果", words = ["测试"] }]

[channel]
hotline = { words = ["热线"] }
patrol = { words = ["巡查"] }

[severity.urgent]
degree = 4
words = ["紧急"]

[department_default]
work_min = { distribution = "lognormal", mean = 60, cv = 1 }

[department]
urban = { name = { zh = "综合执法", en = "urban management" }, words = ["综合执法"] }
market = { words = ["市场监管", "市监"], work_min = 30 }

[township.t]
count = 2
name = { zh = "第#镇", en = "town #" }
words = ["#镇", "#乡"]

[matter]
stall = { name = { zh = "占道经营", en = "street stall" }, words = ["占道经营"], deadline_working_days = 3 }
food = { words = ["食品安全"], lead = "market", severity = 3 }
"##;

pub const LOG: &str = "编号,受理时间,乡镇,部门,事项,来源,紧急程度,结果,描述
A1,2025-03-03 09:00:00,1镇,综合执法,占道经营,热线,,办结,\"第一行
第二行, \"\"引号\"\"\"
A2,2025-03-03 09:30:00,2镇,综合执法、市监,占道经营,热线,紧急,办结,
A3,2025-03-04 10:00:00,2乡,综合执法,食品安全,网站,,办结,
A4,2025-03-04 11:00:00,1镇,综合执法,占道经营,巡查,,自行处置,
A5,2025-03-05 08:00:00,1镇,市场监管,食品安全,巡查,,重复,
A6,2025-03-05 09:00:00,,市场监管,食品安全,热线,,办结,
A7,2025-03-06 09:00:00,1镇,市场监管,食品安全,热线,,测试,
A8,2025-03-07 09:00:00,1镇,市场监管,占道经营,巡查,,办结,
";

/// Opens `log` by `map`.
pub fn open_bytes(map: &[u8], log: &[u8]) -> (Option<OpenedLog>, Faults, Sources) {
    let (mut sources, mut faults) = (Sources::new(), Faults::new());
    let map = Tree::from_bytes(&mut sources, &mut faults, "pattern/map.toml", map);
    let mut input = Cursor::new(log);
    let input = (&mut input, "pattern/log.csv");
    let opened = open_input(&map, input, &mut sources, &mut faults);
    (opened, faults, sources)
}

/// The log and map above with one text replaced in each; it must be there.
pub fn open_but(in_map: [&str; 2], in_log: [&str; 2]) -> (Option<OpenedLog>, Faults, Sources) {
    assert!(MAP.contains(in_map[0]) && LOG.contains(in_log[0]));
    let map = MAP.replacen(in_map[0], in_map[1], 1);
    let log = LOG.replacen(in_log[0], in_log[1], 1);
    open_bytes(map.as_bytes(), log.as_bytes())
}

/// No change.
pub const AS_IS: [&str; 2] = ["", ""];

/// Everything to say about it, in English.
pub fn said(faults: &Faults, sources: &Sources) -> String {
    faults.report(sources, Language::En, false)
}
