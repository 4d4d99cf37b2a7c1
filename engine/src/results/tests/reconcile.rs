use std::task::{Context, Waker};

use contest::contests::TrackKind;

use super::Field;
use crate::{
    cache::Scope,
    results::{ensure, page, reconcile},
    testing::{TestEngine, both_engines},
};

async fn people(field: &Field) -> Vec<i64> {
    let board = page(&field.t, &*field.round().await, Scope::Track(TrackKind::Staff), 1, 50).await.unwrap();
    board.lines.iter().map(|line| line.participant).collect()
}

both_engines! {
    async fn boards_that_agree_are_left_alone(t: TestEngine) {
        let field = Field::new(t).await;
        assert!(reconcile(&field.t).await.unwrap().is_empty());
        let person = field.t.participant(&field.tree.unit, 1).await;
        field.published(&person, 1, 5, 100).await;
        field.published(&person, 2, 6, 100).await;
        assert!(reconcile(&field.t).await.unwrap().is_empty());
    }

    async fn a_result_that_was_never_published_is_found(t: TestEngine) {
        let field = Field::new(t).await;
        let an = field.t.participant(&field.tree.unit, 1).await;
        let binh = field.t.participant(&field.tree.unit, 2).await;
        field.published(&an, 1, 5, 100).await;
        assert_eq!(people(&field).await, [an.id]);
        field.result(&binh, 1, 9, 100).await;
        assert_eq!(people(&field).await, [an.id]);
        assert_eq!(reconcile(&field.t).await.unwrap(), [field.open.round_id]);
        assert_eq!(people(&field).await, [binh.id, an.id]);
        field.result(&an, 2, 10, 100).await;
        assert_eq!(reconcile(&field.t).await.unwrap(), [field.open.round_id], "the same people, an attempt more");
        assert_eq!(people(&field).await, [an.id, binh.id]);
        assert!(reconcile(&field.t).await.unwrap().is_empty());
    }

    async fn a_result_declared_invalid_leaves_the_board(t: TestEngine) {
        let field = Field::new(t).await;
        let an = field.t.participant(&field.tree.unit, 1).await;
        let binh = field.t.participant(&field.tree.unit, 2).await;
        field.published(&an, 1, 10, 100).await;
        field.published(&an, 2, 3, 100).await;
        field.published(&binh, 1, 5, 100).await;
        assert_eq!(people(&field).await, [an.id, binh.id]);
        field.void(&an, 1).await;
        assert_eq!(reconcile(&field.t).await.unwrap(), [field.open.round_id]);
        assert_eq!(people(&field).await, [binh.id, an.id]);
        field.void(&an, 2).await;
        assert_eq!(reconcile(&field.t).await.unwrap(), [field.open.round_id]);
        assert_eq!(people(&field).await, [binh.id]);
        assert!(reconcile(&field.t).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn who_has_no_time_to_wait_does_not_stop_the_boards_from_being_made() {
    let field = Field::new(TestEngine::sqlite().await).await;
    let person = field.t.participant(&field.tree.unit, 1).await;
    field.published(&person, 1, 5, 100).await;
    field.t.cache.forget_all().await.unwrap();
    let round = field.round().await;
    let mut asking = Box::pin(ensure(&field.t, &round));
    assert!(asking.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(asking);
    while !field.t.cache.board_is_ready(round.id).await.unwrap() {
        tokio::task::yield_now().await;
    }
    assert_eq!(people(&field).await, [person.id]);
}
