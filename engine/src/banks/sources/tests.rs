use bank::handbook::legal_references;
use contest::banks::{BankHand, ChoiceSet, KeptFor, Kind, Question, Step};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use super::*;
use crate::{
    accounts::Role,
    banks::{self, QuestionFilter, handbooks, question_sets, work},
    both_engines,
    db::entities::audit_log,
    testing::TestEngine,
};

fn asked(stem: &str, handbook_entry: Option<u32>) -> Question {
    Question {
        stem: stem.to_owned(),
        choices: vec!["Một".to_owned(), "Hai".to_owned()],
        correct: ChoiceSet::EMPTY.with(1),
        anchored: ChoiceSet::EMPTY,
        kind: Kind::Single,
        topic: None,
        level: None,
        explanation: None,
        handbook_entry,
    }
}

fn shipped(name: &str) -> Vec<u8> {
    banks::tests::shipped(name)
}

/// The documents of a question's latest revision, by number.
async fn rests_on(t: &TestEngine, bank: i64, question: i64) -> Vec<String> {
    let seen = work::question_work(&t.db.write, &t.organiser().await, bank, question).await.unwrap().unwrap();
    let documents = documents_of(&t.db.write, seen.revisions[0].id).await.unwrap();
    documents.into_iter().map(|document| document.number).collect()
}

