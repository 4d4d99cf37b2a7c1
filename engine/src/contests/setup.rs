//! The first start: a contest with an open round, from the files that ship.

use bank::Problem;
use contest::{
    Millis, Timestamp,
    banks::{Blueprint, KeptFor},
    contests::{RoundState, Rules, TrackKind, Window},
    time::LocalDateTime,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, SqlErr,
};

use super::{
    blueprints::default_blueprint,
    rounds::{self, NewPapers, NewRound, NewRoundError, TransitionError},
};
use crate::{
    Engine, agencies,
    banks::{self, ImportError, NewBankError, handbooks, question_sets},
    db::{entities, to_json},
};

/// The contest's short name, and its bank's.
const CODE: &str = "cchc";
const TITLE: &str = "Tìm hiểu cải cách hành chính";
const BANK_NAME: &str = "Ngân hàng câu hỏi cải cách hành chính";
const ROUND_TITLE: &str = "Tuần 1";
/// Questions of the shipped bank in 100 that are kept for practice, by [`contest::banks::share_for_practice`].
const PRACTICE: u8 = 25;
/// Questions on a paper of the first round.
const PAPER: u16 = 15;
/// How long the first round is open; it closes in the afternoon of its last day.
const ROUND_LENGTH: Millis = Millis::days(30);
const CLOSING_HOUR: u8 = 17;
/// How often a start is begun again that another instance got in the way of; each step can be
/// taken away once.
const TRIES: usize = 8;

/// A file with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// As it is called on disk.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What ships with the platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Sổ tay hỏi – đáp, docx.
    pub handbook: SourceFile,
    /// The bank of questions, xlsx.
    pub bank: SourceFile,
    /// The lists of agencies, csv.
    pub agencies: Vec<SourceFile>,
}

/// What the first start found or made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstStart {
    /// The contest's row.
    pub contest_id: i64,
    /// False when the contest was there already, and nothing was done.
    pub made: bool,
    /// What was refused of the files taken in, by the file's name.
    pub problems: Vec<(String, Vec<Problem>)>,
}

