use contest::results::{Complaint, ComplaintKind, ComplaintOutcome, MAX_COMPLAINTS};

use super::*;
use crate::{
    accounts::{Page, export_me, withdraw},
    both_engines,
    results::complaints::{
        ComplaintsError, OwnComplaint, answer, case, file, of_round, own, unanswered, unanswered_by_round,
    },
};

fn text(typed: &str) -> Complaint {
    Complaint::parse(typed).unwrap()
}

const PAGE: Page = Page { number: 0, size: 10 };

impl Over {
    fn attempt_of(&self, place: usize) -> i64 {
        self.people[place].id * 100
    }

    /// Somebody complains about an attempt of somebody.
    async fn complain(&self, who: usize, whose: usize) -> Result<(), ComplaintsError> {
        let session = self.t.session_of(&self.people[who]).await;
        file(&self.t, &session, self.attempt_of(whose), ComplaintKind::Question, &text("Câu 3 sai.\n\nXem lại.")).await
    }

    async fn own(&self, place: usize) -> Vec<OwnComplaint> {
        own(&self.t.db.read, self.people[place].id, Some(self.attempt_of(place))).await.unwrap()
    }
}

both_engines! {
    async fn a_complaint_is_answered_once_and_results_wait_for_it(t: TestEngine) {
        let over = Over::counted(t).await;
        let (organiser, round) = (over.t.organiser().await, over.open.round_id);
        over.complain(1, 1).await.unwrap();
        over.complain(2, 2).await.unwrap();
        over.t.advance(Millis::days(3));
        let early = approve(&over.t, &organiser, ResultsOf::Round(round)).await;
        assert!(matches!(early, Err(LifeError::Unanswered(2))), "{early:?}");

        let list = of_round(&over.t, &organiser, round, PAGE).await.unwrap();
        assert_eq!((list.total, list.unanswered), (2, 2));
        let first = list.lines[0].id;
        assert_eq!(list.lines[0].attempt, over.attempt_of(1));
        answer(&over.t, &organiser, first, ComplaintOutcome::Dismissed, &text("Đáp án đúng.")).await.unwrap();
        let again = answer(&over.t, &organiser, first, ComplaintOutcome::Upheld, &text("Sai.")).await;
        assert!(matches!(again, Err(ComplaintsError::Answered)), "{again:?}");
        let list = of_round(&over.t, &organiser, round, PAGE).await.unwrap();
        assert_eq!((list.unanswered, list.lines[1].id), (1, first), "what waits comes first");
        assert_eq!(unanswered_by_round(&over.t.db.read, over.open.contest_id).await.unwrap(), [(round, 1)].into());
        let mine = over.own(1).await;
        let answered = mine[0].answer.as_ref().unwrap();
        assert_eq!((answered.outcome, answered.text.as_str()), (ComplaintOutcome::Dismissed, "Đáp án đúng."));
        assert_eq!(mine[0].text, "Câu 3 sai.\n\nXem lại.");
        let logged = over.logged("complaint.answer").await;
        assert_eq!((logged.len(), logged[0].staff_id), (1, Some(organiser.staff_id)));
        assert_eq!(logged[0].detail, Some(format!("attempt:{} dismissed", over.attempt_of(1))));

        let second = list.lines[0].id;
        answer(&over.t, &organiser, second, ComplaintOutcome::Upheld, &text("Đã xem lại.")).await.unwrap();
        let case = case(&over.t, &organiser, round, second).await.unwrap();
        assert_eq!((case.correct, case.answered_by.as_deref()), ((8, 10), Some("Ban Tổ chức")));
        approve(&over.t, &organiser, ResultsOf::Round(round)).await.unwrap();
        assert_eq!(unanswered(&over.t.db.read, round).await.unwrap(), 0);
    }

    async fn complaints_are_ones_own_few_and_in_time(t: TestEngine) {
        let over = Over::new(t).await;
        let closed = over.complain(0, 0).await;
        assert!(matches!(closed, Err(ComplaintsError::Closed)), "not counted yet: {closed:?}");
        settle_due(&over.t).await.unwrap();
        let strange = over.complain(0, 1).await;
        assert!(matches!(strange, Err(ComplaintsError::NotFound)), "{strange:?}");
        for _ in 0..MAX_COMPLAINTS {
            over.complain(0, 0).await.unwrap();
        }
        let one_more = over.complain(0, 0).await;
        assert!(matches!(one_more, Err(ComplaintsError::TooMany)), "{one_more:?}");
        assert!(over.own(1).await.is_empty());
        over.t.advance(Millis::days(3) - Millis(1));
        over.complain(1, 1).await.unwrap();
        over.t.advance(Millis(1));
        let late = over.complain(2, 2).await;
        assert!(matches!(late, Err(ComplaintsError::Closed)), "{late:?}");

        let viewer = over.t.viewer(&over.tree.unit).await;
        let (round, first) = (over.open.round_id, 1);
        let seen = of_round(&over.t, &viewer, round, PAGE).await;
        assert!(matches!(seen, Err(ComplaintsError::NotAllowed)), "{seen:?}");
        let opened = case(&over.t, &viewer, round, first).await;
        assert!(matches!(opened, Err(ComplaintsError::NotAllowed)), "{opened:?}");
        let answered = answer(&over.t, &viewer, first, ComplaintOutcome::Upheld, &text("Đúng.")).await;
        assert!(matches!(answered, Err(ComplaintsError::NotAllowed)), "{answered:?}");
        let elsewhere = case(&over.t, &over.t.organiser().await, round + 1, first).await;
        assert!(matches!(elsewhere, Err(ComplaintsError::NotFound)), "{elsewhere:?}");
    }

    async fn what_somebody_wrote_goes_with_them_and_when_they_withdraw(t: TestEngine) {
        let over = Over::counted(t).await;
        over.complain(3, 3).await.unwrap();
        let session = over.t.session_of(&over.people[3]).await;
        let taken = export_me(&over.t, &session).await.unwrap();
        assert_eq!(taken["complaints"][0]["text"], "Câu 3 sai.\n\nXem lại.");
        withdraw(&over.t, &session).await.unwrap();
        assert!(!over.own(3).await[0].text.contains("Câu 3"));
    }

    async fn of_those_who_file_at_once_no_more_than_the_limit_get_in(t: TestEngine) {
        let over = Over::counted(t).await;
        let tries = (0..8).map(|_| over.complain(0, 0));
        let done = futures_util::future::join_all(tries).await.iter().filter(|done| done.is_ok()).count();
        assert_eq!((done as u64, over.own(0).await.len() as u64), (MAX_COMPLAINTS, MAX_COMPLAINTS));
    }
}
