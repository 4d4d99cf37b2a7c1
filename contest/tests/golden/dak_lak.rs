//! Đắk Lắk 2023: quotas by position and a winner of its own before an agency ranks.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn an_agency_needs_its_quotas_and_a_winner() {
    let told = rank(
        "05-dak-lak-cchc-2023",
        json!({
            "agencies": [
                { "code": "snv", "headcount": 5, "positions": { "leader": 1, "section_head": 2, "civil_servant": 2 } },
                { "code": "stc", "headcount": 4, "positions": { "leader": 2, "one_stop_staff": 2 } },
                { "code": "syt", "headcount": 3, "positions": { "leader": 1, "public_employee": 2 } },
                { "code": "sxd", "headcount": 2, "positions": { "leader": 1 } },
                { "code": "skh", "headcount": 1 },
                { "code": "vpub", "headcount": 2, "positions": { "leader": 0 } },
            ],
            "people": [
                { "person": "an", "position": "leader" },
                { "person": "binh", "position": "section_head" },
                { "person": "chi", "position": "civil_servant" },
                { "person": "dung", "position": "leader" },
                { "person": "em", "position": "one_stop_staff" },
                { "person": "giang", "position": "leader" },
                { "person": "hoa", "position": "public_employee" },
                { "person": "khanh", "position": "leader" },
                { "person": "quy", "agency": "syt", "position": "public_employee", "on_leave": true },
            ],
        }),
        "
        entry person agency track    round correct start    taken registered
        a1    an     snv    staff    1     20      11T08:00 5:00  02T08:00
        a2    an     snv    staff    1     19      11T09:00 1:00  02T08:00
        b1    binh   snv    staff    1     20      11T08:00 5:00  02T08:00
        c1    chi    snv    staff    1     20      11T10:00 5:00  01T08:00
        d1    dung   stc    staff    1     20      11T08:00 4:00  01T08:00
        e1    em     stc    staff    1     18      11T08:00 4:00  01T08:00
        g1    giang  syt    staff    1     17      11T08:00 4:00  01T08:00
        h1    hoa    syt    staff    1     16      11T08:00 4:00  01T08:00
        k1    khanh  sxd    staff    1     15      11T08:00 4:00  01T08:00
        n1    nga    -      citizens 1     20      11T08:00 1:00  01T08:00
        ",
    );
    assert_eq!(told.quantities, [None]);
    assert_eq!(
        told.ranks,
        lines(
            "
            1 - 1 dung  d1 Giải tuần: Giải Nhất # 20 in 4:00
            1 - 2 chi   c1 Giải tuần: Giải Nhì  # 20 in 5:00, one attempt, registered first
            1 - 3 binh  b1 Giải tuần: Giải Nhì  # 20 in 5:00, one attempt, registered later
            1 - 4 an    a1 Giải tuần: Giải Ba   # 20 in 5:00, two attempts
            1 - 5 em    e1 Giải tuần: Giải Ba
            1 - 6 giang g1 Giải tuần: Giải Ba
            1 - 7 hoa   h1 -                    # six prizes, all given
            1 - 8 khanh k1 -
            1 - x an    a2 not_counted          # faster, with fewer right
            1 - x nga   n1 wrong_track          # for staff only
            "
        )
    );
    assert_eq!(told.lots, [""; 0]);
    assert_eq!(
        told.agencies,
        lines(
            "
            # Both that are left of syt took part, quy being on leave: 30 % of one public employee is one.
            Giải tập thể all -: 1 syt 2/2 Giải Nhất
            # The leader, one of two heads, one of two civil servants (30 % is 0.6, so one); 3 of 5.
            Giải tập thể all -: 2 snv 3/5 Giải Nhì
            # Its positions are not known: nobody knows whether its quotas are met.
            Giải tập thể all -: x skh 0/1 Chưa có số liệu biên chế để xét. Chưa có ai dự thi. Chưa có người đạt giải cá nhân.
            Giải tập thể all -: x stc 2/4 Người làm việc tại bộ phận một cửa: có 1 người dự thi, cần ít nhất 2.
            Giải tập thể all -: x sxd 1/2 Chưa có người đạt giải cá nhân.
            # It says that nobody holds a position with a quota, and so none is missing.
            Giải tập thể all -: x vpub 0/2 Chưa có ai dự thi. Chưa có người đạt giải cá nhân.
            "
        )
    );
}
