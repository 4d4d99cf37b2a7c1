//! Other papers for a draft.

use super::*;
use crate::contests::fixed_of;

type Expected = fn(&PapersError) -> bool;

both_engines! {
    async fn each_draft_may_have_a_bank_of_its_own(t: TestEngine) {
        let open = contest(&t).await;
        let actor = t.organiser().await;
        let id = create(&t, &actor, open.contest_id, &new(&t, 5)).await.unwrap();
        let bank = t.bank("vong-hai", 7).await;
        let papers = |take| {
            TrackKind::ALL
                .map(|track| NewPapers { track, bank_id: Some(bank), blueprint: any(take), fixed: vec![] })
                .to_vec()
        };
        set_papers(&t, &actor, id, &papers(6)).await.unwrap();
        assert_eq!(logged(&t, "round.papers").await, 1);
        let now = blueprints_of(&t.db.read, id).await.unwrap();
        assert!(now.iter().all(|(track, blueprint)| track.bank_id == bank && blueprint.total() == 6), "{now:?}");
        assert!(fixed_of(&t.db.read, id).await.unwrap().values().all(Vec::is_empty));

        // What cannot be drawn changes nothing.
        for (papers, expected) in [
            (papers(8), (|error| matches!(error, PapersError::Round(NewRoundError::Shortages(_)))) as Expected),
            (papers(0), |error| matches!(error, PapersError::Round(NewRoundError::NoQuestions(_)))),
            (papers(6)[..1].to_vec(), |error| matches!(error, PapersError::Round(NewRoundError::NoQuestions(_)))),
        ] {
            let refused = set_papers(&t, &actor, id, &papers).await.unwrap_err();
            assert!(expected(&refused), "{refused:?}");
        }
        assert_eq!(blueprints_of(&t.db.read, id).await.unwrap(), now);

        // Opened, its questions come from that bank, and its papers stand.
        super::open(&t, &actor, id).await.unwrap();
        let refused = set_papers(&t, &actor, id, &papers(5)).await.unwrap_err();
        assert!(matches!(refused, PapersError::State(RoundState::Open)), "{refused:?}");
        let frozen = plans::Entity::find().filter(plans::Column::RoundId.eq(id)).all(&t.db.read).await.unwrap();
        assert!(!frozen.is_empty());
    }
}
