//! Many connections, each with one request at a time, and what their answers took.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use hdrhistogram::Histogram;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    Request, Response,
    body::{Bytes, Incoming},
    client::conn::http1::{self, SendRequest},
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, time::Instant};

use crate::Failure;

/// One keep-alive connection.
pub struct Connection {
    address: SocketAddr,
    sender: SendRequest<Full<Bytes>>,
}

/// A request before it is tied to a connection.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The address on the server.
    pub path: String,
    /// The `Cookie` header; empty for none.
    pub cookie: String,
    /// The `Content-Type`; empty for none.
    pub kind: &'static str,
    /// The body.
    pub body: Bytes,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Where it leads.
    pub location: Option<String>,
    /// After how many seconds to come back, where it says so.
    pub retry_after: Option<u32>,
    /// `name=value` of every cookie that was set.
    pub cookies: Vec<String>,
    /// The body.
    pub body: Bytes,
    /// Body and headers, about as many as went over the wire.
    pub bytes: usize,
}

impl Connection {
    /// Connects.
    pub async fn open(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { address, sender })
    }

    /// Sends a request and reads its whole answer.
    pub async fn ask(&mut self, ask: &Ask) -> Result<Reply, Failure> {
        if self.sender.is_closed() {
            *self = Self::open(self.address).await?;
        }
        self.sender.ready().await?;
        let mut request = Request::builder()
            .method(ask.method)
            .uri(&ask.path)
            .header("host", self.address.to_string())
            .header("sec-fetch-site", "same-origin");
        if !ask.cookie.is_empty() {
            request = request.header("cookie", &ask.cookie);
        }
        if !ask.kind.is_empty() {
            request = request.header("content-type", ask.kind);
        }
        let response = self.sender.send_request(request.body(Full::new(ask.body.clone()))?).await?;
        Reply::read(response).await
    }
}

impl Reply {
    async fn read(response: Response<Incoming>) -> Result<Self, Failure> {
        let (parts, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        let header_bytes: usize = parts.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
        let text = |value: &hyper::header::HeaderValue| value.to_str().unwrap_or_default().to_owned();
        let cookies = parts.headers.get_all("set-cookie").iter();
        Ok(Self {
            status: parts.status.as_u16(),
            location: parts.headers.get("location").map(text),
            retry_after: parts.headers.get("retry-after").and_then(|seconds| text(seconds).parse().ok()),
            cookies: cookies.map(|cookie| text(cookie).split(';').next().unwrap_or_default().to_owned()).collect(),
            bytes: body.len() + header_bytes,
            body,
        })
    }
}

/// What a phase came to.
#[derive(Debug)]
pub struct Measured {
    /// What was done.
    pub name: &'static str,
    /// Everyone as fast as the answers came: says the rate.
    pub closed: Run,
    /// Everyone at a set time, whether or not earlier answers had come: says how long people wait.
    pub open: Run,
    /// A request of this phase, for the floor to be asked with.
    pub sample: Ask,
}

/// One way of sending the requests of a phase.
#[derive(Debug)]
pub struct Run {
    /// Microseconds; in an open run from the time at which the request was due, so that what waits
    /// behind a slow answer is counted as waiting.
    pub latency: Histogram<u64>,
    /// How long all of it took.
    pub took: Duration,
    /// How often it failed.
    pub errors: usize,
    /// What the first error said.
    pub example: Option<String>,
    /// Bytes of all answers.
    pub bytes: u64,
}

impl Run {
    /// How often it was done well, per second.
    pub fn per_second(&self) -> f64 {
        self.latency.len() as f64 / self.took.as_secs_f64().max(f64::EPSILON)
    }

    /// Bytes of one answer, on average.
    pub fn bytes_each(&self) -> usize {
        (self.bytes / self.latency.len().max(1)) as usize
    }
}

/// When requests are sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pace {
    /// Each client's next one when its last one is answered.
    Closed,
    /// So many a second, evenly, whatever the answers do.
    Open(f64),
}

/// How much of the closed rate an open run asks for: busy, and not past what can be done.
const LOAD: f64 = 0.7;

