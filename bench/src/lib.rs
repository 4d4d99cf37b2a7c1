//! Measuring the platform from outside, over HTTP; the client and the people of it also serve the
//! tests that start the server as a process.
#![warn(missing_docs)]

pub mod client;
pub mod floor;
pub mod people;
pub mod phases;
pub mod platform;
pub mod report;

/// What stops a run, as the person at the terminal reads it.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
