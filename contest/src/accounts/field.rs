//! The fields of the forms, by the names that their inputs carry.

use serde::{Deserialize, Serialize};

use super::FieldError;

/// One field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Họ và tên.
    FullName,
    /// Ngày sinh.
    BirthDay,
    /// Tháng sinh.
    BirthMonth,
    /// Năm sinh.
    BirthYear,
    /// Số điện thoại.
    Phone,
    /// Số căn cước.
    IdNumber,
    /// Cơ quan, đơn vị.
    Agency,
    /// Vị trí công tác.
    Position,
    /// Đồng ý xử lý dữ liệu cá nhân.
    Consent,
    /// Đồng ý của cha, mẹ hoặc người giám hộ.
    Guardian,
    /// Mã dự thi.
    Code,
}

/// A field with what is wrong in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{error}")]
pub struct FieldProblem {
    /// Where.
    pub field: Field,
    /// What, and how to mend it.
    #[source]
    pub error: FieldError,
}

impl Field {
    /// The input's `name`, and its `id`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::FullName => "ho-ten",
            Self::BirthDay => "ngay",
            Self::BirthMonth => "thang",
            Self::BirthYear => "nam",
            Self::Phone => "dien-thoai",
            Self::IdNumber => "so-can-cuoc",
            Self::Agency => "don-vi",
            Self::Position => "vi-tri",
            Self::Consent => "dong-y",
            Self::Guardian => "giam-ho",
            Self::Code => "ma-du-thi",
        }
    }

    /// What the page calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::FullName => "Họ và tên",
            Self::BirthDay => "Ngày sinh",
            Self::BirthMonth => "Tháng sinh",
            Self::BirthYear => "Năm sinh",
            Self::Phone => "Số điện thoại",
            Self::IdNumber => "Số căn cước",
            Self::Agency => "Cơ quan, đơn vị",
            Self::Position => "Vị trí công tác",
            Self::Consent => "Đồng ý xử lý dữ liệu cá nhân",
            Self::Guardian => "Đồng ý của cha, mẹ hoặc người giám hộ",
            Self::Code => "Mã dự thi",
        }
    }
}
