//! Posters and the addresses on them, through the real router.

use crate::common::{Answer, Browser, TestApp};
use axum::http::{StatusCode, header};
use engine::{
    both_engines,
    db::entities::participants,
    testing::{OpenContest, TestEngine, Tree},
};
use sea_orm::EntityTrait as _;

struct Story {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
}

impl Story {
    async fn begin(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 40, 5).await;
        Self { app: TestApp::new(t), tree, contest }
    }

    async fn viewer(&self) -> Browser<'_> {
        self.app.staff_browser(&self.app.t.viewer(&self.tree.department).await).await
    }
}

fn leads_to(answer: &Answer) -> &str {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.headers[header::LOCATION].to_str().unwrap()
}

both_engines! {
    async fn a_poster_leads_into_its_agency_and_who_came_is_counted(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut viewer = story.viewer().await;
        let page = viewer.get("/don-vi/ap-phich").await.body;
        assert!(page.contains("localhost:3000/m/15-so-noi-vu"), "the agency's own code");
        assert!(page.contains("Chưa có ai của đơn vị dự thi vòng này."));

        let made = viewer.post("/don-vi/ap-phich?don-vi=15-so-noi-vu", &[("ten", "Bộ phận một cửa")]).await;
        let page = viewer.get(leads_to(&made)).await.body;
        assert!(page.contains("Đã tạo đường dẫn.") && page.contains("Bộ phận một cửa"));
        let code = leads_to(&made).split("ma=").nth(1).unwrap().split('&').next().unwrap().to_owned();
        assert!(page.contains(&format!("vào thi: http://localhost:3000/m/{code}")), "the message has the new address");

        let mut someone = story.app.browser();
        let form = leads_to(&someone.get(&format!("/m/{}", code.to_lowercase())).await).to_owned();
        assert_eq!(form, format!("/dang-ky?don-vi=15-so-noi-vu&qua={code}"));
        let page = someone.get(&form).await;
        assert_eq!(page.input("qua").as_deref(), Some(code.as_str()));
        let mut fields = vec![
            ("ho-ten", "Vàng Thị Mỷ"), ("ngay", "2"), ("thang", "9"), ("nam", "1987"), ("dien-thoai", "091234567"),
            ("don-vi", "15-so-noi-vu"), ("vi-tri", "civil_servant"), ("dong-y", "1"), ("qua", code.as_str()),
        ];
        let refused = someone.post("/dang-ky", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(refused.input("qua").as_deref(), Some(code.as_str()), "kept when something is wrong");
        fields[4] = ("dien-thoai", "0912345678");
        assert_eq!(leads_to(&someone.post("/dang-ky", &fields).await), "/dang-ky/ma-du-thi");
        let person = participants::Entity::find().one(&story.app.t.db.read).await.unwrap().unwrap();
        assert!(person.link_id.is_some());

        let page = viewer.get("/don-vi/ap-phich").await.body;
        let row = &page[page.find("Bộ phận một cửa").unwrap()..];
        let counts: Vec<&str> = row.split("class=\"num\">").skip(1).take(2).map(|cell| cell.split('<').next().unwrap()).collect();
        assert_eq!(counts, ["1", "0"]);
        assert!(row.contains("1 lượt mở"));

        let ended = viewer.post("/don-vi/ap-phich?don-vi=15-so-noi-vu", &[("ket-thuc", code.as_str())]).await;
        assert!(viewer.get(leads_to(&ended)).await.body.contains("Đã ngừng từ"));
        assert_eq!(leads_to(&someone.get(&format!("/m/{code}")).await), "/dang-ky", "nobody is lost at a poster");
        assert_eq!(leads_to(&story.app.browser().get("/m/khong-co-ma-nay").await), "/dang-ky");
    }

    async fn posters_are_files_with_how_the_agency_stands(t: TestEngine) {
        let story = Story::begin(t).await;
        let person = story.app.t.participant(&story.tree.department, 1).await;
        let mut browser = story.app.browser();
        let code = person.code.to_string();
        browser.post("/dang-nhap", &[("dien-thoai", person.phone.as_str()), ("ma-du-thi", &code)]).await;
        let round = format!("/thi/{}", story.contest.round_id);
        browser.post(&format!("{round}/bat-dau"), &[]).await;
        let paper = browser.get(&format!("{round}/bai")).await;
        let token = paper.input("token").unwrap();
        leads_to(&browser.post(&format!("{round}/nop"), &[("token", token.as_str())]).await);

        let mut organiser = story.app.staff_browser(&story.app.t.organiser().await).await;
        let place = "/ban-to-chuc/don-vi/ap-phich";
        let page = organiser.get(&format!("{place}?don-vi=15-so-noi-vu")).await.body;
        assert!(page.contains("1 người đã dự thi, tính đến"), "{page}");
        for (file, kind, begins) in [
            ("ap-phich-a4.pdf", "application/pdf", "%PDF"),
            ("ap-phich-a5.pdf", "application/pdf", "%PDF"),
            ("ap-phich.png", "image/png", "\u{fffd}PNG"),
        ] {
            let answer = organiser.get(&format!("{place}/{file}?don-vi=15-so-noi-vu")).await;
            assert_eq!((answer.status, &answer.headers[header::CONTENT_TYPE]), (StatusCode::OK, &kind.parse().unwrap()));
            assert!(answer.body.starts_with(begins), "{file}");
        }
        assert_eq!(organiser.get(&format!("{place}/ap-phich.svg")).await.status, StatusCode::NOT_FOUND);
    }

    async fn a_viewer_has_the_posters_of_the_own_agency_and_below(t: TestEngine) {
        let story = Story::begin(t).await;
        let mut viewer = story.viewer().await;
        let below = viewer.get("/don-vi/ap-phich?don-vi=15-luu-tru").await.body;
        assert!(below.contains("/m/15-luu-tru") && !below.contains("Sở Tư pháp"));
        let theirs = "don-vi=15-so-tu-phap";
        for address in ["/don-vi/ap-phich", "/don-vi/ap-phich/ap-phich.png", "/don-vi/ap-phich/ap-phich-a4.pdf"] {
            assert_eq!(viewer.get(&format!("{address}?{theirs}")).await.status, StatusCode::NOT_FOUND, "{address}");
        }
        let made = viewer.post(&format!("/don-vi/ap-phich?{theirs}"), &[("ten", "Zalo")]).await;
        assert_eq!(made.status, StatusCode::NOT_FOUND);
        let organisers = viewer.get("/ban-to-chuc/don-vi/ap-phich").await;
        assert_ne!(organisers.status, StatusCode::OK);
        let nobody = story.app.browser().get("/don-vi/ap-phich").await;
        assert!(leads_to(&nobody).starts_with("/ban-to-chuc/dang-nhap"));

        for (name, said) in [("", "Hãy ghi đường dẫn dùng ở đâu"), (&"a".repeat(81), "không quá 80 chữ")] {
            let refused = viewer.post("/don-vi/ap-phich", &[("ten", name)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.body.contains(said), "{name}");
        }
    }
}
