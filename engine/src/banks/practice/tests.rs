//! What is kept for practice, on both databases.

use contest::{
    Millis,
    banks::{KeptFor, Level},
    contests::RoundState,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
};

use super::*;
use crate::{
    banks::{approved, cells, numbered, usable},
    db::entities::{audit_log, rounds},
    testing::{TestEngine, both_engines},
};

async fn shown(t: &TestEngine) -> Vec<i64> {
    pool(t).await.unwrap().iter().map(|question| question.number).collect()
}

async fn in_state(t: &TestEngine, round_id: i64, state: RoundState) {
    let round = rounds::ActiveModel { id: Set(round_id), state: Set(state.code().to_owned()), ..Default::default() };
    round.update(&t.db.write).await.unwrap();
}

both_engines! {
    async fn papers_are_never_drawn_from_what_is_kept_for_practice(t: TestEngine) {
        let (bank, organiser) = (t.bank("cchc", 8).await, t.organiser().await);
        let all: Vec<i64> = {
            let approved = approved(&t.db.read, bank).await.unwrap();
            let known = crate::banks::known(&t.db.read, approved.iter().map(|(revision, _)| *revision)).await.unwrap();
            approved.iter().map(|(revision, _)| known[revision].number).collect()
        };
        let which = Which::Numbers(vec![all[1], all[4], 99_999], KeptFor::Practice);
        let kept = keep(&t, &organiser, bank, &which).await.unwrap();
        assert_eq!(kept, Kept { changed: 2, in_use: vec![], unknown: vec![99_999] });
        assert_eq!(shown(&t).await, [all[1], all[4]]);
        assert_eq!(approved(&t.db.read, bank).await.unwrap().len(), 6);
        let size = |cells: Vec<contest::banks::CellSize>| cells.iter().map(|cell| cell.available).sum::<u32>();
        assert_eq!(size(cells(&t.db.read, bank).await.unwrap()), 6);
        assert_eq!(size(practice_cells(&t.db.read, bank).await.unwrap()), 2);
        assert_eq!(usable(&t.db.read).await.unwrap(), [(bank, 6)].into());
        let fixed = numbered(&t.db.read, bank, &all).await.unwrap();
        assert!(fixed.len() == 6 && fixed.iter().all(|one| one.question != all[1]), "nor named as a fixed question");

        let again = Which::Numbers(vec![all[1]], KeptFor::Contest);
        assert_eq!(keep(&t, &organiser, bank, &again).await.unwrap().changed, 1);
        assert_eq!(keep(&t, &organiser, bank, &again).await.unwrap().changed, 0, "pressed again");
        assert_eq!(shown(&t).await, [all[4]]);
        let acts = audit_log::Entity::find().filter(audit_log::Column::Action.eq("bank.keep_for"));
        assert_eq!(acts.count(&t.db.read).await.unwrap(), 3);
    }

    async fn a_share_is_the_same_one_every_time_and_whole(t: TestEngine) {
        let (bank, organiser) = (t.bank("cchc", 40).await, t.organiser().await);
        keep(&t, &organiser, bank, &Which::Share(None, 25)).await.unwrap();
        let first = shown(&t).await;
        assert!(!first.is_empty() && first.len() <= 10);
        assert_eq!(keep(&t, &organiser, bank, &Which::Share(None, 25)).await.unwrap().changed, 0);
        keep(&t, &organiser, bank, &Which::Share(None, 50)).await.unwrap();
        let half = shown(&t).await;
        assert!(half.len() > first.len());
        for level in Level::ALL {
            let of = |cells: Vec<contest::banks::CellSize>| -> u32 {
                cells.iter().filter(|cell| cell.level == Some(level)).map(|cell| cell.available).sum()
            };
            let left = of(cells(&t.db.read, bank).await.unwrap());
            assert!(left >= of(practice_cells(&t.db.read, bank).await.unwrap()), "half of each cell at most");
        }
        keep(&t, &organiser, bank, &Which::Share(None, 0)).await.unwrap();
        assert_eq!(shown(&t).await, [0; 0]);
    }

    async fn what_a_round_asks_is_not_revealed_before_it_is_published(t: TestEngine) {
        let (tree, organiser) = (t.tree().await, t.organiser().await);
        let open = t.open_contest(&tree, 8, 6).await;
        let frozen: Vec<i64> = {
            let revisions = open.plan.cells.iter().flat_map(|cell| &cell.questions).map(|question| question.revision);
            let known = crate::banks::known(&t.db.read, revisions).await.unwrap();
            let mut numbers: Vec<i64> = known.values().map(|known| known.number).collect();
            numbers.sort_unstable();
            numbers
        };
        let which = Which::Numbers(frozen.clone(), KeptFor::Practice);
        for state in [RoundState::Open, RoundState::Closed, RoundState::Provisional, RoundState::Approved] {
            in_state(&t, open.round_id, state).await;
            let kept = keep(&t, &organiser, open.bank_id, &which).await.unwrap();
            assert_eq!((kept.changed, &kept.in_use), (0, &frozen), "{state:?}");
            assert_eq!(shown(&t).await, [0; 0]);
        }
        in_state(&t, open.round_id, RoundState::Published).await;
        assert_eq!(keep(&t, &organiser, open.bank_id, &which).await.unwrap().changed as usize, frozen.len());
        assert_eq!(shown(&t).await, frozen);
        // However it came to be in a plan, a question that is asked is not shown.
        in_state(&t, open.round_id, RoundState::Open).await;
        assert_eq!(shown(&t).await, [0; 0]);
        let plan = t.plans.get(&t.db.read, open.staff_plan_id).await.unwrap();
        assert_eq!(plan.cells, open.plan.cells, "the plan stays as it was");
    }

    async fn only_organisers_say_what_questions_are_kept_for(t: TestEngine) {
        let (tree, bank) = (t.tree().await, t.bank("cchc", 2).await);
        let (viewer, organiser) = (t.viewer(&tree.unit).await, t.organiser().await);
        let all = Which::Share(None, 50);
        assert!(matches!(keep(&t, &viewer, bank, &all).await, Err(KeepError::NotAllowed)));
        assert!(matches!(keep(&t, &organiser, bank + 7, &all).await, Err(KeepError::NoBank)));
        for numbers in [vec![], vec![1; MAX_NUMBERS + 1]] {
            let which = Which::Numbers(numbers, KeptFor::Practice);
            assert!(matches!(keep(&t, &organiser, bank, &which).await, Err(KeepError::Numbers)));
        }
        t.advance(Millis::seconds(1));
        assert_eq!(shown(&t).await, [0; 0]);
    }
}
