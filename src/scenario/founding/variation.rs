//! How a county's troubles vary, resolved: effects of its townships drawn, matters of shocks found.

use crate::base::{Key, Table, World};
use crate::county::{
    Matter, MatterId, Places, Shock, Township, TownshipId, TownshipRates, Variation, Village,
    VillageId,
};
use crate::document::Keyed;
use crate::scenario::shock::{EACH, ShockStated};
use crate::scenario::variation::VariationStated;

/// The variation of a county that states it; `layout` is the world of its layout seed, `root` what
/// its keys start from.
pub(super) fn variation(
    (told, shocks): (&VariationStated, &[Keyed<ShockStated>]),
    (layout, root): (World, Key),
    (townships, villages): (&Table<TownshipId, Township>, &Table<VillageId, Village>),
    matters: &Table<MatterId, Matter>,
) -> Variation {
    Variation {
        day_cv: told.day_cv,
        township_week_cv: told.township_week_cv,
        townships: TownshipRates::drawn(told.township_cv, (layout, root), townships, villages),
        places: (told.places_per_village > 0).then_some(Places {
            per_village: told.places_per_village,
            exponent: told.place_exponent,
        }),
        shocks: shocks.iter().map(|one| shock(one, matters)).collect(),
    }
}

fn shock(stated: &Keyed<ShockStated>, matters: &Table<MatterId, Matter>) -> Shock {
    let named = |id: &str| {
        let mut factors = stated.value.matters.iter();
        factors.find(|one| one.id == id).map(|one| one.value)
    };
    let others = named(EACH).unwrap_or(1.0);
    Shock {
        id: stated.id.clone(),
        comes: stated.value.comes,
        days: stated.value.days,
        factors: matters.map(|matter| named(&matter.id).unwrap_or(others)),
    }
}
