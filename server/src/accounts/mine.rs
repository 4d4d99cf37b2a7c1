//! `/cua-toi`: one's attempts and data, taking them along, and withdrawing.

use std::sync::Arc;

use app::{
    NavItem, Visitor,
    accounts::{AttemptRow, MyPage, MyView, WithdrawnPage},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    Router,
    extract::State,
    http::header,
    response::IntoResponse,
    routing::{get, post},
};
use contest::{
    Timestamp,
    accounts::Phone,
    contests::{BarredPolicy, admit},
    time::in_words,
};
use engine::{
    accounts::{self, Involved, Me, OwnDataError, ParticipantSession, SessionKind, export_me},
    attempts::usage,
    results::{
        self, Certification, MyAttempt,
        complaints::{self, OwnComplaint},
        own_certificates,
    },
};
use leptos::prelude::*;
use serde::Deserialize;

use crate::{
    contests::glance::glance,
    error::{PageError, PageResult},
    form::Form,
    page::Page,
    params::Params,
    results::certificates::own_address,
    session::{Jar as _, Participant},
    state::AppState,
};

/// What `/cua-toi/sua` leads back with.
pub(super) const CORRECTED: &str = "da-sua";
/// The tick's name.
const AGREED: &str = "dong-y";

/// The addresses of what is one's own.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/cua-toi", get(show))
        .route("/cua-toi/du-lieu.json", get(export))
        .route("/cua-toi/rut-lui", post(withdraw))
}

impl From<OwnDataError> for PageError {
    fn from(failure: OwnDataError) -> Self {
        match failure {
            OwnDataError::Db(failure) => failure.into(),
            OwnDataError::Gone => {
                ErrorView::Conflict("Bạn đã rút khỏi cuộc thi nên không còn thông tin ở đây.".to_owned()).into()
            }
            // The form of a correction says these beside the field; nothing else meets them.
            OwnDataError::AgencyUnknown | OwnDataError::Taken(_) | OwnDataError::TrackFixed => {
                ErrorView::BadRequest.into()
            }
        }
    }
}

async fn show(State(state): State<AppState>, Participant(me): Participant, params: Params, page: Page) -> PageResult {
    let mut mine = view(&state, &me, FormState::default()).await?;
    mine.corrected = params.text(CORRECTED).is_some();
    Ok(page.show(page.frame("Của tôi").under(NavItem::Mine), || view! { <MyPage mine/> }))
}

