//! Making a round: when it is open, and what its papers are drawn by.

use std::sync::Arc;

use app::{
    contests::{NewRoundPage, NewRoundView, PapersDone, round_fields as fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use contest::{
    Millis, Timestamp,
    contests::Window,
    time::{LocalDate, LocalDateTime},
};
use engine::contests::{
    self, Contest, RoundSummary,
    rounds::{MAX_LENGTH, MAX_TITLE, NewRound, NewRoundError, create},
};
use leptos::prelude::*;

use super::{
    address,
    contest::find,
    shortages_in_words, track_banks,
    typed_papers::{TypedPapers, other_names, value},
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Tạo vòng thi";
/// A round that is proposed opens in the morning and closes in the afternoon a week later.
const OPENING_HOUR: u8 = 8;
const CLOSING_HOUR: u8 = 17;
const LENGTH_DAYS: i64 = 6;

/// GET `/ban-to-chuc/vong-thi/moi`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    let contest = contest(&state, params.text(fields::CONTEST).unwrap_or_default()).await?;
    let rounds = contests::rounds(&state.engine.db.read, contest.id).await?;
    let form = FormState::sent(proposal(&rounds, state.engine.now()));
    let papers = TypedPapers::proposed(&state.engine, &contest).await?;
    let view = view(contest.id, form, &papers, None);
    Ok(page.show(work_frame(&page, TITLE), || view! { <NewRoundPage view/> }))
}

/// POST `/ban-to-chuc/vong-thi/moi`: checks, proposes anew for the banks chosen, or checks and saves.
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let value = |name: &str| value(&pairs, name);
    let contest = contest(&state, value(fields::CONTEST)).await?;
    let papers = TypedPapers::sent(&state.engine, &contest, &pairs).await?;
    let typed = || {
        let names = [fields::TITLE, fields::OPENS, fields::CLOSES].into_iter().chain(other_names());
        FormState::sent(names.map(|name| (name, value(name))))
    };
    let mut problems: Vec<Problem> = Vec::new();
    let saving = TypedPapers::saves(&pairs);
    let window = match window(value(fields::OPENS), value(fields::CLOSES)) {
        Ok(window) => Some(window),
        Err(wrong) => {
            problems.extend(wrong.into_iter().filter(|_| saving));
            None
        }
    };
    problems.extend(papers.problems());
    if let (true, true, Some(window)) = (saving, problems.is_empty(), window) {
        let new = NewRound { title: value(fields::TITLE).to_owned(), window, papers: papers.papers() };
        match create(&state.engine, &actor, contest.id, &new).await {
            Ok(id) => return Ok(Redirect::to(&address(id)).into_response()),
            Err(error) => problems = why_not(error)?,
        }
    }
    let well = problems.is_empty();
    let view = view(contest.id, typed().with_problems(problems), &papers, well.then_some(papers.done));
    let frame = work_frame(&page, TITLE);
    Ok(if well {
        page.show(frame, || view! { <NewRoundPage view/> })
    } else {
        page.refuse(frame, || view! { <NewRoundPage view/> })
    })
}

/// The contest with this number; the current one where none is named.
async fn contest(state: &AppState, number: &str) -> Result<Contest, PageError> {
    if number.is_empty() {
        let current = contests::contest(&state.engine.db.read, state.engine.now()).await?;
        return current.ok_or_else(|| ErrorView::NotFound.into());
    }
    find(state, number).await
}

/// The week after the last round, or the one that begins tomorrow.
fn proposal(rounds: &[RoundSummary], now: Timestamp) -> [(&'static str, String); 3] {
    let last = rounds.iter().map(|round| round.window.closes).max().filter(|closes| *closes > now);
    let first_day = LocalDate::from_days(last.unwrap_or(now).local().date.days() + 1);
    let last_day = LocalDate::from_days(first_day.days() + LENGTH_DAYS);
    let at = |date, hour| LocalDateTime { date, hour, minute: 0, second: 0 }.to_string();
    let number = rounds.iter().map(|round| round.number).max().unwrap_or(0) + 1;
    [
        (fields::TITLE, format!("Tuần {number}")),
        (fields::OPENS, at(first_day, OPENING_HOUR)),
        (fields::CLOSES, at(last_day, CLOSING_HOUR)),
    ]
}

pub(super) fn window(opens: &str, closes: &str) -> Result<Window, Vec<Problem>> {
    let read = |field: &str, typed: &str, what: &str| {
        if typed.is_empty() {
            return Err(Problem::new(field, format!("Bạn chưa chọn giờ {what}. Hãy chọn ngày và giờ.")));
        }
        typed
            .parse::<LocalDateTime>()
            .map(LocalDateTime::to_timestamp)
            .map_err(|error| Problem::new(field, error.to_string()))
    };
    match (read(fields::OPENS, opens, "mở"), read(fields::CLOSES, closes, "đóng")) {
        (Ok(opens), Ok(closes)) => Ok(Window { opens, closes }),
        (opens, closes) => Err([opens.err(), closes.err()].into_iter().flatten().collect()),
    }
}

pub(super) fn why_not(error: NewRoundError) -> Result<Vec<Problem>, PageError> {
    let problem = match error {
        NewRoundError::NotAllowed => return Err(ErrorView::Forbidden.into()),
        NewRoundError::Title => {
            Problem::new(fields::TITLE, format!("Tên vòng thi cần từ 1 đến {MAX_TITLE} ký tự. Hãy nhập lại tên."))
        }
        NewRoundError::Backwards => {
            Problem::new(fields::CLOSES, "Giờ đóng phải sau giờ mở. Hãy chọn lại một trong hai.")
        }
        NewRoundError::Past => Problem::new(fields::CLOSES, "Giờ đóng đã qua. Hãy chọn một giờ sắp tới."),
        NewRoundError::TooLong => {
            let days = MAX_LENGTH.0 / Millis::days(1).0;
            Problem::new(fields::CLOSES, format!("Vòng thi dài quá {days} ngày. Hãy chọn giờ đóng sớm hơn."))
        }
        NewRoundError::Shortages(short) => {
            // The bank has shrunk since the form was checked.
            return Ok(shortages_in_words(&short)
                .into_iter()
                .map(|message| Problem::new(fields::TITLE, message))
                .collect());
        }
        NewRoundError::NoBank(track) => Problem::new(fields::bank(track), track_banks::unknown(track)),
        NewRoundError::NoQuestions(track) => {
            Problem::new(fields::TITLE, format!("{}: đề chưa có câu nào. Hãy ghi số câu.", track.short_label()))
        }
        NewRoundError::TooManyQuestions(track) => {
            Problem::new(fields::TITLE, format!("{}: đề có quá nhiều câu. Hãy giảm bớt.", track.short_label()))
        }
        NewRoundError::NoContest => return Err(ErrorView::NotFound.into()),
        NewRoundError::Db(failure) => return Err(failure.into()),
    };
    Ok(vec![problem])
}

fn view(contest_id: i64, form: FormState, papers: &TypedPapers, done: Option<PapersDone>) -> NewRoundView {
    let (form, matrices) = papers.view(form);
    NewRoundView { contest_id, form: Arc::new(form), matrices, done, title_length: MAX_TITLE as u16 }
}

#[cfg(test)]
mod tests {
    use contest::contests::RoundState;

    use super::*;

    fn at(clock: &str) -> Timestamp {
        clock.parse::<LocalDateTime>().unwrap().to_timestamp()
    }

    #[test]
    fn the_next_round_is_proposed_after_the_last() {
        let round = RoundSummary {
            id: 1,
            number: 4,
            title: "Tuần 4".to_owned(),
            window: Window { opens: at("2026-11-16T08:00"), closes: at("2026-11-29T17:00") },
            state: RoundState::Open,
            rules_version: 1,
            opens_by_itself: false,
            entrants: 0,
            attempts: 0,
        };
        let proposed = |rounds: &[RoundSummary], now| proposal(rounds, at(now)).map(|(_, value)| value);
        assert_eq!(
            proposed(std::slice::from_ref(&round), "2026-11-22T08:00"),
            ["Tuần 5", "2026-11-30T08:00", "2026-12-06T17:00"]
        );
        assert_eq!(proposed(&[round], "2026-12-22T08:00"), ["Tuần 5", "2026-12-23T08:00", "2026-12-29T17:00"]);
        assert_eq!(proposed(&[], "2026-12-31T23:59"), ["Tuần 1", "2027-01-01T08:00", "2027-01-07T17:00"]);
    }

    #[test]
    fn both_times_are_needed_and_each_says_what_is_wrong() {
        assert!(window("2026-11-22T08:00", "2026-11-29T17:00").is_ok());
        let fields = |opens, closes| {
            window(opens, closes).unwrap_err().into_iter().map(|problem| problem.field).collect::<Vec<_>>()
        };
        assert_eq!(fields("", "mai"), ["mo", "dong"]);
        assert_eq!(fields("2026-02-30T08:00", "2026-11-29T17:00"), ["mo"]);
    }
}
