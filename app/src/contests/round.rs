//! One round, for its organiser: what it is, and opening or closing it.

use std::sync::Arc;

use contest::{contests::RoundState, text::group};
use leptos::prelude::*;

use super::{StateStepper, StepperView, matrix::MatrixTable, round_lines::chip};
use crate::{
    components::{Chip, ErrorSummary, Fact, Facts, Notice, NoticeKind},
    form::FormState,
    work::{Desk, Work},
};

/// What the page of a round shows.
#[derive(Clone, Debug)]
pub struct RoundView {
    /// This page's address.
    pub href: String,
    /// `Tuần 2`.
    pub title: String,
    /// Where it stands, and when it is open.
    pub stepper: StepperView,
    /// Why the last act was refused, if one was.
    pub form: Arc<FormState>,
    /// What has just been done, in a sentence.
    pub done: Option<&'static str>,
    /// What may be done now.
    pub acts: Vec<RoundAct>,
    /// People who have taken part.
    pub entrants: u64,
    /// Their attempts.
    pub attempts: u64,
    /// What the columns of the tables are called.
    pub heads: Vec<&'static str>,
    /// A table for each track.
    pub papers: Vec<PaperMatrix>,
    /// The rules as sentences.
    pub rules: Vec<String>,
    /// The page of its results, once it is closed.
    pub results: Option<String>,
    /// Where its questions are corrected, once people have answered them.
    pub corrections: Option<String>,
    /// How its questions did, once it is counted.
    pub items: Option<String>,
    /// The page of more time and more attempts, once it is open.
    pub reliefs: Option<String>,
    /// The page on which it is moved, while that can be.
    pub hours: Option<String>,
    /// Where its papers are changed, while they may be.
    pub change_papers: Option<String>,
    /// What keeps a draft from opening: a sentence for each place.
    pub short: Vec<String>,
}

/// What a paper of one track is made of.
#[derive(Clone, Debug)]
pub struct PaperMatrix {
    /// `Bảng A`.
    pub track: &'static str,
    /// Where its questions come from.
    pub bank: String,
    /// The bank's page.
    pub bank_href: String,
    /// A topic with its counts, one for each column.
    pub rows: Vec<(String, Vec<u32>)>,
    /// What else there is to know of a paper, a sentence each.
    pub notes: Vec<String>,
}

/// What an organiser may do with a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundAct {
    /// Let people in.
    Open,
    /// Let nobody in any more, before the time.
    Close,
    /// Let people in again, after it was closed before its time.
    Reopen,
    /// Let a draft open by itself.
    Schedule,
    /// Take that back.
    Unschedule,
}

impl RoundAct {
    /// The input's name that carries it.
    pub const FIELD: &str = "viec";

    /// What the button sends.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open | Self::Reopen => "mo",
            Self::Close => "dong",
            Self::Schedule => "hen",
            Self::Unschedule => "bo-hen",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Open => "Mở vòng thi",
            Self::Close => "Đóng vòng thi",
            Self::Reopen => "Mở lại vòng thi",
            Self::Schedule => "Hẹn tự mở",
            Self::Unschedule => "Bỏ hẹn tự mở",
        }
    }

    fn meaning(self, stepper: StepperView) -> String {
        let closes = stepper.window.closes.long();
        match self {
            Self::Open => format!(
                "Câu hỏi của vòng được chốt ngay lúc này; sửa ngân hàng sau đó không làm đổi đề. \
                 Mọi người vào thi được từ {} đến {closes}. Đã mở thì không đưa về trạng thái chuẩn bị được nữa.",
                stepper.window.opens.long()
            ),
            Self::Close => format!(
                "Không ai bắt đầu lượt mới được nữa, dù chưa đến {closes}. Bài đang làm vẫn được làm tiếp đến hết giờ."
            ),
            Self::Schedule => format!(
                "Vòng tự mở lúc {}, không cần ai bấm. Câu hỏi được chốt một phút trước đó. Nếu khi ấy ngân hàng thiếu câu, \
                 vòng chưa mở: việc này hiện ở Tổng quan và hệ thống tiếp tục thử.",
                stepper.window.opens.long()
            ),
            Self::Unschedule => {
                format!("Vòng đang hẹn tự mở lúc {}. Bỏ hẹn thì phải có người bấm mở.", stepper.window.opens.long())
            }
            Self::Reopen => format!("Mọi người lại vào thi được đến {closes}, với đúng các câu hỏi đã chốt."),
        }
    }
}

