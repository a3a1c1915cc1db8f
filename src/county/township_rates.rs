//! Townships that have more or less trouble than others of their size.

use crate::base::{Distribution, Family, Key, Purpose, Table, World};

use super::ids::{TownshipId, VillageId};
use super::matter::Rate;
use super::place::{Township, Village};

/// How much more often than elsewhere troubles come up in a township.
const EFFECT: Purpose = Purpose::named("township effect");

/// How often troubles come up in each township, over the mean of the county.
///
/// There is one effect of each township. It is scaled for each kind of rate by what that rate is
/// per, so that no matter becomes more or less frequent in the county as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct TownshipRates {
    /// Of rates per township.
    townships: Table<TownshipId, f64>,
    /// Of rates per resident.
    residents: Table<TownshipId, f64>,
    /// Of rates per firm.
    firms: Table<TownshipId, f64>,
}

impl TownshipRates {
    /// Draws the effects of townships from a gamma law of mean 1 and coefficient of variation `cv`;
    /// none if there is no such law, as for 0. `layout` is the world of the county's layout seed.
    pub fn drawn(
        cv: f64,
        (layout, root): (World, Key),
        townships: &Table<TownshipId, Township>,
        villages: &Table<VillageId, Village>,
    ) -> Option<Self> {
        let law = Distribution::from_mean_and_cv(Family::Gamma, 1.0, cv).ok()?;
        let effects = townships.map(|township| {
            let stream = layout.stream(root.child(&township.id));
            law.sampler().sample(stream, 0, EFFECT)
        });
        let sums = |of: &dyn Fn(&Village) -> f64| {
            let mut sums = Table::filled(townships.len(), 0.0);
            for village in villages {
                sums[village.township] += of(village);
            }
            sums
        };
        Some(Self {
            townships: scaled(&effects, &Table::filled(townships.len(), 1.0)),
            residents: scaled(&effects, &sums(&|village| village.residents)),
            firms: scaled(&effects, &sums(&|village| village.firms)),
        })
    }

    /// Rate in `township` over the county's, for a matter of this rate.
    pub fn factor(&self, rate: Rate, township: TownshipId) -> f64 {
        match rate {
            Rate::PerTownship(_) => self.townships[township],
            Rate::PerThousandResidents(_) => self.residents[township],
            Rate::PerHundredFirms(_) => self.firms[township],
            Rate::Traced => 1.0,
        }
    }
}

/// Effects with mean 1 over `weights`; as they are where nothing has any weight.
fn scaled(
    effects: &Table<TownshipId, f64>,
    weights: &Table<TownshipId, f64>,
) -> Table<TownshipId, f64> {
    let whole: f64 = weights.iter().sum();
    let products = effects.iter().zip(weights.iter());
    let weighted: f64 = products.map(|(effect, weight)| effect * weight).sum();
    if whole > 0.0 && weighted > 0.0 {
        effects.map(|effect| effect * whole / weighted)
    } else {
        effects.clone()
    }
}
