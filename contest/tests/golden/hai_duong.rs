//! Hải Dương 2024: the prediction does not rank, it decides among equals for prizes.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn equals_on_the_board_are_parted_by_the_prediction_for_prizes() {
    let told = rank(
        "04-hai-duong-cchc-2024",
        json!({
            "agencies": [
                { "code": "snv", "block": "nhom-1", "headcount": 4 },
                { "code": "stc", "block": "nhom-1", "headcount": 4 },
                { "code": "syt", "block": "nhom-1", "headcount": 3 },
                { "code": "chi-linh", "block": "nhom-2", "headcount": 2 },
            ],
            "people": [{ "person": "giang", "refused": "hồ sơ không khớp" }],
        }),
        "
        entry person agency   correct guess start    taken
        a1    an     snv      20      1     11T08:00 5:00
        a2    an     snv      20      2     11T09:00 5:00
        b1    binh   snv      20      3     11T08:00 5:00
        c1    chi    stc      20      2     12T08:00 5:00
        d1    dung   stc      19      9     11T08:00 3:00
        e1    em     syt      18      9     11T08:00 3:00
        g1    giang  stc      20      5     11T08:00 2:00
        h1    hoa    chi-linh 15      3     11T08:00 9:00
        k1    khanh  chi-linh 15      3     11T08:00 9:00
        ",
    );
    // an, binh, chi and giang.
    assert_eq!(told.quantities, [Some(4)]);
    assert_eq!(
        told.ranks,
        lines(
            "
            1 staff 1  giang g1 !refused                      # 20 in 2:00, but not given a prize
            1 staff 2= an    a1 Giải tuần: Giải Nhì           # off by 3: the earlier of equal attempts counts
            1 staff 2= binh  b1 Giải tuần: Giải Nhất          # off by 1
            1 staff 2= chi   c1 Giải tuần: Giải Nhì           # off by 2
            1 staff 5  dung  d1 Giải tuần: Giải Ba
            1 staff 6  em    e1 Giải tuần: Giải Ba
            1 staff 7= hoa   h1 Giải tuần: Giải Khuyến khích # equal in everything; second lot
            1 staff 7= khanh k1 Giải tuần: Giải Ba           # equal in everything; first lot
            1 -     x  an    a2 not_counted                   # as good, later
            "
        )
    );
    assert_eq!(told.passed, ["Giải tuần 1 staff: 1 giang Không được trao giải: hồ sơ không khớp"]);
    assert_eq!(told.lots, ["Giải tuần 1 staff: khanh a4d45ed6476704a9, hoa a6b42508d94a660b"]);
    assert_eq!(
        told.agencies,
        lines(
            "
            Giải tập thể all nhom-1: 1 stc      3/4 Giải Nhất       # 75 %
            Giải tập thể all nhom-1: 2 snv      2/4 Giải Nhì        # 50 % is enough
            Giải tập thể all nhom-1: x syt      1/3 Chưa đạt tỷ lệ tham gia tối thiểu 50%.
            Giải tập thể all nhom-2: 1 chi-linh 2/2 Giải Nhất       # alone in its group
            "
        )
    );
    let missed: Vec<&str> = told.standings.iter().filter(|one| one.missed).map(|one| one.agency.as_str()).collect();
    assert_eq!(missed, ["syt"], "a third class is left, and too few took part");
}
