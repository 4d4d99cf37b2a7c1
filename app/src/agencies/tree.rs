//! Cây đơn vị: the tree of agencies as it is or was on a day, unfolded or searched.

use std::sync::Arc;

use contest::text::group;
use leptos::prelude::*;

use crate::{
    components::{
        Chip, ChipKind, Empty, Pager, SelectField, SelectGroup, SelectOption, Tab, Tabs, TextField, TextKind,
    },
    form::FormState,
    work::{Desk, Work},
};

/// Where the tree stands.
pub const TREE_HREF: &str = "/ban-to-chuc/don-vi";
/// Where a unit is added.
pub const NEW_AGENCY_HREF: &str = "/ban-to-chuc/don-vi/moi";

/// The inputs' names.
pub mod tree_fields {
    /// Words of a name, or a code.
    pub const SEARCH: &str = "tim";
    /// Loại.
    pub const KIND: &str = "loai";
    /// Khối.
    pub const BLOCK: &str = "khoi";
    /// Which agencies, and how far unfolded.
    pub const SHOW: &str = "xem";
    /// The value of [`SHOW`] for all levels.
    pub const ALL_LEVELS: &str = "moi-cap";
    /// The value of [`SHOW`] for those that were dissolved.
    pub const DISSOLVED: &str = "da-giai-the";
    /// The day as of which the tree is shown.
    pub const DAY: &str = "ngay";
    /// The agency whose units are shown.
    pub const WITHIN: &str = "trong";
    /// The page.
    pub const PAGE: &str = "trang";
}

/// What the page of the tree shows.
#[derive(Clone, Debug)]
pub struct TreeView {
    /// The pages about agencies.
    pub tabs: Vec<Tab>,
    /// The search as it was sent.
    pub form: Arc<FormState>,
    /// The blocks that agencies belong to.
    pub blocks: Vec<SelectOption>,
    /// The agency whose units are shown: its address and name.
    pub within: Option<(String, String)>,
    /// The day as of which the tree is shown, if it is not today: `1/7/2025`.
    pub day: Option<String>,
    /// This page of the agencies.
    pub agencies: Vec<AgencyRow>,
    /// How many there are.
    pub found: u64,
    /// The page, from 1.
    pub page: u32,
    /// How many there are.
    pub pages: u32,
    /// The address of this search without the page.
    pub page_href: String,
}

/// One agency.
#[derive(Clone, Debug)]
pub struct AgencyRow {
    /// Its page.
    pub href: String,
    /// Its name, that of the day which is shown.
    pub name: String,
    /// The names above it, where it stands out of the tree; else nothing.
    pub above: String,
    /// How deep in the tree, from 0.
    pub depth: usize,
    /// Code, kind, block, headcount: what is known.
    pub about: Vec<String>,
    /// Where its units are shown, and how many it has.
    pub units: Option<(String, usize)>,
    /// `Giải thể từ 1/7/2025`.
    pub dissolved: Option<String>,
}

/// Agencies and the way to each.
#[component]
pub fn TreePage(view: TreeView) -> impl IntoView {
    let TreeView { tabs, form, blocks, within, day, agencies, found, page, pages, page_href } = view;
    let rows: Vec<_> = agencies.into_iter().map(|agency| view! { <Row agency/> }).collect();
    view! {
        <Work desk=Desk::Agencies>
            <div class="page-head flow">
                <h1 class="h2">"Đơn vị"</h1>
                {within.map(|(href, name)| view! { <p>"Đang xem: " <a href=href>{name}</a> " và các đơn vị trực thuộc."</p> })}
                {day.map(|day| view! { <p class="muted">{format!("Tên, mã và vị trí như ngày {day}.")}</p> })}
                <p><a class="btn" href=NEW_AGENCY_HREF>"Thêm đơn vị"</a></p>
            </div>
            <Tabs label="Việc về đơn vị" tabs/>
            <Filters form blocks/>
            {if rows.is_empty() {
                view! {
                    <div class="after">
                        <Empty
                            title="Không có đơn vị nào ở đây"
                            text="Hãy thử ít từ hơn, hoặc xem cả cây đơn vị."
                            action=Some((TREE_HREF.to_owned(), "Xem cả cây đơn vị".to_owned()))
                        />
                    </div>
                }
                    .into_any()
            } else {
                view! {
                    <p class="muted after" role="status">{format!("{} đơn vị", group(found as i64))}</p>
                    <ul class="list tree">{rows}</ul>
                    <Pager page pages href=page_href/>
                }
                    .into_any()
            }}
        </Work>
    }
}

#[component]
fn Filters(form: Arc<FormState>, blocks: Vec<SelectOption>) -> impl IntoView {
    use contest::agencies::AgencyKind;
    let options = |options: Vec<SelectOption>| vec![SelectGroup { label: None, options }];
    let kinds = AgencyKind::ALL.map(|kind| SelectOption::new(kind.code(), kind.label())).into();
    let shown = vec![
        SelectOption::new(tree_fields::ALL_LEVELS, "Mọi cấp"),
        SelectOption::new(tree_fields::DISSOLVED, "Đã giải thể, sáp nhập"),
    ];
    let within = form.value(tree_fields::WITHIN);
    view! {
        <form class="card flow after-s" role="search" action=TREE_HREF>
            {(!within.is_empty()).then(|| view! { <input r#type="hidden" name=tree_fields::WITHIN value=within/> })}
            <TextField name=tree_fields::SEARCH label="Tên hoặc mã đơn vị" form=form.clone() maxlength=Some(80)/>
            <div class="grid">
                <SelectField name=tree_fields::KIND label="Loại" form=form.clone() groups=options(kinds) empty="Mọi loại".to_owned()/>
                <SelectField name=tree_fields::BLOCK label="Khối" form=form.clone() groups=options(blocks) empty="Mọi khối".to_owned()/>
                <SelectField name=tree_fields::SHOW label="Xem" form=form.clone() groups=options(shown) empty="Hai cấp đầu".to_owned()/>
                <TextField name=tree_fields::DAY label="Như ngày" kind=TextKind::Date form/>
            </div>
            <p><button class="btn">"Xem"</button></p>
        </form>
    }
    .into_any()
}

#[component]
fn Row(agency: AgencyRow) -> impl IntoView {
    let AgencyRow { href, name, above, depth, about, units, dissolved } = agency;
    let units = units.map(|(href, count)| {
        let label = view! { {format!("{} đơn vị trực thuộc", group(count as i64))} <span class="vh">{format!(" {name}")}</span> };
        view! {
            <p><a class="btn small" href=href>{label}</a></p>
        }
    });
    view! {
        <li data-level=depth.min(4)>
            <div>
                {dissolved.map(|text| view! { <p class="row"><Chip kind=ChipKind::Plain label=text/></p> })}
                <h2 class="h4"><a href=href>{name.clone()}</a></h2>
                {(!above.is_empty()).then(|| view! { <p>{above}</p> })}
                <p class="muted">{about.join(" · ")}</p>
            </div>
            {units}
        </li>
    }
}
