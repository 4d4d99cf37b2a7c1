//! Which rounds are to be read, and reading them: a job.

use contest::contests::RoundState;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait as _, Query},
};

use super::{reading::Reading, stored::store};
use crate::{
    Engine,
    contests::Round,
    db::entities::{item_analyses, rounds},
    results::papers::{Papers, Place, attempts_after},
};

/// Attempts of one query; their papers are drawn in one go.
const PAGE: u64 = 500;
/// Queries of one run of the job for a round: what is lost when it is cut off.
const PAGES: usize = 40;

/// Reads on in the rounds that were counted and whose questions are not analysed by what is in force. Any number of
/// instances may do it at once: of two that have read the same, one keeps it. Gives the rounds that are done.
pub async fn analyse_due(engine: &Engine) -> Result<Vec<i64>, DbErr> {
    analyse_by(engine, PAGE, PAGES).await
}

pub(super) async fn analyse_by(engine: &Engine, page: u64, pages: usize) -> Result<Vec<i64>, DbErr> {
    let mut done = Vec::new();
    for id in due(&engine.db.read).await? {
        let round = Round::load(&engine.db.read, id).await?;
        if let Some(round) = round
            && read_on(engine, &round, page, pages).await?
        {
            done.push(id);
        }
    }
    Ok(done)
}

/// Has a round read again whose attempts or answers count in another way.
pub(in crate::results) async fn read_again(tx: &impl ConnectionTrait, round_id: i64) -> Result<(), DbErr> {
    item_analyses::Entity::delete_by_id(round_id).exec(tx).await.map(drop)
}

async fn due(db: &impl ConnectionTrait) -> Result<Vec<i64>, DbErr> {
    let of_round = |column| Expr::col((rounds::Entity, column));
    let of_analysis = |column| Expr::col((item_analyses::Entity, column));
    let done = Query::select()
        .expr(Expr::val(1))
        .from(item_analyses::Entity)
        .and_where(of_analysis(item_analyses::Column::RoundId).eq(of_round(rounds::Column::Id)))
        .and_where(of_analysis(item_analyses::Column::Grading).eq(of_round(rounds::Column::Grading)))
        .and_where(of_analysis(item_analyses::Column::DoneAt).is_not_null())
        .take();
    let counted = [RoundState::Provisional, RoundState::Approved, RoundState::Published].map(RoundState::code);
    rounds::Entity::find()
        .select_only()
        .column(rounds::Column::Id)
        .filter(rounds::Column::State.is_in(counted))
        .filter(Expr::exists(done).not())
        .order_by_asc(rounds::Column::Id)
        .into_tuple()
        .all(db)
        .await
}

/// Whether the round is done.
async fn read_on(engine: &Engine, round: &Round, page: u64, pages: usize) -> Result<bool, DbErr> {
    let mut reading = Reading::take_up(engine, round).await?;
    let mut papers = Papers::of(engine, round);
    for _ in 0..pages {
        let valid = crate::db::entities::results::Column::Valid.eq(true);
        let after = attempts_after(round.id, reading.after(), page).filter(valid);
        let attempts: Vec<Place> = after.into_tuple().all(&engine.db.read).await?;
        if attempts.is_empty() {
            store(engine, round, &reading.tally).await?;
            return reading.finish(engine).await;
        }
        let firsts = reading.firsts(&attempts);
        for paper in papers.all(&firsts).await? {
            reading.tally.add(paper.plan(), &paper.marks(&round.corrections));
        }
    }
    reading.keep(engine).await?;
    Ok(false)
}
