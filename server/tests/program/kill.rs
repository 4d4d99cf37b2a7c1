//! The server as a process, killed while answers flow: no acknowledged answer is lost.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use bench::{
    client::{Ask, Connection},
    people::{self, FORM, Person},
    platform::{Platform, Setup},
};
use engine::{
    db::{Db, entities::journal},
    testing::TestDatabase,
};
use sea_orm::EntityTrait as _;
use serde_json::json;

const PEOPLE: usize = 20;
/// The server is killed once so many answers of a round of killing are acknowledged.
const ACKNOWLEDGED: usize = 300;
const KILLS: usize = 3;

/// Attempt's token → (sequence, position, value) of what was acknowledged.
type Acknowledged = Arc<Mutex<BTreeSet<(usize, u32, u16, i32)>>>;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_answer_is_lost_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite://{}", folder.path().join("cchc.db").display());
    kill_while_answers_flow(folder.path(), None, &database).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_acknowledged_answer_is_lost_on_postgresql() {
    let folder = tempfile::tempdir().unwrap();
    let database = TestDatabase::postgres().await;
    kill_while_answers_flow(folder.path(), Some(database.url().to_owned()), database.url()).await;
}

async fn kill_while_answers_flow(folder: &Path, database_url: Option<String>, database: &str) {
    let setup = Setup {
        server: PathBuf::from(env!("CARGO_BIN_EXE_cchc")),
        folder: folder.to_owned(),
        content: Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"),
        database_url,
        redis_url: None,
    };
    let mut platform = Platform::start(&setup).await.unwrap();
    let people = people::register(&platform, PEOPLE, PEOPLE).await.unwrap();
    let acknowledged = Acknowledged::default();
    for kill in 0..KILLS {
        let flowing = Arc::new(AtomicUsize::new(0));
        let answering: Vec<_> = people
            .iter()
            .cloned()
            .enumerate()
            .map(|(number, person)| {
                let page = Page { number, person, first: 1 + kill as u32 * 100_000 };
                tokio::spawn(page.answer(
                    platform.address,
                    platform.round.clone(),
                    acknowledged.clone(),
                    flowing.clone(),
                ))
            })
            .collect();
        while flowing.load(Ordering::Relaxed) < ACKNOWLEDGED {
            tokio::task::yield_now().await;
            assert!(answering.iter().any(|page| !page.is_finished()), "answers stopped flowing before the kill");
        }
        platform.kill().await.unwrap();
        for page in answering {
            page.await.unwrap();
        }
        platform = Platform::start(&setup).await.unwrap();
    }
    platform.kill().await.unwrap();

    let rows = journal::Entity::find().all(&Db::connect(database).await.unwrap().read).await.unwrap();
    let found: BTreeSet<_> = rows.iter().map(|row| (row.sequence as u32, row.position as u16, row.value)).collect();
    let acknowledged = acknowledged.lock().unwrap();
    assert!(acknowledged.len() >= KILLS * ACKNOWLEDGED);
    let lost: Vec<_> = acknowledged
        .iter()
        .filter(|(_, sequence, position, value)| !found.contains(&(*sequence, *position, *value)))
        .collect();
    assert!(lost.is_empty(), "{} acknowledged answers are lost: {lost:?}", lost.len());
    let papers: BTreeSet<_> = rows.iter().map(|row| row.attempt_id).collect();
    assert_eq!(papers.len(), PEOPLE, "nobody began twice");
}

/// Someone's page, which answers as fast as it is acknowledged.
struct Page {
    number: usize,
    person: Person,
    first: u32,
}

impl Page {
    /// Opens (or goes on with) the paper and answers until the server is gone.
    async fn answer(
        self,
        address: std::net::SocketAddr,
        round: String,
        acknowledged: Acknowledged,
        flowing: Arc<AtomicUsize>,
    ) {
        let mut connection = Connection::open(address).await.expect("the server listens");
        let ask = |method, path: String, body: String| Ask {
            method,
            path,
            cookie: self.person.cookie.clone(),
            kind: if body.starts_with('{') { "application/json" } else { FORM },
            body: body.into(),
        };
        let begun =
            connection.ask(&ask("POST", format!("/thi/{round}/bat-dau"), String::new())).await.expect("a start");
        assert_eq!(begun.status, 303);
        let page = connection.ask(&ask("GET", format!("/thi/{round}/bai"), String::new())).await.expect("the paper");
        let html = String::from_utf8_lossy(&page.body).into_owned();
        let token =
            html.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a token");
        for step in 0.. {
            // Each person's values differ, so that one person's answer cannot stand for another's.
            let (sequence, value) = (self.first + step * PEOPLE as u32 + self.number as u32, 1 << (step % 4));
            let position = (step % 15) as u16;
            let answer = json!({"position": position, "sequence": sequence, "value": value});
            let body = json!({"token": token, "answers": [answer]}).to_string();
            let Ok(reply) = connection.ask(&ask("POST", format!("/thi/{round}/luu"), body)).await else { return };
            if reply.status != 200 {
                return;
            }
            acknowledged.lock().expect("the list").insert((self.number, sequence, position, value));
            flowing.fetch_add(1, Ordering::Relaxed);
        }
    }
}
