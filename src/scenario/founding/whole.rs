//! The county as a whole, of its places, people and work.

use super::chores::check_chores;
use super::founder::{Founder, Names};
use super::origin::{Places, places};
use super::places::townships;
use super::requests::check_requests;
use super::size::check_size;
use super::variation::variation;
use super::work::departments;
use crate::base::{Key, Table, World};
use crate::county::County;
use crate::document::Faults;
use crate::dynamics::{Mechanism, Mechanisms};
use crate::scenario::county::CountyStated;

/// A founded county and where its nouns stand.
#[derive(Debug)]
pub struct Founded {
    /// The county.
    pub county: County,
    /// Where.
    pub places: Places,
}

/// Resolves what was read; `id` is what keys start from.
pub fn found(stated: CountyStated, id: &str, on: Mechanisms, faults: &mut Faults) -> Founded {
    let places = places(&stated);
    check_size(&stated, faults);
    let names = Names::of(&stated);
    let is_on = on.has(Mechanism::PettyDemand);
    let petty_demand = stated.conduct.petty_demand.clone().filter(|_| is_on);
    let requests_at = stated.requests_at.clone();
    let are_on = on.has(Mechanism::HandDown) && on.has(Mechanism::Routine);
    let hand_down = stated.conduct.hand_down.filter(|_| are_on);
    let hand_down_at = stated.hand_down_at.clone();
    let mut founder = Founder {
        names,
        faults,
        has_shifts: on.has(Mechanism::Shifts),
    };
    let county = founder.county(stated, id);
    if let (Some(petty_demand), Some(at), true) = (petty_demand, requests_at, faults.is_clean()) {
        check_requests(&county, &petty_demand, &at, faults);
    }
    if let (Some(hand_down), Some(at), true) = (hand_down, hand_down_at, faults.is_clean()) {
        check_chores(&county, &hand_down, &at, faults);
    }
    Founded { county, places }
}

