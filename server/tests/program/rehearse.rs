//! A small rehearsal as a process: a week of a contest, every total of it counted twice.

use std::{
    path::Path,
    process::{Command, Output},
};

use engine::testing::TestDatabase;

/// Played on each engine under the rules of another contest: one ranks boards by the prediction, by
/// the score and by who has more perfect attempts; the other by tracks, without the prediction.
fn rehearse(preset: &str, database: Option<&str>) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_cchc"));
    command.args(["rehearse", "--attempts", "2000", "--days", "7", "--preset", preset]);
    if let Some(url) = database {
        command.args(["--database-url", url]);
    }
    // A developer's own settings must not reach the test.
    command.env_clear().current_dir(folder.path());
    command.env("CCHC_CONTENT_DIR", Path::new(env!("CARGO_MANIFEST_DIR")).join("../content"));
    command.output().unwrap()
}

#[track_caller]
fn agrees(output: &Output) -> String {
    let told = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(output.status.success(), "{told}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(told.contains("\nMọi con số khớp với số đếm độc lập.\n"), "{told}");
    assert!(told.starts_with("2.000 lượt của "), "{told}");
    told
}

#[test]
fn a_week_comes_out_as_it_was_played_on_sqlite() {
    let told = agrees(&rehearse("07-quang-nam", None));
    assert!(told.contains("Giải Nhất: "), "{told}");
}

#[tokio::test]
async fn a_week_comes_out_as_it_was_played_on_postgresql() {
    let database = TestDatabase::postgres().await;
    agrees(&rehearse("04-hai-duong-cchc-2024", Some(database.url())));
    let again = rehearse("04-hai-duong-cchc-2024", Some(database.url()));
    assert!(!again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("đã có dữ liệu"), "{again:?}");
}
