//! A file of questions, row by row, and taking it in.

use app::{
    banks::{ImportKind, ImportLine, ImportPage, ImportPageView},
    components::Tab,
    errors::ErrorView,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::text::group;
use engine::banks::question_sets::{self, CommitError, ImportRow, ImportView, RowVerdict};
use leptos::prelude::*;

use super::{address, find, import_address, questions::to_view};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    page::Page,
    paging::Paging,
    params::Params,
    results::addresses::before_page,
    session::BankWorker,
    state::AppState,
};

const SHOW: &str = "xem";
const SIZE: u64 = 50;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// Those that somebody should look at: refused, or taken with something left out.
    ToLookAt,
    New,
    AlreadyThere,
    All,
}

impl Shown {
    const ALL: [Self; 4] = [Self::ToLookAt, Self::New, Self::AlreadyThere, Self::All];

    const fn code(self) -> &'static str {
        match self {
            Self::ToLookAt => "can-xem",
            Self::New => "moi",
            Self::AlreadyThere => "da-co",
            Self::All => "tat-ca",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::ToLookAt => "Cần xem",
            Self::New => "Câu mới",
            Self::AlreadyThere => "Đã có",
            Self::All => "Tất cả",
        }
    }

    fn holds(self, verdict: &RowVerdict) -> bool {
        match self {
            Self::ToLookAt => match verdict {
                RowVerdict::Refused { .. } => true,
                RowVerdict::New { warnings, .. } => !warnings.is_empty(),
                RowVerdict::AlreadyThere { .. } => false,
            },
            Self::New => matches!(verdict, RowVerdict::New { .. }),
            Self::AlreadyThere => matches!(verdict, RowVerdict::AlreadyThere { .. }),
            Self::All => true,
        }
    }

    fn count(self, rows: &[ImportRow]) -> usize {
        rows.iter().filter(|row| self.holds(&row.verdict)).count()
    }

    /// What was asked for; else what needs a look, if anything does.
    fn chosen(asked_for: Option<&str>, rows: &[ImportRow]) -> Self {
        let known = Self::ALL.into_iter().find(|shown| Some(shown.code()) == asked_for);
        known.or_else(|| Self::ALL.into_iter().find(|shown| shown.count(rows) > 0)).unwrap_or(Self::All)
    }
}

/// GET `/ban-to-chuc/ngan-hang/nhap/{import}`
pub(super) async fn show(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(import): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let not_found = || PageError::from(ErrorView::NotFound);
    let id: i64 = import.parse().map_err(|_| not_found())?;
    let import = question_sets::import_view(&state.engine.db.read, id).await?.ok_or_else(not_found)?;
    let bank = find(&state, &actor, &import.bank_id.to_string()).await?;
    let view = view(import, (bank.name, address(bank.id)), &params);
    Ok(page.show(work_frame(&page, "Rà soát tệp câu hỏi"), || view! { <ImportPage import=view/> }))
}

/// POST `/ban-to-chuc/ngan-hang/nhap/{import}`
pub(super) async fn commit(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(import): Path<String>,
) -> PageResult {
    let id: i64 = import.parse().map_err(|_| PageError::from(ErrorView::NotFound))?;
    match question_sets::commit(&state.engine, &actor, id).await {
        Ok(_) => Ok(Redirect::to(&import_address(id)).into_response()),
        Err(CommitError::NotAllowed) => Err(ErrorView::Forbidden.into()),
        Err(CommitError::NoImport) => Err(ErrorView::NotFound.into()),
        Err(CommitError::Db(failure)) => Err(failure.into()),
    }
}

fn view(import: ImportView, bank: (String, String), params: &Params) -> ImportPageView {
    let href = import_address(import.id);
    let shown = Shown::chosen(params.text(SHOW), &import.rows);
    let tabs = Shown::ALL.into_iter().map(|tab| {
        let label = format!("{} ({})", tab.label(), group(tab.count(&import.rows) as i64));
        Tab::new(format!("{href}?{SHOW}={}", tab.code()), label, tab == shown)
    });
    let tabs = tabs.collect();
    let (rows, fresh, already_there, refused) =
        (import.rows.len(), import.fresh(), import.already_there(), import.refused());
    let lines: Vec<ImportRow> = import.rows.into_iter().filter(|row| shown.holds(&row.verdict)).collect();
    let paging = Paging::of(params.page(), lines.len() as u64, SIZE);
    ImportPageView {
        page_href: before_page(&href, &[(SHOW, shown.code())]),
        href,
        file: import.file_name,
        bank,
        read_at: import.created_at,
        rows,
        fresh,
        already_there,
        refused,
        notes: import.notes.into_iter().map(|note| note.to_string()).collect(),
        committed: import.committed.map(|(at, done)| (at, done.added, done.already_there)),
        tabs,
        shown: paging.slice(lines, SIZE).into_iter().map(line).collect(),
        page: paging.page,
        pages: paging.pages,
    }
}

fn line(row: ImportRow) -> ImportLine {
    let kind = match row.verdict {
        RowVerdict::New { question, warnings } if warnings.is_empty() => ImportKind::New(to_view(question)),
        RowVerdict::New { question, warnings } => ImportKind::Doubtful(to_view(question), warnings),
        RowVerdict::AlreadyThere { question } => ImportKind::AlreadyThere(question.stem),
        RowVerdict::Refused { stem, problems } => ImportKind::Refused(stem, problems),
    };
    ImportLine { place: row.place.to_string(), kind }
}

#[cfg(test)]
mod tests {
    use bank::Place;

    use super::*;

    fn refused() -> ImportRow {
        let verdict = RowVerdict::Refused { stem: String::new(), problems: vec!["Câu trống.".to_owned()] };
        ImportRow { place: Place::Row { sheet: None, row: 2 }, verdict }
    }

    #[test]
    fn what_needs_a_look_comes_first() {
        assert_eq!(Shown::chosen(None, &[refused()]), Shown::ToLookAt);
        assert_eq!(Shown::chosen(Some("moi"), &[refused()]), Shown::New);
        assert_eq!(Shown::chosen(Some("x"), &[]), Shown::All);
    }
}
