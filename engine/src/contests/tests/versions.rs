use std::sync::Arc;

use contest::{
    Millis,
    attempts::{Plan, draw},
    banks::{ChoiceSet, Kind},
    contests::{Entrant, PredictedQuantity, Presentation, Rules, RulesError, TrackKind},
    results::RankKey,
};
use sea_orm::{ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _};

use super::{super::*, round};
use crate::{
    accounts::audit,
    attempts::{AttemptToken, StartRequest, SubmitRequest, SubmittedBy, seed_of},
    both_engines,
    cache::Scope,
    db::{
        entities::{agencies, attempts, audit_log, plans, results},
        to_json,
    },
    results::{attempt_result, page, reconcile},
    testing::{OpenContest, Person, TestEngine, Tree},
};

fn revision(open: &OpenContest, edited: i32, rules: Rules) -> Revision {
    Revision { contest_id: open.contest_id, edited, rules, reason: " Theo công văn\nsố 12. ".to_owned() }
}

fn longer() -> Rules {
    Rules { duration: Millis::minutes(30), ..Rules::case_4() }
}

async fn version_of(t: &TestEngine, id: i64) -> i32 {
    Round::load(&t.db.read, id).await.unwrap().unwrap().rules_version
}

/// Begins an attempt of the round as it is now.
async fn start(t: &TestEngine, tree: &Tree, round_id: i64, person: &Person) -> attempts::Model {
    let request = StartRequest {
        round: Arc::new(Round::load(&t.db.read, round_id).await.unwrap().unwrap()),
        participant: person.id,
        agency: tree.unit.id,
        entrant: Entrant::in_track(TrackKind::Staff),
        session: 5,
        now: t.now(),
    };
    let started = t.writer.start(request).await.unwrap();
    attempts::Entity::find_by_id(started.attempt).one(&t.db.read).await.unwrap().unwrap()
}

/// Submits an attempt with the author's first choice marked everywhere; gives the score.
async fn submit(t: &TestEngine, attempt: &attempts::Model) -> u16 {
    let plan = t.plans.get(&t.db.read, attempt.plan_id).await.unwrap();
    let paper = draw(&plan, seed_of(attempt).unwrap());
    let first = |item: &contest::attempts::PaperItem| {
        (0..4).map(|place| ChoiceSet::EMPTY.with(place)).find(|marked| item.to_author(*marked).contains(0)).unwrap()
    };
    let form = paper.items.iter().zip(0..).map(|(item, place)| (place, i32::from(first(item).bits()))).collect();
    let size = paper.items.len() as u16;
    let token = AttemptToken {
        attempt: attempt.id,
        participant: attempt.participant_id,
        session: 5,
        session_tag: [0; 8],
        size,
        presentation: Presentation::OnePage,
    };
    let by = SubmittedBy::Person { token, form };
    t.writer.submit(SubmitRequest { attempt: attempt.id, by, now: t.now() }).await.unwrap().grade.score
}

/// Makes every question of a plan have two right choices.
async fn two_right(t: &TestEngine, plan_id: i64) {
    let row = plans::Entity::find_by_id(plan_id).one(&t.db.write).await.unwrap().unwrap();
    let mut plan: Plan = serde_json::from_str(&row.body).unwrap();
    for question in plan.cells.iter_mut().flat_map(|cell| &mut cell.questions) {
        (question.kind, question.correct) = (Kind::Multiple, ChoiceSet::EMPTY.with(0).with(1));
    }
    let mut row = row.into_active_model();
    row.body = Set(to_json(&plan).unwrap());
    row.update(&t.db.write).await.unwrap();
}

type Expected = fn(&RevisionError) -> bool;

