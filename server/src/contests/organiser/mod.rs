//! An organiser's work on rounds.

mod complaints;
mod contest;
mod corrections;
mod dashboard;
mod fixed;
mod hours;
mod matrix;
mod new_contest;
mod new_round;
mod papers;
mod reliefs;
mod results;
mod results_view;
mod round;
mod rules;
mod shares;
mod tasks;
mod track_banks;
mod typed_papers;
mod weights;

pub(super) use self::rules::shown;

use ::contest::contests::{RoundState, TrackKind};
use app::contests::{RoundLine, RoundsPage};
use axum::{Router, extract::State, routing::get};
use engine::{
    contests::{self, RoundSummary, rounds::TrackShortages},
    results::life::ResultsOf,
};
use leptos::prelude::*;

use crate::{accounts::staff::work_frame, error::PageResult, page::Page, session::Organiser, state::AppState};

/// The addresses of the rounds.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/ban-to-chuc", get(dashboard::show))
        .route("/ban-to-chuc/cuoc-thi/moi", get(new_contest::show).post(new_contest::act))
        .route("/ban-to-chuc/cuoc-thi/{contest}", get(contest::show).post(contest::act))
        .route("/ban-to-chuc/cuoc-thi/{contest}/the-le", get(rules::show).post(rules::act))
        .route("/ban-to-chuc/vong-thi", get(list))
        .route("/ban-to-chuc/vong-thi/moi", get(new_round::show).post(new_round::act))
        .route("/ban-to-chuc/vong-thi/{round}", get(round::show).post(round::act))
        .route("/ban-to-chuc/vong-thi/{round}/de-thi", get(papers::show).post(papers::act))
        .route("/ban-to-chuc/vong-thi/{round}/lich", get(hours::show).post(hours::act))
        .route("/ban-to-chuc/vong-thi/{round}/ket-qua", get(results::show).post(results::act))
        .route("/ban-to-chuc/cuoc-thi/{contest}/ket-qua", get(results::show).post(results::act))
        .route("/ban-to-chuc/vong-thi/{round}/sua-cau", get(corrections::show).post(corrections::act))
        .route("/ban-to-chuc/vong-thi/{round}/su-co", get(reliefs::show).post(reliefs::act))
        .route("/ban-to-chuc/vong-thi/{round}/khieu-nai", get(complaints::list))
        .route("/ban-to-chuc/vong-thi/{round}/khieu-nai/{complaint}", get(complaints::show).post(complaints::answer))
}

/// The address of a round.
fn address(round_id: i64) -> String {
    format!("/ban-to-chuc/vong-thi/{round_id}")
}

async fn list(State(state): State<AppState>, Organiser(_): Organiser, page: Page) -> PageResult {
    let db = &state.engine.db.read;
    let contest = contests::contest(db, state.engine.now()).await?;
    let rounds = match &contest {
        Some(contest) => contests::rounds(db, contest.id).await?,
        None => Vec::new(),
    };
    let has_published = rounds.iter().any(|round| round.state == RoundState::Published);
    let whole = contest.as_ref().filter(|_| has_published);
    let whole = whole.map(|contest| results::results_address(ResultsOf::Contest(contest.id)));
    let rounds = lines(&rounds);
    let contest = contest.map(|contest| (contest::address(contest.id), contest.title));
    Ok(page.show(work_frame(&page, "Vòng thi"), || view! { <RoundsPage rounds contest whole/> }))
}

/// The rounds, newest first.
fn lines(rounds: &[RoundSummary]) -> Vec<RoundLine> {
    let line = |round: &RoundSummary| RoundLine {
        href: address(round.id),
        title: round.title.clone(),
        state: round.state,
        window: round.window,
        opens_by_itself: round.opens_by_itself,
        entrants: round.entrants,
        attempts: round.attempts,
    };
    rounds.iter().rev().map(line).collect()
}

/// What the banks cannot fill, a sentence for each cell.
fn shortages_in_words(short: &[TrackShortages]) -> Vec<String> {
    let sentences = short.iter().flat_map(|TrackShortages { track, lacks }| {
        let missing = (!lacks.missing.is_empty())
            .then(|| format!("{}, câu cố định: {}", track.short_label(), fixed::missed(&lacks.missing)));
        let shortages = lacks.shortages.iter().map(|short| {
            // A cell of no topic takes questions of any.
            let topic = short.cell.topic.as_ref().map_or("Mọi lĩnh vực", |topic| &topic.0);
            let level = short.cell.level.map(::contest::banks::Level::label);
            shortage(*track, topic, level, short.cell.take, short.available)
        });
        missing.into_iter().chain(shortages)
    });
    sentences.collect()
}

/// What is missing in one cell, and what to do.
fn shortage(track: TrackKind, topic: &str, level: Option<&str>, take: u16, available: u32) -> String {
    let level = level.map(|level| format!(", {}", level.to_lowercase())).unwrap_or_default();
    format!(
        "{}, {topic}{level}: cần {take} câu, ngân hàng có {available}. Hãy giảm xuống {available} hoặc nhập thêm câu hỏi.",
        track.short_label()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortage_says_where_how_much_and_what_to_do() {
        assert_eq!(
            shortage(TrackKind::Staff, "Thể chế", Some("Vận dụng"), 3, 2),
            "Bảng A, Thể chế, vận dụng: cần 3 câu, ngân hàng có 2. Hãy giảm xuống 2 hoặc nhập thêm câu hỏi."
        );
    }
}
