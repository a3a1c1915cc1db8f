//! What people, the road and terminals cost, where a county states it.

use crate::document::{Fields, Unit, number};

use super::worker::{Licence, Role, Worker};

/// Hours a year of a full-time person that a wage is paid for: 12 x 21.75 days of 8 h (notice
/// 劳社部发〔2008〕3号).
pub const PAID_HOURS_PER_YEAR: f64 = 2_088.0;

/// Who is paid alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Paid {
    /// Licensed enforcement officers.
    Officer,
    /// Auxiliaries.
    Auxiliary,
    /// Cadres of townships' own offices.
    Cadre,
    /// Grid workers.
    GridWorker,
    /// Leaders: one of each department, and those of townships.
    Leader,
}

impl Paid {
    /// How many kinds there are.
    pub const COUNT: usize = 5;

    /// As what a person of the county is paid.
    pub const fn of(worker: &Worker) -> Self {
        match (worker.role, worker.licence) {
            (Role::Cadre, _) => Self::Cadre,
            (Role::Officer, Licence::Licensed) => Self::Officer,
            (Role::Officer, Licence::Auxiliary) => Self::Auxiliary,
        }
    }
}

/// `[costs]`: prices; they move nothing in a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Costs {
    /// A person for a year, by [`Paid`] (yuan/year).
    pub person_per_year: [f64; Paid::COUNT],
    /// An hour after the shift over an hour's wage.
    pub overtime_multiple: f64,
    /// A kilometre on the road (yuan/km).
    pub road_per_km: f64,
    /// A terminal of a grid worker for a year (yuan/year).
    pub terminal_per_year: f64,
}

impl Default for Costs {
    fn default() -> Self {
        Self {
            person_per_year: [180_000.0, 70_000.0, 180_000.0, 70_000.0, 180_000.0],
            overtime_multiple: 1.5,
            road_per_km: 1.5,
            terminal_per_year: 1_200.0,
        }
    }
}

const ESTABLISHED: &str =
    "A2 #32, assumption of the order of Zhejiang averages: 120,000 to 250,000";
const CONTRACTED: &str =
    "A2 #32, assumption: contracted 60,000 to 80,000, part-time 3,000 to 10,000";

impl Costs {
    /// Reads `[costs]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        Self {
            person_per_year: visit_persons(fields, usual.person_per_year),
            overtime_multiple: fields
                .key(
                    "overtime_multiple",
                    number().unit(Unit::Ratio).range(0.0..=10.0),
                )
                .means(
                    "班后一小时与平时一小时工资之比",
                    "an hour after the shift over an hour's wage",
                )
                .source("Labour Law of the PRC, article 44: at least 1.5; 0 where none is paid")
                .or(usual.overtime_multiple),
            road_per_km: fields
                .key(
                    "road_yuan_per_km",
                    number().unit(Unit::YuanPerKilometre).range(0.0..=1_000.0),
                )
                .means(
                    "每辆车每公里路程的费用",
                    "a kilometre on the road, of one vehicle with its crew",
                )
                .source("assumption: 1 to 3")
                .or(usual.road_per_km),
            terminal_per_year: fields
                .key(
                    "terminal_yuan_per_year",
                    number().unit(Unit::YuanPerYear).range(0.0..=10_000_000.0),
                )
                .means(
                    "网格员每个终端每年的费用（设备与系统）",
                    "a terminal of a grid worker for a year, device and system",
                )
                .source("assumption: 500 to 5,000")
                .or(usual.terminal_per_year),
        }
    }

    /// So many hours after shifts of people who are paid alike (yuan).
    pub fn overtime(&self, paid: Paid, hours: f64) -> f64 {
        let hourly = self.person_per_year[paid as usize] / PAID_HOURS_PER_YEAR;
        hours * hourly * self.overtime_multiple
    }

    /// So many hours on the road at this speed (yuan); no time, no way, whatever the speed.
    pub fn road(&self, hours: f64, speed_km_per_h: f64) -> f64 {
        if hours > 0.0 {
            hours * speed_km_per_h * self.road_per_km
        } else {
            0.0
        }
    }
}

fn visit_persons(fields: &mut Fields, usual: [f64; Paid::COUNT]) -> [f64; Paid::COUNT] {
    let mut yearly = |key, paid: Paid, (zh, en), source| {
        fields
            .key(
                key,
                number().unit(Unit::YuanPerYear).range(0.0..=10_000_000.0),
            )
            .means(zh, en)
            .source(source)
            .or(usual[paid as usize])
    };
    [
        yearly(
            "officer_yuan_per_year",
            Paid::Officer,
            (
                "一名持证执法人员一年的费用",
                "a licensed officer for a year",
            ),
            ESTABLISHED,
        ),
        yearly(
            "auxiliary_yuan_per_year",
            Paid::Auxiliary,
            ("一名辅助人员一年的费用", "an auxiliary for a year"),
            CONTRACTED,
        ),
        yearly(
            "cadre_yuan_per_year",
            Paid::Cadre,
            ("一名乡镇干部一年的费用", "a cadre of a township for a year"),
            ESTABLISHED,
        ),
        yearly(
            "grid_worker_yuan_per_year",
            Paid::GridWorker,
            ("一名网格员一年的费用", "a grid worker for a year"),
            CONTRACTED,
        ),
        yearly(
            "leader_yuan_per_year",
            Paid::Leader,
            (
                "一名部门或乡镇领导一年的费用",
                "a leader of a department or township for a year",
            ),
            ESTABLISHED,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::document::{Faults, Sources, Tree, read};

    fn costs(text: &str) -> (Costs, String) {
        let (mut sources, mut faults) = (Sources::new(), Faults::new());
        let tree = Tree::parse(&mut sources, &mut faults, "county.toml", text);
        let costs = read(&tree, "county.costs", &mut faults, Costs::visit);
        (costs, faults.report(&sources, Language::En, false))
    }

    #[test]
    fn what_is_not_written_is_as_usual_and_what_is_written_counts() {
        assert_eq!(costs(""), (Costs::default(), String::new()));
        let (read, report) = costs("cadre_yuan_per_year = 150_000\nroad_yuan_per_km = 2\n");
        assert_eq!(report, "");
        let mut expected = Costs {
            road_per_km: 2.0,
            ..Costs::default()
        };
        expected.person_per_year[Paid::Cadre as usize] = 150_000.0;
        assert_eq!(read, expected);
    }

    #[test]
    fn nothing_costs_less_than_nothing() {
        for key in [
            "officer_yuan_per_year",
            "overtime_multiple",
            "road_yuan_per_km",
        ] {
            let (_, report) = costs(&format!("{key} = -1\n"));
            let fault = format!("fault[out-of-range]: county.costs.{key}\n");
            assert!(report.contains(&fault), "{report}");
        }
    }

    /// 10 h x 208,800 / 2,088 h x 1.5 = 1,500 yuan; 2 h x 40 km/h x 1.5 yuan/km = 120 yuan.
    #[test]
    fn overtime_and_the_road_cost_what_a_hand_reckons() {
        let mut costs = Costs::default();
        costs.person_per_year[Paid::Officer as usize] = 208_800.0;
        assert!((costs.overtime(Paid::Officer, 10.0) - 1_500.0).abs() < 1e-9);
        assert!((costs.road(2.0, 40.0) - 120.0).abs() < 1e-12);
        assert_eq!(costs.road(0.0, f64::INFINITY).to_bits(), 0);
    }
}
