//! Rà soát tệp: what a file of questions holds, row by row, before and after it is taken in.

use contest::{Timestamp, text::group};
use leptos::prelude::*;

use super::{
    QuestionView,
    contested::{Contested, ContestedView},
    question_card::QuestionCard,
};
use crate::{
    components::{Empty, Fact, Facts, Notice, NoticeKind, Pager, Tab, Tabs, Verdict, VerdictKind},
    work::{Desk, Work},
};

/// Names of the fields of the form around the rows.
pub mod import_fields {
    /// What is to be done; the button that was pressed.
    pub const ACT: &str = "viec";
    /// Keep what was chosen of the rows in sight.
    pub const CHOOSE: &str = "chon";
    /// Keep that and take the file in.
    pub const COMMIT: &str = "nhap";
    /// What the button said: questions to be added and to be replaced.
    pub const SAID: &str = "so";
    /// Before the place of a row in the file: what was chosen of it.
    pub const ROW: &str = "d-";
    /// The new questions are for practice; in the form, and in the address that leads back to it.
    pub const PRACTICE: &str = "luyen-tap";
    /// In the address: what was chosen has changed what the button says.
    pub const RECOUNTED: &str = "doi";
}

/// What the page of an import shows.
#[derive(Clone, Debug)]
pub struct ImportPageView {
    /// This page's address.
    pub href: String,
    /// `ngan-hang.xlsx`.
    pub file: String,
    /// Name and address of the bank.
    pub bank: (String, String),
    /// When the file was read.
    pub read_at: Timestamp,
    /// Rows that were read.
    pub rows: usize,
    /// Questions that the bank did not have.
    pub fresh: usize,
    /// Questions of the bank that would get a new revision.
    pub replacing: usize,
    /// Questions that the bank may have, for somebody to say.
    pub contested: usize,
    /// Questions that the bank had.
    pub already_there: usize,
    /// Rows that cannot be taken.
    pub refused: usize,
    /// What is worth knowing of the file as a whole.
    pub notes: Vec<String>,
    /// When it was taken in, and what that did.
    pub committed: Option<(Timestamp, ImportDone)>,
    /// Whether what was chosen has changed the number that the button said.
    pub recounted: bool,
    /// Whether whoever looks may keep the new questions for practice.
    pub may_practise: bool,
    /// Whether that is ticked.
    pub for_practice: bool,
    /// Which rows to see.
    pub tabs: Vec<Tab>,
    /// This page of those rows.
    pub shown: Vec<ImportLine>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of these rows without the page.
    pub page_href: String,
}

/// What taking a file in did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportDone {
    /// Questions that are new in the bank.
    pub added: u32,
    /// Questions that the bank had.
    pub already_there: u32,
    /// Questions that got a new revision.
    pub replaced: u32,
    /// Questions that were to get one, and had become others meanwhile.
    pub overtaken: u32,
    /// Whether the new ones are kept for practice.
    pub for_practice: bool,
}

/// One row of the file.
#[derive(Clone, Debug)]
pub struct ImportLine {
    /// `Hàng 14`.
    pub place: String,
    /// What became of it.
    pub kind: ImportKind,
}

/// What became of a row.
#[derive(Clone, Debug)]
pub enum ImportKind {
    /// A new question.
    New(QuestionView),
    /// A new question of which something was left out, with what.
    Doubtful(QuestionView, Vec<String>),
    /// A question that the bank may have.
    Contested(Box<ContestedView>),
    /// A question that the bank has.
    AlreadyThere(String),
    /// Refused: what the row says, and why.
    Refused(String, Vec<String>),
}

