//! What several nouns of a file share: names, places on the plane, laws of work, alternatives.

use crate::base::{Distribution, Point, Text};
use crate::document::{
    Address, Fault, FaultKind, Fields, Spec, Unit, bilingual, distribution, list, number,
};

use super::rule::ModelRule;

/// Farthest a place may lie from the origin, along either axis (km).
const FARTHEST_KM: f64 = 5_000.0;
/// Longest mean of a piece of work (min): about 70 days without a break.
const LONGEST_WORK_MIN: f64 = 100_000.0;
/// Largest coefficient of variation of work.
const LARGEST_CV: f64 = 100.0;

/// Longest stretch of a run (d): a hundred years.
pub(super) const LONGEST_DAYS: i64 = 36_525;

/// The name people read; without one, the id.
pub fn name_of(fields: &mut Fields, id: &str) -> Text {
    fields
        .key("name", bilingual())
        .means("中英文名称", "the name people read")
        .optional()
        .unwrap_or_else(|| Text::new(id, id))
}

/// A place on the plane, `[east, north]`.
pub fn point() -> impl Spec<Value = Point> {
    let coordinate = number()
        .unit(Unit::Kilometre)
        .range(-FARTHEST_KM..=FARTHEST_KM);
    list(coordinate).length(2, 2).map(|place: Vec<f64>| Point {
        x_km: place[0],
        y_km: place[1],
    })
}

/// Checks that the law of `key` is one of work that people do.
pub fn check_work(fields: &mut Fields, key: &str, law: &Distribution) {
    check_law(fields, key, law, (LONGEST_WORK_MIN, Unit::Minute));
}

/// Checks that the law of `key` is neither endless, its mean at most `longest`, nor wilder than any
/// sample shows.
pub fn check_law(fields: &mut Fields, key: &str, law: &Distribution, longest: (f64, Unit)) {
    let (mean, cv) = (law.mean(), law.cv());
    let (longest, unit) = (longest.0, longest.1.symbol());
    let rule = Text::new(
        format!(
            "均值至多 {longest} {}，变异系数至多 {LARGEST_CV}；此处均值 {mean}、变异系数 {cv}",
            unit.zh
        ),
        format!(
            "the mean is at most {longest} {} and the coefficient of variation at most \
             {LARGEST_CV}; here the mean is {mean} and the cv {cv}",
            unit.en
        ),
    );
    fields.demand(
        mean <= longest && cv <= LARGEST_CV,
        key,
        FaultKind::OutOfRange,
        rule,
        Text::new("请写较小的均值或变异系数", "write a smaller mean or cv"),
    );
}

/// A law of work in minutes.
pub fn work() -> impl Spec<Value = Distribution> {
    distribution(Unit::Minute)
}

/// Which of `keys` is written: one stated by the table itself goes before one of its defaults.
/// Two stated at the same level contradict each other.
pub fn the_one_written(fields: &mut Fields, keys: &[&'static str]) -> Option<&'static str> {
    let own_path = fields.here()?.path;
    let is_own = |address: &Address| address.path.starts_with(&own_path);
    let written: Vec<(&'static str, Address)> = keys
        .iter()
        .filter(|key| fields.has(key))
        .filter_map(|key| Some((*key, fields.address(key)?)))
        .collect();
    let own: Vec<_> = written.iter().filter(|(_, at)| is_own(at)).collect();
    let decisive = if own.is_empty() {
        written.iter().collect()
    } else {
        own
    };
    if let [_, (_, second), ..] = decisive.as_slice() {
        fields.push(contradiction(keys, second));
    }
    decisive.first().map(|(key, _)| *key)
}

fn contradiction(keys: &[&'static str], second: &Address) -> Fault {
    let rule = Text::new(
        format!("这些键至多写一个：{}", keys.join("、")),
        format!("at most one of these is written: {}", keys.join(", ")),
    );
    let remedy = Text::new("请删去其余的", "remove the others");
    second.fault(FaultKind::Conflict, rule, remedy)
}

/// A fault for a missing one of `keys`.
pub fn none_written(fields: &mut Fields, keys: &[&'static str]) {
    let Some(here) = fields.here() else {
        return;
    };
    let rule = Text::new(
        format!("必须写且只写其中一个：{}", keys.join("、")),
        format!("exactly one of these is written: {}", keys.join(", ")),
    );
    let remedy = Text::new("请补上其中一个", "add one of them");
    fields.push(here.fault(FaultKind::MissingKey, rule, remedy));
}

/// Checks that shares sum to 1, as far as decimal fractions can.
pub fn check_sum(fields: &mut Fields, key: &str, sum: f64) {
    let shown = (sum * 1e9).round() / 1e9;
    fields.demand(
        (sum - 1.0).abs() < 1e-6,
        key,
        ModelRule::SharesDoNotSum.kind(),
        Text::new(
            format!("占比之和必须是 1，此处是 {shown}"),
            format!("the shares must sum to 1, here {shown}"),
        ),
        Text::new("请改写占比", "change the shares"),
    );
}
