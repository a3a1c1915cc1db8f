//! The county first, then every setup laid over it.

use super::looking::Lint;
use crate::document::Address;
use crate::dynamics::Mechanism;
use crate::governance::{Charter, lay};
use crate::scenario::setup::SetupStated;

impl Lint<'_> {
    /// Looks at the county alone.
    pub fn county(&mut self) {
        self.check_events();
        self.warn_of_matters_that_never_happen();
        self.warn_of_matters_never_known();
        self.warn_of_conduct_without_effect();
    }

    /// Lays one setup and looks at it.
    pub fn setup(&mut self, stated: &SetupStated) {
        self.check_needs(stated);
        match lay(self.outlook.county, &stated.setup) {
            Ok(charter) => self.laid(stated, &charter),
            Err(errors) => self.refuse_all(stated, &errors),
        }
    }

    /// Lays the status quo that setups take over from: it must be possible, and may be poor.
    pub fn status_quo(&mut self, at: Option<&Address>) {
        let stated = SetupStated::status_quo(at.cloned());
        if let Err(errors) = lay(self.outlook.county, &stated.setup) {
            self.refuse_all(&stated, &errors);
        }
    }

    fn laid(&mut self, stated: &SetupStated, charter: &Charter) {
        let Some(at) = stated.at.clone() else { return };
        if self.outlook.mechanisms.has(Mechanism::Crews) {
            self.check_powers(stated, charter, &at);
            self.warn_of_rosters(&stated.setup, charter, &at);
        }
        self.warn_of_overload(&stated.setup, charter, &at);
    }
}
