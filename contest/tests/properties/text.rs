//! Text, names and phone numbers, whatever is typed.

use contest::{
    accounts::{FullName, Phone},
    results::Masking,
    text::{fold, paragraphs, percent, squeeze},
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

const VIETNAMESE: &str = "[ A-Za-zĂăÂâĐđÊêÔôƠơƯưÀàẢảÃãÁáẠạẰằẮắẾếỀềỘộỢợỬửỪừỲỳỴỵ'.-]{0,40}";

proptest! {
    #[test]
    fn squeezing_twice_changes_nothing_more(typed in any::<String>()) {
        let squeezed = squeeze(&typed);
        prop_assert_eq!(squeeze(&squeezed), squeezed);
    }

    #[test]
    fn composition_and_case_do_not_matter_to_a_search(typed in VIETNAMESE) {
        let apart: String = typed.nfd().collect();
        prop_assert_eq!(squeeze(&apart), squeeze(&typed));
        prop_assert_eq!(fold(&apart.to_uppercase()), fold(&typed));
    }

    #[test]
    fn a_name_that_is_read_is_read_again(typed in VIETNAMESE) {
        if let Ok(name) = FullName::parse(&typed) {
            prop_assert_eq!(&FullName::parse(name.as_str()).unwrap(), &name);
            prop_assert!(name.as_str().ends_with(name.given()));
            prop_assert!(name.sort_key().bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_lowercase()));
            prop_assert_eq!(Masking::Initials.show(&name).split(' ').count(), name.words().count());
        }
    }

    #[test]
    fn nothing_typed_breaks_a_field(typed in any::<String>()) {
        if let Ok(name) = FullName::parse(&typed) {
            let _ = (name.sort_key(), Masking::Masked.show(&name));
        }
        if let Ok(phone) = Phone::parse(&typed) {
            prop_assert_eq!(phone.as_str().len(), Phone::DIGITS);
        }
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written(digits in "0[35789][0-9]{8}") {
        let abroad = format!("+84{}", &digits[1..]);
        let dotted = format!("{}.{} {}", &digits[..4], &digits[4..7], &digits[7..]);
        for typed in [&abroad, &abroad[1..], &dotted, &format!("+84 (0){}", &digits[1..])] {
            let phone = Phone::parse(typed).unwrap();
            prop_assert_eq!(phone.as_str(), &digits, "{}", typed);
        }
    }

    #[test]
    fn paragraphs_are_as_they_are_stored_and_lose_no_letter(typed in any::<String>()) {
        let once = paragraphs(&typed);
        prop_assert_eq!(&paragraphs(&once), &once);
        prop_assert_eq!(squeeze(&once), squeeze(&typed));
        prop_assert!(!once.contains("\n\n\n") && !once.starts_with('\n') && !once.ends_with('\n'));
    }

    #[test]
    fn only_a_whole_is_a_hundred_percent(part in any::<u64>(), whole in 1..=u64::MAX) {
        let part = part % whole;
        prop_assert_ne!(percent(part, whole), "100%");
        prop_assert_eq!(percent(whole, whole), "100%");
    }
}
