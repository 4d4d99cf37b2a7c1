//! Báo cáo: the reports that were asked for, with their files.

use contest::Timestamp;
use leptos::prelude::*;

use crate::{
    components::{Chip, ChipKind, Empty, Meter},
    work::{Desk, Work},
};

/// What the list of reports shows.
#[derive(Clone, Debug)]
pub struct ReportFilesView {
    /// Whose page it is.
    pub desk: Desk,
    /// Where a report is asked for.
    pub order: String,
    /// The reports, the newest first.
    pub jobs: Vec<JobRow>,
}

/// A report.
#[derive(Clone, Debug)]
pub struct JobRow {
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub standing: JobStanding,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// Its files.
    pub files: Vec<FileRow>,
}

/// Where a report stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobStanding {
    /// It is being made: so many percent.
    UnderWay(u8),
    /// Its files are there, since then.
    Done(Timestamp),
    /// It could not be made.
    Failed,
}

/// A file.
#[derive(Clone, Debug)]
pub struct FileRow {
    /// Where it is taken from.
    pub href: String,
    /// `Excel (.xlsx)`.
    pub label: String,
    /// `36 KB`.
    pub size: String,
    /// Its SHA-256 in hexadecimal.
    pub sum: String,
}

/// The reports, and where the next is asked for.
#[component]
pub fn ReportFilesPage(view: ReportFilesView) -> impl IntoView {
    let ReportFilesView { desk, order, jobs } = view;
    let waits = jobs.iter().any(|job| matches!(job.standing, JobStanding::UnderWay(_)));
    let rows: Vec<_> = jobs.into_iter().map(|job| view! { <Row job/> }).collect();
    view! {
        <Work desk>
            <div class="page-head flow">
                <h1 class="h2">"Báo cáo"</h1>
                <p class="muted">
                    "Báo cáo theo vòng thi, quý, 6 tháng, 9 tháng, năm: tệp Excel, Word, PDF, CSV và JSON. Mỗi báo cáo được giữ 180 ngày, tối đa 50 báo cáo."
                </p>
                <p><a class="btn primary" href=order.clone()>"Lập báo cáo"</a></p>
            </div>
            {waits.then(|| view! { <p class="muted" role="status">"Báo cáo đang được lập. Trang tự tải lại sau vài giây."</p> })}
            {if rows.is_empty() {
                view! {
                    <Empty
                        title="Chưa có báo cáo nào"
                        text="Hãy chọn kỳ báo cáo và định dạng tệp; báo cáo xong sẽ hiện ở đây."
                        action=Some((order, "Lập báo cáo đầu tiên".to_owned()))
                    />
                }
                    .into_any()
            } else {
                view! { <ul class="list">{rows}</ul> }.into_any()
            }}
        </Work>
    }
}

#[component]
fn Row(job: JobRow) -> impl IntoView {
    let JobRow { title, standing, created_at, files } = job;
    let chip = match standing {
        JobStanding::UnderWay(0) => view! { <Chip kind=ChipKind::Wait label="Đang chờ"/> },
        JobStanding::UnderWay(percent) => view! { <Chip kind=ChipKind::Wait label=format!("Đang lập: {percent}%")/> },
        JobStanding::Done(_) => view! { <Chip kind=ChipKind::Ok label="Đã xong"/> },
        JobStanding::Failed => view! { <Chip kind=ChipKind::Bad label="Không lập được"/> },
    };
    let says = match standing {
        JobStanding::UnderWay(_) => format!("Yêu cầu lúc {}", created_at.long()),
        JobStanding::Done(at) => format!("Lập xong lúc {}", at.long()),
        JobStanding::Failed => {
            format!("Yêu cầu lúc {}. Hãy lập lại; nếu vẫn không được, hãy báo người quản trị.", created_at.long())
        }
    };
    let meter = match standing {
        JobStanding::UnderWay(percent) => {
            Some(view! { <Meter label=format!("Tiến độ lập báo cáo {title}") value=f64::from(percent)/> })
        }
        _ => None,
    };
    let files: Vec<_> = files
        .into_iter()
        .map(|FileRow { href, label, size, sum }| {
            view! {
                <li>
                    <a href=href download="">{format!("{label}, {size}")}</a>
                    " "
                    <small class="name">"SHA-256: " <code>{sum}</code></small>
                </li>
            }
        })
        .collect();
    view! {
        <li>
            <div>
                <p class="row">{chip}</p>
                <h2 class="h3">{title}</h2>
                <p class="muted">{says}</p>
                {meter.map(|meter| view! { <p class="after-s">{meter}</p> })}
                {(!files.is_empty()).then(|| view! { <ul class="links">{files}</ul> })}
            </div>
        </li>
    }
}
