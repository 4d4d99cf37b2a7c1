use contest::Millis;

use super::{Limit, Limits, Rate, TooMany, check, limits::cache_key};
use crate::{
    cache::Cache,
    testing::{TestEngine, both_engines},
};

/// Tries until the limit answers, and says how many were let through.
async fn let_through(t: &TestEngine, limit: Limit, key: &str) -> (u32, TooMany) {
    for count in 0..10_000 {
        if let Err(too_many) = check(t, limit, key).await {
            return (count, too_many);
        }
    }
    panic!("{limit:?} does not limit");
}

both_engines! {
    async fn each_limit_lets_its_number_through_and_says_when_to_come_back(t: TestEngine) {
        let limits = Limits::default();
        // Not at the beginning of anybody's window.
        t.advance(Millis(400));
        for limit in Limit::ALL {
            let rate = limits.rate(limit);
            let (count, too_many) = let_through(&t, limit, "key").await;
            assert_eq!(count, rate.times, "{limit:?}");
            assert!(Millis(0) < too_many.retry_after && too_many.retry_after <= rate.window, "{limit:?}: {too_many:?}");
            assert_eq!(check(&t, limit, "another").await, Ok(()), "{limit:?}");
        }
    }

    async fn a_new_window_begins_anew(t: TestEngine) {
        t.advance(Millis::minutes(4));
        let (_, too_many) = let_through(&t, Limit::SignInPhone, "0912345678").await;
        assert_eq!(too_many.retry_after, Millis::minutes(11));
        t.advance(too_many.retry_after - Millis(1));
        assert_eq!(check(&t, Limit::SignInPhone, "0912345678").await, Err(TooMany { retry_after: Millis(1) }));
        t.advance(Millis(1));
        assert_eq!(check(&t, Limit::SignInPhone, "0912345678").await, Ok(()));
    }
}

#[tokio::test]
async fn an_office_behind_one_address_is_not_locked_out() {
    let t = TestEngine::sqlite().await;
    for _ in 0..800 {
        assert_eq!(check(&t, Limit::SignInAddress, "203.0.113.7").await, Ok(()));
        assert_eq!(check(&t, Limit::RegisterAddress, "203.0.113.7").await, Ok(()));
    }
}

#[tokio::test]
async fn this_process_counts_while_the_cache_does_not_answer() {
    // Nothing listens on port 1.
    let t = TestEngine::sqlite_with(Cache::redis("redis://127.0.0.1:1").unwrap()).await;
    assert_eq!(let_through(&t, Limit::StaffSignInNameHere, "bantochuc").await.0, 10);
}

#[tokio::test]
async fn the_cache_holds_no_phone_and_no_address() {
    let t = TestEngine::sqlite().await;
    let key = cache_key(&t.secrets, Limit::SignInPhone, "0912345678");
    assert!(key.starts_with("limit:sign-in-phone:") && !key.contains("912"), "{key}");
    assert_ne!(key[20..], cache_key(&t.secrets, Limit::Upload, "0912345678")[13..]);
}

#[test]
fn rates_are_written_in_seconds() {
    assert_eq!(Rate::new(2, 60), Rate { times: 2, window: Millis::minutes(1) });
}
