//! One bank: what it has, and its questions.

use std::sync::Arc;

use ::bank::{
    limits::MAX_UPLOAD_BYTES,
    questions::{FILE_KINDS, FILE_NAMES},
};
use app::{
    banks::{
        BankPage, BankView, filters,
        work::{BulkForm, Found, FoundView, HandbookHit, QuestionLine},
    },
    components::SelectOption,
    form::FormState,
};
use axum::{
    extract::{Path, State},
    response::{Html, IntoResponse, Response},
};
use contest::{
    banks::{BankHand, Level, RevisionState, Step, Topic},
    text::group,
};
use engine::{
    accounts::StaffSession,
    banks::{self, BankQuestion, BankSummary, PAGE_SIZE, QuestionFilter, handbooks, sources, work},
};
use leptos::prelude::*;

use super::{
    BASIS_REPLACED, address, alike::alike_address, find, proposals::proposals_address, question_address,
    questions::to_view,
};
use crate::{
    accounts::staff::work_frame,
    banks::{
        grid::{Grid, NO_LEVEL, NO_TOPIC, heads, levels, topics},
        shelf,
    },
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    results::addresses::before_page,
    session::BankWorker,
    state::AppState,
};

/// Entries of the handbook beside the questions that have the words searched for.
const HITS: usize = 5;

/// GET `/ban-to-chuc/ngan-hang/{bank}`
pub(super) async fn show(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let view = view(&state, &actor, bank, &params, FormState::default()).await?;
    let frame = work_frame(&page, view.name.clone()).with_live_forms();
    Ok(page.show(frame, || view! { <BankPage bank=view/> }))
}

/// GET `/ban-to-chuc/ngan-hang/{bank}/tim`: the list alone, for the page to put in its place.
pub(super) async fn search(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    params: Params,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let grid = Grid::of_bank(&banks::cells(&state.engine.db.read, bank.id).await?);
    let view = found(&state, &actor, &bank, &params, named(&grid)).await?;
    Ok(Html(app::fragment(|| view! { <Found view/> })).into_response())
}

/// The page again, with why a file was not read.
pub(super) async fn refuse(
    state: &AppState,
    actor: &StaffSession,
    bank: BankSummary,
    page: &Page,
    upload: FormState,
) -> Result<Response, PageError> {
    let view = view(state, actor, bank, &Params::default(), upload).await?;
    let frame = work_frame(page, view.name.clone()).with_live_forms();
    Ok(page.refuse(frame, || view! { <BankPage bank=view/> }))
}

