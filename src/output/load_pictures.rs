//! Pictures of load: by township and week, by hour of day, by role.

use std::collections::BTreeMap;

use crate::base::Text;
use crate::county::Role;
use crate::experiment::LoadEstimateRow;
use crate::experiment::statistics::MeanInterval;
use crate::metrics::{Level, MetricId, Slice};

use super::drawing::{Drawing, How};
use super::picture::{
    Amount, BarGroup, Bars, Estimate, Heat, HeatPanel, HourLine, Hours, Interval, Picture,
};
use super::wording::role_name;

impl Drawing<'_> {
    /// Busy shares of one level and kind of slice, by setup, id and slice.
    fn busy(
        &self,
        level: Level,
        is_wanted: fn(Slice) -> bool,
    ) -> impl Iterator<Item = &LoadEstimateRow> {
        self.derived.load.iter().filter(move |row| {
            let name = &row.name;
            (name.level, name.metric) == (level, MetricId::BusyShare) && is_wanted(name.slice)
        })
    }

    /// Load by township and week.
    pub fn weeks(&self) -> Option<Picture> {
        let mut values: BTreeMap<(usize, &str, u32), Option<f64>> = BTreeMap::new();
        for row in self.busy(Level::Township, |slice| matches!(slice, Slice::Week(_))) {
            let week = row.name.slice.at().unwrap_or_default();
            let mean = row.interval.map(|interval| interval.mean);
            values.insert((row.setup, &row.name.id, week), mean);
        }
        let weeks = values.keys().map(|(_, _, week)| week + 1).max()?;
        let townships = &self.plan.study().county.townships;
        let setups = self.setups().into_iter().enumerate();
        let panels = setups.map(|(place, setup)| HeatPanel {
            setup,
            cells: townships
                .iter()
                .map(|township| {
                    let value = |week| values.get(&(place, township.id.as_str(), week)).copied();
                    (0..weeks).map(|week| value(week).flatten()).collect()
                })
                .collect(),
        });
        Some(Picture::Heat(Heat {
            heading: self.heading("各乡镇各周的负荷", "Load by township and week", How::Means),
            caption: Text::new(
                "在该乡镇的工作与路途，占全县在班时间",
                "work and travel in the township over the hours on duty of the whole county",
            ),
            amount: Amount::Share,
            places: townships
                .iter()
                .map(|township| township.name.clone())
                .collect(),
            weeks: weeks as usize,
            panels: panels.collect(),
        }))
    }

    /// Load by hour of day.
    pub fn hours(&self) -> Option<Picture> {
        let mut lines: Vec<HourLine> = self
            .setups()
            .into_iter()
            .map(|setup| HourLine {
                setup,
                hours: [None; 24],
            })
            .collect();
        for row in self.busy(Level::County, |slice| matches!(slice, Slice::HourOfDay(_))) {
            let hour = row.name.slice.at().unwrap_or_default() as usize;
            lines[row.setup].hours[hour] = row.interval.as_ref().map(estimate_of);
        }
        let is_drawn = lines
            .iter()
            .any(|line| line.hours.iter().any(Option::is_some));
        is_drawn.then(|| {
            Picture::Hours(Hours {
                heading: self.heading("一天中各小时的负荷", "Load by hour of day", How::Intervals),
                caption: MetricId::BusyShare.name(),
                amount: Amount::Share,
                lines,
            })
        })
    }

    /// Busy share of each role.
    pub fn roles(&self) -> Option<Picture> {
        let groups: Vec<BarGroup> = Role::ALL
            .into_iter()
            .map(|role| self.role(role))
            .filter(|group| group.bars.iter().any(Option::is_some))
            .collect();
        (!groups.is_empty()).then(|| {
            Picture::Bars(Bars {
                heading: self.heading(
                    "各类人员的忙碌占比",
                    "Busy share of each role",
                    How::Intervals,
                ),
                caption: MetricId::BusyShare.name(),
                amount: Amount::Share,
                setups: self.setups(),
                groups,
            })
        })
    }

    fn role(&self, role: Role) -> BarGroup {
        let mut bars = vec![None; self.plan.setups().len()];
        for row in self.busy(Level::Role, |slice| slice == Slice::Total) {
            if row.name.id == role.word() {
                bars[row.setup] = row.interval.as_ref().map(estimate_of);
            }
        }
        BarGroup {
            role: role_name(role),
            bars,
        }
    }
}

fn estimate_of(interval: &MeanInterval) -> Estimate {
    let bounds = interval.lower.zip(interval.upper);
    Estimate {
        value: interval.mean,
        interval: bounds.map(|(lower, upper)| Interval { lower, upper }),
    }
}
