//! Words of files for what the lower floors name: calendars, tiers, profiles, mechanisms, metrics.

use crate::base::profile::{HourProfile, WeekdayProfile};
use crate::base::{CalendarKind, Text, Weekday};
use crate::county::{DepartmentKind, PartOrder, PatienceWhile, Role, Tier};
use crate::document::Words;
use crate::dynamics::{Discipline, Mechanism};
use crate::governance::{Agreement, Assignment, GridLevel, Joint, Routing, Screening, Targeting};
use crate::metrics::{MetricId, PopulationKind};

macro_rules! spell {
    ($($name:ty { $($variant:ident = $word:literal: $zh:literal, $en:literal;)+ })+) => {
        $(impl Words for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),+];

            fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            fn means(self) -> Text {
                match self { $(Self::$variant => Text::new($zh, $en),)+ }
            }
        })+
    };
}

spell! {
    CalendarKind {
        AlwaysOpen = "always-open": "每天都是工作日", "every day is worked";
        Weekdays = "weekdays": "周一至周五", "Monday to Friday of any year";
        China2025 = "china-2025": "2025 年法定节假日与调休", "Chinese public holidays and make-up days of 2025";
    }
    Weekday {
        Monday = "monday": "周一", "Monday";
        Tuesday = "tuesday": "周二", "Tuesday";
        Wednesday = "wednesday": "周三", "Wednesday";
        Thursday = "thursday": "周四", "Thursday";
        Friday = "friday": "周五", "Friday";
        Saturday = "saturday": "周六", "Saturday";
        Sunday = "sunday": "周日", "Sunday";
    }
    Tier {
        Grid = "grid": "网格员当场可办", "on the spot by a grid worker";
        Village = "village": "村（社区）可办", "in the village";
        Township = "township": "乡镇干部可办", "by the township's own cadres";
        County = "county": "须由县级执法人员办理", "by officers of the county";
    }
    HourProfile {
        Flat = "flat": "全天均匀", "the same at every hour";
        TwoHumps = "two-humps": "上午、下午两个高峰", "two humps, 9-11 and 14-16";
        Evening = "evening": "另有 19 至 23 时的晚高峰", "two humps by day and a third in the evening, 19-23";
    }
    WeekdayProfile {
        Flat = "flat": "每天相同", "the same on every day";
        Field = "field": "周一至周三较多，周末减半", "more on Monday to Wednesday, half on the weekend";
    }
    DepartmentKind {
        Line = "line": "条线：县级部门及其站所", "a line of the county, with its stations";
        Block = "block": "块：各乡镇自己的机构，人员为干部", "the townships' own offices, one in each, of cadres";
    }
    Role {
        Officer = "officer": "执法人员", "enforcement officers, licensed or auxiliary";
        Cadre = "cadre": "乡镇干部，没有执法证", "cadres of a township's own office, without licence";
    }
    PatienceWhile {
        Waiting = "waiting": "排队时", "while the case waits in a queue";
    }
    PartOrder {
        AfterLead = "after-lead": "牵头部门办完之后", "after the lead has done its part";
        Any = "any": "不分先后", "at any time";
    }
    Mechanism {
        Travel = "travel": "往返现场的路途", "crews go to the place and back";
        Shifts = "shifts": "班次与缺勤", "people work by roster and are absent some days";
        Crews = "crews": "编组、持证与权限", "tasks need crews with licences and power";
        Procedure = "procedure": "处罚后的程序", "penalties are followed by a procedure";
        Routine = "routine": "检查与条线任务", "inspections and line tasks";
        Interruption = "interruption": "紧急事件打断其他工作", "emergencies interrupt other work and run into overtime";
        Detection = "detection": "事件起初无人知晓", "incidents are hidden until someone tells or sees them";
        Trust = "trust": "居民的耐心与信任", "residents react to what becomes of their reports";
        Relapse = "relapse": "残留与反弹", "what work leaves undone comes back";
        Escalation = "escalation": "加重与越级", "unsettled incidents grow graver and go over heads";
        Sources = "sources": "反复出事的点位", "places that offend again";
        Patrols = "patrols": "网格巡查", "patrols see hidden incidents";
        Hops = "hops": "部门之间的流转", "passages between offices wait for in-trays and sign-offs";
        Returns = "returns": "退单", "offices send back what they do not want";
        Screening = "screening": "村级先行处置", "villages try first what residents bring them";
        Prevention = "prevention": "事前走访", "visits before the event prevent some incidents";
        Learning = "learning": "熟能生巧与生疏", "people learn what they do and forget what they do not";
        PettyDemand = "petty-demand": "小事诉求随信任而来", "residents who trust bring small requests";
        Duplicates = "duplicates": "重复反映", "others tell of what is in hand";
        Context = "context": "接手须弄清来龙去脉", "whoever takes up a case gathers its background first";
        Pace = "pace": "快慢随归属与负荷", "people are faster at what is theirs by name and slower when overloaded";
        Ownership = "ownership": "换人重新了解前情", "relapses cost time where others meet them than served them";
        Persuasion = "persuasion": "乡镇无权时可劝导", "townships without power may persuade";
        HandDown = "hand-down": "部门向乡镇派任务", "departments hand line tasks down to townships";
        Operations = "operations": "对多发点位的专项行动", "operations at places sighted again and again";
    }
    Discipline {
        FirstCome = "first-come": "先到先办", "the one that joined the queue first";
        Priority = "priority": "先急后缓，同级先到先办", "the gravest, among equals the first";
        OfficerChoice = "officer-choice": "由办案人员按考量选择", "officers choose by what counts for them (R7)";
    }
    Assignment {
        Pooled = "pooled": "全单位一张任务单", "one list per unit";
        OnArrival = "on-arrival": "到件即派给任务最少的人", "to the person with the shortest list when it arrives";
    }
    Joint {
        InParallel = "in-parallel": "同时派单，各自到场", "all are asked at once, each comes when it can";
        Together = "together": "同时派单，到齐再办", "all are asked at once, work starts with the last";
    }
    Agreement {
        InTurn = "sequential": "逐个办理", "one department after another";
        Meeting = "meeting": "先由各部门领导开会商定，再派单", "the departments' leaders meet and agree first";
    }
    Screening {
        None = "none": "上报即进入部门", "nothing: a case enters as it is reported";
        VillageFirst = "village-first": "村里先办，办不了再上报", "the village tries first and passes up what it cannot settle";
    }
    GridLevel {
        PerLine = "per-line": "各条线各有网格员，只认本条线的事项", "each line has grid workers, who know its matters";
        Unified = "unified": "一张网，网格员认得各条线的事项", "one net of grid workers, who know the matters of all lines";
    }
    Targeting {
        Uniform = "uniform": "各村均等", "every village alike";
        Hotspot = "hotspot": "以往案件多、边际效果大的村", "the villages with most past cases, where an hour still helps most";
        ByCapacity = "by-capacity": "同上，自治能力弱的村优先", "as hotspot, the weaker the village the more";
    }
    Routing {
        AsOffices = "as-offices": "按各单位的隶属关系", "as the offices' places in the hierarchy ask";
        Equal = "equal": "每次流转都只等一次收文", "one clearing for every passage";
    }
}

