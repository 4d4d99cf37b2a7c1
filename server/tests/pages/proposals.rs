//! The handbook's editions, questions proposed from it, and questions that are alike, through the real router.

use crate::common::{Answer, Browser, TestApp};
use axum::http::StatusCode;
use contest::banks::KeptFor;
use engine::{
    accounts::{Role, StaffSession},
    banks::{self, QuestionFilter, handbooks, question_sets, work},
    both_engines,
    testing::TestEngine,
};

struct Desk {
    app: TestApp,
    author: StaffSession,
    bank: i64,
}

impl Desk {
    async fn of(t: TestEngine) -> Self {
        let bytes = std::fs::read(format!("{}/../content/so-tay.docx", env!("CARGO_MANIFEST_DIR"))).unwrap();
        handbooks::import(&t, "so-tay.docx", bytes).await.unwrap();
        let organiser = t.organiser().await;
        let bank = banks::create(&t, &organiser, "thu", "Ngân hàng thử").await.unwrap();
        let author = t.staff("tac-gia", Role::QuestionAuthor, None).await;
        work::assign(&t, &organiser, author.staff_id, bank, true).await.unwrap();
        Self { app: TestApp::new(t), author, bank }
    }

    async fn author(&self) -> Browser<'_> {
        self.app.staff_browser(&self.author).await
    }

    async fn organiser(&self) -> Browser<'_> {
        self.app.staff_browser(&self.app.t.organiser().await).await
    }

    fn list(&self) -> String {
        format!("/ban-to-chuc/ngan-hang/{}/de-xuat", self.bank)
    }

    async fn stems(&self) -> Vec<String> {
        let page = banks::questions(&self.app.t.db.read, self.bank, &QuestionFilter::default(), 1).await.unwrap();
        page.questions.into_iter().map(|found| found.question.stem).collect()
    }
}

