//! The token with which a page saves its answers: checked without reading anything.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use contest::contests::{PaperShape, Presentation};
use sha2::{Digest, Sha256};

use crate::secrets::{Purpose, Secrets, same};

/// What a page may do, signed by the server. It says nothing that the page does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptToken {
    /// The attempt.
    pub attempt: i64,
    /// Whose it is.
    pub participant: i64,
    /// The session that holds the lease.
    pub session: i64,
    /// The first bytes of the hash of that session's cookie, so that a token that leaked is of no
    /// use in another browser.
    pub session_tag: [u8; 8],
    /// Questions on the paper.
    pub size: u16,
    /// How it shows them, which decides what a page may answer.
    pub presentation: Presentation,
}

/// A token that this server did not make, or that was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the attempt token is not valid")]
pub struct TokenError;

/// The tag of a session's cookie: the first bytes of its SHA-256.
pub fn session_tag(cookie: &str) -> [u8; 8] {
    let digest: [u8; 32] = Sha256::digest(cookie.as_bytes()).into();
    digest.first_chunk().copied().unwrap_or_default()
}

const BODY: usize = 34;
const MAC: usize = 16;
/// The presentation is in the highest bits of the size, which no paper needs.
const SIZE_BITS: u16 = 14;
const _: () = assert!(PaperShape::MAX_QUESTIONS < 1 << SIZE_BITS);

impl AttemptToken {
    /// The token as it stands in the page: 67 characters of base64url.
    pub fn sign(&self, secrets: &Secrets) -> String {
        let mut bytes = Vec::with_capacity(BODY + MAC);
        bytes.extend_from_slice(&self.attempt.to_be_bytes());
        bytes.extend_from_slice(&self.participant.to_be_bytes());
        bytes.extend_from_slice(&self.session.to_be_bytes());
        bytes.extend_from_slice(&self.session_tag);
        let presentation = match self.presentation {
            Presentation::OnePage => 0,
            Presentation::OneByOne => 1,
            Presentation::ForwardOnly => 2,
        };
        bytes.extend_from_slice(&(presentation << SIZE_BITS | self.size).to_be_bytes());
        let mac = secrets.keyed_hash(Purpose::AttemptToken, &[&bytes]);
        bytes.extend_from_slice(&mac[..MAC]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a token, if this installation signed it.
    pub fn verify(secrets: &Secrets, token: &str) -> Result<Self, TokenError> {
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| TokenError)?;
        let (body, mac) = bytes.split_at_checked(BODY).ok_or(TokenError)?;
        let expected = secrets.keyed_hash(Purpose::AttemptToken, &[body]);
        if !same(mac, &expected[..MAC]) {
            return Err(TokenError);
        }
        let number = |at: usize| body[at..].first_chunk().map(|bytes| i64::from_be_bytes(*bytes)).ok_or(TokenError);
        let size = u16::from_be_bytes(*body[32..].first_chunk().ok_or(TokenError)?);
        Ok(Self {
            attempt: number(0)?,
            participant: number(8)?,
            session: number(16)?,
            session_tag: *body[24..].first_chunk().ok_or(TokenError)?,
            size: size & ((1 << SIZE_BITS) - 1),
            presentation: match size >> SIZE_BITS {
                0 => Presentation::OnePage,
                1 => Presentation::OneByOne,
                2 => Presentation::ForwardOnly,
                _ => return Err(TokenError),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: AttemptToken = AttemptToken {
        attempt: 7,
        participant: 9,
        session: 11,
        session_tag: *b"abcdefgh",
        size: 15,
        presentation: Presentation::OnePage,
    };

    #[test]
    fn a_token_comes_back_as_it_was_signed() {
        let secrets = Secrets::derive(&[1; 32]);
        for presentation in Presentation::ALL {
            for size in [1, 15, PaperShape::MAX_QUESTIONS] {
                let token = AttemptToken { size, presentation, ..TOKEN };
                assert_eq!(AttemptToken::verify(&secrets, &token.sign(&secrets)), Ok(token));
            }
        }
    }

    #[test]
    fn a_changed_token_is_refused_whatever_was_changed() {
        let secrets = Secrets::derive(&[1; 32]);
        let token = TOKEN.sign(&secrets);
        for at in 0..token.len() {
            let mut forged = token.clone().into_bytes();
            forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).unwrap();
            assert_eq!(AttemptToken::verify(&secrets, &forged), Err(TokenError), "character {at}");
        }
        assert_eq!(AttemptToken::verify(&Secrets::derive(&[2; 32]), &token), Err(TokenError));
        for broken in ["", "A", &token[1..], &token[..token.len() - 1], "không phải mã"] {
            assert_eq!(AttemptToken::verify(&secrets, broken), Err(TokenError), "{broken}");
        }
    }
}
