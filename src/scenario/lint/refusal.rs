//! Setups that cannot be laid over the county.

use std::collections::BTreeSet;

use super::looking::Lint;
use crate::base::{Id, Text};
use crate::document::FaultKind;
use crate::governance::LayError;
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
        let (at, kind) = match error {
            LayError::Nobody => (&self.places.county, ModelRule::Nobody.kind()),
            LayError::NobodyToAsk { .. } => (&stated.at, ModelRule::NobodyToAsk.kind()),
            LayError::EmptyUnit { .. } => (&stated.enforcement_at, ModelRule::EmptyUnit.kind()),
            LayError::SameUnitId { .. } => (&self.places.county, ModelRule::SameUnitId.kind()),
            LayError::HubCount { .. } => (&stated.enforcement_at, ModelRule::HubCount.kind()),
            LayError::UnknownMatter { .. } => (&stated.at, FaultKind::UnknownId),
            LayError::NotAShare { .. } => (&stated.delegation_at, FaultKind::OutOfRange),
            LayError::ShareWithoutRate { .. } => (&stated.delegation_at, FaultKind::Conflict),
        };
        let Some(at) = at.as_ref().or(stated.at.as_ref()) else {
            return;
        };
        let remedy = Text::new(
            "请改县的人员与站所，或改这个方案",
            "change the county's staff and stations, or this setup",
        );
        let said = said(stated, error);
        self.faults.push(at.fault(kind, said, remedy));
    }
}

fn said(stated: &SetupStated, error: &LayError) -> Text {
    let (id, said) = (&stated.setup.id, error.text());
    Text::new(
        format!("方案 `{id}`：{}", said.zh),
        format!("setup `{id}`: {}", said.en),
    )
}
