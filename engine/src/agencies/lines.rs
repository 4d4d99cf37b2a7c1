//! Agencies with their headcounts, as staff list them.

use std::collections::{BTreeMap, HashMap, HashSet};

use contest::{accounts::Position, agencies::AgencyKind, text};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Entry, Headcount, entries::entries_of, headcounts_at, positions_at, tree};
use crate::{
    Engine,
    accounts::{MAX_PAGE, Page, Reach, StaffSession},
    db::entities::agencies,
};

/// One agency in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyEntry {
    /// The agency's row.
    pub agency_id: i64,
    /// Its name, with that of the one above it.
    pub name: String,
    /// What it is.
    pub kind: AgencyKind,
    /// The confirmed headcount in force; `None` when there is none.
    pub headcount: Option<Headcount>,
    /// How many hold the positions asked for, where somebody has said.
    pub positions: BTreeMap<Position, Headcount>,
    /// What the agency has said since and nobody has confirmed: of all its people, or of a position.
    pub entries: BTreeMap<Option<Position>, Entry>,
}

impl AgencyEntry {
    /// Whether nobody has said how many people there are, or how many hold one of these positions. What waits was said.
    pub fn is_silent(&self, positions: &[Position]) -> bool {
        let said = |position: &Option<Position>| {
            let known = match position {
                None => self.headcount.is_some(),
                Some(position) => self.positions.contains_key(position),
            };
            known || self.waiting(*position).is_some()
        };
        !said(&None) || positions.iter().any(|position| !said(&Some(*position)))
    }

    /// The number that waits for an organiser: of all people, or of those who hold a position.
    pub fn waiting(&self, position: Option<Position>) -> Option<Headcount> {
        self.entries.get(&position).filter(|entry| entry.refusal.is_none()).map(|entry| entry.said)
    }
}

/// What to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencyFilter {
    /// Only those at and below the agency with this path; empty for any.
    pub path: String,
    /// Words of the name, accents and case aside; empty for any.
    pub search: String,
    /// Only those that have not said how many people they have, or how many of the positions.
    pub without_headcount: bool,
    /// The positions that quotas name.
    pub positions: Vec<Position>,
}

/// A page of agencies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgencyPage {
    /// By name.
    pub lines: Vec<AgencyEntry>,
    /// How many were found on all pages.
    pub total: u64,
}

/// The agencies within the session's reach that stand now, by name. The province itself is none of
/// them: nobody works for it.
pub async fn agencies_of(
    engine: &Engine,
    actor: &StaffSession,
    filter: &AgencyFilter,
    page: Page,
) -> Result<AgencyPage, DbErr> {
    let (db, now, reach) = (&engine.db.read, engine.now(), actor.reach());
    let within = ids(db, &reach).await?;
    let headcounts = headcounts_at(db, reach.agencies(), now).await?;
    let mut positions = match filter.positions.as_slice() {
        [] => HashMap::new(),
        _ => positions_at(db, reach.agencies(), now).await?,
    };
    let mut entries: HashMap<i64, BTreeMap<Option<Position>, Entry>> = HashMap::new();
    for ((agency, position), entry) in entries_of(db, reach.agencies()).await? {
        entries.entry(agency).or_default().insert(position, entry);
    }
    let tree = tree(engine).await?;
    let folded = text::fold(&filter.search);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let found: Vec<AgencyEntry> = tree
        .subtree(&filter.path)
        .filter(|agency| agency.is_valid(now) && agency.parent_id.is_some() && within.contains(&agency.id))
        .filter(|agency| words.iter().all(|word| agency.name_folded.contains(word)))
        .map(|agency| AgencyEntry {
            agency_id: agency.id,
            name: tree.full_name(agency.id),
            kind: agency.kind,
            headcount: headcounts.get(&agency.id).copied(),
            positions: positions.remove(&agency.id).unwrap_or_default(),
            entries: entries.remove(&agency.id).unwrap_or_default(),
        })
        .filter(|entry| !filter.without_headcount || entry.is_silent(&filter.positions))
        .collect();
    let (total, size) = (found.len() as u64, page.size.clamp(1, MAX_PAGE));
    let first = page.number.saturating_mul(size).min(total) as usize;
    Ok(AgencyPage { lines: found.into_iter().skip(first).take(size as usize).collect(), total })
}

