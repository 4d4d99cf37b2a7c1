//! How counters follow what happens: folded in, restored, counted anew.

use contest::{Millis, reports::Counters};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, IntoActiveModel as _};

use super::*;
use crate::{
    Engine,
    agencies::{Movers, move_people},
    both_engines,
    db::entities::{attempts, rounds},
    reports::{
        counting::{counted, rounds_of},
        recount,
    },
};

/// What an engine has counted of a round.
pub(super) async fn counters(engine: &Engine, of: CountedOf) -> Counters {
    let rounds = rounds_of(engine, of).await.unwrap();
    Counters::clone(&counted(engine, of, &rounds).await.unwrap().counters)
}

/// An attempt that began so long ago.
pub(super) async fn begin(t: &TestEngine, open: &OpenContest, id: i64, person: i64, ago: Millis) {
    let began = t.now() - ago;
    let row = attempts::ActiveModel {
        id: Set(id),
        round_id: Set(open.round_id),
        participant_id: Set(person),
        ordinal: Set(id as i32),
        track_id: Set(open.staff_track_id),
        agency_id: Set(1),
        plan_id: Set(open.staff_plan_id),
        seed: Set(vec![0; 16]),
        rules_version: Set(1),
        started_at: Set(began.0),
        deadline_at: Set((began + Millis::minutes(20)).0),
        accept_until: Set((began + Millis::minutes(21)).0),
        lease: Set(1),
    };
    row.insert(&t.db.write).await.unwrap();
}

async fn entrants(t: &TestEngine, open: &OpenContest) -> u64 {
    t.advance(Millis::seconds(5));
    counters(t, CountedOf::Round(open.round_id)).await.total().entrants
}

