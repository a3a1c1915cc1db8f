//! Observers: they are told facts and draw nothing, so watching moves nothing.

use crate::base::Moment;

/// Someone who is told what has happened.
pub trait Observer<F> {
    /// Takes note of `fact`, which became true at `at`.
    fn observe(&mut self, at: Moment, fact: &F);
}

/// Watches nothing.
impl<F> Observer<F> for () {
    #[inline]
    fn observe(&mut self, _at: Moment, _fact: &F) {}
}

/// Two observers of the same facts, the first told first.
impl<F, A: Observer<F>, B: Observer<F>> Observer<F> for (A, B) {
    #[inline]
    fn observe(&mut self, at: Moment, fact: &F) {
        self.0.observe(at, fact);
        self.1.observe(at, fact);
    }
}

impl<F, O: Observer<F>> Observer<F> for &mut O {
    #[inline]
    fn observe(&mut self, at: Moment, fact: &F) {
        (**self).observe(at, fact);
    }
}
