//! Questions of a bank that ask nearly the same: two of them stay, or one of them goes.

mod pairs;
mod pool;

pub(super) use self::{
    pairs::Pair,
    pool::{Pool, Version, pool},
};
pub use self::{
    pairs::{AlikeError, AlikePair, PAIRS, PairPage, drop_one, keep_both, pairs},
    pool::{MOST_COMPARED, Pooled},
};

#[cfg(test)]
mod tests;
