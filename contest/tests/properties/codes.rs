//! Entry codes, typed well and badly.

use contest::accounts::{EntryCode, FieldError};
use proptest::prelude::*;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn any_code() -> impl Strategy<Value = EntryCode> {
    any::<u64>().prop_map(|seed| EntryCode::generate(&mut ChaCha8Rng::seed_from_u64(seed)))
}

proptest! {
    #[test]
    fn a_code_is_read_as_it_is_shown(code in any_code()) {
        prop_assert_eq!(&EntryCode::parse(&code.to_string()).unwrap(), &code);
        prop_assert_eq!(&EntryCode::parse(code.as_str()).unwrap(), &code);
        let shown = code.to_string();
        prop_assert_eq!(shown.len(), 11);
        prop_assert_eq!(shown.replace('-', ""), code.as_str());
        prop_assert!(code.as_str().chars().all(|symbol| ALPHABET.contains(symbol)));
    }

    #[test]
    fn hurried_typing_is_forgiven(code in any_code()) {
        let typed = code.to_string().to_lowercase().replace('0', "o").replace('1', "l").replace('-', " – ");
        prop_assert_eq!(&EntryCode::parse(&format!(" {typed}.")).unwrap(), &code);
        let typed = code.as_str().replace('0', "O").replace('1', "I");
        prop_assert_eq!(&EntryCode::parse(&typed).unwrap(), &code);
    }

    #[test]
    fn every_single_typo_is_caught(code in any_code()) {
        for place in 0..EntryCode::LENGTH {
            for symbol in ALPHABET.chars() {
                let mut typed: Vec<char> = code.as_str().chars().collect();
                if typed[place] == symbol {
                    continue;
                }
                typed[place] = symbol;
                prop_assert_eq!(EntryCode::parse(&String::from_iter(typed)), Err(FieldError::CodeCheck));
            }
        }
    }

    #[test]
    fn every_swap_of_two_symbols_is_caught(code in any_code()) {
        for first in 0..EntryCode::LENGTH {
            for second in first + 1..EntryCode::LENGTH {
                let mut typed: Vec<char> = code.as_str().chars().collect();
                if typed[first] == typed[second] {
                    continue;
                }
                typed.swap(first, second);
                prop_assert_eq!(EntryCode::parse(&String::from_iter(typed)), Err(FieldError::CodeCheck));
            }
        }
    }

    #[test]
    fn nothing_typed_breaks_it(typed in any::<String>()) {
        if let Ok(code) = EntryCode::parse(&typed) {
            prop_assert_eq!(code.as_str().len(), EntryCode::LENGTH);
        }
    }
}

#[test]
fn what_is_wrong_is_said() {
    let cases = [
        ("", FieldError::CodeMissing),
        (" - ", FieldError::CodeMissing),
        ("K7P-2M9", FieldError::CodeLength(6)),
        ("K7P-2M9-QX4-A", FieldError::CodeLength(10)),
        ("K7P-2M9-QXU", FieldError::CodeCharacter('U')),
        ("K7P-2M9-QX€", FieldError::CodeCharacter('€')),
    ];
    for (typed, error) in cases {
        assert_eq!(EntryCode::parse(typed), Err(error), "{typed}");
    }
    assert!(FieldError::CodeCheck.to_string().contains("một ký tự chưa đúng"));
}

#[test]
fn a_code_never_shows_in_a_log() {
    let code = EntryCode::generate(&mut ChaCha8Rng::seed_from_u64(1));
    assert_eq!(format!("{code:?}"), "EntryCode(…)");
}
