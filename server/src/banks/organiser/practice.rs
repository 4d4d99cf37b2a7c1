//! Which questions of a bank are kept for practice.

use std::sync::Arc;

use app::{
    banks::{KeepPage, KeepView, keep_fields as fields},
    components::SelectOption,
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{
    banks::{KeptFor, Topic},
    text::group,
};
use engine::banks::{
    self, BankSummary,
    practice::{KeepError, Kept, MAX_NUMBERS, Which, keep, practice_cells},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{address, find};
use crate::{
    accounts::staff::work_frame,
    banks::grid::{Grid, NO_TOPIC, topics},
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Câu luyện tập";
/// What an address says was done: how many questions changed, were in use, were unknown.
const DONE: [&str; 3] = ["da-doi", "dang-dung", "khong-co"];
/// Shares to choose from, in percent; the usual one first.
const PERCENTS: [u8; 7] = [25, 10, 20, 30, 40, 50, 0];

/// The forms.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub(super) struct Sent {
    viec: String,
    linh_vuc: String,
    phan_tram: String,
    cac_cau: String,
    de_lam_gi: String,
}

/// The address of the page.
pub(super) fn practice_address(bank_id: i64) -> String {
    format!("{}/luyen-tap", address(bank_id))
}

/// GET `/ban-to-chuc/ngan-hang/{bank}/luyen-tap`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(bank): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let mut view = view(&state, &bank, FormState::default()).await?;
    if let [Some(changed), in_use, unknown] = DONE.map(|name| params.number(name)) {
        view.done = done(changed, in_use.unwrap_or_default(), unknown.unwrap_or_default());
    }
    Ok(page.show(work_frame(&page, TITLE), || view! { <KeepPage keep=view/> }))
}

/// POST `/ban-to-chuc/ngan-hang/{bank}/luyen-tap`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(bank): Path<String>,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let problem = match sent.which() {
        Err(problem) => problem,
        Ok(which) => match keep(&state.engine, &actor, bank.id, &which).await {
            Ok(kept) => return Ok(Redirect::to(&done_address(bank.id, &kept)).into_response()),
            Err(KeepError::NotAllowed) => return Err(ErrorView::Forbidden.into()),
            Err(KeepError::NoBank) => return Err(ErrorView::NotFound.into()),
            Err(KeepError::Db(failure)) => return Err(failure.into()),
            Err(KeepError::Numbers) => no_numbers(),
        },
    };
    let typed = [(fields::TOPIC, sent.linh_vuc), (fields::NUMBERS, sent.cac_cau), (fields::KEPT_FOR, sent.de_lam_gi)];
    let view = view(&state, &bank, FormState::sent(typed).with_problems([problem])).await?;
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <KeepPage keep=view/> }))
}

impl Sent {
    fn which(&self) -> Result<Which, Problem> {
        if self.viec == fields::SHARE {
            let percent = self.phan_tram.parse().ok().filter(|percent| PERCENTS.contains(percent));
            let percent =
                percent.ok_or_else(|| Problem::new(fields::PERCENT, "Hãy chọn một tỷ lệ trong danh sách."))?;
            let topic = Some(self.linh_vuc.clone()).filter(|topic| !topic.is_empty());
            return Ok(Which::Share(topic.map(Topic), percent));
        }
        let typed = self.cac_cau.split([',', ';', ' ', '\n', '\t', '\r']).filter(|word| !word.is_empty());
        let mut numbers = Vec::new();
        for word in typed.take(MAX_NUMBERS + 1) {
            let number = word.parse().map_err(|_| {
                let shown: String = word.chars().take(20).collect();
                Problem::new(fields::NUMBERS, format!("“{shown}” không phải mã câu. Hãy ghi các số, ví dụ 12, 15, 40."))
            })?;
            numbers.push(number);
        }
        if numbers.is_empty() {
            return Err(no_numbers());
        }
        let kept_for = KeptFor::parse(&self.de_lam_gi);
        let kept_for =
            kept_for.ok_or_else(|| Problem::new(fields::KEPT_FOR, "Hãy chọn các câu này dùng để làm gì."))?;
        Ok(Which::Numbers(numbers, kept_for))
    }
}

fn no_numbers() -> Problem {
    Problem::new(fields::NUMBERS, format!("Hãy ghi từ 1 đến {MAX_NUMBERS} mã câu, cách nhau bằng dấu phẩy."))
}

fn done_address(bank_id: i64, kept: &Kept) -> String {
    let [changed, in_use, unknown] = DONE;
    let numbers = (kept.changed, kept.in_use.len(), kept.unknown.len());
    format!("{}?{changed}={}&{in_use}={}&{unknown}={}", practice_address(bank_id), numbers.0, numbers.1, numbers.2)
}

fn done(changed: u32, in_use: u32, unknown: u32) -> Vec<String> {
    let number = |count: u32| group(i64::from(count));
    let mut lines = vec![match changed {
        0 => "Không câu nào phải đổi.".to_owned(),
        changed => format!("Đã đổi {} câu.", number(changed)),
    }];
    if in_use > 0 {
        lines.push(format!("{} câu đang nằm trong đề của vòng chưa công bố nên vẫn để thi.", number(in_use)));
    }
    if unknown > 0 {
        lines.push(format!("{} mã không có trong ngân hàng này, hoặc câu chưa được duyệt.", number(unknown)));
    }
    lines
}

async fn view(state: &AppState, bank: &BankSummary, form: FormState) -> Result<KeepView, PageError> {
    let db = &state.engine.db.read;
    let kept =
        [banks::cells(db, bank.id).await?, practice_cells(db, bank.id).await?].map(|cells| Grid::of_bank(&cells));
    let named = topics(kept.iter().flat_map(Grid::keys));
    let rows = named.iter().map(|topic| {
        let name = topic.as_ref().map_or(NO_TOPIC, |topic| &topic.0);
        (name.to_owned(), kept.iter().map(|grid| grid.of_topic(topic.as_ref())).collect())
    });
    Ok(KeepView {
        href: practice_address(bank.id),
        bank: (address(bank.id), bank.name.clone()),
        form: Arc::new(form),
        done: Vec::new(),
        rows: rows.collect(),
        topics: named.iter().flatten().map(|topic| SelectOption::new(&topic.0, &topic.0)).collect(),
        percents: PERCENTS.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_however_they_are_set_apart() {
        let sent = |numbers: &str, kept_for: &str| {
            let (cac_cau, de_lam_gi) = (numbers.to_owned(), kept_for.to_owned());
            Sent { viec: fields::NUMBERED.to_owned(), cac_cau, de_lam_gi, ..Sent::default() }.which()
        };
        assert_eq!(sent("12, 15;40\n7", "practice"), Ok(Which::Numbers(vec![12, 15, 40, 7], KeptFor::Practice)));
        assert_eq!(sent(" ,", "practice").unwrap_err().field, fields::NUMBERS);
        assert_eq!(sent("12a", "practice").unwrap_err().field, fields::NUMBERS);
        assert_eq!(sent("12", "").unwrap_err().field, fields::KEPT_FOR);
    }
}
