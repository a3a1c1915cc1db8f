//! Background of cases: what a county states of what its handlers must find out.

use crate::governance::conduct::{Context, Ownership};

use super::mechanism::Mechanism;
use super::setting::Setting;

/// What handlers must find out.
#[derive(Debug, Clone, Copy)]
pub struct Background {
    /// Of a case that is new to them, if anything.
    pub context: Option<Context>,
    /// Of what others did about a relapse before, if anything.
    pub ownership: Option<Ownership>,
}

impl Background {
    /// The county's, if it states any.
    pub fn of(setting: &Setting) -> Option<Self> {
        let is_on = |mechanism| setting.mechanisms.has(mechanism);
        let conduct = setting.conduct;
        let context = conduct.context.filter(|_| is_on(Mechanism::Context));
        let ownership = conduct.ownership.filter(|_| is_on(Mechanism::Ownership));
        (context.is_some() || ownership.is_some()).then_some(Self { context, ownership })
    }
}
