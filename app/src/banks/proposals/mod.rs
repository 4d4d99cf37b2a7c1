//! Đề xuất: questions that the handbook proposes, to be accepted, changed or refused.

mod card;
mod edit;

use std::sync::Arc;

use contest::text::group;
use leptos::prelude::*;

use self::card::ProposalCard;
pub use self::{
    card::{DecidedView, DistractorView, LikeView, ProposalView},
    edit::{EditProposalPage, EditProposalView},
};
use crate::{
    components::{
        Empty, ErrorSummary, Notice, NoticeKind, Pager, SelectField, SelectGroup, SelectOption, Tab, Tabs, TextField,
        TextKind,
    },
    form::FormState,
    work::{Desk, Work},
};

/// The names of what is asked for and sent.
pub mod proposal_fields {
    /// The handbook's edition.
    pub const EDITION: &str = "so-tay";
    /// A part of it, from 1.
    pub const PART: &str = "phan";
    /// An entry's number.
    pub const ENTRY: &str = "cau";
    /// What made the proposal.
    pub const RULE: &str = "loai";
    /// Where it stands.
    pub const STANDING: &str = "xem";
    /// The page.
    pub const PAGE: &str = "trang";
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The proposal that a button is about.
    pub const KEY: &str = "ma";
    /// Those that are ticked.
    pub const TICKED: &str = "chon";
    /// Why one is refused.
    pub const REASON: &str = "ly-do";
}

/// What may be done on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProposalAct {
    /// A question as it is proposed.
    Accept,
    /// All that are ticked.
    AcceptTicked,
    /// Not wanted.
    Refuse,
    /// Take a decision back.
    Undo,
}

impl ProposalAct {
    const ALL: [Self; 4] = [Self::Accept, Self::AcceptTicked, Self::Refuse, Self::Undo];

    /// What the button sends.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accept => "nhan",
            Self::AcceptTicked => "nhan-nhieu",
            Self::Refuse => "bo",
            Self::Undo => "hoan-tac",
        }
    }

    /// Reads what a button sent.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct ProposalsView {
    /// This page's address, without a question mark.
    pub href: String,
    /// Where its forms are sent: the address with what is chosen.
    pub action: String,
    /// The bank: address and name.
    pub bank: (String, String),
    /// The handbook's title, with how many questions it proposes; `None` when there is no handbook.
    pub made: Option<(String, u64)>,
    /// What is chosen.
    pub filters: Arc<FormState>,
    /// Editions to choose from.
    pub editions: Vec<SelectOption>,
    /// Parts to choose from.
    pub parts: Vec<SelectOption>,
    /// Rules to choose from.
    pub rules: Vec<SelectOption>,
    /// Where proposals stand, with how many.
    pub tabs: Vec<Tab>,
    /// Why the last act was refused, if one was.
    pub form: Arc<FormState>,
    /// What was just done, and the key of the decision that can be taken back at once.
    pub done: Option<(String, Option<String>)>,
    /// This page of what was found.
    pub proposals: Vec<ProposalView>,
    /// How many were found.
    pub found: u64,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of these proposals without the page.
    pub page_href: String,
    /// Longest reason, in characters.
    pub reason_length: u16,
}

/// Proposals.
#[component]
pub fn ProposalsPage(view: ProposalsView) -> impl IntoView {
    let ProposalsView { action, bank, made, tabs, form, done, .. } = view.clone();
    let (bank_href, bank_name) = bank;
    let lead = made.as_ref().map(|(title, count)| {
        format!("Từ “{title}”: {} câu được đề xuất. Mỗi câu lấy từ một câu văn của sổ tay.", group(*count as i64))
    });
    view! {
        <Work
            desk=Desk::Banks
            above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()), (bank_href, bank_name)]
            here="Đề xuất từ sổ tay"
        >
            <div class="page-head flow">
                <h1 class="h2">"Câu hỏi đề xuất từ sổ tay"</h1>
                {lead.map(|lead| view! { <p class="muted">{lead}</p> })}
            </div>
            <div class="flow">
                <ErrorSummary form/>
                {done.map(|(text, key)| view! { <Done text key action=action.clone()/> })}
            </div>
            {if made.is_none() {
                view! {
                    <Empty
                        title="Chưa có sổ tay"
                        text="Khi có sổ tay hỏi – đáp, câu hỏi được đề xuất hiện ở đây để bạn nhận, sửa hoặc bỏ."
                    />
                }
                    .into_any()
            } else {
                view! {
                    <Filters view=view.clone()/>
                    <div class="after"><Tabs label="Lọc theo tình trạng" tabs/></div>
                    <Found view/>
                }
                    .into_any()
            }}
        </Work>
    }
}

