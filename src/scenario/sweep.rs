//! A study at every point of its design: factors are patches to the document before it is read,
//! so that every value is held to the rule of the key it changes.

use std::path::Path;

use crate::base::Text;
use crate::document::{Fault, Faults, Node, Patch, Severity, Tree};
use crate::metrics::Measure;

use super::composing::{Composed, compose};
use super::description::{FileKind, shape};
use super::design::Level;
use super::design::factor::FactorStated;
use super::design::list::ListFile;
use super::design::points::{Aimed, Points, points};
use super::design::stated::{DesignStated, Way};
use super::design::target::{Target, target};
use super::files::Reader;
use super::rule::ModelRule;
use super::study::{DesignPoint, Study, StudyKind};

/// A design of more runs than this measures only what its verdict quotes, unless it says more.
const MOST_RUNS_WITH_EVERYTHING: u64 = 500;
/// Most faults of points that are told; more of them say nothing new.
const MOST_TOLD: usize = 50;

/// Reads an opened study with all that it refers to, at all points of its design.
pub(super) fn swept(
    reader: &mut Reader,
    tree: &Tree,
    named: (&Path, StudyKind),
    patches: &[Patch],
) -> Option<Study> {
    let composed = compose(reader, tree.clone(), named, patches)?;
    warn_of_unused_factors(reader, &composed);
    let is_swept = !matches!(composed.design.way, Way::Compare);
    if !is_swept || !reader.faults.is_clean() {
        check_precision(reader, &composed, &composed.study.measure);
        return Some(composed.study);
    }
    let points = points_of(reader, &composed)?;
    let measure = measure_of(&composed, points.levels.len());
    check_precision(reader, &composed, &measure);
    let mut study = Study {
        measure,
        factors: composed
            .factors
            .iter()
            .map(|one| one.factor.clone())
            .collect(),
        fraction: points.fraction,
        ..composed.study
    };
    let mut sweep = Sweep {
        tree,
        named,
        patches,
        factors: &composed.factors,
        told: Vec::new(),
        warned: reader.faults.clone(),
    };
    for (point, levels) in points.levels.into_iter().enumerate() {
        let at_point = sweep.study_at(reader, point, &levels);
        if let Some(at_point) = at_point {
            let measure = study.measure.clone();
            study.points.push(DesignPoint {
                levels,
                study: Study {
                    measure,
                    ..at_point
                },
            });
        }
    }
    keep_new_inputs(reader, &mut study);
    reader.faults.is_clean().then_some(study)
}

fn warn_of_unused_factors(reader: &mut Reader, composed: &Composed) {
    let (Way::Compare, Some(factor)) = (&composed.design.way, composed.factors.first()) else {
        return;
    };
    let rule = Text::new(
        "`compare` 不改变任何因子，所写因子没有用到",
        "`compare` varies no factor: those written are not used",
    );
    let remedy = Text::new(
        "请写 design = \"one-at-a-time\" 等，或删去因子",
        "write design = \"one-at-a-time\" or another, or remove the factors",
    );
    let fault = factor
        .path_at
        .fault(ModelRule::UnusedFactors.kind(), rule, remedy);
    reader.faults.push(fault.as_warning());
}

fn points_of(reader: &mut Reader, composed: &Composed) -> Option<Points> {
    let at = composed.design.at.as_ref()?;
    if composed.factors.is_empty() {
        let rule = Text::new(
            "此设计改变因子，却没有写任何因子",
            "this design varies factors, and there is none",
        );
        let remedy = Text::new(
            "请添加 [factor.编号]，写 kind、path 和 values",
            "add [factor.ID] with kind, path and values",
        );
        reader
            .faults
            .push(at.fault(ModelRule::NoFactors.kind(), rule, remedy));
        return None;
    }
    let targets = targets(reader, composed)?;
    let found = match &composed.design.way {
        Way::List { file } => return listed(reader, file.as_ref()?, &composed.factors),
        way => {
            let aimed: Vec<Aimed> = composed.factors.iter().zip(&targets).collect();
            points(way, at, &aimed)
        }
    };
    match found {
        Ok(points) => Some(points),
        Err(fault) => {
            reader.faults.push(*fault);
            None
        }
    }
}

/// What every factor changes; nothing if one of them changes nothing there is.
fn targets(reader: &mut Reader, composed: &Composed) -> Option<Vec<Target>> {
    let shape = shape(FileKind::Experiment);
    let found = composed.factors.iter().filter_map(|factor| {
        let found = target(&shape, &composed.tree, factor);
        found.map_err(|fault| reader.faults.push(*fault)).ok()
    });
    let found: Vec<Target> = found.collect();
    reader.faults.is_clean().then_some(found)
}

