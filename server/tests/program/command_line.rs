//! The command line as a process, on a data folder of its own: what it prints, and what it leaves.

use std::{
    fs,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use app::Prose;
use bench::{
    client::{Ask, Connection},
    people::{self, FORM, form},
    platform::{Platform, Setup},
};
use contest::attempts::{Plan, draw};
use engine::db::{
    Db,
    entities::{agencies, banks, question_revisions, questions, staff},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
};
use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_cchc");
const READY: &str = "Trang thi đang chạy tại ";
const UP_TO_DATE: &str = "Cơ sở dữ liệu đã ở phiên bản mới nhất.\n";

/// A data folder with the program beside it.
struct Installation(TempDir);

impl Installation {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        // A developer's own settings must not reach the test.
        command.args(arguments).env_clear().env("CCHC_DATA_DIR", self.path("data")).current_dir(self.0.path());
        command
    }

    #[track_caller]
    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// What a command prints that does what it is told.
    #[track_caller]
    fn says(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// What a command complains of that cannot do what it is told.
    #[track_caller]
    fn refuses(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?}: {output:?}");
        assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{arguments:?}");
        String::from_utf8(output.stderr).unwrap()
    }

    async fn db(&self) -> Db {
        Db::connect(&format!("sqlite://{}", self.path("data/cchc.db").display())).await.unwrap()
    }
}

fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test]
async fn migrating_makes_a_database_and_says_so() {
    let here = Installation::new();
    assert_eq!(here.says(&["migrate"]), UP_TO_DATE);
    let bank = banks::ActiveModel {
        code: Set("thu".to_owned()),
        name: Set("Ngân hàng thử".to_owned()),
        created_at: Set(0),
        ..Default::default()
    };
    bank.insert(&here.db().await.write).await.unwrap();
    assert_eq!(here.says(&["migrate"]), UP_TO_DATE);
    assert_eq!(banks::Entity::find().count(&here.db().await.read).await.unwrap(), 1, "what there is stays");
}

#[tokio::test]
async fn questions_are_taken_in_and_every_refused_row_is_told() {
    let here = Installation::new();
    let file = repository("bank/tests/fixtures/xlsx/05-co-loi.xlsx");
    let import = ["import", "questions", text(&file), "--bank", "thu"];
    assert_eq!(here.refuses(&import), "Không có ngân hàng nào mang mã thu.\n");
    let bank = banks::ActiveModel {
        code: Set("thu".to_owned()),
        name: Set("Ngân hàng thử".to_owned()),
        created_at: Set(0),
        ..Default::default()
    };
    let bank = bank.insert(&here.db().await.write).await.unwrap();

    let said = here.says(&import);
    let mut lines = said.lines();
    assert_eq!(lines.next(), Some("Đã nhập 2 câu (để thi); 0 câu đã có từ trước; 8 hàng bị từ chối."));
    assert_eq!(lines.next(), Some("Bị từ chối:"));
    let expected: Value =
        serde_json::from_slice(&fs::read(repository("bank/tests/fixtures/xlsx/05-co-loi.xlsx.expected.json")).unwrap())
            .unwrap();
    for problem in expected["problems"].as_array().unwrap() {
        let place = format!("  Hàng {}: ", problem["line_or_row"]);
        let reason = said.lines().find_map(|line| line.strip_prefix(&place)).unwrap_or_else(|| panic!("{place}{said}"));
        assert!(reason.ends_with('.'), "{reason}");
    }
    let questions = questions::Entity::find().filter(questions::Column::BankId.eq(bank.id));
    assert_eq!(questions.count(&here.db().await.read).await.unwrap(), 2);
    assert!(here.says(&import).starts_with("Đã nhập 0 câu (để thi); 2 câu đã có từ trước; 8 hàng bị từ chối.\n"));

    let missing = here.refuses(&["import", "questions", "khong-co.xlsx", "--bank", "thu"]);
    assert!(missing.starts_with("khong-co.xlsx: "), "{missing}");
    let wrong = repository("content/so-tay.docx");
    let wrong = here.refuses(&["import", "questions", text(&wrong), "--bank", "thu"]);
    assert!(wrong.contains("không phải tệp Excel (.xlsx)"), "{wrong}");
}

