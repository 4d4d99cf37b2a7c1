//! What was decided in rounds before.

use std::collections::BTreeMap;

use contest::{
    contests::{OnePrize, RoundState},
    results::field::{HeldPrize, RoundFacts},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::public_name;
use crate::{
    Engine,
    db::entities::{awards, refusals, round_results, rounds},
    results::life::{ResultsOf, Subject},
};

/// Of a whole contest, what its rounds' lots were drawn from and who was refused in each.
pub(super) async fn rounds(engine: &Engine, subject: &Subject) -> Result<BTreeMap<u16, RoundFacts>, DbErr> {
    let mut facts = BTreeMap::new();
    if matches!(subject.of, ResultsOf::Round(_)) {
        return Ok(facts);
    }
    let db = &engine.db.read;
    for round in &subject.rounds {
        let row = round_results::Entity::find_by_id(round.id).one(db).await?;
        let seed = row.and_then(|row| row.lots_seed.parse().ok());
        let lots_seed = seed.ok_or_else(|| DbErr::Custom(format!("round {}: no seed of lots", round.id)))?;
        let refused = refusals::Entity::find().filter(refusals::Column::RoundId.eq(round.id)).all(db).await?;
        let refused = refused
            .into_iter()
            .filter_map(|row| Some((public_name(&engine.secrets, row.participant_id?), row.reason)))
            .collect();
        facts.insert(round.number as u16, RoundFacts { lots_seed, refused });
    }
    Ok(facts)
}

/// Of a round, the individual prizes of the contest's other rounds that are published, where the whole
/// contest gives one prize a person.
pub(super) async fn held(engine: &Engine, subject: &Subject) -> Result<Vec<HeldPrize>, DbErr> {
    let ResultsOf::Round(id) = subject.of else { return Ok(Vec::new()) };
    if subject.rules.one_prize != OnePrize::Contest {
        return Ok(Vec::new());
    }
    let db = &engine.db.read;
    let published = rounds::Entity::find()
        .filter(rounds::Column::ContestId.eq(subject.contest_id))
        .filter(rounds::Column::Id.ne(id))
        .filter(rounds::Column::State.eq(RoundState::Published.code()))
        .order_by_asc(rounds::Column::Number)
        .all(db)
        .await?;
    let mut held = Vec::new();
    for round in published {
        let rows = awards::Entity::find()
            .filter(awards::Column::RoundId.eq(round.id))
            .filter(awards::Column::ParticipantId.is_not_null())
            .order_by_asc(awards::Column::Position)
            .all(db)
            .await?;
        held.extend(rows.into_iter().filter_map(|award| {
            Some(HeldPrize {
                person: public_name(&engine.secrets, award.participant_id?),
                prizes: award.prizes,
                class: award.class,
                round: round.number as u16,
            })
        }));
    }
    Ok(held)
}
