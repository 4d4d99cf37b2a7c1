//! Who may take part: told at registration and before an attempt, and what an organiser says of people.

use crate::common::{Answer, Browser, TestApp};
use axum::http::StatusCode;
use contest::contests::{
    BarredPolicy, DuplicateKey, DuplicatePolicy, DuplicateRule, Eligibility, Preset, Rules, TrackKind,
};
use engine::{
    accounts::{NewStaff, Role, create_staff},
    both_engines,
    clock::os_rng,
    db::entities::{attempts, audit_log, participants},
    testing::{OpenContest, Person, TestEngine, Tree},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};

const PASSWORD: &str = "con trâu đi trước cái cày";

struct Story {
    app: TestApp,
    tree: Tree,
    contest: OpenContest,
}

impl Story {
    async fn begin(t: TestEngine, rules: &Rules) -> Self {
        let tree = t.tree().await;
        let contest = t.open_contest(&tree, 40, 5).await;
        t.set_rules(&contest, rules).await;
        Self { app: TestApp::new(t), tree, contest }
    }

    async fn signed_in(&self, person: &Person) -> Browser<'_> {
        let mut browser = self.app.browser();
        let (phone, code) = (person.phone.as_str(), person.code.to_string());
        let answer = browser.post("/dang-nhap", &[("dien-thoai", phone), ("ma-du-thi", &code)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    /// The browser of a member of staff who has just been added.
    async fn staff(&self, username: &str, role: Role, agency_id: Option<i64>) -> Browser<'_> {
        let new = NewStaff { username, display_name: "Phạm Thu Hà", role, agency_id };
        let password = create_staff(&self.app.t, None, &new, &mut os_rng()).await.unwrap();
        let mut browser = self.app.browser();
        browser.post("/ban-to-chuc/dang-nhap", &[("tai-khoan", username), ("mat-khau", password.as_str())]).await;
        let mine = [("mat-khau", password.as_str()), ("mat-khau-moi", PASSWORD), ("nhap-lai", PASSWORD)];
        let answer = browser.post("/ban-to-chuc/mat-khau", &mine).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser
    }

    fn round(&self) -> String {
        format!("/thi/{}", self.contest.round_id)
    }

    async fn attempts(&self) -> u64 {
        attempts::Entity::find().count(&self.app.t.db.read).await.unwrap()
    }
}

fn only(eligibility: Eligibility) -> Rules {
    Rules { eligibility, ..Rules::case_4() }
}

fn comparing(by: DuplicateKey, policy: DuplicatePolicy) -> Rules {
    Rules { duplicates: vec![DuplicateRule { by, policy }], ..Rules::case_4() }
}

/// A sound registration with these fields changed.
fn form<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("ho-ten", "Vàng Thị Mỷ"),
        ("ngay", "22"),
        ("thang", "11"),
        ("nam", "1987"),
        ("dien-thoai", "0912345678"),
        ("don-vi", "15-so-noi-vu"),
        ("vi-tri", "civil_servant"),
        ("dong-y", "1"),
        ("giam-ho", "1"),
    ];
    fields.retain(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    fields.extend_from_slice(changes);
    fields
}

fn assert_refused(answer: &Answer, field: &str, says: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    answer.assert_says(says);
    answer.assert_says(&format!("href=\"#{field}\""));
}

