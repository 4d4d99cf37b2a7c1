//! Configuration: defaults, then `cchc.toml`, then the environment (`CCHC_…`), then a check.

use std::{
    fmt,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};

use serde::Deserialize;

/// Everything that can be set. The names in the environment are these in capitals, with `CCHC_`
/// before them; docs/CONFIGURATION.md lists them.
#[derive(Clone, Deserialize)]
#[serde(default)]
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// The address people type; decides whether cookies are `Secure` and what origin forms come from.
    pub public_url: String,
    /// Where the embedded database and the installation's secret are kept.
    pub data_dir: PathBuf,
    /// `postgres://…`; without it SQLite in `data_dir`.
    pub database_url: Option<String>,
    /// `redis://…` or `redis+cluster://…`; without it memory.
    pub redis_url: Option<String>,
    /// 64 hexadecimal digits, the same on every instance; without it `data_dir/secret.key`.
    pub secret: Option<String>,
    /// The built site: style sheet, scripts, wasm.
    pub site_dir: PathBuf,
    /// The handbook, bank and agency lists that ship.
    pub content_dir: PathBuf,
    /// The code of the province that holds the contest.
    pub province: String,
    /// The header in which a trusted proxy says who asks, such as `x-forwarded-for` (its last
    /// address counts). Without it the peer's address counts.
    pub client_ip_header: Option<String>,
    /// Registrations, and as many sign-ins, that one address may try in a minute. A whole office
    /// stands behind one address.
    pub address_limit: u32,
    /// The bearer token that `/metrics` wants; without it only direct local requests are answered.
    pub metrics_token: Option<String>,
    /// What is logged, as a `tracing` filter.
    pub log: String,
    /// Logs as JSON, one object a line.
    pub log_json: bool,
    /// `Sở Nội vụ tỉnh …`, as pages and reports name the organiser.
    pub organiser: String,
    /// The number people call for help.
    pub phone: String,
    /// The address people write to for help.
    pub email: String,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 3000),
            public_url: String::new(),
            data_dir: PathBuf::from("data"),
            database_url: None,
            redis_url: None,
            secret: None,
            site_dir: PathBuf::from("target/site"),
            content_dir: PathBuf::from("content"),
            province: "15".to_owned(),
            client_ip_header: None,
            address_limit: 1_200,
            metrics_token: None,
            log: "info,sqlx=warn,sea_orm=warn".to_owned(),
            log_json: false,
            organiser: "Sở Nội vụ".to_owned(),
            phone: String::new(),
            email: String::new(),
        }
    }
}

impl fmt::Debug for Config {
    /// Addresses with passwords, the secret and the token stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("listen", &self.listen)
            .field("public_url", &self.public_url)
            .field("data_dir", &self.data_dir)
            .field("database", &if self.database_url.is_some() { "PostgreSQL" } else { "SQLite" })
            .field("cache", &if self.redis_url.is_some() { "Redis" } else { "memory" })
            .field("province", &self.province)
            .finish_non_exhaustive()
    }
}

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file or a variable that cannot be read.
    #[error("the configuration cannot be read: {0}")]
    Unreadable(#[from] config::ConfigError),
    /// A value that cannot be.
    #[error("{name}: {why}")]
    Invalid {
        /// The setting.
        name: &'static str,
        /// What is wrong, and what would be right.
        why: &'static str,
    },
}

impl Config {
    /// Reads the configuration of this process. `file` must exist when given.
    pub fn load(file: Option<&Path>) -> Result<Self, ConfigError> {
        let source = match file {
            Some(path) => config::File::from(path),
            None => config::File::with_name("cchc").required(false),
        };
        let environment = config::Environment::with_prefix("CCHC").prefix_separator("_").ignore_empty(true);
        let loaded = config::Config::builder().add_source(source).add_source(environment).build()?;
        loaded.try_deserialize::<Self>()?.checked()
    }

