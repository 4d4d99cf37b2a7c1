//! A round opens and everybody presses start in the same moment, each on a connection of their own.

use std::path::{Path, PathBuf};

use bench::{
    people, phases,
    platform::{Platform, Setup},
};
use engine::db::{Db, entities::attempts};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

/// As many as a debug build starts in seconds; `./dev bench` has the real one.
const PEOPLE: usize = 300;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_begins_once_and_without_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let setup = Setup {
        server: PathBuf::from(env!("CARGO_BIN_EXE_cchc")),
        folder: folder.path().to_owned(),
        content: Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"),
        database_url: None,
        redis_url: None,
    };
    let platform = Platform::start(&setup).await.unwrap();
    let people = people::register(&platform, PEOPLE, 16).await.unwrap();
    let spike = phases::spike(&platform, people, PEOPLE).await.unwrap();
    assert_eq!((spike.errors, spike.latency.len()), (0, PEOPLE as u64), "{:?}", spike.example);
    platform.kill().await.unwrap();
    let db = Db::connect(&format!("sqlite://{}", folder.path().join("cchc.db").display())).await.unwrap();
    assert_eq!(attempts::Entity::find().count(&db.read).await.unwrap(), PEOPLE as u64);
}
