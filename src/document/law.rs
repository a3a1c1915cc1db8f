//! Distributions in files: a bare number, or a family with a mean and a coefficient of variation
//! or with its own parameters.

use super::compound::{either, list, table};
use super::fault::FaultKind;
use super::fields::Fields;
use super::number::number;
use super::spec::Spec;
use super::unit::Unit;
use super::words::Words;
use crate::base::{Distribution, DistributionError, Family, Text};

/// What is read on with after a fault.
const STAND_IN: Distribution = Distribution::Constant { value: 1.0 };

/// A parameter of a law: its key and its meaning in both languages.
type Parameter = (&'static str, &'static str, &'static str);

const VALUE: Parameter = ("value", "值", "the value");
const MEAN: Parameter = ("mean", "均值", "the mean");
const CV: Parameter = (
    "cv",
    "变异系数（标准差除以均值）",
    "coefficient of variation: standard deviation over mean",
);
const LOW: Parameter = ("low", "最小值", "the least value");
const MODE: Parameter = ("mode", "最可能值", "the most likely value");
const HIGH: Parameter = ("high", "最大值", "the greatest value");
const SHAPE: Parameter = ("shape", "形状参数", "the shape");
const SCALE: Parameter = ("scale", "尺度参数", "the scale");
const MEDIAN: Parameter = ("median", "中位数", "the median");
const SIGMA: Parameter = (
    "sigma",
    "对数的标准差",
    "the standard deviation of the logarithm",
);

impl Words for Family {
    const ALL: &'static [Self] = &Family::ALL;

    fn word(self) -> &'static str {
        Family::word(self)
    }

    fn means(self) -> Text {
        match self {
            Self::Constant => Text::new("常数", "always the same value"),
            Self::Uniform => Text::new("均匀分布", "every value between two bounds alike"),
            Self::Triangular => Text::new("三角分布", "rises to a mode and falls from it"),
            Self::Exponential => Text::new("指数分布", "without memory"),
            Self::Gamma => Text::new("伽马分布", "gamma"),
            Self::Lognormal => Text::new("对数正态分布", "the exponential of a normal quantity"),
            Self::Weibull => Text::new("韦布尔分布", "a power of an exponential quantity"),
            Self::Empirical => Text::new("经验分布", "one of the observed values, all alike"),
        }
    }
}

/// A distribution of a quantity in `unit`; a bare number is a constant.
pub fn distribution(unit: Unit) -> impl Spec<Value = Distribution> {
    let constant = number().unit(unit).range(0.0..);
    either(
        constant.map(|value| Distribution::Constant { value }),
        table(visit),
    )
}

fn visit(fields: &mut Fields) -> Distribution {
    let means = Text::new("分布族", "the family of the distribution");
    fields.choose("distribution", None, means, |family, fields| match family {
        Family::Constant => {
            let value = required(fields, VALUE);
            checked(fields, Distribution::constant(value))
        }
        Family::Exponential => {
            let mean = required(fields, MEAN);
            checked(fields, Distribution::exponential(mean))
        }
        Family::Empirical => {
            let values = fields.key("values", list(number().range(0.0..)).length(1, 1_000_000));
            let values = values.means("观测值", "the observed values").required();
            checked(fields, Distribution::empirical(values))
        }
        Family::Uniform => own_or_moments(fields, family, [LOW, HIGH], |[low, high]| {
            Distribution::uniform(low, high)
        }),
        Family::Triangular => {
            own_or_moments(fields, family, [LOW, MODE, HIGH], |[low, mode, high]| {
                Distribution::triangular(low, mode, high)
            })
        }
        Family::Gamma => own_or_moments(fields, family, [SHAPE, SCALE], |[shape, scale]| {
            Distribution::gamma(shape, scale)
        }),
        Family::Lognormal => own_or_moments(fields, family, [MEDIAN, SIGMA], |[median, sigma]| {
            Distribution::lognormal(median, sigma)
        }),
        Family::Weibull => own_or_moments(fields, family, [SHAPE, SCALE], |[shape, scale]| {
            Distribution::weibull(shape, scale)
        }),
    })
}

fn required(fields: &mut Fields, (key, zh, en): Parameter) -> f64 {
    let field = fields.key(key, number().range(0.0..));
    field.means(zh, en).required()
}

fn optional(fields: &mut Fields, (key, zh, en): Parameter) -> Option<f64> {
    let field = fields.key(key, number().range(0.0..));
    field.means(zh, en).optional()
}

/// A law by its own parameters, or by mean and coefficient of variation; never by both.
fn own_or_moments<const N: usize>(
    fields: &mut Fields,
    family: Family,
    own: [Parameter; N],
    build: impl Fn([f64; N]) -> Result<Distribution, DistributionError>,
) -> Distribution {
    let mean = optional(fields, MEAN);
    let cv = optional(fields, CV);
    let values = own.map(|parameter| optional(fields, parameter));
    let keys = own.map(|(key, _, _)| key);
    fields.exactly_one(&[MEAN.0, keys[0]]);
    fields.together(&[MEAN.0, CV.0]);
    fields.together(&keys);
    if let (Some(mean), Some(cv)) = (mean, cv) {
        return checked(fields, Distribution::from_mean_and_cv(family, mean, cv));
    }
    if values.iter().all(Option::is_some) {
        return checked(fields, build(values.map(Option::unwrap_or_default)));
    }
    STAND_IN
}

