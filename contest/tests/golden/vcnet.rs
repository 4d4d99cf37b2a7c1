//! The weekly contest of 2020: only all-correct attempts win; prediction, then the earliest.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn only_all_correct_attempts_win_and_the_earliest_of_a_person_counts() {
    let told = rank(
        "01-vcnet",
        json!({ "people": [
            { "person": "chi", "duplicates": { "id_number": "7" } },
            { "person": "em", "birth_date": "2012-05-12" },
            { "person": "hoa", "duplicates": { "id_number": "7" } },
            { "person": "lan", "birth_date": "2012-05-12" },
        ] }),
        "
        entry person agency correct guess start    taken registered valid
        a2    an     -      10      99    11T11:00 1:00  01T08:00   -
        a1    an     -      10      7     11T10:00 3:00  01T08:00   -
        b1    binh   -      10      6     11T10:10 3:00  01T08:00   -
        c1    chi    -      10      8     12T09:00 5:00  02T08:00   -
        d1    dung   -      9       7     11T10:01 1:00  01T08:00   -
        e1    em     -      10      7     11T12:00 4:00  01T08:00   -
        g1    giang  -      10      -     11T10:02 2:00  01T08:00   -
        h1    hoa    -      10      7     11T10:30 2:00  03T08:00   -
        k1    khanh  -      10      7     11T10:40 2:00  01T08:00   0
        l1    lan    -      10      9     12T08:00 2:00  01T08:00   -
        m1    minh   -      10      6     11T10:11 2:00  01T08:00   -
        n1    nga    -      10      8     11T10:12 1:00  01T08:00   -
        ",
    );
    // an, binh, chi, giang, lan, minh and nga: em, hoa and khanh are not valid.
    assert_eq!(told.quantities, [Some(7)]);
    assert_eq!(
        told.ranks,
        lines(
            "
            1 - 1  an    a1 Giải tuần: Giải Nhất        # predicted 7 of 7
            1 - 2= binh  b1 Giải tuần: Giải Nhì         # off by 1, in at 10:13, second lot
            1 - 2= minh  m1 Giải tuần: Giải Ba          # off by 1, in at 10:13, third lot
            1 - 2= nga   n1 Giải tuần: Giải Nhì         # off by 1, in at 10:13, first lot
            1 - 5  chi   c1 Giải tuần: Giải Ba          # off by 1, in a day later
            1 - 6  lan   l1 Giải tuần: Giải Ba          # off by 2; fourteen on that very day
            1 - 7  giang g1 Giải tuần: Giải Khuyến khích # predicted nothing
            1 - 8  dung  d1 !not_all_correct            # nine right, whatever was predicted
            1 - x  an    a2 not_counted                 # as many right, later; its prediction has no part in it
            1 - x  em    e1 too_young                   # fourteen a day later
            1 - x  hoa   h1 duplicate                   # chi registered first with that number
            1 - x  khanh k1 void                        # declared invalid
            "
        )
    );
    assert_eq!(told.lots, ["Giải tuần 1 -: nga 45ea4abc1024b461, binh 58da602ec67fbec6, minh f0bef332cb71957f"]);
    assert_eq!(told.passed, [""; 0]);
}
