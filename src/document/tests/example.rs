//! A small county that uses every specification.

use crate::base::{Date, Language, Span, Text};
use crate::define_words;
use crate::document::{
    FaultKind, Faults, Fields, Keyed, Known, Sources, Spec, Tree, Unit, bilingual, date, either,
    flag, integer, keyed, list, number, read, reference, table, text, time_of_day, word,
};

define_words! {
    /// In which order tasks are taken.
    pub enum Discipline {
        Priority = "priority": "按优先级", "by priority";
        FirstCome = "first-come": "先到先办", "first come, first served";
    }
}

define_words! {
    /// The families of distributions.
    pub enum Family {
        Constant = "constant": "常数", "always the same";
        Lognormal = "lognormal": "对数正态", "lognormal";
    }
}

/// A distribution [min].
#[derive(Debug, Clone, PartialEq)]
pub enum Law {
    Constant(f64),
    Lognormal { mean: f64, cv: f64 },
}

#[derive(Debug, PartialEq)]
pub struct Travel {
    pub speed_km_per_h: f64,
    pub detour_factor: f64,
}

#[derive(Debug, PartialEq)]
pub struct Township {
    pub residents: i64,
    pub seat_km: Option<Vec<f64>>,
    pub staff: Vec<Keyed<i64>>,
}

#[derive(Debug, PartialEq)]
pub struct Matter {
    pub name: Option<Text>,
    pub lead: String,
    pub work_min: Law,
    pub severity_share: Vec<f64>,
    pub rate_per_township_per_year: Option<f64>,
    pub rate_per_100_firms_per_year: Option<f64>,
}

#[derive(Debug, PartialEq)]
pub struct County {
    pub discipline: Discipline,
    pub start: Option<Date>,
    pub hours: Vec<Vec<Span>>,
    pub note: String,
    pub is_open: bool,
    pub travel: Travel,
    pub department: Vec<Keyed<()>>,
    pub township: Vec<Keyed<Township>>,
    pub matter: Vec<Keyed<Matter>>,
}

impl Law {
    pub fn spec() -> impl Spec<Value = Self> {
        either(
            number().positive().unit(Unit::Minute).map(Self::Constant),
            table(Self::visit),
        )
    }

    fn visit(fields: &mut Fields) -> Self {
        let means = Text::new("分布", "distribution");
        fields.choose("distribution", None, means, |family, fields| match family {
            Family::Constant => Self::Constant(
                fields
                    .key("value", number().positive())
                    .means("值", "the value")
                    .required(),
            ),
            Family::Lognormal => Self::Lognormal {
                mean: fields
                    .key("mean", number().positive())
                    .means("均值", "mean")
                    .required(),
                cv: fields
                    .key("cv", number().range(0.0..=10.0))
                    .means("变异系数", "coefficient of variation")
                    .or(1.0),
            },
        })
    }
}

impl Travel {
    fn visit(fields: &mut Fields) -> Self {
        Self {
            speed_km_per_h: fields
                .key(
                    "speed_km_per_h",
                    number().unit(Unit::KilometrePerHour).range(1.0..=200.0),
                )
                .means("行车速度", "speed on the road")
                .source("A2 #14")
                .or(35.0),
            detour_factor: fields
                .key("detour_factor", number().unit(Unit::Ratio).range(1.0..))
                .means("绕行系数", "road distance over straight distance")
                .required(),
        }
    }
}

impl Township {
    fn visit(fields: &mut Fields, departments: &Known) -> Self {
        Self {
            residents: fields
                .key(
                    "residents",
                    integer().range(0..=10_000_000).unit(Unit::Person),
                )
                .means("常住人口", "residents")
                .or(0),
            seat_km: fields
                .key("seat_km", list(number().unit(Unit::Kilometre)).length(2, 2))
                .means("驻地坐标", "where its seat lies")
                .optional(),
            staff: fields
                .key(
                    "staff",
                    keyed(integer().range(0..=1_000))
                        .of(departments)
                        .or_words(&["each"]),
                )
                .means("各条线人数", "officers by home line")
                .or_empty(),
        }
    }
}

