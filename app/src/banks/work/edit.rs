//! The form of a question.

use std::sync::Arc;

use contest::banks::{Level, MAX_STEM};
use leptos::prelude::*;

use super::{
    choices::{ChoiceRow, Choices},
    pieces::{ChangedPart, Parts},
    preview::{Preview, PreviewView},
};
use crate::{
    components::{
        ErrorSummary, Notice, NoticeKind, SelectField, SelectGroup, SelectOption, TextArea, TextField, TextKind,
    },
    form::FormState,
    work::{Desk, Work},
};

/// The inputs of the form.
pub mod edit_fields {
    /// What is asked.
    pub const STEM: &str = "cau-hoi";
    /// A choice; once for each, in their order.
    pub const CHOICE: &str = "phuong-an";
    /// The place of a right choice, from 0.
    pub const CORRECT: &str = "dung";
    /// The place of a choice that keeps it on every paper, from 0.
    pub const ANCHORED: &str = "giu-vi-tri";
    /// Lĩnh vực.
    pub const TOPIC: &str = "linh-vuc";
    /// Mức độ.
    pub const LEVEL: &str = "muc-do";
    /// Why the key is the key.
    pub const EXPLANATION: &str = "giai-thich";
    /// The handbook entry that it was drawn from.
    pub const ENTRY: &str = "cau-so-tay";
    /// The legal documents it rests on.
    pub const DOCUMENTS: &str = "can-cu";
    /// The question's version that the form began with.
    pub const VERSION: &str = "phien-ban";
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// To keep it as a draft.
    pub const SAVE: &str = "luu";
    /// To keep it and hand it to the reviewers.
    pub const SUBMIT: &str = "gui";
    /// To look at it.
    pub const LOOK: &str = "xem";
    /// To have room for more choices.
    pub const MORE: &str = "them";
}

/// Longest topic, in characters.
const TOPIC_LENGTH: u16 = 200;
/// Longest explanation, in characters.
const EXPLANATION_LENGTH: u16 = 4_000;
/// The place that shows the question as the paper does.
const PREVIEW: &str = "xem-truoc";

/// What the form of a question shows.
#[derive(Clone, Debug)]
pub struct EditView {
    /// This page's address.
    pub href: String,
    /// Where a preview is asked for.
    pub preview_href: String,
    /// Name and address of the bank.
    pub bank: (String, String),
    /// Name and address of the question; `None` for a new one.
    pub question: Option<(String, String)>,
    /// The question's version that the form began with.
    pub version: i32,
    /// What was typed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// The choices as typed.
    pub choices: Vec<ChoiceRow>,
    /// The topics that the bank knows.
    pub topics: Vec<String>,
    /// The question as it is typed.
    pub preview: PreviewView,
    /// Somebody was faster: what they did, and how what was typed differs from it.
    pub conflict: Option<(String, Vec<ChangedPart>)>,
    /// What becomes of the edit.
    pub note: Option<&'static str>,
}

/// The form of a question.
#[component]
pub fn EditPage(view: EditView) -> impl IntoView {
    let EditView { href, preview_href, bank, question, version, form, choices, topics, preview, conflict, note } = view;
    let (bank_name, bank_href) = bank;
    let mut above = vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()), (bank_href, bank_name)];
    let (title, here) = match question {
        Some((name, href)) => {
            let title = format!("Sửa {}", name.to_lowercase());
            above.push((href, name));
            (title, "Sửa")
        }
        None => ("Soạn câu mới".to_owned(), "Câu mới"),
    };
    view! {
        <Work desk=Desk::Banks above here>
            <div class="page-head flow">
                <h1 class="h2">{title}</h1>
                {note.map(|note| view! { <p class="muted">{note}</p> })}
            </div>
            {conflict.map(|conflict| view! { <Conflict conflict/> })}
            <form class="flow" method="post" action=href novalidate data-live=preview_href data-place=PREVIEW>
                <ErrorSummary form=form.clone()/>
                <input r#type="hidden" name=edit_fields::VERSION value=version/>
                <QuestionFields form=form.clone() choices topics/>
                <TextField
                    name=edit_fields::ENTRY
                    label="Câu sổ tay"
                    hint="Số của câu trong sổ tay mà câu hỏi này lấy từ đó; có thể để trống.".to_owned()
                    form=form.clone()
                    kind=TextKind::Digits
                    maxlength=Some(6)
                />
                <TextArea
                    name=edit_fields::DOCUMENTS
                    label="Căn cứ pháp lý"
                    hint="Mỗi dòng một văn bản, ví dụ Nghị định 118/2025/NĐ-CP. Để trống thì lấy theo câu sổ tay.".to_owned()
                    form
                    rows=2
                    maxlength=Some(2_000)
                />
                <p class="row">
                    <button class="btn primary" name=edit_fields::ACT value=edit_fields::SAVE>"Lưu bản nháp"</button>
                    <button class="btn" name=edit_fields::ACT value=edit_fields::SUBMIT>"Lưu và gửi duyệt"</button>
                    <button class="btn" name=edit_fields::ACT value=edit_fields::LOOK>"Xem trước"</button>
                </p>
            </form>
            <section class="section" aria-labelledby="nhu-tren-de">
                <h2 id="nhu-tren-de">"Như trên đề thi"</h2>
                <div id=PREVIEW aria-live="polite"><Preview view=preview/></div>
            </section>
        </Work>
    }
}

/// The fields of a question, within a form: what it says, its choices and key, and what is known of it.
#[component]
pub(in crate::banks) fn QuestionFields(
    form: Arc<FormState>,
    choices: Vec<ChoiceRow>,
    topics: Vec<String>,
) -> impl IntoView {
    let topics: Vec<_> = topics.into_iter().map(|topic| view! { <option value=topic></option> }).collect();
    let levels = Level::ALL.map(|level| SelectOption::new(level.code(), level.label())).into();
    view! {
        <TextArea name=edit_fields::STEM label="Câu hỏi" form=form.clone() rows=3 maxlength=Some(MAX_STEM as u16)/>
        <Choices choices form=form.clone()/>
        <TextField name=edit_fields::TOPIC label="Lĩnh vực" form=form.clone() maxlength=Some(TOPIC_LENGTH) list="cac-linh-vuc"/>
        <datalist id="cac-linh-vuc">{topics}</datalist>
        <SelectField
            name=edit_fields::LEVEL
            label="Mức độ"
            form=form.clone()
            groups=vec![SelectGroup { label: None, options: levels }]
            empty="Chưa ghi mức độ".to_owned()
        />
        <TextArea
            name=edit_fields::EXPLANATION
            label="Giải thích"
            hint="Vì sao đáp án đúng; người dự thi đọc sau khi công bố đáp án.".to_owned()
            form
            rows=3
            maxlength=Some(EXPLANATION_LENGTH)
        />
    }
}

/// Somebody was faster. What was typed stays in the form.
#[component]
fn Conflict(conflict: (String, Vec<ChangedPart>)) -> impl IntoView {
    let (what, parts) = conflict;
    view! {
        <Notice kind=NoticeKind::Bad>
            <p><b>"Câu này vừa có người khác thay đổi: "</b>{what}"."</p>
            <p>"Nội dung bạn nhập còn nguyên ở dưới, chưa lưu. So với bản mới, nó khác như sau; lưu lại là thay bằng bản của bạn."</p>
            <Parts parts/>
        </Notice>
    }
}
