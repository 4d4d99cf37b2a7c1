//! What a right answer is worth.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Points for a right answer, in hundredths of a point: [`Weight::MIN`] to [`Weight::MAX`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Weight(pub u16);

/// A number of points that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("Điểm mỗi câu phải từ {} đến {}, nhiều nhất hai chữ số sau dấu phẩy, ví dụ 1,5.", Weight::MIN, Weight::MAX)]
pub struct WeightError;

impl Weight {
    /// What every question is worth unless something else is said.
    pub const ONE: Self = Self(100);
    /// A quarter of a point.
    pub const MIN: Self = Self(25);
    /// Ten points. A question is thus never worth so little beside the others that missing it is lost
    /// in the rounding of a score.
    pub const MAX: Self = Self(1_000);

    /// Whether it is within its range.
    pub fn is_sound(self) -> bool {
        (Self::MIN..=Self::MAX).contains(&self)
    }
}

impl Default for Weight {
    fn default() -> Self {
        Self::ONE
    }
}

/// `1,5`: as it is written in Vietnam, without zeros at the end.
impl fmt::Display for Weight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&points(u64::from(self.0)))
    }
}

/// Hundredths of a point as people read them: `17,5`.
pub fn points(hundredths: u64) -> String {
    let (whole, part) = (hundredths / 100, hundredths % 100);
    match part {
        0 => whole.to_string(),
        part if part.is_multiple_of(10) => format!("{whole},{}", part / 10),
        part => format!("{whole},{part:02}"),
    }
}

/// Reads `2`, `1,5`, `1.5` or `0,25`.
impl FromStr for Weight {
    type Err = WeightError;

    fn from_str(typed: &str) -> Result<Self, WeightError> {
        let typed = typed.trim();
        let (whole, part) = typed.split_once([',', '.']).unwrap_or((typed, "0"));
        let digits = |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole, 2) || !digits(part, 2) {
            return Err(WeightError);
        }
        let number = |text: &str| text.parse::<u16>().map_err(|_| WeightError);
        let scale = if part.len() == 1 { 10 } else { 1 };
        let weight = Self(number(whole)? * 100 + number(part)? * scale);
        if weight.is_sound() { Ok(weight) } else { Err(WeightError) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_back(hundredths in Weight::MIN.0..=Weight::MAX.0) {
            let weight = Weight(hundredths);
            prop_assert_eq!(weight.to_string().parse(), Ok(weight));
            prop_assert_eq!(weight.to_string().replace(',', ".").parse(), Ok(weight));
        }

        #[test]
        fn whatever_is_typed_is_in_range_or_refused(typed in ".{0,8}") {
            prop_assert!(typed.parse::<Weight>().is_ok_and(Weight::is_sound) || typed.parse::<Weight>() == Err(WeightError));
        }
    }

    #[test]
    fn points_read_so() {
        assert_eq!([100, 150, 125, 105, 1_000, 0].map(points), ["1", "1,5", "1,25", "1,05", "10", "0"]);
        for wrong in ["", "0", "0,2", "10,01", "11", "-1", "1,555", "1,", ",5", "1e1", "một"] {
            assert_eq!(wrong.parse::<Weight>(), Err(WeightError), "{wrong}");
        }
        assert_eq!(
            WeightError.to_string(),
            "Điểm mỗi câu phải từ 0,25 đến 10, nhiều nhất hai chữ số sau dấu phẩy, ví dụ 1,5."
        );
    }
}
