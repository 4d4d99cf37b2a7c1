//! Taking a round: the rules to read first, and the paper.

#[cfg(any(feature = "hydrate", test))]
mod keeper;
#[cfg(feature = "ssr")]
mod paper;
mod paper_keeper;
#[cfg(feature = "ssr")]
mod question;
#[cfg(feature = "ssr")]
mod start;
#[cfg(feature = "ssr")]
mod step;
#[cfg(feature = "ssr")]
mod step_end;

#[cfg(feature = "ssr")]
pub use paper::{PaperPage, PaperView, PredictionView};
pub use paper_keeper::PaperKeeper;
#[cfg(feature = "ssr")]
pub use question::QuestionView;
#[cfg(feature = "ssr")]
pub(crate) use question::question_html;
#[cfg(feature = "ssr")]
pub use start::{StartPage, StartState, StartView};
#[cfg(feature = "ssr")]
pub use step::{Shown, StepPage, StepView, step_fields};
