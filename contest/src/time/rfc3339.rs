//! RFC 3339, for `<time datetime>` and for machines.

use super::{
    LocalDateTime, Millis, TimeError, Timestamp,
    calendar::{OFFSET, digits},
};

impl Timestamp {
    /// `2026-05-17T17:00:00+07:00`; milliseconds follow the seconds where there are any.
    pub fn to_rfc3339(self) -> String {
        let local = self.local();
        let millis = self.0.rem_euclid(1_000);
        let fraction = if millis == 0 { String::new() } else { format!(".{millis:03}") };
        let LocalDateTime { date, hour, minute, second } = local;
        format!("{date}T{hour:02}:{minute:02}:{second:02}{fraction}+07:00")
    }

    /// Reads an RFC 3339 instant with any offset. Digits below the millisecond are dropped.
    pub fn from_rfc3339(text: &str) -> Result<Self, TimeError> {
        let (clock, rest) = text.split_at_checked(19).ok_or(TimeError::Format)?;
        let clock: LocalDateTime = clock.parse()?;
        let (fraction, zone) = match rest.strip_prefix('.') {
            Some(rest) => rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).ok_or(TimeError::Format)?),
            None => ("000", rest),
        };
        let first = fraction.get(..fraction.len().min(3)).filter(|text| !text.is_empty()).ok_or(TimeError::Format)?;
        let millis = digits(&format!("{first:0<3}"), 3)?;
        Ok(clock.to_timestamp() + OFFSET - offset(zone)? + Millis(i64::from(millis)))
    }
}

/// `Z`, `+07:00`, `-03:30`.
fn offset(zone: &str) -> Result<Millis, TimeError> {
    if zone.eq_ignore_ascii_case("z") {
        return Ok(Millis(0));
    }
    let (sign, clock) = zone.split_at_checked(1).ok_or(TimeError::Format)?;
    let (hours, minutes) = clock.split_once(':').ok_or(TimeError::Format)?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    if hours > 23 || minutes > 59 {
        return Err(TimeError::Unreal);
    }
    let ahead = Millis::minutes(i64::from(hours * 60 + minutes));
    match sign {
        "+" => Ok(ahead),
        "-" => Ok(Millis(-ahead.0)),
        _ => Err(TimeError::Format),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_in_the_country_s_time() {
        let closes = "2026-05-17T17:00".parse::<LocalDateTime>().unwrap().to_timestamp();
        assert_eq!(closes.to_rfc3339(), "2026-05-17T17:00:00+07:00");
        assert_eq!((closes + Millis(5)).to_rfc3339(), "2026-05-17T17:00:00.005+07:00");
    }

    #[test]
    fn every_offset_and_fraction_is_read() {
        let noon = Timestamp(1_779_019_200_000);
        for text in ["2026-05-17T12:00:00Z", "2026-05-17T19:00:00+07:00", "2026-05-17T08:30:00.0-03:30"] {
            assert_eq!(Timestamp::from_rfc3339(text), Ok(noon), "{text}");
        }
        assert_eq!(Timestamp::from_rfc3339("2026-05-17T12:00:00.1239Z"), Ok(noon + Millis(123)));
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "2026-05-17",
            "2026-05-17T12:00:00",
            "2026-05-17T12:00:00.Z",
            "2026-05-17T12:00:00 07:00",
            "2026-05-17T12:00Z",
            "2026-05-17T12:00:0é",
        ] {
            assert!(Timestamp::from_rfc3339(text).is_err(), "{text}");
        }
    }
}
