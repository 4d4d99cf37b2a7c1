//! Bảng xếp hạng đơn vị.

use std::sync::Arc;

use contest::text::{group, percent};
use leptos::prelude::*;

use super::board::{BoardHead, Provisional, plain};
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
    /// What can be chosen, and what is: fields `vong` and `khoi`.
    pub filters: Arc<FormState>,
    /// Rounds.
    pub rounds: Vec<SelectOption>,
    /// Blocks.
    pub blocks: Vec<SelectOption>,
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
}

/// One agency on the board.
#[derive(Clone, Debug)]
pub struct AgencyRow {
    /// Ties share a place; none without a headcount to rank by.
    pub place: Option<u32>,
    /// The agency.
    pub name: String,
    /// People who have taken part: of its staff where the headcount is known, else all.
    pub people: u64,
    /// Its staff; `None` when nobody has said how many.
    pub headcount: Option<u64>,
    /// The mean of its people's counted attempts, as read: `17,3/20`.
    pub mean: String,
    /// Whether it is the visitor's.
    pub is_mine: bool,
}

/// The board of agencies, by the share of people who have taken part.
#[component]
pub fn AgencyBoardPage(board: AgencyBoardView) -> impl IntoView {
    let AgencyBoardView { scope, provisional, mine, filters, rounds, blocks, rows, page, pages, href, .. } = board;
    let low = board.minimum_percent;
    view! {
        <div class="wrap">
            <BoardHead individuals=false provisional/>
            <div class="split after">
                {mine.map(|mine| view! { <Mine mine/> })}
                <div class="flow body">
                    <form class="filters" action="/xep-hang/don-vi">
                        <SelectField name="vong" label="Vòng" form=filters.clone() groups=plain(rounds)/>
                        <SelectField
                            name="khoi"
                            label="Khối"
                            form=filters
                            groups=plain(blocks)
                            empty="Tất cả khối".to_owned()
                        />
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
                        view! { <Agencies scope rows low/> <Pager page pages href/> }.into_any()
                    }}
                </div>
                <aside class="flow"><About without=board.without_headcount low/></aside>
            </div>
        </div>
    }
}

#[component]
fn Mine(mine: MyAgency) -> impl IntoView {
    let MyAgency { name, place, people, missing } = mine;
    let facts =
        place.map(|(place, of)| vec![Fact::of(group(place as i64), group(of as i64), "hạng theo tỷ lệ dự thi")]);
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
        </section>
    }
}

#[component]
fn Agencies(scope: String, rows: Vec<AgencyRow>, low: Option<u8>) -> impl IntoView {
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Agency row low/> }).collect();
    view! {
        <table class="table">
            <caption class="vh">{format!("Xếp hạng đơn vị theo tỷ lệ dự thi, {scope}")}</caption>
            <thead>
                <tr>
                    <th scope="col">"Hạng"</th>
                    <th scope="col">"Đơn vị"</th>
                    <th scope="col" class="num">"Tỷ lệ"<small>"và câu đúng"</small></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Agency(row: AgencyRow, low: Option<u8>) -> impl IntoView {
    let AgencyRow { place, name, people, headcount, mean, is_mine } = row;
    let place = place.map_or_else(|| "–".into_any(), |place| view! { <Rank place/> }.into_any());
    let label = format!("Tỷ lệ dự thi {name}");
    let said = group(people as i64);
    let (line, share, figure) = match headcount {
        Some(all) => (
            format!("{said} trong {} người", group(all as i64)),
            Some(people.min(all) as f64 / all.max(1) as f64 * 100.0),
            percent(people.min(all), all),
        ),
        None => (format!("{said} người dự thi"), None, "–".to_owned()),
    };
    view! {
        <tr class=is_mine.then_some("me")>
            <td>{place}</td>
            <th scope="row">
                {name}
                <small>{line}</small>
                {share.map(|value| view! { <Meter label value low=low.map(f64::from)/> })}
            </th>
            <td class="num"><b>{figure}</b><small>{mean}</small></td>
        </tr>
    }
}

#[component]
fn About(without: u32, low: Option<u8>) -> impl IntoView {
    view! {
        <section class="card flow">
            <h2 class="h3">"Cách tính tỷ lệ"</h2>
            <p>
                "Số người của đơn vị có ít nhất một lượt thi hợp lệ chia cho số người đơn vị đã báo với Ban Tổ chức."
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
