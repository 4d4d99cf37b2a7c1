//! A file that waits for a word: in which letters it is written, which of its columns hold what.

use std::sync::Arc;

use ::bank::{
    Encoding,
    questions::{EncodingPreview, Field, SheetColumns, SheetPreview, column_name},
};
use app::{
    banks::{AskedKind, AskedPage, AskedView, ColumnView, ColumnsView, EncodingsView, SheetView, asked_fields},
    components::SelectOption,
    errors::ErrorView,
    form::FormState,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use engine::{
    accounts::StaffSession,
    banks::question_sets::{self, Asked, AskedFile, Word},
    integrity::{Limit, check},
};
use leptos::prelude::*;

use super::{
    address, asked_address, find,
    upload::{next, why_not},
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    session::BankWorker,
    state::AppState,
};

const TITLE: &str = "Đọc tệp câu hỏi";
/// Sheets and columns beyond these are not looked at.
const MOST_SHEETS: usize = 50;
const MOST_COLUMNS: usize = 100;

/// GET `/ban-to-chuc/ngan-hang/tep/{file}`
pub(super) async fn show(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(file): Path<String>,
    page: Page,
) -> PageResult {
    let file = asked(&state, &actor, number(&file)?).await?;
    let view = view(&state, &actor, file, None, FormState::default()).await?;
    Ok(page.show(work_frame(&page, TITLE), || view! { <AskedPage view/> }))
}

/// POST `/ban-to-chuc/ngan-hang/tep/{file}`
pub(super) async fn answer(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(file): Path<String>,
    page: Page,
    Pairs(sent): Pairs,
) -> PageResult {
    let id = number(&file)?;
    check(&state.engine, Limit::Upload, &actor.staff_id.to_string()).await?;
    let sent = Sent(sent);
    let word = match sent.text(asked_fields::ACT) {
        asked_fields::DROP => {
            let bank = question_sets::drop_file(&state.engine, &actor, id).await;
            return match bank {
                Ok(bank) => Ok(Redirect::to(&address(bank)).into_response()),
                Err(error) => Err(refusal(&why_not(error)?)),
            };
        }
        asked_fields::OTHER_ENCODING => Ok(Word::Unsaid),
        asked_fields::COLUMNS => sent.sheets().map(Word::Columns),
        _ => match Encoding::from_code(sent.text(asked_fields::ENCODING)) {
            Some(encoding) => Ok(Word::Encoding(encoding)),
            None => Err("Bạn chưa chọn bảng mã. Hãy chọn một bảng mã ở dưới.".to_owned()),
        },
    };
    let sentence = match word {
        Ok(word) => match question_sets::answer(&state.engine, &actor, id, word).await {
            Ok(uploaded) => return Ok(Redirect::to(&next(uploaded)).into_response()),
            Err(error) => why_not(error)?,
        },
        Err(sentence) => sentence,
    };
    refuse(&state, &actor, &page, id, &sent, sentence).await
}

/// The page again with what is wrong, and what was chosen.
async fn refuse(
    state: &AppState,
    actor: &StaffSession,
    page: &Page,
    id: i64,
    sent: &Sent,
    sentence: String,
) -> Result<Response, PageError> {
    let file = asked(state, actor, id).await?;
    let view = view(state, actor, file, Some(sent), FormState::default().with_summary(sentence)).await?;
    Ok(page.refuse(work_frame(page, TITLE), || view! { <AskedPage view/> }))
}

fn number(file: &str) -> Result<i64, PageError> {
    file.parse().map_err(|_| ErrorView::NotFound.into())
}

async fn asked(state: &AppState, actor: &StaffSession, id: i64) -> Result<AskedFile, PageError> {
    match question_sets::asked(&state.engine, actor, id).await {
        Ok(file) => Ok(file),
        Err(error) => Err(refusal(&why_not(error)?)),
    }
}

/// A file that was readable enough to be asked about and no longer is: there is nothing to show.
fn refusal(sentence: &str) -> PageError {
    tracing::warn!(sentence, "a file that waits for a word cannot be read");
    ErrorView::BadRequest.into()
}

/// The form as it was sent.
struct Sent(Vec<(String, String)>);

impl Sent {
    fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    fn first_row(&self, sheet: usize) -> &str {
        self.text(&format!("{}{sheet}", asked_fields::FIRST))
    }

    fn column(&self, sheet: usize, column: usize) -> &str {
        self.text(&format!("{}{sheet}-{column}", asked_fields::COLUMN))
    }

    /// The columns of the sheets that are to be read; a Vietnamese sentence when that is none.
    fn sheets(&self) -> Result<Vec<SheetColumns>, String> {
        let mut sheets = Vec::new();
        for at in (0..MOST_SHEETS).filter(|at| self.has(&format!("{}{at}", asked_fields::SHEET))) {
            let sheet = self.text(&format!("{}{at}", asked_fields::NAME)).to_owned();
            let Ok(first_row) = self.first_row(at).parse() else {
                return Err(format!(
                    "Hàng của câu hỏi đầu tiên phải là số. Hãy ghi lại, ví dụ 2{}.",
                    if sheet.is_empty() { String::new() } else { format!(" cho trang tính “{sheet}”") }
                ));
            };
            let columns = (0..MOST_COLUMNS).map(|column| Field::from_code(self.column(at, column))).collect();
            sheets.push(SheetColumns { sheet, first_row, columns });
        }
        if sheets.is_empty() {
            return Err("Chưa chọn trang tính nào để đọc. Hãy đánh dấu ít nhất một trang tính.".to_owned());
        }
        Ok(sheets)
    }
}

async fn view(
    state: &AppState,
    actor: &StaffSession,
    file: AskedFile,
    sent: Option<&Sent>,
    form: FormState,
) -> Result<AskedView, PageError> {
    let bank = find(state, actor, &file.bank_id.to_string()).await?;
    let asked = match file.asked {
        Asked::Encoding { guess, previews } => {
            let likeliest = |preview: &EncodingPreview| preview.encoding == guess;
            let option = |encoding: Encoding| match encoding {
                Encoding::Unicode => SelectOption::new(encoding.code(), "Unicode (giữ nguyên như trong tệp)"),
                _ => SelectOption::new(encoding.code(), encoding.label()),
            };
            let encodings =
                previews.into_iter().map(|preview| (option(preview.encoding), likeliest(&preview), preview.lines));
            AskedKind::Encodings(EncodingsView { encodings: encodings.collect() })
        }
        Asked::Columns { why, sheets } => AskedKind::Columns(ColumnsView {
            why: why.to_string(),
            sheets: sheets.into_iter().enumerate().map(|(at, sheet)| sheet_view(at, sheet, sent)).collect(),
            fields: Field::all().map(|field| SelectOption::new(field.code(), field.label())).collect(),
            encoding: file.encoding.map(|encoding| encoding.label().to_owned()),
        }),
    };
    Ok(AskedView {
        href: asked_address(file.id),
        file: file.file_name,
        bank: (bank.name, address(bank.id)),
        received_at: file.created_at,
        asked,
        form: Arc::new(form),
    })
}

/// A sheet as it was sent, else as it is guessed.
fn sheet_view(at: usize, sheet: SheetPreview, sent: Option<&Sent>) -> SheetView {
    let sent = sent.filter(|sent| sent.has(&format!("{}{at}", asked_fields::NAME)));
    let guessed = [Field::Stem, Field::Choice(1)].iter().all(|field| sheet.columns.contains(&Some(*field)));
    let column = |(place, field): (usize, &Option<Field>)| ColumnView {
        name: column_name(place),
        field: match sent {
            Some(sent) => sent.column(at, place).to_owned(),
            None => field.map(Field::code).unwrap_or_default(),
        },
    };
    SheetView {
        read: sent.map_or(guessed, |sent| sent.has(&format!("{}{at}", asked_fields::SHEET))),
        first_row: sent.map_or_else(|| sheet.first_row.to_string(), |sent| sent.first_row(at).to_owned()),
        columns: sheet.columns.iter().enumerate().map(column).collect(),
        name: sheet.name,
        rows: sheet.rows,
    }
}
