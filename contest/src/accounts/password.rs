//! Mật khẩu of organisers, authors and viewers. Those who take part have an entry code instead.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::FieldError;

/// A staff password in NFC, so that one keyboard's `ế` is another's; what is hashed and compared.
///
/// Length is the only rule (NIST SP 800-63B): demands on its make-up push people to `Abc@12345678`.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Fewest characters.
    pub const MIN: usize = 12;
    /// Most characters; hashing costs the server.
    pub const MAX: usize = 200;

    /// Reads what was typed. Spaces count: nothing is trimmed.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let password: String = typed.nfc().collect();
        match password.chars().count() {
            0 => Err(FieldError::PasswordMissing),
            short @ 1..Self::MIN => Err(FieldError::PasswordShort(short)),
            Self::MIN..=Self::MAX => Ok(Self(password)),
            _ => Err(FieldError::PasswordLong),
        }
    }

    /// What is hashed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}
