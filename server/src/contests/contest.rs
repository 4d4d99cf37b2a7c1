//! GET `/cuoc-thi`: the contest's rules and calendar.

use app::{
    NavItem,
    components::{Fact, Stage},
    contests::{ContestPage, ContestView, RulesStep, TrackView},
};
use axum::{Router, extract::State, routing::get};
use contest::{Timestamp, text::group};
use engine::contests::{RoundSummary, RulesVersion};
use leptos::prelude::*;

use super::{
    glance::{Glance, glance},
    home::kicker,
    organiser::shown,
    words::{self, Stands},
};
use crate::{error::PageResult, page::Page, session::MaybeParticipant, state::AppState};

/// The address of the rules.
pub fn routes() -> Router<AppState> {
    Router::new().route("/cuoc-thi", get(show))
}

async fn show(
    State(state): State<AppState>,
    MaybeParticipant(participant): MaybeParticipant,
    page: Page,
) -> PageResult {
    let glance = glance(&state).await?;
    let contest = view(&glance, &state.site.province, participant.is_none(), state.engine.now());
    let frame = page.frame("Thể lệ").under(NavItem::Contest).described(contest.lead.clone());
    Ok(page.show(frame, || view! { <ContestPage contest/> }))
}

fn view(glance: &Glance, province: &str, may_register: bool, now: Timestamp) -> ContestView {
    let figures = &glance.figures;
    let (is_open, state) = state(glance, now);
    ContestView {
        kicker: kicker(glance, province, now),
        title: glance.contest.title.clone(),
        lead: lead(&glance.rounds),
        state,
        is_open,
        facts: vec![
            Fact::new(group(figures.registered as i64), "người đã đăng ký"),
            Fact::new(group(figures.entrants as i64), "người đã dự thi"),
            Fact::new(group(figures.attempts as i64), "lượt thi"),
            Fact::of(group(figures.agencies_taking_part as i64), group(figures.agencies as i64), "đơn vị tham gia"),
        ],
        counted_at: figures.as_of,
        stages: glance
            .rounds
            .iter()
            .map(|round| stage(round, glance.complaints.get(&round.id).copied(), now))
            .collect(),
        rules: rules(glance),
        history: history(glance),
        tracks: glance.contest.tracks.iter().map(|track| TrackView { kind: track.kind, note: None }).collect(),
        prizes: Vec::new(),
        may_register,
    }
}

fn state(glance: &Glance, now: Timestamp) -> (bool, String) {
    let Some(round) = &glance.current else { return (false, "Chưa có vòng thi".to_owned()) };
    let title = words::inside(round.title.split(':').next().unwrap_or_default());
    match Stands::of_round(round, now) {
        Stands::Ahead => (false, format!("Sắp mở {title}")),
        Stands::Open => (true, format!("Đang mở {title}")),
        Stands::Over => (false, "Không có vòng nào đang mở".to_owned()),
    }
}

fn lead(rounds: &[RoundSummary]) -> String {
    let opens = rounds.iter().map(|round| round.window.opens).min();
    let closes = rounds.iter().map(|round| round.window.closes).max();
    match opens.zip(closes) {
        Some((opens, closes)) => {
            format!("{} vòng thi trực tuyến, từ {} đến {}.", rounds.len(), opens.short_date(), closes.short_date())
        }
        None => "Lịch thi sẽ được công bố ở trang này.".to_owned(),
    }
}

fn stage(round: &RoundSummary, complaints_until: Option<Timestamp>, now: Timestamp) -> Stage {
    let stands = Stands::of_summary(round, now);
    let people = (round.entrants > 0).then(|| format!("{} người dự thi", group(round.entrants as i64)));
    let text = match stands {
        Stands::Ahead => Some(format!("Mở lúc {}.", round.window.opens.long())),
        Stands::Open => Some(format!("Đóng lúc {}.", round.window.closes.long())),
        Stands::Over => match complaints_until.filter(|until| now < *until) {
            Some(until) => Some(format!("Kết quả tạm thời, nhận khiếu nại đến {}.", until.long())),
            None => people,
        },
    };
    Stage {
        when: format!("{} · {}", words::days(round.window), words::state(round, now)),
        title: round.title.clone(),
        text,
        done: stands == Stands::Over,
        current: stands == Stands::Open,
    }
}

/// The rules in words, and since when they are so if they were changed.
fn rules(glance: &Glance) -> Vec<String> {
    let mut sentences = glance.rules().map(contest::contests::Rules::describe).unwrap_or_default();
    let changed = glance.rules.as_ref().filter(|rules| rules.version > 1);
    sentences.extend(changed.map(|rules| format!("Thể lệ này được sửa lần gần nhất lúc {}.", rules.made_at.long())));
    sentences
}

/// What each version changed, newest first; nothing where there is only one.
fn history(glance: &Glance) -> Vec<RulesStep> {
    let before = std::iter::once(None).chain(glance.history.iter().map(Some));
    let step = |(version, before): (&RulesVersion, Option<&RulesVersion>)| {
        let rounds: Vec<&str> = glance
            .rounds
            .iter()
            .filter(|round| round.rules_version == version.version)
            .map(|round| round.title.as_str())
            .collect();
        RulesStep {
            version: version.version,
            made_at: version.made_at,
            reason: version.reason.clone(),
            changes: before.map(|before| shown(version.rules.changes_from(&before.rules))).unwrap_or_default(),
            rounds: (!rounds.is_empty()).then(|| format!("Áp dụng cho: {}.", rounds.join(", "))),
        }
    };
    if glance.history.len() < 2 {
        return Vec::new();
    }
    let mut steps: Vec<RulesStep> = glance.history.iter().zip(before).map(step).collect();
    steps.reverse();
    steps
}
