//! Keeping guessing and flooding out.

mod limits;
#[cfg(test)]
mod tests;

pub use limits::{Limit, Limiter, Limits, Rate, TooMany, check, check_here};
