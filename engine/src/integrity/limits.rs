//! How often something may be tried. Limits slow down guessing; they must not lock out an office
//! of hundreds that shares one public address.

use std::time::Duration;

use contest::{Millis, Timestamp};

use crate::{
    Engine,
    cache::Cache,
    secrets::{Purpose, Secrets},
};

/// So many times in a window of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// How many are let through in each window.
    pub times: u32,
    /// Windows begin at whole multiples of this since the epoch.
    pub window: Millis,
}

impl Rate {
    /// So many times in so many seconds.
    pub const fn new(times: u32, seconds: i64) -> Self {
        Self { times, window: Millis::seconds(seconds) }
    }
}

/// What is limited, each by a key of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Limit {
    /// Signing in with a phone number, by the number and the address: guessing from one place.
    SignInPhoneHere,
    /// Signing in with a phone number, by the number alone: guessing from many places.
    SignInPhone,
    /// Signing in, by address.
    SignInAddress,
    /// Registering, by address.
    RegisterAddress,
    /// Staff signing in, by user name and address: guessing from one place.
    StaffSignInNameHere,
    /// Staff signing in, by user name alone: guessing from many places.
    StaffSignInName,
    /// Staff signing in, by address.
    StaffSignInAddress,
    /// Uploading a file, by member of staff.
    Upload,
    /// Saving answers, by attempt.
    Save,
    /// Complaining, by participant.
    Complain,
    /// Practising, by address.
    Practice,
    /// Saying what is wrong with the handbook, by address.
    Mistake,
    /// Following a poster's address, by address.
    Link,
}

impl Limit {
    /// All.
    pub const ALL: [Self; 13] = [
        Self::SignInPhoneHere,
        Self::SignInPhone,
        Self::SignInAddress,
        Self::RegisterAddress,
        Self::StaffSignInNameHere,
        Self::StaffSignInName,
        Self::StaffSignInAddress,
        Self::Upload,
        Self::Save,
        Self::Complain,
        Self::Practice,
        Self::Mistake,
        Self::Link,
    ];

    const fn code(self) -> &'static str {
        match self {
            Self::SignInPhoneHere => "sign-in-phone-here",
            Self::SignInPhone => "sign-in-phone",
            Self::SignInAddress => "sign-in-address",
            Self::RegisterAddress => "register-address",
            Self::StaffSignInNameHere => "staff-name-here",
            Self::StaffSignInName => "staff-name",
            Self::StaffSignInAddress => "staff-address",
            Self::Upload => "upload",
            Self::Save => "save",
            Self::Complain => "complain",
            Self::Practice => "practice",
            Self::Mistake => "mistake",
            Self::Link => "link",
        }
    }
}

/// The rates of an installation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// 10 in 15 minutes.
    pub sign_in_phone_here: Rate,
    /// 300 in 15 minutes: a code has 40 random bits, so that guessing one takes ages, and nobody is
    /// kept out by somebody elsewhere who tries their number.
    pub sign_in_phone: Rate,
    /// 1,200 a minute: an office of hundreds that comes back after a power cut.
    pub sign_in_address: Rate,
    /// 1,200 a minute: an office of hundreds that registers in one sitting.
    pub register_address: Rate,
    /// 10 in 15 minutes.
    pub staff_sign_in_name_here: Rate,
    /// 100 in 15 minutes: user names are no secret, and a stranger must not keep the organiser out.
    pub staff_sign_in_name: Rate,
    /// 60 a minute: each costs a slow hash.
    pub staff_sign_in_address: Rate,
    /// 30 an hour.
    pub upload: Rate,
    /// 100 in 10 seconds: a page saves once for each mark that somebody makes.
    pub save: Rate,
    /// 20 an hour: three about each attempt, and some that were refused.
    pub complain: Rate,
    /// 1,200 a minute: an office of hundreds that practises before a round.
    pub practice: Rate,
    /// 60 an hour: an office that reads the handbook together; more would be a flood.
    pub mistake: Rate,
    /// 1,200 a minute: a hall of hundreds that scans one poster.
    pub link: Rate,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            sign_in_phone_here: Rate::new(10, 15 * 60),
            sign_in_phone: Rate::new(300, 15 * 60),
            sign_in_address: Rate::new(1_200, 60),
            register_address: Rate::new(1_200, 60),
            staff_sign_in_name_here: Rate::new(10, 15 * 60),
            staff_sign_in_name: Rate::new(100, 15 * 60),
            staff_sign_in_address: Rate::new(60, 60),
            upload: Rate::new(30, 60 * 60),
            save: Rate::new(100, 10),
            complain: Rate::new(20, 60 * 60),
            practice: Rate::new(1_200, 60),
            mistake: Rate::new(60, 60 * 60),
            link: Rate::new(1_200, 60),
        }
    }
}

