//! What the help says of the program and of each verb, in both languages, with an example.

use super::submit_texts;

/// What one verb says of itself.
pub(super) struct VerbText {
    pub(super) verb: &'static str,
    pub(super) about: [&'static str; 2],
    pub(super) example: [&'static str; 2],
}

/// What the program is.
pub(super) const ABOUT: [&str; 2] = [
    "条块（tiaokuai）：县域治理的模拟与政策实验台。同一批事件，放到不同体制下，看谁更快、为什么、靠什么前提。",
    "tiaokuai (条块): a simulator and policy-experiment lab of Chinese county governance. \
     The same incidents under different setups: which is faster, why, and on what assumptions.",
];

/// How it is begun, and how it ends.
pub(super) const EXAMPLE: [&str; 2] = [
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

/// What every verb says.
pub(super) const VERBS: [VerbText; 8] = [
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
