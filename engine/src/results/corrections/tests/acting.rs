use super::*;

both_engines! {
    async fn a_submission_after_a_correction_is_graded_by_it_at_once(t: TestEngine) {
        let mut story = Story::new(t).await;
        let question = story.question().await;
        story.correct(Change::Drop).await;
        story.regrade().await;
        let mut shorter = 0;
        for number in 20..60 {
            let person = story.t.participant(&story.tree.unit, number).await;
            let attempt = story.take(&story.t, &person, 6).await;
            let row = results::Entity::find_by_id(attempt).one(&story.t.db.read).await.unwrap().unwrap();
            assert_eq!((row.correct, row.score, row.grading), (row.total, 10_000, 1));
            shorter += i32::from(row.total == 5);
            story.people.push(person);
            if shorter > 0 {
                break;
            }
        }
        assert!(shorter > 0, "no paper has question {question}");
        assert_eq!(regrade_due(&story.t).await.unwrap(), [0_i64; 0], "nothing is behind");
        story.all_are_graded_by_what_is_in_force().await;
    }

    async fn those_who_took_part_are_told_without_the_key(t: TestEngine) {
        let story = Story::new(t).await;
        let question = story.question().await;
        story.correct(second_choice()).await;
        story.regrade().await;
        let mut told = 0;
        for person in &story.people {
            let attempt = crate::results::mine(&story.t, person.id).await.unwrap()[0].attempt;
            let result = crate::results::attempt_result(&story.t, person.id, attempt).await.unwrap().unwrap();
            let plan = story.t.plans.get(&story.t.db.read, result.plan).await.unwrap();
            let paper = draw(&plan, result.seed);
            let number = paper.revisions(&plan).position(|revision| revision == question);
            let corrected: Vec<usize> =
                result.corrections.questions.iter().map(|one| usize::from(one.number) - 1).collect();
            assert_eq!(corrected, number.into_iter().collect::<Vec<_>>());
            assert_eq!(result.corrections.first_grade.is_some(), number.is_some(), "everybody with it has moved");
            let by_topic: u16 = result.topics.iter().map(|topic| topic.correct).sum();
            assert_eq!(by_topic, result.correct);
            told += corrected.len();
        }
        assert!(told > 0);
        let public = of_round(&story.t, &story.round().await).await.unwrap();
        assert_eq!((public.len(), public[0].stem.as_ref()), (1, None), "others may still draw it");
    }

    async fn what_cannot_be_done_is_refused(t: TestEngine) {
        let story = Story::new(t).await;
        let question = story.question().await;
        let act = |change| Act::Correct { revision: question, change };
        let viewer = story.t.viewer(&story.tree.department).await;
        let (round, drop) = (story.open.round_id, act(Change::Drop));
        assert!(matches!(preview(&story.t, &viewer, round, drop).await, Err(CorrectionError::NotAllowed)));
        assert!(matches!(apply(&story.t, &viewer, round, drop, "Vì thế.").await, Err(CorrectionError::NotAllowed)));
        let organiser = story.t.organiser().await;
        assert!(matches!(apply(&story.t, &organiser, round, drop, " ").await, Err(CorrectionError::Reason)));
        assert!(matches!(preview(&story.t, &organiser, 999, drop).await, Err(CorrectionError::NoRound)));
        let unknown = Act::Correct { revision: 999, change: Change::Drop };
        assert!(matches!(story.refused(unknown).await, CorrectionError::NotFound));
        assert!(matches!(story.refused(Act::Undo { correction: 1 }).await, CorrectionError::NotFound));
        let none = Change::Key(ChoiceSet::EMPTY);
        assert!(matches!(story.refused(act(none)).await, CorrectionError::Change(_)));

        story.apply(drop).await.unwrap();
        let next = act(Change::AllRight);
        assert!(matches!(story.refused(next).await, CorrectionError::BeingRegraded(7)));
        story.regrade().await;
        assert!(matches!(story.refused(next).await, CorrectionError::CorrectedBefore));
        let row = made(&story.t, &organiser, round).await.unwrap().remove(0);
        story.apply(Act::Undo { correction: row.id }).await.unwrap();
        story.regrade().await;
        assert!(matches!(story.refused(Act::Undo { correction: row.id }).await, CorrectionError::NotFound));
        story.apply(next).await.unwrap();
        story.regrade().await;
        let made = made(&story.t, &organiser, round).await.unwrap();
        let told: Vec<(Change, bool)> = made.iter().map(|one| (one.change, one.undone.is_some())).collect();
        assert_eq!(told, [(Change::AllRight, false), (Change::Drop, true)]);
    }

    async fn questions_are_found_by_their_words(t: TestEngine) {
        let story = Story::new(t).await;
        let (organiser, round) = (story.t.organiser().await, story.round().await);
        let all = questions(&story.t, &organiser, &round, "", 1).await.unwrap();
        assert_eq!((all.found, all.pages, all.lines.len()), (8, 1, 8));
        assert_eq!(all.lines[0].tracks.len(), 2, "one question of both tracks is one line");
        let some = questions(&story.t, &organiser, &round, "PHUONG an 3 cua cau 7", 9).await.unwrap();
        assert_eq!((some.found, some.page), (1, 1));
        assert!(some.lines[0].question.stem.contains('7'));
    }
}
