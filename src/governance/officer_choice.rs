//! placeholder until merge
use crate::base::Span;
use crate::county::Severity;
#[allow(missing_docs)]
pub struct Waiting {
    pub line_answers: bool,
    pub block_answers: bool,
    pub points: f64,
    pub severity: Option<Severity>,
    pub age: Span,
    pub deadline: Span,
    pub expected: Span,
    pub card: f64,
}
#[allow(missing_docs)]
pub struct LineAndBlock {
    pub line: f64,
    pub block: f64,
}
impl LineAndBlock {
    #[allow(missing_docs)]
    pub const LINE_LED: Self = Self {
        line: 0.8,
        block: 0.2,
    };
}
#[allow(missing_docs)]
pub fn score(v: &Waiting, w: &LineAndBlock) -> f64 {
    let s = v.severity.map_or(0.0, |s| f64::from(s.degree()));
    (w.line * f64::from(u8::from(v.line_answers)) + w.block * f64::from(u8::from(v.block_answers)))
        * (v.points + s)
        * (1.0 + (v.age.seconds() as f64 / v.deadline.seconds() as f64).min(2.0) + v.card)
        / v.expected.minutes()
}
