//! What the help says, in both languages: each verb and each argument, with an example.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use super::submit_texts;
use crate::base::{Language, Text};

/// What one verb says of itself.
struct VerbText {
    verb: &'static str,
    about: [&'static str; 2],
    example: [&'static str; 2],
}

/// What one argument says of itself; an empty verb means every verb.
struct ArgumentText {
    verb: &'static str,
    argument: &'static str,
    zh: &'static str,
    en: &'static str,
}

const ABOUT: [&str; 2] = [
    "条块（tiaokuai）：县域治理的模拟与政策实验台。同一批事件，放到不同体制下，看谁更快、为什么、靠什么前提。",
    "tiaokuai (条块): a simulator and policy-experiment lab of Chinese county governance. \
     The same incidents under different setups: which is faster, why, and on what assumptions.",
];

const EXAMPLE: [&str; 2] = [
    "tiaokuai demo                          几秒看到一次完整比较\n  \
     tiaokuai new my-county                 得到一套可改的县和体制\n  \
     tiaokuai run my-county/experiment.toml 运行它\n\n\
     退出码：0 完成，1 运行中出错（已完成的保留），2 用法或输入有误（什么都没写），130 被中断（已完成的保留）。",
    "tiaokuai demo                          a complete comparison in seconds\n  \
     tiaokuai new my-county                 a county and setups to edit\n  \
     tiaokuai run my-county/experiment.toml run them\n\n\
     Exit status: 0 done, 1 failed while running (what finished is kept), 2 bad usage or input \
     (nothing written), 130 interrupted (what finished is kept).",
];

const VERBS: [VerbText; 8] = [
    VerbText {
        verb: "demo",
        about: [
            "几秒内做一次完整的小比较：结论、表、图，以及下一步。",
            "Make a complete small comparison in seconds: verdict, tables, pictures, where to go next.",
        ],
        example: [
            "tiaokuai demo --out outputs/demo",
            "tiaokuai demo --out outputs/demo",
        ],
    },
    VerbText {
        verb: "new",
        about: [
            "写出一个县、三种体制和一个实验，供修改；马上可以运行。",
            "Write a county, three setups and an experiment to edit; ready to run.",
        ],
        example: [
            "tiaokuai new my-county && tiaokuai run my-county/experiment.toml",
            "tiaokuai new my-county && tiaokuai run my-county/experiment.toml",
        ],
    },
    VerbText {
        verb: "check",
        about: [
            "一次指出文件的全部错误（文件:行:列、规则、改法）；无误时列出各单位的预期负荷和各岗位的忙碌率。",
            "Show every fault of files at once (file:line:column, rule, remedy); then the offered load per unit and the busy share per role.",
        ],
        example: [
            "tiaokuai check my-county/experiment.toml",
            "tiaokuai check my-county/experiment.toml",
        ],
    },
    VerbText {
        verb: "run",
        about: [
            "运行一个情景或实验，或按 manifest.json 重做一次。",
            "Run a scenario or an experiment, or a manifest.json again.",
        ],
        example: [
            "tiaokuai run my-county/experiment.toml --set county.travel.speed_km_per_h=50 --out outputs/faster",
            "tiaokuai run my-county/experiment.toml --set county.travel.speed_km_per_h=50 --out outputs/faster",
        ],
    },
    VerbText {
        verb: "merge",
        about: [
            "把一项研究的全部分片（run --shard）合并成一个结果，与不分片运行逐字节相同。",
            "Put all shards of a study (run --shard) together: byte for byte what an unsharded run writes.",
        ],
        example: [
            "tiaokuai run my-county/experiment.toml --shard 1/2 --out outputs/a\n  \
             tiaokuai run my-county/experiment.toml --shard 2/2 --out outputs/b\n  \
             tiaokuai merge outputs/a outputs/b --out outputs/my-county",
            "tiaokuai run my-county/experiment.toml --shard 1/2 --out outputs/a\n  \
             tiaokuai run my-county/experiment.toml --shard 2/2 --out outputs/b\n  \
             tiaokuai merge outputs/a outputs/b --out outputs/my-county",
        ],
    },
    VerbText {
        verb: "submit",
        about: submit_texts::ABOUT,
        example: submit_texts::EXAMPLE,
    },
    VerbText {
        verb: "explain",
        about: [
            "讲述一个事件在每种体制下的经过：重新模拟结果中的一个世界，逐段并列给出。",
            "Tell one incident's life under every setup, stage by stage and side by side; its world is simulated again.",
        ],
        example: [
            "tiaokuai explain outputs/demo riverside/riverside/noise:17 --replication 3",
            "tiaokuai explain outputs/demo riverside/riverside/noise:17 --replication 3",
        ],
    },
    VerbText {
        verb: "schema",
        about: [
            "输出某种文件的 JSON Schema，供编辑器补全和校验。",
            "Print the JSON Schema of a kind of file, for completion and checks in editors.",
        ],
        example: [
            "tiaokuai schema county > county.schema.json",
            "tiaokuai schema county > county.schema.json",
        ],
    },
];

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

/// The command with every text in `language`.
pub(super) fn localise(command: Command, language: Language) -> Command {
    let mut command = dressed(command, "", ABOUT, EXAMPLE, language);
    for text in &VERBS {
        command = command.mut_subcommand(text.verb, |verb| {
            dressed(verb, text.verb, text.about, text.example, language)
        });
    }
    command
}

fn dressed(
    command: Command,
    verb: &str,
    about: [&str; 2],
    example: [&str; 2],
    language: Language,
) -> Command {
    let choose = |[zh, en]: [&str; 2]| language.choose(zh, en).to_owned();
    let title = language.choose("例：", "Example:");
    let help = Arg::new("help").short('h').long("help");
    let command = command
        .about(choose(about))
        .after_help(format!("{title}\n  {}", choose(example)))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help.action(ArgAction::Help))
        .subcommand_help_heading(language.choose("命令", "Commands"))
        .subcommand_value_name(language.choose("命令", "COMMAND"))
        .help_template(template(language));
    let command = match verb {
        "" => command.arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version),
        ),
        _ => command,
    };
    command.mut_args(|argument| explained(argument, verb, language))
}

