//! What organisers and agencies see of a contest in figures.

mod agency;
mod chart;
mod organiser;
mod scale;

pub use agency::{AgencyReportPage, AgencyReportView, RoundReport, UnitFigures, UnitRow};
pub use chart::{DayChart, DayCount};
pub use organiser::{CurrentRound, DashboardPage, DashboardView, TaskRow, Urgency};
