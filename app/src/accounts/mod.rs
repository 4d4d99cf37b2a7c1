//! Registering, signing in, and what someone finds of their own.

#[cfg(feature = "ssr")]
mod code;
#[cfg(feature = "ssr")]
mod correct;
#[cfg(feature = "ssr")]
mod mine;
#[cfg(feature = "ssr")]
mod person_fields;
mod picker;
#[cfg(feature = "ssr")]
mod register;
#[cfg(feature = "ssr")]
mod sign_in;
#[cfg(feature = "ssr")]
pub mod staff;

#[cfg(feature = "ssr")]
pub use code::{CodePage, CodeView};
#[cfg(feature = "ssr")]
pub use correct::{CorrectPage, CorrectView};
#[cfg(feature = "ssr")]
pub use mine::{AttemptRow, MyPage, MyView, WithdrawnPage};
pub use picker::AgencyPicker;
#[cfg(feature = "ssr")]
pub use register::{LINK, RegisterPage, RegisterView};
#[cfg(feature = "ssr")]
pub use sign_in::{SignInPage, SignInView};
