//! Lào Cai 2025: ten prizes in four classes; ten of two classes for communes and wards only.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn ten_people_win_and_only_communes_and_wards_race_together() {
    let told = rank(
        "12-lao-cai-2025",
        json!({
            "agencies": [
                { "code": "sa-pa", "block": "xa-phuong", "headcount": 4 },
                { "code": "bac-ha", "block": "xa-phuong", "headcount": 4 },
                { "code": "muong-khuong", "block": "xa-phuong", "headcount": 6 },
                { "code": "bat-xat", "block": "xa-phuong", "headcount": 3 },
                { "code": "van-ban", "block": "xa-phuong", "headcount": 1, "refused": "nộp báo cáo muộn" },
                { "code": "snv", "block": "so-ban-nganh", "headcount": 3 },
            ],
            "people": [{ "person": "quy", "agency": "muong-khuong", "on_leave": true }],
        }),
        "
        entry person agency       track    correct guess start    taken
        a1    an     sa-pa        staff    20      12    11T08:00 5:00
        b1    binh   sa-pa        staff    20      13    11T08:00 5:00
        c1    chi    bac-ha       staff    20      14    11T08:00 5:00
        d1    dung   bac-ha       staff    20      10    11T08:00 5:00
        e1    em     muong-khuong staff    20      10    11T08:00 6:00
        g1    giang  muong-khuong citizens 19      12    11T08:00 5:00
        h1    hoa    van-ban      staff    19      12    11T08:00 6:00
        k1    khanh  snv          staff    19      12    11T08:00 7:00
        l1    lan    snv          staff    19      12    11T08:00 8:00
        m1    minh   snv          staff    18      12    11T08:00 8:00
        n1    nga    snv          citizens 18      12    11T08:00 8:00
        o1    oanh   snv          staff    17      12    11T08:00 8:00
        ",
    );
    assert_eq!(told.quantities, [Some(12)]);
    assert_eq!(
        told.ranks,
        lines(
            "
            1 - 1  an    a1 Giải cá nhân: Giải Nhất        # on the spot
            1 - 2  binh  b1 Giải cá nhân: Giải Nhì         # off by 1
            1 - 3= chi   c1 Giải cá nhân: Giải Ba          # over by 2; second lot
            1 - 3= dung  d1 Giải cá nhân: Giải Nhì         # under by 2: as far; first lot
            1 - 5  em    e1 Giải cá nhân: Giải Ba          # off by 2, slower
            1 - 6  giang g1 Giải cá nhân: Giải Ba
            1 - 7  hoa   h1 Giải cá nhân: Giải Khuyến khích
            1 - 8  khanh k1 Giải cá nhân: Giải Khuyến khích
            1 - 9  lan   l1 Giải cá nhân: Giải Khuyến khích
            1 - 10= minh m1 Giải cá nhân: Giải Khuyến khích # the tenth prize for one of two equals
            1 - 10= nga  n1 -                               # second lot
            1 - 12 oanh  o1 -
            "
        )
    );
    assert_eq!(
        told.lots,
        [
            "Giải cá nhân all -: dung 9013956bc4313ca5, chi b1f2f22d23dff08e",
            "Giải cá nhân all -: minh 1aac029f69ad1db9, nga 8bee487ab9789851"
        ]
    );
    assert_eq!(told.passed, [""; 0]);
    assert_eq!(
        told.agencies,
        lines(
            "
            Giải xã, phường all -: 1  van-ban 1/1 - refused: nộp báo cáo muộn
            Giải xã, phường all -: 2= sa-pa  2/4 Giải A lot 77cd488d7b93fd31
            Giải xã, phường all -: 2= bac-ha 2/4 Giải A lot ec74f63b2596d8b2 # as many, all of them 100 %
            Giải xã, phường all -: 4  muong-khuong 2/5 Giải A # quy is on leave
            Giải xã, phường all -: x  bat-xat 0/3 Chưa có ai dự thi.
            "
        )
    );
}
