//! Certificates: what stands on them, and whether one that somebody has is good.

use contest::{
    Timestamp,
    contests::RoundState,
    results::{CertificateCode, Certified},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    boards::shown,
    life::{AwardLine, LifeError, Overview, Refusable, ResultsOf, read, whole_of},
};
use crate::{
    Engine,
    accounts::{ParticipantSession, StaffSession},
    agencies,
    contests::Round,
    db::entities::{awards, contests, participants, results},
    secrets::{Purpose, Secrets, same},
};

/// What stands on a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certification {
    /// The code by which it is verified.
    pub code: CertificateCode,
    /// The contest's name on screen.
    pub contest: String,
    /// The round's name on screen; `None` for the whole contest.
    pub round: Option<String>,
    /// The person's full name, or the agency's.
    pub name: String,
    /// The name as public lists show it.
    pub public_name: String,
    /// The person's agency; `None` for a prize of an agency.
    pub agency: Option<String>,
    /// The prize; `None` for taking part.
    pub prize: Option<Prize>,
    /// Right answers out of all questions of the attempt.
    pub worth: Option<(u16, u16)>,
    /// When the results were published.
    pub published_at: Timestamp,
    /// Whether it is good.
    pub standing: Standing,
}

/// A prize.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prize {
    /// `Giải Nhất`.
    pub class: String,
    /// The name of the list.
    pub prizes: String,
    /// Who raced: the code of a track or a block, or empty for everybody.
    pub group: String,
    /// Of a whole contest's results, the round that it is a prize of.
    pub of_round: Option<i32>,
}

/// Whether a certificate is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Good,
    /// The prize was taken back then.
    TakenBack(Timestamp),
    /// The contest's results have put another prize in its place.
    Replaced,
    /// The attempt was declared invalid.
    Void,
}

/// The code of a certificate.
pub fn certificate_code(secrets: &Secrets, certified: Certified) -> CertificateCode {
    let (kind, id, position) = match certified {
        Certified::RoundAward(id, position) => (b"round", id, position),
        Certified::ContestAward(id, position) => (b"whole", id, position),
        Certified::Attempt(id) => (b"entry", id, 0),
    };
    let parts: [&[u8]; 3] = [kind, &id.to_be_bytes(), &position.to_be_bytes()];
    CertificateCode::new(certified, &secrets.keyed_hash(Purpose::Certificate, &parts))
}

/// Verifies a code, for anyone: what it certifies; `None` for a code that was never given out.
pub async fn verify_certificate(engine: &Engine, code: CertificateCode) -> Result<Option<Certification>, DbErr> {
    let known = certificate_code(&engine.secrets, code.certified);
    if !same(&known.check.to_be_bytes(), &code.check.to_be_bytes()) {
        return Ok(None);
    }
    match code.certified {
        Certified::RoundAward(id, position) => one_award(engine, ResultsOf::Round(id), position).await,
        Certified::ContestAward(id, position) => one_award(engine, ResultsOf::Contest(id), position).await,
        Certified::Attempt(id) => attempt(engine, id).await,
    }
}

/// The certificate with this code, if it is this person's.
pub async fn own_certificate(
    engine: &Engine,
    me: &ParticipantSession,
    code: CertificateCode,
) -> Result<Option<Certification>, DbErr> {
    let is_mine = match code.certified {
        Certified::RoundAward(id, position) => has_won(engine, me, ResultsOf::Round(id), position).await?,
        Certified::ContestAward(id, position) => has_won(engine, me, ResultsOf::Contest(id), position).await?,
        Certified::Attempt(id) => {
            let of_mine = results::Column::ParticipantId.eq(me.participant_id);
            results::Entity::find_by_id(id).filter(of_mine).one(&engine.db.read).await?.is_some()
        }
    };
    if is_mine { verify_certificate(engine, code).await } else { Ok(None) }
}

async fn has_won(engine: &Engine, me: &ParticipantSession, of: ResultsOf, position: u32) -> Result<bool, DbErr> {
    let of_mine = awards::Column::ParticipantId.eq(me.participant_id);
    let award = awards::Entity::find_by_id((of.key(), position as i32)).filter(of_mine);
    Ok(award.one(&engine.db.read).await?.is_some())
}

/// Most prizes of one person that are listed.
const MOST_OWN: u64 = 200;

/// The good certificates of a person's prizes, of published results.
pub async fn own_certificates(engine: &Engine, me: &ParticipantSession) -> Result<Vec<Certification>, DbErr> {
    let keys: Vec<(i64, i32)> = awards::Entity::find()
        .select_only()
        .columns([awards::Column::RoundId, awards::Column::Position])
        .filter(awards::Column::ParticipantId.eq(me.participant_id))
        .order_by_asc(awards::Column::RoundId)
        .order_by_asc(awards::Column::Position)
        .limit(MOST_OWN)
        .into_tuple()
        .all(&engine.db.read)
        .await?;
    let mut own = Vec::new();
    for keys in keys.chunk_by(|(a, _), (b, _)| a == b) {
        let Some((key, _)) = keys.first() else { continue };
        let positions = |position: i32| keys.iter().any(|(_, of_mine)| *of_mine == position);
        let all = of_results(engine, ResultsOf::with_key(*key)).await?;
        own.extend(all.into_iter().filter(|(position, one)| positions(*position) && one.standing == Standing::Good));
    }
    Ok(own.into_iter().map(|(_, one)| one).collect())
}

