//! What is wrong in a field of the form for rules, as the page says it.

use serde::{Deserialize, Serialize};

use super::{RulesError, RulesField, RulesForm};

/// A field with what is wrong in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{error}")]
pub struct RulesProblem {
    /// Where.
    pub field: RulesField,
    /// What, and how to mend it.
    #[source]
    pub error: RulesFormError,
}

/// Why a field is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulesFormError {
    /// Not minutes, nor minutes and seconds.
    #[error("Thời gian làm bài chưa đúng. Hãy ghi số phút, ví dụ 20, hoặc phút và giây, ví dụ 20:30.")]
    Duration,
    /// Not a whole number of the range.
    #[error("Hãy ghi một số nguyên từ {0} đến {1}, hoặc để trống.")]
    Number(u32, u32),
    /// Something that is not in the list.
    #[error("Lựa chọn này không có trong danh sách. Hãy chọn lại.")]
    Choice,
    /// Over [`RulesForm::MAX_REST`] bytes.
    #[error("Phần này dài quá {} ký tự. Hãy rút gọn.", RulesForm::MAX_REST)]
    TooLong,
    /// Not JSON, with the line and the column.
    #[error("Dòng {0}, cột {1}: chưa đúng cách viết JSON. Hãy xem lại dấu phẩy, ngoặc và nháy quanh chỗ này.")]
    Json(usize, usize),
    /// JSON, but no object.
    #[error("Phần này phải nằm trong một cặp ngoặc {{ }}. Hãy bắt đầu bằng {{ và kết thúc bằng }}.")]
    NotObject,
    /// Something that has a field of its own.
    #[error("“{0}” đã có ô riêng ở trên. Hãy bỏ nó khỏi phần này.")]
    HasField(String),
    /// Time for complaints, which stands in the calendar, and no calendar.
    #[error(
        "Thể lệ này chưa có lịch (“schedule”) để ghi hạn khiếu nại. Hãy thêm lịch vào Quy định khác, hoặc để trống."
    )]
    NoSchedule,
    /// No such entry, with its place.
    #[error("{}không có mục nào tên là “{name}”. Hãy xem lại tên hoặc bỏ mục này.", at(.place))]
    Unknown {
        /// Where, as `prizes[0].classes`; empty for the outermost object.
        place: String,
        /// What was written.
        name: String,
    },
    /// An entry that has to be there.
    #[error("{}thiếu mục “{name}”. Hãy thêm mục này.", at(.place))]
    Missing {
        /// Where.
        place: String,
        /// What is missing.
        name: String,
    },
    /// A value that cannot stand there.
    #[error("{}giá trị chưa dùng được. Hãy xem tài liệu thể lệ để biết những giá trị được phép.", at(.0))]
    Value(String),
    /// Rules that can be read and not kept.
    #[error(transparent)]
    Rules(RulesError),
}

fn at(place: &str) -> String {
    if place.is_empty() { String::new() } else { format!("Tại “{place}”: ") }
}

impl RulesFormError {
    /// What `serde` says of a value at `place`.
    pub(super) fn of_value(place: &str, said: &str) -> Self {
        let place = if place == "." { String::new() } else { place.to_owned() };
        let named = |said: &str| said.split('`').nth(1).map(str::to_owned).unwrap_or_default();
        if said.starts_with("unknown field") {
            let name = named(said);
            // The path leads to the entry itself, which the message names.
            let place = place.strip_suffix(name.as_str()).map_or(place.as_str(), |above| above.trim_end_matches('.'));
            return Self::Unknown { place: place.to_owned(), name };
        }
        if said.starts_with("missing field") {
            return Self::Missing { place, name: named(said) };
        }
        Self::Value(place)
    }
}
