//! `/ban-to-chuc/vong-thi/{round}/su-co`: more time and more attempts when something went wrong.

use std::sync::Arc;

use app::{
    components::{SelectGroup, SelectOption},
    contests::{ChosenPerson, FoundPerson, ReliefAct, ReliefRow, ReliefsPage, ReliefsView, relief_fields as fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{contests::RoundState, text::group};
use engine::{
    accounts::{self, PeopleFilter, PersonLine, StaffSession, audit::MAX_REASON, people_of, person_of},
    agencies::{self, AgencyTree},
    contests::{
        Round,
        reliefs::{self, AttemptLine, Given, MoreAttempts, ReliefError, ReliefLine, Whom},
    },
};
use leptos::prelude::*;

use super::address;
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Sự cố";
const DONE: &str = "xong";
/// People whom a search shows.
const FOUND: u64 = 20;

/// The address of a round's page.
pub(super) fn reliefs_address(round_id: i64) -> String {
    format!("{}/su-co", address(round_id))
}

/// GET `/ban-to-chuc/vong-thi/{round}/su-co`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let asked = Asked {
        search: params.text(fields::SEARCH).unwrap_or_default().to_owned(),
        person: params.text(fields::PERSON).and_then(|id| id.parse().ok()),
    };
    let mut view = view(&state, &actor, id(&round)?, asked, FormState::default()).await?;
    view.done = params.text(DONE).and_then(ReliefAct::parse).map(done);
    Ok(page.show(work_frame(&page, TITLE), || view! { <ReliefsPage view/> }))
}

/// POST `/ban-to-chuc/vong-thi/{round}/su-co`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let id = id(&round)?;
    let value =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).unwrap_or_default();
    let act = ReliefAct::parse(value(fields::ACT)).ok_or_else(|| PageError::from(ErrorView::BadRequest))?;
    let engine = &state.engine;
    let (target, acted) = match act {
        ReliefAct::Extend => {
            let target = whom(value(fields::TIME_FOR));
            let minutes = value(fields::MINUTES).parse().unwrap_or(0);
            let acted = match target {
                Some(whom) => {
                    reliefs::extend(engine, &actor, id, whom, minutes, value(fields::WHY_TIME)).await.map(drop)
                }
                None => Err(ReliefError::NoOne),
            };
            (target, acted)
        }
        ReliefAct::GiveAttempts => {
            let target = whom(value(fields::ATTEMPTS_FOR));
            let acted = match (target, instead_of(value(fields::INSTEAD_OF))) {
                (Some(whom), Some(instead_of)) => {
                    let more =
                        MoreAttempts { whom, attempts: value(fields::ATTEMPTS).parse().unwrap_or(0), instead_of };
                    reliefs::give_attempts(engine, &actor, id, more, value(fields::WHY_ATTEMPTS)).await
                }
                (None, _) => Err(ReliefError::NoOne),
                (_, None) => Err(ReliefError::NoAttempt),
            };
            (target, acted)
        }
        ReliefAct::TakeBack => {
            let acted = match value(fields::RELIEF).parse() {
                Ok(relief) => reliefs::take_back(engine, &actor, id, relief).await,
                Err(_) => Err(ReliefError::Gone),
            };
            (None, acted)
        }
    };
    let error = match acted {
        Ok(()) => return Ok(Redirect::to(&format!("{}?{DONE}={}", reliefs_address(id), act.code())).into_response()),
        Err(error) => error,
    };
    let typed = [
        fields::TIME_FOR,
        fields::MINUTES,
        fields::WHY_TIME,
        fields::ATTEMPTS_FOR,
        fields::ATTEMPTS,
        fields::INSTEAD_OF,
        fields::WHY_ATTEMPTS,
    ];
    let form = why_not(act, error, FormState::sent(typed.map(|name| (name, value(name)))))?;
    let person = if let Some(Whom::Person(person)) = target { Some(person) } else { None };
    let view = view(&state, &actor, id, Asked { search: String::new(), person }, form).await?;
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <ReliefsPage view/> }))
}

fn id(round: &str) -> Result<i64, PageError> {
    round.parse().map_err(|_| ErrorView::NotFound.into())
}

const EVERYONE: &str = "moi-nguoi";

/// How the forms name somebody: `moi-nguoi`, `don-vi-3`, `nguoi-12`.
fn code(whom: Whom) -> String {
    match whom {
        Whom::Everyone => EVERYONE.to_owned(),
        Whom::Agency(id) => format!("don-vi-{id}"),
        Whom::Person(id) => format!("nguoi-{id}"),
    }
}

fn whom(code: &str) -> Option<Whom> {
    let number = |prefix: &str| code.strip_prefix(prefix).and_then(|id| id.parse().ok());
    match code {
        EVERYONE => Some(Whom::Everyone),
        _ => number("nguoi-").map(Whom::Person).or_else(|| number("don-vi-").map(Whom::Agency)),
    }
}

/// The attempt that is declared invalid, if one is named; `None` when what was typed is no number.
#[expect(clippy::option_option, reason = "nothing typed is as good as a number, and a word is neither")]
fn instead_of(typed: &str) -> Option<Option<i64>> {
    if typed.is_empty() { Some(None) } else { typed.parse().ok().map(Some) }
}

