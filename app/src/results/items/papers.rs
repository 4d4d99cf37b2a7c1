//! How the papers of a round did.

use leptos::prelude::*;

/// The figures of papers, a column for each track.
#[derive(Clone, Debug)]
pub struct PapersView {
    /// `Bảng A`.
    pub tracks: Vec<String>,
    /// What is told, in a few words, what it means, and its value for each track.
    pub rows: Vec<(&'static str, &'static str, Vec<String>)>,
}

#[component]
pub(super) fn Papers(papers: PapersView) -> impl IntoView {
    let heads: Vec<_> =
        papers.tracks.into_iter().map(|track| view! { <th scope="col" class="num">{track}</th> }).collect();
    let rows: Vec<_> = papers
        .rows
        .into_iter()
        .map(|(name, meaning, values)| {
            let values: Vec<_> = values.into_iter().map(|value| view! { <td class="num">{value}</td> }).collect();
            let meaning = (!meaning.is_empty()).then(|| view! { <small class="muted">{meaning}</small> });
            view! { <tr><th scope="row">{name} {meaning}</th>{values}</tr> }
        })
        .collect();
    view! {
        <section class="section flow" aria-labelledby="ca-de">
            <h2 id="ca-de">"Cả đề thi"</h2>
            <div class="table-wrap">
                <table class="table">
                    <caption class="vh">"Các chỉ số của cả đề, theo bảng dự thi"</caption>
                    <thead><tr><th scope="col">"Chỉ số"</th>{heads}</tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
