//! Sóc Trăng: the participation that an agency needs falls with its size.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn small_agencies_need_a_greater_share() {
    let told = rank(
        "06-soc-trang-cchc",
        json!({ "agencies": [
            { "code": "lon", "headcount": 50 },
            { "code": "nho", "headcount": 4 },
            { "code": "it", "headcount": 7 },
            { "code": "vua", "headcount": 8 },
        ] }),
        "
        entry person agency track    correct start    taken
        a1    an     nho    staff    20      11T08:00 5:00
        b1    binh   nho    staff    10      11T08:00 5:00
        c1    chi    it     staff    20      11T08:00 6:00
        d1    dung   it     staff    20      11T08:00 6:00
        e1    em     vua    staff    18      11T08:00 4:00
        g1    giang  vua    staff    18      12T08:00 4:00
        h1    hoa    vua    staff    12      11T08:00 4:00
        h2    hoa    vua    staff    12      11T09:00 3:00
        k1    khanh  lon    staff    19      11T08:00 4:00
        n1    nga    la     staff    9       11T08:00 4:00
        o1    oanh   nho    citizens 20      11T08:00 1:00
        ",
    );
    assert_eq!(
        told.ranks,
        lines(
            "
            1 - 1  an    a1 Giải cá nhân: Giải Nhất # 20 in 5:00
            1 - 2= chi   c1 Giải cá nhân: Giải Nhì  # 20 in 6:00
            1 - 2= dung  d1 Giải cá nhân: Giải Nhì  # the same
            1 - 4  khanh k1 Giải cá nhân: Giải Ba
            1 - 5= em    e1 Giải cá nhân: Giải Ba   # 18 in 4:00
            1 - 5= giang g1 Giải cá nhân: Giải Ba   # the same, a day later: that does not rank
            1 - 7  hoa   h2 -                       # her faster attempt
            1 - 8  binh  b1 -
            1 - 9  nga   n1 -
            1 - x  hoa   h1 not_counted
            1 - x  oanh  o1 wrong_track             # a citizen
            "
        )
    );
    assert_eq!(
        told.lots,
        [
            "Giải cá nhân all -: dung 9013956bc4313ca5, chi b1f2f22d23dff08e",
            "Giải cá nhân all -: giang 0ddbd6580631fd81, em dee22cbc037d3937"
        ]
    );
    assert_eq!(
        told.agencies,
        lines(
            "
            Giải tập thể all -: 1 vua 3/8  Giải Nhất # 37.5 % of 8, mean of 18, 18 and 12: 80 %
            Giải tập thể all -: 2 nho 2/4  Giải Nhì  # 50 % of 4, mean of 20 and 10: 75 %
            Giải tập thể all -: x it  2/7  Chưa đạt tỷ lệ tham gia tối thiểu 30%. # 28.6 %
            Giải tập thể all -: x la  1/?  Chưa có số liệu biên chế để xét.
            Giải tập thể all -: x lon 1/50 Chưa đạt tỷ lệ tham gia tối thiểu 25%.
            "
        )
    );
}
