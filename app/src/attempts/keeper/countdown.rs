//! The time that is left, by the server's clock.

/// Milliseconds in a minute.
const MINUTE: i64 = 60_000;

/// Counts down to the server's deadline.
#[derive(Clone, Copy, Debug)]
pub(super) struct Countdown {
    /// The deadline by this device's clock, in UTC milliseconds.
    deadline: i64,
    /// So much this device's clock is ahead of the server's.
    ahead: i64,
    /// What was left when the clock was looked at last.
    left: i64,
}

/// What one look at the clock shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// Milliseconds left, not below 0.
    pub left: i64,
    /// Under a minute.
    pub late: bool,
    /// Time is up, seen for the first time.
    pub is_up: bool,
    /// What to say aloud: twice in a paper and no more.
    pub say: Option<&'static str>,
}

impl Countdown {
    /// `server_now` is the server's clock at the instant that this device calls `device_now`.
    pub(super) fn new(deadline: i64, server_now: i64, device_now: i64) -> Self {
        let ahead = device_now.saturating_sub(server_now);
        Self { deadline: deadline.saturating_add(ahead), ahead, left: i64::MAX }
    }

    /// The server's deadline is a later one now. An earlier one is older news.
    pub(super) fn extend(&mut self, deadline: i64) {
        self.deadline = self.deadline.max(deadline.saturating_add(self.ahead));
    }

    /// Looks at the clock.
    pub(super) fn look(&mut self, device_now: i64) -> Look {
        let before = self.left;
        self.left = self.deadline.saturating_sub(device_now);
        let passed = |mark: i64| before > mark && self.left <= mark;
        let say = if self.left <= 0 {
            None
        } else if passed(MINUTE) {
            Some("Còn 1 phút.")
        } else if passed(5 * MINUTE) && before != i64::MAX {
            Some("Còn 5 phút.")
        } else {
            None
        };
        Look { left: self.left.max(0), late: self.left < MINUTE, is_up: passed(0), say }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_clock_on_the_device_does_not_matter() {
        let an_hour_ahead = 60 * MINUTE;
        let mut countdown = Countdown::new(20 * MINUTE, 0, an_hour_ahead);
        assert_eq!(countdown.look(an_hour_ahead + 5 * MINUTE).left, 15 * MINUTE);
    }

    #[test]
    fn it_speaks_twice_and_ends_once() {
        let mut countdown = Countdown::new(20 * MINUTE, 0, 0);
        let looks: Vec<Look> = (0..=1_201).map(|second| countdown.look(second * 1_000)).collect();
        let said: Vec<&str> = looks.iter().filter_map(|look| look.say).collect();
        assert_eq!(said, ["Còn 5 phút.", "Còn 1 phút."]);
        assert_eq!(looks.iter().filter(|look| look.is_up).count(), 1);
        assert!(looks[1_200].is_up);
        assert_eq!((looks[1_140].late, looks[1_141].late), (false, true));
        assert_eq!(looks[1_201].left, 0);
    }

    #[test]
    fn time_that_is_given_counts_at_once_and_is_not_taken_away() {
        let an_hour_ahead = 60 * MINUTE;
        let mut countdown = Countdown::new(20 * MINUTE, 0, an_hour_ahead);
        countdown.extend(30 * MINUTE);
        assert_eq!(countdown.look(an_hour_ahead + 20 * MINUTE).left, 10 * MINUTE);
        countdown.extend(25 * MINUTE);
        assert_eq!(countdown.look(an_hour_ahead + 20 * MINUTE).left, 10 * MINUTE);
    }

    #[test]
    fn a_page_opened_late_says_only_what_is_near() {
        assert_eq!(Countdown::new(3 * MINUTE, 0, 0).look(0).say, None);
        assert_eq!(Countdown::new(MINUTE / 2, 0, 0).look(0).say, Some("Còn 1 phút."));
    }
}
