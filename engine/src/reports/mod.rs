//! Reports: what an agency sees of its people, and an organiser of the whole contest.

pub mod agency;
mod counted;
mod days;
mod figures;
pub mod files;
pub mod organiser;
mod remembered;

pub use self::figures::{DayFigures, Figures};

#[cfg(test)]
mod tests;
