//! Model 4, duplicates: others tell of a trouble that somebody has told of already.
//!
//! Whether their reports join the first hangs on who keeps which record, not on a share.

use crate::base::{Distribution, Mark};
use crate::document::{Fields, Unit, distribution, number};

/// `[duplicates]`: what becomes of later reports of one incident.
#[derive(Debug, Clone, PartialEq)]
pub struct Duplicates {
    /// Complaint hazard of all others while it is in hand, over that of everybody while it was not.
    pub others_share: f64,
    /// One person's time to see on paper that it is known (min).
    pub check_min: Distribution,
    /// A crew's time on site to see that it is settled (min).
    pub look_min: Distribution,
}

impl Default for Duplicates {
    fn default() -> Self {
        Self {
            others_share: 0.5,
            check_min: Distribution::Constant { value: 10.0 },
            look_min: Distribution::Constant { value: 15.0 },
        }
    }
}

impl Duplicates {
    /// Reads `[duplicates]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        Self {
            others_share: fields
                .key("others_share", number().share())
                .means(
                    "已有人反映、尚未办结时，其他居民的投诉风险率与此前之比",
                    "complaint hazard of others once somebody has told, over that before",
                )
                .source("assumption: swept from 0 to 1; A3 #53 counts 6 % duplicates")
                .or(usual.others_share),
            check_min: fields
                .key("check_min", distribution(Unit::Minute))
                .means(
                    "一人在案头认出重复工单的用时",
                    "one person's time to see on paper that a ticket repeats another",
                )
                .source("assumption")
                .or_shown(usual.check_min, serde_json::json!(10)),
            look_min: fields
                .key("look_min", distribution(Unit::Minute))
                .means(
                    "队伍到场看明已经办结的用时，路途另计",
                    "a crew's time on site to see that it is settled, the way not counted",
                )
                .source("assumption")
                .or_shown(usual.look_min, serde_json::json!(15)),
        }
    }

    /// Which of so many sides of a trouble another resident sees, each alike.
    pub const fn side_seen(mark: Mark, sides: usize) -> usize {
        mark.choose(sides)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_see_each_side_alike() {
        let sides = [0x2000_0000, 0x6000_0000, 0xA000_0000, 0xE000_0000]
            .map(|word| Duplicates::side_seen(Mark::from_words(word, 0), 4));
        assert_eq!(sides, [0, 1, 2, 3]);
    }
}
