//! A round with everything that may happen to it, recounted from its results by another way.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use contest::{
    Millis,
    accounts::Position,
    contests::{Counting, Rules, TrackKind},
    reports::Tally,
    results::RankKey,
};
use rand::{Rng, RngExt};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, IntoActiveModel as _, QueryFilter as _};

use super::{
    counting::{begin, counters},
    *,
};
use crate::{
    both_engines,
    db::entities::{participants, rounds},
    reports::{counting::idle, recount, recount_of},
    results::life::invalidate,
};

const PEOPLE: u32 = 24;
const STEPS: usize = 160;

/// What a list of people comes to: every figure as somebody would work it out on paper.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct OnPaper {
    people: usize,
    staff: usize,
    attempts: usize,
    perfect: usize,
    scores: Vec<u64>,
    days: BTreeMap<String, (u64, u64)>,
}

/// One person: the result that counts, and all valid ones.
struct Someone<'a> {
    counts: &'a results::Model,
    all: Vec<&'a results::Model>,
    position: Option<Position>,
    is_staff: bool,
}

fn on_paper<'a>(people: impl IntoIterator<Item = &'a Someone<'a>>) -> OnPaper {
    let mut sums = OnPaper::default();
    for someone in people {
        sums.people += 1;
        sums.staff += usize::from(someone.is_staff);
        sums.attempts += someone.all.len();
        sums.perfect += usize::from(someone.counts.correct == someone.counts.total);
        sums.scores.push(someone.counts.score as u64);
        let day = |row: &results::Model| Timestamp(row.submitted_at).local().date.to_string();
        for row in &someone.all {
            sums.days.entry(day(row)).or_default().1 += 1;
        }
        let first = someone.all.iter().min_by_key(|row| row.submitted_at).unwrap();
        sums.days.entry(day(first)).or_default().0 += 1;
    }
    sums.scores.sort_unstable();
    sums
}

/// The same of counters, and what is worked out from them.
fn hold(tally: &Tally, expected: &OnPaper, what: &str) {
    let scores = &expected.scores;
    let number = scores.len();
    let days = tally
        .days
        .iter()
        .map(|(day, of)| (contest::time::LocalDate::from_days(*day).to_string(), (of.new_entrants, of.attempts)));
    assert_eq!(days.collect::<BTreeMap<_, _>>(), expected.days, "{what}: days");
    let counted = (tally.entrants, tally.staff_entrants, tally.attempts, tally.perfect, tally.score_sum());
    let OnPaper { people, staff, attempts, perfect, .. } = expected;
    let wanted = [people, staff, attempts, perfect].map(|number| *number as u64);
    assert_eq!(counted, (wanted[0], wanted[1], wanted[2], wanted[3], scores.iter().sum()), "{what}");
    let middle = (number > 0).then(|| u64::midpoint(scores[(number - 1) / 2], scores[number / 2]) as u16);
    assert_eq!(tally.median(), middle, "{what}: median");
    assert_eq!(tally.mean(), (number > 0).then(|| (scores.iter().sum::<u64>() / number as u64) as u16), "{what}: mean");
    let in_band = |from: u64, below: u64| scores.iter().filter(|score| (from..below).contains(score)).count() as u64;
    let bands = [in_band(10_000, u64::MAX), in_band(5_000, 10_000), in_band(0, 5_000)];
    assert_eq!(tally.bands(&[10_000, 5_000, 0]), bands, "{what}: bands");
}

/// Who comes first of two results of one person, told without the platform's own comparison.
fn counts<'a>(rules: &Rules, mut rows: Vec<&'a results::Model>) -> &'a results::Model {
    rows.sort_by_key(|row| {
        let by_rules = rules.ranking.iter().map(|key| match key {
            RankKey::Correct => -i64::from(row.correct),
            RankKey::Score => -i64::from(row.score),
            RankKey::Duration => row.submitted_at - row.started_at,
            RankKey::EarliestSubmission => row.submitted_at,
            RankKey::EarliestStart => row.started_at,
            _ => 0,
        });
        match rules.counts {
            Counting::Best => (by_rules.collect(), row.submitted_at, row.attempt_id),
            Counting::First => (Vec::new(), row.started_at, row.attempt_id),
            Counting::Last => (Vec::new(), -row.started_at, row.attempt_id),
        }
    });
    rows[0]
}

