//! Họ và tên.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

use super::{FieldError, collation};
use crate::text;

/// A person's name as their papers have it: family name, middle names, given name. NFC, squeezed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FullName(String);

impl FullName {
    /// Fewest characters.
    pub const MIN: usize = 2;
    /// Most characters; the input's `maxlength`.
    pub const MAX: usize = 100;

    /// Reads what was typed: two words or more, each begun by a letter, of Latin letters with any
    /// marks, `'`, `.` and `-`.
    pub fn parse(typed: &str) -> Result<Self, FieldError> {
        let name = text::squeeze(typed).replace(['’', '‘', 'ʼ'], "'");
        if name.is_empty() {
            return Err(FieldError::NameMissing);
        }
        let length = name.chars().count();
        if length < Self::MIN {
            return Err(FieldError::NameShort);
        }
        if length > Self::MAX {
            return Err(FieldError::NameLong);
        }
        if let Some(stranger) = name.chars().find(|&c| !is_of_names(c)) {
            return Err(FieldError::NameCharacter(stranger));
        }
        if let Some(stranger) = name.split(' ').filter_map(|word| word.chars().next()).find(|first| !first.is_alphabetic()) {
            return Err(FieldError::NameCharacter(stranger));
        }
        if !name.contains(' ') {
            return Err(FieldError::NameOneWord);
        }
        Ok(Self(name))
    }

    /// The whole name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The given name: the last word.
    pub fn given(&self) -> &str {
        self.0.rsplit(' ').next().unwrap_or_default()
    }

    /// The words, family name first.
    pub fn words(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split(' ')
    }

    /// Sorts as Vietnamese lists do: by given name, then family name, then middle names, each by
    /// the alphabet's letters (a ă â b c d đ …) and then by tone.
    ///
    /// Of `0-9` and `a-z` only, so that every database compares two keys alike, whatever its
    /// collation. Names that differ in case or in the place of a tone mark share a key.
    pub fn sort_key(&self) -> String {
        let others = self.words().count() - 1;
        collation::key(std::iter::once(self.given()).chain(self.words().take(others)))
    }

    /// For search: lower case and no marks, by [`text::fold`].
    pub fn folded(&self) -> String {
        text::fold(&self.0)
    }
}

fn is_of_names(c: char) -> bool {
    // Latin to Latin Extended-B and the Vietnamese block; the marks that NFC leaves apart, as in
    // the Ê Đê "ơ̆".
    let latin = c.is_alphabetic() && (c < '\u{250}' || ('\u{1E00}'..='\u{1EFF}').contains(&c));
    latin || is_combining_mark(c) && ('\u{300}'..='\u{36F}').contains(&c) || matches!(c, ' ' | '\'' | '.' | '-')
}

impl fmt::Display for FullName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<FullName> for String {
    fn from(name: FullName) -> Self {
        name.0
    }
}

impl TryFrom<String> for FullName {
    type Error = FieldError;

    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::parse(&text)
    }
}
