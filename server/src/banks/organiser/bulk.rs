//! One act on many questions, what came of it, and taking it back.

use app::{
    banks::work::{BulkPage, BulkPageView, bulk_fields as fields},
    errors::ErrorView,
    form::FormState,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{banks::Step, text::group};
use engine::banks::work::{self, BulkAct, BulkError, MAX_BULK, Selection};
use leptos::prelude::*;

use super::{
    address,
    bank::{asked, refuse},
    find,
    question::number,
    question_address,
};
use crate::{
    accounts::staff::work_frame, error::PageError, error::PageResult, form::Pairs, page::Page, params::MAX_VALUE,
    session::BankWorker, state::AppState,
};

/// POST `/ban-to-chuc/ngan-hang/{bank}/hang-loat`
pub(super) async fn run(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let value = |name: &str| {
        let value = pairs.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim());
        let end = value.char_indices().nth(MAX_VALUE).map_or(value.len(), |(end, _)| end);
        value.get(..end).filter(|value| !value.is_empty())
    };
    let code = value(fields::ACT).unwrap_or_default();
    let set_to = value(if code == "topic" { fields::TOPIC } else { fields::LEVEL });
    let act = BulkAct::parse(code, set_to).ok_or(PageError::from(ErrorView::BadRequest))?;
    let selection = if value(fields::ALL) == Some("tat-ca") {
        Selection::Found(asked(value).0)
    } else {
        let ticked = pairs.iter().filter(|(name, _)| name == fields::NUMBER);
        Selection::Numbers(ticked.filter_map(|(_, number)| number.parse().ok()).collect())
    };
    let problem = match work::run(&state.engine, &actor, bank.id, &act, &selection).await {
        Ok(id) => return Ok(Redirect::to(&act_address(bank.id, id)).into_response()),
        Err(BulkError::Nothing) => "Bạn chưa chọn câu nào. Hãy đánh dấu các câu rồi làm lại.".to_owned(),
        Err(BulkError::TooMany) => {
            format!("Mỗi lần làm được với tối đa {} câu. Hãy lọc bớt rồi làm lại.", group(MAX_BULK as i64))
        }
        Err(error) => return Err(error.into()),
    };
    refuse(&state, &actor, bank, &page, FormState::default().with_summary(problem)).await
}

/// GET `/ban-to-chuc/ngan-hang/{bank}/hang-loat/{act}`
pub(super) async fn show(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path((bank, act)): Path<(String, String)>,
    page: Page,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let view = work::bulk_view(&state.engine.db.read, &actor, bank.id, number(&act)?).await?;
    let view = view.ok_or(PageError::from(ErrorView::NotFound))?;
    let link = |number: i64| (number, question_address(bank.id, number));
    let links = |numbers: Vec<i64>| numbers.into_iter().map(link).collect::<Vec<_>>();
    let view = BulkPageView {
        href: act_address(bank.id, view.id),
        what: in_words(&view.act),
        at: view.at,
        by: view.by,
        done: view.done,
        skipped: view.skipped.into_iter().map(|some| (some.reason, some.count, links(some.numbers))).collect(),
        may_undo: view.may_undo,
        undone: view.undone.map(|(at, left, numbers)| (at, left, links(numbers))),
        bank: (bank.name.clone(), address(bank.id)),
    };
    Ok(page.show(work_frame(&page, view.what.clone()), || view! { <BulkPage view/> }))
}

/// POST `/ban-to-chuc/ngan-hang/{bank}/hang-loat/{act}`: takes it back.
pub(super) async fn undo(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path((bank, act)): Path<(String, String)>,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let id = number(&act)?;
    match work::undo(&state.engine, &actor, bank.id, id).await {
        // Pressed twice: the page says when it was taken back.
        Ok(()) | Err(BulkError::Undone) => Ok(Redirect::to(&act_address(bank.id, id)).into_response()),
        Err(error) => Err(error.into()),
    }
}

impl From<BulkError> for PageError {
    fn from(error: BulkError) -> Self {
        match error {
            BulkError::NotFound => ErrorView::NotFound.into(),
            BulkError::NotAllowed => ErrorView::Forbidden.into(),
            BulkError::Nothing | BulkError::TooMany | BulkError::Undone => ErrorView::BadRequest.into(),
            BulkError::Db(failure) => failure.into(),
        }
    }
}

fn act_address(bank_id: i64, act: i64) -> String {
    format!("{}/hang-loat/{act}", address(bank_id))
}

fn in_words(act: &BulkAct) -> String {
    match act {
        BulkAct::Topic(Some(topic)) => format!("Đổi lĩnh vực thành “{topic}”"),
        BulkAct::Topic(None) => "Bỏ lĩnh vực".to_owned(),
        BulkAct::Level(Some(level)) => format!("Đổi mức độ thành “{}”", level.label()),
        BulkAct::Level(None) => "Bỏ mức độ".to_owned(),
        BulkAct::Step(step) => match step {
            Step::Submit => "Gửi duyệt nhiều câu",
            Step::TakeBack => "Rút về nhiều câu",
            Step::Approve => "Duyệt nhiều câu",
            Step::Return => "Trả lại nhiều câu",
            Step::Discard => "Bỏ bản đang sửa của nhiều câu",
            Step::Retire => "Thôi dùng nhiều câu",
        }
        .to_owned(),
    }
}
