//! Phân tích câu hỏi: how the questions of a round or a bank did.

mod list;
mod papers;
mod question;

pub use list::{ItemRow, ItemsPage, ItemsView, ORDER};
pub use papers::PapersView;
pub use question::{ItemChoice, ItemFigure, ItemPage, ItemPageView, ItemSection, ItemSheet};