/// Why the first start did not finish. What it had taken in by then stays, and is not taken in
/// twice when it is tried again.
#[derive(Debug, thiserror::Error)]
pub enum FirstStartError {
    /// A list of agencies was not taken in.
    #[error("{file}: {error}")]
    Agencies {
        /// Which.
        file: String,
        /// Why.
        error: agencies::ImportError,
    },
    /// The handbook or the bank was not taken in.
    #[error("{file}: {error}")]
    File {
        /// Which.
        file: String,
        /// Why.
        error: ImportError,
    },
    /// The bank could not be made.
    #[error(transparent)]
    Bank(#[from] NewBankError),
    /// No list of agencies has this code.
    #[error("no list of agencies has the province {0}")]
    NoProvince(String),
    /// The first round could not be made.
    #[error(transparent)]
    Round(#[from] NewRoundError),
    /// The first round could not be opened.
    #[error(transparent)]
    Open(#[from] TransitionError),
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

impl FirstStartError {
    /// Whether another instance was making the same thing.
    fn is_conflict(&self) -> bool {
        let error = match self {
            Self::Bank(NewBankError::CodeTaken) => return true,
            Self::Agencies { error: agencies::ImportError::Db(error), .. }
            | Self::File { error: ImportError::Db(error), .. }
            | Self::Db(error) => error,
            _ => return false,
        };
        matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)))
    }
}

/// Takes in what ships and makes the contest with its first round open, unless it is there.
///
/// The province is the one with this code in the lists of agencies. Instances that start at once
/// get in each other's way a few times, and then find what the other has made.
pub async fn first_start(
    engine: &Engine,
    content: &Content,
    province_code: &str,
    now: Timestamp,
) -> Result<FirstStart, FirstStartError> {
    for _ in 1..TRIES {
        match start(engine, content, province_code, now).await {
            Err(error) if error.is_conflict() => tracing::info!(%error, "another instance is starting too"),
            outcome => return outcome,
        }
    }
    start(engine, content, province_code, now).await
}

async fn start(
    engine: &Engine,
    content: &Content,
    province_code: &str,
    now: Timestamp,
) -> Result<FirstStart, FirstStartError> {
    let there = entities::contests::Entity::find().filter(entities::contests::Column::Code.eq(CODE));
    if let Some(contest) = there.one(&engine.db.write).await? {
        return Ok(FirstStart { contest_id: contest.id, made: false, problems: Vec::new() });
    }
    let mut problems = Vec::new();
    for list in &content.agencies {
        let imported = agencies::import(engine, &list.bytes).await;
        let imported = imported.map_err(|error| FirstStartError::Agencies { file: list.name.clone(), error })?;
        problems.push((list.name.clone(), imported.problems));
    }
    let province = entities::agencies::Entity::find().filter(entities::agencies::Column::Code.eq(province_code));
    let province = province.one(&engine.db.write).await?;
    let province = province.ok_or_else(|| FirstStartError::NoProvince(province_code.to_owned()))?;
    let SourceFile { name, bytes } = &content.handbook;
    let handbook = handbooks::import(engine, name, bytes.clone()).await;
    let handbook = handbook.map_err(|error| FirstStartError::File { file: name.clone(), error })?;
    problems.push((name.clone(), handbook.problems));
    let (bank_id, of_bank) = bank(engine, &content.bank, now).await?;
    problems.push((content.bank.name.clone(), of_bank));
    problems.retain(|(_, problems)| !problems.is_empty());
    let contest_id = make(engine, province.id, handbook.handbook_id, bank_id, now).await?;
    Ok(FirstStart { contest_id, made: true, problems })
}

/// The shipped bank, made and filled unless it is, with what was refused of its file.
async fn bank(engine: &Engine, file: &SourceFile, now: Timestamp) -> Result<(i64, Vec<Problem>), FirstStartError> {
    let bank_id = match banks::by_code(&engine.db.write, CODE).await? {
        Some(bank) => bank.id,
        None => banks::insert(&engine.db.write, CODE, BANK_NAME, now).await?,
    };
    let questions = entities::questions::Entity::find().filter(entities::questions::Column::BankId.eq(bank_id));
    if questions.count(&engine.db.write).await? > 0 {
        return Ok((bank_id, Vec::new()));
    }
    let imported = question_sets::import_now(engine, bank_id, &file.name, file.bytes.clone(), KeptFor::Contest).await;
    let (_, view) = imported.map_err(|error| FirstStartError::File { file: file.name.clone(), error })?;
    Ok((bank_id, view.refusals()))
}

/// The contest with its open round, all or nothing: a start cut short is begun again.
async fn make(
    engine: &Engine,
    province_id: i64,
    handbook_id: i64,
    bank_id: i64,
    now: Timestamp,
) -> Result<i64, FirstStartError> {
    let tx = engine.db.begin().await?;
    let contest = entities::contests::ActiveModel {
        code: Set(CODE.to_owned()),
        title: Set(TITLE.to_owned()),
        province_id: Set(province_id),
        handbook_id: Set(Some(handbook_id)),
        created_at: Set(now.0),
        ..Default::default()
    };
    let contest_id = contest.insert(&tx).await?.id;
    let rules = entities::rules::ActiveModel {
        contest_id: Set(contest_id),
        version: Set(1),
        body: Set(to_json(&Rules::case_4())?),
        made_at: Set(now.0),
        ..Default::default()
    };
    rules.insert(&tx).await?;
    for kind in TrackKind::ALL {
        let track = entities::tracks::ActiveModel {
            contest_id: Set(contest_id),
            kind: Set(kind.code().to_owned()),
            bank_id: Set(bank_id),
            ..Default::default()
        };
        track.insert(&tx).await?;
    }
    banks::practice::keep_share_of_new(&tx, bank_id, PRACTICE).await?;
    let blueprint = default_blueprint(&banks::cells(&tx, bank_id).await?, PAPER);
    let round_id = rounds::insert(&tx, contest_id, &first_round(&blueprint, now), now).await?;
    rounds::advance(&tx, round_id, RoundState::Open, now).await?;
    tx.commit().await?;
    Ok(contest_id)
}

fn first_round(blueprint: &Blueprint, now: Timestamp) -> NewRound {
    let last_day = (now + ROUND_LENGTH).local().date;
    let closes = LocalDateTime { date: last_day, hour: CLOSING_HOUR, minute: 0, second: 0 };
    NewRound {
        title: ROUND_TITLE.to_owned(),
        window: Window { opens: now, closes: closes.to_timestamp() },
        papers: TrackKind::ALL
            .map(|track| NewPapers { track, bank_id: None, blueprint: blueprint.clone(), fixed: Vec::new() })
            .to_vec(),
    }
}
