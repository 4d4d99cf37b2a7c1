//! Random standings, compared with the plainest thing that could be right.

use std::collections::{BTreeMap, HashMap};

use contest::{
    Millis, Timestamp,
    contests::TrackKind,
    results::{Entry, RankKey, SortKey},
};
use rand::{RngExt as _, SeedableRng as _, rngs::StdRng};

use super::every_cache;
use crate::cache::{Cache, Place, Scope, Standing, Tally};

const ROUND: i64 = 7;
const PEOPLE: i64 = 40;
const AGENCIES: i64 = 4;

#[derive(Default)]
struct Model(HashMap<i64, Standing>);

impl Model {
    fn apply(&mut self, standing: &Standing) {
        if self.0.get(&standing.participant).is_none_or(|known| age(known) < age(standing)) {
            self.0.insert(standing.participant, standing.clone());
        }
    }

    fn board(&self, scope: Scope) -> Vec<Place> {
        let mut members: Vec<&Standing> =
            self.0.values().filter(|standing| standing.scopes().contains(&scope)).collect();
        members.sort_by(|a, b| (&a.key, a.participant).cmp(&(&b.key, b.participant)));
        let place = |(above, standing): (usize, &&Standing)| Place {
            rank: members.iter().filter(|other| other.key < standing.key).count() as u64 + 1,
            tied: members.iter().filter(|other| other.key == standing.key).count() > 1,
            participant: standing.participant,
            above: above as u64,
        };
        members.iter().enumerate().map(place).collect()
    }

    fn tallies(&self) -> BTreeMap<(i64, TrackKind), Tally> {
        let mut tallies: BTreeMap<(i64, TrackKind), Tally> = BTreeMap::new();
        for standing in self.0.values() {
            let tally = tallies.entry((standing.agency, standing.track)).or_default();
            tally.entrants += 1;
            tally.attempts += u64::from(standing.attempts);
            tally.score_sum += u64::from(standing.score);
            tally.perfect += u64::from(standing.perfect);
        }
        tallies
    }
}

/// The newer standing has the greater.
fn age(standing: &Standing) -> (u32, u32) {
    (standing.grading, standing.attempts)
}

/// Few keys, so that many tie; few people, so that they come again, with fewer attempts too.
fn random_standing(rng: &mut StdRng) -> Standing {
    let correct = rng.random_range(0..4);
    let attempts = rng.random_range(1..6_u16);
    let entry = Entry {
        correct,
        score: correct * 2_500,
        prediction_distance: None,
        duration: Millis(rng.random_range(0..3)),
        submitted_at: Timestamp(0),
        started_at: Timestamp(0),
        attempts,
        perfect_attempts: 0,
        registered_at: Timestamp(0),
    };
    Standing {
        participant: rng.random_range(1..=PEOPLE),
        track: TrackKind::ALL[rng.random_range(0..2)],
        agency: rng.random_range(1..=AGENCIES),
        key: SortKey::of(&entry, &[RankKey::Correct, RankKey::Duration]),
        score: entry.score,
        attempts: u32::from(attempts),
        perfect: correct == 3,
        grading: rng.random_range(0..3),
    }
}

async fn assert_like(cache: &Cache, model: &Model, rng: &mut StdRng) {
    let in_agencies = (0..=AGENCIES).flat_map(|agency| TrackKind::ALL.map(|track| Scope::Agency(agency, track)));
    let scopes = TrackKind::ALL.map(Scope::Track).into_iter().chain(in_agencies);
    for scope in scopes {
        let board = model.board(scope);
        assert_eq!(cache.board_size(ROUND, scope).await.unwrap(), board.len() as u64);
        assert_eq!(cache.board_page(ROUND, scope, 0, 1_000).await.unwrap(), board);
        let size = rng.random_range(1..8);
        for (number, lines) in board.chunks(size).enumerate() {
            let page = cache.board_page(ROUND, scope, (number * size) as u64, size as u64).await.unwrap();
            assert_eq!(page, lines);
        }
        let (mut members, mut after) = (Vec::new(), None);
        loop {
            let piece = cache.board_members(ROUND, scope, after.as_ref(), size as u64).await.unwrap();
            after = piece.last().cloned();
            members.extend(piece.iter().map(|(_, participant)| *participant));
            if piece.len() < size {
                break;
            }
        }
        assert_eq!(members, board.iter().map(|place| place.participant).collect::<Vec<_>>());
        let someone = rng.random_range(1..=PEOPLE);
        let place = board.iter().find(|place| place.participant == someone).cloned();
        assert_eq!(cache.board_place(ROUND, scope, someone).await.unwrap(), place);
    }
    let tallies = cache.board_tallies(ROUND).await.unwrap();
    let tallies: BTreeMap<_, _> = tallies.into_iter().map(|(agency, track, tally)| ((agency, track), tally)).collect();
    assert_eq!(tallies, model.tallies());
}

every_cache! {
    async fn boards_are_what_the_plain_model_says(cache: Cache) {
        for seed in 0..4 {
            let mut rng = StdRng::seed_from_u64(seed);
            let mut model = Model::default();
            for _ in 0..12 {
                let batch: Vec<Standing> = (0..rng.random_range(1..12)).map(|_| random_standing(&mut rng)).collect();
                cache.board_apply(ROUND, &batch).await.unwrap();
                for standing in &batch {
                    model.apply(standing);
                }
                assert_like(&cache, &model, &mut rng).await;
            }
            // After a flush, all of it in any order, some twice, gives the same boards again.
            cache.forget_all().await.unwrap();
            let all: Vec<Standing> = model.0.values().cloned().collect();
            cache.board_apply(ROUND, &all).await.unwrap();
            cache.board_apply(ROUND, &all[..all.len() / 2]).await.unwrap();
            assert_like(&cache, &model, &mut rng).await;
            cache.board_drop(ROUND).await.unwrap();
        }
    }

    async fn whoever_applies_at_the_same_time_agrees(cache: Cache) {
        let mut rng = StdRng::seed_from_u64(99);
        // Of one person, as many attempts by one grading always bring the same standing, as results do.
        let history: HashMap<(i64, (u32, u32)), Standing> = (0..300)
            .map(|_| random_standing(&mut rng))
            .map(|standing| ((standing.participant, age(&standing)), standing))
            .collect();
        let mut model = Model::default();
        for standing in history.values() {
            model.apply(standing);
        }
        let appliers = (0..4).map(|turn| {
            let (cache, mut standings) = (cache.clone(), history.values().cloned().collect::<Vec<_>>());
            let turned = standings.len() / 4 * turn;
            standings.rotate_left(turned);
            tokio::spawn(async move {
                for batch in standings.chunks(7) {
                    cache.board_apply(ROUND, batch).await.unwrap();
                }
            })
        });
        for applier in appliers.collect::<Vec<_>>() {
            applier.await.unwrap();
        }
        assert_like(&cache, &model, &mut rng).await;
    }
}
