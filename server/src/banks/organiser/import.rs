//! A file of questions, row by row, and taking it in.

use app::{
    banks::{ContestedView, ImportDone, ImportKind, ImportLine, ImportPage, ImportPageView, import_fields},
    components::{SelectOption, Tab},
    errors::ErrorView,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{
    banks::{KeptFor, Question},
    text::group,
};
use engine::banks::question_sets::{self, CommitError, Committed, Decision, ImportRow, ImportView, Rival, RowVerdict};
use leptos::prelude::*;

use super::{
    address, find, import_address,
    questions::{numbered, to_view},
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
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
    /// Those that somebody should look at: refused, contested, or taken with something left out.
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
                RowVerdict::Refused { .. } | RowVerdict::Contested { .. } => true,
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
    let view =
        ImportPageView { may_practise: actor.role.organises(), ..view(import, (bank.name, address(bank.id)), &params) };
    Ok(page.show(work_frame(&page, "Rà soát tệp câu hỏi"), || view! { <ImportPage import=view/> }))
}

/// POST `/ban-to-chuc/ngan-hang/nhap/{import}`
///
/// What was chosen of the rows in sight is kept whichever button was pressed. The file is taken in
/// only when that leaves the number that the button said.
pub(super) async fn commit(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(import): Path<String>,
    params: Params,
    Pairs(sent): Pairs,
) -> PageResult {
    let id: i64 = import.parse().map_err(|_| PageError::from(ErrorView::NotFound))?;
    let decisions = decisions(&sent);
    if !decisions.is_empty() {
        question_sets::choose(&state.engine, &actor, id, &decisions).await.map_err(not_done)?;
    }
    let value = |name: &str| sent.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let kept_for = match value(import_fields::PRACTICE) {
        Some(_) => KeptFor::Practice,
        None => KeptFor::Contest,
    };
    if value(import_fields::ACT) == Some(import_fields::CHOOSE) {
        return Ok(Redirect::to(&same_rows(id, &params, kept_for, "")).into_response());
    }
    if let Some(said) = value(import_fields::SAID) {
        let import = question_sets::import_view(&state.engine.db.write, id).await?;
        let import = import.ok_or_else(|| PageError::from(ErrorView::NotFound))?;
        if import.committed.is_none() && said != format!("{}+{}", import.fresh(), import.replacing()) {
            return Ok(Redirect::to(&same_rows(id, &params, kept_for, import_fields::RECOUNTED)).into_response());
        }
    }
    question_sets::commit(&state.engine, &actor, id, kept_for).await.map_err(not_done)?;
    Ok(Redirect::to(&import_address(id)).into_response())
}

fn not_done(error: CommitError) -> PageError {
    match error {
        CommitError::NotAllowed => ErrorView::Forbidden.into(),
        CommitError::NoImport => ErrorView::NotFound.into(),
        CommitError::Db(failure) => failure.into(),
    }
}

/// What was chosen of rows, by their places.
fn decisions(sent: &[(String, String)]) -> Vec<(usize, Decision)> {
    let decision = |(name, value): &(String, String)| {
        Some((name.strip_prefix(import_fields::ROW)?.parse().ok()?, Decision::from_code(value)?))
    };
    sent.iter().filter_map(decision).collect()
}

/// The address of the rows that were in sight, with what was ticked beside the button.
fn same_rows(id: i64, params: &Params, kept_for: KeptFor, note: &str) -> String {
    let shown = params.text(SHOW).unwrap_or_default();
    let practice = if kept_for == KeptFor::Practice { import_fields::PRACTICE } else { "" };
    let notes =
        [practice, note].map(|note| if note.is_empty() { String::new() } else { format!("&{note}=1") }).concat();
    format!("{}{}{notes}", before_page(&import_address(id), &[(SHOW, shown)]), params.page())
}

fn view(import: ImportView, bank: (String, String), params: &Params) -> ImportPageView {
    let href = import_address(import.id);
    let shown = Shown::chosen(params.text(SHOW), &import.rows);
    let tabs = Shown::ALL.into_iter().map(|tab| {
        let label = format!("{} ({})", tab.label(), group(tab.count(&import.rows) as i64));
        Tab::new(format!("{href}?{SHOW}={}", tab.code()), label, tab == shown)
    });
    let tabs = tabs.collect();
    let rows = import.rows.len();
    let (fresh, replacing, contested) = (import.fresh(), import.replacing(), import.contested());
    let (already_there, refused) = (import.already_there(), import.refused());
    let lines = import.rows.into_iter().enumerate().filter(|(_, row)| shown.holds(&row.verdict));
    let lines: Vec<(usize, ImportRow)> = lines.collect();
    let paging = Paging::of(params.page(), lines.len() as u64, SIZE);
    ImportPageView {
        page_href: before_page(&href, &[(SHOW, shown.code())]),
        href,
        file: import.file_name,
        bank,
        read_at: import.created_at,
        rows,
        fresh,
        replacing,
        contested,
        already_there,
        refused,
        notes: import.notes.into_iter().map(|note| note.to_string()).collect(),
        recounted: import.committed.is_none() && params.number(import_fields::RECOUNTED).is_some(),
        may_practise: false,
        for_practice: params.number(import_fields::PRACTICE).is_some(),
        committed: import.committed.map(|(at, committed)| (at, done(committed))),
        tabs,
        shown: paging.slice(lines, SIZE).into_iter().map(line).collect(),
        page: paging.page,
        pages: paging.pages,
    }
}

fn done(committed: Committed) -> ImportDone {
    let Committed { added, already_there, replaced, overtaken, for_practice } = committed;
    ImportDone { added, already_there, replaced, overtaken, for_practice }
}

fn line((at, row): (usize, ImportRow)) -> ImportLine {
    let kind = match row.verdict {
        RowVerdict::New { question, warnings } if warnings.is_empty() => ImportKind::New(to_view(question)),
        RowVerdict::New { question, warnings } => ImportKind::Doubtful(to_view(question), warnings),
        RowVerdict::Contested { question, warnings, rival, decision } => {
            ImportKind::Contested(Box::new(contested(at, question, warnings, rival, decision)))
        }
        RowVerdict::AlreadyThere { question } => ImportKind::AlreadyThere(question.stem),
        RowVerdict::Refused { stem, problems } => ImportKind::Refused(stem, problems),
    };
    ImportLine { place: row.place.to_string(), kind }
}

fn contested(at: usize, question: Question, warnings: Vec<String>, rival: Rival, decision: Decision) -> ContestedView {
    let choice = |offered: &Decision| (SelectOption::new(offered.code(), label(*offered)), *offered == decision);
    ContestedView {
        at,
        question: to_view(question),
        warnings,
        likeness: rival.likeness,
        choices: rival.decisions().iter().map(choice).collect(),
        rival: numbered(rival.question_id, rival.question),
    }
}

const fn label(decision: Decision) -> &'static str {
    match decision {
        Decision::Keep => "Giữ câu đã có",
        Decision::Replace => "Thay bằng câu trong tệp",
        Decision::Both => "Giữ cả hai",
    }
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