/// What an address or a form asks for, by the inputs' names.
pub(super) fn asked<'a>(value: impl Fn(&str) -> Option<&'a str>) -> (QuestionFilter, [(&'static str, String); 5]) {
    let of = |name: &str| value(name).unwrap_or_default().to_owned();
    let filter = QuestionFilter {
        search: of(filters::SEARCH),
        topic: value(filters::TOPIC).map(|topic| Topic(topic.to_owned())),
        level: value(filters::LEVEL).and_then(Level::parse),
        state: value(filters::STATE).and_then(RevisionState::parse),
        basis_replaced: value(filters::BASIS) == Some(BASIS_REPLACED),
    };
    let names = [filters::SEARCH, filters::TOPIC, filters::LEVEL, filters::STATE, filters::BASIS];
    (filter, names.map(|name| (name, of(name))))
}

async fn view(
    state: &AppState,
    actor: &StaffSession,
    bank: BankSummary,
    params: &Params,
    upload: FormState,
) -> Result<BankView, PageError> {
    let db = &state.engine.db.read;
    let grid = Grid::of_bank(&banks::cells(db, bank.id).await?);
    let found = found(state, actor, &bank, params, named(&grid)).await?;
    let (_, chosen) = asked(|name| params.text(name));
    let (href, levels) = (address(bank.id), levels(grid.keys()));
    let counts = banks::states(db, bank.id).await?;
    let states = RevisionState::ALL.into_iter().filter_map(|state| {
        let count = *counts.get(&state)?;
        Some((format!("{href}?{}={}", filters::STATE, state.code()), state, count))
    });
    let writes = actor.role.bank_hand().is_some_and(BankHand::writes);
    let mut links = Vec::new();
    if writes {
        links.push((format!("{href}/cau/moi"), "Soạn câu mới".to_owned()));
        links.extend(proposed(state, bank.id).await?);
    }
    links.push((alike_address(bank.id), "Câu gần giống nhau".to_owned()));
    links.push((format!("{href}/van-ban"), "Văn bản căn cứ".to_owned()));
    if let Some(last) = work::last_bulk(db, bank.id).await? {
        links.push((format!("{href}/hang-loat/{last}"), "Thao tác hàng loạt gần nhất".to_owned()));
    }
    if actor.role.organises() {
        links.push((format!("{href}/phan-tich"), "Phân tích câu hỏi".to_owned()));
        links.push((format!("{href}/luyen-tap"), "Câu luyện tập".to_owned()));
    }
    let superseded = sources::superseded_questions(db, bank.id).await?;
    Ok(BankView {
        superseded: (superseded > 0).then(|| (format!("{href}?{}={BASIS_REPLACED}", filters::BASIS), superseded)),
        live_href: format!("{href}/tim"),
        filters: Arc::new(FormState::sent(chosen)),
        topics: named(&grid).into_iter().map(|topic| SelectOption::new(topic.clone(), topic)).collect(),
        rows: grid.rows(&levels, NO_TOPIC),
        heads: heads(&levels, NO_LEVEL),
        states: states.collect(),
        total: bank.questions,
        name: bank.name,
        found,
        links,
        upload: Arc::new(upload),
        file_kinds: FILE_KINDS,
        accept: FILE_NAMES,
        megabytes: writes.then_some(MAX_UPLOAD_BYTES >> 20),
        href,
    })
}

/// The way to what the handbook proposes, with how much of it waits; none without a handbook.
async fn proposed(state: &AppState, bank_id: i64) -> Result<Option<(String, String)>, PageError> {
    let waiting = banks::proposals::waiting(&state.engine, bank_id).await?;
    let label = |waiting| match waiting {
        0 => "Câu đề xuất từ sổ tay".to_owned(),
        waiting => format!("Còn {} đề xuất từ sổ tay chờ xem", group(waiting as i64)),
    };
    Ok(waiting.map(|waiting| (proposals_address(bank_id), label(waiting))))
}

/// The topics of questions that papers may be drawn from.
fn named(grid: &Grid) -> Vec<String> {
    topics(grid.keys()).into_iter().flatten().map(|topic| topic.0).collect()
}

async fn found(
    state: &AppState,
    actor: &StaffSession,
    bank: &BankSummary,
    params: &Params,
    topics: Vec<String>,
) -> Result<FoundView, PageError> {
    let db = &state.engine.db.read;
    let (filter, chosen) = asked(|name| params.text(name));
    let mut found = banks::questions(db, bank.id, &filter, u64::from(params.page())).await?;
    let paging = Paging::of(params.page(), found.total, PAGE_SIZE);
    if paging.page != params.page() {
        found = banks::questions(db, bank.id, &filter, u64::from(paging.page)).await?;
    }
    let href = address(bank.id);
    let values: Vec<(&str, &str)> = chosen.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Ok(FoundView {
        search_href: before_page(&href, &values),
        questions: found.questions.into_iter().map(|found| line(bank.id, found)).collect(),
        found: found.total,
        page: paging.page,
        pages: paging.pages,
        entries: hits(state, &filter.search).await?,
        bulk: actor.role.bank_hand().map(|hand| BulkForm {
            href: format!("{href}/hang-loat"),
            search: chosen.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
            steps: steps_of(hand),
            writes: hand.writes(),
            topics,
        }),
        href,
    })
}

/// The steps that may be open to these hands, for some question or other.
fn steps_of(hand: BankHand) -> Vec<Step> {
    let open = |step: &Step| match step {
        Step::Approve | Step::Retire => hand.reviews(),
        Step::Submit | Step::TakeBack | Step::Discard => hand.writes(),
        Step::Return => false,
    };
    Step::ALL.into_iter().filter(open).collect()
}

async fn hits(state: &AppState, search: &str) -> Result<Vec<HandbookHit>, PageError> {
    let db = &state.engine.db.read;
    if search.is_empty() {
        return Ok(Vec::new());
    }
    let Some(handbook) = handbooks::current(db).await? else { return Ok(Vec::new()) };
    let found = handbooks::search(db, handbook.id, search, 1).await?;
    let hit = |entry: handbooks::HandbookEntry| HandbookHit {
        href: shelf::address(entry.number),
        title: format!("Câu {}. {}", entry.number, entry.question),
    };
    Ok(found.entries.into_iter().take(HITS).map(hit).collect())
}

/// A question with the number by which a round names it.
fn line(bank_id: i64, found: BankQuestion) -> QuestionLine {
    let mut view = to_view(found.question);
    view.about.insert(0, format!("mã {}", found.number));
    QuestionLine {
        number: found.number,
        href: question_address(bank_id, found.number),
        state: found.state,
        in_use: found.in_use,
        question: view,
    }
}
