//! The bank of each track of a new round: chosen from all there are, the track's own to begin with.

use std::collections::HashMap;

use app::{components::SelectOption, contests::round_fields};
use contest::{banks::CellSize, contests::TrackKind, text::group};
use engine::{
    DbErr, Engine,
    banks::{self, BankSummary},
    contests::{Contest, Track},
};

/// The bank that a track draws from in the form.
#[derive(Clone, Debug)]
pub(super) struct TrackBank {
    pub(super) kind: TrackKind,
    pub(super) bank_id: i64,
    pub(super) bank: String,
    pub(super) sizes: Vec<CellSize>,
    /// What is wrong with the choice.
    pub(super) problem: Option<String>,
}

/// All banks, with how many questions papers may be drawn from.
#[derive(Debug)]
pub(super) struct Banks {
    all: Vec<BankSummary>,
    usable: HashMap<i64, u64>,
}

impl Banks {
    pub(super) async fn load(engine: &Engine) -> Result<Self, DbErr> {
        let db = &engine.db.read;
        Ok(Self { all: banks::list(db).await?, usable: banks::usable(db).await? })
    }

    /// The entries of the list to choose from.
    pub(super) fn options(&self) -> Vec<SelectOption> {
        let option = |bank: &BankSummary| {
            let usable = self.usable.get(&bank.id).copied().unwrap_or_default();
            SelectOption::new(bank.id.to_string(), format!("{} ({} câu dùng được)", bank.name, group(usable as i64)))
        };
        self.all.iter().map(option).collect()
    }

    /// The bank of each track as a form sent it; the track's own where it sent none. What is
    /// unknown is told, and the track's own shown instead.
    pub(super) async fn chosen(
        &self,
        engine: &Engine,
        contest: &Contest,
        sent: impl Fn(&str) -> String,
    ) -> Result<Vec<TrackBank>, DbErr> {
        let mut tracks = Vec::with_capacity(contest.tracks.len());
        for track in &contest.tracks {
            let sent = sent(round_fields::bank(track.kind));
            tracks.push(self.of_track(engine, *track, sent.trim()).await?);
        }
        Ok(tracks)
    }

    async fn of_track(&self, engine: &Engine, track: Track, sent: &str) -> Result<TrackBank, DbErr> {
        let found =
            if sent.is_empty() { self.find(track.bank_id) } else { sent.parse().ok().and_then(|id| self.find(id)) };
        let bank_id = found.map_or(track.bank_id, |bank| bank.id);
        let sizes = banks::cells(&engine.db.read, bank_id).await?;
        let problem = match found {
            None => Some(unknown(track.kind)),
            Some(_) if sizes.is_empty() => Some(format!(
                "{}: ngân hàng này chưa có câu hỏi. Hãy chọn ngân hàng khác hoặc nhập câu hỏi vào trước.",
                track.kind.short_label()
            )),
            Some(_) => None,
        };
        let bank = found.or_else(|| self.find(bank_id)).map(|bank| bank.name.clone()).unwrap_or_default();
        Ok(TrackBank { kind: track.kind, bank_id, bank, sizes, problem })
    }

    fn find(&self, id: i64) -> Option<&BankSummary> {
        self.all.iter().find(|bank| bank.id == id)
    }
}

/// A bank that is not, or no longer, there.
pub(super) fn unknown(track: TrackKind) -> String {
    format!("{}: không có ngân hàng này. Hãy chọn lại một ngân hàng trong danh sách.", track.short_label())
}
