//! Rankings, their keys as bytes, and places.

use std::cmp::Ordering;

use contest::{
    Millis, Timestamp,
    contests::Counting,
    results::{Entry, RankKey, SortKey, better, compare, rank},
};
use proptest::prelude::*;

/// Few values, so that ties are many; and the ends of each range.
fn any_entry() -> impl Strategy<Value = Entry> {
    let count = || prop_oneof![0..3_u16, Just(u16::MAX)];
    let time = || prop_oneof![-2..3_i64, Just(i64::MIN), Just(i64::MAX), any::<i64>()];
    let distance = prop_oneof![Just(None), (0..3_u32).prop_map(Some), Just(Some(u32::MAX))];
    ((count(), count(), count(), count()), distance, (time(), time(), time(), time())).prop_map(
        |(
            (correct, score, attempts, perfect_attempts),
            prediction_distance,
            (duration, submitted, started, registered),
        )| {
            Entry {
                correct,
                score,
                prediction_distance,
                duration: Millis(duration),
                submitted_at: Timestamp(submitted),
                started_at: Timestamp(started),
                attempts,
                perfect_attempts,
                registered_at: Timestamp(registered),
            }
        },
    )
}

fn any_keys() -> impl Strategy<Value = Vec<RankKey>> {
    prop::sample::subsequence(RankKey::ALL.to_vec(), 0..=RankKey::ALL.len()).prop_shuffle()
}

proptest! {
    #[test]
    fn keys_compare_as_the_entries_do(a in any_entry(), b in any_entry(), keys in any_keys()) {
        let (key_a, key_b) = (SortKey::of(&a, &keys), SortKey::of(&b, &keys));
        prop_assert_eq!(key_a.cmp(&key_b), compare(&a, &b, &keys));
        prop_assert_eq!(key_a.as_bytes().cmp(key_b.as_bytes()), compare(&a, &b, &keys));
        prop_assert_eq!(key_a.to_hex().cmp(&key_b.to_hex()), compare(&a, &b, &keys));
        prop_assert_eq!(key_a.as_bytes().len(), key_b.as_bytes().len());
    }

    #[test]
    fn comparing_is_a_total_order(a in any_entry(), b in any_entry(), c in any_entry(), keys in any_keys()) {
        prop_assert_eq!(compare(&a, &a, &keys), Ordering::Equal);
        prop_assert_eq!(compare(&a, &b, &keys), compare(&b, &a, &keys).reverse());
        if compare(&a, &b, &keys).is_le() && compare(&b, &c, &keys).is_le() {
            prop_assert!(compare(&a, &c, &keys).is_le());
        }
    }

    #[test]
    fn a_place_is_one_more_than_those_ahead(entries in prop::collection::vec(any_entry(), 0..30), keys in any_keys()) {
        let mut sorted: Vec<SortKey> = entries.iter().map(|entry| SortKey::of(entry, &keys)).collect();
        sorted.sort();
        let places = rank(&sorted);
        prop_assert_eq!(places.len(), sorted.len());
        for (key, place) in sorted.iter().zip(&places) {
            prop_assert_eq!(*place as usize, sorted.iter().filter(|other| *other < key).count() + 1);
        }
    }

    #[test]
    fn of_two_attempts_never_both_are_better(a in any_entry(), b in any_entry(), keys in any_keys()) {
        for counting in [Counting::Best, Counting::First, Counting::Last] {
            prop_assert!(!(better(counting, &a, &b, &keys) && better(counting, &b, &a, &keys)));
        }
    }
}

fn entry(correct: u16, minutes: i64, submitted: i64) -> Entry {
    Entry {
        correct,
        score: correct * 500,
        prediction_distance: None,
        duration: Millis::minutes(minutes),
        submitted_at: Timestamp(submitted),
        started_at: Timestamp(submitted - Millis::minutes(minutes).0),
        attempts: 1,
        perfect_attempts: 0,
        registered_at: Timestamp(0),
    }
}

#[test]
fn ties_share_a_place_and_the_next_is_skipped() {
    let keys = [RankKey::Correct, RankKey::Duration];
    let mut field: Vec<SortKey> = [entry(18, 9, 0), entry(20, 9, 7), entry(18, 9, 5), entry(18, 10, 1)]
        .iter()
        .map(|entry| SortKey::of(entry, &keys))
        .collect();
    field.sort();
    assert_eq!(rank(&field), [1, 2, 2, 4]);
    assert_eq!(rank(&[]), [0_u32; 0]);
}

#[test]
fn each_key_puts_the_better_first() {
    let base = entry(10, 10, 1_000_000_000);
    let ahead = [
        (RankKey::Correct, Entry { correct: 11, ..base }),
        (RankKey::Score, Entry { score: base.score + 1, ..base }),
        (RankKey::PredictionDistance, Entry { prediction_distance: Some(u32::MAX), ..base }),
        (RankKey::Duration, Entry { duration: base.duration - Millis(1), ..base }),
        (RankKey::EarliestSubmission, Entry { submitted_at: base.submitted_at - Millis(1), ..base }),
        (RankKey::EarliestStart, Entry { started_at: base.started_at - Millis(1), ..base }),
        (RankKey::FewerAttempts, Entry { attempts: 0, ..base }),
        (RankKey::MorePerfectAttempts, Entry { perfect_attempts: 1, ..base }),
        (RankKey::EarlierRegistration, Entry { registered_at: Timestamp(-1), ..base }),
    ];
    assert_eq!(ahead.map(|(key, _)| key), RankKey::ALL);
    for (key, better) in ahead {
        assert_eq!(compare(&better, &base, &[key]), Ordering::Less, "{key:?}");
        let others: Vec<RankKey> = RankKey::ALL.into_iter().filter(|other| *other != key).collect();
        assert_eq!(compare(&better, &base, &others), Ordering::Equal, "{key:?}");
    }
}

#[test]
fn the_attempt_that_counts_is_the_best_the_first_or_the_last() {
    let keys = [RankKey::Correct, RankKey::Duration];
    let (early, late) = (entry(18, 9, 1_000_000), entry(20, 9, 9_000_000));
    assert!(better(Counting::Best, &late, &early, &keys));
    assert!(better(Counting::First, &early, &late, &keys));
    assert!(better(Counting::Last, &late, &early, &keys));
    let again = Entry { submitted_at: Timestamp(9_000_001), ..late };
    assert!(better(Counting::Best, &late, &again, &keys), "of equals the earlier one");
}
