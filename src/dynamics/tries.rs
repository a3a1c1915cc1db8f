//! Tries: what a township without power has done about each part of an incident.

use crate::base::Moment;
use crate::county::Matter;
use crate::governance::conduct::TownshipChoice;

const PARTS: usize = Matter::MOST_PARTS;

/// The tries at one incident, part by part; bit p of a mask is part p.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Tries {
    /// Parts that the township's people are to persuade the offender of.
    pub persuading: u8,
    /// Parts whose offender has been persuaded, until it wears off.
    pub persuaded: u8,
    /// Parts whose offender would not be persuaded in this round.
    pub refused: u8,
    /// What the township chose, and when.
    choices: [Option<(TownshipChoice, Moment)>; PARTS],
}

impl Tries {
    /// The township chooses what to do about the part at `place`.
    pub fn choose(&mut self, place: usize, choice: TownshipChoice, at: Moment) {
        self.choices[place] = Some((choice, at));
    }

    /// What the township chose about the part at `place`, and when.
    pub fn choice(&self, place: usize) -> Option<(TownshipChoice, Moment)> {
        self.choices[place]
    }

    /// Takes what the township chose about the part at `place`, so that it counts once.
    pub fn take_choice(&mut self, place: usize) -> Option<(TownshipChoice, Moment)> {
        self.choices[place].take()
    }

    /// Other units have the incident now, and choose for themselves.
    pub fn change_hands(&mut self) {
        self.persuading = 0;
        self.choices = [None; PARTS];
    }

    /// The part at `place` begins anew.
    pub fn forget(&mut self, place: usize) {
        let others = !(1 << place);
        self.persuading &= others;
        self.persuaded &= others;
        self.refused &= others;
        self.choices[place] = None;
    }
}
