//! `/so-tay/cau/{number}`: an entry at its permanent address, and saying what is wrong with it.

use std::sync::Arc;

use app::{
    NavItem, PageFrame,
    banks::{HandbookEntryPage, HandbookEntryView, MISTAKE_FIELD, MissingEntryPage, MistakeView},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    http::{Extensions, HeaderMap, StatusCode},
    response::{IntoResponse, Redirect},
};
use contest::banks::{MAX_MISTAKE, Mistake};
use engine::{
    banks::mistakes::{self, MistakesError},
    integrity::{Limit, check},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{part_address, title_of};
use crate::{
    accounts::address_key,
    banks::shelf::{Shelf, address},
    contests::glance::{Glance, glance},
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    params::Params,
    state::AppState,
};

/// Entries that name the same documents, at most.
const RELATED: usize = 8;
/// What an address says is shown to this length.
const MAX_NUMBER: usize = 10;

/// In the address: what is wrong was just sent.
const SENT: &str = "da-bao";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "loi")]
    text: String,
}

pub(super) async fn show(
    State(state): State<AppState>,
    Path(number): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let glance = glance(&state).await?;
    let Some((_, mut view)) = find(&glance, &number) else {
        let number: String = number.chars().take(MAX_NUMBER).collect();
        let frame = page.frame("Không tìm thấy câu này").under(NavItem::Handbook);
        let missing = page.show(frame, || view! { <MissingEntryPage number/> });
        return Ok((StatusCode::NOT_FOUND, missing).into_response());
    };
    view.mistake.is_sent = params.number(SENT).is_some();
    Ok(page.show_kept(frame(&page, &view), || view! { <HandbookEntryPage view/> }))
}

/// POST `/so-tay/cau/{number}`: what is wrong with the entry.
pub(super) async fn report(
    State(state): State<AppState>,
    headers: HeaderMap,
    extensions: Extensions,
    Path(number): Path<String>,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let glance = glance(&state).await?;
    let (shelf, mut view) = find(&glance, &number).ok_or(PageError::from(ErrorView::NotFound))?;
    let form = match Mistake::parse(&sent.text) {
        Err(error) => typed(&sent).with_problems([Problem::new(MISTAKE_FIELD, error.to_string())]),
        Ok(text) => {
            check(&state.engine, Limit::Mistake, &address_key(&headers, &extensions, &state)).await?;
            match mistakes::report(&state.engine, shelf.id, view.entry.number, &text).await {
                Ok(()) => {
                    let thanks = format!("{}?{SENT}=1#bao-loi", address(view.entry.number));
                    return Ok(Redirect::to(&thanks).into_response());
                }
                Err(MistakesError::TooMany) => typed(&sent)
                    .with_summary("Báo lỗi chưa được gửi: câu này đã có nhiều báo lỗi đang chờ Ban Tổ chức xem."),
                Err(error) => return Err(error.into()),
            }
        }
    };
    view.mistake.form = Arc::new(form);
    Ok(page.refuse(frame(&page, &view), || view! { <HandbookEntryPage view/> }))
}

/// What was typed; cut where it is far too long, so that the answer stays small.
fn typed(sent: &Sent) -> FormState {
    let text: String = sent.text.chars().take(MAX_MISTAKE * 2).collect();
    FormState::sent([(MISTAKE_FIELD, text)])
}

fn frame(page: &Page, view: &HandbookEntryView) -> PageFrame {
    page.frame(view.entry.question.clone()).under(NavItem::Handbook)
}

/// The entry that an address names, in the handbook that people read.
fn find<'a>(glance: &'a Glance, number: &str) -> Option<(&'a Shelf, HandbookEntryView)> {
    let shelf = glance.handbook.as_deref()?;
    Some((shelf, view(shelf, number.parse().ok()?)?))
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
        mistake: MistakeView { href: address(number), ..MistakeView::default() },
    })
}
