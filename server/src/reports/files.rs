//! GET `…/bao-cao`: the reports that were asked for; GET `…/bao-cao/{job}/{format}`: a file.

use app::{
    errors::ErrorView,
    reports::{FileRow, JobRow, JobStanding, ReportFilesPage, ReportFilesView},
};
use axum::{
    http::{HeaderName, HeaderValue, header},
    response::IntoResponse as _,
};
use contest::text::group;
use engine::{
    accounts::StaffSession,
    reports::files::{Format, Job, JobState, KeptFile, download, jobs},
};
use leptos::prelude::*;

use super::Place;
use crate::{accounts::staff::work_frame, error::PageResult, page::Page, state::AppState};

/// A page with a report under way asks for itself again after so many seconds, with JavaScript or without.
const AGAIN: HeaderValue = HeaderValue::from_static("3");
const REFRESH: HeaderName = HeaderName::from_static("refresh");

pub(super) async fn list(state: &AppState, actor: &StaffSession, place: Place, page: &Page) -> PageResult {
    let jobs = jobs(&state.engine, actor).await?;
    let waits = jobs.iter().any(|job| job.state.is_under_way());
    let view = ReportFilesView {
        desk: place.desk,
        order: format!("{}/moi", place.href),
        jobs: jobs.into_iter().map(|job| row(job, place)).collect(),
    };
    let mut response = page.show(work_frame(page, "Báo cáo"), || view! { <ReportFilesPage view/> });
    if waits {
        response.headers_mut().insert(REFRESH, AGAIN);
    }
    Ok(response)
}

fn row(job: Job, place: Place) -> JobRow {
    let file = |(format, bytes, sum): (Format, u64, String)| FileRow {
        href: format!("{}/{}/{}", place.href, job.id, format.code()),
        label: format.label().to_owned(),
        size: format!("{} KB", group(bytes.div_ceil(1_024) as i64)),
        sum,
    };
    JobRow {
        title: job.title,
        standing: match (job.state, job.done_at) {
            (JobState::Waiting | JobState::Making, _) => JobStanding::UnderWay(job.progress),
            (JobState::Done, Some(at)) => JobStanding::Done(at),
            _ => JobStanding::Failed,
        },
        created_at: job.created_at,
        files: job.files.into_iter().map(file).collect(),
    }
}

pub(super) async fn file(state: &AppState, actor: &StaffSession, job: i64, format: &str) -> PageResult {
    let found = match Format::parse(format) {
        Some(format) => download(&state.engine, actor, job, format).await?,
        None => None,
    };
    let KeptFile { format, bytes } = found.ok_or(ErrorView::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, format.media_type().to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"bao-cao-{job}.{}\"", format.code())),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
