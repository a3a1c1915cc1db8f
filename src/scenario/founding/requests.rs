//! Small requests are brought to the township's own office, so every township must have one.

use crate::base::Text;
use crate::county::{Base, County, TownshipId, Worker, township_office};
use crate::document::{Address, Faults};
use crate::governance::conduct::PettyDemand;
use crate::scenario::rule::ModelRule;

/// Whether somebody of the township's own office is there.
pub(super) fn has_office(county: &County, township: TownshipId) -> bool {
    let office = township_office(&county.departments);
    let is_there =
        |worker: &Worker| Some(worker.home) == office && worker.base == Base::Township(township);
    county.workers.iter().any(is_there)
}

/// Holds that wherever residents might bring a request somebody of a block is there to answer.
pub(super) fn check_requests(
    county: &County,
    petty_demand: &PettyDemand,
    at: &Address,
    faults: &mut Faults,
) {
    let has_nobody = |township: &TownshipId| {
        let asks = county.villages.iter().any(|village| {
            village.township == *township && petty_demand.requests_a_year(village.residents) > 0.0
        });
        asks && !has_office(county, *township)
    };
    let Some(township) = county.townships.ids().find(has_nobody) else {
        return;
    };
    let township = &county.townships[township].id;
    let rule = Text::new(
        format!("`{township}` 没有答复咨询的乡镇机构人员"),
        format!("there is nobody of the township's own office in `{township}` to answer"),
    );
    let remedy = Text::new(
        "请写一个 kind = \"block\" 的部门，并在每个乡镇给它干部；或删去此表",
        "state a department of kind = \"block\" with cadres in every township, or remove the table",
    );
    faults.push(at.fault(ModelRule::NobodyToConsult.kind(), rule, remedy));
}
