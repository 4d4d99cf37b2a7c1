use contest::{
    attempts::Plan,
    banks::{Blueprint, Cell, ChoiceOrder, ChoiceSet, Kind, NotDone, Question, RevisionState, Step, Topic, Weight},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use super::*;
use crate::{
    accounts::{Role, StaffSession},
    banks::{self, QuestionFilter, approved},
    both_engines,
    db::{
        entities::{audit_log, plans, question_revisions},
        from_json, to_json,
    },
    testing::TestEngine,
};

fn asked(stem: &str) -> Question {
    Question {
        stem: stem.to_owned(),
        choices: vec!["Một".to_owned(), "Hai".to_owned(), "Ba".to_owned()],
        correct: ChoiceSet::EMPTY.with(1),
        anchored: ChoiceSet::EMPTY,
        kind: Kind::Single,
        topic: Some(Topic("Thể chế".to_owned())),
        level: None,
        explanation: None,
        handbook_entry: None,
    }
}

/// An author and a reviewer of a bank, and one of each who work elsewhere.
struct Desk {
    bank: i64,
    author: StaffSession,
    reviewer: StaffSession,
    organiser: StaffSession,
    stranger: StaffSession,
}

impl Desk {
    async fn of(t: &TestEngine, bank: i64) -> Self {
        let organiser = t.organiser().await;
        let author = t.staff("soan", Role::QuestionAuthor, None).await;
        let reviewer = t.staff("duyet", Role::QuestionReviewer, None).await;
        let stranger = t.staff("noi-khac", Role::QuestionReviewer, None).await;
        for worker in [&author, &reviewer] {
            assign(t, &organiser, worker.staff_id, bank, true).await.unwrap();
        }
        Self { bank, author, reviewer, organiser, stranger }
    }

    async fn look(&self, t: &TestEngine, question: i64) -> QuestionWork {
        question_work(&t.db.write, &self.organiser, self.bank, question).await.unwrap().unwrap()
    }

    /// Takes a question a step, on the version that it has now.
    async fn step(
        &self,
        t: &TestEngine,
        by: &StaffSession,
        question: i64,
        step: Step,
    ) -> Result<RevisionState, WorkError> {
        let version = self.look(t, question).await.version;
        decide(t, by, (self.bank, question, version), step, "Nên ghi rõ hơn.").await
    }

    async fn states(&self, t: &TestEngine, question: i64) -> Vec<RevisionState> {
        self.look(t, question).await.revisions.iter().map(|row| row.state).collect()
    }

    async fn usable(&self, t: &TestEngine) -> Vec<String> {
        approved(&t.db.read, self.bank).await.unwrap().into_iter().map(|(_, question)| question.stem).collect()
    }

    async fn found(&self, t: &TestEngine, filter: &QuestionFilter) -> Vec<i64> {
        let page = banks::questions(&t.db.read, self.bank, filter, 1).await.unwrap();
        page.questions.into_iter().map(|found| found.number).collect()
    }
}

fn in_state(state: RevisionState) -> QuestionFilter {
    QuestionFilter { state: Some(state), ..QuestionFilter::default() }
}

async fn audited(t: &TestEngine, action: &str) -> u64 {
    let rows = audit_log::Entity::find().filter(audit_log::Column::Action.eq(action));
    rows.count(&t.db.read).await.unwrap()
}

both_engines! {
    async fn a_question_goes_from_its_author_to_another_and_into_papers(t: TestEngine) {
        let desk = Desk::of(&t, t.bank("thu", 0).await).await;
        let question = create(&t, &desk.author, desk.bank, &asked("Ai ký nghị định?"), &[]).await.unwrap();
        assert_eq!(desk.states(&t, question).await, [RevisionState::Draft]);
        let early = desk.step(&t, &desk.reviewer, question, Step::Approve).await;
        assert!(matches!(early, Err(WorkError::NotDone(NotDone::WrongState(RevisionState::Draft)))), "{early:?}");
        desk.step(&t, &desk.author, question, Step::Submit).await.unwrap();
        assert_eq!(desk.found(&t, &in_state(RevisionState::InReview)).await, [question]);
        assert_eq!(desk.usable(&t).await, [""; 0], "nothing is drawn from what waits");
        let own = desk.step(&t, &desk.author, question, Step::Approve).await;
        assert!(matches!(own, Err(WorkError::NotDone(NotDone::NotAllowed))), "{own:?}");

        let silent = decide(&t, &desk.reviewer, (desk.bank, question, 2), Step::Return, " ").await;
        assert!(matches!(silent, Err(WorkError::Note)), "{silent:?}");
        desk.step(&t, &desk.reviewer, question, Step::Return).await.unwrap();
        let version = desk.look(&t, question).await.version;
        save(&t, &desk.author, (desk.bank, question, version), &asked("Ai ký nghị định của Chính phủ?"), &[]).await.unwrap();
        assert_eq!(desk.states(&t, question).await, [RevisionState::Draft, RevisionState::Superseded], "what was returned stays to be seen");
        desk.step(&t, &desk.author, question, Step::Submit).await.unwrap();
        desk.step(&t, &desk.reviewer, question, Step::Approve).await.unwrap();
        assert_eq!(desk.usable(&t).await, ["Ai ký nghị định của Chính phủ?"]);
        let seen = desk.look(&t, question).await;
        let deeds: Vec<&str> = seen.history.iter().rev().map(|past| past.deed.code()).collect();
        assert_eq!(deeds, ["create", "submit", "return", "edit", "submit", "approve"]);
        assert!(seen.history.iter().any(|past| past.note.as_deref() == Some("Nên ghi rõ hơn.")));
        assert_eq!((audited(&t, "question.approve").await, audited(&t, "question.create").await), (1, 1));
    }

    async fn choices_keep_their_place_from_an_edit_to_the_papers(t: TestEngine) {
        let desk = Desk::of(&t, t.bank("thu", 0).await).await;
        let question = create(&t, &desk.author, desk.bank, &asked("Đứng thứ mấy?"), &[]).await.unwrap();
        let anchored = Question { anchored: ChoiceSet::EMPTY.with(1), ..asked("Đứng thứ mấy?") };
        save(&t, &desk.author, (desk.bank, question, 1), &anchored, &[]).await.unwrap();
        desk.step(&t, &desk.author, question, Step::Submit).await.unwrap();
        desk.step(&t, &desk.reviewer, question, Step::Approve).await.unwrap();
        let usable = approved(&t.db.read, desk.bank).await.unwrap();
        assert_eq!(usable.iter().map(|(_, question)| question).collect::<Vec<_>>(), [&anchored]);
        let all = Blueprint(vec![Cell { topic: None, level: None, take: 1, weight: Weight::ONE }]);
        let plan = Plan::assemble(1, &all, usable);
        assert_eq!(plan.cells[0].questions[0].order, ChoiceOrder::Anchored(ChoiceSet::EMPTY.with(1)));
        assert_eq!(from_json::<Plan>(&to_json(&plan).unwrap(), "plan", 1).unwrap(), plan);
    }

    async fn reviewers_hear_of_what_others_hand_in(t: TestEngine) {
        let desk = Desk::of(&t, t.bank("thu", 2).await).await;
        for (author, stem) in [(&desk.author, "Một?"), (&desk.author, "Hai?"), (&desk.organiser, "Ba?")] {
            let question = create(&t, author, desk.bank, &asked(stem), &[]).await.unwrap();
            assert_eq!(desk.step(&t, author, question, Step::Submit).await.unwrap(), RevisionState::InReview);
        }
        create(&t, &desk.author, desk.bank, &asked("Còn nháp?"), &[]).await.unwrap();
        let mut waiting = Vec::new();
        for who in [&desk.organiser, &desk.reviewer, &desk.author, &desk.stranger] {
            let found = awaiting_review(&t.db.read, who, 3).await.unwrap();
            waiting.push(found.iter().map(|found| (found.bank_id, found.questions)).collect::<Vec<_>>());
        }
        let bank = desk.bank;
        assert_eq!(waiting, [vec![(bank, 2)], vec![(bank, 3)], vec![], vec![]]);
    }

    async fn nobody_approves_their_own_words_whatever_their_role(t: TestEngine) {
        let desk = Desk::of(&t, t.bank("thu", 0).await).await;
        let admin = t.staff("quan-tri", Role::Admin, None).await;
        for author in [&desk.organiser, &admin] {
            let stem = format!("Câu của {}?", author.username);
            let question = create(&t, author, desk.bank, &asked(&stem), &[]).await.unwrap();
            desk.step(&t, author, question, Step::Submit).await.unwrap();
            let refused = desk.step(&t, author, question, Step::Approve).await;
            assert!(matches!(refused, Err(WorkError::NotDone(NotDone::OwnWork))), "{refused:?}");
            let many = run(&t, author, desk.bank, &BulkAct::Step(Step::Approve), &Selection::Numbers(vec![question])).await;
            let view = bulk_view(&t.db.read, author, desk.bank, many.unwrap()).await.unwrap().unwrap();
            assert_eq!((view.done, view.skipped[0].numbers.as_slice()), (0, [question].as_slice()));
            assert!(!desk.usable(&t).await.contains(&stem));
        }
    }

    async fn what_is_approved_stays_in_use_until_its_edit_is(t: TestEngine) {
        let desk = Desk::of(&t, t.bank("thu", 2).await).await;
        let question = desk.found(&t, &QuestionFilter::default()).await[0];
        let before = desk.usable(&t).await;
        let edited = asked("Câu hỏi viết lại?");
        save(&t, &desk.author, (desk.bank, question, 0), &edited, &[]).await.unwrap();
        assert_eq!(desk.usable(&t).await, before);
        let open = question_work(&t.db.read, &desk.reviewer, desk.bank, question).await.unwrap().unwrap().steps;
        assert_eq!(open, [Step::Retire], "what is in use can be taken out of use beside a draft");
        let again = Question { explanation: Some("Vì thế.".to_owned()), ..edited.clone() };
        save(&t, &desk.author, (desk.bank, question, 1), &again, &[]).await.unwrap();
        assert_eq!(desk.states(&t, question).await.len(), 2, "one's own draft is written over");
        let unchanged = save(&t, &desk.author, (desk.bank, question, 2), &again, &[]).await;
        assert!(matches!(unchanged, Err(SaveError::Unchanged)), "{unchanged:?}");
        desk.step(&t, &desk.author, question, Step::Submit).await.unwrap();
        desk.step(&t, &desk.reviewer, question, Step::Approve).await.unwrap();
        assert_eq!(desk.states(&t, question).await, [RevisionState::Approved, RevisionState::Superseded]);
        assert_eq!(desk.usable(&t).await, [before[1].as_str(), "Câu hỏi viết lại?"]);
        desk.step(&t, &desk.reviewer, question, Step::Retire).await.unwrap();
        assert_eq!(desk.usable(&t).await, before[1..], "the one before does not come back");
    }

    async fn a_question_in_a_frozen_plan_cannot_change_under_it(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 12, 5).await;
        let desk = Desk::of(&t, open.bank_id).await;
        let frozen = plans::Entity::find().all(&t.db.read).await.unwrap();
        let rows = question_revisions::Entity::find().all(&t.db.read).await.unwrap();
        let questions = desk.found(&t, &QuestionFilter::default()).await;
        for question in &questions {
            save(&t, &desk.author, (desk.bank, *question, 0), &asked(&format!("Câu {question} viết lại?")), &[]).await.unwrap();
        }
        let all = Selection::Found(QuestionFilter::default());
        for (by, act) in [
            (&desk.author, BulkAct::Step(Step::Submit)),
            (&desk.reviewer, BulkAct::Step(Step::Approve)),
            (&desk.author, BulkAct::Topic(Some(Topic("Khác".to_owned())))),
            (&desk.reviewer, BulkAct::Step(Step::Retire)),
        ] {
            let id = run(&t, by, desk.bank, &act, &all).await.unwrap();
            assert_eq!(bulk_view(&t.db.read, by, desk.bank, id).await.unwrap().unwrap().done, 12, "{act:?}");
        }
        assert_eq!(plans::Entity::find().all(&t.db.read).await.unwrap(), frozen);
        for row in rows {
            let now = question_revisions::Entity::find_by_id(row.id).one(&t.db.read).await.unwrap().unwrap();
            assert_eq!(question_revisions::Model { state: row.state.clone(), ..now }, row, "only its state moves");
        }
        let used = desk.look(&t, questions[0]).await.rounds;
        assert_eq!(used.iter().map(|used| (used.round_id, used.revision)).collect::<Vec<_>>(), [(open.round_id, 1)]);
    }

    async fn of_two_who_edit_the_second_is_told(t: TestEngine) {
        let desk = Desk::of(&t, t.bank("thu", 2).await).await;
        let question = desk.found(&t, &QuestionFilter::default()).await[0];
        let (first, second) = (asked("Bản của người trước?"), asked("Bản của người sau?"));
        let at = (desk.bank, question, 0);
        let (a, b) = tokio::join!(save(&t, &desk.author, at, &first, &[]), save(&t, &desk.organiser, at, &second, &[]));
        assert!(matches!((&a, &b), (Ok(()), Err(SaveError::Changed(1))) | (Err(SaveError::Changed(1)), Ok(()))), "{a:?} {b:?}");
        let stale = decide(&t, &desk.organiser, at, Step::Submit, "").await;
        assert!(matches!(stale, Err(WorkError::Changed)), "{stale:?}");
        let other = desk.look(&t, question + 1).await.revisions[0].question.stem.clone();
        let same = save(&t, &desk.organiser, (desk.bank, question, 1), &asked(&other.to_uppercase()), &[]).await;
        assert!(matches!(same, Err(SaveError::SameStem(number)) if number == question + 1), "{same:?}");
        let same = create(&t, &desk.author, desk.bank, &asked(&other), &[]).await;
        assert!(matches!(same, Err(SaveError::SameStem(_))), "{same:?}");
        let empty = create(&t, &desk.author, desk.bank, &asked(" "), &[]).await;
        assert!(matches!(empty, Err(SaveError::Question(_))), "{empty:?}");
    }

    async fn only_those_who_work_on_a_bank_see_it_and_act_on_it(t: TestEngine) {
        let tree = t.tree().await;
        let desk = Desk::of(&t, t.bank("thu", 3).await).await;
        let other = t.bank("khac", 3).await;
        let viewer = t.viewer(&tree.province).await;
        let question = desk.found(&t, &QuestionFilter::default()).await[0];
        let names = async |who: &StaffSession| {
            banks_of(&t.db.read, who).await.unwrap().into_iter().map(|bank| bank.id).collect::<Vec<_>>()
        };
        assert_eq!(names(&desk.author).await, [desk.bank]);
        assert_eq!(names(&desk.organiser).await.len(), 2);
        for nobody in [&desk.stranger, &viewer] {
            assert_eq!(names(nobody).await, [0; 0]);
            assert_eq!(question_work(&t.db.read, nobody, desk.bank, question).await.unwrap(), None);
            let at = (desk.bank, question, 0);
            assert!(matches!(create(&t, nobody, desk.bank, &asked("Gì?"), &[]).await, Err(SaveError::NotFound)));
            assert!(matches!(save(&t, nobody, at, &asked("Gì?"), &[]).await, Err(SaveError::NotFound)));
            assert!(matches!(decide(&t, nobody, at, Step::Retire, "").await, Err(WorkError::NotFound)));
            assert!(matches!(comment(&t, nobody, desk.bank, question, "Này").await, Err(WorkError::NotFound)));
            let all = Selection::Numbers(vec![question]);
            let many = run(&t, nobody, desk.bank, &BulkAct::Step(Step::Retire), &all).await;
            assert!(matches!(many, Err(BulkError::NotFound)));
        }
        let elsewhere = decide(&t, &desk.reviewer, (other, question, 0), Step::Retire, "").await;
        assert!(matches!(elsewhere, Err(WorkError::NotFound)), "another bank's address: {elsewhere:?}");
        let foreign = run(&t, &desk.organiser, other, &BulkAct::Step(Step::Retire), &Selection::Numbers(vec![question])).await;
        assert!(matches!(foreign, Err(BulkError::Nothing)), "a question of another bank: {foreign:?}");
        assert!(matches!(create(&t, &desk.reviewer, desk.bank, &asked("Gì?"), &[]).await, Err(SaveError::NotDone(NotDone::NotAllowed))));
        let topic = BulkAct::Topic(None);
        let many = run(&t, &desk.reviewer, desk.bank, &topic, &Selection::Numbers(vec![question])).await;
        assert!(matches!(many, Err(BulkError::NotAllowed)), "{many:?}");
        comment(&t, &desk.reviewer, desk.bank, question, "Nên đổi phương án B.").await.unwrap();
        assert_eq!(desk.look(&t, question).await.version, 0, "a comment is in nobody's way");
        assign(&t, &desk.organiser, desk.author.staff_id, desk.bank, false).await.unwrap();
        assert_eq!(names(&desk.author).await, [0; 0]);
        assert!(matches!(assign(&t, &desk.author, desk.author.staff_id, desk.bank, true).await, Err(WorkerError::NotAllowed)));
        assert!(matches!(workers(&t, &desk.author).await, Err(WorkerError::NotAllowed)));
        assert!(matches!(assign(&t, &desk.organiser, desk.organiser.staff_id, desk.bank, true).await, Err(WorkerError::NotFound)));
    }

    async fn an_act_on_many_is_taken_back_but_for_what_changed_since(t: TestEngine) {
        let desk = Desk::of(&t, t.bank("thu", 230).await).await;
        let all = Selection::Found(QuestionFilter::default());
        let before = desk.usable(&t).await;
        let id = run(&t, &desk.reviewer, desk.bank, &BulkAct::Step(Step::Retire), &all).await.unwrap();
        assert_eq!(desk.usable(&t).await, [""; 0]);
        assert_eq!(banks::states(&t.db.read, desk.bank).await.unwrap(), [(RevisionState::Retired, 230)].into());
        let first = desk.found(&t, &QuestionFilter::default()).await[0];
        desk.step(&t, &desk.organiser, first, Step::Submit).await.unwrap();
        let stranger = undo(&t, &desk.author, desk.bank, id).await;
        assert!(matches!(stranger, Err(BulkError::NotAllowed)), "{stranger:?}");
        undo(&t, &desk.reviewer, desk.bank, id).await.unwrap();
        assert_eq!(desk.usable(&t).await, before[1..]);
        let view = bulk_view(&t.db.read, &desk.organiser, desk.bank, id).await.unwrap().unwrap();
        let (_, left, numbers) = view.undone.clone().unwrap();
        assert_eq!((view.done, left, numbers, view.may_undo), (230, 1, vec![first], false));
        assert!(matches!(undo(&t, &desk.reviewer, desk.bank, id).await, Err(BulkError::Undone)));
        assert_eq!((audited(&t, "bank.bulk").await, audited(&t, "bank.bulk_undo").await), (1, 1));
        assert_eq!(last_bulk(&t.db.read, desk.bank).await.unwrap(), Some(id));
    }

    async fn a_topic_set_on_many_waits_for_approval_and_can_be_taken_back(t: TestEngine) {
        let desk = Desk::of(&t, t.bank("thu", 4).await).await;
        let draft = create(&t, &desk.author, desk.bank, &asked("Câu nháp?"), &[]).await.unwrap();
        let topics = async || {
            let page = banks::questions(&t.db.read, desk.bank, &QuestionFilter::default(), 1).await.unwrap();
            page.questions.into_iter().map(|found| (found.question.topic.unwrap().0, found.state)).collect::<Vec<_>>()
        };
        let before = topics().await;
        let cells = banks::cells(&t.db.read, desk.bank).await.unwrap();
        let act = BulkAct::Topic(Some(Topic("Chuyển đổi số".to_owned())));
        let all = Selection::Found(QuestionFilter::default());
        let id = run(&t, &desk.author, desk.bank, &act, &all).await.unwrap();
        let view = bulk_view(&t.db.read, &desk.author, desk.bank, id).await.unwrap().unwrap();
        // Two of the four had it before.
        assert_eq!((view.done, view.skipped.iter().map(|some| some.count).sum::<u32>(), view.act), (3, 2, act.clone()));
        assert!(topics().await.iter().all(|(topic, _)| topic == "Chuyển đổi số"));
        assert_eq!(banks::cells(&t.db.read, desk.bank).await.unwrap(), cells, "papers go by what is approved");
        assert_eq!(desk.found(&t, &in_state(RevisionState::InReview)).await.len(), 2);
        assert_eq!(desk.states(&t, draft).await, [RevisionState::Draft], "one's own draft is written over");
        undo(&t, &desk.author, desk.bank, id).await.unwrap();
        assert_eq!(topics().await, before);
    }

    async fn an_approval_of_many_is_taken_back_to_what_was_in_use(t: TestEngine) {
        let desk = Desk::of(&t, t.bank("thu", 3).await).await;
        let before = desk.usable(&t).await;
        let numbers = desk.found(&t, &QuestionFilter::default()).await;
        for number in &numbers {
            save(&t, &desk.author, (desk.bank, *number, 0), &asked(&format!("Bản mới của {number}?")), &[]).await.unwrap();
        }
        let all = Selection::Numbers(numbers.clone());
        run(&t, &desk.author, desk.bank, &BulkAct::Step(Step::Submit), &all).await.unwrap();
        let id = run(&t, &desk.reviewer, desk.bank, &BulkAct::Step(Step::Approve), &all).await.unwrap();
        assert!(desk.usable(&t).await.iter().all(|stem| stem.starts_with("Bản mới")));
        undo(&t, &desk.reviewer, desk.bank, id).await.unwrap();
        assert_eq!(desk.usable(&t).await, before);
        assert_eq!(desk.states(&t, numbers[0]).await, [RevisionState::InReview, RevisionState::Approved]);
        // The words in use are known again: nobody writes them a second time.
        let same = create(&t, &desk.author, desk.bank, &asked(&before[0]), &[]).await;
        assert!(matches!(same, Err(SaveError::SameStem(number)) if number == numbers[0]), "{same:?}");
    }

    async fn a_worker_s_account_is_made_for_a_bank(t: TestEngine) {
        let bank = t.bank("thu", 1).await;
        let organiser = t.organiser().await;
        let new = NewWorker { username: "nguyen.a", name: " Nguyễn  Văn A ", role: Role::QuestionReviewer, bank_id: bank };
        create_worker(&t, &organiser, &new, &mut t.rng(1)).await.unwrap();
        let made = workers(&t, &organiser).await.unwrap();
        assert_eq!((made[0].name.as_str(), made[0].banks.as_slice(), made[0].unused), ("Nguyễn Văn A", [bank].as_slice(), true));
        reset_worker(&t, &organiser, made[0].staff_id, &mut t.rng(2)).await.unwrap();
        for (wrong, why) in [
            (NewWorker { role: Role::Admin, ..new.clone() }, "a role that is not of banks"),
            (NewWorker { bank_id: bank + 9, ..new.clone() }, "no such bank"),
            (NewWorker { name: " ", ..new.clone() }, "no name"),
            (NewWorker { username: "Ă", ..new.clone() }, "no user name"),
            (new.clone(), "a name that is taken"),
        ] {
            assert!(create_worker(&t, &organiser, &wrong, &mut t.rng(3)).await.is_err(), "{why}");
        }
        let not_a_worker = reset_worker(&t, &organiser, organiser.staff_id, &mut t.rng(4)).await;
        assert!(matches!(not_a_worker, Err(WorkerError::NotFound)), "{not_a_worker:?}");
    }
}
