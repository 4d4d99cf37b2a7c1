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
    /// Connections are cut, and new ones refused: nobody listens.
    Gone,
    /// Connections are cut, and new ones dropped as soon as they are made.
    Dropping,
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
        Self { port, mode, accepting: tokio::spawn(accept(listener, server, seen)) }
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

async fn accept(mut listener: TcpListener, server: Behind, mut mode: watch::Receiver<Mode>) {
    let address = listener.local_addr().unwrap();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                if let Ok((client, _)) = accepted && *mode.borrow() != Mode::Dropping {
                    tokio::spawn(connect(client, server.clone(), mode.clone()));
                }
            }
            changed = mode.changed() => {
                if changed.is_err() {
                    return;
                }
                if *mode.borrow() == Mode::Gone {
                    drop(listener);
                    if mode.wait_for(|mode| *mode != Mode::Gone).await.is_err() {
                        return;
                    }
                    listener = TcpListener::bind(address).await.expect("the same port once more");
                }
            }
        }
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
        _ = cut.wait_for(|mode| is_cut(*mode)) => {}
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
            Mode::Silent | Mode::Through | Mode::Gone | Mode::Dropping => {}
        }
        if to.write_all(&piece[..length]).await.is_err() {
            return;
        }
    }
}

fn is_cut(mode: Mode) -> bool {
    matches!(mode, Mode::Gone | Mode::Dropping)
}
