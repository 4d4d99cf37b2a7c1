//! Accounts as staff see them: their own, those of agencies' viewers, and the people who take part.

mod account;
mod duplicates;
mod issued;
mod people;
mod person;
mod sign_in;
mod viewers;

pub use account::{StaffAccountPage, StaffAccountView};
pub use duplicates::{AlikeView, DuplicatesPage, DuplicatesView, duplicates_fields};
pub use issued::{IssuedPage, IssuedView};
pub use people::{PeoplePage, PeopleView, PersonRow, people_fields};
pub use person::{PersonPage, PersonView, person_fields};
pub use sign_in::{StaffSignInPage, StaffSignInView, staff_fields};
pub use viewers::{ViewerRow, ViewersPage, ViewersView, viewer_fields};