/// One round.
#[component]
pub fn RoundPage(round: RoundView) -> impl IntoView {
    let RoundView {
        href,
        title,
        stepper,
        form,
        done,
        acts,
        entrants,
        attempts,
        heads,
        papers,
        rules,
        results,
        corrections,
        items,
        reliefs,
        hours,
        change_papers,
        short,
    } = round;
    let started = stepper.state != RoundState::Draft;
    let papers: Vec<_> = papers
        .into_iter()
        .map(|PaperMatrix { track, bank, bank_href, rows, notes }| {
            view! {
                <MatrixTable title=track heads=heads.clone() rows/>
                <p class="muted">{track} " lấy câu hỏi từ " <a href=bank_href>{bank}</a> "."</p>
                {notes.into_iter().map(|note| view! { <p class="muted">{note}</p> }).collect::<Vec<_>>()}
            }
        })
        .collect();
    let rules: Vec<_> = rules.into_iter().map(|rule| view! { <li>{rule}</li> }).collect();
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned())]
            here=title.clone()
        >
            <div class="page-head flow">
                <h1 class="h2">{title}</h1>
                <p class="row"><Chip kind=chip(stepper.state) label=stepper.state.label()/></p>
                <p class="muted">{format!("{} – {}", stepper.window.opens.long(), stepper.window.closes.long())}</p>
            </div>
            <div class="flow">
                <ErrorSummary form/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                {(!short.is_empty())
                    .then(|| view! {
                        <Notice kind=NoticeKind::Wait>
                            <p><b>"Ngân hàng thiếu câu nên vòng này chưa mở được."</b></p>
                            <ul class="prose">
                                {short.into_iter().map(|line| view! { <li>{line}</li> }).collect::<Vec<_>>()}
                            </ul>
                        </Notice>
                    })}
                <section class="card" aria-labelledby="trang-thai">
                    <h2 class="h3" id="trang-thai">"Trạng thái"</h2>
                    <StateStepper stepper/>
                    {reliefs.map(|href| view! { <p><a href=href>"Có sự cố? Thêm giờ hoặc thêm lượt thi"</a></p> })}
                    {results.map(|href| view! { <p><a class="btn" href=href>"Xem kết quả của vòng"</a></p> })}
                    {corrections.map(|href| view! { <p><a href=href>"Sửa câu hỏi sau khi thi"</a></p> })}
                    {items.map(|href| view! { <p><a href=href>"Phân tích câu hỏi"</a></p> })}
                    {hours.map(|href| view! { <p><a class="btn" href=href>"Đổi tên, đổi giờ"</a></p> })}
                    {change_papers.map(|href| view! { <p><a class="btn" href=href>"Đổi đề"</a></p> })}
                </section>
                {acts.into_iter().map(|act| view! { <Act act stepper href=href.clone()/> }).collect::<Vec<_>>()}
                {started
                    .then(|| {
                        let facts = vec![
                            Fact::new(group(entrants as i64), "người đã dự thi"),
                            Fact::new(group(attempts as i64), "lượt thi đã nộp"),
                        ];
                        view! { <Facts facts class="card"/> }
                    })}
            </div>
            <section class="section flow" aria-labelledby="ma-tran">
                <h2 id="ma-tran">"Ma trận đề"</h2>
                {papers}
            </section>
            <section class="section" aria-labelledby="the-le">
                <h2 id="the-le">"Thể lệ của vòng"</h2>
                <ul class="prose">{rules}</ul>
            </section>
        </Work>
    }
}

#[component]
fn Act(act: RoundAct, stepper: StepperView, href: String) -> impl IntoView {
    let class = if matches!(act, RoundAct::Open | RoundAct::Reopen) { "btn primary" } else { "btn" };
    let id = format!("nghia-{}", act.code());
    view! {
        <form class="card flow" method="post" action=href>
            <p id=id.clone()>{act.meaning(stepper)}</p>
            <p>
                <button class=class name=RoundAct::FIELD value=act.code() aria-describedby=id>{act.label()}</button>
            </p>
        </form>
    }
}
