use std::sync::Arc;

use super::example::{County, GOOD};
use crate::base::Language;
use crate::document::{FaultKind, Faults, Fields, Patch, Sources, Tree, list, raw, read};

struct Desk {
    sources: Sources,
    faults: Faults,
}

impl Desk {
    fn open(text: &str) -> (Self, Tree) {
        let (mut sources, mut faults) = (Sources::new(), Faults::new());
        let tree = Tree::parse(&mut sources, &mut faults, "county.toml", text);
        (Self { sources, faults }, tree)
    }

    fn set(&mut self, tree: &mut Tree, argument: &str) {
        tree.set(&mut self.sources, &mut self.faults, argument);
    }

    fn read(&mut self, tree: &Tree) -> County {
        read(tree, "", &mut self.faults, County::visit)
    }

    fn report(&self) -> String {
        self.faults.report(&self.sources, Language::En, false)
    }
}

#[test]
fn a_patch_changes_the_document_before_it_is_read() {
    let (mut desk, mut tree) = Desk::open(GOOD);
    desk.set(&mut tree, "travel.speed_km_per_h=50");
    desk.set(&mut tree, "discipline=priority");
    desk.set(&mut tree, "township.*.residents = 7");
    desk.set(
        &mut tree,
        "matter.noise.work_min={ distribution = \"constant\", value = 3 }",
    );
    let county = desk.read(&tree);
    assert_eq!(desk.report(), "");
    assert!((county.travel.speed_km_per_h - 50.0).abs() < f64::EPSILON);
    assert!(county.township.iter().all(|town| town.value.residents == 7));
}

#[test]
fn a_fault_in_a_patch_points_into_the_patch() {
    let (mut desk, mut tree) = Desk::open(GOOD);
    desk.set(&mut tree, "travel.speed_km_per_h = 500");
    desk.set(&mut tree, "weather.rain.mm=1");
    desk.set(
        &mut tree,
        "matter.noise.work_min={ distribution = \"constant\", valeu = 3 }",
    );
    desk.read(&tree);
    let report = desk.report();
    for expected in [
        "--> --set:1:25\n",
        "1 | travel.speed_km_per_h = 500\n  |                         ^^^\n",
        "fault[unknown-key]: weather\n",
        "1 | weather.rain.mm=1\n  | ^^^^^^^^^^^^^^^\n",
        "fault[unknown-key]: matter.noise.work_min.valeu\n --> --set:1:52\n",
    ] {
        assert!(report.contains(expected), "{expected}\nnot in\n{report}");
    }
}

#[test]
fn what_is_no_patch_is_a_fault() {
    for argument in [
        "",
        "speed",
        "=3",
        "a..b=3",
        "a=",
        "a=[1",
        "a=nan nan",
        "travel.speed_km_per_h",
    ] {
        let (mut desk, mut tree) = Desk::open(GOOD);
        desk.set(&mut tree, argument);
        let kinds: Vec<_> = desk.faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds.first(), Some(&FaultKind::Syntax), "{argument}");
    }
}

#[test]
fn a_patch_goes_through_tables_only() {
    let (mut desk, mut tree) = Desk::open(GOOD);
    desk.set(&mut tree, "discipline.deep=3");
    let kinds: Vec<_> = desk.faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, [FaultKind::Conflict]);
}

#[test]
fn a_grafted_file_keeps_its_own_places() {
    let (mut desk, mut scenario) = Desk::open("kind = \"scenario\"\ncounty = \"deep/c.toml\"\n");
    let text = format!("kind = \"county\"\n{}", GOOD.replace("1.3", "0.3"));
    let mut county = Tree::parse(&mut desk.sources, &mut desk.faults, "deep/c.toml", &text);
    assert_eq!(
        county.take_kind(&mut desk.faults, &["county"]).as_deref(),
        Some("county")
    );
    scenario.graft("county", county);
    desk.set(&mut scenario, "county.travel.speed_km_per_h=0");
    let county = scenario.take("county").unwrap();
    read(&county, "county", &mut desk.faults, County::visit);
    let report = desk.report();
    for expected in [
        "fault[out-of-range]: county.travel.detour_factor\n --> deep/c.toml:6:17\n",
        "fault[out-of-range]: county.travel.speed_km_per_h\n --> --set:1:30\n",
        "2 faults in 2 files",
    ] {
        assert!(report.contains(expected), "{expected}\nnot in\n{report}");
    }
}

#[test]
fn the_kind_of_a_file_is_checked() {
    for (text, expected) in [
        ("kind = \"conty\"\n", FaultKind::WrongWord),
        ("kind = 3\n", FaultKind::WrongWord),
        ("name = 3\n", FaultKind::MissingKey),
    ] {
        let (mut desk, mut tree) = Desk::open(text);
        assert_eq!(tree.take_kind(&mut desk.faults, &["county", "setup"]), None);
        let fault = desk.faults.iter().next().unwrap();
        assert_eq!(fault.kind, expected);
    }
}

#[test]
fn a_file_of_another_kind_is_told_from_a_slip() {
    for (text, is_other) in [
        ("kind = \"scenario\"\n", true),
        ("kind = \"conty\"\n", false),
        ("kind = \"county\"\n", false),
        ("name = 3\n", false),
    ] {
        let (mut desk, mut tree) = Desk::open(text);
        assert_eq!(tree.is_of_other_kind(&["county"]), is_other, "{text}");
        tree.take_kind(&mut desk.faults, &["county"]);
        let is_told = desk.report().contains("name a file of the kind");
        assert_eq!(is_told, is_other, "{text}");
    }
}

#[test]
fn a_value_of_a_design_is_put_where_its_path_says() {
    let (mut desk, mut tree) = Desk::open(GOOD);
    let design = "values = [40, { distribution = \"constant\" }]\n";
    let design = Tree::parse(&mut desk.sources, &mut desk.faults, "design.toml", design);
    let values = read(&design, "", &mut desk.faults, |fields: &mut Fields| {
        fields.key("values", list(raw())).required()
    });
    let values: Vec<_> = values.into_iter().flatten().collect();
    tree.apply(
        &Patch::value("travel.speed_km_per_h", Arc::clone(&values[0])),
        &mut desk.faults,
    );
    tree.apply(
        &Patch::value("matter.noise.work_min", Arc::clone(&values[1])),
        &mut desk.faults,
    );
    let county = desk.read(&tree);
    assert!((county.travel.speed_km_per_h - 40.0).abs() < f64::EPSILON);
    let report = desk.report();
    assert!(
        report.contains("fault[missing-key]: matter.noise.work_min.value\n --> design.toml:1:15\n"),
        "{report}"
    );
}