const fn done(act: ReliefAct) -> &'static str {
    match act {
        ReliefAct::Extend => "Đã thêm giờ. Bài đang làm có giờ mới ngay.",
        ReliefAct::GiveAttempts => "Đã thêm lượt thi.",
        ReliefAct::TakeBack => "Đã rút lại.",
    }
}

fn why_not(act: ReliefAct, error: ReliefError, form: FormState) -> Result<FormState, PageError> {
    let (target, amount, why) = match act {
        ReliefAct::Extend => (fields::TIME_FOR, fields::MINUTES, fields::WHY_TIME),
        _ => (fields::ATTEMPTS_FOR, fields::ATTEMPTS, fields::WHY_ATTEMPTS),
    };
    let problem = |field: &str, message: &str| form.clone().with_problems([Problem::new(field, message)]);
    Ok(match error {
        ReliefError::NotAllowed => return Err(ErrorView::Forbidden.into()),
        ReliefError::NoRound => return Err(ErrorView::NotFound.into()),
        ReliefError::Db(failure) => return Err(failure.into()),
        ReliefError::Reason => problem(why, "Chưa có lý do, hoặc lý do dài quá 500 ký tự. Hãy ghi ngắn gọn."),
        ReliefError::Amount if act == ReliefAct::Extend => {
            problem(amount, "Số phút chưa đúng. Hãy nhập một số từ 1 đến 10080.")
        }
        ReliefError::Amount => problem(amount, "Số lượt chưa đúng. Hãy nhập một số từ 1 đến 20."),
        ReliefError::NoOne => problem(target, "Chưa chọn cho ai. Hãy chọn trong danh sách, hoặc tìm một người."),
        ReliefError::NoAttempt => problem(
            fields::INSTEAD_OF,
            "Người này không có lượt thi hợp lệ đã nộp mang số đó trong vòng. Bài đang làm thì hãy chờ nộp rồi huỷ.",
        ),
        ReliefError::Past(closes) if act == ReliefAct::Extend => {
            let message =
                format!("Thêm bấy nhiêu phút thì giờ đóng là {}, đã qua. Hãy nhập nhiều phút hơn.", closes.long());
            problem(amount, &message)
        }
        ReliefError::Past(_) => {
            form.with_summary("Vòng thi đã đóng với những người này. Hãy thêm giờ cho họ trước, rồi thêm lượt.")
        }
        ReliefError::State(state) => {
            form.with_summary(stopped(state).unwrap_or("Vòng thi vừa đổi trạng thái. Hãy làm lại."))
        }
        ReliefError::ClosedEarly => form.with_summary(CLOSED_EARLY),
        ReliefError::Unlimited => form.with_summary("Thể lệ không giới hạn số lượt nên không cần thêm lượt."),
        ReliefError::TooMany => form.with_summary(
            "Vòng này đã có 1.000 lần thêm giờ, thêm lượt đang có hiệu lực. Hãy làm cho cả đơn vị thay vì từng người.",
        ),
        ReliefError::Used => form.with_summary("Giờ hoặc lượt này đã dùng hết nên không còn gì để rút lại."),
        ReliefError::Gone => form.with_summary("Việc này đã được rút lại trước đó, có thể do người khác."),
    })
}

const CLOSED_EARLY: &str = "Vòng thi bị đóng trước giờ. Hãy mở lại ở trang của vòng, rồi thêm giờ hoặc thêm lượt.";

/// Why nothing can be given in a round that stands so.
const fn stopped(state: RoundState) -> Option<&'static str> {
    match state {
        RoundState::Open | RoundState::Closed => None,
        RoundState::Draft => Some("Vòng thi chưa mở nên chưa có gì để thêm."),
        RoundState::Provisional | RoundState::Approved | RoundState::Published => {
            Some("Kết quả đã chốt nên không thêm giờ, không thêm lượt được nữa. Người dự thi có thể khiếu nại.")
        }
    }
}

/// What the address asks for.
struct Asked {
    search: String,
    person: Option<i64>,
}

async fn view(
    state: &AppState,
    actor: &StaffSession,
    id: i64,
    asked: Asked,
    form: FormState,
) -> Result<ReliefsView, PageError> {
    let engine = &state.engine;
    let round = Round::load(&engine.db.read, id).await?.ok_or_else(|| PageError::from(ErrorView::NotFound))?;
    let lines = reliefs::reliefs_of(engine, actor, id).await.map_err(page_error)?;
    let tree = agencies::tree(engine).await?;
    let root = state.province_path().await?;
    let now = engine.now();
    let everyone =
        SelectGroup { label: None, options: vec![SelectOption::new(EVERYONE, "Mọi người trong vòng")] };
    let agencies = agency_groups(&tree, &root, now);
    let found = match asked.search.as_str() {
        "" => Vec::new(),
        search => {
            let filter = PeopleFilter { search, involved: false };
            people_of(engine, actor, filter, accounts::Page { number: 0, size: FOUND }).await?.lines
        }
    };
    let person = match asked.person {
        Some(person) => chosen(state, actor, id, person).await?,
        None => None,
    };
    let closed_early = round.state == RoundState::Closed && now < round.last_close();
    Ok(ReliefsView {
        href: reliefs_address(id),
        stopped: stopped(round.state).or(closed_early.then_some(CLOSED_EARLY)),
        form: Arc::new(form),
        done: None,
        time_for: std::iter::once(everyone).chain(agencies.iter().cloned()).collect(),
        attempts_for: round.rules.attempts.count.map(|_| agencies),
        found: found.into_iter().map(|line| found_person(id, line)).collect(),
        search: asked.search,
        person,
        reliefs: lines.into_iter().map(|line| row(&round, line)).collect(),
        reason_length: MAX_REASON as u16,
        state: round.state,
        closes: round.window.closes,
        round: (address(id), round.title),
    })
}

