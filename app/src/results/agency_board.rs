//! Bảng xếp hạng đơn vị.

use std::sync::Arc;

use contest::text::group;
use leptos::prelude::*;

use super::board::{BoardHead, MY_ROW, Provisional, plain};
use crate::{
    components::{Empty, Fact, Facts, Meter, Pager, Rank, SelectField, SelectOption},
    form::FormState,
};

/// What the board of agencies shows.
#[derive(Clone, Debug)]
pub struct AgencyBoardView {
    /// `Tuần 2`, for the table's caption.
    pub scope: String,
    /// Whether results may still change.
    pub provisional: Option<Provisional>,
    /// The visitor's own agency, if they have one.
    pub mine: Option<MyAgency>,
    /// What can be chosen, and what is: fields `vong`, `giai`, `khoi` and `quy-mo`.
    pub filters: Arc<FormState>,
    /// Rounds.
    pub rounds: Vec<SelectOption>,
    /// Lists of collective prizes; none where there is no choice.
    pub lists: Vec<SelectOption>,
    /// Blocks.
    pub blocks: Vec<SelectOption>,
    /// Whether all blocks race together.
    pub blocks_together: bool,
    /// Bands of headcounts; none where the rules have none.
    pub sizes: Vec<SelectOption>,
    /// What decides between two agencies, first to last, inside a sentence.
    pub keys: Vec<&'static str>,
    /// What the rows' figures are: `Tỷ lệ`.
    pub figure: &'static str,
    /// This page of the board.
    pub rows: Vec<AgencyRow>,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of this board without the page.
    pub href: String,
    /// Agencies on this board that have not told how many people they have, and so have no place.
    pub without_headcount: u32,
    /// The big screen of the round, if it is of one.
    pub screen: Option<String>,
    /// Below this share, in percent, an agency gets no collective award.
    pub minimum_percent: Option<u8>,
}

/// The visitor's own agency.
#[derive(Clone, Debug)]
pub struct MyAgency {
    /// Its name.
    pub name: String,
    /// Its place and among how many, if it has one.
    pub place: Option<(u64, u64)>,
    /// How many people of it have taken part.
    pub people: u64,
    /// How many of its people have yet to take part; `None` when nobody has said how many it has.
    pub missing: Option<u64>,
    /// Its row on this board, if it is there.
    pub href: Option<String>,
}

/// One agency on the board.
#[derive(Clone, Debug)]
pub struct AgencyRow {
    /// Ties share a place; none without a headcount to rank by.
    pub place: Option<u32>,
    /// Whether others share it.
    pub tied: bool,
    /// The agency.
    pub name: String,
    /// How it has stood from round to round.
    pub href: Option<String>,
    /// People who have taken part, of those whom the rules count.
    pub people: u64,
    /// Its staff; `None` when nobody has said how many.
    pub headcount: Option<u64>,
    /// Whether fewer took part than a prize needs.
    pub below: bool,
    /// What decides first: `95,8%`.
    pub figure: String,
    /// What it lacks for a prize, each a sentence.
    pub lacks: Vec<String>,
    /// The mean of its people's counted attempts, as read: `17,3/20`.
    pub mean: String,
    /// Whether it is the visitor's.
    pub is_mine: bool,
}

/// The board of agencies, by what the rules rank them by.
#[component]
pub fn AgencyBoardPage(board: AgencyBoardView) -> impl IntoView {
    let AgencyBoardView { scope, provisional, mine, filters, rounds, blocks, rows, page, pages, href, .. } = board;
    let (lists, sizes, keys, figure) = (board.lists, board.sizes, board.keys, board.figure);
    let all_blocks = board.blocks_together.then(|| "Tất cả khối".to_owned());
    let low = board.minimum_percent;
    view! {
        <div class="wrap">
            <BoardHead individuals=false provisional/>
            <div class="split after">
                {mine.map(|mine| view! { <Mine mine/> })}
                <div class="flow body">
                    <form class="filters" action="/xep-hang/don-vi">
                        <SelectField name="vong" label="Vòng" form=filters.clone() groups=plain(rounds)/>
                        {(!lists.is_empty())
                            .then(|| {
                                view! { <SelectField name="giai" label="Giải" form=filters.clone() groups=plain(lists)/> }
                            })}
                        <SelectField
                            name="khoi"
                            label="Khối"
                            form=filters.clone()
                            groups=plain(blocks)
                            empty=all_blocks
                        />
                        {(!sizes.is_empty())
                            .then(|| {
                                view! {
                                    <SelectField
                                        name="quy-mo"
                                        label="Quy mô"
                                        form=filters
                                        groups=plain(sizes)
                                        empty="Mọi quy mô".to_owned()
                                    />
                                }
                            })}
                        <button class="btn">"Xem"</button>
                    </form>
                    {if rows.is_empty() {
                        view! {
                            <Empty
                                title="Chưa có đơn vị nào trên bảng này"
                                text="Bảng có số liệu ngay khi người đầu tiên nộp bài."
                            />
                        }
                            .into_any()
                    } else {
                        view! { <Agencies scope rows figure/> <Pager page pages href/> }.into_any()
                    }}
                </div>
                <aside class="flow">
                    <About keys without=board.without_headcount low/>
                    {board.screen.map(|href| view! { <p><a href=href>"Mở màn hình lớn cho sảnh cơ quan"</a></p> })}
                </aside>
            </div>
        </div>
    }
}

