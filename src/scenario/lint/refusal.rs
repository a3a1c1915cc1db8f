//! Setups that cannot be laid over the county.

use std::collections::BTreeSet;

use super::looking::Lint;
use crate::base::{Id, Text};
use crate::document::FaultKind;
use crate::governance::{Axis, LayError};
use crate::scenario::rule::ModelRule;
use crate::scenario::setup::SetupStated;

impl Lint<'_> {
    /// A setup that cannot be laid; where nobody can be asked is told once a department.
    pub(super) fn refuse_all(&mut self, stated: &SetupStated, errors: &[LayError]) {
        let department_of = |error: &LayError| match error {
            LayError::NobodyToAsk { department, .. } => Some(department.clone()),
            _ => None,
        };
        let mut told: BTreeSet<String> = BTreeSet::new();
        for error in errors {
            let Some(department) = department_of(error) else {
                self.refuse(stated, error);
                continue;
            };
            if told.insert(department.clone()) {
                let same = |other: &&LayError| department_of(other).as_ref() == Some(&department);
                let townships = errors.iter().filter(same).count();
                self.refuse_department(stated, error, townships);
            }
        }
    }

    fn refuse_department(&mut self, stated: &SetupStated, error: &LayError, townships: usize) {
        let LayError::NobodyToAsk { department, .. } = error else {
            return;
        };
        let departments = &self.outlook.county.departments;
        let line = departments.find(|line| line.id == *department);
        let Some(line) = line else { return };
        let mut said = said(stated, error);
        if townships > 1 {
            let more = townships - 1;
            said.zh = format!("{}（另有 {more} 个乡镇也如此）", said.zh);
            said.en = format!("{}; so it is in {more} more townships", said.en);
        }
        let remedy = Text::new(
            format!("请给 `{department}` 配人员：[staff.编号] home = \"{department}\""),
            format!("give `{department}` people: [staff.ID] home = \"{department}\""),
        );
        let at = &self.places.departments[line.index()];
        self.faults
            .push(at.fault(ModelRule::NobodyToAsk.kind(), said, remedy));
    }

    fn refuse(&mut self, stated: &SetupStated, error: &LayError) {
        let of_axis = |axis| stated.place_of(axis);
        let county = self.places.county.as_ref();
        let setup = stated.at.as_ref();
        let (at, kind) = match error {
            LayError::Nobody => (county, ModelRule::Nobody.kind()),
            LayError::NobodyToAsk { .. } => (setup, ModelRule::NobodyToAsk.kind()),
            LayError::EmptyUnit { .. } => (of_axis(Axis::Enforcement), ModelRule::EmptyUnit.kind()),
            LayError::SameUnitId { .. } => (county, ModelRule::SameUnitId.kind()),
            LayError::HubCount { .. } => (of_axis(Axis::Enforcement), ModelRule::HubCount.kind()),
            LayError::UnknownMatter { .. } => (setup, FaultKind::UnknownId),
            LayError::UnknownTownship { .. } => {
                (stated.townships_at.as_ref(), FaultKind::UnknownId)
            }
            LayError::ReportsOnly { axis } => (of_axis(*axis), ModelRule::ReportsOnly.kind()),
            LayError::NoGrids => (of_axis(Axis::Grid), ModelRule::NoGrids.kind()),
            LayError::OutOfRange { axis, .. } => (of_axis(*axis), FaultKind::OutOfRange),
            LayError::FrontingHours { .. } => {
                (of_axis(Axis::Stance), ModelRule::FrontingHours.kind())
            }
            LayError::NotAShare { .. } => (of_axis(Axis::Delegation), FaultKind::OutOfRange),
            LayError::ShareWithoutRate { .. } => (of_axis(Axis::Delegation), FaultKind::Conflict),
        };
        let Some(at) = at.or(setup) else { return };
        let fault = at.fault(kind, said(stated, error), remedy(error));
        self.faults.push(fault);
    }
}

fn remedy(error: &LayError) -> Text {
    match error {
        LayError::ReportsOnly { .. } => Text::new(
            "请从方案中去掉这一轴，或改用写明发生率的县",
            "leave this axis out of the setup, or take a county that states rates",
        ),
        LayError::NoGrids => Text::new(
            "请在县的 [village] 写 grids，或改用 per-line",
            "write grids for villages of the county, or take per-line",
        ),
        _ => Text::new(
            "请改县的人员与站所，或改这个方案",
            "change the county's staff and stations, or this setup",
        ),
    }
}

fn said(stated: &SetupStated, error: &LayError) -> Text {
    let (id, said) = (&stated.setup.id, error.text());
    Text::new(
        format!("方案 `{id}`：{}", said.zh),
        format!("setup `{id}`: {}", said.en),
    )
}
