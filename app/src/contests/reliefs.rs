//! Sự cố of a round: more time, more attempts, and what was given so far.

use std::sync::Arc;

use contest::{Timestamp, contests::RoundState};
use leptos::prelude::*;

use crate::{
    components::{
        Chip, ChipKind, Empty, ErrorSummary, Notice, NoticeKind, SearchForm, SelectField, SelectGroup, TextField,
        TextKind,
    },
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod fields {
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// Words of a name, or a phone number.
    pub const SEARCH: &str = "tim";
    /// Who was found and chosen.
    pub const PERSON: &str = "nguoi";
    /// Who is given time.
    pub const TIME_FOR: &str = "gio-cho";
    /// How many minutes.
    pub const MINUTES: &str = "so-phut";
    /// Why.
    pub const WHY_TIME: &str = "ly-do-gio";
    /// Who is given attempts.
    pub const ATTEMPTS_FOR: &str = "luot-cho";
    /// How many.
    pub const ATTEMPTS: &str = "so-luot";
    /// The attempt that is declared invalid with it.
    pub const INSTEAD_OF: &str = "thay-luot";
    /// Why.
    pub const WHY_ATTEMPTS: &str = "ly-do-luot";
    /// What is taken back.
    pub const RELIEF: &str = "so";
}

/// What an organiser may do here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReliefAct {
    /// Give time.
    Extend,
    /// Give attempts.
    GiveAttempts,
    /// Take something back.
    TakeBack,
}

impl ReliefAct {
    /// All.
    pub const ALL: [Self; 3] = [Self::Extend, Self::GiveAttempts, Self::TakeBack];

    /// What the button sends.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Extend => "gia-han",
            Self::GiveAttempts => "them-luot",
            Self::TakeBack => "rut-lai",
        }
    }

    /// Reads what a button sent.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct ReliefsView {
    /// This page's address.
    pub href: String,
    /// The page of the round, and its title.
    pub round: (String, String),
    /// Where the round stands.
    pub state: RoundState,
    /// When it closes for everybody.
    pub closes: Timestamp,
    /// Why nothing can be given now; `None` when it can.
    pub stopped: Option<&'static str>,
    /// What was typed, and why the last act was refused, if one was.
    pub form: Arc<FormState>,
    /// What has just been done, in a sentence.
    pub done: Option<&'static str>,
    /// Everybody, then agencies by block: whom time may be given.
    pub time_for: Vec<SelectGroup>,
    /// Agencies by block: whom attempts may be given; none where they are not limited.
    pub attempts_for: Option<Vec<SelectGroup>>,
    /// What was searched for.
    pub search: String,
    /// Who was found.
    pub found: Vec<FoundPerson>,
    /// Who is chosen: the forms are about them.
    pub person: Option<ChosenPerson>,
    /// What was given, the latest first.
    pub reliefs: Vec<ReliefRow>,
    /// Longest reason, in characters.
    pub reason_length: u16,
}

/// Somebody who was found.
#[derive(Clone)]
pub struct FoundPerson {
    /// This page with them chosen.
    pub href: String,
    /// Họ và tên.
    pub name: String,
    /// Their agency and the end of their phone number.
    pub about: String,
}

/// Somebody who is chosen.
#[derive(Clone)]
pub struct ChosenPerson {
    /// What the forms send.
    pub code: String,
    /// Họ và tên.
    pub name: String,
    /// Their agency and the end of their phone number.
    pub about: String,
    /// Their attempts in the round, a sentence each.
    pub attempts: Vec<String>,
}

/// Something that was given.
#[derive(Clone, Debug)]
pub struct ReliefRow {
    /// Which, for the form.
    pub id: i64,
    /// `Thêm 15 phút cho Sở Nội vụ`.
    pub title: String,
    /// Why.
    pub reason: String,
    /// What came of it, in sentences.
    pub effect: String,
    /// When and by whom it was given, and taken back.
    pub log: String,
    /// Whether it is in force.
    pub in_force: bool,
    /// Whether it may be taken back.
    pub can_be_taken_back: bool,
}

impl std::fmt::Debug for FoundPerson {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FoundPerson(…)")
    }
}

impl std::fmt::Debug for ChosenPerson {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ChosenPerson(…)")
    }
}