/// All good certificates of published results, for an organiser, in the order of the rules.
pub async fn all_certificates(
    engine: &Engine,
    actor: &StaffSession,
    of: ResultsOf,
) -> Result<Vec<Certification>, LifeError> {
    if !actor.role.organises() {
        return Err(LifeError::NotAllowed);
    }
    let all = of_results(engine, of).await?;
    Ok(all.into_iter().map(|(_, one)| one).filter(|one| one.standing == Standing::Good).collect())
}

async fn one_award(engine: &Engine, of: ResultsOf, position: u32) -> Result<Option<Certification>, DbErr> {
    let all = of_results(engine, of).await?;
    Ok(all.into_iter().find(|(at, _)| u32::try_from(*at) == Ok(position)).map(|(_, one)| one))
}

/// The certificates of published results, with the prizes' positions; none of any other.
async fn of_results(engine: &Engine, of: ResultsOf) -> Result<Vec<(i32, Certification)>, DbErr> {
    let published = read(engine, of).await?.filter(|outcome| outcome.subject.state == RoundState::Published);
    let Some(Overview { subject, counted, awards, .. }) = published else { return Ok(Vec::new()) };
    let Some((published_at, _)) = counted.and_then(|counted| counted.published) else { return Ok(Vec::new()) };
    let contest = contest_title(engine, subject.contest_id).await?;
    let settled = match of {
        ResultsOf::Round(_) => whole_of(engine, subject.contest_id).await?.filter(|whole| whole.replaces_prizes),
        ResultsOf::Contest(_) => None,
    };
    let settled = match settled {
        Some(whole) => read(engine, whole.of).await?.map(|outcome| outcome.awards),
        None => None,
    };
    let number = subject.rounds.first().map(|round| round.number);
    let certification = |award: AwardLine| {
        let is_person = matches!(award.whose, Refusable::Person(_));
        let stays = |other: &AwardLine| {
            other.round == number
                && (&other.prizes, &other.class, other.whose) == (&award.prizes, &award.class, award.whose)
        };
        let is_replaced = is_person && settled.as_ref().is_some_and(|settled| !settled.iter().any(stays));
        let standing = match &award.taken_back {
            Some((at, _)) => Standing::TakenBack(*at),
            None if is_replaced => Standing::Replaced,
            None => Standing::Good,
        };
        let certified = award.certified(of);
        let (name, public_name, agency) = if is_person {
            (award.name.clone(), shown(&award.name, subject.rules.names), Some(award.agency))
        } else {
            (award.agency.clone(), award.agency, None)
        };
        let certification = Certification {
            code: certificate_code(&engine.secrets, certified),
            contest: contest.clone(),
            round: matches!(of, ResultsOf::Round(_)).then(|| subject.title.clone()),
            name,
            public_name,
            agency,
            prize: Some(Prize {
                class: award.class,
                prizes: award.prizes,
                group: award.group,
                of_round: award.round.filter(|_| matches!(of, ResultsOf::Contest(_))),
            }),
            worth: award.worth.map(|(correct, total, _)| (correct, total)),
            published_at,
            standing,
        };
        (award.position, certification)
    };
    Ok(awards.into_iter().map(certification).collect())
}

/// Taking part with an attempt, once its round is published.
async fn attempt(engine: &Engine, id: i64) -> Result<Option<Certification>, DbErr> {
    let db = &engine.db.read;
    let Some(result) = results::Entity::find_by_id(id).one(db).await? else { return Ok(None) };
    let round = Round::load(db, result.round_id).await?.filter(|round| round.state == RoundState::Published);
    let Some(round) = round else { return Ok(None) };
    let person = participants::Entity::find_by_id(result.participant_id).one(db).await?;
    let name = person.map(|person| person.name).unwrap_or_default();
    let published_at = super::life::published_at(db, ResultsOf::Round(round.id)).await?;
    Ok(Some(Certification {
        code: certificate_code(&engine.secrets, Certified::Attempt(id)),
        contest: contest_title(engine, round.contest_id).await?,
        public_name: shown(&name, round.rules.names),
        name,
        agency: Some(agencies::tree(engine).await?.full_name(result.agency_id)),
        prize: None,
        worth: Some((result.correct as u16, result.total as u16)),
        published_at: published_at.unwrap_or_default(),
        standing: if result.valid { Standing::Good } else { Standing::Void },
        round: Some(round.title),
    }))
}

async fn contest_title(engine: &Engine, id: i64) -> Result<String, DbErr> {
    let row = contests::Entity::find_by_id(id).one(&engine.db.read).await?;
    Ok(row.map(|row| row.title).unwrap_or_default())
}