fn template(language: Language) -> String {
    let usage = language.choose("用法：", "Usage: ");
    format!("{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}\n")
}

/// The argument with its help; clap's own English remarks are replaced in Chinese.
fn explained(argument: Arg, verb: &str, language: Language) -> Arg {
    let heading = if argument.is_positional() {
        language.choose("参数", "Arguments")
    } else {
        language.choose("选项", "Options")
    };
    let name = argument.get_id().as_str().to_owned();
    let Some(text) = help_of(verb, &name) else {
        return argument.help_heading(heading);
    };
    let mut help = text.in_language(language).to_owned();
    let has_remarks = argument.get_action().takes_values() && language == Language::Zh;
    if !has_remarks {
        return argument.help(help).help_heading(heading);
    }
    help.push_str(&remarks(&argument));
    argument
        .help(help)
        .help_heading(heading)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// Default and possible values in Chinese.
fn remarks(argument: &Arg) -> String {
    let defaults = argument.get_default_values();
    let default = defaults.first().and_then(|default| default.to_str());
    let default = default.map_or_else(String::new, |default| format!(" [默认 {default}]"));
    let possible = argument.get_possible_values();
    let words: Vec<&str> = possible.iter().map(PossibleValue::get_name).collect();
    if words.is_empty() {
        default
    } else {
        format!("{default} [可选 {}]", words.join("、"))
    }
}

/// What an argument says, its own verb's words first.
fn help_of(verb: &str, argument: &str) -> Option<Text> {
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
    use clap::CommandFactory;

    use super::*;
    use crate::cli::arguments::Arguments;

    fn commands(language: Language) -> Vec<Command> {
        let mut root = localise(Arguments::command(), language);
        root.build();
        let verbs: Vec<Command> = root.get_subcommands().cloned().collect();
        std::iter::once(root).chain(verbs).collect()
    }

    #[test]
    fn every_verb_and_argument_has_words_in_both_languages() {
        for language in [Language::Zh, Language::En] {
            for command in commands(language) {
                assert!(command.get_about().is_some(), "{}", command.get_name());
                for argument in command.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string);
                    let name = format!("{} {}", command.get_name(), argument.get_id());
                    let help = help.unwrap_or_else(|| panic!("{name} has no help"));
                    let is_chinese = help.chars().any(|c| c >= '\u{4e00}');
                    assert_eq!(is_chinese, language == Language::Zh, "{name}: {help}");
                }
            }
        }
    }

    #[test]
    fn every_text_belongs_to_an_argument() {
        let known = commands(Language::En);
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

    #[test]
    fn every_help_has_an_example() {
        for (language, title) in [(Language::Zh, "例："), (Language::En, "Example:")] {
            for mut command in commands(language) {
                let help = command.render_help().to_string();
                assert!(help.contains(&format!("{title}\n  tiaokuai ")), "{help}");
            }
        }
    }
}
