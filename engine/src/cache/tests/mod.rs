//! The same behaviour, whichever cache it is.

mod boards;
mod failures;
mod model;
mod values;

use super::Cache;
use crate::testing::test_server;

/// A cache of its own for each test, in the server that `./dev test` starts.
fn redis() -> Cache {
    Cache::redis_for_test(&test_server("CCHC_TEST_REDIS_URL")).unwrap()
}

/// As [`redis`], in the cluster.
fn redis_cluster() -> Cache {
    Cache::redis_for_test(&test_server("CCHC_TEST_REDIS_CLUSTER_URL")).unwrap()
}

/// Makes three tests of each body.
macro_rules! every_cache {
    ($(async fn $name:ident($cache:ident: Cache) $body:block)+) => {$(
        async fn $name($cache: $crate::cache::Cache) $body

        mod $name {
            #[tokio::test]
            async fn memory() {
                super::$name($crate::cache::Cache::memory()).await;
            }

            #[tokio::test]
            async fn redis() {
                super::$name($crate::cache::tests::redis()).await;
            }

            #[tokio::test]
            async fn redis_cluster() {
                super::$name($crate::cache::tests::redis_cluster()).await;
            }
        }
    )+};
}
use every_cache;
