//! What a bank has that the questions of a file may be.

use std::collections::HashMap;

use bank::{
    Problem,
    questions::{QuestionSet, Row, Verdict},
    similar::Index,
};
use contest::banks::Question;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Decision, ImportRow, Rival, RowVerdict};
use crate::{
    banks::{
        CHUNK,
        revisions::{self, stem_hash},
    },
    db::entities::{question_revisions, questions},
};

/// A bank as a file is held against it.
pub(super) struct Rivals {
    /// Questions by the hash of their stems, where the file has one of the hash.
    by_stem: HashMap<String, i64>,
    /// The last revision of each question of the bank.
    latest: HashMap<i64, (i64, Question)>,
}

impl Rivals {
    /// What the bank has.
    pub(super) async fn load(db: &impl ConnectionTrait, bank_id: i64, set: &QuestionSet) -> Result<Self, DbErr> {
        let hashes: Vec<String> = set.questions().map(|question| stem_hash(&question.stem)).collect();
        let mut by_stem = HashMap::new();
        for hashes in hashes.chunks(CHUNK) {
            let found: Vec<(String, i64)> = questions::Entity::find()
                .select_only()
                .columns([questions::Column::StemHash, questions::Column::Id])
                .filter(questions::Column::BankId.eq(bank_id))
                .filter(questions::Column::StemHash.is_in(hashes))
                .into_tuple()
                .all(db)
                .await?;
            by_stem.extend(found);
        }
        let rows = question_revisions::Entity::find()
            .filter(question_revisions::Column::Id.in_subquery(revisions::latest(bank_id)))
            .all(db)
            .await?;
        let latest = rows.into_iter().map(|row| Ok((row.question_id, (row.id, revisions::question(row)?))));
        Ok(Self { by_stem, latest: latest.collect::<Result<_, DbErr>>()? })
    }

    /// What becomes of each row.
    pub(super) fn sort(&self, rows: Vec<Row>) -> Vec<ImportRow> {
        let index = Index::new(self.latest.iter().map(|(id, (_, question))| (*id, question)));
        let sorted = |row: Row| ImportRow { place: row.place, verdict: self.verdict(row.verdict, &index) };
        rows.into_iter().map(sorted).collect()
    }

    fn verdict(&self, verdict: Verdict, index: &Index<i64>) -> RowVerdict {
        let sentences = |problems: Vec<Problem>| problems.into_iter().map(|problem| problem.message).collect();
        let (question, warnings) = match verdict {
            Verdict::Accepted { question, warnings } => (question, sentences(warnings)),
            Verdict::Refused { stem, problems } => {
                return RowVerdict::Refused { stem, problems: sentences(problems) };
            }
        };
        let rival = match self.by_stem.get(&stem_hash(&question.stem)) {
            Some(id) => match self.rival(*id, None) {
                Some(rival) if !rival.question.agrees_with(&question) => Some(rival),
                _ => return RowVerdict::AlreadyThere { question },
            },
            None => index.like(&question).first().and_then(|like| self.rival(like.id, Some(like.likeness))),
        };
        match rival {
            Some(rival) => RowVerdict::Contested { question, warnings, rival, decision: Decision::default() },
            None => RowVerdict::New { question, warnings },
        }
    }

    fn rival(&self, question_id: i64, likeness: Option<u8>) -> Option<Rival> {
        let (revision, question) = self.latest.get(&question_id)?;
        Some(Rival { question_id, revision: *revision, question: question.clone(), likeness })
    }
}
