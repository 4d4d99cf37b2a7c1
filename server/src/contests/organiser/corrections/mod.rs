//! Correcting a round's questions after they were answered, for its organiser.

mod sent;
mod views;
mod words;

use std::sync::Arc;

use app::{
    errors::ErrorView,
    form::{FormState, Problem},
    results::{CorrectionStep, CorrectionsPage, CorrectionsView, correction_fields as fields},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::text::group;
use engine::{
    accounts::{StaffSession, audit::MAX_REASON},
    contests::Round,
    results::corrections::{self, CorrectionError, apply, behind, made, preview, questions, usage},
};
use leptos::prelude::*;

use self::sent::Sent;
use super::address;
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    session::Organiser,
    state::AppState,
};

const DONE: &str = "xong";
const TITLE: &str = "Sửa câu hỏi sau khi thi";

/// The address where a round's questions are corrected.
pub(super) fn corrections_address(round_id: i64) -> String {
    format!("{}/sua-cau", address(round_id))
}

/// GET `/ban-to-chuc/vong-thi/{round}/sua-cau`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let round = find(&state, &round).await?;
    let desk = Desk { state: &state, actor: &actor, round: &round };
    let step = if words::closed(round.state).is_some() {
        CorrectionStep::Closed
    } else if let Some(question) = params.text(fields::QUESTION) {
        let revision = question.parse().map_err(|_| PageError::from(ErrorView::NotFound))?;
        desk.ask(revision, &Sent::default()).await?
    } else {
        desk.choose(&params).await?
    };
    let mut view = desk.view(step, FormState::default()).await?;
    view.done = params.text(DONE).and_then(words::done);
    Ok(page.show(work_frame(&page, TITLE), || view! { <CorrectionsPage corrections=view/> }))
}

/// POST `/ban-to-chuc/vong-thi/{round}/sua-cau`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let round = find(&state, &round).await?;
    let desk = Desk { state: &state, actor: &actor, round: &round };
    let sent = Sent::read(&pairs).ok_or_else(|| PageError::from(ErrorView::BadRequest))?;
    let act = match sent.act() {
        Ok(act) => act,
        Err(problem) => return desk.refuse(&page, &sent, None, FormState::default().with_problems([problem])).await,
    };
    let shown = match preview(&state.engine, &actor, round.id, act).await {
        Ok(shown) => shown,
        Err(CorrectionError::BeingCounted(papers)) => {
            let step = CorrectionStep::Counting { papers: group(papers as i64), sent: sent.again() };
            let view = desk.view(step, FormState::default()).await?;
            return Ok(page.show(work_frame(&page, TITLE), || view! { <CorrectionsPage corrections=view/> }));
        }
        Err(error) => return desk.refuse(&page, &sent, None, why_not(error)?).await,
    };
    if !sent.applies {
        let step = CorrectionStep::Preview(views::preview(&shown, &round, &sent));
        let view = desk.view(step, FormState::default()).await?;
        return Ok(page.show(work_frame(&page, TITLE), || view! { <CorrectionsPage corrections=view/> }));
    }
    match apply(&state.engine, &actor, round.id, act, &sent.why).await {
        Ok(()) => {
            let done = words::done_code(act);
            Ok(Redirect::to(&format!("{}?{DONE}={done}", corrections_address(round.id))).into_response())
        }
        Err(CorrectionError::Reason) => {
            let form = FormState::sent([(fields::WHY, sent.why.clone())]).with_problems([Problem::new(
                fields::WHY,
                format!("Chưa có lý do, hoặc lý do dài quá {MAX_REASON} ký tự. Hãy ghi ngắn gọn."),
            )]);
            let step = CorrectionStep::Preview(views::preview(&shown, &round, &sent));
            desk.refuse(&page, &sent, Some(step), form).await
        }
        Err(error) => desk.refuse(&page, &sent, None, why_not(error)?).await,
    }
}

async fn find(state: &AppState, round: &str) -> Result<Round, PageError> {
    let not_found = || PageError::from(ErrorView::NotFound);
    let id = round.parse().map_err(|_| not_found())?;
    Round::load(&state.engine.db.read, id).await?.ok_or_else(not_found)
}

