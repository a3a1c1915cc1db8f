//! Routing (流转口径): a control of the comparison, not a reform.
//!
//! A setup that moves people also moves offices nearer to each other, and nearly all that a team
//! gains in response can be the sign-offs it saves. Under `as-offices`, the status quo, a passage
//! waits for the clearings that the places of its two offices ask for. Under `equal`, every passage
//! between offices waits for one clearing in every setup, so what is left of a difference comes from
//! people and places. Price: none; no county could order it.

use super::setup::Routing;

impl Routing {
    /// Clearings that a passage between two offices waits for, where their places ask for
    /// `by_place`.
    pub const fn clearings(self, by_place: u8) -> u8 {
        match self {
            Self::AsOffices => by_place,
            Self::Equal => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_routing_makes_every_passage_wait_for_one_clearing() {
        for by_place in 0..=3 {
            assert_eq!(Routing::AsOffices.clearings(by_place), by_place);
            assert_eq!(Routing::Equal.clearings(by_place), 1);
        }
    }
}
