//! What a correction would change, counted before it is done.
//!
//! Counting goes through every paper of the round and ranks it twice, which takes a while for a large
//! one. So it is a task of its own, one at a time in the process, and whoever asked comes back for it.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use contest::{
    Millis, Timestamp,
    attempts::{Change, Mark, PlanQuestion},
    banks::ChoiceSet,
};
use tokio::sync::{Semaphore, watch};

use super::{
    CorrectionError, Figures,
    act::{Act, Prepared, look_at, prepare},
    moves::{Moves, moves},
};
use crate::{
    Engine,
    accounts::StaffSession,
    results::{
        life::LifeError,
        papers::{BEFORE_ALL, Papers, Place, attempts_after},
    },
};

/// What an act would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The grading of the round that this was counted on.
    pub grading: i32,
    /// The question.
    pub question: PlanQuestion,
    /// What is decided about it now.
    pub now: Option<Change>,
    /// What would be.
    pub then: Option<Change>,
    /// How it was answered.
    pub usage: Usage,
    /// Who would move; `None` where only the question was asked about.
    pub moves: Option<Moves>,
}

/// How a question was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Submitted attempts of the round.
    pub attempts: u64,
    /// Those whose paper has the question.
    pub papers: u64,
    /// Those that have it right, by what is in force.
    pub right: u64,
    /// Those that left it empty.
    pub blank: u64,
    /// How often each choice was marked, in the author's order.
    pub choices: Vec<u64>,
}

/// How long whoever asks waits for it.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long what was counted is shown; while a round is open, attempts come in.
const FRESH: Millis = Millis::minutes(10);
/// Previews that are remembered.
const KEPT: usize = 32;
/// Attempts of one query.
const PAGE: u64 = 1_000;

/// What is asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Asked {
    /// How the question with this revision was answered.
    Question(i64),
    /// That, and who would move by an act.
    Act(Act),
}

/// The round and its grading, and what is asked: nothing else tells one preview from another.
type Key = (i64, i32, Asked);
type Counted = Result<Arc<Preview>, String>;

/// The previews of this process.
#[derive(Clone, Debug)]
pub struct Previews {
    slots: Arc<Mutex<HashMap<Key, Slot>>>,
    /// A ranking of a large round takes hundreds of megabytes.
    turn: Arc<Semaphore>,
}

#[derive(Clone, Debug)]
struct Slot {
    begun_at: Timestamp,
    looked_at: Arc<AtomicU64>,
    counted: watch::Receiver<Option<Counted>>,
}

impl Default for Previews {
    fn default() -> Self {
        Self { slots: Arc::default(), turn: Arc::new(Semaphore::new(1)) }
    }
}

/// Counts what an act would change. Waits a few seconds at most: [`CorrectionError::BeingCounted`]
/// says to ask again.
pub async fn preview(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    act: Act,
) -> Result<Arc<Preview>, CorrectionError> {
    if !actor.role.organises() {
        return Err(CorrectionError::NotAllowed);
    }
    counted(engine, Asked::Act(act), prepare(engine, round_id, act).await?).await
}

/// Counts how a question was answered; as patient as [`preview`].
pub async fn usage(
    engine: &Engine,
    actor: &StaffSession,
    round_id: i64,
    revision: i64,
) -> Result<Arc<Preview>, CorrectionError> {
    if !actor.role.organises() {
        return Err(CorrectionError::NotAllowed);
    }
    counted(engine, Asked::Question(revision), look_at(engine, round_id, revision).await?).await
}

