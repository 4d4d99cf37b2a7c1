//! Slow hashes of staff passwords.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use sea_orm::DbErr;
use tokio::{sync::Semaphore, task::spawn_blocking};

/// Memory in KiB, passes and lanes of argon2id: the first choice of the OWASP Password Storage
/// Cheat Sheet for servers that hash on request (m=19456, t=2, p=1).
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// How many hashes are computed at once. Each takes a core for tens of milliseconds and 19 MiB;
/// a flood of sign-ins must not take them from people who sit a round.
static SLOTS: Semaphore = Semaphore::const_new(2);

/// A hash of no password, with the same costs: checked when there is no such user, so that an
/// unknown name takes as long as a wrong password.
const OF_NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hash of a password, as a PHC string with its costs and salt.
pub(super) async fn hash(password: &str, salt: [u8; 16]) -> Result<String, DbErr> {
    let password = password.to_owned();
    in_a_slot(move || {
        let hash: PasswordHash = argon2()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(failed)?;
        Ok(hash.to_string())
    })
    .await
}

/// Whether a password is the one of the hash; never, without a hash, after the same time.
pub(super) async fn verify(password: &str, hash: Option<&str>) -> Result<bool, DbErr> {
    let known = hash.is_some();
    let (password, hash) = (password.to_owned(), hash.unwrap_or(OF_NOBODY).to_owned());
    in_a_slot(move || {
        let hash = PasswordHash::new(&hash).map_err(failed)?;
        Ok(argon2()?.verify_password(password.as_bytes(), &hash).is_ok() && known)
    })
    .await
}

fn argon2() -> Result<Argon2<'static>, DbErr> {
    let params = Params::new(MEMORY, PASSES, LANES, None).map_err(failed)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn in_a_slot<T: Send + 'static>(work: impl FnOnce() -> Result<T, DbErr> + Send + 'static) -> Result<T, DbErr> {
    let slot = SLOTS.acquire().await.map_err(failed)?;
    let done = spawn_blocking(work).await.map_err(failed)?;
    drop(slot);
    done
}

/// None of these happens while the constants above are sound and memory is left.
fn failed(error: impl std::fmt::Display) -> DbErr {
    DbErr::Custom(format!("hashing a password: {error}"))
}