impl Matter {
    fn visit(fields: &mut Fields, departments: &Known) -> Self {
        let matter = Self {
            name: fields
                .key("name", bilingual())
                .means("名称", "name")
                .optional(),
            lead: fields
                .key("lead", reference(departments).or_words(&["others"]))
                .means("牵头部门", "the department that leads")
                .required(),
            work_min: fields
                .key("work_min", Law::spec())
                .means("工作量", "work content")
                .required(),
            severity_share: fields
                .key("severity_share", list(number().share()).length(1, 5))
                .means("各级占比", "share of each severity")
                .or(vec![1.0]),
            rate_per_township_per_year: fields
                .key(
                    "rate_per_township_per_year",
                    number().positive().unit(Unit::PerYear),
                )
                .means("每乡镇每年件数", "incidents per township and year")
                .optional(),
            rate_per_100_firms_per_year: fields
                .key(
                    "rate_per_100_firms_per_year",
                    number().positive().unit(Unit::PerYear),
                )
                .means("每百户企业每年件数", "incidents per 100 firms and year")
                .optional(),
        };
        fields.exactly_one(&["rate_per_township_per_year", "rate_per_100_firms_per_year"]);
        let sum: f64 = matter.severity_share.iter().sum();
        fields.demand(
            (sum - 1.0).abs() < 1e-9,
            "severity_share",
            FaultKind::Rule("shares-do-not-sum"),
            Text::new(
                format!("占比之和必须是 1，此处是 {sum}"),
                format!("the shares must sum to 1, here {sum}"),
            ),
            Text::new("请改写占比", "change the shares"),
        );
        matter
    }
}

impl County {
    pub fn visit(fields: &mut Fields) -> Self {
        let departments = fields.known("department");
        let means = Text::new("事项的默认值", "what a matter does not state itself");
        let defaults = fields.defaults("matter_default", "matter", means);
        Self {
            discipline: fields
                .key("discipline", word::<Discipline>())
                .means("排队规则", "queue discipline")
                .or(Discipline::Priority),
            start: fields
                .key("start", date())
                .means("起始日", "first day")
                .optional(),
            hours: fields
                .key("hours", list(list(time_of_day()).length(2, 2)))
                .means("工作时段", "working hours")
                .or(Vec::new()),
            note: fields
                .key("note", text())
                .means("备注", "a note")
                .or(String::new()),
            is_open: fields
                .key("is_open", flag())
                .means("是否开放", "open to all")
                .or(true),
            travel: fields
                .key("travel", table(Travel::visit))
                .means("出行", "travel")
                .required(),
            department: fields
                .key("department", keyed(table(|_: &mut Fields| ())).counted())
                .means("部门", "departments")
                .required(),
            township: fields
                .key(
                    "township",
                    keyed(table(|fields| Township::visit(fields, &departments))).counted(),
                )
                .means("乡镇", "townships")
                .or_empty(),
            matter: fields
                .key(
                    "matter",
                    keyed(table(|fields| Matter::visit(fields, &departments)))
                        .counted()
                        .over(defaults),
                )
                .means("事项", "matters")
                .or_empty(),
        }
    }
}

/// A county without a fault.
pub const GOOD: &str = r#"discipline = "first-come"
start = 2025-01-06
hours = [["08:30", "12:00"], ["13:30", "18:00"]]
[travel]
detour_factor = 1.3
[department.d]
count = 12
[township]
riverside = { residents = 30_000, seat_km = [2, 1.5], staff = { each = 2 } }
a-hill = { residents = 18_000 }
[matter_default]
work_min = { distribution = "lognormal", mean = 40 }
[matter.m]
count = 12
lead = "d-#"
rate_per_township_per_year = 11_212.8
severity_share = [0.75, 0.25]
[matter.noise]
name = { zh = "噪声", en = "noise" }
lead = "d-02"
work_min = 60
rate_per_100_firms_per_year = 1
"#;

/// Reads `text` as the file `county.toml`.
pub fn read_county(text: &str) -> (County, Faults, Sources) {
    read_bytes(text.as_bytes())
}

/// Reads bytes as the file `county.toml`.
pub fn read_bytes(bytes: &[u8]) -> (County, Faults, Sources) {
    let (mut sources, mut faults) = (Sources::new(), Faults::new());
    let tree = Tree::from_bytes(&mut sources, &mut faults, "county.toml", bytes);
    let county = read(&tree, "county", &mut faults, County::visit);
    (county, faults, sources)
}

/// The report of what is wrong with `text`, in English without colour.
pub fn report(text: &str) -> String {
    let (_, faults, sources) = read_county(text);
    faults.report(&sources, Language::En, false)
}