async fn counted(engine: &Engine, asked: Asked, prepared: Prepared) -> Result<Arc<Preview>, CorrectionError> {
    let key = (prepared.round.id, prepared.round.grading, asked);
    let mut slot = engine.previews.slot(engine, key, prepared);
    let Ok(counted) = tokio::time::timeout(PATIENCE, slot.counted.wait_for(Option::is_some)).await else {
        return Err(CorrectionError::BeingCounted(slot.looked_at.load(Ordering::Relaxed)));
    };
    let counted = counted.ok().and_then(|counted| counted.clone());
    match counted {
        Some(Ok(preview)) => Ok(preview),
        failed => {
            // The next one who asks has it counted anew.
            engine.previews.lock().remove(&key);
            Err(CorrectionError::Failed(failed.and_then(Result::err).unwrap_or_else(|| "it broke down".to_owned())))
        }
    }
}

impl Previews {
    /// The preview of a key, begun if there is none that is fresh.
    fn slot(&self, engine: &Engine, key: Key, prepared: Prepared) -> Slot {
        let now = engine.now();
        let mut slots = self.lock();
        slots.retain(|_, slot| now - slot.begun_at < FRESH);
        if let Some(slot) = slots.get(&key) {
            return slot.clone();
        }
        if slots.len() >= KEPT
            && let Some(oldest) = slots.iter().min_by_key(|(_, slot)| slot.begun_at).map(|(key, _)| *key)
        {
            slots.remove(&oldest);
        }
        let (told, counted) = watch::channel(None);
        let slot = Slot { begun_at: now, looked_at: Arc::default(), counted };
        slots.insert(key, slot.clone());
        let (engine, looked_at, turn) = (engine.clone(), Arc::clone(&slot.looked_at), Arc::clone(&self.turn));
        let with_moves = matches!(key.2, Asked::Act(_));
        tokio::spawn(async move {
            let _turn = turn.acquire_owned().await;
            if told.is_closed() {
                // Others were asked for since, and nobody waits for this one any more.
                return;
            }
            let preview = count(&engine, prepared, with_moves, &looked_at).await;
            let _ = told.send(Some(preview.map(Arc::new).map_err(|error| error.to_string())));
        });
        slot
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Slot>> {
        // A panic elsewhere cannot leave the map half written: entries are replaced whole.
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn count(
    engine: &Engine,
    prepared: Prepared,
    with_moves: bool,
    looked_at: &AtomicU64,
) -> Result<Preview, LifeError> {
    let Prepared { round, question, after } = prepared;
    let before = &round.corrections;
    let mut usage = Usage { choices: vec![0; question.choices.len()], ..Usage::default() };
    let (mut figures, mut regraded) = (Figures::default(), HashMap::new());
    let wanted = BTreeSet::from([question.revision]);
    let (mut papers, mut position) = (Papers::of(engine, &round), BEFORE_ALL);
    loop {
        let page: Vec<Place> = attempts_after(round.id, position, PAGE)
            .into_tuple()
            .all(&engine.db.read)
            .await
            .map_err(LifeError::from)?;
        let Some(last) = page.last() else { break };
        position = *last;
        let attempts: Vec<i64> = page.iter().map(|(_, attempt)| *attempt).collect();
        usage.attempts += attempts.len() as u64;
        for paper in papers.with(&attempts, &wanted).await? {
            if let Some((question, marked)) = paper.marked(question.revision) {
                usage.note(marked, before.mark(question, marked));
            }
            let (now, then) = (paper.grade(before), paper.grade(&after));
            figures.count(now, then);
            if now != then {
                regraded.insert(paper.attempt, then);
            }
        }
        looked_at.store(usage.attempts, Ordering::Relaxed);
    }
    Ok(Preview {
        grading: round.grading,
        now: before.of(&question),
        then: after.of(&question),
        moves: if with_moves { Some(moves(engine, &round, figures, regraded).await?) } else { None },
        question,
        usage,
    })
}

impl Usage {
    fn note(&mut self, marked: ChoiceSet, mark: Mark) {
        self.papers += 1;
        self.right += u64::from(mark == Mark::Right);
        self.blank += u64::from(marked.is_empty());
        for choice in marked.iter() {
            if let Some(count) = self.choices.get_mut(choice) {
                *count += 1;
            }
        }
    }
}
