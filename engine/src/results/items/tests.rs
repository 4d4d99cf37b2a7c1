//! How questions did, on both databases.

use contest::{Millis, attempts::Change, banks::ChoiceSet};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use super::{due::analyse_by, *};
use crate::{
    accounts::Role,
    banks::work::assign,
    db::entities::item_tallies,
    results::{corrections::tests::Story, life},
    testing::{TestEngine, both_engines},
};

impl Story {
    /// Closes the round and counts it.
    async fn count(&self) {
        self.t.advance(Millis::days(30));
        crate::contests::rounds::close_due(&self.t).await.unwrap();
        assert_eq!(life::settle_due(&self.t).await.unwrap().len(), 1);
    }

    /// All questions of the round, by revision.
    async fn items(&self, of: ItemsOf) -> Vec<ItemLine> {
        let organiser = self.t.organiser().await;
        let page = items(&self.t.db.read, &organiser, of, ItemOrder::Asked, 1).await.unwrap();
        assert_eq!(page.total, page.lines.len() as u64);
        let mut lines = page.lines;
        lines.sort_by_key(|line| line.revision);
        lines
    }

    async fn of_round(&self) -> Vec<ItemLine> {
        self.items(ItemsOf::Round(self.open.round_id)).await
    }

    async fn how_far(&self) -> Option<Progress> {
        let organiser = self.t.organiser().await;
        progress(&self.t.db.read, &organiser, self.open.round_id).await.unwrap()
    }

    /// Papers with a question and those that have it right, from the papers themselves.
    async fn seen(&self, revision: i64) -> (u64, u64) {
        let (mut seen, mut right) = (0, 0);
        for person in 0..self.people.len() {
            if let Some(place) = self.paper(person).await.iter().position(|other| *other == revision) {
                seen += 1;
                right += u64::from(place < 6 - person);
            }
        }
        (seen, right)
    }
}

