//! What a rehearsal is played on: the shipped content, the agencies of the province, a round by the
//! rules of a real contest.

use std::sync::Arc;

use contest::{
    Millis, Timestamp,
    banks::{Blueprint, Cell, Weight},
    contests::{Rules, TrackKind, Window},
};
use engine::{
    Engine,
    accounts::{SessionKind, StaffSession, find_staff, first_organiser, open_session, staff_sign_in},
    agencies::{self, Agency, AgencyScope},
    clock::os_rng,
    contests::{
        Revision, Round, first_start, revise,
        rounds::{self, NewPapers, NewRound},
    },
    db::entities,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::CommandError;
use crate::{commands::shipped::shipped, config::Config};

/// A day before everything: Sunday 10 May 2026, 8:00 in Vietnam.
pub(super) const EVE: Timestamp = Timestamp(1_778_374_800_000);
/// From the first day's morning to the last day's afternoon.
const OPENS: Millis = Millis::days(1);
const CLOSES: Millis = Millis::hours(9);
/// Questions on a paper where the rules do not say.
const PAPER: u16 = 15;

/// A round before its first attempt.
pub(super) struct Stage {
    pub engine: Engine,
    pub organiser: StaffSession,
    pub round: Arc<Round>,
    pub province: AgencyScope,
    /// Those whose people take part.
    pub agencies: Vec<Agency>,
}

impl Stage {
    /// Takes the content in, and opens a round of so many days under these rules.
    pub(super) async fn set(engine: Engine, config: &Config, rules: &Rules, days: u8) -> Result<Self, CommandError> {
        let start = first_start(&engine, &shipped(&config.content_dir)?, &config.province, engine.now()).await?;
        let organiser = organiser(&engine).await?;
        // The first start has opened a round of its own, by rules of its own.
        let first = entities::rounds::Entity::find().filter(entities::rounds::Column::ContestId.eq(start.contest_id));
        for round in first.all(&engine.db.read).await? {
            rounds::close(&engine, &organiser, round.id).await?;
        }
        let revision =
            Revision {
                contest_id: start.contest_id, edited: 1, rules: rules.clone(), reason: "Tập dượt.".to_owned()
            };
        revise(&engine, &organiser, &revision).await?;

        let opens = EVE + OPENS;
        let window = Window { opens, closes: opens + Millis::days(i64::from(days) - 1) + CLOSES };
        let questions = rules.paper.as_ref().map_or(PAPER, |paper| paper.questions);
        let blueprint = Blueprint(vec![Cell { topic: None, level: None, take: questions, weight: Weight::ONE }]);
        let papers = TrackKind::ALL
            .map(|track| NewPapers { track, bank_id: None, blueprint: blueprint.clone(), fixed: vec![] })
            .to_vec();
        let new = NewRound { title: "Vòng tập dượt".to_owned(), window, papers };
        let round = rounds::create(&engine, &organiser, start.contest_id, &new).await?;
        rounds::open(&engine, &organiser, round).await?;
        let round = Round::load(&engine.db.read, round).await?.ok_or("the round is not there")?;

        let tree = agencies::tree(&engine).await?;
        let province = tree.by_code(&config.province).ok_or("the province is not there")?;
        let scope = AgencyScope { agency_id: province.id, path: province.path.clone() };
        let agencies = tree.subtree(&scope.path).filter(|agency| agency.id != province.id).cloned().collect();
        Ok(Self { engine, organiser, round: Arc::new(round), province: scope, agencies })
    }

    /// Moves the clock on to an instant; it never goes back.
    pub(super) fn advance_to(&self, at: Timestamp) {
        let by = at - self.engine.now();
        if by > Millis(0) {
            self.engine.clock.advance(by);
        }
    }
}

async fn organiser(engine: &Engine) -> Result<StaffSession, CommandError> {
    let first = first_organiser(engine, &mut os_rng()).await?.ok_or("there is an organiser already")?;
    let id = staff_sign_in(engine, first.username, first.password.as_str()).await?;
    let token = open_session(engine, SessionKind::Staff, id, &mut os_rng()).await?;
    Ok(find_staff(engine, &token).await?.ok_or("the organiser's session is not there")?)
}
