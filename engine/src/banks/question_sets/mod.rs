//! Question sets: looked at row by row first, then taken into a bank exactly once.

mod asked;
mod choose;
mod commit;
mod preview;
mod replace;
mod rivals;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use bank::{Place, Problem, questions::Options};
use contest::{
    Timestamp,
    banks::{KeptFor, Question},
};
use sea_orm::DbErr;
use serde::{Deserialize, Serialize};

pub use self::{
    asked::{Asked, AskedFile, KEPT, Uploaded, Word, answer, asked, drop_file, prune_files, upload},
    choose::choose,
    commit::{CommitError, Committed, commit},
    preview::{import_view, preview, waiting},
};
use super::ImportError;
use crate::Engine;

/// A file of questions that was read, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportView {
    /// The import's row.
    pub id: i64,
    /// The bank it is for.
    pub bank_id: i64,
    /// As the person's device calls the file.
    pub file_name: String,
    /// When it was read.
    pub created_at: Timestamp,
    /// What was read.
    pub rows: Vec<ImportRow>,
    /// What is worth knowing of the file as a whole.
    pub notes: Vec<Problem>,
    /// When and with what outcome it was taken in; `None` while it waits for somebody's decision.
    pub committed: Option<(Timestamp, Committed)>,
}

/// A file that was read and waits for somebody's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingImport {
    /// The import's row.
    pub id: i64,
    /// As the person's device calls the file.
    pub file_name: String,
    /// When it was read.
    pub created_at: Timestamp,
}

/// One row of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// Where it stands.
    pub place: Place,
    /// What becomes of it.
    pub verdict: RowVerdict,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowVerdict {
    /// A question that the bank does not have.
    New {
        /// The question.
        question: Question,
        /// Vietnamese sentences: what was left out of it.
        warnings: Vec<String>,
    },
    /// A question that the bank had when the file was read.
    AlreadyThere {
        /// The question.
        question: Question,
    },
    /// A question that the bank may have had: somebody has to say.
    Contested {
        /// The question as the file has it.
        question: Question,
        /// Vietnamese sentences: what was left out of it.
        warnings: Vec<String>,
        /// The bank's own.
        rival: Rival,
        /// What is to become of the two.
        #[serde(default)]
        decision: Decision,
    },
    /// A row that its author must mend.
    Refused {
        /// Its stem, to find it by; may be empty.
        stem: String,
        /// Vietnamese sentences: what is wrong and what to do; at least one.
        problems: Vec<String>,
    },
}

/// A question of the bank that one of the file may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rival {
    /// The question's row.
    pub question_id: i64,
    /// Its last revision when the file was read.
    pub revision: i64,
    /// What that revision says.
    pub question: Question,
    /// How alike the two are, in percent; `None` when they ask the same and have other choices or
    /// another key.
    pub likeness: Option<u8>,
}

/// What becomes of a question that the bank may have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The bank keeps its own.
    #[default]
    Keep,
    /// The bank's own gets a new revision, as the file has it.
    Replace,
    /// The bank gets the file's besides; only where the stems differ.
    Both,
}

impl Decision {
    /// All.
    pub const ALL: [Self; 3] = [Self::Keep, Self::Replace, Self::Both];

    /// The name in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Keep => "giu",
            Self::Replace => "thay",
            Self::Both => "ca-hai",
        }
    }

    /// The decision of a [`code`](Self::code).
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.code() == code)
    }
}

impl Rival {
    /// What may be decided.
    pub const fn decisions(&self) -> &'static [Decision] {
        if self.likeness.is_some() { &Decision::ALL } else { &[Decision::Keep, Decision::Replace] }
    }
}

/// What the column `rows` holds.
#[derive(Debug, Serialize, Deserialize)]
struct Body {
    rows: Vec<ImportRow>,
    notes: Vec<Problem>,
    #[serde(default)]
    outcome: Option<Committed>,
}

