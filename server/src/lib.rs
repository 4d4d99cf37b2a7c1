//! The program: it wires the floors together and runs them.
//!
//! A request passes the layers (`layers`), reaches a handler in the room of its area, which turns
//! the session and the form into a use case of `engine` and the outcome into a page of `app`.

pub mod accounts;
pub mod agencies;
pub mod assets;
pub mod attempts;
pub mod banks;
pub mod commands;
pub mod config;
pub mod contests;
pub mod error;
pub mod form;
pub mod health;
pub mod jobs;
pub mod layers;
pub mod page;
pub mod paging;
pub mod params;
pub mod reports;
pub mod results;
pub mod router;
pub mod session;
pub mod state;
