//! What a study asks of its people before anything is run: charters laid and loads offered.

use crate::base::Span;
use crate::base::calendar::Calendar;
use crate::county::County;
use crate::county::trace::Trace;
use crate::dynamics::{Horizon, Mechanism, Mechanisms};
use crate::governance::frequency::yearly_rate_in_county;
use crate::governance::{Basis, Charter, Conduct, LoadPart, OfferedLoad, offered_load};

use super::study::Study;

/// What loads hang on, apart from county and charter.
#[derive(Debug, Clone, Copy)]
pub struct Outlook<'a> {
    /// The county.
    pub county: &'a County,
    /// Days.
    pub calendar: &'a Calendar,
    /// How long.
    pub horizon: Horizon,
    /// What is on.
    pub mechanisms: Mechanisms,
    /// A real log instead of rates.
    pub trace: Option<&'a Trace>,
    /// How people behave.
    pub conduct: &'a Conduct,
}

impl<'a> Outlook<'a> {
    /// That of a study.
    pub fn of(study: &'a Study) -> Self {
        Self {
            county: &study.county,
            calendar: &study.calendar,
            horizon: study.horizon,
            mechanisms: study.mechanisms,
            trace: study.trace.as_ref(),
            conduct: &study.conduct,
        }
    }

    /// Loads over the measured days under `charter`.
    pub fn offered_load(&self, charter: &Charter) -> OfferedLoad {
        let counted: Vec<LoadPart> = LoadPart::ALL
            .into_iter()
            .filter(|part| part_of(*part).is_none_or(|mechanism| self.mechanisms.has(mechanism)))
            .collect();
        offered_load(&Basis {
            county: self.county,
            charter,
            calendar: self.calendar,
            days: 0..self.horizon.measured_until().day(),
            trace: self.trace,
            conduct: self.conduct,
            counted: &counted,
            has_crews: self.mechanisms.has(Mechanism::Crews),
            has_shifts: self.mechanisms.has(Mechanism::Shifts),
        })
    }

    /// Incidents and pieces of routine work that a run is expected to bring.
    pub fn expected_events(&self) -> f64 {
        let incidents: f64 = self
            .county
            .matters
            .iter()
            .filter_map(|matter| yearly_rate_in_county(self.county, matter))
            .sum();
        let routine = if self.mechanisms.has(Mechanism::Routine) {
            self.routine_a_year()
        } else {
            0.0
        };
        (incidents + routine) * self.length().days() / 365.0
    }

    fn length(&self) -> Span {
        self.horizon.end() - self.horizon.start()
    }

    fn routine_a_year(&self) -> f64 {
        let county = self.county;
        let pieces = county.routines.iter().map(|routine| {
            use crate::county::RoutineKind;
            match routine.kind {
                RoutineKind::Inspection { .. } => county
                    .villages
                    .iter()
                    .map(|village| {
                        let kind = routine.kind;
                        kind.visits_per_year(village.firms, village.small_businesses)
                    })
                    .sum(),
                RoutineKind::LineTask {
                    hours_per_person,
                    office_persons,
                    ..
                } => {
                    let home = |worker: &&crate::county::Worker| worker.home == routine.department;
                    let own = county.workers.iter().filter(home).count() as f64;
                    let persons = own + f64::from(office_persons);
                    hours_per_person * persons * 60.0 / routine.work_min.mean()
                }
                RoutineKind::Traced => 0.0,
            }
        });
        pieces.sum()
    }
}

const fn part_of(part: LoadPart) -> Option<Mechanism> {
    match part {
        LoadPart::Incidents => None,
        LoadPart::Travel => Some(Mechanism::Travel),
        LoadPart::Inspection | LoadPart::LineTask => Some(Mechanism::Routine),
        LoadPart::Procedure => Some(Mechanism::Procedure),
        LoadPart::Consultation => Some(Mechanism::PettyDemand),
        LoadPart::Chore => Some(Mechanism::HandDown),
        LoadPart::Context => Some(Mechanism::Context),
    }
}
