//! What no preset asks for and the rules can hold all the same.

use contest::{
    agencies::Block,
    contests::{
        Apart, BarredPolicy, Counting, DuplicateKey, DuplicatePolicy, DuplicateRule, IndividualPrizes, OnePrize,
        Period, Preset, PrizeClass, Rules,
    },
};
use serde_json::json;

use crate::table::{lines, rank_by};

/// Ranked by right answers and time; ten questions; no prizes of its own.
fn plain() -> Rules {
    let rules = Preset::find("08-bau-cu-2026").expect("preset").rules;
    Rules { prizes: vec![], collective: vec![], one_prize: OnePrize::Race, ..rules }
}

fn prizes(name: &str, period: Period, apart: Apart, classes: &[(&str, u16, u64)]) -> IndividualPrizes {
    let class =
        |&(name, count, value): &(&str, u16, u64)| PrizeClass { name: name.to_owned(), count, value, points: 0 };
    IndividualPrizes {
        name: name.to_owned(),
        period,
        apart,
        tracks: vec![],
        blocks: vec![],
        classes: classes.iter().map(class).collect(),
        most_per_agency: None,
    }
}

#[test]
fn who_plays_without_prizes_is_ranked_and_passed_over() {
    let mut rules =
        Rules { prizes: vec![prizes("Tuần", Period::Round, Apart::Together, &[("Nhất", 1, 0)])], ..plain() };
    rules.eligibility.barred = BarredPolicy::WithoutPrizes;
    let told = rank_by(
        &rules,
        json!({ "people": [{ "person": "an", "barred": true }] }),
        "
        entry person agency correct start    taken
        a1    an     -      10      11T08:00 1:00
        b1    binh   -      10      11T08:00 2:00
        ",
    );
    assert_eq!(told.ranks, ["1 - 1 an a1 !without_prizes", "1 - 2 binh b1 Tuần: Nhất"]);
    assert_eq!(told.passed, ["Tuần 1 -: 1 an Người tham gia tổ chức cuộc thi không xét giải."]);
}

#[test]
fn a_phone_may_serve_so_many_of_a_family() {
    let duplicates = vec![DuplicateRule { by: DuplicateKey::Phone, policy: DuplicatePolicy::Allow(2) }];
    let shared = |person: &str| json!({ "person": person, "duplicates": { "phone": "1" } });
    let told = rank_by(
        &Rules { duplicates, ..plain() },
        json!({ "people": [shared("an"), shared("binh"), shared("chi"), shared("dung")] }),
        "
        entry person agency correct start    taken registered
        a1    an     -      10      11T08:00 1:00  03T08:00
        b1    binh   -      10      11T08:00 2:00  01T08:00
        c1    chi    -      10      11T08:00 3:00  03T08:00
        d1    dung   -      10      11T08:00 4:00  -
        ",
    );
    let expected = "
        1 - 1 an   a1 -         # second to register: with chi, and before her by identifier
        1 - 2 binh b1 -         # first to register
        1 - x chi  c1 duplicate
        1 - x dung d1 duplicate # when is not known, so last
        ";
    assert_eq!(told.ranks, lines(expected));
}

#[test]
fn blocks_may_race_apart_or_for_prizes_of_their_own() {
    let mut own = prizes("Giải xã", Period::Round, Apart::Together, &[("Nhất", 1, 0)]);
    own.blocks = vec![Block("xa".to_owned())];
    let each = prizes("Giải khối", Period::Round, Apart::Block, &[("Nhất", 1, 0)]);
    let told = rank_by(
        &Rules { apart: Apart::Block, prizes: vec![each, own], ..plain() },
        json!({ "agencies": [{ "code": "sa-pa", "block": "xa" }, { "code": "snv", "block": "so" }] }),
        "
        entry person agency block correct start    taken
        a1    an     snv    -     10      11T08:00 1:00
        b1    binh   sa-pa  -     9       11T08:00 1:00
        c1    chi    sa-pa  so    8       11T08:00 1:00
        d1    dung   -      -     7       11T08:00 1:00
        ",
    );
    let expected = "
        1 so 1 an   a1 Giải khối: Nhất
        1 so 2 chi  c1 -                              # the attempt's own block goes before the agency's
        1 xa 1 binh b1 Giải khối: Nhất; Giải xã: Nhất # two races, two prizes
        1 -  1 dung d1 Giải khối: Nhất                # those of no block are one more
        ";
    assert_eq!(told.ranks, lines(expected));
}

