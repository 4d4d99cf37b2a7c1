//! Tổng quan, the organiser's first page.

use contest::{Timestamp, text::group};
use leptos::prelude::*;

use super::{DayChart, DayCount};
use crate::{
    components::{Chip, ChipKind, Empty, Fact, Facts},
    contests::{RoundLine, RoundLines, StateStepper, StepperView},
    work::{Desk, Work},
};

/// What the overview shows.
#[derive(Clone, Debug)]
pub struct DashboardView {
    /// The contest's page and name.
    pub contest: (String, String),
    /// When the figures were counted.
    pub as_of: Timestamp,
    /// The round that is on now, or the nearest one; none before the first is made.
    pub current: Option<CurrentRound>,
    /// People registered.
    pub registered: u64,
    /// People who have taken part.
    pub entrants: u64,
    /// Attempts submitted.
    pub attempts: u64,
    /// Papers being answered now.
    pub live: u64,
    /// Agencies with at least one entrant, and all.
    pub agencies: (u64, u64),
    /// Day by day.
    pub days: Vec<DayCount>,
    /// What waits for somebody, the most urgent first.
    pub tasks: Vec<TaskRow>,
    /// The rounds, newest first.
    pub rounds: Vec<RoundLine>,
}

/// The round that the overview speaks of.
#[derive(Clone, Debug)]
pub struct CurrentRound {
    /// Its page.
    pub href: String,
    /// `Tuần 2`.
    pub title: String,
    /// Where it stands.
    pub stepper: StepperView,
}

/// How much a task presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Urgency {
    /// It should have been done.
    Overdue,
    /// It has a day by which to be done.
    Soon,
    /// It can wait.
    Later,
}

impl Urgency {
    const fn chip(self) -> ChipKind {
        match self {
            Self::Overdue => ChipKind::Bad,
            Self::Soon => ChipKind::Wait,
            Self::Later => ChipKind::Info,
        }
    }
}

/// Something that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRow {
    /// How much it presses.
    pub urgency: Urgency,
    /// `Trước 18/5/2026`.
    pub due: String,
    /// `5 đơn vị chưa báo số người`.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// Where it is done.
    pub href: String,
    /// `Nhập số người`.
    pub action: &'static str,
}

/// The organiser's overview.
#[component]
pub fn DashboardPage(dashboard: DashboardView) -> impl IntoView {
    let DashboardView { contest, as_of, current, days, tasks, rounds, .. } = dashboard;
    let (taking_part, agencies) = dashboard.agencies;
    let facts = vec![
        Fact::new(group(dashboard.entrants as i64), "người đã dự thi"),
        Fact::new(group(dashboard.attempts as i64), "lượt thi đã nộp"),
        Fact::new(group(dashboard.live as i64), "đang làm bài"),
        Fact::new(group(dashboard.registered as i64), "người đã đăng ký"),
        Fact::of(group(taking_part as i64), group(agencies as i64), "đơn vị có người dự thi"),
    ];
    view! {
        <Work desk=Desk::Overview>
            <div class="page-head flow">
                <h1 class="h2">{contest.1}</h1>
                <p class="muted">"Số liệu lúc " {as_of.long()}</p>
                <p><a href=contest.0>"Vòng thi, lịch và thể lệ của cuộc thi"</a></p>
            </div>
            {current.map(|round| view! { <Current round/> })}
            <section class="section" aria-labelledby="so-lieu">
                <h2 id="so-lieu">"Cả cuộc thi"</h2>
                <div class="grid">
                    <Facts facts class="card"/>
                    <section class="card flow" aria-labelledby="theo-ngay">
                        <h3 id="theo-ngay">"Người dự thi mới theo ngày"</h3>
                        <DayChart days today=as_of.local().date/>
                    </section>
                </div>
            </section>
            <section class="section" aria-labelledby="viec">
                <h2 id="viec">"Việc cần người xử lý"</h2>
                <Tasks tasks/>
            </section>
            <section class="section" aria-labelledby="vong-thi">
                <h2 id="vong-thi">"Vòng thi"</h2>
                <RoundLines rounds/>
            </section>
        </Work>
    }
}

#[component]
fn Current(round: CurrentRound) -> impl IntoView {
    let CurrentRound { href, title, stepper } = round;
    view! {
        <section class="card" aria-labelledby="trang-thai">
            <h2 class="h3" id="trang-thai">{format!("{title}: {}", stepper.state.label())}</h2>
            <StateStepper stepper/>
            <p class="row between after">
                <span class="muted">"Vòng tự đóng khi hết giờ. Có thể đóng sớm trên trang của vòng."</span>
                <a class="btn small" href=href>"Xem vòng thi"</a>
            </p>
        </section>
    }
}

#[component]
fn Tasks(tasks: Vec<TaskRow>) -> impl IntoView {
    if tasks.is_empty() {
        return view! {
            <Empty title="Không có việc nào đang chờ" text="Khi có vòng thi cần mở hay đơn vị chưa báo số người, việc hiện ở đây."/>
        }
        .into_any();
    }
    let rows: Vec<_> = tasks
        .into_iter()
        .enumerate()
        .map(|(place, task)| {
            let TaskRow { urgency, due, title, text, href, action } = task;
            // One primary button on a page: the most urgent thing.
            let class = if place == 0 { "btn primary" } else { "btn" };
            view! {
                <li>
                    <div>
                        <p class="row"><Chip kind=urgency.chip() label=due/></p>
                        <h3>{title}</h3>
                        <p class="muted">{text}</p>
                    </div>
                    <p><a class=class href=href>{action}</a></p>
                </li>
            }
        })
        .collect();
    view! { <ul class="list">{rows}</ul> }.into_any()
}
