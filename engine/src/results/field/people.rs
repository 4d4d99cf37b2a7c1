//! What the rules want to know about people, and no more than that: files with it are public.

use std::collections::HashMap;

use contest::{
    accounts::{BirthDate, Position},
    contests::{BarredPolicy, DuplicateKey, Window},
    results::field::PersonFacts,
    time::LocalDate,
};
use sea_orm::{ColumnTrait, DbErr, DerivePartialModel, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::public_name;
use crate::{
    Engine,
    accounts::{cleared, name_value},
    db::entities::{participants, results},
    results::life::Subject,
    secrets::{Purpose, Secrets},
};

/// People of one query.
const PAGE: u64 = 5_000;

/// One person, as far as facts are made of them.
struct Row {
    id: i64,
    birth_date: Option<BirthDate>,
    position: Option<Position>,
    barred: bool,
    /// What they are compared by, in the order of the rules; whoever has the same has the same thing.
    values: Vec<Option<String>>,
}

/// What the rules want to know of those who took part, by person's row. Nothing is read when
/// they want nothing.
pub(super) async fn facts(engine: &Engine, subject: &Subject) -> Result<Vec<PersonFacts>, DbErr> {
    let (rules, window) = (&subject.rules, subject.window());
    let rounds: Vec<i64> = subject.rounds.iter().map(|round| round.id).collect();
    let minimum = rules.eligibility.minimum_age;
    let wants_position = !rules.quota_positions().is_empty();
    let wants_barred = rules.eligibility.barred != BarredPolicy::Allowed;
    if minimum == 0 && !wants_position && !wants_barred && rules.duplicates.is_empty() {
        return Ok(Vec::new());
    }
    let compared: Vec<DuplicateKey> = rules.duplicates.iter().map(|rule| rule.by).collect();
    let (mut facts, mut after) = (Vec::new(), i64::MIN);
    let mut values: Vec<Vec<Option<String>>> = compared.iter().map(|_| Vec::new()).collect();
    loop {
        let page = page(engine, &rounds, &compared, after).await?;
        let Some(last) = page.last() else { break };
        after = last.id;
        for row in page {
            let person = PersonFacts {
                person: public_name(&engine.secrets, row.id),
                position: row.position.filter(|_| wants_position),
                birth_date: row.birth_date.and_then(|born| told(born, minimum, window)),
                barred: row.barred && wants_barred,
                ..PersonFacts::default()
            };
            facts.push(person);
            for (all, value) in values.iter_mut().zip(row.values) {
                all.push(value);
            }
        }
    }
    for (by, values) in compared.into_iter().zip(&values) {
        let cleared = cleared(&engine.db.read, by).await?;
        tell_alike(&engine.secrets, &mut facts, by, values, &cleared);
    }
    facts.retain(|person| *person != PersonFacts { person: person.person.clone(), ..PersonFacts::default() });
    Ok(facts)
}

/// Of those who are alike, what they have in common; of all others nothing, and nothing of those whom
/// an organiser has found to be different people.
fn tell_alike(
    secrets: &Secrets,
    facts: &mut [PersonFacts],
    by: DuplicateKey,
    values: &[Option<String>],
    cleared: &HashMap<String, u32>,
) {
    let mut shared: HashMap<&str, u32> = HashMap::new();
    for value in values.iter().flatten() {
        *shared.entry(value).or_default() += 1;
    }
    for (person, value) in facts.iter_mut().zip(values) {
        let Some(value) = value else { continue };
        let most = cleared.get(value).copied().unwrap_or(1);
        if shared.get(value.as_str()).is_some_and(|people| *people > most) {
            let hash = secrets.keyed_hash(Purpose::PublicName, &[by.code().as_bytes(), value.as_bytes()]);
            person.duplicates.insert(by, hex::encode(hash.get(..8).unwrap_or_default()));
        }
    }
}

/// The birth date as files tell it. Of who was old enough when the first round opened it is not told, and
/// of who was too young to its end only that: the latest date is taken that says so.
fn told(born: BirthDate, minimum: u8, window: Window) -> Option<BirthDate> {
    let (opens, closes) = (window.opens.local().date, window.closes.local().date);
    if born.age_on(opens) >= minimum {
        return None;
    }
    if born.age_on(closes) >= minimum {
        return Some(born);
    }
    let LocalDate { year, month, day } = LocalDate::from_days(closes.days() + 1);
    let year = year - i32::from(minimum);
    // Nobody has a birthday on 29 February in most years; 1 March comes to the same.
    let LocalDate { year, month, day } =
        LocalDate::new(year, month, day).unwrap_or(LocalDate { year, month: 3, day: 1 });
    Some(BirthDate { year, month, day })
}

/// The next of those who took part, by their rows.
async fn page(engine: &Engine, rounds: &[i64], compared: &[DuplicateKey], after: i64) -> Result<Vec<Row>, DbErr> {
    let db = &engine.db.read;
    let people: Vec<i64> = results::Entity::find()
        .select_only()
        .column(results::Column::ParticipantId)
        .distinct()
        .filter(results::Column::RoundId.is_in(rounds.iter().copied()))
        .filter(results::Column::ParticipantId.gt(after))
        .order_by_asc(results::Column::ParticipantId)
        .limit(PAGE)
        .into_tuple()
        .all(db)
        .await?;
    let (Some(first), Some(last)) = (people.first(), people.last()) else { return Ok(Vec::new()) };
    let rows = participants::Entity::find()
        .filter(participants::Column::Id.between(*first, *last))
        .into_partial_model::<Known>()
        .all(db)
        .await?;
    let mut known: HashMap<i64, Known> = rows.into_iter().map(|row| (row.id, row)).collect();
    let row = |id: i64| {
        let Known { name_sort, birth_date, position, involvement, phone_index, shared_phone, id_index, .. } =
            known.remove(&id).unwrap_or_default();
        let value = |by: &DuplicateKey| match by {
            DuplicateKey::Phone => Some(shared_phone.as_ref().unwrap_or(&phone_index).clone()),
            DuplicateKey::IdNumber => id_index.clone(),
            // Who has withdrawn has neither, and is like nobody.
            DuplicateKey::NameAndBirthDate => {
                (!name_sort.is_empty()).then(|| name_value(&engine.secrets, &name_sort, &birth_date))
            }
        };
        Row {
            id,
            birth_date: birth_date.parse().ok(),
            position: Position::parse(&position),
            barred: involvement.is_some(),
            values: compared.iter().map(value).map(|value| value.filter(|value| !value.is_empty())).collect(),
        }
    };
    Ok(people.into_iter().map(row).collect())
}

/// What is read of a person.
#[derive(Default, DerivePartialModel)]
#[sea_orm(entity = "participants::Entity")]
struct Known {
    id: i64,
    name_sort: String,
    birth_date: String,
    position: String,
    involvement: Option<String>,
    phone_index: String,
    shared_phone: Option<String>,
    id_index: Option<String>,
}

#[cfg(test)]
mod tests {
    use contest::time::LocalDateTime;

    use super::*;

    fn at(clock: &str) -> contest::Timestamp {
        clock.parse::<LocalDateTime>().unwrap().to_timestamp()
    }

    #[test]
    fn a_birth_date_tells_no_more_than_the_age_that_is_asked_for() {
        let window = Window { opens: at("2026-05-11T10:00"), closes: at("2026-05-18T09:00") };
        let born = |year, month, day| told(BirthDate { year, month, day }, 16, window);
        assert_eq!(born(2010, 5, 11), None);
        // Comes of age while the round is open.
        assert_eq!(born(2010, 5, 12), Some(BirthDate { year: 2010, month: 5, day: 12 }));
        let too_young = Some(BirthDate { year: 2010, month: 5, day: 19 });
        assert_eq!((born(2010, 5, 19), born(2015, 1, 1)), (too_young, too_young));
        let leap = Window { opens: at("2028-02-20T10:00"), closes: at("2028-02-28T09:00") };
        let told = told(BirthDate { year: 2020, month: 1, day: 1 }, 14, leap);
        assert_eq!(told, Some(BirthDate { year: 2014, month: 3, day: 1 }));
    }
}
