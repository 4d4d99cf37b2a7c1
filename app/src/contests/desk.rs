//! One contest, for its organiser: its rounds and its rules.

use contest::Timestamp;
use leptos::prelude::*;

use super::{RoundLine, RoundLines};
use crate::work::{Desk, Work};

/// What the page of a contest shows to its organiser.
#[derive(Clone, Debug)]
pub struct ContestDeskView {
    /// The contest's title.
    pub title: String,
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

/// One contest.
#[component]
pub fn ContestDeskPage(contest: ContestDeskView) -> impl IntoView {
    let ContestDeskView { title, rules_href, version, made_at, rules, rounds } = contest;
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
            <section aria-labelledby="cac-vong">
                <h2 id="cac-vong">"Vòng thi"</h2>
                <RoundLines rounds/>
            </section>
            <section class="section flow" aria-labelledby="the-le">
                <h2 id="the-le">"Thể lệ"</h2>
                <p class="muted">{format!("Phiên bản {version}, từ {}.", made_at.long())}</p>
                <ul class="prose">{rules}</ul>
            </section>
        </Work>
    }
}
