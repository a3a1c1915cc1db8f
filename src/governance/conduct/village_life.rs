//! R12, the village: what its cadres settle themselves, and how its capacity comes and goes.

use crate::base::{Distribution, Family, Mark, Purpose, Span, Stream};
use crate::county::Severity;
use crate::document::{Fields, Unit, distribution, integer, number};

use super::beta::{Beta, BetaPurpose};
use super::fading::{kept_of, share_after};

/// Draws of a village's capacity at the start.
const CAPACITY: BetaPurpose = BetaPurpose {
    first: Purpose::named("capacity of a village"),
    second: Purpose::named("incapacity of a village"),
};

/// Days of a year of fading (d).
const DAYS_OF_A_YEAR: f64 = 365.0;

/// `[village_life]`: villages that settle part of their troubles themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct VillageLife {
    /// Share of cases whose severity the cadres see rightly.
    pub sees_severity_right: f64,
    /// Cases seen at this severity or above are passed up at once.
    pub passes_up_from_severity: Severity,
    /// A try ends after so long (h).
    pub tries_up_to_h: f64,
    /// Cadres' work on one case (min).
    pub case_min: Distribution,
    /// All cadres' time for cases [h/week].
    pub cadre_hours_per_week: f64,
    /// Mean capacity of villages at the start.
    pub capacity_mean: f64,
    /// How alike villages are: a + b of the beta law.
    pub capacity_concentration: f64,
    /// Rate at which capacity fades without practice [1/year].
    pub fade_per_year: f64,
    /// Share of the way to 1 that an hour of coaching brings.
    pub coaching_gain_per_h: f64,
    /// Share of residents' reports below officers' level that reach the village first where nothing
    /// is screened.
    pub first_share: f64,
}

impl Default for VillageLife {
    fn default() -> Self {
        Self {
            sees_severity_right: 0.9,
            passes_up_from_severity: Severity::MIDDLING,
            tries_up_to_h: 48.0,
            case_min: usual_case_min(),
            cadre_hours_per_week: 50.0,
            capacity_mean: 0.5,
            capacity_concentration: 8.0,
            fade_per_year: 0.14,
            coaching_gain_per_h: 0.001,
            first_share: 0.3,
        }
    }
}

fn usual_case_min() -> Distribution {
    Distribution::from_mean_and_cv(Family::Lognormal, 90.0, 0.8)
        .expect("a lognormal law of mean 90 and cv 0.8 exists")
}

const SOURCE: &str = "assumption: model R12";

impl VillageLife {
    /// Reads `[village_life]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let work = visit_work(fields, Self::default());
        visit_capacity(fields, work)
    }

    /// The law of capacity at the start, `capacity_mean` and `capacity_concentration` given:
    /// Beta(4, 4) by default.
    pub fn capacities(&self) -> Beta {
        let a = self.capacity_mean * self.capacity_concentration;
        Beta::new(a, self.capacity_concentration - a)
    }

    /// The capacity c0 with which the `ordinal`-th village of `stream` starts.
    pub fn capacity_at_start(capacities: &Beta, stream: Stream, ordinal: u64) -> f64 {
        capacities.sample(stream, ordinal, CAPACITY)
    }

    /// Whether the cadres see a case's severity as it is.
    pub fn sees_severity(&self, mark: Mark) -> bool {
        mark.is_below(self.sees_severity_right)
    }

    /// Whether a case that seems so grave is tried in the village at all.
    pub fn tries(&self, seen: Severity) -> bool {
        seen < self.passes_up_from_severity
    }

    /// How long a case is tried before it is passed up.
    pub fn tries_up_to(&self) -> Span {
        Span::from_hours(self.tries_up_to_h)
    }

    /// Whether a village of capacity `capacity` settles a case of this difficulty: u < c (1 - d).
    pub fn is_settled(mark: Mark, capacity: f64, difficulty: f64) -> bool {
        mark.is_below(capacity * (1.0 - difficulty))
    }

    /// What a settled case teaches, so that a village of capacity `at_start` that settles
    /// `cases_a_year` keeps it: a = fade c0 / (n (1 - c0)), at most 1; nothing without cases.
    pub fn gain_per_case(&self, at_start: f64, cases_a_year: f64) -> f64 {
        let lost_a_year = self.fade_per_year * at_start;
        let learnt_a_year = cases_a_year * (1.0 - at_start);
        if cases_a_year <= 0.0 {
            0.0
        } else if lost_a_year < learnt_a_year {
            lost_a_year / learnt_a_year
        } else {
            1.0
        }
    }

    /// Capacity after one more case settled in the village: c + a (1 - c).
    pub fn practised(capacity: f64, gain_per_case: f64) -> f64 {
        capacity + gain_per_case * (1.0 - capacity)
    }

    /// Capacity after so many hours (h) of coaching.
    pub fn coached(&self, capacity: f64, hours: f64) -> f64 {
        1.0 - (1.0 - capacity) * kept_of(1.0 - self.coaching_gain_per_h, hours)
    }

    /// Capacity after `span` without practice.
    pub fn faded(&self, capacity: f64, span: Span) -> f64 {
        capacity * share_after(self.fade_per_year * span.days() / DAYS_OF_A_YEAR)
    }
}

