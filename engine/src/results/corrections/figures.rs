//! How many grades a correction has changed, and which way.

use std::{cmp::Ordering, fmt};

use contest::attempts::Grade;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait as _, QueryFilter,
    sea_query::{Expr, ExprTrait as _},
};

use crate::db::entities::regrades;

/// Attempts whose grade is another than before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// A higher score, or as high with more right answers.
    pub up: u64,
    /// A lower one.
    pub down: u64,
    /// As good, out of another number of questions.
    pub even: u64,
}

impl Figures {
    /// How many there are.
    pub const fn all(self) -> u64 {
        self.up + self.down + self.even
    }

    pub(super) fn count(&mut self, before: Grade, after: Grade) {
        match (after.score, after.correct).cmp(&(before.score, before.correct)) {
            Ordering::Greater => self.up += 1,
            Ordering::Less => self.down += 1,
            Ordering::Equal if before == after => {}
            Ordering::Equal => self.even += 1,
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} up, {} down, {} as good", self.up, self.down, self.even)
    }
}

/// What a grading of a round has changed so far.
pub(super) async fn of(db: &impl ConnectionTrait, round_id: i64, grading: i32) -> Result<Figures, DbErr> {
    let rows = || {
        let of_round = regrades::Entity::find().filter(regrades::Column::RoundId.eq(round_id));
        of_round.filter(regrades::Column::Grading.eq(grading))
    };
    let (score, correct) = (regrades::Column::ScoreAfter, regrades::Column::CorrectAfter);
    let before = Expr::col(regrades::Column::ScoreBefore);
    let correct_before = Expr::col(regrades::Column::CorrectBefore);
    let as_high = Condition::all().add(Expr::col(score).eq(before.clone()));
    let up = Condition::any()
        .add(Expr::col(score).gt(before.clone()))
        .add(as_high.clone().add(Expr::col(correct).gt(correct_before.clone())));
    let down =
        Condition::any().add(Expr::col(score).lt(before)).add(as_high.add(Expr::col(correct).lt(correct_before)));
    let (all, up, down) =
        (rows().count(db).await?, rows().filter(up).count(db).await?, rows().filter(down).count(db).await?);
    Ok(Figures { up, down, even: all - up - down })
}
