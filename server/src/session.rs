//! Who asks: sessions by cookie, and what they may do as types.

use app::errors::ErrorView;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, header, request::Parts},
    response::{IntoResponse, Redirect, Response},
};
use contest::Millis;
use cookie::{Cookie, SameSite, time::Duration};
use engine::{
    accounts::{ParticipantSession, Role, SessionKind, StaffSession, Token, find_participant, find_staff},
    agencies::AgencyScope,
};

use crate::{error::PageError, state::AppState};

/// The cookies of the two kinds of session.
pub trait Jar {
    /// The token a request carries.
    fn token(self, headers: &HeaderMap, state: &AppState) -> Option<Token>;
    /// The header that makes the browser keep a token for as long as its session lasts.
    fn keep(self, token: &Token, state: &AppState) -> HeaderValue;
    /// The header that makes the browser forget it.
    fn clear(self, state: &AppState) -> HeaderValue;
}

impl Jar for SessionKind {
    fn token(self, headers: &HeaderMap, state: &AppState) -> Option<Token> {
        Token::parse(&cookie_value(headers, &cookie_name(name_of(self), state))?)
    }

    fn keep(self, token: &Token, state: &AppState) -> HeaderValue {
        set_cookie(name_of(self), token.as_str(), self.lifetime(), state)
    }

    fn clear(self, state: &AppState) -> HeaderValue {
        set_cookie(name_of(self), "", Millis(0), state)
    }
}

const fn name_of(kind: SessionKind) -> &'static str {
    match kind {
        SessionKind::Participant => "cchc",
        SessionKind::Staff => "cchc-staff",
    }
}

/// `__Host-` makes browsers refuse a cookie from anywhere but this very host over HTTPS; on a plain
/// address in a local network the prefix is not to be had.
fn cookie_name(name: &str, state: &AppState) -> String {
    if state.config.is_secure() { format!("__Host-{name}") } else { name.to_owned() }
}

fn cookie_value(headers: &HeaderMap, name: &str) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = cookies.flat_map(Cookie::split_parse).flatten();
    cookies.find(|cookie| cookie.name() == name).map(|cookie| cookie.value().to_owned())
}

/// The value of one of this site's cookies.
pub fn read_cookie(headers: &HeaderMap, name: &str, state: &AppState) -> Option<String> {
    cookie_value(headers, &cookie_name(name, state))
}

/// The header that sets one of this site's cookies for so long; no time at all removes it.
pub fn set_cookie(name: &str, value: &str, keep: Millis, state: &AppState) -> HeaderValue {
    let cookie = Cookie::build((cookie_name(name, state), value))
        .path("/")
        .secure(state.config.is_secure())
        .http_only(true)
        .same_site(SameSite::Lax)
        .max_age(Duration::milliseconds(keep.0))
        .build();
    // Names and values are ASCII, so this cannot fail.
    HeaderValue::from_str(&cookie.to_string()).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The participant who asks, if one is signed in.
pub struct MaybeParticipant(pub Option<ParticipantSession>);

/// The staff member who asks, if one is signed in.
pub struct MaybeStaff(pub Option<StaffSession>);

/// A participant; anyone else is sent to sign in and comes back.
pub struct Participant(pub ParticipantSession);

/// An organiser or administrator; anyone else is sent to sign in.
pub struct Organiser(pub StaffSession);

/// Somebody who works on question banks; which banks, the query says. Anyone else is sent to sign in.
pub struct BankWorker(pub StaffSession);

/// A viewer, with the agency that the session is bound to. Nothing in a request changes which.
pub struct Viewer(pub StaffSession, pub AgencyScope);

impl FromRequestParts<AppState> for MaybeParticipant {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, PageError> {
        if let Some(found) = parts.extensions.get::<Option<ParticipantSession>>() {
            return Ok(Self(found.clone()));
        }
        let found = match SessionKind::Participant.token(&parts.headers, state) {
            Some(token) => find_participant(&state.engine, &token).await?,
            None => None,
        };
        parts.extensions.insert(found.clone());
        Ok(Self(found))
    }
}

impl FromRequestParts<AppState> for MaybeStaff {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, PageError> {
        if let Some(found) = parts.extensions.get::<Option<StaffSession>>() {
            return Ok(Self(found.clone()));
        }
        let found = match SessionKind::Staff.token(&parts.headers, state) {
            Some(token) => find_staff(&state.engine, &token).await?,
            None => None,
        };
        parts.extensions.insert(found.clone());
        Ok(Self(found))
    }
}

/// Why a page was not shown: someone must sign in first, or may not see it at all.
pub enum Denied {
    /// Sign in there, then come back.
    SignIn(String),
    /// Change the one-time password first.
    ChangePassword,
    /// It went wrong on the way.
    Failed(PageError),
}

impl From<PageError> for Denied {
    fn from(error: PageError) -> Self {
        Self::Failed(error)
    }
}

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        match self {
            Self::SignIn(address) => Redirect::to(&address).into_response(),
            Self::ChangePassword => Redirect::to("/ban-to-chuc/mat-khau").into_response(),
            Self::Failed(error) => error.into_response(),
        }
    }
}

