//! What a ranking has to know beside the attempts, frozen at the close.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    accounts::{BirthDate, Position},
    agencies::Block,
    attempts::Seed,
    contests::DuplicateKey,
};

/// What a ranking has to know beside the attempts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// What lots are drawn from: 32 hexadecimal digits, made known before the field is ranked.
    #[serde(with = "seed_in_hex")]
    pub lots_seed: Seed,
    /// By round, the predicted quantity as it was frozen; a round without one is counted.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub quantities: BTreeMap<u16, u32>,
    /// The agencies; one that is not here has no headcount.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agencies: Vec<AgencyFacts>,
    /// People of whom there is something to say; the others have no position and no birth date.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<PersonFacts>,
    /// By round, what belongs to it alone where several rounds are ranked together.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rounds: BTreeMap<u16, RoundFacts>,
    /// Individual prizes of rounds that are not ranked here, as they were published before: where the
    /// whole contest gives one prize a person, who holds one is given only a higher one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<HeldPrize>,
}

/// What belongs to one round alone where several are ranked together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoundFacts {
    /// What the lots of the round's races were drawn from.
    #[serde(with = "seed_in_hex")]
    pub lots_seed: Seed,
    /// By person, why they are given no prize of the round.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub refused: BTreeMap<String, String>,
}

/// An individual prize that was published before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldPrize {
    /// Whose it is.
    pub person: String,
    /// The name of the list of prizes.
    pub prizes: String,
    /// The class.
    pub class: String,
    /// The round it was won in.
    pub round: u16,
}

/// One agency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgencyFacts {
    /// The official code, as the attempts have it.
    pub code: String,
    /// Its block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<Block>,
    /// Its people, those on leave among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headcount: Option<u32>,
    /// How many of them hold each position that has a quota; one not named is held by nobody, and
    /// where none is named, it is not known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub positions: BTreeMap<Position, u32>,
    /// Why it is given no prize.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

/// One person, whether they took part or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonFacts {
    /// The identifier, as the attempts have it.
    pub person: String,
    /// The code of their agency; needed of who is on leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Vị trí công tác.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<Position>,
    /// Ngày sinh.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<BirthDate>,
    /// On long leave: not counted in the headcount nor in a quota, unless they took part all the same.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub on_leave: bool,
    /// Organiser, question writer or technical staff.
    #[serde(default, skip_serializing_if = "crate::is_default")]
    pub barred: bool,
    /// Why they are given no prize, as found when winners were checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
    /// What they have in common with others: whoever has the same value has the same thing. A
    /// number of the organiser's own or a hash; never the phone or the identity card itself.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub duplicates: BTreeMap<DuplicateKey, String>,
}

/// Why facts cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FactsError {
    /// An agency twice.
    #[error("Cơ quan, đơn vị “{0}” có hai lần trong số liệu. Hãy giữ một.")]
    AgencyTwice(String),
    /// A person twice.
    #[error("Người “{0}” có hai lần trong số liệu. Hãy giữ một.")]
    PersonTwice(String),
    /// Someone on leave from nowhere.
    #[error("Người “{0}” nghỉ dài ngày nhưng chưa ghi cơ quan, đơn vị. Hãy ghi thêm.")]
    LeaveWithoutAgency(String),
}

impl Facts {
    /// Facts that say nothing but what lots are drawn from.
    pub const fn none(lots_seed: Seed) -> Self {
        Self {
            lots_seed,
            quantities: BTreeMap::new(),
            agencies: Vec::new(),
            people: Vec::new(),
            rounds: BTreeMap::new(),
            held: Vec::new(),
        }
    }

    /// What the lots of a round's races are drawn from, or those of the whole contest.
    pub fn seed_of(&self, round: Option<u16>) -> Seed {
        round.and_then(|round| self.rounds.get(&round)).map_or(self.lots_seed, |round| round.lots_seed)
    }

    /// Why somebody is given no prize of a round that is ranked with others.
    pub fn refused_in(&self, round: Option<u16>, person: &str) -> Option<&str> {
        self.rounds.get(&round?)?.refused.get(person).map(String::as_str)
    }

    /// Checks that they contradict themselves nowhere.
    pub fn check(&self) -> Result<(), FactsError> {
        let mut codes = BTreeSet::new();
        if let Some(twice) = self.agencies.iter().find(|agency| !codes.insert(&agency.code)) {
            return Err(FactsError::AgencyTwice(twice.code.clone()));
        }
        let mut people = BTreeSet::new();
        if let Some(twice) = self.people.iter().find(|person| !people.insert(&person.person)) {
            return Err(FactsError::PersonTwice(twice.person.clone()));
        }
        let lost = self.people.iter().find(|person| person.on_leave && person.agency.is_none());
        lost.map_or(Ok(()), |person| Err(FactsError::LeaveWithoutAgency(person.person.clone())))
    }
}

mod seed_in_hex {
    //! A seed as people write it.

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use crate::attempts::Seed;

    pub fn serialize<S: Serializer>(seed: &Seed, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(seed)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Seed, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_read_as_they_are_written() {
        let stored = serde_json::json!({
            "lots_seed": "000102030405060708090a0b0c0d0e0f",
            "quantities": { "1": 250 },
            "agencies": [{ "code": "snv", "block": "so-ban-nganh", "headcount": 60, "positions": { "leader": 3 } }],
            "people": [
                { "person": "an", "position": "leader", "birth_date": "1987-09-02", "duplicates": { "phone": "7" } },
                { "person": "binh", "agency": "snv", "on_leave": true },
            ],
        });
        let facts: Facts = serde_json::from_value(stored.clone()).unwrap();
        assert_eq!(facts.check(), Ok(()));
        assert_eq!(facts.agencies[0].positions[&Position::Leader], 3);
        assert_eq!(serde_json::to_value(&facts).unwrap(), stored);
    }

    #[test]
    fn facts_that_contradict_themselves_are_refused() {
        let agency = AgencyFacts { code: "snv".to_owned(), ..AgencyFacts::default() };
        let person = PersonFacts { person: "an".to_owned(), ..PersonFacts::default() };
        let facts = Facts::none(Seed([0; 16]));
        let twice = Facts { agencies: vec![agency.clone(), agency], ..facts.clone() };
        assert_eq!(twice.check(), Err(FactsError::AgencyTwice("snv".to_owned())));
        let twice = Facts { people: vec![person.clone(), person.clone()], ..facts.clone() };
        assert_eq!(twice.check(), Err(FactsError::PersonTwice("an".to_owned())));
        let lost = Facts { people: vec![PersonFacts { on_leave: true, ..person }], ..facts };
        assert_eq!(lost.check(), Err(FactsError::LeaveWithoutAgency("an".to_owned())));
    }
}
