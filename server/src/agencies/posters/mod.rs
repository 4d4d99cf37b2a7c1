//! Áp phích: an agency's poster, its addresses, and what came through them. Whose may be looked at is
//! decided by the use cases, from the session.

mod file;
mod words;

use std::sync::Arc;

use app::{
    agencies::{PosterLink, PosterPage, PosterView, poster_fields as fields},
    components::{SelectGroup, SelectOption},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    Router,
    extract::State,
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use contest::agencies::LinkCode;
use engine::{
    accounts::StaffSession,
    agencies::{
        self, Agency,
        links::{LinkError, LinkLine, agency_within, create_link, end_link, links_of},
    },
    clock::os_rng,
};
use leptos::prelude::*;

use super::headcounts::Place;
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    session::{Organiser, Viewer},
    state::AppState,
};

const TITLE: &str = "Áp phích và đường dẫn";
const ALL: Place = Place { desk: app::work::Desk::Agencies, href: "/ban-to-chuc/don-vi/ap-phich" };
const OWN: Place = Place { desk: app::work::Desk::OwnPoster, href: "/don-vi/ap-phich" };
const DONE: &str = "da";

/// The addresses of posters.
pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/don-vi/ap-phich", get(show_own).post(act_own))
        .route("/don-vi/ap-phich/{file}", get(file::own))
        .route("/ban-to-chuc/don-vi/ap-phich", get(show_any).post(act_any))
        .route("/ban-to-chuc/don-vi/ap-phich/{file}", get(file::any))
}

/// Where an organiser has the poster of the agency with this code.
pub(super) fn organiser_address(code: &str) -> String {
    of_agency(ALL.href, code)
}

fn of_agency(base: &str, code: &str) -> String {
    format!("{base}?{}", serde_urlencoded::to_string([(fields::AGENCY, code)]).unwrap_or_default())
}

async fn show_own(State(state): State<AppState>, Viewer(actor, _): Viewer, params: Params, page: Page) -> PageResult {
    show(&state, &actor, OWN, &params, &page).await
}

async fn show_any(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    show(&state, &actor, ALL, &params, &page).await
}

async fn act_own(
    State(state): State<AppState>,
    Viewer(actor, _): Viewer,
    params: Params,
    page: Page,
    Pairs(sent): Pairs,
) -> PageResult {
    act(&state, &actor, OWN, &params, &page, &sent).await
}

async fn act_any(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
    Pairs(sent): Pairs,
) -> PageResult {
    act(&state, &actor, ALL, &params, &page, &sent).await
}

async fn show(state: &AppState, actor: &StaffSession, place: Place, params: &Params, page: &Page) -> PageResult {
    let asked = Asked::new(state, actor, params).await?;
    let view = asked.view(state, actor, place, params, FormState::default()).await?;
    Ok(page.show(work_frame(page, TITLE), || view! { <PosterPage view/> }))
}

/// Makes an address, or ends one.
async fn act(
    state: &AppState,
    actor: &StaffSession,
    place: Place,
    params: &Params,
    page: &Page,
    sent: &[(String, String)],
) -> PageResult {
    let asked = Asked::new(state, actor, params).await?;
    let value = |name: &str| sent.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    if let Some(code) = value(fields::END) {
        let code = LinkCode::parse(code).ok_or(ErrorView::NotFound)?;
        end_link(&state.engine, actor, &code).await.map_err(refusal)?;
        return Ok(asked.back(place, None, "ngung"));
    }
    let name = value(fields::NAME).unwrap_or_default();
    let problem = match create_link(&state.engine, actor, asked.agency.id, name, &mut os_rng()).await {
        Ok(code) => return Ok(asked.back(place, Some(&code), "tao")),
        Err(LinkError::Name) => "Hãy ghi đường dẫn dùng ở đâu, không quá 80 chữ.",
        Err(LinkError::TooMany) => "Đơn vị đã có 50 đường dẫn đang dùng. Hãy ngừng một đường dẫn không còn dùng.",
        Err(error) => return Err(refusal(error)),
    };
    let form = FormState::sent([(fields::NAME, name)]).with_problems([Problem::new(fields::NAME, problem)]);
    let view = asked.view(state, actor, place, params, form).await?;
    Ok(page.refuse(work_frame(page, TITLE), || view! { <PosterPage view/> }))
}

fn refusal(error: LinkError) -> PageError {
    match error {
        LinkError::Db(failure) => failure.into(),
        _ => ErrorView::NotFound.into(),
    }
}

