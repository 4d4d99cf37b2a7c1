//! Phân tích câu hỏi, for organisers: how the questions of a round or a bank did.

mod question;
mod words;

use app::{
    components::Tab,
    errors::ErrorView,
    results::{ItemRow, ItemsPage, ItemsView, ORDER, PapersView},
    work::Desk,
};
use axum::{
    Router,
    extract::{Path, State},
    routing::get,
};
use contest::{contests::RoundState, text::group};
use engine::{
    accounts::StaffSession,
    banks,
    contests::Round,
    results::items::{ItemLine, ItemOrder, ItemPage, ItemsError, ItemsOf, Progress, ROWS, items, progress},
};
use leptos::prelude::*;

pub use self::question::{address as question_address, in_all_rounds};
use super::addresses::before_page;
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Phân tích câu hỏi";

/// The addresses of item analysis.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/ban-to-chuc/ngan-hang/{bank}/phan-tich", get(of_bank))
        .route("/ban-to-chuc/ngan-hang/{bank}/phan-tich/{question}", get(question::show))
        .route("/ban-to-chuc/vong-thi/{round}/phan-tich", get(of_round))
}

/// How the questions of a bank did in all rounds.
pub fn bank_address(bank_id: i64) -> String {
    format!("/ban-to-chuc/ngan-hang/{bank_id}/phan-tich")
}

/// How those of a round did.
pub fn round_address(round_id: i64) -> String {
    format!("/ban-to-chuc/vong-thi/{round_id}/phan-tich")
}

impl From<ItemsError> for PageError {
    fn from(error: ItemsError) -> Self {
        match error {
            ItemsError::NotAllowed => ErrorView::Forbidden.into(),
            ItemsError::Db(failure) => failure.into(),
        }
    }
}

/// GET `/ban-to-chuc/ngan-hang/{bank}/phan-tich`
async fn of_bank(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(bank): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let (bank_id, name) = find_bank(&state, &bank).await?;
    let listed = Listed::read(&state, &actor, ItemsOf::Bank(bank_id), &params).await?;
    let view = ItemsView {
        desk: Desk::Banks,
        above: banks_above(bank_id, &name),
        title: format!("{TITLE}: {name}"),
        about: "Cộng từ mọi vòng thi đã chấm xong: lượt thi hợp lệ đầu tiên của mỗi người trong vòng.".to_owned(),
        ..listed.view(&bank_address(bank_id), None)
    };
    Ok(page.show(work_frame(&page, TITLE), || view! { <ItemsPage items=view/> }))
}

