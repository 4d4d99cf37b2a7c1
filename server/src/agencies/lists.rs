//! `/ban-to-chuc/don-vi/danh-sach`: lists of agencies, handed in, looked at, taken in; and the tree as a file.

use std::sync::Arc;

use app::{
    agencies::{LISTS_HREF, ListPreviewPage, ListPreviewView, ListRow, ListsPage, ListsView, list_fields as fields},
    components::FILE_FIELD,
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Multipart, Path, State, multipart::MultipartRejection},
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use bank::{
    ReadError,
    agencies::{FILE_KINDS, FILE_NAMES, ListFormat, write},
    limits::MAX_UPLOAD_BYTES,
};
use contest::text::group;
use engine::{
    agencies::{
        Deed, ListError, ListPreview, PlannedRow, Taken, drop_list, export_list, hand_in_list, preview_list,
        take_in_list,
    },
    integrity::{Limit, check},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::tree::{Leaf, tabs};
use crate::{
    accounts::staff::work_frame,
    banks::organiser::upload::{self, Received},
    error::{BUSY, PageError, PageResult},
    form::Form,
    page::Page,
    paging::Paging,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Danh sách đơn vị";
const SIZE: u64 = 50;
/// Rows that are left out, of which the reason is shown.
const PROBLEMS: usize = 200;
/// How many agencies were added, and how many changed, just now.
const ADDED: &str = "them";
const CHANGED: &str = "sua";

impl From<ListError> for PageError {
    fn from(error: ListError) -> Self {
        match error {
            ListError::NotAllowed => ErrorView::Forbidden.into(),
            ListError::NotFound => ErrorView::NotFound.into(),
            // What was read once is read again; whoever brings a file is told by `hand_in`.
            ListError::Read(_) | ListError::ReaderStopped => ErrorView::BadRequest.into(),
            ListError::Db(failure) => failure.into(),
        }
    }
}

/// GET `/ban-to-chuc/don-vi/danh-sach`
pub(super) async fn show(Organiser(_): Organiser, params: Params, page: Page) -> PageResult {
    let count = |name| params.number(name).map(|count| group(count.into()));
    let done = count(ADDED).zip(count(CHANGED));
    let done = done.map(|(added, changed)| format!("Đã thêm {added} đơn vị, sửa {changed} đơn vị."));
    let view = view(FormState::default(), done);
    Ok(page.show(work_frame(&page, TITLE), || view! { <ListsPage view/> }))
}

/// POST `/ban-to-chuc/don-vi/danh-sach`
pub(super) async fn hand_in(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    form: Result<Multipart, MultipartRejection>,
) -> PageResult {
    check(&state.engine, Limit::Upload, &actor.staff_id.to_string()).await?;
    let form = form.map_err(|_| PageError::from(ErrorView::BadRequest))?;
    let message = match upload::read(form).await? {
        Received::File { name, bytes } => match hand_in_list(&state.engine, &actor, &name, bytes).await {
            Ok(list) => return Ok(Redirect::to(&address(list)).into_response()),
            Err(ListError::Read(error)) => error.to_string(),
            Err(ListError::ReaderStopped) => {
                "Chưa đọc được tệp này. Hãy lưu lại tệp ở dạng .xlsx hoặc .csv rồi tải lên lần nữa.".to_owned()
            }
            Err(failure) => return Err(failure.into()),
        },
        Received::TooLarge => ReadError::TooLarge.to_string(),
        Received::Nothing => "Bạn chưa chọn tệp. Hãy chọn tệp danh sách rồi thử lại.".to_owned(),
    };
    let view = view(FormState::default().with_problems([Problem::new(FILE_FIELD, message)]), None);
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <ListsPage view/> }))
}

fn view(form: FormState, done: Option<String>) -> ListsView {
    ListsView {
        tabs: tabs(Leaf::Lists),
        done,
        form: Arc::new(form),
        kinds: FILE_KINDS,
        accept: FILE_NAMES,
        megabytes: MAX_UPLOAD_BYTES >> 20,
    }
}

