//! What happened to an incident, in words: moments, lengths, stages, notes and ends.

use crate::base::{Calendar, Language, Moment, Span, Text, Weekday};
use crate::county::{Cause, Channel, End, MovedBy, Stage};
use crate::experiment::{NoteKind, Towards};

const SECONDS_A_DAY: i64 = 86_400;

/// A length as people say it, in its two largest units.
pub fn length(span: Span) -> Text {
    let seconds = span.seconds().max(0);
    let (days, hours) = (seconds / SECONDS_A_DAY, seconds / 3_600 % 24);
    let (minutes, rest) = (seconds / 60 % 60, seconds % 60);
    let units = [
        (days, "天", "d"),
        (hours, "小时", "h"),
        (minutes, "分钟", "min"),
        (rest, "秒", "s"),
    ];
    let first = units.iter().position(|(count, ..)| *count > 0).unwrap_or(3);
    let shown = units[first..].iter().take(2);
    let shown = shown.filter(|(count, ..)| *count > 0 || seconds == 0);
    let (zh, en): (Vec<String>, Vec<String>) = shown
        .map(|(count, zh, en)| (format!("{count} {zh}"), format!("{count} {en}")))
        .unzip();
    Text::new(zh.join(" "), en.join(" "))
}

/// A moment by date, weekday and time of day.
pub fn moment(at: Moment, calendar: &Calendar, language: Language) -> String {
    let weekday = weekday(calendar.weekday(at.day()));
    let day = weekday.in_language(language);
    format!("{} {day} {}", calendar.date(at.day()), clock(at))
}

