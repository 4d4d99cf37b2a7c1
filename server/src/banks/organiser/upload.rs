//! Handing in a file of questions: it is read and kept, to be looked at before it is taken in.

use app::{
    components::FILE_FIELD,
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{
        Multipart, Path, State,
        multipart::{MultipartError, MultipartRejection},
    },
    http::StatusCode,
    response::{IntoResponse, Redirect},
};
use bank::ReadError;
use contest::text::squeeze;
use engine::{
    banks::{
        ImportError,
        question_sets::{self, Uploaded},
    },
    integrity::{Limit, check},
};
use tracing::warn;

use super::{asked_address, bank::refuse, find, import_address};
use crate::{
    error::{PageError, PageResult},
    page::Page,
    session::BankWorker,
    state::AppState,
};

/// Longest name of a file that is kept, in characters.
const MAX_FILE_NAME: usize = 120;
const NO_FILE: &str = "Bạn chưa chọn tệp. Hãy chọn tệp câu hỏi rồi thử lại.";

/// POST `/ban-to-chuc/ngan-hang/{bank}`
pub(super) async fn upload(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    page: Page,
    form: Result<Multipart, MultipartRejection>,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    check(&state.engine, Limit::Upload, &actor.staff_id.to_string()).await?;
    let form = form.map_err(|_| PageError::from(ErrorView::BadRequest))?;
    let message = match read(form).await? {
        Received::File { name, bytes } => {
            match question_sets::upload(&state.engine, &actor, bank.id, &name, bytes).await {
                Ok(uploaded) => return Ok(Redirect::to(&next(uploaded)).into_response()),
                Err(error) => why_not(error)?,
            }
        }
        Received::TooLarge => ReadError::TooLarge.to_string(),
        Received::Nothing => NO_FILE.to_owned(),
    };
    let upload = FormState::default().with_problems([Problem::new(FILE_FIELD, message)]);
    refuse(&state, &actor, bank, &page, upload).await
}

/// Where to go on with a file.
pub(super) fn next(uploaded: Uploaded) -> String {
    match uploaded {
        Uploaded::Read(import) => import_address(import),
        Uploaded::Asks(file) => asked_address(file),
    }
}

/// What a form carried.
pub(crate) enum Received {
    File { name: String, bytes: Vec<u8> },
    TooLarge,
    Nothing,
}

pub(crate) async fn read(mut form: Multipart) -> Result<Received, PageError> {
    loop {
        let field = match form.next_field().await {
            Ok(Some(field)) => field,
            Ok(None) => return Ok(Received::Nothing),
            Err(error) => return unreadable(&error),
        };
        if field.name() != Some(FILE_FIELD) {
            continue;
        }
        let name = file_name(field.file_name().unwrap_or_default());
        return match field.bytes().await {
            // A browser sends an empty file without a name when none was chosen.
            Ok(bytes) if bytes.is_empty() && name.is_empty() => Ok(Received::Nothing),
            Ok(bytes) => Ok(Received::File { name, bytes: bytes.into() }),
            Err(error) => unreadable(&error),
        };
    }
}

fn unreadable(error: &MultipartError) -> Result<Received, PageError> {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Ok(Received::TooLarge)
    } else {
        Err(ErrorView::BadRequest.into())
    }
}

/// Why a file was not read, for the person who brought it; what is not their affair goes on.
pub(super) fn why_not(error: ImportError) -> Result<String, PageError> {
    match error {
        ImportError::Read(error) => Ok(error.to_string()),
        ImportError::ReaderStopped => {
            warn!("the reader of question sets stopped half way");
            Ok("Chưa đọc được tệp này. Hãy lưu lại tệp ở dạng .xlsx hoặc .csv rồi tải lên lần nữa.".to_owned())
        }
        ImportError::NotAllowed => Err(ErrorView::Forbidden.into()),
        ImportError::NoBank | ImportError::NoFile => Err(ErrorView::NotFound.into()),
        ImportError::Db(failure) => Err(failure.into()),
    }
}

/// The name alone, without the folders that some browsers send with it, and not too long.
fn file_name(sent: &str) -> String {
    let name = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    squeeze(name).chars().take(MAX_FILE_NAME).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_name_alone() {
        assert_eq!(file_name("C:\\Users\\Hà\\ngân hàng.xlsx"), "ngân hàng.xlsx");
        assert_eq!(file_name("../../etc/passwd"), "passwd");
        assert_eq!(file_name(""), "");
        assert_eq!(file_name(&"ă".repeat(500)).chars().count(), MAX_FILE_NAME);
    }
}
