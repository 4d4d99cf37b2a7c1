//! The program as a process: its commands with what they print, and the server as it is started and
//! killed.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod command_line;
mod command_line_bank;
mod kill;
mod opening;
mod rank;
mod rehearse;
