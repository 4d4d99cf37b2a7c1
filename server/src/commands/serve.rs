//! `cchc serve`: the platform.

use std::{io, net::SocketAddr};

use clap::Args;
use contest::text;
use engine::{accounts, agencies, clock::os_rng, contests::first_start};
use metrics_exporter_prometheus::PrometheusBuilder;
use tokio::net::TcpListener;
use tracing::info;
use tracing_subscriber::EnvFilter;

use super::{CommandError, say, shipped::shipped, tell};
use crate::{config::Config, jobs, router::router, state::AppState};

/// The options of `cchc serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// Địa chỉ lắng nghe, ví dụ 0.0.0.0:3000
    #[arg(long)]
    listen: Option<SocketAddr>,
}

impl Serve {
    pub(super) async fn run(self, mut config: Config) -> Result<(), CommandError> {
        if let Some(listen) = self.listen {
            config = config.listening_at(listen);
        }
        log_to_stderr(&config);
        let state = AppState::open(config).await?.with_figures(PrometheusBuilder::new().install_recorder()?);
        let province = prepare(&state).await?;
        let state = state.of_province(&province);

        let listener = TcpListener::bind(state.config.listen).await?;
        let address = listener.local_addr()?;
        info!(%address, config = ?state.config, "listening");
        say(format_args!("Trang thi đang chạy tại {}", public_address(&state.config, address)));
        let jobs = jobs::run(state.engine.clone(), state.figures.clone());
        let screens = state.screens.clone();
        let stopped = async move {
            stop_signal().await;
            screens.close();
        };
        let service = router(state).into_make_service_with_connect_info::<SocketAddr>();
        tokio::select! {
            served = async { axum::serve(listener, service).with_graceful_shutdown(stopped).await } => Ok(served?),
            // Whoever runs the platform starts it again; going on half would submit nothing in time.
            broken = jobs => Err(broken.map_or_else(|| "the jobs ended".into(), Into::into)),
        }
    }
}

/// Makes the contest and the first organiser, where there is none. Returns the province's name.
async fn prepare(state: &AppState) -> Result<String, CommandError> {
    let (engine, config) = (&state.engine, &state.config);
    let content = shipped(&config.content_dir)?;
    let start = first_start(engine, &content, &config.province, engine.now()).await?;
    if start.made {
        say("Đã nạp sổ tay, ngân hàng câu hỏi, danh sách đơn vị và mở vòng thi đầu tiên.");
    }
    for (file, problems) in &start.problems {
        tell(&format!("{file}, những chỗ bị từ chối:"), problems);
    }
    if let Some(first) = accounts::first_organiser(engine, &mut os_rng()).await? {
        say(format_args!("Tài khoản Ban Tổ chức: {}", first.username));
        say(format_args!("Mật khẩu dùng một lần:  {}", first.password.as_str()));
        say(format_args!("Đăng nhập tại {}/ban-to-chuc để đổi mật khẩu.", config.public_url));
    }
    let tree = agencies::tree(engine).await?;
    Ok(tree.by_code(&config.province).map_or_else(String::new, |agency| text::squeeze(&agency.name)))
}

/// What to type in a browser; with port 0 the system has chosen the port.
fn public_address(config: &Config, listening: SocketAddr) -> String {
    if config.listen.port() == 0 { format!("http://localhost:{}", listening.port()) } else { config.public_url.clone() }
}

fn log_to_stderr(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    if config.log_json { log.json().init() } else { log.init() }
}

/// Ctrl-C, or the service manager's request to stop.
async fn stop_signal() {
    let interrupt = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    #[cfg(unix)]
    let terminate = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminate = std::future::pending::<()>();
    tokio::select! {
        () = interrupt => {}
        () = terminate => {}
    }
}
