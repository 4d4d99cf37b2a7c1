//! What somebody may see, mend, take along and withdraw of their own data.

use contest::{
    Timestamp,
    accounts::{BirthDate, Correction, IdNumber, Phone, Position},
    contests::{DuplicateKey, TrackKind},
};
use rand::Rng;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use serde_json::{Value, json};

use super::{
    Involved, ParticipantSession, SessionKind, WITHDRAWN_CODE, WITHDRAWN_NAME, involvement,
    likeness::{Likeness, lock, name_value, taken},
    private, register, sessions,
};
use crate::{
    Engine,
    attempts::seed_of,
    contests::current_round,
    db::entities::{attempts, complaints, links, participants, results},
    reports::recount_of,
    results::complaints::{OwnComplaint, own as own_complaints},
};

/// What stands for a complaint of somebody who has withdrawn.
const WITHDRAWN_TEXT: &str = "Người khiếu nại đã rút khỏi cuộc thi.";

/// What the platform knows about somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Me {
    /// Their row.
    pub participant_id: i64,
    /// Họ và tên.
    pub name: String,
    /// Ngày sinh.
    pub birth_date: Option<BirthDate>,
    /// Số điện thoại.
    pub phone: Option<Phone>,
    /// Số căn cước, where a contest has asked for it.
    pub id_number: Option<IdNumber>,
    /// The agency's row.
    pub agency_id: i64,
    /// The agency's code.
    pub agency_code: String,
    /// The agency's name, with that of the one above it.
    pub agency: String,
    /// Vị trí công tác.
    pub position: Position,
    /// Bảng dự thi.
    pub track: TrackKind,
    /// When they registered.
    pub registered_at: Timestamp,
    /// The version of the text that they agreed to.
    pub consent_version: String,
    /// When they agreed.
    pub consent_at: Timestamp,
    /// Whether a guardian agreed too.
    pub guardian_consent: bool,
    /// What they have to do with making the contest, if anything.
    pub involved: Option<Involved>,
    /// The address that they came by, if they did by one: its code and what it was for.
    pub came_by: Option<(String, String)>,
}

