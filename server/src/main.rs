//! `cchc`: the contest platform as one program.

use std::process::ExitCode;

use clap::Parser as _;
use server::commands::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    // On the heap: it is as large as the largest command's future.
    match Box::pin(Cli::parse().run()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // For the person at the terminal; logs go their own way.
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