/// A file of questions, row by row.
#[component]
pub fn ImportPage(import: ImportPageView) -> impl IntoView {
    let ImportPageView { file, bank, read_at, rows, fresh, contested, already_there, refused, .. } = import.clone();
    let (bank_name, bank_href) = bank;
    let state = if import.committed.is_some() {
        "Đã nhập vào ngân hàng."
    } else {
        "Chưa ghi gì vào ngân hàng câu hỏi."
    };
    let facts = vec![
        Fact::new(group(fresh as i64), "câu mới"),
        Fact::new(group(contested as i64), "câu nghi trùng"),
        Fact::new(group(refused as i64), "dòng bị từ chối"),
        Fact::new(group(already_there as i64), "câu đã có"),
    ];
    let notes: Vec<_> = import.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect();
    view! {
        <Work
            desk=Desk::Banks
            above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()), (bank_href.clone(), bank_name.clone())]
            here="Nhập từ tệp"
        >
            <div class="page-head flow">
                <h1 class="h2">{format!("Rà soát tệp {file}")}</h1>
                <p class="muted">{format!("{} dòng, đọc lúc {}. {state}", group(rows as i64), read_at.long())}</p>
            </div>
            {import.committed.map(|committed| view! { <Done committed refused bank=(bank_name, bank_href)/> })}
            <Facts facts class="card after"/>
            {(!notes.is_empty())
                .then(|| view! { <div class="after"><Notice><ul class="plain">{notes}</ul></Notice></div> })}
            {import.recounted.then(|| view! { <Recounted/> })}
            <Rows import/>
        </Work>
    }
}

/// What taking it in did.
#[component]
fn Done(committed: (Timestamp, ImportDone), refused: usize, bank: (String, String)) -> impl IntoView {
    let (at, ImportDone { added, already_there: known, replaced, overtaken, for_practice }) = committed;
    let (name, href) = bank;
    let replaced = (replaced > 0).then(|| format!(" {} câu đã có được thay.", group(i64::from(replaced))));
    let overtaken = (overtaken > 0).then(|| {
        format!(
            " {} câu không thay được vì đã được sửa từ khi bạn tải tệp lên: hãy tải tệp lên lại.",
            group(i64::from(overtaken))
        )
    });
    let known = (known > 0).then(|| format!(" {} câu đã có từ trước nên không nhập lại.", group(i64::from(known))));
    let rest = (refused > 0)
        .then(|| format!(" {} dòng bị từ chối: hãy sửa trong tệp rồi tải lên lại.", group(refused as i64)));
    view! {
        <Notice kind=NoticeKind::Ok>
            <p>
                <b>{format!("Đã nhập {} câu", group(i64::from(added)))}</b>
                " vào " <a href=href>{name}</a> {format!(" lúc {}.", at.long())}
                {if for_practice {
                    " Các câu này chờ người khác duyệt rồi mới dùng để luyện tập; đề thi không lấy các câu này."
                } else {
                    " Các câu này chờ người khác duyệt rồi mới dùng được trong đề thi."
                }} {replaced} {overtaken} {known} {rest}
            </p>
        </Notice>
    }
}

/// The number on the button is not what it was when it was pressed.
#[component]
fn Recounted() -> impl IntoView {
    view! {
        <div class="after">
            <Notice kind=NoticeKind::Wait>
                <p>"Đã lưu lựa chọn của bạn. Số câu sẽ nhập vì thế đã đổi: hãy xem lại số mới ở cuối trang rồi bấm nhập."</p>
            </Notice>
        </div>
    }
}

