//! GTVT 2020: the prediction is asked after the score; people under sixteen are left out.

use contest::contests::{PredictionMoment, Preset};
use serde_json::json;

use crate::table::{lines, rank};

#[test]
fn the_prediction_of_all_who_take_part_decides_among_equals() {
    let told = rank(
        "09-gtvt-cchc-2020",
        json!({ "people": [
            { "person": "em", "birth_date": "2010-05-12" },
            { "person": "giang", "birth_date": "2010-05-11" },
        ] }),
        "
        entry person agency correct guess start    taken
        a1    an     cuc-1  15      8     11T08:00 5:00
        b1    binh   cuc-1  15      5     11T08:00 9:00
        c1    chi    cuc-2  15      8     11T08:00 5:30
        d1    dung   cuc-2  14      6     11T08:00 5:00
        e1    em     cuc-2  15      6     11T08:00 1:00
        g1    giang  cuc-2  14      -     11T08:00 1:00
        h1    hoa    cuc-2  14      8     11T08:00 9:00
        ",
    );
    // Six of the seven: em is not sixteen on that day.
    assert_eq!(told.quantities, [Some(6)]);
    assert_eq!(
        told.ranks,
        lines(
            "
            1 - 1 binh  b1 Giải cá nhân: Giải Nhất        # 15, off by 1
            1 - 2 an    a1 Giải cá nhân: Giải Nhì         # 15, off by 2, 5:00
            1 - 3 chi   c1 Giải cá nhân: Giải Nhì         # 15, off by 2, 5:30
            1 - 4 dung  d1 Giải cá nhân: Giải Ba          # 14, on the spot
            1 - 5 hoa   h1 Giải cá nhân: Giải Ba          # 14, off by 2
            1 - 6 giang g1 Giải cá nhân: Giải Ba          # 14, saw the score and predicted nothing
            1 - x em    e1 too_young
            "
        )
    );
    assert_eq!((told.lots, told.passed, told.agencies), (vec![], vec![], vec![]));
}

#[test]
fn its_paper_takes_fifteen_questions_from_seven_topics() {
    let rules = Preset::find("09-gtvt-cchc-2020").unwrap().rules;
    let takes: Vec<u16> = rules.paper.unwrap().blueprint().0.iter().map(|cell| cell.take).collect();
    assert_eq!(takes, [2, 2, 4, 2, 2, 1, 2]);
    assert_eq!(rules.prediction_asked, PredictionMoment::AfterScore);
}
