//! Agencies: their kinds, the blocks that are compared with each other, and what may be typed of one.

mod field;

mod link_code;

pub use link_code::LinkCode;
use serde::{Deserialize, Serialize};

pub use self::field::{AgencyFieldError, BLOCK_LENGTH, CODE_LENGTH, NAME_LENGTH, block, code, name};
use crate::text;

/// What an agency is (loại cơ quan, đơn vị).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgencyKind {
    /// Tỉnh, thành phố: the root of a tree.
    Province,
    /// Huyện, quận, thị xã: the middle of the tree of three levels, until 30 June 2025.
    District,
    /// Sở, ban, ngành.
    Department,
    /// Đảng, đoàn thể.
    Party,
    /// Đơn vị sự nghiệp công lập.
    PublicUnit,
    /// Phường.
    Ward,
    /// Xã.
    Commune,
    /// Trường học.
    School,
    /// Doanh nghiệp.
    Enterprise,
    /// Anything else.
    Other,
}

impl AgencyKind {
    /// All, as lists show them.
    pub const ALL: [Self; 10] = [
        Self::Province,
        Self::District,
        Self::Department,
        Self::Party,
        Self::PublicUnit,
        Self::Ward,
        Self::Commune,
        Self::School,
        Self::Enterprise,
        Self::Other,
    ];

    /// The short name in lists of agencies and in storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::District => "district",
            Self::Department => "department",
            Self::Party => "party",
            Self::PublicUnit => "public_unit",
            Self::Ward => "ward",
            Self::Commune => "commune",
            Self::School => "school",
            Self::Enterprise => "enterprise",
            Self::Other => "other",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Province => "Tỉnh, thành phố",
            Self::District => "Huyện, quận, thị xã",
            Self::Department => "Sở, ban, ngành",
            Self::Party => "Đảng, đoàn thể",
            Self::PublicUnit => "Đơn vị sự nghiệp",
            Self::Ward => "Phường",
            Self::Commune => "Xã",
            Self::School => "Trường học",
            Self::Enterprise => "Doanh nghiệp",
            Self::Other => "Khác",
        }
    }

    /// Reads a code or a label, accents and case aside.
    pub fn parse(written: &str) -> Option<Self> {
        let folded = text::fold(written);
        Self::ALL.into_iter().find(|kind| folded == kind.code() || folded == text::fold(kind.label()))
    }
}

/// Khối: agencies that are compared with each other. Codes are the province's; four are common.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Block(pub String);

impl Block {
    /// The common codes with what people read, as lists show them.
    pub const COMMON: [(&'static str, &'static str); 4] = [
        ("so-ban-nganh", "Sở, ban, ngành"),
        ("dang-doan-the", "Đảng, đoàn thể"),
        ("don-vi-su-nghiep", "Đơn vị sự nghiệp"),
        ("xa-phuong", "Xã, phường"),
    ];

    /// The code in storage and URLs.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// What people read for a code; a code of the province's own is its own label.
    pub fn label(code: &str) -> &str {
        Self::COMMON.iter().find(|(common, _)| *common == code).map_or(code, |(_, label)| label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_read_by_code_and_by_label() {
        for kind in AgencyKind::ALL {
            assert_eq!(AgencyKind::parse(kind.code()), Some(kind));
            assert_eq!(AgencyKind::parse(&kind.label().to_uppercase()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.code());
        }
        assert_eq!(AgencyKind::parse("hội quán"), None);
    }

    #[test]
    fn common_blocks_have_labels_and_others_show_their_code() {
        assert_eq!(Block::label("xa-phuong"), "Xã, phường");
        assert_eq!(Block::label("truong-hoc"), "truong-hoc");
    }
}
