//! Thống kê: the whole province, for an organiser.

use std::sync::Arc;

use leptos::prelude::*;

use super::{RoundReport, report::Report};
use crate::{
    components::{Empty, SelectField, SelectGroup, SelectOption},
    form::FormState,
    work::{Desk, Work},
};

/// What an organiser sees of a contest in figures.
#[derive(Clone, Debug)]
pub struct StatisticsView {
    /// What can be chosen, and what is: the fields of [`statistics_fields`].
    pub filters: Arc<FormState>,
    /// Rounds, and all of them together.
    pub rounds: Vec<SelectOption>,
    /// Blocks.
    pub blocks: Vec<SelectOption>,
    /// Kinds of agencies.
    pub kinds: Vec<SelectOption>,
    /// Tracks.
    pub tracks: Vec<SelectOption>,
    /// Positions.
    pub positions: Vec<SelectOption>,
    /// What was counted; none before the first round opens.
    pub report: Option<RoundReport>,
}

/// The fields by which statistics are narrowed.
pub mod statistics_fields {
    /// The address of the page.
    pub const HREF: &str = "/ban-to-chuc/thong-ke";
    /// The round's number.
    pub const ROUND: &str = "vong";
    /// The value of [`ROUND`] for the whole contest.
    pub const ALL: &str = "tat-ca";
    /// The block's code.
    pub const BLOCK: &str = "khoi";
    /// The kind's code.
    pub const KIND: &str = "loai";
    /// The track's letter.
    pub const TRACK: &str = "bang";
    /// The position's code.
    pub const POSITION: &str = "vi-tri";
}

/// A province's participation.
#[component]
pub fn StatisticsPage(view: StatisticsView) -> impl IntoView {
    use statistics_fields::{BLOCK, HREF, KIND, POSITION, ROUND, TRACK};

    let StatisticsView { filters, rounds, blocks, kinds, tracks, positions, report } = view;
    let head = report.as_ref().map(|report| format!("{} · số liệu lúc {}", report.round, report.as_of.long()));
    let select = |name, label: &'static str, empty: Option<&'static str>, options| {
        let groups = vec![SelectGroup { label: None, options }];
        view! { <SelectField name label form=Arc::clone(&filters) groups empty=empty.map(str::to_owned)/> }
    };
    let form = view! {
        <form class="filters after" action=HREF>
            {select(ROUND, "Vòng thi", None, rounds)}
            {select(BLOCK, "Khối", Some("Tất cả khối"), blocks)}
            {select(KIND, "Loại đơn vị", Some("Tất cả loại"), kinds)}
            {select(TRACK, "Bảng thi", Some("Cả hai bảng"), tracks)}
            {select(POSITION, "Vị trí công tác", Some("Mọi vị trí"), positions)}
            <button class="btn">"Xem"</button>
        </form>
    }
    .into_any();
    view! {
        <Work desk=Desk::Statistics>
            <div class="page-head flow">
                <h1 class="h2">"Thống kê"</h1>
                {head.map(|head| view! { <p class="muted">{head}</p> })}
            </div>
            {match report {
                Some(report) => view! { <Report report filters=form/> }.into_any(),
                None => {
                    view! {
                        <Empty
                            title="Chưa có vòng thi nào mở"
                            text="Thống kê có số liệu ngay khi vòng thi đầu tiên mở."
                        />
                    }
                        .into_any()
                }
            }}
        </Work>
    }
}
