//! One proposal: the question, where it comes from, what is like it, and what to do with it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{ProposalAct, proposal_fields};
use crate::{
    Prose,
    banks::{
        compare::{Bits, Compared, ComparedView, marked_html},
        question_card::Key,
    },
    components::{Chip, ChipKind, error_id},
    form::FormState,
};

/// A proposal.
#[derive(Clone, Debug)]
pub struct ProposalView {
    /// Its key; with `de-xuat-` before it the card's id.
    pub key: String,
    /// What is asked.
    pub stem: String,
    /// Each choice, and whether it is right.
    pub choices: Vec<(String, bool)>,
    /// Topic, level, kind: what is known.
    pub about: Vec<String>,
    /// What made it: its name, and how, in a sentence.
    pub rule: (&'static str, &'static str),
    /// The handbook's entry: its address, and its number with what it asks.
    pub entry: (String, String),
    /// The sentence that it was made from; marked is what it asks about.
    pub sentence: Bits,
    /// Where the wrong choices come from.
    pub distractors: Vec<DistractorView>,
    /// Questions of the bank that are like it.
    pub like: Vec<LikeView>,
    /// What was decided; `None` while it waits.
    pub decided: Option<DecidedView>,
    /// Where it is changed.
    pub edit: String,
}

/// Where a wrong choice comes from.
#[derive(Clone, Debug)]
pub struct DistractorView {
    /// The choice.
    pub choice: String,
    /// The handbook's entry: address and number.
    pub entry: (String, u32),
    /// The sentence; marked is what was taken from it.
    pub sentence: Bits,
}

/// A question of the bank that is like a proposal.
#[derive(Clone, Debug)]
pub struct LikeView {
    /// In percent.
    pub likeness: u8,
    /// The proposal.
    pub one: ComparedView,
    /// The question.
    pub other: ComparedView,
}

/// What was decided.
#[derive(Clone, Debug)]
pub struct DecidedView {
    /// `Đã nhận`.
    pub label: &'static str,
    /// Whether it was refused.
    pub refused: bool,
    /// Who and when, and why.
    pub line: String,
    /// The question that it became: address and name.
    pub question: Option<(String, String)>,
    /// Whether it can be taken back.
    pub undoable: bool,
}

/// A proposal with its acts.
#[component]
pub(super) fn ProposalCard(
    proposal: ProposalView,
    action: String,
    form: Arc<FormState>,
    reason_length: u16,
) -> impl IntoView {
    let id = format!("de-xuat-{}", proposal.key);
    let problem = form.problem(&id);
    let ProposalView { key, stem, choices, about, rule, edit, decided, .. } = proposal.clone();
    let chip = match &decided {
        None => view! { <Chip label="Chờ xem" kind=ChipKind::Wait/> }.into_any(),
        Some(decided) => {
            let kind = if decided.refused { ChipKind::Plain } else { ChipKind::Ok };
            view! { <Chip label=decided.label kind/> }.into_any()
        }
    };
    let acts = match decided {
        None => view! { <Acts key=key.clone() action edit reason_length/> }.into_any(),
        Some(decided) => view! { <Decided decided key=key.clone() action/> }.into_any(),
    };
    let has_problem = problem.is_some();
    view! {
        <article class="card flow" id=id.clone() tabindex=has_problem.then_some("-1")>
            <p class="row between"><span class="muted">{rule.0}</span>{chip}</p>
            <h2 class="h3" inner_html=Prose::from(stem).html()></h2>
            <Key choices/>
            <p class="muted small">{about.join(" · ")}</p>
            <Evidence proposal/>
            {problem.map(|problem| view! { <p class="error" id=error_id(&id)>{problem}</p> })}
            {acts}
        </article>
    }
    .into_any()
}

