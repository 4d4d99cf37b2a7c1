//! The contest's public pages.

mod contest;
mod home;
mod privacy;

pub use contest::{ContestPage, ContestView, PrizeRow, TrackView};
pub use home::{EntryLink, HomePage, HomeView, LeaderRow, OpenRound, RoundAction, RoundRow};
pub use privacy::{CONSENT_VERSION, PrivacyPage, PrivacyView};