/// The keys of a case; the others as in `usual`.
fn visit_work(fields: &mut Fields, usual: VillageLife) -> VillageLife {
    let from = i64::from(usual.passes_up_from_severity.degree());
    let from = fields
        .key(
            "passes_up_from_severity",
            integer().range(1..=Severity::DEGREES as i64),
        )
        .means(
            "看来达到这一级的立即上报",
            "cases that seem this grave or graver are passed up at once",
        )
        .source(SOURCE)
        .or(from);
    VillageLife {
        sees_severity_right: fields
            .key("sees_severity_right", number().share())
            .means(
                "村干部看准严重程度的占比",
                "share of cases whose severity the cadres see rightly",
            )
            .source(SOURCE)
            .or(usual.sees_severity_right),
        passes_up_from_severity: Severity::new(from as u8).unwrap_or(usual.passes_up_from_severity),
        tries_up_to_h: fields
            .key("tries_up_to_h", number().unit(Unit::Hour).range(0.0..=720.0))
            .means("在村里最多试办多久", "how long a village tries a case")
            .source(SOURCE)
            .or(usual.tries_up_to_h),
        case_min: fields
            .key("case_min", distribution(Unit::Minute))
            .means("村干部办一件的用时", "cadres' work on one case")
            .source(SOURCE)
            .or_shown(
                usual.case_min,
                serde_json::json!({ "distribution": "lognormal", "mean": 90, "cv": 0.8 }),
            ),
        cadre_hours_per_week: fields
            .key(
                "cadre_hours_per_week",
                number().unit(Unit::HourPerWeek).range(0.0..=10_000.0),
            )
            .means(
                "全村干部每周办件的时间（5 人，每人 10 小时）",
                "all cadres' time for cases (five of them, ten hours each)",
            )
            .source(SOURCE)
            .or(usual.cadre_hours_per_week),
        first_share: fields
            .key("first_share", number().share())
            .means(
                "不筛选时，不需执法人员的居民诉求先到村里的占比",
                "share of residents' reports below officers' level that reach the village first where nothing is screened",
            )
            .source("assumption: model 10")
            .or(usual.first_share),
        ..usual
    }
}

