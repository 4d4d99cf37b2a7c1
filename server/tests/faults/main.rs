//! What stands beside the platform fails while people answer: Redis is cut off, slow and emptied,
//! PostgreSQL is cut off and falls silent. No acknowledged answer is lost, nobody begins twice,
//! `/readyz` tells the truth, and people are told what to do.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod crowd;
mod proxy;
mod redis;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::atomic::Ordering,
    time::Duration,
};

use bench::{
    client::{Ask, Connection},
    people,
    platform::{Platform, Setup},
};
use contest::contests::TrackKind;
use engine::{
    Engine,
    cache::{Cache, Scope},
    clock::Clock,
    contests::Round,
    db::{
        Db,
        entities::{attempts, journal, results},
    },
    secrets::Secrets,
    testing::{TestDatabase, test_server},
};
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};

use self::{
    crowd::{ATTEMPTS, Crowd, Notes, until},
    proxy::{Behind, Mode, Proxy},
    redis::Redis,
};

const PEOPLE: usize = 16;
const SECRET: [u8; 32] = [0x5a; 32];
const SOON: Duration = Duration::from_secs(60);
/// Boards that a cache has missed are held against SQL every half minute.
const RECONCILED: Duration = Duration::from_secs(90);

fn setup(folder: &Path, database_url: String, redis_url: Option<String>) -> Setup {
    Setup {
        server: PathBuf::from(env!("CARGO_BIN_EXE_cchc")),
        folder: folder.to_owned(),
        content: Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"),
        database_url: Some(database_url),
        redis_url,
    }
}

/// What `/readyz` says, and with which status.
async fn readiness(platform: &Platform) -> (u16, Value) {
    let mut connection = Connection::open(platform.address).await.unwrap();
    let reply = connection.ask(&Ask { method: "GET", path: "/readyz".to_owned(), ..Ask::default() }).await.unwrap();
    (reply.status, serde_json::from_slice(&reply.body).unwrap_or_default())
}

