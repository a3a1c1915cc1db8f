//! What is looked at, and where findings go.

use crate::base::Text;
use crate::document::{Address, Faults};
use crate::governance::Conduct;
use crate::scenario::founding::Places;
use crate::scenario::outlook::Outlook;
use crate::scenario::rule::ModelRule;

/// Finds what is wrong or doubtful with the whole.
pub struct Lint<'a> {
    /// The county and when.
    pub outlook: Outlook<'a>,
    /// How its people behave.
    pub conduct: &'a Conduct,
    /// Where its nouns stand.
    pub places: &'a Places,
    /// What is found.
    pub faults: &'a mut Faults,
}

impl Lint<'_> {
    pub(super) fn warn(&mut self, at: &Address, broken: ModelRule, rule: Text, remedy: Text) {
        let fault = at.fault(broken.kind(), rule, remedy);
        self.faults.push(fault.as_warning());
    }
}
