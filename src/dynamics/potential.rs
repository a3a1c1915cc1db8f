//! Potentials: all that the world says of an incident before anyone acts.

use crate::base::{Moment, Purpose, Span, Stream, Table};
use crate::county::{DepartmentId, Matter, PartOrder, Power, Severity};

use super::layout::{MatterPlan, PartPurposes, SEVERITY};

/// A part as the world makes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PotentialPart {
    /// Whose part it is by law.
    pub department: DepartmentId,
    /// Power it needs.
    pub power: Power,
    /// Content of its first session [s at skill 1]; cut at 136 years.
    seconds: u32,
}

impl PotentialPart {
    /// Content of its first session [at skill 1].
    #[inline]
    pub fn content(&self) -> Span {
        Span::from_seconds(i64::from(self.seconds))
    }

    /// Takes `minutes` as its content.
    #[inline]
    fn take(&mut self, minutes: f64) {
        self.seconds = (minutes * 60.0 + 0.5) as u32;
    }
}

/// Something that happens in the world, whatever the setup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Potential {
    /// When it comes up.
    pub at: Moment,
    /// Which one of its stream.
    pub ordinal: u32,
    /// How grave it is.
    pub severity: Severity,
    /// Which part is the lead's.
    pub lead: u8,
    part_count: u8,
    parts: [PotentialPart; Matter::MOST_PARTS],
}

impl Potential {
    #[inline]
    fn new((at, ordinal): (Moment, u32), severity: Severity, part: PotentialPart) -> Self {
        Self {
            at,
            ordinal,
            severity,
            lead: 0,
            part_count: 1,
            parts: [part; Matter::MOST_PARTS],
        }
    }

    /// Parts in the order of asking.
    #[inline]
    pub fn parts(&self) -> &[PotentialPart] {
        &self.parts[..self.part_count as usize]
    }

    /// The places of the parts beside the lead's.
    fn supports(&self) -> impl Iterator<Item = usize> + use<> {
        let lead = self.lead as usize;
        (0..self.part_count as usize).filter(move |place| *place != lead)
    }
}

/// The departments an incident needs, lead first, and when the others are asked.
#[derive(Debug, Clone, Copy)]
pub struct Needs {
    departments: [(DepartmentId, PartOrder); Matter::MOST_PARTS],
    count: usize,
}

impl Needs {
    /// The lead's part alone.
    #[inline]
    pub fn lead(department: DepartmentId) -> Self {
        Self {
            departments: [(department, PartOrder::AfterLead); Matter::MOST_PARTS],
            count: 1,
        }
    }

    /// Adds a supporting department once; the county's files allow at most three.
    pub fn add(&mut self, department: DepartmentId, order: PartOrder) {
        let is_new = self
            .as_slice()
            .iter()
            .all(|(other, _)| *other != department);
        if is_new && self.count < Matter::MOST_PARTS {
            self.departments[self.count] = (department, order);
            self.count += 1;
        }
    }

    fn as_slice(&self) -> &[(DepartmentId, PartOrder)] {
        &self.departments[..self.count]
    }

    /// Brings them into the order of asking: whoever may come at any time goes by order of
    /// department, before the lead if it stands before it. Returns the lead's place.
    fn sort(&mut self) -> usize {
        if self.count == 1 {
            return 0;
        }
        let lead = self.departments[0].0;
        self.departments[..self.count].sort_by_key(|(department, order)| {
            let waits_for_lead = *order == PartOrder::AfterLead && *department != lead;
            (waits_for_lead, *department)
        });
        self.as_slice()
            .iter()
            .position(|(department, _)| *department == lead)
            .unwrap_or(0)
    }
}

/// What the potentials of one stream are drawn by.
#[derive(Debug, Clone, Copy)]
pub struct Nature<'a> {
    /// The matter.
    pub plan: &'a MatterPlan,
    /// Purposes of each department's part.
    pub purposes: &'a Table<DepartmentId, PartPurposes>,
    /// The stream.
    pub stream: Stream,
}

