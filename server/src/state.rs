//! What every handler has at hand.

use std::{fs, io, ops::Deref, path::Path, sync::Arc};

use app::{Assets, Site};
use contest::text;
use engine::{
    DbErr, Engine, agencies,
    banks::practice::PracticeQuestion,
    cache::Cache,
    clock::{Clock, os_rng},
    db::Db,
    integrity::{Limiter, Limits, Rate},
    kept::Kept,
    secrets::Secrets,
};
use metrics_exporter_prometheus::PrometheusHandle;
use rand::Rng as _;

use crate::{assets, attempts::ProseBook, config::Config, contests::glance::Glance, results::screen::Screens};

/// How long personal data is kept after the results are published, in months, as the consent says.
pub const KEPT_MONTHS: u8 = 12;

/// One for the process. A request's layers and handlers each hold it: a clone counts one reference.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// What an [`AppState`] gives.
#[derive(Clone)]
pub struct Shared {
    /// The use cases' dependencies.
    pub engine: Engine,
    /// The configuration.
    pub config: Arc<Config>,
    /// Addresses of the built files.
    pub assets: Arc<Assets>,
    /// How pages name the contest and its organiser.
    pub site: Arc<Site>,
    /// The texts of papers, ready for the page.
    pub prose: ProseBook,
    /// The contest as everybody sees it, counted every few seconds.
    pub glance: Arc<Kept<Glance>>,
    /// The questions that anyone may practise, read every few seconds.
    pub practice: Arc<Kept<Vec<PracticeQuestion>>>,
    /// The big screens that are connected.
    pub screens: Screens,
    /// The figures of `/metrics`; `None` where nothing collects them.
    pub figures: Option<PrometheusHandle>,
}

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder or the secret's file.
    #[error("{path}: {error}")]
    File {
        /// Which.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// The secret's file holds something else.
    #[error(
        "{0}: expected 64 hexadecimal digits; restore the file from a backup, for sealed data cannot be read without it"
    )]
    BrokenSecret(String),
    /// The database.
    #[error("the database cannot be opened: {0}")]
    Database(#[from] DbErr),
    /// The cache's address.
    #[error("redis_url: {0}")]
    Cache(#[from] engine::cache::CacheError),
}

impl AppState {
    /// Opens the database (bringing its schema up to date) and the cache.
    pub async fn open(config: Config) -> Result<Self, StartError> {
        let engine = open_engine(&config).await?;
        engine.db.migrate().await?;
        Ok(Self::new(engine, config))
    }

    /// The state around an engine.
    pub fn new(engine: Engine, config: Config) -> Self {
        let assets = Arc::new(assets::addresses(&config.site_dir));
        let site = Arc::new(Site {
            contest: "Tìm hiểu cải cách hành chính".to_owned(),
            province: String::new(),
            organiser: config.organiser.clone(),
            phone: config.phone.clone(),
            email: config.email.clone(),
        });
        Self(Arc::new(Shared {
            engine,
            config: Arc::new(config),
            assets,
            site,
            prose: ProseBook::default(),
            glance: Arc::default(),
            practice: Arc::default(),
            screens: Screens::default(),
            figures: None,
        }))
    }

    /// The same for the province that holds the contest, as its agency's name says.
    #[must_use]
    pub fn of_province(mut self, name: &str) -> Self {
        let shared = Arc::make_mut(&mut self.0);
        Arc::make_mut(&mut shared.site).province = text::squeeze(name);
        self
    }

    /// The same, with the figures that `/metrics` shows.
    #[must_use]
    pub fn with_figures(mut self, figures: PrometheusHandle) -> Self {
        Arc::make_mut(&mut self.0).figures = Some(figures);
        self
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl AppState {
    /// Where the agencies of the contest's province stand in the tree.
    pub async fn province_path(&self) -> Result<String, DbErr> {
        let tree = agencies::tree(&self.engine).await?;
        let province = tree.by_code(&self.config.province);
        let path = province.map(|agency| agency.path.clone());
        path.ok_or_else(|| DbErr::RecordNotFound(format!("the province {}", self.config.province)))
    }
}

/// The engine of this configuration, on the schema as it is.
pub async fn open_engine(config: &Config) -> Result<Engine, StartError> {
    let failed = |path: &Path, error| StartError::File { path: path.display().to_string(), error };
    fs::create_dir_all(&config.data_dir).map_err(|error| failed(&config.data_dir, error))?;
    let secrets = Secrets::derive(&master_secret(config)?);
    let cache = config.redis_url.as_deref().map_or_else(|| Ok(Cache::memory()), Cache::redis)?;
    let db = Db::connect(&config.database()).await?;
    let mut engine = Engine::new(db, cache, Clock::System, secrets);
    let by_address = Rate::new(config.address_limit, 60);
    engine.limits =
        Limiter::new(Limits { sign_in_address: by_address, register_address: by_address, ..Limits::default() });
    Ok(engine)
}

/// The secret of this installation: configured, or kept in the data folder, made at first start.
fn master_secret(config: &Config) -> Result<[u8; 32], StartError> {
    if let Some(secret) = &config.secret {
        return parse_secret(secret).ok_or_else(|| StartError::BrokenSecret("secret".to_owned()));
    }
    let path = config.data_dir.join("secret.key");
    let failed = |error| StartError::File { path: path.display().to_string(), error };
    match fs::read_to_string(&path) {
        Ok(text) => parse_secret(text.trim()).ok_or_else(|| StartError::BrokenSecret(path.display().to_string())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut secret = [0; 32];
            os_rng().fill_bytes(&mut secret);
            write_private(&path, &hex::encode(secret)).map_err(failed)?;
            Ok(secret)
        }
        Err(error) => Err(failed(error)),
    }
}

fn parse_secret(text: &str) -> Option<[u8; 32]> {
    hex::decode(text).ok()?.try_into().ok()
}

/// Writes a new file that only its owner may read.
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    use std::io::Write as _;

    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
