//! Coming back from another device.

use serde::{Deserialize, Serialize};

use super::{EntryCode, Field, FieldProblem, Phone};

/// The sign-in form as it was sent.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    /// The phone number given at registration.
    #[serde(rename = "dien-thoai")]
    pub phone: String,
    /// Mã dự thi.
    #[serde(rename = "ma-du-thi")]
    pub code: String,
}

/// A sign-in form that is well filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// The phone number.
    pub phone: Phone,
    /// Mã dự thi.
    pub code: EntryCode,
}

impl SignInForm {
    /// Checks both fields, and tells of both what is wrong.
    pub fn check(&self) -> Result<SignIn, Vec<FieldProblem>> {
        let phone = Phone::parse(&self.phone).map_err(|error| FieldProblem { field: Field::Phone, error });
        let code = EntryCode::parse(&self.code).map_err(|error| FieldProblem { field: Field::Code, error });
        match (phone, code) {
            (Ok(phone), Ok(code)) => Ok(SignIn { phone, code }),
            (phone, code) => Err(phone.err().into_iter().chain(code.err()).collect()),
        }
    }
}

impl std::fmt::Debug for SignInForm {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SignInForm(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::FieldError;

    #[test]
    fn both_fields_are_told_at_once() {
        let form = SignInForm { phone: "0912".to_owned(), code: String::new() };
        let problems = [
            FieldProblem { field: Field::Phone, error: FieldError::PhoneShort(4) },
            FieldProblem { field: Field::Code, error: FieldError::CodeMissing },
        ];
        assert_eq!(form.check(), Err(problems.to_vec()));
    }

    #[test]
    fn a_well_filled_form_gives_both_and_its_debug_neither() {
        let form: SignInForm =
            serde_json::from_value(serde_json::json!({ "dien-thoai": "0912 345 678", "ma-du-thi": "000-000-000" }))
                .unwrap();
        let signed = form.check().unwrap();
        assert_eq!((signed.phone.as_str(), signed.code.as_str()), ("0912345678", "000000000"));
        assert_eq!(format!("{form:?}"), "SignInForm(…)");
        assert!(!format!("{signed:?}").contains("0000"));
    }
}
