//! The floor: what bare axum does with the same requests and as many bytes, as a process of its own.

use std::{env, io::Write as _, net::SocketAddr, process::Stdio};

use axum::{Router, body::Bytes, routing::any};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    net::TcpListener,
    process::Command,
};

use crate::{
    Failure,
    client::{Ask, Connection, Measured, Task, measure as measure_tasks},
};

/// Requests to each address of the floor.
const REQUESTS: usize = 60_000;

/// Serves `/0`, `/1`, … with bodies of these lengths, and prints its port.
pub async fn serve(lengths: Vec<usize>) -> Result<(), Failure> {
    let mut router = Router::new();
    for (number, length) in lengths.into_iter().enumerate() {
        let body = Bytes::from(vec![b'x'; length]);
        // The request's body is read, as the platform does.
        router = router.route(&format!("/{number}"), any(async move |_: Bytes| body.clone()));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "{}", listener.local_addr()?.port())?;
    axum::serve(listener, router).await?;
    Ok(())
}

/// Measures the floor of each phase.
pub async fn measure(measured: &[Measured], clients: usize) -> Result<Vec<Measured>, Failure> {
    let lengths = measured.iter().map(|phase| phase.closed.bytes_each().to_string());
    let mut child = Command::new(env::current_exe()?)
        .arg("floor")
        .args(lengths)
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let output = child.stdout.take().ok_or("the floor has no output")?;
    let port = BufReader::new(output).lines().next_line().await?.ok_or("the floor did not start")?;
    let address = SocketAddr::from(([127, 0, 0, 1], port.parse()?));
    let mut floors = Vec::with_capacity(measured.len());
    for (number, phase) in measured.iter().enumerate() {
        let ask = Ask { path: format!("/{number}"), ..phase.sample.clone() };
        let tasks = (0..REQUESTS).map(|_| Bare(ask.clone())).collect();
        floors.push(measure_tasks(phase.name, address, clients, tasks).await?);
    }
    Ok(floors)
}

struct Bare(Ask);

impl Task for Bare {
    async fn run(self, connection: &mut Connection) -> Result<usize, Failure> {
        Ok(connection.ask(&self.0).await?.bytes)
    }

    fn sample(&self) -> Ask {
        self.0.clone()
    }
}
