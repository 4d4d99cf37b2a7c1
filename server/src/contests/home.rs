//! GET `/`: the front page.

use app::{
    NavItem,
    contests::{EntryLink, HomePage, HomeView, LeaderRow, OpenRound, RoundAction, RoundRow},
};
use axum::{Router, extract::State, routing::get};
use contest::{Timestamp, contests::RoundState, text::group};
use engine::{
    accounts::ParticipantSession,
    attempts::usage,
    contests::{Round, RoundSummary},
    results::life::{ResultsOf, whole_of},
};
use leptos::prelude::*;

use super::{
    glance::{Glance, glance},
    words::{self, Stands},
};
use crate::{
    banks::practice,
    error::{PageError, PageResult},
    page::Page,
    results::{addresses, published},
    session::MaybeParticipant,
    state::AppState,
};

/// Entries of the handbook in its corner.
const ENTRIES: usize = 3;

/// The front page's address.
pub fn routes() -> Router<AppState> {
    Router::new().route("/", get(show))
}

async fn show(
    State(state): State<AppState>,
    MaybeParticipant(participant): MaybeParticipant,
    page: Page,
) -> PageResult {
    let glance = glance(&state).await?;
    let now = state.engine.now();
    let round = round_card(&state, &glance, participant.as_ref(), now).await?;
    let mut home = view(&glance, &state.site.province, round, now);
    home.practice = !practice::questions(&state).await?.is_empty();
    home.whole = whole_of(&state.engine, glance.contest.id).await?.map(|whole| published::address(whole.of));
    let frame = page.frame("Trang chủ").under(NavItem::Contest).described(home.lead.clone());
    Ok(page.show(frame, || view! { <HomePage home/> }))
}

fn view(glance: &Glance, province: &str, round: Option<OpenRound>, now: Timestamp) -> HomeView {
    let shown = round.as_ref().map(|round| round.id);
    let leaders = glance.leaders.iter().map(|(name, line)| LeaderRow {
        place: line.rank.map(|rank| rank as u32),
        name: name.clone(),
        people: if line.headcount.is_some() { line.staff_entrants } else { line.entrants },
        headcount: line.headcount.map(u64::from),
    });
    let entries = glance.handbook.iter().flat_map(|shelf| shelf.some(ENTRIES, now.local().date.days()));
    HomeView {
        kicker: kicker(glance, province, now),
        title: glance.contest.title.clone(),
        lead: lead(glance.questions),
        now,
        people: glance.figures.entrants,
        agencies: glance.figures.agencies_taking_part,
        agencies_total: glance.figures.agencies,
        rounds: glance.rounds.iter().filter(|round| Some(round.id) != shown).map(|round| row(round, now)).collect(),
        round,
        leaders: leaders.collect(),
        whole: None,
        entries: entries.map(|entry| EntryLink { number: entry.number, question: entry.question.clone() }).collect(),
        practice: false,
        entries_total: glance.handbook.as_ref().map_or(0, |shelf| shelf.entries.len() as u32),
    }
}

/// `Cuộc thi trực tuyến tỉnh Lào Cai, 2026`.
pub(super) fn kicker(glance: &Glance, province: &str, now: Timestamp) -> String {
    let year = glance.rounds.first().map_or(now, |round| round.window.opens).local().date.year;
    match words::inside(province) {
        province if province.is_empty() => format!("Cuộc thi trực tuyến, {year}"),
        province => format!("Cuộc thi trực tuyến {province}, {year}"),
    }
}

fn lead(questions: Option<usize>) -> String {
    let paper = questions.map(|questions| format!(" {questions} câu")).unwrap_or_default();
    format!("Mỗi vòng một bài thi ngắn{paper}. Cán bộ và người dân đều dự thi được, chỉ cần điện thoại có mạng.")
}

/// The first screen's card; none when no round is open or about to open.
async fn round_card(
    state: &AppState,
    glance: &Glance,
    participant: Option<&ParticipantSession>,
    now: Timestamp,
) -> Result<Option<OpenRound>, PageError> {
    let Some(round) = &glance.current else { return Ok(None) };
    let action = match Stands::of_round(round, now) {
        Stands::Ahead => RoundAction::Opens(round.window.opens),
        Stands::Open => action(state, round, participant, now).await?,
        Stands::Over => return Ok(None),
    };
    let place = match glance.rounds.len() {
        0 | 1 => format!("Vòng {}", round.number),
        all => format!("Vòng {} trong {all}", round.number),
    };
    Ok(Some(OpenRound {
        id: round.id,
        title: round.title.clone(),
        place,
        action,
        facts: words::paper(&round.rules, glance.questions),
    }))
}

async fn action(
    state: &AppState,
    round: &Round,
    participant: Option<&ParticipantSession>,
    now: Timestamp,
) -> Result<RoundAction, PageError> {
    let Some(me) = participant else { return Ok(RoundAction::Enter(round.window.closes)) };
    let usage = usage(&state.engine.db.read, round, me.participant_id, me.agency_id, now).await?;
    let deadline = usage.live.map(|live| Timestamp(live.deadline_at)).filter(|deadline| *deadline > now);
    Ok(deadline.map_or(RoundAction::Enter(usage.window.closes), RoundAction::Resume))
}

fn row(round: &RoundSummary, now: Timestamp) -> RoundRow {
    let stands = Stands::of_summary(round, now);
    let is_ahead = stands == Stands::Ahead;
    let line = if is_ahead {
        format!("Mở lúc {}", round.window.opens.long())
    } else {
        format!("{} · {} người dự thi", words::days(round.window), group(round.entrants as i64))
    };
    RoundRow {
        title: round.title.clone(),
        line,
        state: words::state(round, now).to_owned(),
        is_ahead,
        link: match stands {
            Stands::Ahead => None,
            Stands::Open => Some((format!("/thi/{}", round.id), "Dự thi vòng này".to_owned())),
            Stands::Over if round.state == RoundState::Published => {
                Some((published::address(ResultsOf::Round(round.id)), "Xem kết quả".to_owned()))
            }
            Stands::Over => Some((addresses::board(round.number), "Xem bảng xếp hạng".to_owned())),
        },
    }
}
