//! What is measured: name, unit, good direction, and the statistics each metric has.

use serde::{Deserialize, Serialize};

use crate::base::Text;
use crate::dynamics::Mechanism;

use super::scale::{Better, Unit};

/// How a metric's values of a run are summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Statistic {
    /// Mean over the finished.
    Mean,
    /// Median.
    P50,
    /// Ninth decile.
    P90,
    /// Nineteenth of twenty.
    P95,
    /// Share of those it could be.
    Share,
    /// How many.
    Count,
    /// The run's own value.
    Value,
}

impl Statistic {
    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::P50 => "p50",
            Self::P90 => "p90",
            Self::P95 => "p95",
            Self::Share => "share",
            Self::Count => "count",
            Self::Value => "value",
        }
    }
}

/// What kind of tally a metric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A span between two moments of an incident or task.
    Time,
    /// A share of the cohort's incidents.
    CaseShare,
    /// A number of incidents.
    CaseCount,
    /// A total over incidents.
    CaseTotal,
    /// A share of all incidents that came up, reported or not.
    FateShare,
    /// A share of hours on duty.
    LoadShare,
    /// One value of the whole county's people.
    LoadValue,
    /// A mean over time of waiting tasks.
    Queue,
    /// The state the county is left in.
    CountyEnd,
    /// A share of grid workers' hours in the field.
    FieldShare,
    /// A share of leaders' hours at work.
    LeaderShare,
    /// A number of what is no incident, township by township.
    TownshipCount,
    /// A number a year of what is no incident, over those it may happen to, township by township.
    TownshipRate,
    /// Money.
    Cost,
}

/// What a county must have for a metric to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Incidents with a life beside what officers do with them.
    Lives,
    /// Incidents that not everybody in office knows of.
    Hiding,
    /// A mechanism that few counties state.
    Stated(Mechanism),
    /// Prices.
    Costs,
}

macro_rules! metrics {
    ($($variant:ident $word:literal $kind:ident $unit:ident $better:ident $zh:literal $en:literal $definition_zh:literal $definition_en:literal;)*) => {
        /// A metric.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum MetricId {
            $(#[doc = $definition_en] $variant,)*
        }

        impl MetricId {
            /// All metrics, in the order of tables.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word used in files and tables.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// What kind of tally it is.
            pub const fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind,)* }
            }

            /// Unit of its values.
            pub const fn unit(self) -> Unit {
                match self { $(Self::$variant => Unit::$unit,)* }
            }

            /// Which way is good.
            pub const fn better(self) -> Better {
                match self { $(Self::$variant => Better::$better,)* }
            }

            /// The name people read.
            pub fn name(self) -> Text {
                match self { $(Self::$variant => Text::new($zh, $en),)* }
            }

            /// What it says, for the data dictionary.
            pub fn definition(self) -> Text {
                match self { $(Self::$variant => Text::new($definition_zh, $definition_en),)* }
            }
        }
    };
}

