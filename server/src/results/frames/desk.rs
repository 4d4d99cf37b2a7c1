//! `/ban-to-chuc/nhung`: big screens, the sites that may show boards, and what they paste.

use std::sync::Arc;

use app::{
    errors::ErrorView,
    form::{FormState, Problem},
    results::{FRAMES_HREF, FrameSiteRow, FramesPage, FramesView, frame_fields as fields},
};
use axum::{
    extract::State,
    response::{IntoResponse as _, Redirect},
};
use contest::{contests::RoundState, results::FrameSite};
use engine::{
    contests,
    results::{FrameSiteListError, allow_frames, frame_sites, refuse_frames},
};
use leptos::prelude::*;
use serde::Deserialize;

use super::board::AGENCIES;
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    results::screen,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Trình chiếu và nhúng";

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    #[serde(rename = "trang")]
    site: String,
    #[serde(rename = "bo")]
    remove: String,
}

/// GET `/ban-to-chuc/nhung`
pub(super) async fn show(State(state): State<AppState>, Organiser(_): Organiser, page: Page) -> PageResult {
    let view = view(&state, FormState::default()).await?;
    Ok(page.show(work_frame(&page, TITLE), || view! { <FramesPage view/> }))
}

/// POST `/ban-to-chuc/nhung`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    Form(sent): Form<Sent>,
) -> PageResult {
    let outcome = match (sent.remove.parse(), FrameSite::parse(&sent.site)) {
        (Ok(id), _) => refuse_frames(&state.engine, &actor, id).await.map_err(why),
        (Err(_), Ok(site)) => allow_frames(&state.engine, &actor, &site).await.map_err(why),
        (Err(_), Err(error)) => Err(Ok(Problem::new(fields::SITE, error.to_string()))),
    };
    let problem = match outcome {
        Ok(()) => return Ok(Redirect::to(FRAMES_HREF).into_response()),
        Err(Ok(problem)) => problem,
        Err(Err(failure)) => return Err(failure),
    };
    let typed: String = sent.site.chars().take(300).collect();
    let view = view(&state, FormState::sent([(fields::SITE, typed)]).with_problems([problem])).await?;
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <FramesPage view/> }))
}

/// What the organiser can mend, or else the page that tells of it.
fn why(error: FrameSiteListError) -> Result<Problem, PageError> {
    match error {
        FrameSiteListError::Full => {
            let most = FrameSite::MOST;
            Ok(Problem::new(
                fields::SITE,
                format!("Danh sách có tối đa {most} trang. Hãy bỏ một trang không dùng nữa."),
            ))
        }
        FrameSiteListError::NotAllowed => Err(ErrorView::Forbidden.into()),
        FrameSiteListError::Db(failure) => Err(failure.into()),
    }
}

async fn view(state: &AppState, form: FormState) -> Result<FramesView, PageError> {
    let db = &state.engine.db.read;
    let rounds = match contests::contest(db, state.engine.now()).await? {
        Some(contest) => contests::rounds(db, contest.id).await?,
        None => Vec::new(),
    };
    let public: Vec<_> = rounds.iter().filter(|round| round.state != RoundState::Draft).collect();
    let sites = frame_sites(db).await?.into_iter();
    let url = &state.config.public_url;
    let code = |round: i64, rest: &str, title: &str| {
        format!(
            "<iframe src=\"{url}/nhung/bang/{round}{rest}\" title=\"{title}\" width=\"100%\" height=\"640\" \
             frameborder=\"0\" loading=\"lazy\"></iframe>"
        )
    };
    let codes = public.last().map(|round| {
        let agencies = code(round.id, &format!("?loai={AGENCIES}&amp;so=10"), "Bảng xếp hạng đơn vị");
        vec![
            (format!("Cá nhân, {}", round.title), code(round.id, "?so=10", "Bảng xếp hạng cá nhân")),
            (format!("Đơn vị, {}", round.title), agencies),
        ]
    });
    Ok(FramesView {
        screens: public.iter().map(|round| (screen::address(round.id), round.title.clone())).collect(),
        sites: sites
            .map(|listed| FrameSiteRow { id: listed.id, site: listed.site.to_string(), added_at: listed.added_at })
            .collect(),
        form: Arc::new(form),
        codes: codes.unwrap_or_default(),
    })
}
