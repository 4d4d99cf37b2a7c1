//! What is stored of a phone number, of an identity card's and of an entry code: enough to find and to
//! check, not to read.

use contest::accounts::{EntryCode, IdNumber, Phone};
use rand::Rng;

use crate::secrets::{Purpose, Secrets};

/// The keyed hash by which a number is found.
pub(super) fn phone_index(secrets: &Secrets, phone: &Phone) -> String {
    hex::encode(secrets.keyed_hash(Purpose::PhoneIndex, &[phone.as_str().as_bytes()]))
}

/// The keyed hash of a code. The number is in it, so that two people's equal codes differ.
pub(super) fn code_hash(secrets: &Secrets, phone_index: &str, code: &EntryCode) -> String {
    hex::encode(secrets.keyed_hash(Purpose::EntryCode, &[phone_index.as_bytes(), code.as_str().as_bytes()]))
}

/// The number encrypted; it opens only beside its own index.
pub(super) fn seal_phone(secrets: &Secrets, phone_index: &str, phone: &Phone, rng: &mut impl Rng) -> Vec<u8> {
    secrets.seal(&context(phone_index), phone.as_str().as_bytes(), rng)
}

/// The number again; `None` when it was withdrawn, or sealed by another installation.
pub(super) fn open_phone(secrets: &Secrets, phone_index: &str, sealed: &[u8]) -> Option<Phone> {
    let plain = secrets.open(&context(phone_index), sealed).ok()?;
    Phone::parse(std::str::from_utf8(&plain).ok()?).ok()
}

/// The keyed hash by which the number of an identity card is compared.
pub(super) fn id_index(secrets: &Secrets, number: &IdNumber) -> String {
    hex::encode(secrets.keyed_hash(Purpose::Likeness, &[b"id_number", number.as_str().as_bytes()]))
}

/// The number encrypted; it opens only beside its own hash.
pub(super) fn seal_id(secrets: &Secrets, id_index: &str, number: &IdNumber, rng: &mut impl Rng) -> Vec<u8> {
    secrets.seal(&id_context(id_index), number.as_str().as_bytes(), rng)
}

/// The number again; `None` when there is none, or it was sealed by another installation.
pub(super) fn open_id(secrets: &Secrets, id_index: Option<&str>, sealed: Option<&[u8]>) -> Option<IdNumber> {
    let plain = secrets.open(&id_context(id_index?), sealed?).ok()?;
    IdNumber::parse(std::str::from_utf8(&plain).ok()?).ok()
}

fn id_context(id_index: &str) -> String {
    format!("id/{id_index}")
}

fn context(phone_index: &str) -> String {
    format!("phone/{phone_index}")
}
