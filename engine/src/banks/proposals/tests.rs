use contest::banks::RevisionState;
use sea_orm::{
    ActiveModelTrait as _,
    ActiveValue::{NotSet, Set},
    EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _,
};

use super::*;
use crate::{
    accounts::{Role, StaffSession},
    banks::{QuestionFilter, handbooks, insert, questions, tests::shipped, work},
    both_engines,
    db::entities::{
        audit_log, handbook_entries, handbooks as handbook_rows, proposal_decisions, question_acts, question_revisions,
        questions as question_rows, revision_documents,
    },
    testing::TestEngine,
};

struct Desk {
    bank: i64,
    handbook: i64,
    author: StaffSession,
    organiser: StaffSession,
}

impl Desk {
    /// An empty bank with an author of its own, and the handbook.
    async fn of(t: &TestEngine) -> Self {
        let bank = insert(&t.db.write, "thu", "Ngân hàng thử", t.now()).await.unwrap();
        let handbook = handbooks::import(t, "so-tay.docx", shipped("so-tay.docx")).await.unwrap().handbook_id;
        let (author, organiser) = (t.staff("tac-gia", Role::QuestionAuthor, None).await, t.organiser().await);
        work::assign(t, &organiser, author.staff_id, bank, true).await.unwrap();
        Self { bank, handbook, author, organiser }
    }

    async fn page(&self, t: &TestEngine, filter: &ProposalFilter) -> ProposalPage {
        list(t, &self.author, (self.bank, self.handbook), filter, 1).await.unwrap().unwrap()
    }

    const fn which<'a>(&self, key: &'a str) -> Which<'a> {
        Which { bank_id: self.bank, handbook_id: self.handbook, key }
    }

    /// The keys of the first proposals.
    async fn keys(&self, t: &TestEngine) -> Vec<String> {
        let page = self.page(t, &ProposalFilter::default()).await;
        page.proposals.into_iter().map(|listed| listed.proposal.key).collect()
    }
}

async fn rows(t: &TestEngine) -> [u64; 5] {
    let db = &t.db.read;
    [
        question_rows::Entity::find().count(db).await.unwrap(),
        question_revisions::Entity::find().count(db).await.unwrap(),
        question_acts::Entity::find().count(db).await.unwrap(),
        proposal_decisions::Entity::find().count(db).await.unwrap(),
        revision_documents::Entity::find().count(db).await.unwrap(),
    ]
}

/// The handbook once more, from another file.
async fn second_edition(t: &TestEngine) -> i64 {
    let db = &t.db.write;
    let mut row = handbook_rows::Entity::find().one(db).await.unwrap().unwrap().into_active_model().reset_all();
    row.id = NotSet;
    row.file_sha256 = Set("another".to_owned());
    let second = row.insert(db).await.unwrap().id;
    for entry in handbook_entries::Entity::find().all(db).await.unwrap() {
        let mut entry = entry.into_active_model().reset_all();
        entry.id = NotSet;
        entry.handbook_id = Set(second);
        entry.insert(db).await.unwrap();
    }
    second
}

