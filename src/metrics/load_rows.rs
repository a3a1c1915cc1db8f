//! Who carries the load, as rows: totals, weeks and hours of the day.

use crate::base::Id;
use crate::county::WorkerId;
use crate::dynamics::Activity;

use super::catalogue::Catalogue;
use super::groups::Group;
use super::load::{Hours, Level, LoadTally, Share, Slice};
use super::metric::MetricId;
use super::rows::LoadRow;
use super::tally::RunTally;

const LOAD_SHARES: [MetricId; 7] = [
    MetricId::BusyShare,
    MetricId::TravelShare,
    MetricId::OvertimeShare,
    MetricId::InspectionShare,
    MetricId::ChoreShare,
    MetricId::OperationShare,
    MetricId::ConsultationShare,
];

impl Catalogue {
    /// Who carries the load, level by level.
    pub fn load_rows(&self, tally: &RunTally) -> Vec<LoadRow> {
        if !self.measure.has_load() {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for group in &self.groups {
            let hours = hours_of(&tally.load, &group.workers);
            for metric in self.load_shares() {
                rows.push(load_row(
                    group,
                    Slice::Total,
                    metric,
                    load_share(metric, &hours),
                ));
            }
            for week in 0..tally.load.week_count {
                let share = share_of(&group.workers, |worker| tally.load.weeks_of(worker)[week]);
                let slice = Slice::Week(week as u32);
                rows.push(load_row(
                    group,
                    slice,
                    MetricId::BusyShare,
                    busy_share(&share),
                ));
            }
            if tally.load.week_count > 0 {
                for hour in 0..24 {
                    let share =
                        share_of(&group.workers, |worker| tally.load.hours_of(worker)[hour]);
                    let slice = Slice::HourOfDay(hour as u8);
                    rows.push(load_row(
                        group,
                        slice,
                        MetricId::BusyShare,
                        busy_share(&share),
                    ));
                }
            }
        }
        self.township_rows(tally, &mut rows);
        rows
    }

    fn load_shares(&self) -> impl Iterator<Item = MetricId> {
        LOAD_SHARES
            .into_iter()
            .filter(|metric| self.measure.has(*metric))
    }

    fn township_rows(&self, tally: &RunTally, rows: &mut Vec<LoadRow>) {
        let mut county = Hours::default();
        tally
            .load
            .workers
            .iter()
            .for_each(|hours| county.merge(hours));
        for (township, id) in self.township_ids.iter_with_ids() {
            let here = &tally.load.townships[township.index()];
            let row = |slice, metric, value| LoadRow {
                level: Level::Township,
                id: id.clone(),
                slice,
                metric,
                value,
            };
            let with_duty = Hours {
                duty: county.duty,
                ..*here
            };
            for metric in self.load_shares() {
                if metric != MetricId::OvertimeShare {
                    rows.push(row(Slice::Total, metric, load_share(metric, &with_duty)));
                }
            }
            for week in 0..tally.load.week_count {
                let everyone = (0..self.workers)
                    .map(WorkerId::from_index)
                    .collect::<Vec<_>>();
                let mut share = share_of(&everyone, |worker| Share {
                    duty: tally.load.weeks_of(worker)[week].duty,
                    ..Share::default()
                });
                share.busy = tally.load.township_weeks_of(township.index())[week].busy;
                let slice = Slice::Week(week as u32);
                rows.push(row(slice, MetricId::BusyShare, busy_share(&share)));
            }
        }
    }
}

fn load_row(group: &Group, slice: Slice, metric: MetricId, value: Option<f64>) -> LoadRow {
    LoadRow {
        level: group.level,
        id: group.id.clone(),
        slice,
        metric,
        value,
    }
}

/// The hours of these people.
pub(super) fn hours_of(load: &LoadTally, workers: &[WorkerId]) -> Hours {
    let mut total = Hours::default();
    for worker in workers {
        total.merge(&load.workers[worker.index()]);
    }
    total
}

fn share_of(workers: &[WorkerId], of: impl Fn(usize) -> Share) -> Share {
    let mut total = Share::default();
    for worker in workers {
        total.merge(&of(worker.index()));
    }
    total
}

/// Time at work over time on duty; none where nobody was on duty.
pub(super) fn busy_share(share: &Share) -> Option<f64> {
    over_duty(share.busy.seconds(), share.duty.seconds())
}

/// One of [`LOAD_SHARES`]; none where nobody was on duty.
pub(super) fn load_share(metric: MetricId, hours: &Hours) -> Option<f64> {
    let seconds = match metric {
        MetricId::BusyShare => hours.busy(),
        MetricId::TravelShare => hours.spent[Activity::Travel as usize].seconds(),
        MetricId::InspectionShare => hours.spent[Activity::Inspection as usize].seconds(),
        MetricId::ChoreShare => hours.spent[Activity::Chore as usize].seconds(),
        MetricId::OperationShare => hours.spent[Activity::Operation as usize].seconds(),
        MetricId::ConsultationShare => hours.spent[Activity::Consultation as usize].seconds(),
        MetricId::OvertimeShare => hours.overtime.seconds(),
        _ => return None,
    };
    over_duty(seconds, hours.duty.seconds())
}

fn over_duty(seconds: i128, duty: i128) -> Option<f64> {
    (duty > 0).then(|| seconds as f64 / duty as f64)
}
