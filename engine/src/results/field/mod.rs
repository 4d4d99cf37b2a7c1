//! The field of a round or a whole contest: its attempts and what is frozen about agencies and people, out of the database
//! and without anybody's name.

mod attempts;
mod before;
mod frozen;
mod people;

use contest::results::field::{Field, FieldBuilder};
use sea_orm::DbErr;

pub(super) use self::attempts::AttemptLine;
pub use self::attempts::Attempts;
pub(super) use self::frozen::{Frozen, freeze, told};
use crate::secrets::{Purpose, Secrets};

/// What a person is called in files that anyone may read: the same in every round, and nothing that
/// leads back to the person without the installation's key.
pub fn public_name(secrets: &Secrets, participant: i64) -> String {
    let hash = secrets.keyed_hash(Purpose::PublicName, &[&participant.to_be_bytes()]);
    hex::encode(hash.get(..16).unwrap_or_default())
}

/// All attempts, ready to be ranked.
pub(super) async fn read(attempts: Attempts) -> Result<Field, DbErr> {
    read_with(attempts, |_| {}).await
}

/// The same, each with something changed.
pub(super) async fn read_with(mut attempts: Attempts, change: impl Fn(&mut AttemptLine)) -> Result<Field, DbErr> {
    let mut field = FieldBuilder::default();
    loop {
        let page = attempts.next_page().await?;
        if page.is_empty() {
            return Ok(field.finish());
        }
        for mut line in page {
            change(&mut line);
            let twice = |error: contest::results::field::EntryTwice| DbErr::Custom(error.to_string());
            field.push(&line.attempt()).map_err(twice)?;
        }
    }
}