#[tokio::test]
async fn agencies_and_the_handbook_are_taken_in_and_what_is_left_out_is_told() {
    let here = Installation::new();
    let list = here.path("don-vi.csv");
    let rows =
        "code,name,kind,parent_code\n15,Tỉnh Lào Cai,province,\n15-la,Cơ quan lạ,loại lạ,15\n15-con,Phòng,other,99\n";
    fs::write(&list, rows).unwrap();
    let said = here.says(&["import", "agencies", text(&list)]);
    let lines: Vec<&str> = said.lines().collect();
    assert_eq!(lines[..2], ["Đơn vị: thêm 1, sửa 0, giữ nguyên 0.", "Bị từ chối:"], "{said}");
    assert!(lines[2].starts_with("  Dòng 3: Loại “loại lạ” chưa rõ."), "{said}");
    assert!(lines[3].starts_with("  Dòng 4: Không có cơ quan cấp trên mang mã “99”"), "{said}");
    assert_eq!(agencies::Entity::find().count(&here.db().await.read).await.unwrap(), 1);

    let handbook = repository("content/so-tay.docx");
    let import = ["import", "handbook", text(&handbook)];
    assert_eq!(here.says(&import), "Sổ tay: 100 câu hỏi – đáp.\n");
    assert_eq!(here.says(&import), "Sổ tay: 100 câu hỏi – đáp. Tệp này đã nạp từ trước, không có gì thay đổi.\n");
}

#[test]
fn the_first_start_tells_what_it_refused() {
    let here = Installation::new();
    let content = here.path("content");
    fs::create_dir_all(content.join("agencies")).unwrap();
    for name in ["so-tay.docx", "ngan-hang.xlsx", "agencies/lao-cai.csv"] {
        fs::copy(repository("content").join(name), content.join(name)).unwrap();
    }
    let list = content.join("agencies/lao-cai.csv");
    let rows = fs::read_to_string(&list).unwrap();
    fs::write(&list, format!("{}\n15-la,Cơ quan lạ,loại lạ,15,,\n", rows.trim_end())).unwrap();
    let mut serve = here.command(&["serve", "--listen", "127.0.0.1:0"]);
    let mut server =
        serve.env("CCHC_CONTENT_DIR", &content).env("CCHC_LOG", "error").stdout(Stdio::piped()).spawn().unwrap();
    let mut said = Vec::new();
    for line in BufReader::new(server.stdout.take().unwrap()).lines() {
        said.push(line.unwrap());
        if said.last().is_some_and(|line| line.starts_with(READY)) {
            break;
        }
    }
    server.kill().unwrap();
    server.wait().unwrap();
    let at = said.iter().position(|line| line.starts_with("lao-cai.csv, ")).unwrap_or_else(|| panic!("{said:?}"));
    assert!(said[at + 1].contains(": Loại “loại lạ” chưa rõ."), "{said:?}");
    assert_eq!(said.iter().filter(|line| line.starts_with("  ")).count(), 1, "{said:?}");
}

