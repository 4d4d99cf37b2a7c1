//! Every total held against the count that was kept while playing.

use std::collections::{BTreeMap, BTreeSet};

use contest::contests::TrackKind;
use engine::{
    cache::Scope,
    contests::Round,
    reports,
    results::{
        self,
        life::{self, Overview, Refusable, ResultsOf},
    },
};
use sea_orm::{FromQueryResult, Statement};

use super::{
    CommandError,
    people::Person,
    stage::Stage,
    tally::{Own, Tally},
};

/// Lines of one page of a board: as many as it gives.
const PAGE: u64 = 200;

/// What does not agree, each with both counts.
#[derive(Debug, Default)]
pub(super) struct Differences(pub(super) Vec<String>);

impl Differences {
    #[expect(clippy::needless_pass_by_value, reason = "both are made for the call")]
    fn hold<T: PartialEq + std::fmt::Debug>(&mut self, what: impl std::fmt::Display, platform: T, counted: T) {
        if platform != counted {
            self.0.push(format!("{what}: hệ thống {platform:?}, đếm độc lập {counted:?}"));
        }
    }
}

/// What the platform says came of the round, held against the tally.
pub(super) async fn check(
    stage: &Stage,
    people: &[Person],
    heads: &[(i64, u32)],
    tally: &Tally,
) -> Result<(Overview, Differences), CommandError> {
    let engine = &stage.engine;
    let round = Round::load(&engine.db.read, stage.round.id).await?.ok_or("the round is not there")?;
    let own = tally.own(people, &round.rules);
    let quantity = tally.quantity(&own, &round.rules);
    let mut differences = Differences::default();

    rows(stage, tally, &own, &mut differences).await?;
    let outcome =
        life::outcome(engine, &stage.organiser, ResultsOf::Round(round.id)).await?.ok_or("the round has no outcome")?;
    counted(&outcome, tally, &own, quantity, &mut differences);
    awards(&outcome, &own, &mut differences);
    for track in TrackKind::ALL {
        board(stage, &round, track, &own, quantity, &mut differences).await?;
    }
    agencies(stage, &round, &own, heads, &mut differences).await?;
    report(stage, &round, people, tally, &own, &mut differences).await?;
    Ok((outcome, differences))
}

#[derive(FromQueryResult)]
struct Rows {
    begun: i64,
    submitted: i64,
    left_open: i64,
    people: i64,
    perfect: i64,
    answers: i64,
}

/// The tables themselves, by one statement of our own.
async fn rows(
    stage: &Stage,
    tally: &Tally,
    own: &[Own<'_>],
    differences: &mut Differences,
) -> Result<(), CommandError> {
    let (db, id) = (&stage.engine.db.read, stage.round.id);
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM attempts WHERE round_id = {id}) AS begun, \
         (SELECT COUNT(*) FROM results WHERE round_id = {id}) AS submitted, \
         (SELECT COUNT(*) FROM results WHERE round_id = {id} AND submitted_by = 'server') AS left_open, \
         (SELECT COUNT(DISTINCT participant_id) FROM results WHERE round_id = {id}) AS people, \
         (SELECT COUNT(*) FROM results WHERE round_id = {id} AND correct = total) AS perfect, \
         (SELECT COUNT(*) FROM journal) AS answers"
    );
    let rows = Rows::find_by_statement(Statement::from_string(db.get_database_backend(), sql)).one(db).await?;
    let rows = rows.ok_or("the database counts nothing")?;
    let count = |of: &dyn Fn(&super::tally::Played) -> bool| tally.played.iter().filter(|played| of(played)).count();
    let played = tally.played.len() as i64;
    differences.hold("lượt đã bắt đầu", rows.begun, played);
    differences.hold("lượt đã nộp", rows.submitted, played);
    differences.hold("lượt hệ thống nộp thay", rows.left_open, count(&|played| played.left) as i64);
    differences.hold("người có kết quả", rows.people, own.len() as i64);
    differences.hold("lượt đúng tất cả", rows.perfect, count(&|played| played.is_perfect()) as i64);
    let answers: i64 = tally.played.iter().map(|played| i64::from(played.answers)).sum();
    differences.hold("câu trả lời đã lưu", rows.answers, answers);
    Ok(())
}