metrics! {
    DetectionDelay "detection_delay" Time Hours Lower "发现时延" "detection delay"
        "自发生至首次报告" "Emergence to first report.";
    ResponseTime "response_time" Time Hours Lower "响应时间" "response time"
        "自首次报告至有权处置的队伍到场" "First report to arrival of a crew that holds the power an open part needs.";
    AllPowersTime "all_powers_time" Time Hours Lower "各方到齐时间" "all-powers time"
        "自首次报告至各部门有权力量均到过现场" "First report until every needed power has been on site.";
    SeenToActed "seen_to_acted" Time Hours Lower "看见到管着" "seen to acted"
        "自任职者首次看见或接报至有权处置的队伍到场（看得见管不着）" "First sight or report to anyone in office until a crew arrives that holds the power an open part needs.";
    WaitingTime "waiting_time" Time Hours Lower "排队时间" "waiting time"
        "任务自进入单位队列至队伍出发" "A task's time in a unit's queue, until a crew takes it.";
    ResolutionTime "resolution_time" Time Hours Lower "办结时长" "resolution time"
        "自首次报告至最后一部分真正办结" "First report to the last true settlement.";
    FirstRoundTime "first_round_time" Time Hours Lower "首轮办结时长" "first-round time"
        "自首次报告至首次真正办结，不论此后是否反弹" "First report to the first true settlement, whatever came up again after it.";
    RecordedResolutionTime "recorded_resolution_time" Time Hours Lower "记录办结时长" "recorded resolution time"
        "自首次报告至工单在册办结（含处罚程序）" "First report to closing on record, the procedure of penalties included.";
    Exposure "exposure" CaseTotal SeverityHours Lower "暴露量" "exposure"
        "严重度对时间的积分，自发生至真正办结" "Integral of severity over time from emergence to true settlement.";
    Emerged "emerged" CaseCount Count None "发生数" "emerged"
        "计量期内发生的事件" "Incidents that emerged while measuring.";
    Reported "reported" CaseCount Count None "报告数" "reported"
        "计量期内发生并被报告的事件" "Incidents of the cohort that were reported.";
    Prevented "prevented" CaseCount Count None "预防数" "prevented"
        "计量期内本会发生而被预防的事件" "Incidents that would have emerged while measuring and were prevented.";
    SettledInVillage "settled_in_village" CaseCount Count None "村内化解数" "settled in the village"
        "在村内办结、没有部门工单的事件" "Incidents settled in the village, without a ticket of an office.";
    NaturalEnd "natural_end" CaseCount Count None "自行消失数" "natural ends"
        "未经办结而自行消失的事件" "Incidents that ended by themselves before they were settled.";
    SevereHarms "severe_harms" CaseCount Count Lower "严重后果数" "severe harms"
        "最终达到最高严重度（5 级）的事件" "Incidents that came to be of the gravest severity, 5, at any time until they left.";
    Requests "requests" TownshipCount Count None "小事诉求数" "petty requests"
        "计量期内居民可能提出的小事诉求，各方案相同；不是事件" "Small requests that came up while measuring, brought or not; the same in every setup. No incidents.";
    Consultations "consultations" TownshipCount Count None "咨询数" "consultations"
        "计量期内因信任高于其门槛而提出的小事诉求；不是事件，不计入报告" "Small requests that residents brought because their trust exceeded the threshold; no incidents, never among the reported.";
    Operations "operations" TownshipCount Count None "专项行动次数" "operations"
        "计量期内办完的针对多发点位的专项行动" "Operations at places that offend again that were worked off while measuring.";
    UselessVisits "useless_visits" TownshipCount Count Lower "空跑次数" "useless visits"
        "计量期内队伍循重复工单到场、发现已经办结的次数" "Visits made while measuring on a second ticket, to a trouble that was found settled.";
    ClosedShare "closed_share" CaseShare Share Higher "办结率" "closed share"
        "真正办结的占比" "Share settled in truth by the end of the run.";
    RecordedClosedShare "recorded_closed_share" CaseShare Share Higher "记录办结率" "recorded closed share"
        "在册办结的占比" "Share closed on record by the end of the run.";
    SameDayShare "same_day_share" CaseShare Share Higher "当日办结率" "same-day share"
        "报告当日二十四时前真正办结的占比" "Share settled in truth before midnight of the day of report.";
    RecordedSameDayShare "recorded_same_day_share" CaseShare Share Higher "记录当日办结率" "recorded same-day share"
        "报告当日二十四时前在册办结的占比" "Share closed on record before midnight of the day of report.";
    OnTimeShare "on_time_share" CaseShare Share Higher "按时办结率" "on-time share"
        "期限内真正办结的占比" "Share settled in truth by the deadline in working days.";
    RecordedOnTimeShare "recorded_on_time_share" CaseShare Share Higher "记录按时办结率" "recorded on-time share"
        "期限内在册办结的占比" "Share closed on record by the deadline in working days.";
    ReplyShare "reply_share" CaseShare Share Higher "处置回复有效率" "reply share"
        "有工单者中在册办结，且每次办结时确已真正办结（或已自行消失）的占比；其记录口径为 `recorded_closed_share`" "Share of those with a ticket that were answered, that is closed on record, and never while something of it was open; its recorded counterpart is `recorded_closed_share`.";
    RecordConsistency "record_consistency" CaseShare Share Higher "数据一致性" "record consistency"
        "在册办结者中，每次办结时确已真正办结（或已自行消失）的占比" "Share of those closed on record that never were while something of it was open.";
    RecordCompleteness "record_completeness" FateShare Share Higher "数据完整性" "record completeness"
        "任职者或村干部知道的事件（被报告的，以及被看见而未上报、当场处置的）中有工单的占比" "Share of the incidents that somebody in office or in the village knew of, told or only seen, that have a ticket.";
    Contentment "contentment" CaseShare Share Higher "群众满意率" "contentment"
        "居民首先报告的事件中，在其预期时限内真正办结、且未因反弹再次报告的占比；与改变信任的是同一评判" "Share of residents' own first reports settled in truth before the time they find right to wait was over, and not told of again as a relapse; the same verdict moves their trust.";
    JointShare "joint_share" CaseShare Share None "联合办理比例" "joint share"
        "需要两个以上部门的占比" "Share that needs more than one department.";
    ReturnShare "return_share" CaseShare Share Lower "退单率" "return share"
        "被部门退回过的占比" "Share sent back by an office at least once.";
    RelapseShare "relapse_share" CaseShare Share Lower "反弹率" "relapse share"
        "办结后在同一回合内反弹并再次被报告的占比" "Share that came up again within its episode and was reported again.";
    RepeatComplaintShare "repeat_complaint_share" CaseShare Share Lower "重复投诉率" "repeat-complaint share"
        "报告人再次投诉过的占比" "Share whose reporter complained again.";
    DuplicateShare "duplicate_share" CaseShare Share Lower "重复立单率" "duplicate share"
        "因各记各的台账而另立过工单的占比" "Share with more than one ticket, since others' reports came to a desk that did not know of it.";
    JoinedShare "joined_share" CaseShare Share None "并单率" "joined share"
        "他人再次反映并入原工单的占比" "Share of which others' reports joined the ticket.";
    EscalationShare "escalation_share" CaseShare Share Lower "越级率" "escalation share"
        "越过属地上级反映的占比" "Share taken over the heads of those in charge.";
    UnfinishedShare "unfinished_share" CaseShare Share Lower "未办结率" "unfinished share"
        "运行结束时仍未真正办结的占比" "Share not settled in truth when the run ends.";
    BusyShare "busy_share" LoadShare Share Lower "忙碌占比" "busy share"
        "在班时间中用于各类工作的占比（含路途）" "Hours at work or on the way over hours on duty.";
    TravelShare "travel_share" LoadShare Share Lower "路途占比" "travel share"
        "在班时间中用于路途的占比" "Hours on the way over hours on duty.";
    OvertimeShare "overtime_share" LoadShare Share Lower "加班占比" "overtime share"
        "班后时间与在班时间之比" "Hours after the end of shifts over hours on duty.";
    InspectionShare "inspection_share" LoadShare Share Lower "检查占比" "inspection share"
        "在班时间中用于检查的占比" "Hours of inspections over hours on duty.";
    ChoreShare "chore_share" LoadShare Share Lower "派办占比" "chore share"
        "在班时间中用于部门派下任务的占比" "Hours of what lines handed down over hours on duty.";
    OperationShare "operation_share" LoadShare Share None "专项行动占比" "operation share"
        "在班时间中用于专项行动的占比，路途除外" "Hours of operations at places that offend again over hours on duty, ways left out.";
    ConsultationShare "consultation_share" LoadShare Share Lower "咨询占比" "consultation share"
        "在班时间中用于答复小事诉求的占比" "Hours of answering small requests over hours on duty.";
    EntryShare "entry_share" FieldShare Share Lower "录入占比" "entry share"
        "网格员巡查、当场处置与录入时间中用于终端录入的占比" "Hours at terminals over grid workers' hours on patrol, putting things right and at terminals.";
    MeetingShare "meeting_share" LeaderShare Share Lower "会议占比" "meeting share"
        "各部门一名与乡镇各名领导的八小时工作日中用于事项协调会的占比" "Hours in meetings on cases over working days of eight hours of leaders: one of each department, and those of townships.";
    LoadGini "load_gini" LoadValue Share Lower "负荷基尼系数" "load Gini"
        "个人忙碌小时的基尼系数" "Gini coefficient of persons' busy hours.";
    PeakWeekBusyShare "peak_week_busy_share" LoadValue Share Lower "最忙一周忙碌占比" "peak-week busy share"
        "最忙一周的忙碌占比" "Busy share of the busiest whole week.";
    QueueLength "queue_length" Queue Count Lower "队列长度" "queue length"
        "等候任务数的时间平均" "Mean over time of the incident tasks that wait.";
    VisitsPerFirm "visits_per_firm" TownshipRate PerYear Lower "检查频次" "visits per firm"
        "计量期内实际完成的日常检查次数，除以检查所及的企业与商户数，再除以计量的年数" "Routine inspections carried out while measuring, over the firms and small businesses they are meant for and the years measured.";
    CostTotal "cost_total" Cost Yuan Lower "年费用" "yearly cost"
        "工资、加班、路程与网格员终端的费用，折合一年；人员属于县，工资各方案相同，差别只在加班、公里数与终端" "Wages, overtime, kilometres and terminals of grid workers, for a year; people belong to the county, so that wages are the same in every setup and only overtime, kilometres and terminals differ.";
    CostPerSettled "cost_per_settled" Cost Yuan Lower "单件费用" "cost per settled incident"
        "计量期内的费用，除以其中发生并真正办结的事件数" "Cost of the time measured, over the incidents that emerged in it and were settled in truth.";
    CommunityCapacityEnd "community_capacity_end" CountyEnd Share Higher "期末村级化解能力" "community capacity at the end"
        "运行结束时各村化解能力的均值" "Mean over villages of their capacity to settle cases when the run ends.";
    TrustEnd "trust_end" CountyEnd Share Higher "期末信任" "trust at the end"
        "运行结束时各网格居民信任的均值" "Mean over grids of residents' trust when the run ends.";
}

