//! Kết quả của một vòng, for its organiser: looking through it, approving and publishing it.

use std::sync::Arc;

use contest::{Timestamp, contests::RoundState};
use leptos::prelude::*;

use super::awards::{AwardTable, AwardTables};
use crate::{
    components::{
        ErrorSummary, Fact, Facts, Notice, NoticeKind, SelectField, SelectGroup, SelectOption, TextField, TextKind,
    },
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod fields {
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// Whose prize is refused.
    pub const WHOSE: &str = "nguoi-hoac-don-vi";
    /// Why.
    pub const WHY_REFUSED: &str = "ly-do-tu-choi";
    /// The attempt that is declared invalid.
    pub const ATTEMPT: &str = "luot-thi";
    /// Why.
    pub const WHY_VOID: &str = "ly-do-huy";
    /// Why approved results are provisional again.
    pub const WHY_WITHDRAWN: &str = "ly-do-rut";
}

/// What an organiser may do with a round's results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsAct {
    /// Count a round that was closed early.
    Settle,
    /// Give somebody no prize.
    Refuse,
    /// Declare an attempt invalid.
    Void,
    /// Let the results stand.
    Approve,
    /// Make them provisional again.
    Withdraw,
    /// Make them public.
    Publish,
}

impl ResultsAct {
    /// All.
    pub const ALL: [Self; 6] = [Self::Settle, Self::Refuse, Self::Void, Self::Approve, Self::Withdraw, Self::Publish];

    /// What the button sends.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Settle => "chot",
            Self::Refuse => "khong-trao",
            Self::Void => "huy-luot",
            Self::Approve => "duyet",
            Self::Withdraw => "rut-duyet",
            Self::Publish => "cong-bo",
        }
    }

    /// Reads what a button sent.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct DecideView {
    /// This page's address.
    pub href: String,
    /// The page of the round, and its title.
    pub round: (String, String),
    /// Where the round stands.
    pub state: RoundState,
    /// Attempts that are not submitted yet.
    pub unsubmitted: u64,
    /// What was typed, and why the last act was refused, if one was.
    pub form: Arc<FormState>,
    /// What has just been done, in a sentence.
    pub done: Option<&'static str>,
    /// What may be done now.
    pub acts: Vec<ResultsAct>,
    /// The figures; none until the round is counted.
    pub facts: Vec<Fact>,
    /// When it was counted.
    pub counted_at: Option<Timestamp>,
    /// Until when complaints may come in.
    pub complaints_until: Option<Timestamp>,
    /// The proposed prizes, or those that stand.
    pub tables: Vec<AwardTable>,
    /// Those who are proposed, to refuse one of them.
    pub winners: Vec<SelectOption>,
    /// Who was refused, and why.
    pub refused: Vec<(String, String)>,
    /// The public page, once there is one.
    pub public: Option<String>,
    /// Longest reason, in characters.
    pub reason_length: u16,
}

