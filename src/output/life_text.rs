//! The life of one incident under every setup, side by side in words.

use unicode_width::UnicodeWidthStr;

use crate::base::{Calendar, Language, Moment, Span, Text};
use crate::county::Incident;
use crate::experiment::{Life, LifeStory, Plan, PlanWorld, Sought};
use crate::metrics::case::Passage;
use crate::scenario::StudyKind;

use super::columns_of_text::{Line, side_by_side};
use super::incidents::{at_home, name_in_stream};
use super::life_words::{
    cause_words, clock, end_words, length, moment, note_words, stage_words, weekday,
};

/// One incident in every setup of a world.
#[derive(Debug, Clone, Copy)]
pub struct Explained<'a> {
    /// The study.
    pub plan: &'a Plan<'a>,
    /// Which world of it.
    pub world: PlanWorld,
    /// Which incident.
    pub sought: Sought,
    /// Its name, as in `incidents.csv`.
    pub name: &'a str,
    /// What each setup made of it, in the order of setups.
    pub stories: &'a [LifeStory],
}

impl Explained<'_> {
    /// What is told in a terminal of `width` cells.
    pub fn text(&self, language: Language, width: usize) -> String {
        let stories = (0..self.stories.len()).map(|setup| self.block(setup, language));
        let blocks: Vec<Vec<Line>> = stories.collect();
        let blocks = side_by_side(&blocks, width);
        format!("{}\n{blocks}", self.head(language))
    }

    /// The incident as it came up or would have; none where no setup knows it.
    pub fn incident(&self) -> Option<&Incident> {
        self.stories.iter().find_map(LifeStory::incident)
    }

    /// Where it is, the finest place first.
    pub fn place(&self, incident: &Incident) -> Text {
        let county = &self.plan.study().county;
        let village = &county.villages[incident.village];
        let township = &county.townships[village.township];
        if village.name == township.name {
            return township.name.clone();
        }
        Text::new(
            format!("{}·{}", township.name.zh, village.name.zh),
            format!("{}, {}", village.name.en, township.name.en),
        )
    }

    fn head(&self, language: Language) -> String {
        let study = self.plan.study();
        let mut text = format!("{}\n", self.name);
        if let Some(incident) = self.incident() {
            let matter = &study.county.matters[incident.matter].name;
            let degree = incident.severity.degree();
            let place = self.place(incident);
            let departments = self.departments(incident, language);
            let when = moment(incident.emerged_at, &study.calendar, language);
            text += &language.choose(
                format!(
                    "{}，严重程度 {degree}，{}；{departments}\n发生时间：{when}\n",
                    matter.zh, place.zh
                ),
                format!(
                    "{}, severity {degree}, {}; {departments}\ncame up: {when}\n",
                    matter.en, place.en
                ),
            );
        }
        let name = study.name.in_language(language);
        let PlanWorld { replication, point } = self.world;
        text + &language.choose(
            format!("{name}，第 {replication} 个世界，设计点 {point}\n"),
            format!("{name}, replication {replication}, point {point}\n"),
        )
    }

    fn departments(&self, incident: &Incident, language: Language) -> String {
        let departments = &self.plan.study().county.departments;
        let lead = incident.lead_department();
        let mut names = vec![departments[lead].name.in_language(language).to_owned()];
        let others = incident.parts().iter().map(|part| part.department);
        names.extend(
            others
                .filter(|other| *other != lead)
                .map(|other| departments[other].name.in_language(language).to_owned()),
        );
        if names.len() > 1 {
            names[0].push_str(language.choose("（牵头）", " (lead)"));
        }
        names.join(language.choose("、", ", "))
    }

    fn baseline(&self) -> Option<usize> {
        let study = self.plan.study();
        let is_compared = study.kind == StudyKind::Experiment && study.setups.len() > 1;
        is_compared.then_some(study.baseline)
    }

    fn block(&self, setup: usize, language: Language) -> Vec<Line> {
        let name = self.plan.setup_name(setup);
        let mut title = name.in_language(language).to_owned();
        if self.baseline() == Some(setup) {
            title.push_str(language.choose("（基线）", " (baseline)"));
        }
        let mut lines = vec![plain(title.clone()), plain("-".repeat(title.width()))];
        match &self.stories[setup] {
            LifeStory::Lived(life) => {
                lines.extend(self.course(life, language));
                lines.push(plain(String::new()));
                lines.extend(self.outcome(setup, life, language));
            }
            LifeStory::Prevented { cause, .. } => {
                lines.push(plain(cause_words(*cause).in_language(language).to_owned()));
            }
            LifeStory::Absent => lines.push(plain(self.absence(language).to_owned())),
        }
        lines
    }

    fn absence(&self, language: Language) -> &'static str {
        if self.sought.is_relapse() {
            language.choose(
                "没有发生：它是另一事件过后的复发，在这一体制下没有复发",
                "never came up: it is a late relapse of another incident, which did not relapse here",
            )
        } else {
            language.choose("没有发生", "never came up")
        }
    }

    /// Everything in order: what happened, and each step with its length.
    fn course(&self, life: &Life, language: Language) -> Vec<Line> {
        let calendar = &self.plan.study().calendar;
        let mut steps = life.steps.iter().peekable();
        let mut timeline = Timeline::new(calendar, language);
        let name = |ordinal: u32| self.name_of(life, ordinal);
        for note in &life.notes {
            while let Some(step) = steps.next_if(|step| step.from < note.at) {
                timeline.step(step.from, step.to, &stage_words(step.stage));
            }
            timeline.add(note.at, note_words(&note.kind, &name).in_language(language));
        }
        for step in steps {
            timeline.step(step.from, step.to, &stage_words(step.stage));
        }
        timeline.lines
    }

    /// The name of the `ordinal`-th incident of the stream of a life.
    pub fn name_of(&self, life: &Life, ordinal: u32) -> String {
        name_in_stream(
            &self.plan.study().county,
            &at_home(&life.born, &life.course),
            ordinal,
        )
    }

    /// How grave it grew, how long it took, and how that compares.
    fn outcome(&self, setup: usize, life: &Life, language: Language) -> Vec<Line> {
        let end = end_words(life.end);
        let mut lines =
            vec![language.choose(format!("结局：{}", end.zh), format!("the end: {}", end.en))];
        if life.last.severity > life.born.severity {
            let degree = life.last.severity.degree();
            lines.push(language.choose(
                format!("严重程度升到 {degree}"),
                format!("grew to severity {degree}"),
            ));
        }
        let whole = length(life.left_at - life.born.emerged_at);
        lines.push(language.choose(
            format!("从发生到结束：{}", whole.zh),
            format!("from coming up to the end: {}", whole.en),
        ));
        for (name, passage) in [
            (
                Text::new("响应时间", "response time"),
                Life::response as fn(&Life) -> _,
            ),
            (Text::new("办结时长", "resolution time"), Life::resolution),
        ] {
            let own = passage(life);
            let compared = self.compared(setup, own, passage);
            let mut words = Text::new(
                format!("{}：{}", name.zh, passage_words(own).zh),
                format!("{}: {}", name.en, passage_words(own).en),
            );
            if let Some(compared) = compared {
                words = Text::new(
                    format!("{}，{}", words.zh, compared.zh),
                    format!("{}, {}", words.en, compared.en),
                );
            }
            lines.push(words.in_language(language).to_owned());
        }
        lines.into_iter().map(plain).collect()
    }

    /// How a passage of a setup compares with the baseline's; none where there is nothing to say.
    pub fn compared(
        &self,
        setup: usize,
        own: Option<Passage>,
        passage: fn(&Life) -> Option<Passage>,
    ) -> Option<Text> {
        let baseline = self.baseline().filter(|baseline| *baseline != setup)?;
        let LifeStory::Lived(life) = &self.stories[baseline] else {
            return Some(Text::new(
                "在基线下没有发生",
                "under the baseline it did not come up",
            ));
        };
        match (own, passage(life)) {
            (Some(Passage::After(own)), Some(Passage::After(other))) => {
                Some(difference_words(own - other))
            }
            (Some(Passage::After(_)), _) => Some(Text::new(
                "在基线下没有走到这一步",
                "under the baseline it did not come to that",
            )),
            (_, Some(Passage::After(other))) => {
                let other = length(other);
                Some(Text::new(
                    format!("在基线下为 {}", other.zh),
                    format!("under the baseline {}", other.en),
                ))
            }
            _ => None,
        }
    }
}

