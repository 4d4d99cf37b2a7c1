//! People at their papers, who do what the platform tells them and write down what it said.

use std::{
    collections::BTreeSet,
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};

use bench::{
    client::{Ask, Connection, Reply},
    people::{FORM, Person, form},
    platform::Platform,
};
use engine::{attempts::AttemptToken, secrets::Secrets};
use serde_json::{Value, json};
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep, timeout},
};

/// The server's own limit is 30 s; past this it hangs.
const TOO_LONG: Duration = Duration::from_secs(40);
/// A page may send ten answers in a second.
const PACE: Duration = Duration::from_millis(110);
/// Answers of an attempt that is submitted while things go wrong.
const ANSWERS: u32 = 12;
/// Attempts that each may make.
pub const ATTEMPTS: usize = 3;
/// How long anything that must happen may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(90);

/// Waits for something to be so, and fails when it is not by then.
pub async fn until(what: &str, patience: Duration, mut holds: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + patience;
    while !holds().await {
        assert!(Instant::now() < deadline, "it never came about that {what}");
        sleep(Duration::from_millis(20)).await;
    }
}

/// What everybody has written down.
#[derive(Default)]
pub struct Notes {
    /// Attempt, sequence, position, value of what was acknowledged.
    pub acknowledged: Mutex<BTreeSet<(i64, u32, u16, i32)>>,
    /// The attempts that somebody has had on a page.
    pub begun: Mutex<BTreeSet<i64>>,
    /// The attempts whose submission was acknowledged.
    pub submitted: Mutex<BTreeSet<i64>>,
    /// What nobody should have seen.
    pub wrong: Mutex<Vec<String>>,
    /// How often somebody was asked to come back.
    pub busy: AtomicUsize,
    /// Acknowledged answers by person.
    answers: Vec<AtomicUsize>,
    over: AtomicBool,
}

pub struct Crowd {
    pub notes: Arc<Notes>,
    people: Vec<JoinHandle<()>>,
}

impl Crowd {
    /// Everybody begins.
    pub fn gather(platform: &Platform, people: Vec<Person>, secrets: &Secrets) -> Self {
        let answers = people.iter().map(|_| AtomicUsize::new(0)).collect();
        let notes = Arc::new(Notes { answers, ..Notes::default() });
        let take_part = |(number, person)| {
            let page = Page {
                number,
                person,
                address: platform.address,
                round: platform.round.clone(),
                secrets: secrets.clone(),
                notes: Arc::clone(&notes),
                connection: None,
            };
            tokio::spawn(page.take_part())
        };
        Self { people: people.into_iter().enumerate().map(take_part).collect(), notes }
    }

    /// Waits until everybody has had a few more answers acknowledged.
    pub async fn goes_on(&self) {
        let count = || self.notes.answers.iter().map(|count| count.load(Ordering::Relaxed)).collect::<Vec<_>>();
        let before = count();
        until("everybody goes on", PATIENCE, async || {
            let wrong = self.notes.wrong.lock().unwrap();
            assert!(wrong.is_empty(), "{wrong:#?}");
            count().iter().zip(&before).all(|(now, before)| *now >= before + 3)
        })
        .await;
    }

    /// Waits until so many more have been asked to come back.
    pub async fn is_told_to_wait(&self, times: usize) {
        let before = self.notes.busy.load(Ordering::Relaxed);
        until("people are told to wait", PATIENCE, async || self.notes.busy.load(Ordering::Relaxed) >= before + times)
            .await;
    }

    /// Everybody submits and goes home.
    pub async fn finish(self) -> Arc<Notes> {
        self.notes.over.store(true, Ordering::Relaxed);
        for person in self.people {
            timeout(PATIENCE, person).await.expect("everybody submits in the end").unwrap();
        }
        let wrong = std::mem::take(&mut *self.notes.wrong.lock().unwrap());
        assert!(wrong.is_empty(), "{wrong:#?}");
        self.notes
    }
}

/// One person's page.
struct Page {
    number: usize,
    person: Person,
    address: SocketAddr,
    round: String,
    secrets: Secrets,
    notes: Arc<Notes>,
    connection: Option<Connection>,
}

impl Page {
    async fn take_part(mut self) {
        for nth in 1..=ATTEMPTS {
            let Some((token, attempt)) = self.begin().await else { return };
            for step in 0.. {
                let enough = nth < ATTEMPTS && step == ANSWERS;
                if enough || self.notes.over.load(Ordering::Relaxed) {
                    break;
                }
                // Each person's values differ, so that one person's answer cannot stand for another's.
                let (position, value) = ((step % 15) as u16, 1 << ((step as usize + self.number) % 4));
                if !self.save(&token, attempt, (position, step + 1, value)).await {
                    return;
                }
                sleep(PACE).await;
            }
            if !self.submit(&token, attempt).await || self.notes.over.load(Ordering::Relaxed) {
                return;
            }
        }
    }

