//! GET `/so-tay`: the handbook, part by part, what a search finds in it, or the entries that name a document, ten entries
//! a page; a whole part on one page for printing.

mod entry;

use app::{
    NavItem,
    banks::{HandbookPage, HandbookView, Part, SearchView},
};
use axum::{Router, extract::State, routing::get};
use engine::banks::handbooks;
use leptos::prelude::*;

use super::shelf::{DOCUMENT, Shelf};
use crate::{
    contests::glance::glance,
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    results::addresses::before_page,
    state::AppState,
};

const HREF: &str = "/so-tay";
/// Entries on one page of a part.
const SIZE: u64 = handbooks::SEARCH_PAGE;
/// A whole part on one page.
const WHOLE: &str = "ca-phan";
const TITLE: &str = "Sổ tay hỏi – đáp";

/// The handbook's address.
pub fn routes() -> Router<AppState> {
    Router::new().route(HREF, get(show)).route("/so-tay/cau/{number}", get(entry::show).post(entry::report))
}

async fn show(State(state): State<AppState>, params: Params, page: Page) -> PageResult {
    let glance = glance(&state).await?;
    let view = match (&glance.handbook, params.text("tim")) {
        (None, _) => empty(),
        (Some(shelf), Some(query)) => found(&state, shelf, query, params.page()).await?,
        (Some(shelf), None) => {
            if let Some(document) = params.text(DOCUMENT) {
                naming(shelf, document, params.page())
            } else {
                let (shown, page) = place_asked_for(shelf, &params);
                part(shelf, shown, params.text(WHOLE).is_none().then_some(page))
            }
        }
    };
    let frame = page
        .frame(TITLE)
        .under(NavItem::Handbook)
        .described("Hỏi – đáp về cải cách hành chính: câu trả lời ngắn, có căn cứ pháp lý, tìm được không cần dấu.");
    Ok(page.show_kept(frame, || view! { <HandbookPage handbook=view/> }))
}

/// A part and a page of it: where the entry of `?cau=` stands, else `?phan=` and `?trang=`; else the
/// first.
fn place_asked_for(shelf: &Shelf, params: &Params) -> (usize, u32) {
    if let Some((part, before)) = params.number("cau").and_then(|number| shelf.place_of(number)) {
        return (part, 1 + (before as u64 / SIZE) as u32);
    }
    let part = params.number("phan").map(|part| part as usize).filter(|part| (1..=shelf.parts.len()).contains(part));
    (part.map_or(0, |part| part - 1), params.page())
}

/// A part: a page of it, or the whole.
fn part(shelf: &Shelf, shown: usize, asked_for: Option<u32>) -> HandbookView {
    let neighbour = |place: Option<usize>| {
        let place = place.filter(|place| *place < shelf.parts.len())?;
        Some((part_address(place), title_of(shelf, place)))
    };
    let entries: Vec<_> = shelf.parts.get(shown).into_iter().flat_map(|part| shelf.of_part(part)).collect();
    let size = if asked_for.is_some() { SIZE } else { entries.len().max(1) as u64 };
    let paging = Paging::of(asked_for.unwrap_or(1), entries.len() as u64, size);
    HandbookView {
        whole: (paging.pages > 1).then(|| format!("{}&{WHOLE}=1", part_address(shown))),
        search: None,
        parts: parts(shelf, Some(shown)),
        heading: title_of(shelf, shown),
        entries: paging.slice(entries, size).into_iter().map(|entry| shelf.view(entry, "")).collect(),
        page: paging.page,
        pages: paging.pages,
        page_href: before_page(HREF, &[("phan", &(shown + 1).to_string())]),
        previous: neighbour(shown.checked_sub(1)),
        next: neighbour(Some(shown + 1)),
        ..of(shelf)
    }
}

async fn found(state: &AppState, shelf: &Shelf, query: &str, asked_for: u32) -> Result<HandbookView, PageError> {
    let find = |page| handbooks::search(&state.engine.db.read, shelf.id, query, page);
    let mut found = find(asked_for).await?;
    let paging = Paging::of(asked_for, found.total, SIZE);
    if paging.page != asked_for {
        found = find(paging.page).await?;
    }
    Ok(HandbookView {
        search: Some(SearchView { query: query.to_owned(), found: found.total }),
        parts: parts(shelf, None),
        heading: "Kết quả tìm trong sổ tay".to_owned(),
        entries: found.entries.iter().map(|entry| shelf.view(entry, query)).collect(),
        page: paging.page,
        pages: paging.pages,
        page_href: before_page(HREF, &[("tim", query)]),
        ..of(shelf)
    })
}

/// The entries that name a document.
fn naming(shelf: &Shelf, document: &str, asked_for: u32) -> HandbookView {
    let entries: Vec<_> = shelf.naming(document).collect();
    let paging = Paging::of(asked_for, entries.len() as u64, SIZE);
    HandbookView {
        parts: parts(shelf, None),
        heading: format!("Các câu dẫn {document}"),
        entries: paging.slice(entries, SIZE).into_iter().map(|entry| shelf.view(entry, document)).collect(),
        page: paging.page,
        pages: paging.pages,
        page_href: before_page(HREF, &[(DOCUMENT, document)]),
        ..of(shelf)
    }
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
        page: 1,
        pages: 1,
        page_href: before_page(HREF, &[]),
        previous: None,
        next: None,
        whole: None,
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
    format!("{HREF}?phan={}", place + 1)
}

fn title_of(shelf: &Shelf, place: usize) -> String {
    match shelf.parts.get(place).map(|part| part.title.as_str()) {
        Some("") | None => "Các câu hỏi".to_owned(),
        Some(title) => title.to_owned(),
    }
}
