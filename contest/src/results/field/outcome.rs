//! What a ranking comes to.

use serde::{Deserialize, Serialize};

use super::{CollectiveTable, Lot, counted::Counted, notes::Notes, places::Place};
use crate::contests::{DuplicateKey, PredictedQuantity, TrackKind};

/// Who is compared with whom.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Everybody.
    All,
    /// One track.
    Track(TrackKind),
    /// The block with this code; empty for those of no block.
    Block(String),
}

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
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// One race for prizes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Race {
    /// The name of the list of prizes.
    pub prizes: String,
    /// The round; `None` for the whole contest.
    pub round: Option<u16>,
    /// Who races.
    pub group: Group,
}

/// A prize for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// In which race.
    pub race: Race,
    /// The class.
    pub class: String,
    /// The winner.
    pub person: String,
    /// The attempt that won it.
    pub entry: String,
    /// The place among the race's winners, from 1.
    pub seat: u32,
    /// The place in the order of the race, from 1; those above who were passed over are counted.
    pub order: u32,
}

/// Someone passed over, so that everybody below moved up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// In which race.
    pub race: Race,
    /// The place in the order of the race, from 1.
    pub order: u32,
    /// Who.
    pub person: String,
    /// Why.
    pub reason: PassReason,
}

/// A drawing of lots among people whom every key left equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing {
    /// In which race.
    pub race: Race,
    /// Who drew what, in the order that came of it.
    pub lots: Vec<(String, Lot)>,
}

/// People who have a thing in common and are shown to the organiser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flagged {
    /// The thing.
    pub by: DuplicateKey,
    /// Who, first to register first.
    pub people: Vec<String>,
}

/// What was counted in a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundFigures {
    /// The round.
    pub round: u16,
    /// People who took part.
    pub people: u32,
    /// Their valid attempts.
    pub attempts: u32,
    /// People with an attempt that is all-correct.
    pub people_all_correct: u32,
    /// Attempts that are all-correct.
    pub attempts_all_correct: u32,
    /// What predictions are measured against; `None` where none is asked. Frozen facts come first.
    pub quantity: Option<u32>,
}

/// A ranked field.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// By round.
    pub rounds: Vec<RoundFigures>,
    /// Prizes for people, race by race, the highest first.
    pub awards: Vec<Award>,
    /// Who was passed over, race by race: the log of why others moved up.
    pub passed: Vec<PassedOver>,
    /// The lots drawn, race by race.
    pub drawings: Vec<Drawing>,
    /// Duplicates to look at.
    pub flagged: Vec<Flagged>,
    /// The agencies, table by table.
    pub collective: Vec<CollectiveTable>,
    pub(super) exclusions: Vec<Option<Exclusion>>,
    pub(super) counted: Vec<Counted>,
    pub(super) distances: Vec<Option<u32>>,
    pub(super) no_prize: Vec<Option<NoPrize>>,
    pub(super) places: Vec<Place>,
    /// What the places' groups are.
    pub(super) groups: Vec<Group>,
    /// By agency.
    pub(super) agency_blocks: Vec<Box<str>>,
    pub(super) notes: Notes,
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

impl Group {
    /// What files show: empty for everybody, the code of a track or of a block.
    pub fn code(&self) -> &str {
        match self {
            Self::All => "",
            Self::Track(track) => track.code(),
            Self::Block(block) => block,
        }
    }
}

impl RoundFigures {
    /// The figure of a predicted quantity.
    pub const fn of(&self, quantity: PredictedQuantity) -> u32 {
        match quantity {
            PredictedQuantity::PeopleAllCorrect => self.people_all_correct,
            PredictedQuantity::AttemptsAllCorrect => self.attempts_all_correct,
            PredictedQuantity::People => self.people,
            PredictedQuantity::Attempts => self.attempts,
        }
    }
}
