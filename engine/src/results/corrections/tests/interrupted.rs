use super::*;

/// Polls a future so many times and drops it then: what a process that is killed leaves behind.
async fn cut_off<F: Future>(future: F, polls: usize) -> Option<F::Output> {
    let (mut future, mut left) = (Box::pin(future), polls);
    std::future::poll_fn(move |context| {
        if left == 0 {
            return std::task::Poll::Ready(None);
        }
        left -= 1;
        future.as_mut().poll(context).map(Some)
    })
    .await
}

both_engines! {
    async fn a_regrading_that_is_cut_off_anywhere_goes_on_and_counts_nobody_twice(t: TestEngine) {
        let story = Story::new(t).await;
        let shown = story.correct(second_choice()).await;
        let mut polls = 1;
        while cut_off(regrade_due(&story.t), polls).await.is_none() {
            polls += 1;
            assert!(polls < 1_000, "it never ends");
        }
        assert!(polls > 5, "it was cut off under way");
        story.all_are_graded_by_what_is_in_force().await;
        assert_eq!(story.regraded(1).await, shown.moves.unwrap().grades.all());
        assert_eq!(regrade_due(&story.t).await.unwrap(), [0_i64; 0]);
        let mut correct: Vec<u16> = story.results().await.iter().map(|row| row.correct as u16).collect();
        correct.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!(story.board().await.iter().map(|(_, correct)| *correct).collect::<Vec<_>>(), correct);
    }
}
