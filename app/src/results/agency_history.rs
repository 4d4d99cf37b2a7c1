//! How an agency has stood from round to round.

use leptos::prelude::*;

use crate::{
    components::{Crumbs, Empty},
    reports::{PlaceChart, RoundPlace},
};

/// What the page shows.
#[derive(Clone, Debug)]
pub struct AgencyHistoryView {
    /// The agency.
    pub name: String,
    /// `Khối Xã, phường`; `None` where all race together.
    pub among: Option<String>,
    /// Its place in each round that was counted, first to last.
    pub places: Vec<RoundPlace>,
    /// What its places were won with: `Tỷ lệ`.
    pub figure: &'static str,
}

/// Places of an agency.
#[component]
pub fn AgencyHistoryPage(history: AgencyHistoryView) -> impl IntoView {
    let AgencyHistoryView { name, among, places, figure } = history;
    let above = vec![("/xep-hang/don-vi".to_owned(), "Bảng xếp hạng đơn vị".to_owned())];
    view! {
        <div class="wrap">
            <Crumbs above here=name.clone()/>
            <div class="page-head flow">
                <h1>{name.clone()}</h1>
                <p class="muted">"Thứ hạng qua các vòng đã tổng hợp kết quả. " {among}</p>
            </div>
            {if places.is_empty() {
                view! {
                    <Empty
                        title="Chưa có vòng nào được tổng hợp"
                        text="Thứ hạng có ở đây khi vòng thi đóng và kết quả được tổng hợp."
                    />
                }
                    .into_any()
            } else {
                view! { <PlaceChart places whose=name with=figure/> }.into_any()
            }}
        </div>
    }
}
