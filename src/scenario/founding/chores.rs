//! Chores are handed down to the township's own office, so every township must have one.

use crate::base::Text;
use crate::county::County;
use crate::document::{Address, Faults};
use crate::governance::conduct::HandDown;
use crate::scenario::rule::ModelRule;

use super::requests::has_office;

/// Holds that whatever a line may hand down somebody of a block is there to do, in every township.
pub(super) fn check_chores(
    county: &County,
    hand_down: &HandDown,
    at: &Address,
    faults: &mut Faults,
) {
    let mut routines = county.routines.iter();
    let is_any = routines.any(|routine| hand_down.share_of(county, routine) > 0.0);
    let mut townships = county.townships.ids();
    let Some(township) = townships.find(|id| is_any && !has_office(county, *id)) else {
        return;
    };
    let township = &county.townships[township].id;
    let rule = Text::new(
        format!("`{township}` 没有承接下派任务的乡镇机构人员"),
        format!("there is nobody of the township's own office in `{township}` to do chores"),
    );
    let remedy = Text::new(
        "请写一个 kind = \"block\" 的部门，并在每个乡镇给它干部；或删去此表",
        "state a department of kind = \"block\" with cadres in every township, or remove the table",
    );
    faults.push(at.fault(ModelRule::NobodyForChores.kind(), rule, remedy));
}