impl FromRequestParts<AppState> for Participant {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Denied> {
        let MaybeParticipant(found) = MaybeParticipant::from_request_parts(parts, state).await?;
        found.map(Self).ok_or_else(|| Denied::SignIn(sign_in("/dang-nhap", parts)))
    }
}

impl FromRequestParts<AppState> for Organiser {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Denied> {
        let staff = staff(parts, state).await?;
        match staff.role {
            Role::Admin | Role::Organiser => Ok(Self(staff)),
            _ => Err(PageError::from(ErrorView::Forbidden).into()),
        }
    }
}

impl FromRequestParts<AppState> for BankWorker {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Denied> {
        let staff = staff(parts, state).await?;
        match staff.role.bank_hand() {
            Some(_) => Ok(Self(staff)),
            None => Err(PageError::from(ErrorView::Forbidden).into()),
        }
    }
}

impl FromRequestParts<AppState> for Viewer {
    type Rejection = Denied;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, Denied> {
        let staff = staff(parts, state).await?;
        match (staff.role, staff.agency.clone()) {
            (Role::AgencyViewer, Some(agency)) => Ok(Self(staff, agency)),
            _ => Err(PageError::from(ErrorView::Forbidden).into()),
        }
    }
}

/// A signed-in staff member whose password is their own.
async fn staff(parts: &mut Parts, state: &AppState) -> Result<StaffSession, Denied> {
    let MaybeStaff(found) = MaybeStaff::from_request_parts(parts, state).await?;
    let staff = found.ok_or_else(|| Denied::SignIn(sign_in("/ban-to-chuc/dang-nhap", parts)))?;
    if staff.must_change_password && parts.uri.path() != "/ban-to-chuc/mat-khau" {
        return Err(Denied::ChangePassword);
    }
    Ok(staff)
}

/// The sign-in page, with the way back where going back makes sense.
fn sign_in(page: &str, parts: &Parts) -> String {
    let path = parts.uri.path();
    if parts.method == axum::http::Method::GET && path != "/" { format!("{page}?tiep={path}") } else { page.to_owned() }
}

/// Where to go after signing in: a page of this site, never another.
pub fn way_back(wanted: Option<&str>, otherwise: &'static str) -> String {
    let is_ours = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && path.chars().all(|c| c.is_ascii_alphanumeric() || "/-_".contains(c))
    };
    wanted.filter(is_ours).unwrap_or(otherwise).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_site() {
        assert_eq!(way_back(Some("/thi/3"), "/"), "/thi/3");
        for elsewhere in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "",
            "/a?b=c",
            "/a\r\nb",
        ] {
            assert_eq!(way_back(Some(elsewhere), "/cua-toi"), "/cua-toi", "{elsewhere}");
        }
    }
}
