//! Founding a contest: its tracks, the first version of its rules and the rounds of its calendar.

use contest::{
    Timestamp,
    contests::{RoundShape, Rules, RulesError, TrackKind, Window},
    text,
    time::LocalDate,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use super::{
    blueprints::{default_blueprint, lacks},
    current::contest,
    rounds::{NewPapers, NewRoundError, Slot, TrackShortages, insert_all},
};
use crate::{
    Engine,
    accounts::{StaffSession, audit},
    banks::{self, handbooks},
    db::{
        entities::{self, contests, rules, tracks},
        to_json,
    },
};

/// Longest title of a contest, in characters.
pub const MAX_CONTEST_TITLE: usize = 200;
/// Questions on a paper where neither the rules nor anybody says how many.
const PAPER: u16 = 15;

/// A contest to be founded in the province of the current one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewContest {
    /// The name on screen, unlike that of any other contest.
    pub title: String,
    /// The first version of its rules.
    pub rules: Rules,
    /// The day from which its calendar is counted.
    pub first_day: LocalDate,
    /// The bank of each track; a track that is not named has the first one.
    pub banks: Vec<(TrackKind, i64)>,
    /// Whether papers take questions as the bank has them, and not by the topics of the rules.
    pub by_bank: bool,
    /// Whether its rounds open by themselves.
    pub opens_by_itself: bool,
}

/// What founding a contest would make, and what is missing for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContestPlan {
    /// Its rounds, first to last; none where the rules have no calendar.
    pub rounds: Vec<Slot>,
    /// What the papers of each track are drawn by.
    pub papers: Vec<NewPapers>,
    /// What the banks cannot fill.
    pub short: Vec<TrackShortages>,
}

/// Why a contest was not founded.
#[derive(Debug, thiserror::Error)]
pub enum NewContestError {
    /// Contests are an organiser's to found.
    #[error("only organisers found contests")]
    NotAllowed,
    /// There is no contest yet whose province this one would be of.
    #[error("there is no province")]
    NoProvince,
    /// The title is empty or over [`MAX_CONTEST_TITLE`] characters.
    #[error("a contest's title has 1 to {MAX_CONTEST_TITLE} characters")]
    Title,
    /// Another contest is called so.
    #[error("another contest has this title")]
    TitleTaken,
    /// No bank for a track, or none of this number.
    #[error("the track {} has no such bank", .0.code())]
    NoBank(TrackKind),
    /// The rules cannot be kept.
    #[error(transparent)]
    Rules(#[from] RulesError),
    /// A round cannot be held.
    #[error(transparent)]
    Round(#[from] NewRoundError),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// What founding the contest would make.
pub async fn plan(db: &impl ConnectionTrait, new: &NewContest) -> Result<ContestPlan, NewContestError> {
    new.rules.check()?;
    let (mut papers, mut short) = (Vec::new(), Vec::new());
    for track in TrackKind::ALL {
        let bank_id = new.bank(track)?;
        let cells = banks::cells(db, bank_id).await?;
        let shape = new.rules.paper.as_ref();
        let blueprint = match shape {
            Some(shape) if !new.by_bank => shape.blueprint(),
            shape => default_blueprint(&cells, shape.map_or(PAPER, |shape| shape.questions)),
        };
        let lacks = lacks(db, bank_id, &blueprint, &[]).await?;
        if !lacks.is_nothing() && new.takes_part(track) {
            short.push(TrackShortages { track, lacks });
        }
        papers.push(NewPapers { track, bank_id: None, blueprint, fixed: Vec::new() });
    }
    Ok(ContestPlan { rounds: slots(&new.rules, new.first_day), papers, short })
}

/// Founds a contest with all its rounds as drafts, or nothing. Gives its number.
pub async fn found(engine: &Engine, actor: &StaffSession, new: &NewContest) -> Result<i64, NewContestError> {
    if !actor.role.organises() {
        return Err(NewContestError::NotAllowed);
    }
    let title = text::squeeze(&new.title);
    if title.is_empty() || title.chars().count() > MAX_CONTEST_TITLE {
        return Err(NewContestError::Title);
    }
    let now = engine.now();
    let tx = engine.db.begin().await?;
    let province_id = contest(&tx, now).await?.ok_or(NewContestError::NoProvince)?.province_id;
    // Locked, so that who presses twice founds one.
    let newest = contests::Entity::find().order_by_desc(contests::Column::Id).lock_exclusive().one(&tx).await?;
    if contests::Entity::find().filter(contests::Column::Title.eq(title.as_str())).count(&tx).await? > 0 {
        return Err(NewContestError::TitleTaken);
    }
    for track in TrackKind::ALL {
        if entities::banks::Entity::find_by_id(new.bank(track)?).count(&tx).await? == 0 {
            return Err(NewContestError::NoBank(track));
        }
    }
    let ContestPlan { rounds, papers, short } = plan(&tx, new).await?;
    if !short.is_empty() {
        return Err(NewRoundError::Shortages(short).into());
    }
    let row = contests::ActiveModel {
        code: Set(format!("cuoc-thi-{}", newest.map_or(0, |newest| newest.id) + 1)),
        title: Set(title.clone()),
        province_id: Set(province_id),
        handbook_id: Set(handbooks::current(&tx).await?.map(|handbook| handbook.id)),
        created_at: Set(now.0),
        ..Default::default()
    };
    let contest_id = row.insert(&tx).await?.id;
    store_rules(&tx, contest_id, new, actor, now).await?;
    insert_all(&tx, contest_id, &rounds, &papers, new.opens_by_itself, now).await?;
    let subject = format!("contest:{contest_id}");
    audit::record(&tx, now, Some(actor.staff_id), "contest.create", Some(&subject), Some(&title)).await?;
    tx.commit().await?;
    Ok(contest_id)
}

impl NewContest {
    fn takes_part(&self, track: TrackKind) -> bool {
        let tracks = &self.rules.eligibility.tracks;
        tracks.is_empty() || tracks.contains(&track)
    }

    fn bank(&self, track: TrackKind) -> Result<i64, NewContestError> {
        let own = self.banks.iter().find(|(kind, _)| *kind == track);
        own.or(self.banks.first()).map(|(_, bank)| *bank).ok_or(NewContestError::NoBank(track))
    }
}

/// The rounds of the rules' calendar.
fn slots(rules: &Rules, first_day: LocalDate) -> Vec<Slot> {
    let Some(schedule) = rules.schedule else { return Vec::new() };
    let name = match schedule.shape {
        RoundShape::Weekly { .. } => "Tuần",
        RoundShape::Days { .. } => "Đợt",
    };
    let slot = |(window, number): (Window, u32)| Slot { title: format!("{name} {number}"), window };
    schedule.windows(first_day).into_iter().zip(1..).map(slot).collect()
}

async fn store_rules(
    tx: &impl ConnectionTrait,
    contest_id: i64,
    new: &NewContest,
    actor: &StaffSession,
    now: Timestamp,
) -> Result<(), NewContestError> {
    let row = rules::ActiveModel {
        contest_id: Set(contest_id),
        version: Set(1),
        body: Set(to_json(&new.rules)?),
        made_at: Set(now.0),
        reason: Set(None),
        made_by: Set(Some(actor.staff_id)),
    };
    row.insert(tx).await?;
    for kind in TrackKind::ALL {
        let row = tracks::ActiveModel {
            contest_id: Set(contest_id),
            kind: Set(kind.code().to_owned()),
            bank_id: Set(new.bank(kind)?),
            ..Default::default()
        };
        row.insert(tx).await?;
    }
    Ok(())
}
