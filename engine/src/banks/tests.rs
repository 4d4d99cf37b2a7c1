use contest::banks::{KeptFor, Level};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, EntityTrait as _, IntoActiveModel as _, PaginatorTrait as _,
    QueryOrder as _,
};

use super::{
    handbooks,
    question_sets::{self, Committed, RowVerdict},
    *,
};
use crate::{
    accounts::Role,
    both_engines,
    db::entities::{audit_log, handbooks as handbook_rows, imports, question_revisions, questions as question_rows},
    testing::TestEngine,
};

const HEADER: &str = "Câu hỏi,A,B,C,Đáp án,Lĩnh vực,Mức độ\n";

/// A file that ships with the platform.
pub(crate) fn shipped(name: &str) -> Vec<u8> {
    let path = format!("{}/../content/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn file(rows: &str) -> Vec<u8> {
    format!("{HEADER}{rows}").into_bytes()
}

/// Three sound questions and one without a key.
fn small() -> Vec<u8> {
    file(
        "Thủ tục hành chính là gì?,Một,Hai,Ba,A,Thủ tục hành chính,Nhận biết\n\
         Cổng dịch vụ công ở đâu?,Trên mạng,Ở sở,Ở xã,B,Chuyển đổi số,Thông hiểu\n\
         Câu này thiếu đáp án?,Một,Hai,Ba,,Chuyển đổi số,Nhận biết\n\
         Ai là người ký?,Chủ tịch 100%,Chánh_văn phòng,Ba,C,Chuyển đổi số,Vận dụng\n",
    )
}

async fn empty_bank(t: &TestEngine) -> i64 {
    insert(&t.db.write, "thu", "Ngân hàng thử", t.now()).await.unwrap()
}

async fn stems(t: &TestEngine, bank: i64, filter: &QuestionFilter) -> Vec<String> {
    let page = questions(&t.db.read, bank, filter, 1).await.unwrap();
    page.questions.into_iter().map(|found| found.question.stem).collect()
}

both_engines! {
    async fn a_handbook_is_taken_in_once(t: TestEngine) {
        let bytes = shipped("so-tay.docx");
        let first = handbooks::import(&t, "so-tay.docx", bytes.clone()).await.unwrap();
        assert!(first.new && first.entries > 50, "{first:?}");
        let again = handbooks::import(&t, "ten-khac.docx", bytes).await.unwrap();
        assert_eq!((again.handbook_id, again.entries, again.new), (first.handbook_id, first.entries, false));
        assert_eq!(handbook_rows::Entity::find().count(&t.db.read).await.unwrap(), 1);

        let current = handbooks::current(&t.db.read).await.unwrap().unwrap();
        assert_eq!((current.id, current.entries), (first.handbook_id, first.entries));
        let entries = handbooks::entries(&t.db.read, current.id).await.unwrap();
        assert_eq!(entries.len() as u64, first.entries);
        assert!(entries.is_sorted_by_key(|entry| entry.number));
    }

    async fn an_edition_is_looked_at_before_people_read_it(t: TestEngine) {
        let organiser = t.organiser().await;
        let first = handbooks::import(&t, "so-tay.docx", shipped("so-tay.docx")).await.unwrap().handbook_id;
        assert!(editions::edition(&t, &organiser, first).await.unwrap().unwrap().is_current);
        let second = handbook_rows::ActiveModel {
            title: Set("Bản mới".to_owned()),
            file_sha256: Set("another".to_owned()),
            imported_at: Set(t.now().0),
            public_since: Set(None),
            problems: Set(Some(serde_json::to_string(&[bank::Problem { place: bank::Place::File, message: "Thiếu.".into() }]).unwrap())),
            ..Default::default()
        };
        let second = second.insert(&t.db.write).await.unwrap().id;
        assert_eq!(handbooks::current(&t.db.read).await.unwrap().unwrap().id, first, "nobody reads it yet");
        let looked_at = editions::edition(&t, &organiser, second).await.unwrap().unwrap();
        assert_eq!((looked_at.is_current, looked_at.problems.len(), looked_at.summary.public_since), (false, 1, None));

        t.advance(contest::Millis::days(1));
        editions::publish(&t, &organiser, second).await.unwrap();
        assert_eq!(handbooks::current(&t.db.read).await.unwrap().unwrap().id, second);
        t.advance(contest::Millis::days(1));
        editions::publish(&t, &organiser, first).await.unwrap();
        assert_eq!(handbooks::current(&t.db.read).await.unwrap().unwrap().id, first, "back to the one before");
        let kept = editions::remove(&t, &organiser, second).await;
        assert!(matches!(kept, Err(editions::EditionError::WasPublic)), "{kept:?}");
        let actions: Vec<String> =
            audit_log::Entity::find().all(&t.db.read).await.unwrap().into_iter().map(|row| row.action).collect();
        assert_eq!(actions, ["handbook.publish", "handbook.publish"]);
    }

    async fn an_edition_is_brought_and_removed_by_organisers_only(t: TestEngine) {
        let (organiser, tree) = (t.organiser().await, t.tree().await);
        let bytes = || shipped("so-tay.docx");
        for other in [t.viewer(&tree.province).await, t.staff("tac-gia", Role::QuestionAuthor, None).await] {
            let refused = editions::bring(&t, &other, "so-tay.docx", bytes()).await;
            assert!(matches!(refused, Err(ImportError::NotAllowed)), "{refused:?}");
        }
        let brought = editions::bring(&t, &organiser, "so-tay.docx", bytes()).await.unwrap();
        assert!(brought.new && handbooks::current(&t.db.read).await.unwrap().is_none(), "{brought:?}");
        assert!(!editions::bring(&t, &organiser, "lan-hai.docx", bytes()).await.unwrap().new);
        let viewer = t.viewer(&tree.province).await;
        assert_eq!(editions::edition(&t, &viewer, brought.handbook_id).await.unwrap(), None);
        for refused in [
            editions::publish(&t, &viewer, brought.handbook_id).await,
            editions::remove(&t, &viewer, brought.handbook_id).await,
        ] {
            assert!(matches!(refused, Err(editions::EditionError::NotAllowed)), "{refused:?}");
        }
        editions::remove(&t, &organiser, brought.handbook_id).await.unwrap();
        assert_eq!(handbook_rows::Entity::find().count(&t.db.read).await.unwrap(), 0);
        let gone = editions::publish(&t, &organiser, brought.handbook_id).await;
        assert!(matches!(gone, Err(editions::EditionError::NotFound)), "{gone:?}");
    }

    async fn a_handbook_is_searched_by_words_without_accents(t: TestEngine) {
        let imported = handbooks::import(&t, "so-tay.docx", shipped("so-tay.docx")).await.unwrap();
        let all = handbooks::entries(&t.db.read, imported.handbook_id).await.unwrap();
        let text = |entry: &handbooks::HandbookEntry| {
            let words = format!("{} {}", entry.question, serde_json::to_string(&entry.answer).unwrap());
            contest::text::fold(&words)
        };
        for typed in ["thu tuc hanh chinh", "THỦ TỤC  một cửa", "chuyển đổi số", "mot cua"] {
            let folded = contest::text::fold(typed);
            let mut expected: Vec<_> =
                all.iter().filter(|entry| folded.split(' ').all(|word| text(entry).contains(word))).cloned().collect();
            assert!(!expected.is_empty() && expected.len() < all.len(), "{typed}");
            expected.sort_by_key(|entry| !text(entry).contains(&folded));
            let size = handbooks::SEARCH_PAGE as usize;
            for (page, on_page) in (1..).zip(expected.chunks(size).chain([&[][..]])) {
                let found = handbooks::search(&t.db.read, imported.handbook_id, typed, page).await.unwrap();
                assert_eq!(found.entries, on_page, "{typed}, page {page}");
                assert_eq!(found.total, expected.len() as u64, "{typed}, page {page}");
            }
        }
        for none in ["khongcotunay", "thu_tuc", "th%tuc", "!"] {
            let found = handbooks::search(&t.db.read, imported.handbook_id, none, 1).await.unwrap();
            assert_eq!(found, handbooks::FoundEntries::default(), "{none}");
        }
        let beyond = handbooks::search(&t.db.read, imported.handbook_id, "", u32::MAX).await.unwrap();
        assert_eq!((beyond.entries.len(), beyond.total), (0, imported.entries));
    }

    async fn a_file_that_cannot_be_read_leaves_nothing(t: TestEngine) {
        let bank = empty_bank(&t).await;
        let refused = question_sets::preview(&t, &t.organiser().await, bank, "x.xlsx", b"PK nothing".to_vec()).await;
        assert!(matches!(refused, Err(ImportError::Read(_))), "{refused:?}");
        let refused = handbooks::import(&t, "x.docx", Vec::new()).await;
        assert!(matches!(refused, Err(ImportError::Read(bank::ReadError::Empty))), "{refused:?}");
        let refused = question_sets::preview(&t, &t.organiser().await, bank + 1, "x.csv", small()).await;
        assert!(matches!(refused, Err(ImportError::NoBank)), "{refused:?}");
        assert_eq!(imports::Entity::find().count(&t.db.read).await.unwrap(), 0);
    }

    async fn a_question_set_is_shown_row_by_row_and_taken_in_exactly_once(t: TestEngine) {
        let (bank, actor) = (empty_bank(&t).await, t.organiser().await);
        let import = question_sets::preview(&t, &actor, bank, "đề.csv", small()).await.unwrap();
        let view = question_sets::import_view(&t.db.read, import).await.unwrap().unwrap();
        assert_eq!((view.fresh(), view.already_there(), view.refused()), (3, 0, 1));
        assert_eq!((view.bank_id, view.file_name.as_str(), view.committed), (bank, "đề.csv", None));
        let RowVerdict::Refused { stem, problems } = &view.rows[2].verdict else { panic!("{:?}", view.rows[2]) };
        assert_eq!((stem.as_str(), problems.is_empty()), ("Câu này thiếu đáp án?", false));
        assert_eq!(stems(&t, bank, &QuestionFilter::default()).await, [""; 0], "looking takes nothing in");

        let outcome = Committed { added: 3, already_there: 0, ..Committed::default() };
        let before = audit_log::Entity::find().count(&t.db.read).await.unwrap();
        assert_eq!(question_sets::commit(&t, &actor, import, KeptFor::Contest).await.unwrap(), outcome);
        assert_eq!(question_sets::commit(&t, &actor, import, KeptFor::Contest).await.unwrap(), outcome, "pressed again");
        assert_eq!(audit_log::Entity::find().count(&t.db.read).await.unwrap(), before + 1);
        let view = question_sets::import_view(&t.db.read, import).await.unwrap().unwrap();
        assert_eq!(view.committed, Some((t.now(), outcome)));
        assert_eq!(
            stems(&t, bank, &QuestionFilter::default()).await,
            ["Thủ tục hành chính là gì?", "Cổng dịch vụ công ở đâu?", "Ai là người ký?"],
            "in the file's order"
        );

        let again = question_sets::preview(&t, &actor, bank, "đề.csv", small()).await.unwrap();
        let view = question_sets::import_view(&t.db.read, again).await.unwrap().unwrap();
        assert_eq!((view.fresh(), view.already_there()), (0, 3));
        assert!(matches!(view.rows[0].verdict, RowVerdict::AlreadyThere { .. }));
        let outcome = Committed { added: 0, already_there: 3, ..Committed::default() };
        assert_eq!(question_sets::commit(&t, &actor, again, KeptFor::Contest).await.unwrap(), outcome);
        let missing = question_sets::commit(&t, &actor, again + 1, KeptFor::Contest).await;
        assert!(matches!(missing, Err(question_sets::CommitError::NoImport)), "{missing:?}");
    }

    async fn what_a_file_brings_may_be_kept_for_practice(t: TestEngine) {
        let (bank, actor) = (empty_bank(&t).await, t.organiser().await);
        let author = t.staff("soan", Role::QuestionAuthor, None).await;
        work::assign(&t, &actor, author.staff_id, bank, true).await.unwrap();
        question_sets::import_now(&t, bank, "truoc.csv", small(), KeptFor::Contest).await.unwrap();
        let more = format!("{}Cơ quan nào cấp thẻ căn cước?,Công an,Sở,Xã,A,Chuyển đổi số,Nhận biết\n", String::from_utf8(small()).unwrap());
        let import = question_sets::preview(&t, &actor, bank, "them.csv", more.into_bytes()).await.unwrap();
        let refused = question_sets::commit(&t, &author, import, KeptFor::Practice).await;
        assert!(matches!(refused, Err(question_sets::CommitError::NotAllowed)), "{refused:?}");
        let committed = question_sets::commit(&t, &actor, import, KeptFor::Practice).await.unwrap();
        assert_eq!((committed.added, committed.already_there, committed.for_practice), (1, 3, true));
        let kept = question_rows::Entity::find().order_by_asc(question_rows::Column::Id).all(&t.db.read).await.unwrap();
        let kept: Vec<&str> = kept.iter().map(|question| question.kept_for.as_str()).collect();
        assert_eq!(kept, ["contest", "contest", "contest", "practice"], "what the bank had stays what it is");
    }

    async fn files_that_wait_are_listed_until_taken_in_or_sent_again(t: TestEngine) {
        let (bank, actor) = (empty_bank(&t).await, t.organiser().await);
        let names = async |most| {
            let waiting = question_sets::waiting(&t.db.read, most).await.unwrap();
            waiting.into_iter().map(|import| (import.id, import.file_name)).collect::<Vec<_>>()
        };
        assert_eq!(names(5).await, []);
        question_sets::import_now(&t, bank, "di-kem.csv", small(), KeptFor::Contest).await.unwrap();
        let first = question_sets::preview(&t, &actor, bank, "a.csv", small()).await.unwrap();
        let again = question_sets::preview(&t, &actor, bank, "a.csv", small()).await.unwrap();
        let other = question_sets::preview(&t, &actor, bank, "b.csv", small()).await.unwrap();
        assert!(first < again);
        assert_eq!(names(5).await, [(other, "b.csv".to_owned()), (again, "a.csv".to_owned())]);
        assert_eq!(names(1).await, [(other, "b.csv".to_owned())]);
        question_sets::commit(&t, &actor, again, KeptFor::Contest).await.unwrap();
        assert_eq!(names(5).await, [(other, "b.csv".to_owned())], "the file that was sent twice is settled");
    }

    async fn only_organisers_have_a_hand_in_banks(t: TestEngine) {
        let (bank, tree) = (empty_bank(&t).await, t.tree().await);
        let (viewer, organiser) = (t.viewer(&tree.province).await, t.organiser().await);
        let import = question_sets::preview(&t, &organiser, bank, "đề.csv", small()).await.unwrap();
        let refused = question_sets::commit(&t, &viewer, import, KeptFor::Contest).await;
        assert!(matches!(refused, Err(question_sets::CommitError::NotAllowed)), "{refused:?}");
        let refused = question_sets::preview(&t, &viewer, bank, "đề.csv", small()).await;
        assert!(matches!(refused, Err(ImportError::NotAllowed)), "{refused:?}");
        let refused = create(&t, &viewer, "khac", "Khác").await;
        assert!(matches!(refused, Err(NewBankError::NotAllowed)), "{refused:?}");
        assert_eq!(stems(&t, bank, &QuestionFilter::default()).await, [""; 0]);
    }

    async fn imports_at_once_add_each_question_once(t: TestEngine) {
        let (bank, actor) = (empty_bank(&t).await, t.organiser().await);
        let one = question_sets::preview(&t, &actor, bank, "a.csv", small()).await.unwrap();
        let two = question_sets::preview(&t, &actor, bank, "b.csv", small()).await.unwrap();
        let (a, b, c) = tokio::join!(
            question_sets::commit(&t, &actor, one, KeptFor::Contest),
            question_sets::commit(&t, &actor, two, KeptFor::Contest),
            question_sets::commit(&t, &actor, one, KeptFor::Contest),
        );
        let (a, b, c) = (a.unwrap(), b.unwrap(), c.unwrap());
        assert_eq!(a, c);
        assert_eq!((a.added + b.added, a.already_there + b.already_there), (3, 3));
        assert_eq!(stems(&t, bank, &QuestionFilter::default()).await.len(), 3);
    }

    async fn a_set_larger_than_one_statement_keeps_its_order(t: TestEngine) {
        let bank = empty_bank(&t).await;
        let rows: Vec<String> =
            (0..2_300).map(|n| format!("Câu hỏi số {n} hỏi điều gì?,Một,Hai,Ba,A,Lĩnh vực {},Nhận biết\n", n % 3)).collect();
        let (committed, _) = question_sets::import_now(&t, bank, "lớn.csv", file(&rows.concat()), KeptFor::Contest).await.unwrap();
        assert_eq!(committed, Committed { added: 2_300, already_there: 0, ..Committed::default() });
        let (again, _) = question_sets::import_now(&t, bank, "lớn.csv", file(&rows.concat()), KeptFor::Contest).await.unwrap();
        assert_eq!(again, Committed { added: 0, already_there: 2_300, ..Committed::default() });
        let approved = approved(&t.db.read, bank).await.unwrap();
        assert!(approved.iter().enumerate().all(|(n, (_, question))| question.stem == format!("Câu hỏi số {n} hỏi điều gì?")));
        let last = questions(&t.db.read, bank, &QuestionFilter::default(), 2_300 / PAGE_SIZE).await.unwrap();
        assert_eq!((last.questions.len() as u64, last.total), (PAGE_SIZE, 2_300));
        let beyond = questions(&t.db.read, bank, &QuestionFilter::default(), u64::MAX).await.unwrap();
        assert_eq!((beyond.questions.len(), beyond.total), (0, 2_300));
    }

    async fn what_was_refused_or_left_out_is_told_with_its_place(t: TestEngine) {
        let bank = empty_bank(&t).await;
        let rows = "Câu này đủ chưa?,Một,Hai,Ba,A,Chuyển đổi số,Rất khó\nCâu này thiếu đáp án?,Một,Hai,Ba,,,\n,,Hai,,,,\n";
        let (committed, view) = question_sets::import_now(&t, bank, "thử.csv", file(rows), KeptFor::Contest).await.unwrap();
        assert_eq!(committed, Committed { added: 1, already_there: 0, ..Committed::default() });
        let places = |problems: Vec<bank::Problem>| -> Vec<String> {
            problems.iter().map(|problem| problem.place.to_string()).collect()
        };
        let mut refused = places(view.refusals());
        refused.dedup();
        assert_eq!(refused, ["Dòng 3", "Dòng 4"]);
        assert_eq!(places(view.remarks()), ["Dòng 2"], "{:?}", view.remarks());
        assert!(view.refusals().iter().all(|problem| problem.message.ends_with('.')));
    }

    async fn the_shipped_bank_is_sound(t: TestEngine) {
        let bank = empty_bank(&t).await;
        let (committed, view) =
            question_sets::import_now(&t, bank, "ngan-hang.xlsx", shipped("ngan-hang.xlsx"), KeptFor::Contest).await.unwrap();
        assert_eq!(view.refusals(), []);
        let listed = list(&t.db.read).await.unwrap();
        assert_eq!(listed.iter().map(|bank| bank.questions).collect::<Vec<_>>(), [u64::from(committed.added)]);
        let cells = cells(&t.db.read, bank).await.unwrap();
        assert_eq!(cells.iter().map(|cell| cell.available).sum::<u32>(), committed.added);
        assert!(cells.iter().all(|cell| cell.topic.is_some() && cell.level.is_some()), "{cells:?}");
        for (_, question) in approved(&t.db.read, bank).await.unwrap() {
            question.check().unwrap();
        }
    }

    async fn only_approved_questions_are_usable(t: TestEngine) {
        let (full, small, empty) = (t.bank("day", 5).await, t.bank("nho", 1).await, t.bank("trong", 0).await);
        assert_eq!(usable(&t.db.read).await.unwrap(), [(full, 5), (small, 1)].into());
        let rows = question_revisions::Entity::find().all(&t.db.read).await.unwrap();
        let newer = question_revisions::ActiveModel { number: Set(2), ..rows[0].clone().into_active_model().reset_all() };
        let newer = question_revisions::ActiveModel { id: sea_orm::ActiveValue::NotSet, ..newer };
        newer.insert(&t.db.write).await.unwrap();
        let mut draft = rows[1].clone().into_active_model();
        draft.state = Set("draft".to_owned());
        draft.update(&t.db.write).await.unwrap();
        let usable = usable(&t.db.read).await.unwrap();
        assert_eq!((usable.get(&full), usable.get(&empty)), (Some(&4), None), "a question counts once, a draft not at all");
        assert_eq!(cells(&t.db.read, full).await.unwrap().iter().map(|cell| cell.available).sum::<u32>(), 4);
    }

    async fn questions_are_found_by_words_topic_and_level(t: TestEngine) {
        let bank = empty_bank(&t).await;
        question_sets::import_now(&t, bank, "đề.csv", small(), KeptFor::Contest).await.unwrap();
        let search = |typed: &str| QuestionFilter { search: typed.to_owned(), ..QuestionFilter::default() };
        assert_eq!(stems(&t, bank, &search("HANH chinh thu")).await, ["Thủ tục hành chính là gì?"]);
        assert_eq!(stems(&t, bank, &search("100%")).await, ["Ai là người ký?"], "a choice's words count too");
        assert_eq!(stems(&t, bank, &search("chanh_van")).await, ["Ai là người ký?"]);
        assert_eq!(stems(&t, bank, &search("thu%tuc")).await, [""; 0]);
        let topic = questions(&t.db.read, bank, &QuestionFilter::default(), 1).await.unwrap().questions[1].question.topic.clone();
        let filter = QuestionFilter { topic: topic.clone(), ..QuestionFilter::default() };
        assert_eq!(stems(&t, bank, &filter).await.len(), 2);
        let filter = QuestionFilter { topic, level: Some(Level::Apply), ..QuestionFilter::default() };
        assert_eq!(stems(&t, bank, &filter).await, ["Ai là người ký?"]);
    }

    async fn only_the_newest_approved_revision_counts(t: TestEngine) {
        let bank = t.bank("cchc", 3).await;
        let first = question_revisions::Entity::find().one(&t.db.read).await.unwrap().unwrap();
        for (number, state, stem) in [(2, "approved", "Bản thứ hai?"), (3, "draft", "Bản chưa duyệt?")] {
            let mut row = first.clone().into_active_model().reset_all();
            row.id = sea_orm::ActiveValue::NotSet;
            row.number = Set(number);
            row.state = Set(state.to_owned());
            row.stem = Set(stem.to_owned());
            row.level = Set(Some("apply".to_owned()));
            row.insert(&t.db.write).await.unwrap();
        }
        let cells = cells(&t.db.read, bank).await.unwrap();
        assert_eq!(cells.iter().map(|cell| cell.available).sum::<u32>(), 3);
        let approved = approved(&t.db.read, bank).await.unwrap();
        assert_eq!(approved.len(), 3);
        assert!(approved.iter().any(|(_, question)| question.stem == "Bản thứ hai?" && question.level == Some(Level::Apply)));
        assert!(approved.iter().all(|(id, _)| *id != first.id));
    }

    async fn a_bank_needs_a_code_of_its_own_and_a_name(t: TestEngine) {
        let actor = t.organiser().await;
        let id = create(&t, &actor, "tuan-2", "  Ngân hàng   tuần 2 ").await.unwrap();
        let listed = list(&t.db.read).await.unwrap();
        assert_eq!((listed[0].id, listed[0].name.as_str(), listed[0].questions), (id, "Ngân hàng tuần 2", 0));
        let taken = create(&t, &actor, "tuan-2", "Khác").await;
        assert!(matches!(taken, Err(NewBankError::CodeTaken)), "{taken:?}");
        for code in ["", "Tuần", "tuan 2", "a/b", &"a".repeat(MAX_CODE + 1)] {
            let refused = create(&t, &actor, code, "Tên").await;
            assert!(matches!(refused, Err(NewBankError::Code)), "{code}: {refused:?}");
        }
        for name in ["", " \u{200B} ", &"ă".repeat(MAX_NAME + 1)] {
            let refused = create(&t, &actor, "ma", name).await;
            assert!(matches!(refused, Err(NewBankError::Name)), "{name}: {refused:?}");
        }
        assert_eq!(list(&t.db.read).await.unwrap().len(), 1);
    }
}
