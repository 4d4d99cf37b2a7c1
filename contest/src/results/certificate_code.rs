//! Mã kiểm tra of a certificate: what somebody types, or scans, to have it verified.

use std::{fmt, str::FromStr};

use crate::base32;

/// What a certificate is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Certified {
    /// A prize of a round's results, by the round's row and the prize's position.
    RoundAward(i64, u32),
    /// A prize of a whole contest's results, likewise.
    ContestAward(i64, u32),
    /// An attempt: taking part.
    Attempt(i64),
}

/// A code: `V2-14-7K4M-92TD-QRST`. What it is about can be read; that it was given out is said by 60
/// bits of a keyed hash, which nobody can guess.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CertificateCode {
    /// What it is about.
    pub certified: Certified,
    /// The first [`CertificateCode::BITS`] bits of the keyed hash.
    pub check: u64,
}

/// Not a code; perhaps mistyped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Mã kiểm tra có dạng V2-14-7K4M-92TD-QRST. Hãy nhập đúng như trên giấy chứng nhận.")]
pub struct CertificateCodeError;

impl CertificateCode {
    /// Bits of the keyed hash.
    pub const BITS: u32 = 60;
    /// Most characters that the input takes.
    pub const MAX_INPUT: usize = 64;
    /// Symbols that say the bits.
    const SYMBOLS: u32 = Self::BITS / 5;

    /// A code with the first bits of a hash.
    pub fn new(certified: Certified, hash: &[u8; 32]) -> Self {
        let first = hash.iter().take(8).fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
        Self { certified, check: first >> (u64::BITS - Self::BITS) }
    }
}

impl fmt::Display for CertificateCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.certified {
            Certified::RoundAward(round, position) => write!(f, "V{round}-{position}")?,
            Certified::ContestAward(contest, position) => write!(f, "C{contest}-{position}")?,
            Certified::Attempt(attempt) => write!(f, "D{attempt}")?,
        }
        for place in 0..Self::SYMBOLS {
            let bits = self.check >> (Self::BITS - 5 * (place + 1)) & 31;
            let dash = if place % 4 == 0 { "-" } else { "" };
            write!(f, "{dash}{}", base32::symbol(bits as u8))?;
        }
        Ok(())
    }
}

impl FromStr for CertificateCode {
    type Err = CertificateCodeError;

    /// Case and spaces aside, `O` as 0, `I` and `L` as 1 among the symbols.
    fn from_str(typed: &str) -> Result<Self, CertificateCodeError> {
        if typed.len() > Self::MAX_INPUT {
            return Err(CertificateCodeError);
        }
        let typed: String = typed.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        let (kind, rest) = typed.split_at_checked(1).ok_or(CertificateCodeError)?;
        let mut parts = rest.split('-');
        let id = parts.next().and_then(number).ok_or(CertificateCodeError)?;
        let mut position = || parts.next().and_then(number).and_then(|position| u32::try_from(position).ok());
        let certified = match kind {
            "V" => Certified::RoundAward(id, position().ok_or(CertificateCodeError)?),
            "C" => Certified::ContestAward(id, position().ok_or(CertificateCodeError)?),
            "D" => Certified::Attempt(id),
            _ => return Err(CertificateCodeError),
        };
        let symbols: String = parts.collect();
        if symbols.chars().count() != Self::SYMBOLS as usize {
            return Err(CertificateCodeError);
        }
        let add = |bits: u64, c: char| Some(bits << 5 | u64::from(base32::value(c)?));
        let check = symbols.chars().try_fold(0, add).ok_or(CertificateCodeError)?;
        Ok(Self { certified, check })
    }
}

/// A number as it is written, without a sign or zeros before it.
fn number(written: &str) -> Option<i64> {
    let is_plain = written.bytes().all(|byte| byte.is_ascii_digit()) && (written == "0" || !written.starts_with('0'));
    if is_plain { written.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = CertificateCode { certified: Certified::RoundAward(2, 14), check: 0x0123_4567_89AB_CDEF >> 4 };
        let written = code.to_string();
        assert_eq!(written, "V2-14-04HM-ASW9-NF6Y");
        for typed in [written.to_lowercase(), format!(" {written} "), written.replace('0', "O")] {
            assert_eq!(typed.parse(), Ok(code), "{typed}");
        }
        for other in [
            "",
            "V",
            "V2-14",
            "X2-14-0938-NKRK-AQ6X",
            "V2-14-0938-NKRK-AQ6",
            "V02-14-0938-NKRK-AQ6X",
            "V-1-14-0938-NKRK-AQ6X",
            "V2-14-0938-NKRK-AQ6U",
        ] {
            assert_eq!(other.parse::<CertificateCode>(), Err(CertificateCodeError), "{other}");
        }
    }

    proptest! {
        #[test]
        fn codes_are_read_as_they_are_written(id in 0..i64::MAX, position in any::<u32>(), kind in 0..3_u8, hash in any::<[u8; 32]>()) {
            let certified = match kind {
                0 => Certified::RoundAward(id, position),
                1 => Certified::ContestAward(id, position),
                _ => Certified::Attempt(id),
            };
            let code = CertificateCode::new(certified, &hash);
            prop_assert_eq!(code.to_string().parse(), Ok(code));
        }

        #[test]
        fn any_text_is_read_or_refused(typed in ".{0,80}") {
            if let Ok(code) = typed.parse::<CertificateCode>() {
                prop_assert_eq!(code.to_string().parse(), Ok(code));
            }
        }
    }
}
