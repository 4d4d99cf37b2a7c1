//! The attempts of a round as a file, a piece at a time.

use contest::results::field::EntryRow;
use sea_orm::DbErr;

use crate::results::field::{AttemptLine, Attempts};

/// A file of attempts that is being written: the memory is that of a page.
#[derive(Debug)]
pub struct EntriesFile {
    attempts: Attempts,
    has_begun: bool,
}

impl EntriesFile {
    /// A file of these attempts.
    pub(in crate::results) fn new(attempts: Attempts) -> Self {
        Self { attempts, has_begun: false }
    }

    /// The next lines; `None` at the end. The first piece names the columns.
    pub async fn next_piece(&mut self) -> Result<Option<Vec<u8>>, DbErr> {
        if !self.has_begun {
            self.has_begun = true;
            return written(|csv| csv.write_record(EntryRow::COLUMNS)).map(Some);
        }
        let page = self.attempts.next_page().await?;
        if page.is_empty() {
            return Ok(None);
        }
        written(|csv| page.iter().try_for_each(|line| csv.write_record(fields(line)))).map(Some)
    }
}

/// In the order of [`EntryRow::COLUMNS`].
fn fields(line: &AttemptLine) -> [String; 13] {
    [
        line.entry.clone(),
        line.person.clone(),
        line.agency.clone(),
        String::new(),
        line.track.code().to_owned(),
        line.round.to_string(),
        line.correct.to_string(),
        line.score.to_string(),
        line.prediction.map(|prediction| prediction.0.to_string()).unwrap_or_default(),
        line.started_at.0.to_string(),
        line.submitted_at.0.to_string(),
        line.registered_at.map(|at| at.0.to_string()).unwrap_or_default(),
        u8::from(line.valid).to_string(),
    ]
}

fn written(lines: impl FnOnce(&mut csv::Writer<Vec<u8>>) -> csv::Result<()>) -> Result<Vec<u8>, DbErr> {
    let failed = |error: &dyn std::error::Error| DbErr::Custom(error.to_string());
    let mut csv = csv::Writer::from_writer(Vec::new());
    lines(&mut csv).map_err(|error| failed(&error))?;
    csv.into_inner().map_err(|error| failed(&error))
}
