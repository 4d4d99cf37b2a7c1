//! One agency, for an organiser: `/ban-to-chuc/don-vi/{agency}`, and a new one: `/ban-to-chuc/don-vi/moi`.

use std::sync::Arc;

use app::{
    agencies::{
        AgencyFact, AgencyPage, AgencyView, NEW_AGENCY_HREF, NewAgencyPage, NewAgencyView, PastRow, TREE_HREF,
        agency_fields as fields, tree_fields,
    },
    components::{SelectGroup, SelectOption},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{Timestamp, agencies::Block, text::group};
use engine::agencies::{
    Agency, AgencyFile, Change, KnownHeadcount, PastState, TreeError, add_agency, agency_file, change_agency,
    dissolve_agency, restore_agency, tree,
};
use leptos::prelude::*;

use super::{
    moves::MOVED,
    posters,
    typed::{Typed, problem},
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Đơn vị";
const NEW_TITLE: &str = "Thêm đơn vị";
const DONE: &str = "xong";
const ADDED: &str = "moi";

impl From<TreeError> for PageError {
    fn from(error: TreeError) -> Self {
        match error {
            TreeError::NotAllowed => ErrorView::Forbidden.into(),
            TreeError::NotFound => ErrorView::NotFound.into(),
            // The forms say what was refused; what comes here was put together by hand.
            TreeError::Refused(_) => ErrorView::BadRequest.into(),
            TreeError::Db(failure) => failure.into(),
        }
    }
}

/// The page of an agency.
pub(super) fn address(id: i64) -> String {
    format!("{TREE_HREF}/{id}")
}

/// GET `/ban-to-chuc/don-vi/{agency}`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(agency): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let file = agency_file(&state.engine, &actor, id(&agency)?).await?;
    let form = FormState::sent(kept(&state, &file.agency));
    let mut view = view(&state, file, form).await?;
    let moved = params.number(MOVED).map(|count| format!("Đã chuyển {} người đến đơn vị này.", group(count.into())));
    let done = match params.text(DONE) {
        Some(ADDED) => Some("Đã thêm đơn vị."),
        Some(fields::CHANGE) => Some("Đã lưu thay đổi."),
        Some(fields::DISSOLVE) if view.dissolved => Some("Đã ghi giải thể."),
        Some(fields::RESTORE) if !view.dissolved => Some("Đơn vị hoạt động lại."),
        _ => None,
    };
    view.done = done.map(str::to_owned).or(moved);
    Ok(page.show(work_frame(&page, TITLE), || view! { <AgencyPage view/> }))
}

/// POST `/ban-to-chuc/don-vi/{agency}`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(agency): Path<String>,
    page: Page,
    Form(sent): Form<Typed>,
) -> PageResult {
    let id = id(&agency)?;
    let file = agency_file(&state.engine, &actor, id).await?;
    let outcome = match sent.act.as_str() {
        fields::CHANGE => match sent.draft(Some(&file.agency)).and_then(|draft| Ok((draft, sent.change()?))) {
            Ok((draft, change)) => change_agency(&state.engine, &actor, id, &draft, change).await.map(|_| ()),
            Err(problems) => return refuse(&state, file, &sent, problems, &page).await,
        },
        fields::DISSOLVE => match sent.dissolved_from() {
            Ok(from) => dissolve_agency(&state.engine, &actor, id, from, sent.successor()).await,
            Err(problems) => return refuse(&state, file, &sent, problems, &page).await,
        },
        fields::RESTORE => restore_agency(&state.engine, &actor, id).await,
        _ => return Err(ErrorView::BadRequest.into()),
    };
    match outcome {
        Ok(()) => Ok(Redirect::to(&format!("{}?{DONE}={}", address(id), sent.act)).into_response()),
        Err(TreeError::Refused(refusal)) => {
            let problems = vec![problem(&refusal, &sent.act)];
            refuse(&state, file, &sent, problems, &page).await
        }
        Err(failure) => Err(failure.into()),
    }
}

/// GET `/ban-to-chuc/don-vi/moi`
pub(super) async fn show_new(State(state): State<AppState>, Organiser(_): Organiser, page: Page) -> PageResult {
    let form = FormState::sent([(fields::FROM, today(&state))]);
    let view = new_view(&state, form).await?;
    Ok(page.show(work_frame(&page, NEW_TITLE), || view! { <NewAgencyPage view/> }))
}

