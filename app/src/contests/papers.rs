//! Đổi đề của một vòng thi chưa mở.

use std::sync::Arc;

use leptos::prelude::*;

use super::matrix::{MatrixFields, MatrixView};
use super::new_round::fields;
use crate::{
    components::{ErrorSummary, Notice, NoticeKind},
    form::FormState,
    work::{Desk, Work},
};

/// What was done just now. Nothing is saved by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PapersDone {
    /// The form was checked and is well.
    Checked,
    /// The tables were filled anew.
    Proposed,
}

impl PapersDone {
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Checked => ("Ngân hàng đủ câu cho mọi ô.", " Chưa lưu gì. Bạn có thể lưu."),
            Self::Proposed => {
                ("Đã đề xuất ma trận theo ngân hàng bạn chọn.", " Chưa lưu gì. Hãy xem lại từng ô rồi lưu.")
            }
        }
    }
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct PapersView {
    /// This page's address.
    pub href: String,
    /// The page of the round, and its title.
    pub round: (String, String),
    /// What was typed or stands, and what is wrong with it.
    pub form: Arc<FormState>,
    /// A table for each track.
    pub matrices: Vec<MatrixView>,
    /// What was done just now, if anything.
    pub done: Option<PapersDone>,
}

/// The form for a draft's papers.
#[component]
pub fn PapersPage(view: PapersView) -> impl IntoView {
    let PapersView { href, round, form, matrices, done } = view;
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned()), round]
            here="Đổi đề"
        >
            <div class="page-head flow">
                <h1 class="h2">"Đổi đề của vòng thi"</h1>
                <p class="muted">"Vòng chưa mở nên còn đổi được ngân hàng, số câu và câu cố định. Khi mở, đề được chốt."</p>
            </div>
            <form class="flow" method="post" action=href novalidate>
                <ErrorSummary form=form.clone()/>
                <PapersNotice done/>
                <PapersFields matrices form save="Lưu đề của vòng thi"/>
            </form>
        </Work>
    }
}

/// What was done just now with the tables of a form.
#[component]
pub(super) fn PapersNotice(done: Option<PapersDone>) -> impl IntoView {
    done.map(|done| {
        let (what, next) = done.words();
        view! { <Notice kind=NoticeKind::Ok><p><b>{what}</b>{next}</p></Notice> }
    })
}

/// A table for each track, and the buttons that check, propose and save.
#[component]
pub(super) fn PapersFields(
    matrices: Vec<MatrixView>,
    form: Arc<FormState>,
    /// What the button that saves says.
    save: &'static str,
) -> impl IntoView {
    let matrices: Vec<_> =
        matrices.into_iter().map(|matrix| view! { <MatrixFields matrix form=form.clone()/> }).collect();
    view! {
        {matrices}
        <div class="row after">
            <button class="btn" name=fields::ACT value=fields::CHECK>"Kiểm tra ma trận"</button>
            <button class="btn" name=fields::ACT value=fields::PROPOSE>"Đề xuất lại ma trận"</button>
            <button class="btn primary" name=fields::ACT value=fields::SAVE>{save}</button>
        </div>
    }
}
