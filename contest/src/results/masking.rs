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
