//! Who moves: the field ranked as it is, and as it would be.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use contest::{
    attempts::{Grade, Seed},
    results::field::{Facts, Field, Outcome, RankError, RankFile, rank_field},
};
use sea_orm::{ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::Figures;
use crate::{
    Engine,
    agencies::{self, AgencyTree},
    contests::Round,
    db::{
        entities::{participants, results, round_results},
        from_json,
    },
    results::{
        field::{self, Attempts, Frozen, freeze},
        life::{LifeError, Subject, proposal::rank_file},
    },
};

/// What an act would change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// Grades, void attempts included.
    pub grades: Figures,
    /// People whose place on their board would be another.
    pub places: u64,
    /// Those who are among the first of their board, or would be, by board and place.
    pub first: Vec<PlaceMove>,
    /// Prizes that would go to others; `None` while none are proposed.
    pub prizes: Option<Vec<PrizeMove>>,
}

/// Somebody among the first of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceMove {
    /// The board: the code of a track or block, or empty for everybody.
    pub group: String,
    /// The person's full name.
    pub name: String,
    /// Their agency, with the one above it.
    pub agency: String,
    /// The attempt that counts.
    pub attempt: i64,
    /// The place now.
    pub before: Option<u32>,
    /// The place then.
    pub after: Option<u32>,
}

/// Somebody who would win what they do not win now, or the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrizeMove {
    /// The name of the list of prizes.
    pub prizes: String,
    /// Who races: a track, a block, or empty for everybody.
    pub group: String,
    /// The person's full name, or the agency's.
    pub name: String,
    /// The person's agency; empty for an agency's prize.
    pub agency: String,
    /// The class now.
    pub before: Option<String>,
    /// The class then.
    pub after: Option<String>,
}

/// First places that are shown of each board.
const FIRST: u32 = 10;
/// Most lines of either list.
const LINES: usize = 200;

/// Ranks the round twice, one field at a time in the memory.
pub(super) async fn moves(
    engine: &Engine,
    round: &Round,
    grades: Figures,
    regraded: HashMap<i64, Grade>,
) -> Result<Moves, LifeError> {
    let subject = &Subject::of_round(Arc::new(round.clone()));
    let row = round_results::Entity::find_by_id(round.id).one(&engine.db.read).await?;
    let counted = row.filter(|row| row.counted_at.is_some());
    let is_counted = counted.is_some();
    let file = match counted {
        Some(row) => {
            let frozen = from_json(row.facts.as_deref().unwrap_or("{}"), "frozen facts of round", round.id)?;
            rank_file(engine, subject, &row, frozen).await?
        }
        None => as_of_now(engine, subject).await?,
    };
    let before = ranked(engine, subject, file.clone(), HashMap::new()).await?;
    let after = ranked(engine, subject, file, regraded).await?;
    let tree = agencies::tree(engine).await?;
    let names = names(engine, before.entries().chain(after.entries()).collect()).await?;
    let told = |entry: i64| names.get(&entry).map(|(name, agency)| (name.clone(), tree.full_name(*agency)));
    let moved = |(person, place): &(&u128, &u32)| before.places.get(person) != Some(place);
    Ok(Moves {
        grades,
        places: after.places.iter().filter(moved).count() as u64,
        first: first(&before, &after, told),
        prizes: is_counted.then(|| prizes(&before, &after, &tree, told)),
    })
}

/// The facts of a round that is not counted yet, as if it were now. No lots are drawn yet, so nothing
/// that goes by them is shown.
async fn as_of_now(engine: &Engine, subject: &Subject) -> Result<RankFile, DbErr> {
    let Frozen { agencies, people, rounds, held } = freeze(engine, subject).await?;
    let facts = Facts { agencies, people, rounds, held, ..Facts::none(Seed([0; 16])) };
    Ok(RankFile { rules: subject.ranked_by(), facts })
}

/// What is kept of a ranked field.
#[derive(Default)]
struct Ranked {
    first: Vec<First>,
    /// By the person's public name.
    places: HashMap<u128, u32>,
    prizes: BTreeMap<PrizeOf, Prize>,
}

impl Ranked {
    /// The attempts of those who are shown.
    fn entries(&self) -> impl Iterator<Item = i64> {
        let first = self.first.iter().map(|one| one.entry);
        first.chain(self.prizes.values().filter_map(|prize| prize.entry))
    }
}

struct First {
    group: String,
    person: u128,
    entry: i64,
}

/// A list of prizes, who races, and the person's public name or the agency's code.
type PrizeOf = (String, String, Winner);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Winner {
    Person(String),
    Agency(String),
}

struct Prize {
    class: String,
    entry: Option<i64>,
}

