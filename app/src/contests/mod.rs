//! The contest's public pages, and its rounds as organisers see them.

mod contest;
mod desk;
mod home;
mod hours;
mod matrix;
mod new_contest;
mod new_round;
mod papers;
mod privacy;
mod reliefs;
mod round;
mod round_lines;
mod rules_edit;
mod rules_fields;
mod rules_history;
mod stepper;

pub use contest::{ContestPage, ContestView, PrizeRow, TrackView};
pub use desk::{ContestDeskPage, ContestDeskView};
pub use home::{EntryLink, HomePage, HomeView, LeaderRow, OpenRound, RoundAction, RoundRow};
pub use hours::{HoursPage, HoursView};
pub use matrix::{MatrixCell, MatrixFields, MatrixRow, MatrixTable, MatrixView};
pub use new_contest::{NewContestPage, NewContestView, PresetLine, PresetsPage, fields as new_contest_fields};
pub use new_round::{NewRoundPage, NewRoundView, fields as round_fields};
pub use papers::{PapersDone, PapersPage, PapersView};
pub use privacy::{CONSENT_VERSION, PrivacyPage, PrivacyView};
pub use reliefs::{ChosenPerson, FoundPerson, ReliefAct, ReliefRow, ReliefsPage, ReliefsView, fields as relief_fields};
pub use round::{PaperMatrix, RoundAct, RoundPage, RoundView};
pub(crate) use round_lines::chip;
pub use round_lines::{RoundLine, RoundLines, RoundsPage};
pub use rules_edit::{RulesEditPage, RulesEditView, RulesPreview, fields as rules_edit_fields};
pub use rules_history::{RulesHistory, RulesStep};
pub use stepper::{StateStepper, StepperView};
