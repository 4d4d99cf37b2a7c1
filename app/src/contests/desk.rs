//! One contest, for its organiser: its rounds and its rules.

use contest::Timestamp;
use leptos::prelude::*;

use super::{RoundLine, RoundLines};
use crate::{
    components::{Notice, NoticeKind},
    work::{Desk, Work},
};

/// What the page of a contest shows to its organiser.
#[derive(Clone, Debug)]
pub struct ContestDeskView {
    /// This page's address.
    pub href: String,
    /// The contest's title.
    pub title: String,
    /// What has just been done, in a sentence.
    pub done: Option<String>,
    /// The way to a new round of it.
    pub new_round: String,
    /// Drafts that somebody has to open as it is.
    pub to_schedule: usize,
    /// Drafts that cannot be opened, each with why.
    pub short: Vec<(String, Vec<String>)>,
    /// The other contests: their pages and titles.
    pub others: Vec<(String, String)>,
    /// The page on which its rules are changed.
    pub rules_href: String,
    /// The newest version of the rules.
    pub version: i32,
    /// When it was made.
    pub made_at: Timestamp,
    /// The rules as sentences.
    pub rules: Vec<String>,
    /// The rounds, newest first.
    pub rounds: Vec<RoundLine>,
}

impl ContestDeskView {
    /// The button's name.
    pub const ACT: &str = "viec";
    /// What the button sends that lets all drafts open by themselves.
    pub const SCHEDULE: &str = "hen-tat-ca";
}

/// One contest.
#[component]
pub fn ContestDeskPage(contest: ContestDeskView) -> impl IntoView {
    let ContestDeskView {
        href,
        title,
        done,
        new_round,
        to_schedule,
        short,
        others,
        rules_href,
        version,
        made_at,
        rules,
        rounds,
    } = contest;
    let rules: Vec<_> = rules.into_iter().map(|rule| view! { <li>{rule}</li> }).collect();
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned())]
            here=title.clone()
        >
            <div class="page-head flow">
                <h1 class="h2">{title}</h1>
                <p class="row">
                    <a class="btn" href=rules_href>"Sửa thể lệ"</a>
                    <a class="btn" href="/cuoc-thi">"Xem trang thể lệ công khai"</a>
                </p>
            </div>
            <div class="flow">
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                {(!short.is_empty()).then(|| view! { <Short short/> })}
                {(to_schedule > 0).then(|| view! { <Schedule href to_schedule/> })}
            </div>
            <section class="section" aria-labelledby="cac-vong">
                <h2 id="cac-vong">"Vòng thi"</h2>
                <RoundLines rounds new=new_round/>
            </section>
            <section class="section flow" aria-labelledby="the-le">
                <h2 id="the-le">"Thể lệ"</h2>
                <p class="muted">{format!("Phiên bản {version}, từ {}.", made_at.long())}</p>
                <ul class="prose">{rules}</ul>
            </section>
            <section class="section flow" aria-labelledby="cuoc-thi-khac">
                <h2 id="cuoc-thi-khac">"Cuộc thi khác"</h2>
                {(!others.is_empty()).then(|| view! { <Others others/> })}
                <p><a class="btn" href="/ban-to-chuc/cuoc-thi/moi">"Tạo cuộc thi"</a></p>
            </section>
        </Work>
    }
}

/// Drafts whose banks have too few questions.
#[component]
fn Short(short: Vec<(String, Vec<String>)>) -> impl IntoView {
    let rounds: Vec<_> = short
        .into_iter()
        .map(|(round, lines)| {
            let lines: Vec<_> = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect();
            view! { <li><b>{round}</b><ul class="prose">{lines}</ul></li> }
        })
        .collect();
    view! {
        <Notice kind=NoticeKind::Wait>
            <p><b>"Có vòng chưa đủ câu để mở. Đến giờ mà vẫn thiếu thì vòng không tự mở được."</b></p>
            <ul class="prose">{rounds}</ul>
        </Notice>
    }
}

#[component]
fn Schedule(href: String, to_schedule: usize) -> impl IntoView {
    view! {
        <form class="card flow" method="post" action=href>
            <p id="nghia-hen">
                {format!("{to_schedule} vòng đang chuẩn bị phải có người bấm mở. ")}
                "Hẹn tự mở thì mỗi vòng mở đúng giờ của mình; câu hỏi được chốt một phút trước giờ mở."
            </p>
            <p>
                <button
                    class="btn primary"
                    name=ContestDeskView::ACT
                    value=ContestDeskView::SCHEDULE
                    aria-describedby="nghia-hen"
                >
                    "Hẹn tự mở mọi vòng"
                </button>
            </p>
        </form>
    }
}

#[component]
fn Others(others: Vec<(String, String)>) -> impl IntoView {
    let others: Vec<_> = others.into_iter().map(|(href, title)| view! { <li><a href=href>{title}</a></li> }).collect();
    view! { <ul class="links plain">{others}</ul> }
}
