//! `/ban-to-chuc/don-vi/{agency}/chuyen` and `/gop`: moving people, merging doubles. What it would do is shown first.

use std::sync::Arc;

use app::{
    agencies::{DoublePage, DoubleView, MovePeoplePage, MovePeopleView, MoveShown, TREE_HREF, move_fields as fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::text::group;
use engine::{
    accounts::{self, MAX_PAGE, StaffSession},
    agencies::{
        Agency, DoublePreview, MovePreview, Movers, TreeError, TreeRefusal, merge_double, move_people, people_to_move,
        preview_double, preview_move, tree,
    },
};
use leptos::prelude::*;

use super::one::{address, choices, id};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    paging::Paging,
    params::Params,
    session::Organiser,
    state::AppState,
};

const MOVE: &str = "Chuyển người";
const MERGE: &str = "Gộp đơn vị bị trùng";
const SIZE: u64 = if MAX_PAGE < 50 { MAX_PAGE } else { 50 };
/// In the address of the agency that people came to.
pub(super) const MOVED: &str = "da-chuyen";

/// What a form says.
struct Sent {
    act: String,
    into: i64,
    chosen: Vec<i64>,
    everybody: bool,
}

impl Sent {
    fn read(pairs: &[(String, String)]) -> Self {
        let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let chosen = pairs.iter().filter(|(key, _)| key == fields::CHOSEN);
        Self {
            act: value(fields::ACT).unwrap_or_default().to_owned(),
            into: value(fields::INTO).and_then(|typed| typed.parse().ok()).unwrap_or_default(),
            chosen: chosen.filter_map(|(_, value)| value.parse().ok()).collect(),
            everybody: value(fields::EVERYBODY) == Some("1"),
        }
    }

    fn movers(&self) -> Movers {
        if self.everybody || self.act == fields::SHOW_ALL { Movers::All } else { Movers::People(self.chosen.clone()) }
    }

    /// What the second form carries of the first.
    fn carried(&self) -> Vec<(&'static str, String)> {
        let mut carried = vec![(fields::INTO, self.into.to_string())];
        match self.movers() {
            Movers::All => carried.push((fields::EVERYBODY, "1".to_owned())),
            Movers::People(people) => carried.extend(people.into_iter().map(|id| (fields::CHOSEN, id.to_string()))),
        }
        carried
    }
}

/// The agency whose page it is.
async fn agency(state: &AppState, agency: &str) -> Result<Agency, PageError> {
    let found = tree(&state.engine).await?.get(id(agency)?).cloned();
    found.ok_or_else(|| ErrorView::NotFound.into())
}

async fn name(state: &AppState, id: i64) -> Result<String, PageError> {
    Ok(tree(&state.engine).await?.full_name(id))
}

fn refused(refusal: &TreeRefusal) -> Problem {
    let message = match refusal {
        TreeRefusal::Dissolved => "Đơn vị này đã giải thể nên không gộp được. Hãy chuyển người sang đơn vị khác.",
        TreeRefusal::Top => "Đây là gốc của cây đơn vị nên không gộp được.",
        _ => "Đơn vị nhận không còn hoạt động, hoặc trực thuộc chính đơn vị này. Hãy chọn đơn vị khác.",
    };
    Problem::new(fields::INTO, message)
}

/// GET `/ban-to-chuc/don-vi/{agency}/chuyen`
pub(super) async fn show_people(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(of): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let of = agency(&state, &of).await?;
    let view = people_view(&state, &actor, &of, params.page(), FormState::default(), None).await?;
    Ok(page.show(work_frame(&page, MOVE), || view! { <MovePeoplePage view/> }))
}

/// POST `/ban-to-chuc/don-vi/{agency}/chuyen`
pub(super) async fn act_on_people(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(of): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let (of, sent) = (agency(&state, &of).await?, Sent::read(&pairs));
    let movers = sent.movers();
    let problem = match (sent.into, &movers) {
        (0, _) => Some("Bạn chưa chọn đơn vị nhận. Hãy chọn trong danh sách."),
        (_, Movers::People(people)) if people.is_empty() => Some("Bạn chưa chọn ai. Hãy chọn ít nhất một người."),
        _ => None,
    };
    let problem = match (problem, sent.act.as_str()) {
        (Some(message), _) => Problem::new(fields::INTO, message),
        (None, fields::DO) => match move_people(&state.engine, &actor, of.id, sent.into, &movers).await {
            Ok(moved) => {
                let next = format!("{}?{MOVED}={}", address(sent.into), moved.people);
                return Ok(Redirect::to(&next).into_response());
            }
            Err(TreeError::Refused(refusal)) => refused(&refusal),
            Err(failure) => return Err(failure.into()),
        },
        (None, fields::SHOW | fields::SHOW_ALL) => {
            let preview = preview_move(&state.engine, &actor, of.id, &movers).await?;
            let into = name(&state, sent.into).await?;
            let people = group(preview.people as i64);
            let shown = MoveShown {
                sentences: [format!("{people} người chuyển từ {} đến {into}.", of.name)]
                    .into_iter()
                    .chain(in_words(&preview))
                    .collect(),
                carried: sent.carried(),
                button: format!("Chuyển {people} người"),
            };
            let view = people_view(&state, &actor, &of, 1, FormState::default(), Some(shown)).await?;
            return Ok(page.show(work_frame(&page, MOVE), || view! { <MovePeoplePage view/> }));
        }
        _ => return Err(ErrorView::BadRequest.into()),
    };
    let form = FormState::sent([(fields::INTO, sent.into.to_string())]).with_problems([problem]);
    let view = people_view(&state, &actor, &of, 1, form, None).await?;
    Ok(page.refuse(work_frame(&page, MOVE), || view! { <MovePeoplePage view/> }))
}

/// Which rounds go along and which stay.
fn in_words(preview: &MovePreview) -> Vec<String> {
    let rounds = |rounds: &[(String, u64)]| {
        let each = rounds.iter().map(|(title, count)| format!("{title} ({} lượt)", group(*count as i64)));
        each.collect::<Vec<_>>().join(", ")
    };
    let mut words = Vec::new();
    if !preview.moving.is_empty() {
        words.push(format!("Lượt thi chuyển theo: {}.", rounds(&preview.moving)));
    }
    if !preview.staying.is_empty() {
        words.push(format!("Lượt thi giữ nguyên vì vòng đã chốt kết quả: {}.", rounds(&preview.staying)));
    }
    words
}

async fn people_view(
    state: &AppState,
    actor: &StaffSession,
    of: &Agency,
    asked_for: u32,
    form: FormState,
    shown: Option<MoveShown>,
) -> Result<MovePeopleView, PageError> {
    let find = async |page: u32| {
        let wanted = accounts::Page { number: u64::from(page - 1), size: SIZE };
        people_to_move(&state.engine, actor, of.id, wanted).await
    };
    let mut found = find(asked_for).await?;
    let paging = Paging::of(asked_for, found.1, SIZE);
    if paging.page != asked_for {
        found = find(paging.page).await?;
    }
    let person = |(id, name, at): (i64, String, contest::Timestamp)| (id, name, format!("đăng ký {}", at.short_date()));
    Ok(MovePeopleView {
        href: format!("{}/chuyen", address(of.id)),
        agency: (address(of.id), of.name.clone()),
        form: Arc::new(form),
        agencies: choices(state, Some(of.id)).await?,
        shown,
        people: found.0.into_iter().map(person).collect(),
        found: found.1,
        page: paging.page,
        pages: paging.pages,
    })
}

/// GET `/ban-to-chuc/don-vi/{agency}/gop`
pub(super) async fn show_double(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    Path(of): Path<String>,
    page: Page,
) -> PageResult {
    let of = agency(&state, &of).await?;
    let view = double_view(&state, &of, FormState::default(), None).await?;
    Ok(page.show(work_frame(&page, MERGE), || view! { <DoublePage view/> }))
}

/// POST `/ban-to-chuc/don-vi/{agency}/gop`
pub(super) async fn act_on_double(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(of): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let (of, sent) = (agency(&state, &of).await?, Sent::read(&pairs));
    let outcome = match sent.act.as_str() {
        fields::DO => match merge_double(&state.engine, &actor, of.id, sent.into).await {
            Ok(moved) => {
                let next = format!("{}?{MOVED}={}", address(sent.into), moved.people);
                return Ok(Redirect::to(&next).into_response());
            }
            Err(failure) => Err(failure),
        },
        fields::SHOW => preview_double(&state.engine, &actor, of.id, sent.into).await,
        _ => return Err(ErrorView::BadRequest.into()),
    };
    match outcome {
        Ok(preview) => {
            let into = name(&state, sent.into).await?;
            let shown = MoveShown {
                sentences: double_in_words(&preview, &of.name, &into),
                carried: vec![(fields::INTO, sent.into.to_string())],
                button: "Gộp hai đơn vị".to_owned(),
            };
            let view = double_view(&state, &of, FormState::default(), Some(shown)).await?;
            Ok(page.show(work_frame(&page, MERGE), || view! { <DoublePage view/> }))
        }
        Err(TreeError::Refused(refusal)) => {
            let form = FormState::sent([(fields::INTO, sent.into.to_string())]).with_problems([refused(&refusal)]);
            let view = double_view(&state, &of, form, None).await?;
            Ok(page.refuse(work_frame(&page, MERGE), || view! { <DoublePage view/> }))
        }
        Err(failure) => Err(failure.into()),
    }
}

fn double_in_words(preview: &DoublePreview, double: &str, into: &str) -> Vec<String> {
    let count = |count: u64, what: &str| (count > 0).then(|| format!("{} {what}", group(count as i64)));
    let parts = [
        count(preview.people.people, "người"),
        count(preview.viewers, "tài khoản đơn vị"),
        count(preview.units, "đơn vị trực thuộc"),
        count(preview.headcounts, "số người đã ghi"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let what = if parts.is_empty() {
        "Không có gì phải chuyển".to_owned()
    } else {
        format!("Chuyển {}", parts.join(", "))
    };
    let first = format!("{what} từ {double} sang {into}. {double} đóng lại, ghi là đã nhập vào {into}.");
    std::iter::once(first).chain(in_words(&preview.people)).collect()
}

async fn double_view(
    state: &AppState,
    of: &Agency,
    form: FormState,
    shown: Option<MoveShown>,
) -> Result<DoubleView, PageError> {
    Ok(DoubleView {
        href: format!("{TREE_HREF}/{}/gop", of.id),
        agency: (address(of.id), of.name.clone()),
        form: Arc::new(form),
        agencies: choices(state, Some(of.id)).await?,
        shown,
    })
}
