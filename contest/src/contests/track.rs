//! Bảng dự thi.

use serde::{Deserialize, Serialize};

/// Who competes with whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackKind {
    /// Cán bộ, công chức, viên chức, người lao động.
    Staff,
    /// Người dân.
    Citizens,
}

impl TrackKind {
    /// Both, as pages list them.
    pub const ALL: [Self; 2] = [Self::Staff, Self::Citizens];

    /// The short name in storage and URLs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Citizens => "citizens",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Staff => "Bảng A: cán bộ, công chức, viên chức, người lao động",
            Self::Citizens => "Bảng B: người dân",
        }
    }

    /// `Bảng A`.
    pub const fn short_label(self) -> &'static str {
        match self {
            Self::Staff => "Bảng A",
            Self::Citizens => "Bảng B",
        }
    }

    /// `cán bộ, công chức, viên chức, người lao động`, inside a sentence.
    pub const fn people(self) -> &'static str {
        match self {
            Self::Staff => "cán bộ, công chức, viên chức, người lao động",
            Self::Citizens => "người dân",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|track| track.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_what_serde_writes() {
        for track in TrackKind::ALL {
            assert_eq!(TrackKind::parse(track.code()), Some(track));
            assert_eq!(serde_json::to_value(track).unwrap(), track.code());
            assert!(track.label().starts_with(track.short_label()));
        }
    }
}
