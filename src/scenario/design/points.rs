//! From a stated design to its points: one level a factor at each of them.

use crate::base::Text;
use crate::document::{Address, Fault};

use super::super::rule::ModelRule;
use super::factor::FactorStated;
use super::factorial::{Generator, combinations, fraction, full, resolution, usual_half};
use super::latin_hypercube::latin_hypercube;
use super::level::Level;
use super::sobol::{MOST_DIMENSIONS, sobol};
use super::stated::{MOST_POINTS, Way};
use super::target::Target;
use super::words::Fraction;

/// A factor with the key it changes.
pub type Aimed<'a> = (&'a FactorStated, &'a Target);

/// The points of a design, and for a fraction what it mixes up.
#[derive(Debug, Clone, Default)]
pub struct Points {
    /// One level a factor, in the order of factors.
    pub levels: Vec<Vec<Level>>,
    /// Generators and resolution of a fraction.
    pub fraction: Option<FractionRun>,
}

/// Which fraction of a two-level factorial is run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FractionRun {
    /// Each generated factor as a product, `e = a * b`.
    pub generators: Vec<String>,
    /// The fewest factors of a product that is constant over the points.
    pub resolution: usize,
}

/// The points of a design whose values stand in its factors.
///
/// # Errors
/// Why there are none.
pub fn points(way: &Way, at: &Address, factors: &[Aimed]) -> Result<Points, Box<Fault>> {
    let levels = match way {
        Way::Compare | Way::List { .. } => Vec::new(),
        Way::OneAtATime => one_at_a_time(factors),
        Way::LatinHypercube { points, drawing } => {
            in_cube(latin_hypercube(*points, factors.len(), *drawing), factors)
        }
        Way::Sobol { points } => {
            if factors.len() > MOST_DIMENSIONS {
                return Err(too_many_dimensions(at, factors.len()));
            }
            in_cube(sobol(*points, factors.len()), factors)
        }
        Way::Factorial {
            fraction: part,
            generators,
            at: own,
        } => return factorial(factors, (*part, generators), own.as_ref().unwrap_or(at)),
    };
    refuse_too_many(levels.len(), at)?;
    Ok(Points {
        levels,
        fraction: None,
    })
}

/// The files' own point, then each factor at each of its other values.
fn one_at_a_time(factors: &[Aimed]) -> Vec<Vec<Level>> {
    let stated: Vec<Level> = factors
        .iter()
        .map(|(_, target)| target.stated.clone())
        .collect();
    let mut points = vec![stated.clone()];
    for (place, aimed) in factors.iter().enumerate() {
        for level in levels(aimed) {
            if !level.is_same(&stated[place]) {
                let mut point = stated.clone();
                point[place] = level;
                points.push(point);
            }
        }
    }
    points
}

fn levels((factor, target): &Aimed) -> Vec<Level> {
    let Some(spread) = &factor.spread else {
        return Vec::new();
    };
    let count = spread.levels(factor.levels);
    let mut levels: Vec<Level> = Vec::new();
    for ordinal in 0..count {
        let level = spread.level(ordinal, count, target.is_whole);
        // Whole numbers of a short range may fall on one another.
        if !levels.iter().any(|known| known.is_same(&level)) {
            levels.push(level);
        }
    }
    levels
}

fn in_cube(cube: Vec<Vec<f64>>, factors: &[Aimed]) -> Vec<Vec<Level>> {
    let level = |(place, (factor, target)): (f64, &Aimed)| {
        let spread = factor.spread.as_ref();
        spread.map(|spread| spread.at(place, target.is_whole))
    };
    cube.into_iter()
        .map(|point| point.into_iter().zip(factors).filter_map(level).collect())
        .collect()
}

fn factorial(
    factors: &[Aimed],
    (part, generators): (Fraction, &[String]),
    at: &Address,
) -> Result<Points, Box<Fault>> {
    let all: Vec<Vec<Level>> = factors.iter().map(levels).collect();
    let counts: Vec<usize> = all.iter().map(Vec::len).collect();
    let generators = generators_of(factors, (part, generators), at)?;
    let size = combinations(&counts).map(|size| size >> generators.len());
    refuse_too_many(size.unwrap_or(usize::MAX), at)?;
    let ordinals = if generators.is_empty() {
        full(&counts)
    } else {
        refuse_other_levels(factors, &counts, at)?;
        fraction(factors.len(), &generators)
    };
    let levels = ordinals.into_iter().map(|point| {
        let levels = point.into_iter().zip(&all);
        levels.map(|(ordinal, all)| all[ordinal].clone()).collect()
    });
    let run = (!generators.is_empty()).then(|| FractionRun {
        generators: generators.iter().map(|one| shown(one, factors)).collect(),
        resolution: resolution(factors.len(), &generators),
    });
    Ok(Points {
        levels: levels.collect(),
        fraction: run,
    })
}

