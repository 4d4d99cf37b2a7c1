//! Corrections in words.

use contest::{
    attempts::Change,
    banks::{ChoiceSet, Kind, letter},
    contests::RoundState,
    text::group,
};
use engine::results::corrections::{Act, Figures};

pub(super) const CHANGED: &str =
    "Câu hỏi của vòng vừa được người khác điều chỉnh, hoặc số liệu vừa đổi. Hãy xem trước lại rồi áp dụng.";
pub(super) const GONE: &str =
    "Vòng này không có câu hỏi hoặc lần điều chỉnh đó; có thể người khác vừa hoàn lại. Hãy chọn lại.";
pub(super) const CORRECTED_BEFORE: &str =
    "Câu này đã được điều chỉnh. Hãy hoàn lại lần trước ở cuối trang, rồi điều chỉnh lại.";
pub(super) const FAILED: &str =
    "Chưa tính được thay đổi. Hãy thử lại sau ít phút; nếu vẫn lỗi, hãy báo người vận hành.";

/// Why nothing can be corrected in this state.
pub(super) const fn closed(state: RoundState) -> Option<&'static str> {
    match state {
        RoundState::Draft => Some("Vòng thi chưa mở nên chưa có câu hỏi nào để sửa. Hãy sửa trong ngân hàng câu hỏi."),
        RoundState::Approved => {
            Some("Kết quả đã duyệt. Muốn sửa câu hỏi, hãy rút lại việc duyệt ở trang kết quả của vòng trước.")
        }
        RoundState::Published => Some("Kết quả đã công bố nên không sửa câu hỏi được nữa."),
        RoundState::Open | RoundState::Closed | RoundState::Provisional => None,
    }
}

/// That results are being graded again.
pub(super) fn grading(left: u64) -> String {
    format!("Đang chấm lại, còn {} bài. Hãy đợi xong rồi điều chỉnh tiếp.", group(left as i64))
}

/// How the address says what was done.
pub(super) const fn done_code(act: Act) -> &'static str {
    match act {
        Act::Correct { .. } => "sua",
        Act::Undo { .. } => "hoan-lai",
    }
}

/// What has just been done.
pub(super) fn done(code: &str) -> Option<&'static str> {
    match code {
        "sua" => Some("Đã ghi việc điều chỉnh. Hệ thống đang chấm lại; thứ hạng và giải được xếp lại ngay sau đó."),
        "hoan-lai" => Some("Đã ghi việc hoàn lại. Hệ thống đang chấm lại như trước khi điều chỉnh."),
        _ => None,
    }
}

/// `A, C`.
pub(super) fn letters(set: ChoiceSet, between: &str) -> String {
    set.iter().map(|place| letter(place).to_string()).collect::<Vec<_>>().join(between)
}

/// What is decided, for the organiser: with the key.
pub(super) fn decided(change: Change, kind: Option<Kind>) -> String {
    match change {
        Change::Drop => "Bỏ câu này, không tính cho ai".to_owned(),
        Change::AllRight => "Tính đúng cho mọi bài có câu này".to_owned(),
        Change::Key(key) if kind == Some(Kind::Multiple) => format!("Sửa đáp án thành {}", letters(key, ", ")),
        Change::Key(key) => format!("Sửa đáp án thành {}", letters(key, " hoặc ")),
    }
}

/// What has become of the grades.
pub(super) fn grades(figures: Figures) -> String {
    if figures.all() == 0 {
        return "Không bài nào đổi điểm.".to_owned();
    }
    let even = match figures.even {
        0 => String::new(),
        even => format!(", {} bài đổi tổng số câu", group(even as i64)),
    };
    format!("{} bài tăng điểm, {} bài giảm điểm{even}.", group(figures.up as i64), group(figures.down as i64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_two_reads_as_it_is_meant() {
        let key = Change::Key([0, 2].into_iter().collect());
        assert_eq!(decided(key, Some(Kind::Single)), "Sửa đáp án thành A hoặc C");
        assert_eq!(decided(key, Some(Kind::Multiple)), "Sửa đáp án thành A, C");
    }

    #[test]
    fn whoever_cannot_correct_is_told_what_to_do_first() {
        assert!(closed(RoundState::Approved).unwrap().contains("rút lại việc duyệt"));
        assert_eq!(closed(RoundState::Provisional), None);
    }

    #[test]
    fn grades_that_moved_are_counted_in_words() {
        assert_eq!(grades(Figures { up: 1_204, down: 3, even: 0 }), "1.204 bài tăng điểm, 3 bài giảm điểm.");
        assert_eq!(grades(Figures::default()), "Không bài nào đổi điểm.");
    }
}