/// POST `/ban-to-chuc/don-vi/moi`
pub(super) async fn add(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    Form(sent): Form<Typed>,
) -> PageResult {
    let problems = match sent.draft(None).and_then(|draft| Ok((draft, sent.from()?))) {
        Ok((draft, from)) => match add_agency(&state.engine, &actor, &draft, from).await {
            Ok(id) => return Ok(Redirect::to(&format!("{}?{DONE}={ADDED}", address(id))).into_response()),
            Err(TreeError::Refused(refusal)) => vec![problem(&refusal, fields::CHANGE)],
            Err(failure) => return Err(failure.into()),
        },
        Err(problems) => problems,
    };
    let view = new_view(&state, FormState::sent(sent.values()).with_problems(problems)).await?;
    Ok(page.refuse(work_frame(&page, NEW_TITLE), || view! { <NewAgencyPage view/> }))
}

async fn new_view(state: &AppState, form: FormState) -> Result<NewAgencyView, PageError> {
    Ok(NewAgencyView { href: NEW_AGENCY_HREF, form: Arc::new(form), agencies: choices(state, None).await? })
}

async fn refuse(state: &AppState, file: AgencyFile, sent: &Typed, problems: Vec<Problem>, page: &Page) -> PageResult {
    // What the other form says stays as it is kept.
    let values = kept(state, &file.agency).into_iter().chain(sent.values().filter(|(_, value)| !value.is_empty()));
    let form = FormState::sent(values.collect::<Vec<_>>()).with_problems(problems);
    let view = view(state, file, form).await?;
    Ok(page.refuse(work_frame(page, TITLE), || view! { <AgencyPage view/> }))
}

pub(super) fn id(agency: &str) -> Result<i64, PageError> {
    agency.parse().map_err(|_| ErrorView::NotFound.into())
}

fn today(state: &AppState) -> String {
    state.engine.now().local().date.to_string()
}

/// What the form says of an agency as it is.
fn kept(state: &AppState, agency: &Agency) -> Vec<(String, String)> {
    let parent = agency.parent_id.map(|id| id.to_string()).unwrap_or_default();
    let values = [
        (fields::CODE, agency.code.clone()),
        (fields::NAME, agency.name.clone()),
        (fields::KIND, agency.kind.code().to_owned()),
        (fields::BLOCK, agency.block.clone()),
        (fields::PARENT, parent),
        (fields::FROM, today(state)),
        (fields::DISSOLVED_FROM, today(state)),
    ];
    values.map(|(name, value)| (name.to_owned(), value)).into()
}

/// The agencies that stand, by their rows: the tops first, then block by block. Without the one that is asked about.
pub(super) async fn choices(state: &AppState, but: Option<i64>) -> Result<Vec<SelectGroup>, PageError> {
    let (tree, now) = (tree(&state.engine).await?, state.engine.now());
    let option = |agency: &Agency| SelectOption::new(agency.id.to_string(), tree.full_name(agency.id));
    let tops: Vec<&Agency> = tree.iter().filter(|agency| agency.parent_id.is_none() && agency.is_valid(now)).collect();
    let mut groups = vec![SelectGroup { label: None, options: tops.iter().map(|top| option(top)).collect() }];
    for top in &tops {
        let blocks = tree.by_block(&top.path, now).into_iter().map(|block| SelectGroup {
            label: Some(if tops.len() > 1 { format!("{}: {}", top.name, block.label) } else { block.label.to_owned() }),
            options: block.agencies.into_iter().filter(|agency| Some(agency.id) != but).map(option).collect(),
        });
        groups.extend(blocks);
    }
    Ok(groups)
}

async fn view(state: &AppState, file: AgencyFile, form: FormState) -> Result<AgencyView, PageError> {
    let (tree, now) = (tree(&state.engine).await?, state.engine.now());
    let units = tree.iter().filter(|unit| unit.parent_id == Some(file.agency.id) && unit.is_valid(now)).count();
    Ok(AgencyView {
        href: address(file.agency.id),
        name: file.agency.name.clone(),
        above: file.above.iter().map(|(id, name)| (address(*id), name.clone())).collect(),
        done: None,
        facts: facts(&file, units),
        past: file.past.iter().map(|(state, above)| past(state, above)).collect(),
        headcounts: file.headcounts.iter().map(headcount).collect(),
        links: links(&file),
        form: Arc::new(form),
        agencies: choices(state, Some(file.agency.id)).await?,
        top: file.agency.parent_id.is_none(),
        dissolved: file.agency.valid_to.is_some(),
    })
}