/// The law, or a fault that says why the numbers make none.
fn checked(fields: &mut Fields, law: Result<Distribution, DistributionError>) -> Distribution {
    match law {
        Ok(law) => law,
        Err(error) => {
            let rule = Text::new(in_chinese(&error), error.to_string());
            let remedy = Text::new(
                "请改写分布的参数",
                "change the parameters of the distribution",
            );
            fields.demand(false, key_of(&error), FaultKind::OutOfRange, rule, remedy);
            STAND_IN
        }
    }
}

const fn key_of(error: &DistributionError) -> &'static str {
    match error {
        DistributionError::NotFinite { parameter, .. }
        | DistributionError::Negative { parameter, .. }
        | DistributionError::NotPositive { parameter, .. } => parameter,
        DistributionError::OutOfOrder { upper, .. } => upper,
        DistributionError::CvOutOfRange { .. } => "cv",
        DistributionError::NoValues => "values",
        DistributionError::NotByMoments { .. } | DistributionError::Unbounded { .. } => {
            "distribution"
        }
    }
}

fn in_chinese(error: &DistributionError) -> String {
    match error {
        DistributionError::NotFinite { parameter, value } => {
            format!("{parameter} = {value} 不是有限数")
        }
        DistributionError::Negative { parameter, value } => {
            format!("{parameter} = {value} 不能为负")
        }
        DistributionError::NotPositive { parameter, value } => {
            format!("{parameter} = {value} 必须为正")
        }
        DistributionError::OutOfOrder { lower, upper } => format!("{lower} 必须小于 {upper}"),
        DistributionError::CvOutOfRange {
            family,
            cv,
            least,
            greatest,
        } => format!(
            "{} 分布的 cv 必须在 {least} 到 {greatest} 之间，此处是 {cv}",
            family.word()
        ),
        DistributionError::NotByMoments { family } => {
            format!("{} 分布不能由均值和 cv 给定", family.word())
        }
        DistributionError::NoValues => "values 至少要有一个数".to_owned(),
        DistributionError::Unbounded { family } => {
            format!("{} 分布取这些参数时没有有限的均值或方差", family.word())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::document::{Faults, Sources, Tree, read};

    fn law(text: &str) -> (Distribution, String) {
        let (mut sources, mut faults) = (Sources::new(), Faults::new());
        let text = format!("work_min = {text}\n");
        let tree = Tree::parse(&mut sources, &mut faults, "a.toml", &text);
        let law = read(&tree, "", &mut faults, |fields: &mut Fields| {
            let field = fields.key("work_min", distribution(Unit::Minute));
            field.means("工作量", "work").required()
        });
        (law, faults.report(&sources, Language::En, false))
    }

    #[test]
    fn a_law_is_given_by_moments_or_by_its_own_parameters() {
        let by_moments = |family| Distribution::from_mean_and_cv(family, 60.0, 0.5).unwrap();
        for (text, expected) in [
            ("60", Distribution::constant(60.0).unwrap()),
            (
                "{ distribution = \"exponential\", mean = 40 }",
                Distribution::exponential(40.0).unwrap(),
            ),
            (
                "{ distribution = \"gamma\", mean = 60, cv = 0.5 }",
                by_moments(Family::Gamma),
            ),
            (
                "{ distribution = \"triangular\", low = 1, mode = 2, high = 4 }",
                Distribution::triangular(1.0, 2.0, 4.0).unwrap(),
            ),
            (
                "{ distribution = \"empirical\", values = [3, 1] }",
                Distribution::empirical(vec![1.0, 3.0]).unwrap(),
            ),
        ] {
            assert_eq!(law(text), (expected, String::new()), "{text}");
        }
    }

    #[test]
    fn numbers_that_make_no_law_are_faults() {
        for (text, expected) in [
            ("-1", "fault[out-of-range]: work_min\n"),
            ("\"60\"", "must be a number or a table, this is a text"),
            (
                "{ distribution = \"gamma\", mean = 60 }",
                "fault[missing-key]: work_min.cv\n",
            ),
            (
                "{ distribution = \"gamma\", mean = 60, cv = 1, shape = 2, scale = 1 }",
                "fault[conflict]: work_min.shape\n",
            ),
            (
                "{ distribution = \"triangular\", low = 1 }",
                "2 faults in 1 file",
            ),
            (
                "{ distribution = \"gamma\" }",
                "exactly one of these is written: mean, shape",
            ),
            (
                "{ distribution = \"gamma\", mean = 0, cv = 1 }",
                "mean = 0 must be positive",
            ),
            (
                "{ distribution = \"uniform\", low = 2, high = 1 }",
                "low must be below high",
            ),
            (
                "{ distribution = \"constant\", valeu = 2 }",
                "fault[unknown-key]: work_min.valeu\n",
            ),
        ] {
            let (_, report) = law(text);
            assert!(report.contains(expected), "{text}\n{report}");
        }
    }
}