fn counted(outcome: &Overview, tally: &Tally, own: &[Own<'_>], quantity: Option<u32>, differences: &mut Differences) {
    differences.hold("lượt chưa nộp sau khi chốt", outcome.unsubmitted, 0);
    let Some(counted) = &outcome.counted else {
        differences.0.push("vòng thi chưa được chốt".to_owned());
        return;
    };
    differences.hold("người, khi chốt", counted.people as usize, own.len());
    differences.hold("lượt hợp lệ, khi chốt", counted.attempts as usize, tally.played.len());
    let perfect = own.iter().filter(|own| own.perfect > 0).count();
    differences.hold("người đúng tất cả, khi chốt", counted.people_all_correct as usize, perfect);
    differences.hold("số dùng để so dự đoán", counted.quantity, quantity);
}

/// Whoever wins took part, and wins once in a list.
fn awards(outcome: &Overview, own: &[Own<'_>], differences: &mut Differences) {
    let entrants: BTreeSet<i64> = own.iter().map(|own| own.person.id).collect();
    let mut given = BTreeSet::new();
    for award in &outcome.awards {
        if let Refusable::Person(person) = award.whose {
            differences.hold(format_args!("{} có dự thi", award.name), entrants.contains(&person), true);
            let again = !given.insert((&award.prizes, person));
            differences.hold(format_args!("{} nhận hai giải {}", award.name, award.prizes), again, false);
        }
    }
}

/// A whole board, place by place.
async fn board(
    stage: &Stage,
    round: &Round,
    track: TrackKind,
    own: &[Own<'_>],
    quantity: Option<u32>,
    differences: &mut Differences,
) -> Result<(), CommandError> {
    let of_track = own.iter().filter(|own| own.person.track == track);
    let mut order: Vec<(Vec<i64>, i64)> =
        of_track.map(|own| (own.keys(&round.rules, quantity), own.person.id)).collect();
    order.sort_unstable();
    let (mut place, mut page, mut rank) = (0, 1, 0);
    loop {
        let read = results::page(&stage.engine, round, Scope::Track(track), page, PAGE).await?;
        if page == 1 {
            differences.hold(format_args!("bảng {}: số người", track.code()), read.total as usize, order.len());
        }
        for line in &read.lines {
            let Some((keys, person)) = order.get(place) else { break };
            if place == 0 || order[place - 1].0 != *keys {
                rank = place as u64 + 1;
            }
            let (board, here) = (track.code(), (rank, *person));
            differences.hold(format_args!("bảng {board}, dòng {}", place + 1), (line.rank, line.participant), here);
            place += 1;
        }
        if read.lines.len() < PAGE as usize {
            break;
        }
        page += 1;
    }
    differences.hold(format_args!("bảng {}: số dòng", track.code()), place, order.len());
    Ok(())
}

/// Entrants, attempts, all-correct and scores of an agency, officials and citizens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Of {
    entrants: u64,
    staff: u64,
    attempts: u64,
    perfect: u64,
    score: u64,
}

fn by_agency(own: &[Own<'_>]) -> BTreeMap<i64, Of> {
    let mut agencies: BTreeMap<i64, Of> = BTreeMap::new();
    for own in own {
        let of = agencies.entry(own.person.agency).or_default();
        of.entrants += 1;
        of.staff += u64::from(own.person.track == TrackKind::Staff);
        of.attempts += u64::from(own.attempts);
        of.perfect += u64::from(own.counts.is_perfect());
        of.score += own.counts.score();
    }
    agencies
}

/// The board of agencies.
async fn agencies(
    stage: &Stage,
    round: &Round,
    own: &[Own<'_>],
    heads: &[(i64, u32)],
    differences: &mut Differences,
) -> Result<(), CommandError> {
    let counted = by_agency(own);
    let board = results::agencies(&stage.engine, round).await?;
    differences.hold("số đơn vị có người dự thi", board.lines.len(), counted.len());
    for line in &board.lines {
        let of = counted.get(&line.agency).copied().unwrap_or_default();
        let shown = (line.entrants, line.staff_entrants, line.attempts, line.perfect);
        differences.hold(&line.name, shown, (of.entrants, of.staff, of.attempts, of.perfect));
        let people = heads.iter().find(|(agency, _)| *agency == line.agency).map(|(_, people)| u64::from(*people));
        let share = people.map(|people| (of.staff.min(people) * 10_000 / people) as u16);
        differences.hold(format_args!("{}: tỷ lệ tham gia", line.name), line.participation, share);
    }
    Ok(())
}

/// The reports of the organiser and of the province's agencies, which read counters.
async fn report(
    stage: &Stage,
    round: &Round,
    people: &[Person],
    tally: &Tally,
    own: &[Own<'_>],
    differences: &mut Differences,
) -> Result<(), CommandError> {
    let counted = by_agency(own);
    let whole = reports::organiser::overview(&stage.engine, round.contest_id).await?.ok_or("no report")?;
    differences.hold("báo cáo: đã đăng ký", whole.registered as usize, people.len());
    differences.hold("báo cáo: người dự thi", whole.entrants as usize, own.len());
    differences.hold("báo cáo: lượt thi", whole.attempts as usize, tally.played.len());
    differences.hold("báo cáo: đơn vị có người dự thi", whole.agencies_taking_part as usize, counted.len());
    differences.hold("báo cáo: bài đang làm", whole.live_attempts, 0);
    let mut days: BTreeMap<_, u64> = BTreeMap::new();
    for played in &tally.played {
        *days.entry(played.submitted.local().date).or_default() += 1;
    }
    let shown: BTreeMap<_, u64> =
        whole.days.iter().filter(|day| day.attempts > 0).map(|day| (day.date, day.attempts)).collect();
    differences.hold("báo cáo: lượt theo ngày", shown, days);

    let of = reports::CountedOf::Round(round.id);
    let units = reports::statistics(&stage.engine, &stage.province, of, &reports::Filter::default()).await?;
    let units = units.ok_or("no report")?;
    for line in &units.lines {
        let figures = &line.own;
        let shown = Of {
            entrants: figures.entrants,
            staff: figures.staff_entrants,
            attempts: figures.attempts,
            perfect: figures.perfect,
            score: figures.score_sum(),
        };
        let of = counted.get(&line.agency_id).copied().unwrap_or_default();
        differences.hold(format_args!("báo cáo của {}", line.name), shown, of);
    }
    differences.hold("báo cáo đơn vị: người dự thi", units.total.entrants as usize, own.len());
    Ok(())
}
