//! What [`PaperKeeper`](super::PaperKeeper) does.
//!
//! An answer goes into the [`Queue`] and into the browser's storage at once, and leaves both when the
//! server has said that it is on disk. One request is under way at a time and carries all that waits,
//! so answers arrive in their order. What is not acknowledged is sent again: after a while, when the
//! network is back, or when the page is opened again.

mod countdown;
mod queue;

#[cfg(feature = "hydrate")]
mod guard;
#[cfg(feature = "hydrate")]
mod marks;
#[cfg(feature = "hydrate")]
mod page;
#[cfg(feature = "hydrate")]
mod saving;
#[cfg(feature = "hydrate")]
mod store;
#[cfg(feature = "hydrate")]
mod submitting;
#[cfg(feature = "hydrate")]
mod wire;

#[cfg(feature = "hydrate")]
pub(super) use guard::start;
