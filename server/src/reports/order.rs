//! `…/bao-cao/moi`: a report is asked for.

use std::sync::Arc;

use app::{
    components::{SelectGroup, SelectOption},
    errors::ErrorView,
    form::{FormState, Problem},
    reports::{OrderReportPage, OrderReportView, report_fields as fields},
};
use axum::response::{IntoResponse as _, Redirect};
use contest::{
    contests::RoundState,
    time::{Cut, LocalDate, Period},
};
use engine::{
    accounts::StaffSession,
    agencies,
    contests::{self, Contest},
    reports::files::{
        About, Asked, Format, Header, MAX_LINE, MAX_RECIPIENTS, OrderError, kept_header, order as ask_for,
    },
};
use leptos::prelude::*;

use super::Place;
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    page::Page,
    state::AppState,
};

const TITLE: &str = "Lập báo cáo";
/// The value of [`fields::ABOUT`] for the whole contest, and what stands before the number of a round.
const WHOLE: &str = "ca-cuoc-thi";
const ROUND: &str = "vong-";
/// The formats that are ticked at first.
const TICKED: [Format; 3] = [Format::Xlsx, Format::Docx, Format::Pdf];

pub(super) async fn ask(state: &AppState, actor: &StaffSession, place: Place, page: &Page) -> PageResult {
    let contest = current(state).await?;
    let header = match kept_header(&state.engine, actor).await? {
        Some(kept) => kept,
        None => first_header(state, actor).await?,
    };
    let today = state.engine.now().local().date;
    let form = FormState::sent([
        (fields::ABOUT, WHOLE.to_owned()),
        (fields::CUT, Cut::default().code().to_owned()),
        (fields::SUPERIOR, header.superior),
        (fields::ISSUER, header.issuer),
        (fields::PLACE, header.place),
        (fields::DATE, today.to_string()),
        (fields::AUTHORITY, header.authority),
        (fields::SIGNER_TITLE, header.signer_title),
        (fields::SIGNER, header.signer),
        (fields::RECIPIENTS, header.recipients.join("\n")),
    ]);
    let view = view(state, &contest, place, form, &TICKED).await?;
    Ok(page.show(work_frame(page, TITLE), || view! { <OrderReportPage view/> }))
}

pub(super) async fn order(
    state: &AppState,
    actor: &StaffSession,
    place: Place,
    page: &Page,
    pairs: &[(String, String)],
) -> PageResult {
    let contest = current(state).await?;
    let sent = Sent(pairs);
    let problems = match sent.read(contest.id) {
        Ok(asked) => match ask_for(&state.engine, actor, asked).await {
            Ok(_) => return Ok(Redirect::to(place.href).into_response()),
            Err(error) => vec![problem(error)?],
        },
        Err(problems) => problems,
    };
    let form = FormState::sent(pairs.iter().cloned()).with_problems(problems);
    let view = view(state, &contest, place, form, &sent.formats()).await?;
    Ok(page.refuse(work_frame(page, TITLE), || view! { <OrderReportPage view/> }))
}

async fn current(state: &AppState) -> Result<Contest, PageError> {
    let contest = contests::contest(&state.engine.db.read, state.engine.now()).await?;
    contest.ok_or_else(|| ErrorView::NotFound.into())
}

/// What is known before the first report.
async fn first_header(state: &AppState, actor: &StaffSession) -> Result<Header, PageError> {
    let issuer = match &actor.agency {
        Some(scope) => {
            let tree = agencies::tree(&state.engine).await?;
            tree.get(scope.agency_id).map(|agency| agency.name.clone()).unwrap_or_default()
        }
        None => state.site.organiser.clone(),
    };
    Ok(Header { issuer, ..Header::default() })
}

fn problem(error: OrderError) -> Result<Problem, PageError> {
    Ok(match error {
        OrderError::NotAllowed => return Err(ErrorView::Forbidden.into()),
        OrderError::Db(failure) => return Err(failure.into()),
        OrderError::NotFound => {
            Problem::new(fields::ABOUT, "Vòng thi này chưa mở hoặc không còn. Hãy chọn lại nội dung báo cáo.")
        }
        OrderError::NoFormat => Problem::new(fields::FORMAT, "Bạn chưa chọn định dạng tệp. Hãy chọn ít nhất một."),
        OrderError::HeaderTooLong => Problem::new(
            fields::RECIPIENTS,
            format!("Mỗi dòng tối đa {MAX_LINE} ký tự, nơi nhận tối đa {MAX_RECIPIENTS} dòng. Hãy viết ngắn lại."),
        ),
        OrderError::TooMany => {
            Problem::new(fields::ABOUT, "Đang có nhiều báo cáo chờ lập. Hãy đợi các báo cáo ấy xong rồi lập tiếp.")
        }
    })
}

