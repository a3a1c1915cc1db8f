//! Fates: what became of everything the world had in store, reported or not.

use crate::base::{Count, DecodeError, Sum, Text};
use crate::county::{Cause, End, Severity};

use super::case::Leaving;
use super::metric::MetricId;

/// One way in which a potential is counted; a potential may have several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Fate {
    /// It came up.
    Emerged,
    /// It was prevented, so that it never came up.
    Prevented,
    /// It came up and someone in office was told.
    Reported,
    /// It came up and ended by itself before it was settled.
    NaturalEnd,
    /// It came up and was settled in the village, without a ticket of an office.
    SettledInVillage,
    /// It came up and was put right on the spot by the one who saw it.
    FixedOnTheSpot,
    /// It came up and is neither settled nor gone when the run ends.
    Unfinished,
}

impl Fate {
    /// All fates, in the order of tables.
    pub const ALL: [Self; 7] = [
        Self::Emerged,
        Self::Prevented,
        Self::Reported,
        Self::NaturalEnd,
        Self::SettledInVillage,
        Self::FixedOnTheSpot,
        Self::Unfinished,
    ];

    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Emerged => "emerged",
            Self::Prevented => "prevented",
            Self::Reported => "reported",
            Self::NaturalEnd => "natural_end",
            Self::SettledInVillage => "settled_in_village",
            Self::FixedOnTheSpot => "fixed_on_the_spot",
            Self::Unfinished => "unfinished",
        }
    }

    /// What it says.
    pub fn meaning(self) -> Text {
        match self {
            Self::Emerged => Text::new("发生", "came up"),
            Self::Prevented => Text::new("被预防，没有发生", "prevented, so that it never came up"),
            Self::Reported => Text::new("发生并被报告", "came up, and someone in office was told"),
            Self::NaturalEnd => Text::new(
                "发生，未办结而自行消失",
                "came up, and ended by itself before it was settled",
            ),
            Self::SettledInVillage => Text::new(
                "发生，在村内办结，没有部门工单",
                "came up, and was settled in the village without a ticket of an office",
            ),
            Self::FixedOnTheSpot => Text::new(
                "发生，由看见的人当场处置",
                "came up, and was put right on the spot by the one who saw it",
            ),
            Self::Unfinished => Text::new(
                "发生，运行结束时既未办结也未消失",
                "came up, and is neither settled nor gone when the run ends",
            ),
        }
    }
}

/// Integers of one population's potentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FateTally {
    counts: [Count; Fate::ALL.len()],
    /// Those that came to be of the gravest severity.
    severe: Count,
    /// Those that somebody saw and nobody ever reported.
    only_seen: Count,
    /// Those that somebody knew of and no office ever wrote down.
    unrecorded: Count,
    /// The prevented by cause.
    prevented: [Count; Cause::COUNT],
    /// Severity times time [severity s].
    exposure: Sum,
}

impl FateTally {
    /// Counts an incident that left; a relapse that came up as an incident of its own is
    /// no potential of the world and adds its exposure only.
    #[inline]
    pub fn record(&mut self, leaving: &Leaving) {
        self.exposure.add(leaving.exposed());
        if leaving.course.parent.is_some() {
            return;
        }
        let mut add = |fate: Fate, holds: bool| self.counts[fate as usize].add(u64::from(holds));
        add(Fate::Emerged, true);
        add(Fate::Reported, leaving.incident.reported_at.is_some());
        add(Fate::NaturalEnd, leaving.is_gone());
        let is_village = leaving.end == End::SettledInVillage;
        add(Fate::SettledInVillage, is_village);
        add(Fate::FixedOnTheSpot, leaving.end == End::FixedOnTheSpot);
        add(Fate::Unfinished, !leaving.is_done());
        let is_severe = leaving.incident.severity == Severity::EMERGENCY;
        self.severe.add(u64::from(is_severe));
    }

    /// Counts what was known of an incident that left and has a life of its own; one that has none
    /// is written down as it is reported.
    pub fn record_knowledge(&mut self, leaving: &Leaving) {
        if leaving.course.parent.is_none() && leaving.was_known() {
            let is_only_seen = leaving.incident.reported_at.is_none();
            self.only_seen.add(u64::from(is_only_seen));
            self.unrecorded.add(u64::from(leaving.ticket.is_none()));
        }
    }

    /// How many were settled in truth when they left.
    pub fn settled(&self) -> u64 {
        let of = |fate: Fate| self.counts[fate as usize];
        let emerged = of(Fate::Emerged).without(of(Fate::NaturalEnd));
        emerged.without(of(Fate::Unfinished)).value()
    }

    /// Share of those that somebody knew of that an office wrote down.
    fn recorded_share(&self) -> Option<f64> {
        let mut known = self.counts[Fate::Reported as usize];
        known.merge(&self.only_seen);
        known.without(self.unrecorded).share_of(known)
    }

