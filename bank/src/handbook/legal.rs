//! Documents that an answer names as its legal basis.

use serde::{Deserialize, Serialize};

/// A legal document as an answer names it: `Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LegalReference {
    /// `Nghị quyết`, `Luật`, …; `None` when the number stands alone.
    pub kind: Option<String>,
    /// `76/NQ-CP`, `202/2025/QH15`.
    pub number: String,
    /// When it was issued, when the answer says.
    pub date: Option<Date>,
    /// Who issued it, when the answer says: `Chính phủ`, `UBND tỉnh Lai Châu`.
    pub issuer: Option<String>,
}

/// A calendar date that exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Date {
    /// The year, four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}
