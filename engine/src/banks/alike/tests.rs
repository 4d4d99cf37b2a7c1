use contest::banks::{KeptFor, RevisionState};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use super::*;
use crate::{
    accounts::Role,
    banks::{insert, question_sets, work},
    both_engines,
    db::entities::audit_log,
    testing::TestEngine,
};

const FILE: &str = "Câu hỏi,A,B,C,Đáp án\n\
    Cơ quan nào ban hành Nghị quyết về cải cách hành chính nhà nước?,Chính phủ,Quốc hội,Bộ Nội vụ,A\n\
    Nghị quyết về cải cách hành chính nhà nước do cơ quan nào ban hành?,Chính phủ,Quốc hội,Bộ Tài chính,A\n\
    Một cửa liên thông là gì?,Một,Hai,Ba,B\n";

async fn bank(t: &TestEngine) -> i64 {
    let bank = insert(&t.db.write, "thu", "Ngân hàng thử", t.now()).await.unwrap();
    question_sets::import_now(t, bank, "đề.csv", FILE.as_bytes().to_vec(), KeptFor::Contest).await.unwrap();
    bank
}

both_engines! {
    async fn pairs_are_found_kept_and_asked_about_again_when_written_anew(t: TestEngine) {
        let (bank, organiser) = (bank(&t).await, t.organiser().await);
        let found = pairs(&t, &organiser, bank, 1).await.unwrap().unwrap();
        assert_eq!((found.total, found.kept, found.compared), (1, 0, 3), "{found:?}");
        let AlikePair { one, other, likeness } = found.pairs[0].clone();
        assert!(likeness >= 60 && one.number < other.number && one.question.stem.starts_with("Cơ quan nào"));
        assert!(pairs(&t, &organiser, bank, 2).await.unwrap().unwrap().pairs.is_empty());

        let notes = audit_log::Entity::find().count(&t.db.read).await.unwrap();
        keep_both(&t, &organiser, bank, (other.revision, one.revision)).await.unwrap();
        keep_both(&t, &organiser, bank, (one.revision, other.revision)).await.unwrap();
        assert!(audit_log::Entity::find().count(&t.db.read).await.unwrap() > notes);
        let found = pairs(&t, &organiser, bank, 1).await.unwrap().unwrap();
        assert_eq!((found.total, found.kept), (0, 1));

        let mut anew = other.question.clone();
        anew.stem.push_str(" Hãy chọn một đáp án.");
        work::save(&t, &organiser, (bank, other.number, other.version), &anew, &[]).await.unwrap();
        let found = pairs(&t, &organiser, bank, 1).await.unwrap().unwrap();
        assert_eq!((found.total, found.kept), (1, 0), "other words are looked at again");
    }

    async fn one_of_two_is_taken_out_of_use(t: TestEngine) {
        let (bank, organiser) = (bank(&t).await, t.organiser().await);
        let pair = pairs(&t, &organiser, bank, 1).await.unwrap().unwrap().pairs.remove(0);
        let stale = drop_one(&t, &organiser, bank, (pair.other.number, pair.other.version + 1), pair.one.number).await;
        assert!(matches!(stale, Err(work::WorkError::Changed)), "{stale:?}");
        let dropped = drop_one(&t, &organiser, bank, (pair.other.number, pair.other.version), pair.one.number).await;
        assert_eq!(dropped.unwrap(), RevisionState::Retired);
        let found = pairs(&t, &organiser, bank, 1).await.unwrap().unwrap();
        assert_eq!((found.total, found.compared), (0, 2));
    }

    async fn an_author_drops_their_own_that_waits_and_others_give_it_back(t: TestEngine) {
        let (bank, organiser) = (insert(&t.db.write, "thu", "Ngân hàng thử", t.now()).await.unwrap(), t.organiser().await);
        let author = t.staff("soan", Role::QuestionAuthor, None).await;
        let other = t.staff("khac", Role::QuestionAuthor, None).await;
        for member in [&author, &other] {
            work::assign(&t, &organiser, member.staff_id, bank, true).await.unwrap();
        }
        let import = question_sets::preview(&t, &author, bank, "de.csv", FILE.as_bytes().to_vec()).await.unwrap();
        question_sets::commit(&t, &author, import, KeptFor::Contest).await.unwrap();
        let pair = pairs(&t, &author, bank, 1).await.unwrap().unwrap().pairs.remove(0);
        assert_eq!(pair.other.state, RevisionState::InReview);
        let refused = drop_one(&t, &other, bank, (pair.other.number, pair.other.version), pair.one.number).await;
        assert!(matches!(refused, Err(work::WorkError::NotDone(_))), "{refused:?}");
        let returned = drop_one(&t, &organiser, bank, (pair.one.number, pair.one.version), pair.other.number).await;
        assert_eq!(returned.unwrap(), RevisionState::Returned);
        let dropped = drop_one(&t, &author, bank, (pair.other.number, pair.other.version), pair.one.number).await;
        assert_eq!(dropped.unwrap(), RevisionState::Retired);
        assert_eq!(pairs(&t, &author, bank, 1).await.unwrap().unwrap().total, 0);
    }

    async fn only_those_who_work_on_the_bank_see_its_pairs(t: TestEngine) {
        let (bank, tree) = (bank(&t).await, t.tree().await);
        let organiser = t.organiser().await;
        let pair = pairs(&t, &organiser, bank, 1).await.unwrap().unwrap().pairs.remove(0);
        for other in [t.viewer(&tree.province).await, t.staff("tac-gia", Role::QuestionAuthor, None).await] {
            assert_eq!(pairs(&t, &other, bank, 1).await.unwrap(), None);
            let refused = keep_both(&t, &other, bank, (pair.one.revision, pair.other.revision)).await;
            assert!(matches!(refused, Err(AlikeError::NotFound)), "{refused:?}");
            let refused = drop_one(&t, &other, bank, (pair.one.number, pair.one.version), pair.other.number).await;
            assert!(matches!(refused, Err(work::WorkError::NotFound)), "{refused:?}");
        }
        let strange = keep_both(&t, &organiser, bank, (pair.one.revision, 9_999)).await;
        assert!(matches!(strange, Err(AlikeError::NotFound)), "{strange:?}");
        assert_eq!(pairs(&t, &organiser, bank + 1, 1).await.unwrap(), None);
    }
}
