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
        if let Some(stranger) =
            name.split(' ').filter_map(|word| word.chars().next()).find(|first| !first.is_alphabetic())
        {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_papers_have_them() {
        let cases = [
            (
                "  Nguyễn  Phúc Công Tằng Tôn Nữ Hoàng Thị Thiên Hương ",
                "Nguyễn Phúc Công Tằng Tôn Nữ Hoàng Thị Thiên Hương",
            ),
            ("Le\u{302} Va\u{306}n A\u{301}nh", "Lê Văn Ánh"),
            ("H’Hen Niê", "H'Hen Niê"),
            ("Y Bih-Kđăm", "Y Bih-Kđăm"),
            ("Trần T. Mai", "Trần T. Mai"),
            ("Siu Plơ\u{306}ng", "Siu Plơ\u{306}ng"),
        ];
        for (typed, name) in cases {
            assert_eq!(FullName::parse(typed).map(String::from).as_deref(), Ok(name));
        }
    }

    #[test]
    fn what_is_no_name_says_what_to_do() {
        let long = format!("Nguyễn {}", "a".repeat(FullName::MAX));
        let cases = [
            ("  ", FieldError::NameMissing),
            ("A", FieldError::NameShort),
            ("Nhung", FieldError::NameOneWord),
            ("Nguyễn Văn A1", FieldError::NameCharacter('1')),
            ("Nguyễn (An)", FieldError::NameCharacter('(')),
            ("Nguyễn - An", FieldError::NameCharacter('-')),
            ("Иван Петров", FieldError::NameCharacter('И')),
            ("<b>Nguyễn An", FieldError::NameCharacter('<')),
            (&long, FieldError::NameLong),
        ];
        for (typed, error) in cases {
            assert_eq!(FullName::parse(typed), Err(error), "{typed}");
        }
        assert_eq!(FieldError::NameLong.to_string(), "Họ và tên dài quá 100 ký tự. Hãy viết đúng như trên căn cước.");
    }

    #[test]
    fn lists_go_by_given_name_then_family_then_middle_names() {
        let sorted = [
            "Vũ Thị An",
            "Bùi Ân",
            "Đỗ Văn Bình",
            "Dương Văn Cường",
            "Đỗ Đức Dũng",
            "Lê Thị Đào",
            "Lê Thị Hoa",
            "Nguyễn Hoa",
            "Nguyễn Ánh Hoa",
            "Nguyễn Thị Hoa",
            "Nguyễn Thị Ánh Hoa",
            "Bùi Thị Hoà",
            "Trần Hoàn",
        ];
        let mut names = sorted.map(|name| FullName::parse(name).unwrap());
        names.reverse();
        names.sort_by_key(FullName::sort_key);
        assert_eq!(names.each_ref().map(FullName::as_str), sorted);
    }

    #[test]
    fn a_name_is_searched_without_marks_and_comes_back_from_storage() {
        let name = FullName::parse("Đặng Thị Hòa").unwrap();
        assert_eq!(name.folded(), "dang thi hoa");
        assert_eq!(name.given(), "Hòa");
        let stored = serde_json::to_string(&name).unwrap();
        assert_eq!(serde_json::from_str::<FullName>(&stored).unwrap(), name);
        assert!(serde_json::from_str::<FullName>("\"x\"").is_err());
    }
}
