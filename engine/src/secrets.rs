//! Keys, each for one purpose, derived from the one secret of an installation.

use std::fmt;

use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit as _, Nonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, Mac};
use rand::Rng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

type HmacSha256 = Hmac<Sha256>;

/// What a keyed hash is for; no hash made for one purpose is good for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Finding a phone number without storing it.
    PhoneIndex,
    /// Keeping a participant's personal code.
    EntryCode,
    /// Signing the token with which a page saves its answers.
    AttemptToken,
    /// Counting tries by phone or address without keeping either in the cache.
    LimitKey,
    /// Naming people in files that anyone may read.
    PublicName,
    /// The code by which anyone has a certificate verified.
    Certificate,
    /// Finding people who are alike, by the number of an identity card or by name and birth date.
    Likeness,
    /// Signing how far somebody is in their practice.
    Practice,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::PhoneIndex => b"cchc/phone-index/1",
            Self::EntryCode => b"cchc/entry-code/1",
            Self::AttemptToken => b"cchc/attempt-token/1",
            Self::LimitKey => b"cchc/limit-key/1",
            Self::PublicName => b"cchc/public-name/1",
            Self::Certificate => b"cchc/certificate/1",
            Self::Likeness => b"cchc/likeness/1",
            Self::Practice => b"cchc/practice/1",
        }
    }
}

/// The installation's keys. Never printed.
#[derive(Clone)]
pub struct Secrets {
    phone_index: [u8; 32],
    entry_code: [u8; 32],
    attempt_token: [u8; 32],
    limit_key: [u8; 32],
    public_name: [u8; 32],
    certificate: [u8; 32],
    likeness: [u8; 32],
    practice: [u8; 32],
    sealing: ChaCha20Poly1305,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// A sealed value that this installation's key does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the value was sealed with another key, or changed since")]
pub struct OpenError;

impl Secrets {
    /// Derives every key from the installation's secret of 32 random bytes.
    pub fn derive(master: &[u8; 32]) -> Self {
        let key = |label: &[u8]| mac(master, &[label]);
        Self {
            phone_index: key(Purpose::PhoneIndex.label()),
            entry_code: key(Purpose::EntryCode.label()),
            attempt_token: key(Purpose::AttemptToken.label()),
            limit_key: key(Purpose::LimitKey.label()),
            public_name: key(Purpose::PublicName.label()),
            certificate: key(Purpose::Certificate.label()),
            likeness: key(Purpose::Likeness.label()),
            practice: key(Purpose::Practice.label()),
            sealing: ChaCha20Poly1305::new(&key(b"cchc/sealing/1").into()),
        }
    }

    /// HMAC-SHA256 of the parts, each preceded by its length, under the purpose's key.
    pub fn keyed_hash(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; 32] {
        let key = match purpose {
            Purpose::PhoneIndex => &self.phone_index,
            Purpose::EntryCode => &self.entry_code,
            Purpose::AttemptToken => &self.attempt_token,
            Purpose::LimitKey => &self.limit_key,
            Purpose::PublicName => &self.public_name,
            Purpose::Certificate => &self.certificate,
            Purpose::Likeness => &self.likeness,
            Purpose::Practice => &self.practice,
        };
        mac(key, parts)
    }

    /// Encrypts (ChaCha20-Poly1305) what is kept but never searched. `context` names the place it
    /// belongs to; it opens nowhere else.
    pub fn seal(&self, context: &str, plain: &[u8], rng: &mut impl Rng) -> Vec<u8> {
        let mut nonce = [0; 12];
        rng.fill_bytes(&mut nonce);
        let payload = Payload { msg: plain, aad: context.as_bytes() };
        // Encryption fails only for messages of 256 GiB and more.
        let sealed = self.sealing.encrypt(&Nonce::from(nonce), payload).unwrap_or_default();
        [nonce.as_slice(), &sealed].concat()
    }

    /// Opens what [`Self::seal`] closed for the same context.
    pub fn open(&self, context: &str, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        let (nonce, body) = sealed.split_first_chunk::<12>().ok_or(OpenError)?;
        let payload = Payload { msg: body, aad: context.as_bytes() };
        self.sealing.decrypt(&Nonce::from(*nonce), payload).map_err(|_| OpenError)
    }
}

/// Whether two hashes are equal, in a time that does not depend on where they differ.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// SHA-256 as lower-case hexadecimal, for what is secret by its own entropy (session tokens) or
/// not secret at all (files).
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

fn mac(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC pads a key to the hash's block with zeros; doing so here leaves nothing that can fail.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = <HmacSha256 as hmac::KeyInit>::new(&block.into());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::os_rng;

    #[test]
    fn sealed_values_open_only_where_they_belong() {
        let secrets = Secrets::derive(&[7; 32]);
        let sealed = secrets.seal("phone", b"0912345678", &mut os_rng());
        assert_eq!(secrets.open("phone", &sealed).as_deref(), Ok(b"0912345678".as_slice()));
        assert_eq!(secrets.open("other", &sealed), Err(OpenError));
        assert_eq!(Secrets::derive(&[8; 32]).open("phone", &sealed), Err(OpenError));
        assert_eq!(secrets.open("phone", &sealed[..11]), Err(OpenError));
        assert_ne!(sealed, secrets.seal("phone", b"0912345678", &mut os_rng()));
    }

    #[test]
    fn keyed_hashes_keep_purposes_and_parts_apart() {
        let secrets = Secrets::derive(&[7; 32]);
        let hash = |purpose, parts: &[&[u8]]| secrets.keyed_hash(purpose, parts);
        assert_ne!(hash(Purpose::PhoneIndex, &[b"a"]), hash(Purpose::EntryCode, &[b"a"]));
        assert_ne!(hash(Purpose::PhoneIndex, &[b"a", b"bc"]), hash(Purpose::PhoneIndex, &[b"ab", b"c"]));
    }
}
