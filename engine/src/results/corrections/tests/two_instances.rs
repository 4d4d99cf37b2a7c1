use futures_util::future::join_all;

use super::*;

#[tokio::test]
async fn submissions_that_meet_a_correction_all_end_up_graded_by_it() {
    let mut story = Story::new(TestEngine::postgres().await).await;
    let other = story.t.another().await;
    let act = Act::Correct { revision: story.question().await, change: second_choice() };
    let mut papers = Vec::new();
    for number in 100..140 {
        let person = story.t.participant(&story.tree.unit, number).await;
        papers.push((number, story.begin(&story.t, &person).await));
        story.people.push(person);
    }
    // Both instances remember the round as it was before.
    let remembered = other.rounds.get(&other.db.read, story.open.round_id, other.now()).await.unwrap().unwrap();
    assert_eq!(remembered.grading, 0);
    story.preview(act).await.unwrap();
    let submit = |(number, paper): &(u32, OpenPaper)| {
        let engine = if number % 2 == 0 { (*story.t).clone() } else { other.clone() };
        let request = submission(&engine, paper, *number as usize % 7);
        async move { engine.writer.submit(request).await }
    };
    let organiser = story.t.organiser().await;
    let applied = apply(&story.t, &organiser, story.open.round_id, act, "Đáp án sai.");
    let (applied, submitted) = tokio::join!(applied, join_all(papers.iter().map(submit)));
    applied.unwrap();
    assert!(submitted.iter().all(Result::is_ok), "{submitted:?}");
    // Both instances regrade at once.
    let (here, there) = tokio::join!(regrade_due(&story.t), regrade_due(&other));
    assert!(here.unwrap().len() + there.unwrap().len() <= 1, "one of them is told that it did it");
    story.all_are_graded_by_what_is_in_force().await;

    // The other instance still grades by what it remembers; the job finds that.
    let late = story.t.participant(&story.tree.unit, 200).await;
    let paper = story.begin(&story.t, &late).await;
    other.writer.submit(submission(&other, &paper, 3)).await.unwrap();
    assert_eq!(behind(&story.t.db.read, story.open.round_id).await.unwrap(), 1);
    assert_eq!(regrade_due(&other).await.unwrap(), [story.open.round_id]);
    story.all_are_graded_by_what_is_in_force().await;
}