both_engines! {
    async fn who_is_too_young_is_told_at_registration_and_from_when_on_they_may(t: TestEngine) {
        let story = Story::begin(t, &only(Eligibility { minimum_age: 14, ..Eligibility::default() })).await;
        let mut browser = story.app.browser();
        // The day is 22 November 2026: tomorrow's birthday is a day too late.
        let answer = browser.post("/dang-ky", &form(&[("ngay", "23"), ("nam", "2012")])).await;
        let says = "Cuộc thi này dành cho người từ đủ 14 tuổi. Theo ngày sinh này, bạn đăng ký được từ ngày 23/11/2026";
        assert_refused(&answer, "nam", says);
        assert_eq!(answer.input("ho-ten").as_deref(), Some("Vàng Thị Mỷ"), "what was typed is there again");
        assert_eq!(participants::Entity::find().count(&story.app.t.db.read).await.unwrap(), 0);
        let answer = browser.post("/dang-ky", &form(&[("nam", "2012")])).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser.get(&story.round()).await.assert_says("Bắt đầu làm bài");
    }

    async fn who_turns_out_too_young_is_told_before_the_button_and_begins_nothing(t: TestEngine) {
        let story = Story::begin(t, &Rules::case_4()).await;
        let mut browser = story.app.browser();
        let answer = browser.post("/dang-ky", &form(&[("ngay", "24"), ("nam", "2012")])).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let rules = only(Eligibility { minimum_age: 14, ..Eligibility::default() });
        story.app.t.set_rules(&story.contest, &rules).await;

        let page = browser.get(&story.round()).await;
        page.assert_says("Người dự thi phải từ đủ 14 tuổi. Bạn vào thi được từ ngày 24/11/2026.");
        assert!(!page.body.contains("Bắt đầu làm bài"), "{}", page.body);
        assert!(!browser.get("/cua-toi").await.body.contains("Vào thi Tuần 1"), "nor is it led to");
        let begun = browser.post(&format!("{}/bat-dau", story.round()), &[]).await;
        assert_eq!(begun.status, StatusCode::CONFLICT);
        begun.assert_says("Bạn vào thi được từ ngày 24/11/2026.");
        assert_eq!(story.attempts().await, 0);

        // Who mends the date may begin at once.
        let mended = browser.post("/cua-toi/sua", &form(&[("nam", "2011")])).await;
        assert_eq!(mended.status, StatusCode::SEE_OTHER, "{}", mended.body);
        let begun = browser.post(&format!("{}/bat-dau", story.round()), &[]).await;
        assert_eq!(begun.location(), Some(format!("{}/bai", story.round())), "{}", begun.body);
    }

    async fn a_contest_of_one_track_says_so_at_the_position(t: TestEngine) {
        let tracks = vec![TrackKind::Staff];
        let story = Story::begin(t, &only(Eligibility { tracks, ..Eligibility::default() })).await;
        let citizen = story.app.t.participant_as(&story.tree.commune, 1, contest::accounts::Position::Citizen).await;
        let answer = story.app.browser().post("/dang-ky", &form(&[("vi-tri", "citizen")])).await;
        assert_refused(&answer, "vi-tri", "Cuộc thi này không dành cho người dân.");
        let mut browser = story.signed_in(&citizen).await;
        browser.get(&story.round()).await.assert_says("Vòng thi này không dành cho người dân.");
        let begun = browser.post(&format!("{}/bat-dau", story.round()), &[]).await;
        assert_eq!((begun.status, story.attempts().await), (StatusCode::CONFLICT, 0));
    }

    async fn an_organiser_marks_who_makes_the_contest_and_they_read_it(t: TestEngine) {
        let excluded = Eligibility { barred: BarredPolicy::Excluded, ..Eligibility::default() };
        let story = Story::begin(t, &only(excluded)).await;
        let an = story.app.t.participant(&story.tree.department, 8).await;
        let mut theirs = story.signed_in(&an).await;
        theirs.get(&story.round()).await.assert_says("Bắt đầu làm bài");

        let mut organiser = story.staff("thu-ha", Role::Organiser, None).await;
        let address = format!("/ban-to-chuc/nguoi-du-thi/{}", an.id);
        organiser.get("/ban-to-chuc/nguoi-du-thi").await.assert_says(&format!("href=\"{address}\""));
        let page = organiser.get(&address).await;
        page.assert_says("Theo thể lệ đang dùng, những người này không dự thi");
        assert!(!page.body.contains(an.phone.as_str()), "the number is masked");
        let mark = |part: &'static str, why: &'static str| [("viec", "ghi-nhan"), ("viec-to-chuc", part), ("ly-do", why)];
        assert_refused(&organiser.post(&address, &mark("", "Tổ giúp việc")).await, "viec-to-chuc", "Bạn chưa chọn việc");
        let refused = organiser.post(&address, &mark("technical", "  ")).await;
        assert_refused(&refused, "ly-do", "Chưa có lý do");
        refused.assert_says("value=\"technical\" checked");
        let marked = organiser.post(&address, &mark("technical", "Vận hành máy chủ")).await;
        let page = organiser.get(&marked.location().unwrap()).await;
        page.assert_says("Đã ghi nhận.");
        page.assert_says("Nhân viên kỹ thuật, từ ngày 22/11/2026. Lý do: Vận hành máy chủ");
        let listed = organiser.get("/ban-to-chuc/nguoi-du-thi?xem=to-chuc").await;
        listed.assert_says(an.name.as_str());

        theirs.get("/cua-toi").await.assert_says("Lý do: Vận hành máy chủ. Theo thể lệ, bạn không dự thi");
        let page = theirs.get(&story.round()).await;
        page.assert_says("Nếu có nhầm lẫn, hãy gọi Ban Tổ chức theo số ở cuối trang.");
        assert!(!page.body.contains("Bắt đầu làm bài"), "{}", page.body);
        let begun = theirs.post(&format!("{}/bat-dau", story.round()), &[]).await;
        assert_eq!((begun.status, story.attempts().await), (StatusCode::CONFLICT, 0));

        let unmarked = organiser.post(&address, &[("viec", "bo-ghi-nhan")]).await;
        organiser.get(&unmarked.location().unwrap()).await.assert_says("Đã bỏ ghi nhận.");
        let begun = theirs.post(&format!("{}/bat-dau", story.round()), &[]).await;
        assert_eq!(begun.location(), Some(format!("{}/bai", story.round())), "{}", begun.body);
        let log = audit_log::Entity::find().all(&story.app.t.db.read).await.unwrap();
        let acts: Vec<(&str, Option<&str>)> = log.iter().rev().take(2).rev().map(|row| (row.action.as_str(), row.detail.as_deref())).collect();
        let expected = [("participant.involve", Some("technical: Vận hành máy chủ")), ("participant.uninvolve", Some("technical"))];
        assert_eq!(acts, expected);
    }

    async fn an_agency_says_how_many_hold_the_positions_that_quotas_name(t: TestEngine) {
        let preset = Preset::find("05-dak-lak-cchc-2023").unwrap();
        let story = Story::begin(t, &preset.rules).await;
        let mut viewer = story.staff("so.noi-vu", Role::AgencyViewer, Some(story.tree.department.id)).await;
        let (department, unit) = (story.tree.department.id, story.tree.unit.id);
        let (leader, staff) = (format!("vi-tri-{department}-leader"), format!("vi-tri-{department}-one_stop_staff"));
        let page = viewer.get("/don-vi/so-nguoi").await;
        page.assert_says("ghi 0 nếu không có ai");
        assert_eq!(page.input(&leader).as_deref(), Some(""));
        assert!(page.input(&format!("vi-tri-{department}-citizen")).is_none(), "only positions with a quota are asked");
        let refused = viewer.post("/don-vi/so-nguoi", &[(leader.as_str(), "ba"), (staff.as_str(), "7")]).await;
        assert_refused(&refused, &leader, "Sở Nội vụ, Lãnh đạo cơ quan, đơn vị: hãy ghi một số từ 0 đến 1.000.000");
        assert_eq!(refused.input(&staff).as_deref(), Some("7"), "what was typed is there again");
        let people = format!("so-{department}");
        let theirs = format!("vi-tri-{}-leader", story.tree.sibling.id);
        let sent = [(theirs.as_str(), "9"), (people.as_str(), "60"), (leader.as_str(), "0"), (staff.as_str(), "7")];
        assert_eq!(viewer.post("/don-vi/so-nguoi", &sent).await.status, StatusCode::NOT_FOUND, "another's agency");
        let saved = viewer.post("/don-vi/so-nguoi", &sent[1..]).await;
        let page = viewer.get(&saved.location().unwrap()).await;
        page.assert_says("Đã lưu số người của 1 đơn vị.");
        assert_eq!((page.input(&leader).as_deref(), page.input(&staff).as_deref()), (Some("0"), Some("7")));
        let silent = viewer.get("/don-vi/so-nguoi?xem=chua-bao").await;
        assert!(silent.input(&format!("so-{unit}")).is_some() && silent.input(&people).is_some(), "{}", silent.body);
    }

    async fn an_identity_card_is_asked_for_where_it_is_compared_and_never_shown(t: TestEngine) {
        let story = Story::begin(t, &comparing(DuplicateKey::IdNumber, DuplicatePolicy::Block)).await;
        let mut browser = story.app.browser();
        browser.get("/dang-ky").await.assert_says("name=\"so-can-cuoc\"");
        assert_refused(&browser.post("/dang-ky", &form(&[])).await, "so-can-cuoc", "Bạn chưa nhập số căn cước.");
        let id = ("so-can-cuoc", "010 087 001 234");
        let answer = browser.post("/dang-ky", &form(&[id])).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        browser.get("/cua-toi").await.assert_says("*** *** *** 234");
        let page = browser.get("/cua-toi/sua").await;
        page.assert_says("Đang giữ số có ba số cuối là 234.");
        assert_eq!(page.input("so-can-cuoc").as_deref(), Some(""));
        for address in ["/cua-toi", "/cua-toi/sua", "/cua-toi/du-lieu.json"] {
            assert!(!browser.get(address).await.body.contains("087001234"), "{address}");
        }
        let mut other = story.app.browser();
        let again = other.post("/dang-ky", &form(&[id, ("dien-thoai", "0912345679")])).await;
        assert_refused(&again, "so-can-cuoc", "Số căn cước này đã đăng ký dự thi.");
        assert!(!again.body.contains("Sở Nội vụ, Vàng"), "nothing is told of the other");
        let wrong = browser.post("/cua-toi/sua", &form(&[("so-can-cuoc", "12")])).await;
        assert_refused(&wrong, "so-can-cuoc", "Số căn cước này có 2 chữ số.");
        let mended = browser.post("/cua-toi/sua", &form(&[("so-can-cuoc", "063 123 456")])).await;
        assert_eq!(mended.status, StatusCode::SEE_OTHER, "{}", mended.body);
        let now = other.post("/dang-ky", &form(&[id, ("dien-thoai", "0912345679")])).await;
        assert_eq!(now.status, StatusCode::SEE_OTHER, "{}", now.body);

        story.app.t.set_rules(&story.contest, &Rules::case_4()).await;
        let page = story.app.browser().get("/dang-ky").await;
        assert!(!page.body.contains("so-can-cuoc"), "where it is not compared it is not asked for");
    }

    async fn a_relative_s_phone_serves_where_the_rules_let_it(t: TestEngine) {
        let story = Story::begin(t, &comparing(DuplicateKey::Phone, DuplicatePolicy::Allow(2))).await;
        let mut codes = Vec::new();
        for name in ["Vàng Thị Mỷ", "Vàng A Páo"] {
            let mut browser = story.app.browser();
            browser.get("/dang-ky").await.assert_says("Bạn dùng được số của người thân đã đăng ký.");
            let answer = browser.post("/dang-ky", &form(&[("ho-ten", name)])).await;
            let page = browser.get(&answer.location().unwrap_or_else(|| panic!("{}", answer.body))).await;
            let code = page.body.split("<p class=\"entry-code\"><span aria-hidden=\"true\">").nth(1);
            let code = code.and_then(|rest| rest.split('<').next());
            codes.push((name, code.unwrap_or_else(|| panic!("{}", page.body)).to_owned()));
        }
        let third = story.app.browser().post("/dang-ky", &form(&[("ho-ten", "Vàng A Chu")])).await;
        assert_refused(&third, "dien-thoai", "Số này đã đăng ký dự thi.");
        for (name, code) in codes {
            let mut browser = story.app.browser();
            let answer = browser.post("/dang-nhap", &[("dien-thoai", "0912345678"), ("ma-du-thi", &code)]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{name} {code}: {}", answer.body);
            browser.get("/cua-toi").await.assert_says(&format!("<h1>{name}</h1>"));
        }
    }

    async fn who_has_the_name_and_birth_date_of_another_is_let_in_by_an_organiser(t: TestEngine) {
        let story = Story::begin(t, &comparing(DuplicateKey::NameAndBirthDate, DuplicatePolicy::Block)).await;
        let first = story.app.browser().post("/dang-ky", &form(&[])).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let namesake = form(&[("dien-thoai", "0912345679"), ("don-vi", "15-so-tu-phap")]);
        let refused = story.app.browser().post("/dang-ky", &namesake).await;
        assert_refused(&refused, "ho-ten", "nếu chỉ trùng tên, hãy gọi Ban Tổ chức theo số ở cuối trang để được đăng ký.");
        let person = participants::Entity::find().one(&story.app.t.db.read).await.unwrap().unwrap();
        let mut organiser = story.staff("thu-ha", Role::Organiser, None).await;
        let address = format!("/ban-to-chuc/nguoi-du-thi/{}", person.id);
        let let_in = |alike: &'static str, why: &'static str| [("viec", "cho-trung"), ("trung", alike), ("ly-do-trung", why)];
        assert_refused(&organiser.post(&address, &let_in("", "Cùng tên")).await, "trung", "Bạn chưa chọn điều được trùng.");
        let unlimited = organiser.post(&address, &let_in("id_number", "Cùng tên")).await;
        assert_refused(&unlimited, "trung", "Bạn chưa chọn điều được trùng.");
        let blank = organiser.post(&address, &let_in("name_and_birth_date", "")).await;
        assert_refused(&blank, "ly-do-trung", "Chưa có lý do");
        let done = organiser.post(&address, &let_in("name_and_birth_date", "Hai người cùng tên")).await;
        organiser.get(&done.location().unwrap()).await.assert_says("Đã cho phép.");
        let now = story.app.browser().post("/dang-ky", &namesake).await;
        assert_eq!(now.status, StatusCode::SEE_OTHER, "{}", now.body);
    }

    async fn an_organiser_looks_at_who_is_alike(t: TestEngine) {
        let story = Story::begin(t, &comparing(DuplicateKey::NameAndBirthDate, DuplicatePolicy::Flag)).await;
        let address = "/ban-to-chuc/nguoi-du-thi/trung";
        let mut organiser = story.staff("thu-ha", Role::Organiser, None).await;
        organiser.get("/ban-to-chuc/nguoi-du-thi").await.assert_says(&format!("href=\"{address}\""));
        organiser.get(address).await.assert_says("Không còn nhóm nào cần xem");
        for phone in ["0912345678", "0912345679"] {
            let answer = story.app.browser().post("/dang-ky", &form(&[("dien-thoai", phone)])).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        }
        let page = organiser.get(&format!("{address}?theo=phone&trang=7")).await;
        page.assert_says("1 nhóm trùng họ tên và ngày sinh");
        page.assert_says("Chọn nhóm 2 người của Vàng Thị Mỷ");
        let group = page.input("nhom").unwrap();
        let action = format!("{address}?theo=name_and_birth_date");
        page.assert_says(&format!("action=\"{action}\""));
        assert_refused(&organiser.post(&action, &[("ly-do", "Hai chị em")]).await, "nhom", "Chưa chọn nhóm nào");
        assert_refused(&organiser.post(&action, &[("nhom", &group)]).await, "ly-do", "Chưa có lý do");
        let done = organiser.post(&action, &[("nhom", &group), ("ly-do", "Hai chị em họ")]).await;
        let page = organiser.get(&done.location().unwrap()).await;
        page.assert_says("Đã ghi nhận là người khác nhau.");
        page.assert_says("Không còn nhóm nào cần xem");
        let mut viewer = story.staff("so.noi-vu", Role::AgencyViewer, Some(story.tree.department.id)).await;
        assert_eq!(viewer.get(address).await.status, StatusCode::FORBIDDEN);
        assert_eq!(viewer.post(&action, &[("nhom", &group), ("ly-do", "x")]).await.status, StatusCode::FORBIDDEN);
        story.app.t.set_rules(&story.contest, &Rules::case_4()).await;
        organiser.get(address).await.assert_says("Thể lệ không so trùng");
        assert_eq!(organiser.post(&action, &[("nhom", &group), ("ly-do", "x")]).await.status, StatusCode::NOT_FOUND);
    }

    async fn nobody_but_an_organiser_marks_people(t: TestEngine) {
        let story = Story::begin(t, &Rules::case_4()).await;
        let an = story.app.t.participant(&story.tree.department, 8).await;
        let address = format!("/ban-to-chuc/nguoi-du-thi/{}", an.id);
        let mark = [("viec", "ghi-nhan"), ("viec-to-chuc", "technical"), ("ly-do", "Vận hành")];
        let mut viewer = story.staff("so.noi-vu", Role::AgencyViewer, Some(story.tree.department.id)).await;
        assert_eq!(viewer.get(&address).await.status, StatusCode::FORBIDDEN);
        assert_eq!(viewer.post(&address, &mark).await.status, StatusCode::FORBIDDEN);
        let list = viewer.get("/don-vi/nguoi-du-thi?xem=to-chuc").await;
        assert!(!list.body.contains(&address) && !list.body.contains("Tham gia tổ chức"), "{}", list.body);
        let mut theirs = story.signed_in(&an).await;
        assert_eq!(theirs.post(&address, &mark).await.status, StatusCode::SEE_OTHER);
        let mut organiser = story.staff("thu-ha", Role::Organiser, None).await;
        for missing in ["/ban-to-chuc/nguoi-du-thi/999", "/ban-to-chuc/nguoi-du-thi/x"] {
            assert_eq!(organiser.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
            assert_eq!(organiser.post(missing, &mark).await.status, StatusCode::NOT_FOUND, "{missing}");
        }
        assert_eq!(organiser.post(&address, &[("viec", "xoa")]).await.status, StatusCode::BAD_REQUEST);
        let row = participants::Entity::find_by_id(an.id).one(&story.app.t.db.read).await.unwrap().unwrap();
        assert_eq!(row.involvement, None);
    }
}
