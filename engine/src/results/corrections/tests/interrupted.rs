use super::{regrade::regrade_by, *};

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
        let (mut polls, mut left) = (1, vec![7]);
        while cut_off(regrade_by(&story.t, 2), polls).await.is_none() {
            left.push(behind(&story.t.db.read, story.open.round_id).await.unwrap());
            polls += 1;
            assert!(polls < 1_000, "it never ends");
        }
        left.dedup();
        // One engine comes further in a poll than the other.
        let goes_on = left.is_sorted_by(|before, after| before > after);
        assert!(left.len() > 2 && goes_on, "cut off between batches, and gone on with from there: {left:?}");
        story.all_are_graded_by_what_is_in_force().await;
        assert_eq!(story.regraded(1).await, shown.moves.unwrap().grades.all());
        assert_eq!(regrade_due(&story.t).await.unwrap(), [0_i64; 0]);
        let mut correct: Vec<u16> = story.results().await.iter().map(|row| row.correct as u16).collect();
        correct.sort_unstable_by(|a, b| b.cmp(a));
        assert_eq!(story.board().await.iter().map(|(_, correct)| *correct).collect::<Vec<_>>(), correct);
    }
}