/// The time of day, to the minute.
pub fn clock(at: Moment) -> String {
    let minutes = at.time_of_day().seconds() / 60;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The name of a day of the week.
pub fn weekday(weekday: Weekday) -> Text {
    match weekday {
        Weekday::Monday => Text::new("周一", "Mon"),
        Weekday::Tuesday => Text::new("周二", "Tue"),
        Weekday::Wednesday => Text::new("周三", "Wed"),
        Weekday::Thursday => Text::new("周四", "Thu"),
        Weekday::Friday => Text::new("周五", "Fri"),
        Weekday::Saturday => Text::new("周六", "Sat"),
        Weekday::Sunday => Text::new("周日", "Sun"),
    }
}

/// What a stage is to the incident in it.
pub fn stage_words(stage: Stage) -> Text {
    match stage {
        Stage::Detect => Text::new("无人知晓", "known to nobody in office"),
        Stage::Screen => Text::new("村里先处理", "the village tries"),
        Stage::Register => Text::new("登记", "being registered"),
        Stage::Route => Text::new("在部门间流转", "on its way between offices"),
        Stage::Return => Text::new("退回途中", "on its way back"),
        Stage::Coordinate => Text::new("等待会商或其他队伍", "waiting for the others"),
        Stage::Queue => Text::new("排队等待", "waiting in the queue"),
        Stage::Paused => Text::new(
            "搁下，等下一班次或下一次上门",
            "laid down until the next shift or visit",
        ),
        Stage::Travel => Text::new("队伍在路上", "crew on the way"),
        Stage::Work => Text::new("现场处置", "work on site"),
        Stage::Procedure => Text::new("处罚程序", "procedure of the penalty"),
        Stage::Verify => Text::new("核查", "being checked"),
        Stage::Quiet => Text::new("平静", "quiet"),
    }
}

/// What a note says; `name` gives the name of a later incident by its ordinal.
pub fn note_words(note: &NoteKind, name: &dyn Fn(u32) -> String) -> Text {
    match note {
        NoteKind::Settled => Text::new("事情真正办结", "settled in truth"),
        NoteKind::Closed => Text::new("工单结案", "closed on record"),
        NoteKind::Relapsed => Text::new("又发生了", "came up again"),
        NoteKind::WentAway => Text::new("自行结束", "ended by itself"),
        NoteKind::Escalated => {
            Text::new("当事人越级反映", "taken over the heads of those in charge")
        }
        NoteKind::GaveUp => Text::new("反映人放弃", "its reporter gave up"),
        NoteKind::TookOver => Text::new("新体制开始实行", "the setup took over"),
        NoteKind::Told(channel) => told_words(*channel),
        NoteKind::SetOut(towards, sign_offs) => set_out_words(towards, *sign_offs),
        NoteKind::SentBack(who) => Text::new(
            format!("{}退单", who.zh),
            format!("sent back by {}", who.en),
        ),
        NoteKind::Met(persons, span) => {
            let long = length(*span);
            Text::new(
                format!("{persons} 位领导开会 {}，议定", long.zh),
                format!("agreed in a meeting of {persons} leaders ({})", long.en),
            )
        }
        NoteKind::Queued { unit, ahead } => Text::new(
            format!("进入{}的队列，已有 {ahead} 件在等", unit.zh),
            format!(
                "joined the queue of {}, {} there already",
                unit.en,
                tasks(*ahead)
            ),
        ),
        NoteKind::Taken {
            unit,
            persons,
            licensed,
            is_procedure,
        } => taken_words(unit, (*persons, *licensed), *is_procedure),
        NoteKind::CameUpElsewhere { home, here, by } => elsewhere_words(home, here, *by),
        NoteKind::OperationPlanned(unit) => Text::new(
            format!("该点位又一次被发现，{}安排专项行动", unit.zh),
            format!(
                "its place sighted again: {} plans an operation there",
                unit.en
            ),
        ),
        NoteKind::Followed(ordinal) => {
            let name = name(*ordinal);
            Text::new(
                format!("又发生了，成为新事件 {name}"),
                format!("came up again, as the new incident {name}"),
            )
        }
    }
}

/// Where it came up instead, and why.
fn elsewhere_words(home: &Text, here: &Text, by: MovedBy) -> Text {
    match by {
        MovedBy::Border => Text::new(
            format!("{}一侧已停歇，点位在交界处，转到{}发生", home.zh, here.zh),
            format!(
                "came up in {}, across the border: its place is suspended on the side of {}",
                here.en, home.en
            ),
        ),
        MovedBy::Displacement => Text::new(
            format!("{}的点位已停歇，当事人转到{}的相邻网格", home.zh, here.zh),
            format!(
                "came up in the next grid, in {}: its place in {} is suspended",
                here.en, home.en
            ),
        ),
    }
}

/// Who took it up: how many persons of a unit, and how many of them with a licence.
fn taken_words(unit: &Text, (persons, licensed): (usize, usize), is_procedure: bool) -> Text {
    let what = if is_procedure {
        Text::new("办理处罚程序", "took up the procedure")
    } else {
        Text::new("接手", "took it up")
    };
    let licence = match licensed {
        0 => Text::new("无人持证", "none licensed"),
        all if all == persons => Text::new("持证", "licensed"),
        some => Text::new(format!("{some} 人持证"), format!("{some} licensed")),
    };
    let crew = people(persons);
    Text::new(
        format!("{} {persons} 人（{}）{}", unit.zh, licence.zh, what.zh),
        format!("{crew} of {} ({}) {}", unit.en, licence.en, what.en),
    )
}

fn told_words(channel: Channel) -> Text {
    match channel {
        Channel::Hotline => Text::new("居民打热线反映", "a resident complained to the hotline"),
        Channel::Village => Text::new("居民告诉村干部", "a resident told the village cadre"),
        Channel::Patrol => Text::new("巡查发现", "seen on patrol or on a visit"),
    }
}

fn set_out_words(towards: &Towards, sign_offs: u8) -> Text {
    let signed = match sign_offs {
        0 => Text::new("不需签批", "no sign-off"),
        1 => Text::new("需 1 次签批", "one sign-off"),
        2 => Text::new("需 2 次签批", "two sign-offs"),
        more => Text::new(format!("需 {more} 次签批"), format!("{more} sign-offs")),
    };
    match towards {
        Towards::Registration => Text::new("受理台登记", "taken down at the desk"),
        Towards::Township => Text::new("转乡镇受理台", "passed to the township's desk"),
        Towards::Unit(unit) => Text::new(
            format!("转{}，{}", unit.zh, signed.zh),
            format!("sent to {}, {}", unit.en, signed.en),
        ),
        Towards::Stranger(who) => Text::new(
            format!("误转{}，{}", who.zh, signed.zh),
            format!("sent by mistake to {}, {}", who.en, signed.en),
        ),
        Towards::Meeting(persons) => Text::new(
            format!("等 {persons} 位领导的会"),
            format!("waits for a meeting of {persons} leaders"),
        ),
    }
}

fn tasks(count: usize) -> String {
    match count {
        0 => "nothing".to_owned(),
        1 => "one task".to_owned(),
        more => format!("{more} tasks"),
    }
}

fn people(count: usize) -> String {
    match count {
        1 => "one person".to_owned(),
        more => format!("{more} people"),
    }
}

/// How it ended.
pub fn end_words(end: End) -> Text {
    match end {
        End::Closed => Text::new("办结", "settled and closed"),
        End::Open => Text::new("运行结束时仍未办完", "still open when the run ended"),
        End::NaturalEnd => Text::new("自行结束", "ended by itself"),
        End::SettledInVillage => Text::new("村内解决", "settled in the village"),
        End::FixedOnTheSpot => Text::new("网格员当场处置", "fixed on the spot by the grid worker"),
        End::Escalated => Text::new(
            "曾越级反映",
            "had been taken over the heads of those in charge",
        ),
        End::GivenUp => Text::new(
            "未办完，反映人已放弃",
            "still open, its reporter has given up",
        ),
    }
}

/// Why it did not come up.
pub fn cause_words(cause: Cause) -> Text {
    match cause {
        Cause::Visit => Text::new(
            "没有发生：事前走访预防了它",
            "did not come up: visits to the village prevented it",
        ),
        Cause::Suspended => Text::new(
            "没有发生：该点位此前被查处，停了下来",
            "did not come up: its place had been suspended by an earlier visit or operation",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_has_its_two_largest_units() {
        let said = |seconds: i64| length(Span::from_seconds(seconds)).en;
        assert_eq!(said(97_500), "1 d 3 h");
        assert_eq!(said(3_600), "1 h");
        assert_eq!(said(3_660), "1 h 1 min");
        assert_eq!(said(59), "59 s");
        assert_eq!(said(0), "0 s");
        assert_eq!(said(86_400 + 60), "1 d");
        assert_eq!(length(Span::from_seconds(97_500)).zh, "1 天 3 小时");
    }

    #[test]
    fn a_crew_says_who_of_it_holds_a_licence() {
        let unit = Text::new("中队", "the squad");
        let said = |licensed| taken_words(&unit, (2, licensed), false).en;
        assert_eq!(said(2), "2 people of the squad (licensed) took it up");
        assert_eq!(said(1), "2 people of the squad (1 licensed) took it up");
        assert_eq!(said(0), "2 people of the squad (none licensed) took it up");
        let procedure = taken_words(&unit, (1, 1), true);
        assert_eq!(procedure.zh, "中队 1 人（持证）办理处罚程序");
    }

    #[test]
    fn what_came_up_elsewhere_says_where_it_belongs() {
        let (home, here) = (Text::new("柳村", "Willow"), Text::new("石村", "Stone"));
        let said = |by| elsewhere_words(&home, &here, by);
        let border = said(MovedBy::Border);
        assert_eq!(border.zh, "柳村一侧已停歇，点位在交界处，转到石村发生");
        assert_eq!(
            border.en,
            "came up in Stone, across the border: its place is suspended on the side of Willow"
        );
        let next = said(MovedBy::Displacement);
        assert_eq!(next.zh, "柳村的点位已停歇，当事人转到石村的相邻网格");
        assert_eq!(
            next.en,
            "came up in the next grid, in Stone: its place in Willow is suspended"
        );
        let note = NoteKind::OperationPlanned(Text::new("中队", "the squad"));
        let text = note_words(&note, &|_| String::new());
        assert_eq!(text.zh, "该点位又一次被发现，中队安排专项行动");
    }

    #[test]
    fn papers_say_how_many_sign_offs_they_wait_for() {
        let unit = Text::new("中队", "the squad");
        let note = NoteKind::SetOut(Towards::Unit(unit), 2);
        let text = note_words(&note, &|_| String::new());
        assert_eq!(text.en, "sent to the squad, two sign-offs");
        assert_eq!(text.zh, "转中队，需 2 次签批");
    }
}
