//! Requests through the real router, in the process: what people see and do at each address, and what
//! they must not. One program for all of them, since linking is what takes the time.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod agencies;
mod attempts;
mod bank_work;
mod boards;
mod common;
mod contests;
mod corrections;
mod frames;
mod import;
mod machines;
mod own_data;
mod papers;
mod people;
mod posters;
mod proposals;
mod reading;
mod reports;
mod results;
mod screens;
mod staff;
mod statistics_speed;
mod two_instances;
