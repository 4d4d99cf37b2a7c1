//! GET `/ket-qua/{attempt}/bai-lam`: one's own paper with the right answers, once the rules show them.

use app::{
    NavItem,
    errors::ErrorView,
    results::{MarkedChoiceView, MarkedPage, MarkedQuestionView, MarkedView},
};
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use contest::attempts::Change;
use engine::results::{self, MarkedQuestion};
use leptos::prelude::*;

use super::addresses;
use crate::{error::PageResult, page::Page, session::Participant, state::AppState};

/// The address of papers with their key.
pub fn routes() -> Router<AppState> {
    Router::new().route("/ket-qua/{attempt}/bai-lam", get(show))
}

async fn show(
    State(state): State<AppState>,
    Participant(me): Participant,
    Path(attempt): Path<String>,
    page: Page,
) -> PageResult {
    let attempt: i64 = attempt.parse().map_err(|_| ErrorView::NotFound)?;
    let found = results::own_marked_paper(&state.engine, me.participant_id, attempt).await?;
    let (round, paper) = found.ok_or(ErrorView::NotFound)?;
    let marked = MarkedView {
        result: (addresses::result(attempt), format!("Kết quả {}", round.title)),
        questions: paper.into_iter().map(to_view).collect(),
    };
    let frame = page.frame("Bài làm và đáp án").under(NavItem::Mine);
    Ok(page.show(frame, || view! { <MarkedPage marked/> }))
}

/// The address of one's own paper.
pub(super) fn address(attempt: i64) -> String {
    format!("{}/bai-lam", addresses::result(attempt))
}

/// A question of a submitted paper as pages show it.
pub fn to_view(question: MarkedQuestion) -> MarkedQuestionView {
    let corrected = question.change.map(Change::in_words);
    let choices = question.choices.into_iter();
    let choices =
        choices.map(|choice| MarkedChoiceView { text: choice.text, marked: choice.marked, right: choice.right });
    MarkedQuestionView { stem: question.stem, choices: choices.collect(), mark: question.mark, corrected }
}