/// Everything that is shown, for every agency, block, track, position and day.
async fn recounted(t: &TestEngine, tree: &Tree, open: &OpenContest, rules: &Rules) {
    // The clock must not move while counters are brought up to date: it says how long that takes.
    idle(t, CountedOf::Round(open.round_id)).await;
    t.advance(Millis::minutes(1));
    let rows =
        results::Entity::find().filter(results::Column::RoundId.eq(open.round_id)).all(&t.db.read).await.unwrap();
    let positions: HashMap<i64, Position> = participants::Entity::find()
        .all(&t.db.read)
        .await
        .unwrap()
        .into_iter()
        .filter_map(|row| Some((row.id, Position::parse(&row.position)?)))
        .collect();
    let mut by_person: BTreeMap<i64, Vec<&results::Model>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.valid) {
        by_person.entry(row.participant_id).or_default().push(row);
    }
    let people: Vec<Someone<'_>> = by_person
        .into_iter()
        .map(|(person, all)| {
            let counts = counts(rules, all.clone());
            Someone {
                counts,
                all,
                position: positions.get(&person).copied(),
                is_staff: counts.track_id == open.staff_track_id,
            }
        })
        .collect();
    let agencies = agencies::Entity::find().all(&t.db.read).await.unwrap();
    let of = CountedOf::Round(open.round_id);
    let within = |path: &str| -> BTreeSet<i64> {
        agencies.iter().filter(|agency| agency.path.starts_with(path)).map(|agency| agency.id).collect()
    };
    for top in [&tree.province, &tree.department, &tree.unit, &tree.commune, &tree.elsewhere] {
        let inside = within(&top.path);
        let there = || people.iter().filter(|someone| inside.contains(&someone.counts.agency_id));
        let shown = seen_by(t, top, of, &Filter::default()).await;
        hold(&shown.total, &on_paper(there()), &top.name);
        for line in &shown.lines {
            let own = people.iter().filter(|someone| someone.counts.agency_id == line.agency_id);
            hold(&line.own, &on_paper(own), &line.name);
            let path = &agencies.iter().find(|agency| agency.id == line.agency_id).unwrap().path;
            let below = within(path);
            let whole = people.iter().filter(|someone| below.contains(&someone.counts.agency_id));
            hold(&line.whole, &on_paper(whole), &line.name);
        }
        let shown_agencies: BTreeSet<i64> = shown.lines.iter().map(|line| line.agency_id).collect();
        assert!(there().all(|someone| shown_agencies.contains(&someone.counts.agency_id)), "nobody is left out");
        for block in &shown.blocks {
            let of_block: BTreeSet<i64> =
                agencies.iter().filter(|agency| agency.block == block.key).map(|agency| agency.id).collect();
            let of_block = there().filter(|someone| of_block.contains(&someone.counts.agency_id));
            hold(&block.tally, &on_paper(of_block), &block.key);
        }
        for track in TrackKind::ALL {
            let is_staff = track == TrackKind::Staff;
            let expected = on_paper(there().filter(|someone| someone.is_staff == is_staff));
            let group = shown.tracks.iter().find(|group| group.key == track).unwrap();
            hold(&group.tally, &expected, track.label());
            let filter = Filter { track: Some(track), ..Filter::default() };
            hold(&seen_by(t, top, of, &filter).await.total, &expected, track.label());
        }
        for position in Position::ALL {
            let expected = on_paper(there().filter(|someone| someone.position == Some(position)));
            let filter = Filter { position: Some(position), ..Filter::default() };
            hold(&seen_by(t, top, of, &filter).await.total, &expected, position.label());
            let group = shown.positions.iter().find(|group| group.key == position);
            assert_eq!(group.map_or(0, |group| group.tally.entrants) as usize, expected.people);
        }
    }
}

