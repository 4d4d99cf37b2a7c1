use contest::{contests::TrackKind, results::RankKey};

use super::*;
use crate::{
    accounts::{Page, audit},
    both_engines,
    cache::Scope,
};

both_engines! {
    async fn a_refused_winner_moves_everybody_below_up_and_the_log_says_why(t: TestEngine) {
        let over = Over::counted(t).await;
        let (organiser, round) = (over.t.organiser().await, over.of());
        let first = Refusable::Person(over.people[0].id);
        refuse(&over.t, &organiser, round, first, " Khai sai  đơn vị. ").await.unwrap();
        assert_eq!(over.winners().await.0, [1, 2, 3]);
        let logged = over.logged("award.refuse").await;
        assert_eq!(logged[0].staff_id, Some(organiser.staff_id));
        let why = format!("participant:{}: Khai sai đơn vị.", over.people[0].id);
        assert_eq!(logged[0].detail.as_deref(), Some(why.as_str()));
        assert_eq!(over.outcome().await.refused[0].reason, "Khai sai đơn vị.");
        refuse(&over.t, &organiser, round, Refusable::Agency(over.tree.sibling.id), "Kê khai lại.").await.unwrap();
        assert_eq!(over.winners().await.1, [over.tree.unit.id]);
        assert_eq!(over.outcome().await.counted.unwrap().quantity, Some(1), "counted once");

        let (count, lines) = passed_over(&over.t, &organiser, round, Page { number: 0, size: 50 }).await.unwrap();
        let told: Vec<(&str, Option<u32>, &str)> =
            lines.iter().map(|line| (line.name.as_str(), line.place, line.reason.as_str())).collect();
        let expected = [
            ("Nguyễn Văn An", Some(1), "Không được trao giải: Khai sai đơn vị."),
            ("", Some(1), "Không được trao giải: Kê khai lại."),
        ];
        assert_eq!((count, &told[..2]), (2, expected.as_slice()));
        let (count, second) = passed_over(&over.t, &organiser, round, Page { number: 1, size: 1 }).await.unwrap();
        assert_eq!((count, &second), (2, &lines[1..].to_vec()));

        let again = refuse(&over.t, &organiser, round, first, "Lần nữa.").await;
        assert!(matches!(again, Err(LifeError::NotFound)), "{again:?}");
        let second = Refusable::Person(over.people[1].id);
        for why in ["", " \n ", &"ă".repeat(audit::MAX_REASON + 1)] {
            let unsaid = refuse(&over.t, &organiser, round, second, why).await;
            assert!(matches!(unsaid, Err(LifeError::Reason)), "{unsaid:?}");
        }
        let viewer = over.t.viewer(&over.tree.unit).await;
        let denied = refuse(&over.t, &viewer, round, second, "Vì thế.").await;
        assert!(matches!(denied, Err(LifeError::NotAllowed)), "{denied:?}");
        let told = passed_over(&over.t, &viewer, round, Page { number: 0, size: 50 }).await;
        assert!(matches!(told, Err(LifeError::NotAllowed)), "{told:?}");
        assert_eq!(over.winners().await.0, [1, 2, 3]);
    }

    async fn a_void_attempt_counts_no_more_and_the_quantity_stays(t: TestEngine) {
        let over = Over::counted(t).await;
        let organiser = over.t.organiser().await;
        let attempt = over.people[0].id * 100;
        void(&over.t, &organiser, over.open.round_id, attempt, "Nhờ người làm hộ.").await.unwrap();
        assert_eq!(over.winners().await.0, [1, 2, 3]);
        assert_eq!(over.outcome().await.counted.unwrap().quantity, Some(1), "nobody all-correct is left");
        let stored = results::Entity::find_by_id(attempt).one(&over.t.db.read).await.unwrap().unwrap();
        assert_eq!((stored.valid, stored.voided_at), (false, Some(over.t.now().0)));
        let logged = over.logged("attempt.void").await;
        assert_eq!(logged[0].subject, Some(format!("attempt:{attempt}")));
        assert_eq!(logged[0].detail.as_deref(), Some("Nhờ người làm hộ."));
        for attempt in [attempt, 999_999] {
            let gone = void(&over.t, &organiser, over.open.round_id, attempt, "Lần nữa.").await;
            assert!(matches!(gone, Err(LifeError::NotFound)), "{gone:?}");
        }
        let viewer = over.t.viewer(&over.tree.unit).await;
        let denied = void(&over.t, &viewer, over.open.round_id, over.people[1].id * 100, "Vì thế.").await;
        assert!(matches!(denied, Err(LifeError::NotAllowed)), "{denied:?}");
    }

    async fn boards_go_by_the_quantity_once_it_is_counted(t: TestEngine) {
        let over = Over::new(t).await;
        let ranking = vec![RankKey::PredictionDistance, RankKey::Correct];
        over.set_rules(&Rules { ranking, ..prizes() }).await;
        // One person is all-correct, so Đào's one is the nearest.
        let far = results::ActiveModel {
            attempt_id: Set(over.people[4].id * 100),
            prediction: Set(Some(1)),
            ..Default::default()
        };
        far.update(&over.t.db.write).await.unwrap();
        let first = async || {
            let round = over.t.rounds.get(&over.t.db.read, over.open.round_id, over.t.now()).await.unwrap().unwrap();
            let page = crate::results::page(&over.t, &round, Scope::Track(TrackKind::Staff), 1, 5).await.unwrap();
            page.lines[0].participant
        };
        assert_eq!(first().await, over.people[0].id);
        settle_due(&over.t).await.unwrap();
        assert_eq!((first().await, over.winners().await.0[0]), (over.people[4].id, 4));
        let organiser = over.t.organiser().await;
        void(&over.t, &organiser, over.open.round_id, over.people[4].id * 100, "Thi hộ.").await.unwrap();
        assert_eq!(first().await, over.people[0].id);
    }

    async fn a_refusal_that_was_cut_off_before_it_was_ranked_is_ranked_by_the_job(t: TestEngine) {
        let over = Over::counted(t).await;
        let (organiser, round) = (over.t.organiser().await, over.of());
        over.t.advance(Millis::days(3));
        let whom = Refusable::Person(over.people[0].id);
        for polls in 1..10_000 {
            drop(cut_off(refuse(&over.t, &organiser, round, whom, "Khai sai."), polls).await);
            if row(&over.t, round).await.unwrap().revision == 2 {
                break;
            }
        }
        assert_eq!(over.winners().await.0, [0, 1, 2], "cut off right after the refusal");
        let early = approve(&over.t, &organiser, round).await;
        assert!(matches!(early, Err(LifeError::BeingRanked)), "{early:?}");
        assert_eq!(settle_due(&over.t).await.unwrap(), [round]);
        assert_eq!((over.winners().await.0, over.logged("award.refuse").await.len()), (vec![1, 2, 3], 1));
        approve(&over.t, &organiser, round).await.unwrap();
    }

    async fn results_are_approved_after_the_complaints_and_that_can_be_taken_back(t: TestEngine) {
        let over = Over::counted(t).await;
        let (organiser, round) = (over.t.organiser().await, over.of());
        let until = over.t.now() + Millis::days(3);
        over.t.advance(Millis::days(3) - Millis(1));
        let early = approve(&over.t, &organiser, round).await;
        assert!(matches!(early, Err(LifeError::Complaints(end)) if end == until), "{early:?}");
        over.t.advance(Millis(1));
        let viewer = over.t.viewer(&over.tree.unit).await;
        assert!(matches!(approve(&over.t, &viewer, round).await, Err(LifeError::NotAllowed)));
        approve(&over.t, &organiser, round).await.unwrap();
        assert_eq!((over.state().await, over.logged("round.approve").await.len()), (RoundState::Approved, 1));
        let twice = approve(&over.t, &organiser, round).await;
        assert!(matches!(twice, Err(LifeError::State(RoundState::Approved))), "{twice:?}");
        let standing = void(&over.t, &organiser, over.open.round_id, over.people[0].id * 100, "Muộn.").await;
        assert!(matches!(standing, Err(LifeError::State(RoundState::Approved))), "{standing:?}");

        withdraw_approval(&over.t, &organiser, round, "Khiếu nại đúng.").await.unwrap();
        assert_eq!(over.logged("round.withdraw_approval").await[0].detail.as_deref(), Some("Khiếu nại đúng."));
        void(&over.t, &organiser, over.open.round_id, over.people[0].id * 100, "Khiếu nại đúng.").await.unwrap();
        approve(&over.t, &organiser, round).await.unwrap();
        assert_eq!(over.winners().await.0, [1, 2, 3]);
    }
}
