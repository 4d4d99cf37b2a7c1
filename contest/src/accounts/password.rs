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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_is_the_only_rule() {
        assert!(Password::parse("con trâu đi trước").is_ok());
        assert!(Password::parse(&" ".repeat(Password::MIN)).is_ok());
        assert!(Password::parse(&"ậ".repeat(Password::MAX)).is_ok());
        assert_eq!(Password::parse(""), Err(FieldError::PasswordMissing));
        assert_eq!(Password::parse("mười một ký"), Err(FieldError::PasswordShort(11)));
        assert_eq!(Password::parse(&"a".repeat(Password::MAX + 1)), Err(FieldError::PasswordLong));
    }

    #[test]
    fn two_keyboards_give_one_password() {
        let composed = Password::parse("con tr\u{E2}u đi trước").unwrap();
        let apart = Password::parse("con tra\u{302}u đi trước").unwrap();
        assert_eq!(composed.as_str(), apart.as_str());
        assert_eq!(format!("{composed:?}"), "Password(…)");
    }
}
