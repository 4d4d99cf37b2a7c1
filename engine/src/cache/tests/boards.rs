//! Boards: small stories with the answer written out.

use contest::{
    Millis, Timestamp,
    contests::TrackKind,
    results::{Entry, RankKey, SortKey},
};

use super::every_cache;
use crate::cache::{Cache, Place, Scope, Standing, Tally};

const STAFF: Scope = Scope::Track(TrackKind::Staff);

/// An official of agency 1 by right answers and seconds.
fn standing(participant: i64, correct: u16, seconds: i64) -> Standing {
    let entry = Entry {
        correct,
        score: correct * 1_000,
        prediction_distance: None,
        duration: Millis::seconds(seconds),
        submitted_at: Timestamp(0),
        started_at: Timestamp(0),
        attempts: 1,
        perfect_attempts: 0,
        registered_at: Timestamp(0),
    };
    Standing {
        participant,
        track: TrackKind::Staff,
        agency: 1,
        key: SortKey::of(&entry, &[RankKey::Correct, RankKey::Duration]),
        score: correct * 1_000,
        attempts: 1,
        perfect: correct == 10,
        grading: 0,
    }
}

/// The lines of a page as (rank, tied, participant).
async fn page(cache: &Cache, scope: Scope, offset: u64, limit: u64) -> Vec<(u64, bool, i64)> {
    let places = cache.board_page(1, scope, offset, limit).await.unwrap();
    places.into_iter().map(|place| (place.rank, place.tied, place.participant)).collect()
}