both_engines! {
    async fn every_question_is_counted_as_it_was_answered(t: TestEngine) {
        let story = Story::new(t).await;
        assert!(analyse_due(&story.t).await.unwrap().is_empty(), "not while the round is open");
        story.count().await;
        assert_eq!(analyse_due(&story.t).await.unwrap(), [story.open.round_id]);
        assert!(analyse_due(&story.t).await.unwrap().is_empty(), "once");
        let lines = story.of_round().await;
        assert_eq!(lines.iter().map(|line| line.figures.attempts).sum::<u64>(), 7 * 6);
        for line in &lines {
            let (seen, right) = story.seen(line.revision).await;
            assert_eq!(line.figures.attempts, seen, "question {}", line.revision);
            assert_eq!(line.figures.facility, Some(right as f64 / seen as f64));
            assert_eq!((line.figures.choices[0].all, line.figures.choices[1].all), (right, seen - right));
        }
        let progress = story.how_far().await.unwrap();
        assert!(progress.is_done);
        let [(plan, papers)] = progress.plans[..] else { panic!("one plan") };
        assert_eq!((plan, papers.papers), (story.open.plan.version, 7));
        assert_eq!(papers.median, Some(500_000.0), "3 of 6 right");
    }

    async fn cut_off_anywhere_it_goes_on_from_there(t: TestEngine) {
        let story = Story::new(t).await;
        story.count().await;
        let other = story.t.another().await;
        let mut runs = 0;
        loop {
            let engine = if runs % 2 == 0 { &*story.t } else { &other };
            runs += 1;
            if !analyse_by(engine, 2, 1).await.unwrap().is_empty() {
                break;
            }
            let progress = story.how_far().await.unwrap();
            assert_eq!((progress.papers, progress.is_done), (Ord::min(runs * 2, 7), false));
        }
        assert_eq!(runs, 5, "seven papers, two at a time, and a look for more");
        let portions = story.of_round().await;
        read_again(&story.t.db.write, story.open.round_id).await.unwrap();
        analyse_due(&story.t).await.unwrap();
        assert_eq!(story.of_round().await, portions);
        assert_eq!(story.items(ItemsOf::Bank(story.open.bank_id)).await.iter().map(|line| line.figures.clone()).collect::<Vec<_>>(),
            portions.iter().map(|line| line.figures.clone()).collect::<Vec<_>>(), "one round is all rounds, and is not added twice");
    }

    async fn what_is_corrected_or_void_counts_as_it_does_then(t: TestEngine) {
        let story = Story::new(t).await;
        story.count().await;
        analyse_due(&story.t).await.unwrap();
        let question = story.question().await;
        story.correct(Change::Key(ChoiceSet::EMPTY.with(1))).await;
        story.regrade().await;
        analyse_due(&story.t).await.unwrap();
        let (seen, right) = story.seen(question).await;
        let line = |lines: Vec<ItemLine>| lines.into_iter().find(|line| line.revision == question);
        let corrected = line(story.of_round().await).unwrap();
        assert_eq!(corrected.figures.facility, Some((seen - right) as f64 / seen as f64));
        assert_eq!((corrected.key, corrected.corrected), (ChoiceSet::EMPTY.with(1), true));

        let organiser = story.t.organiser().await;
        let first = story.results().await[0].attempt_id;
        life::void(&story.t, &organiser, story.open.round_id, first, "Làm hộ.").await.unwrap();
        assert_eq!(analyse_due(&story.t).await.unwrap(), [story.open.round_id]);
        assert_eq!(story.how_far().await.unwrap().papers, 6);
        assert_eq!(line(story.of_round().await).unwrap().figures.attempts, seen - 1);
    }

    async fn a_dropped_question_is_on_no_paper(t: TestEngine) {
        let story = Story::new(t).await;
        story.count().await;
        analyse_due(&story.t).await.unwrap();
        let before = item_tallies::Entity::find().count(&story.t.db.read).await.unwrap();
        story.correct(Change::Drop).await;
        story.regrade().await;
        analyse_due(&story.t).await.unwrap();
        let after = item_tallies::Entity::find().count(&story.t.db.read).await.unwrap();
        assert_eq!(after, before - 2, "neither in the round nor in all rounds");
    }

    async fn only_organisers_see_it_and_find_every_round_of_a_question(t: TestEngine) {
        let story = Story::new(t).await;
        story.count().await;
        analyse_due(&story.t).await.unwrap();
        let viewer = story.t.viewer(&story.tree.unit).await;
        let organiser = story.t.organiser().await;
        let (db, of) = (&story.t.db.read, ItemsOf::Bank(story.open.bank_id));
        assert!(matches!(items(db, &viewer, of, ItemOrder::Hard, 1).await, Err(ItemsError::NotAllowed)));
        assert!(matches!(progress(db, &viewer, story.open.round_id).await, Err(ItemsError::NotAllowed)));
        let hard = items(db, &organiser, of, ItemOrder::Hard, 1).await.unwrap().lines;
        assert!(hard.is_sorted_by(|a, b| a.figures.facility <= b.figures.facility));
        let number = hard[0].number;
        assert!(matches!(of_question(db, &viewer, story.open.bank_id, number).await, Err(ItemsError::NotAllowed)));
        let author = story.t.staff("soan", Role::QuestionAuthor, None).await;
        let bank = story.open.bank_id;
        assert!(matches!(of_question(db, &author, bank, number).await, Err(ItemsError::NotAllowed)));
        assign(&story.t, &organiser, author.staff_id, bank, true).await.unwrap();
        assert_eq!(of_question(db, &author, bank, number).await.unwrap().len(), 2);
        assert!(matches!(items(db, &author, of, ItemOrder::Hard, 1).await, Err(ItemsError::NotAllowed)));
        let [(None, all), (Some(_), round)] = &of_question(db, &organiser, story.open.bank_id, number).await.unwrap()[..]
            else { panic!("all rounds, then the round") };
        assert_eq!(all.figures, round.figures);
        assert!(of_question(db, &organiser, story.open.bank_id + 1, number).await.unwrap().is_empty());
    }
}