both_engines! {
    async fn what_ships_rests_on_what_its_handbook_entries_name(t: TestEngine) {
        let imported = handbooks::import(&t, "so-tay.docx", shipped("so-tay.docx")).await.unwrap();
        let bank = t.bank("thu", 0).await;
        question_sets::import_now(&t, bank, "ngan-hang.xlsx", shipped("ngan-hang.xlsx"), KeptFor::Contest).await.unwrap();
        let entries = handbooks::entries(&t.db.read, imported.handbook_id).await.unwrap();
        let organiser = t.organiser().await;
        let listed = documents(&t.db.read, &organiser, bank).await.unwrap().unwrap();
        assert!(listed.iter().map(|line| line.questions).sum::<u64>() > 100, "{}", listed.len());
        for found in banks::questions(&t.db.read, bank, &QuestionFilter::default(), 1).await.unwrap().questions {
            let entry = entries.iter().find(|entry| Some(entry.number) == found.question.handbook_entry);
            let mut expected: Vec<String> =
                entry.map(|entry| entry.legal_basis.iter().map(|named| named.number.clone()).collect()).unwrap_or_default();
            let mut named = rests_on(&t, bank, found.number).await;
            expected.sort_unstable();
            named.sort_unstable();
            assert_eq!(named, expected, "question {}", found.number);
        }
    }

    async fn an_edit_keeps_its_sources_or_names_others(t: TestEngine) {
        let bank = t.bank("thu", 0).await;
        let author = t.organiser().await;
        let named = legal_references("Nghị định số 118/2025/NĐ-CP; Luật 72/2025/QH15");
        let question = work::create(&t, &author, bank, &asked("Gì?", None), &named).await.unwrap();
        assert_eq!(rests_on(&t, bank, question).await, ["118/2025/NĐ-CP", "72/2025/QH15"]);
        let same = work::save(&t, &author, (bank, question, 1), &asked("Gì?", None), &named).await;
        assert!(matches!(same, Err(work::SaveError::Unchanged)), "{same:?}");
        work::save(&t, &author, (bank, question, 1), &asked("Gì?", None), &named[..1]).await.unwrap();
        assert_eq!(rests_on(&t, bank, question).await, ["118/2025/NĐ-CP"], "a source alone is an edit");
        work::decide(&t, &author, (bank, question, 2), Step::Submit, "").await.unwrap();
        let level = work::BulkAct::Level(Some(contest::banks::Level::Apply));
        work::run(&t, &author, bank, &level, &work::Selection::Numbers(vec![question])).await.unwrap();
        assert_eq!(rests_on(&t, bank, question).await, ["118/2025/NĐ-CP"], "a revision more rests on the same");
    }

    async fn questions_are_found_whose_documents_were_superseded(t: TestEngine) {
        let bank = t.bank("thu", 3).await;
        let organiser = t.organiser().await;
        let named = legal_references("Nghị định 30/2020/NĐ-CP");
        let question = work::create(&t, &organiser, bank, &asked("Gì?", None), &named).await.unwrap();
        let id = documents(&t.db.read, &organiser, bank).await.unwrap().unwrap()[0].document.id;
        let old = QuestionFilter { basis_replaced: true, ..QuestionFilter::default() };
        assert_eq!(superseded_questions(&t.db.read, bank).await.unwrap(), 0);
        let details = DocumentDetails {
            title: "Về công tác văn thư".to_owned(),
            superseded_by: "nghị định số 2/2026/NĐ-CP".to_owned(),
            superseded_on: contest::time::LocalDate::new(2026, 3, 1),
            ..DocumentDetails::default()
        };
        save_document(&t, &organiser, (bank, id), &details).await.unwrap();
        assert_eq!(superseded_questions(&t.db.read, bank).await.unwrap(), 1);
        let found = banks::questions(&t.db.read, bank, &old, 1).await.unwrap();
        assert_eq!(found.questions.iter().map(|found| found.number).collect::<Vec<_>>(), [question]);
        let listed = documents(&t.db.read, &organiser, bank).await.unwrap().unwrap();
        assert_eq!((listed[0].superseded_by.as_deref(), listed.len()), (Some(listed[1].document.name().as_str()), 2));
        let itself = DocumentDetails { superseded_by: "30/2020/nđ-cp".to_owned(), ..details.clone() };
        assert!(matches!(save_document(&t, &organiser, (bank, id), &itself).await, Err(DocumentError::Itself)));
        let in_force = DocumentDetails { superseded_by: String::new(), ..details.clone() };
        save_document(&t, &organiser, (bank, id), &in_force).await.unwrap();
        assert_eq!(superseded_questions(&t.db.read, bank).await.unwrap(), 0);
        let acts = audit_log::Entity::find().filter(audit_log::Column::Subject.eq(format!("document:{id}")));
        assert_eq!(acts.count(&t.db.read).await.unwrap(), 2);
    }

    async fn documents_are_for_those_who_work_on_the_bank(t: TestEngine) {
        let (bank, other) = (t.bank("thu", 0).await, t.bank("khac", 0).await);
        let organiser = t.organiser().await;
        work::create(&t, &organiser, bank, &asked("Gì?", None), &legal_references("Nghị định 30/2020/NĐ-CP")).await.unwrap();
        let id = documents(&t.db.read, &organiser, bank).await.unwrap().unwrap()[0].document.id;
        let stranger = t.staff("noi-khac", Role::QuestionAuthor, None).await;
        let reviewer = t.staff("duyet", Role::QuestionReviewer, None).await;
        work::assign(&t, &organiser, reviewer.staff_id, bank, true).await.unwrap();
        assert_eq!(work::hand(&t.db.read, &reviewer, bank).await.unwrap(), Some(BankHand::Reviewer));
        assert_eq!(documents(&t.db.read, &stranger, bank).await.unwrap(), None);
        assert_eq!(document(&t.db.read, &stranger, bank, id).await.unwrap(), None);
        assert_eq!(document(&t.db.read, &organiser, other, id).await.unwrap(), None, "another bank's address");
        let details = DocumentDetails::default();
        assert!(matches!(save_document(&t, &stranger, (bank, id), &details).await, Err(DocumentError::NotFound)));
        assert!(matches!(save_document(&t, &reviewer, (bank, id), &details).await, Err(DocumentError::NotAllowed)));
        let long = DocumentDetails { title: "a".repeat(MAX_DOCUMENT_TEXT + 1), ..details };
        assert!(matches!(save_document(&t, &organiser, (bank, id), &long).await, Err(DocumentError::Long)));
    }
}