fn plain(text: String) -> Line {
    Line { text, hang: 2 }
}

/// What a passage came to.
pub fn passage_words(passage: Option<Passage>) -> Text {
    match passage {
        Some(Passage::After(span)) => length(span),
        Some(Passage::Open) => Text::new("运行结束时还没有", "not yet when the run ended"),
        Some(Passage::Never) => {
            Text::new("没有，已以别的方式了结", "none, it was done with otherwise")
        }
        None => Text::new("没有，无人报告", "none, nobody in office was told"),
    }
}

fn difference_words(difference: Span) -> Text {
    if difference.is_zero() {
        return Text::new("与基线相同", "the same as under the baseline");
    }
    if difference > Span::ZERO {
        let more = length(difference);
        Text::new(
            format!("比基线长 {}", more.zh),
            format!("{} longer than under the baseline", more.en),
        )
    } else {
        let less = length(Span::ZERO - difference);
        Text::new(
            format!("比基线短 {}", less.zh),
            format!("{} shorter than under the baseline", less.en),
        )
    }
}

/// Lines that begin with their moment, unless it is that of the line before.
struct Timeline<'a> {
    calendar: &'a Calendar,
    language: Language,
    shown: Option<String>,
    lines: Vec<Line>,
}

impl<'a> Timeline<'a> {
    fn new(calendar: &'a Calendar, language: Language) -> Self {
        Self {
            calendar,
            language,
            shown: None,
            lines: Vec::new(),
        }
    }

    fn step(&mut self, from: Moment, to: Moment, what: &Text) {
        let long = length(to - from);
        let words = self.language.choose(
            format!("{}：{}", what.zh, long.zh),
            format!("{}: {}", what.en, long.en),
        );
        self.add(from, &words);
    }

    fn add(&mut self, at: Moment, words: &str) {
        let date = self.calendar.date(at.day());
        let weekday = weekday(self.calendar.weekday(at.day()));
        let day = weekday.in_language(self.language);
        let shown = format!("{:02}-{:02} {day} {}", date.month(), date.day(), clock(at));
        let hang = shown.width() + 2;
        let beginning = if self.shown.as_ref() == Some(&shown) {
            " ".repeat(hang)
        } else {
            format!("{shown}  ")
        };
        self.shown = Some(shown);
        let text = format!("{beginning}{words}");
        self.lines.push(Line { text, hang });
    }
}