async fn says_soon(platform: &Platform, status: u16, database: &str, cache: &str) {
    let expected = (status, json!({"database": database, "cache": cache, "writer": "ok"}));
    until(&format!("/readyz says {expected:?}"), SOON, async || readiness(platform).await == expected).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn redis_may_be_cut_off_slow_and_emptied() {
    let (folder, database, redis) =
        (tempfile::tempdir().unwrap(), TestDatabase::postgres().await, Redis::start().await);
    let proxy = Proxy::before(Behind::Unix(redis.socket())).await;
    let through = format!("redis://127.0.0.1:{}", proxy.port);
    let platform = Platform::start(&setup(folder.path(), database.url().to_owned(), Some(through))).await.unwrap();
    let people = people::register(&platform, PEOPLE, 4).await.unwrap();
    let crowd = Crowd::gather(&platform, people, &Secrets::derive(&SECRET));
    crowd.goes_on().await;
    says_soon(&platform, 200, "ok", "ok").await;

    for away in [Mode::Gone, Mode::Slow(Duration::from_secs(3)), Mode::Silent] {
        proxy.set(away);
        says_soon(&platform, 200, "ok", "down").await;
        crowd.goes_on().await;
        proxy.set(Mode::Through);
        says_soon(&platform, 200, "ok", "ok").await;
        crowd.goes_on().await;
    }
    redis.flush().await;
    crowd.goes_on().await;
    says_soon(&platform, 200, "ok", "ok").await;
    let notes = crowd.finish().await;
    assert_eq!(notes.busy.load(Ordering::Relaxed), 0, "without Redis the platform is slower, not closed");

    let cache = Cache::redis(&format!("redis+unix://{}", redis.socket().display())).unwrap();
    nothing_is_lost(&notes, database.url(), platform.round.parse().unwrap(), cache).await;
    platform.kill().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn postgresql_may_be_cut_off_and_fall_silent() {
    let (folder, database) = (tempfile::tempdir().unwrap(), TestDatabase::postgres().await);
    let server = host_of(&test_server("CCHC_TEST_POSTGRES_URL"));
    let proxy = Proxy::before(Behind::Tcp(server.clone())).await;
    let through = database.url().replace(&server, &format!("127.0.0.1:{}", proxy.port));
    let platform = Platform::start(&setup(folder.path(), through, None)).await.unwrap();
    let people = people::register(&platform, PEOPLE, 4).await.unwrap();
    let crowd = Crowd::gather(&platform, people, &Secrets::derive(&SECRET));
    crowd.goes_on().await;
    says_soon(&platform, 200, "ok", "ok").await;

    for away in [Mode::Gone, Mode::Silent, Mode::Dropping] {
        proxy.set(away);
        says_soon(&platform, 503, "down", "ok").await;
        crowd.is_told_to_wait(PEOPLE).await;
        proxy.set(Mode::Through);
        says_soon(&platform, 200, "ok", "ok").await;
        crowd.goes_on().await;
    }
    let notes = crowd.finish().await;
    nothing_is_lost(&notes, database.url(), platform.round.parse().unwrap(), Cache::memory()).await;
    platform.kill().await.unwrap();
}

/// `host:port` of a server's address.
fn host_of(url: &str) -> String {
    let rest = url.split_once('@').map_or(url, |(_, rest)| rest);
    rest.split('/').next().unwrap_or_default().to_owned()
}

/// Everything that was acknowledged is in the database, once, and boards come to say what it says.
async fn nothing_is_lost(notes: &Notes, database: &str, round: i64, cache: Cache) {
    let engine = Engine::new(Db::connect(database).await.unwrap(), cache, Clock::System, Secrets::derive(&SECRET));
    let db = &engine.db.read;
    let rows = journal::Entity::find().all(db).await.unwrap();
    let found: BTreeSet<_> =
        rows.iter().map(|row| (row.attempt_id, row.sequence as u32, row.position as u16, row.value)).collect();
    let acknowledged = notes.acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() > PEOPLE * 10, "{}", acknowledged.len());
    let lost: Vec<_> = acknowledged.difference(&found).collect();
    assert!(lost.is_empty(), "{} acknowledged answers are lost: {lost:?}", lost.len());

    let rows = attempts::Entity::find().all(db).await.unwrap();
    let begun: BTreeSet<i64> = rows.iter().map(|row| row.id).collect();
    assert_eq!(begun, *notes.begun.lock().unwrap(), "an attempt that nobody has had on a page");
    let mut of: BTreeMap<i64, usize> = BTreeMap::new();
    for row in &rows {
        *of.entry(row.participant_id).or_default() += 1;
    }
    assert!(of.len() == PEOPLE && of.values().all(|count| *count <= ATTEMPTS), "{of:?}");
    let results = results::Entity::find().all(db).await.unwrap();
    let submitted: BTreeSet<i64> = results.iter().map(|row| row.attempt_id).collect();
    assert_eq!(submitted, *notes.submitted.lock().unwrap());

    // By more right answers, then by less time, as the first round's rules say.
    let mut best: BTreeMap<i64, (Reverse<i32>, i64)> = BTreeMap::new();
    for row in &results {
        let worth = (Reverse(row.correct), row.submitted_at - row.started_at);
        best.entry(row.participant_id).and_modify(|best| *best = worth.min(*best)).or_insert(worth);
    }
    let mut order: Vec<_> = best.into_iter().map(|(person, worth)| (worth, person)).collect();
    order.sort_unstable();
    let order: Vec<i64> = order.into_iter().map(|(_, person)| person).collect();
    let round = Round::load(db, round).await.unwrap().unwrap();
    until("the board says what the database does", RECONCILED, async || {
        let board = engine::results::page(&engine, &round, Scope::Track(TrackKind::Staff), 1, 200).await.unwrap();
        board.lines.iter().map(|line| line.participant).collect::<Vec<_>>() == order
    })
    .await;
}
