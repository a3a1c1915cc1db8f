//! What a group of staff must be before its persons are engaged.

use super::founder::Founder;
use crate::base::Text;
use crate::county::{DepartmentKind, Role};
use crate::document::Keyed;
use crate::scenario::rule::ModelRule;
use crate::scenario::staff::StaffStated;

impl Founder<'_> {
    /// Checks a group whose home is a department of this kind.
    pub(super) fn check_group(&mut self, group: &Keyed<StaffStated>, home: DepartmentKind) {
        let stated = &group.value;
        self.check_base(stated, home);
        self.check_role(stated, home);
        let is_shiftless = self.has_shifts && stated.shift.is_none();
        if let (true, Some(at)) = (is_shiftless, &stated.shift_at) {
            let rule = Text::new("人员必须有班次", "people must have a shift");
            let remedy = Text::new(
                "请写 shift = \"编号\"，或用 only_mechanisms 关闭 shifts",
                "write shift = \"ID\", or leave `shifts` out of only_mechanisms",
            );
            self.push(at, ModelRule::NoShift.kind(), rule, remedy);
        }
    }

    fn check_base(&mut self, stated: &StaffStated, home: DepartmentKind) {
        let base = &stated.base;
        let Some(at) = &stated.base_at else { return };
        let is_township = self.names.townships.contains(base);
        if is_township && self.names.stations.contains(base) {
            let rule = Text::new(
                format!("`{base}` 既是站所又是乡镇"),
                format!("`{base}` is a station and a township"),
            );
            let remedy = Text::new("请给站所换一个编号", "give the station another id");
            self.push(at, ModelRule::AmbiguousBase.kind(), rule, remedy);
        }
        let is_in_township = is_township || stated.is_in_each_township();
        if home == DepartmentKind::Block && !is_in_township {
            let home = &stated.home;
            let rule = Text::new(
                format!("`{home}` 是块：它的人员在乡镇，不在 `{base}`"),
                format!("`{home}` is a block: its people stand in townships, not at `{base}`"),
            );
            let remedy = Text::new(
                "请写 base = \"each\"（每个乡镇一组）或某个乡镇",
                "write base = \"each\" for one group in every township, or name a township",
            );
            self.push(at, ModelRule::DeskWithoutTownship.kind(), rule, remedy);
        }
    }

    fn check_role(&mut self, stated: &StaffStated, home: DepartmentKind) {
        let Some(at) = &stated.role_at else { return };
        let department = &stated.home;
        let (rule, remedy) = match (home, stated.role) {
            (DepartmentKind::Line, Role::Cadre) => (
                Text::new(
                    format!("干部属于乡镇自己的机构，而 `{department}` 是条线"),
                    format!(
                        "cadres belong to a township's own office, and `{department}` is a line"
                    ),
                ),
                Text::new(
                    "请删去 role，或在该部门写 kind = \"block\"",
                    "remove role, or write kind = \"block\" at the department",
                ),
            ),
            (DepartmentKind::Block, Role::Officer) => (
                Text::new(
                    format!("`{department}` 是块：它的人员是干部"),
                    format!("`{department}` is a block: its people are cadres"),
                ),
                Text::new("请写 role = \"cadre\"", "write role = \"cadre\""),
            ),
            (DepartmentKind::Block, Role::Cadre) if stated.licensed > 0 => (
                Text::new("干部没有执法证", "cadres hold no licence"),
                Text::new(
                    "请把 licensed 的人数写在 auxiliary",
                    "write the number of `licensed` as `auxiliary`",
                ),
            ),
            (DepartmentKind::Line, Role::Officer) | (DepartmentKind::Block, Role::Cadre) => return,
        };
        self.push(at, ModelRule::RoleAgainstHome.kind(), rule, remedy);
    }
}
