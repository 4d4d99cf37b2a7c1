use contest::{
    Millis, Timestamp,
    contests::{Entrant, TrackKind},
};

use super::Field;
use crate::{
    attempts::{self, OpenPaper, PREDICTION_POSITION, StartRequest, SubmitRequest, SubmittedBy},
    results::{PlaceOf, TopicCount, attempt_result, mine, reconcile},
    testing::{Person, TestEngine, both_engines},
};

const SESSION: i64 = 5;

impl Field {
    /// Begins an attempt and opens its paper.
    async fn begin(&self, person: &Person) -> OpenPaper {
        let request = StartRequest {
            round: self.round().await,
            participant: person.id,
            agency: self.tree.unit.id,
            entrant: Entrant::in_track(TrackKind::Staff),
            session: SESSION,
            now: self.t.now(),
        };
        self.t.writer.start(request).await.unwrap();
        attempts::open(&self.t, self.open.round_id, person.id, SESSION, [0; 8]).await.unwrap()
    }

    /// Takes a whole attempt with the first `right` questions right and the others left.
    async fn take(&self, person: &Person, right: usize, time: Millis) -> i64 {
        let paper = self.begin(person).await;
        self.t.advance(time);
        let by = SubmittedBy::Person { form: form(&paper, right), token: paper.token };
        self.t.writer.submit(SubmitRequest { attempt: paper.attempt.id, by, now: self.t.now() }).await.unwrap();
        paper.attempt.id
    }
}

/// The whole form of a page: the right choice's place for the first `right` questions, nothing for
/// the others, and 42 as the prediction.
fn form(paper: &OpenPaper, right: usize) -> Vec<(u16, i32)> {
    let answers = paper.paper.items.iter().enumerate().map(|(position, item)| {
        let question = item.question(&paper.plan).unwrap();
        let is_right = |choice: &u8| question.correct.contains(usize::from(*choice));
        let bits =
            item.order.iter().enumerate().filter(|(_, choice)| is_right(choice)).map(|(place, _)| 1 << place).sum();
        (position as u16, if position < right { bits } else { 0 })
    });
    answers.chain([(PREDICTION_POSITION, 42)]).collect()
}

