//! Values and counters.

use std::time::Duration;

use contest::{Millis, Timestamp};

use super::every_cache;

const HOUR: Duration = Duration::from_secs(3_600);
const MINUTE: Duration = Duration::from_secs(60);

every_cache! {
    async fn a_value_is_there_until_it_is_replaced_or_removed(cache: Cache) {
        cache.ping().await.unwrap();
        assert_eq!(cache.get("k").await.unwrap(), None);
        cache.put("k", b"one".to_vec(), HOUR).await.unwrap();
        cache.put("other", vec![0, 255], HOUR).await.unwrap();
        assert_eq!(cache.get("k").await.unwrap(), Some(b"one".to_vec()));
        cache.put("k", b"two".to_vec(), HOUR).await.unwrap();
        assert_eq!(cache.get("k").await.unwrap(), Some(b"two".to_vec()));
        cache.remove("k").await.unwrap();
        cache.remove("never there").await.unwrap();
        assert_eq!(cache.get("k").await.unwrap(), None);
        assert_eq!(cache.get("other").await.unwrap(), Some(vec![0, 255]));
    }

    async fn a_value_s_time_ends_and_a_new_put_begins_a_new_one(cache: Cache) {
        cache.put("brief", b"x".to_vec(), Duration::from_millis(1)).await.unwrap();
        while cache.get("brief").await.unwrap().is_some() {
            tokio::task::yield_now().await;
        }
        cache.put("brief", b"x".to_vec(), HOUR).await.unwrap();
        cache.put("brief", b"y".to_vec(), Duration::from_millis(1)).await.unwrap();
        while cache.get("brief").await.unwrap().is_some() {
            tokio::task::yield_now().await;
        }
    }

    async fn hits_are_counted_by_key_and_window(cache: Cache) {
        let now = Timestamp(1_800_000_000_000);
        for count in 1..=3 {
            assert_eq!(cache.hit("a", MINUTE, now).await.unwrap(), count);
        }
        assert_eq!(cache.hit("b", MINUTE, now).await.unwrap(), 1);
        let end = now + Millis::seconds(60) - Millis(1);
        assert_eq!(cache.hit("a", MINUTE, end).await.unwrap(), 4, "the window's last millisecond");
        assert_eq!(cache.hit("a", MINUTE, end + Millis(1)).await.unwrap(), 1, "the next window");
        assert_eq!(cache.hit("a", MINUTE, now).await.unwrap(), 5, "a clock that stepped back");
    }

    async fn hits_at_the_same_moment_are_all_counted(cache: Cache) {
        let hits = (0..100).map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { cache.hit("office", MINUTE, Timestamp(0)).await.unwrap() })
        });
        let mut counts = Vec::new();
        for hit in hits.collect::<Vec<_>>() {
            counts.push(hit.await.unwrap());
        }
        counts.sort_unstable();
        assert_eq!(counts, (1..=100).collect::<Vec<_>>());
    }

    async fn after_a_flush_nothing_is_left(cache: Cache) {
        cache.put("k", b"one".to_vec(), HOUR).await.unwrap();
        cache.hit("a", MINUTE, Timestamp(0)).await.unwrap();
        cache.board_mark_ready(1).await.unwrap();
        cache.forget_all().await.unwrap();
        assert_eq!(cache.get("k").await.unwrap(), None);
        assert_eq!(cache.hit("a", MINUTE, Timestamp(0)).await.unwrap(), 1);
        assert!(!cache.board_is_ready(1).await.unwrap());
    }
}
