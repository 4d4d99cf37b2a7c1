//! Sửa rồi nhận: a proposal in other words.

use std::sync::Arc;

use leptos::prelude::*;

use super::card::{Evidence, ProposalView};
use crate::{
    banks::work::{ChoiceRow, Preview, PreviewView, QuestionFields, edit_fields},
    components::ErrorSummary,
    form::FormState,
    work::{Desk, Work},
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct EditProposalView {
    /// This page's address.
    pub href: String,
    /// Where a preview is asked for.
    pub preview_href: String,
    /// The bank: address and name.
    pub bank: (String, String),
    /// The list of proposals.
    pub list: String,
    /// What it was made from.
    pub proposal: ProposalView,
    /// What was typed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// The choices as typed.
    pub choices: Vec<ChoiceRow>,
    /// The topics that the bank knows.
    pub topics: Vec<String>,
    /// The question as it is typed.
    pub preview: PreviewView,
}

/// The place that shows the question as the paper does.
const PREVIEW: &str = "xem-truoc";

/// A proposal to be changed.
#[component]
pub fn EditProposalPage(view: EditProposalView) -> impl IntoView {
    let EditProposalView { href, preview_href, bank, list, proposal, form, choices, topics, preview } = view;
    let (bank_href, bank_name) = bank;
    view! {
        <Work
            desk=Desk::Banks
            above=vec![
                ("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()),
                (bank_href, bank_name),
                (list.clone(), "Đề xuất từ sổ tay".to_owned()),
            ]
            here="Sửa rồi nhận"
        >
            <div class="page-head flow"><h1 class="h2">"Sửa câu đề xuất"</h1></div>
            <form class="flow" method="post" action=href novalidate data-live=preview_href data-place=PREVIEW>
                <ErrorSummary form=form.clone()/>
                <QuestionFields form choices topics/>
                <p class="row">
                    <button class="btn primary" name=edit_fields::ACT value=edit_fields::SAVE>"Nhận câu đã sửa"</button>
                    <button class="btn" name=edit_fields::ACT value=edit_fields::LOOK>"Xem trước"</button>
                    <a class="btn" href=list>"Thôi, về danh sách"</a>
                </p>
            </form>
            <section class="section" aria-labelledby="nhu-tren-de">
                <h2 id="nhu-tren-de">"Như trên đề thi"</h2>
                <div id=PREVIEW aria-live="polite"><Preview view=preview/></div>
            </section>
            <section class="section flow" aria-labelledby="nguon">
                <h2 id="nguon">"Câu này lấy từ"</h2>
                <Evidence proposal/>
            </section>
        </Work>
    }
}
