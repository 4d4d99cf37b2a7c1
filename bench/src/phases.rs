//! What is measured: signing in, starting, saving, submitting.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::json;

use crate::{
    Failure,
    client::{Ask, Connection, Measured, Pace, Run, Task, measure, work},
    people::{FORM, Person, form},
    platform::Platform,
};

/// A paper under way.
#[derive(Clone, Debug)]
struct UnderWay {
    cookie: String,
    token: String,
    questions: usize,
}

type Papers = Arc<Mutex<Vec<UnderWay>>>;

/// Runs the phases one after the other, each with everyone.
pub async fn run(platform: &Platform, people: Vec<Person>, clients: usize) -> Result<Vec<Measured>, Failure> {
    let (address, round) = (platform.address, platform.round.as_str());
    let sign_ins = people.iter().cloned().map(SignIn).collect();
    let signed_in = measure("sign in", address, clients, sign_ins).await?;

    let papers: Papers = Arc::default();
    let start = |person: Person| Start { person, round: round.to_owned(), papers: Arc::clone(&papers) };
    let begun =
        measure("start, with the paper's page", address, clients, people.into_iter().map(start).collect()).await?;
    let papers = std::mem::take(&mut *papers.lock().unwrap_or_else(PoisonError::into_inner));

    // Everyone answers the first question, then everyone the second, as a hall does.
    let most = papers.iter().map(|paper| paper.questions).max().unwrap_or(0);
    let mut answers = Vec::with_capacity(papers.len() * most);
    for position in 0..most {
        answers.extend(papers.iter().map(|paper| Save {
            paper: paper.clone(),
            position,
            path: format!("/thi/{round}/luu"),
        }));
    }
    let saved = measure("save one answer, durable", address, clients, answers).await?;

    let submit = |paper: UnderWay| Submit { paper, path: format!("/thi/{round}/nop") };
    let submitted =
        measure("submit, graded and ranked", address, clients, papers.into_iter().map(submit).collect()).await?;
    Ok(vec![signed_in, begun, saved, submitted])
}

/// Everyone presses start in the same moment, each waiting for a place among `clients` connections.
pub async fn spike(platform: &Platform, people: Vec<Person>, clients: usize) -> Result<Run, Failure> {
    let start = |person: Person| Start { person, round: platform.round.clone(), papers: Arc::default() };
    let tasks: Vec<Start> = people.into_iter().map(start).collect();
    // All are due as the time begins.
    work(platform.address, clients, Pace::Open(f64::INFINITY), tasks).await
}

struct SignIn(Person);

impl Task for SignIn {
    async fn run(self, connection: &mut Connection) -> Result<usize, Failure> {
        let reply = connection.ask(&self.sample()).await?;
        match (reply.status, reply.cookies.is_empty()) {
            (303, false) => Ok(reply.bytes),
            _ => Err(format!("signing in answered {}", reply.status).into()),
        }
    }

    fn sample(&self) -> Ask {
        let body = form(&[("dien-thoai", &self.0.phone), ("ma-du-thi", &self.0.code)]);
        Ask { method: "POST", path: "/dang-nhap".to_owned(), kind: FORM, body, ..Ask::default() }
    }
}

struct Start {
    person: Person,
    round: String,
    papers: Papers,
}

impl Task for Start {
    async fn run(self, connection: &mut Connection) -> Result<usize, Failure> {
        let begun = connection.ask(&self.sample()).await?;
        let path = begun
            .location
            .filter(|_| begun.status == 303)
            .ok_or_else(|| format!("starting answered {}", begun.status))?;
        let page = Ask { method: "GET", path, cookie: self.person.cookie.clone(), ..Ask::default() };
        let reply = connection.ask(&page).await?;
        let html = String::from_utf8_lossy(&reply.body);
        let token = html.split("name=\"token\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let token = token.ok_or_else(|| format!("the paper's page answered {} without a token", reply.status))?;
        let questions = html.matches("<fieldset class=question").count();
        let paper = UnderWay { cookie: self.person.cookie, token: token.to_owned(), questions };
        self.papers.lock().unwrap_or_else(PoisonError::into_inner).push(paper);
        Ok(reply.bytes)
    }

    fn sample(&self) -> Ask {
        let path = format!("/thi/{}/bat-dau", self.round);
        Ask { method: "POST", path, cookie: self.person.cookie.clone(), kind: FORM, ..Ask::default() }
    }
}

struct Save {
    paper: UnderWay,
    position: usize,
    path: String,
}

impl Task for Save {
    async fn run(self, connection: &mut Connection) -> Result<usize, Failure> {
        let reply = connection.ask(&self.sample()).await?;
        let expected = format!("{{\"saved\":[{}]}}", self.position + 1);
        if reply.status == 200 && reply.body == expected.as_bytes() {
            return Ok(reply.bytes);
        }
        Err(format!("saving answered {} {}", reply.status, String::from_utf8_lossy(&reply.body)).into())
    }

    fn sample(&self) -> Ask {
        let answer = json!({"position": self.position, "sequence": self.position + 1, "value": 1});
        let body = json!({"token": self.paper.token, "answers": [answer]}).to_string();
        Ask {
            method: "POST",
            path: self.path.clone(),
            cookie: self.paper.cookie.clone(),
            kind: "application/json",
            body: body.into(),
        }
    }
}

struct Submit {
    paper: UnderWay,
    path: String,
}

impl Task for Submit {
    async fn run(self, connection: &mut Connection) -> Result<usize, Failure> {
        let reply = connection.ask(&self.sample()).await?;
        let leads_on = reply.location.is_some_and(|place| place.starts_with("/ket-qua/"));
        if reply.status == 303 && leads_on {
            return Ok(reply.bytes);
        }
        Err(format!("submitting answered {}", reply.status).into())
    }

    fn sample(&self) -> Ask {
        let names: Vec<String> = (0..self.paper.questions).map(|position| format!("q{position}")).collect();
        let mut fields = vec![("token", self.paper.token.as_str()), ("prediction", "1250")];
        fields.extend(names.iter().map(|name| (name.as_str(), "0")));
        Ask {
            method: "POST",
            path: self.path.clone(),
            cookie: self.paper.cookie.clone(),
            kind: FORM,
            body: form(&fields),
        }
    }
}
