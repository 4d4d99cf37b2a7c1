//! A board within a frame of another site's page.

use contest::{Timestamp, time::clock};
use leptos::prelude::*;

use super::{AgencyRow, PersonRow};
use crate::components::Rank;

/// What the frame shows.
#[derive(Clone, Debug)]
pub struct FramedView {
    /// `Bảng xếp hạng cá nhân`.
    pub title: String,
    /// `Tuần 2, Bảng A`.
    pub scope: String,
    /// Those in front.
    pub rows: FramedRows,
    /// Whether places may still change.
    pub provisional: bool,
    /// When they were read.
    pub counted_at: Timestamp,
    /// The whole board.
    pub href: String,
}

/// People, or agencies with what decides first between them.
#[derive(Clone, Debug)]
pub enum FramedRows {
    /// People, named as the rules have it.
    People(Vec<PersonRow>),
    /// Agencies, and what their figures are.
    Agencies(Vec<AgencyRow>, &'static str),
}

/// The board; its links lead out of the frame.
#[component]
pub fn FramedPage(board: FramedView) -> impl IntoView {
    let FramedView { title, scope, rows, provisional, counted_at, href } = board;
    let (who, figure, rows) = match rows {
        FramedRows::People(rows) => ("Người dự thi", "Câu đúng", rows.into_iter().map(person).collect::<Vec<_>>()),
        FramedRows::Agencies(rows, figure) => ("Đơn vị", figure, rows.into_iter().map(agency).collect()),
    };
    let nobody = rows.is_empty().then(|| view! { <p>"Chưa có ai trên bảng này."</p> });
    let stands = if provisional { "Kết quả tạm thời" } else { "Kết quả chính thức" };
    view! {
        <div class="wrap flow">
            <h1 class="h3">{title.clone()}</h1>
            <p class="muted">{scope.clone()}</p>
            <table class="table">
                <caption class="vh">{format!("{title}, {scope}")}</caption>
                <thead>
                    <tr><th scope="col">"Hạng"</th><th scope="col">{who}</th><th scope="col" class="num">{figure}</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {nobody}
            <p class="muted small">{format!("{stands}, cập nhật lúc {}.", counted_at.long())}</p>
            <p><a href=href target="_blank" rel="noopener">"Xem cả bảng"<span class="vh">" (mở cửa sổ mới)"</span></a></p>
        </div>
    }
}

fn person(row: PersonRow) -> AnyView {
    let below = if row.tied { format!("{} · đồng hạng", row.agency) } else { row.agency };
    line(Some(row.place), row.name, below, row.correct, clock(row.duration))
}

fn agency(row: AgencyRow) -> AnyView {
    let below = if row.tied { "đồng hạng" } else { "" };
    line(row.place, row.name, below.to_owned(), row.figure, row.mean)
}

fn line(place: Option<u32>, name: String, below: String, figure: String, under: String) -> AnyView {
    let place = place.map_or_else(|| "–".into_any(), |place| view! { <Rank place/> }.into_any());
    let below = (!below.is_empty()).then(|| view! { <small>{below}</small> });
    view! {
        <tr>
            <td>{place}</td>
            <th scope="row">{name}{below}</th>
            <td class="num"><b>{figure}</b><small>{under}</small></td>
        </tr>
    }
    .into_any()
}