/// Whose poster is looked at, with which address.
struct Asked {
    agency: Agency,
    links: Vec<LinkLine>,
    chosen: LinkCode,
}

impl Asked {
    /// The agency that is asked for, if the actor may see it; else the actor's own, or the province.
    async fn new(state: &AppState, actor: &StaffSession, params: &Params) -> Result<Self, PageError> {
        let engine = &state.engine;
        let agency = if let Some(code) = params.text(fields::AGENCY) {
            agency_within(engine, actor, code).await.map_err(refusal)?
        } else {
            let top = top_path(state, actor).await?;
            let tree = agencies::tree(engine).await?;
            tree.iter().find(|agency| agency.path == top).cloned().ok_or(ErrorView::NotFound)?
        };
        let links = links_of(engine, actor, agency.id).await.map_err(refusal)?;
        let asked = params.text(fields::LINK).and_then(LinkCode::parse);
        let leads_on = |code: &LinkCode| links.iter().any(|link| link.code == *code && link.ended_at.is_none());
        let chosen = asked.filter(leads_on).unwrap_or_else(|| LinkCode::of_agency(&agency.code));
        Ok(Self { agency, links, chosen })
    }

    /// The address of the page, or of a file below it.
    fn address(&self, base: &str, link: &LinkCode) -> String {
        let link = serde_urlencoded::to_string([(fields::LINK, link.as_str())]).unwrap_or_default();
        format!("{}&{link}", of_agency(base, &self.agency.code))
    }

    fn back(&self, place: Place, link: Option<&LinkCode>, done: &str) -> Response {
        let address = self.address(place.href, link.unwrap_or(&self.chosen));
        Redirect::to(&format!("{address}&{DONE}={done}")).into_response()
    }

    async fn view(
        &self,
        state: &AppState,
        actor: &StaffSession,
        place: Place,
        params: &Params,
        mut form: FormState,
    ) -> Result<PosterView, PageError> {
        let words = words::Words::new(state, &self.agency, &self.chosen).await?;
        form.values.insert(fields::AGENCY.to_owned(), self.agency.code.clone());
        let file = |name: &str| self.address(&format!("{}/{name}", place.href), &self.chosen);
        Ok(PosterView {
            desk: place.desk,
            href: self.address(place.href, &self.chosen),
            agencies: choices(state, actor).await?,
            agency: words.agency.clone(),
            standing: words.standing.clone(),
            picture: file("ap-phich.png"),
            files: vec![
                (file("ap-phich-a4.pdf"), "Tải PDF khổ A4"),
                (file("ap-phich-a5.pdf"), "Tải PDF khổ A5"),
                (file("ap-phich.png"), "Tải ảnh PNG"),
            ],
            message: words.message(),
            links: self.links.iter().map(|link| self.row(state, place, link)).collect(),
            chosen: self.chosen.to_string(),
            done: match params.text(DONE) {
                Some("tao") => Some("Đã tạo đường dẫn. Áp phích và lời nhắn ở dưới dùng đường dẫn này."),
                Some("ngung") => Some("Đã ngừng đường dẫn. Người mở nó vẫn đăng ký được, nhưng không còn được tính."),
                _ => None,
            },
            form: Arc::new(form),
        })
    }

    fn row(&self, state: &AppState, place: Place, link: &LinkLine) -> PosterLink {
        PosterLink {
            code: link.code.to_string(),
            name: link.name.clone(),
            address: words::typed_address(state, &link.code),
            poster: self.address(place.href, &link.code),
            ends: !link.own,
            ended_at: link.ended_at,
            counts: [link.openings, link.registered, link.took_part],
        }
    }
}

/// The agencies within the actor's reach that stand; none where there is nothing to choose.
async fn choices(state: &AppState, actor: &StaffSession) -> Result<Vec<SelectGroup>, PageError> {
    let (tree, now) = (agencies::tree(&state.engine).await?, state.engine.now());
    let path = top_path(state, actor).await?;
    let standing = tree.subtree(&path).filter(|agency| agency.is_valid(now));
    let options: Vec<_> = standing.map(|agency| SelectOption::new(&agency.code, tree.full_name(agency.id))).collect();
    Ok(if options.len() > 1 { vec![SelectGroup { label: None, options }] } else { Vec::new() })
}

/// The path of the actor's own agency; of the province for an organiser.
async fn top_path(state: &AppState, actor: &StaffSession) -> Result<String, PageError> {
    match &actor.agency {
        Some(scope) => Ok(scope.path.clone()),
        None => Ok(state.province_path().await?),
    }
}
