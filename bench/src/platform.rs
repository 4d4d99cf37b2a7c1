//! The server under measurement, as a process of its own on data of its own.

use std::{net::SocketAddr, path::PathBuf, process::Stdio, time::Duration};

use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::{
    Failure,
    client::{Ask, Connection},
};

/// How long the first start may take: it imports the content.
const PATIENCE: Duration = Duration::from_secs(60);
const ANNOUNCEMENT: &str = "Trang thi đang chạy tại http://localhost:";

/// Which server, on what.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The program.
    pub server: PathBuf,
    /// Its data folder.
    pub folder: PathBuf,
    /// The handbook, bank and agency lists.
    pub content: PathBuf,
    /// PostgreSQL instead of SQLite.
    pub database_url: Option<String>,
    /// Redis instead of memory.
    pub redis_url: Option<String>,
}

/// A running server; it is killed when this is dropped.
pub struct Platform {
    /// Where it listens.
    pub address: SocketAddr,
    /// The open round's number in addresses.
    pub round: String,
    child: Child,
}

impl Platform {
    /// Starts it, and waits until it says where it listens.
    pub async fn start(setup: &Setup) -> Result<Self, Failure> {
        if !setup.server.exists() {
            return Err(format!("{} is not there: run ./dev build first", setup.server.display()).into());
        }
        let mut command = Command::new(&setup.server);
        command
            .arg("serve")
            .env("CCHC_LISTEN", "127.0.0.1:0")
            .env("CCHC_DATA_DIR", &setup.folder)
            .env("CCHC_CONTENT_DIR", &setup.content)
            .env("CCHC_ADDRESS_LIMIT", "4000000000")
            .env("CCHC_LOG", "error")
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        if let Some(url) = &setup.database_url {
            command.env("CCHC_DATABASE_URL", url).env("CCHC_SECRET", "5a".repeat(32));
        }
        if let Some(url) = &setup.redis_url {
            command.env("CCHC_REDIS_URL", url);
        }
        let mut child = command.spawn()?;
        let output = child.stdout.take().ok_or("the server has no output")?;
        let mut lines = BufReader::new(output).lines();
        let port = timeout(PATIENCE, async {
            while let Some(line) = lines.next_line().await? {
                if let Some(port) = line.strip_prefix(ANNOUNCEMENT) {
                    return Ok::<u16, Failure>(port.trim().parse()?);
                }
            }
            Err("the server ended before it was ready".into())
        })
        .await??;
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let round = open_round(address).await?;
        // Whatever else it says is read, so that it never waits for a reader.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self { address, round, child })
    }

    /// Ends it at once, as a power cut does (SIGKILL).
    pub async fn kill(mut self) -> Result<(), Failure> {
        self.child.kill().await?;
        Ok(())
    }

    /// The most memory it has had, in MB, where the system tells.
    pub fn peak_memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()?)).ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
        let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kilobytes / 1_024)
    }
}

async fn open_round(address: SocketAddr) -> Result<String, Failure> {
    let mut connection = Connection::open(address).await?;
    let home = connection.ask(&Ask { method: "GET", path: "/".to_owned(), ..Ask::default() }).await?;
    let html = String::from_utf8_lossy(&home.body);
    let round = html.split("href=\"/thi/").nth(1).and_then(|rest| rest.split('"').next());
    Ok(round.ok_or("the home page names no open round")?.to_owned())
}