/// The one decision.
#[component]
fn Commit(
    fresh: usize,
    replacing: usize,
    contested: usize,
    rest: usize,
    /// Whether the new questions are for practice, where that may be said.
    for_practice: Option<bool>,
) -> impl IntoView {
    if fresh + replacing == 0 {
        let advice = if contested > 0 {
            " Hãy chọn cách xử lý các câu nghi trùng ở trên rồi lưu lựa chọn."
        } else {
            " Hãy sửa các dòng bị từ chối trong tệp rồi tải lên lại."
        };
        return view! { <p class="card after"><b>"Không có câu mới để nhập."</b>{advice}</p> }.into_any();
    }
    let label = match (fresh, replacing) {
        (fresh, 0) => format!("Nhập {} câu", group(fresh as i64)),
        (0, replacing) => format!("Thay {} câu", group(replacing as i64)),
        (fresh, replacing) => format!("Nhập {} câu, thay {} câu", group(fresh as i64), group(replacing as i64)),
    };
    let rest = match rest {
        0 => "Mọi dòng của tệp đều được nhập.".to_owned(),
        rest => format!("{} dòng còn lại không được nhập. Sửa xong, bạn tải tệp lên lại.", group(rest as i64)),
    };
    let practice = for_practice.filter(|_| fresh > 0).map(|checked| {
        view! {
            <label class="choice">
                <input r#type="checkbox" name=import_fields::PRACTICE value="1" checked=checked/>
                <span>
                    "Giữ các câu mới này để luyện tập"
                    <small class="muted">" Ai cũng xem được đáp án; đề thi không lấy các câu này."</small>
                </span>
            </label>
        }
    });
    view! {
        <div class="card row between after">
            {practice}
            <p><b>{label.clone()}</b><br/><span class="muted">{rest}</span></p>
            <input r#type="hidden" name=import_fields::SAID value=format!("{fresh}+{replacing}")/>
            <button class="btn primary" name=import_fields::ACT value=import_fields::COMMIT>{label}</button>
        </div>
    }
    .into_any()
}

/// The rows with what is to be said of them, and the decision on all.
#[component]
fn Rows(import: ImportPageView) -> impl IntoView {
    let for_practice = import.may_practise.then_some(import.for_practice);
    let ImportPageView { tabs, shown, page, pages, page_href, committed, fresh, replacing, contested, rows, .. } =
        import;
    let empty = shown.is_empty();
    let open = committed.is_none();
    let asks = open && shown.iter().any(|line| matches!(line.kind, ImportKind::Contested(_)));
    let action = format!("{page_href}{page}");
    let lines: Vec<_> = shown.into_iter().map(|line| view! { <Line line open/> }).collect();
    let list = if empty {
        view! { <Empty title="Không có dòng nào ở mục này" text="Hãy xem các mục khác ở trên."/> }.into_any()
    } else {
        lines.into_any()
    };
    view! {
        <div class="after"><Tabs label="Lọc dòng" tabs/></div>
        <form class="flow after" method="post" action=action>
            {list}
            {asks
                .then(|| {
                    view! {
                        <p class="row between">
                            <span class="muted">"Lưu trước khi sang trang hoặc mục khác."</span>
                            <button class="btn" name=import_fields::ACT value=import_fields::CHOOSE>"Lưu lựa chọn"</button>
                        </p>
                    }
                })}
            {(!empty).then(|| view! { <Pager page pages href=page_href/> })}
            {open.then(|| view! { <Commit fresh replacing contested rest=rows.saturating_sub(fresh + replacing) for_practice/> })}
        </form>
    }
}

#[component]
fn Line(line: ImportLine, open: bool) -> impl IntoView {
    let ImportLine { place, kind } = line;
    match kind {
        ImportKind::New(question) => view! {
            <section class="flow">
                <h2 class="h4">{place}</h2>
                <QuestionCard question/>
            </section>
        }
        .into_any(),
        ImportKind::Doubtful(question, warnings) => {
            let text = question.stem;
            view! { <Verdict kind=VerdictKind::Doubtful place text reasons=warnings/> }.into_any()
        }
        ImportKind::Contested(contested) => view! { <Contested place contested=*contested open/> }.into_any(),
        ImportKind::AlreadyThere(text) => {
            let reasons = vec!["Ngân hàng đã có câu này nên không nhập lại.".to_owned()];
            view! { <Verdict kind=VerdictKind::Known place text reasons/> }.into_any()
        }
        ImportKind::Refused(stem, reasons) => {
            let text = if stem.is_empty() { "Dòng chưa có nội dung câu hỏi".to_owned() } else { stem };
            view! { <Verdict kind=VerdictKind::Refused place text reasons/> }.into_any()
        }
    }
}