    async fn begin(&mut self) -> Option<(String, i64)> {
        let begun = self.post(format!("/thi/{}/bat-dau", self.round), FORM, String::new());
        self.insist(begun, 303).await?;
        let page = Ask {
            method: "GET",
            path: format!("/thi/{}/bai", self.round),
            cookie: self.person.cookie.clone(),
            ..Ask::default()
        };
        let page = self.insist(page, 200).await?;
        let html = String::from_utf8_lossy(&page.body);
        let token = html.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let read = token.and_then(|token| Some((token.to_owned(), AttemptToken::verify(&self.secrets, token).ok()?)));
        let Some((token, read)) = read else {
            self.wrong(format!("a paper without a token: {html}"));
            return None;
        };
        self.notes.begun.lock().unwrap().insert(read.attempt);
        Some((token, read.attempt))
    }

    async fn save(&mut self, token: &str, attempt: i64, (position, sequence, value): (u16, u32, i32)) -> bool {
        let answer = json!({"position": position, "sequence": sequence, "value": value});
        let body = json!({"token": token, "answers": [answer]}).to_string();
        let save = self.post(format!("/thi/{}/luu", self.round), "application/json", body);
        let saved = self.insist(save, 200).await.is_some();
        if saved {
            self.notes.acknowledged.lock().unwrap().insert((attempt, sequence, position, value));
            self.notes.answers[self.number].fetch_add(1, Ordering::Relaxed);
        }
        saved
    }

    async fn submit(&mut self, token: &str, attempt: i64) -> bool {
        let body = form(&[("token", token), ("prediction", "1250"), ("q0", "0"), ("q1", "1")]);
        let path = format!("/thi/{}/nop", self.round);
        let ask = Ask { method: "POST", path, cookie: self.person.cookie.clone(), kind: FORM, body };
        let Some(reply) = self.insist(ask, 303).await else { return false };
        let leads_to = reply.location.unwrap_or_default();
        if leads_to != format!("/ket-qua/{attempt}") {
            self.wrong(format!("attempt {attempt} was submitted and led to {leads_to}"));
        }
        self.notes.submitted.lock().unwrap().insert(attempt)
    }

    fn post(&self, path: String, kind: &'static str, body: String) -> Ask {
        Ask { method: "POST", path, cookie: self.person.cookie.clone(), kind, body: body.into() }
    }

    /// Asks until the platform does it; whatever is neither that nor a request to come back is noted,
    /// and ends it.
    async fn insist(&mut self, ask: Ask, done: u16) -> Option<Reply> {
        loop {
            match timeout(TOO_LONG, self.ask(&ask)).await {
                Ok(Ok(reply)) if reply.status == done => return Some(reply),
                Ok(Ok(reply)) if asks_to_come_back(&reply) => {
                    self.notes.busy.fetch_add(1, Ordering::Relaxed);
                    sleep(PACE).await;
                }
                Ok(Ok(reply)) => {
                    let body = String::from_utf8_lossy(&reply.body).into_owned();
                    let after = reply.retry_after;
                    self.wrong(format!("{} answered {} (retry after {after:?}): {body}", ask.path, reply.status));
                    return None;
                }
                Ok(Err(failure)) => {
                    self.wrong(format!("{} was not answered: {failure}", ask.path));
                    return None;
                }
                Err(_) => {
                    self.wrong(format!("{} hung", ask.path));
                    return None;
                }
            }
        }
    }

    async fn ask(&mut self, ask: &Ask) -> Result<Reply, bench::Failure> {
        if self.connection.is_none() {
            self.connection = Some(Connection::open(self.address).await?);
        }
        let connection = self.connection.as_mut().ok_or("no connection")?;
        connection.ask(ask).await
    }

    fn wrong(&self, what: String) {
        self.notes.wrong.lock().unwrap().push(what);
    }
}

/// The platform's own words, with a time: as a page, or for the island.
fn asks_to_come_back(reply: &Reply) -> bool {
    let body = String::from_utf8_lossy(&reply.body);
    let said = body.contains("Hệ thống đang đông người");
    let for_the_island = serde_json::from_str::<Value>(&body).is_ok_and(|said| said["error"] == "busy");
    let as_a_page = body.trim_end().ends_with("</html>");
    reply.status == 503 && reply.retry_after.is_some() && said && (for_the_island || as_a_page)
}