/// More time and more attempts in a round.
#[component]
pub fn ReliefsPage(view: ReliefsView) -> impl IntoView {
    let ReliefsView { href, round, state, closes, stopped, form, done, search, found, person, reliefs, .. } = view;
    let ReliefsView { time_for, attempts_for, reason_length, .. } = view;
    let code = person.as_ref().map(|person| person.code.clone());
    let line = format!("{} · đóng lúc {}", state.label(), closes.long());
    let forms = match stopped {
        Some(why) => view! { <Notice kind=NoticeKind::Wait><p>{why}</p></Notice> }.into_any(),
        None => view! {
            <section class="section flow" aria-labelledby="tim-nguoi">
                <h2 id="tim-nguoi">"Cho một người"</h2>
                <Finder href=href.clone() search found/>
                {person.map(|person| view! { <Chosen person href=href.clone()/> })}
            </section>
            <section class="section flow" aria-labelledby="gia-han">
                <h2 id="gia-han">"Thêm giờ"</h2>
                <TimeForm href=href.clone() form=form.clone() code=code.clone() groups=time_for reason_length/>
            </section>
            {attempts_for
                .map(|groups| {
                    view! {
                        <section class="section flow" aria-labelledby="them-luot">
                            <h2 id="them-luot">"Thêm lượt thi"</h2>
                            <AttemptsForm href=href.clone() form=form.clone() code groups reason_length/>
                        </section>
                    }
                })}
        }
        .into_any(),
    };
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned()), round.clone()]
            here="Sự cố"
        >
            <div class="page-head flow">
                <h1 class="h2">{format!("Sự cố: {}", round.1)}</h1>
                <p class="muted">{line}</p>
            </div>
            <div class="flow">
                <ErrorSummary form/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
            </div>
            {forms}
            <section class="section flow" aria-labelledby="da-lam">
                <h2 id="da-lam">"Đã làm"</h2>
                <Given reliefs href/>
            </section>
        </Work>
    }
}

#[component]
fn Finder(href: String, search: String, found: Vec<FoundPerson>) -> impl IntoView {
    let nobody = !search.is_empty() && found.is_empty();
    let found: Vec<_> = found
        .into_iter()
        .map(|FoundPerson { href, name, about }| view! { <li><a href=href>{name} <small class="muted">{about}</small></a></li> })
        .collect();
    view! {
        <SearchForm href name=fields::SEARCH label="Họ tên hoặc số điện thoại" search/>
        {nobody.then(|| view! { <p role="status">"Không tìm thấy ai. Hãy thử chỉ tên, hoặc đủ 10 chữ số điện thoại."</p> })}
        {(!found.is_empty()).then(|| view! { <ul class="plain links">{found}</ul> })}
    }
}

#[component]
fn Chosen(person: ChosenPerson, href: String) -> impl IntoView {
    let ChosenPerson { name, about, attempts, .. } = person;
    let attempts: Vec<_> = attempts.into_iter().map(|line| view! { <li>{line}</li> }).collect();
    let none = attempts.is_empty().then(|| view! { <p>"Chưa thi lượt nào trong vòng này."</p> });
    view! {
        <section class="card focus flow" aria-labelledby="nguoi-da-chon">
            <h3 id="nguoi-da-chon">{format!("Đang chọn: {name}")}</h3>
            <p class="muted">{about}</p>
            {none}
            <ul class="prose">{attempts}</ul>
            <p><a href=href>"Bỏ chọn, làm cho mọi người hoặc một đơn vị"</a></p>
        </section>
    }
}

/// To whom something is given: the one who is chosen, or a choice.
#[component]
fn Target(name: &'static str, form: Arc<FormState>, code: Option<String>, groups: Vec<SelectGroup>) -> impl IntoView {
    match code {
        Some(code) => view! {
            <input r#type="hidden" name=name value=code/>
            <p>"Cho người đang chọn ở trên."</p>
        }
        .into_any(),
        None => view! { <SelectField name label="Cho ai" form groups empty="Chọn".to_owned()/> }.into_any(),
    }
}

