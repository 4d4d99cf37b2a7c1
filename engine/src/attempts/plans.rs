//! Frozen plans, read once and kept: they never change.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};

use contest::attempts::{Plan, Seed};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

use crate::db::entities::{attempts, plans};

/// The plans this process has read. A plan is some hundred kilobytes, and a round has two.
#[derive(Clone, Debug, Default)]
pub struct Plans(Arc<RwLock<HashMap<i64, Arc<Plan>>>>);

impl Plans {
    /// A plan by its version.
    pub async fn get(&self, db: &impl ConnectionTrait, version: i64) -> Result<Arc<Plan>, DbErr> {
        if let Some(plan) = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&version) {
            return Ok(Arc::clone(plan));
        }
        let row = plans::Entity::find_by_id(version).one(db).await?;
        let row = row.ok_or_else(|| DbErr::RecordNotFound(format!("plan {version}")))?;
        let plan: Plan =
            serde_json::from_str(&row.body).map_err(|error| DbErr::Custom(format!("plan {version}: {error}")))?;
        let plan = Arc::new(Plan { version, ..plan });
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(version, Arc::clone(&plan));
        Ok(plan)
    }
}

/// The seed of an attempt's row.
pub fn seed_of(attempt: &attempts::Model) -> Result<Seed, DbErr> {
    let bytes = attempt.seed.as_slice().try_into();
    bytes.map(Seed).map_err(|_| DbErr::Custom(format!("attempt {}: its seed is not 16 bytes", attempt.id)))
}