both_engines! {
    async fn a_version_is_for_rounds_that_are_not_over(t: TestEngine) {
        let open = t.open_contest(&t.tree().await, 20, 5).await;
        let (now, day) = (t.now(), Millis::days(1));
        let draft = round(&t, open.contest_id, 2, "draft", now + day, now + Millis::days(2)).await;
        let closed = round(&t, open.contest_id, 3, "closed", now - day, now + day).await;
        let over = round(&t, open.contest_id, 4, "open", now - day, now).await;
        let actor = t.organiser().await;
        t.rounds.get(&t.db.read, open.round_id, now).await.unwrap();
        assert_eq!(revise(&t, &actor, &revision(&open, 1, longer())).await.unwrap(), 2);
        for (id, version) in [(open.round_id, 2), (draft, 2), (closed, 1), (over, 1)] {
            assert_eq!(version_of(&t, id).await, version, "{id}");
        }
        let remembered = t.rounds.get(&t.db.read, open.round_id, now).await.unwrap().unwrap();
        assert_eq!(remembered.rules, longer(), "what was remembered is forgotten");
        assert_eq!(*remembered.rules_of_version(&t.db.read, 1).await.unwrap(), Rules::case_4());
        assert!(remembered.rules_of_version(&t.db.read, 3).await.is_err());

        let history = rules_history(&t.db.read, open.contest_id).await.unwrap();
        let told: Vec<_> = history.iter().map(|version| (version.version, version.reason.as_deref())).collect();
        assert_eq!(told, [(1, None), (2, Some("Theo công văn số 12."))]);
        assert_eq!(newest_rules(&t.db.read, open.contest_id).await.unwrap().as_ref(), history.last());
        assert_eq!(newest_rules(&t.db.read, open.contest_id + 1).await.unwrap(), None);
        let log = audit_log::Entity::find().all(&t.db.read).await.unwrap().pop().unwrap();
        assert_eq!((log.action.as_str(), log.staff_id), ("rules.revise", Some(actor.staff_id)));
        assert_eq!(log.detail.as_deref(), Some("version 2: Theo công văn số 12."));
    }

    async fn rules_that_cannot_be_changed_so_stay(t: TestEngine) {
        let open = t.open_contest(&t.tree().await, 20, 5).await;
        let actor = t.organiser().await;
        let province = agencies::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        let sound = revision(&open, 1, longer());
        let refused = revise(&t, &t.viewer(&province).await, &sound).await;
        assert!(matches!(refused, Err(RevisionError::NotAllowed)), "{refused:?}");
        let cases: [(Revision, Expected); 6] = [
            (Revision { reason: " \n".to_owned(), ..sound.clone() }, |e| matches!(e, RevisionError::Reason)),
            (Revision { reason: "ă".repeat(audit::MAX_REASON + 1), ..sound.clone() }, |e| matches!(e, RevisionError::Reason)),
            (Revision { edited: 2, ..sound.clone() }, |e| matches!(e, RevisionError::Newer)),
            (revision(&open, 1, Rules::case_4()), |e| matches!(e, RevisionError::Unchanged)),
            (revision(&open, 1, Rules { ranking: vec![], ..longer() }), |e| matches!(e, RevisionError::Rules(RulesError::NoRanking))),
            (Revision { contest_id: open.contest_id + 1, ..sound.clone() }, |e| matches!(e, RevisionError::NoContest)),
        ];
        for (case, expected) in cases {
            let error = revise(&t, &actor, &case).await.unwrap_err();
            assert!(expected(&error), "{error:?}");
        }
        // Two who edited the same version: one of them is told.
        let another = revision(&open, 1, Rules { partial_credit: true, ..Rules::case_4() });
        let (a, b) = tokio::join!(revise(&t, &actor, &sound), revise(&t, &actor, &another));
        let (won, lost) = if a.is_ok() { (a, b) } else { (b, a) };
        assert_eq!(won.unwrap(), 2);
        assert!(matches!(lost, Err(RevisionError::Newer)), "{lost:?}");
        assert_eq!(rules_history(&t.db.read, open.contest_id).await.unwrap().len(), 2);
    }

    async fn an_attempt_keeps_the_rules_that_it_began_under(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 20, 5).await;
        two_right(&t, open.staff_plan_id).await;
        let (early, late) = (t.participant(&tree.unit, 1).await, t.participant(&tree.unit, 2).await);
        let before = start(&t, &tree, open.round_id, &early).await;
        let rules = Rules { partial_credit: true, ..longer() };
        revise(&t, &t.organiser().await, &revision(&open, 1, rules)).await.unwrap();
        let after = start(&t, &tree, open.round_id, &late).await;
        assert_eq!([before.rules_version, after.rules_version], [1, 2]);
        assert_eq!([&before, &after].map(|row| row.deadline_at - row.started_at), [20, 30].map(|n| Millis::minutes(n).0));
        assert_eq!([submit(&t, &before).await, submit(&t, &after).await], [0, 5_000]);
        for (person, attempt, partial) in [(&early, &before, false), (&late, &after, true)] {
            let result = attempt_result(&t, person.id, attempt.id).await.unwrap().unwrap();
            assert_eq!(result.rules.partial_credit, partial);
        }
    }

    async fn what_people_have_predicted_is_not_changed_under_them(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 20, 5).await;
        let actor = t.organiser().await;
        let other = |prediction| Rules { prediction, ..Rules::case_4() };
        revise(&t, &actor, &revision(&open, 1, other(Some(PredictedQuantity::People)))).await.unwrap();
        let person = t.participant(&tree.unit, 1).await;
        start(&t, &tree, open.round_id, &person).await;
        let refused = revise(&t, &actor, &revision(&open, 2, other(None))).await;
        assert!(matches!(refused, Err(RevisionError::Predicted)), "{refused:?}");
        rounds::close(&t, &actor, open.round_id).await.unwrap();
        assert_eq!(revise(&t, &actor, &revision(&open, 2, other(None))).await.unwrap(), 3);
    }

    async fn boards_go_by_the_new_keys_at_once_and_an_old_place_is_mended(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 20, 10).await;
        let (right, quick) = (t.participant(&tree.unit, 1).await, t.participant(&tree.unit, 2).await);
        let taken = async |person: &Person, number: i64, correct: i32, seconds: i64| {
            let row = results::Model {
                attempt_id: person.id * 10 + number,
                round_id: open.round_id,
                participant_id: person.id,
                agency_id: tree.unit.id,
                track_id: open.staff_track_id,
                correct,
                total: 10,
                score: correct * 1_000,
                prediction: None,
                started_at: t.now().0,
                submitted_at: t.now().0 + seconds * 1_000,
                submitted_by: "person".to_owned(),
                valid: true,
                voided_at: None,
                grading: 0,
            };
            row.into_active_model().reset_all().insert(&t.db.write).await.unwrap();
        };
        taken(&right, 1, 9, 900).await;
        taken(&quick, 1, 5, 60).await;
        let order = async || {
            let round = t.rounds.get(&t.db.read, open.round_id, t.now()).await.unwrap().unwrap();
            let board = page(&t, &round, Scope::Track(TrackKind::Staff), 1, 10).await.unwrap();
            board.lines.iter().map(|line| line.participant).collect::<Vec<_>>()
        };
        let old = Round::load(&t.db.read, open.round_id).await.unwrap().unwrap();
        assert_eq!(order().await, [right.id, quick.id]);
        assert_eq!(reconcile(&t).await.unwrap(), [0; 0]);
        let rules = Rules { ranking: vec![RankKey::Duration], ..Rules::case_4() };
        revise(&t, &t.organiser().await, &revision(&open, 1, rules)).await.unwrap();
        assert_eq!(order().await, [quick.id, right.id]);

        // An instance that has not heard of it yet applies new results.
        taken(&right, 2, 9, 900).await;
        taken(&quick, 2, 5, 60).await;
        crate::results::publish(&t.db.read, &t.cache, &old, &[right.id, quick.id]).await.unwrap();
        assert_eq!(order().await, [right.id, quick.id]);
        assert_eq!(reconcile(&t).await.unwrap(), [open.round_id]);
        assert_eq!(order().await, [quick.id, right.id]);
        assert_eq!(reconcile(&t).await.unwrap(), [0; 0]);
    }
}
