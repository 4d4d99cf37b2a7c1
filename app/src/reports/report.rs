//! A round, or a whole contest, in figures and pictures: the same for an agency and for an organiser.

use contest::Timestamp;
use leptos::prelude::*;

use super::{
    Bar, Bars, DayChart, DayCount, GroupRow, UnitFigures, UnitRow,
    figures::{Numbers, Share},
    units::{Groups, Units},
};
use crate::components::{Pager, Tab, Tabs};

/// What was counted.
#[derive(Clone, Debug)]
pub struct RoundReport {
    /// `Tuần 2`, or the contest's name.
    pub round: String,
    /// The rounds that can be chosen.
    pub rounds: Vec<Tab>,
    /// When this was counted.
    pub as_of: Timestamp,
    /// When the round closes, while it is open.
    pub closes: Option<Timestamp>,
    /// Where headcounts are entered; none where no headcount counts those who are looked at.
    pub headcounts: Option<&'static str>,
    /// The agency and all below it together.
    pub total: UnitFigures,
    /// How many more than yesterday: people, attempts.
    pub today: (u64, u64),
    /// The same people in the round before, if there was one.
    pub before: Option<UnitFigures>,
    /// Below this share, in percent, an agency gets no collective award.
    pub minimum_percent: Option<u8>,
    /// Day by day.
    pub days: Vec<DayCount>,
    /// The scores that count in their bands.
    pub bands: Vec<Bar>,
    /// Agencies with everything below them by participation, where headcounts are known.
    pub compared: Vec<Bar>,
    /// The blocks.
    pub blocks: Vec<GroupRow>,
    /// The tracks.
    pub tracks: Vec<GroupRow>,
    /// The positions.
    pub positions: Vec<GroupRow>,
    /// Topics by what was earned of their marks, the hardest first, of the whole round; `None` of a whole contest.
    pub topics: Option<Vec<Bar>>,
    /// This page of the units, the agency itself first.
    pub units: Vec<UnitRow>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address without the page.
    pub href: String,
}

/// Shares are bars of a whole of so much: hundredths of a percent.
const WHOLE: u64 = 10_000;

#[component]
pub(super) fn Report(report: RoundReport, #[prop(optional)] filters: Option<AnyView>) -> impl IntoView {
    let RoundReport { rounds, as_of, closes, headcounts, total, today, before, minimum_percent: low, .. } = report;
    let RoundReport { days, bands, compared, topics, blocks, tracks, positions, units, page, pages, href, .. } = report;
    let date = as_of.local().date;
    view! {
        {(rounds.len() > 1).then(|| view! { <Tabs label="Vòng thi" tabs=rounds/> })}
        {filters}
        <div class="grid after">
            <Share total low closes headcounts/>
            <Numbers total today date before/>
        </div>
        <section class="card flow after" aria-labelledby="theo-ngay">
            <h2 class="h3" id="theo-ngay">"Người dự thi mới theo ngày"</h2>
            <DayChart days today=date/>
        </section>
        <div class="grid after">
            <section class="card flow" aria-labelledby="theo-diem">
                <h2 class="h3" id="theo-diem">"Phân bố điểm"</h2>
                <p class="muted small">"Điểm của bài được tính, một bài mỗi người mỗi vòng."</p>
                <Bars
                    label="Số bài theo mức điểm"
                    heads=["Mức điểm", "Số bài", "Tỷ lệ"]
                    bars=bands
                    empty="Biểu đồ có số liệu ngay khi người đầu tiên nộp bài."
                />
            </section>
            {topics.map(|topics| view! { <Topics topics/> })}
        </div>
        {(compared.len() > 1).then(|| view! { <Compared compared/> })}
        <section class="section" aria-labelledby="don-vi">
            <h2 id="don-vi">"Theo đơn vị"</h2>
            <p class="muted">"Mỗi dòng tính người của chính đơn vị đó; đơn vị trực thuộc có dòng riêng."</p>
            <Units units low has_headcounts=headcounts.is_some()/>
            <Pager page pages href/>
        </section>
        <Groups id="khoi-thi" title="Theo khối" rows=blocks/>
        <Groups id="bang-thi" title="Theo bảng thi" rows=tracks/>
        <Groups id="vi-tri-thi" title="Theo vị trí công tác" rows=positions/>
    }
}

#[component]
fn Topics(topics: Vec<Bar>) -> impl IntoView {
    view! {
        <section class="card flow" aria-labelledby="theo-linh-vuc">
            <h2 class="h3" id="theo-linh-vuc">"Lĩnh vực theo độ khó"</h2>
            <p class="muted small">"Phần điểm làm được ở mỗi lĩnh vực, khó nhất ở trên; tính chung bài của cả vòng thi."</p>
            <Bars
                label="Phần điểm làm được theo lĩnh vực"
                heads=["Lĩnh vực", "Làm được", "Số câu"]
                bars=topics
                full=Some(WHOLE)
                empty="Câu hỏi được phân tích sau khi vòng thi đóng và chấm xong."
            />
        </section>
    }
}

#[component]
fn Compared(compared: Vec<Bar>) -> impl IntoView {
    view! {
        <section class="card flow after" aria-labelledby="so-sanh">
            <h2 class="h3" id="so-sanh">"So sánh các đơn vị"</h2>
            <p class="muted small">"Tỷ lệ dự thi, gồm cả đơn vị trực thuộc; chỉ các đơn vị đã báo đủ số người."</p>
            <Bars
                label="Tỷ lệ dự thi của các đơn vị"
                heads=["Đơn vị", "Tỷ lệ", "Đã thi"]
                bars=compared
                full=Some(WHOLE)
                empty="Chưa có đơn vị nào báo số người."
            />
        </section>
    }
}
