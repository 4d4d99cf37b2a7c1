//! The connection: made when first needed, made again after a failure, never waited for long.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use redis::{
    AsyncConnectionConfig, Client, Cmd, ErrorKind, FromRedisValue, Pipeline, RedisError, RedisFuture, RedisResult,
    ScriptInvocation, Value,
    aio::{ConnectionLike, MultiplexedConnection},
    cluster::ClusterClient,
    cluster_async::ClusterConnection,
};
use tokio::time::{Instant, timeout};

use crate::cache::CacheError;

/// What one call may take in all, with connecting and one retry. After it the caller goes on from
/// the database.
pub(super) const PATIENCE: Duration = Duration::from_millis(300);
/// After a failure, calls fail at once for so long; then one call tries again.
pub(super) const PAUSE: Duration = Duration::from_secs(1);

/// Where Redis is.
#[derive(Clone)]
#[expect(clippy::large_enum_variant, reason = "there is one for the process")]
pub(super) enum Target {
    Single(Client),
    Cluster(ClusterClient),
}

/// What can be asked of Redis.
pub(super) enum Request<'a> {
    Command(Cmd),
    Pipeline(Pipeline),
    Script(ScriptInvocation<'a>),
}

impl Request<'_> {
    async fn send<T: FromRedisValue>(&self, connection: &mut Connection) -> RedisResult<T> {
        match self {
            Self::Command(command) => command.query_async(connection).await,
            Self::Pipeline(pipeline) => pipeline.query_async(connection).await,
            Self::Script(script) => script.invoke_async(connection).await,
        }
    }
}

/// The shared connection to one Redis.
pub(super) struct Link {
    target: Target,
    patience: Duration,
    pause: Duration,
    state: Mutex<State>,
    /// Held while connecting, so that a crowd makes one connection.
    connecting: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct State {
    connection: Option<Connection>,
    /// Counts connections, so that a late failure of an old one does not discard its successor.
    generation: u64,
    down_until: Option<Instant>,
}

impl Link {
    pub(super) fn new(target: Target, patience: Duration, pause: Duration) -> Self {
        Self { target, patience, pause, state: Mutex::default(), connecting: tokio::sync::Mutex::default() }
    }

    /// Asks, within the patience of the link.
    pub(super) async fn ask<T: FromRedisValue>(&self, request: Request<'_>) -> Result<T, CacheError> {
        self.admit()?;
        let failure = match timeout(self.patience, self.ask_twice(&request)).await {
            Ok(Ok(answer)) => {
                self.state().down_until = None;
                return Ok(answer);
            }
            // It answered, only not what was hoped for.
            Ok(Err(error)) if matches!(error.kind(), ErrorKind::Server(_) | ErrorKind::Extension) => {
                self.state().down_until = None;
                return Err(CacheError(error.to_string()));
            }
            Ok(Err(error)) => error.to_string(),
            Err(_) => format!("no answer within {} ms", self.patience.as_millis()),
        };
        let mut state = self.state();
        state.connection = None;
        state.down_until = Some(Instant::now() + self.pause);
        Err(CacheError(failure))
    }

    /// While Redis is down, lets one call through in each pause, to see whether it is back.
    fn admit(&self) -> Result<(), CacheError> {
        let now = Instant::now();
        let mut state = self.state();
        match state.down_until {
            Some(until) if now < until => Err(CacheError("it failed a moment ago".to_owned())),
            Some(_) => {
                state.down_until = Some(now + self.patience + self.pause);
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// A connection may have died while nobody used it: what fails so is asked once more.
    async fn ask_twice<T: FromRedisValue>(&self, request: &Request<'_>) -> RedisResult<T> {
        let (generation, mut connection) = self.connection().await?;
        match request.send(&mut connection).await {
            Err(error) if error.is_connection_dropped() => {
                self.forget(generation);
                let (_, mut connection) = self.connection().await?;
                request.send(&mut connection).await
            }
            answer => answer,
        }
    }

    async fn connection(&self) -> RedisResult<(u64, Connection)> {
        if let Some(known) = self.known() {
            return Ok(known);
        }
        let _one_at_a_time = self.connecting.lock().await;
        if let Some(known) = self.known() {
            return Ok(known);
        }
        let connection = self.target.connect(self.patience).await?;
        let mut state = self.state();
        state.generation += 1;
        state.connection = Some(connection.clone());
        Ok((state.generation, connection))
    }

    fn known(&self) -> Option<(u64, Connection)> {
        let state = self.state();
        state.connection.clone().map(|connection| (state.generation, connection))
    }

    fn forget(&self, generation: u64) {
        let mut state = self.state();
        if state.generation == generation {
            state.connection = None;
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Target {
    /// Understands `redis://…`, `rediss://…`, `redis+cluster://[user:password@]host:port[,host:port…]`
    /// and `rediss+cluster://…`.
    pub(super) fn parse(url: &str) -> RedisResult<Self> {
        match url.split_once("+cluster://") {
            Some((scheme @ ("redis" | "rediss"), rest)) => {
                let (credentials, hosts) = rest.rsplit_once('@').map_or(("", rest), |(who, hosts)| (who, hosts));
                let at = if credentials.is_empty() { "" } else { "@" };
                let hosts = hosts.trim_end_matches('/').split(',');
                let nodes = hosts.map(|host| format!("{scheme}://{credentials}{at}{host}"));
                let nodes: Vec<_> = nodes.collect();
                let builder = ClusterClient::builder(nodes).retries(1);
                builder.connection_timeout(PATIENCE).response_timeout(PATIENCE).build().map(Self::Cluster)
            }
            Some(_) => Err(RedisError::from((ErrorKind::InvalidClientConfig, "unknown scheme"))),
            None => Client::open(url).map(Self::Single),
        }
    }

    async fn connect(&self, patience: Duration) -> RedisResult<Connection> {
        match self {
            Self::Single(client) => {
                let config = AsyncConnectionConfig::new()
                    .set_connection_timeout(Some(patience))
                    .set_response_timeout(Some(patience));
                client.get_multiplexed_async_connection_with_config(&config).await.map(Connection::Single)
            }
            Self::Cluster(client) => client.get_async_connection().await.map(Connection::Cluster),
        }
    }
}

/// One Redis or many; cheap to clone.
#[derive(Clone)]
enum Connection {
    Single(MultiplexedConnection),
    Cluster(ClusterConnection),
}

impl ConnectionLike for Connection {
    fn req_packed_command<'a>(&'a mut self, command: &'a Cmd) -> RedisFuture<'a, Value> {
        match self {
            Self::Single(connection) => connection.req_packed_command(command),
            Self::Cluster(connection) => connection.req_packed_command(command),
        }
    }

    fn req_packed_commands<'a>(
        &'a mut self,
        pipeline: &'a Pipeline,
        offset: usize,
        count: usize,
    ) -> RedisFuture<'a, Vec<Value>> {
        match self {
            Self::Single(connection) => connection.req_packed_commands(pipeline, offset, count),
            Self::Cluster(connection) => connection.req_packed_commands(pipeline, offset, count),
        }
    }

    fn get_db(&self) -> i64 {
        match self {
            Self::Single(connection) => connection.get_db(),
            Self::Cluster(connection) => connection.get_db(),
        }
    }
}
