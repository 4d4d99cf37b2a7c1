//! Huế 2025: two tracks apart, organisers barred, blocks by ratio and quality, bands of scores.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn tracks_race_apart_and_blocks_add_ratio_to_quality() {
    let told = rank(
        "03-hue-cchc-2025",
        json!({
            "agencies": [
                { "code": "snv", "block": "so-ban-nganh", "headcount": 4 },
                { "code": "stc", "block": "so-ban-nganh", "headcount": 2 },
                { "code": "phu-xuan", "block": "xa-phuong", "headcount": 2 },
            ],
            "people": [
                { "person": "ong", "barred": true },
                { "person": "phu", "birth_date": "2008-05-12" },
                { "person": "quy", "agency": "snv", "on_leave": true },
            ],
        }),
        "
        entry person agency   track    round correct guess start    taken
        a1    an     snv      staff    1     15      2     11T08:00 5:00
        b1    binh   snv      staff    1     15      4     11T08:00 4:00
        c1    chi    stc      staff    1     12      2     11T09:00 6:00
        d1    dung   phu-xuan staff    1     0       2     11T09:00 2:00
        e1    em     phu-xuan citizens 1     15      0     12T08:00 9:00
        g1    giang  phu-xuan citizens 1     11      3     12T08:00 9:00
        o1    ong    snv      staff    1     15      3     11T08:00 1:00
        p1    phu    phu-xuan citizens 1     15      3     11T08:00 3:00
        a2    an     snv      staff    2     3       0     18T08:00 5:00
        c2    chi    stc      staff    2     15      1     18T08:00 8:00
        ",
    );
    // Round 1: an, binh and em over both tracks; round 2: chi.
    assert_eq!(told.quantities, [Some(3), Some(1)]);
    assert_eq!(
        told.ranks,
        lines(
            "
            1 staff    1 binh  b1 Giải tuần: Giải Nhất        # 15, off by 1, 4:00
            1 staff    2 an    a1 Giải tuần: Giải Nhì         # 15, off by 1, 5:00
            1 staff    3 chi   c1 Giải tuần: Giải Nhì         # 12
            1 staff    4 dung  d1 Giải tuần: Giải Ba          # none right, and still third class
            1 citizens 1 em    e1 Giải tuần: Giải Nhất        # their own prizes
            1 citizens 2 giang g1 Giải tuần: Giải Nhì         # on the spot, but 11 right
            2 staff    1 chi   c2 Giải tuần: Giải Nhất        # one prize in each round
            2 staff    2 an    a2 Giải tuần: Giải Nhì         # 3 right
            1 -        x ong   o1 barred                      # an organiser
            1 -        x phu   p1 too_young                   # eighteen a day later
            "
        )
    );
    // Both would have been first; in round 2 neither took part.
    assert_eq!(told.missed, ["Giải tuần 1 staff: ong o1 barred", "Giải tuần 1 citizens: phu p1 too_young"]);
    assert_eq!(told.lots, [""; 0]);
    assert_eq!(
        told.agencies,
        lines(
            "
            # stc: 50 % of 2, mean of 80 % and 100 %: 50 + 90 = 140 points.
            # snv: 2 of 3, quy being on leave, 66.67; mean of 100, 100 and 20 %, 73.33: 140.00 too, and the
            # greater ratio decides.
            Giải tập thể all so-ban-nganh: 1 snv      2/3 Giải Nhất
            Giải tập thể all so-ban-nganh: 2 stc      1/2 Giải Nhì
            # Citizens are no staff of the ward.
            Giải tập thể all xa-phuong:    1 phu-xuan 1/2 Giải Nhất
            "
        )
    );
    let points: Vec<u64> = told.standings.iter().map(|agency| agency.points).collect();
    assert_eq!(points, [14_000, 14_000, 5_000]);
    let bands: Vec<_> = told.standings.iter().map(|agency| agency.bands.clone()).collect();
    assert_eq!(
        bands,
        [
            [2, 0, 0, 1, 0], // snv: two of 100 %, one of 20 %
            [1, 1, 0, 0, 0], // stc: one of 100 %, one of 80 %
            [0, 0, 0, 0, 1], // phu-xuan: one of nothing
        ]
    );
}