async fn ids(db: &impl ConnectionTrait, reach: &Reach) -> Result<HashSet<i64>, DbErr> {
    let ids: Vec<i64> = agencies::Entity::find()
        .select_only()
        .column(agencies::Column::Id)
        .filter(reach.agencies())
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use contest::Millis;

    use super::*;
    use crate::{
        agencies::set_headcount,
        both_engines,
        testing::{TestEngine, Tree},
    };

    const ALL: Page = Page { number: 0, size: MAX_PAGE };

    async fn names(t: &TestEngine, actor: &StaffSession, filter: &AgencyFilter) -> Vec<String> {
        let found = agencies_of(t, actor, filter, ALL).await.unwrap();
        assert_eq!(found.total, found.lines.len() as u64);
        found.lines.into_iter().map(|line| line.name).collect()
    }

    fn search(words: &str) -> AgencyFilter {
        AgencyFilter { search: words.to_owned(), ..AgencyFilter::default() }
    }

    async fn with_headcounts(t: &TestEngine) -> (Tree, StaffSession) {
        let (tree, organiser) = (t.tree().await, t.organiser().await);
        let today = t.now().local().date.midnight();
        set_headcount(t, &organiser, tree.unit.id, 40, today - Millis::days(30)).await.unwrap();
        set_headcount(t, &organiser, tree.unit.id, 50, today).await.unwrap();
        set_headcount(t, &organiser, tree.commune.id, 60, today + Millis::days(1)).await.unwrap();
        (tree, organiser)
    }

    both_engines! {
        async fn everybody_sees_the_agencies_within_reach(t: TestEngine) {
            let (tree, organiser) = with_headcounts(&t).await;
            let unit = "Trung tâm Lưu trữ lịch sử, Sở Nội vụ";
            let lao_cai = AgencyFilter { path: tree.province.path.clone(), ..AgencyFilter::default() };
            assert_eq!(names(&t, &organiser, &lao_cai).await, ["Sở Nội vụ", "Sở Tư pháp", unit, "Xã Bảo Thắng"]);
            assert_eq!(names(&t, &organiser, &AgencyFilter::default()).await.len(), 5);
            let viewer = t.viewer(&tree.department).await;
            for path in [String::new(), tree.province.path.clone()] {
                let filter = AgencyFilter { path, ..AgencyFilter::default() };
                assert_eq!(names(&t, &viewer, &filter).await, ["Sở Nội vụ", unit]);
            }
            let elsewhere = AgencyFilter { path: tree.sibling.path.clone(), ..AgencyFilter::default() };
            assert_eq!(names(&t, &viewer, &elsewhere).await, [""; 0]);
            assert_eq!(names(&t, &viewer, &search("tu phap")).await, [""; 0]);
        }

        async fn headcounts_are_those_in_force(t: TestEngine) {
            let (tree, organiser) = with_headcounts(&t).await;
            let found = agencies_of(&t, &organiser, &search("LUU TRU"), ALL).await.unwrap();
            let today = t.now().local().date.midnight();
            assert_eq!(found.lines[0].headcount, Some(Headcount { people: 50, since: today }));
            let silent = AgencyFilter { without_headcount: true, path: tree.province.path, ..AgencyFilter::default() };
            assert_eq!(names(&t, &organiser, &silent).await, ["Sở Nội vụ", "Sở Tư pháp", "Xã Bảo Thắng"]);
            let second = agencies_of(&t, &organiser, &silent, Page { number: 1, size: 2 }).await.unwrap();
            assert_eq!((second.total, second.lines.len(), second.lines[0].name.as_str()), (3, 1, "Xã Bảo Thắng"));
        }
    }
}
