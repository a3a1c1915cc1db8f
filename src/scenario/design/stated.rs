//! `[design]`: worlds, and the way through the points.

use crate::base::Text;
use crate::document::{Address, Fields, Node, Unit, Value, integer, list, text, word};

use super::latin_hypercube::Drawing;
use super::precision::{Worlds, worlds};
use super::words::{DesignKind, Fraction, ScenarioDesign};

/// Most points of a design; each is a study of its own in memory.
pub const MOST_POINTS: i64 = 20_000;
/// Hypercubes drawn unless said otherwise.
const USUAL_TRIES: i64 = 100;

/// `[design]` as written.
#[derive(Debug, Clone)]
pub struct DesignStated {
    /// How many worlds at each point.
    pub worlds: Worlds,
    /// Where they are written, if anywhere.
    pub worlds_at: Option<Address>,
    /// Names them together with the replication.
    pub seed: u64,
    /// The way through the points.
    pub way: Way,
    /// Where `[design]` stands, if anywhere.
    pub at: Option<Address>,
}

/// The way through the points of a design.
#[derive(Debug, Clone)]
pub enum Way {
    /// One point, the files' own.
    Compare,
    /// The points of a file.
    List {
        /// The file's name.
        file: Option<Node>,
    },
    /// All combinations, or a fraction.
    Factorial {
        /// Which part.
        fraction: Fraction,
        /// As written, one a generated factor.
        generators: Vec<String>,
        /// Where they or the fraction stand.
        at: Option<Address>,
    },
    /// The files' own point, then each factor for itself.
    OneAtATime,
    /// A Latin hypercube.
    LatinHypercube {
        /// How many.
        points: u32,
        /// How it is drawn.
        drawing: Drawing,
    },
    /// A Sobol sequence.
    Sobol {
        /// How many.
        points: u32,
    },
}

impl Way {
    /// The word for it.
    pub const fn kind(&self) -> DesignKind {
        match self {
            Self::Compare => DesignKind::Compare,
            Self::List { .. } => DesignKind::List,
            Self::Factorial { .. } => DesignKind::Factorial,
            Self::OneAtATime => DesignKind::OneAtATime,
            Self::LatinHypercube { .. } => DesignKind::LatinHypercube,
            Self::Sobol { .. } => DesignKind::Sobol,
        }
    }
}

impl DesignStated {
    /// So many worlds at the files' own point.
    pub const fn compare(replications: u32) -> Self {
        Self {
            worlds: Worlds::Fixed(replications),
            worlds_at: None,
            seed: 1,
            way: Way::Compare,
            at: None,
        }
    }

    /// Reads the `[design]` of an experiment; `usual` holds for what is not written.
    pub fn visit(fields: &mut Fields, usual: &Self) -> Self {
        let means = Text::new("实验设计", "which setups and values are run");
        let way = fields.choose("design", Some(DesignKind::Compare), means, way);
        Self {
            way,
            ..Self::worlds(fields, usual)
        }
    }

    /// Reads the `[design]` of a scenario, which has one point.
    pub fn of_a_scenario(fields: &mut Fields, usual: &Self) -> Self {
        fields
            .key("design", word::<ScenarioDesign>())
            .means("实验设计", "which setups and values are run")
            .or(ScenarioDesign::Compare);
        Self::worlds(fields, usual)
    }

    fn worlds(fields: &mut Fields, usual: &Self) -> Self {
        Self {
            worlds: fields
                .key("replications", worlds())
                .means(
                    "世界数，每个世界中各方案都运行一次；或写一张表，让世界数加到估准为止",
                    "worlds; every setup is run in each. Or a table: worlds are added until a mean is known well enough",
                )
                .or_shown(usual.worlds, usual.worlds.least()),
            worlds_at: fields.address("replications"),
            seed: fields
                .key("seed", integer().range(0..=i64::MAX))
                .means(
                    "种子，与序号一起命名各个世界",
                    "names the worlds together with the replication",
                )
                .or(usual.seed as i64) as u64,
            way: Way::Compare,
            at: fields.here(),
        }
    }
}

fn way(kind: DesignKind, fields: &mut Fields) -> Way {
    match kind {
        DesignKind::Compare => Way::Compare,
        DesignKind::List => Way::List { file: file(fields) },
        DesignKind::Factorial => factorial(fields),
        DesignKind::OneAtATime => Way::OneAtATime,
        DesignKind::LatinHypercube => Way::LatinHypercube {
            points: points(fields),
            drawing: Drawing {
                tries: fields
                    .key("tries", integer().unit(Unit::Count).range(1..=100_000))
                    .means(
                        "抽取多少个超立方，取最近两点相距最远的一个",
                        "hypercubes drawn; the one whose nearest points are farthest apart is kept",
                    )
                    .or(USUAL_TRIES) as u32,
                seed: fields
                    .key("design_seed", integer().range(0..=i64::MAX))
                    .means(
                        "设计点的种子，与世界的种子无关",
                        "names the drawing of points; has nothing to do with worlds",
                    )
                    .or(1) as u64,
            },
        },
        DesignKind::Sobol => Way::Sobol {
            points: points(fields),
        },
    }
}

fn file(fields: &mut Fields) -> Option<Node> {
    let file = fields
        .key("file", text())
        .means(
            "设计点的 CSV 文件，表头为因子编号，每行一个设计点",
            "a CSV file of points: its header names factors, each row is a point",
        )
        .required();
    // A path is relative to the file it stands in.
    let place = fields.address("file")?.place;
    Some(Node::new(Value::Text(file), place))
}

fn points(fields: &mut Fields) -> u32 {
    fields
        .key("points", integer().unit(Unit::Count).range(1..=MOST_POINTS))
        .means("设计点的个数", "how many points")
        .required() as u32
}

fn factorial(fields: &mut Fields) -> Way {
    let fraction = fields
        .key("fraction", word::<Fraction>())
        .means("取全部组合的哪一部分", "which part of all combinations")
        .or(Fraction::Whole);
    let generators = fields
        .key("generators", list(text()).length(1, 4))
        .means(
            "每个派生因子由哪些因子相乘，如 \"e = a * b * c\"；一半时默认末个因子为其余之积",
            "of which factors each generated one is the product, as in \"e = a * b * c\"; of a half the last factor is that of all others unless written",
        )
        .optional();
    let key = if generators.is_some() {
        "generators"
    } else {
        "fraction"
    };
    Way::Factorial {
        fraction,
        generators: generators.unwrap_or_default(),
        at: fields.address(key),
    }
}