/// Why this is asked, and why the wrong choices are wrong.
#[component]
pub(super) fn Evidence(proposal: ProposalView) -> impl IntoView {
    let ProposalView { rule, entry, sentence, distractors, like, .. } = proposal;
    let (entry_href, entry_label) = entry;
    let distractors: Vec<_> = distractors
        .into_iter()
        .map(|DistractorView { choice, entry: (href, number), sentence }| {
            view! {
                <li>
                    <b inner_html=Prose::from(choice).html()></b>
                    ": "
                    <q inner_html=marked_html(&sentence)></q>
                    " "
                    <a href=href>{format!("Câu {number} của sổ tay")}</a>
                </li>
            }
            .into_any()
        })
        .collect();
    let nearest = like.iter().map(|like| like.likeness).max();
    let like: Vec<_> = like.into_iter().map(|like| view! { <Like like/> }).collect();
    view! {
        <blockquote class="flow">
            <p inner_html=marked_html(&sentence)></p>
            <p class="small"><a href=entry_href>{entry_label}</a></p>
        </blockquote>
        <details>
            <summary>"Vì sao có câu này, phương án sai lấy từ đâu"</summary>
            <div class="flow after-s">
                <p>{rule.1}</p>
                <ul class="prose">{distractors}</ul>
            </div>
        </details>
        {nearest
            .map(|nearest| {
                view! {
                    <details open=true>
                        <summary>{format!("Ngân hàng có {} câu gần giống, nhất là {nearest}%", like.len())}</summary>
                        <div class="flow after-s">{like}</div>
                    </details>
                }
                    .into_any()
            })}
    }
    .into_any()
}

#[component]
fn Like(like: LikeView) -> impl IntoView {
    let LikeView { likeness, one, other } = like;
    view! {
        <section class="flow">
            <p class="muted small">{format!("Giống {likeness}%. Chỗ khác nhau được đánh dấu.")}</p>
            <div class="grid"><Compared question=one/><Compared question=other/></div>
        </section>
    }
    .into_any()
}

/// The decision that is asked for.
#[component]
fn Acts(key: String, action: String, edit: String, reason_length: u16) -> impl IntoView {
    let reason = format!("{}-{key}", proposal_fields::REASON);
    view! {
        <div class="row">
            <form method="post" action=action.clone()>
                <input r#type="hidden" name=proposal_fields::KEY value=key.clone()/>
                <button class="btn primary" name=proposal_fields::ACT value=ProposalAct::Accept.code()>
                    "Nhận"
                </button>
            </form>
            <a class="btn" href=edit>"Sửa rồi nhận"</a>
            <label class="choice">
                <input
                    r#type="checkbox"
                    name=proposal_fields::TICKED
                    value=key.clone()
                    form=ProposalAct::AcceptTicked.code()
                />
                <span>"Chọn để nhận cùng lúc"</span>
            </label>
        </div>
        <details>
            <summary>"Bỏ câu này"</summary>
            <form class="flow after-s" method="post" action=action>
                <input r#type="hidden" name=proposal_fields::KEY value=key/>
                <div class="field">
                    <label r#for=reason.clone()>"Lý do (không bắt buộc)"</label>
                    <input
                        class="input"
                        id=reason
                        name=proposal_fields::REASON
                        maxlength=reason_length
                        autocomplete="off"
                    />
                </div>
                <p>
                    <button class="btn" name=proposal_fields::ACT value=ProposalAct::Refuse.code()>"Bỏ câu này"</button>
                </p>
            </form>
        </details>
    }
}

/// The decision that was made.
#[component]
fn Decided(decided: DecidedView, key: String, action: String) -> impl IntoView {
    let DecidedView { line, question, undoable, .. } = decided;
    view! {
        <p class="muted">
            {line}
            {question.map(|(href, label)| view! { " " <a href=href>{label}</a> })}
        </p>
        {undoable
            .then(|| {
                view! {
                    <form method="post" action=action>
                        <input r#type="hidden" name=proposal_fields::KEY value=key/>
                        <button class="btn small" name=proposal_fields::ACT value=ProposalAct::Undo.code()>
                            "Hoàn tác"
                        </button>
                    </form>
                }
            })}
    }
}
