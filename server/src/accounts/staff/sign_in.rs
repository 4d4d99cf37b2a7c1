//! Staff signing in and out.

use std::sync::Arc;

use app::{
    accounts::staff::{StaffSignInPage, StaffSignInView, staff_fields},
    form::{FormState, Problem},
};
use axum::{
    extract::State,
    http::{Extensions, HeaderMap, header},
    response::{IntoResponse, Redirect, Response},
};
use engine::{
    accounts::{
        SessionKind, StaffSession, StaffSignInError, USERNAME_LENGTH, close_session, find_staff, open_session,
        staff_sign_in,
    },
    clock::os_rng,
    integrity::{Limit, check},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{
    super::{address_key, signed_in},
    home, work_frame,
};
use crate::{
    error::PageResult,
    form::Form,
    page::Page,
    params::Params,
    session::{Jar as _, MaybeStaff, way_back},
    state::AppState,
};

const KIND: SessionKind = SessionKind::Staff;
const PASSWORD_PAGE: &str = "/ban-to-chuc/mat-khau";

/// The form. It carries a secret, so it is never printed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "tai-khoan")]
    username: String,
    #[serde(rename = "mat-khau")]
    password: String,
    tiep: Option<String>,
}

/// GET `/ban-to-chuc/dang-nhap`
pub(super) async fn show(MaybeStaff(staff): MaybeStaff, params: Params, page: Page) -> Response {
    let next = params.text(staff_fields::NEXT);
    if let Some(staff) = staff {
        return Redirect::to(&onwards(&staff, next)).into_response();
    }
    let view = view(FormState::default(), next);
    page.show(work_frame(&page, "Đăng nhập"), || view! { <StaffSignInPage sign_in=view/> })
}

/// POST `/ban-to-chuc/dang-nhap`
pub(super) async fn sign_in(
    State(state): State<AppState>,
    headers: HeaderMap,
    extensions: Extensions,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let engine = &state.engine;
    // Before the slow hash: guessing must not cost the server what it costs the guesser.
    let address = address_key(&headers, &extensions, &state);
    check(engine, Limit::StaffSignInAddress, &address).await?;
    let next = sent.tiep.as_deref();
    let refuse = |form: FormState| {
        let view = view(form, next);
        page.refuse(work_frame(&page, "Đăng nhập"), || view! { <StaffSignInPage sign_in=view/> })
    };
    // The password is a secret: it is never shown again.
    let typed = || FormState::sent([(staff_fields::USERNAME, sent.username.clone())]);
    let missing = missing(&sent);
    if !missing.is_empty() {
        return Ok(refuse(typed().with_problems(missing)));
    }
    let name = sent.username.trim().to_lowercase();
    check(engine, Limit::StaffSignInNameHere, &format!("{name} {address}")).await?;
    check(engine, Limit::StaffSignInName, &name).await?;
    let staff_id = match staff_sign_in(engine, &sent.username, &sent.password).await {
        Ok(staff_id) => staff_id,
        Err(StaffSignInError::Wrong) => {
            return Ok(refuse(
                typed().with_summary("Tên đăng nhập và mật khẩu chưa khớp. Hãy kiểm tra cả hai rồi thử lại."),
            ));
        }
        Err(StaffSignInError::Db(failure)) => return Err(failure.into()),
    };
    // Whoever used this browser before is signed out of it.
    if let Some(before) = KIND.token(&headers, &state) {
        close_session(engine, KIND, &before).await?;
    }
    let token = open_session(engine, KIND, staff_id, &mut os_rng()).await?;
    let next = match find_staff(engine, &token).await? {
        Some(staff) => onwards(&staff, next),
        None => "/ban-to-chuc/dang-nhap".to_owned(),
    };
    Ok(signed_in(KIND, &token, &next, &state))
}

/// POST `/ban-to-chuc/dang-xuat`
pub(super) async fn sign_out(State(state): State<AppState>, headers: HeaderMap) -> PageResult {
    if let Some(token) = KIND.token(&headers, &state) {
        close_session(&state.engine, KIND, &token).await?;
    }
    let mut response = Redirect::to("/ban-to-chuc/dang-nhap").into_response();
    response.headers_mut().append(header::SET_COOKIE, KIND.clear(&state));
    Ok(response)
}

fn missing(sent: &Sent) -> Vec<Problem> {
    let mut problems = Vec::new();
    if sent.username.trim().is_empty() {
        problems.push(Problem::new(staff_fields::USERNAME, "Bạn chưa nhập tên đăng nhập."));
    }
    if sent.password.is_empty() {
        problems.push(Problem::new(staff_fields::PASSWORD, "Bạn chưa nhập mật khẩu."));
    }
    problems
}

/// Where somebody goes after signing in: to what they wanted if it is in their work area, else to
/// its first page; to the password first while it is one that somebody else handed over.
fn onwards(staff: &StaffSession, wanted: Option<&str>) -> String {
    if staff.must_change_password {
        return PASSWORD_PAGE.to_owned();
    }
    let home = home(staff);
    let wanted = wanted.filter(|path| *path == PASSWORD_PAGE || path.starts_with(home));
    way_back(wanted, home)
}

fn view(form: FormState, next: Option<&str>) -> StaffSignInView {
    StaffSignInView {
        form: Arc::new(form),
        next: next.map(|next| way_back(Some(next), "/ban-to-chuc")),
        username_length: *USERNAME_LENGTH.end() as u16,
    }
}

#[cfg(test)]
mod tests {
    use engine::{accounts::Role, agencies::AgencyScope};

    use super::*;

    #[test]
    fn everybody_is_led_into_their_own_work_area() {
        let staff = |role, agency: Option<i64>, must_change_password| StaffSession {
            session_id: 1,
            staff_id: 1,
            username: "a".to_owned(),
            display_name: "A".to_owned(),
            role,
            agency: agency.map(|agency_id| AgencyScope { agency_id, path: format!("/{agency_id}/") }),
            must_change_password,
        };
        let organiser = staff(Role::Organiser, None, false);
        let viewer = staff(Role::AgencyViewer, Some(3), false);
        assert_eq!(onwards(&organiser, None), "/ban-to-chuc");
        assert_eq!(onwards(&organiser, Some("/ban-to-chuc/vong-thi/3")), "/ban-to-chuc/vong-thi/3");
        assert_eq!(onwards(&organiser, Some("/don-vi")), "/ban-to-chuc");
        assert_eq!(onwards(&viewer, Some("/ban-to-chuc")), "/don-vi");
        assert_eq!(onwards(&viewer, Some("/don-vi/so-nguoi")), "/don-vi/so-nguoi");
        assert_eq!(onwards(&viewer, Some(PASSWORD_PAGE)), PASSWORD_PAGE);
        assert_eq!(onwards(&staff(Role::Organiser, None, true), Some("/ban-to-chuc")), PASSWORD_PAGE);
        let author = staff(Role::QuestionAuthor, None, false);
        assert_eq!(onwards(&author, Some("/ban-to-chuc/vong-thi")), "/ban-to-chuc/ngan-hang");
        assert_eq!(onwards(&author, Some("/ban-to-chuc/ngan-hang/3")), "/ban-to-chuc/ngan-hang/3");
    }
}
