//! Quảng Nam: who wins in two rounds keeps only the higher prize; winners bring points.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn a_winner_of_two_rounds_keeps_the_higher_prize_and_others_move_up() {
    let told = rank(
        "07-quang-nam",
        json!({ "agencies": [
            { "code": "tam-ky", "headcount": 4 },
            { "code": "hoi-an", "headcount": 2 },
            { "code": "nui-thanh", "headcount": 1 },
        ] }),
        "
        entry person agency    track    round correct guess start    taken
        a1    an     tam-ky    staff    1     20      6     11T08:00 5:00
        b1    binh   tam-ky    staff    1     20      6     11T08:00 6:00
        c1    chi    hoi-an    staff    1     20      6     11T09:00 7:00
        d1    dung   hoi-an    staff    1     19      6     11T08:00 5:00
        d2    dung   hoi-an    staff    1     18      6     11T09:00 1:00
        e1    em     nui-thanh staff    1     19      6     11T09:00 5:00
        g1    giang  tam-ky    citizens 1     15      6     11T08:00 5:00
        a3    an     tam-ky    staff    2     18      9     18T08:00 5:00
        b3    binh   tam-ky    staff    2     20      3     18T08:00 5:00
        b4    binh   tam-ky    staff    2     20      3     18T09:00 5:00
        c3    chi    hoi-an    staff    2     20      3     18T08:00 5:00
        ",
    );
    assert_eq!(told.quantities, [Some(6), Some(3)]);
    assert_eq!(
        told.ranks,
        lines(
            "
            1 staff    1 an    a1 Giải vòng: Giải Nhất        # kept: the higher of his two
            1 staff    2 binh  b1 -                           # second here, first in round 2
            1 staff    3 chi   c1 Giải vòng: Giải Nhì         # up from third; the earlier of two second prizes
            1 staff    4 dung  d1 Giải vòng: Giải Ba          # begun at 8
            1 staff    5 em    e1 Giải vòng: Giải Khuyến khích # as good, begun at 9
            1 citizens 1 giang g1 Giải vòng: Giải Nhất
            2 staff    1 binh  b3 Giải vòng: Giải Nhất        # two perfect attempts
            2 staff    2 chi   c3 -                           # one perfect attempt, and second in round 1
            2 staff    3 an    a3 -                           # first in round 1
            1 -        x dung  d2 not_counted
            2 -        x binh  b4 not_counted                 # equal; the earlier counts
            "
        )
    );
    assert_eq!(
        told.passed,
        lines(
            "
            Giải vòng 1 staff: 2 binh Đã nhận giải cao hơn: Giải vòng, Giải Nhất, vòng 2.
            Giải vòng 2 staff: 2 chi Đã nhận giải cao hơn: Giải vòng, Giải Nhì, vòng 1.
            Giải vòng 2 staff: 3 an Đã nhận giải cao hơn: Giải vòng, Giải Nhất, vòng 1.
            "
        )
    );
    assert_eq!(told.lots, [""; 0]);
    assert_eq!(
        told.agencies,
        lines(
            "
            Giải tập thể all -: 1 hoi-an    2/2 Giải Nhất # 100 + 8 + 6
            Giải tập thể all -: 2 tam-ky    3/4 Giải Nhì  # 75 + 10 + 10 + 10
            Giải tập thể all -: 3 nui-thanh 1/1 Giải Ba   # 100 + 4
            "
        )
    );
    let points: Vec<u64> = told.standings.iter().map(|agency| agency.points).collect();
    assert_eq!(points, [11_400, 10_500, 10_400]);
}
