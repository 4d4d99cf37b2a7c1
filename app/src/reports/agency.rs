//! Đơn vị của tôi: what an agency's people did in a round.

use leptos::prelude::*;

use super::{RoundReport, report::Report};
use crate::{
    components::Empty,
    work::{Desk, Work},
};

/// What a viewer sees of the own agency.
#[derive(Clone, Debug)]
pub struct AgencyReportView {
    /// The agency's name.
    pub agency: String,
    /// The round in figures; none before the first round opens.
    pub report: Option<RoundReport>,
}

/// An agency's participation in a round.
#[component]
pub fn AgencyReportPage(view: AgencyReportView) -> impl IntoView {
    let AgencyReportView { agency, report } = view;
    let head = report.as_ref().map(|report| format!("{} · số liệu lúc {}", report.round, report.as_of.long()));
    view! {
        <Work desk=Desk::OwnAgency>
            <div class="page-head flow">
                <h1 class="h2">{agency}</h1>
                {head.map(|head| view! { <p class="muted">{head}</p> })}
            </div>
            {match report {
                Some(report) => view! { <Report report/> }.into_any(),
                None => {
                    view! {
                        <Empty
                            title="Chưa có vòng thi nào mở"
                            text="Số liệu của đơn vị có ngay khi vòng thi đầu tiên mở."
                        />
                    }
                        .into_any()
                }
            }}
        </Work>
    }
}
