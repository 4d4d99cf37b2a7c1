//! Stands before a server, and can be cut, slow or silent.

use std::{path::PathBuf, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, split},
    net::{TcpListener, TcpStream, UnixStream},
    sync::watch,
    task::JoinHandle,
};

/// What becomes of the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// They go through.
    Through,
    /// Each piece of them waits so long.
    Slow(Duration),
    /// They are kept back until the mode changes.
    Silent,
    /// Connections are cut, and new ones dropped at once.
    Gone,
}

/// Which server.
#[derive(Clone, Debug)]
pub enum Behind {
    /// `host:port`.
    Tcp(String),
    /// A socket in the file system.
    Unix(PathBuf),
}

/// The proxy; it is gone when this is dropped.
pub struct Proxy {
    /// Where it listens, on this machine.
    pub port: u16,
    mode: watch::Sender<Mode>,
    accepting: JoinHandle<()>,
}

impl Proxy {
    pub async fn before(server: Behind) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (mode, seen) = watch::channel(Mode::Through);
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                if *seen.borrow() != Mode::Gone {
                    tokio::spawn(connect(client, server.clone(), seen.clone()));
                }
            }
        });
        Self { port, mode, accepting }
    }

    pub fn set(&self, mode: Mode) {
        self.mode.send_replace(mode);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn connect(client: TcpStream, server: Behind, mode: watch::Receiver<Mode>) {
    match server {
        Behind::Tcp(address) => {
            let Ok(server) = TcpStream::connect(address).await else { return };
            carry(client, server, mode).await;
        }
        Behind::Unix(path) => {
            let Ok(server) = UnixStream::connect(path).await else { return };
            carry(client, server, mode).await;
        }
    }
}

/// Carries both ways until one side ends or the connection is cut.
async fn carry<S: AsyncRead + AsyncWrite>(client: TcpStream, server: S, mode: watch::Receiver<Mode>) {
    let ((from_client, to_client), (from_server, to_server)) = (split(client), split(server));
    let mut cut = mode.clone();
    tokio::select! {
        () = pump(from_client, to_server, mode.clone()) => {}
        () = pump(from_server, to_client, mode) => {}
        _ = cut.wait_for(|mode| *mode == Mode::Gone) => {}
    }
}

async fn pump(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, mut mode: watch::Receiver<Mode>) {
    let mut piece = vec![0; 16 * 1024];
    loop {
        let Ok(length @ 1..) = from.read(&mut piece).await else { return };
        let now = *mode.borrow();
        match now {
            Mode::Slow(wait) => tokio::time::sleep(wait).await,
            Mode::Silent if mode.wait_for(|mode| *mode != Mode::Silent).await.is_err() => return,
            Mode::Silent | Mode::Through | Mode::Gone => {}
        }
        if to.write_all(&piece[..length]).await.is_err() {
            return;
        }
    }
}
