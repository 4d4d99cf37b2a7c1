//! The built site: style sheet, scripts and wasm, each with its version in its address.

use std::{fs, path::Path};

use app::Assets;
use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, header},
    middleware::{self, Next},
    response::Response,
};
use engine::secrets::sha256_hex;
use tower_http::services::ServeDir;

use crate::state::AppState;

/// The files' addresses, with the first digits of each file's hash as its version. A missing file
/// (a server started without its site) has no version and answers 404.
pub fn addresses(site_dir: &Path) -> Assets {
    let address = |path: &str| match fs::read(site_dir.join(path)) {
        Ok(bytes) => format!("/{path}?v={}", &sha256_hex(&bytes)[..12]),
        Err(_) => format!("/{path}"),
    };
    Assets {
        css: address("pkg/cchc.css"),
        js: address("pkg/cchc.js"),
        wasm: address("pkg/cchc.wasm"),
        start: address("start.js"),
        live: address("live.js"),
        screen: address("screen.js"),
    }
}

/// Serves the site's files, compressed ones where they were made beforehand.
pub fn routes(site_dir: &Path) -> Router<AppState> {
    let files = ServeDir::new(site_dir).append_index_html_on_directories(false).precompressed_br().precompressed_gzip();
    Router::new()
        .nest_service(
            "/pkg",
            tower::ServiceBuilder::new()
                .service(ServeDir::new(site_dir.join("pkg")).precompressed_br().precompressed_gzip()),
        )
        .route_service("/start.js", files.clone())
        .route_service("/live.js", files.clone())
        .route_service("/screen.js", files.clone())
        .route_service("/favicon.svg", files.clone())
        .route_service("/robots.txt", files)
        .layer(middleware::from_fn(keep))
}

/// What carries a version may be kept for ever; the rest for an hour.
async fn keep(request: Request, next: Next) -> Response {
    let versioned = request.uri().query().is_some_and(|query| query.starts_with("v="));
    let mut response = next.run(request).await;
    if response.status().is_success() {
        let value = if versioned { "public, max-age=31536000, immutable" } else { "public, max-age=3600" };
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(value));
    }
    response
}