/// The keys of capacity; the others as in `usual`.
fn visit_capacity(fields: &mut Fields, usual: VillageLife) -> VillageLife {
    VillageLife {
        capacity_mean: fields
            .key(
                "capacity_mean",
                number().unit(Unit::Share).range(0.01..=0.99),
            )
            .means(
                "村自治能力的起始均值",
                "mean capacity of villages at the start",
            )
            .source(SOURCE)
            .or(usual.capacity_mean),
        capacity_concentration: fields
            .key(
                "capacity_concentration",
                number().unit(Unit::Ratio).range(0.5..=1_000.0),
            )
            .means(
                "各村能力的接近程度：贝塔分布的 a + b",
                "how alike villages are: a + b of the beta law",
            )
            .source(SOURCE)
            .or(usual.capacity_concentration),
        fade_per_year: fields
            .key(
                "fade_per_year",
                number().unit(Unit::PerYear).range(0.0..=5.0),
            )
            .means(
                "不用则退：自治能力每年消退的速率",
                "rate at which capacity fades without practice",
            )
            .source(SOURCE)
            .or(usual.fade_per_year),
        coaching_gain_per_h: fields
            .key(
                "coaching_gain_per_h",
                number().unit(Unit::Share).range(0.0..=1.0),
            )
            .means(
                "每辅导一小时，能力向 1 走的份额",
                "share of the way to 1 that an hour of coaching brings",
            )
            .source(SOURCE)
            .or(usual.coaching_gain_per_h),
        ..usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Key, World};

    fn usual() -> VillageLife {
        VillageLife::default()
    }

    /// The capacity after so many years of cases at even distances.
    fn after(years: u32, start: f64, gain: f64, cases_a_year: u32) -> f64 {
        let between = Span::from_seconds(365 * 86_400 / i64::from(cases_a_year));
        (0..years * cases_a_year).fold(start, |capacity, _| {
            usual().faded(VillageLife::practised(capacity, gain), between)
        })
    }

    #[test]
    fn practice_as_usual_keeps_capacity_where_it_is() {
        for start in [0.2, 0.5, 0.8] {
            let gain = usual().gain_per_case(start, 50.0);
            // A case and its fading are discrete: the circle lies within one year's loss over n.
            let kept = after(20, start, gain, 50);
            assert!(
                (kept - start).abs() < 0.14 * start / 50.0,
                "{start}: {kept}"
            );
        }
    }

    #[test]
    fn taken_over_cases_wear_capacity_and_more_cases_build_it() {
        let gain = usual().gain_per_case(0.5, 50.0);
        assert!(after(5, 0.5, gain, 25) < 0.45);
        assert!(after(5, 0.5, gain, 100) > 0.55);
    }

    #[test]
    fn a_case_gives_back_what_fades_between_two() {
        // 0.14 x 0.5 / (50 x 0.5)
        assert!((usual().gain_per_case(0.5, 50.0) - 0.002_8).abs() < 1e-15);
        assert!(usual().gain_per_case(0.5, 0.0).abs() < 1e-15);
        assert!((usual().gain_per_case(1.0, 50.0) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn a_case_is_settled_by_capacity_against_difficulty() {
        let mark = Mark::from_words(0x4000_0000, 0); // 0.25
        assert!(VillageLife::is_settled(mark, 0.6, 0.5)); // below 0.3
        assert!(!VillageLife::is_settled(mark, 0.6, 0.6)); // not below 0.24
    }

    #[test]
    fn coaching_an_hour_brings_a_thousandth_of_the_way() {
        assert!((usual().coached(0.5, 1.0) - 0.500_5).abs() < 1e-14);
        assert!((usual().coached(0.5, 0.0) - 0.5).abs() < 1e-15);
        assert!(usual().coached(0.5, 1e6) <= 1.0);
    }

    #[test]
    fn a_year_without_practice_costs_the_rate_of_fading() {
        // exp(-0.14)
        let faded = usual().faded(0.5, Span::from_days(365));
        assert!((faded - 0.5 * 0.869_358_235_398_805_9).abs() < 1e-14);
    }

    /// Beta(4, 4), the fourth of seven uniforms: P(c < 0.3) = 0.126036, at least 4 of 7 below.
    #[test]
    fn villages_start_as_the_median_of_seven_uniform_numbers() {
        let stream = World {
            seed: 1,
            replication: 0,
        }
        .stream(Key::of("villages"));
        let capacities = usual().capacities();
        let n = 50_000_u64;
        let weak = (0..n)
            .filter(|village| VillageLife::capacity_at_start(&capacities, stream, *village) < 0.3)
            .count();
        let error = (0.126_036 * 0.873_964 / n as f64).sqrt();
        let share = weak as f64 / n as f64;
        assert!((share - 0.126_036).abs() < 5.0 * error, "{share}");
    }

    #[test]
    fn grave_cases_are_not_tried() {
        assert!(usual().tries(Severity::new(2).unwrap()) && !usual().tries(Severity::MIDDLING));
        assert_eq!(usual().tries_up_to(), Span::from_days(2));
        assert!(usual().sees_severity(Mark::from_words(0x8000_0000, 0)));
    }
}
