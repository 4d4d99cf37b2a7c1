//! Short phrases about contests and rounds.

use contest::{
    Timestamp,
    contests::{AttemptLimit, LimitPeriod, RoundState, Rules, Window},
    time::in_words,
};
use engine::contests::{Round, RoundSummary};

/// `tỉnh Lào Cai` inside a sentence, from `Tỉnh Lào Cai`.
pub fn inside(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// `22/11 – 22/12/2026`; both years where they differ.
pub fn days(window: Window) -> String {
    let (from, to) = (window.opens.local().date, window.closes.local().date);
    if from == to {
        to.short_date()
    } else if from.year == to.year {
        format!("{}/{} – {}", from.day, from.month, to.short_date())
    } else {
        format!("{} – {}", from.short_date(), to.short_date())
    }
}

/// `15 câu và 1 câu dự đoán · 20 phút · tối đa 3 lượt`.
pub fn paper(rules: &Rules, questions: Option<usize>) -> String {
    let asked = match (questions, rules.predicted_on_paper().is_some()) {
        (Some(questions), true) => Some(format!("{questions} câu và 1 câu dự đoán")),
        (Some(questions), false) => Some(format!("{questions} câu")),
        (None, _) => None,
    };
    let parts = [asked, Some(in_words(rules.duration)), Some(attempts(rules.attempts))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn attempts(limit: AttemptLimit) -> String {
    match (limit.count, limit.per) {
        (None, _) => "không giới hạn số lượt".to_owned(),
        (Some(count), LimitPeriod::Round) => format!("tối đa {count} lượt"),
        (Some(count), per) => format!("tối đa {count} lượt {}", per.in_words()),
    }
}

/// Where a round stands, by its state and the clock: a job closes rounds a little after their time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It will open.
    Ahead,
    /// It can be taken.
    Open,
    /// It is over.
    Over,
}

impl Stands {
    /// Where a round with this state and window stands.
    pub fn of(state: RoundState, window: Window, now: Timestamp) -> Self {
        match state {
            RoundState::Draft => Self::Ahead,
            RoundState::Open if now < window.opens => Self::Ahead,
            RoundState::Open if now < window.closes => Self::Open,
            _ => Self::Over,
        }
    }

    /// Where a round in a list stands.
    pub fn of_summary(round: &RoundSummary, now: Timestamp) -> Self {
        Self::of(round.state, round.window, now)
    }

    /// Where a round stands.
    pub fn of_round(round: &Round, now: Timestamp) -> Self {
        Self::of(round.state, round.window, now)
    }
}

/// What people read of a round's state.
pub fn state(round: &RoundSummary, now: Timestamp) -> &'static str {
    match (Stands::of_summary(round, now), round.state) {
        (Stands::Ahead, _) => "Sắp mở",
        (Stands::Over, RoundState::Open) => RoundState::Closed.label(),
        (_, state) => state.label(),
    }
}

/// Why places may still change; `None` once they stand.
pub fn why_provisional(round: &Round, now: Timestamp) -> Option<String> {
    if round.state >= RoundState::Approved {
        return None;
    }
    Some(match Stands::of_round(round, now) {
        Stands::Ahead => format!("Vòng thi mở lúc {}.", round.window.opens.long()),
        Stands::Open => format!("Còn thay đổi đến khi vòng thi đóng lúc {}.", round.window.closes.long()),
        Stands::Over => match round.complaints_until().filter(|until| now < *until) {
            Some(until) => {
                format!("Người dự thi khiếu nại được từ trang kết quả của mình, đến {}.", until.long())
            }
            None => "Ban Tổ chức đang kiểm tra trước khi công bố.".to_owned(),
        },
    })
}

#[cfg(test)]
mod tests {
    use contest::time::LocalDateTime;

    use super::*;

    fn at(clock: &str) -> Timestamp {
        clock.parse::<LocalDateTime>().unwrap().to_timestamp()
    }

    fn window(opens: &str, closes: &str) -> Window {
        Window { opens: at(opens), closes: at(closes) }
    }

    #[test]
    fn days_say_a_year_once() {
        assert_eq!(days(window("2026-11-22T08:00", "2026-12-22T17:00")), "22/11 – 22/12/2026");
        assert_eq!(days(window("2026-12-22T08:00", "2027-01-05T17:00")), "22/12/2026 – 5/1/2027");
        assert_eq!(days(window("2026-12-22T08:00", "2026-12-22T17:00")), "22/12/2026");
    }

    #[test]
    fn a_paper_in_short() {
        assert_eq!(paper(&Rules::case_4(), Some(15)), "15 câu và 1 câu dự đoán · 20 phút · tối đa 3 lượt");
        let later = Rules { prediction_asked: contest::contests::PredictionMoment::AfterScore, ..Rules::case_4() };
        assert_eq!(paper(&later, Some(15)), "15 câu · 20 phút · tối đa 3 lượt");
        let weekly = AttemptLimit { count: Some(7), per: LimitPeriod::Week };
        let rules = Rules { attempts: weekly, prediction: None, ..Rules::case_4() };
        assert_eq!(paper(&rules, None), "20 phút · tối đa 7 lượt mỗi tuần");
    }

    #[test]
    fn the_clock_closes_a_round_before_the_job_does() {
        let week = window("2026-11-22T08:00", "2026-11-29T17:00");
        let stands = |state, clock| Stands::of(state, week, at(clock));
        assert_eq!(stands(RoundState::Open, "2026-11-22T07:59"), Stands::Ahead);
        assert_eq!(stands(RoundState::Open, "2026-11-22T08:00"), Stands::Open);
        assert_eq!(stands(RoundState::Open, "2026-11-29T17:00"), Stands::Over);
        assert_eq!(stands(RoundState::Closed, "2026-11-23T08:00"), Stands::Over);
    }

    #[test]
    fn names_inside_a_sentence() {
        assert_eq!(inside("Tỉnh Lào Cai"), "tỉnh Lào Cai");
        assert_eq!(inside("Đợt 1"), "đợt 1");
        assert_eq!(inside(""), "");
    }
}