async fn export(State(state): State<AppState>, Participant(me): Participant) -> PageResult {
    let data = export_me(&state.engine, &me).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"du-lieu-cua-toi.json\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, format!("{data:#}\n")).into_response())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Withdrawal {
    #[serde(rename = "dong-y")]
    agreed: String,
}

async fn withdraw(
    State(state): State<AppState>,
    Participant(me): Participant,
    page: Page,
    Form(sent): Form<Withdrawal>,
) -> PageResult {
    if sent.agreed != "1" {
        let problem = Problem::new(AGREED, "Chưa có gì bị xóa. Nếu muốn rút, hãy đánh dấu ô này rồi gửi lại.");
        let mine = view(&state, &me, FormState::default().with_problems([problem])).await?;
        return Ok(page.refuse(page.frame("Của tôi").under(NavItem::Mine), || view! { <MyPage mine/> }));
    }
    accounts::withdraw(&state.engine, &me).await?;
    let frame = page.frame("Đã rút khỏi cuộc thi").seen_by(Visitor::Anonymous);
    let mut response = page.show(frame, || view! { <WithdrawnPage/> });
    response.headers_mut().append(header::SET_COOKIE, SessionKind::Participant.clear(&state));
    Ok(response)
}

async fn view(state: &AppState, me: &ParticipantSession, withdrawal: FormState) -> Result<MyView, PageError> {
    let known = accounts::me(&state.engine, me).await?;
    let attempts = results::mine(&state.engine, me.participant_id).await?;
    let filed = complaints::own(&state.engine.db.read, me.participant_id, None).await?;
    Ok(MyView {
        involved: involved(state, known.involved.as_ref()).await?,
        next: next(state, me).await?,
        data: data(&known),
        attempts: attempts.into_iter().map(|attempt| row(attempt, &filed)).collect(),
        certificates: own_certificates(&state.engine, me).await?.iter().map(certificate).collect(),
        name: known.name,
        withdrawal: Arc::new(withdrawal),
        corrected: false,
    })
}

/// `Giải Nhì, Tuần 2 (PDF)`, and where it is.
fn certificate(won: &Certification) -> (String, String) {
    let class = won.prize.as_ref().map_or("Dự thi", |prize| &prize.class);
    let of = won.round.as_deref().unwrap_or("toàn cuộc thi");
    (own_address(won.code), format!("{class}, {of} (PDF)"))
}

/// What it means to somebody that they helped to make the contest.
async fn involved(state: &AppState, involved: Option<&Involved>) -> Result<Option<String>, PageError> {
    let Some(Involved { involvement, reason, since }) = involved else { return Ok(None) };
    let glance = glance(state).await?;
    let consequence = match glance.rules.as_ref().map(|version| version.rules.eligibility.barred) {
        None | Some(BarredPolicy::Allowed) => "Theo thể lệ, bạn vẫn dự thi và xét giải như mọi người.",
        Some(BarredPolicy::WithoutPrizes) => "Theo thể lệ, bạn được thi nhưng không xét giải.",
        Some(BarredPolicy::Excluded) => "Theo thể lệ, bạn không dự thi; lượt đã thi không được tính.",
    };
    Ok(Some(format!(
        "Từ ngày {}, Ban Tổ chức ghi nhận bạn tham gia tổ chức cuộc thi: {}. Lý do: {reason}. {consequence} Nếu có nhầm lẫn, hãy gọi Ban Tổ chức theo số ở cuối trang.",
        since.short_date(),
        involvement.label(),
    )))
}

fn data(me: &Me) -> Vec<(String, String)> {
    let consent = format!("Bản {}, {}", me.consent_version, me.consent_at.long());
    let rows = [
        ("Ngày sinh", me.birth_date.map(contest::accounts::BirthDate::short_date)),
        ("Số điện thoại", me.phone.as_ref().map(masked)),
        ("Số căn cước", me.id_number.as_ref().map(|number| format!("*** *** *** {}", number.ending()))),
        ("Cơ quan, đơn vị", Some(me.agency.clone())),
        ("Vị trí công tác", Some(me.position.label().to_owned())),
        ("Bảng dự thi", Some(me.track.label().to_owned())),
        ("Đồng ý bảo vệ dữ liệu", Some(consent)),
    ];
    rows.into_iter().filter_map(|(label, value)| Some((label.to_owned(), value?))).collect()
}

/// `*** *** *678`: who looks over one's shoulder does not read the number.
fn masked(phone: &Phone) -> String {
    let end = phone.as_str().get(Phone::DIGITS - 3..).unwrap_or_default();
    format!("*** *** *{end}")
}

fn row(attempt: MyAttempt, filed: &[OwnComplaint]) -> AttemptRow {
    let MyAttempt { attempt: id, round, round_title, ordinal, deadline_at, result, .. } = attempt;
    let title = format!("{round_title} · Lượt {ordinal}");
    let Some(result) = result else {
        let line = format!("Hết giờ lúc {}", deadline_at.long());
        return AttemptRow {
            href: format!("/thi/{round}/bai"),
            title,
            line,
            score: None,
            counts: false,
            predicts: false,
        };
    };
    let note = match (result.valid, result.prediction_until) {
        (false, _) => " · Ban Tổ chức không tính lượt này".to_owned(),
        (true, Some(until)) => format!(" · Hãy gửi số dự đoán trước {}", until.long()),
        (true, None) => String::new(),
    };
    AttemptRow {
        href: format!("/ket-qua/{id}"),
        title,
        line: format!(
            "Nộp lúc {} · {}{note}{}",
            result.submitted_at.long(),
            in_words(result.duration),
            complained(id, filed)
        ),
        score: Some(format!("{}/{} câu", result.correct, result.total)),
        counts: result.counts,
        predicts: result.prediction_until.is_some(),
    }
}

/// What became of the complaints about an attempt.
fn complained(attempt: i64, filed: &[OwnComplaint]) -> &'static str {
    let mut about = filed.iter().filter(|complaint| complaint.attempt == attempt).peekable();
    match (about.peek().is_some(), about.all(|complaint| complaint.answer.is_some())) {
        (false, _) => "",
        (true, true) => " · Khiếu nại đã được trả lời",
        (true, false) => " · Khiếu nại đang chờ trả lời",
    }
}

/// Going on with an attempt, or entering the round that is open.
async fn next(state: &AppState, me: &ParticipantSession) -> Result<Option<(String, String)>, PageError> {
    let glance = glance(state).await?;
    let Some(round) = &glance.current else { return Ok(None) };
    let now = state.engine.now();
    let usage = usage(&state.engine.db.read, round, me.participant_id, me.agency_id, now).await?;
    if usage.live.is_some_and(|live| now < Timestamp(live.deadline_at)) {
        return Ok(Some((format!("/thi/{}/bai", round.id), "Làm bài tiếp".to_owned())));
    }
    let eligibility = &round.rules.eligibility;
    let admitted = admit(now, usage.window, round.state, usage.used, usage.limit, eligibility, me.entrant());
    Ok(admitted.is_ok().then(|| (format!("/thi/{}", round.id), format!("Vào thi {}", round.title))))
}
