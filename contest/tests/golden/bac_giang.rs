//! Bắc Giang: attempts all-correct are predicted, and a shared phone is only looked at.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn every_all_correct_attempt_counts_in_what_is_predicted() {
    let told = rank(
        "11-bac-giang",
        json!({ "people": [
            { "person": "an", "duplicates": { "phone": "1" } },
            { "person": "binh", "duplicates": { "phone": "1" } },
        ] }),
        "
        entry person agency correct guess start    taken valid
        a1    an     -      20      4     11T08:00 5:00  -
        a2    an     -      20      5     11T09:00 5:00  -
        a3    an     -      20      5     11T10:00 5:00  0
        b1    binh   -      20      6     11T07:00 9:00  -
        c1    chi    -      20      4     11T08:01 4:00  -
        c2    chi    -      20      5     11T09:00 4:00  -
        d1    dung   -      19      5     11T06:00 4:00  -
        ",
    );
    // Two of an, one of binh, two of chi: the one declared invalid is not there.
    assert_eq!(told.quantities, [Some(5)]);
    assert_eq!(
        told.ranks,
        lines(
            "
            1 - 1  binh b1 Giải cá nhân: Giải Nhất # off by 1, in at 7:09; the phone shared with an is only shown
            1 - 2= an   a1 Giải cá nhân: Giải Nhì  # off by 1, in at 8:05: the first of the attempts counts
            1 - 2= chi  c1 Giải cá nhân: Giải Nhì  # off by 1, in at 8:05
            1 - 4  dung d1 Giải cá nhân: Giải Ba   # on the spot, but 19
            1 - x  an   a2 not_counted
            1 - x  an   a3 void
            1 - x  chi  c2 not_counted
            "
        )
    );
    assert_eq!(told.lots, ["Giải cá nhân all -: chi b1f2f22d23dff08e, an fe1fcacb4989fe1e"]);
    assert_eq!((told.passed, told.agencies), (vec![], vec![]));
}