/// One thing that a client does: a list of requests that belong together, timed as one.
pub trait Task: Send + 'static {
    /// Does it and says how many bytes came back.
    fn run(self, connection: &mut Connection) -> impl Future<Output = Result<usize, Failure>> + Send;
    /// A request like those it makes.
    fn sample(&self) -> Ask;
}

/// Lets `clients` connections work through `tasks`. The first fifth warms up and is not counted; the
/// next two say the rate, and the last two, sent at [`LOAD`] of that rate, the latency.
pub async fn measure<T: Task>(
    name: &'static str,
    address: SocketAddr,
    clients: usize,
    mut tasks: Vec<T>,
) -> Result<Measured, Failure> {
    let sample = tasks.first().map(T::sample).unwrap_or_default();
    let fifth = tasks.len() / 5;
    let open = tasks.split_off(fifth * 3);
    let closed = tasks.split_off(fifth);
    work(address, clients, Pace::Closed, tasks).await?;
    let closed = work(address, clients, Pace::Closed, closed).await?;
    let open = work(address, clients, Pace::Open(closed.per_second() * LOAD), open).await?;
    Ok(Measured { name, closed, open, sample })
}

impl Run {
    fn new() -> Result<Self, Failure> {
        Ok(Self { latency: Histogram::new(3)?, took: Duration::ZERO, errors: 0, example: None, bytes: 0 })
    }

    fn add(&mut self, other: Self) -> Result<(), Failure> {
        self.latency.add(other.latency)?;
        self.errors += other.errors;
        self.bytes += other.bytes;
        self.example = self.example.take().or(other.example);
        Ok(())
    }
}

/// Tasks that are left, and when each is due.
struct Tasks<T> {
    slots: Vec<Mutex<Option<T>>>,
    next: AtomicUsize,
    pace: Pace,
}

impl<T> Tasks<T> {
    /// The next task, and how long after the beginning it is due.
    fn take(&self) -> Option<(T, Duration)> {
        loop {
            let number = self.next.fetch_add(1, Ordering::Relaxed);
            let task = self.slots.get(number)?.lock().unwrap_or_else(PoisonError::into_inner).take();
            let due = match self.pace {
                Pace::Closed => Duration::ZERO,
                Pace::Open(rate) => Duration::from_secs_f64(number as f64 / rate.max(1.0)),
            };
            if let Some(task) = task {
                return Some((task, due));
            }
        }
    }
}

/// Works through tasks at a pace, with `clients` connections that stand when the time begins.
pub async fn work<T: Task>(address: SocketAddr, clients: usize, pace: Pace, tasks: Vec<T>) -> Result<Run, Failure> {
    let slots = tasks.into_iter().map(|task| Mutex::new(Some(task))).collect();
    let tasks = Arc::new(Tasks { slots, next: AtomicUsize::new(0), pace });
    let mut connections = Vec::with_capacity(clients);
    for _ in 0..clients {
        connections.push(Connection::open(address).await?);
    }
    let begun = Instant::now();
    let clients = connections.into_iter().map(|connection| {
        let tasks = Arc::clone(&tasks);
        tokio::spawn(async move { client(connection, &tasks, begun).await })
    });
    let clients: Vec<_> = clients.collect();
    let mut whole = Run::new()?;
    for client in clients {
        whole.add(client.await??)?;
    }
    whole.took = begun.elapsed();
    Ok(whole)
}

async fn client<T: Task>(mut connection: Connection, tasks: &Tasks<T>, begun: Instant) -> Result<Run, Failure> {
    let mut run = Run::new()?;
    while let Some((task, due)) = tasks.take() {
        let due = match tasks.pace {
            Pace::Closed => Instant::now(),
            Pace::Open(_) => begun + due,
        };
        tokio::time::sleep_until(due).await;
        match task.run(&mut connection).await {
            Ok(bytes) => {
                run.bytes += bytes as u64;
                run.latency.record(due.elapsed().as_micros() as u64)?;
            }
            Err(error) => {
                run.errors += 1;
                run.example.get_or_insert(error.to_string());
            }
        }
    }
    Ok(run)
}
