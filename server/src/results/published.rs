//! `/cong-bo/{round}`, `/cong-bo/cuoc-thi/{contest}`: what a round or the whole contest came to, for
//! anyone, and the files to check it by.

use app::{
    NavItem,
    errors::ErrorView,
    results::{FileSum, PublishedCorrection, PublishedPage, PublishedView, WholeContest},
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
use engine::{
    contests::Round,
    results::{
        corrections::{self, PublicCorrection},
        life::{LifeError, Overview, RankedFiles, ResultsOf, published, whole_of},
    },
};
use futures_util::stream;
use leptos::prelude::*;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::{addresses, awards, figures, whose::Whose};
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
        .route("/cong-bo/cuoc-thi/{contest}", get(show))
        .route("/cong-bo/cuoc-thi/{contest}/the-le.json", get(rules))
        .route("/cong-bo/cuoc-thi/{contest}/luot-thi.csv", get(entries))
}

/// The page of published results.
pub fn address(of: ResultsOf) -> String {
    match of {
        ResultsOf::Round(id) => format!("/cong-bo/{id}"),
        ResultsOf::Contest(id) => format!("/cong-bo/cuoc-thi/{id}"),
    }
}

async fn show(State(state): State<AppState>, Path(whose): Path<Whose>, page: Page) -> PageResult {
    let of = whose.of()?;
    let outcome = published(&state.engine, of).await?.ok_or_else(not_found)?;
    let since = match of {
        ResultsOf::Round(_) => whole_of(&state.engine, outcome.subject.contest_id).await?,
        ResultsOf::Contest(_) => None,
    };
    let mut corrections = Vec::new();
    for round in &outcome.subject.rounds {
        corrections.extend(corrections::of_round(&state.engine, round).await?);
    }
    let mut results = view(outcome, corrections).ok_or_else(not_found)?;
    results.whole = since.map(|whole| WholeContest { href: address(whole.of), replaces_prizes: whole.replaces_prizes });
    let frame = page.frame(format!("Kết quả: {}", results.title)).under(NavItem::Boards);
    Ok(page.show(frame, || view! { <PublishedPage results/> }))
}

async fn rules(State(state): State<AppState>, Path(whose): Path<Whose>) -> PageResult {
    let files = files(&state, whose.of()?).await?;
    let json = files.rules(&state.engine).await.map_err(why_no_file)?;
    Ok((file("application/json", "the-le.json"), json).into_response())
}

async fn entries(State(state): State<AppState>, Path(whose): Path<Whose>) -> PageResult {
    let files = files(&state, whose.of()?).await?;
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

async fn files(state: &AppState, of: ResultsOf) -> Result<RankedFiles, PageError> {
    RankedFiles::published(&state.engine, of).await.map_err(why_no_file)
}

/// What is not published is, for anyone, not there.
fn why_no_file(error: LifeError) -> PageError {
    match error {
        LifeError::Db(failure) => failure.into(),
        _ => not_found(),
    }
}

fn not_found() -> PageError {
    ErrorView::NotFound.into()
}

fn view(outcome: Overview, corrections: Vec<PublicCorrection>) -> Option<PublishedView> {
    let Overview { subject, counted, awards, .. } = outcome;
    let (of, counted) = (subject.of, counted?);
    let facts = figures::facts(&subject.rules, &counted);
    let (published_at, [rules, entries, ranked]) = counted.published?;
    let file = |name, meaning, sum| FileSum { name, meaning, href: Some(format!("{}/{name}", address(of))), sum };
    let made = FileSum { href: None, ..file("thu-hang.csv", "Thứ hạng và giải, do cchc rank ghi ra", ranked) };
    Some(PublishedView {
        published_at,
        facts,
        tables: awards::tables(of, &awards),
        rounds: match of {
            ResultsOf::Round(_) => Vec::new(),
            ResultsOf::Contest(_) => subject.rounds.iter().map(|round| link(round)).collect(),
        },
        board: match of {
            ResultsOf::Round(_) => subject.rounds.first().map(|round| addresses::board(round.number)),
            ResultsOf::Contest(_) => None,
        },
        whole: None,
        rules_version: subject.rules_version,
        lots_seed: counted.lots_seed,
        files: vec![
            file("the-le.json", "Thể lệ và số liệu đã chốt", rules),
            file("luot-thi.csv", "Các lượt thi", entries),
            made,
        ],
        corrections: corrections.into_iter().map(correction).collect(),
        title: subject.title,
    })
}

fn correction(one: PublicCorrection) -> PublishedCorrection {
    PublishedCorrection {
        stem: one.stem.unwrap_or_default(),
        what: format!("Ban Tổ chức {}. Lý do: {}", one.change.in_words(), one.reason),
        at: one.at,
    }
}

/// The published results of one of the contest's rounds.
fn link(round: &Round) -> (String, String) {
    (address(ResultsOf::Round(round.id)), round.title.clone())
}
