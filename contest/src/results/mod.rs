//! Who comes before whom, and how names are shown.

mod certificate_code;
mod complaint;
mod entry;
pub mod field;
mod frame_site;
pub mod items;
mod masking;
mod rank;
mod sort_key;

pub use certificate_code::{CertificateCode, CertificateCodeError, Certified};
pub use complaint::{Complaint, ComplaintError, ComplaintKind, ComplaintOutcome, MAX_COMPLAINT, MAX_COMPLAINTS};
pub use entry::{Entry, RankKey, better, compare};
pub use frame_site::{FrameSite, FrameSiteError};
pub use masking::Masking;
pub use rank::rank;
pub use sort_key::SortKey;