/// What was just done, and the way back.
#[component]
fn Done(text: String, key: Option<String>, action: String) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Ok>
            <p>{text}</p>
            {key.map(|key| {
                view! {
                    <form method="post" action=action>
                        <input r#type="hidden" name=proposal_fields::KEY value=key/>
                        <button class="btn small" name=proposal_fields::ACT value=ProposalAct::Undo.code()>
                            "Hoàn tác"
                        </button>
                    </form>
                }
            })}
        </Notice>
    }
}

#[component]
fn Filters(view: ProposalsView) -> impl IntoView {
    let ProposalsView { href, filters, editions, parts, rules, .. } = view;
    let plain = |options| vec![SelectGroup { label: None, options }];
    let standing = filters.value(proposal_fields::STANDING);
    view! {
        <form class="filters after" action=href>
            <input r#type="hidden" name=proposal_fields::STANDING value=standing/>
            {(editions.len() > 1)
                .then(|| {
                    view! {
                        <SelectField
                            name=proposal_fields::EDITION
                            label="Bản sổ tay"
                            form=filters.clone()
                            groups=plain(editions)
                        />
                    }
                })}
            <SelectField
                name=proposal_fields::PART
                label="Phần"
                form=filters.clone()
                groups=plain(parts)
                empty="Cả sổ tay".to_owned()
            />
            <SelectField
                name=proposal_fields::RULE
                label="Loại câu"
                form=filters.clone()
                groups=plain(rules)
                empty="Tất cả loại câu".to_owned()
            />
            <TextField name=proposal_fields::ENTRY label="Câu số" form=filters kind=TextKind::Digits/>
            <button class="btn">"Xem đề xuất"</button>
        </form>
    }
}

#[component]
fn Found(view: ProposalsView) -> impl IntoView {
    let ProposalsView { href, action, form, proposals, found, page, pages, page_href, reason_length, .. } = view;
    if proposals.is_empty() {
        return view! {
            <div class="after">
                <Empty
                    title="Không có đề xuất nào ở mục này"
                    text="Hãy xem mục khác, hoặc chọn cả sổ tay và tất cả loại câu."
                    action=Some((href, "Xem các câu chờ xem".to_owned()))
                />
            </div>
        }
        .into_any();
    }
    let waits = proposals.iter().any(|proposal| proposal.decided.is_none());
    let cards: Vec<_> = proposals
        .into_iter()
        .map(|proposal| {
            view! { <ProposalCard proposal action=action.clone() form=form.clone() reason_length/> }
        })
        .collect();
    view! {
        <div class="flow after">
            <p class="muted" role="status">{format!("{} câu", group(found as i64))}</p>
            {cards}
            {waits.then(|| view! { <AcceptTicked action/> })}
            <Pager page pages href=page_href/>
        </div>
    }
    .into_any()
}

/// Takes in all that are ticked above.
#[component]
fn AcceptTicked(action: String) -> impl IntoView {
    view! {
        <form class="card row between" id=ProposalAct::AcceptTicked.code() method="post" action=action>
            <p>"Câu được nhận vào ngân hàng ở tình trạng chờ duyệt; người khác duyệt rồi mới dùng để thi."</p>
            <button class="btn primary" name=proposal_fields::ACT value=ProposalAct::AcceptTicked.code()>
                "Nhận các câu đã chọn"
            </button>
        </form>
    }
}
