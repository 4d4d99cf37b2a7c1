//! Ministry of Justice 2021: three attempts in one contest; provinces by entrants.

use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn provinces_rank_by_entrants_and_people_by_prediction_before_time() {
    let told = rank(
        "02-bau-cu-2021",
        json!({ "agencies": [{ "code": "ha-giang" }] }),
        "
        entry person agency  correct guess start    taken
        a1    an     ha-noi  18      5     11T08:00 6:00
        a2    an     ha-noi  19      9     11T09:00 9:00
        a3    an     ha-noi  19      6     11T10:00 8:00
        b1    binh   ha-noi  19      6     11T08:00 7:00
        c1    chi    ca-mau  19      7     12T08:00 5:00
        d1    dung   ca-mau  19      5     12T08:00 5:00
        e1    em     hue     17      6     12T09:00 3:00
        g1    giang  da-nang 17      6     12T09:00 3:00
        ",
    );
    // Six people take part, in eight attempts.
    assert_eq!(told.quantities, [Some(6)]);
    assert_eq!(
        told.ranks,
        lines(
            "
            1 - 1  binh  b1 Giải cá nhân: Giải Nhất        # 19, predicted 6 of 6, 7:00
            1 - 2  an    a3 Giải cá nhân: Giải Nhì         # 19, predicted 6 of 6, 8:00
            1 - 3= chi   c1 Giải cá nhân: Giải Ba          # off by 1, 5:00; second lot
            1 - 3= dung  d1 Giải cá nhân: Giải Nhì         # off by 1, 5:00; first lot
            1 - 5= em    e1 Giải cá nhân: Giải Ba          # 17, on the spot, 3:00
            1 - 5= giang g1 Giải cá nhân: Giải Ba          # the same in everything
            1 - x  an    a1 not_counted                    # fewer right
            1 - x  an    a2 not_counted                    # as many right, slower
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
            Giải tập thể tỉnh, thành phố all -: 1= ha-noi   2/? Giải Nhất lot 564589941f29894d
            Giải tập thể tỉnh, thành phố all -: 1= ca-mau   2/? Giải Nhì lot 9eaad0cce2cd658d
            Giải tập thể tỉnh, thành phố all -: 3= da-nang  1/? Giải Nhì lot 102fc50067a290dd
            Giải tập thể tỉnh, thành phố all -: 3= hue      1/? Giải Ba lot f8c00d5e6e48c0a4
            Giải tập thể tỉnh, thành phố all -: x  ha-giang 0/? Chưa có ai dự thi.
            "
        )
    );
}
