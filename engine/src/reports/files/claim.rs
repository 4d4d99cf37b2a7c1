//! Of many instances one makes a report. Whoever begins raises the number of tries in the row that it has read, so of two
//! one finds it raised; and only whoever began last may say how far it is, or that it is done. A job whose instance was
//! killed is free again once its lease has run out.

use contest::{Millis, Timestamp};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::kept::JobState;
use crate::{
    Engine,
    db::entities::report_jobs::{Column, Entity, Model},
};

/// How long a job is in the hands of an instance that says nothing.
const LEASE: Millis = Millis::minutes(5);
/// How often it is begun: a report that kills its instances must not do so for ever.
const MOST_TRIES: i32 = 3;

/// A job in the hands of this instance.
#[derive(Debug)]
pub(super) struct Claim {
    pub job: Model,
    tries: i32,
}

impl Claim {
    /// The oldest job that nobody makes; none when there is none.
    pub async fn next(engine: &Engine) -> Result<Option<Self>, DbErr> {
        loop {
            let now = engine.now();
            let free = Entity::find()
                .filter(Column::State.is_in([JobState::Waiting.code(), JobState::Making.code()]))
                .filter(Column::LeaseUntil.lte(now.0))
                .order_by_asc(Column::Id);
            let Some(job) = free.one(&engine.db.write).await? else { return Ok(None) };
            let claim = Self { tries: job.tries + 1, job };
            if claim.job.tries >= MOST_TRIES {
                let before = Self { tries: claim.job.tries, job: claim.job };
                before.set(&engine.db.write, JobState::Failed, 0, now).await?;
                continue;
            }
            let taken = Entity::update_many()
                .col_expr(Column::State, Expr::value(JobState::Making.code()))
                .col_expr(Column::Tries, Expr::value(claim.tries))
                .col_expr(Column::LeaseUntil, Expr::value((now + LEASE).0))
                .filter(Column::Id.eq(claim.job.id))
                .filter(Column::Tries.eq(claim.job.tries))
                .filter(Column::State.eq(claim.job.state.as_str()))
                .exec(&engine.db.write)
                .await?;
            if taken.rows_affected == 1 {
                return Ok(Some(claim));
            }
        }
    }

    /// Says how far it is and holds on to it; `false` when another instance has begun it since.
    pub async fn is_at(&self, engine: &Engine, percent: i32) -> Result<bool, DbErr> {
        self.set(&engine.db.write, JobState::Making, percent, engine.now()).await
    }

    /// Says where it stands from now on, as part of what else changes with it; `false` when it is no longer this
    /// instance's to say.
    pub async fn set(
        &self,
        db: &impl ConnectionTrait,
        state: JobState,
        percent: i32,
        now: Timestamp,
    ) -> Result<bool, DbErr> {
        let mine = Condition::all()
            .add(Column::Id.eq(self.job.id))
            .add(Column::State.eq(JobState::Making.code()))
            .add(Column::Tries.eq(self.tries));
        let done_at = (!state.is_under_way()).then_some(now.0);
        let set = Entity::update_many()
            .col_expr(Column::State, Expr::value(state.code()))
            .col_expr(Column::Progress, Expr::value(percent))
            .col_expr(Column::LeaseUntil, Expr::value((now + LEASE).0))
            .col_expr(Column::DoneAt, Expr::value(done_at))
            .filter(mine);
        Ok(set.exec(db).await?.rows_affected == 1)
    }
}
