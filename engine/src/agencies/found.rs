//! The tree as an organiser looks at it: unfolded to some level, or what a search finds.

use std::{collections::HashMap, sync::Arc};

use contest::{
    Timestamp,
    agencies::{AgencyKind, Block},
    text,
};
use sea_orm::Condition;

use super::{Agency, AgencyTree, Headcount, TreeError, headcounts_at, tree, tree_at};
use crate::{
    Engine,
    accounts::{MAX_PAGE, Page, StaffSession},
};

/// What to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreeFilter {
    /// Words of the name or a code, accents and case aside; empty for any.
    pub search: String,
    /// Only those of this kind.
    pub kind: Option<AgencyKind>,
    /// Only those of this block; empty for any.
    pub block: String,
    /// Those that were dissolved, and no others.
    pub dissolved: bool,
    /// As the tree was then; as it is without.
    pub at: Option<Timestamp>,
    /// Only the agency with this row and what is below it.
    pub within: Option<i64>,
    /// How many levels are unfolded where nothing is searched for, from 1; all of them without.
    pub levels: Option<usize>,
}

impl TreeFilter {
    /// Whether what is found stands by itself, out of the tree.
    pub fn is_search(&self) -> bool {
        !self.search.is_empty() || self.kind.is_some() || !self.block.is_empty() || self.dissolved
    }
}

/// One agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeLine {
    /// The agency.
    pub agency: Agency,
    /// The names above it, for one that stands by itself.
    pub above: String,
    /// How far below the first level it is.
    pub depth: usize,
    /// How many stand right below it.
    pub units: usize,
    /// The headcount in force.
    pub headcount: Option<Headcount>,
}

/// A page of the tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TreePage {
    /// In the order of the tree, or by name.
    pub lines: Vec<TreeLine>,
    /// How many there are on all pages.
    pub total: u64,
    /// The blocks that agencies belong to: code and label.
    pub blocks: Vec<(String, String)>,
}

/// A page of the tree or of what is found in it, for an organiser.
pub async fn agencies_in_tree(
    engine: &Engine,
    actor: &StaffSession,
    filter: &TreeFilter,
    page: Page,
) -> Result<TreePage, TreeError> {
    if !actor.role.organises() {
        return Err(TreeError::NotAllowed);
    }
    let at = filter.at.unwrap_or_else(|| engine.now());
    let tree = match filter.at {
        Some(at) => Arc::new(tree_at(engine, at).await?),
        None => tree(engine).await?,
    };
    let below = Below::new(&tree, at);
    let found = if filter.is_search() { search(&tree, filter, at) } else { below.unfolded(&tree, filter) };
    let (total, size) = (found.len() as u64, page.size.clamp(1, MAX_PAGE));
    let first = page.number.saturating_mul(size).min(total) as usize;
    let headcounts = headcounts_at(&engine.db.read, Condition::all(), at).await?;
    let line = |(agency, depth): (&Agency, usize)| TreeLine {
        above: if filter.is_search() { above(&tree, agency) } else { String::new() },
        depth,
        units: below.0.get(&Some(agency.id)).map_or(0, Vec::len),
        headcount: headcounts.get(&agency.id).copied(),
        agency: agency.clone(),
    };
    let lines = found.into_iter().skip(first).take(size as usize).map(line).collect();
    Ok(TreePage { lines, total, blocks: blocks(&tree) })
}

/// Who stands right below whom, by name.
struct Below<'a>(HashMap<Option<i64>, Vec<&'a Agency>>);

impl<'a> Below<'a> {
    fn new(tree: &'a AgencyTree, at: Timestamp) -> Self {
        let mut below: HashMap<Option<i64>, Vec<&Agency>> = HashMap::new();
        for agency in tree.iter().filter(|agency| agency.is_valid(at)) {
            below.entry(agency.parent_id).or_default().push(agency);
        }
        Self(below)
    }

    /// Each with all below it, so many levels.
    fn unfolded(&self, tree: &'a AgencyTree, filter: &TreeFilter) -> Vec<(&'a Agency, usize)> {
        let children = |id: Option<i64>| self.0.get(&id).map(Vec::as_slice).unwrap_or_default();
        let first: Vec<&Agency> = match filter.within {
            Some(id) => tree.get(id).into_iter().collect(),
            None => children(None).to_vec(),
        };
        let (mut open, mut found) = (Vec::new(), Vec::new());
        open.extend(first.into_iter().rev().map(|agency| (agency, 0)));
        while let Some((agency, depth)) = open.pop() {
            found.push((agency, depth));
            if filter.levels.is_none_or(|levels| depth + 1 < levels) {
                open.extend(children(Some(agency.id)).iter().rev().map(|agency| (*agency, depth + 1)));
            }
        }
        found
    }
}

fn search<'a>(tree: &'a AgencyTree, filter: &TreeFilter, at: Timestamp) -> Vec<(&'a Agency, usize)> {
    let folded = text::fold(&filter.search);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let path = filter.within.and_then(|id| tree.get(id)).map(|agency| agency.path.as_str()).unwrap_or_default();
    let stands = |agency: &Agency| if filter.dissolved { agency.is_dissolved(at) } else { agency.is_valid(at) };
    tree.subtree(path)
        .filter(|agency| stands(agency))
        .filter(|agency| filter.kind.is_none_or(|kind| agency.kind == kind))
        .filter(|agency| filter.block.is_empty() || agency.block == filter.block)
        .filter(|agency| {
            let code = text::fold(agency.official_code());
            words.iter().all(|word| agency.name_folded.contains(word) || code.contains(word))
        })
        .map(|agency| (agency, 0))
        .collect()
}

/// The names of all above an agency but the top's, the nearest first.
fn above(tree: &AgencyTree, agency: &Agency) -> String {
    let up = |agency: &&Agency| agency.parent_id.and_then(|parent| tree.get(parent));
    let names = std::iter::successors(up(&agency), up).take(8);
    let names: Vec<&str> = names.filter(|above| above.parent_id.is_some()).map(|above| above.name.as_str()).collect();
    names.join(", ")
}

fn blocks(tree: &AgencyTree) -> Vec<(String, String)> {
    let mut codes: Vec<&str> =
        tree.iter().map(|agency| agency.block.as_str()).filter(|code| !code.is_empty()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().map(|code| (code.to_owned(), Block::label(code).to_owned())).collect()
}
