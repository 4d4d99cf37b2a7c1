//! What organisers and agencies do about the tree and its headcounts, through the real router.

use crate::common::{Browser, TestApp};
use axum::http::StatusCode;
use contest::Millis;
use engine::{
    both_engines,
    testing::{TestEngine, Tree},
};

struct Story {
    app: TestApp,
    tree: Tree,
}

impl Story {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        t.open_contest(&tree, 24, 5).await;
        Self { app: TestApp::new(t), tree }
    }

    async fn organiser(&self) -> Browser<'_> {
        self.app.staff_browser(&self.app.t.organiser().await).await
    }
}

fn address(id: i64) -> String {
    format!("/ban-to-chuc/don-vi/{id}")
}

both_engines! {
    async fn the_tree_is_looked_at_searched_and_asked_of_a_day(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.organiser().await;
        let page = organiser.get("/ban-to-chuc/don-vi").await;
        for name in ["Tỉnh Lào Cai", "Sở Nội vụ", "Xã Bảo Thắng", "1 đơn vị trực thuộc"] {
            page.assert_says(name);
        }
        assert!(!page.body.contains("Trung tâm Lưu trữ lịch sử"), "two levels are unfolded");
        organiser.get("/ban-to-chuc/don-vi?xem=moi-cap").await.assert_says("Trung tâm Lưu trữ lịch sử");
        let found = organiser.get("/ban-to-chuc/don-vi?tim=LUU+tru").await;
        found.assert_says("Trung tâm Lưu trữ lịch sử");
        assert!(!found.body.contains("Xã Bảo Thắng"));
        organiser.get("/ban-to-chuc/don-vi?loai=commune").await.assert_says("Xã Bảo Thắng");
        organiser.get("/ban-to-chuc/don-vi?tim=khongco").await.assert_says("Không có đơn vị nào ở đây");
        organiser.get("/ban-to-chuc/don-vi?ngay=2020-01-01").await.assert_says("Không có đơn vị nào ở đây");
        for odd in ["ngay=x", "trong=x", "trong=99999", "loai=x", "trang=99"] {
            assert_eq!(organiser.get(&format!("/ban-to-chuc/don-vi?{odd}")).await.status, StatusCode::OK, "{odd}");
        }
    }

    async fn an_agency_is_renamed_moved_dissolved_and_set_up_again(t: TestEngine) {
        let story = Story::begin(t).await;
        story.app.t.advance(Millis::days(30));
        let mut organiser = story.organiser().await;
        let (sibling, department) = (&story.tree.sibling, &story.tree.department);
        let province = story.tree.province.id.to_string();
        let page = address(sibling.id);
        let sent = |name: &'static str, from: &'static str| {
            vec![
                ("viec", "sua"), ("ten", name), ("ma", "15-so-tu-phap"), ("loai", "department"),
                ("khoi", "so-ban-nganh"), ("tu-ngay", from),
            ]
        };
        let with_parent = |mut fields: Vec<(&'static str, &'static str)>, parent: &'static str| {
            fields.push(("cap-tren", parent));
            fields
        };
        let province: &'static str = province.leak();
        for (name, from, says) in [
            ("", "2026-12-01", "Chưa có tên"),
            ("Sở Pháp chế", "hôm qua", "Ngày chưa đúng"),
            ("Sở Pháp chế", "2099-01-01", "Ngày này chưa đến"),
            ("Sở Pháp chế", "2020-01-01", "Nội dung hiện nay có từ ngày 22/11/2026"),
        ] {
            let refused = organiser.post(&page, &with_parent(sent(name, from), province)).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {from}");
            refused.assert_says(says);
        }
        let saved = organiser.post(&page, &with_parent(sent("Sở Pháp chế", "2026-12-01"), province)).await;
        let shown = organiser.get(&saved.location().unwrap()).await;
        for says in ["Đã lưu thay đổi.", "Sở Pháp chế", "Từ 22/11/2026 đến trước 1/12/2026", "Sở Tư pháp"] {
            shown.assert_says(says);
        }
        organiser.get("/ban-to-chuc/don-vi?ngay=2026-11-30").await.assert_says("Sở Tư pháp");
        organiser.get("/ban-to-chuc/don-vi?ngay=2026-12-01").await.assert_says("Sở Pháp chế");

        let heir = sibling.id.to_string();
        let dissolve = [("viec", "giai-the"), ("giai-the-tu", "2026-12-10"), ("ke-thua", "")];
        let refused = organiser.post(&address(department.id), &dissolve).await;
        refused.assert_says("Còn 1 đơn vị trực thuộc");
        let dissolve = [("viec", "giai-the"), ("giai-the-tu", "2026-12-10"), ("ke-thua", heir.as_str())];
        let done = organiser.post(&address(department.id), &dissolve).await;
        let shown = organiser.get(&done.location().unwrap()).await;
        for says in ["Đã ghi giải thể.", "10/12/2026", "Sáp nhập vào", "Khôi phục đơn vị"] {
            shown.assert_says(says);
        }
        organiser.get(&page).await.assert_says("Kế thừa");
        organiser.get("/ban-to-chuc/don-vi?xem=da-giai-the").await.assert_says("Giải thể từ 10/12/2026");
        let restored = organiser.post(&address(department.id), &[("viec", "khoi-phuc")]).await;
        organiser.get(&restored.location().unwrap()).await.assert_says("Đơn vị hoạt động lại.");
        for (address, fields) in [(address(999), vec![("viec", "sua")]), (address(sibling.id), vec![("viec", "x")])] {
            let status = organiser.post(&address, &fields).await.status;
            assert!(matches!(status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST), "{address} {status}");
        }
    }

    async fn a_unit_is_added_and_can_be_chosen_at_once(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.organiser().await;
        let parent = story.tree.department.id.to_string();
        let fields = |code: &'static str| {
            vec![
                ("ten", "Chi cục Văn thư"), ("ma", code), ("loai", "public_unit"), ("khoi", "Đơn vị sự nghiệp"),
                ("tu-ngay", "2026-11-22"), ("cap-tren", ""),
            ]
        };
        let mut taken = fields("15-luu-tru");
        taken[5].1 = &parent;
        organiser.post("/ban-to-chuc/don-vi/moi", &taken).await.assert_says("Mã này đang là của Trung tâm Lưu trữ");
        organiser.post("/ban-to-chuc/don-vi/moi", &fields("15-van-thu")).await.assert_says("Bạn chưa chọn cấp trên");
        let mut sound = fields("15-van-thu");
        sound[5].1 = &parent;
        let added = organiser.post("/ban-to-chuc/don-vi/moi", &sound).await;
        let page = organiser.get(&added.location().unwrap()).await;
        page.assert_says("Đã thêm đơn vị.");
        page.assert_says("15-van-thu");
        story.app.browser().get("/dang-ky").await.assert_says("Chi cục Văn thư");
    }

    async fn an_agency_s_number_is_confirmed_or_given_back(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.organiser().await;
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.department).await).await;
        let [own, unit] = [story.tree.department.id, story.tree.unit.id].map(|id| format!("so-{id}"));
        let list = "/ban-to-chuc/don-vi/cho-xac-nhan";
        organiser.get(list).await.assert_says("Không có số nào chờ xác nhận");
        viewer.post("/don-vi/so-nguoi", &[(&own, "50"), (&unit, "12")]).await;
        let page = viewer.get("/don-vi/so-nguoi").await;
        page.assert_says("đơn vị báo 50 người, chờ Ban Tổ chức xác nhận.");
        assert_eq!(page.input(&own).as_deref(), Some("50"), "what was said is there again");
        viewer.get("/don-vi").await.assert_says("Chưa tính được tỷ lệ");
        organiser.get("/ban-to-chuc").await.assert_says("2 số người chờ xác nhận");
        let page = organiser.get(list).await;
        page.assert_says("Trung tâm Lưu trữ lịch sử, Sở Nội vụ");
        page.assert_says("12 người từ 22/11/2026");
        let refused = organiser.post(list, &[("viec", "khong-xac-nhan"), ("chon", "2"), ("ly-do", "")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let refused = organiser.post(list, &[("viec", "khong-xac-nhan"), ("chon", "2"), ("ly-do", "Thiếu người")]).await;
        organiser.get(&refused.location().unwrap()).await.assert_says("Đã trả lại 1 số.");
        let confirmed = organiser.post(list, &[("viec", "xac-nhan"), ("chon", "1"), ("chon", "2")]).await;
        organiser.get(&confirmed.location().unwrap()).await.assert_says("Đã xác nhận 1 số.");
        let page = viewer.get("/don-vi/so-nguoi").await;
        page.assert_says("đang tính 50 người từ ngày 22/11/2026");
        page.assert_says("số 12 người không được xác nhận: Thiếu người. Hãy báo lại.");
        assert_eq!(viewer.post(list, &[("viec", "xac-nhan"), ("chon", "2")]).await.status, StatusCode::FORBIDDEN);
    }

    async fn a_list_is_handed_in_looked_at_and_taken_in(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut organiser = story.organiser().await;
        let lists = "/ban-to-chuc/don-vi/danh-sach";
        organiser.upload(lists, "x.csv", b"").await.assert_says("Tệp đang trống");
        let list = "Mã;Tên;Loại;Mã cấp trên;Số người\n15;Tỉnh Lào Cai;province;;\n15-xa-bao-thang;Xã Phố Lu;Xã;15;25\n\
            15-moi;Sở Khoa học;Sở, ban, ngành;15;\n15-y;;department;15;\n";
        let answer = organiser.upload(lists, "don-vi.csv", list.as_bytes()).await;
        let preview = answer.location().unwrap();
        let page = organiser.get(&preview).await;
        for says in ["Xem trước: ", "Xã Bảo Thắng", "Xã Phố Lu", "Chưa có tên", "Sở Khoa học", "5 đơn vị không có trong tệp"] {
            page.assert_says(says);
        }
        organiser.get("/ban-to-chuc/don-vi").await.assert_says("Xã Bảo Thắng");
        let seen = page.input("da-xem").unwrap();
        let stale = organiser.post(&preview, &[("viec", "nhap"), ("da-xem", "0a1b")]).await;
        assert_eq!(stale.status, StatusCode::UNPROCESSABLE_ENTITY);
        stale.assert_says("Cây đơn vị vừa thay đổi nên chưa nhập");
        let done = organiser.post(&preview, &[("viec", "nhap"), ("da-xem", &seen)]).await;
        organiser.get(&done.location().unwrap()).await.assert_says("Đã thêm 1 đơn vị, sửa ");
        organiser.get("/ban-to-chuc/don-vi").await.assert_says("Xã Phố Lu");
        let file = organiser.get("/ban-to-chuc/don-vi/danh-sach.csv").await;
        file.assert_says("15-xa-bao-thang,Xã Phố Lu,Xã,15,");
        assert_eq!(file.headers["content-disposition"], "attachment; filename=\"don-vi.csv\"");
        let again = organiser.upload(lists, "don-vi.csv", file.body.as_bytes()).await;
        organiser.get(&again.location().unwrap()).await.assert_says("Tệp không thay đổi gì");
        let book = organiser.get("/ban-to-chuc/don-vi/danh-sach.xlsx").await;
        assert_eq!(book.status, StatusCode::OK);
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.department).await).await;
        for address in [lists.to_owned(), preview, format!("{lists}.csv"), format!("{lists}.xlsx")] {
            assert_eq!(viewer.get(&address).await.status, StatusCode::FORBIDDEN, "{address}");
        }
    }

    async fn people_are_moved_and_doubles_merged_after_a_look(t: TestEngine) {
        let story = Story::begin(t).await;
        let t = &story.app.t;
        let (unit, sibling) = (&story.tree.unit, &story.tree.sibling);
        let mut people = Vec::new();
        for number in 1..4 {
            people.push(t.participant(unit, number).await.id.to_string());
        }
        let mut organiser = story.organiser().await;
        let (moving, into) = (format!("{}/chuyen", address(unit.id)), sibling.id.to_string());
        organiser.get(&address(unit.id)).await.assert_says("Chuyển người sang đơn vị khác");
        organiser.get(&moving).await.assert_says("3 người");
        let nobody = organiser.post(&moving, &[("viec", "xem"), ("den", &into)]).await;
        nobody.assert_says("Bạn chưa chọn ai");
        organiser.post(&moving, &[("viec", "xem"), ("chon", &people[0])]).await.assert_says("Bạn chưa chọn đơn vị nhận");
        let shown = organiser.post(&moving, &[("viec", "xem"), ("den", &into), ("chon", &people[0])]).await;
        shown.assert_says("1 người chuyển từ Trung tâm Lưu trữ lịch sử đến Sở Tư pháp.");
        organiser.get(&moving).await.assert_says("3 người");
        let done = organiser.post(&moving, &[("viec", "lam"), ("den", &into), ("chon", &people[0])]).await;
        organiser.get(&done.location().unwrap()).await.assert_says("Đã chuyển 1 người đến đơn vị này.");
        organiser.get(&moving).await.assert_says("2 người");

        let merging = format!("{}/gop", address(unit.id));
        let shown = organiser.post(&merging, &[("viec", "xem"), ("den", &into)]).await;
        shown.assert_says("Chuyển 2 người từ Trung tâm Lưu trữ lịch sử sang Sở Tư pháp");
        let own = unit.id.to_string();
        let refused = organiser.post(&merging, &[("viec", "xem"), ("den", &own)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        story.app.t.advance(Millis::hours(1));
        let done = organiser.post(&merging, &[("viec", "lam"), ("den", &into)]).await;
        organiser.get(&done.location().unwrap()).await.assert_says("Đã chuyển 2 người đến đơn vị này.");
        organiser.get(&address(unit.id)).await.assert_says("Sáp nhập vào");
        let mut viewer = story.app.staff_browser(&t.viewer(&story.tree.department).await).await;
        for page in [moving, merging] {
            assert_eq!(viewer.get(&page).await.status, StatusCode::FORBIDDEN, "{page}");
            assert_eq!(viewer.post(&page, &[("viec", "lam"), ("den", &into)]).await.status, StatusCode::FORBIDDEN);
        }
    }

    async fn the_tree_is_an_organiser_s(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut viewer = story.app.staff_browser(&story.app.t.viewer(&story.tree.department).await).await;
        let own = address(story.tree.department.id);
        for page in ["/ban-to-chuc/don-vi", "/ban-to-chuc/don-vi/moi", own.as_str()] {
            assert_eq!(viewer.get(page).await.status, StatusCode::FORBIDDEN, "{page}");
        }
        for page in ["/ban-to-chuc/don-vi/moi", own.as_str()] {
            assert_eq!(viewer.post(page, &[("viec", "khoi-phuc")]).await.status, StatusCode::FORBIDDEN, "{page}");
        }
    }
}
