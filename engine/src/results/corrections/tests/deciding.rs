use super::*;
use crate::{
    contests::rounds::close_due,
    results::life::{LifeError, approve, outcome, publish_results, settle_due, withdraw_approval},
};

impl Story {
    async fn counted(t: TestEngine) -> (Self, StaffSession) {
        let story = Self::new(t).await;
        story.t.advance(Millis::days(7));
        close_due(&story.t).await.unwrap();
        settle_due(&story.t).await.unwrap();
        assert_eq!(story.round().await.state, RoundState::Provisional);
        let organiser = story.t.organiser().await;
        (story, organiser)
    }

    async fn is_ranked(&self, organiser: &StaffSession) -> bool {
        let outcome = outcome(&self.t, organiser, self.open.round_id).await.unwrap().unwrap();
        outcome.counted.unwrap().is_ranked
    }
}

both_engines! {
    async fn nothing_is_ranked_or_approved_until_everybody_is_graded_again(t: TestEngine) {
        let (story, organiser) = Story::counted(t).await;
        let round = story.open.round_id;
        let shown = story.correct(second_choice()).await;
        assert_eq!(shown.moves.unwrap().prizes, Some(vec![]), "the rules give none");
        assert!(matches!(approve(&story.t, &organiser, round).await, Err(LifeError::BeingRanked)));
        assert_eq!(settle_due(&story.t).await.unwrap(), [0_i64; 0]);
        assert!(!story.is_ranked(&organiser).await);
        story.regrade().await;
        assert!(matches!(approve(&story.t, &organiser, round).await, Err(LifeError::BeingRanked)));
        assert_eq!(settle_due(&story.t).await.unwrap(), [round]);
        assert!(story.is_ranked(&organiser).await);
        approve(&story.t, &organiser, round).await.unwrap();

        let act = Act::Undo { correction: 1 };
        assert!(matches!(story.refused(act).await, CorrectionError::State(RoundState::Approved)));
        withdraw_approval(&story.t, &organiser, round, "Khiếu nại đúng.").await.unwrap();
        story.apply(act).await.unwrap();
        story.regrade().await;
        settle_due(&story.t).await.unwrap();
        approve(&story.t, &organiser, round).await.unwrap();
        publish_results(&story.t, &organiser, round).await.unwrap();
        let late = Act::Correct { revision: story.question().await, change: Change::Drop };
        assert!(matches!(story.refused(late).await, CorrectionError::State(RoundState::Published)));
    }

    async fn a_round_that_is_behind_is_not_counted(t: TestEngine) {
        let story = Story::new(t).await;
        story.correct(Change::AllRight).await;
        story.t.advance(Millis::days(7));
        close_due(&story.t).await.unwrap();
        assert_eq!(settle_due(&story.t).await.unwrap(), [0_i64; 0]);
        assert_eq!(story.round().await.state, RoundState::Closed);
        story.regrade().await;
        assert_eq!(settle_due(&story.t).await.unwrap(), [story.open.round_id]);
    }
}