fn address(list: i64) -> String {
    format!("{LISTS_HREF}/{list}")
}

fn id(list: &str) -> Result<i64, PageError> {
    list.parse().map_err(|_| ErrorView::NotFound.into())
}

/// GET `/ban-to-chuc/don-vi/danh-sach/{list}`
pub(super) async fn preview(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(list): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let list = id(&list)?;
    let view = preview_view(list, preview_list(&state.engine, &actor, list).await?, params.page(), false);
    Ok(page.show(work_frame(&page, TITLE), || view! { <ListPreviewPage view/> }))
}

/// The preview's form.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "viec")]
    act: String,
    #[serde(rename = "da-xem")]
    seen: String,
}

/// POST `/ban-to-chuc/don-vi/danh-sach/{list}`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(list): Path<String>,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let list = id(&list)?;
    match sent.act.as_str() {
        fields::TAKE_IN => match take_in_list(&state.engine, &actor, list, &sent.seen).await? {
            Taken::Done(done) => {
                let next = format!("{LISTS_HREF}?{ADDED}={}&{CHANGED}={}", done.added, done.changed);
                Ok(Redirect::to(&next).into_response())
            }
            Taken::Changed => {
                let view = preview_view(list, preview_list(&state.engine, &actor, list).await?, 1, true);
                Ok(page.refuse(work_frame(&page, TITLE), || view! { <ListPreviewPage view/> }))
            }
        },
        fields::DROP => {
            drop_list(&state.engine, &actor, list).await?;
            Ok(Redirect::to(LISTS_HREF).into_response())
        }
        _ => Err(ErrorView::BadRequest.into()),
    }
}

fn preview_view(list: i64, preview: ListPreview, asked_for: u32, stale: bool) -> ListPreviewView {
    let count = |deed| preview.rows.iter().filter(|row| row.deed == deed).count();
    let paging = Paging::of(asked_for, preview.rows.len() as u64, SIZE);
    ListPreviewView {
        href: address(list),
        stale,
        counts: [count(Deed::Add), count(Deed::Dissolve), count(Deed::Change), preview.unchanged],
        absent: preview.absent,
        problems: preview.problems.iter().take(PROBLEMS).map(ToString::to_string).collect(),
        more_problems: preview.problems.len().saturating_sub(PROBLEMS),
        rows: paging.slice(preview.rows, SIZE).into_iter().map(row).collect(),
        page: paging.page,
        pages: paging.pages,
        seen: preview.digest,
        file: preview.file_name,
    }
}

fn row(row: PlannedRow) -> ListRow {
    ListRow {
        deed: match row.deed {
            Deed::Add => "Thêm",
            Deed::Dissolve => "Giải thể",
            Deed::Change | Deed::Nothing => "Sửa",
        },
        name: row.name,
        about: format!("Mã {} · {}", row.code, row.place.to_string().to_lowercase()),
        changes: row.changes.into_iter().map(|change| (change.what, change.before, change.after)).collect(),
    }
}

/// GET `/ban-to-chuc/don-vi/danh-sach.csv`
pub(super) async fn csv(State(state): State<AppState>, Organiser(actor): Organiser) -> Result<Response, PageError> {
    let listed = export_list(&state.engine, &actor).await?;
    file(listed, ListFormat::Csv).await
}

/// GET `/ban-to-chuc/don-vi/danh-sach.xlsx`
pub(super) async fn xlsx(State(state): State<AppState>, Organiser(actor): Organiser) -> Result<Response, PageError> {
    let listed = export_list(&state.engine, &actor).await?;
    file(listed, ListFormat::Xlsx).await
}

async fn file(listed: Vec<bank::agencies::Agency>, format: ListFormat) -> Result<Response, PageError> {
    let made = tokio::task::spawn_blocking(move || write(&listed, format)).await;
    let Ok(Some(bytes)) = made else { return Err(ErrorView::Busy(BUSY).into()) };
    let disposition = format!("attachment; filename=\"don-vi.{}\"", format.extension());
    let headers = [(header::CONTENT_TYPE, format.media_type().to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, bytes).into_response())
}
