//! GET `/so-tay`: the handbook, part by part, or what a search finds in it.

use app::{
    NavItem,
    banks::{HandbookPage, HandbookView, Part, SearchView},
};
use axum::{Router, extract::State, routing::get};
use contest::text::group;
use engine::banks::handbooks;
use leptos::prelude::*;

use super::shelf::{Shelf, to_view};
use crate::{
    contests::glance::glance,
    error::{PageError, PageResult},
    page::Page,
    params::Params,
    state::AppState,
};

/// Most entries that a search shows.
const MOST_FOUND: usize = 50;
const TITLE: &str = "Sổ tay hỏi – đáp";

/// The handbook's address.
pub fn routes() -> Router<AppState> {
    Router::new().route("/so-tay", get(show))
}

async fn show(State(state): State<AppState>, params: Params, page: Page) -> PageResult {
    let glance = glance(&state).await?;
    let view = match (&glance.handbook, params.text("tim")) {
        (None, _) => empty(),
        (Some(shelf), Some(query)) => found(&state, shelf, query).await?,
        (Some(shelf), None) => part(shelf, part_asked_for(shelf, &params)),
    };
    let frame = page
        .frame(TITLE)
        .under(NavItem::Handbook)
        .described("Hỏi – đáp về cải cách hành chính: câu trả lời ngắn, có căn cứ pháp lý, tìm được không cần dấu.");
    Ok(page.show(frame, || view! { <HandbookPage handbook=view/> }))
}

/// By `?phan=`, or by `?cau=`, an entry's number; else the first.
fn part_asked_for(shelf: &Shelf, params: &Params) -> usize {
    let by_entry = || params.number("cau").and_then(|number| shelf.part_of(number));
    let by_part = || Some(params.number("phan")? as usize).filter(|part| (1..=shelf.parts.len()).contains(part));
    by_entry().or_else(|| by_part().map(|part| part - 1)).unwrap_or(0)
}

fn part(shelf: &Shelf, shown: usize) -> HandbookView {
    let neighbour = |place: Option<usize>| {
        let place = place.filter(|place| *place < shelf.parts.len())?;
        Some((part_address(place), title_of(shelf, place)))
    };
    let entries = shelf.parts.get(shown).into_iter().flat_map(|part| shelf.of_part(part)).map(to_view).collect();
    HandbookView {
        search: None,
        parts: parts(shelf, Some(shown)),
        heading: title_of(shelf, shown),
        entries,
        previous: neighbour(shown.checked_sub(1)),
        next: neighbour(Some(shown + 1)),
        ..of(shelf)
    }
}

async fn found(state: &AppState, shelf: &Shelf, query: &str) -> Result<HandbookView, PageError> {
    let found = handbooks::search(&state.engine.db.read, shelf.id, query).await?;
    let heading = if found.len() > MOST_FOUND {
        format!("{MOST_FOUND} câu đầu tiên. Thêm từ để tìm hẹp hơn.")
    } else {
        format!("Tìm thấy {} câu", group(found.len() as i64))
    };
    Ok(HandbookView {
        search: Some(SearchView { query: query.to_owned(), found: found.len() as u32 }),
        parts: parts(shelf, None),
        heading,
        entries: found.iter().take(MOST_FOUND).map(to_view).collect(),
        ..of(shelf)
    })
}

fn of(shelf: &Shelf) -> HandbookView {
    HandbookView { title: shelf.title.clone(), total: shelf.entries.len() as u32, ..empty() }
}

fn empty() -> HandbookView {
    HandbookView {
        title: TITLE.to_owned(),
        total: 0,
        search: None,
        parts: Vec::new(),
        heading: TITLE.to_owned(),
        entries: Vec::new(),
        previous: None,
        next: None,
    }
}

fn parts(shelf: &Shelf, shown: Option<usize>) -> Vec<Part> {
    let part = |(place, part): (usize, &super::shelf::ShelfPart)| Part {
        href: part_address(place),
        title: title_of(shelf, place),
        entries: part.entries.len() as u32,
        current: shown == Some(place),
    };
    shelf.parts.iter().enumerate().map(part).collect()
}

fn part_address(place: usize) -> String {
    format!("/so-tay?phan={}", place + 1)
}

fn title_of(shelf: &Shelf, place: usize) -> String {
    match shelf.parts.get(place).map(|part| part.title.as_str()) {
        Some("") | None => "Các câu hỏi".to_owned(),
        Some(title) => title.to_owned(),
    }
}
