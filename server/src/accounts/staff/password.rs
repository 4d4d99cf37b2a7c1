//! Staff's own account: another password.

use std::sync::Arc;

use app::{
    accounts::staff::{StaffAccountPage, StaffAccountView, staff_fields},
    form::{FormState, Problem},
    work::Desk,
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use contest::accounts::Password;
use engine::{
    accounts::{ChangePasswordError, SessionKind, StaffSession, change_password},
    clock::os_rng,
    integrity::{Limit, check},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::{home, work_frame};
use crate::{
    error::PageResult,
    form::Form,
    page::Page,
    params::Params,
    session::{Jar as _, MaybeStaff},
    state::AppState,
};

const TITLE: &str = "Tài khoản của tôi";
const SIGN_IN: &str = "/ban-to-chuc/dang-nhap?tiep=/ban-to-chuc/mat-khau";

/// The form. It carries secrets, so it is never printed.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "mat-khau")]
    current: String,
    #[serde(rename = "mat-khau-moi")]
    new: String,
    #[serde(rename = "nhap-lai")]
    repeated: String,
}

/// GET `/ban-to-chuc/mat-khau`
pub(super) async fn show(MaybeStaff(staff): MaybeStaff, params: Params, page: Page) -> Response {
    let Some(staff) = staff else { return Redirect::to(SIGN_IN).into_response() };
    let view = view(&staff, FormState::default(), params.text("xong").is_some());
    page.show(work_frame(&page, TITLE), || view! { <StaffAccountPage account=view/> })
}

/// POST `/ban-to-chuc/mat-khau`
pub(super) async fn change(
    State(state): State<AppState>,
    MaybeStaff(staff): MaybeStaff,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let Some(staff) = staff else { return Ok(Redirect::to(SIGN_IN).into_response()) };
    let here = format!("{} {}", staff.username, staff.session_id);
    check(&state.engine, Limit::StaffSignInNameHere, &here).await?;
    let refuse = |problems: Vec<Problem>| {
        let view = view(&staff, FormState::default().with_problems(problems), false);
        Ok(page.refuse(work_frame(&page, TITLE), || view! { <StaffAccountPage account=view/> }))
    };
    let new = match read(&sent) {
        Ok(new) => new,
        Err(problems) => return refuse(problems),
    };
    match change_password(&state.engine, &staff, &sent.current, &new, &mut os_rng()).await {
        Ok(token) => {
            // From a one-time password straight to work.
            let next = if staff.must_change_password { home(&staff) } else { "/ban-to-chuc/mat-khau?xong=1" };
            let mut response = Redirect::to(next).into_response();
            response.headers_mut().append(header::SET_COOKIE, SessionKind::Staff.keep(&token, &state));
            Ok(response)
        }
        Err(ChangePasswordError::WrongCurrent) => refuse(vec![Problem::new(
            staff_fields::PASSWORD,
            "Mật khẩu đang dùng chưa đúng. Hãy nhập lại, chú ý chữ hoa và bộ gõ tiếng Việt.",
        )]),
        Err(ChangePasswordError::Unchanged) => refuse(vec![Problem::new(
            staff_fields::NEW_PASSWORD,
            "Mật khẩu mới giống mật khẩu đang dùng. Hãy chọn mật khẩu khác.",
        )]),
        Err(ChangePasswordError::Db(failure)) => Err(failure.into()),
    }
}

/// The new password, typed twice alike.
fn read(sent: &Sent) -> Result<Password, Vec<Problem>> {
    let mut problems = Vec::new();
    if sent.current.is_empty() {
        problems.push(Problem::new(staff_fields::PASSWORD, "Bạn chưa nhập mật khẩu đang dùng."));
    }
    let new = Password::parse(&sent.new);
    if let Err(error) = &new {
        problems.push(Problem::new(staff_fields::NEW_PASSWORD, error.to_string()));
    } else if Password::parse(&sent.repeated) != new {
        let message = "Hai lần nhập mật khẩu mới chưa giống nhau. Hãy nhập lại.";
        problems.push(Problem::new(staff_fields::REPEATED, message));
    }
    new.ok().filter(|_| problems.is_empty()).ok_or(problems)
}

fn view(staff: &StaffSession, form: FormState, changed: bool) -> StaffAccountView {
    StaffAccountView {
        desk: match (staff.must_change_password, &staff.agency) {
            (true, _) => Desk::FirstPassword,
            (false, Some(_)) => Desk::ViewerAccount,
            (false, None) => Desk::OrganiserAccount,
        },
        name: staff.display_name.clone(),
        username: staff.username.clone(),
        form: Arc::new(form),
        changed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_password_is_typed_twice_alike() {
        let sent = |current: &str, new: &str, repeated: &str| {
            let sent = Sent { current: current.to_owned(), new: new.to_owned(), repeated: repeated.to_owned() };
            read(&sent).map_err(|problems| problems.into_iter().map(|problem| problem.field).collect::<Vec<_>>())
        };
        assert!(sent("cu", "con trâu đi trước", "con tra\u{302}u đi trước").is_ok(), "two keyboards, one password");
        let wrong = |fields: &[&str]| Err(fields.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(sent("", "ngắn", "ngắn"), wrong(&["mat-khau", "mat-khau-moi"]));
        assert_eq!(sent("cu", "con trâu đi trước", "con trâu đi sau"), wrong(&["nhap-lai"]));
    }
}
