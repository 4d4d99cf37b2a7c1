//! `bench`: sign-in, start, save and submit per second, beside a bare server that returns as many
//! bytes, in one run on one machine.

use std::{env, path::PathBuf, process::ExitCode};

use bench::{
    Failure, floor, people, phases,
    platform::{Platform, Setup},
    report,
};
use clap::{Parser, Subcommand};

/// Measures the platform.
#[derive(Debug, Parser)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    options: Options,
}

#[derive(Debug, clap::Args)]
struct Options {
    /// The server to measure; next to this program by default
    #[arg(long)]
    server: Option<PathBuf>,
    /// The content that ships
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// Measure on this PostgreSQL instead of SQLite
    #[arg(long)]
    database_url: Option<String>,
    /// Measure with this Redis instead of memory
    #[arg(long)]
    redis_url: Option<String>,
    /// How many people take part
    #[arg(long, default_value_t = 12_000)]
    people: usize,
    /// How many of them at once
    #[arg(long, default_value_t = 150)]
    clients: usize,
    /// How many others press start in the same moment
    #[arg(long, default_value_t = 10_000)]
    spike: usize,
    /// Over how many connections they do
    #[arg(long, default_value_t = 2_000)]
    spike_clients: usize,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The bare server, one address for each length
    #[command(hide = true)]
    Floor {
        /// Lengths of the answers, in bytes
        lengths: Vec<usize>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let Cli { command, options } = Cli::parse();
    let outcome = match command {
        Some(Command::Floor { lengths }) => floor::serve(lengths).await,
        None => run(options).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let server = match &options.server {
        Some(path) => path.clone(),
        None => env::current_exe()?.with_file_name("cchc"),
    };
    let setup = Setup {
        server,
        folder: folder.path().to_owned(),
        content: options.content.clone(),
        database_url: options.database_url.clone(),
        redis_url: options.redis_url.clone(),
    };
    let platform = Platform::start(&setup).await?;
    let mut people = people::register(&platform, options.people + options.spike, options.clients).await?;
    let spike = phases::spike(&platform, people.split_off(options.people), options.spike_clients).await?;
    let measured = phases::run(&platform, people, options.clients).await?;
    let memory = platform.peak_memory();
    platform.kill().await?;
    let floors = floor::measure(&measured, options.clients).await?;
    let conditions = report::Conditions {
        setup,
        people: options.people,
        clients: options.clients,
        spike: options.spike,
        peak_memory: memory,
    };
    report::print(&conditions, &measured, &spike, &floors);
    Ok(())
}