/// GET `/ban-to-chuc/vong-thi/{round}/phan-tich`
async fn of_round(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let not_found = || PageError::from(ErrorView::NotFound);
    let id = round.parse().map_err(|_| not_found())?;
    let db = &state.engine.db.read;
    let round = Round::load(db, id).await?.ok_or_else(not_found)?;
    let read = progress(db, &actor, id).await?;
    let listed = Listed::read(&state, &actor, ItemsOf::Round(id), &params).await?;
    let rounds = ("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned());
    let view = ItemsView {
        desk: Desk::Rounds,
        above: vec![rounds, (format!("/ban-to-chuc/vong-thi/{id}"), round.title.clone())],
        title: format!("{TITLE}: {}", round.title),
        about: "Tính theo lượt thi hợp lệ đầu tiên của mỗi người trong vòng, theo đáp án đang dùng.".to_owned(),
        waits: waits(round.state, read.as_ref()),
        papers: read.filter(|read| !read.plans.is_empty()).map(|read| papers(&round, &read)),
        ..listed.view(&round_address(id), Some(id))
    };
    Ok(page.show(work_frame(&page, TITLE), || view! { <ItemsPage items=view/> }))
}

async fn find_bank(state: &AppState, bank: &str) -> Result<(i64, String), PageError> {
    let id: Option<i64> = bank.parse().ok();
    let found = banks::list(&state.engine.db.read).await?.into_iter().find(|bank| Some(bank.id) == id);
    found.map(|bank| (bank.id, bank.name)).ok_or_else(|| ErrorView::NotFound.into())
}

fn banks_above(bank_id: i64, name: &str) -> Vec<(String, String)> {
    let banks = "/ban-to-chuc/ngan-hang";
    vec![(banks.to_owned(), "Câu hỏi".to_owned()), (format!("{banks}/{bank_id}"), name.to_owned())]
}

/// Why there is nothing yet, or not all.
fn waits(state: RoundState, read: Option<&Progress>) -> Option<String> {
    match read {
        Some(read) if read.is_done => None,
        Some(read) => {
            Some(format!("Đang đọc bài làm, đã xem {} bài. Hãy tải lại trang sau ít phút.", group(read.papers as i64)))
        }
        None if state >= RoundState::Provisional => {
            Some("Sắp đọc bài làm của vòng này. Hãy tải lại trang sau ít phút.".to_owned())
        }
        None => Some("Câu hỏi được phân tích sau khi vòng đã đóng và được chấm xong.".to_owned()),
    }
}

fn papers(round: &Round, read: &Progress) -> PapersView {
    let track = |plan: i64| round.tracks.iter().find(|track| track.plan_id == Some(plan));
    let label =
        |plan: i64| track(plan).map_or_else(|| format!("Đề {plan}"), |track| track.kind.short_label().to_owned());
    PapersView {
        tracks: read.plans.iter().map(|(plan, _)| label(*plan)).collect(),
        rows: words::papers(&read.plans.iter().map(|(_, figures)| *figures).collect::<Vec<_>>()),
    }
}

/// A page of questions as it was asked for.
struct Listed {
    found: ItemPage,
    order: ItemOrder,
    paging: Paging,
}

impl Listed {
    async fn read(state: &AppState, actor: &StaffSession, of: ItemsOf, params: &Params) -> Result<Self, PageError> {
        let db = &state.engine.db.read;
        let order = words::order(params.text(ORDER));
        let mut found = items(db, actor, of, order, u64::from(params.page())).await?;
        let paging = Paging::of(params.page(), found.total, ROWS);
        if paging.page != params.page() {
            found = items(db, actor, of, order, u64::from(paging.page)).await?;
        }
        Ok(Self { found, order, paging })
    }

    fn view(self, href: &str, round: Option<i64>) -> ItemsView {
        let Self { found, order, paging } = self;
        let tab = |(each, code, label): (ItemOrder, &str, &str)| {
            Tab::new(format!("{href}?{ORDER}={code}"), label, each == order)
        };
        ItemsView {
            desk: Desk::Banks,
            above: Vec::new(),
            title: String::new(),
            about: String::new(),
            waits: None,
            papers: None,
            orders: words::ORDERS.into_iter().map(tab).collect(),
            doubtful: format!("{} câu, {} câu nên xem lại", group(found.total as i64), group(found.doubtful as i64)),
            rows: found.lines.iter().map(|line| row(line, round)).collect(),
            page: paging.page,
            pages: paging.pages,
            page_href: before_page(href, &[(ORDER, words::code(order))]),
        }
    }
}

fn row(line: &ItemLine, round: Option<i64>) -> ItemRow {
    let figures = &line.figures;
    let with_whole = figures.with_whole;
    let href = question::address(line.bank_id, line.number);
    ItemRow {
        href: round
            .map_or_else(|| href.clone(), |round| format!("{href}#{}", question::part(Some(round), line.revision))),
        stem: line.question.stem.clone(),
        about: words::about(line),
        attempts: format!("{} bài", group(figures.attempts as i64)),
        facility: figures.facility.map(|facility| facility * 100.0),
        facility_text: words::percent(figures.facility),
        discrimination: words::number(with_whole.and_then(|relation| relation.correlation)),
        efficiency: words::percent(with_whole.and_then(|relation| relation.efficiency)),
        warnings: line.warnings.iter().map(|warning| warning.label()).collect(),
    }
}
