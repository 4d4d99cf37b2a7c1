//! Hòa Bình 2023: each round predicts its own number of people all-correct.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn each_round_is_measured_by_its_own_quantity_and_a_frozen_one_stays() {
    let told = rank(
        "10-hoa-binh-cchc-2023",
        // Round 2 was frozen at 3; one all-correct attempt was declared invalid afterwards.
        json!({ "quantities": { "2": 3 } }),
        "
        entry person agency correct guess round start    taken valid
        a1    an     -      10      2     1     11T08:00 5:00  -
        a2    an     -      10      9     1     11T09:00 4:00  -
        b1    binh   -      10      3     1     11T08:00 3:00  -
        c1    chi    -      9       2     1     11T08:00 3:00  -
        d1    dung   -      9       2     1     11T08:00 3:00  -
        a3    an     -      10      3     2     18T08:00 9:00  -
        b3    binh   -      10      2     2     18T08:00 3:00  -
        c3    chi    -      10      2     2     18T08:00 2:00  0
        ",
    );
    assert_eq!(told.quantities, [Some(2), Some(3)]);
    assert_eq!(
        told.ranks,
        lines(
            "
            1 - 1  binh b1 Giải tuần: Giải Nhất # 10, off by 1
            1 - 2  an   a2 Giải tuần: Giải Nhì  # 10, off by 7: the faster attempt counts, not the luckier
            1 - 3= chi  c1 Giải tuần: Giải Nhì  # 9, on the spot, 3:00; first lot
            1 - 3= dung d1 Giải tuần: Giải Ba   # the same in everything; second lot
            2 - 1  an   a3 Giải tuần: Giải Nhất # predicted the frozen 3
            2 - 2  binh b3 Giải tuần: Giải Nhì  # off by 1
            1 - x  an   a1 not_counted
            2 - x  chi  c3 void
            "
        )
    );
    assert_eq!(told.lots, ["Giải tuần 1 -: chi 6e99c7a77b70997f, dung b722474709db6e5c"]);
    assert_eq!((told.passed, told.agencies), (vec![], vec![]));
}
