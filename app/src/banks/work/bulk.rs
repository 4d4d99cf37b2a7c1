//! One act on many questions, and what came of it.

use contest::{
    Timestamp,
    banks::{Level, Step},
    text::group,
};
use leptos::prelude::*;

use crate::{
    components::{Empty, Notice, NoticeKind},
    work::{Desk, Work},
};

/// The inputs of the form.
pub mod bulk_fields {
    /// A question that is ticked.
    pub const NUMBER: &str = "cau";
    /// Whether all that was found are meant.
    pub const ALL: &str = "pham-vi";
    /// What is done.
    pub const ACT: &str = "viec";
    /// The topic they come under.
    pub const TOPIC: &str = "linh-vuc-moi";
    /// The level they get.
    pub const LEVEL: &str = "muc-do-moi";
}

/// What may be done to many questions.
#[derive(Clone, Debug)]
pub struct BulkForm {
    /// Where it goes.
    pub href: String,
    /// The search that the list is of, by the inputs' names.
    pub search: Vec<(&'static str, String)>,
    /// The steps that may be open to these hands.
    pub steps: Vec<Step>,
    /// Whether topics and levels may be changed.
    pub writes: bool,
    /// The topics that the bank knows.
    pub topics: Vec<String>,
}

/// What is done, and to which of those that were found.
#[component]
pub(super) fn BulkBar(form: BulkForm, found: u64) -> impl IntoView {
    let BulkForm { search, steps, writes, topics, .. } = form;
    let search: Vec<_> =
        search.into_iter().map(|(name, value)| view! { <input r#type="hidden" name=name value=value/> }).collect();
    let steps: Vec<_> =
        steps.into_iter().map(|step| view! { <option value=step.code()>{step_label(step)}</option> }).collect();
    let levels: Vec<_> =
        Level::ALL.into_iter().map(|level| view! { <option value=level.code()>{level.label()}</option> }).collect();
    let topics: Vec<_> = topics.into_iter().map(|topic| view! { <option value=topic></option> }).collect();
    let settings = writes.then(|| {
        view! {
            <div class="field">
                <label r#for=bulk_fields::TOPIC>"Lĩnh vực mới"</label>
                <span class="hint" id="linh-vuc-moi-goi-y">"Chỉ dùng khi đổi lĩnh vực. Để trống là bỏ lĩnh vực."</span>
                <input class="input" id=bulk_fields::TOPIC name=bulk_fields::TOPIC maxlength="200" list="cac-linh-vuc"
                    autocomplete="off" aria-describedby="linh-vuc-moi-goi-y"/>
                <datalist id="cac-linh-vuc">{topics}</datalist>
            </div>
            <div class="field">
                <label r#for=bulk_fields::LEVEL>"Mức độ mới"</label>
                <select class="input" id=bulk_fields::LEVEL name=bulk_fields::LEVEL>
                    <option value="">"Chưa ghi mức độ"</option>
                    {levels}
                </select>
            </div>
        }
    });
    let writing = writes.then(|| {
        view! { <option value="topic">"Đổi lĩnh vực"</option> <option value="level">"Đổi mức độ"</option> }
    });
    view! {
        <fieldset class="card flow">
            <legend class="h4">"Làm với nhiều câu"</legend>
            {search}
            <div class="choices">
                <label class="choice">
                    <input r#type="radio" name=bulk_fields::ALL value="chon" checked/>
                    <span>"Những câu đã chọn ở trên"</span>
                </label>
                <label class="choice">
                    <input r#type="radio" name=bulk_fields::ALL value="tat-ca"/>
                    <span>{format!("Tất cả {} câu tìm thấy", group(found as i64))}</span>
                </label>
            </div>
            <div class="field">
                <label r#for=bulk_fields::ACT>"Việc cần làm"</label>
                <select class="input" id=bulk_fields::ACT name=bulk_fields::ACT>{steps}{writing}</select>
            </div>
            {settings}
            <p class="row between">
                <span class="muted">"Làm xong, bạn hoàn tác được ở trang sau."</span>
                <button class="btn">"Làm với các câu này"</button>
            </p>
        </fieldset>
    }
}

/// What a step is called when it is about many.
const fn step_label(step: Step) -> &'static str {
    match step {
        Step::Approve => "Duyệt",
        Step::Retire => "Thôi dùng",
        Step::Discard => "Bỏ bản đang sửa",
        Step::Submit | Step::TakeBack | Step::Return => step.label(),
    }
}

/// A question by its number, with its address.
pub type QuestionLink = (i64, String);

/// What the page of an act shows.
#[derive(Clone, Debug)]
pub struct BulkPageView {
    /// This page's address.
    pub href: String,
    /// Name and address of the bank.
    pub bank: (String, String),
    /// `Đổi lĩnh vực thành “Thể chế”`.
    pub what: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// To how many questions.
    pub done: u64,
    /// Which were left alone: why, how many, and the first of them by number and address.
    pub skipped: Vec<(String, u32, Vec<QuestionLink>)>,
    /// Whether it may be taken back.
    pub may_undo: bool,
    /// When it was taken back; how many were left as they are, and the first of them.
    pub undone: Option<(Timestamp, u64, Vec<QuestionLink>)>,
}

/// What came of an act on many.
#[component]
pub fn BulkPage(view: BulkPageView) -> impl IntoView {
    let BulkPageView { href, bank, what, at, by, done, skipped, may_undo, undone } = view;
    let (bank_name, bank_href) = bank;
    let skipped: Vec<_> = skipped
        .into_iter()
        .map(|(reason, count, numbers)| {
            view! { <li><p>{format!("{} câu: {reason}", group(i64::from(count)))}</p> <Numbers numbers/></li> }
        })
        .collect();
    let nothing = done == 0;
    view! {
        <Work
            desk=Desk::Banks
            above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()), (bank_href.clone(), bank_name)]
            here="Làm với nhiều câu"
        >
            <div class="page-head flow">
                <h1 class="h2">{what}</h1>
                <p class="muted">{format!("{by}, lúc {}.", at.long())}</p>
            </div>
            <div class="flow">
                {undone.map(|undone| view! { <Undone undone/> })}
                {if nothing {
                    view! { <Empty title="Không câu nào thay đổi" text="Lý do ghi ở dưới."/> }.into_any()
                } else {
                    view! {
                        <Notice kind=NoticeKind::Ok><p><b>{format!("Đã làm với {} câu.", group(done as i64))}</b></p></Notice>
                    }
                        .into_any()
                }}
                {(!skipped.is_empty())
                    .then(|| {
                        view! {
                            <section class="card flow" aria-labelledby="bo-qua">
                                <h2 class="h3" id="bo-qua">"Để nguyên"</h2>
                                <ul class="plain flow">{skipped}</ul>
                            </section>
                        }
                    })}
                {may_undo
                    .then(|| {
                        view! {
                            <form class="card row between" method="post" action=href>
                                <p>"Hoàn tác đưa các câu về như trước. Câu nào có người sửa sau đó thì giữ nguyên."</p>
                                <button class="btn">"Hoàn tác"</button>
                            </form>
                        }
                    })}
                <p><a class="btn primary" href=bank_href>"Về ngân hàng"</a></p>
            </div>
        </Work>
    }
}

#[component]
fn Undone(undone: (Timestamp, u64, Vec<QuestionLink>)) -> impl IntoView {
    let (at, left, numbers) = undone;
    let rest = (left > 0).then(|| {
        view! {
            <p>{format!("{} câu giữ nguyên vì đã có người sửa sau đó:", group(left as i64))}</p>
            <Numbers numbers/>
        }
    });
    view! { <Notice><p>{format!("Đã hoàn tác lúc {}.", at.long())}</p>{rest}</Notice> }
}

#[component]
fn Numbers(numbers: Vec<QuestionLink>) -> impl IntoView {
    let numbers: Vec<_> = numbers
        .into_iter()
        .map(|(number, href)| view! { <li><a class="chip" href=href>{format!("Câu {number}")}</a></li> })
        .collect();
    view! { <ul class="row plain">{numbers}</ul> }
}
