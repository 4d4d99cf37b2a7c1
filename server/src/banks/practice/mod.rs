//! `/luyen-tap`: practice for anyone. Nothing about it is stored: what was drawn and answered is in the page, signed.

mod sent;
mod views;

use std::sync::Arc;

use app::{
    NavItem,
    banks::{PRACTICE, PracticePage, PracticeStep, PracticeView, practice_fields as fields},
    form::{FormState, Problem},
};
use axum::{
    Router,
    extract::State,
    http::{Extensions, HeaderMap},
    response::Response,
    routing::get,
};
use contest::banks::ChoiceSet;
use engine::{
    banks::practice::{PracticeQuestion, PracticeToken, pool},
    clock::os_rng,
    integrity::{Limit, check_here},
};
use leptos::prelude::*;
use rand::seq::SliceRandom as _;

use self::sent::{Act, Sent};
use super::shelf::Shelf;
use crate::{
    accounts::address_key,
    contests::glance::glance,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    state::AppState,
};

/// The address of practice.
pub fn routes() -> Router<AppState> {
    Router::new().route(PRACTICE, get(show).post(act))
}

/// The questions that anyone may practise, some seconds old.
pub async fn questions(state: &AppState) -> Result<Arc<Vec<PracticeQuestion>>, PageError> {
    let engine = &state.engine;
    state.practice.get(&engine.clock, |_| async { Ok(pool(engine).await?) }).await
}

/// Where a topic is practised, if there is a question of it.
pub fn address_of(questions: &[PracticeQuestion], topic: &str) -> Option<String> {
    let has = |question: &PracticeQuestion| question.question.topic.as_ref().is_some_and(|of| of.0 == topic);
    let query = serde_urlencoded::to_string([(fields::TOPIC, topic)]).ok()?;
    questions.iter().any(has).then(|| format!("{PRACTICE}?{query}"))
}

/// GET `/luyen-tap`
async fn show(State(state): State<AppState>, params: Params, page: Page) -> PageResult {
    let questions = questions(&state).await?;
    let typed = [fields::TOPIC, fields::LEVEL, fields::COUNT];
    let typed = typed.into_iter().filter_map(|name| Some((name, params.text(name)?.to_owned())));
    let view = PracticeView { form: Arc::new(FormState::sent(typed)), step: views::choose(&questions) };
    Ok(render(&page, view))
}

/// POST `/luyen-tap`
async fn act(
    State(state): State<AppState>,
    headers: HeaderMap,
    extensions: Extensions,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    check_here(&state.engine, Limit::Practice, &address_key(&headers, &extensions, &state)).await?;
    let questions = questions(&state).await?;
    // Before there is a contest there is no handbook to link to, and practice goes on without.
    let handbook = glance(&state).await.ok().and_then(|glance| glance.handbook.clone());
    let desk = Desk { state: &state, questions: &questions, handbook: handbook.as_deref() };
    let sent = Sent::read(&pairs);
    let view = match sent.act {
        Act::Begin => desk.begin(&sent),
        Act::Answer => desk.answer(&sent),
        Act::Next => desk.go_on(&sent),
    };
    Ok(render(&page, view))
}

fn render(page: &Page, view: PracticeView) -> Response {
    let frame = page
        .frame("Luyện tập")
        .under(NavItem::Handbook)
        .described("Luyện tập về cải cách hành chính: không tính giờ, không tính điểm, có giải thích từng câu.");
    let refused = view.form.is_refused();
    let body = || view! { <PracticePage practice=view/> };
    if refused { page.refuse(frame, body) } else { page.show(frame, body) }
}

/// What a request works with.
struct Desk<'a> {
    state: &'a AppState,
    questions: &'a [PracticeQuestion],
    handbook: Option<&'a Shelf>,
}

impl Desk<'_> {
    /// Draws the questions.
    fn begin(&self, sent: &Sent) -> PracticeView {
        let mut drawn: Vec<i64> =
            self.questions.iter().filter(|question| sent.wants(question)).map(|question| question.number).collect();
        let (drawn, _) = drawn.partial_shuffle(&mut os_rng(), sent.count);
        if drawn.is_empty() {
            let problem = Problem::new(
                fields::TOPIC,
                "Chưa có câu luyện tập nào thuộc lĩnh vực và mức độ này. Hãy chọn rộng hơn.",
            );
            let form = FormState::sent(sent.typed()).with_problems([problem]);
            return PracticeView { form: Arc::new(form), step: views::choose(self.questions) };
        }
        self.ask(&PracticeToken { questions: drawn.to_vec(), answered: Vec::new() }, FormState::default())
    }

    /// The question that comes next, or what came of it.
    fn go_on(&self, sent: &Sent) -> PracticeView {
        match self.token(sent) {
            Some(token) => self.ask(&token, FormState::default()),
            None => self.lost(),
        }
    }

    /// How the question was answered.
    fn answer(&self, sent: &Sent) -> PracticeView {
        let Some(mut token) = self.token(sent) else { return self.lost() };
        let Some(asked) = token.next().and_then(|number| self.find(number)) else {
            return self.ask(&token, FormState::default());
        };
        let marked: ChoiceSet = sent.marked.iter().copied().filter(|at| *at < asked.question.choices.len()).collect();
        if marked.is_empty() {
            let problem = Problem::new(fields::CHOICE, "Chưa chọn phương án nào. Hãy chọn rồi bấm Trả lời.");
            return self.ask(&token, FormState::default().with_problems([problem]));
        }
        token.answered.push(marked == asked.question.correct);
        let signed = token.sign(&self.state.engine.secrets);
        let step = PracticeStep::Answered(views::answered(signed, &token, asked, marked, self.handbook));
        PracticeView { form: Arc::default(), step }
    }

    /// What the page says of how far it is, without questions that are not kept for practice any more.
    fn token(&self, sent: &Sent) -> Option<PracticeToken> {
        let mut token = PracticeToken::verify(&self.state.engine.secrets, &sent.token)?;
        let done = token.answered.len();
        let mut place = 0;
        token.questions.retain(|number| {
            place += 1;
            place <= done || self.find(*number).is_some()
        });
        Some(token)
    }

    fn find(&self, number: i64) -> Option<&PracticeQuestion> {
        let place = self.questions.binary_search_by_key(&number, |question| question.number).ok()?;
        self.questions.get(place)
    }

    fn ask(&self, token: &PracticeToken, form: FormState) -> PracticeView {
        let step = if let Some(asked) = token.next().and_then(|number| self.find(number)) {
            PracticeStep::Ask(views::ask(token.sign(&self.state.engine.secrets), token, &asked.question))
        } else {
            let known = token.questions.iter().map(|number| self.find(*number));
            PracticeStep::Summary(views::summary(known.zip(&token.answered), self.handbook))
        };
        PracticeView { form: Arc::new(form), step }
    }

    /// The page is of another installation, or was changed.
    fn lost(&self) -> PracticeView {
        let form = FormState::default().with_summary("Bài luyện tập này không còn dùng được. Hãy bắt đầu bài mới.");
        PracticeView { form: Arc::new(form), step: views::choose(self.questions) }
    }
}