    /// Counts one that was prevented.
    pub fn prevent(&mut self, cause: Cause) {
        self.counts[Fate::Prevented as usize].increment();
        self.prevented[cause as usize].increment();
    }

    /// How many were prevented by a cause.
    pub fn prevented_by(&self, cause: Cause) -> u64 {
        self.prevented[cause as usize].value()
    }

    /// How many potentials met a fate.
    pub fn count(&self, fate: Fate) -> u64 {
        self.counts[fate as usize].value()
    }

    /// The value of a metric of potentials; none for one of another kind.
    pub fn value(&self, metric: MetricId) -> Option<f64> {
        let count = |fate: Fate| Some(self.count(fate) as f64);
        match metric {
            MetricId::Emerged => count(Fate::Emerged),
            MetricId::Reported => count(Fate::Reported),
            MetricId::Prevented => count(Fate::Prevented),
            MetricId::SettledInVillage => count(Fate::SettledInVillage),
            MetricId::NaturalEnd => count(Fate::NaturalEnd),
            MetricId::SevereHarms => Some(self.severe.value() as f64),
            MetricId::Exposure => Some(self.exposure.hours()),
            MetricId::RecordCompleteness => self.recorded_share(),
            MetricId::UnfinishedShare => {
                let of = |fate: Fate| self.counts[fate as usize];
                of(Fate::Unfinished).share_of(of(Fate::Emerged))
            }
            _ => None,
        }
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        let knowledge = [&self.severe, &self.only_seen, &self.unrecorded];
        let counts = self.counts.iter().chain(knowledge);
        for count in counts.chain(&self.prevented) {
            count.write_to(bytes);
        }
        self.exposure.write_to(bytes);
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let mut tally = Self::default();
        let knowledge = [
            &mut tally.severe,
            &mut tally.only_seen,
            &mut tally.unrecorded,
        ];
        let counts = tally.counts.iter_mut().chain(knowledge);
        for count in counts.chain(&mut tally.prevented) {
            *count = Count::read_from(bytes)?;
        }
        tally.exposure = Sum::read_from(bytes)?;
        Ok(tally)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Moment};
    use crate::county::{Course, Incident, MatterId, SourceId, Ticket, UnitId, VillageId};

    /// Whether it was seen, reported, written down, and how it ended.
    type Story = (bool, bool, bool, End);

    fn tally(stories: &[Story], parent: Option<u32>) -> FateTally {
        let mut tally = FateTally::default();
        let at = Moment::START;
        for (is_seen, is_reported, is_written, end) in stories {
            let what = (
                MatterId::from_index(0),
                VillageId::from_index(0),
                Severity::MILD,
            );
            let mut incident = Incident::new((SourceId::from_index(0), 0), what, at);
            incident.reported_at = is_reported.then_some(at);
            incident.settled_at = (*end == End::Closed).then_some(at);
            let course = Course {
                seen_at: is_seen.then_some(at),
                parent,
                ..Course::PLAIN
            };
            let ticket = Ticket {
                holder: UnitId::from_index(0),
                opened_at: at,
                due_at: at,
                closed_at: None,
            };
            let leaving = Leaving {
                at,
                incident: &incident,
                ticket: is_written.then_some(&ticket),
                course: &course,
                end: *end,
            };
            tally.record(&leaving);
            tally.record_knowledge(&leaving);
        }
        tally
    }

    /// Told to an office; told to the village, which settled it; put right by who saw it; seen and
    /// not typed in; seen by nobody.
    const STORIES: [Story; 5] = [
        (true, true, true, End::Closed),
        (true, true, false, End::SettledInVillage),
        (true, false, false, End::FixedOnTheSpot),
        (true, false, false, End::NaturalEnd),
        (false, false, false, End::Open),
    ];

    #[test]
    fn records_are_complete_as_far_as_what_somebody_knew_of_is_written_down() {
        let tally = tally(&STORIES, None);
        let complete = tally.value(MetricId::RecordCompleteness);
        assert_eq!(complete, Some(1.0 / 4.0));
        assert_eq!(tally.settled(), 3);
        let mut bytes = Vec::new();
        tally.write_to(&mut bytes);
        assert_eq!(FateTally::read_from(&mut &bytes[..]), Ok(tally));
    }

    #[test]
    fn later_relapses_are_no_potentials_and_what_nobody_knows_is_missed_by_nobody() {
        for stories in [tally(&STORIES, Some(1)), tally(&STORIES[4..], None)] {
            assert_eq!(stories.value(MetricId::RecordCompleteness), None);
            assert_eq!(stories.settled(), 0);
        }
        let told = tally(&STORIES[..1], None);
        assert_eq!(told.value(MetricId::RecordCompleteness), Some(1.0));
    }
}
