//! A round or a contest ranked by what is stored of it.

use std::collections::BTreeMap;

use contest::results::field::{AgencyFacts, Facts, Field, Outcome, PersonFacts, RankFile, rank_field};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::{LifeError, ResultsOf, Subject};
use crate::{
    Engine,
    contests::Round,
    db::{
        entities::{refusals, round_results},
        from_json,
    },
    results::field::{self, Attempts, Frozen, freeze, public_name},
};

/// What was ranked, and by what.
pub(super) struct Proposal {
    /// The revision that it belongs to.
    pub revision: i32,
    pub frozen: Frozen,
    pub field: Field,
    pub outcome: Outcome,
}

/// Ranks: by what was frozen, or, when nothing is yet, by how things are now.
pub(super) async fn propose(
    engine: &Engine,
    subject: &Subject,
    row: &round_results::Model,
) -> Result<Proposal, LifeError> {
    let frozen: Frozen = match &row.facts {
        Some(facts) => from_json(facts, "frozen facts of results", row.round_id)?,
        None => freeze(engine, subject).await?,
    };
    let file = rank_file(engine, subject, row, frozen.clone()).await?;
    let field = field::read(Attempts::of(engine, &subject.rounds, &subject.rules).await?).await?;
    // Seconds of work for a million attempts: not on a thread that answers requests.
    let ranking = tokio::task::spawn_blocking(move || {
        rank_field(&field, &file.rules, &file.facts).map(|outcome| (field, outcome))
    });
    let ranked = ranking.await.map_err(|stopped| DbErr::Custom(format!("a ranking broke down: {stopped}")))?;
    let (field, outcome) = ranked?;
    Ok(Proposal { revision: row.revision, frozen, field, outcome })
}

/// The file by which a round or a contest is ranked.
pub(in crate::results) async fn rank_file(
    engine: &Engine,
    subject: &Subject,
    row: &round_results::Model,
    frozen: Frozen,
) -> Result<RankFile, LifeError> {
    let seed = row.lots_seed.parse().map_err(|_| DbErr::Custom(format!("results {}: no seed", row.round_id)))?;
    // The rounds of a contest were counted before; what a round is being counted to is in its row.
    let quantity = |round: &Round| match subject.of {
        ResultsOf::Round(_) => row.quantity.and_then(|quantity| u32::try_from(quantity).ok()),
        ResultsOf::Contest(_) => round.quantity,
    };
    let quantities = subject.rounds.iter().filter_map(|round| Some((round.number as u16, quantity(round)?)));
    let facts = Facts {
        lots_seed: seed,
        quantities: quantities.collect(),
        ..with_refusals(engine, subject.of, seed, frozen).await?
    };
    Ok(RankFile { rules: subject.ranked_by(), facts })
}

/// The facts, and who was refused since.
async fn with_refusals(
    engine: &Engine,
    of: ResultsOf,
    seed: contest::attempts::Seed,
    frozen: Frozen,
) -> Result<Facts, DbErr> {
    let rows = refused(&engine.db.read, of).await?;
    let codes = crate::agencies::AgencyTree::load(&engine.db.read).await?;
    let mut people: BTreeMap<String, String> = BTreeMap::new();
    let mut agencies: BTreeMap<&str, String> = BTreeMap::new();
    for row in rows {
        match (row.participant_id, row.agency_id.and_then(|id| codes.get(id))) {
            (Some(person), _) => people.insert(public_name(&engine.secrets, person), row.reason),
            (None, Some(agency)) => agencies.insert(&agency.code, row.reason),
            (None, None) => None,
        };
    }
    let Frozen { agencies: frozen_agencies, people: frozen_people, rounds, held } = frozen;
    let mut facts = Facts { agencies: frozen_agencies, people: frozen_people, rounds, held, ..Facts::none(seed) };
    for person in &mut facts.people {
        person.refused = people.remove(&person.person);
    }
    let others = people.into_iter();
    facts.people.extend(others.map(|(person, why)| PersonFacts {
        person,
        refused: Some(why),
        ..PersonFacts::default()
    }));
    for agency in &mut facts.agencies {
        agency.refused = agencies.remove(agency.code.as_str());
    }
    let others = agencies.into_iter();
    facts.agencies.extend(others.map(|(code, why)| AgencyFacts {
        code: code.to_owned(),
        refused: Some(why),
        ..AgencyFacts::default()
    }));
    Ok(facts)
}

/// The refusals, as they came.
pub(super) async fn refused(db: &impl ConnectionTrait, of: ResultsOf) -> Result<Vec<refusals::Model>, DbErr> {
    let mut rows = refusals::Entity::find().filter(refusals::Column::RoundId.eq(of.key())).all(db).await?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}