/// A round's results.
#[component]
pub fn DecidePage(results: DecideView) -> impl IntoView {
    let head = head(&results);
    let DecideView { href, round, form, done, acts, facts, tables, winners, refused, public, reason_length, .. } =
        results;
    let has_counted = !facts.is_empty();
    let forms: Vec<_> = acts
        .into_iter()
        .map(|act| {
            let (href, form, winners) = (href.clone(), form.clone(), winners.clone());
            view! { <Act act href form winners reason_length/> }
        })
        .collect();
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned()), round.clone()]
            here="Kết quả"
        >
            <div class="page-head flow">
                <h1 class="h2">{format!("Kết quả: {}", round.1)}</h1>
            </div>
            <div class="flow">
                <ErrorSummary form/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
                {head}
                {public.map(|href| view! { <p><a href=href>"Xem trang kết quả đã công bố"</a></p> })}
                {has_counted.then(|| view! { <Facts facts class="card"/> })}
            </div>
            {has_counted
                .then(|| {
                    view! {
                        <section class="section flow" aria-labelledby="giai">
                            <h2 id="giai">"Giải thưởng"</h2>
                            <AwardTables tables/>
                            <Refusals refused/>
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
    let (kind, text) = match results.state {
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

#[component]
fn Refusals(refused: Vec<(String, String)>) -> impl IntoView {
    (!refused.is_empty()).then(|| {
        let lines: Vec<_> =
            refused.into_iter().map(|(name, why)| view! { <li>{format!("{name}: {why}")}</li> }).collect();
        view! { <h3>"Không trao giải"</h3> <ul class="prose">{lines}</ul> }
    })
}

#[component]
fn Act(
    act: ResultsAct,
    href: String,
    form: Arc<FormState>,
    winners: Vec<SelectOption>,
    reason_length: u16,
) -> impl IntoView {
    let why = |name: &'static str, hint: &str| {
        view! {
            <TextField
                name
                label="Lý do"
                hint=Some(hint.to_owned())
                form=form.clone()
                maxlength=Some(reason_length)
            />
        }
    };
    let (title, inputs, meaning, label) = match act {
        ResultsAct::Settle => (
            "Chốt kết quả tạm thời",
            None,
            "Đếm số liệu của câu dự đoán, bốc thăm và đề xuất giải ngay, không chờ hết giờ của vòng. \
             Vòng thi không mở lại được nữa.",
            "Chốt kết quả, không mở lại vòng",
        ),
        ResultsAct::Refuse => (
            "Không trao một giải",
            Some(
                view! {
                    <SelectField
                        name=fields::WHOSE
                        label="Người hoặc đơn vị"
                        form=form.clone()
                        groups=vec![SelectGroup { label: None, options: winners }]
                        empty="Chọn một giải".to_owned()
                    />
                    {why(fields::WHY_REFUSED, "Lý do được công bố, không kèm tên. Đừng ghi họ tên, số điện thoại.")}
                }
                .into_any(),
            ),
            "Người này không nhận giải cá nhân nào của vòng, đơn vị này không nhận giải tập thể nào của vòng. \
             Những người xếp dưới lên thay. Việc này không hoàn lại được.",
            "Không trao giải, người xếp dưới lên thay",
        ),
        ResultsAct::Void => (
            "Huỷ kết quả một lượt thi",
            Some(
                view! {
                    <TextField name=fields::ATTEMPT label="Số lượt thi" form=form.clone() kind=TextKind::Digits/>
                    {why(fields::WHY_VOID, "Lý do được ghi vào nhật ký của Ban Tổ chức.")}
                }
                .into_any(),
            ),
            "Lượt thi này không còn được tính; thứ hạng và giải được xếp lại. Số liệu của câu dự đoán giữ nguyên. \
             Việc này không hoàn lại được.",
            "Huỷ lượt thi và xếp hạng lại",
        ),
        ResultsAct::Approve => (
            "Duyệt kết quả",
            None,
            "Thứ hạng và giải được giữ nguyên như trên; không huỷ lượt thi, không đổi giải được nữa. \
             Chưa ai ngoài Ban Tổ chức thấy giải cho đến khi bạn công bố.",
            "Duyệt, giữ nguyên thứ hạng và giải",
        ),
        ResultsAct::Withdraw => (
            "Rút lại việc duyệt",
            Some(why(fields::WHY_WITHDRAWN, "Lý do được ghi vào nhật ký của Ban Tổ chức.").into_any()),
            "Kết quả trở lại tạm thời để huỷ lượt thi hoặc không trao một giải.",
            "Đưa kết quả về tạm thời",
        ),
        ResultsAct::Publish => (
            "Công bố kết quả",
            None,
            "Mọi người thấy giải và tải được tệp để tự kiểm tra. Kết quả đã công bố không sửa, không thu hồi được.",
            "Công bố, không sửa được nữa",
        ),
    };
    let class = if matches!(act, ResultsAct::Approve | ResultsAct::Publish) { "btn primary" } else { "btn" };
    let id = format!("nghia-{}", act.code());
    view! {
        <form class="card flow" method="post" action=href novalidate>
            <h3>{title}</h3>
            {inputs}
            <p id=id.clone()>{meaning}</p>
            <p>
                <button class=class name=fields::ACT value=act.code() aria-describedby=id>{label}</button>
            </p>
        </form>
    }
}
