//! What a big screen shows at one moment.

use app::{
    components::Fact,
    results::{ScreenRow, ScreenTime, ScreenView},
};
use contest::{Timestamp, agencies::Block, contests::RoundState, text::group};
use engine::{
    agencies,
    contests::Round,
    results::{self, AgencyBoard, AgencyRace},
};
use std::sync::Arc;

use super::code::outline;
use crate::{
    contests::{glance, words::Stands},
    error::PageError,
    results::agency_words::{Words, by_participation},
    state::AppState,
};

/// Lines that fit on a screen.
const LINES: usize = 7;

/// Reads what a screen of a round, or of a block in it, shows now.
pub(super) async fn shot(state: &AppState, round: &Arc<Round>, block: Option<&str>) -> Result<ScreenView, PageError> {
    let (engine, now) = (&state.engine, state.engine.now());
    let own = by_participation();
    let prizes = round.rules.collective.first().unwrap_or(&own);
    let race = AgencyRace { rounds: vec![Arc::clone(round)], prizes, block, size_band: None };
    let board = results::race(engine, &race).await?;
    let tree = agencies::tree(engine).await?;
    let root = state.province_path().await.unwrap_or_default();
    let is_counted = |agency: &&agencies::Agency| {
        agency.is_valid(now) && agency.path != root && block.is_none_or(|block| agency.block == block)
    };
    let of = tree.subtree(&root).filter(is_counted).count();
    let words =
        Words { key: prizes.ranking.first().copied(), questions: glance::questions(engine, Some(round)).await? };
    let facts = facts(&board, of);
    let rows = board.lines.into_iter().take(LINES).map(|line| {
        let row = words.row(line, &tree, None);
        ScreenRow { place: row.place, name: row.name, figure: row.figure, people: row.people, headcount: row.headcount }
    });
    let (code, address) = (outline(&state.config.public_url), short(&state.config.public_url));
    Ok(ScreenView {
        province: state.site.province.clone(),
        contest: state.site.contest.clone(),
        round: round.title.clone(),
        time: time(round, now),
        code,
        address,
        facts,
        title: match block {
            Some(block) => format!("Dẫn đầu khối {}", Block::label(block)),
            None => "Đơn vị dẫn đầu".to_owned(),
        },
        rows: rows.collect(),
        provisional: round.state < RoundState::Approved,
        counted_at: now,
    })
}

fn facts(board: &AgencyBoard, of: usize) -> Vec<Fact> {
    let sum = |part: fn(&results::AgencyPlace) -> u64| group(board.lines.iter().map(part).sum::<u64>() as i64);
    vec![
        Fact::new(sum(|line| line.entrants), "người đã dự thi"),
        Fact::new(sum(|line| line.attempts), "lượt thi"),
        Fact::of(group(board.lines.len() as i64), group(of as i64), "đơn vị tham gia"),
    ]
}

fn time(round: &Round, now: Timestamp) -> ScreenTime {
    let window = round.window;
    match Stands::of_round(round, now) {
        Stands::Ahead => ScreenTime::Opens(window.opens - now, window.opens),
        Stands::Open => ScreenTime::Closes(window.closes - now, window.closes),
        Stands::Over => ScreenTime::Over(window.closes),
    }
}

/// What people type.
fn short(url: &str) -> String {
    url.trim_start_matches("https://").trim_start_matches("http://").to_owned()
}
