//! Who takes part: the fields of a registration, their limits, and what is said when one is wrong.

mod birth_date;
mod collation;
mod correction;
mod entry_code;
mod field;
mod field_error;
mod full_name;
mod id_number;
mod involvement;
mod password;
mod phone;
mod position;
mod registration;
mod sign_in;

pub use birth_date::BirthDate;
pub use correction::{Correction, CorrectionForm};
pub use entry_code::EntryCode;
pub use field::{Field, FieldProblem};
pub use field_error::FieldError;
pub use full_name::FullName;
pub use id_number::IdNumber;
pub use involvement::Involvement;
pub use password::Password;
pub use phone::Phone;
pub use position::Position;
pub use registration::{GUARDIAN_AGE, Registration, RegistrationForm};
pub use sign_in::{SignIn, SignInForm};
