//! One person at one paper, from start to submission, through the engine's use cases.

use contest::{
    Millis, Timestamp,
    contests::{Entrant, deadline},
};
use engine::attempts::{
    Answer, NO_PREDICTION, OpenError, OpenPaper, PREDICTION_POSITION, SaveBody, SaveError, SaveRequest, StartError,
    StartRequest, Started, SubmitError, SubmitRequest, Submitted, SubmittedBy, open,
};
use rand::{Rng, RngExt as _, rngs::StdRng};

use super::{patience::patiently, people::Person, sheet::Sheet, stage::Stage, tally::Played};

/// The platform did what it should not.
#[derive(Debug, thiserror::Error)]
pub(super) enum SittingError {
    #[error("an attempt did not begin: {0}")]
    Start(#[from] StartError),
    #[error("a paper did not open: {0}")]
    Open(#[from] OpenError),
    #[error("an answer was not saved: {0}")]
    Save(#[from] SaveError),
    #[error("an attempt was not submitted: {0}")]
    Submit(#[from] SubmitError),
    /// An outcome that is not the one defined for it.
    #[error("attempt {attempt}: {what}")]
    Outcome { attempt: i64, what: &'static str },
}

/// Of a hundred people, how many do what not everybody does.
const PRESSES_TWICE: u32 = 2;
const COMES_BACK: u32 = 5;
const CHANGES_DEVICE: u32 = 3;
const CHANGES_MIND: u32 = 10;
const LEAVES: u32 = 5;
const PREDICTS: u32 = 95;
const SHORTEST: Millis = Millis::seconds(40);

/// Plays one attempt that begins then.
pub(super) async fn sit(
    stage: &Stage,
    (place, person): (u32, &Person),
    begins: Timestamp,
    rng: &mut StdRng,
) -> Result<Played, SittingError> {
    let mut at = Desk { stage, person, session: person.id * 2, token: None, sequence: 1 };
    let begun = at.start(begins).await?;
    check(!begun.resumed, begun.attempt, "it had begun before")?;
    if one_in_hundred(PRESSES_TWICE, rng) {
        at.come_back(&begun, begins).await?;
    }
    let paper = at.open().await?;
    check(paper.attempt.started_at == begins.0, begun.attempt, "it began at another moment")?;
    let sheet = Sheet::fill(&paper, person.knows, rng);
    let until = deadline(begins, &stage.round.rules, stage.round.window);
    let takes = Millis(rng.random_range(SHORTEST.0..=((until - begins).0 * 9 / 10).max(SHORTEST.0)));

    let parts = rng.random_range(2..=4);
    let (mut saved, mut answers) = (0, 0);
    for part in 1..parts {
        let now = begins + Millis(takes.0 * part as i64 / parts as i64);
        let to = sheet.len() * part / parts;
        answers += at.save(&sheet, saved..to, now, one_in_hundred(CHANGES_MIND, rng)).await?;
        saved = to;
        if part == 1 && one_in_hundred(COMES_BACK, rng) {
            at.come_back(&begun, now).await?;
            check(sheet.is_shown(&at.open().await?, saved), begun.attempt, "what was saved is not on the page")?;
        }
        if part == 1 && one_in_hundred(CHANGES_DEVICE, rng) {
            let shown = at.change_device(&begun, now).await?;
            check(sheet.is_shown(&shown, saved), begun.attempt, "what was saved is not on the other device")?;
        }
    }
    let played = |correct, submitted, prediction, left, answers| Played {
        attempt: begun.attempt,
        person: place,
        correct,
        total: sheet.len() as u16,
        started: begins,
        submitted,
        prediction,
        left,
        answers,
    };
    if one_in_hundred(LEAVES, rng) {
        let late = until + stage.round.rules.grace + Millis(1);
        let refused = at.save(&sheet, 0..1, late, false).await;
        check(matches!(refused, Err(SittingError::Save(SaveError::Late))), begun.attempt, "a late answer was taken")?;
        return Ok(played(sheet.correct(saved), until, None, true, answers));
    }
    let predicts = stage.round.rules.prediction.is_some() && one_in_hundred(PREDICTS, rng);
    let prediction = predicts.then(|| rng.random_range(0..400_000));
    let correct = sheet.correct(sheet.len());
    let submitted = begins + takes;
    at.submit(&sheet, prediction, submitted, correct).await?;
    answers += (sheet.len() - saved) as u32 + u32::from(predicts);
    Ok(played(correct, submitted, prediction, false, answers))
}

/// Someone's place: their device with the page that is open on it.
struct Desk<'a> {
    stage: &'a Stage,
    person: &'a Person,
    session: i64,
    token: Option<engine::attempts::AttemptToken>,
    sequence: u32,
}

impl Desk<'_> {
    async fn start(&self, now: Timestamp) -> Result<Started, StartError> {
        let Person { id, agency, track, .. } = *self.person;
        let round = &self.stage.round;
        let entrant = Entrant::in_track(track);
        let request =
            StartRequest { round: round.clone(), participant: id, agency, entrant, session: self.session, now };
        let start = || self.stage.engine.writer.start(request.clone());
        patiently(start, |failure| matches!(failure, StartError::Unavailable(_))).await
    }

    /// Presses start again: the attempt under way goes on.
    async fn come_back(&self, begun: &Started, now: Timestamp) -> Result<(), SittingError> {
        let again = self.start(now).await?;
        check(again.resumed && again.attempt == begun.attempt, begun.attempt, "a second press began another attempt")
    }

    async fn open(&mut self) -> Result<OpenPaper, OpenError> {
        let (engine, round) = (&self.stage.engine, self.stage.round.id);
        let opening = || open(engine, round, self.person.id, self.session, [0; 8]);
        let paper = patiently(opening, |failure| matches!(failure, OpenError::Database(_))).await?;
        (self.token, self.sequence) = (Some(paper.token), paper.next_sequence);
        Ok(paper)
    }

    /// Opens the paper on another device; the page that was open is told so.
    async fn change_device(&mut self, begun: &Started, now: Timestamp) -> Result<OpenPaper, SittingError> {
        let (page, sequence) = (self.token, self.sequence);
        self.session += 1;
        self.come_back(begun, now).await?;
        let paper = self.open().await?;
        if let Some(token) = page {
            let answer = Answer { position: 0, sequence, value: 1 };
            let request = SaveRequest { token, body: SaveBody::Answers(vec![answer]), now };
            let refused = self.stage.engine.writer.save(request).await;
            check(refused == Err(SaveError::TakenOver), begun.attempt, "a page that was taken over could save")?;
        }
        Ok(paper)
    }

    /// Saves the places of a range and says how many answers that were; who changes their mind marks
    /// the first of them otherwise before.
    async fn save(
        &mut self,
        sheet: &Sheet,
        places: std::ops::Range<usize>,
        now: Timestamp,
        changes: bool,
    ) -> Result<u32, SittingError> {
        let Some(token) = self.token else { return Ok(0) };
        let marks = sheet.part(places.start, places.end);
        let before = sheet.part(places.start, places.end).take(usize::from(changes)).map(|(place, _)| (place, 0));
        let answers: Vec<Answer> = before
            .chain(marks)
            .zip(self.sequence..)
            .map(|((position, value), sequence)| Answer { position, sequence, value })
            .collect();
        let count = answers.len() as u32;
        let request = SaveRequest { token, body: SaveBody::Answers(answers), now };
        let save = || self.stage.engine.writer.save(request.clone());
        patiently(save, |failure| matches!(failure, SaveError::Unavailable(_))).await?;
        self.sequence += count;
        Ok(count)
    }

    /// Submits the whole form, twice now and then.
    async fn submit(
        &self,
        sheet: &Sheet,
        prediction: Option<u32>,
        now: Timestamp,
        correct: u16,
    ) -> Result<(), SittingError> {
        let Some(token) = self.token else { return Ok(()) };
        let mut form: Vec<(u16, i32)> = sheet.part(0, sheet.len()).collect();
        form.push((PREDICTION_POSITION, prediction.map_or(NO_PREDICTION, |number| number as i32)));
        let by = SubmittedBy::Person { token, form };
        let request = SubmitRequest { attempt: token.attempt, by, now };
        let submit = || self.stage.engine.writer.submit(request.clone());
        let busy = |failure: &SubmitError| matches!(failure, SubmitError::Unavailable(_));
        let first: Submitted = patiently(submit, busy).await?;
        check(first.grade.correct == correct, token.attempt, "it was graded otherwise than it was answered")?;
        check(!first.timed_out, token.attempt, "it was submitted in time and taken for late")?;
        if token.attempt % 50 == 0 {
            let again = patiently(submit, busy).await?;
            let same = !again.first && again.grade == first.grade;
            check(same, token.attempt, "a second submission had another outcome")?;
        }
        Ok(())
    }
}

fn check(holds: bool, attempt: i64, what: &'static str) -> Result<(), SittingError> {
    if holds { Ok(()) } else { Err(SittingError::Outcome { attempt, what }) }
}

fn one_in_hundred(of: u32, rng: &mut impl Rng) -> bool {
    rng.random_ratio(of, 100)
}