/// Something that happens to a round.
async fn happen(
    t: &TestEngine,
    tree: &Tree,
    open: &OpenContest,
    people: &[i64],
    begun: &mut Vec<(i64, i64)>,
    rng: &mut impl Rng,
) {
    let places = [&tree.province, &tree.department, &tree.unit, &tree.sibling, &tree.commune, &tree.elsewhere_unit];
    let rows = results::Entity::find().all(&t.db.read).await.unwrap();
    let some = (!rows.is_empty()).then(|| rows[rng.random_range(0..rows.len())].clone());
    match (rng.random_range(0..20), some) {
        (0..=6, _) => {
            let id = begun.len() as i64 + rows.len() as i64 + 1;
            let person = people[rng.random_range(0..people.len())];
            begin(t, open, id, person, Millis::minutes(rng.random_range(0..15))).await;
            begun.push((id, person));
        }
        (7..=14, _) if !begun.is_empty() => {
            let (id, person) = begun.swap_remove(rng.random_range(0..begun.len()));
            let place = places[(person as usize + usize::from(rng.random_bool(0.1))) % places.len()];
            let correct = rng.random_range(0..=5);
            let row = results::Model {
                track_id: if person % 3 == 0 { open.citizens_track_id } else { open.staff_track_id },
                correct,
                score: correct * 2_000,
                started_at: t.now().0 - rng.random_range(1..30) * 10_000,
                grading: rows.iter().map(|row| row.grading).max().unwrap_or_default(),
                ..result(id, open.round_id, person, place, t.now())
            };
            insert(t, &[row]).await;
        }
        (15, Some(row)) => {
            invalidate(&t.db.write, open.round_id, row.attempt_id, None, t.now()).await.unwrap();
        }
        (16, Some(row)) => {
            // Somebody moves with their results.
            let to = places[rng.random_range(0..places.len())].id;
            results::Entity::update_many()
                .col_expr(results::Column::AgencyId, sea_orm::sea_query::Expr::value(to))
                .filter(results::Column::ParticipantId.eq(row.participant_id))
                .exec(&t.db.write)
                .await
                .unwrap();
            recount(&t.db.write, &[open.round_id]).await.unwrap();
        }
        (17, Some(row)) => {
            let position = Position::ALL[rng.random_range(0..Position::ALL.len())];
            let person = participants::ActiveModel {
                id: Set(row.participant_id),
                position: Set(position.code().to_owned()),
                ..Default::default()
            };
            person.update(&t.db.write).await.unwrap();
            recount_of(&t.db.write, row.participant_id).await.unwrap();
        }
        (18, Some(row)) => {
            // A correction gives everybody of one score another, in two portions.
            let grading = rows.iter().map(|row| row.grading).max().unwrap_or_default() + 1;
            let mark = async |column: rounds::Column, value: i32| {
                rounds::Entity::update_many()
                    .col_expr(column, sea_orm::sea_query::Expr::value(value))
                    .exec(&t.db.write)
                    .await
                    .unwrap();
            };
            mark(rounds::Column::Grading, grading).await;
            for (place, mut other) in rows.into_iter().enumerate() {
                if other.correct == row.correct {
                    (other.correct, other.score) = (5, 10_000);
                }
                let mut other = other.into_active_model().reset_all();
                other.grading = Set(grading);
                other.update(&t.db.write).await.unwrap();
                if place % 7 == 3 {
                    t.advance(Millis::seconds(6));
                    seen(t, &tree.province, open.round_id).await;
                }
            }
            mark(rounds::Column::Regraded, grading).await;
        }
        _ => t.advance(Millis::minutes(rng.random_range(0..60))),
    }
}

both_engines! {
    async fn every_figure_is_that_of_a_recount_whatever_happened(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let mut rng = t.rng(5);
        let mut people = Vec::new();
        for number in 0..PEOPLE {
            let position = Position::ALL[number as usize % Position::ALL.len()];
            people.push(t.participant_as(&tree.department, number + 1, position).await.id);
        }
        let rules = |counts, ranking: &[RankKey]| Rules { counts, ranking: ranking.to_vec(), ..Rules::case_4() };
        let mut begun = Vec::new();
        for (turn, rules) in [
            rules(Counting::Best, &[RankKey::Correct, RankKey::Duration]),
            rules(Counting::First, &[RankKey::Correct]),
            rules(Counting::Last, &[RankKey::Correct]),
            rules(Counting::Best, &[RankKey::Score, RankKey::EarliestStart, RankKey::FewerAttempts]),
        ].into_iter().enumerate() {
            t.set_rules(&open, &rules).await;
            for step in 0..STEPS / 4 {
                happen(&t, &tree, &open, &people, &mut begun, &mut rng).await;
                if step % 3 == 0 {
                    t.advance(Millis::seconds(1));
                    seen(&t, &tree.unit, open.round_id).await;
                }
            }
            if turn == 1 {
                // The commune goes under the department, and the other department is dissolved.
                let mut row = tree.commune.clone().into_active_model();
                (row.parent_id, row.path) = (Set(Some(tree.department.id)), Set(format!("{}{}/", tree.department.path, tree.commune.id)));
                row.update(&t.db.write).await.unwrap();
                let mut row = tree.sibling.clone().into_active_model();
                row.valid_to = Set(Some(t.now().0));
                row.update(&t.db.write).await.unwrap();
                t.agencies.forget();
            }
            let tree = Tree { commune: agencies::Entity::find_by_id(tree.commune.id).one(&t.db.read).await.unwrap().unwrap(), ..tree.clone() };
            recounted(&t, &tree, &open, &rules).await;
            // One that knows nothing yet, with and without what the cache has.
            let of = CountedOf::Round(open.round_id);
            let known = counters(&t, of).await;
            assert_eq!(counters(&t.another().await, of).await, known);
            t.cache.forget_all().await.unwrap();
            assert_eq!(counters(&t.another().await, of).await, known);
        }
        assert!(counters(&t, CountedOf::Round(open.round_id)).await.total().attempts > 30);
    }
}
