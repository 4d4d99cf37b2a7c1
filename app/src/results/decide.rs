//! Kết quả của một vòng hay cả cuộc thi, for an organiser: looking through it, approving and publishing
//! it.

use std::sync::Arc;

use contest::{Timestamp, contests::RoundState};
use leptos::prelude::*;

use super::{
    awards::{AwardTable, AwardTables},
    decide_act::{Act, ResultsAct},
    passed::{PassedOver, PassedView},
};
use crate::{
    components::{Chip, ErrorSummary, Fact, Facts, Notice, NoticeKind, SelectOption},
    contests::chip,
    form::FormState,
    work::{Desk, Work},
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct DecideView {
    /// This page's address.
    pub href: String,
    /// The round's title, or the contest's.
    pub title: String,
    /// The page of the round, and its title; none for the whole contest.
    pub above: Option<(String, String)>,
    /// Of a whole contest, the rounds that it is made of.
    pub rounds: Vec<RoundStands>,
    /// Where the results stand.
    pub state: RoundState,
    /// Attempts that are not submitted yet.
    pub unsubmitted: u64,
    /// What was typed, and why the last act was refused, if one was.
    pub form: Arc<FormState>,
    /// What has just been done, in a sentence.
    pub done: Option<&'static str>,
    /// What may be done now.
    pub acts: Vec<ResultsAct>,
    /// The figures; none until it is counted.
    pub facts: Vec<Fact>,
    /// When it was counted.
    pub counted_at: Option<Timestamp>,
    /// Until when complaints may come in.
    pub complaints_until: Option<Timestamp>,
    /// The proposed prizes, or those that stand.
    pub tables: Vec<AwardTable>,
    /// The page of its complaints, and how many wait for an answer; none before there may be any.
    pub complaints: Option<(String, u64)>,
    /// Those who are proposed, to refuse one of them; once it is published the prizes, to take one back.
    pub winners: Vec<SelectOption>,
    /// The files of all certificates.
    pub certificates: Vec<String>,
    /// Who would have been given a prize but for a rule.
    pub passed: PassedView,
    /// Who was refused, and why.
    pub refused: Vec<(String, String)>,
    /// The public page, once there is one.
    pub public: Option<String>,
    /// Longest reason, in characters.
    pub reason_length: u16,
}

/// A round of a contest, and where its results stand.
#[derive(Clone, Debug)]
pub struct RoundStands {
    /// The page of its results.
    pub href: String,
    /// `Tuần 2`.
    pub title: String,
    /// Where it stands.
    pub state: RoundState,
}

/// The results of a round, or of the whole contest.
#[component]
pub fn DecidePage(results: DecideView) -> impl IntoView {
    let head = head(&results);
    let DecideView { href, title, above, rounds, form, done, acts, facts, tables, winners, .. } = results;
    let (refused, public, reason_length) = (results.refused, results.public, results.reason_length);
    let (certificates, passed) = (results.certificates, results.passed);
    let complaints = results.complaints;
    let is_whole = above.is_none();
    let (heading, here) = if is_whole {
        (format!("Tổng kết: {title}"), "Tổng kết cuộc thi")
    } else {
        (format!("Kết quả: {title}"), "Kết quả")
    };
    let desk = ("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned());
    let has_counted = !facts.is_empty();
    let forms: Vec<_> = acts
        .into_iter()
        .map(|act| {
            let (href, form, winners) = (href.clone(), form.clone(), winners.clone());
            view! { <Act act is_whole href form winners reason_length/> }
        })
        .collect();
    view! {
        <Work
            desk=Desk::Rounds
            above=[desk].into_iter().chain(above).collect()
            here=here
        >
            <div class="page-head flow">
                <h1 class="h2">{heading}</h1>
            </div>
            <div class="flow">
                <ErrorSummary form/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                {head}
                {public.map(|href| view! { <p><a href=href>"Xem trang kết quả đã công bố"</a></p> })}
                {complaints.map(|(href, waiting)| view! { <Complaints href waiting/> })}
                {has_counted.then(|| view! { <Facts facts class="card"/> })}
                {(!rounds.is_empty()).then(|| view! { <RoundsBelow rounds/> })}
            </div>
            {has_counted
                .then(|| {
                    view! {
                        <section class="section flow" aria-labelledby="giai">
                            <h2 id="giai">"Giải thưởng"</h2>
                            <AwardTables tables/>
                            <Certificates files=certificates/>
                            <Refusals refused/>
                            <PassedOver passed/>
                        </section>
                    }
                })}
            {(!forms.is_empty())
                .then(|| {
                    view! {
                        <section class="section flow" aria-labelledby="viec-can-lam">
                            <h2 id="viec-can-lam">"Việc có thể làm"</h2>
                            {forms}
                        </section>
                    }
                })}
        </Work>
    }
}

/// Where the results stand, and what they wait for.
fn head(results: &DecideView) -> impl IntoView + use<> {
    let until = results.complaints_until.map(|until| format!(" Nhận khiếu nại đến {}.", until.long()));
    let counted = results.counted_at.map(|at| format!(" Chốt số liệu lúc {}.", at.long())).unwrap_or_default();
    let is_whole = results.above.is_none();
    let (kind, text) = match results.state {
        RoundState::Draft | RoundState::Open if is_whole => (
            NoticeKind::Wait,
            "Còn vòng thi chưa công bố kết quả. Hãy công bố kết quả mọi vòng rồi tổng kết cuộc thi.".to_owned(),
        ),
        RoundState::Closed if is_whole && results.acts.is_empty() => (
            NoticeKind::Info,
            "Thể lệ không có giải của cả cuộc thi: kết quả các vòng đã công bố là kết quả cuối cùng.".to_owned(),
        ),
        RoundState::Closed if is_whole => (
            NoticeKind::Wait,
            "Mọi vòng đã công bố. Bạn có thể tổng kết: hệ thống xếp hạng trên tất cả các vòng và đề xuất giải."
                .to_owned(),
        ),
        RoundState::Draft | RoundState::Open => {
            (NoticeKind::Wait, "Vòng thi chưa đóng nên chưa có kết quả.".to_owned())
        }
        RoundState::Closed if results.unsubmitted > 0 => (
            NoticeKind::Wait,
            format!(
                "Còn {} lượt thi chưa nộp. Hệ thống tự nộp khi hết giờ của từng bài, rồi mới chốt kết quả.",
                contest::text::group(results.unsubmitted as i64)
            ),
        ),
        RoundState::Closed => {
            (NoticeKind::Wait, "Vòng thi đã đóng. Hệ thống tự chốt kết quả tạm thời khi hết giờ của vòng.".to_owned())
        }
        RoundState::Provisional => {
            (NoticeKind::Wait, format!("Kết quả tạm thời.{counted}{}", until.unwrap_or_default()))
        }
        RoundState::Approved => (NoticeKind::Info, format!("Kết quả đã duyệt, chưa công bố.{counted}")),
        RoundState::Published => (NoticeKind::Ok, format!("Kết quả đã công bố.{counted}")),
    };
    view! { <Notice kind><p>{text}</p></Notice> }
}

/// The rounds that a contest is made of.
#[component]
fn RoundsBelow(rounds: Vec<RoundStands>) -> impl IntoView {
    let rows: Vec<_> = rounds
        .into_iter()
        .map(|RoundStands { href, title, state }| {
            view! {
                <li>
                    <h3>{title}</h3>
                    <p class="row"><Chip kind=chip(state) label=state.label()/> <a href=href>"Xem kết quả vòng"</a></p>
                </li>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="cac-vong">
            <h2 id="cac-vong">"Các vòng thi"</h2>
            <ul class="list">{rows}</ul>
        </section>
    }
}

/// All certificates, a thousand in each file.
#[component]
fn Certificates(files: Vec<String>) -> impl IntoView {
    let many = files.len() > 1;
    let links: Vec<_> = files
        .into_iter()
        .zip(1..)
        .map(|(href, part)| {
            let label = if many {
                format!("Tải giấy chứng nhận, phần {part} (PDF)")
            } else {
                "Tải tất cả giấy chứng nhận (PDF)".to_owned()
            };
            view! { <p><a class="btn" href=href download="">{label}</a></p> }
        })
        .collect();
    links
}

#[component]
fn Complaints(href: String, waiting: u64) -> impl IntoView {
    let label = match waiting {
        0 => "Xem khiếu nại, không còn khiếu nại nào chờ trả lời".to_owned(),
        waiting => format!("Trả lời {} khiếu nại đang chờ", contest::text::group(waiting as i64)),
    };
    view! { <p><a class="btn" href=href>{label}</a></p> }
}

#[component]
fn Refusals(refused: Vec<(String, String)>) -> impl IntoView {
    (!refused.is_empty()).then(|| {
        let lines: Vec<_> =
            refused.into_iter().map(|(name, why)| view! { <li>{format!("{name}: {why}")}</li> }).collect();
        view! { <h3>"Không trao giải"</h3> <ul class="prose">{lines}</ul> }
    })
}
