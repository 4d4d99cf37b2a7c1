//! Versions of a contest's rules: made by organisers with a reason, kept for good.

use contest::{
    Timestamp,
    contests::{RoundState, Rules, RulesError},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use tracing::warn;

use crate::{
    Engine,
    accounts::{StaffSession, audit},
    db::{
        entities::{attempts, contests, rounds, rules},
        from_json, to_json,
    },
};

/// Most versions of one contest's rules.
pub const MAX_VERSIONS: i32 = 200;

/// Rules as they were from some time on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulesVersion {
    /// From 1.
    pub version: i32,
    /// The rules.
    pub rules: Rules,
    /// When they were made.
    pub made_at: Timestamp,
    /// Why; `None` for a contest's first version.
    pub reason: Option<String>,
}

/// A new version as an organiser wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The contest.
    pub contest_id: i64,
    /// The version that was edited.
    pub edited: i32,
    /// The rules from now on.
    pub rules: Rules,
    /// Why, for everybody to read.
    pub reason: String,
}

/// Why the rules were not changed.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// Rules are an organiser's to change.
    #[error("only organisers change rules")]
    NotAllowed,
    /// There is no such contest.
    #[error("no such contest")]
    NoContest,
    /// Somebody else has changed them meanwhile.
    #[error("another version is newer than the one that was edited")]
    Newer,
    /// They are what they were.
    #[error("nothing is changed")]
    Unchanged,
    /// No reason, or one over [`audit::MAX_REASON`] characters.
    #[error("a reason has 1 to {} characters", audit::MAX_REASON)]
    Reason,
    /// Over [`MAX_VERSIONS`].
    #[error("rules have at most {MAX_VERSIONS} versions")]
    TooMany,
    /// People of an open round have predicted one quantity and cannot be measured by another.
    #[error("attempts of an open round were asked for another prediction")]
    Predicted,
    /// The rules cannot be kept.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// The versions of a contest's rules, oldest first.
pub async fn rules_history(db: &impl ConnectionTrait, contest_id: i64) -> Result<Vec<RulesVersion>, DbErr> {
    let rows = of_contest(contest_id).order_by_asc(rules::Column::Version).all(db).await?;
    rows.into_iter().map(version).collect()
}

/// The newest version of a contest's rules; `None` when there is no such contest.
pub async fn newest_rules(db: &impl ConnectionTrait, contest_id: i64) -> Result<Option<RulesVersion>, DbErr> {
    of_contest(contest_id).order_by_desc(rules::Column::Version).one(db).await?.map(version).transpose()
}

/// Makes a new version and gives its number. Drafts and rounds that are still open go by it from now
/// on; attempts that have begun, and rounds that are over, keep theirs.
pub async fn revise(engine: &Engine, actor: &StaffSession, new: &Revision) -> Result<i32, RevisionError> {
    if !actor.role.organises() {
        return Err(RevisionError::NotAllowed);
    }
    let reason = audit::reason(&new.reason).ok_or(RevisionError::Reason)?;
    new.rules.check()?;
    let now = engine.now();
    let tx = engine.db.begin().await?;
    // Locked, so that of two versions made at once the second is told of the first.
    let contest = contests::Entity::find_by_id(new.contest_id).lock_exclusive().one(&tx).await?;
    contest.ok_or(RevisionError::NoContest)?;
    let newest = newest_rules(&tx, new.contest_id).await?.ok_or(RevisionError::NoContest)?;
    if newest.version != new.edited {
        return Err(RevisionError::Newer);
    }
    if newest.rules == new.rules {
        return Err(RevisionError::Unchanged);
    }
    if newest.version >= MAX_VERSIONS {
        return Err(RevisionError::TooMany);
    }
    let going_by_it = not_over(&tx, new.contest_id, now).await?;
    if newest.rules.prediction != new.rules.prediction && has_attempts(&tx, &going_by_it).await? {
        return Err(RevisionError::Predicted);
    }
    let number = newest.version + 1;
    let row = rules::ActiveModel {
        contest_id: Set(new.contest_id),
        version: Set(number),
        body: Set(to_json(&new.rules)?),
        made_at: Set(now.0),
        reason: Set(Some(reason.clone())),
        made_by: Set(Some(actor.staff_id)),
    };
    row.insert(&tx).await?;
    rounds::Entity::update_many()
        .col_expr(rounds::Column::RulesVersion, Expr::value(number))
        .filter(rounds::Column::Id.is_in(going_by_it.iter().copied()))
        .exec(&tx)
        .await?;
    let (subject, detail) = (format!("contest:{}", new.contest_id), format!("version {number}: {reason}"));
    audit::record(&tx, now, Some(actor.staff_id), "rules.revise", Some(&subject), Some(&detail)).await?;
    tx.commit().await?;
    for round in going_by_it {
        engine.rounds.forget(round);
        // Places may go by other keys now: boards are made again when next read.
        if let Err(failure) = engine.cache.board_drop(round).await {
            warn!(error = %failure, round, "a board is as it was before the rules were changed");
        }
    }
    Ok(number)
}

fn of_contest(contest_id: i64) -> sea_orm::Select<rules::Entity> {
    rules::Entity::find().filter(rules::Column::ContestId.eq(contest_id))
}

fn version(row: rules::Model) -> Result<RulesVersion, DbErr> {
    Ok(RulesVersion {
        version: row.version,
        rules: from_json(&row.body, "rules of contest", row.contest_id)?,
        made_at: Timestamp(row.made_at),
        reason: row.reason,
    })
}

/// The rounds of a contest that are not over: at most some hundred.
async fn not_over(tx: &impl ConnectionTrait, contest_id: i64, now: Timestamp) -> Result<Vec<i64>, DbErr> {
    let open =
        Condition::all().add(rounds::Column::State.eq(RoundState::Open.code())).add(rounds::Column::ClosesAt.gt(now.0));
    let draft = rounds::Column::State.eq(RoundState::Draft.code());
    rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::ContestId.eq(contest_id))
        .filter(Condition::any().add(open).add(draft))
        .order_by_asc(rounds::Column::Id)
        .lock_exclusive()
        .into_tuple()
        .all(tx)
        .await
}

async fn has_attempts(tx: &impl ConnectionTrait, rounds: &[i64]) -> Result<bool, DbErr> {
    let any = attempts::Entity::find().filter(attempts::Column::RoundId.is_in(rounds.iter().copied()));
    Ok(any.one(tx).await?.is_some())
}