fn links(file: &AgencyFile) -> Vec<(String, String)> {
    let page = address(file.agency.id);
    let people = (file.people > 0).then(|| (format!("{page}/chuyen"), "Chuyển người sang đơn vị khác".to_owned()));
    let may_merge = file.agency.parent_id.is_some() && file.agency.valid_to.is_none();
    let double = may_merge.then(|| (format!("{page}/gop"), "Gộp đơn vị bị trùng".to_owned()));
    let poster = file.agency.valid_to.is_none();
    let poster = poster.then(|| (posters::organiser_address(&file.agency.code), "Áp phích và đường dẫn".to_owned()));
    poster.into_iter().chain(people).chain(double).collect()
}

fn facts(file: &AgencyFile, units: usize) -> Vec<AgencyFact> {
    let agency = &file.agency;
    let fact = |label, value: String| AgencyFact { label, values: vec![(value, None)] };
    let linked = |label, agencies: &[(i64, String)]| AgencyFact {
        label,
        values: agencies.iter().map(|(id, name)| (name.clone(), Some(address(*id)))).collect(),
    };
    let mut facts = vec![
        fact("Mã", agency.official_code().to_owned()),
        fact("Loại", agency.kind.label().to_owned()),
        fact("Khối", Block::label(&agency.block).to_owned()),
        fact("Có từ ngày", agency.valid_from.short_date()),
    ];
    if file.since != agency.valid_from {
        facts.push(fact("Như hiện nay từ ngày", file.since.short_date()));
    }
    if let Some(end) = agency.valid_to {
        facts.push(fact("Giải thể từ ngày", end.short_date()));
    }
    facts.extend(file.successor.as_ref().map(|successor| linked("Sáp nhập vào", std::slice::from_ref(successor))));
    if !file.predecessors.is_empty() {
        facts.push(linked("Kế thừa", &file.predecessors));
    }
    if units > 0 {
        let href = format!("{TREE_HREF}?{}={}", tree_fields::WITHIN, agency.id);
        facts.push(AgencyFact { label: "Đơn vị trực thuộc", values: vec![(group(units as i64), Some(href))] });
    }
    facts.push(fact("Người đăng ký dự thi", group(file.people as i64)));
    let viewers = if file.viewers.is_empty() { "chưa có".to_owned() } else { file.viewers.join(", ") };
    let viewers = vec![(viewers, Some("/ban-to-chuc/tai-khoan".to_owned()))];
    facts.push(AgencyFact { label: "Tài khoản đơn vị", values: viewers });
    facts.retain(|fact| fact.values.iter().any(|(value, _)| !value.is_empty()));
    facts
}

fn past(state: &PastState, above: &str) -> PastRow {
    let (from, to) = (state.from.short_date(), (state.to).short_date());
    let about = [format!("Mã {}", state.code), state.kind.label().to_owned(), Block::label(&state.block).to_owned()];
    let about = about.into_iter().chain((!above.is_empty()).then(|| format!("thuộc {above}")));
    PastRow {
        period: format!("Từ {from} đến trước {to}"),
        name: state.name.clone(),
        about: about.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
    }
}

fn headcount(known: &KnownHeadcount) -> [String; 3] {
    let when = |time: Timestamp| time.short_date();
    let source = if known.by_list { "Theo danh sách" } else { "Ban tổ chức ghi hoặc xác nhận" };
    [group(i64::from(known.people)), when(known.from), format!("{source}, ngày {}", when(known.set_at))]
}

impl Typed {
    /// From when on it shall be so, or that something is mended.
    fn change(&self) -> Result<Change, Vec<Problem>> {
        match (self.mends(), self.from.trim()) {
            (true, "") => Ok(Change::Mend(None)),
            (true, _) => Ok(Change::Mend(Some(self.from()?))),
            (false, _) => Ok(Change::From(self.from()?)),
        }
    }
}