/// The keys of the proposals on a page, in its order.
fn keys(page: &Answer) -> Vec<String> {
    let ids = page.body.split("id=\"de-xuat-").skip(1);
    ids.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// The number that a tab has behind its label.
fn count(page: &Answer, label: &str) -> u32 {
    let rest = page.body.split_once(&format!(">{label} (")).unwrap_or_else(|| panic!("{label}: {}", page.body)).1;
    rest.split(')').next().unwrap().replace('.', "").parse().unwrap()
}

both_engines! {
    async fn a_proposal_is_accepted_undone_and_refused(t: TestEngine) {
        let desk = Desk::of(t).await;
        let mut author = desk.author().await;
        let first = author.get(&desk.list()).await;
        let (waiting, keys_shown) = (count(&first, "Chờ xem"), keys(&first));
        assert_eq!(keys_shown.len(), 10);
        first.assert_says("(đáp án đúng)");
        first.assert_says("<mark>");
        first.assert_says("/so-tay/cau/");
        let mut organiser = desk.organiser().await;
        let bank = format!("/ban-to-chuc/ngan-hang/{}", desk.bank);
        organiser.get(&bank).await.assert_says(&format!("Còn {waiting} đề xuất từ sổ tay chờ xem"));

        let accepted = author.post(&desk.list(), &[("viec", "nhan"), ("ma", &keys_shown[0])]).await;
        let after = author.get(&accepted.location().unwrap()).await;
        after.assert_says("Đã nhận câu vào ngân hàng, chờ người khác duyệt.");
        assert_eq!((count(&after, "Chờ xem"), count(&after, "Đã nhận")), (waiting - 1, 1));
        assert!(!keys(&after).contains(&keys_shown[0]), "it waits no more");
        assert_eq!(desk.stems().await.len(), 1);
        let list = format!("{}?xem=accepted", desk.list());
        author.get(&list).await.assert_says("tac-gia");

        let undone = author.post(&desk.list(), &[("viec", "hoan-tac"), ("ma", &keys_shown[0])]).await;
        author.get(&undone.location().unwrap()).await.assert_says("Câu đề xuất lại chờ xem.");
        assert_eq!(desk.stems().await, [""; 0]);

        let refused = author.post(&desk.list(), &[("viec", "bo"), ("ma", &keys_shown[0]), ("ly-do", "Quá dễ")]).await;
        assert_eq!(refused.status, StatusCode::SEE_OTHER);
        author.get(&format!("{}?xem=refused", desk.list())).await.assert_says("Lý do: Quá dễ.");
        let long = author.post(&desk.list(), &[("viec", "bo"), ("ma", &keys_shown[1]), ("ly-do", &"ă".repeat(501))]).await;
        assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
        long.assert_says(&format!("href=\"#de-xuat-{}\"", keys_shown[1]));
        assert_eq!(count(&author.get(&desk.list()).await, "Đã bỏ"), 1);
    }

    async fn the_ticked_are_accepted_and_who_comes_second_is_told_who_was_first(t: TestEngine) {
        let desk = Desk::of(t).await;
        let (mut author, mut organiser) = (desk.author().await, desk.organiser().await);
        let keys = keys(&author.get(&desk.list()).await);
        let nothing = author.post(&desk.list(), &[("viec", "nhan-nhieu")]).await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        nothing.assert_says("Bạn chưa chọn câu nào.");
        let chosen = keys[..3].iter().map(|key| ("chon", key.as_str()));
        let ticked: Vec<(&str, &str)> = [("viec", "nhan-nhieu")].into_iter().chain(chosen).collect();
        let done = author.post(&desk.list(), &ticked).await;
        author.get(&done.location().unwrap()).await.assert_says("Đã nhận 3 câu vào ngân hàng");
        assert_eq!(desk.stems().await.len(), 3);

        let second = organiser.post(&desk.list(), &[("viec", "bo"), ("ma", &keys[0])]).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        second.assert_says("(tac-gia) đã nhận câu này trước bạn");
        let some = organiser.post(&desk.list(), &[("viec", "nhan-nhieu"), ("chon", &keys[0]), ("chon", &keys[3])]).await;
        assert_eq!(some.status, StatusCode::UNPROCESSABLE_ENTITY);
        some.assert_says("Đã nhận 1 câu; 1 câu chưa nhận được.");
        assert_eq!(desk.stems().await.len(), 4);
    }

    async fn a_proposal_is_taken_in_with_other_words(t: TestEngine) {
        let desk = Desk::of(t).await;
        let mut author = desk.author().await;
        let list = author.get(&desk.list()).await;
        let key = keys(&list).swap_remove(0);
        let edit = list.body.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|href| href.ends_with(&key));
        let edit = edit.unwrap().to_owned();
        let form = author.get(&edit).await;
        form.assert_says("Như trên đề thi");
        let fields = |stem: &'static str| {
            [("cau-hoi", stem), ("phuong-an", "Một"), ("phuong-an", "Hai"), ("phuong-an", ""), ("dung", "1"), ("muc-do", "apply")]
        };
        let refused = author.post(&edit, &fields("")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        refused.assert_says("Câu hỏi đang trống.");
        refused.assert_says("Hai</textarea>");
        assert_eq!(desk.stems().await, [""; 0]);
        let saved = author.post(&edit, &fields("Lời mới của câu hỏi?")).await;
        let after = author.get(&saved.location().unwrap()).await;
        after.assert_says("Đã nhận câu đã sửa vào ngân hàng");
        assert_eq!((count(&after, "Đã sửa và nhận"), desk.stems().await), (1, vec!["Lời mới của câu hỏi?".to_owned()]));
        let again = author.post(&edit, &fields("Lời khác của câu hỏi?")).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.assert_says("trước bạn");
    }

    async fn filters_narrow_the_list_and_old_addresses_show_something(t: TestEngine) {
        let desk = Desk::of(t).await;
        let mut author = desk.author().await;
        let all = author.get(&format!("{}?xem=tat-ca", desk.list())).await;
        let total = count(&all, "Tất cả");
        let last = author.get(&format!("{}?trang=99999", desk.list())).await;
        assert!(!keys(&last).is_empty(), "beyond the last page is the last");
        let number = all.body.split_once(" của sổ tay: ").unwrap().0.rsplit_once("Câu ").unwrap().1.to_owned();
        let entry = author.get(&format!("{}?xem=tat-ca&cau={number}", desk.list())).await;
        assert!(!keys(&entry).is_empty() && keys(&entry).len() < total as usize, "entry {number}");
        let about = format!("Câu {number} của sổ tay: ");
        assert_eq!(entry.body.matches(&about).count(), keys(&entry).len(), "all are from the entry");
        author.get(&format!("{}?cau=9999", desk.list())).await.assert_says("Không có đề xuất nào ở mục này");
        for odd in ["?so-tay=x&phan=0&loai=%00&cau=-1&xem=zzz", "?phan=999"] {
            assert_eq!(author.get(&format!("{}{odd}", desk.list())).await.status, StatusCode::OK, "{odd}");
        }
    }

    async fn nobody_else_sees_or_decides(t: TestEngine) {
        let desk = Desk::of(t).await;
        let key = keys(&desk.author().await.get(&desk.list()).await).swap_remove(0);
        let t = &desk.app.t;
        let tree = t.tree().await;
        let reviewer = t.staff("tham-dinh", Role::QuestionReviewer, None).await;
        work::assign(t, &t.organiser().await, reviewer.staff_id, desk.bank, true).await.unwrap();
        let stranger = t.staff("tac-gia-khac", Role::QuestionAuthor, None).await;
        let viewer = t.viewer(&tree.department).await;
        let alike = format!("/ban-to-chuc/ngan-hang/{}/trung", desk.bank);
        for (who, status) in [(reviewer, StatusCode::NOT_FOUND), (stranger, StatusCode::NOT_FOUND), (viewer, StatusCode::FORBIDDEN)] {
            let mut browser = desk.app.staff_browser(&who).await;
            assert_eq!(browser.get(&desk.list()).await.status, status, "{:?}", who.role);
            for act in ["nhan", "bo", "hoan-tac"] {
                let answer = browser.post(&desk.list(), &[("viec", act), ("ma", &key)]).await;
                assert_eq!(answer.status, status, "{:?} {act}", who.role);
            }
            if who.role != Role::QuestionReviewer {
                assert_eq!(browser.get(&alike).await.status, status, "{:?}", who.role);
            }
        }
        let mut nobody = desk.app.browser();
        assert!(nobody.get(&desk.list()).await.location().unwrap().starts_with("/ban-to-chuc/dang-nhap"));
        let mut author = desk.author().await;
        for (fields, status) in [
            (vec![("viec", "nhan"), ("ma", "khong-co")], StatusCode::NOT_FOUND),
            (vec![("viec", "xoa"), ("ma", key.as_str())], StatusCode::BAD_REQUEST),
            (vec![], StatusCode::BAD_REQUEST),
        ] {
            assert_eq!(author.post(&desk.list(), &fields).await.status, status, "{fields:?}");
        }
        assert_eq!(desk.stems().await, [""; 0]);
    }

    async fn without_a_handbook_the_page_says_so(t: TestEngine) {
        let organiser = t.organiser().await;
        let bank = banks::create(&t, &organiser, "thu", "Ngân hàng thử").await.unwrap();
        let app = TestApp::new(t);
        let mut browser = app.staff_browser(&organiser).await;
        browser.get(&format!("/ban-to-chuc/ngan-hang/{bank}/de-xuat")).await.assert_says("Chưa có sổ tay");
        let act = browser.post(&format!("/ban-to-chuc/ngan-hang/{bank}/de-xuat"), &[("viec", "nhan"), ("ma", "x")]).await;
        assert_eq!(act.status, StatusCode::NOT_FOUND);
    }

    async fn pairs_stand_side_by_side_until_somebody_decides(t: TestEngine) {
        const FILE: &str = "Câu hỏi,A,B,C,Đáp án\n\
            Cơ quan nào ban hành Nghị quyết về cải cách hành chính nhà nước?,Chính phủ,Quốc hội,Bộ Nội vụ,A\n\
            Nghị quyết về cải cách hành chính nhà nước do cơ quan nào ban hành?,Chính phủ,Quốc hội,Bộ Tài chính,A\n\
            Một cửa liên thông là gì?,Một,Hai,Ba,B\n";
        let organiser = t.organiser().await;
        let bank = banks::create(&t, &organiser, "thu", "Ngân hàng thử").await.unwrap();
        question_sets::import_now(&t, bank, "de.csv", FILE.as_bytes().to_vec(), KeptFor::Contest).await.unwrap();
        let app = TestApp::new(t);
        let mut browser = app.staff_browser(&organiser).await;
        let address = format!("/ban-to-chuc/ngan-hang/{bank}/trung");
        let page = browser.get(&address).await;
        page.assert_says("<mark>Bộ Tài chính</mark>");
        let pair = page.input("cap").unwrap();
        let kept = browser.post(&address, &[("viec", "giu-ca-hai"), ("cap", &pair)]).await;
        let after = browser.get(&kept.location().unwrap()).await;
        after.assert_says("Đã giữ cả hai câu.");
        after.assert_says("Không có cặp nào gần giống");

        let before = banks::cells(&app.t.db.read, bank).await.unwrap()[0].available;
        let dropped = browser.post(&address, &[("viec", "bo-cau-sau"), ("cap", &pair)]).await;
        assert_eq!(dropped.status, StatusCode::SEE_OTHER, "{}", dropped.body);
        assert_eq!(banks::cells(&app.t.db.read, bank).await.unwrap()[0].available, before - 1);
        let again = browser.post(&address, &[("viec", "bo-cau-sau"), ("cap", &pair)]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        again.assert_says("vừa được người khác thay đổi");
        for (fields, status) in [
            ([("viec", "giu-ca-hai"), ("cap", "x")], StatusCode::BAD_REQUEST),
            ([("viec", "khac"), ("cap", pair.as_str())], StatusCode::BAD_REQUEST),
        ] {
            assert_eq!(browser.post(&address, &fields).await.status, status);
        }
    }

    async fn a_new_edition_is_looked_at_then_made_public(t: TestEngine) {
        let organiser = t.organiser().await;
        t.open_contest(&t.tree().await, 24, 5).await;
        let app = TestApp::new(t);
        let mut browser = app.staff_browser(&organiser).await;
        browser.get("/ban-to-chuc/so-tay").await.assert_says("Chưa có sổ tay");
        let bytes = std::fs::read(format!("{}/../content/so-tay.docx", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let brought = browser.upload("/ban-to-chuc/so-tay", "so-tay.docx", &bytes).await;
        let edition = brought.location().unwrap_or_else(|| panic!("{}", brought.body));
        let looked_at = browser.get(&edition).await;
        for says in ["Đã đọc tệp.", "Chưa công khai", "Câu 1. ", "Căn cứ: ", "văn bản làm căn cứ", "Xóa bản này"] {
            looked_at.assert_says(says);
        }
        app.browser().get("/so-tay").await.assert_says("Phần này chưa có câu nào");
        let again = browser.upload("/ban-to-chuc/so-tay", "lan-hai.docx", &bytes).await;
        browser.get(&again.location().unwrap()).await.assert_says("Tệp này đã được nhập trước đây.");

        let page = edition.split('?').next().unwrap();
        let published = browser.post(page, &[("viec", "cong-khai")]).await;
        browser.get(&published.location().unwrap()).await.assert_says("Đang công khai");
        assert!(!browser.get(page).await.body.contains("Xóa bản này"));
        let removed = browser.post(page, &[("viec", "xoa")]).await;
        assert_eq!(removed.status, StatusCode::UNPROCESSABLE_ENTITY);
        removed.assert_says("đã được công khai nên không xóa được");

        for (name, bytes, says) in
            [("", &b""[..], "Bạn chưa chọn tệp."), ("hong.docx", &b"PK hong"[..], "Hãy"), ("trong.docx", &b""[..], "Tệp đang trống."), ("cat.pdf", &b"%PDF-1.7"[..], "Tệp bị hỏng")]
        {
            let refused = browser.upload("/ban-to-chuc/so-tay", name, bytes).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            refused.assert_says(says);
        }
        let author = app.t.staff("tac-gia", Role::QuestionAuthor, None).await;
        let mut author = app.staff_browser(&author).await;
        for address in ["/ban-to-chuc/so-tay", page] {
            assert_eq!(author.get(address).await.status, StatusCode::FORBIDDEN, "{address}");
        }
        assert_eq!(author.post(page, &[("viec", "cong-khai")]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.get("/ban-to-chuc/so-tay/9999").await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.post(page, &[("viec", "khac")]).await.status, StatusCode::BAD_REQUEST);
    }
}
