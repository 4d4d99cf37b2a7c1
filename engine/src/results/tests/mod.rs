//! Boards and results, on both databases; boards on every cache.

mod agencies;
mod board_of;
mod boards;
mod own;
mod reconcile;

use std::sync::Arc;

use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};

use crate::{
    contests::Round,
    db::entities::{participants, results},
    testing::{OpenContest, Person, TestEngine, Tree},
};

/// A contest with an open round, and results put straight into the database.
struct Field {
    t: TestEngine,
    tree: Tree,
    open: OpenContest,
}

impl Field {
    async fn new(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 20, 10).await;
        Self { t, tree, open }
    }

    async fn round(&self) -> Arc<Round> {
        self.t.rounds.forget(self.open.round_id);
        self.t.rounds.get(&self.t.db.read, self.open.round_id, self.t.now()).await.unwrap().unwrap()
    }

    /// Puts a result of somebody who had so many of ten right in so many seconds. Boards do not
    /// know of it until it is published.
    async fn result(&self, person: &Person, number: i64, correct: i32, seconds: i64) {
        let db = &self.t.db.write;
        let person = participants::Entity::find_by_id(person.id).one(db).await.unwrap().unwrap();
        let track_id = if person.track == "staff" { self.open.staff_track_id } else { self.open.citizens_track_id };
        let row = results::Model {
            attempt_id: person.id * 100 + number,
            round_id: self.open.round_id,
            participant_id: person.id,
            agency_id: person.agency_id,
            track_id,
            correct,
            total: 10,
            score: correct * 1_000,
            prediction: None,
            started_at: self.t.now().0,
            submitted_at: self.t.now().0 + seconds * 1_000,
            submitted_by: "person".to_owned(),
            valid: true,
            voided_at: None,
            grading: 0,
        };
        row.into_active_model().reset_all().insert(db).await.unwrap();
    }

    /// As [`Self::result`], and brings the boards up to date.
    async fn published(&self, person: &Person, number: i64, correct: i32, seconds: i64) {
        self.result(person, number, correct, seconds).await;
        super::publish(&self.t.db.read, &self.t.cache, &*self.round().await, &[person.id]).await.unwrap();
    }

    /// Declares a result invalid.
    async fn void(&self, person: &Person, number: i64) {
        let row = results::ActiveModel {
            attempt_id: Set(person.id * 100 + number),
            valid: Set(false),
            voided_at: Set(Some(self.t.now().0)),
            ..Default::default()
        };
        row.update(&self.t.db.write).await.unwrap();
    }
}
