//! What organisers and agencies see of a contest in figures.

mod agency;
mod bars;
mod chart;
mod figures;
mod files;
mod order;
mod organiser;
mod places;
mod report;
mod scale;
mod statistics;
mod units;

pub use agency::{AgencyReportPage, AgencyReportView};
pub use bars::{Bar, Bars};
pub use chart::{DayChart, DayCount};
pub use figures::UnitFigures;
pub use files::{FileRow, JobRow, JobStanding, ReportFilesPage, ReportFilesView};
pub use order::{OrderReportPage, OrderReportView, report_fields};
pub use organiser::{CurrentRound, DashboardPage, DashboardView, TaskRow, Urgency};
pub use places::{PlaceChart, RoundPlace};
pub use report::RoundReport;
pub use statistics::{StatisticsPage, StatisticsView, statistics_fields};
pub use units::{GroupRow, UnitRow};
