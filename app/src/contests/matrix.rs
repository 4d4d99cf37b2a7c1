//! Ma trận đề as a table: how many questions a paper takes from each topic and level.

use std::sync::Arc;

use contest::{banks::Level, contests::TrackKind};
use leptos::prelude::*;

use super::new_round::fields;
use crate::{
    components::{Field, SelectField, SelectGroup, SelectOption, TextField, described_by},
    form::FormState,
};

/// The table of one track.
#[derive(Clone, Debug)]
pub struct MatrixView {
    /// Whose papers it makes.
    pub track: TrackKind,
    /// The banks to choose from.
    pub banks: Vec<SelectOption>,
    /// Where its questions come from: the bank that the numbers below the inputs are of.
    pub bank: String,
    /// The bank's page.
    pub bank_href: String,
    /// The columns; `None` for questions without a level.
    pub levels: Vec<Option<Level>>,
    /// A row for each topic.
    pub rows: Vec<MatrixRow>,
    /// What a question of each column is worth.
    pub weights: Vec<MatrixCell>,
    /// How many questions a paper is to have that is proposed by shares.
    pub size: MatrixCell,
    /// Questions on a paper, as far as they could be read.
    pub total: u32,
}

/// One topic.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The topic's name.
    pub topic: String,
    /// A cell for each column of the table.
    pub cells: Vec<MatrixCell>,
    /// What part of the paper it gives, in percent; `None` for questions without a topic.
    pub share: Option<MatrixCell>,
}

/// One topic at one level.
#[derive(Clone, Debug, Default)]
pub struct MatrixCell {
    /// The input's id, by which the summary finds it; free of spaces.
    pub id: String,
    /// The input's name.
    pub name: String,
    /// What was typed, or is proposed.
    pub value: String,
    /// How many questions the bank has here.
    pub available: u32,
    /// What is wrong.
    pub problem: Option<String>,
}

/// Longest list of fixed questions, in characters.
const FIXED_LENGTH: u16 = 1_000;

/// What a level is called as a column.
const fn level_label(level: Option<Level>) -> &'static str {
    match level {
        Some(level) => level.label(),
        None => "Chưa ghi mức độ",
    }
}

/// The bank to choose, and the table with an input in each cell that it has questions for.
#[component]
pub fn MatrixFields(
    matrix: MatrixView,
    /// Holds which bank is chosen, and what is wrong with it.
    form: Arc<FormState>,
) -> impl IntoView {
    let MatrixView { track, banks, bank, bank_href, levels, rows, weights, size, total } = matrix;
    let heads: Vec<_> =
        levels.iter().map(|level| view! { <th scope="col" class="num">{level_label(*level)}</th> }).collect();
    let shares = rows.iter().filter_map(|row| Some((row.topic.clone(), row.share.clone()?))).collect();
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Row row levels=levels.clone()/> }).collect();
    view! {
        <section class="card flow">
            <h2 class="h3">{track.label()}</h2>
            <SelectField
                name=fields::bank(track)
                label=format!("Ngân hàng câu hỏi của {}", track.short_label())
                hint="Đổi ngân hàng xong, hãy bấm “Kiểm tra ma trận” để bảng bên dưới theo ngân hàng mới.".to_owned()
                form=form.clone()
                groups=vec![SelectGroup { label: None, options: banks }]
            />
            <p>"Câu hỏi lấy từ " <a href=bank_href>{bank}</a>". Dưới mỗi ô là số câu ngân hàng đang có."</p>
            <table class="table matrix">
                <caption class="vh">"Số câu của đề theo lĩnh vực và mức độ"</caption>
                <thead>
                    <tr><th scope="col">"Lĩnh vực"</th>{heads}</tr>
                </thead>
                <tbody>{rows} <Weights weights levels/></tbody>
            </table>
            <p class="row between"><span>"Tổng số câu của một đề"</span><b class="nums">{total}</b></p>
            <Shares size shares/>
            <TextField
                name=fields::fixed(track)
                label="Câu có trong mọi đề (nếu có)"
                hint="Ghi mã câu ở trang ngân hàng, cách nhau bằng dấu phẩy. Các câu này tính thêm vào tổng số câu.".to_owned()
                form
                maxlength=Some(FIXED_LENGTH)
            />
        </section>
    }
}

#[component]
fn Row(row: MatrixRow, levels: Vec<Option<Level>>) -> impl IntoView {
    let MatrixRow { topic, cells, .. } = row;
    let cells: Vec<_> = cells
        .into_iter()
        .zip(levels)
        .map(|(cell, level)| {
            let label = format!("{topic}, {}", level_label(level).to_lowercase());
            view! { <Cell cell label/> }
        })
        .collect();
    view! { <tr><th scope="row">{topic}</th>{cells}</tr> }
}

