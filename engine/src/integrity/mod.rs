//! Keeping guessing and flooding out.

mod limits;

pub use limits::{Limit, Limiter, Limits, Rate, TooMany, check};
