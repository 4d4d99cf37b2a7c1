//! What a test needs before its own story begins.

use contest::{
    Millis, Timestamp,
    accounts::{BirthDate, EntryCode, FullName, Phone, Position, Registration},
    agencies::AgencyKind,
    attempts::Plan,
    banks::{Blueprint, Cell, ChoiceSet, Kind, Level, Question, Topic, Weight},
    contests::{RoundState, Rules, TrackKind},
    text,
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, IntoActiveModel as _, QueryFilter as _,
};

use super::TestEngine;
use crate::{
    accounts::{
        ParticipantSession, Role, SessionKind, StaffSession, find_participant, find_staff, open_session, register,
    },
    agencies::import_set,
    clock::os_rng,
    db::entities::{
        agencies, banks, blueprints, contests, plans, question_revisions, questions, rounds, rules, staff, tracks,
    },
};

/// Two provinces; the first has a department with a unit below it, another department and a commune.
#[derive(Clone, Debug)]
pub struct Tree {
    /// Code `15`.
    pub province: agencies::Model,
    /// Code `15-so-noi-vu`, below the province.
    pub department: agencies::Model,
    /// Code `15-luu-tru`, below the department.
    pub unit: agencies::Model,
    /// Code `15-so-tu-phap`, below the province.
    pub sibling: agencies::Model,
    /// Code `15-xa-bao-thang`, below the province.
    pub commune: agencies::Model,
    /// Code `12`, another province.
    pub elsewhere: agencies::Model,
    /// Code `12-so-noi-vu`, below the other province.
    pub elsewhere_unit: agencies::Model,
}

/// A participant with what only they know.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their row.
    pub id: i64,
    /// Họ và tên.
    pub name: FullName,
    /// Số điện thoại.
    pub phone: Phone,
    /// Mã dự thi.
    pub code: EntryCode,
}

/// A contest of the first province with an open round: three attempts of 20 minutes for both
/// tracks, by [`Rules::case_4`].
#[derive(Clone, Debug)]
pub struct OpenContest {
    /// The contest's row; its code is `cchc`.
    pub contest_id: i64,
    /// The bank's row.
    pub bank_id: i64,
    /// The round's row; it opened an hour before the test's time and closes six days after.
    pub round_id: i64,
    /// The track of officials.
    pub staff_track_id: i64,
    /// The track of citizens.
    pub citizens_track_id: i64,
    /// The plan of the officials' track.
    pub staff_plan_id: i64,
    /// The plan of the citizens' track.
    pub citizens_plan_id: i64,
    /// Both plans' content, with the officials' version.
    pub plan: Plan,
}

impl TestEngine {
    /// Makes the agencies of [`Tree`].
    pub async fn tree(&self) -> Tree {
        let province = self.agency("15", "Tỉnh Lào Cai", AgencyKind::Province, None).await;
        let department = self.agency("15-so-noi-vu", "Sở Nội vụ", AgencyKind::Department, Some(&province)).await;
        let unit =
            self.agency("15-luu-tru", "Trung tâm Lưu trữ lịch sử", AgencyKind::PublicUnit, Some(&department)).await;
        let sibling = self.agency("15-so-tu-phap", "Sở Tư pháp", AgencyKind::Department, Some(&province)).await;
        let commune = self.agency("15-xa-bao-thang", "Xã Bảo Thắng", AgencyKind::Commune, Some(&province)).await;
        let elsewhere = self.agency("12", "Tỉnh Lai Châu", AgencyKind::Province, None).await;
        let elsewhere_unit = self.agency("12-so-noi-vu", "Sở Nội vụ", AgencyKind::Department, Some(&elsewhere)).await;
        Tree { province, department, unit, sibling, commune, elsewhere, elsewhere_unit }
    }

    /// Makes one agency, as the import of a list does.
    pub async fn agency(
        &self,
        code: &str,
        name: &str,
        kind: AgencyKind,
        parent: Option<&agencies::Model>,
    ) -> agencies::Model {
        let block = match kind {
            AgencyKind::Ward | AgencyKind::Commune => "xa-phuong",
            AgencyKind::PublicUnit => "don-vi-su-nghiep",
            _ => "so-ban-nganh",
        };
        let agency = bank::agencies::Agency {
            place: bank::Place::File,
            code: code.to_owned(),
            name: name.to_owned(),
            kind,
            parent_code: parent.map(|parent| parent.code.clone()),
            block: block.to_owned(),
            headcount: None,
            valid_from: None,
            valid_to: None,
            successor_code: None,
        };
        let list = bank::agencies::AgencySet { agencies: vec![agency], problems: Vec::new() };
        import_set(&self.db.write, list, self.now()).await.expect("an agency");
        self.agencies.forget();
        let row = agencies::Entity::find().filter(agencies::Column::Code.eq(code)).one(&self.db.write).await;
        row.expect("the database").expect("the agency")
    }

