//! What organisers and agencies see of a contest in figures.

mod agency;
mod chart;
mod files;
mod order;
mod organiser;
mod scale;

pub use agency::{AgencyReportPage, AgencyReportView, RoundReport, UnitFigures, UnitRow};
pub use chart::{DayChart, DayCount};
pub use files::{FileRow, JobRow, JobStanding, ReportFilesPage, ReportFilesView};
pub use order::{OrderReportPage, OrderReportView, report_fields};
pub use organiser::{CurrentRound, DashboardPage, DashboardView, TaskRow, Urgency};
