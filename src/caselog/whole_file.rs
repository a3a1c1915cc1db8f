//! What is wrong with a log as a whole: nothing in it, nothing to be measured, not to be read.

use super::log_report::LogReport;
use crate::base::Text;
use crate::document::{Address, Excerpt, Fault, FaultKind, Faults, Place, Position, Sources};

/// A log has rows, and some of them are measured.
pub(super) fn check_not_empty(
    report: &LogReport,
    name: &str,
    sources: &mut Sources,
    faults: &mut Faults,
) {
    if report.rows == 0 {
        faults.push(empty(sources, name));
    } else if report.incidents + report.tickets == 0 && faults.is_clean() {
        let rule = Text::new("至少要有一行是事件", "at least one row must be an incident");
        let remedy = Text::new("请核对映射文件的规则", "check the rules of the map");
        let kind = FaultKind::Rule("no-incidents");
        faults.push(at_top(sources, name, 1).fault(kind, rule, remedy));
    }
}

fn at_top(sources: &mut Sources, name: &str, line: u64) -> Address {
    let excerpt = Excerpt {
        from: Position {
            line: usize::try_from(line).unwrap_or(usize::MAX),
            column: 1,
        },
        text: String::new(),
    };
    let source = sources.add_excerpts(name, &[excerpt]);
    Address {
        path: String::new(),
        place: Place::top(source),
    }
}

/// There is no row at all.
pub(super) fn empty(sources: &mut Sources, name: &str) -> Fault {
    let rule = Text::new(
        "台账要有列名一行，下面至少一行案件",
        "a log has a row of column names and at least one row of a case below",
    );
    let remedy = Text::new("请核对导出的文件", "check what was exported");
    let kind = FaultKind::Rule("empty-log");
    at_top(sources, name, 1).fault(kind, rule, remedy)
}

/// The file breaks off at `line`.
pub(super) fn unreadable(
    sources: &mut Sources,
    name: &str,
    line: u64,
    error: &csv::Error,
) -> Fault {
    let rule = Text::new(
        format!("文件读不出来：{error}"),
        format!("the file cannot be read: {error}"),
    );
    let remedy = Text::new("请核对文件和权限", "check the file and its permissions");
    at_top(sources, name, line).fault(FaultKind::MissingFile, rule, remedy)
}
