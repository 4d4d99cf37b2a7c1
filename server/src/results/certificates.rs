//! Certificates: `/xac-nhan` for anyone who has a code, and the files for those whose they are and for
//! organisers.

use std::sync::Arc;

use app::{
    errors::ErrorView,
    form::{FormState, Problem},
    results::{CERTIFICATE_ADDRESS, CERTIFICATE_CODE, Verdict, Verified, VerifyPage, VerifyView},
};
use axum::{
    Router,
    extract::{Path, State},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect},
    routing::get,
};
use contest::{Millis, results::CertificateCode};
use engine::results::{
    Certification, Standing, all_certificates, life::LifeError, own_certificate, verify_certificate,
};
use leptos::prelude::*;
use print::certificate::{MAX_PAGES, pdf};
use tokio::sync::Semaphore;

use super::{certificate_text, whose::Whose};
use crate::{
    error::{PageError, PageResult},
    page::Page,
    params::Params,
    session::{Organiser, Participant},
    state::AppState,
};

/// Files that are made at once: each may be of a thousand pages.
static MAKING: Semaphore = Semaphore::const_new(2);
/// After this somebody who found both taken tries again.
const WAIT: Millis = Millis::seconds(5);
/// `?phan=`: which thousand of the certificates, from 1.
const PART: &str = "phan";

/// The addresses of certificates.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(CERTIFICATE_ADDRESS, get(ask))
        .route("/xac-nhan/{code}", get(verify))
        .route("/cua-toi/giay-chung-nhan/{code}", get(own))
        .route("/ban-to-chuc/giay-chung-nhan/{code}", get(one))
        .route("/ban-to-chuc/vong-thi/{round}/giay-chung-nhan.pdf", get(all))
        .route("/ban-to-chuc/cuoc-thi/{contest}/giay-chung-nhan.pdf", get(all))
}

/// Where the person whose it is takes their certificate from.
pub fn own_address(code: CertificateCode) -> String {
    format!("/cua-toi/giay-chung-nhan/{code}")
}

/// Where an organiser takes any certificate from.
pub fn organiser_address(code: CertificateCode) -> String {
    format!("/ban-to-chuc/giay-chung-nhan/{code}")
}

/// How many files all certificates of results make.
pub const fn parts(certificates: usize) -> usize {
    certificates.div_ceil(MAX_PAGES)
}

/// Where an organiser takes such a file from: below the page of the results, the first part being 1.
pub fn all_address(results: &str, part: usize) -> String {
    let below = results.trim_end_matches("/ket-qua");
    format!("{below}/giay-chung-nhan.pdf?{PART}={part}")
}

/// GET `/xac-nhan`: a code is asked for; one that was typed leads to its own page.
async fn ask(params: Params, page: Page) -> PageResult {
    match params.text(CERTIFICATE_CODE) {
        None => Ok(show(&page, FormState::default(), None)),
        Some(typed) => match typed.parse::<CertificateCode>() {
            Ok(code) => Ok(Redirect::to(&format!("{CERTIFICATE_ADDRESS}/{code}")).into_response()),
            Err(error) => Ok(refuse(&page, typed, &error.to_string())),
        },
    }
}

/// GET `/xac-nhan/{code}`
async fn verify(State(state): State<AppState>, Path(code): Path<String>, page: Page) -> PageResult {
    const UNKNOWN: &str = "Không có giấy chứng nhận nào mang mã này. Hãy xem lại mã in trên giấy.";
    let parsed = match code.parse::<CertificateCode>() {
        Ok(parsed) => parsed,
        Err(error) => return Ok(refuse(&page, &code, &error.to_string())),
    };
    Ok(match verify_certificate(&state.engine, parsed).await? {
        Some(found) => show(&page, FormState::default(), Some(verified(&found))),
        None => refuse(&page, &code, UNKNOWN),
    })
}

fn show(page: &Page, form: FormState, found: Option<Verified>) -> axum::response::Response {
    let view = VerifyView { form: Arc::new(form), found };
    page.show(page.frame("Xác nhận giấy chứng nhận"), || view! { <VerifyPage view/> })
}

fn refuse(page: &Page, typed: &str, why: &str) -> axum::response::Response {
    let form = FormState::sent([(CERTIFICATE_CODE, typed)]).with_problems([Problem::new(CERTIFICATE_CODE, why)]);
    (StatusCode::NOT_FOUND, show(page, form, None)).into_response()
}

fn verified(found: &Certification) -> Verified {
    Verified {
        code: found.code.to_string(),
        verdict: match found.standing {
            Standing::Good => Verdict::Good,
            Standing::TakenBack(at) => Verdict::TakenBack(at),
            Standing::Replaced => Verdict::Replaced,
            Standing::Void => Verdict::Void,
        },
        rows: certificate_text::rows(found),
    }
}

/// GET `/cua-toi/giay-chung-nhan/{code}`
async fn own(State(state): State<AppState>, Participant(me): Participant, Path(code): Path<String>) -> PageResult {
    let found = own_certificate(&state.engine, &me, parse(&code)?).await?;
    file(&state, good(found)?).await
}

/// GET `/ban-to-chuc/giay-chung-nhan/{code}`
async fn one(State(state): State<AppState>, Organiser(_): Organiser, Path(code): Path<String>) -> PageResult {
    let found = verify_certificate(&state.engine, parse(&code)?).await?;
    file(&state, good(found)?).await
}

/// GET `/ban-to-chuc/…/giay-chung-nhan.pdf`: a thousand certificates of the results at a time.
async fn all(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(whose): Path<Whose>,
    params: Params,
) -> PageResult {
    let part = params.number(PART).unwrap_or(1).max(1) as usize;
    let all = all_certificates(&state.engine, &actor, whose.of()?).await.map_err(|error| match error {
        LifeError::Db(failure) => failure.into(),
        _ => PageError::from(ErrorView::Forbidden),
    })?;
    let some: Vec<Certification> = all.into_iter().skip((part - 1).saturating_mul(MAX_PAGES)).take(MAX_PAGES).collect();
    file(&state, some).await
}

fn parse(code: &str) -> Result<CertificateCode, PageError> {
    code.parse().map_err(|_| ErrorView::NotFound.into())
}

/// A certificate that is good no more is not given out.
fn good(found: Option<Certification>) -> Result<Vec<Certification>, PageError> {
    let good = found.filter(|found| found.standing == Standing::Good);
    good.map(|found| vec![found]).ok_or_else(|| ErrorView::NotFound.into())
}

/// The certificates as a file, made on a thread that answers nobody.
async fn file(state: &AppState, found: Vec<Certification>) -> PageResult {
    if found.is_empty() {
        return Err(ErrorView::NotFound.into());
    }
    let _turn = MAKING.try_acquire().map_err(|_| PageError::from(ErrorView::Busy(WAIT)))?;
    let pages: Vec<_> = found.iter().map(|found| certificate_text::certificate(state, found)).collect();
    let made = tokio::task::spawn_blocking(move || pdf(&pages)).await;
    let failed = |error: &dyn std::error::Error| {
        tracing::error!(error = %error, "certificates cannot be made");
        PageError::from(ErrorView::Busy(WAIT))
    };
    let bytes = made.map_err(|error| failed(&error))?.map_err(|error| failed(&error))?;
    let name = match found.as_slice() {
        [one] => format!("giay-chung-nhan-{}.pdf", one.code),
        _ => "giay-chung-nhan.pdf".to_owned(),
    };
    let headers = [
        (header::CONTENT_TYPE, "application/pdf".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
