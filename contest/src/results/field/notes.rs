//! What is said of single attempts beside their place.

use std::collections::BTreeMap;

use super::{Award, Lot, PassedOver, awarding::Seat, running::Running};

/// By place in the list of those who count; only of whom there is something to say.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes(BTreeMap<u32, Note>);

/// What is said of one attempt.
#[derive(Clone, Debug, Default)]
pub(super) struct Note {
    /// `Giải tuần: Giải Nhất`.
    pub prizes: Vec<String>,
    /// The lots that the person drew with it.
    pub lots: Vec<Lot>,
    /// Why they moved up, or were passed over.
    pub remarks: Vec<String>,
}

impl Notes {
    /// Gathers what there is to say; `awards` are in the order of `seats`.
    pub fn gather(races: &[Running<'_>], seats: &[Vec<Seat>], awards: &[Award], passed: &[(u32, PassedOver)]) -> Self {
        let mut notes = Self::default();
        for &(counted, lot) in races.iter().flat_map(|running| &running.lots) {
            notes.of(counted).lots.push(lot);
        }
        for (seat, award) in seats.iter().flatten().zip(awards) {
            let note = notes.of(seat.counted);
            note.prizes.push(format!("{}: {}", award.race.prizes, award.class));
            if award.order > award.seat {
                note.remarks.push(format!(
                    "{}: xếp thứ {} khi xét giải, lên thứ {} vì có người xếp trên không nhận giải này.",
                    award.race.prizes, award.order, award.seat
                ));
            }
        }
        for (counted, passed) in passed {
            notes.of(*counted).remarks.push(format!("{}: {}", passed.race.prizes, passed.reason.label()));
        }
        notes
    }

    fn of(&mut self, counted: u32) -> &mut Note {
        self.0.entry(counted).or_default()
    }

    /// What is said of one attempt.
    pub fn get(&self, counted: u32) -> Option<&Note> {
        self.0.get(&counted)
    }
}