fn page_error(error: ReliefError) -> PageError {
    match error {
        ReliefError::Db(failure) => failure.into(),
        _ => ErrorView::Forbidden.into(),
    }
}

/// The province itself, then those below it by block.
fn agency_groups(tree: &AgencyTree, root: &str, now: contest::Timestamp) -> Vec<SelectGroup> {
    let option =
        |agency: &agencies::Agency| SelectOption::new(code(Whom::Agency(agency.id)), tree.full_name(agency.id));
    let whole = tree
        .subtree(root)
        .find(|agency| agency.path == root)
        .map(|province| SelectGroup { label: None, options: vec![option(province)] });
    let blocks = tree.by_block(root, now).into_iter().map(|block| SelectGroup {
        label: Some(block.label.to_owned()),
        options: block.agencies.iter().map(|agency| option(agency)).collect(),
    });
    whole.into_iter().chain(blocks).collect()
}

fn about(line: &PersonLine) -> String {
    format!("{} · {}", line.agency, line.masked_phone)
}

fn found_person(round_id: i64, line: PersonLine) -> FoundPerson {
    let href = format!("{}?{}={}", reliefs_address(round_id), fields::PERSON, line.participant_id);
    FoundPerson { href, about: about(&line), name: line.name }
}

async fn chosen(
    state: &AppState,
    actor: &StaffSession,
    round_id: i64,
    person: i64,
) -> Result<Option<ChosenPerson>, PageError> {
    let Some(line) = person_of(&state.engine, actor, person).await? else { return Ok(None) };
    let attempts = reliefs::attempts_of(&state.engine, actor, round_id, person).await.map_err(page_error)?;
    Ok(Some(ChosenPerson {
        code: code(Whom::Person(person)),
        about: about(&line),
        name: line.name,
        attempts: attempts.into_iter().map(attempt_in_words).collect(),
    }))
}

fn attempt_in_words(line: AttemptLine) -> String {
    let AttemptLine { attempt, ordinal, started_at, deadline_at, result } = line;
    let became = match result {
        None => format!("chưa nộp, hết giờ lúc {}", deadline_at.long()),
        Some((correct, total, true)) => format!("đúng {correct}/{total} câu"),
        Some((correct, total, false)) => format!("đúng {correct}/{total} câu, đã huỷ kết quả"),
    };
    format!("Lượt {ordinal}, số {attempt}: bắt đầu lúc {}, {became}.", started_at.long())
}

fn row(round: &Round, line: ReliefLine) -> ReliefRow {
    let ReliefLine { id, given, whom, name, reason, moved, instead_of, made, undone } = line;
    let whose = if whom == Whom::Everyone { "mọi người trong vòng".to_owned() } else { name };
    let (title, effect) = match given {
        Given::Minutes(minutes) => (
            format!("Thêm {} phút cho {whose}", group(i64::from(minutes))),
            format!("{} bài đang làm lúc đó được thêm giờ ngay.", group(i64::from(moved))),
        ),
        Given::Attempts(attempts) => (
            format!("Thêm {attempts} lượt cho {whose}"),
            instead_of
                .map_or_else(|| "Không huỷ lượt nào.".to_owned(), |attempt| format!("Huỷ kết quả lượt số {attempt}.")),
        ),
    };
    let (made_at, made_by) = made;
    let in_force = undone.is_none();
    let back = undone.map(|(at, by)| format!(" · rút lại: {by}, {}", at.long())).unwrap_or_default();
    ReliefRow {
        id,
        title,
        reason,
        effect,
        log: format!("{made_by}, {}{back}", made_at.long()),
        in_force,
        can_be_taken_back: in_force && stopped(round.state).is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_named_so_that_only_they_are_meant() {
        for somebody in [Whom::Everyone, Whom::Agency(3), Whom::Person(12)] {
            assert_eq!(whom(&code(somebody)), Some(somebody));
        }
        for other in ["", "12", "nguoi-", "nguoi-x", "don-vi-1 ", "moi-nguoi-1"] {
            assert_eq!(whom(other), None, "{other}");
        }
    }

    #[test]
    fn nothing_typed_declares_nothing_invalid() {
        assert_eq!(["", "12", "x"].map(instead_of), [Some(None), Some(Some(12)), None]);
    }
}
