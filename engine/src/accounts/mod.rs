//! Who takes part and who organises: registering, signing in, sessions, staff and the audit log.

pub mod audit;
mod duplicates;
mod hashing;
mod involvement;
mod likeness;
mod names;
mod one_time_password;
mod own_data;
mod people;
mod private;
mod reach;
mod register;
mod reissue;
mod role;
mod sessions;
mod sign_in;
mod staff;
#[cfg(test)]
mod tests;
mod token;
mod viewers;

pub(crate) use self::{
    duplicates::cleared,
    likeness::name_value,
    names::names,
    sessions::{forget_people, people_s_sessions},
    viewers::{forget_viewers, reset_in_role, viewers_sessions_below},
};
pub use self::{
    duplicates::{AlikeGroup, AlikePerson, DuplicateError, Groups, clear_alike, flagged_groups, let_one_more_in},
    involvement::{Involved, InvolvementError, mark_involved, unmark_involved},
    one_time_password::OneTimePassword,
    own_data::{Me, OwnDataError, export_me, me, update_me, withdraw},
    people::{MAX_PAGE, Page, People, PeopleFilter, PersonLine, people_of, person_of},
    reach::Reach,
    register::{RegisterError, Registered, register},
    reissue::{ReissueError, reissue_code},
    role::Role,
    sessions::{
        ParticipantSession, SessionKind, StaffSession, close_session, find_participant, find_staff, open_session,
        prune_sessions,
    },
    sign_in::{SignInError, sign_in},
    staff::{
        ChangePasswordError, FIRST_ORGANISER, FirstOrganiser, NewStaff, NewStaffError, StaffSignInError,
        USERNAME_LENGTH, change_password, create_staff, first_organiser, reset_staff, staff_sign_in,
    },
    token::Token,
    viewers::{Viewer, ViewerError, create_viewer, list_viewers, reset_viewer},
};

/// The name that stays with the results of somebody who has withdrawn.
pub const WITHDRAWN_NAME: &str = "Người dự thi đã rút";

/// What stands for the hash of the code of somebody who has withdrawn: the hash of no code.
pub(crate) const WITHDRAWN_CODE: &str = "";
