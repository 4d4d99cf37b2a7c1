//! How questions did (classic item analysis): how hard each was, how well it tells those who know from
//! those who do not, who chose which answer, and how far a whole paper can be relied on.
//!
//! The formulas are those of Moodle's quiz statistics, held against its published figures; docs/ITEM-ANALYSIS.md
//! gives them with their sources. Everything is counted by how often it came ([`RoundTally`]), in whole numbers: so
//! attempts may come in any order and in any portions, what was counted apart is added up, and the memory is that of
//! the different answers and not of the people.

mod choices;
mod counts;
mod figures;
mod paper;
mod relation;
mod round;
mod tally;
mod warning;

#[cfg(test)]
mod published;

pub use self::{
    choices::{ChoiceUse, Groups},
    counts::Counts,
    figures::{ItemFigures, guess_score},
    paper::{PaperFigures, PaperTally},
    relation::Relation,
    round::{PAPER, RoundTally},
    tally::{Given, ItemTally},
    warning::{ENOUGH, Warning, warnings},
};