    /// Checks what the types do not.
    pub fn checked(mut self) -> Result<Self, ConfigError> {
        if self.public_url.is_empty() {
            self.public_url = local_url(self.listen);
        }
        self.public_url = self.public_url.trim_end_matches('/').to_owned();
        if !self.public_url.starts_with("http://") && !self.public_url.starts_with("https://") {
            return Err(ConfigError::Invalid { name: "public_url", why: "must begin with http:// or https://" });
        }
        let is_known = |url: &String| {
            url.starts_with("postgres://") || url.starts_with("postgresql://") || url.starts_with("sqlite:")
        };
        if self.database_url.as_ref().is_some_and(|url| !is_known(url)) {
            return Err(ConfigError::Invalid { name: "database_url", why: "must begin with postgres:// or sqlite://" });
        }
        if self.secret.as_ref().is_some_and(|secret| secret.len() != 64 || hex::decode(secret).is_err()) {
            return Err(ConfigError::Invalid {
                name: "secret",
                why: "must be 64 hexadecimal digits (openssl rand -hex 32)",
            });
        }
        if self.database_url.as_ref().is_some_and(|url| url.starts_with("postgres")) && self.secret.is_none() {
            return Err(ConfigError::Invalid {
                name: "secret",
                why: "must be set with PostgreSQL, so that every instance has the same (openssl rand -hex 32)",
            });
        }
        Ok(self)
    }

    /// The same for a server that listens elsewhere; a public address that was not set follows.
    #[must_use]
    pub fn listening_at(self, listen: SocketAddr) -> Self {
        let is_set = self.public_url != local_url(self.listen);
        let public_url = if is_set { self.public_url } else { local_url(listen) };
        Self { listen, public_url, ..self }
    }

    /// The database's address.
    pub fn database(&self) -> String {
        let embedded = || format!("sqlite://{}", self.data_dir.join("cchc.db").display());
        self.database_url.clone().unwrap_or_else(embedded)
    }

    /// Whether browsers take `Secure` cookies from the public address: over HTTPS, and from this
    /// very machine.
    pub fn is_secure(&self) -> bool {
        let Some(rest) = self.public_url.strip_prefix("http://") else { return true };
        let authority = rest.split('/').next().unwrap_or_default();
        let host = authority.rsplit_once(':').map_or(authority, |(host, port)| {
            if port.bytes().all(|digit| digit.is_ascii_digit()) { host } else { authority }
        });
        ["localhost", "127.0.0.1", "[::1]"].contains(&host)
    }
}

/// What to type on this very machine.
fn local_url(listen: SocketAddr) -> String {
    format!("http://localhost:{}", listen.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(public_url: &str) -> Config {
        Config { public_url: public_url.to_owned(), ..Config::default() }
    }

    #[test]
    fn cookies_are_secure_over_https_and_on_this_machine_only() {
        for url in
            ["https://cchc.tinh.vn", "http://localhost:3000", "http://127.0.0.1", "http://[::1]:80", "http://[::1]"]
        {
            assert!(at(url).is_secure(), "{url}");
        }
        for url in ["http://localhost.tinh.vn", "http://127.0.0.10", "http://10.0.0.2:3000", "http://cchc.tinh.vn"] {
            assert!(!at(url).is_secure(), "{url}");
        }
    }

    #[test]
    fn what_cannot_be_is_named() {
        let secret = Some("ab".repeat(32));
        let cases = [
            (at("cchc.tinh.vn"), Some("public_url")),
            (Config { database_url: Some("mysql://x".to_owned()), ..at("") }, Some("database_url")),
            (Config { database_url: Some("postgres://x".to_owned()), ..at("") }, Some("secret")),
            (Config { secret: Some("ab".to_owned()), ..at("") }, Some("secret")),
            (Config { database_url: Some("postgres://x".to_owned()), secret, ..at("") }, None),
        ];
        for (config, wrong) in cases {
            let name = match config.clone().checked() {
                Ok(_) => None,
                Err(ConfigError::Invalid { name, .. }) => Some(name),
                Err(ConfigError::Unreadable(error)) => panic!("{error}"),
            };
            assert_eq!(name, wrong, "{config:?}");
        }
        assert_eq!(at("").checked().unwrap().public_url, "http://localhost:3000");
    }

    #[test]
    fn a_public_address_that_is_not_set_follows_the_port() {
        let elsewhere: SocketAddr = "127.0.0.1:3456".parse().unwrap();
        let url = |config: Config| config.checked().unwrap().listening_at(elsewhere).public_url;
        assert_eq!(url(at("")), "http://localhost:3456");
        assert_eq!(url(at("https://thi.tinh.vn")), "https://thi.tinh.vn");
    }

    #[test]
    fn secrets_stay_out_of_logs() {
        let config = Config {
            database_url: Some("postgres://u:mat-khau@h/d".to_owned()),
            redis_url: Some("redis://:mat-khau@h".to_owned()),
            secret: Some("mat-khau".to_owned()),
            metrics_token: Some("mat-khau".to_owned()),
            ..Config::default()
        };
        assert!(!format!("{config:?}").contains("mat-khau"));
    }
}
