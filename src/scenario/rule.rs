//! Rules of the model that a file may break, beyond the form of the file.

use crate::document::FaultKind;

macro_rules! rules {
    ($($(#[$meta:meta])* $name:ident = $code:literal;)+) => {
        /// A rule of the model; its code is stable and printed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum ModelRule {
            $($(#[$meta])* $name,)+
        }

        impl ModelRule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word in `fault[...]`.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The kind of a fault that breaks it.
            pub const fn kind(self) -> FaultKind {
                FaultKind::Rule(self.code())
            }
        }
    };
}

rules! {
    /// A base is a station and a township at once.
    AmbiguousBase = "ambiguous-base";
    /// Measured days outside the log, or a warm-up before it (warning).
    BeyondTheLog = "beyond-the-log";
    /// A county beside a log, whose map makes the county.
    CountyBesideLog = "county-beside-log";
    /// People of a block who stand in no township.
    DeskWithoutTownship = "desk-without-township";
    /// Detection of what a log says was reported.
    DetectionOfALog = "detection-of-a-log";
    /// A setup has more units than there are persons.
    EmptyUnit = "empty-unit";
    /// A factor that would change how the study is run.
    FactorOfTheStudy = "factor-of-the-study";
    /// Two factors change the same key.
    FactorOverlap = "factor-overlap";
    /// A fraction of a factorial with other than two levels.
    FractionLevels = "fraction-levels";
    /// Fronting takes no hours, or more than officers have.
    FrontingHours = "fronting-hours";
    /// Generators of a fraction that generate none, or not enough.
    Generators = "generators";
    /// A verdict quotes what is not measured.
    HeadlineNotMeasured = "headline-not-measured";
    /// The run leaves the years whose holidays the calendar knows (warning).
    HolidaysUnknown = "holidays-unknown";
    /// More hubs than townships.
    HubCount = "hub-count";
    /// A crew of nobody or of too many.
    ImpossibleCrew = "impossible-crew";
    /// Blocks of hours that no day has.
    ImpossibleShift = "impossible-shift";
    /// A rate per something of which the county states none (warning).
    MatterNeverHappens = "matter-never-happens";
    /// A table, a key or a level that nothing reads unless the county writes another table.
    NeedsTable = "needs-table";
    /// Incidents that nobody can ever come to know of (warning).
    NeverKnown = "never-known";
    /// A roster that never brings two licensed officers together (warning).
    NeverTwoLicensed = "never-two-licensed";
    /// One net of grids in a county without grids.
    NoGrids = "no-grids";
    /// Something stated that can do nothing in this county (warning).
    NoEffect = "no-effect";
    /// A supporting part where there is no department but the lead.
    NoOtherDepartment = "no-other-department";
    /// Staff without a shift while people work by roster.
    NoShift = "no-shift";
    /// A design that varies factors, and none of them.
    NoFactors = "no-factors";
    /// A county without people.
    Nobody = "nobody";
    /// Line tasks handed down where no township office can do them.
    NobodyForChores = "nobody-for-chores";
    /// Absence leaves nobody at work.
    NobodyPresent = "nobody-present";
    /// Work of a line where nobody of it can be asked.
    NobodyToAsk = "nobody-to-ask";
    /// Small requests where no township office can answer.
    NobodyToConsult = "nobody-to-consult";
    /// A county without departments or townships, an experiment without setups.
    NothingThere = "nothing-there";
    /// A unit that is offered more than it can do (warning).
    Overload = "overload";
    /// A part that nobody in the county can ever settle.
    PartNeverServed = "part-never-served";
    /// The lead named as its own support.
    PartOfTheLead = "part-of-the-lead";
    /// A file of points that has none, or not one value a factor.
    PointsOfAList = "points-of-a-list";
    /// Powers delegated to no unit.
    PowerNobodyHolds = "power-nobody-holds";
    /// A precision of what is not measured.
    PrecisionNotMeasured = "precision-not-measured";
    /// An axis that works before a report, where a log makes the incidents.
    ReportsOnly = "reports-only";
    /// Cadres at a line, officers at a block, or cadres with licences.
    RoleAgainstHome = "role-against-home";
    /// A first round of more worlds than there may be.
    RoundAboveMost = "round-above-most";
    /// Two units of one name.
    SameUnitId = "same-unit-id";
    /// A township served by two stations of a department.
    ServedTwice = "served-twice";
    /// A setup whose first day lies behind the measured time, or beside `steady`.
    SetupNeverTakesOver = "setup-never-takes-over";
    /// Shares that do not sum to 1.
    SharesDoNotSum = "shares-do-not-sum";
    /// More rows or happenings than can be run.
    TooLarge = "too-large";
    /// More departments than an incident can have.
    TooManyParts = "too-many-parts";
    /// Factors beside a design that varies none (warning).
    UnusedFactors = "unused-factors";
    /// Units asked for what only this setup keeps them from (warning).
    UnitWithoutPower = "unit-without-power";
}
