//! Registering.

use std::sync::Arc;

use app::{
    accounts::{LINK, RegisterPage, RegisterView},
    contests::CONSENT_VERSION,
    form::{FormState, Problem},
};
use axum::{
    extract::{Query, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use contest::{
    accounts::{Field, FieldError, RegistrationForm},
    contests::{DuplicateKey, DuplicateRule, Rules},
};
use engine::{
    accounts::{RegisterError, SessionKind, open_session, register as register_person},
    clock::os_rng,
    contests,
    integrity::{Limit, check},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{address_key, agency_choices, code, signed_in, taken};
use crate::{
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    session::{MaybeParticipant, way_back},
    state::{AppState, KEPT_MONTHS},
};

/// What an address may choose beforehand.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RegisterQuery {
    /// Where to go on after registering.
    tiep: Option<String>,
    /// An agency's code, from its poster.
    #[serde(rename = "don-vi")]
    agency: Option<String>,
    /// The code of the address that led here.
    #[serde(rename = "qua")]
    link: Option<String>,
}

/// The form with the way on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    tiep: Option<String>,
    #[serde(flatten)]
    form: RegistrationForm,
}

/// GET `/dang-ky`
pub async fn show(
    State(state): State<AppState>,
    Query(query): Query<RegisterQuery>,
    MaybeParticipant(participant): MaybeParticipant,
    page: Page,
) -> PageResult {
    if participant.is_some() {
        return Ok(Redirect::to(&way_back(query.tiep.as_deref(), "/cua-toi")).into_response());
    }
    let chosen = query.agency.map(|code| (Field::Agency.name(), code));
    let next = query.tiep.map(|next| ("tiep", next));
    let link = query.link.map(|link| (LINK, link));
    let view = view(&state, FormState::sent(chosen.into_iter().chain(link).chain(next))).await?;
    let frame = page.frame("Đăng ký dự thi").with_islands();
    Ok(page.show(frame, || view! { <RegisterPage register=view/> }))
}

/// POST `/dang-ky`
pub async fn register(
    State(state): State<AppState>,
    headers: HeaderMap,
    request_extensions: axum::http::Extensions,
    page: Page,
    Form(Sent { tiep, form }): Form<Sent>,
) -> PageResult {
    check(&state.engine, Limit::RegisterAddress, &address_key(&headers, &request_extensions, &state)).await?;
    let today = state.engine.now().local().date;
    let round = contests::current_round(&state.engine).await?;
    let asks_id = round.as_ref().is_some_and(|round| round.rules.asks_id_number());
    let registration = match form.check(today, asks_id) {
        Ok(registration) => registration,
        Err(problems) => {
            let problems: Vec<Problem> = problems.iter().map(Problem::from).collect();
            return refuse(&state, &page, &form, tiep, problems).await;
        }
    };
    if let Some(round) = round {
        let at = state.engine.now().max(round.window.opens);
        if let Err(problem) = registration.eligible(&round.rules.eligibility, at) {
            return refuse(&state, &page, &form, tiep, vec![Problem::from(&problem)]).await;
        }
    }
    let guardian = !form.guardian.is_empty();
    let root = state.province_path().await?;
    let registered =
        register_person(&state.engine, &registration, CONSENT_VERSION, guardian, &root, &mut os_rng()).await;
    match registered {
        Ok(registered) => {
            let kind = SessionKind::Participant;
            let token = open_session(&state.engine, kind, registered.participant_id, &mut os_rng()).await?;
            let next = way_back(tiep.as_deref(), "/");
            let mut response = signed_in(kind, &token, "/dang-ky/ma-du-thi", &state);
            response.headers_mut().append(header::SET_COOKIE, code::show_once(&registered.code, &next, &state));
            Ok(response)
        }
        Err(RegisterError::AgencyUnknown) => {
            let problem = Problem::new(Field::Agency.name(), FieldError::AgencyUnknown.to_string());
            refuse(&state, &page, &form, tiep, vec![problem]).await
        }
        Err(RegisterError::Taken(by)) => refuse(&state, &page, &form, tiep, vec![taken(by)]).await,
        Err(RegisterError::TrackFixed) => {
            let problem = Problem::new(Field::Position.name(), FieldError::TrackFixed.to_string());
            refuse(&state, &page, &form, tiep, vec![problem]).await
        }
        Err(RegisterError::Db(failure)) => Err(failure.into()),
    }
}

async fn refuse(
    state: &AppState,
    page: &Page,
    form: &RegistrationForm,
    tiep: Option<String>,
    problems: Vec<Problem>,
) -> Result<Response, PageError> {
    let next = tiep.map(|next| ("tiep", next));
    let typed = [
        (Field::FullName.name(), form.full_name.clone()),
        (Field::BirthDay.name(), form.birth_day.clone()),
        (Field::BirthMonth.name(), form.birth_month.clone()),
        (Field::BirthYear.name(), form.birth_year.clone()),
        (Field::Phone.name(), form.phone.clone()),
        (Field::IdNumber.name(), form.id_number.clone()),
        (Field::Agency.name(), form.agency.clone()),
        (Field::Position.name(), form.position.clone()),
        (Field::Consent.name(), form.consent.clone()),
        (Field::Guardian.name(), form.guardian.clone()),
        (LINK, form.link.clone()),
    ];
    let form = FormState::sent(typed.into_iter().chain(next)).with_problems(problems);
    let view = view(state, form).await?;
    let frame = page.frame("Đăng ký dự thi").with_islands();
    Ok(page.refuse(frame, || view! { <RegisterPage register=view/> }))
}

async fn view(state: &AppState, form: FormState) -> Result<RegisterView, PageError> {
    let rules = contests::current_round(&state.engine).await?;
    let rules = rules.as_ref().map(|round| &round.rules);
    let alone = rules.is_none_or(|rules| DuplicateRule::most_alike(&rules.duplicates, DuplicateKey::Phone) == Some(1));
    Ok(RegisterView {
        form: Arc::new(form),
        agencies: agency_choices(state).await?,
        kept_months: KEPT_MONTHS,
        asks_id: rules.is_some_and(Rules::asks_id_number),
        shares_phone: !alone,
    })
}
