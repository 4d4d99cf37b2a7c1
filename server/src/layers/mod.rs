//! What every request passes through.

pub mod client_ip;
pub mod origin;
pub mod policy;
pub mod trace;