    /// Registers somebody, an official of the agency. Each `number` below a million is another person.
    pub async fn participant(&self, agency: &agencies::Model, number: u32) -> Person {
        self.participant_as(agency, number, Position::CivilServant).await
    }

    /// As [`Self::participant`], with a position.
    pub async fn participant_as(&self, agency: &agencies::Model, number: u32, position: Position) -> Person {
        let registration = Registration { position, ..self.registration(agency, number) };
        let mut rng = self.rng(u64::from(number));
        let registered = register(self, &registration, "1", false, "/", &mut rng).await.expect("a participant");
        let Registration { name, phone, .. } = registration;
        Person { id: registered.participant_id, name, phone, code: registered.code }
    }

    /// What an official of the agency fills in, each `number` another person.
    pub fn registration(&self, agency: &agencies::Model, number: u32) -> Registration {
        const GIVEN: [&str; 8] = ["An", "Bình", "Chi", "Dũng", "Đào", "Hà", "Ước", "Yến"];
        let given = GIVEN[number as usize % GIVEN.len()];
        Registration {
            name: FullName::parse(&format!("Nguyễn Văn {given}")).expect("a name"),
            birth_date: BirthDate { year: 1987, month: 9, day: 2 },
            phone: Phone::parse(&format!("0912{number:06}")).expect("a phone"),
            id_number: None,
            agency_code: agency.code.clone(),
            position: Position::CivilServant,
            link: None,
        }
    }

    /// The session of a participant who has just signed in.
    pub async fn session_of(&self, person: &Person) -> ParticipantSession {
        let token = open_session(self, SessionKind::Participant, person.id, &mut os_rng()).await.expect("a session");
        find_participant(self, &token).await.expect("the database").expect("the session")
    }

    /// The session of an organiser; always the same person's.
    pub async fn organiser(&self) -> StaffSession {
        self.staff("organiser", Role::Organiser, None).await
    }

    /// The session of an agency's viewer; always the same person's.
    pub async fn viewer(&self, agency: &agencies::Model) -> StaffSession {
        self.staff(&format!("viewer-{}", agency.id), Role::AgencyViewer, Some(agency.id)).await
    }

    /// A session of staff. The account is made when there is none of this name; no password opens it.
    pub async fn staff(&self, username: &str, role: Role, agency_id: Option<i64>) -> StaffSession {
        let known = staff::Entity::find().filter(staff::Column::Username.eq(username)).one(&self.db.write).await;
        let id = if let Some(known) = known.expect("the database") {
            known.id
        } else {
            let row = staff::ActiveModel {
                username: Set(username.to_owned()),
                display_name: Set(role.label().to_owned()),
                password_hash: Set("none".to_owned()),
                role: Set(role.code().to_owned()),
                agency_id: Set(agency_id),
                must_change_password: Set(false),
                created_at: Set(self.now().0),
                disabled_at: Set(None),
                ..Default::default()
            };
            row.insert(&self.db.write).await.expect("an account").id
        };
        let token = open_session(self, SessionKind::Staff, id, &mut os_rng()).await.expect("a session");
        find_staff(self, &token).await.expect("the database").expect("the session")
    }

    /// Makes a bank of `size` approved questions of four choices, over two topics and three levels.
    /// The first choice is the right one.
    pub async fn bank(&self, code: &str, size: u32) -> i64 {
        let now = self.now().0;
        let bank = banks::ActiveModel {
            code: Set(code.to_owned()),
            name: Set(format!("Ngân hàng {code}")),
            created_at: Set(now),
            ..Default::default()
        };
        let bank_id = bank.insert(&self.db.write).await.expect("a bank").id;
        for number in 0..size {
            let question = question(number);
            let row = questions::ActiveModel {
                bank_id: Set(bank_id),
                stem_hash: Set(crate::secrets::sha256_hex(text::fold(&question.stem).as_bytes())),
                created_at: Set(now),
                ..Default::default()
            };
            let question_id = row.insert(&self.db.write).await.expect("a question").id;
            let row = question_revisions::ActiveModel {
                question_id: Set(question_id),
                bank_id: Set(bank_id),
                number: Set(1),
                choices: Set(json(&question.choices)),
                correct: Set(i32::from(question.correct.bits())),
                anchored: Set(i32::from(question.anchored.bits())),
                kind: Set("single".to_owned()),
                topic: Set(question.topic.map(|topic| topic.0)),
                level: Set(question.level.map(|level| level.code().to_owned())),
                folded: Set(text::fold(&question.stem)),
                stem: Set(question.stem),
                explanation: Set(None),
                handbook_entry: Set(None),
                state: Set("approved".to_owned()),
                created_at: Set(now),
                created_by: Set(None),
                ..Default::default()
            };
            row.insert(&self.db.write).await.expect("a revision");
        }
        bank_id
    }

    /// Makes a contest with an open round whose papers have `paper` of the `bank_size` questions.
    pub async fn open_contest(&self, tree: &Tree, bank_size: u32, paper: u16) -> OpenContest {
        self.open_contest_called("cchc", tree, bank_size, paper).await
    }