impl Founder<'_> {
    fn county(&mut self, stated: CountyStated, id: &str) -> County {
        let is_too_large = !self.faults.is_clean();
        let departments = departments(&stated.departments);
        let townships = townships(&stated);
        let stations = self.stations(&stated);
        let workers = if is_too_large {
            Table::new()
        } else {
            self.workers(&stated)
        };
        let villages = self.villages(&stated, Key::of(id), &townships);
        let (groups, matters) = self.matters(stated.matters, &departments);
        let layout = World {
            seed: stated.layout_seed,
            replication: 0,
        };
        let variation = variation(
            (&stated.variation, &stated.shocks),
            (layout, Key::of(id)),
            (&townships, &villages),
            &matters,
        );
        County {
            id: id.to_owned(),
            name: stated.name,
            layout_seed: stated.layout_seed,
            centre: stated.centre,
            travel: stated.travel,
            staffing: stated.staffing,
            shifts: stated.shifts.into_iter().map(|shift| shift.value).collect(),
            routines: self.routines(stated.routines, &departments),
            townships,
            villages,
            departments,
            stations,
            workers,
            groups,
            matters,
            variation,
            costs: stated.costs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Language};
    use crate::county::{Role, ShockComes, Tier, Variation, Worker};
    use crate::document::{Fields, Sources, Tree, read};

    const COUNTY: &str = r#"
[township.east]
residents = 900
leaders = 5
staff = { each = 2, affairs = 3 }
[township.west]
residents = 300
[village.east-a]
township = "east"
households = 250
cadres = 7
[department.market]
[department.affairs]
kind = "block"
[staff.cadre]
home = "affairs"
role = "cadre"
base = "each"
auxiliary = 2
[matter.dispute]
lead = "affairs"
rate_per_1000_residents_per_year = 3
work_min = 60
[matter.feud]
lead = "affairs"
tier = "village"
rate_per_1000_residents_per_year = 1
work_min = 60
[matter.food]
lead = "market"
rate_per_1000_residents_per_year = 1
work_min = 60
[routine.paper]
kind = "line-task"
department = "each"
hours_per_person_per_year = 100
"#;

    /// The county of a text, and what is wrong with it.
    fn county(text: &str) -> (Option<County>, String) {
        let (mut sources, mut faults) = (Sources::new(), Faults::new());
        let tree = Tree::parse(&mut sources, &mut faults, "a.toml", text);
        let visit = |fields: &mut Fields| CountyStated::visit(fields, false);
        let stated = read(&tree, "", &mut faults, visit);
        let county = faults
            .is_clean()
            .then(|| found(stated, "a", Mechanisms::only(&[]), &mut faults).county);
        (county, faults.report(&sources, Language::En, false))
    }

    fn sound(text: &str) -> County {
        let (county, report) = county(text);
        assert_eq!(report, "");
        county.unwrap()
    }

    fn told(from: &str, to: &str) -> String {
        assert!(COUNTY.contains(from));
        county(&COUNTY.replacen(from, to, 1)).1
    }

    #[test]
    fn a_group_based_in_each_township_is_one_group_in_every_township() {
        let county = sound(COUNTY);
        let are_cadres = |worker: &&Worker| worker.role == Role::Cadre;
        let cadres = county.workers.iter().filter(are_cadres);
        let ids: Vec<&str> = cadres.clone().map(|worker| worker.id.as_str()).collect();
        let of_group = [
            "cadre-east-1",
            "cadre-east-2",
            "cadre-west-1",
            "cadre-west-2",
        ];
        let of_short_form = ["east-affairs-1", "east-affairs-2", "east-affairs-3"];
        assert_eq!(ids, [&of_group[..], &of_short_form].concat());
        assert!(cadres.clone().all(|worker| !worker.is_licensed()));
        assert!(cadres.clone().all(|worker| worker.home.index() == 1));
    }

    #[test]
    fn each_line_is_no_block() {
        let county = sound(COUNTY);
        let officers = county
            .workers
            .iter()
            .filter(|worker| worker.role == Role::Officer);
        let ids: Vec<&str> = officers.map(|worker| worker.id.as_str()).collect();
        assert_eq!(ids, ["east-market-1", "east-market-2"]);
        let routines: Vec<&str> = county.routines.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(routines, ["paper-market"]);
    }

    #[test]
    fn a_case_can_be_settled_where_its_lead_is_unless_its_matter_says_otherwise() {
        let tiers: Vec<Tier> = sound(COUNTY)
            .matters
            .iter()
            .map(|matter| matter.tier)
            .collect();
        assert_eq!(tiers, [Tier::Township, Tier::Village, Tier::County]);
    }

    #[test]
    fn townships_and_villages_state_leaders_households_and_cadres() {
        let county = sound(COUNTY);
        let leaders: Vec<u8> = county.townships.iter().map(|one| one.leaders).collect();
        assert_eq!(leaders, [5, 3]);
        let villages = county.villages.iter();
        let stated: Vec<(f64, u8)> = villages.map(|one| (one.households, one.cadres)).collect();
        assert_eq!(stated, [(250.0, 7), (100.0, 5)]);
    }

    #[test]
    fn bad_values_of_townships_villages_departments_and_staff_are_told() {
        for (from, to, expected) in [
            (
                "leaders = 5",
                "leaders = 0",
                "fault[out-of-range]: township.east.leaders\n",
            ),
            (
                "households = 250",
                "households = -1",
                "fault[out-of-range]: village.east-a.households\n",
            ),
            (
                "cadres = 7",
                "cadres = 999",
                "fault[out-of-range]: village.east-a.cadres\n",
            ),
            (
                "\"block\"",
                "\"blok\"",
                "fault[wrong-word]: department.affairs.kind\n",
            ),
            (
                "role = \"cadre\"",
                "role = \"chief\"",
                "fault[wrong-word]: staff.cadre.role\n",
            ),
            (
                "base = \"each\"",
                "base = \"north\"",
                "fault[unknown-id]: staff.cadre.base\n",
            ),
        ] {
            let report = told(from, to);
            assert!(report.contains(expected), "{to}: {report}");
        }
    }

    #[test]
    fn cadres_stand_in_townships_and_belong_to_blocks() {
        let at_desk = "fault[desk-without-township]: staff.cadre.base\n";
        for base in ["base = \"headquarters\"", ""] {
            let report = told("base = \"each\"", base);
            assert!(report.contains(at_desk), "{report}");
        }
        let stranger = "fault[role-against-home]: staff.cadre.role\n";
        for (from, to) in [
            ("role = \"cadre\"\n", ""),
            ("home = \"affairs\"", "home = \"market\""),
            ("auxiliary = 2", "licensed = 1\nauxiliary = 2"),
        ] {
            let report = told(from, to);
            assert!(report.contains(stranger), "{to}: {report}");
        }
    }

    const VARIATION: &str = r"
[variation]
day_cv = 0.15
township_cv = 0.42
places_per_village = 200
place_exponent = 0.65
[shock.storm]
at_day = 120
days = 2
matters = { each = 2, food = 6 }
[shock.fair]
rate_per_year = 3
days = 1
matters = { dispute = 3 }
";

    #[test]
    fn a_county_states_how_its_troubles_vary() {
        assert_eq!(sound(COUNTY).variation, Variation::NONE);
        let empty = format!("{COUNTY}[variation]\n");
        assert_eq!(sound(&empty), sound(COUNTY));
        let county = sound(&format!("{COUNTY}{VARIATION}"));
        let variation = &county.variation;
        assert!((variation.day_cv - 0.15).abs() < 1e-15 && variation.township_week_cv == 0.0);
        assert_eq!(variation.places.map(|places| places.per_village), Some(200));
        let weights = county.townships.iter().map(|township| township.residents);
        let rate = county.matters.iter().next().unwrap().rate;
        let townships = variation.townships.as_ref().unwrap();
        let factors: Vec<f64> = county
            .townships
            .ids()
            .map(|id| townships.factor(rate, id))
            .collect();
        let weighted = weights
            .zip(&factors)
            .map(|(weight, factor)| weight * factor);
        assert!((weighted.sum::<f64>() / 1_200.0 - 1.0).abs() < 1e-12);
        assert!((factors[0] - factors[1]).abs() > 1e-3, "{factors:?}");
        let shocks: Vec<Vec<f64>> = variation
            .shocks
            .iter()
            .map(|shock| shock.factors.iter().copied().collect())
            .collect();
        assert_eq!(shocks, [[2.0, 2.0, 6.0], [3.0, 1.0, 1.0]]);
        assert_eq!(variation.shocks[0].comes, ShockComes::AtDay(120));
        assert_eq!(variation.shocks[1].comes, ShockComes::PerYear(3.0));
    }

    #[test]
    fn bad_variation_and_bad_shocks_are_told_at_their_places() {
        for (from, to, expected) in [
            ("0.15", "-1", "fault[out-of-range]: variation.day_cv\n"),
            (
                "food = 6",
                "fod = 6",
                "fault[unknown-id]: shock.storm.matters.fod\n",
            ),
            (
                "food = 6",
                "food = 0.5",
                "fault[out-of-range]: shock.storm.matters.food\n",
            ),
            (
                "at_day = 120",
                "at_day = 120\nrate_per_year = 1",
                "fault[conflict]: shock.storm",
            ),
            ("at_day = 120\n", "", "fault[missing-key]: shock.storm"),
            (
                "days = 2",
                "days = 0",
                "fault[out-of-range]: shock.storm.days\n",
            ),
        ] {
            assert!(VARIATION.contains(from));
            let text = format!("{COUNTY}{}", VARIATION.replacen(from, to, 1));
            let report = county(&text).1;
            assert!(report.contains(expected), "{to}: {report}");
        }
    }

    #[test]
    fn as_many_persons_are_counted_as_stand_in_all_townships() {
        let report = told("[township.west]", "[township.west]\ncount = 8_000");
        assert!(report.is_empty(), "{report}");
        let many = COUNTY.replace("auxiliary = 2", "auxiliary = 9");
        let many = many.replace("[township.west]", "[township.west]\ncount = 8_000");
        let report = county(&many).1;
        assert!(report.contains("fault[too-large]"), "{report}");
    }
}