#[component]
fn TimeForm(
    href: String,
    form: Arc<FormState>,
    code: Option<String>,
    groups: Vec<SelectGroup>,
    reason_length: u16,
) -> impl IntoView {
    view! {
        <form class="card flow" method="post" action=href novalidate>
            <Target name=fields::TIME_FOR form=form.clone() code groups/>
            <TextField
                name=fields::MINUTES
                label="Số phút"
                hint=Some("Từ 1 đến 10.080 phút (7 ngày).".to_owned())
                form=form.clone()
                kind=TextKind::Digits
            />
            <Why name=fields::WHY_TIME form reason_length/>
            <p id="nghia-gia-han">
                "Vòng thi đóng muộn hơn bấy nhiêu phút với những người này. Ai trong số họ đang làm bài được thêm bấy nhiêu phút ngay. Bài đã hết giờ thì không mở lại được: hãy thêm lượt thi."
            </p>
            <p>
                <button class="btn primary" name=fields::ACT value=ReliefAct::Extend.code() aria-describedby="nghia-gia-han">
                    "Thêm giờ"
                </button>
            </p>
        </form>
    }
}

#[component]
fn AttemptsForm(
    href: String,
    form: Arc<FormState>,
    code: Option<String>,
    groups: Vec<SelectGroup>,
    reason_length: u16,
) -> impl IntoView {
    let one = code.is_some();
    view! {
        <form class="card flow" method="post" action=href novalidate>
            <Target name=fields::ATTEMPTS_FOR form=form.clone() code groups/>
            <TextField
                name=fields::ATTEMPTS
                label="Số lượt thêm"
                hint=Some("Từ 1 đến 20 lượt, cho mỗi người.".to_owned())
                form=form.clone()
                kind=TextKind::Digits
            />
            {one
                .then(|| {
                    view! {
                        <TextField
                            name=fields::INSTEAD_OF
                            label="Huỷ kết quả lượt số (nếu cần)"
                            hint=Some(
                                "Số của lượt bị sự cố, ở danh sách trên; lượt đã huỷ không khôi phục được. Để trống nếu vẫn tính."
                                    .to_owned(),
                            )
                            form=form.clone()
                            kind=TextKind::Digits
                        />
                    }
                })}
            <Why name=fields::WHY_ATTEMPTS form reason_length/>
            <p id="nghia-them-luot">
                "Những người này bắt đầu được thêm bấy nhiêu lượt trong vòng, ngoài số lượt của thể lệ, cho đến khi vòng đóng với họ."
            </p>
            <p>
                <button
                    class="btn primary"
                    name=fields::ACT
                    value=ReliefAct::GiveAttempts.code()
                    aria-describedby="nghia-them-luot"
                >
                    "Thêm lượt"
                </button>
            </p>
        </form>
    }
}

#[component]
fn Why(name: &'static str, form: Arc<FormState>, reason_length: u16) -> impl IntoView {
    view! {
        <TextField
            name
            label="Lý do"
            hint=Some("Được ghi vào nhật ký của Ban Tổ chức.".to_owned())
            form
            maxlength=Some(reason_length)
        />
    }
}

#[component]
fn Given(reliefs: Vec<ReliefRow>, href: String) -> impl IntoView {
    if reliefs.is_empty() {
        return view! { <Empty title="Chưa có gì" text="Giờ và lượt thi được thêm hiện ở đây, kèm lý do."/> }
            .into_any();
    }
    let rows: Vec<_> = reliefs.into_iter().map(|row| view! { <Row row href=href.clone()/> }).collect();
    view! {
        <p class="muted">
            "Rút lại thì không ai bắt đầu bài nhờ giờ hoặc lượt đó nữa. Bài đã bắt đầu vẫn giữ giờ đã hứa và được tính."
        </p>
        <ul class="list">{rows}</ul>
    }
    .into_any()
}

#[component]
fn Row(row: ReliefRow, href: String) -> impl IntoView {
    let ReliefRow { id, title, reason, effect, log, in_force, can_be_taken_back } = row;
    let label = format!("Rút lại: {title}");
    view! {
        <li>
            <div>
                <h3>{title}</h3>
                <p>{reason}</p>
                <p class="muted">{effect}</p>
                <p class="muted small">{log}</p>
            </div>
            {if can_be_taken_back {
                view! {
                    <form method="post" action=href>
                        <input r#type="hidden" name=fields::RELIEF value=id/>
                        <button
                            class="btn small"
                            name=fields::ACT
                            value=ReliefAct::TakeBack.code()
                            aria-label=label
                        >
                            "Rút lại"
                        </button>
                    </form>
                }
                    .into_any()
            } else {
                let (kind, label) =
                    if in_force { (ChipKind::Plain, "Đã kết thúc") } else { (ChipKind::Wait, "Đã rút lại") };
                view! { <p><Chip kind label/></p> }.into_any()
            }}
        </li>
    }
}
