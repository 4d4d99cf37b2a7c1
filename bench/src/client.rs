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
    /// How often it was done well.
    pub count: u64,
    /// How long all of it took.
    pub took: Duration,
    /// Microseconds.
    pub latency: Histogram<u64>,
    /// How often it failed.
    pub errors: usize,
    /// What the first error said.
    pub example: Option<String>,
    /// Bytes of all counted answers.
    pub bytes: u64,
    /// A request of this phase, for the floor to be asked with.
    pub sample: Ask,
}

impl Measured {
    /// The rate.
    pub fn per_second(&self) -> f64 {
        self.count as f64 / self.took.as_secs_f64().max(f64::EPSILON)
    }

    /// Bytes of one answer, on average.
    pub fn bytes_each(&self) -> usize {
        (self.bytes / self.count.max(1)) as usize
    }
}

/// One thing that a client does: a list of requests that belong together, timed as one.
pub trait Task: Send + 'static {
    /// Does it and says how many bytes came back.
    fn run(self, connection: &mut Connection) -> impl Future<Output = Result<usize, Failure>> + Send;
    /// A request like those it makes.
    fn sample(&self) -> Ask;
}

/// Lets `clients` connections work through `tasks`; the first fifth warms up and is not counted.
pub async fn measure<T: Task>(
    name: &'static str,
    address: SocketAddr,
    clients: usize,
    tasks: Vec<T>,
) -> Result<Measured, Failure> {
    let sample = tasks.first().map(T::sample).unwrap_or_default();
    let warm_up = tasks.len() / 5;
    let (warm, counted) = {
        let mut tasks = tasks;
        let counted = tasks.split_off(warm_up);
        (tasks, counted)
    };
    work(address, clients, warm).await?;
    let begun = Instant::now();
    let tally = work(address, clients, counted).await?;
    let took = begun.elapsed();
    Ok(Measured {
        name,
        count: tally.latency.len(),
        took,
        latency: tally.latency,
        errors: tally.errors,
        example: tally.example,
        bytes: tally.bytes,
        sample,
    })
}

struct Tally {
    latency: Histogram<u64>,
    errors: usize,
    example: Option<String>,
    bytes: u64,
}

impl Tally {
    fn new() -> Result<Self, Failure> {
        Ok(Self { latency: Histogram::new(3)?, errors: 0, example: None, bytes: 0 })
    }
}

async fn work<T: Task>(address: SocketAddr, clients: usize, tasks: Vec<T>) -> Result<Tally, Failure> {
    let tasks: Arc<Vec<Mutex<Option<T>>>> = Arc::new(tasks.into_iter().map(|task| Mutex::new(Some(task))).collect());
    let next = Arc::new(AtomicUsize::new(0));
    let mut workers = Vec::with_capacity(clients);
    for _ in 0..clients {
        let (tasks, next) = (Arc::clone(&tasks), Arc::clone(&next));
        workers.push(tokio::spawn(async move {
            let mut connection = Connection::open(address).await?;
            let mut tally = Tally::new()?;
            while let Some(slot) = tasks.get(next.fetch_add(1, Ordering::Relaxed)) {
                let Some(task) = slot.lock().unwrap_or_else(PoisonError::into_inner).take() else { continue };
                let begun = Instant::now();
                match task.run(&mut connection).await {
                    Ok(bytes) => {
                        tally.bytes += bytes as u64;
                        tally.latency.record(begun.elapsed().as_micros() as u64)?;
                    }
                    Err(error) => {
                        tally.errors += 1;
                        tally.example.get_or_insert(error.to_string());
                    }
                }
            }
            Ok::<Tally, Failure>(tally)
        }));
    }
    let mut whole = Tally::new()?;
    for worker in workers {
        let tally = worker.await??;
        whole.latency.add(tally.latency)?;
        whole.errors += tally.errors;
        whole.bytes += tally.bytes;
        whole.example = whole.example.or(tally.example);
    }
    Ok(whole)
}
