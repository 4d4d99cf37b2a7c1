//! Reports as files, through the real router: asked for, made by the job, taken by those whose they are.

use crate::common::TestApp;
use axum::http::{StatusCode, header};
use engine::{both_engines, reports::files::make_due, testing::TestEngine};

/// A form as a browser sends it.
fn form<'a>(about: &'a str, formats: &[&'a str]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("bao-cao-ve", about),
        ("chot-so-lieu", "decree"),
        ("co-quan-chu-quan", "Ủy ban nhân dân tỉnh Lào Cai"),
        ("co-quan-ban-hanh", "Sở Nội vụ"),
        ("so-ky-hieu", "15/BC-SNV"),
        ("dia-danh", "Lào Cai"),
        ("ngay", "2026-07-05"),
        ("nguoi-ky", "Nguyễn Thị Hà"),
        ("noi-nhan", "UBND tỉnh\r\nCác sở, ban, ngành"),
    ];
    fields.extend(formats.iter().map(|format| ("dinh-dang", *format)));
    fields
}

/// The address of a file of this format on a page.
fn file_address(page: &str, format: &str) -> String {
    let end = format!("/{format}\"");
    let link =
        page.split("href=\"").find(|rest| rest.split_inclusive('"').next().is_some_and(|href| href.ends_with(&end)));
    link.and_then(|rest| rest.split('"').next()).unwrap_or_else(|| panic!("no {format} on\n{page}")).to_owned()
}

both_engines! {
    async fn a_report_is_asked_for_made_and_taken(t: TestEngine) {
        let tree = t.tree().await;
        t.open_contest(&tree, 24, 5).await;
        let app = TestApp::new(t);
        let mut organiser = app.staff_browser(&app.t.organiser().await).await;
        let empty = organiser.get("/ban-to-chuc/bao-cao").await;
        empty.assert_says("Chưa có báo cáo nào");
        assert!(!empty.headers.contains_key("refresh"));
        let page = organiser.get("/ban-to-chuc/bao-cao/moi").await;
        page.assert_says("Quý IV năm 2026");
        page.assert_says("6 tháng đầu năm 2026");
        let answer = organiser.post("/ban-to-chuc/bao-cao/moi", &form("2026-q4", &["xlsx", "docx", "pdf", "csv", "json"])).await;
        assert_eq!((answer.status, answer.location().unwrap().as_str()), (StatusCode::SEE_OTHER, "/ban-to-chuc/bao-cao"));
        let waiting = organiser.get("/ban-to-chuc/bao-cao").await;
        waiting.assert_says("Quý IV năm 2026 (từ ngày 15/9/2026 đến ngày 14/12/2026)");
        waiting.assert_says("Đang chờ");
        assert_eq!(waiting.headers["refresh"], "3", "the page looks again by itself");
        assert_eq!(make_due(&app.t).await.unwrap(), 1);
        let done = organiser.get("/ban-to-chuc/bao-cao").await;
        done.assert_says("Đã xong");
        done.assert_says("SHA-256");
        assert!(!done.headers.contains_key("refresh"));
        let xlsx = file_address(&done.body, "xlsx");
        for (format, kind, begins) in [
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK"),
            ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "PK"),
            ("pdf", "application/pdf", "%PDF-"),
            ("csv", "text/csv; charset=utf-8", "\u{FEFF}"),
            ("json", "application/json", "{"),
        ] {
            let file = organiser.get(&xlsx.replace("xlsx", format)).await;
            assert_eq!((file.status, file.headers[header::CONTENT_TYPE].to_str().unwrap()), (StatusCode::OK, kind));
            assert!(file.body.starts_with(begins), "{format}");
            assert!(file.headers[header::CONTENT_DISPOSITION].to_str().unwrap().ends_with(&format!(".{format}\"")));
        }
        let json = organiser.get(&xlsx.replace("xlsx", "json")).await.json();
        assert_eq!((&json["issued"]["number"], &json["issued"]["date"]), (&"15/BC-SNV".into(), &"2026-07-05".into()));
        let again = organiser.get("/ban-to-chuc/bao-cao/moi").await;
        assert_eq!(again.input("nguoi-ky").as_deref(), Some("Nguyễn Thị Hà"), "kept for the next");
        assert_eq!(again.input("so-ky-hieu").as_deref(), Some(""), "but the number");

        let mut viewer = app.staff_browser(&app.t.viewer(&tree.department).await).await;
        viewer.get("/don-vi/bao-cao").await.assert_says("Chưa có báo cáo nào");
        assert_eq!(viewer.get(&xlsx).await.status, StatusCode::FORBIDDEN);
        assert_eq!(viewer.get(&xlsx.replace("/ban-to-chuc", "/don-vi")).await.status, StatusCode::NOT_FOUND);
        let answer = viewer.post("/don-vi/bao-cao/moi", &form("ca-cuoc-thi", &["csv"])).await;
        assert_eq!(answer.location().unwrap(), "/don-vi/bao-cao");
        assert_eq!(make_due(&app.t).await.unwrap(), 1);
        let own = viewer.get("/don-vi/bao-cao").await;
        let csv = &file_address(&own.body, "csv");
        let file = viewer.get(csv).await;
        file.assert_says("Trung tâm Lưu trữ lịch sử");
        assert!(!file.body.contains("Sở Tư pháp"), "another agency is not in it");
        assert_eq!(organiser.get(&csv.replace("/don-vi", "/ban-to-chuc")).await.status, StatusCode::NOT_FOUND);
        assert!(app.browser().get(csv).await.location().unwrap().contains("dang-nhap"));
    }

    async fn a_form_with_something_wrong_keeps_what_was_typed(t: TestEngine) {
        let tree = t.tree().await;
        t.open_contest(&tree, 24, 5).await;
        let app = TestApp::new(t);
        let mut organiser = app.staff_browser(&app.t.organiser().await).await;
        let mut wrong_day = form("ca-cuoc-thi", &["pdf"]);
        wrong_day.retain(|(name, _)| *name != "ngay");
        wrong_day.push(("ngay", "2026-02-31"));
        for (fields, says) in [
            (form("ca-cuoc-thi", &[]), "Bạn chưa chọn định dạng tệp"),
            (form("2026-q9", &["pdf"]), "Bạn chưa chọn nội dung báo cáo"),
            (form("vong-99999", &["pdf"]), "Vòng thi này chưa mở hoặc không còn"),
            (wrong_day, "Ngày này chưa đọc được"),
        ] {
            let answer = organiser.post("/ban-to-chuc/bao-cao/moi", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{says}");
            answer.assert_says(says);
            assert_eq!(answer.input("nguoi-ky").as_deref(), Some("Nguyễn Thị Hà"));
        }
        for path in ["/ban-to-chuc/bao-cao/1/xlsx", "/ban-to-chuc/bao-cao/1/exe", "/ban-to-chuc/bao-cao/x/pdf"] {
            assert!(organiser.get(path).await.status.is_client_error(), "{path}");
        }
    }
}
