//! Election 2026: prizes by place, and prizes that spread over agencies.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn spread_prizes_go_to_one_of_each_agency_that_has_no_other() {
    let told = rank(
        "08-bau-cu-2026",
        json!({
            "agencies": [{ "code": "snv", "headcount": 8 }, { "code": "stc", "headcount": 4 }],
            "people": [{ "person": "em", "refused": "đã nghỉ việc" }],
        }),
        "
        entry person agency track    round correct start    taken
        a1    an     snv    staff    1     10      11T08:00 1:00
        b1    binh   snv    staff    1     10      11T08:00 2:00
        c1    chi    snv    staff    1     10      11T08:00 3:00
        d1    dung   stc    staff    1     9       11T08:00 1:00
        e1    em     stc    staff    1     9       11T08:00 2:00
        g1    giang  snv    staff    1     9       11T08:00 3:00
        h1    hoa    snv    staff    1     8       11T08:00 1:00
        k1    khanh  snv    staff    1     8       11T08:00 2:00
        l1    lan    snv    staff    1     8       11T08:00 3:00
        m1    minh   stc    staff    1     8       11T08:00 4:00
        n1    nga    -      citizens 1     7       11T08:00 1:00
        o1    oanh   -      citizens 1     7       11T08:00 2:00
        a2    an     snv    staff    2     10      18T08:00 4:00
        a3    an     snv    staff    2     10      18T09:00 3:00
        ",
    );
    assert_eq!(
        told.ranks,
        lines(
            "
            1 - 1  an    a1 Giải tuần: Giải Nhất
            1 - 2  binh  b1 Giải tuần: Giải Nhì
            1 - 3  chi   c1 Giải tuần: Giải Nhì
            1 - 4  dung  d1 Giải tuần: Giải Ba
            1 - 5  em    e1 !refused
            1 - 6  giang g1 Giải tuần: Giải Ba
            1 - 7  hoa   h1 Giải tuần: Giải Ba      # up from seventh, em being refused
            1 - 8  khanh k1 Giải lan tỏa: Giải Lan tỏa # the first of snv without a prize
            1 - 9  lan   l1 -                       # snv has its one
            1 - 10 minh  m1 Giải lan tỏa: Giải Lan tỏa # the first of stc without a prize
            1 - 11 nga   n1 Giải lan tỏa: Giải Lan tỏa # of no agency, so of none that is full
            1 - 12 oanh  o1 Giải lan tỏa: Giải Lan tỏa
            2 - 1  an    a3 Giải tuần: Giải Nhất    # another week, another prize
            2 - x  an    a2 not_counted             # slower
            "
        )
    );
    assert_eq!(
        told.passed,
        lines(
            "
            Giải tuần 1 -: 5 em Không được trao giải: đã nghỉ việc
            Giải lan tỏa 1 -: 1 an Đã nhận giải cao hơn: Giải tuần, Giải Nhất, vòng 1.
            Giải lan tỏa 1 -: 2 binh Đã nhận giải cao hơn: Giải tuần, Giải Nhì, vòng 1.
            Giải lan tỏa 1 -: 3 chi Đã nhận giải cao hơn: Giải tuần, Giải Nhì, vòng 1.
            Giải lan tỏa 1 -: 4 dung Đã nhận giải cao hơn: Giải tuần, Giải Ba, vòng 1.
            Giải lan tỏa 1 -: 5 em Không được trao giải: đã nghỉ việc
            Giải lan tỏa 1 -: 6 giang Đã nhận giải cao hơn: Giải tuần, Giải Ba, vòng 1.
            Giải lan tỏa 1 -: 7 hoa Đã nhận giải cao hơn: Giải tuần, Giải Ba, vòng 1.
            Giải lan tỏa 1 -: 9 lan Cơ quan, đơn vị đã có đủ 1 giải loại này.
            Giải lan tỏa 2 -: 1 an Đã nhận giải cao hơn: Giải tuần, Giải Nhất, vòng 2.
            "
        )
    );
    assert_eq!(told.lots, [""; 0]);
    assert_eq!(
        told.agencies,
        lines(
            "
            Giải tập thể all -: 1 snv 7/8 Giải Tập thể
            Giải tập thể all -: 2 stc 3/4 Giải Tập thể # em took part, whatever prize she may have
            "
        )
    );
}
