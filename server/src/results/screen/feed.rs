//! One reader of a board for all screens that show it, and what each screen gets of it.

use std::{
    collections::HashMap,
    convert::Infallible,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use app::results::ScreenShot;
use axum::response::sse::Event;
use engine::secrets::sha256_hex;
use futures_util::{Stream, stream};
use leptos::prelude::*;
use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};
use tracing::warn;

use super::{
    seats::{Seat, Seats},
    shot::shot,
};
use crate::{error::PageError, state::AppState};

/// How often a board is read for all its screens together, while there are any.
const TICK: Duration = Duration::from_secs(3);
/// After this a screen whose connection broke tries again.
const RETRY: Duration = Duration::from_secs(5);
/// Digits of an event's number, which is made of what it shows: it is the same on every instance.
const DIGITS: usize = 16;

/// What screens watch: a round, or a block in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Watched {
    pub round: i64,
    pub block: Option<String>,
}

/// What screens show at one moment.
#[derive(Debug)]
pub(super) struct Shown {
    id: String,
    html: String,
}

type Feed = watch::Receiver<Arc<Shown>>;

/// The screens that are connected.
#[derive(Clone, Debug)]
pub struct Screens {
    feeds: Arc<Mutex<HashMap<Watched, watch::Sender<Arc<Shown>>>>>,
    seats: Seats,
    closing: watch::Sender<bool>,
}

impl Default for Screens {
    fn default() -> Self {
        Self { feeds: Arc::default(), seats: Seats::default(), closing: watch::Sender::new(false) }
    }
}

impl Screens {
    /// Ends all of them: they would hold up a server that is to stop, and come back to the next by themselves.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    pub(super) fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    pub(super) fn seat(&self, address: Option<IpAddr>) -> Option<Seat> {
        self.seats.take(address)
    }

    /// What is watched, read from now on until nobody watches any more.
    pub(super) async fn feed(&self, state: &AppState, watched: Watched) -> Result<Feed, PageError> {
        if let Some(feed) = self.running(&watched) {
            return Ok(feed);
        }
        let first = Arc::new(read(state, &watched).await?);
        let mut feeds = self.feeds.lock().unwrap_or_else(PoisonError::into_inner);
        // Somebody else may have begun it meanwhile.
        let sender = feeds.entry(watched.clone()).or_insert_with(|| {
            tokio::spawn(keep_current(state.clone(), watched, self.closing()));
            watch::Sender::new(first)
        });
        Ok(sender.subscribe())
    }

    fn running(&self, watched: &Watched) -> Option<Feed> {
        let feeds = self.feeds.lock().unwrap_or_else(PoisonError::into_inner);
        feeds.get(watched).map(watch::Sender::subscribe)
    }

    /// Whether anybody watches; where nobody does, it is watched no more.
    fn is_watched(&self, watched: &Watched) -> bool {
        let mut feeds = self.feeds.lock().unwrap_or_else(PoisonError::into_inner);
        let is_watched = feeds.get(watched).is_some_and(|sender| sender.receiver_count() > 0);
        if !is_watched {
            feeds.remove(watched);
        }
        is_watched
    }

    fn tell(&self, watched: &Watched, shown: Shown) {
        let feeds = self.feeds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = feeds.get(watched) {
            sender.send_if_modified(|known| {
                let is_new = known.id != shown.id;
                if is_new {
                    *known = Arc::new(shown);
                }
                is_new
            });
        }
    }
}

async fn keep_current(state: AppState, watched: Watched, mut closing: watch::Receiver<bool>) {
    let mut ticks = interval(TICK);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    ticks.tick().await;
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            _ = closing.wait_for(|closing| *closing) => return,
        }
        if !state.screens.is_watched(&watched) {
            return;
        }
        match read(&state, &watched).await {
            Ok(shown) => state.screens.tell(&watched, shown),
            // What is shown stays, and says from when it is.
            Err(PageError(failure)) => {
                warn!(round = watched.round, ?failure, "a screen could not be brought up to date");
            }
        }
    }
}

async fn read(state: &AppState, watched: &Watched) -> Result<Shown, PageError> {
    let round = state.engine.rounds.get(&state.engine.db.read, watched.round, state.engine.now()).await?;
    let round = round.ok_or(app::errors::ErrorView::NotFound)?;
    let screen = shot(state, &round, watched.block.as_deref()).await?;
    let html = app::fragment(|| view! { <ScreenShot screen/> });
    let id = sha256_hex(html.as_bytes()).get(..DIGITS).unwrap_or_default().to_owned();
    Ok(Shown { id, html })
}

/// One screen: what it has seen, and where it sits.
pub(super) struct Watcher {
    feed: Feed,
    closing: watch::Receiver<bool>,
    known: Option<String>,
    _seat: Seat,
}

impl Watcher {
    /// `known` is the last event that the screen has seen, if it comes back.
    pub(super) const fn new(feed: Feed, closing: watch::Receiver<bool>, known: Option<String>, seat: Seat) -> Self {
        Self { feed, closing, known, _seat: seat }
    }

    /// What there is now, unless the screen shows it already, and then each change.
    pub(super) fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, |mut watcher| async move {
            let event = watcher.next().await?;
            Some((Ok(event), watcher))
        })
    }

    async fn next(&mut self) -> Option<Event> {
        loop {
            if *self.closing.borrow() {
                return None;
            }
            let shown = Arc::clone(&self.feed.borrow_and_update());
            if self.known.as_ref() != Some(&shown.id) {
                self.known = Some(shown.id.clone());
                return Some(Event::default().id(&shown.id).retry(RETRY).data(&shown.html));
            }
            tokio::select! {
                changed = self.feed.changed() => changed.ok()?,
                _ = self.closing.changed() => {}
            }
        }
    }
}
