//! What readers say is wrong, on both databases.

use contest::{Millis, banks::Mistake};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

use super::*;
use crate::{
    accounts::Role,
    banks::{handbooks, tests::shipped},
    db::entities::audit_log,
    testing::{TestEngine, both_engines},
};

async fn handbook(t: &TestEngine) -> i64 {
    handbooks::import(t, "so-tay.docx", shipped("so-tay.docx")).await.unwrap().handbook_id
}

fn says(text: &str) -> Mistake {
    Mistake::parse(text).unwrap()
}

both_engines! {
    async fn what_is_wrong_waits_until_an_organiser_is_done_with_it(t: TestEngine) {
        let (id, organiser) = (handbook(&t).await, t.organiser().await);
        let db = &t.db.read;
        report(&t, id, 21, &says("Số nghị định sai.")).await.unwrap();
        t.advance(Millis::minutes(1));
        report(&t, id, 1, &says("Thiếu một ý.")).await.unwrap();
        let found = mistakes(db, &organiser, false, Some(id), 1).await.unwrap();
        assert_eq!(found.lines.iter().map(|line| (line.entry, line.text.as_str())).collect::<Vec<_>>(),
            [(1, "Thiếu một ý."), (21, "Số nghị định sai.")], "the newest first");
        assert!(found.lines.iter().all(|line| !line.question.is_empty() && !line.edition.1.is_empty()));
        assert_eq!((found.total, waiting(db).await.unwrap()), (2, 2));
        assert_eq!(mistakes(db, &organiser, false, Some(id + 1), 1).await.unwrap(), MistakePage::default());

        let before = audit_log::Entity::find().count(db).await.unwrap();
        let first = found.lines[1].id;
        settle(&t, &organiser, first, Some(&says("Đã sửa ở bản mới."))).await.unwrap();
        assert_eq!(audit_log::Entity::find().count(db).await.unwrap(), before + 1);
        let again = settle(&t, &organiser, first, None).await;
        assert!(matches!(again, Err(MistakesError::Settled)), "{again:?}");
        let done = mistakes(db, &organiser, true, None, 1).await.unwrap().lines.remove(0);
        let settled = done.settled.unwrap();
        assert_eq!((done.id, settled.note.as_deref(), settled.at), (first, Some("Đã sửa ở bản mới."), t.now()));
        assert!(settled.by.is_some());
        assert_eq!(waiting(db).await.unwrap(), 1);

        let missing = [report(&t, id, 101, &says("x")).await, report(&t, id + 1, 1, &says("x")).await];
        assert!(missing.iter().all(|outcome| matches!(outcome, Err(MistakesError::NotFound))), "{missing:?}");
        assert!(matches!(settle(&t, &organiser, 99_999, None).await, Err(MistakesError::NotFound)));
    }

    async fn an_entry_has_only_so_many_that_wait(t: TestEngine) {
        let (id, organiser) = (handbook(&t).await, t.organiser().await);
        for _ in 0..MAX_OPEN {
            report(&t, id, 7, &says("Sai.")).await.unwrap();
        }
        let more = report(&t, id, 7, &says("Sai.")).await;
        assert!(matches!(more, Err(MistakesError::TooMany)), "{more:?}");
        report(&t, id, 8, &says("Câu khác.")).await.unwrap();
        let list = mistakes(&t.db.read, &organiser, false, None, 2).await.unwrap();
        assert_eq!((list.total, list.lines.len()), (MAX_OPEN + 1, 1));
        settle(&t, &organiser, list.lines[0].id, None).await.unwrap();
        report(&t, id, 7, &says("Vẫn sai.")).await.unwrap();
    }

    async fn only_organisers_look_at_them(t: TestEngine) {
        let id = handbook(&t).await;
        report(&t, id, 7, &says("Sai.")).await.unwrap();
        let author = t.staff("soan", Role::QuestionAuthor, None).await;
        assert!(matches!(mistakes(&t.db.read, &author, false, None, 1).await, Err(MistakesError::NotAllowed)));
        assert!(matches!(settle(&t, &author, 1, None).await, Err(MistakesError::NotAllowed)));
        assert_eq!(waiting(&t.db.read).await.unwrap(), 1);
    }
}