async fn ranked(
    engine: &Engine,
    subject: &Subject,
    file: RankFile,
    grades: HashMap<i64, Grade>,
) -> Result<Ranked, LifeError> {
    let attempts = Attempts::of(engine, &subject.rounds, &subject.rules).await?;
    let field = field::read_with(attempts, |line| {
        if let Some(grade) = line.entry.parse().ok().and_then(|attempt: i64| grades.get(&attempt)) {
            (line.correct, line.score) = (grade.correct, grade.score);
        }
    });
    let field = field.await?;
    // Seconds of work for a million attempts: not on a thread that answers requests.
    let ranking = tokio::task::spawn_blocking(move || {
        let outcome = rank_field(&field, &file.rules, &file.facts)?;
        Ok::<_, RankError>(kept(&field, &outcome))
    });
    let ranked = ranking.await.map_err(|stopped| DbErr::Custom(format!("a ranking broke down: {stopped}")))?;
    Ok(ranked?)
}

fn kept(field: &Field, outcome: &Outcome) -> Ranked {
    let mut ranked = Ranked::default();
    let mut of_group = (String::new(), 0);
    for row in outcome.rows(field) {
        let (Some(rank), Ok(person)) = (row.rank, u128::from_str_radix(row.person, 16)) else { continue };
        ranked.places.insert(person, rank);
        if of_group.0 != row.group {
            of_group = (row.group.to_owned(), 0);
        }
        of_group.1 += 1;
        if of_group.1 <= FIRST
            && let Ok(entry) = row.entry.parse()
        {
            ranked.first.push(First { group: row.group.to_owned(), person, entry });
        }
    }
    for award in &outcome.awards {
        let key = (award.race.prizes.clone(), award.race.group.code().to_owned(), Winner::Person(award.person.clone()));
        ranked.prizes.insert(key, Prize { class: award.class.clone(), entry: award.entry.parse().ok() });
    }
    for table in &outcome.collective {
        for standing in &table.standings {
            let Some(class) = standing.prize.clone() else { continue };
            let winner = Winner::Agency(standing.agency.clone());
            ranked
                .prizes
                .insert((table.prizes.clone(), table.group.code().to_owned(), winner), Prize { class, entry: None });
        }
    }
    ranked
}

fn first(before: &Ranked, after: &Ranked, told: impl Fn(i64) -> Option<(String, String)>) -> Vec<PlaceMove> {
    let mut people: BTreeMap<(&str, u32, u128), i64> = BTreeMap::new();
    let mut seen = HashSet::new();
    for one in after.first.iter().chain(&before.first) {
        let place = after.places.get(&one.person).copied().unwrap_or(u32::MAX);
        if seen.insert((one.group.as_str(), one.person)) {
            people.insert((&one.group, place, one.person), one.entry);
        }
    }
    let line = |((group, _, person), attempt): ((&str, u32, u128), i64)| {
        let (name, agency) = told(attempt)?;
        Some(PlaceMove {
            group: group.to_owned(),
            name,
            agency,
            attempt,
            before: before.places.get(&person).copied(),
            after: after.places.get(&person).copied(),
        })
    };
    people.into_iter().filter_map(line).take(LINES).collect()
}

fn prizes(
    before: &Ranked,
    after: &Ranked,
    tree: &AgencyTree,
    told: impl Fn(i64) -> Option<(String, String)>,
) -> Vec<PrizeMove> {
    let winners: BTreeSet<&PrizeOf> = before.prizes.keys().chain(after.prizes.keys()).collect();
    let line = |key: &PrizeOf| {
        let (now, then) = (before.prizes.get(key), after.prizes.get(key));
        let class = |prize: Option<&Prize>| prize.map(|prize| prize.class.clone());
        if class(now) == class(then) {
            return None;
        }
        let (name, agency) = match &key.2 {
            Winner::Person(_) => told(now.or(then)?.entry?)?,
            Winner::Agency(code) => (tree.by_code(code).map(|agency| tree.full_name(agency.id))?, String::new()),
        };
        let (prizes, group) = (key.0.clone(), key.1.clone());
        Some(PrizeMove { prizes, group, name, agency, before: class(now), after: class(then) })
    };
    winners.into_iter().filter_map(line).take(LINES).collect()
}

/// Keys of one `IN` list.
const CHUNK: usize = 1_000;

/// The names of those whose attempts these are, with the agency of the attempt.
async fn names(engine: &Engine, mut attempts: Vec<i64>) -> Result<HashMap<i64, (String, i64)>, DbErr> {
    attempts.sort_unstable();
    attempts.dedup();
    let db = &engine.db.read;
    let mut names = HashMap::new();
    for attempts in attempts.chunks(CHUNK) {
        let rows: Vec<(i64, i64, i64)> = results::Entity::find()
            .select_only()
            .columns([results::Column::AttemptId, results::Column::ParticipantId, results::Column::AgencyId])
            .filter(results::Column::AttemptId.is_in(attempts.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        let people: HashMap<i64, String> = participants::Entity::find()
            .select_only()
            .columns([participants::Column::Id, participants::Column::Name])
            .filter(participants::Column::Id.is_in(rows.iter().map(|(_, person, _)| *person)))
            .into_tuple::<(i64, String)>()
            .all(db)
            .await?
            .into_iter()
            .collect();
        names.extend(
            rows.into_iter()
                .filter_map(|(attempt, person, agency)| Some((attempt, (people.get(&person)?.clone(), agency)))),
        );
    }
    Ok(names)
}
