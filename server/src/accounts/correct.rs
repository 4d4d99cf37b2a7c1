//! `/cua-toi/sua`: mending what is kept of oneself.

use std::sync::Arc;

use app::{
    NavItem,
    accounts::{CorrectPage, CorrectView},
    form::{FormState, Problem},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use contest::accounts::{CorrectionForm, Field, FieldError};
use engine::{
    accounts::{self, Me, OwnDataError},
    clock::os_rng,
    contests,
};
use leptos::prelude::*;

use super::{agency_choices, mine, taken};
use crate::{
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    session::Participant,
    state::AppState,
};

const TITLE: &str = "Sửa thông tin của bạn";

/// GET `/cua-toi/sua`: the form with what is kept.
pub(super) async fn show(State(state): State<AppState>, Participant(me): Participant, page: Page) -> PageResult {
    let known = accounts::me(&state.engine, &me).await?;
    let view = view(&state, kept(&known), &known).await?;
    let frame = page.frame(TITLE).under(NavItem::Mine).with_islands();
    Ok(page.show(frame, || view! { <CorrectPage correct=view/> }))
}

/// POST `/cua-toi/sua`: whose data it is, the session says.
pub(super) async fn correct(
    State(state): State<AppState>,
    Participant(me): Participant,
    page: Page,
    Form(form): Form<CorrectionForm>,
) -> PageResult {
    let known = accounts::me(&state.engine, &me).await?;
    let today = state.engine.now().local().date;
    let correction = match form.check(today, known.guardian_consent, asks_id(&state, &known).await?) {
        Ok(correction) => correction,
        Err(problems) => {
            return refuse(&state, &page, &known, form, problems.iter().map(Problem::from).collect()).await;
        }
    };
    let root = state.province_path().await?;
    let (field, error) = match accounts::update_me(&state.engine, &me, &correction, &root, &mut os_rng()).await {
        Ok(()) => return Ok(Redirect::to(&format!("/cua-toi?{}=1", mine::CORRECTED)).into_response()),
        Err(OwnDataError::AgencyUnknown) => (Field::Agency, FieldError::AgencyUnknown),
        Err(OwnDataError::Taken(by)) => return refuse(&state, &page, &known, form, vec![taken(by)]).await,
        Err(OwnDataError::TrackFixed) => (Field::Position, FieldError::TrackFixed),
        Err(failure @ (OwnDataError::Gone | OwnDataError::Db(_))) => return Err(failure.into()),
    };
    refuse(&state, &page, &known, form, vec![Problem::new(field.name(), error.to_string())]).await
}

async fn refuse(
    state: &AppState,
    page: &Page,
    known: &Me,
    form: CorrectionForm,
    problems: Vec<Problem>,
) -> Result<Response, PageError> {
    let view = view(state, typed(form).with_problems(problems), known).await?;
    let frame = page.frame(TITLE).under(NavItem::Mine).with_islands();
    Ok(page.refuse(frame, || view! { <CorrectPage correct=view/> }))
}

/// The number of the identity card can be mended where it is asked for, or was.
async fn asks_id(state: &AppState, known: &Me) -> Result<bool, PageError> {
    let round = contests::current_round(&state.engine).await?;
    Ok(known.id_number.is_some() || round.is_some_and(|round| round.rules.asks_id_number()))
}

async fn view(state: &AppState, form: FormState, known: &Me) -> Result<CorrectView, PageError> {
    Ok(CorrectView {
        asks_id: asks_id(state, known).await?,
        id_ending: known.id_number.as_ref().map(|number| number.ending().to_owned()),
        form: Arc::new(form),
        agencies: agency_choices(state).await?,
        asks_guardian: !known.guardian_consent,
        phone: state.config.phone.clone(),
    })
}

/// What is kept, as one would have typed it.
fn kept(me: &Me) -> FormState {
    let part = |part: fn(contest::accounts::BirthDate) -> String| me.birth_date.map(part).unwrap_or_default();
    typed(CorrectionForm {
        full_name: me.name.clone(),
        birth_day: part(|born| born.day.to_string()),
        birth_month: part(|born| born.month.to_string()),
        birth_year: part(|born| born.year.to_string()),
        agency: me.agency_code.clone(),
        position: me.position.code().to_owned(),
        // Never shown in full: what is left empty stays as it is.
        id_number: String::new(),
        guardian: String::new(),
    })
}

fn typed(form: CorrectionForm) -> FormState {
    FormState::sent([
        (Field::FullName.name(), form.full_name),
        (Field::BirthDay.name(), form.birth_day),
        (Field::BirthMonth.name(), form.birth_month),
        (Field::BirthYear.name(), form.birth_year),
        (Field::IdNumber.name(), form.id_number),
        (Field::Agency.name(), form.agency),
        (Field::Position.name(), form.position),
        (Field::Guardian.name(), form.guardian),
    ])
}
