//! Vị trí công tác.

use serde::{Deserialize, Serialize};

use crate::contests::TrackKind;

/// What someone does, as contests count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Lãnh đạo cơ quan, đơn vị.
    Leader,
    /// Trưởng phòng, phó phòng.
    SectionHead,
    /// Công chức.
    CivilServant,
    /// Viên chức.
    PublicEmployee,
    /// Người làm việc tại bộ phận một cửa.
    OneStopStaff,
    /// Người lao động.
    Worker,
    /// Người dân.
    Citizen,
}

impl Position {
    /// All, as the form lists them.
    pub const ALL: [Self; 7] = [
        Self::Leader,
        Self::SectionHead,
        Self::CivilServant,
        Self::PublicEmployee,
        Self::OneStopStaff,
        Self::Worker,
        Self::Citizen,
    ];

    /// The short name in forms and storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leader => "leader",
            Self::SectionHead => "section_head",
            Self::CivilServant => "civil_servant",
            Self::PublicEmployee => "public_employee",
            Self::OneStopStaff => "one_stop_staff",
            Self::Worker => "worker",
            Self::Citizen => "citizen",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Leader => "Lãnh đạo cơ quan, đơn vị",
            Self::SectionHead => "Trưởng phòng, phó phòng và tương đương",
            Self::CivilServant => "Công chức",
            Self::PublicEmployee => "Viên chức",
            Self::OneStopStaff => "Người làm việc tại bộ phận một cửa",
            Self::Worker => "Người lao động trong cơ quan, đơn vị",
            Self::Citizen => "Người dân, học sinh, sinh viên, doanh nghiệp",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|position| position.code() == code)
    }

    /// The track they play in.
    pub const fn track(self) -> TrackKind {
        match self {
            Self::Citizen => TrackKind::Citizens,
            Self::Leader
            | Self::SectionHead
            | Self::CivilServant
            | Self::PublicEmployee
            | Self::OneStopStaff
            | Self::Worker => TrackKind::Staff,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_what_serde_writes() {
        for position in Position::ALL {
            assert_eq!(Position::parse(position.code()), Some(position));
            assert_eq!(serde_json::to_value(position).unwrap(), position.code());
        }
        assert_eq!(Position::parse("admin"), None);
    }

    #[test]
    fn only_citizens_play_in_their_track() {
        let citizens: Vec<_> =
            Position::ALL.into_iter().filter(|position| position.track() == TrackKind::Citizens).collect();
        assert_eq!(citizens, [Position::Citizen]);
    }
}
