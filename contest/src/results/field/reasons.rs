//! Why an attempt does not rank, and why a prize is not given.

use serde::{Deserialize, Serialize};

/// Why an attempt is not the one that ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exclusion {
    /// It was declared invalid.
    Void,
    /// Its track does not take part.
    WrongTrack,
    /// The person was too young on the day it began.
    TooYoung,
    /// The person helped to make the contest.
    Barred,
    /// Someone who registered before has the same phone or the like.
    Duplicate,
    /// It is valid, and another attempt of the person in the round counts.
    NotCounted,
}

/// Why an attempt that ranks can win no individual prize.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoPrize {
    /// The person was refused when winners were checked.
    Refused,
    /// The person helped to make the contest and plays without prizes.
    WithoutPrizes,
    /// Only all-correct attempts win, and it is not.
    NotAllCorrect,
}

/// Why someone who would have been given a prize is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PassReason {
    /// Refused when winners were checked, with why.
    Refused(String),
    /// Plays without prizes.
    WithoutPrizes,
    /// Has a higher prize, and may have one; with that prize and its round.
    Higher(String, Option<u16>),
    /// Their agency has as many of these as it may, with how many.
    AgencyLimit(u16),
}

impl Exclusion {
    /// The short name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Void => "void",
            Self::WrongTrack => "wrong_track",
            Self::TooYoung => "too_young",
            Self::Barred => "barred",
            Self::Duplicate => "duplicate",
            Self::NotCounted => "not_counted",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Void => "Lượt thi đã bị huỷ kết quả.",
            Self::WrongTrack => "Bảng dự thi này không thuộc đối tượng của cuộc thi.",
            Self::TooYoung => "Người dự thi chưa đủ tuổi vào ngày thi.",
            Self::Barred => "Người tham gia tổ chức cuộc thi không được dự thi.",
            Self::Duplicate => "Trùng thông tin với người đã đăng ký trước.",
            Self::NotCounted => "Lượt khác của người này được tính.",
        }
    }
}

impl NoPrize {
    /// The short name in files.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::WithoutPrizes => "without_prizes",
            Self::NotAllCorrect => "not_all_correct",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Refused => "Không được trao giải.",
            Self::WithoutPrizes => "Người tham gia tổ chức cuộc thi không xét giải.",
            Self::NotAllCorrect => "Chưa đúng tất cả nên không xét giải cá nhân.",
        }
    }
}

impl PassReason {
    /// What people read.
    pub fn label(&self) -> String {
        match self {
            Self::Refused(why) => format!("Không được trao giải: {why}"),
            Self::WithoutPrizes => NoPrize::WithoutPrizes.label().to_owned(),
            Self::Higher(prize, Some(round)) => format!("Đã nhận giải cao hơn: {prize}, vòng {round}."),
            Self::Higher(prize, None) => format!("Đã nhận giải cao hơn: {prize}."),
            Self::AgencyLimit(most) => format!("Cơ quan, đơn vị đã có đủ {most} giải loại này."),
        }
    }
}
