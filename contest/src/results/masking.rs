//! Names on public lists.

use serde::{Deserialize, Serialize};

use crate::accounts::FullName;

/// How public lists show names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Masking {
    /// `Nguyễn Thị Hồng Nhung`.
    Full,
    /// `Nguyễn Thị Hồng N***`.
    #[default]
    Masked,
    /// `N. T. H. N.`
    Initials,
}

impl Masking {
    /// The name as a public list shows it.
    pub fn show(self, name: &FullName) -> String {
        match self {
            Self::Full => name.as_str().to_owned(),
            Self::Masked => {
                let others = name.as_str().strip_suffix(name.given()).unwrap_or_default();
                format!("{others}{}***", initial(name.given()))
            }
            Self::Initials => name.words().map(|word| format!("{}.", initial(word))).collect::<Vec<_>>().join(" "),
        }
    }
}

/// The first letter, in upper case. A name is NFC, so a Vietnamese letter is one character.
fn initial(word: &str) -> String {
    word.chars().take(1).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_as_the_contest_says() {
        let name = FullName::parse("Nguyễn Thị Hồng Nhung").unwrap();
        assert_eq!(Masking::Full.show(&name), "Nguyễn Thị Hồng Nhung");
        assert_eq!(Masking::Masked.show(&name), "Nguyễn Thị Hồng N***");
        assert_eq!(Masking::Initials.show(&name), "N. T. H. N.");
    }

    #[test]
    fn initials_keep_their_marks_and_are_upper_case() {
        let name = FullName::parse("đặng ánh Ánh").unwrap();
        assert_eq!(Masking::Masked.show(&name), "đặng ánh Á***");
        assert_eq!(Masking::Initials.show(&name), "Đ. Á. Á.");
    }
}
