//! Who may begin an attempt, and until when it is taken in.

use serde::{Deserialize, Serialize};

use super::{AttemptLimit, Eligibility, Entrant, Ineligible, RoundState, Rules, Window};
use crate::time::Timestamp;

/// Why an attempt may not begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The round is still being prepared.
    #[error("Vòng thi này đang được chuẩn bị. Ban Tổ chức sẽ báo giờ mở; bạn có thể ôn sổ tay hỏi đáp trong lúc chờ.")]
    NotReady,
    /// Before the round's window, with when it opens.
    #[error("Vòng thi chưa mở. Hãy trở lại lúc {}.", .0.long())]
    NotYetOpen(Timestamp),
    /// After the round's window, or closed by the organiser.
    #[error("Vòng thi đã đóng, không nhận lượt mới. Bạn có thể xem bảng xếp hạng hoặc chờ vòng sau.")]
    Closed,
    /// No attempt left, with how many there were.
    #[error("Bạn đã dùng hết {0} lượt thi được phép. Kết quả các lượt của bạn vẫn được giữ.")]
    AttemptsUsed(u16),
    /// The contest is not for them.
    #[error(transparent)]
    Ineligible(#[from] Ineligible),
}

/// Whether someone who has `used` so many attempts of the limit's period may begin another now.
///
/// The time comes before the attempts, so that a closed round does not speak of attempts. Before the
/// round opens, who could not begin at its opening is told that rather than to come back then.
pub fn admit(
    now: Timestamp,
    window: Window,
    state: RoundState,
    used: u16,
    limit: AttemptLimit,
    eligibility: &Eligibility,
    entrant: Entrant,
) -> Result<(), Refusal> {
    match state {
        RoundState::Draft => return Err(Refusal::NotReady),
        RoundState::Open => {}
        RoundState::Closed | RoundState::Provisional | RoundState::Approved | RoundState::Published => {
            return Err(Refusal::Closed);
        }
    }
    if now >= window.closes {
        return Err(Refusal::Closed);
    }
    eligibility.admit(entrant, now.max(window.opens))?;
    if now < window.opens {
        return Err(Refusal::NotYetOpen(window.opens));
    }
    match limit.count {
        Some(count) if used >= count => Err(Refusal::AttemptsUsed(count)),
        _ => Ok(()),
    }
}

/// When an attempt's time is up: after its duration, or when the round closes.
pub fn deadline(started: Timestamp, rules: &Rules, window: Window) -> Timestamp {
    (started + rules.duration).min(window.closes)
}

/// Until when the server still takes in what was sent by the deadline and came late.
pub fn last_accept(deadline: Timestamp, rules: &Rules) -> Timestamp {
    deadline + rules.grace
}

/// Until when a prediction is taken in that is asked once the score is shown: as long as the round is
/// open, and the grace for what was sent by then.
pub fn last_prediction(rules: &Rules, window: Window) -> Timestamp {
    window.closes + rules.grace
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts::BirthDate,
        contests::{LimitPeriod, TrackKind},
        time::{LocalDateTime, Millis},
    };

    fn at(clock: &str) -> Timestamp {
        clock.parse::<LocalDateTime>().unwrap().to_timestamp()
    }

    fn window() -> Window {
        Window { opens: at("2026-05-11T08:00"), closes: at("2026-05-17T17:00") }
    }

    const THREE: AttemptLimit = AttemptLimit { count: Some(3), per: LimitPeriod::Round };

    fn admit_at(clock: &str, state: RoundState, used: u16) -> Result<(), Refusal> {
        admit(at(clock), window(), state, used, THREE, &Eligibility::default(), SOMEBODY)
    }

    const SOMEBODY: Entrant = Entrant::in_track(TrackKind::Staff);

    #[test]
    fn who_is_not_eligible_is_told_so_before_the_hour_and_after_the_close_is_not() {
        let rules = Eligibility { minimum_age: 16, ..Eligibility::default() };
        let who = |month, day| Entrant { birth_date: Some(BirthDate { year: 2010, month, day }), ..SOMEBODY };
        let ask = |clock: &str, who| admit(at(clock), window(), RoundState::Open, 9, THREE, &rules, who);
        let too_young = |outcome| matches!(outcome, Err(Refusal::Ineligible(Ineligible::TooYoung(16, _))));
        for clock in ["2026-05-10T08:00", "2026-05-11T08:00", "2026-05-11T23:59"] {
            assert!(too_young(ask(clock, who(5, 12))), "{clock}");
        }
        assert_eq!(ask("2026-05-10T08:00", who(5, 11)), Err(Refusal::NotYetOpen(window().opens)));
        assert_eq!(ask("2026-05-12T00:00", who(5, 12)), Err(Refusal::AttemptsUsed(3)));
        assert_eq!(ask("2026-05-17T17:00", who(6, 1)), Err(Refusal::Closed));
    }

    #[test]
    fn an_open_round_admits_within_its_window() {
        assert_eq!(admit_at("2026-05-11T08:00", RoundState::Open, 0), Ok(()));
        assert_eq!(admit_at("2026-05-17T16:59:59", RoundState::Open, 2), Ok(()));
        assert_eq!(admit_at("2026-05-11T07:59:59", RoundState::Open, 0), Err(Refusal::NotYetOpen(window().opens)));
        assert_eq!(admit_at("2026-05-17T17:00", RoundState::Open, 0), Err(Refusal::Closed));
    }

    #[test]
    fn other_states_admit_nobody() {
        for state in RoundState::ALL.into_iter().filter(|state| *state != RoundState::Open) {
            let refusal = if state == RoundState::Draft { Refusal::NotReady } else { Refusal::Closed };
            assert_eq!(admit_at("2026-05-12T08:00", state, 0), Err(refusal));
        }
    }

    #[test]
    fn attempts_run_out_unless_there_is_no_limit() {
        assert_eq!(admit_at("2026-05-12T08:00", RoundState::Open, 3), Err(Refusal::AttemptsUsed(3)));
        let free = AttemptLimit { count: None, per: LimitPeriod::Round };
        let all = Eligibility::default();
        assert_eq!(admit(at("2026-05-12T08:00"), window(), RoundState::Open, u16::MAX, free, &all, SOMEBODY), Ok(()));
    }

    #[test]
    fn refusals_say_when_to_come_back() {
        assert_eq!(
            Refusal::NotYetOpen(window().opens).to_string(),
            "Vòng thi chưa mở. Hãy trở lại lúc 8 giờ 00, thứ Hai 11/5/2026."
        );
        assert!(Refusal::AttemptsUsed(3).to_string().contains("3 lượt"));
    }

    #[test]
    fn the_round_s_end_cuts_an_attempt_short_and_grace_follows() {
        let rules = Rules::case_4();
        assert_eq!(deadline(at("2026-05-12T08:00"), &rules, window()), at("2026-05-12T08:20"));
        let cut = deadline(at("2026-05-17T16:50"), &rules, window());
        assert_eq!(cut, window().closes);
        assert_eq!(last_accept(cut, &rules) - cut, Millis::seconds(15));
    }
}