/// The form as it was sent.
struct Sent<'a>(&'a [(String, String)]);

impl Sent<'_> {
    fn text(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    fn formats(&self) -> Vec<Format> {
        self.0.iter().filter(|(field, _)| field == fields::FORMAT).filter_map(|(_, code)| Format::parse(code)).collect()
    }

    fn about(&self) -> Option<About> {
        let value = self.text(fields::ABOUT);
        if value == WHOLE {
            return Some(About::Contest);
        }
        if let Some(round) = value.strip_prefix(ROUND) {
            return round.parse().ok().map(About::Round);
        }
        let cut = Cut::parse(self.text(fields::CUT)).unwrap_or_default();
        value.parse::<Period>().ok().map(|period| About::Period(period, cut))
    }

    fn read(&self, contest_id: i64) -> Result<Asked, Vec<Problem>> {
        let mut problems = Vec::new();
        let about = self.about();
        if about.is_none() {
            problems.push(Problem::new(fields::ABOUT, "Bạn chưa chọn nội dung báo cáo. Hãy chọn trong danh sách."));
        }
        let date = match self.text(fields::DATE) {
            "" => None,
            typed => {
                let date = typed.parse::<LocalDate>().ok();
                if date.is_none() {
                    problems
                        .push(Problem::new(fields::DATE, "Ngày này chưa đọc được. Hãy chọn lại ngày, hoặc để trống."));
                }
                date
            }
        };
        let text = |name| self.text(name).to_owned();
        let header = Header {
            superior: text(fields::SUPERIOR),
            issuer: text(fields::ISSUER),
            number: text(fields::NUMBER),
            place: text(fields::PLACE),
            date,
            authority: text(fields::AUTHORITY),
            signer_title: text(fields::SIGNER_TITLE),
            signer: text(fields::SIGNER),
            recipients: self.text(fields::RECIPIENTS).lines().map(str::to_owned).collect(),
        };
        match about {
            Some(about) if problems.is_empty() => Ok(Asked { contest_id, about, formats: self.formats(), header }),
            _ => Err(problems),
        }
    }
}

async fn view(
    state: &AppState,
    contest: &Contest,
    place: Place,
    form: FormState,
    ticked: &[Format],
) -> Result<OrderReportView, PageError> {
    let rounds = contests::rounds(&state.engine.db.read, contest.id).await?;
    let rounds = rounds.iter().rev().filter(|round| round.state != RoundState::Draft);
    let rounds = rounds.map(|round| SelectOption::new(format!("{ROUND}{}", round.id), round.title.as_str())).collect();
    let choices = Period::choices(state.engine.now().local().date);
    let (weeks, parts): (Vec<Period>, Vec<Period>) =
        choices.into_iter().partition(|period| matches!(period, Period::Week(_)));
    let listed = |periods: Vec<Period>| {
        periods.into_iter().map(|period| SelectOption::new(period.to_string(), period.in_words())).collect()
    };
    let group = |label: &str, options| SelectGroup { label: Some(label.to_owned()), options };
    Ok(OrderReportView {
        desk: place.desk,
        list: place.href.to_owned(),
        action: format!("{}/moi", place.href),
        form: Arc::new(form),
        about: vec![
            SelectGroup {
                label: None,
                options: vec![SelectOption::new(WHOLE, format!("Cả cuộc thi: {}", contest.title))],
            },
            group("Vòng thi", rounds),
            group("Quý, 6 tháng, 9 tháng, năm", listed(parts)),
            group("Tuần", listed(weeks)),
        ],
        cuts: Cut::ALL.map(|cut| SelectOption::new(cut.code(), cut.label())).to_vec(),
        formats: Format::ALL
            .map(|format| (SelectOption::new(format.code(), format.label()), ticked.contains(&format)))
            .to_vec(),
        line: MAX_LINE as u16,
    })
}
