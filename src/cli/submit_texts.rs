//! What the help says of `submit`, in both languages.

/// What it does.
pub(super) const ABOUT: [&str; 2] = [
    "把一项研究分片交给 Slurm：写出可读可改的作业脚本，提交一个数组和一个等它做完才合并的作业。",
    "Hand a study to Slurm in shards: write job scripts to read and change, submit an array and a job that merges once it has ended.",
];

/// How it is typed.
pub(super) const EXAMPLE: [&str; 2] = [
    "tiaokuai submit my-county/experiment.toml --engine slurm --shards 20 --time 60 --cpus 4\n  \
     tiaokuai submit --status outputs/my-county      每个分片做到哪里\n  \
     tiaokuai submit my-county/experiment.toml --engine slurm --shards 20 --time 60 --cpus 4 --missing",
    "tiaokuai submit my-county/experiment.toml --engine slurm --shards 20 --time 60 --cpus 4\n  \
     tiaokuai submit --status outputs/my-county      how far each shard is\n  \
     tiaokuai submit my-county/experiment.toml --engine slurm --shards 20 --time 60 --cpus 4 --missing",
];

/// Argument, Chinese, English.
pub(super) const ARGUMENTS: [(&str, &str, &str); 14] = [
    (
        "file",
        "情景、实验，或以前结果中的 manifest.json",
        "a scenario, an experiment, or the manifest.json of an earlier result",
    ),
    ("engine", "交给什么运行", "what runs the jobs"),
    (
        "shards",
        "分成多少片，每片是数组的一个任务",
        "number of shards, each a task of the array",
    ),
    (
        "partition",
        "分区（默认由集群定）",
        "partition (default: the cluster's)",
    ),
    (
        "time",
        "每个作业的时限，分钟（默认由集群定）",
        "time limit of each job in minutes (default: the cluster's)",
    ),
    (
        "memory",
        "每个作业的内存，MB（默认由集群定）",
        "memory of each job in MB (default: the cluster's)",
    ),
    (
        "cpus",
        "每个任务的处理器数，也是线程数；不影响结果",
        "processors of each task, and threads on them; moves no result",
    ),
    (
        "set",
        "读入前改一个值；可重复",
        "change a value before the files are read; repeatable",
    ),
    (
        "replications",
        "世界的个数；可在已有结果上增加",
        "number of worlds; a finished study can grow",
    ),
    (
        "seed",
        "种子；与重复次序一起决定每个世界",
        "seed; with the replication it names each world",
    ),
    (
        "out",
        "结果文件夹（默认 outputs/<文件名或实验文件夹名>）；脚本在它的 slurm/，分片在它的 shards/",
        "folder of the result (default: outputs/<file stem or experiment folder>); scripts go to its slurm/, shards to its shards/",
    ),
    (
        "missing",
        "只补交没做完、也不在队列里的分片，并重新安排合并；其余选项须与原来相同",
        "submit only shards that have not ended and are not in the queue, and a new merge; the other options must be as before",
    ),
    (
        "dry_run",
        "只显示脚本和命令，什么都不写、不提交",
        "only show scripts and commands; write and submit nothing",
    ),
    (
        "status",
        "显示结果文件夹 DIR 中每个分片做到哪里；全部完成则退出码为 0，否则为 1",
        "tell how far each shard in the result folder DIR is; exit status 0 if all are complete, else 1",
    ),
];
