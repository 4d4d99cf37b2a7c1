//! A Redis that is away, hangs, or comes back.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, copy_bidirectional},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::Instant,
};

use crate::{cache::Cache, testing::test_server};

/// Twenty times the promise of 300 ms: the machine of a test is busy.
const NOT_LONG: Duration = Duration::from_secs(6);

async fn fails_soon_and_then_at_once(cache: Cache) {
    let begin = Instant::now();
    cache.ping().await.unwrap_err();
    assert!(begin.elapsed() < NOT_LONG, "{:?}", begin.elapsed());
    let begin = Instant::now();
    for _ in 0..200 {
        cache.get("k").await.unwrap_err();
    }
    // Waiting 300 ms each time would take a minute.
    assert!(begin.elapsed() < NOT_LONG, "{:?}", begin.elapsed());
}

/// Takes connections and never says a word.
async fn silent() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}

#[tokio::test]
async fn a_redis_that_never_answers_costs_little() {
    let (_listener, port) = silent().await;
    fails_soon_and_then_at_once(Cache::redis(&format!("redis://127.0.0.1:{port}")).unwrap()).await;
}

#[tokio::test]
async fn a_cluster_that_never_answers_costs_little() {
    let (_listener, port) = silent().await;
    fails_soon_and_then_at_once(Cache::redis(&format!("redis+cluster://127.0.0.1:{port}")).unwrap()).await;
}

#[tokio::test]
async fn a_redis_that_is_not_there_costs_little() {
    let (listener, port) = silent().await;
    drop(listener);
    fails_soon_and_then_at_once(Cache::redis(&format!("redis://127.0.0.1:{port}")).unwrap()).await;
    fails_soon_and_then_at_once(Cache::redis(&format!("redis+cluster://127.0.0.1:{port}")).unwrap()).await;
}

#[tokio::test]
async fn an_encrypted_address_is_spoken_to_in_tls() {
    let (listener, port) = silent().await;
    let cache = Cache::redis(&format!("rediss://127.0.0.1:{port}")).unwrap();
    // On a busy machine a try may be given up before its first byte: the next one comes.
    let asking = tokio::spawn(async move {
        loop {
            cache.ping().await.unwrap_err();
        }
    });
    // A handshake record of TLS, then its version's first half (RFC 8446, 5.1): no word in the clear.
    let mut head = [0; 2];
    while listener.accept().await.unwrap().0.read_exact(&mut head).await.is_err() {}
    assert_eq!(head, [22, 3]);
    asking.abort();
}

#[tokio::test]
async fn after_a_failure_all_calls_at_once_fail_at_once() {
    let (_listener, port) = silent().await;
    let cache = Cache::redis(&format!("redis://127.0.0.1:{port}")).unwrap();
    let begin = Instant::now();
    let calls: Vec<_> =
        (0..500).map(|_| cache.clone()).map(|cache| tokio::spawn(async move { cache.ping().await })).collect();
    for call in calls {
        call.await.unwrap().unwrap_err();
    }
    assert!(begin.elapsed() < NOT_LONG, "{:?}", begin.elapsed());
}

/// Stands before the real Redis and can be cut off.
struct Proxy {
    port: u16,
    accepting: JoinHandle<()>,
}

impl Proxy {
    async fn start(port: u16) -> Self {
        let server = test_server("CCHC_TEST_REDIS_URL").trim_start_matches("redis://").to_owned();
        let listener = TcpListener::bind(("127.0.0.1", port)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let accepting = tokio::spawn(async move {
            // Dropped with this task, and with it every connection.
            let mut connections = tokio::task::JoinSet::new();
            while let Ok((mut from, _)) = listener.accept().await {
                let mut to = TcpStream::connect(&server).await.unwrap();
                connections.spawn(async move { copy_bidirectional(&mut from, &mut to).await });
            }
        });
        Self { port, accepting }
    }

    async fn cut(self) -> u16 {
        self.accepting.abort();
        self.accepting.await.unwrap_err();
        self.port
    }
}

#[tokio::test]
async fn a_redis_that_comes_back_is_used_again() {
    let proxy = Proxy::start(0).await;
    let cache = Cache::redis_for_test(&format!("redis://127.0.0.1:{}", proxy.port)).unwrap();
    cache.put("k", b"v".to_vec(), NOT_LONG * 100).await.unwrap();

    let port = proxy.cut().await;
    cache.get("k").await.unwrap_err();
    let proxy = Proxy::start(port).await;
    assert_eq!(cache.get("k").await.unwrap(), Some(b"v".to_vec()));

    // Gone and back while nobody asked: the next call does not even notice.
    let port = proxy.cut().await;
    let _proxy = Proxy::start(port).await;
    assert_eq!(cache.get("k").await.unwrap(), Some(b"v".to_vec()));
}

#[test]
fn an_address_that_is_none_is_refused_without_repeating_it() {
    for url in ["", "redis", "http://:geheim@127.0.0.1", "redis://:geheim@127.0.0.1:port", "x+cluster://:geheim@a:1"] {
        let refused = Cache::redis(url).unwrap_err();
        assert!(!format!("{refused} {refused:?}").contains("geheim"), "{refused}");
    }
}

#[tokio::test]
async fn a_password_is_never_shown() {
    let (listener, port) = silent().await;
    drop(listener);
    for scheme in ["redis", "redis+cluster"] {
        let cache = Cache::redis(&format!("{scheme}://who:geheim@127.0.0.1:{port}")).unwrap();
        let failure = cache.ping().await.unwrap_err();
        assert!(!format!("{cache:?} {failure} {failure:?}").contains("geheim"), "{failure}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_an_error_that_does_not_show_it() {
    let server = test_server("CCHC_TEST_REDIS_URL").replace("redis://", "redis://who:geheim@");
    let failure = Cache::redis_for_test(&server).unwrap().ping().await.unwrap_err();
    assert!(!format!("{failure} {failure:?}").contains("geheim"), "{failure}");
}
