//! The form for rules, and what a version changes.

use contest::{
    Millis,
    contests::{AttemptLimit, Eligibility, LimitPeriod, PredictedQuantity, Preset, Rules, RulesField, RulesForm},
    results::{Masking, RankKey},
};
use proptest::prelude::*;

/// A preset with some of its rules changed; all of them can be kept.
fn any_rules() -> impl Strategy<Value = Rules> {
    let keys = prop::sample::subsequence(RankKey::ALL.to_vec(), 1..=RankKey::ALL.len()).prop_shuffle();
    let period = prop::sample::select(vec![LimitPeriod::Contest, LimitPeriod::Week, LimitPeriod::Day]);
    let limits = (prop::option::of(1..9_u16), period).prop_map(|(count, per)| AttemptLimit { count, per });
    (
        prop::sample::select(Preset::all()),
        60..86_400_i64,
        limits,
        keys,
        prop::option::of(1..=100_u8),
        0..=100_u8,
        any::<bool>(),
    )
        .prop_map(
            |(preset, seconds, attempts, ranking, minimum_participation_percent, minimum_age, partial_credit)| Rules {
                duration: Millis::seconds(seconds),
                attempts,
                ranking,
                prediction: Some(PredictedQuantity::People),
                minimum_participation_percent,
                partial_credit,
                names: if partial_credit { Masking::Full } else { Masking::Initials },
                eligibility: Eligibility { minimum_age, ..preset.rules.eligibility },
                ..preset.rules
            },
        )
}

proptest! {
    #[test]
    fn the_form_gives_back_the_rules_that_it_shows(rules in any_rules()) {
        prop_assert_eq!(rules.check(), Ok(()));
        prop_assert_eq!(RulesForm::of(&rules).read(), Ok(rules));
    }

    #[test]
    fn whatever_is_typed_is_read_or_told(place in 0..22_usize, typed in ".{0,40}", rest in ".{0,200}") {
        let shown = RulesForm::of(&Rules::case_4());
        let field = RulesField::all().nth(place).map(RulesField::name).unwrap_or_default();
        let form = RulesForm::sent(|name| match name {
            name if name == field => typed.clone(),
            name if name == RulesField::Rest.name() => rest.clone(),
            name => shown.values().find(|(known, _)| *known == name).map(|(_, value)| value.to_owned()).unwrap_or_default(),
        });
        match form.read() {
            Ok(rules) => prop_assert_eq!(rules.check(), Ok(())),
            Err(problems) => {
                prop_assert!(!problems.is_empty());
                prop_assert!(problems.iter().all(|problem| problem.to_string().contains("Hãy")));
            }
        }
    }

    #[test]
    fn changes_lead_from_the_old_sentences_to_the_new(before in any_rules(), after in any_rules()) {
        let changes = after.changes_from(&before);
        prop_assert_eq!(changes.is_empty(), before == after);
        prop_assert!(changes.iter().all(|change| change.before != change.after));
        let (mut old, mut new) = (before.describe(), after.describe());
        old.retain(|sentence| !changes.iter().any(|change| change.before.as_ref() == Some(sentence)));
        new.retain(|sentence| !changes.iter().any(|change| change.after.as_ref() == Some(sentence)));
        old.sort_unstable();
        new.sort_unstable();
        prop_assert_eq!(old, new, "what did not change is the same");
    }
}
