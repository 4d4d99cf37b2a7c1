mod duplicates;
mod involvement;
mod own_data;
mod people;
mod registering;
mod sessions;
mod staff;

use contest::accounts::{BirthDate, FullName, Phone, Position, Registration};
use sea_orm::EntityTrait;

use crate::{
    db::entities::{agencies, audit_log, participants},
    testing::TestEngine,
};

/// Somebody who wants to register.
fn registration(agency: &agencies::Model, name: &str, phone: &str) -> Registration {
    Registration {
        name: FullName::parse(name).unwrap(),
        birth_date: BirthDate { year: 1987, month: 9, day: 2 },
        phone: Phone::parse(phone).unwrap(),
        id_number: None,
        agency_code: agency.code.clone(),
        position: Position::CivilServant,
        link: None,
    }
}

async fn row(t: &TestEngine, participant: i64) -> participants::Model {
    participants::Entity::find_by_id(participant).one(&t.db.read).await.unwrap().unwrap()
}

/// What the audit log says: who did what to what.
async fn acts(t: &TestEngine) -> Vec<(Option<i64>, String, Option<String>)> {
    let rows = audit_log::Entity::find().all(&t.db.read).await.unwrap();
    rows.into_iter().map(|row| (row.staff_id, row.action, row.subject)).collect()
}