#[test]
fn prizes_of_the_whole_contest_go_by_the_best_round() {
    let rules = Rules {
        prizes: vec![prizes("Chung", Period::Contest, Apart::Together, &[("Nhất", 1, 0), ("Nhì", 1, 0)])],
        ..plain()
    };
    let told = rank_by(
        &rules,
        json!({}),
        "
        entry person agency round correct start    taken
        a1    an     -      1     9       11T08:00 1:00
        a2    an     -      2     10      18T08:00 3:00
        b1    binh   -      1     10      11T08:00 2:00
        b2    binh   -      2     10      18T08:00 2:00
        ",
    );
    let expected = "
        1 - 1 binh b1 Chung: Nhất # of two equal rounds the earlier
        1 - 2 an   a1 -
        2 - 1 binh b2 -
        2 - 2 an   a2 Chung: Nhì  # the better of the two
        ";
    assert_eq!(told.ranks, lines(expected));
}

#[test]
fn of_two_prizes_with_values_the_more_valuable_is_kept() {
    let weekly = prizes("Tuần", Period::Round, Apart::Together, &[("Nhất", 1, 500_000), ("Nhì", 1, 200_000)]);
    let whole = prizes("Chung", Period::Contest, Apart::Together, &[("Nhất", 1, 5_000_000), ("Nhì", 1, 300_000)]);
    let told = rank_by(
        &Rules { prizes: vec![weekly, whole], one_prize: OnePrize::Contest, ..plain() },
        json!({}),
        "
        entry person agency correct start    taken
        a1    an     -      10      11T08:00 1:00
        b1    binh   -      10      11T08:00 2:00
        c1    chi    -      10      11T08:00 3:00
        d1    dung   -      10      11T08:00 4:00
        ",
    );
    let expected = "
        1 - 1 an   a1 Chung: Nhất # 5,000,000 rather than 500,000
        1 - 2 binh b1 Tuần: Nhất  # up from the second, worth 200,000; more than 300,000
        1 - 3 chi  c1 Chung: Nhì  # 300,000 rather than 200,000
        1 - 4 dung d1 Tuần: Nhì
        ";
    assert_eq!(told.ranks, lines(expected));
}

#[test]
fn a_higher_prize_that_comes_free_is_taken_up() {
    // Round 2 fills its seats as if chi took its first prize; when she keeps that of round 1, binh moves
    // up to it, gives back the second prize of round 1, and dung moves up to that.
    let classes = &[("Nhất", 1, 0), ("Nhì", 1, 0)];
    let told = rank_by(
        &Rules {
            prizes: vec![prizes("Tuần", Period::Round, Apart::Together, classes)],
            one_prize: OnePrize::Contest,
            ..plain()
        },
        json!({}),
        "
        entry person agency round correct start    taken
        c1    chi    -      1     10      11T08:00 1:00
        b1    binh   -      1     10      11T08:00 2:00
        d1    dung   -      1     10      11T08:00 3:00
        c2    chi    -      2     10      18T08:00 1:00
        b2    binh   -      2     10      18T08:00 2:00
        d2    dung   -      2     10      18T08:00 3:00
        e2    em     -      2     10      18T08:00 4:00
        ",
    );
    let expected = "
        1 - 1 chi  c1 Tuần: Nhất # of two first prizes the earlier round's
        1 - 2 binh b1 -          # second here at first, then first in round 2
        1 - 3 dung d1 Tuần: Nhì
        2 - 1 chi  c2 -
        2 - 2 binh b2 Tuần: Nhất # chi gave it up
        2 - 3 dung d2 -          # of two second prizes the earlier round's
        2 - 4 em   e2 Tuần: Nhì
        ";
    assert_eq!(told.ranks, lines(expected));
}

#[test]
fn the_first_or_the_last_attempt_may_count() {
    let table = "
        entry person agency correct start    taken
        a1    an     -      7       11T08:00 1:00
        a2    an     -      9       11T09:00 1:00
        a3    an     -      8       11T10:00 1:00
        ";
    let counted = |counts| rank_by(&Rules { counts, ..plain() }, json!({}), table).ranks.remove(0);
    assert_eq!(counted(Counting::Best), "1 - 1 an a2 -");
    assert_eq!(counted(Counting::First), "1 - 1 an a1 -");
    assert_eq!(counted(Counting::Last), "1 - 1 an a3 -");
}
