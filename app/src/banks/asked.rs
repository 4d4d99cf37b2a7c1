//! Đọc tệp: what a person is asked of a file that was not understood, in which letters it is
//! written and which of its columns hold what.

use std::sync::Arc;

use contest::Timestamp;
use leptos::prelude::*;

use crate::{
    components::{ErrorSummary, SelectOption},
    form::FormState,
    work::{Desk, Work},
};

/// Names of the fields.
pub mod asked_fields {
    /// What is said; the button that was pressed.
    pub const ACT: &str = "viec";
    /// In which letters the file is written.
    pub const ENCODING: &str = "bang-ma";
    /// Which columns hold what.
    pub const COLUMNS: &str = "cot";
    /// The letters were not the right ones.
    pub const OTHER_ENCODING: &str = "doi-bang-ma";
    /// The file is not to be read after all.
    pub const DROP: &str = "bo";
    /// Before the place of a sheet: whether it is to be read.
    pub const SHEET: &str = "trang-";
    /// Before the place of a sheet: its name.
    pub const NAME: &str = "ten-";
    /// Before the place of a sheet: the row with the first question.
    pub const FIRST: &str = "hang-";
    /// Before the places of a sheet and a column: what it holds.
    pub const COLUMN: &str = "cot-";
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct AskedView {
    /// This page's address.
    pub href: String,
    /// `de-thi.csv`.
    pub file: String,
    /// Name and address of the bank.
    pub bank: (String, String),
    /// When the file was handed in.
    pub received_at: Timestamp,
    /// What is asked.
    pub asked: AskedKind,
    /// What is wrong with the last answer.
    pub form: Arc<FormState>,
}

/// What is asked.
#[derive(Clone, Debug)]
pub enum AskedKind {
    /// In which letters the file is written.
    Encodings(EncodingsView),
    /// Which columns hold what.
    Columns(ColumnsView),
}

/// The first lines in each encoding.
#[derive(Clone, Debug)]
pub struct EncodingsView {
    /// An encoding, whether it is the likeliest, and the lines.
    pub encodings: Vec<(SelectOption, bool, Vec<String>)>,
}

/// The first rows of each sheet.
#[derive(Clone, Debug)]
pub struct ColumnsView {
    /// Why the columns were not understood.
    pub why: String,
    /// The sheets.
    pub sheets: Vec<SheetView>,
    /// What a column may hold.
    pub fields: Vec<SelectOption>,
    /// The letters that somebody chose before.
    pub encoding: Option<String>,
}

/// One sheet.
#[derive(Clone, Debug)]
pub struct SheetView {
    /// Its name; empty for a text file.
    pub name: String,
    /// Whether it is to be read.
    pub read: bool,
    /// The row with the first question.
    pub first_row: String,
    /// The first rows: number and cells.
    pub rows: Vec<(u32, Vec<String>)>,
    /// The columns.
    pub columns: Vec<ColumnView>,
}

/// One column.
#[derive(Clone, Debug)]
pub struct ColumnView {
    /// `A`.
    pub name: String,
    /// What it holds, as far as known.
    pub field: String,
}

/// A file that waits for a word.
#[component]
pub fn AskedPage(view: AskedView) -> impl IntoView {
    let AskedView { href, file, bank, received_at, asked, form } = view;
    let (bank_name, bank_href) = bank;
    let action = href.clone();
    view! {
        <Work
            desk=Desk::Banks
            above=vec![("/ban-to-chuc/ngan-hang".to_owned(), "Câu hỏi".to_owned()), (bank_href, bank_name)]
            here="Đọc tệp"
        >
            <div class="page-head flow">
                <h1 class="h2">{format!("Đọc tệp {file}")}</h1>
                <p class="muted">{format!("Tải lên lúc {}. Chưa ghi gì vào ngân hàng câu hỏi.", received_at.long())}</p>
            </div>
            <ErrorSummary form/>
            {match asked {
                AskedKind::Encodings(encodings) => view! { <Encodings href encodings/> }.into_any(),
                AskedKind::Columns(columns) => view! { <Columns href columns/> }.into_any(),
            }}
            <form class="card row between after" method="post" action=action>
                <p class="muted">"Tệp chỉ được giữ đến khi đọc xong, lâu nhất 24 giờ, và không ai tải về được."</p>
                <button class="btn" name=asked_fields::ACT value=asked_fields::DROP>"Bỏ tệp này"</button>
            </form>
        </Work>
    }
}

#[component]
fn Encodings(href: String, encodings: EncodingsView) -> impl IntoView {
    let options: Vec<_> = encodings
        .encodings
        .into_iter()
        .map(|(SelectOption { value, label }, likeliest, lines)| {
            let id = format!("{}-{value}", asked_fields::ENCODING);
            let shown = format!("{id}-xem");
            let described = shown.clone();
            let lines: Vec<_> = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect();
            view! {
                <div class="flow">
                    <label class="choice">
                        <input
                            r#type="radio"
                            id=id
                            name=asked_fields::ENCODING
                            value=value
                            checked=likeliest
                            aria-describedby=described
                        />
                        <span>{label} {likeliest.then_some(" (có vẻ đúng)")}</span>
                    </label>
                    <ul class="plain" id=shown>{lines}</ul>
                </div>
            }
        })
        .collect();
    view! {
        <form class="card flow" method="post" action=href>
            <fieldset class="field">
                <legend>"Chữ trong tệp theo bảng mã cũ. Dòng nào dưới đây đọc được đúng tiếng Việt?"</legend>
                <div class="choices">{options}</div>
            </fieldset>
            <p class="row between">
                <span class="muted">"Bạn còn xem lại từng dòng trước khi nhập vào ngân hàng."</span>
                <button class="btn primary" name=asked_fields::ACT value=asked_fields::ENCODING>
                    "Đọc theo bảng mã này"
                </button>
            </p>
        </form>
    }
}

#[component]
fn Columns(href: String, columns: ColumnsView) -> impl IntoView {
    let ColumnsView { why, sheets, fields, encoding } = columns;
    let several = sheets.len() > 1;
    let sheets: Vec<_> = sheets
        .into_iter()
        .enumerate()
        .map(|(at, sheet)| {
            let fields = fields.clone();
            view! { <Sheet at sheet several fields/> }
        })
        .collect();
    view! {
        <form class="flow" method="post" action=href>
            <p>{why} " Hoặc bạn chỉ ra từng cột ở đây."</p>
            {sheets}
            {encoding
                .map(|label| {
                    view! {
                        <p class="row between">
                            <span class="muted">{format!("Tệp đang được đọc theo bảng mã {label}.")}</span>
                            <button class="btn small" name=asked_fields::ACT value=asked_fields::OTHER_ENCODING>
                                "Chọn bảng mã khác"
                            </button>
                        </p>
                    }
                })}
            <p class="card row between">
                <span class="muted">"Bạn còn xem lại từng dòng trước khi nhập vào ngân hàng."</span>
                <button class="btn primary" name=asked_fields::ACT value=asked_fields::COLUMNS>"Đọc theo các cột này"</button>
            </p>
        </form>
    }
}

#[component]
fn Sheet(at: usize, sheet: SheetView, several: bool, fields: Vec<SelectOption>) -> impl IntoView {
    let SheetView { name, read, first_row, rows, columns } = sheet;
    let title = if name.is_empty() { "Bảng trong tệp".to_owned() } else { format!("Trang tính “{name}”") };
    let heading = format!("{}{at}-ten", asked_fields::SHEET);
    let labelled = heading.clone();
    let first = format!("{}{at}", asked_fields::FIRST);
    let tick = if several {
        view! {
            <label class="choice">
                <input r#type="checkbox" name=format!("{}{at}", asked_fields::SHEET) value="1" checked=read/>
                <span>"Đọc trang tính này"</span>
            </label>
        }
        .into_any()
    } else {
        view! { <input r#type="hidden" name=format!("{}{at}", asked_fields::SHEET) value="1"/> }.into_any()
    };
    let names: Vec<String> = columns.iter().map(|column| column.name.clone()).collect();
    let selects: Vec<_> = columns
        .into_iter()
        .enumerate()
        .map(|(column, view)| {
            let id = format!("{}{at}-{column}", asked_fields::COLUMN);
            let fields = fields.clone();
            view! { <Column id column=view fields/> }
        })
        .collect();
    view! {
        <section class="card flow" aria-labelledby=labelled>
            <h2 class="h3" id=heading>{title.clone()}</h2>
            <input r#type="hidden" name=format!("{}{at}", asked_fields::NAME) value=name/>
            {tick}
            <FirstRows title names rows/>
            <div class="field">
                <label r#for=first.clone()>"Câu hỏi đầu tiên ở hàng"</label>
                <input class="input nums" id=first.clone() name=first inputmode="numeric" autocomplete="off" value=first_row/>
            </div>
            <div class="filters">{selects}</div>
        </section>
    }
}

/// What a sheet begins with.
#[component]
fn FirstRows(title: String, names: Vec<String>, rows: Vec<(u32, Vec<String>)>) -> impl IntoView {
    let names: Vec<_> = names.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|(number, cells)| {
            let cells: Vec<_> = cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect();
            view! { <tr><th scope="row">{number}</th>{cells}</tr> }
        })
        .collect();
    let label = format!("{title}: các hàng đầu");
    let caption = label.clone();
    view! {
        <div class="table-wrap" role="region" aria-label=label tabindex="0">
            <table class="table sheet">
                <caption class="vh">{caption}</caption>
                <thead><tr><th scope="col">"Hàng"</th>{names}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn Column(id: String, column: ColumnView, fields: Vec<SelectOption>) -> impl IntoView {
    let ColumnView { name, field } = column;
    let options: Vec<_> = fields
        .into_iter()
        .map(|SelectOption { value, label }| {
            let selected = value == field;
            view! { <option value=value selected=selected>{label}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label r#for=id.clone()>{format!("Cột {name}")}</label>
            <select class="input" id=id.clone() name=id>
                <option value="">"Bỏ qua"</option>
                {options}
            </select>
        </div>
    }
}