/// Why nothing was done with somebody's data.
#[derive(Debug, thiserror::Error)]
pub enum OwnDataError {
    /// The person has withdrawn.
    #[error("the participant has withdrawn")]
    Gone,
    /// There is no such agency in the contest's province, or no longer.
    #[error("no such agency in this contest")]
    AgencyUnknown,
    /// As many as may have registered with this already.
    #[error("another has registered with this: {}", .0.code())]
    Taken(DuplicateKey),
    /// The position belongs to the other track, and there are attempts in this one.
    #[error("the track cannot change after an attempt")]
    TrackFixed,
    /// The database did not answer.
    #[error(transparent)]
    Db(#[from] DbErr),
}

/// The session's own data.
pub async fn me(engine: &Engine, owner: &ParticipantSession) -> Result<Me, OwnDataError> {
    let row = own_row(&engine.db.read, owner).await?;
    let tree = crate::agencies::tree(engine).await?;
    let link = match row.link_id {
        Some(link) => links::Entity::find_by_id(link).one(&engine.db.read).await?,
        None => None,
    };
    Ok(Me {
        participant_id: row.id,
        involved: involvement::of(&row),
        came_by: link.map(|link| (link.code, link.name)),
        birth_date: row.birth_date.parse().ok(),
        phone: private::open_phone(&engine.secrets, &row.phone_index, &row.phone_sealed),
        id_number: private::open_id(&engine.secrets, row.id_index.as_deref(), row.id_sealed.as_deref()),
        agency_id: row.agency_id,
        agency_code: tree.get(row.agency_id).map(|agency| agency.code.clone()).unwrap_or_default(),
        agency: tree.full_name(row.agency_id),
        position: owner.position,
        track: owner.track,
        name: row.name,
        registered_at: Timestamp(row.registered_at),
        consent_version: row.consent_version,
        consent_at: Timestamp(row.consent_at),
        guardian_consent: row.guardian_consent,
    })
}

/// Mends the session's own data. Attempts keep the agency and the track that they were begun in.
pub async fn update_me(
    engine: &Engine,
    owner: &ParticipantSession,
    correction: &Correction,
    root_agency_path: &str,
    rng: &mut impl Rng,
) -> Result<(), OwnDataError> {
    let round = current_round(engine).await?;
    let rules = round.as_ref().map_or_else(Default::default, |round| round.rules.duplicates.as_slice());
    let Correction { name, birth_date, id_number, .. } = correction;
    let mut alike = Likeness::of(&engine.secrets, rules, (name, *birth_date), id_number.as_ref());
    let tx = engine.db.begin().await?;
    let row = own_row(&tx, owner).await?;
    // What stays as it is was settled before.
    alike.retain(|likeness| match likeness.by {
        DuplicateKey::NameAndBirthDate => {
            likeness.value != name_value(&engine.secrets, &row.name_sort, &row.birth_date)
        }
        DuplicateKey::IdNumber => row.id_index.as_ref() != Some(&likeness.value),
        DuplicateKey::Phone => false,
    });
    lock(&tx, &alike).await?;
    if let Some(by) = taken(&tx, rules, &alike, Some(row.id)).await? {
        return Err(OwnDataError::Taken(by));
    }
    let agency = register::standing_agency(engine, &tx, &correction.agency_code, root_agency_path).await?;
    let agency = agency.ok_or(OwnDataError::AgencyUnknown)?;
    let track = correction.position.track();
    if row.track != track.code() {
        let mine = attempts::Entity::find().filter(attempts::Column::ParticipantId.eq(row.id));
        if mine.count(&tx).await? > 0 {
            return Err(OwnDataError::TrackFixed);
        }
    }
    if row.position != correction.position.code() {
        recount_of(&tx, row.id).await?;
    }
    let mut row = row.into_active_model();
    row.name = Set(correction.name.as_str().to_owned());
    row.name_folded = Set(correction.name.folded());
    row.name_sort = Set(correction.name.sort_key());
    row.birth_date = Set(correction.birth_date.to_string());
    row.agency_id = Set(agency.id);
    row.position = Set(correction.position.code().to_owned());
    row.track = Set(track.code().to_owned());
    row.guardian_consent = Set(correction.guardian);
    if let Some(number) = id_number {
        let index = private::id_index(&engine.secrets, number);
        row.id_sealed = Set(Some(private::seal_id(&engine.secrets, &index, number, rng)));
        row.id_index = Set(Some(index));
    }
    row.update(&tx).await?;
    let shown = sessions::hashes_of(&tx, SessionKind::Participant, owner.participant_id).await?;
    tx.commit().await?;
    sessions::forget(engine, SessionKind::Participant, &shown).await;
    Ok(())
}

/// All that is kept about the session's owner, to take along. It holds no answer key.
pub async fn export_me(engine: &Engine, owner: &ParticipantSession) -> Result<Value, OwnDataError> {
    let me = me(engine, owner).await?;
    let db = &engine.db.read;
    let attempts = attempts::Entity::find()
        .filter(attempts::Column::ParticipantId.eq(me.participant_id))
        .order_by_asc(attempts::Column::Id)
        .all(db)
        .await?;
    let results = results::Entity::find().filter(results::Column::ParticipantId.eq(me.participant_id)).all(db).await?;
    let result_of = |attempt: &attempts::Model| results.iter().find(|result| result.attempt_id == attempt.id);
    let attempts = attempts.iter().map(|attempt| attempt_json(attempt, result_of(attempt)));
    let attempts = attempts.collect::<Result<Vec<Value>, DbErr>>()?;
    let complaints = own_complaints(db, me.participant_id, None).await?;
    let complaints: Vec<Value> = complaints.iter().map(complaint_json).collect();
    Ok(json!({
        "full_name": me.name,
        "birth_date": me.birth_date,
        "phone": me.phone,
        "id_number_ending": me.id_number.as_ref().map(IdNumber::ending),
        "agency": { "code": me.agency_code, "name": me.agency },
        "position": me.position.label(),
        "track": me.track.label(),
        "registered_at": me.registered_at.to_rfc3339(),
        "consent": {
            "version": me.consent_version,
            "at": me.consent_at.to_rfc3339(),
            "guardian": me.guardian_consent,
        },
        "involvement": me.involved.as_ref().map(|involved| json!({
            "part": involved.involvement.label(),
            "reason": involved.reason,
            "since": involved.since.to_rfc3339(),
        })),
        "came_by": me.came_by.map(|(code, name)| json!({ "code": code, "name": name })),
        "attempts": attempts,
        "complaints": complaints,
    }))
}

fn attempt_json(attempt: &attempts::Model, result: Option<&results::Model>) -> Result<Value, DbErr> {
    Ok(json!({
        "round": attempt.round_id,
        "ordinal": attempt.ordinal,
        "plan_version": attempt.plan_id,
        "seed": seed_of(attempt)?.to_string(),
        "started_at": Timestamp(attempt.started_at).to_rfc3339(),
        "deadline_at": Timestamp(attempt.deadline_at).to_rfc3339(),
        "result": result.map(|result| json!({
            "submitted_at": Timestamp(result.submitted_at).to_rfc3339(),
            "correct": result.correct,
            "total": result.total,
            "prediction": result.prediction,
            "valid": result.valid,
        })),
    }))
}

fn complaint_json(complaint: &OwnComplaint) -> Value {
    json!({
        "attempt": complaint.attempt,
        "kind": complaint.kind.label(),
        "text": complaint.text,
        "filed_at": complaint.filed_at.to_rfc3339(),
        "answer": complaint.answer.as_ref().map(|answer| json!({
            "at": answer.at.to_rfc3339(),
            "outcome": answer.outcome.label(),
            "text": answer.text,
        })),
    })
}

/// Deletes the session owner's personal data. Attempts and results stay, without a name: agencies'
/// figures are about them too.
///
/// The keyed hashes of the numbers stay, so that whoever registers with the phone again goes on in
/// this row: withdrawing gives nobody their attempts back, and no agency another entrant.
pub async fn withdraw(engine: &Engine, owner: &ParticipantSession) -> Result<(), OwnDataError> {
    let tx = engine.db.begin().await?;
    let mut row = own_row(&tx, owner).await?.into_active_model();
    row.name = Set(WITHDRAWN_NAME.to_owned());
    row.name_folded = Set(String::new());
    row.name_sort = Set(String::new());
    row.birth_date = Set(String::new());
    row.phone_sealed = Set(Vec::new());
    row.id_sealed = Set(None);
    row.code_hash = Set(WITHDRAWN_CODE.to_owned());
    row.update(&tx).await?;
    // What they wrote may name them, and so may the answer.
    complaints::Entity::update_many()
        .col_expr(complaints::Column::Body, Expr::value(WITHDRAWN_TEXT))
        .col_expr(complaints::Column::Answer, Expr::value(Option::<String>::None))
        .filter(complaints::Column::ParticipantId.eq(owner.participant_id))
        .exec(&tx)
        .await?;
    let closed = sessions::close_rows(&tx, SessionKind::Participant, owner.participant_id).await?;
    tx.commit().await?;
    sessions::forget(engine, SessionKind::Participant, &closed).await;
    Ok(())
}

/// The owner's row, unless they have withdrawn.
async fn own_row(db: &impl ConnectionTrait, owner: &ParticipantSession) -> Result<participants::Model, OwnDataError> {
    let row = participants::Entity::find_by_id(owner.participant_id)
        .filter(participants::Column::CodeHash.ne(WITHDRAWN_CODE))
        .one(db)
        .await?;
    row.ok_or(OwnDataError::Gone)
}
