//! Form bodies: bounded, and answered with a page when they cannot be read.

use app::errors::ErrorView;
use axum::{
    body::Bytes,
    extract::{FromRequest, Request},
    http::StatusCode,
};
use serde::de::DeserializeOwned;

use crate::{error::PageError, state::AppState};

/// A form as a typed value. Fields that are missing take their defaults; the rules' own check says
/// what is wrong with them, field by field.
pub struct Form<T>(pub T);

/// A form as pairs, for pages whose fields are not known beforehand.
pub struct Pairs(pub Vec<(String, String)>);

impl<T: DeserializeOwned> FromRequest<AppState> for Form<T> {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, PageError> {
        let bytes = read(request, state).await?;
        serde_urlencoded::from_bytes(&bytes).map(Self).map_err(|_| ErrorView::BadRequest.into())
    }
}

impl FromRequest<AppState> for Pairs {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, PageError> {
        let bytes = read(request, state).await?;
        serde_urlencoded::from_bytes(&bytes).map(Self).map_err(|_| ErrorView::BadRequest.into())
    }
}

async fn read(request: Request, state: &AppState) -> Result<Bytes, PageError> {
    Bytes::from_request(request, state).await.map_err(|rejection| {
        let too_large = rejection.status() == StatusCode::PAYLOAD_TOO_LARGE;
        (if too_large { ErrorView::TooLarge } else { ErrorView::BadRequest }).into()
    })
}
