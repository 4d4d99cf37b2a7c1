//! Whose results an address is about: `{round}` or `{contest}` in its path.

use app::errors::ErrorView;
use engine::results::life::ResultsOf;
use serde::Deserialize;

use crate::error::PageError;

/// The part of a path that names a round or a contest.
#[derive(Debug, Deserialize)]
pub struct Whose {
    round: Option<String>,
    contest: Option<String>,
}

impl Whose {
    /// What it names; not found for what is no number.
    pub fn of(&self) -> Result<ResultsOf, PageError> {
        let number = |typed: &Option<String>| typed.as_ref()?.parse().ok().filter(|id: &i64| *id > 0);
        let of = number(&self.round).map(ResultsOf::Round).or_else(|| number(&self.contest).map(ResultsOf::Contest));
        of.ok_or_else(|| ErrorView::NotFound.into())
    }
}
