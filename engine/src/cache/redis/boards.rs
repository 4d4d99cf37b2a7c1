//! Boards in Redis: a hash of standings, one sorted set for all scopes, a hash of tallies.
//!
//! One sorted set rather than one a scope: every key a script touches is then known beforehand, as
//! Redis asks of scripts, and a board is dropped without knowing its agencies. All keys of a round
//! share a slot. They expire when nobody has taken the round for a week, and can be rebuilt.

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use contest::{contests::TrackKind, results::SortKey};
use redis::{Script, cmd};

use super::{Redis, link::Request};
use crate::cache::{CacheError, Member, Place, Scope, Standing, Tally};

const WEEK: u32 = 7 * 24 * 60 * 60;
/// The parts of a board outlive its mark of being ready, so that a ready board is never half gone.
const STAYS: u32 = WEEK + 60 * 60;
/// Standings in one script: a few milliseconds in which Redis does nothing else.
const BATCH: usize = 500;

static APPLY: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("common.lua"), include_str!("apply.lua"))));
static PAGE: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("common.lua"), include_str!("page.lua"))));
static PLACE: LazyLock<Script> =
    LazyLock::new(|| Script::new(concat!(include_str!("common.lua"), include_str!("place.lua"))));

impl Redis {
    pub(in crate::cache) async fn board_apply(&self, round: i64, standings: &[Standing]) -> Result<(), CacheError> {
        for batch in standings.chunks(BATCH) {
            let mut script = APPLY.prepare_invoke();
            for part in ["standings", "order", "tallies", "ready"] {
                script.key(self.board_key(round, part));
            }
            script.arg(STAYS).arg(WEEK);
            for standing in batch {
                script.arg(digits(standing.participant)).arg(record(standing));
            }
            self.link.ask::<()>(Request::Script(script)).await?;
        }
        Ok(())
    }

    pub(in crate::cache) async fn board_is_ready(&self, round: i64) -> Result<bool, CacheError> {
        self.link.ask(Request::Command(cmd("EXISTS").arg(self.board_key(round, "ready")).take())).await
    }

    pub(in crate::cache) async fn board_mark_ready(&self, round: i64) -> Result<(), CacheError> {
        let command = cmd("SET").arg(self.board_key(round, "ready")).arg(1).arg("EX").arg(WEEK).take();
        self.link.ask(Request::Command(command)).await
    }

    pub(in crate::cache) async fn board_drop(&self, round: i64) -> Result<(), CacheError> {
        let keys = ["ready", "standings", "order", "tallies"].map(|part| self.board_key(round, part));
        self.link.ask(Request::Command(cmd("UNLINK").arg(&keys).take())).await
    }

