//! Results that belong to another agency than when they came in.

use contest::contests::RoundState;
use sea_orm::EntityTrait as _;

use super::{LifeError, ResultsOf, refuse::rank_again, settle::finish, store::drop_boards, subject::lock};
use crate::{Engine, db::entities::round_results};

/// Has a round's boards made anew once results of it were moved to another agency. A round that was counted meanwhile is
/// ranked again, since it may have been read half way; one that was approved stays as it is.
pub(crate) async fn results_moved(engine: &Engine, round_id: i64) -> Result<(), LifeError> {
    let of = ResultsOf::Round(round_id);
    let tx = engine.db.begin().await?;
    let subject = lock(&tx, of).await?;
    let counted = match subject {
        RoundState::Provisional => round_results::Entity::find_by_id(of.key()).one(&tx).await?,
        _ => None,
    };
    let again = counted.is_some();
    if let Some(row) = counted {
        rank_again(&tx, row).await?;
    }
    tx.commit().await?;
    drop_boards(engine, round_id).await;
    if again {
        finish(engine, of).await?;
    }
    Ok(())
}
