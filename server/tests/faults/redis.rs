//! A Redis of one test's own, which may be emptied without anybody else's keys going too.

use std::{path::PathBuf, process::Stdio, time::Duration};

use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::UnixStream,
    process::{Child, Command},
};

use crate::crowd::until;

/// It is killed when this is dropped.
pub struct Redis {
    folder: TempDir,
    _server: Child,
}

impl Redis {
    /// Listens in the file system only, where no other test can take its place.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("redis.sock");
        let server = Command::new("redis-server")
            .args(["--port", "0", "--save", "", "--appendonly", "no", "--unixsocket"])
            .arg(&socket)
            .arg("--dir")
            .arg(folder.path())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("redis-server is installed: ./dev with COMMAND sees to it");
        let redis = Self { folder, _server: server };
        until("Redis answers", Duration::from_secs(20), async || redis.says("PING").await.as_deref() == Some("+PONG"))
            .await;
        redis
    }

    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("redis.sock")
    }

    /// Forgets everything.
    pub async fn flush(&self) {
        assert_eq!(self.says("FLUSHALL").await.as_deref(), Some("+OK"));
    }

    /// What it answers to an inline command.
    async fn says(&self, command: &str) -> Option<String> {
        let mut connection = UnixStream::connect(self.socket()).await.ok()?;
        connection.write_all(format!("{command}\r\n").as_bytes()).await.ok()?;
        let mut answer = [0; 64];
        let length = connection.read(&mut answer).await.ok()?;
        Some(String::from_utf8_lossy(&answer[..length]).trim().to_owned())
    }
}