every_cache! {
    async fn an_empty_board_has_no_lines(cache: Cache) {
        assert_eq!(page(&cache, STAFF, 0, 10).await, []);
        assert_eq!(cache.board_size(1, STAFF).await.unwrap(), 0);
        assert_eq!(cache.board_place(1, STAFF, 7).await.unwrap(), None);
        assert_eq!(cache.board_tallies(1).await.unwrap(), []);
        cache.board_apply(1, &[]).await.unwrap();
        assert_eq!(page(&cache, STAFF, 0, 10).await, []);
    }

    async fn equals_share_a_rank_also_across_pages(cache: Cache) {
        let standings = [
            standing(11, 10, 50),
            standing(12, 9, 60),
            standing(13, 9, 60),
            standing(14, 9, 60),
            standing(15, 9, 61),
            standing(16, 0, 900),
        ];
        cache.board_apply(1, &standings).await.unwrap();
        let all = [
            (1, false, 11),
            (2, true, 12),
            (2, true, 13),
            (2, true, 14),
            (5, false, 15),
            (6, false, 16),
        ];
        assert_eq!(page(&cache, STAFF, 0, 10).await, all);
        for size in 1..=all.len() {
            for (number, lines) in all.chunks(size).enumerate() {
                assert_eq!(page(&cache, STAFF, (number * size) as u64, size as u64).await, lines, "pages of {size}");
            }
        }
        for (above, (rank, tied, participant)) in all.into_iter().enumerate() {
            let place = cache.board_place(1, Scope::Agency(1, TrackKind::Staff), participant).await.unwrap();
            assert_eq!(place, Some(Place { rank, tied, participant, above: above as u64 }));
        }
    }

    async fn a_page_past_the_end_is_empty(cache: Cache) {
        cache.board_apply(1, &[standing(1, 5, 1), standing(2, 5, 2)]).await.unwrap();
        assert_eq!(page(&cache, STAFF, 2, 10).await, []);
        assert_eq!(page(&cache, STAFF, u64::MAX, u64::MAX).await, []);
        assert_eq!(page(&cache, STAFF, 0, 0).await, []);
        assert_eq!(page(&cache, STAFF, 1, u64::MAX).await, [(2, false, 2)]);
    }

    async fn a_board_holds_only_its_own_people(cache: Cache) {
        let citizen = Standing { track: TrackKind::Citizens, agency: 12, ..standing(3, 9, 1) };
        cache.board_apply(1, &[standing(1, 5, 1), Standing { agency: 12, ..standing(2, 6, 1) }, citizen]).await.unwrap();
        cache.board_apply(2, &[standing(4, 10, 1)]).await.unwrap();
        assert_eq!(page(&cache, STAFF, 0, 10).await, [(1, false, 2), (2, false, 1)]);
        assert_eq!(page(&cache, Scope::Agency(12, TrackKind::Staff), 0, 10).await, [(1, false, 2)]);
        assert_eq!(page(&cache, Scope::Agency(12, TrackKind::Citizens), 0, 10).await, [(1, false, 3)]);
        assert_eq!(page(&cache, Scope::Agency(1, TrackKind::Staff), 0, 10).await, [(1, false, 1)], "1 is not the beginning of 12");
        assert_eq!(cache.board_place(1, Scope::Agency(1, TrackKind::Staff), 2).await.unwrap(), None);
        assert_eq!(cache.board_place(1, STAFF, 3).await.unwrap(), None);
        assert_eq!(cache.board_place(1, STAFF, 4).await.unwrap(), None);
    }

    async fn a_later_standing_replaces_an_earlier_one_and_never_the_other_way(cache: Cache) {
        let first = standing(1, 5, 100);
        let second = Standing { attempts: 2, agency: 2, ..standing(1, 10, 90) };
        for applied in [&first, &second, &second, &first] {
            cache.board_apply(1, std::slice::from_ref(applied)).await.unwrap();
        }
        cache.board_apply(1, &[standing(2, 7, 100)]).await.unwrap();
        assert_eq!(page(&cache, STAFF, 0, 10).await, [(1, false, 1), (2, false, 2)]);
        assert_eq!(page(&cache, Scope::Agency(1, TrackKind::Staff), 0, 10).await, [(1, false, 2)]);
        assert_eq!(page(&cache, Scope::Agency(2, TrackKind::Staff), 0, 10).await, [(1, false, 1)]);
        let mut tallies = cache.board_tallies(1).await.unwrap();
        tallies.sort_unstable_by_key(|(agency, ..)| *agency);
        let tally = |attempts, score_sum, perfect| Tally { entrants: 1, attempts, score_sum, perfect };
        assert_eq!(tallies, [(1, TrackKind::Staff, tally(1, 7_000, 0)), (2, TrackKind::Staff, tally(2, 10_000, 1))]);
    }

    async fn a_standing_of_a_newer_grading_replaces_any_of_an_earlier_one(cache: Cache) {
        let twice = Standing { attempts: 2, ..standing(1, 9, 90) };
        let regraded = Standing { grading: 1, ..standing(1, 8, 90) };
        let late = Standing { attempts: 3, ..standing(1, 10, 80) };
        for applied in [&twice, &regraded, &late, &twice] {
            cache.board_apply(1, std::slice::from_ref(applied)).await.unwrap();
        }
        cache.board_apply(1, &[Standing { grading: 1, ..standing(2, 9, 10) }]).await.unwrap();
        assert_eq!(page(&cache, STAFF, 0, 10).await, [(1, false, 2), (2, false, 1)]);
        let tally = Tally { entrants: 2, attempts: 2, score_sum: 17_000, perfect: 0 };
        assert_eq!(cache.board_tallies(1).await.unwrap(), [(1, TrackKind::Staff, tally)]);
        assert_eq!(cache.board_place(1, STAFF, 1).await.unwrap().unwrap().rank, 2);
    }

    async fn an_agency_that_everyone_left_has_no_tally(cache: Cache) {
        cache.board_apply(1, &[standing(1, 5, 100)]).await.unwrap();
        cache.board_apply(1, &[Standing { attempts: 2, agency: 2, ..standing(1, 5, 100) }]).await.unwrap();
        let tallies = cache.board_tallies(1).await.unwrap();
        assert_eq!(tallies.iter().map(|(agency, ..)| *agency).collect::<Vec<_>>(), [2]);
    }

    async fn a_board_is_ready_when_somebody_says_so_until_it_is_dropped(cache: Cache) {
        assert!(!cache.board_is_ready(1).await.unwrap());
        cache.board_apply(1, &[standing(1, 5, 1)]).await.unwrap();
        assert!(!cache.board_is_ready(1).await.unwrap(), "one result does not make a board");
        cache.board_mark_ready(1).await.unwrap();
        assert!(cache.board_is_ready(1).await.unwrap());
        assert!(!cache.board_is_ready(2).await.unwrap());
        cache.board_drop(1).await.unwrap();
        assert!(!cache.board_is_ready(1).await.unwrap());
        assert_eq!(page(&cache, STAFF, 0, 10).await, []);
        assert_eq!(cache.board_tallies(1).await.unwrap(), []);
        cache.board_drop(1).await.unwrap();
    }

    async fn more_people_than_one_batch_are_all_there(cache: Cache) {
        let standings: Vec<Standing> = (1..=1_234).map(|person| standing(person, 5, person / 2)).collect();
        cache.board_apply(1, &standings).await.unwrap();
        assert_eq!(cache.board_size(1, STAFF).await.unwrap(), 1_234);
        assert_eq!(page(&cache, STAFF, 1_000, 3).await, [(1_000, true, 1_001), (1_002, true, 1_002), (1_002, true, 1_003)]);
        assert_eq!(cache.board_place(1, STAFF, 1_234).await.unwrap().unwrap().rank, 1_234);
    }
}
