//! GET `/ban-to-chuc/don-vi`: the tree of agencies, for an organiser.

use std::sync::Arc;

use app::{
    agencies::{
        AgencyRow, HEADCOUNTS_HREF, LISTS_HREF, TREE_HREF, TreePage, TreeView, WAITING_HREF, tree_fields as fields,
    },
    components::{SelectOption, Tab},
    form::FormState,
};
use axum::extract::State;
use contest::{
    Timestamp,
    agencies::{AgencyKind, Block},
    text::group,
    time::LocalDate,
};
use engine::{
    accounts,
    agencies::{TreeFilter, TreeLine, agencies_in_tree, tree},
};
use leptos::prelude::*;

use super::one::address;
use crate::{
    accounts::staff::work_frame, error::PageResult, page::Page, paging::Paging, params::Params,
    results::addresses::before_page, session::Organiser, state::AppState,
};

const TITLE: &str = "Đơn vị";
const SIZE: u64 = 50;
/// Levels that are unfolded where nobody says otherwise: the province and what stands right below it.
const LEVELS: usize = 2;

/// The pages about agencies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    Tree,
    Headcounts,
    Waiting,
    Lists,
}

/// The tabs above each of these pages.
pub(super) fn tabs(current: Leaf) -> Vec<Tab> {
    let pages = [
        (Leaf::Tree, TREE_HREF, "Cây đơn vị"),
        (Leaf::Headcounts, HEADCOUNTS_HREF, "Số người"),
        (Leaf::Waiting, WAITING_HREF, "Chờ xác nhận"),
        (Leaf::Lists, LISTS_HREF, "Danh sách"),
    ];
    pages.map(|(leaf, href, label)| Tab::new(href, label, leaf == current)).into()
}

pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    let asked = Asked::read(&params);
    let find = async |page: u32| {
        let wanted = accounts::Page { number: u64::from(page - 1), size: SIZE };
        agencies_in_tree(&state.engine, &actor, &asked.filter, wanted).await
    };
    let mut found = find(params.page()).await?;
    let paging = Paging::of(params.page(), found.total, SIZE);
    if paging.page != params.page() {
        found = find(paging.page).await?;
    }
    let within = match asked.filter.within {
        Some(id) => tree(&state.engine).await?.get(id).map(|agency| (address(id), agency.name.clone())),
        None => None,
    };
    let view = TreeView {
        tabs: tabs(Leaf::Tree),
        form: Arc::new(FormState::sent(asked.values.clone())),
        blocks: found.blocks.into_iter().map(|(code, label)| SelectOption::new(code, label)).collect(),
        within,
        day: asked.filter.at.map(Timestamp::short_date),
        agencies: found.lines.into_iter().map(|line| row(line, &asked)).collect(),
        found: found.total,
        page: paging.page,
        pages: paging.pages,
        page_href: asked.before_page(),
    };
    Ok(page.show(work_frame(&page, TITLE), || view! { <TreePage view/> }))
}

/// What an address asks for.
struct Asked {
    filter: TreeFilter,
    /// As it was sent, to show it again.
    values: Vec<(String, String)>,
}

impl Asked {
    fn read(params: &Params) -> Self {
        let value = |name: &str| params.text(name).unwrap_or_default().to_owned();
        let show = value(fields::SHOW);
        let within: Option<i64> = value(fields::WITHIN).parse().ok();
        let filter = TreeFilter {
            search: value(fields::SEARCH),
            kind: AgencyKind::parse(&value(fields::KIND)),
            block: value(fields::BLOCK),
            dissolved: show == fields::DISSOLVED,
            at: value(fields::DAY).parse().ok().map(LocalDate::midnight),
            within,
            levels: (show != fields::ALL_LEVELS).then_some(LEVELS),
        };
        let names = [fields::SEARCH, fields::KIND, fields::BLOCK, fields::SHOW, fields::DAY, fields::WITHIN];
        Self { filter, values: names.map(|name| (name.to_owned(), value(name))).into() }
    }

    fn before_page(&self) -> String {
        let values: Vec<(&str, &str)> =
            self.values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        before_page(TREE_HREF, &values)
    }

    /// Where the units of an agency are shown, on the same day.
    fn units_of(&self, id: i64) -> String {
        let day = self.values.iter().find(|(name, value)| name == fields::DAY && !value.is_empty());
        let day = day.map(|(name, value)| format!("&{name}={value}")).unwrap_or_default();
        format!("{TREE_HREF}?{}={id}{day}", fields::WITHIN)
    }
}

fn row(line: TreeLine, asked: &Asked) -> AgencyRow {
    let TreeLine { agency, above, depth, units, headcount } = line;
    let block =
        Some(agency.block.as_str()).filter(|block| !block.is_empty()).map(|block| Block::label(block).to_owned());
    let people =
        headcount.map(|known| format!("{} người từ {}", group(i64::from(known.people)), known.since.short_date()));
    let about = [Some(format!("Mã {}", agency.official_code())), Some(agency.kind.label().to_owned()), block, people];
    // What is unfolded needs no link.
    let folded = asked.filter.is_search() || asked.filter.levels.is_some_and(|levels| depth + 1 >= levels);
    AgencyRow {
        href: address(agency.id),
        above,
        depth,
        about: about.into_iter().flatten().collect(),
        units: (units > 0 && folded).then(|| (asked.units_of(agency.id), units)),
        dissolved: agency.valid_to.map(|end| format!("Giải thể từ {}", end.short_date())),
        name: agency.name,
    }
}
