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

const TWO_ROUNDS: &str = "
        entry person agency    track    round correct guess start    taken
        a1    an     tam-ky    staff    1     20      3     11T08:00 5:00
        b1    binh   tam-ky    staff    1     20      3     11T08:00 6:00
        c1    chi    hoi-an    staff    1     20      3     11T08:00 7:00
        a2    an     tam-ky    staff    2     20      3     18T08:00 5:00
        b2    binh   tam-ky    staff    2     20      3     18T08:00 6:00
        c2    chi    hoi-an    staff    2     20      3     18T08:00 7:00
        ";

/// The lines of one round alone.
fn of_round(round: &str) -> String {
    let lines = TWO_ROUNDS.lines().filter(|line| line.contains("entry") || line.contains(round));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_an_earlier_round_gave_is_given_up_only_for_something_higher() {
    let first = rank("07-quang-nam", json!({}), &of_round(" 1     20"));
    let won = |lines: &[String]| {
        lines.iter().map(|line| line.split('#').next().unwrap_or("").trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        won(&first.ranks),
        [
            "1 staff 1 an a1 Giải vòng: Giải Nhất",
            "1 staff 2 binh b1 Giải vòng: Giải Nhì",
            "1 staff 3 chi c1 Giải vòng: Giải Ba",
        ]
    );
    // Round 2 by itself knows what round 1 gave: An is passed over, so Bình is first, which is higher
    // than what he has, and Chi second.
    let held =
        |person: &str, class: &str| json!({ "person": person, "prizes": "Giải vòng", "class": class, "round": 1 });
    let second = rank(
        "07-quang-nam",
        json!({ "held": [held("an", "Giải Nhất"), held("binh", "Giải Nhì"), held("chi", "Giải Ba")] }),
        &of_round(" 2     20"),
    );
    assert_eq!(
        won(&second.ranks),
        ["2 staff 1 an a2 -", "2 staff 2 binh b2 Giải vòng: Giải Nhất", "2 staff 3 chi c2 Giải vòng: Giải Nhì",]
    );
    assert_eq!(second.passed, ["Giải vòng 2 staff: 1 an Đã nhận giải cao hơn: Giải vòng, Giải Nhất, vòng 1."]);
    // The whole contest settles who keeps what: Bình's second prize of round 1 is free for Chi, who
    // then leaves that of round 2.
    let whole = rank("07-quang-nam", json!({}), TWO_ROUNDS);
    assert_eq!(
        won(&whole.ranks),
        [
            "1 staff 1 an a1 Giải vòng: Giải Nhất",
            "1 staff 2 binh b1 -",
            "1 staff 3 chi c1 Giải vòng: Giải Nhì",
            "2 staff 1 an a2 -",
            "2 staff 2 binh b2 Giải vòng: Giải Nhất",
            "2 staff 3 chi c2 -",
        ]
    );
}

#[test]
fn a_round_ranked_with_others_keeps_its_own_lots_and_refusals() {
    let seed = |byte: &str| byte.repeat(16);
    let tied = "
        entry person agency    track    round correct guess start    taken
        a1    an     tam-ky    staff    1     20      2     11T08:00 5:00
        b1    binh   tam-ky    staff    1     20      2     11T08:00 5:00
        a2    an     tam-ky    staff    2     20      2     18T08:00 5:00
        c2    chi    tam-ky    staff    2     20      2     18T09:00 5:00
        ";
    let alone: String = tied.lines().filter(|line| !line.contains(" 2     20")).collect::<Vec<_>>().join("\n");
    for byte in ["00", "01", "02", "03"] {
        let by_itself = rank("07-quang-nam", json!({ "lots_seed": seed(byte) }), &alone);
        let with_others = rank(
            "07-quang-nam",
            json!({ "lots_seed": seed("ff"), "rounds": { "1": { "lots_seed": seed(byte) } } }),
            tied,
        );
        assert_eq!(by_itself.lots.first(), with_others.lots.first(), "{byte}");
    }
    let refused = json!({ "rounds": { "1": { "lots_seed": seed("00"), "refused": { "an": "Khai sai." } } } });
    let told = rank("07-quang-nam", refused, tied);
    assert_eq!(
        told.passed.first().map(String::as_str),
        Some("Giải vòng 1 staff: 1 an Không được trao giải: Khai sai.")
    );
    assert!(told.ranks.iter().any(|line| line.starts_with("2 staff 1 an a2 Giải vòng: Giải Nhất")), "{:?}", told.ranks);
}
