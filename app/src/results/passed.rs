//! Không được xét giải: who would have been given a prize but for a rule.

use leptos::prelude::*;

use crate::components::Pager;

/// Somebody who was passed over.
#[derive(Clone, Debug)]
pub struct PassedRow {
    /// `Giải tuần, Bảng A`.
    pub race: String,
    /// The person, or the agency.
    pub name: String,
    /// The person's agency and attempt, and the place in the race.
    pub below: String,
    /// Why, in a sentence.
    pub why: String,
}

/// A page of those who were passed over.
#[derive(Clone, Debug, Default)]
pub struct PassedView {
    /// Race by race.
    pub rows: Vec<PassedRow>,
    /// All of them.
    pub count: u64,
    /// The page, from 1, and how many there are.
    pub page: (u32, u32),
    /// The address without the page's number.
    pub href: String,
}

/// The list, folded away until somebody asks why; open on its further pages.
#[component]
pub(super) fn PassedOver(passed: PassedView) -> impl IntoView {
    let PassedView { rows, count, page: (page, pages), href } = passed;
    (count > 0).then(|| {
        let rows: Vec<_> = rows
            .into_iter()
            .map(|PassedRow { race, name, below, why }| {
                view! { <tr><td>{race}</td><th scope="row">{name}<small>{below}</small></th><td>{why}</td></tr> }
            })
            .collect();
        view! {
            <details class="card" open=page > 1>
                <summary>{format!("Thứ hạng đủ để nhận giải nhưng không được xét: {count}")}</summary>
                <div class="table-wrap">
                    <table class="table">
                        <caption class="vh">"Ai không được xét giải, và vì sao"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Giải"</th>
                                <th scope="col">"Người, đơn vị"</th>
                                <th scope="col">"Lý do"</th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <Pager page pages href/>
            </details>
        }
    })
}
