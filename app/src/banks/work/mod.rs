//! Working on a bank: its questions to find and to act on, one question with its way, its form, and who
//! works on it.

mod bulk;
mod choices;
mod documents;
mod edit;
mod found;
mod pieces;
mod preview;
mod question;
mod revisions;
mod workers;

pub use bulk::{BulkForm, BulkPage, BulkPageView, bulk_fields};
pub use choices::ChoiceRow;
pub use documents::{DocumentPage, DocumentRow, DocumentView, DocumentsPage, DocumentsView, document_fields};
pub(super) use edit::QuestionFields;
pub use edit::{EditPage, EditView, edit_fields};
pub use found::{Found, FoundView, HandbookHit, QuestionLine, chip_of};
pub use pieces::ChangedPart;
pub use preview::{Preview, PreviewView};
pub use question::{QuestionPage, QuestionPageView, question_fields};
pub use revisions::{PastView, RevisionView};
pub use workers::{WorkerRow, WorkersPage, WorkersView, worker_fields};