/// What a question of each level is worth; nothing typed is a point.
#[component]
fn Weights(weights: Vec<MatrixCell>, levels: Vec<Option<Level>>) -> impl IntoView {
    let cells: Vec<_> = weights
        .into_iter()
        .zip(levels)
        .map(|(cell, level)| {
            let label = format!("Điểm mỗi câu {}", level_label(level).to_lowercase());
            view! { <td class="num"><Plain cell label/></td> }
        })
        .collect();
    view! {
        <tr>
            <th scope="row">"Điểm mỗi câu"<small>"Để trống là 1"</small></th>
            {cells}
        </tr>
    }
}

/// By what a proposal is made: folded away until it is used.
#[component]
fn Shares(size: MatrixCell, shares: Vec<(String, MatrixCell)>) -> impl IntoView {
    let is_used = size.problem.is_some() || shares.iter().any(|(_, share)| !share.value.is_empty());
    let MatrixCell { id, name, value, problem, .. } = size;
    let described = described_by(&id, false, problem.is_some());
    let invalid = problem.is_some().then_some("true");
    let shares: Vec<_> = shares
        .into_iter()
        .map(|(topic, cell)| {
            let label = format!("{topic}, tỷ lệ phần trăm");
            view! { <li><span>{topic}</span><span><Plain cell label/>" %"</span></li> }
        })
        .collect();
    view! {
        <details open=is_used>
            <summary>"Chia đề theo tỷ lệ lĩnh vực"</summary>
            <div class="flow">
                <p>
                    "Ghi số câu của đề và tỷ lệ từng lĩnh vực, cộng lại đủ 100, rồi bấm “Đề xuất lại ma trận”: bảng trên được điền lại theo tỷ lệ."
                </p>
                <Field name=id.clone() label="Số câu của một đề" problem>
                    <input
                        class="input nums"
                        id=id
                        name=name
                        inputmode="numeric"
                        autocomplete="off"
                        maxlength="3"
                        aria-describedby=described
                        aria-invalid=invalid
                        value=value
                    />
                </Field>
                <ul class="plain matrix shares">{shares}</ul>
            </div>
        </details>
    }
}

/// An input without a count of the bank beneath it.
#[component]
fn Plain(cell: MatrixCell, label: String) -> impl IntoView {
    let MatrixCell { id, name, value, problem, .. } = cell;
    let error = format!("{id}-loi");
    let described = problem.is_some().then(|| error.clone());
    let invalid = problem.is_some().then_some("true");
    view! {
        <label class="vh" r#for=id.clone()>{label}</label>
        <input
            class="input nums"
            id=id
            name=name
            inputmode="decimal"
            autocomplete="off"
            maxlength="5"
            aria-describedby=described
            aria-invalid=invalid
            value=value
        />
        {problem.map(|problem| view! { <small class="error" id=error>{problem}</small> })}
    }
}

#[component]
fn Cell(cell: MatrixCell, label: String) -> impl IntoView {
    let MatrixCell { id, name, value, available, problem } = cell;
    let (hint, error) = (format!("{id}-co"), format!("{id}-loi"));
    let described = if problem.is_some() { format!("{hint} {error}") } else { hint.clone() };
    let invalid = problem.is_some().then_some("true");
    view! {
        <td class="num">
            <label class="vh" r#for=id.clone()>{label}</label>
            <input
                class="input nums"
                id=id
                name=name
                inputmode="numeric"
                autocomplete="off"
                maxlength="4"
                aria-describedby=described
                aria-invalid=invalid
                value=value
            />
            <small id=hint>{format!("có {available}")}</small>
            {problem.map(|problem| view! { <small class="error" id=error>{problem}</small> })}
        </td>
    }
}

/// The same table to read.
#[component]
pub fn MatrixTable(
    #[prop(into)] title: String,
    /// What the columns are called.
    heads: Vec<&'static str>,
    /// A topic with its numbers, one for each column.
    rows: Vec<(String, Vec<u32>)>,
) -> impl IntoView {
    let total: u32 = rows.iter().flat_map(|(_, counts)| counts).sum();
    let heads: Vec<_> = heads.into_iter().map(|head| view! { <th scope="col" class="num">{head}</th> }).collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(topic, counts)| {
            let counts: Vec<_> =
                counts.into_iter().map(|count| view! { <td class="num">{shown(count)}</td> }).collect();
            view! { <tr><th scope="row">{topic}</th>{counts}</tr> }
        })
        .collect();
    view! {
        <table class="table">
            <caption>{format!("{title}: {total} câu")}</caption>
            <thead>
                <tr><th scope="col">"Lĩnh vực"</th>{heads}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn shown(count: u32) -> String {
    if count == 0 { "–".to_owned() } else { count.to_string() }
}
