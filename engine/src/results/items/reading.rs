//! How far a round has been read.

use contest::results::items::RoundTally;
use sea_orm::{ActiveModelTrait as _, ColumnTrait, DbErr, EntityTrait, QueryFilter, UpdateMany, sea_query::Expr};

use crate::{
    Engine,
    contests::Round,
    db::{entities::item_analyses, from_json, to_json},
    results::papers::{BEFORE_ALL, Place},
};

/// A round that is being read.
pub(super) struct Reading {
    /// What was counted so far.
    pub tally: RoundTally,
    /// As it stands in the database.
    row: item_analyses::Model,
    after: Place,
    attempts: i32,
}

impl Reading {
    /// From where it was left; from the beginning where something was corrected since.
    pub async fn take_up(engine: &Engine, round: &Round) -> Result<Self, DbErr> {
        let (person, attempt) = BEFORE_ALL;
        let new = item_analyses::Model {
            round_id: round.id,
            grading: round.grading,
            attempts: 0,
            after_person: person,
            after_attempt: attempt,
            tally: to_json(&RoundTally::default())?,
            done_at: None,
        };
        let find = || item_analyses::Entity::find_by_id(round.id);
        let row = match find().one(&engine.db.read).await? {
            Some(row) if row.grading == round.grading => row,
            other => {
                if other.is_some() {
                    find_delete(engine, round).await?;
                }
                let row: item_analyses::ActiveModel = new.clone().into();
                let row = item_analyses::Entity::insert(row.reset_all()).on_conflict_do_nothing();
                row.exec_without_returning(&engine.db.write).await?;
                find().one(&engine.db.write).await?.filter(|row| row.grading == round.grading).unwrap_or(new)
            }
        };
        let tally = from_json(&row.tally, "item analysis of round", round.id)?;
        let (after, attempts) = ((row.after_person, row.after_attempt), row.attempts);
        Ok(Self { tally, row, after, attempts })
    }

    /// The last attempt that was read.
    pub const fn after(&self) -> Place {
        self.after
    }

    /// Of the attempts that come next, the first of each person.
    pub fn firsts(&mut self, attempts: &[Place]) -> Vec<i64> {
        let mut firsts = Vec::new();
        for &place in attempts {
            if place.0 != self.after.0 {
                firsts.push(place.1);
            }
            self.after = place;
        }
        self.attempts += firsts.len() as i32;
        firsts
    }

    /// Keeps what was read, unless another instance has kept more meanwhile.
    pub async fn keep(self, engine: &Engine) -> Result<(), DbErr> {
        let tally = to_json(&self.tally)?;
        self.update(tally).exec(&engine.db.write).await.map(drop)
    }

    /// Keeps what is told of papers, and that all were read; says whether it was this instance.
    pub async fn finish(self, engine: &Engine) -> Result<bool, DbErr> {
        let papers = RoundTally { plans: self.tally.plans.clone(), ..RoundTally::default() };
        let update = self.update(to_json(&papers)?);
        let done = update.col_expr(item_analyses::Column::DoneAt, Expr::value(engine.now().0));
        Ok(done.exec(&engine.db.write).await?.rows_affected > 0)
    }

    /// Of the row as it was taken up.
    fn update(&self, tally: String) -> UpdateMany<item_analyses::Entity> {
        use item_analyses::Column;

        item_analyses::Entity::update_many()
            .col_expr(Column::Tally, Expr::value(tally))
            .col_expr(Column::Attempts, Expr::value(self.attempts))
            .col_expr(Column::AfterPerson, Expr::value(self.after.0))
            .col_expr(Column::AfterAttempt, Expr::value(self.after.1))
            .filter(Column::RoundId.eq(self.row.round_id))
            .filter(Column::Grading.eq(self.row.grading))
            .filter(Column::AfterPerson.eq(self.row.after_person))
            .filter(Column::AfterAttempt.eq(self.row.after_attempt))
            .filter(Column::DoneAt.is_null())
    }
}

/// Drops what was counted by an older grading.
async fn find_delete(engine: &Engine, round: &Round) -> Result<(), DbErr> {
    let of_round = item_analyses::Entity::delete_many().filter(item_analyses::Column::RoundId.eq(round.id));
    of_round.filter(item_analyses::Column::Grading.ne(round.grading)).exec(&engine.db.write).await.map(drop)
}
