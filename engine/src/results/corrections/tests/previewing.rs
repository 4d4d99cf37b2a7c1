use super::*;

both_engines! {
    async fn what_was_counted_before_is_what_then_moves(t: TestEngine) {
        let story = Story::new(t).await;
        let mut grading = 0;
        for change in [second_choice(), Change::AllRight, Change::Drop] {
            let before = story.grades().await;
            let shown = story.correct(change).await;
            assert_eq!(story.grades().await, before, "nothing moves until it is graded again");
            story.regrade().await;
            grading += 1;
            story.all_are_graded_by_what_is_in_force().await;
            let expected = shown.moves.unwrap();
            let after = story.grades().await;
            let moved = before.iter().zip(&after).filter(|(before, after)| before != after).count() as u64;
            assert!(moved > 0, "{change:?} moves somebody");
            assert_eq!(expected.grades.all(), moved, "{change:?}");
            let stored = figures::of(&story.t.db.read, story.open.round_id, grading).await.unwrap();
            assert_eq!(expected.grades, stored);
            let mut places: Vec<u64> = expected.first.iter().map(|one| u64::from(one.after.unwrap())).collect();
            places.sort_unstable();
            assert_eq!(places, story.board().await.iter().map(|(rank, _)| *rank).collect::<Vec<_>>());

            let undone = story.apply(Act::Undo { correction: i64::from(grading + 1) / 2 }).await.unwrap();
            grading += 1;
            story.regrade().await;
            assert_eq!(story.grades().await, before, "taken back");
            assert_eq!(undone.moves.unwrap().grades, Figures {
                up: expected.grades.down, down: expected.grades.up, even: expected.grades.even,
            });
            assert_eq!(story.regraded(grading).await, moved);
        }
        let [first, ..] = &story.logged("question.correct").await[..] else { panic!("not logged") };
        let detail = first.detail.clone().unwrap();
        assert!(detail.contains("\"key\":[1]") && detail.ends_with("; Đáp án sai."), "{detail}");
        assert_eq!(story.logged("question.undo_correction").await.len(), 3);
        assert_eq!(story.logged("round.regraded").await.len(), 6);
    }

    async fn it_is_told_how_a_question_was_answered(t: TestEngine) {
        let story = Story::new(t).await;
        let organiser = story.t.organiser().await;
        let question = story.question().await;
        let shown = usage(&story.t, &organiser, story.open.round_id, question).await.unwrap();
        assert_eq!((shown.usage.attempts, shown.moves.as_ref()), (7, None));
        let usage = &shown.usage;
        assert_eq!(usage.choices[0], usage.right);
        assert_eq!((usage.choices[0] + usage.choices[1], usage.blank), (usage.papers, 0));
        assert!(usage.papers > 0);
    }
}