/// From the page of a result to the paper again, as anyone can go.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paper_is_drawn_again_from_the_numbers_on_its_result() {
    let here = Installation::new();
    let setup = Setup {
        server: PROGRAM.into(),
        folder: here.path("data"),
        content: repository("content"),
        database_url: None,
        redis_url: None,
    };
    let platform = Platform::start(&setup).await.unwrap();
    let person = people::register(&platform, 1, 1).await.unwrap().remove(0);
    let mut connection = Connection::open(platform.address).await.unwrap();
    let round = platform.round.clone();
    let ask = |method, path: String, fields: &[(&str, &str)]| Ask {
        method,
        path,
        cookie: person.cookie.clone(),
        kind: if method == "POST" { FORM } else { "" },
        body: form(fields),
    };
    connection.ask(&ask("POST", format!("/thi/{round}/bat-dau"), &[])).await.unwrap();
    let paper = connection.ask(&ask("GET", format!("/thi/{round}/bai"), &[])).await.unwrap();
    let paper = String::from_utf8(paper.body.to_vec()).unwrap();
    let token = between(&paper, "name=\"token\" value=\"", "\"").to_owned();
    let submitted = connection.ask(&ask("POST", format!("/thi/{round}/nop"), &[("token", &token)])).await.unwrap();
    let result = connection.ask(&ask("GET", submitted.location.unwrap(), &[])).await.unwrap();
    let result = String::from_utf8(result.body.to_vec()).unwrap();
    assert!(result.contains("Ban Tổ chức công bố danh mục này"), "{result}");
    let command = between(&result, "<code>cchc ", "</code>");
    let words: Vec<&str> = command.split(' ').collect();
    let ["draw", "--plan", file, "--seed", seed] = words[..] else { panic!("{command}") };
    let version = between(file, "danh-muc-", ".json");
    let export = connection.ask(&ask("GET", "/cua-toi/du-lieu.json".to_owned(), &[])).await.unwrap();
    let export: Value = serde_json::from_slice(&export.body).unwrap();
    assert_eq!(export["attempts"][0]["seed"], seed);
    assert_eq!(export["attempts"][0]["plan_version"].to_string(), version);
    platform.kill().await.unwrap();

    let plan = here.says(&["export", "plan", version]);
    fs::write(here.path(file), &plan).unwrap();
    let drawn: Value = serde_json::from_str(&here.says(&["draw", "--plan", file, "--seed", seed, "--json"])).unwrap();
    assert_eq!((drawn["plan"].to_string().as_str(), drawn["seed"].as_str()), (version, Some(seed)));
    let questions = drawn["questions"].as_array().unwrap();
    let frozen: Plan = serde_json::from_str(&plan).unwrap();
    let revisions: Vec<i64> = questions.iter().map(|question| question["revision"].as_i64().unwrap()).collect();
    assert_eq!(revisions, draw(&frozen, seed.parse().unwrap()).revisions(&frozen).collect::<Vec<_>>());
    // The page had these questions and these choices, in this order.
    let mut rest = paper.as_str();
    for question in questions {
        let choices = question["choices"].as_array().unwrap();
        let texts = choices.iter().map(|choice| &choice["text"]);
        for text in std::iter::once(&question["stem"]).chain(texts) {
            let prose = Prose::from(text.as_str().unwrap());
            let at = rest.find(prose.as_str()).unwrap_or_else(|| panic!("{text} is not where it was drawn"));
            rest = &rest[at + prose.as_str().len()..];
        }
    }
    // The key is in the plan that is published later, and right.
    let first = question_revisions::Entity::find_by_id(revisions[0]).one(&here.db().await.read).await.unwrap().unwrap();
    let stored: Vec<String> = serde_json::from_str(&first.choices).unwrap();
    for choice in questions[0]["choices"].as_array().unwrap() {
        let place = stored.iter().position(|text| choice["text"] == text.as_str()).unwrap();
        assert_eq!(choice["correct"], first.correct & (1 << place) != 0);
    }
    let read = here.says(&["draw", "--plan", file, "--seed", seed]);
    assert!(read.starts_with(&format!("Câu 1. {}\n", questions[0]["stem"].as_str().unwrap())), "{read}");
    assert_eq!(read.lines().filter(|line| line.starts_with("Câu ")).count(), questions.len());

    assert_eq!(here.refuses(&["export", "plan", "9999"]), "Không có danh mục câu hỏi số 9999.\n");
    let short = here.refuses(&["draw", "--plan", file, "--seed", "abc"]);
    assert!(short.contains("mã sinh đề phải gồm đúng 32 chữ số thập lục phân"), "{short}");
    fs::write(here.path("khac.json"), "{}").unwrap();
    let other = here.refuses(&["draw", "--plan", "khac.json", "--seed", seed]);
    assert!(other.starts_with("khac.json: không phải danh mục câu hỏi của vòng thi"), "{other}");
}

/// The text between two marks.
#[track_caller]
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split_once(after).unwrap_or_else(|| panic!("no {after} after {before}")).0
}

#[tokio::test]
async fn an_organiser_who_has_lost_the_password_gets_another() {
    let here = Installation::new();
    let one_time = |said: &str| between(&format!("{said}\n"), "Mật khẩu dùng một lần:  ", "\n").to_owned();
    let first = one_time(&here.says(&["staff", "add", "thu-ha", "--name", "Phạm Thu Hà"]));
    let second = one_time(&here.says(&["staff", "reset", "Thu-Ha"]));
    assert_ne!(first, second);
    let rows = staff::Entity::find().all(&here.db().await.read).await.unwrap();
    let member = rows.iter().find(|member| member.username == "thu-ha").unwrap();
    assert!(member.must_change_password && member.role == "organiser");
    assert!(!member.password_hash.contains(&second), "only a hash is kept");
    assert!(here.refuses(&["staff", "reset", "nobody"]).contains("Không có tài khoản nào tên nobody."));
    assert!(here.refuses(&["staff", "add", "thu-ha", "--name", "X"]).contains("đã có"));
    assert!(here.refuses(&["staff", "add", "Thu Hà", "--name", "X"]).contains("chữ thường không dấu"));
}
