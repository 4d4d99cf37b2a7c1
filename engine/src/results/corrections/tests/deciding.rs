use std::collections::BTreeMap;

use contest::contests::{Apart, IndividualPrizes, Period, PrizeClass, Rules};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set};

use super::*;
use crate::{
    contests::rounds::close_due,
    db::{entities::rules, to_json},
    results::life::{LifeError, ResultsOf, approve, outcome, publish_results, settle_due, withdraw_approval},
};

impl Story {
    async fn counted(t: TestEngine) -> (Self, StaffSession) {
        Box::pin(Self::new(t)).await.over().await
    }

    async fn over(self) -> (Self, StaffSession) {
        self.t.advance(Millis::days(7));
        close_due(&self.t).await.unwrap();
        settle_due(&self.t).await.unwrap();
        assert_eq!(self.round().await.state, RoundState::Provisional);
        let organiser = self.t.organiser().await;
        (self, organiser)
    }

    /// The name of each winner with the class.
    async fn winners(&self, organiser: &StaffSession) -> BTreeMap<String, String> {
        let outcome = outcome(&self.t, organiser, ResultsOf::Round(self.open.round_id)).await.unwrap().unwrap();
        outcome.awards.into_iter().map(|award| (award.name, award.class)).collect()
    }

    async fn is_ranked(&self, organiser: &StaffSession) -> bool {
        let outcome = outcome(&self.t, organiser, ResultsOf::Round(self.open.round_id)).await.unwrap().unwrap();
        outcome.counted.unwrap().is_ranked
    }
}

both_engines! {
    async fn prizes_go_to_those_who_were_shown_to_win_them(t: TestEngine) {
        // All papers have all questions.
        let story = Story::of_bank(t, 6).await;
        let class = |name: &str, count| PrizeClass { name: name.to_owned(), count, value: 0, points: 0 };
        let prizes = IndividualPrizes {
            name: "Giải tuần".to_owned(),
            period: Period::Round,
            apart: Apart::Together,
            tracks: vec![],
            blocks: vec![],
            classes: vec![class("Giải Nhất", 1), class("Giải Nhì", 2)],
            most_per_agency: None,
        };
        let body = rules::ActiveModel {
            contest_id: Set(story.open.contest_id),
            version: Set(1),
            body: Set(to_json(&Rules { prizes: vec![prizes], ..Rules::case_4() }).unwrap()),
            ..Default::default()
        };
        body.update(&story.t.db.write).await.unwrap();
        let (story, organiser) = story.over().await;
        let before = story.winners(&organiser).await;
        // The only one that the second has wrong, who thus passes the first.
        let revision = story.paper(1).await[5];
        let moves = story.apply(Act::Correct { revision, change: second_choice() }).await.unwrap().moves.unwrap();
        story.regrade().await;
        settle_due(&story.t).await.unwrap();
        let after = story.winners(&organiser).await;
        let first = |winners: &BTreeMap<String, String>| {
            winners.iter().find(|(_, class)| *class == "Giải Nhất").map(|(name, _)| name.clone())
        };
        assert_eq!(first(&before), Some(story.people[0].name.to_string()));
        assert_eq!(first(&after), Some(story.people[1].name.to_string()));
        let mut shown = before.clone();
        for moved in moves.prizes.unwrap() {
            assert_eq!(before.get(&moved.name), moved.before.as_ref());
            match moved.after {
                Some(class) => shown.insert(moved.name, class),
                None => shown.remove(&moved.name),
            };
        }
        assert_eq!(shown, after);
        let outcome = outcome(&story.t, &organiser, ResultsOf::Round(story.open.round_id)).await.unwrap().unwrap();
        let perfect = story.results().await.iter().filter(|row| row.correct == row.total).count();
        assert_eq!(outcome.counted.unwrap().people_all_correct as usize, perfect);
    }

    async fn nothing_is_ranked_or_approved_until_everybody_is_graded_again(t: TestEngine) {
        let (story, organiser) = Story::counted(t).await;
        let round = ResultsOf::Round(story.open.round_id);
        let shown = story.correct(second_choice()).await;
        assert_eq!(shown.moves.unwrap().prizes, Some(vec![]), "the rules give none");
        assert!(matches!(approve(&story.t, &organiser, round).await, Err(LifeError::BeingRanked)));
        assert!(settle_due(&story.t).await.unwrap().is_empty());
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
        assert!(settle_due(&story.t).await.unwrap().is_empty());
        assert_eq!(story.round().await.state, RoundState::Closed);
        story.regrade().await;
        assert_eq!(settle_due(&story.t).await.unwrap(), [ResultsOf::Round(story.open.round_id)]);
    }
}
