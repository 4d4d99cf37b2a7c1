//! The fields of the form for rules, by the names that their inputs carry.

use serde::{Deserialize, Serialize};

/// One field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulesField {
    /// Thời gian làm bài, in minutes or minutes and seconds.
    Duration,
    /// Số lượt thi; empty for as many as one likes.
    Attempts,
    /// The time over which attempts are counted.
    Period,
    /// Which attempt counts.
    Counting,
    /// What ranks on boards, in order: the place from 0 to [`RulesField::RANKS`] − 1.
    Rank(u8),
    /// What is predicted.
    Prediction,
    /// When it is asked.
    Asked,
    /// Whether questions come on one page or one at a time.
    Presentation,
    /// Whether a part of the right choices earns a part of the score.
    Partial,
    /// How public lists show names.
    Names,
    /// When the key is shown.
    Reveal,
    /// The share of its people that an agency needs, in percent; empty for none.
    Participation,
    /// The youngest age in years; empty for any.
    Age,
    /// Days for complaints; empty for none.
    Complaints,
    /// Everything else, as JSON.
    Rest,
}

/// The names of the places of the ranking.
const RANK_NAMES: [&str; 9] = [
    "xep-hang-1",
    "xep-hang-2",
    "xep-hang-3",
    "xep-hang-4",
    "xep-hang-5",
    "xep-hang-6",
    "xep-hang-7",
    "xep-hang-8",
    "xep-hang-9",
];

impl RulesField {
    /// As many places as there are keys.
    pub const RANKS: u8 = 9;

    /// All, in the form's order.
    pub fn all() -> impl Iterator<Item = Self> {
        let ranks = (0..Self::RANKS).map(Self::Rank);
        [Self::Duration, Self::Attempts, Self::Period, Self::Counting].into_iter().chain(ranks).chain([
            Self::Prediction,
            Self::Asked,
            Self::Presentation,
            Self::Partial,
            Self::Names,
            Self::Reveal,
            Self::Participation,
            Self::Age,
            Self::Complaints,
            Self::Rest,
        ])
    }

    /// The input's `name`, and its `id`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Duration => "thoi-gian",
            Self::Attempts => "so-luot",
            Self::Period => "moi",
            Self::Counting => "tinh-luot",
            Self::Rank(place) => RANK_NAMES.get(usize::from(place)).copied().unwrap_or_default(),
            Self::Prediction => "du-doan",
            Self::Asked => "luc-du-doan",
            Self::Presentation => "cach-hien",
            Self::Partial => "diem-mot-phan",
            Self::Names => "ten-cong-khai",
            Self::Reveal => "dap-an",
            Self::Participation => "ty-le",
            Self::Age => "tuoi",
            Self::Complaints => "khieu-nai",
            Self::Rest => "khac",
        }
    }

    /// What the page calls it.
    pub fn label(self) -> String {
        match self {
            Self::Duration => "Thời gian làm bài (phút)",
            Self::Attempts => "Số lượt thi",
            Self::Period => "Tính số lượt",
            Self::Counting => "Lượt được tính",
            Self::Rank(place) => return format!("Tiêu chí xếp hạng thứ {}", place + 1),
            Self::Prediction => "Câu dự đoán",
            Self::Asked => "Lúc hỏi dự đoán",
            Self::Presentation => "Cách hiện câu hỏi",
            Self::Partial => "Câu có nhiều đáp án đúng",
            Self::Names => "Tên trên danh sách công khai",
            Self::Reveal => "Công bố đáp án",
            Self::Participation => "Tỷ lệ tham gia tối thiểu của đơn vị (%)",
            Self::Age => "Tuổi tối thiểu",
            Self::Complaints => "Số ngày nhận khiếu nại",
            Self::Rest => "Quy định khác",
        }
        .to_owned()
    }

    /// What may be chosen in the field, as it is sent and as people read it; nothing for a field that
    /// is typed. An empty value chooses nothing.
    pub const fn options(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Period => &[
                ("contest", "trong cả cuộc thi"),
                ("round", "trong mỗi vòng"),
                ("week", "trong mỗi tuần"),
                ("day", "trong mỗi ngày"),
            ],
            Self::Counting => &[("best", "Lượt tốt nhất"), ("first", "Lượt đầu tiên"), ("last", "Lượt cuối cùng")],
            Self::Rank(_) => &[
                ("", "Không có"),
                ("correct", "Nhiều câu đúng hơn"),
                ("score", "Điểm cao hơn"),
                ("prediction_distance", "Dự đoán gần đúng hơn"),
                ("duration", "Làm bài nhanh hơn"),
                ("earliest_submission", "Nộp bài sớm hơn"),
                ("earliest_start", "Vào thi sớm hơn"),
                ("fewer_attempts", "Ít lượt thi hơn"),
                ("more_perfect_attempts", "Nhiều lượt đúng tất cả hơn"),
                ("earlier_registration", "Đăng ký sớm hơn"),
            ],
            Self::Prediction => &[
                ("", "Không hỏi"),
                ("people_all_correct", "Số người trả lời đúng tất cả"),
                ("attempts_all_correct", "Số lượt thi trả lời đúng tất cả"),
                ("people", "Số người dự thi"),
                ("attempts", "Số lượt thi"),
            ],
            Self::Asked => &[("with_paper", "Cùng bài thi"), ("after_score", "Sau khi biết điểm")],
            Self::Presentation => &[
                ("one_page", "Cả đề trên một trang"),
                ("one_by_one", "Từng câu một, quay lại được"),
                ("forward_only", "Từng câu một, không quay lại"),
            ],
            Self::Partial => &[("false", "Phải đúng và đủ mới có điểm"), ("true", "Đúng một phần được một phần điểm")],
            Self::Names => &[("full", "Đầy đủ họ tên"), ("masked", "Che bớt tên gọi"), ("initials", "Chỉ chữ cái đầu")],
            Self::Reveal => &[
                ("never", "Không công bố"),
                ("after_round", "Khi vòng thi đóng"),
                ("after_publish", "Cùng kết quả chính thức"),
            ],
            Self::Duration | Self::Attempts | Self::Participation | Self::Age | Self::Complaints | Self::Rest => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::results::RankKey;

    #[test]
    fn every_field_has_a_name_of_its_own() {
        let mut names: Vec<&str> = RulesField::all().map(RulesField::name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), RulesField::all().count());
        assert!(names.iter().all(|name| !name.is_empty()));
    }

    #[test]
    fn every_key_may_be_chosen_and_each_place_is_there() {
        let keys: Vec<serde_json::Value> = RankKey::ALL.iter().map(|key| serde_json::to_value(key).unwrap()).collect();
        let offered: Vec<_> = RulesField::Rank(0).options().iter().skip(1).map(|(code, _)| *code).collect();
        assert_eq!(offered, keys.iter().map(|key| key.as_str().unwrap()).collect::<Vec<_>>());
        assert_eq!(usize::from(RulesField::RANKS), RankKey::ALL.len());
        for (key, (_, label)) in RankKey::ALL.iter().zip(RulesField::Rank(0).options().iter().skip(1)) {
            assert_eq!(label.to_lowercase(), key.label());
        }
    }
}