impl Words for MetricId {
    const ALL: &'static [Self] = MetricId::ALL;

    fn word(self) -> &'static str {
        MetricId::word(self)
    }

    fn means(self) -> Text {
        self.definition()
    }
}

impl Words for PopulationKind {
    const ALL: &'static [Self] = &PopulationKind::ALL;

    fn word(self) -> &'static str {
        PopulationKind::word(self)
    }

    fn means(self) -> Text {
        match self {
            Self::All => Text::new("全部", "all"),
            Self::Matter => Text::new("按事项", "by matter"),
            Self::Township => Text::new("按乡镇", "by township"),
            Self::Department => Text::new("按牵头部门", "by lead department"),
            Self::Tier => Text::new("按层级", "by tier"),
            Self::Severity => Text::new("按严重度", "by severity"),
            Self::Unit => Text::new(
                "按单位（限排队与负荷）",
                "by unit, waiting time and load only",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agree<W: Words>(inherent: impl Fn(W) -> &'static str) {
        for value in W::ALL {
            assert_eq!(value.word(), inherent(*value));
        }
    }

    #[test]
    fn files_and_tables_use_the_same_words() {
        agree::<CalendarKind>(CalendarKind::word);
        agree::<Tier>(Tier::word);
        agree::<Role>(Role::word);
        agree::<Mechanism>(Mechanism::word);
        agree::<Discipline>(Discipline::word);
        assert_eq!(<CalendarKind as Words>::ALL, CalendarKind::ALL);
        assert_eq!(<Mechanism as Words>::ALL, Mechanism::ALL);
        assert_eq!(<Tier as Words>::ALL, Tier::ALL);
        assert_eq!(<Role as Words>::ALL, Role::ALL);
        assert_eq!(<Weekday as Words>::ALL, Weekday::ALL);
    }
}