both_engines! {
    async fn a_submitted_attempt_has_a_result_and_a_place_at_once(t: TestEngine) {
        let field = Field::new(t).await;
        let an = field.t.participant(&field.tree.unit, 1).await;
        let binh = field.t.participant(&field.tree.unit, 2).await;
        field.take(&binh, 9, Millis::minutes(5)).await;
        let attempt = field.take(&an, 7, Millis::minutes(4)).await;

        let result = attempt_result(&field.t, an.id, attempt).await.unwrap().unwrap();
        assert_eq!((result.correct, result.total, result.score), (7, 10, 7_000));
        assert_eq!((result.ordinal, result.valid, result.submitted_by_server), (1, true, false));
        assert_eq!((result.duration, result.submitted_at), (Millis::minutes(4), field.t.now()));
        assert_eq!(result.prediction.map(|prediction| prediction.0), Some(42));
        assert_eq!((result.attempts_used, result.attempts_left), (1, Some(2)));
        let place = result.place.unwrap();
        assert_eq!(place.in_track, PlaceOf { rank: 2, tied: false, of: 2, above: 1 });
        assert_eq!(place.in_agency, PlaceOf { rank: 2, tied: false, of: 2, above: 1 });
        assert!(place.provisional);
    }

    async fn topics_add_up_to_the_result(t: TestEngine) {
        let field = Field::new(t).await;
        let an = field.t.participant(&field.tree.unit, 1).await;
        let attempt = field.take(&an, 6, Millis::minutes(4)).await;
        let result = attempt_result(&field.t, an.id, attempt).await.unwrap().unwrap();
        let sum = |part: fn(&TopicCount) -> u16| result.topics.iter().map(part).sum::<u16>();
        assert_eq!((sum(|topic| topic.correct), sum(|topic| topic.total)), (6, 10));
        let names: Vec<_> = result.topics.iter().filter_map(|count| count.topic.as_ref()).map(|topic| &*topic.0).collect();
        assert!(names.is_sorted() && names.iter().all(|name| ["Chuyển đổi số", "Thủ tục hành chính"].contains(name)));
    }

    async fn an_attempt_of_somebody_else_is_no_attempt(t: TestEngine) {
        let field = Field::new(t).await;
        let an = field.t.participant(&field.tree.unit, 1).await;
        let binh = field.t.participant(&field.tree.unit, 2).await;
        let attempt = field.take(&an, 7, Millis::minutes(4)).await;
        assert_eq!(attempt_result(&field.t, binh.id, attempt).await.unwrap(), None);
        assert_eq!(attempt_result(&field.t, an.id, attempt + 1_000).await.unwrap(), None);
        assert_eq!(mine(&field.t, binh.id).await.unwrap(), []);
    }

    async fn an_attempt_under_way_has_no_result(t: TestEngine) {
        let field = Field::new(t).await;
        let an = field.t.participant(&field.tree.unit, 1).await;
        let paper = field.begin(&an).await;
        assert_eq!(attempt_result(&field.t, an.id, paper.attempt.id).await.unwrap(), None);
        let mine = mine(&field.t, an.id).await.unwrap();
        assert_eq!((mine.len(), mine[0].result), (1, None));
        assert_eq!(mine[0].deadline_at, Timestamp(paper.attempt.deadline_at));
    }

    async fn my_attempts_come_newest_first(t: TestEngine) {
        let field = Field::new(t).await;
        let an = field.t.participant(&field.tree.unit, 1).await;
        let first = field.take(&an, 7, Millis::minutes(4)).await;
        let second = field.take(&an, 10, Millis::minutes(3)).await;
        let mine = mine(&field.t, an.id).await.unwrap();
        let seen: Vec<_> = mine.iter().map(|mine| (mine.attempt, mine.ordinal, mine.result.map(|result| result.correct))).collect();
        assert_eq!(seen, [(second, 2, Some(10)), (first, 1, Some(7))]);
        assert!(mine.iter().all(|mine| mine.round_title == "Tuần 1" && mine.round == field.open.round_id));
        let result = mine[1].result.unwrap();
        assert_eq!((result.duration, result.score, result.valid), (Millis::minutes(4), 7_000, true));
        assert_eq!(mine.iter().map(|mine| mine.result.unwrap().counts).collect::<Vec<_>>(), [true, false], "the best");
    }

    async fn a_result_declared_invalid_is_seen_and_has_no_place(t: TestEngine) {
        let field = Field::new(t).await;
        let an = field.t.participant(&field.tree.unit, 1).await;
        let attempt = field.take(&an, 7, Millis::minutes(4)).await;
        let row = crate::db::entities::results::ActiveModel {
            attempt_id: sea_orm::ActiveValue::Set(attempt),
            valid: sea_orm::ActiveValue::Set(false),
            ..Default::default()
        };
        sea_orm::ActiveModelTrait::update(row, &field.t.db.write).await.unwrap();
        reconcile(&field.t).await.unwrap();
        let result = attempt_result(&field.t, an.id, attempt).await.unwrap().unwrap();
        assert_eq!((result.correct, result.valid, result.place), (7, false, None));
        assert_eq!(result.attempts_used, 1, "it was used all the same");
    }

    async fn what_the_server_submits_has_a_result_like_any_other(t: TestEngine) {
        let field = Field::new(t).await;
        let an = field.t.participant(&field.tree.unit, 1).await;
        let paper = field.begin(&an).await;
        field.t.advance(Millis::minutes(21));
        let request = SubmitRequest { attempt: paper.attempt.id, by: SubmittedBy::Server, now: field.t.now() };
        field.t.writer.submit(request).await.unwrap();
        let result = attempt_result(&field.t, an.id, paper.attempt.id).await.unwrap().unwrap();
        assert_eq!((result.correct, result.submitted_by_server, result.prediction), (0, true, None));
        assert_eq!(result.duration, Millis::minutes(20));
        assert_eq!(result.place.unwrap().in_track.rank, 1);
    }
}