fn shown(generator: &Generator, factors: &[Aimed]) -> String {
    let id = |place: usize| factors[place].0.factor.id.as_str();
    let parents: Vec<&str> = generator.parents.iter().map(|parent| id(*parent)).collect();
    format!("{} = {}", id(generator.factor), parents.join(" * "))
}

/// The generators as written, or those of a half that writes none.
fn generators_of(
    factors: &[Aimed],
    (part, written): (Fraction, &[String]),
    at: &Address,
) -> Result<Vec<Generator>, Box<Fault>> {
    let wanted = part.generated();
    if written.is_empty() && wanted == 1 && factors.len() > 2 {
        return Ok(usual_half(factors.len()));
    }
    let is_enough = written.len() == wanted && (wanted == 0 || wanted + 2 <= factors.len());
    if !is_enough {
        let rule = Text::new(
            format!("此部分需要 {wanted} 个派生因子，各写一个 generators；至少另有两个因子"),
            format!(
                "this fraction takes {wanted} generators, one a generated factor, and two factors more"
            ),
        );
        return Err(bad_generator(at, rule));
    }
    let parsed: Option<Vec<Generator>> = written.iter().map(|text| parsed(text, factors)).collect();
    let is_generated =
        |factor: usize, all: &[Generator]| all.iter().filter(|one| one.factor == factor).count();
    let is_sound = |all: &Vec<Generator>| {
        all.iter().all(|one| {
            let free = one
                .parents
                .iter()
                .all(|parent| is_generated(*parent, all) == 0);
            free && is_generated(one.factor, all) == 1 && one.parents.len() >= 2
        })
    };
    parsed.filter(is_sound).ok_or_else(|| {
        let rule = Text::new(
            "写法是 \"派生因子 = 因子 * 因子\"，右边至少两个不同的、非派生的因子",
            "it is \"generated = factor * factor\", with at least two different factors on the right that are not generated",
        );
        bad_generator(at, rule)
    })
}

fn parsed(text: &str, factors: &[Aimed]) -> Option<Generator> {
    let place = |id: &str| {
        let mut ids = factors.iter().map(|(factor, _)| factor.factor.id.as_str());
        ids.position(|known| known == id.trim())
    };
    let (generated, product) = text.split_once('=')?;
    let parents: Option<Vec<usize>> = product.split('*').map(place).collect();
    let mut parents = parents?;
    parents.sort_unstable();
    let count = parents.len();
    parents.dedup();
    (parents.len() == count).then_some(Generator {
        factor: place(generated)?,
        parents,
    })
}

fn bad_generator(at: &Address, rule: Text) -> Box<Fault> {
    let remedy = Text::new(
        "例如 fraction = \"1/2\"、generators = [\"c = a * b\"]",
        "for example fraction = \"1/2\", generators = [\"c = a * b\"]",
    );
    Box::new(at.fault(ModelRule::Generators.kind(), rule, remedy))
}

fn refuse_other_levels(
    factors: &[Aimed],
    counts: &[usize],
    at: &Address,
) -> Result<(), Box<Fault>> {
    let mut other = factors.iter().zip(counts).filter(|(_, count)| **count != 2);
    let Some(((factor, _), count)) = other.next() else {
        return Ok(());
    };
    let id = &factor.factor.id;
    let rule = Text::new(
        format!("部分析因设计中每个因子恰有两个水平，因子 `{id}` 有 {count} 个"),
        format!("in a fraction every factor has two levels, factor `{id}` has {count}"),
    );
    let remedy = Text::new(
        "请给每个因子写两个值，或删去 fraction",
        "write two values for every factor, or remove fraction",
    );
    Err(Box::new(at.fault(
        ModelRule::FractionLevels.kind(),
        rule,
        remedy,
    )))
}

fn refuse_too_many(points: usize, at: &Address) -> Result<(), Box<Fault>> {
    if points <= MOST_POINTS as usize {
        return Ok(());
    }
    let count = if points == usize::MAX {
        Text::new("更多", "more")
    } else {
        Text::new(points.to_string(), points.to_string())
    };
    let rule = Text::new(
        format!("设计点最多 {MOST_POINTS} 个，此处 {}", count.zh),
        format!("there are at most {MOST_POINTS} points, here {}", count.en),
    );
    let remedy = Text::new(
        "请减少因子或水平，或改用 sobol、latin-hypercube",
        "take fewer factors or levels, or sobol or latin-hypercube",
    );
    Err(Box::new(at.fault(ModelRule::TooLarge.kind(), rule, remedy)))
}

fn too_many_dimensions(at: &Address, factors: usize) -> Box<Fault> {
    let rule = Text::new(
        format!("sobol 最多 {MOST_DIMENSIONS} 个因子，此处 {factors} 个"),
        format!("sobol takes at most {MOST_DIMENSIONS} factors, here {factors}"),
    );
    let remedy = Text::new("请改用 latin-hypercube", "use latin-hypercube");
    Box::new(at.fault(ModelRule::TooLarge.kind(), rule, remedy))
}