impl ImportView {
    /// Questions that taking it in would add.
    pub fn fresh(&self) -> usize {
        self.count(|verdict| matches!(verdict, RowVerdict::New { .. }) || verdict.decision() == Some(Decision::Both))
    }

    /// Questions that the bank has already.
    pub fn already_there(&self) -> usize {
        self.count(|verdict| matches!(verdict, RowVerdict::AlreadyThere { .. }))
    }

    /// Questions that the bank may have, decided or not.
    pub fn contested(&self) -> usize {
        self.count(|verdict| verdict.decision().is_some())
    }

    /// Questions that would get a new revision.
    pub fn replacing(&self) -> usize {
        self.count(|verdict| verdict.decision() == Some(Decision::Replace))
    }

    /// Rows that cannot be taken.
    pub fn refused(&self) -> usize {
        self.count(|verdict| matches!(verdict, RowVerdict::Refused { .. }))
    }

    /// Why rows were refused, in the file's order; a row may have several reasons.
    pub fn refusals(&self) -> Vec<Problem> {
        self.sentences(|verdict| match verdict {
            RowVerdict::Refused { problems, .. } => problems,
            RowVerdict::New { .. } | RowVerdict::Contested { .. } | RowVerdict::AlreadyThere { .. } => &[],
        })
    }

    /// What is worth knowing of the file, and what was left out of questions that can be taken.
    pub fn remarks(&self) -> Vec<Problem> {
        let warnings = self.sentences(|verdict| match verdict {
            RowVerdict::New { warnings, .. } | RowVerdict::Contested { warnings, .. } => warnings,
            RowVerdict::AlreadyThere { .. } | RowVerdict::Refused { .. } => &[],
        });
        self.notes.iter().cloned().chain(warnings).collect()
    }

    fn sentences(&self, of: impl Fn(&RowVerdict) -> &[String]) -> Vec<Problem> {
        let of_row = |row: &ImportRow| -> Vec<Problem> {
            let problem = |message: &String| Problem { place: row.place.clone(), message: message.clone() };
            of(&row.verdict).iter().map(problem).collect()
        };
        self.rows.iter().flat_map(of_row).collect()
    }

    fn count(&self, wanted: impl Fn(&RowVerdict) -> bool) -> usize {
        self.rows.iter().filter(|row| wanted(&row.verdict)).count()
    }
}

impl RowVerdict {
    /// The question, unless refused.
    pub fn question(&self) -> Option<&Question> {
        match self {
            Self::New { question, .. } | Self::Contested { question, .. } | Self::AlreadyThere { question } => {
                Some(question)
            }
            Self::Refused { .. } => None,
        }
    }

    /// What was decided, where something is to be.
    pub const fn decision(&self) -> Option<Decision> {
        match self {
            Self::Contested { decision, .. } => Some(*decision),
            Self::New { .. } | Self::AlreadyThere { .. } | Self::Refused { .. } => None,
        }
    }
}

/// Reads a file and takes in at once what it has, for the first start and the command line. Gives
/// what became of each row. The new questions are kept for `kept_for`.
pub async fn import_now(
    engine: &Engine,
    bank_id: i64,
    file_name: &str,
    bytes: Vec<u8>,
    kept_for: KeptFor,
) -> Result<(Committed, ImportView), ImportError> {
    let body = preview::sort_out(engine, bank_id, file_name, Arc::new(bytes), Options::default()).await?;
    let import = preview::insert(&engine.db.write, engine.now(), None, bank_id, file_name, &body).await?;
    let lost = || DbErr::RecordNotFound(format!("import {import}"));
    let committed = match commit::take_in(engine, None, import, kept_for).await {
        Ok(committed) => committed,
        Err(CommitError::Db(error)) => return Err(error.into()),
        Err(CommitError::NotAllowed | CommitError::NoImport) => return Err(lost().into()),
    };
    let view = import_view(&engine.db.write, import).await?.ok_or_else(lost)?;
    Ok((committed, view))
}
