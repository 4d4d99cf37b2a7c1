//! Those who take part: registered over HTTP like anyone.

use std::sync::{Arc, Mutex, PoisonError};

use hyper::body::Bytes;

use crate::{
    Failure,
    client::{Ask, Connection, Pace, Task, work},
    platform::Platform,
};

/// The type of a form's body.
pub const FORM: &str = "application/x-www-form-urlencoded";

/// Someone with what only they know.
#[derive(Clone, Debug)]
pub struct Person {
    /// Số điện thoại.
    pub phone: String,
    /// Mã dự thi.
    pub code: String,
    /// The session's cookie, `name=value`.
    pub cookie: String,
}

/// A form as a body.
pub fn form(fields: &[(&str, &str)]) -> Bytes {
    serde_urlencoded::to_string(fields).unwrap_or_default().into()
}

/// Registers so many people.
pub async fn register(platform: &Platform, count: usize, clients: usize) -> Result<Vec<Person>, Failure> {
    let agency = first_agency(platform).await?;
    let registered = Arc::new(Mutex::new(Vec::with_capacity(count)));
    let tasks = (0..count).map(|number| Register {
        phone: format!("09{number:08}"),
        agency: agency.clone(),
        registered: Arc::clone(&registered),
    });
    let run = work(platform.address, clients, Pace::Closed, tasks.collect()).await?;
    let people = std::mem::take(&mut *registered.lock().unwrap_or_else(PoisonError::into_inner));
    if people.len() < count {
        return Err(format!("{} people could not register: {:?}", count - people.len(), run.example).into());
    }
    Ok(people)
}

async fn first_agency(platform: &Platform) -> Result<String, Failure> {
    let mut connection = Connection::open(platform.address).await?;
    let page = connection.ask(&Ask { method: "GET", path: "/dang-ky".to_owned(), ..Ask::default() }).await?;
    let html = String::from_utf8_lossy(&page.body);
    let agency = html.split("<optgroup").nth(1).and_then(|group| group.split("value=\"").nth(1)?.split('"').next());
    Ok(agency.ok_or("the registration page lists no agency")?.to_owned())
}

struct Register {
    phone: String,
    agency: String,
    registered: Arc<Mutex<Vec<Person>>>,
}

impl Task for Register {
    async fn run(self, connection: &mut Connection) -> Result<usize, Failure> {
        let registered = connection.ask(&self.sample()).await?;
        if registered.status != 303 {
            return Err(format!("registering answered {}", registered.status).into());
        }
        let session = registered.cookies.first().cloned().unwrap_or_default();
        let page = Ask {
            method: "GET",
            path: "/dang-ky/ma-du-thi".to_owned(),
            cookie: registered.cookies.join("; "),
            ..Ask::default()
        };
        let html = connection.ask(&page).await?;
        let code = code_in(&String::from_utf8_lossy(&html.body)).ok_or("no code on the page of the code")?;
        let person = Person { phone: self.phone, code, cookie: session };
        self.registered.lock().unwrap_or_else(PoisonError::into_inner).push(person);
        Ok(registered.bytes + html.bytes)
    }

    fn sample(&self) -> Ask {
        let fields = [
            ("ho-ten", "Nguyễn Văn Đo"),
            ("ngay", "2"),
            ("thang", "9"),
            ("nam", "1987"),
            ("dien-thoai", &self.phone),
            ("don-vi", &self.agency),
            ("vi-tri", "civil_servant"),
            ("dong-y", "on"),
        ];
        Ask { method: "POST", path: "/dang-ky".to_owned(), kind: FORM, body: form(&fields), ..Ask::default() }
    }
}

/// The first text on the page that reads like `K7P-2M9-QX4`.
fn code_in(html: &str) -> Option<String> {
    let is_code = |text: &&str| {
        let groups: Vec<&str> = text.split('-').collect();
        let is_symbol = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
        groups.len() == 3 && groups.iter().all(|group| group.len() == 3 && group.chars().all(is_symbol))
    };
    html.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).find(is_code).map(str::to_owned)
}