    /// As [`Self::open_contest`], where a test needs more than one.
    pub async fn open_contest_called(&self, code: &str, tree: &Tree, bank_size: u32, paper: u16) -> OpenContest {
        let (now, db) = (self.now(), &self.db.write);
        let bank_id = self.bank(code, bank_size).await;
        let contest = contests::ActiveModel {
            code: Set(code.to_owned()),
            title: Set("Tìm hiểu cải cách hành chính".to_owned()),
            province_id: Set(tree.province.id),
            handbook_id: Set(None),
            created_at: Set(now.0),
            ..Default::default()
        };
        let contest_id = contest.insert(db).await.expect("a contest").id;
        let rules = rules::ActiveModel {
            contest_id: Set(contest_id),
            version: Set(1),
            body: Set(json(&Rules::case_4())),
            made_at: Set(now.0),
            ..Default::default()
        };
        rules.insert(db).await.expect("rules");
        let round = rounds::ActiveModel {
            contest_id: Set(contest_id),
            number: Set(1),
            title: Set("Tuần 1".to_owned()),
            opens_at: Set((now - Millis::hours(1)).0),
            closes_at: Set((now + Millis::days(6)).0),
            state: Set(RoundState::Open.code().to_owned()),
            rules_version: Set(1),
            created_at: Set(now.0),
            ..Default::default()
        };
        let round_id = round.insert(db).await.expect("a round").id;
        let blueprint = Blueprint(vec![Cell { topic: None, level: None, take: paper, weight: Weight::ONE }]);
        let (staff_track_id, staff_plan_id, plan) =
            self.track(contest_id, round_id, bank_id, TrackKind::Staff, &blueprint).await;
        let (citizens_track_id, citizens_plan_id, _) =
            self.track(contest_id, round_id, bank_id, TrackKind::Citizens, &blueprint).await;
        OpenContest {
            contest_id,
            bank_id,
            round_id,
            staff_track_id,
            citizens_track_id,
            staff_plan_id,
            citizens_plan_id,
            plan,
        }
    }

    /// Changes the rules that the contest's round goes by.
    pub async fn set_rules(&self, contest: &OpenContest, rules: &Rules) {
        let body = rules::ActiveModel {
            contest_id: Set(contest.contest_id),
            version: Set(1),
            body: Set(json(rules)),
            ..Default::default()
        };
        body.update(&self.db.write).await.expect("rules");
        self.rounds.forget(contest.round_id);
    }

    async fn track(
        &self,
        contest_id: i64,
        round_id: i64,
        bank_id: i64,
        kind: TrackKind,
        blueprint: &Blueprint,
    ) -> (i64, i64, Plan) {
        let (now, db) = (self.now(), &self.db.write);
        let track = tracks::ActiveModel {
            contest_id: Set(contest_id),
            kind: Set(kind.code().to_owned()),
            bank_id: Set(bank_id),
            ..Default::default()
        };
        let track_id = track.insert(db).await.expect("a track").id;
        let row = blueprints::ActiveModel {
            round_id: Set(round_id),
            track_id: Set(track_id),
            body: Set(json(blueprint)),
            bank_id: Set(None),
            fixed: Set(None),
        };
        row.insert(db).await.expect("a blueprint");

        let revisions = question_revisions::Entity::find().filter(question_revisions::Column::BankId.eq(bank_id));
        let revisions = revisions.all(db).await.expect("the bank's questions");
        let questions = revisions.iter().zip(0..).map(|(row, number)| (row.id, question(number)));
        let mut plan = Plan::assemble(0, blueprint, questions);
        let row = plans::ActiveModel {
            round_id: Set(round_id),
            track_id: Set(track_id),
            body: Set(json(&plan)),
            made_at: Set(now.0),
            ..Default::default()
        };
        let row = row.insert(db).await.expect("a plan");
        plan.version = row.id;
        let plan_id = row.id;
        let mut row = row.into_active_model();
        row.body = Set(json(&plan));
        row.update(db).await.expect("the plan's version");
        (track_id, plan_id, plan)
    }

    /// Moves the clock to an instant that is not before now.
    pub fn advance_to(&self, at: Timestamp) {
        self.advance(at - self.now());
    }
}

fn question(number: u32) -> Question {
    let topic = if number.is_multiple_of(2) { "Thủ tục hành chính" } else { "Chuyển đổi số" };
    Question {
        stem: format!("Câu hỏi thử số {number}?"),
        choices: (1..=4).map(|choice| format!("Phương án {choice} của câu {number}")).collect(),
        correct: ChoiceSet::EMPTY.with(0),
        anchored: ChoiceSet::EMPTY,
        kind: Kind::Single,
        topic: Some(Topic(topic.to_owned())),
        level: Level::ALL.get(number as usize % 3).copied(),
        explanation: None,
        handbook_entry: None,
    }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("JSON")
}
