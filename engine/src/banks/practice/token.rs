//! How far somebody is in their practice: in the page, signed, and nowhere else.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::secrets::{Purpose, Secrets, same};

/// Most questions of one practice.
pub const MAX_QUESTIONS: usize = 20;

/// The questions of a practice and how they were answered so far. Signed, so that a page cannot ask for questions that
/// were not drawn for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PracticeToken {
    /// The questions, by number; 1 to [`MAX_QUESTIONS`].
    pub questions: Vec<i64>,
    /// What was answered, first to last: whether it was right.
    pub answered: Vec<bool>,
}

const MAC: usize = 16;
/// Bytes before the questions: how many were answered, and which of them right.
const HEAD: usize = 5;

impl PracticeToken {
    /// The token as it stands in the page.
    pub fn sign(&self, secrets: &Secrets) -> String {
        let right =
            self.answered.iter().enumerate().fold(0_u32, |bits, (place, right)| bits | u32::from(*right) << place);
        let mut bytes = vec![self.answered.len() as u8];
        bytes.extend_from_slice(&right.to_be_bytes());
        self.questions.iter().for_each(|number| bytes.extend_from_slice(&number.to_be_bytes()));
        let mac = secrets.keyed_hash(Purpose::Practice, &[&bytes]);
        bytes.extend_from_slice(&mac[..MAC]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Reads a token; `None` unless this installation signed it.
    pub fn verify(secrets: &Secrets, token: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (body, mac) = bytes.split_at_checked(bytes.len().checked_sub(MAC)?)?;
        let expected = secrets.keyed_hash(Purpose::Practice, &[body]);
        if !same(mac, &expected[..MAC]) {
            return None;
        }
        let (head, numbers) = body.split_at_checked(HEAD)?;
        let (answered, right) = head.split_first()?;
        let right = u32::from_be_bytes(right.try_into().ok()?);
        let questions: Vec<i64> =
            numbers.chunks_exact(8).filter_map(|number| Some(i64::from_be_bytes(number.try_into().ok()?))).collect();
        let is_sound = (1..=MAX_QUESTIONS).contains(&questions.len()) && usize::from(*answered) <= questions.len();
        let answered = (0..*answered).map(|place| right >> place & 1 == 1).collect();
        is_sound.then_some(Self { questions, answered })
    }

    /// The question that comes next; `None` when all are answered.
    pub fn next(&self) -> Option<i64> {
        self.questions.get(self.answered.len()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_signed_here_is_read() {
        let (secrets, others) = (Secrets::derive(&[1; 32]), Secrets::derive(&[2; 32]));
        let token = PracticeToken { questions: (1..=20).collect(), answered: vec![true, false, true] };
        let signed = token.sign(&secrets);
        assert_eq!(PracticeToken::verify(&secrets, &signed), Some(token.clone()));
        assert_eq!(token.next(), Some(4));
        assert_eq!(PracticeToken::verify(&others, &signed), None);
        for place in 0..signed.len() {
            let mut changed = signed.clone().into_bytes();
            changed[place] = if changed[place] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            assert!(PracticeToken::verify(&secrets, &changed).is_none_or(|read| read == token), "{place}");
        }
        for wrong in ["", "x", "AAAA", "?"] {
            assert_eq!(PracticeToken::verify(&secrets, wrong), None);
        }
    }
}