impl Limits {
    /// The rate of a limit.
    pub const fn rate(&self, limit: Limit) -> Rate {
        match limit {
            Limit::SignInPhoneHere => self.sign_in_phone_here,
            Limit::SignInPhone => self.sign_in_phone,
            Limit::SignInAddress => self.sign_in_address,
            Limit::RegisterAddress => self.register_address,
            Limit::StaffSignInNameHere => self.staff_sign_in_name_here,
            Limit::StaffSignInName => self.staff_sign_in_name,
            Limit::StaffSignInAddress => self.staff_sign_in_address,
            Limit::Upload => self.upload,
            Limit::Save => self.save,
            Limit::Complain => self.complain,
            Limit::Practice => self.practice,
            Limit::Mistake => self.mistake,
            Limit::Link => self.link,
        }
    }
}

/// The limits with what counts while the cache does not answer.
#[derive(Clone, Debug)]
pub struct Limiter {
    limits: Limits,
    local: Cache,
}

impl Default for Limiter {
    fn default() -> Self {
        Self::new(Limits::default())
    }
}

impl Limiter {
    /// With these rates.
    pub fn new(limits: Limits) -> Self {
        Self { limits, local: Cache::memory() }
    }
}

/// Tried too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("too many tries")]
pub struct TooMany {
    /// When it may be tried again; at least one millisecond.
    pub retry_after: Millis,
}

/// Counts one try of `key` and says whether it is one too many.
///
/// The key is hashed with the installation's key, so that the cache holds no phone number and no
/// address. When the cache does not answer, this process counts for itself.
pub async fn check(engine: &Engine, limit: Limit, key: &str) -> Result<(), TooMany> {
    let now = engine.now();
    let rate = engine.limits.limits.rate(limit);
    let cache_key = cache_key(&engine.secrets, limit, key);
    match engine.cache.hit(&cache_key, window(rate), now).await {
        Ok(count) => within(rate, count, now),
        Err(error) => {
            tracing::debug!(%error, "counting tries in this process");
            check_here(engine, limit, key).await
        }
    }
}

/// As [`check`], for this process alone: for what happens so often that asking another machine
/// each time would cost more than it saves.
pub async fn check_here(engine: &Engine, limit: Limit, key: &str) -> Result<(), TooMany> {
    let (limiter, now) = (&engine.limits, engine.now());
    let rate = limiter.limits.rate(limit);
    let key = cache_key(&engine.secrets, limit, key);
    within(rate, limiter.local.hit(&key, window(rate), now).await.unwrap_or_default(), now)
}

fn window(rate: Rate) -> Duration {
    Duration::from_millis(rate.window.0.unsigned_abs())
}

fn within(rate: Rate, count: u64, now: Timestamp) -> Result<(), TooMany> {
    if count <= u64::from(rate.times) { Ok(()) } else { Err(TooMany { retry_after: rest_of_window(now, rate.window) }) }
}

pub(super) fn cache_key(secrets: &Secrets, limit: Limit, key: &str) -> String {
    let hash = secrets.keyed_hash(Purpose::LimitKey, &[limit.code().as_bytes(), key.as_bytes()]);
    format!("limit:{}:{}", limit.code(), hex::encode(&hash[..16]))
}

fn rest_of_window(now: Timestamp, window: Millis) -> Millis {
    Millis(window.0 - now.0.rem_euclid(window.0.max(1)))
}
