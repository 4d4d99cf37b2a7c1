//! Those who take part: registered in the province's agencies, a few of which have most of them.

use contest::{
    Millis, Timestamp,
    accounts::{BirthDate, FullName, Phone, Position, Registration},
    contests::TrackKind,
};
use engine::{
    accounts::{RegisterError, register},
    agencies::set_headcount,
};
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use rand::{Rng, RngExt as _, SeedableRng as _, rngs::StdRng, seq::SliceRandom as _};

use super::{CommandError, names::full_name, patience::patiently, stage::Stage};

/// Someone who takes part.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub id: i64,
    pub agency: i64,
    pub track: TrackKind,
    pub registered: Timestamp,
    /// How many of a hundred questions they know.
    pub knows: u8,
}

/// Registrations under way at once.
const AT_ONCE: usize = 32;
/// The clock moves on after so many, so that who registered earlier can be told.
const STEP: usize = 512;
/// In what time all of them register.
const TAKES: Millis = Millis::hours(12);

/// Registers so many people in agencies that may take part.
pub(super) async fn register_all(
    stage: &Stage,
    count: usize,
    rng: &mut StdRng,
    progress: impl Fn(usize),
) -> Result<Vec<Person>, CommandError> {
    let agencies = Spread::over(stage.agencies.len(), rng);
    let tracks = &stage.round.rules.eligibility.tracks;
    let positions: Vec<Position> =
        Position::ALL.into_iter().filter(|position| tracks.is_empty() || tracks.contains(&position.track())).collect();
    let step = Millis(TAKES.0 / count.div_ceil(STEP).max(1) as i64);
    let mut people = Vec::with_capacity(count);
    while people.len() < count {
        let numbers = people.len()..count.min(people.len() + STEP);
        let new: Vec<(Person, Registration, u64)> = numbers
            .map(|number| {
                let agency = &stage.agencies[agencies.pick(rng)];
                // Most are officials; the rest are citizens of the agency's area.
                let position = if rng.random_bool(0.7) { positions[0] } else { positions[positions.len() - 1] };
                let position = if rng.random_bool(0.6) { one_of(&positions, rng) } else { position };
                let knows = 30 + rng.random_range(0..36) + rng.random_range(0..36);
                let person =
                    Person { id: 0, agency: agency.id, track: position.track(), registered: stage.engine.now(), knows };
                Ok((person, registration(number, &agency.code, position, rng)?, rng.next_u64()))
            })
            .collect::<Result<_, CommandError>>()?;
        let registering = new.into_iter().map(|(person, registration, seed)| async move {
            let asking = || {
                let (registration, mut rng) = (&registration, StdRng::seed_from_u64(seed));
                async move { register(&stage.engine, registration, "1", false, &stage.province.path, &mut rng).await }
            };
            let registered = patiently(asking, |failure| matches!(failure, RegisterError::Db(_))).await?;
            Ok::<_, CommandError>(Person { id: registered.participant_id, ..person })
        });
        let registered: Vec<Person> = stream::iter(registering).buffered(AT_ONCE).try_collect().await?;
        people.extend(registered);
        stage.engine.clock.advance(step);
        progress(people.len());
    }
    Ok(people)
}

/// Says how many people the agencies have, of one in ten nobody does. Gives the headcounts.
pub(super) async fn count_heads(
    stage: &Stage,
    people: &[Person],
    rng: &mut StdRng,
) -> Result<Vec<(i64, u32)>, CommandError> {
    let mut known = Vec::new();
    for agency in &stage.agencies {
        let staff = people.iter().filter(|person| person.agency == agency.id && person.track == TrackKind::Staff);
        let (staff, percent) = (staff.count() as u32, rng.random_range(40..=110));
        if staff == 0 || rng.random_bool(0.1) {
            continue;
        }
        let heads = (staff * 100 / percent).max(1);
        set_headcount(&stage.engine, &stage.organiser, agency.id, heads, stage.engine.now()).await?;
        known.push((agency.id, heads));
    }
    Ok(known)
}

fn registration(
    number: usize,
    agency: &str,
    position: Position,
    rng: &mut StdRng,
) -> Result<Registration, CommandError> {
    let (month, day) = (rng.random_range(1..=12), rng.random_range(1..=28));
    Ok(Registration {
        name: FullName::parse(&full_name(rng))?,
        birth_date: BirthDate { year: rng.random_range(1965..=2004), month, day },
        phone: Phone::parse(&format!("09{number:08}"))?,
        agency_code: agency.to_owned(),
        position,
        link: None,
        id_number: None,
    })
}

fn one_of(positions: &[Position], rng: &mut impl Rng) -> Position {
    positions[rng.random_range(0..positions.len())]
}

/// How people are spread: the k-th largest of the places has about 1/k of what the largest has
/// (Zipf's law, which sizes of towns and offices follow roughly).
struct Spread {
    /// Running sums of the places' shares, which are in thousandths of the largest.
    sums: Vec<u64>,
}

impl Spread {
    fn over(places: usize, rng: &mut impl Rng) -> Self {
        let mut shares: Vec<u64> = (1..=places as u64).map(|place| 1_000 / place + 20).collect();
        shares.shuffle(rng);
        let sum = |sum: &mut u64, share| {
            *sum += share;
            Some(*sum)
        };
        Self { sums: shares.into_iter().scan(0, sum).collect() }
    }

    fn pick(&self, rng: &mut impl Rng) -> usize {
        let drawn = rng.random_range(0..self.sums.last().copied().unwrap_or(1));
        self.sums.partition_point(|sum| *sum <= drawn)
    }
}