    pub(in crate::cache) async fn board_page(
        &self,
        round: i64,
        scope: Scope,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<Place>, CacheError> {
        let mut script = PAGE.key(self.board_key(round, "order"));
        script.arg(scope_name(scope)).arg(offset).arg(limit);
        let reply: Vec<String> = self.link.ask(Request::Script(script)).await?;
        places(&reply, offset, limit).ok_or_else(|| CacheError(format!("the board of round {round} cannot be read")))
    }

    pub(in crate::cache) async fn board_place(
        &self,
        round: i64,
        scope: Scope,
        participant: i64,
    ) -> Result<Option<Place>, CacheError> {
        let mut script = PLACE.key(self.board_key(round, "standings"));
        script.key(self.board_key(round, "order")).arg(digits(participant)).arg(scope_name(scope));
        let found: Option<(u64, u64, u64)> = self.link.ask(Request::Script(script)).await?;
        Ok(found.map(|(rank, equals, above)| Place { rank, tied: equals > 1, participant, above }))
    }

    pub(in crate::cache) async fn board_members(
        &self,
        round: i64,
        scope: Scope,
        after: Option<&Member>,
        limit: u64,
    ) -> Result<Vec<Member>, CacheError> {
        let (key, scope) = (self.board_key(round, "order"), scope_name(scope));
        let from = match after {
            Some((key, participant)) => format!("({scope}.{}.{}", key.to_hex(), digits(*participant)),
            None => format!("[{scope}."),
        };
        let mut command = cmd("ZRANGEBYLEX");
        command.arg(key).arg(from).arg(format!("({scope}/")).arg("LIMIT").arg(0).arg(limit);
        let members: Vec<String> = self.link.ask(Request::Command(command)).await?;
        let member = |member: &String| {
            let (board, participant) = split(member)?;
            Some((SortKey::from_hex(board.rsplit_once('.')?.1)?, participant))
        };
        let read: Option<Vec<Member>> = members.iter().map(member).collect();
        read.ok_or_else(|| CacheError(format!("the board of round {round} cannot be read")))
    }

    pub(in crate::cache) async fn board_size(&self, round: i64, scope: Scope) -> Result<u64, CacheError> {
        let (key, scope) = (self.board_key(round, "order"), scope_name(scope));
        let command = cmd("ZLEXCOUNT").arg(key).arg(format!("[{scope}.")).arg(format!("({scope}/")).take();
        self.link.ask(Request::Command(command)).await
    }

    pub(in crate::cache) async fn board_tallies(&self, round: i64) -> Result<Vec<(i64, TrackKind, Tally)>, CacheError> {
        let command = cmd("HGETALL").arg(self.board_key(round, "tallies")).take();
        let counters: HashMap<String, u64> = self.link.ask(Request::Command(command)).await?;
        let mut tallies: BTreeMap<(i64, TrackKind), Tally> = BTreeMap::new();
        for (name, value) in counters {
            let mut parts = name.split(':');
            let (Some(agency), Some(track)) =
                (parts.next().and_then(|id| id.parse().ok()), parts.next().and_then(TrackKind::parse))
            else {
                continue;
            };
            let tally = tallies.entry((agency, track)).or_default();
            match parts.next() {
                Some("entrants") => tally.entrants = value,
                Some("attempts") => tally.attempts = value,
                Some("score_sum") => tally.score_sum = value,
                Some("perfect") => tally.perfect = value,
                _ => {}
            }
        }
        let with_people = tallies.into_iter().filter(|(_, tally)| tally.entrants > 0);
        Ok(with_people.map(|((agency, track), tally)| (agency, track, tally)).collect())
    }

    fn board_key(&self, round: i64, part: &str) -> String {
        format!("{}:{{r{round}}}:{part}", self.prefix)
    }
}

/// The participant as a member of a sorted set: so many digits that text order is number order.
fn digits(participant: i64) -> String {
    format!("{participant:019}")
}

fn scope_name(scope: Scope) -> String {
    match scope {
        Scope::Track(track) => format!("t:{}", track.code()),
        Scope::Agency(agency, track) => format!("a:{agency}:{}", track.code()),
    }
}

fn record(standing: &Standing) -> String {
    let Standing { track, agency, key, score, attempts, perfect, grading, .. } = standing;
    let grading = if *grading == 0 { String::new() } else { format!(":{grading}") };
    format!("{attempts}:{}:{agency}:{score}:{}:{}{grading}", track.code(), u8::from(*perfect), key.to_hex())
}

/// Reads what `page.lua` returns.
fn places(reply: &[String], offset: u64, limit: u64) -> Option<Vec<Place>> {
    let [rank, before, members @ ..] = reply else { return reply.is_empty().then(Vec::new) };
    let members: Vec<(&str, i64)> = members.iter().map(|member| split(member)).collect::<Option<_>>()?;
    let before: usize = before.parse().ok()?;
    let mut rank: u64 = rank.parse().ok()?;
    let same = |a: usize, b: usize| members.get(a).zip(members.get(b)).is_some_and(|(a, b)| a.0 == b.0);
    let lines = members.iter().enumerate().skip(before).take(usize::try_from(limit).unwrap_or(usize::MAX));
    let places = lines.map(|(index, (_, participant))| {
        let like_the_last = index.checked_sub(1).is_some_and(|last| same(last, index));
        if index > before && !like_the_last {
            rank = offset + (index - before) as u64 + 1;
        }
        let above = offset + (index - before) as u64;
        Place { rank, tied: like_the_last || same(index, index + 1), participant: *participant, above }
    });
    Some(places.collect())
}

/// `scope.key.participant` → `scope.key`, participant.
fn split(member: &str) -> Option<(&str, i64)> {
    let (key, participant) = member.rsplit_once('.')?;
    Some((key, participant.parse().ok()?))
}
