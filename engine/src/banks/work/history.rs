//! What was done to a question and said about it.

use std::collections::HashMap;

use contest::{Timestamp, banks::Step};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::db::entities::{question_acts, staff};

/// The latest so many acts of a question are shown.
const MOST: u64 = 200;

/// What somebody did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Wrote the question.
    Create,
    /// Changed its words.
    Edit,
    /// Put it under another topic.
    Topic,
    /// Gave it another level.
    Level,
    /// Took it a step on its way.
    Step(Step),
    /// Said something about it.
    Comment,
    /// Took back an act on many that it was a part of.
    Undo,
}

impl Deed {
    /// The short name in storage.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Edit => "edit",
            Self::Topic => "topic",
            Self::Level => "level",
            Self::Step(step) => step.code(),
            Self::Comment => "comment",
            Self::Undo => "undo",
        }
    }

    fn parse(code: &str) -> Option<Self> {
        [Self::Create, Self::Edit, Self::Topic, Self::Level, Self::Comment, Self::Undo]
            .into_iter()
            .find(|deed| deed.code() == code)
            .or_else(|| Step::parse(code).map(Self::Step))
    }

    /// `sửa nội dung`, as it follows a name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Create => "soạn câu hỏi",
            Self::Edit => "sửa nội dung",
            Self::Topic => "đổi lĩnh vực",
            Self::Level => "đổi mức độ",
            Self::Step(Step::Submit) => "gửi duyệt",
            Self::Step(Step::TakeBack) => "rút về sửa tiếp",
            Self::Step(Step::Approve) => "duyệt",
            Self::Step(Step::Return) => "trả lại",
            Self::Step(Step::Discard) => "bỏ bản này",
            Self::Step(Step::Retire) => "cho thôi dùng",
            Self::Comment => "góp ý",
            Self::Undo => "hoàn tác thao tác hàng loạt",
        }
    }
}

/// One act of a question's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// When.
    pub at: Timestamp,
    /// Who, as pages call them; `None` for the platform itself.
    pub by: Option<String>,
    /// What.
    pub deed: Deed,
    /// The number of the revision it was about.
    pub revision: Option<i32>,
    /// What was said.
    pub note: Option<String>,
}

/// A row of the history, to be inserted.
pub(super) fn act(
    question_id: i64,
    revision: i32,
    at: Timestamp,
    staff_id: i64,
    deed: Deed,
) -> question_acts::ActiveModel {
    question_acts::ActiveModel {
        question_id: Set(question_id),
        revision: Set(Some(revision)),
        at: Set(at.0),
        staff_id: Set(Some(staff_id)),
        act: Set(deed.code().to_owned()),
        note: Set(None),
        bulk_id: Set(None),
        ..Default::default()
    }
}

/// The history of a question, the newest first.
pub(super) async fn of(db: &impl ConnectionTrait, question_id: i64) -> Result<Vec<Past>, DbErr> {
    let rows = question_acts::Entity::find()
        .filter(question_acts::Column::QuestionId.eq(question_id))
        .order_by_desc(question_acts::Column::Id)
        .limit(MOST)
        .all(db)
        .await?;
    let names = staff_names(db, rows.iter().filter_map(|row| row.staff_id).collect()).await?;
    let past = |row: question_acts::Model| {
        Some(Past {
            at: Timestamp(row.at),
            by: row.staff_id.and_then(|id| names.get(&id).cloned()),
            deed: Deed::parse(&row.act)?,
            revision: row.revision,
            note: row.note,
        })
    };
    Ok(rows.into_iter().filter_map(past).collect())
}

/// What these members of staff, at most some hundred, are called.
pub(in crate::banks) async fn staff_names(
    db: &impl ConnectionTrait,
    mut ids: Vec<i64>,
) -> Result<HashMap<i64, String>, DbErr> {
    ids.sort_unstable();
    ids.dedup();
    let rows: Vec<(i64, String, String)> = staff::Entity::find()
        .select_only()
        .columns([staff::Column::Id, staff::Column::DisplayName, staff::Column::Username])
        .filter(staff::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    // Several may be called “Ban Tổ chức”: what they sign in with tells them apart.
    Ok(rows.into_iter().map(|(id, name, username)| (id, format!("{name} ({username})"))).collect())
}
