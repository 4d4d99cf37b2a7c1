//! `/cong-bo/{round}`: what a round came to, for anyone, and the files to check it by.

use app::{
    NavItem,
    errors::ErrorView,
    results::{FileSum, PublishedPage, PublishedView},
};
use axum::{
    Router,
    body::Body,
    extract::{Path, State},
    http::{HeaderName, header},
    response::IntoResponse,
    routing::get,
};
use contest::Millis;
use engine::results::life::{LifeError, RankedFiles, RoundOutcome, published};
use futures_util::stream;
use leptos::prelude::*;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{addresses, awards, figures};
use crate::{
    error::{PageError, PageResult},
    page::Page,
    state::AppState,
};

/// Files that are written at once: each reads every attempt of its round.
static WRITING: Semaphore = Semaphore::const_new(4);
/// After this somebody who found all of them taken tries again.
const WAIT: Millis = Millis::seconds(10);

/// The addresses of published results.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/cong-bo/{round}", get(show))
        .route("/cong-bo/{round}/the-le.json", get(rules))
        .route("/cong-bo/{round}/luot-thi.csv", get(entries))
}

/// The page of a round's published results.
pub fn address(round: i64) -> String {
    format!("/cong-bo/{round}")
}

async fn show(State(state): State<AppState>, Path(round): Path<String>, page: Page) -> PageResult {
    let id = id(&round)?;
    let outcome = published(&state.engine, id).await?.ok_or_else(not_found)?;
    let results = view(outcome).ok_or_else(not_found)?;
    let frame = page.frame(format!("Kết quả: {}", results.title)).under(NavItem::Boards);
    Ok(page.show(frame, || view! { <PublishedPage results/> }))
}

async fn rules(State(state): State<AppState>, Path(round): Path<String>) -> PageResult {
    let files = files(&state, id(&round)?).await?;
    let json = files.rules(&state.engine).await.map_err(why_no_file)?;
    Ok((file("application/json", "the-le.json"), json).into_response())
}

async fn entries(State(state): State<AppState>, Path(round): Path<String>) -> PageResult {
    let files = files(&state, id(&round)?).await?;
    let turn = WRITING.try_acquire().map_err(|_| PageError::from(ErrorView::Busy(WAIT)))?;
    let entries = files.entries(&state.engine).await?;
    // The next piece is read when this one has been sent: a slow reader costs the memory of one.
    let pieces = stream::try_unfold((entries, turn), |(mut entries, turn): (_, SemaphorePermit<'static>)| async move {
        let piece = entries.next_piece().await?;
        Ok::<_, engine::DbErr>(piece.map(|piece| (piece, (entries, turn))))
    });
    Ok((file("text/csv; charset=utf-8", "luot-thi.csv"), Body::from_stream(pieces)).into_response())
}

fn file(kind: &'static str, name: &str) -> [(HeaderName, String); 2] {
    [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))]
}

async fn files(state: &AppState, round: i64) -> Result<RankedFiles, PageError> {
    RankedFiles::published(&state.engine, round).await.map_err(why_no_file)
}

/// What is not published is, for anyone, not there.
fn why_no_file(error: LifeError) -> PageError {
    match error {
        LifeError::Db(failure) => failure.into(),
        _ => not_found(),
    }
}

fn id(round: &str) -> Result<i64, PageError> {
    round.parse().map_err(|_| not_found())
}

fn not_found() -> PageError {
    ErrorView::NotFound.into()
}

fn view(outcome: RoundOutcome) -> Option<PublishedView> {
    let RoundOutcome { round, counted, awards, .. } = outcome;
    let counted = counted?;
    let facts = figures::facts(&round.rules, &counted);
    let (published_at, [rules, entries, ranked]) = counted.published?;
    let file = |name, meaning, sum| FileSum { name, meaning, href: Some(format!("{}/{name}", address(round.id))), sum };
    let made = FileSum { href: None, ..file("thu-hang.csv", "Thứ hạng và giải, do cchc rank ghi ra", ranked) };
    Some(PublishedView {
        published_at,
        facts,
        tables: awards::tables(&awards),
        board: addresses::board(round.number),
        rules_version: round.rules_version,
        lots_seed: counted.lots_seed,
        files: vec![
            file("the-le.json", "Thể lệ và số liệu đã chốt", rules),
            file("luot-thi.csv", "Các lượt thi", entries),
            made,
        ],
        title: round.title,
    })
}
