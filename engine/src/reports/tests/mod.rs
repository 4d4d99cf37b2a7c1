mod counting;
mod organiser;
mod recount;
mod statistics;

use contest::Timestamp;
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};

use super::{CountedOf, Filter, Statistics};
use crate::{
    agencies::AgencyScope,
    db::entities::{agencies, headcounts, results},
    testing::{OpenContest, TestEngine, Tree},
};

fn scope(agency: &agencies::Model) -> AgencyScope {
    AgencyScope { agency_id: agency.id, path: agency.path.clone() }
}

/// What an agency's viewer sees of a round.
async fn seen(t: &TestEngine, agency: &agencies::Model, round: i64) -> Statistics {
    seen_by(t, agency, CountedOf::Round(round), &Filter::default()).await
}

async fn seen_by(t: &TestEngine, agency: &agencies::Model, of: CountedOf, filter: &Filter) -> Statistics {
    super::statistics(t, &scope(agency), of, filter).await.unwrap().unwrap()
}

fn result(attempt_id: i64, round_id: i64, person: i64, agency: &agencies::Model, at: Timestamp) -> results::Model {
    results::Model {
        attempt_id,
        round_id,
        participant_id: person,
        agency_id: agency.id,
        track_id: 1,
        correct: 3,
        total: 5,
        score: 6_000,
        prediction: None,
        started_at: at.0 - 60_000,
        submitted_at: at.0,
        submitted_by: "person".to_owned(),
        valid: true,
        voided_at: None,
        grading: 0,
    }
}

async fn insert(t: &TestEngine, rows: &[results::Model]) {
    let rows = rows.iter().map(|row| row.clone().into_active_model().reset_all());
    results::Entity::insert_many(rows).exec_without_returning(&t.db.write).await.unwrap();
}

async fn headcount(t: &TestEngine, agency: &agencies::Model, people: i32, valid_from: Timestamp) {
    let row = headcounts::ActiveModel {
        agency_id: Set(agency.id),
        people: Set(people),
        valid_from: Set(valid_from.0),
        set_at: Set(t.now().0),
        ..Default::default()
    };
    row.insert(&t.db.write).await.unwrap();
}

async fn contest(t: &TestEngine) -> (Tree, OpenContest) {
    let tree = t.tree().await;
    let open = t.open_contest(&tree, 20, 5).await;
    (tree, open)
}
