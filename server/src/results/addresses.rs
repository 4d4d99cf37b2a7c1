//! The addresses of boards, as links write them.

use contest::contests::TrackKind;

/// The line on a board that is the reader's own, or their agency's.
pub const MY_ROW: &str = app::results::MY_ROW;

/// What became of an attempt.
pub fn result(attempt: i64) -> String {
    format!("/ket-qua/{attempt}")
}

/// The board of a round by its number.
pub fn board(round: i32) -> String {
    format!("/xep-hang?vong={round}")
}

/// The board of a round's track.
pub fn track_board(round: i32, track: TrackKind) -> String {
    format!("{}&bang={}", board(round), letter(track))
}

/// A page's address without the page's number: the given values, then `trang=`.
pub fn before_page(path: &str, values: &[(&str, &str)]) -> String {
    let values = values.iter().filter(|(_, value)| !value.is_empty());
    match serde_urlencoded::to_string(values.collect::<Vec<_>>()) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}&trang="),
        _ => format!("{path}?trang="),
    }
}

/// The track's letter, as people know it.
pub const fn letter(track: TrackKind) -> &'static str {
    match track {
        TrackKind::Staff => "A",
        TrackKind::Citizens => "B",
    }
}

/// The track with a letter.
pub fn track(letter_typed: &str) -> Option<TrackKind> {
    TrackKind::ALL.into_iter().find(|track| letter(*track).eq_ignore_ascii_case(letter_typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_leave_out_what_is_not_chosen() {
        let values = [("vong", "2"), ("bang", ""), ("don-vi", "15-sở&x")];
        assert_eq!(before_page("/xep-hang", &values), "/xep-hang?vong=2&don-vi=15-s%E1%BB%9F%26x&trang=");
        assert_eq!(before_page("/xep-hang", &[]), "/xep-hang?trang=");
        assert_eq!(track_board(3, TrackKind::Citizens), "/xep-hang?vong=3&bang=B");
    }

    #[test]
    fn letters_are_those_of_the_tracks_names() {
        for kind in TrackKind::ALL {
            assert!(kind.short_label().ends_with(letter(kind)));
            assert_eq!(track(&letter(kind).to_lowercase()), Some(kind));
        }
        assert_eq!(track("C"), None);
    }
}
