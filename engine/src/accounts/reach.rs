//! Whom a member of staff may see, as conditions of queries. A query for people or agencies that
//! staff asks for carries one of these; there is no other way to ask.

use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait},
};

use super::{Role, StaffSession};
use crate::{
    agencies::AgencyScope,
    db::entities::{agencies, participants},
};

/// How far a session reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach(Part);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Everything,
    Below(AgencyScope),
    Nothing,
}

impl StaffSession {
    /// Everything for an organiser, the own agency and below for a viewer, nothing for others.
    pub fn reach(&self) -> Reach {
        Reach(match (self.role, &self.agency) {
            (Role::Admin | Role::Organiser, _) => Part::Everything,
            (Role::AgencyViewer, Some(scope)) => Part::Below(scope.clone()),
            _ => Part::Nothing,
        })
    }
}

impl Reach {
    /// Holds for the agencies within reach.
    pub fn agencies(&self) -> Condition {
        match &self.0 {
            Part::Everything => Condition::all(),
            Part::Below(scope) => Condition::all().add(agencies::Column::Path.starts_with(&scope.path)),
            Part::Nothing => Condition::all().add(Expr::val(1).eq(0)),
        }
    }

    /// Holds for the people of the agencies within reach.
    pub fn participants(&self) -> Condition {
        match &self.0 {
            Part::Everything => Condition::all(),
            Part::Below(_) => {
                let below = agencies::Entity::find()
                    .select_only()
                    .column(agencies::Column::Id)
                    .filter(self.agencies())
                    .into_query();
                Condition::all().add(participants::Column::AgencyId.in_subquery(below))
            }
            Part::Nothing => Condition::all().add(Expr::val(1).eq(0)),
        }
    }
}
