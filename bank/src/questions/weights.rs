//! Shares of the points, as Moodle gives them to choices, and the key that they say.

use contest::banks::{ChoiceSet, Kind, letter};

use super::draft::Draft;

/// How many choices may be marked, by the question's own word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marking {
    /// One, which must be worth everything.
    One,
    /// Several, whose shares sum up to everything.
    Several,
    /// Several, and only all of them are right; each is worth everything.
    All,
}

/// What a share may lack of what it stands for by rounding, in percent: six times 16 is everything.
const SLACK: f64 = 1.0;

/// A share in percent: `50`, `33.33333`, `-100`, `33,3`.
pub(super) fn percent(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.trim_start_matches('-');
    let is_number = !digits.is_empty()
        && digits.len() <= 20
        && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if is_number { text.replace(',', ".").parse().ok() } else { None }
}

/// Sets the key by the shares of the choices, in percent.
pub(super) fn set_key(draft: &mut Draft, shares: &[f64], marking: Marking) {
    let positive = shares.iter().filter(|share| **share > 0.0).count();
    let whole: ChoiceSet = positions(shares, |share| share >= 100.0 - SLACK);
    let key = match marking {
        Marking::One => whole,
        Marking::Several | Marking::All => positions(shares, |share| share > 0.0),
    };
    draft.key = Ok(key);
    match marking {
        Marking::One if positive > 0 && whole.is_empty() => draft.refusals.push(
            "Câu chọn một nhưng không phương án nào được trọn 100% điểm. Hãy cho phương án đúng 100%.".to_owned(),
        ),
        Marking::One => {
            draft.declared = Some(Kind::Single);
            for (position, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
                if !whole.contains(position) {
                    let letter = letter(position);
                    draft.warnings.push(format!("Phương án {letter} được {share}% điểm; nay tính là sai."));
                }
            }
        }
        Marking::Several => {
            let sum: f64 = shares.iter().filter(|share| **share > 0.0).sum();
            if positive > 0 && (sum - 100.0).abs() > SLACK * positive as f64 {
                draft.refusals.push(format!(
                    "Điểm của các phương án đúng cộng lại là {sum}%. Hãy chia lại cho đủ 100% hoặc đánh dấu lại phương án đúng."
                ));
            }
        }
        Marking::All => {}
    }
}

fn positions(shares: &[f64], is_right: impl Fn(f64) -> bool) -> ChoiceSet {
    (0..shares.len()).filter(|&position| is_right(shares[position])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Place;

    fn key(shares: &[f64], marking: Marking) -> (Vec<usize>, usize, usize) {
        let mut draft = Draft::new(Place::File);
        set_key(&mut draft, shares, marking);
        (draft.key.unwrap().iter().collect(), draft.refusals.len(), draft.warnings.len())
    }

    #[test]
    fn shares_say_the_key_or_are_refused() {
        assert_eq!(key(&[0.0, 100.0], Marking::One), (vec![1], 0, 0));
        assert_eq!(key(&[50.0, 100.0], Marking::One), (vec![1], 0, 1));
        assert_eq!(key(&[50.0, 50.0], Marking::One), (vec![], 1, 0));
        assert_eq!(key(&[0.0, -100.0], Marking::One), (vec![], 0, 0));
        assert_eq!(key(&[33.33333, 33.33333, 33.33333, -100.0], Marking::Several), (vec![0, 1, 2], 0, 0));
        assert_eq!(key(&[16.0, 16.0, 16.0, 16.0, 16.0, 16.0, 0.0], Marking::Several).1, 0);
        assert_eq!(key(&[50.0, 30.0, 0.0], Marking::Several).1, 1);
        assert_eq!(key(&[100.0, 100.0, 0.0], Marking::Several).1, 1);
        assert_eq!(key(&[100.0, 100.0, 0.0], Marking::All), (vec![0, 1], 0, 0));
    }

    #[test]
    fn only_numbers_are_shares() {
        assert_eq!(["50", "-33,3", " 16.66667 "].map(percent), [Some(50.0), Some(-33.3), Some(16.66667)]);
        assert_eq!(["", "-", "inf", "NaN", "1e9", "1.2.3"].map(percent), [None; 6]);
    }
}
