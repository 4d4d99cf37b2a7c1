//! Coming back from another device, and signing out.

use std::sync::Arc;

use app::{
    accounts::{SignInPage, SignInView},
    form::{FormState, Problem},
};
use axum::{
    extract::{Query, State},
    http::{Extensions, HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use contest::accounts::{Field, SignInForm};
use engine::{
    accounts::{SessionKind, SignInError, close_session, open_session, sign_in as who_is},
    clock::os_rng,
    integrity::{Limit, check},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{address_key, signed_in};
use crate::{
    error::PageResult,
    form::Form,
    page::Page,
    session::{Jar as _, MaybeParticipant, way_back},
    state::AppState,
};

/// Where someone wanted to go.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignInQuery {
    tiep: Option<String>,
}

/// The form with the way on.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    tiep: Option<String>,
    #[serde(flatten)]
    form: SignInForm,
}

/// GET `/dang-nhap`
pub async fn show(
    State(state): State<AppState>,
    Query(query): Query<SignInQuery>,
    MaybeParticipant(participant): MaybeParticipant,
    page: Page,
) -> Response {
    if participant.is_some() {
        return Redirect::to(&way_back(query.tiep.as_deref(), "/cua-toi")).into_response();
    }
    let view = view(&state, FormState::default(), query.tiep);
    page.show(page.frame("Đăng nhập"), || view! { <SignInPage sign_in=view/> })
}

/// POST `/dang-nhap`
pub async fn sign_in(
    State(state): State<AppState>,
    headers: HeaderMap,
    extensions: Extensions,
    page: Page,
    Form(Sent { tiep, form }): Form<Sent>,
) -> PageResult {
    let engine = &state.engine;
    let address = address_key(&headers, &extensions, &state);
    check(engine, Limit::SignInAddress, &address).await?;
    // The code is a secret: it is never shown again.
    let typed = || FormState::sent([(Field::Phone.name(), form.phone.clone())]);
    let refuse = |form: FormState| {
        let view = view(&state, form, tiep.clone());
        page.refuse(page.frame("Đăng nhập"), || view! { <SignInPage sign_in=view/> })
    };
    let sent = match form.check() {
        Ok(sent) => sent,
        Err(problems) => return Ok(refuse(typed().with_problems(problems.iter().map(Problem::from)))),
    };
    check(engine, Limit::SignInPhoneHere, &format!("{} {address}", sent.phone.as_str())).await?;
    check(engine, Limit::SignInPhone, sent.phone.as_str()).await?;
    match who_is(engine, &sent.phone, &sent.code).await {
        Ok(participant) => {
            let kind = SessionKind::Participant;
            let token = open_session(engine, kind, participant, &mut os_rng()).await?;
            Ok(signed_in(kind, &token, &way_back(tiep.as_deref(), "/"), &state))
        }
        Err(SignInError::Wrong) => Ok(refuse(typed().with_summary(
            "Số điện thoại và mã dự thi chưa khớp. Hãy kiểm tra cả hai, hoặc nhờ Ban Tổ chức cấp lại mã.",
        ))),
        Err(SignInError::Db(failure)) => Err(failure.into()),
    }
}

/// POST `/dang-xuat`
pub async fn sign_out(State(state): State<AppState>, headers: HeaderMap) -> PageResult {
    let kind = SessionKind::Participant;
    if let Some(token) = kind.token(&headers, &state) {
        close_session(&state.engine, kind, &token).await?;
    }
    let mut response = Redirect::to("/").into_response();
    response.headers_mut().append(header::SET_COOKIE, kind.clear(&state));
    Ok(response)
}

fn view(state: &AppState, form: FormState, next: Option<String>) -> SignInView {
    let next = next.map(|next| way_back(Some(&next), "/"));
    SignInView { form: Arc::new(form), next, phone: state.config.phone.clone() }
}