impl Nature<'_> {
    /// Draws the potentials of `LANES` ordinals in a row, which come up at the moments `at`, and
    /// keeps those that happen.
    pub fn draw<const LANES: usize>(
        &self,
        first: u32,
        at: &[Moment; LANES],
        happens: &[bool; LANES],
        drawn: &mut Vec<Potential>,
    ) {
        let severities = self.severities::<LANES>(u64::from(first));
        let mut contents = [0.0; LANES];
        let work = self.purposes[self.plan.lead].work;
        self.plan
            .work
            .fill(self.stream, u64::from(first), work, &mut contents);
        let begun = drawn.len();
        let of_lane = |lane: usize| {
            let name = (at[lane], first.wrapping_add(lane as u32));
            self.of_lead(name, severities[lane], contents[lane])
        };
        let happening = mask_of(happens);
        if happening.count_ones() as usize == LANES {
            drawn.extend((0..LANES).map(of_lane));
        } else {
            drawn.extend(lanes_in(happening).map(of_lane));
        }
        let (needs, supported) = self.needs::<LANES>(u64::from(first));
        let mut lacking = Lacking::nothing();
        for lane in lanes_in(supported & happening) {
            let before = happening & ((1 << lane) - 1);
            let index = begun + before.count_ones() as usize;
            self.add_supports(&mut drawn[index], needs[lane]);
            for place in drawn[index].supports() {
                if lacking.is_full() {
                    self.fill(&mut lacking, drawn);
                }
                lacking.add(index, place);
            }
        }
        self.fill(&mut lacking, drawn);
    }

    /// Draws the contents that parts lack, and from then on nothing is lacking.
    fn fill(&self, lacking: &mut Lacking, drawn: &mut [Potential]) {
        let mut names = [(0, SEVERITY); Lacking::MOST];
        for (name, (index, place)) in names.iter_mut().zip(lacking.as_slice()) {
            *name = self.name_of_work(&drawn[*index], *place);
        }
        if lacking.count < Lacking::WORTH_A_BATCH {
            for (name, (index, place)) in names.iter().zip(lacking.as_slice()) {
                let minutes = self.plan.work.sample(self.stream, name.0, name.1);
                drawn[*index].parts[*place].take(minutes);
            }
        } else {
            let contents = self.plan.work.samples(self.stream, &names);
            for (minutes, (index, place)) in contents.iter().zip(lacking.as_slice()) {
                drawn[*index].parts[*place].take(*minutes);
            }
        }
        lacking.count = 0;
    }

    /// What the content of a part hangs on.
    fn name_of_work(&self, potential: &Potential, place: usize) -> (u64, Purpose) {
        let purposes = &self.purposes[potential.parts[place].department];
        (u64::from(potential.ordinal), purposes.work)
    }

    fn severities<const LANES: usize>(&self, first: u64) -> [Severity; LANES] {
        if self.plan.severity_bounds.is_none() {
            return [self.plan.gravest; LANES];
        }
        self.stream
            .marks_in_a_row::<LANES>(first, SEVERITY)
            .map(|mark| self.plan.severity(mark.value()))
    }

    /// What each lane needs, and which of them need anybody beside the lead, as a mask.
    fn needs<const LANES: usize>(&self, first: u64) -> ([Needs; LANES], u64) {
        let mut needs = [Needs::lead(self.plan.lead); LANES];
        let mut supported = 0;
        for support in &self.plan.supports {
            let [shares, choices] = self
                .stream
                .two_marks_in_a_row::<LANES>(first, support.purpose);
            let asked = mask_of(&shares.map(|share| share.is_below(support.share)));
            supported |= asked;
            for lane in lanes_in(asked) {
                let chosen = choices[lane].choose(support.candidates.len());
                needs[lane].add(support.candidates[chosen], support.order);
            }
        }
        (needs, supported)
    }

    /// One potential of given severity and needs.
    pub fn one(&self, name: (Moment, u32), severity: Severity, needs: Needs) -> Potential {
        let lead = needs.departments[0].0;
        let work = self.purposes[lead].work;
        let content = self.plan.work.sample(self.stream, u64::from(name.1), work);
        let part = self.part(name.1, lead, content);
        let mut potential = Potential::new(name, severity, part);
        if needs.count > 1 {
            self.add_supports(&mut potential, needs);
            for place in potential.supports() {
                let (ordinal, work) = self.name_of_work(&potential, place);
                let content = self.plan.work.sample(self.stream, ordinal, work);
                potential.parts[place].take(content);
            }
        }
        potential
    }

    #[inline]
    fn of_lead(&self, name: (Moment, u32), severity: Severity, content: f64) -> Potential {
        let part = self.part(name.1, self.plan.lead, content);
        Potential::new(name, severity, part)
    }

    /// Adds the supporting parts to the lead's, without content so far, and brings all into the order
    /// of asking.
    fn add_supports(&self, potential: &mut Potential, mut needs: Needs) {
        let lead_part = potential.parts[0];
        let lead = needs.sort();
        for (place, (department, _)) in needs.as_slice().iter().enumerate() {
            potential.parts[place] = if place == lead {
                lead_part
            } else {
                self.part(potential.ordinal, *department, 0.0)
            };
        }
        potential.lead = lead as u8;
        potential.part_count = needs.count as u8;
    }

    #[inline]
    fn part(&self, ordinal: u32, department: DepartmentId, minutes: f64) -> PotentialPart {
        let power = if self.plan.power_bounds.is_some() {
            let purpose = self.purposes[department].power;
            let mark = self.stream.mark(u64::from(ordinal), purpose);
            self.plan.power(mark.value())
        } else {
            Power::None
        };
        let mut part = PotentialPart {
            department,
            power,
            seconds: 0,
        };
        part.take(minutes);
        part
    }
}

/// Parts of potentials that lack their content so far: which potential, and which of its parts.
struct Lacking {
    parts: [(usize, usize); Self::MOST],
    count: usize,
}

impl Lacking {
    /// How many contents are drawn together.
    const MOST: usize = 8;
    /// Fewer than this are cheaper one by one.
    const WORTH_A_BATCH: usize = 3;

    fn nothing() -> Self {
        Self {
            parts: [(0, 0); Self::MOST],
            count: 0,
        }
    }

    fn is_full(&self) -> bool {
        self.count == Self::MOST
    }

    fn add(&mut self, index: usize, place: usize) {
        self.parts[self.count] = (index, place);
        self.count += 1;
    }

    fn as_slice(&self) -> &[(usize, usize)] {
        &self.parts[..self.count]
    }
}

/// The lanes of which something holds; bit l is lane l of at most 64.
#[inline]
fn mask_of<const LANES: usize>(holds: &[bool; LANES]) -> u64 {
    const { assert!(LANES <= 64, "more lanes than bits") };
    let bits = holds.iter().enumerate();
    bits.fold(0, |mask, (lane, holds)| mask | u64::from(*holds) << lane)
}

/// The lanes of a mask in order.
#[inline]
fn lanes_in(mut mask: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lane = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (lane < u64::BITS).then_some(lane as usize)
    })
}
