//! The handbook, as people read it, and banks of questions, as their keepers do.

mod alike;
mod asked;
mod bank;
mod compare;
mod contested;
mod editions;
mod handbook;
mod import;
mod list;
mod mistakes;
mod practice;
mod proposals;
mod question_card;
mod upload;
pub mod work;

pub use alike::{AlikePage, AlikePageView, AlikeView, alike_fields};
pub use asked::{AskedKind, AskedPage, AskedView, ColumnView, ColumnsView, EncodingsView, SheetView, asked_fields};
pub use bank::{BankPage, BankView, QuestionView, filters};
pub use compare::{Bits, ComparedView};
pub use contested::ContestedView;
pub use editions::{
    EDITIONS_HREF, EditionAct, EditionEntry, EditionLine, EditionPage, EditionView, EditionsPage, EditionsView,
};
pub use handbook::{
    AnswerBlock, Entry, HandbookEntryPage, HandbookEntryView, HandbookPage, HandbookView, LegalDocument, MISTAKE_FIELD,
    MissingEntryPage, MistakeView, Part, SearchView,
};
pub use import::{ImportDone, ImportKind, ImportLine, ImportPage, ImportPageView, import_fields};
pub use list::{BankLine, BanksPage, BanksView, WORKERS_HREF, bank_fields};
pub use mistakes::{MISTAKES_HREF, MistakeRow, MistakesPage, MistakesView, mistake_fields};
pub use practice::{
    AnsweredView, KeepPage, KeepView, PRACTICE, PracticeAsk, PracticeChooser, PracticePage, PracticeStep,
    PracticeSummary, PracticeTopic, PracticeView, PracticeWrong, keep_fields, practice_fields,
};
pub use proposals::{
    DecidedView, DistractorView, EditProposalPage, EditProposalView, LikeView, ProposalAct, ProposalView,
    ProposalsPage, ProposalsView, proposal_fields,
};
