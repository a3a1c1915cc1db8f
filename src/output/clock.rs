//! The wall clock, for the manifest only: no result hangs on it.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::base::Date;

/// The present moment in UTC, such as `2025-01-06T08:30:00Z` (RFC 3339).
pub fn now() -> String {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH);
    written(since_1970.map_or(0, |span| span.as_secs() as i64))
}

fn written(seconds_since_1970: i64) -> String {
    let date = Date::from_day_number(seconds_since_1970.div_euclid(86_400));
    let second = seconds_since_1970.rem_euclid(86_400);
    let (hour, minute) = (second / 3_600, second / 60 % 60);
    format!("{date}T{hour:02}:{minute:02}:{:02}Z", second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_written_like_the_standard_says() {
        assert_eq!(written(0), "1970-01-01T00:00:00Z");
        // `date -u -d @1735689599`
        assert_eq!(written(1_735_689_599), "2024-12-31T23:59:59Z");
    }
}