/// An organiser at work on the questions of a round.
struct Desk<'a> {
    state: &'a AppState,
    actor: &'a StaffSession,
    round: &'a Round,
}

impl Desk<'_> {
    async fn view(&self, step: CorrectionStep, form: FormState) -> Result<CorrectionsView, PageError> {
        let (engine, round) = (&self.state.engine, self.round);
        let made = made(engine, self.actor, round.id).await.map_err(page_error)?;
        let is_closed = words::closed(round.state);
        let left = behind(&engine.db.read, round.id).await?;
        let grading = (left > 0).then(|| words::grading(left));
        Ok(CorrectionsView {
            href: corrections_address(round.id),
            round: (address(round.id), round.title.clone()),
            form: Arc::new(form),
            done: None,
            made: made.into_iter().map(|one| views::made(one, is_closed.is_none() && left == 0)).collect(),
            waits: is_closed.map(str::to_owned).or(grading),
            step,
        })
    }

    async fn choose(&self, params: &Params) -> Result<CorrectionStep, PageError> {
        let search = params.text(fields::SEARCH).unwrap_or_default();
        let found = questions(&self.state.engine, self.actor, self.round, search, params.page() as usize).await;
        let href = corrections_address(self.round.id);
        Ok(CorrectionStep::Choose(views::choose(found.map_err(page_error)?, search, &href)))
    }

    async fn ask(&self, revision: i64, sent: &Sent) -> Result<CorrectionStep, PageError> {
        let (engine, round) = (&self.state.engine, self.round);
        let question = corrections::find(engine, self.actor, round.id, revision).await.map_err(page_error)?;
        let counted = match usage(engine, self.actor, round.id, revision).await {
            Ok(counted) => Some(counted),
            Err(CorrectionError::BeingCounted(_)) => None,
            Err(error) => return Err(page_error(error)),
        };
        Ok(CorrectionStep::Ask(views::ask(question, counted.as_deref(), round, sent)))
    }

    /// The page again with why nothing was done.
    async fn refuse(&self, page: &Page, sent: &Sent, step: Option<CorrectionStep>, form: FormState) -> PageResult {
        let step = match (step, sent.question) {
            (Some(step), _) => step,
            _ if words::closed(self.round.state).is_some() => CorrectionStep::Closed,
            (None, Some(revision)) => match self.ask(revision, sent).await {
                Ok(step) => step,
                Err(_) => self.choose(&Params::default()).await?,
            },
            (None, None) => self.choose(&Params::default()).await?,
        };
        let mut form = form;
        form.values.insert(fields::HOW.to_owned(), sent.how.clone());
        let view = self.view(step, form).await?;
        Ok(page.refuse(work_frame(page, TITLE), || view! { <CorrectionsPage corrections=view/> }))
    }
}

fn page_error(error: CorrectionError) -> PageError {
    match error {
        CorrectionError::NotAllowed => ErrorView::Forbidden.into(),
        CorrectionError::NoRound | CorrectionError::NotFound => ErrorView::NotFound.into(),
        CorrectionError::Db(failure) => failure.into(),
        other => engine::DbErr::Custom(other.to_string()).into(),
    }
}

fn why_not(error: CorrectionError) -> Result<FormState, PageError> {
    let form = FormState::default();
    Ok(match error {
        CorrectionError::Change(wrong) => form.with_problems([Problem::new(fields::KEY, wrong.to_string())]),
        CorrectionError::State(state) => form.with_summary(words::closed(state).unwrap_or(words::CHANGED)),
        CorrectionError::NotFound => form.with_summary(words::GONE),
        CorrectionError::CorrectedBefore => form.with_summary(words::CORRECTED_BEFORE),
        CorrectionError::BeingRegraded(left) => form.with_summary(words::grading(left)),
        // Or other previews of this process have just pushed this one out.
        CorrectionError::Changed | CorrectionError::BeingCounted(_) => form.with_summary(words::CHANGED),
        CorrectionError::Failed(why) => {
            tracing::error!(why, "a correction could not be counted");
            form.with_summary(words::FAILED)
        }
        other => return Err(page_error(other)),
    })
}
