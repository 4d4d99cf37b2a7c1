//! Which question?

use std::sync::Arc;

use leptos::prelude::*;

use super::fields;
use crate::{
    Prose,
    components::{Empty, Pager, TextField},
    form::FormState,
};

/// What was found.
#[derive(Clone, Debug)]
pub struct ChooseView {
    /// What is searched for.
    pub filters: Arc<FormState>,
    /// This page of it.
    pub lines: Vec<QuestionLine>,
    /// `120 câu`.
    pub found: String,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of this search without the page.
    pub search_href: String,
}

/// One question.
#[derive(Clone, Debug)]
pub struct QuestionLine {
    /// Where it is corrected.
    pub href: String,
    /// What is asked.
    pub stem: String,
    /// Tracks and key: `Bảng A, Bảng B · Đáp án: B`.
    pub about: String,
}

#[component]
pub(super) fn Choose(choose: ChooseView, href: String) -> impl IntoView {
    let ChooseView { filters, lines, found, page, pages, search_href } = choose;
    let is_empty = lines.is_empty();
    let lines: Vec<_> = lines
        .into_iter()
        .map(|QuestionLine { href, stem, about }| {
            view! {
                <li class="name"><a href=href inner_html=Prose::from(stem).html()></a> <small>{about}</small></li>
            }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="cau-hoi">
            <h2 id="cau-hoi">"Chọn câu hỏi"</h2>
            <form class="filters" action=href.clone()>
                <TextField name=fields::SEARCH label="Tìm trong câu hỏi và phương án" form=filters/>
                <button class="btn">"Tìm câu hỏi"</button>
            </form>
            <div class="flow after">
                {if is_empty {
                    view! {
                        <Empty
                            title="Không tìm thấy câu nào"
                            text="Hãy thử ít từ hơn. Chỉ có các câu đã chốt vào đề của vòng này."
                            action=Some((href, "Xem tất cả câu hỏi".to_owned()))
                        />
                    }
                        .into_any()
                } else {
                    view! {
                        <p class="muted" role="status">{found}</p>
                        <ul class="links plain">{lines}</ul>
                        <Pager page pages href=search_href/>
                    }
                        .into_any()
                }}
            </div>
        </section>
    }
}
