//! Background of cases: what a county states of what its handlers must find out.

use crate::governance::conduct::Context;

use super::mechanism::Mechanism;
use super::setting::Setting;

/// What handlers must find out, if anything.
#[derive(Debug, Clone, Copy)]
pub struct Background {
    /// How long it takes, and what is carried.
    pub rules: Context,
}

impl Background {
    /// The county's, if it states any.
    pub fn of(setting: &Setting) -> Option<Self> {
        let is_on = setting.mechanisms.has(Mechanism::Context);
        let rules = setting.conduct.context.filter(|_| is_on)?;
        Some(Self { rules })
    }
}
