//! What may be typed of an agency: one definition for forms and for lists.

use crate::text;

/// Longest official code, in characters.
pub const CODE_LENGTH: usize = 100;
/// Longest name, in characters.
pub const NAME_LENGTH: usize = 200;
/// Longest code of a block, in characters.
pub const BLOCK_LENGTH: usize = 40;

/// What is wrong with what was typed, and how to mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AgencyFieldError {
    /// No code.
    #[error("Chưa có mã. Hãy nhập mã của cơ quan.")]
    NoCode,
    /// The code is over [`CODE_LENGTH`] characters.
    #[error("Mã dài quá 100 ký tự. Hãy đặt mã ngắn hơn.")]
    LongCode,
    /// `@` stands in codes that were given up ([`code`]).
    #[error("Mã không được có dấu @. Hãy bỏ dấu này.")]
    OddCode,
    /// No name.
    #[error("Chưa có tên. Hãy nhập tên của cơ quan.")]
    NoName,
    /// The name is over [`NAME_LENGTH`] characters.
    #[error("Tên dài quá 200 ký tự. Hãy viết gọn lại.")]
    LongName,
    /// The block is over [`BLOCK_LENGTH`] characters.
    #[error("Mã khối dài quá 40 ký tự. Hãy đặt mã ngắn hơn.")]
    LongBlock,
}

/// An official code as it is kept. A dissolved agency whose code another one takes over keeps it as `15-xa@123`, so that
/// no code is typed with an `@`.
pub fn code(typed: &str) -> Result<String, AgencyFieldError> {
    let code = text::squeeze(typed);
    match code.chars().count() {
        0 => Err(AgencyFieldError::NoCode),
        count if count > CODE_LENGTH => Err(AgencyFieldError::LongCode),
        _ if code.contains('@') => Err(AgencyFieldError::OddCode),
        _ => Ok(code),
    }
}

/// A name as it is kept.
pub fn name(typed: &str) -> Result<String, AgencyFieldError> {
    let name = text::squeeze(typed);
    match name.chars().count() {
        0 => Err(AgencyFieldError::NoName),
        count if count > NAME_LENGTH => Err(AgencyFieldError::LongName),
        _ => Ok(name),
    }
}

/// The code of a block as it is kept: one of the common ones, by code or by label, or the province's own. It may be empty.
pub fn block(typed: &str) -> Result<String, AgencyFieldError> {
    let typed = text::squeeze(typed);
    let folded = text::fold(&typed);
    let common = super::Block::COMMON.iter().find(|(code, label)| folded == *code || folded == text::fold(label));
    match common {
        Some((code, _)) => Ok((*code).to_owned()),
        None if typed.chars().count() > BLOCK_LENGTH => Err(AgencyFieldError::LongBlock),
        None => Ok(typed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_kept_without_loose_blanks_and_bounded() {
        assert_eq!(code(" 15  sở "), Ok("15 sở".to_owned()));
        assert_eq!(code(" \u{a0}"), Err(AgencyFieldError::NoCode));
        assert_eq!(code(&"ệ".repeat(CODE_LENGTH)).map(|code| code.chars().count()), Ok(CODE_LENGTH));
        assert_eq!(code(&"1".repeat(CODE_LENGTH + 1)), Err(AgencyFieldError::LongCode));
        assert_eq!(code("15@2"), Err(AgencyFieldError::OddCode));
        assert_eq!(name("  Sở   Nội vụ "), Ok("Sở Nội vụ".to_owned()));
        assert_eq!(
            (name(""), name(&"x".repeat(201))),
            (Err(AgencyFieldError::NoName), Err(AgencyFieldError::LongName))
        );
    }

    #[test]
    fn blocks_are_read_by_code_and_by_label() {
        assert_eq!(block("XÃ, phường"), Ok("xa-phuong".to_owned()));
        assert_eq!((block("cong-an"), block("")), (Ok("cong-an".to_owned()), Ok(String::new())));
        assert_eq!(block(&"k".repeat(41)), Err(AgencyFieldError::LongBlock));
    }
}
