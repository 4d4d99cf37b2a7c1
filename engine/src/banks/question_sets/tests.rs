use ::bank::{
    Encoding, ReadError,
    questions::{Field, SheetColumns},
};
use contest::{
    Millis,
    banks::{ChoiceSet, Question, Step},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use super::*;
use crate::{
    accounts::Role,
    banks::{approved, insert, work},
    both_engines,
    db::entities::{import_files, imports, question_revisions, questions},
    testing::TestEngine,
};

const HEADER: &str = "Câu hỏi,A,B,C,Đáp án,Lĩnh vực\n";
const FIRST: &str = "Nghị quyết số 76/NQ-CP xác định mấy nội dung cải cách hành chính?,Bốn,Sáu,Tám,B,Thể chế\n";

/// `Câu hỏi;A;B;Đáp án` and a question, in TCVN3.
fn old() -> Vec<u8> {
    "C©u hái;A;B;§¸p ¸n\nNghÞ quyÕt nµy cã mÊy néi dung?;Bèn;S¸u;B\n"
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect()
}

/// The same with names that say nothing.
fn old_without_names() -> Vec<u8> {
    let text = old();
    let end = text.iter().position(|byte| *byte == b'\n').unwrap();
    [b"x1;x2;x3;x4", &text[end..]].concat()
}

async fn bank_of(t: &TestEngine, rows: &str) -> i64 {
    let bank = insert(&t.db.write, "thu", "Ngân hàng thử", t.now()).await.unwrap();
    if !rows.is_empty() {
        import_now(t, bank, "co-san.csv", format!("{HEADER}{rows}").into_bytes(), KeptFor::Contest).await.unwrap();
    }
    bank
}

async fn previewed(t: &TestEngine, bank: i64, rows: &str) -> ImportView {
    let actor = t.organiser().await;
    let import = preview(t, &actor, bank, "tep.csv", format!("{HEADER}{rows}").into_bytes()).await.unwrap();
    import_view(&t.db.read, import).await.unwrap().unwrap()
}

fn contested(view: &ImportView, at: usize) -> (&Question, &Rival, Decision) {
    match &view.rows[at].verdict {
        RowVerdict::Contested { question, rival, decision, .. } => (question, rival, *decision),
        other => panic!("{other:?}"),
    }
}

async fn files(t: &TestEngine) -> u64 {
    import_files::Entity::find().count(&t.db.read).await.unwrap()
}

fn columns(codes: &str) -> Vec<SheetColumns> {
    let columns = codes.split(' ').map(Field::from_code).collect();
    vec![SheetColumns { sheet: String::new(), first_row: 2, columns }]
}

both_engines! {
    async fn a_file_in_an_old_encoding_waits_for_a_word_and_goes_once_read(t: TestEngine) {
        let (bank, actor) = (bank_of(&t, "").await, t.organiser().await);
        let Uploaded::Asks(file) = upload(&t, &actor, bank, "cu.csv", old()).await.unwrap() else { panic!("read") };
        assert_eq!(imports::Entity::find().count(&t.db.read).await.unwrap(), 0, "nothing is read by a guess");
        let view = asked(&t, &actor, file).await.unwrap();
        let Asked::Encoding { guess, previews } = view.asked else { panic!("{view:?}") };
        assert_eq!((guess, view.encoding, view.bank_id), (Encoding::Tcvn3, None, bank));
        assert!(previews.iter().any(|preview| preview.lines[0].starts_with("Câu hỏi;A;B;Đáp án")), "{previews:?}");

        let wrong = answer(&t, &actor, file, Word::Encoding(Encoding::Unicode)).await;
        assert_eq!(wrong.unwrap(), Uploaded::Asks(file), "the bytes are no Unicode");
        let Uploaded::Read(import) = answer(&t, &actor, file, Word::Encoding(Encoding::Tcvn3)).await.unwrap() else {
            panic!("asked again")
        };
        let view = import_view(&t.db.read, import).await.unwrap().unwrap();
        assert_eq!(view.rows[0].verdict.question().unwrap().stem, "Nghị quyết này có mấy nội dung?");
        assert_eq!((view.fresh(), view.file_name.as_str(), files(&t).await), (1, "cu.csv", 0));
        let again = answer(&t, &actor, file, Word::Encoding(Encoding::Tcvn3)).await;
        assert!(matches!(again, Err(ImportError::NoFile)), "{again:?}");
    }

    async fn letters_first_and_columns_then(t: TestEngine) {
        let (bank, actor) = (bank_of(&t, "").await, t.organiser().await);
        let bytes = old_without_names();
        let Uploaded::Asks(file) = upload(&t, &actor, bank, "cu.csv", bytes).await.unwrap() else { panic!("read") };
        let next = answer(&t, &actor, file, Word::Encoding(Encoding::Tcvn3)).await.unwrap();
        assert_eq!(next, Uploaded::Asks(file));
        let view = asked(&t, &actor, file).await.unwrap();
        let Asked::Columns { why, sheets } = &view.asked else { panic!("{view:?}") };
        assert!(matches!(why, ReadError::NoHeader { .. }));
        assert_eq!((view.encoding, sheets.len(), sheets[0].first_row), (Some(Encoding::Tcvn3), 1, 1));
        assert_eq!(sheets[0].rows[1].1[0], "Nghị quyết này có mấy nội dung?");

        let unsaid = answer(&t, &actor, file, Word::Unsaid).await.unwrap();
        assert_eq!(unsaid, Uploaded::Asks(file));
        assert!(matches!(asked(&t, &actor, file).await.unwrap().asked, Asked::Encoding { .. }));
        answer(&t, &actor, file, Word::Encoding(Encoding::Tcvn3)).await.unwrap();

        let wrong = answer(&t, &actor, file, Word::Columns(columns("cau-hoi phuong-an-a phuong-an-b"))).await;
        assert!(matches!(wrong, Err(ImportError::Read(ReadError::Columns { .. }))), "{wrong:?}");
        let word = Word::Columns(columns("cau-hoi phuong-an-a phuong-an-b dap-an"));
        let Uploaded::Read(import) = answer(&t, &actor, file, word).await.unwrap() else { panic!("asked again") };
        let view = import_view(&t.db.read, import).await.unwrap().unwrap();
        assert_eq!((view.fresh(), files(&t).await), (1, 0));
    }

    async fn a_waiting_file_is_its_own_persons_and_not_for_long(t: TestEngine) {
        let (bank, actor) = (bank_of(&t, "").await, t.organiser().await);
        let Uploaded::Asks(first) = upload(&t, &actor, bank, "mot.csv", old()).await.unwrap() else { panic!("read") };
        let Uploaded::Asks(file) = upload(&t, &actor, bank, "hai.csv", old()).await.unwrap() else { panic!("read") };
        assert_eq!(files(&t).await, 1, "the later takes the earlier one's place");
        assert!(matches!(asked(&t, &actor, first).await, Err(ImportError::NoFile)));
        let mut other = actor.clone();
        other.staff_id += 1;
        assert!(matches!(asked(&t, &other, file).await, Err(ImportError::NoFile)));
        assert!(matches!(answer(&t, &other, file, Word::Unsaid).await, Err(ImportError::NoFile)));
        assert!(matches!(drop_file(&t, &other, file).await, Err(ImportError::NoFile)));
        assert_eq!(prune_files(&t).await.unwrap(), 0);
        t.advance(KEPT + Millis::seconds(1));
        assert!(matches!(asked(&t, &actor, file).await, Err(ImportError::NoFile)));
        assert_eq!(prune_files(&t).await.unwrap(), 1);
        let Uploaded::Asks(file) = upload(&t, &actor, bank, "ba.csv", old()).await.unwrap() else { panic!("read") };
        assert_eq!(drop_file(&t, &actor, file).await.unwrap(), bank);
        assert_eq!(files(&t).await, 0);
        let tree = t.tree().await;
        let viewer = t.viewer(&tree.province).await;
        assert!(matches!(upload(&t, &viewer, bank, "x.csv", old()).await, Err(ImportError::NotAllowed)));
        assert!(matches!(upload(&t, &actor, bank + 1, "x.csv", old()).await, Err(ImportError::NoBank)));
    }

    async fn files_that_no_word_would_help_are_not_kept(t: TestEngine) {
        let (bank, actor) = (bank_of(&t, "").await, t.organiser().await);
        for bytes in [b"PK\x03\x04 nothing".to_vec(), Vec::new(), HEADER.as_bytes().to_vec(), b"\x00\x01\x02\xFF".to_vec()] {
            let refused = upload(&t, &actor, bank, "x.csv", bytes).await;
            assert!(matches!(refused, Err(ImportError::Read(_))), "{refused:?}");
        }
        assert_eq!((files(&t).await, imports::Entity::find().count(&t.db.read).await.unwrap()), (0, 0));
    }

    async fn another_key_is_contested_and_replaced_only_when_somebody_says_so(t: TestEngine) {
        let (bank, actor) = (bank_of(&t, FIRST).await, t.organiser().await);
        let (before, _) = approved(&t.db.read, bank).await.unwrap().remove(0);
        let same = previewed(&t, bank, "Nghị quyết số 76/NQ-CP xác định mấy nội dung cải cách hành chính?,Tám,Sáu,Bốn,B,\n").await;
        assert!(matches!(same.rows[0].verdict, RowVerdict::AlreadyThere { .. }), "another order is no other key");

        let rows = "Nghị quyết số 76/NQ-CP xác định mấy nội dung cải cách hành chính?,Bốn,Sáu,Tám,C,\n";
        let kept = previewed(&t, bank, rows).await;
        let (question, rival, decision) = contested(&kept, 0);
        assert_eq!((rival.revision, rival.likeness, decision), (before, None, Decision::Keep));
        assert_ne!(question.correct, rival.question.correct);
        assert_eq!((kept.fresh(), kept.contested(), kept.replacing()), (0, 1, 0));
        choose(&t, &actor, kept.id, &[(0, Decision::Both), (7, Decision::Replace)]).await.unwrap();
        let view = import_view(&t.db.read, kept.id).await.unwrap().unwrap();
        assert_eq!(contested(&view, 0).2, Decision::Keep, "one stem stands once in a bank");
        assert_eq!(commit(&t, &actor, kept.id, KeptFor::Contest).await.unwrap(), Committed::default());
        assert_eq!(approved(&t.db.read, bank).await.unwrap()[0].0, before, "nothing is replaced silently");

        let replaced = previewed(&t, bank, rows).await;
        choose(&t, &actor, replaced.id, &[(0, Decision::Replace)]).await.unwrap();
        let outcome = Committed { replaced: 1, ..Committed::default() };
        assert_eq!(commit(&t, &actor, replaced.id, KeptFor::Contest).await.unwrap(), outcome);
        assert_eq!(commit(&t, &actor, replaced.id, KeptFor::Contest).await.unwrap(), outcome, "pressed again");
        let revisions = question_revisions::Entity::find().count(&t.db.read).await.unwrap();
        assert_eq!(revisions, 2, "the revision that rounds may have frozen stays");
        let last = question_revisions::Entity::find_by_id(before + 1).one(&t.db.read).await.unwrap().unwrap();
        assert_eq!((last.number, last.correct), (2, i32::from(ChoiceSet::EMPTY.with(2).bits())));
        assert_eq!(last.topic.as_deref(), Some("Thể chế"), "what the file leaves out stays");
        choose(&t, &actor, replaced.id, &[(0, Decision::Keep)]).await.unwrap();
        let view = import_view(&t.db.read, replaced.id).await.unwrap().unwrap();
        assert_eq!(contested(&view, 0).2, Decision::Replace, "what is done is done");
    }

    async fn a_file_says_which_choices_keep_their_place(t: TestEngine) {
        let (bank, actor) = (bank_of(&t, "").await, t.organiser().await);
        let stem = "Nghị quyết số 76/NQ-CP xác định mấy nội dung cải cách hành chính?";
        let file = format!("Câu hỏi,A,B,C,Đáp án,Cố định\n{stem},Bốn,Sáu,Tám,B,A\n");
        let import = preview(&t, &actor, bank, "tep.csv", file.into_bytes()).await.unwrap();
        commit(&t, &actor, import, KeptFor::Contest).await.unwrap();
        let row = question_revisions::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        assert_eq!(row.anchored, i32::from(ChoiceSet::EMPTY.with(0).bits()));

        // A file that says nothing of it leaves it as it is, where the choices are the same.
        for (choices, anchored) in [("Bốn,Sáu,Tám,C", 1), ("Tám,Sáu,Bốn,B", 0)] {
            let view = previewed(&t, bank, &format!("{stem},{choices},\n")).await;
            if view.contested() > 0 {
                choose(&t, &actor, view.id, &[(0, Decision::Replace)]).await.unwrap();
            }
            commit(&t, &actor, view.id, KeptFor::Contest).await.unwrap();
            let rows = question_revisions::Entity::find().all(&t.db.read).await.unwrap();
            assert_eq!(rows.last().map(|row| row.anchored), Some(anchored), "{choices}");
        }
    }

    async fn nearly_the_same_question_is_contested(t: TestEngine) {
        let (bank, actor) = (bank_of(&t, FIRST).await, t.organiser().await);
        let near = "Nghị quyết số 76/NQ-CP xác định bao nhiêu nội dung cải cách hành chính nhà nước?,Bốn,Sáu,Tám,B,\n";
        let other = "Ai ký quyết định công bố thủ tục hành chính?,Chủ tịch,Bộ trưởng,Chánh văn phòng,A,\n";
        let view = previewed(&t, bank, &format!("{near}{other}")).await;
        let (_, rival, decision) = contested(&view, 0);
        assert!(rival.likeness.is_some_and(|likeness| likeness >= 60), "{rival:?}");
        assert_eq!((decision, view.fresh(), view.contested()), (Decision::Keep, 1, 1));
        choose(&t, &actor, view.id, &[(0, Decision::Both)]).await.unwrap();
        assert_eq!(import_view(&t.db.read, view.id).await.unwrap().unwrap().fresh(), 2);
        assert_eq!(commit(&t, &actor, view.id, KeptFor::Contest).await.unwrap().added, 2);

        // Replacing takes the new stem: the file is known by it from then on.
        let nearer = "Nghị quyết số 76/NQ-CP xác định bao nhiêu nội dung cải cách hành chính nhà nước ta?,Bốn,Sáu,Tám,B,\n";
        let view = previewed(&t, bank, nearer).await;
        choose(&t, &actor, view.id, &[(0, Decision::Replace)]).await.unwrap();
        assert_eq!(commit(&t, &actor, view.id, KeptFor::Contest).await.unwrap().replaced, 1);
        let again = previewed(&t, bank, nearer).await;
        assert_eq!((again.already_there(), again.contested()), (1, 0));
    }

    async fn what_has_changed_meanwhile_is_not_replaced(t: TestEngine) {
        let (bank, actor) = (bank_of(&t, FIRST).await, t.organiser().await);
        let rows = |key: &str| format!("Nghị quyết số 76/NQ-CP xác định mấy nội dung cải cách hành chính?,Bốn,Sáu,Tám,{key},\n");
        let (one, two) = (previewed(&t, bank, &rows("A")).await, previewed(&t, bank, &rows("C")).await);
        for view in [&one, &two] {
            choose(&t, &actor, view.id, &[(0, Decision::Replace)]).await.unwrap();
        }
        assert_eq!(commit(&t, &actor, one.id, KeptFor::Contest).await.unwrap().replaced, 1);
        let outcome = commit(&t, &actor, two.id, KeptFor::Contest).await.unwrap();
        assert_eq!((outcome.replaced, outcome.overtaken), (0, 1));
        let keys = async || {
            let approved = approved(&t.db.read, bank).await.unwrap();
            approved.into_iter().map(|(_, question)| question.correct).collect::<Vec<_>>()
        };
        assert_eq!(keys().await, [ChoiceSet::EMPTY.with(1)], "what is in use stays so until somebody else approves");
        let question = questions::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        let which = (bank, question.id, question.version);
        let own = work::decide(&t, &actor, which, Step::Approve, "").await;
        assert!(own.is_err(), "nobody approves what they brought");
        let other = t.staff("tham-dinh", Role::Organiser, None).await;
        work::decide(&t, &other, which, Step::Approve, "").await.unwrap();
        assert_eq!(keys().await, [ChoiceSet::EMPTY.with(0)]);
    }
}
