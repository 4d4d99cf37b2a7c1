//! GET `/so-tay/cau/{number}`: an entry at its permanent address.

use app::{
    NavItem,
    banks::{HandbookEntryPage, HandbookEntryView, MissingEntryPage},
};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::IntoResponse,
};
use leptos::prelude::*;

use super::{part_address, title_of};
use crate::{
    banks::shelf::{Shelf, address},
    contests::glance::glance,
    error::PageResult,
    page::Page,
    state::AppState,
};

/// Entries that name the same documents, at most.
const RELATED: usize = 8;
/// What an address says is shown to this length.
const MAX_NUMBER: usize = 10;

pub(super) async fn show(State(state): State<AppState>, Path(number): Path<String>, page: Page) -> PageResult {
    let glance = glance(&state).await?;
    let found = number.parse().ok().zip(glance.handbook.as_ref()).and_then(|(number, shelf)| view(shelf, number));
    let Some(view) = found else {
        let number: String = number.chars().take(MAX_NUMBER).collect();
        let frame = page.frame("Không tìm thấy câu này").under(NavItem::Handbook);
        let missing = page.show(frame, || view! { <MissingEntryPage number/> });
        return Ok((StatusCode::NOT_FOUND, missing).into_response());
    };
    let frame = page.frame(view.entry.question.clone()).under(NavItem::Handbook);
    Ok(page.show_kept(frame, || view! { <HandbookEntryPage view/> }))
}

fn view(shelf: &Shelf, number: u32) -> Option<HandbookEntryView> {
    let place = shelf.entries.iter().position(|entry| entry.number == number)?;
    let (part, _) = shelf.place_of(number)?;
    let entry = shelf.entries.get(place)?;
    let beside = |place: Option<usize>| {
        let number = shelf.entries.get(place?)?.number;
        Some((address(number), number))
    };
    let names_the_same = |other: &&engine::banks::handbooks::HandbookEntry| {
        let documents = &other.legal_basis;
        other.number != number
            && documents.iter().any(|one| entry.legal_basis.iter().any(|own| own.number == one.number))
    };
    let related = shelf.entries.iter().filter(names_the_same).take(RELATED);
    Some(HandbookEntryView {
        entry: shelf.view(entry, ""),
        part: (part_address(part), title_of(shelf, part)),
        previous: beside(place.checked_sub(1)),
        next: beside(place.checked_add(1)),
        related: related.map(|other| (address(other.number), other.question.clone())).collect(),
    })
}
