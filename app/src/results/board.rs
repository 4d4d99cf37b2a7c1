//! Bảng xếp hạng cá nhân.

use std::sync::Arc;

use contest::{Millis, Timestamp, text::group, time::clock};
use leptos::prelude::*;

use crate::{
    components::{
        Empty, Fact, Facts, Notice, NoticeKind, Pager, Rank, SelectField, SelectGroup, SelectOption, Tab, Tabs,
    },
    form::FormState,
};

/// What links to the reader's own line end in.
pub const MY_ROW: &str = "dong-cua-toi";

/// What the board of individuals shows.
#[derive(Clone, Debug)]
pub struct BoardView {
    /// `Tuần 2, Bảng A`, for the table's caption.
    pub scope: String,
    /// Whether results may still change.
    pub provisional: Option<Provisional>,
    /// The visitor's own place, if they have one.
    pub mine: Option<MyPlace>,
    /// What can be chosen, and what is: fields `vong`, `bang`, `khoi` and `don-vi`.
    pub filters: Arc<FormState>,
    /// Rounds.
    pub rounds: Vec<SelectOption>,
    /// Tracks.
    pub tracks: Vec<SelectOption>,
    /// What chooses both tracks together, where the rules rank them so.
    pub together: Option<String>,
    /// Blocks.
    pub blocks: Vec<SelectOption>,
    /// Agencies, by block.
    pub agencies: Vec<SelectGroup>,
    /// What decides between two people, first to last, inside a sentence.
    pub keys: Vec<&'static str>,
    /// Whether names are not shown whole.
    pub masked: bool,
    /// This page of the board.
    pub rows: Vec<PersonRow>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of this board without the page: `/xep-hang?bang=A&trang=`.
    pub href: String,
}

/// That results may still change.
#[derive(Clone, Debug)]
pub struct Provisional {
    /// When they were counted.
    pub counted_at: Timestamp,
    /// What they wait for: `Kết quả chính thức công bố ngày 19/6.`
    pub until: String,
}

/// The visitor's own place.
#[derive(Clone, Debug)]
pub struct MyPlace {
    /// `toàn tỉnh, Bảng A` with place and number of people; then `tại đơn vị`.
    pub facts: Vec<Fact>,
    /// What would bring them further, if it is worth saying.
    pub hint: Option<String>,
    /// The page they are on.
    pub href: String,
    /// Their own row, shown below when it is on another page.
    pub row: Option<PersonRow>,
}

/// One person on the board.
#[derive(Clone, Debug)]
pub struct PersonRow {
    /// Ties share a place.
    pub place: u32,
    /// Masked as the contest says.
    pub name: String,
    /// Their agency.
    pub agency: String,
    /// Whether others share the place.
    pub tied: bool,
    /// Right answers out of all: `18/20`.
    pub correct: String,
    /// The time taken.
    pub duration: Millis,
    /// Whether it is the visitor.
    pub is_me: bool,
}

/// The board of individuals.
#[component]
pub fn BoardPage(board: BoardView) -> impl IntoView {
    let BoardView { scope, provisional, mine, filters, rounds, tracks, agencies, rows, page, pages, href, .. } = board;
    let (together, blocks, keys, masked) = (board.together, board.blocks, board.keys, board.masked);
    let away = mine.as_ref().and_then(|mine| mine.row.clone());
    view! {
        <div class="wrap">
            <BoardHead individuals=true provisional/>
            <div class="split after">
                {mine.map(|mine| view! { <Mine mine/> })}
                <div class="flow body">
                    <form class="filters" action="/xep-hang">
                        <SelectField name="vong" label="Vòng" form=filters.clone() groups=plain(rounds)/>
                        <SelectField name="bang" label="Bảng" form=filters.clone() groups=plain(tracks) empty=together/>
                        <SelectField
                            name="khoi"
                            label="Khối"
                            form=filters.clone()
                            groups=plain(blocks)
                            empty="Tất cả khối".to_owned()
                        />
                        <SelectField
                            name="don-vi"
                            label="Đơn vị"
                            form=filters
                            groups=agencies
                            empty="Tất cả đơn vị".to_owned()
                        />
                        <button class="btn">"Xem"</button>
                    </form>
                    {if rows.is_empty() {
                        view! {
                            <Empty
                                title="Chưa có ai trên bảng này"
                                text="Bạn có thể là người đầu tiên."
                                action=Some(("/".to_owned(), "Xem các vòng thi".to_owned()))
                            />
                        }
                            .into_any()
                    } else {
                        view! { <People scope rows away/> <Pager page pages href/> }.into_any()
                    }}
                </div>
                <aside class="flow"><HowRanked keys masked/></aside>
            </div>
        </div>
    }
}