#[component]
fn Mine(mine: MyAgency) -> impl IntoView {
    let MyAgency { name, place, people, missing, href } = mine;
    let facts = place.map(|(place, of)| vec![Fact::of(group(place as i64), group(of as i64), "hạng trên bảng này")]);
    let missing = missing.map(|missing| match missing {
        0 => "Mọi người trong đơn vị đã dự thi.".to_owned(),
        missing => format!("Còn {} người chưa dự thi.", group(missing as i64)),
    });
    let taken_part = match people {
        0 => "Chưa có ai dự thi. Bạn có thể là người đầu tiên.".to_owned(),
        people => format!("{} người đã dự thi.", group(people as i64)),
    };
    view! {
        <section class="card flow first" aria-labelledby="don-vi-toi">
            <h2 class="h3" id="don-vi-toi">"Đơn vị của tôi"</h2>
            <p><b>{name}</b></p>
            {facts.map(|facts| view! { <Facts facts/> })}
            <p>{taken_part}</p>
            {missing.map(|missing| view! { <p>{missing}</p> })}
            {href.map(|href| view! { <p><a class="btn block" href=href>"Đến dòng của đơn vị tôi"</a></p> })}
        </section>
    }
}

#[component]
fn Agencies(scope: String, rows: Vec<AgencyRow>, figure: &'static str) -> impl IntoView {
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Agency row/> }).collect();
    view! {
        <table class="table">
            <caption class="vh">{format!("Xếp hạng đơn vị, {scope}")}</caption>
            <thead>
                <tr>
                    <th scope="col">"Hạng"</th>
                    <th scope="col">"Đơn vị"</th>
                    <th scope="col" class="num">{figure}<small>"và câu đúng"</small></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Agency(row: AgencyRow) -> impl IntoView {
    let AgencyRow { place, tied, name, href, people, headcount, below, figure, lacks, mean, is_mine } = row;
    let place = place.map_or_else(|| "–".into_any(), |place| view! { <Rank place/> }.into_any());
    let label = format!("Tỷ lệ dự thi {name}");
    let said = group(people as i64);
    let (line, share) = match headcount {
        Some(all) => (
            format!("{said} trong {} người", group(all as i64)),
            Some(people.min(all) as f64 / all.max(1) as f64 * 100.0),
        ),
        None => (format!("{said} người dự thi"), None),
    };
    let line = if tied { format!("{line} · đồng hạng") } else { line };
    let named = match href {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    // All of the bar below the share that is needed is gold.
    let low = below.then_some(100.0);
    let lacks = (!lacks.is_empty()).then(|| view! { <small>{lacks.join(" ")}</small> });
    view! {
        <tr class=is_mine.then_some("me") id=is_mine.then_some(MY_ROW) tabindex=is_mine.then_some("-1")>
            <td>{place}</td>
            <th scope="row">
                {named}
                <small>{line}</small>
                {share.map(|value| view! { <Meter label value low=low/> })}
                {lacks}
            </th>
            <td class="num"><b>{figure}</b><small>{mean}</small></td>
        </tr>
    }
}

#[component]
fn About(keys: Vec<&'static str>, without: u32, low: Option<u8>) -> impl IntoView {
    let order = (!keys.is_empty()).then(|| format!("Xếp trước là đơn vị {}.", keys.join(", rồi ")));
    view! {
        <section class="card flow">
            <h2 class="h3">"Cách xếp hạng"</h2>
            {order.map(|order| view! { <p>{order}</p> })}
            <p>
                "Tỷ lệ dự thi: "
                "số người của đơn vị có ít nhất một lượt thi hợp lệ chia cho số người đơn vị đã báo với Ban Tổ chức."
            </p>
            {low
                .map(|low| view! { <p class="muted small">{format!("Thanh màu vàng: dưới {low}%, chưa đủ để xét giải tập thể.")}</p> })}
        </section>
        {(without > 0)
            .then(|| {
                view! {
                    <Empty
                        title="Đơn vị chưa có số người?"
                        text=format!("{without} đơn vị chưa báo số người nên chưa có tỷ lệ, được xếp sau theo số người dự thi.")
                    />
                }
            })}
    }
}
