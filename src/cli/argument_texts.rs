//! What the help says of each argument, in both languages.

use super::submit_texts;
use crate::base::Text;

/// What one argument says of itself; an empty verb means every verb.
struct ArgumentText {
    verb: &'static str,
    argument: &'static str,
    zh: &'static str,
    en: &'static str,
}

const ARGUMENTS: [ArgumentText; 35] = [
    argument(
        "",
        "lang",
        "界面语言（默认随系统区域设置）",
        "language of messages (default: from the locale)",
    ),
    argument("", "help", "显示帮助", "print help"),
    argument("", "version", "显示版本", "print the version"),
    argument(
        "demo",
        "out",
        "结果文件夹；只会替换以前的演示",
        "folder of the result; only an earlier demo is replaced",
    ),
    argument(
        "new",
        "folder",
        "要建立的文件夹；不能已有内容",
        "folder to make; it must be empty or absent",
    ),
    argument(
        "check",
        "files",
        "要检查的文件，任何种类",
        "files to check, of any kind",
    ),
    argument(
        "run",
        "file",
        "情景、实验，或以前结果中的 manifest.json",
        "a scenario, an experiment, or the manifest.json of an earlier result",
    ),
    argument(
        "run",
        "set",
        "读入前改一个值；可重复",
        "change a value before the files are read; repeatable",
    ),
    argument(
        "run",
        "replications",
        "世界的个数；可在已有结果上增加",
        "number of worlds; a finished study can grow",
    ),
    argument(
        "run",
        "seed",
        "种子；与重复次序一起决定每个世界",
        "seed; with the replication it names each world",
    ),
    argument(
        "run",
        "threads",
        "同时运行的世界数（默认全部处理器）；不影响结果",
        "worlds run at once (default: all processors); moves no result",
    ),
    argument(
        "run",
        "out",
        "结果文件夹（默认 outputs/<文件名或实验文件夹名>）",
        "folder of the result (default: outputs/<file stem or experiment folder>)",
    ),
    argument(
        "run",
        "resume",
        "接着做未完成的结果",
        "go on with a result that is not complete",
    ),
    argument(
        "run",
        "overwrite",
        "丢掉结果文件夹中的旧结果",
        "throw away the result that is in the folder",
    ),
    argument(
        "run",
        "shard",
        "只运行第 i 个分片，共 n 个，每个世界连同全部方案只在一个分片里；由 merge 合并并生成表和图",
        "run only shard i of n, each world with all setups in one of them; merge puts them together and makes tables and pictures",
    ),
    argument(
        "run",
        "dry_run",
        "只报告运行次数、预计时间和磁盘占用，不写任何文件",
        "only tell runs, time and disk; write nothing",
    ),
    argument(
        "run",
        "incidents",
        "另写每一个事件一行的表",
        "also write a table of one row an incident",
    ),
    argument(
        "run",
        "parquet",
        "每个表另写一份 Parquet（需以 --features parquet 编译）",
        "also write each table as Parquet (in builds with --features parquet)",
    ),
    argument(
        "run",
        "plots",
        "图的语言，或 none 不画图",
        "languages of pictures, or none",
    ),
    argument(
        "run",
        "format",
        "标准输出上结果的形式",
        "form of the result on stdout",
    ),
    argument(
        "merge",
        "folders",
        "全部分片的文件夹，次序不限",
        "folders of all shards, in any order",
    ),
    argument(
        "merge",
        "out",
        "结果文件夹（默认 outputs/<文件名或实验文件夹名>）",
        "folder of the result (default: outputs/<file stem or experiment folder>)",
    ),
    argument(
        "merge",
        "resume",
        "接着做中断的合并",
        "go on with a merge that was broken off",
    ),
    argument(
        "merge",
        "overwrite",
        "丢掉结果文件夹中的旧结果",
        "throw away the result that is in the folder",
    ),
    argument(
        "merge",
        "threads",
        "画图用的线程数（默认全部处理器）；不影响结果",
        "threads that draw pictures (default: all processors); moves no result",
    ),
    argument(
        "merge",
        "incidents",
        "另写每一个事件一行的表（重新模拟全部世界）",
        "also write a table of one row an incident (simulates all worlds again)",
    ),
    argument(
        "merge",
        "parquet",
        "每个表另写一份 Parquet（需以 --features parquet 编译）",
        "also write each table as Parquet (in builds with --features parquet)",
    ),
    argument(
        "merge",
        "plots",
        "图的语言，或 none 不画图",
        "languages of pictures, or none",
    ),
    argument(
        "merge",
        "format",
        "标准输出上结果的形式",
        "form of the result on stdout",
    ),
    argument(
        "explain",
        "folder",
        "结果文件夹，其中有 manifest.json",
        "folder of a result, with its manifest.json",
    ),
    argument(
        "explain",
        "incident",
        "事件的名称，即 incidents.csv 的 incident 列（run --incidents 写出）",
        "name of the incident, as in the column incident of incidents.csv (written by run --incidents)",
    ),
    argument(
        "explain",
        "replication",
        "第几个世界，从 0 数起",
        "which world, counted from 0",
    ),
    argument(
        "explain",
        "point",
        "第几个设计点，从 0 数起",
        "which point of the design, counted from 0",
    ),
    argument("explain", "format", "输出的形式", "form of the output"),
    argument("schema", "kind", "文件种类", "kind of file"),
];

const fn argument(
    verb: &'static str,
    argument: &'static str,
    zh: &'static str,
    en: &'static str,
) -> ArgumentText {
    ArgumentText {
        verb,
        argument,
        zh,
        en,
    }
}

/// What an argument says, its own verb's words first.
pub(super) fn help_of(verb: &str, argument: &str) -> Option<Text> {
    let of = |verb: &str| {
        ARGUMENTS
            .iter()
            .find(|text| text.verb == verb && text.argument == argument)
    };
    let of_submit = || {
        let mut texts = submit_texts::ARGUMENTS.iter();
        let text = texts.find(|(named, _, _)| verb == "submit" && *named == argument);
        text.map(|(_, zh, en)| Text::new(*zh, *en))
    };
    let told = |text: &ArgumentText| Text::new(text.zh, text.en);
    let own = of(verb).map(told).or_else(of_submit);
    own.or_else(|| of("").map(told))
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;
    use crate::cli::arguments::Arguments;

    #[test]
    fn every_text_belongs_to_an_argument() {
        let mut root = Arguments::command();
        root.build();
        let verbs: Vec<Command> = root.get_subcommands().cloned().collect();
        let known: Vec<Command> = std::iter::once(root).chain(verbs).collect();
        for text in &ARGUMENTS {
            let of_verb = known
                .iter()
                .filter(|command| text.verb.is_empty() || command.get_name() == text.verb);
            let is_known = of_verb
                .flat_map(Command::get_arguments)
                .any(|argument| argument.get_id().as_str() == text.argument);
            assert!(is_known, "{} {}", text.verb, text.argument);
        }
    }
}