both_engines! {
    async fn figures_are_five_seconds_old_at_most(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        assert_eq!(seen(&t, &tree.unit, open.round_id).await.total.entrants, 0);
        insert(&t, &[result(1, open.round_id, 1, &tree.unit, t.now())]).await;
        t.advance(Millis(999));
        let shown = seen(&t, &tree.unit, open.round_id).await;
        assert_eq!((shown.total.entrants, t.now() - shown.as_of), (0, Millis(999)), "not within a second");
        t.advance(Millis::seconds(5));
        assert_eq!(seen(&t, &tree.unit, open.round_id).await.total.entrants, 1);
    }

    /// Attempts end in another order than they began in, and some begin late.
    async fn results_are_folded_in_once_in_whatever_order_they_come(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        for id in 1..=6 {
            begin(&t, &open, id, id, Millis::minutes(10)).await;
        }
        let row = |id| result(id, open.round_id, id, &tree.unit, t.now());
        assert_eq!(entrants(&t, &open).await, 0);
        insert(&t, &[row(4), row(6)]).await;
        assert_eq!(entrants(&t, &open).await, 2);
        insert(&t, &[row(1)]).await;
        assert_eq!(entrants(&t, &open).await, 3);
        insert(&t, &[row(2), row(3), row(5)]).await;
        assert_eq!(entrants(&t, &open).await, 6);
        assert_eq!(entrants(&t, &open).await, 6);
    }

    /// A row that is changed behind everybody's back shows whether all rows are read again.
    async fn what_was_folded_in_is_not_read_again_until_it_is_to_be_counted_anew(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let rows: Vec<_> = (1..=3).map(|id| result(id, open.round_id, id, &tree.unit, t.now())).collect();
        insert(&t, &rows).await;
        let perfect = async || {
            t.advance(Millis::seconds(5));
            counters(&t, CountedOf::Round(open.round_id)).await.total().perfect
        };
        assert_eq!(perfect().await, 0);
        let mut row = rows[0].clone().into_active_model();
        row.correct = Set(5);
        row.update(&t.db.write).await.unwrap();
        insert(&t, &[result(4, open.round_id, 4, &tree.unit, t.now())]).await;
        assert_eq!(perfect().await, 0, "only the new result was read");
        recount(&t.db.write, &[open.round_id]).await.unwrap();
        assert_eq!(perfect().await, 1);
        recount(&t.db.write, &[open.round_id]).await.unwrap();
        assert_eq!(perfect().await, 1);
    }

    async fn another_instance_goes_on_from_the_cache_and_one_without_it_counts(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        insert(&t, &[result(1, open.round_id, 1, &tree.unit, t.now())]).await;
        let of = CountedOf::Round(open.round_id);
        assert_eq!(counters(&t, of).await.total().entrants, 1);
        let mut row = result(1, open.round_id, 1, &tree.unit, t.now()).into_active_model();
        row.correct = Set(5);
        row.update(&t.db.write).await.unwrap();
        insert(&t, &[result(2, open.round_id, 2, &tree.unit, t.now())]).await;
        let total = counters(&t.another().await, of).await.total();
        assert_eq!((total.entrants, total.perfect), (2, 0), "what the cache had, and the new one");
        t.cache.forget_all().await.unwrap();
        let total = counters(&t.another().await, of).await.total();
        assert_eq!((total.entrants, total.perfect), (2, 1), "from the results");
    }

    /// As after a day on which nothing could be graded.
    async fn a_result_that_comes_when_nobody_waited_for_it_is_missed_for_a_minute_at_most(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        begin(&t, &open, 1, 1, Millis::hours(30)).await;
        begin(&t, &open, 2, 2, Millis::hours(29)).await;
        insert(&t, &[result(2, open.round_id, 2, &tree.unit, t.now())]).await;
        assert_eq!(entrants(&t, &open).await, 1);
        insert(&t, &[result(1, open.round_id, 1, &tree.unit, t.now())]).await;
        t.advance(Millis::minutes(1));
        assert_eq!(entrants(&t, &open).await, 2);
    }

    async fn while_grades_change_everything_is_counted_anew(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let rows: Vec<_> = (1..=3).map(|id| result(id, open.round_id, id, &tree.unit, t.now())).collect();
        insert(&t, &rows).await;
        let of = CountedOf::Round(open.round_id);
        let perfect = async || {
            t.advance(Millis::seconds(5));
            let total = counters(&t, of).await.total();
            (total.perfect, total.score_sum())
        };
        assert_eq!(perfect().await, (0, 18_000));
        let mark = async |grading: Option<i32>, regraded: Option<i32>| {
            let round = rounds::ActiveModel {
                id: Set(open.round_id),
                grading: grading.map_or(sea_orm::ActiveValue::NotSet, Set),
                regraded: regraded.map_or(sea_orm::ActiveValue::NotSet, Set),
                ..Default::default()
            };
            round.update(&t.db.write).await.unwrap();
        };
        let regrade = async |row: &results::Model| {
            let mut row = row.clone().into_active_model();
            (row.correct, row.score, row.grading) = (Set(5), Set(10_000), Set(1));
            row.update(&t.db.write).await.unwrap();
        };
        mark(Some(1), None).await;
        regrade(&rows[0]).await;
        assert_eq!(perfect().await, (1, 22_000));
        // Graded by what another instance still remembers.
        insert(&t, &[result(4, open.round_id, 4, &tree.unit, t.now())]).await;
        regrade(&rows[1]).await;
        assert_eq!(perfect().await, (2, 32_000));
        regrade(&rows[2]).await;
        mark(None, Some(1)).await;
        assert_eq!(perfect().await, (3, 36_000));
        // The regrading finds the late one, and leaves no other trace.
        regrade(&result(4, open.round_id, 4, &tree.unit, t.now())).await;
        assert_eq!(perfect().await, (4, 40_000));
    }

    async fn people_who_move_are_counted_where_they_are(t: TestEngine) {
        let (tree, open) = contest(&t).await;
        let person = t.participant(&tree.unit, 1).await.id;
        begin(&t, &open, 1, person, Millis::minutes(5)).await;
        let here = attempts::ActiveModel { id: Set(1), agency_id: Set(tree.unit.id), ..Default::default() };
        here.update(&t.db.write).await.unwrap();
        insert(&t, &[result(1, open.round_id, person, &tree.unit, t.now())]).await;
        assert_eq!(seen(&t, &tree.unit, open.round_id).await.total.entrants, 1);
        move_people(&t, &t.organiser().await, tree.unit.id, tree.sibling.id, &Movers::All).await.unwrap();
        t.advance(Millis::seconds(5));
        assert_eq!(seen(&t, &tree.unit, open.round_id).await.total.entrants, 0);
        assert_eq!(seen(&t, &tree.sibling, open.round_id).await.total.entrants, 1);
    }
}