fn listed(reader: &mut Reader, file: &Node, factors: &[FactorStated]) -> Option<Points> {
    let input = reader.bytes_beside(file, "design.file")?;
    // A byte order mark is no part of the first id.
    let text = String::from_utf8_lossy(&input.bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let source = reader.sources.add(input.path, text);
    let mut list = ListFile {
        source,
        sources: reader.sources,
        faults: &mut reader.faults,
    };
    Some(Points {
        levels: list.points(factors)?,
        fraction: None,
    })
}

/// What is measured at so many points.
fn measure_of(composed: &Composed, points: usize) -> Measure {
    let setups = composed.study.setups.len();
    let runs = u64::from(composed.design.worlds.most()) * points as u64 * setups as u64;
    if runs > MOST_RUNS_WITH_EVERYTHING {
        composed.measured.of_a_large_design()
    } else {
        composed.study.measure.clone()
    }
}

/// Refuses to run until something is known that no verdict quotes.
fn check_precision(reader: &mut Reader, composed: &Composed, measure: &Measure) {
    let DesignStated {
        worlds, worlds_at, ..
    } = &composed.design;
    let quoted = (composed.study.headline.as_slice(), measure);
    let stated = worlds.precision().zip(worlds_at.as_ref());
    let fault = stated.and_then(|(precision, at)| precision.fault(quoted, at));
    if let Some(fault) = fault {
        reader.faults.push(fault);
    }
}

/// Files that only some points refer to are inputs, too.
fn keep_new_inputs(reader: &mut Reader, study: &mut Study) {
    for input in std::mem::take(&mut reader.inputs) {
        if study.inputs.iter().all(|known| known.path != input.path) {
            study.inputs.push(input);
        }
    }
}

/// Reads a study point by point.
struct Sweep<'a> {
    tree: &'a Tree,
    named: (&'a Path, StudyKind),
    patches: &'a [Patch],
    factors: &'a [FactorStated],
    /// Faults of points as they were found.
    told: Vec<Fault>,
    /// What was warned of without any factor.
    warned: Faults,
}

impl Sweep<'_> {
    fn study_at(&mut self, reader: &mut Reader, point: usize, levels: &[Level]) -> Option<Study> {
        let mut patches = self.patches.to_vec();
        for (factor, level) in self.factors.iter().zip(levels) {
            patches.extend(level.node().map(|node| {
                Patch::value(&factor.factor.path, node.clone()).with_key_at(factor.path_at.place)
            }));
        }
        let before = std::mem::take(&mut reader.faults);
        // The inputs of a study are those of all its points.
        let inputs = std::mem::take(&mut reader.inputs);
        let composed = compose(reader, self.tree.clone(), self.named, &patches);
        let found = std::mem::replace(&mut reader.faults, before);
        let mut study = composed.map(|composed| composed.study);
        let of_point = study
            .as_mut()
            .map(|study| std::mem::take(&mut study.inputs));
        reader.inputs.extend(of_point.unwrap_or_default());
        reader.inputs.splice(0..0, inputs);
        for fault in &found {
            self.tell(reader, fault, (point, levels));
        }
        study.filter(|_| found.is_clean())
    }

    /// Tells a fault of a point once, with the point and the factor it comes from.
    fn tell(&mut self, reader: &mut Reader, fault: &Fault, at: (usize, &[Level])) {
        let is_known = self.told.contains(fault) || self.told.len() >= MOST_TOLD;
        let is_old_warning = fault.severity == Severity::Warning && self.was_warned_of(fault);
        if is_known || is_old_warning {
            return;
        }
        self.told.push(fault.clone());
        let (zh, en) = self.whence(fault, at);
        let mut fault = fault.clone();
        fault.rule = Text::new(
            format!("{}（{zh}）", fault.rule.zh),
            format!("{} ({en})", fault.rule.en),
        );
        reader.faults.push(fault);
    }

    /// A warning of the same kind at the same place: only its numbers are other ones.
    fn was_warned_of(&self, fault: &Fault) -> bool {
        let known = self.warned.iter().chain(&self.told);
        let mut known = known.filter(|known| known.severity == Severity::Warning);
        known.any(|known| (known.kind, known.place) == (fault.kind, fault.place))
    }

    /// The point, and the factor whose value or path is at fault; all of them if it is none alone.
    fn whence(&self, fault: &Fault, (point, levels): (usize, &[Level])) -> (String, String) {
        let valued = self.factors.iter().zip(levels);
        let is_its = |(factor, level): &(&FactorStated, &Level)| {
            let is_of_value = level
                .node()
                .is_some_and(|node| node.place.meets(fault.place));
            is_of_value || factor.path_at.place.meets(fault.place)
        };
        let own: Vec<_> = valued.clone().filter(is_its).collect();
        let is_put = |(_, level): &(&FactorStated, &Level)| level.node().is_some();
        let shown = if let [_] = own.as_slice() {
            own
        } else {
            valued.filter(is_put).collect()
        };
        let shown: Vec<String> = shown
            .iter()
            .map(|(factor, level)| format!("{} = {}", factor.factor.id, level.shown()))
            .collect();
        let factors = if shown.len() == 1 {
            "factor"
        } else {
            "factors"
        };
        (
            format!("设计点 {point}，因子 {}", shown.join("、")),
            format!("point {point}, {factors} {}", shown.join(", ")),
        )
    }
}