#[component]
fn HowRanked(keys: Vec<&'static str>, masked: bool) -> impl IntoView {
    let order = keys.join(", rồi ");
    let order = (!order.is_empty()).then(|| format!("Xếp trước là người {order}. Bằng nhau hết thì đồng hạng."));
    view! {
        <section class="card flow">
            <h2 class="h3">"Cách xếp hạng"</h2>
            <p>{order}</p>
            <p>"Chọn một đơn vị để xem cả các đơn vị trực thuộc."</p>
            <p><a href="/cuoc-thi#cach-thi">"Đọc thể lệ"</a></p>
            {masked
                .then(|| {
                    view! { <p class="muted small">"Tên người dự thi được che bớt để bảo vệ dữ liệu cá nhân."</p> }
                })}
        </section>
    }
}

/// A list without headings.
pub(super) fn plain(options: Vec<SelectOption>) -> Vec<SelectGroup> {
    vec![SelectGroup { label: None, options }]
}

/// Heading, tabs and whether results may still change; both boards begin so.
#[component]
pub(super) fn BoardHead(individuals: bool, provisional: Option<Provisional>) -> impl IntoView {
    let tabs =
        vec![Tab::new("/xep-hang", "Cá nhân", individuals), Tab::new("/xep-hang/don-vi", "Đơn vị", !individuals)];
    view! {
        <div class="page-head flow"><h1>"Bảng xếp hạng"</h1></div>
        <Tabs label="Loại bảng xếp hạng" tabs/>
        {provisional
            .map(|Provisional { counted_at, until }| {
                view! {
                    <div class="after">
                        <Notice kind=NoticeKind::Wait>
                            <p>
                                <b>"Kết quả tạm thời"</b> ", cập nhật lúc "
                                <time datetime=counted_at.local().to_string()>{counted_at.long()}</time>
                                ". " {until}
                            </p>
                        </Notice>
                    </div>
                }
            })}
    }
}

#[component]
fn Mine(mine: MyPlace) -> impl IntoView {
    let MyPlace { facts, hint, href, .. } = mine;
    view! {
        <section class="card flow first" id="toi" aria-labelledby="vi-tri-toi">
            <h2 class="h3" id="vi-tri-toi">"Vị trí của tôi"</h2>
            <Facts facts/>
            {hint.map(|hint| view! { <p>{hint}</p> })}
            <p><a class="btn block" href=href>"Đến trang có tôi"</a></p>
        </section>
    }
}

#[component]
fn People(scope: String, rows: Vec<PersonRow>, away: Option<PersonRow>) -> impl IntoView {
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Person row/> }).collect();
    let away = away.map(|row| view! { <tr><td colspan="3">"…"</td></tr> <Person row/> });
    view! {
        <table class="table">
            <caption class="vh">{format!("Xếp hạng cá nhân, {scope}")}</caption>
            <thead>
                <tr>
                    <th scope="col">"Hạng"</th>
                    <th scope="col">"Người dự thi"</th>
                    <th scope="col" class="num">"Câu đúng"<small>"thời gian"</small></th>
                </tr>
            </thead>
            <tbody>{rows}{away}</tbody>
        </table>
    }
}

#[component]
fn Person(row: PersonRow) -> impl IntoView {
    let PersonRow { place, name, agency, tied, correct, duration, is_me } = row;
    let agency = if tied { format!("{agency} · đồng hạng") } else { agency };
    let name = if is_me { format!("{name} (bạn)") } else { name };
    view! {
        <tr class=is_me.then_some("me") id=is_me.then_some(MY_ROW) tabindex=is_me.then_some("-1")>
            <td><Rank place/></td>
            <th scope="row">{name}<small>{agency}</small></th>
            <td class="num"><b>{correct}</b><small>{clock(duration)}</small></td>
        </tr>
    }
}

/// `312 / 5.140` for a place among others.
impl MyPlace {
    /// A place among others, as a headline number.
    pub fn fact(place: u64, of: u64, label: impl Into<String>) -> Fact {
        Fact::of(group(place as i64), group(of as i64), label)
    }
}