both_engines! {
    async fn proposals_are_listed_filtered_and_counted(t: TestEngine) {
        let desk = Desk::of(&t).await;
        let all = desk.page(&t, &ProposalFilter::default()).await;
        assert!(all.total > PAGE, "{}", all.total);
        assert_eq!((all.proposals.len() as u64, all.counts), (PAGE, [all.total, 0, 0, 0]));
        assert_eq!(waiting(&t, desk.bank).await.unwrap(), Some(all.total));
        let again = desk.page(&t, &ProposalFilter::default()).await;
        assert!(std::sync::Arc::ptr_eq(&all.made, &again.made), "made once");

        let one = &all.proposals[3].proposal;
        let by_entry = desk.page(&t, &ProposalFilter { entry: Some(one.entry), ..ProposalFilter::default() }).await;
        assert!(by_entry.total < all.total && by_entry.proposals.iter().all(|listed| listed.proposal.entry == one.entry));
        let by_rule = desk.page(&t, &ProposalFilter { rule: Some(one.rule), ..ProposalFilter::default() }).await;
        assert!(by_rule.total < all.total && by_rule.proposals.iter().all(|listed| listed.proposal.rule == one.rule));
        let mut by_part = 0;
        for part in 0..all.made.parts.len() {
            by_part += desk.page(&t, &ProposalFilter { part: Some(part), ..ProposalFilter::default() }).await.total;
        }
        assert_eq!(by_part, all.total, "each stands in one part");
        let beyond = list(&t, &desk.author, (desk.bank, desk.handbook), &ProposalFilter::default(), u32::MAX).await;
        assert!(beyond.unwrap().unwrap().proposals.is_empty());
    }

    async fn what_is_accepted_waits_in_the_bank_for_another_s_approval(t: TestEngine) {
        let desk = Desk::of(&t).await;
        let first = desk.page(&t, &ProposalFilter::default()).await.proposals.swap_remove(0).proposal;
        let number = accept(&t, &desk.author, desk.which(&first.key), None).await.unwrap();
        let held = questions(&t.db.read, desk.bank, &QuestionFilter::default(), 1).await.unwrap().questions;
        assert_eq!((held.len(), held[0].number, &held[0].question), (1, number, &first.question));
        assert_eq!((held[0].state, held[0].question.handbook_entry), (RevisionState::InReview, Some(first.entry)));
        let row = question_revisions::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        assert_eq!(row.created_by, Some(desk.author.staff_id));
        let note = audit_log::Entity::find().all(&t.db.read).await.unwrap().pop().unwrap();
        assert_eq!((note.action.as_str(), note.staff_id), ("proposal.accepted", Some(desk.author.staff_id)));

        let page = desk.page(&t, &ProposalFilter { standing: Some(Standing::Accepted), ..ProposalFilter::default() }).await;
        let decided = page.proposals[0].decided.clone().unwrap();
        assert_eq!((page.total, page.counts[1], decided.standing, decided.question), (1, 1, Standing::Accepted, Some(number)));
        assert!(decided.undoable && decided.at == t.now() && decided.by.contains("tac-gia"), "{decided:?}");
        assert!(page.proposals[0].like.iter().all(|like| like.number != number), "it is not like itself");
        assert_eq!(waiting(&t, desk.bank).await.unwrap(), Some(page.counts[0]));

        // Nobody approves their own words, an organiser those of the author.
        let own = work::decide(&t, &desk.author, (desk.bank, number, 1), contest::banks::Step::Approve, "").await;
        assert!(own.is_err());
        work::decide(&t, &desk.organiser, (desk.bank, number, 1), contest::banks::Step::Approve, "").await.unwrap();
    }

    async fn words_are_changed_on_the_way_and_checked(t: TestEngine) {
        let desk = Desk::of(&t).await;
        let first = desk.page(&t, &ProposalFilter::default()).await.proposals.swap_remove(0).proposal;
        let mut changed = first.question.clone();
        changed.stem = String::new();
        let refused = accept(&t, &desk.author, desk.which(&first.key), Some((changed.clone(), &[]))).await;
        assert!(matches!(refused, Err(ProposalError::Question(_))), "{refused:?}");
        assert_eq!(rows(&t).await, [0; 5], "nothing is left of what was refused");
        changed.stem = "Câu hỏi đã được sửa lời?".to_owned();
        changed.handbook_entry = Some(9_999);
        accept(&t, &desk.author, desk.which(&first.key), Some((changed, &[]))).await.unwrap();
        let (_, listed) = find(&t, &desk.author, (desk.bank, desk.handbook), &first.key).await.unwrap().unwrap();
        assert_eq!(listed.decided.unwrap().standing, Standing::Changed);
        let row = question_revisions::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        assert_eq!(row.handbook_entry, Some(first.entry as i32), "its source stays");

        let second = &desk.keys(&t).await[1];
        let mut same = first.question.clone();
        same.stem = "CÂU HỎI đã được sửa lời?".to_owned();
        let refused = accept(&t, &desk.author, desk.which(second), Some((same, &[]))).await;
        assert!(matches!(refused, Err(ProposalError::SameStem(_))), "{refused:?}");
        let (_, listed) = find(&t, &desk.author, (desk.bank, desk.handbook), second).await.unwrap().unwrap();
        assert_eq!(listed.decided, None, "it waits as before");
    }

    async fn of_two_who_decide_the_first_wins_and_the_second_is_told(t: TestEngine) {
        let desk = Desk::of(&t).await;
        let keys = desk.keys(&t).await;
        let (one, other) = tokio::join!(
            accept(&t, &desk.author, desk.which(&keys[0]), None),
            refuse(&t, &desk.organiser, desk.which(&keys[0]), "Không dùng"),
        );
        let told = match (one, other) {
            (Ok(_), Err(ProposalError::Already(first))) => (*first, Standing::Accepted),
            (Err(ProposalError::Already(first)), Ok(())) => (*first, Standing::Refused),
            both => panic!("{both:?}"),
        };
        assert_eq!(told.0.standing, told.1);
        assert_eq!(rows(&t).await[3], 1);
        let again = accept(&t, &desk.organiser, desk.which(&keys[0]), None).await;
        assert!(matches!(again, Err(ProposalError::Already(_))), "{again:?}");
    }

    async fn a_decision_is_taken_back_while_nobody_has_worked_on_the_question(t: TestEngine) {
        let desk = Desk::of(&t).await;
        let keys = desk.keys(&t).await;
        accept(&t, &desk.author, desk.which(&keys[0]), None).await.unwrap();
        undo(&t, &desk.organiser, desk.bank, &keys[0]).await.unwrap();
        assert_eq!(rows(&t).await, [0; 5], "as if it had not been");
        let nothing = undo(&t, &desk.author, desk.bank, &keys[0]).await;
        assert!(matches!(nothing, Err(ProposalError::NotDecided)), "{nothing:?}");

        refuse(&t, &desk.author, desk.which(&keys[1]), "  Dễ   quá ").await.unwrap();
        let (_, listed) = find(&t, &desk.author, (desk.bank, desk.handbook), &keys[1]).await.unwrap().unwrap();
        assert_eq!(listed.decided.unwrap().reason.as_deref(), Some("Dễ quá"));
        undo(&t, &desk.author, desk.bank, &keys[1]).await.unwrap();
        refuse(&t, &desk.author, desk.which(&keys[1]), "").await.unwrap();
        let long = refuse(&t, &desk.author, desk.which(&keys[2]), &"ă".repeat(501)).await;
        assert!(matches!(long, Err(ProposalError::Reason)), "{long:?}");

        let number = accept(&t, &desk.author, desk.which(&keys[0]), None).await.unwrap();
        work::comment(&t, &desk.organiser, desk.bank, number, "Hay").await.unwrap();
        let said = undo(&t, &desk.author, desk.bank, &keys[0]).await;
        assert!(matches!(said, Err(ProposalError::WorkedOn)), "{said:?}");
        let number = accept(&t, &desk.author, desk.which(&keys[3]), None).await.unwrap();
        work::decide(&t, &desk.organiser, (desk.bank, number, 1), contest::banks::Step::Approve, "").await.unwrap();
        let used = undo(&t, &desk.author, desk.bank, &keys[3]).await;
        assert!(matches!(used, Err(ProposalError::WorkedOn)), "{used:?}");
        let (_, listed) = find(&t, &desk.author, (desk.bank, desk.handbook), &keys[3]).await.unwrap().unwrap();
        assert!(!listed.decided.unwrap().undoable);
    }

    async fn only_those_who_write_in_the_bank_see_and_decide(t: TestEngine) {
        let (desk, tree) = (Desk::of(&t).await, t.tree().await);
        let key = desk.keys(&t).await.swap_remove(0);
        let reviewer = t.staff("tham-dinh", Role::QuestionReviewer, None).await;
        work::assign(&t, &desk.organiser, reviewer.staff_id, desk.bank, true).await.unwrap();
        let stranger = t.staff("tac-gia-khac", Role::QuestionAuthor, None).await;
        for other in [reviewer, stranger, t.viewer(&tree.province).await] {
            let place = (desk.bank, desk.handbook);
            assert!(list(&t, &other, place, &ProposalFilter::default(), 1).await.unwrap().is_none(), "{:?}", other.role);
            assert!(find(&t, &other, place, &key).await.unwrap().is_none());
            let refused = [
                accept(&t, &other, desk.which(&key), None).await.err(),
                refuse(&t, &other, desk.which(&key), "").await.err(),
                undo(&t, &other, desk.bank, &key).await.err(),
            ];
            assert!(refused.iter().all(|error| matches!(error, Some(ProposalError::NotFound))), "{refused:?}");
        }
        for (handbook, key) in [(desk.handbook + 1, key.as_str()), (desk.handbook, "0000")] {
            let which = Which { bank_id: desk.bank, handbook_id: handbook, key };
            let refused = accept(&t, &desk.author, which, None).await;
            assert!(matches!(refused, Err(ProposalError::NotFound)), "{refused:?}");
        }
        assert_eq!(rows(&t).await, [0; 5]);
    }

    async fn another_edition_with_the_same_sentences_does_not_ask_again(t: TestEngine) {
        let desk = Desk::of(&t).await;
        let keys = desk.keys(&t).await;
        refuse(&t, &desk.author, desk.which(&keys[0]), "").await.unwrap();
        let second = second_edition(&t).await;
        let again = Which { handbook_id: second, ..desk.which(&keys[0]) };
        let refused = accept(&t, &desk.organiser, again, None).await;
        assert!(matches!(refused, Err(ProposalError::Already(_))), "{refused:?}");
        let page = list(&t, &desk.author, (desk.bank, second), &ProposalFilter::default(), 1).await.unwrap().unwrap();
        assert_eq!(page.counts[3], 1);
    }
}