impl MetricId {
    /// The metric with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|metric| metric.word() == word)
    }

    /// The statistics it has.
    pub const fn statistics(self) -> &'static [Statistic] {
        match self.kind() {
            Kind::Time => &[
                Statistic::Mean,
                Statistic::P50,
                Statistic::P90,
                Statistic::P95,
                Statistic::Count,
            ],
            Kind::CaseShare
            | Kind::FateShare
            | Kind::LoadShare
            | Kind::FieldShare
            | Kind::LeaderShare => &[Statistic::Share],
            Kind::CaseCount | Kind::TownshipCount => &[Statistic::Count],
            Kind::CaseTotal
            | Kind::LoadValue
            | Kind::Queue
            | Kind::CountyEnd
            | Kind::TownshipRate
            | Kind::Cost => &[Statistic::Value],
        }
    }

    /// What a county must have for it to move.
    pub const fn needs(self) -> Needs {
        match self {
            Self::DetectionDelay | Self::Prevented => Needs::Hiding,
            Self::DuplicateShare | Self::JoinedShare | Self::UselessVisits => {
                Needs::Stated(Mechanism::Duplicates)
            }
            Self::Requests | Self::Consultations | Self::ConsultationShare => {
                Needs::Stated(Mechanism::PettyDemand)
            }
            Self::ChoreShare => Needs::Stated(Mechanism::HandDown),
            Self::Operations | Self::OperationShare => Needs::Stated(Mechanism::Operations),
            Self::MeetingShare => Needs::Stated(Mechanism::Hops),
            Self::Contentment => Needs::Stated(Mechanism::Trust),
            Self::VisitsPerFirm => Needs::Stated(Mechanism::Routine),
            Self::CostTotal | Self::CostPerSettled => Needs::Costs,
            Self::SeenToActed
            | Self::SevereHarms
            | Self::FirstRoundTime
            | Self::SettledInVillage
            | Self::NaturalEnd
            | Self::ReturnShare
            | Self::RelapseShare
            | Self::RepeatComplaintShare
            | Self::EscalationShare
            | Self::ReplyShare
            | Self::RecordConsistency
            | Self::RecordCompleteness
            | Self::EntryShare
            | Self::CommunityCapacityEnd
            | Self::TrustEnd => Needs::Lives,
            _ => Needs::Nothing,
        }
    }

    /// The statistic that a verdict quotes first.
    pub const fn headline_statistic(self) -> Statistic {
        match self.kind() {
            Kind::Time => Statistic::Mean,
            Kind::CaseShare
            | Kind::FateShare
            | Kind::LoadShare
            | Kind::FieldShare
            | Kind::LeaderShare => Statistic::Share,
            Kind::CaseCount | Kind::TownshipCount => Statistic::Count,
            Kind::CaseTotal
            | Kind::LoadValue
            | Kind::Queue
            | Kind::CountyEnd
            | Kind::TownshipRate
            | Kind::Cost => Statistic::Value,
        }
    }

    /// The unit of one of its statistics.
    pub const fn unit_of(self, statistic: Statistic) -> Unit {
        match statistic {
            Statistic::Count => Unit::Count,
            _ => self.unit(),
        }
    }
}
