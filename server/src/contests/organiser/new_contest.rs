//! `/ban-to-chuc/cuoc-thi/moi`: a contest begun from the rules of another.

use std::sync::Arc;

use app::{
    contests::{NewContestPage, NewContestView, PresetLine, PresetsPage, new_contest_fields as fields, round_fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use contest::{
    contests::{Preset, Rules, Schedule, TrackKind},
    time::LocalDate,
};
use engine::contests::{self, MAX_CONTEST_TITLE, NewContest, NewContestError, found, newest_rules, plan, rounds::Slot};
use leptos::prelude::*;

use super::{
    contest::address,
    new_round, shortages_in_words,
    track_banks::{Banks, unknown},
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Tạo cuộc thi";
/// Names the rules of the current contest among the presets.
const CURRENT: &str = "hien-nay";

/// GET `/ban-to-chuc/cuoc-thi/moi`: the rules to choose from, or the form for those chosen.
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    params: Params,
    page: Page,
) -> PageResult {
    let Some(base) = Base::find(&state, params.text(fields::PRESET).unwrap_or_default()).await? else {
        let presets = presets();
        return Ok(page.show(work_frame(&page, TITLE), || view! { <PresetsPage presets/> }));
    };
    let tomorrow = LocalDate::from_days(state.engine.now().local().date.days() + 1);
    let rounds = base.rules.schedule.map(|schedule| schedule.rounds.to_string());
    let bank = base.banks.first().cloned().unwrap_or_default();
    let form = FormState::sent([
        (fields::FIRST_DAY, tomorrow.to_string()),
        (fields::ROUNDS, rounds.unwrap_or_default()),
        (fields::PAPERS, fields::BY_RULES.to_owned()),
        (fields::BY_ITSELF, "1".to_owned()),
        (round_fields::bank(TrackKind::Staff), bank.clone()),
        (round_fields::bank(TrackKind::Citizens), bank),
    ]);
    let view = base.view(&state, form).await?;
    Ok(page.show(work_frame(&page, TITLE), || view! { <NewContestPage view/> }))
}

/// POST `/ban-to-chuc/cuoc-thi/moi`: shows the rounds that would be made, or makes the contest.
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let value =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim()).unwrap_or_default();
    let base = Base::find(&state, value(fields::PRESET)).await?.ok_or(ErrorView::BadRequest)?;
    let names = [fields::TITLE, fields::FIRST_DAY, fields::ROUNDS, fields::PAPERS, fields::BY_ITSELF];
    let names = names.into_iter().chain(TrackKind::ALL.map(round_fields::bank));
    let typed = FormState::sent(names.map(|name| (name, value(name))));
    let new = match base.read(value) {
        Ok(new) => new,
        Err(problems) => {
            let view = base.view(&state, typed.with_problems(problems)).await?;
            return Ok(page.refuse(work_frame(&page, TITLE), || view! { <NewContestPage view/> }));
        }
    };
    let saving = value(fields::ACT) == fields::SAVE;
    let problems = if saving {
        match found(&state.engine, &actor, &new).await {
            Ok(id) => return Ok(Redirect::to(&address(id)).into_response()),
            Err(error) => why_not(error)?,
        }
    } else {
        Vec::new()
    };
    let (slots, short) = match plan(&state.engine.db.read, &new).await {
        Ok(plan) => (plan.rounds, shortages_in_words(&plan.short)),
        Err(error) => return Err(PageError::from(why_not(error).err().map_or(ErrorView::BadRequest, |error| error.0))),
    };
    let short = short.into_iter().map(|message| Problem::new(round_fields::bank(TrackKind::Staff), message));
    let problems = if saving { problems } else { short.collect() };
    let well = problems.is_empty();
    let mut view = base.view(&state, typed.with_problems(problems)).await?;
    view.preview = Some(slots.into_iter().map(in_words).collect());
    let frame = work_frame(&page, TITLE);
    Ok(if well {
        page.show(frame, || view! { <NewContestPage view/> })
    } else {
        page.refuse(frame, || view! { <NewContestPage view/> })
    })
}

fn presets() -> Vec<PresetLine> {
    let href = |code: &str| format!("/ban-to-chuc/cuoc-thi/moi?{}={code}", fields::PRESET);
    let current = PresetLine {
        href: href(CURRENT),
        title: "Thể lệ của cuộc thi hiện nay".to_owned(),
        note: "Bản mới nhất của thể lệ đang dùng.".to_owned(),
    };
    let line = |preset: Preset| PresetLine { href: href(&preset.code), title: preset.title, note: preset.note };
    std::iter::once(current).chain(Preset::all().into_iter().map(line)).collect()
}

fn in_words(slot: Slot) -> (String, String) {
    (slot.title, format!("{} – {}", slot.window.opens.long(), slot.window.closes.long()))
}

/// The rules that a contest is begun from, with the banks that it may draw from.
struct Base {
    code: String,
    title: String,
    rules: Rules,
    /// The numbers of all banks.
    banks: Vec<String>,
}

impl Base {
    async fn find(state: &AppState, code: &str) -> Result<Option<Self>, PageError> {
        let db = &state.engine.db.read;
        let (title, rules) = if code == CURRENT {
            let Some(contest) = contests::contest(db, state.engine.now()).await? else { return Ok(None) };
            let Some(newest) = newest_rules(db, contest.id).await? else { return Ok(None) };
            (contest.title, newest.rules)
        } else {
            let Some(preset) = Preset::find(code) else { return Ok(None) };
            (preset.title, preset.rules)
        };
        let banks = Banks::load(&state.engine).await?.options().into_iter().map(|bank| bank.value).collect();
        Ok(Some(Self { code: code.to_owned(), title, rules, banks }))
    }

    fn tracks(&self) -> Vec<TrackKind> {
        let named = &self.rules.eligibility.tracks;
        TrackKind::ALL.into_iter().filter(|track| named.is_empty() || named.contains(track)).collect()
    }

    /// The contest that was typed, or all that is wrong.
    fn read<'a>(&self, value: impl Fn(&str) -> &'a str) -> Result<NewContest, Vec<Problem>> {
        let mut problems = Vec::new();
        let (mut rules, mut first_day) = (self.rules.clone(), LocalDate::from_days(0));
        if let Some(schedule) = &mut rules.schedule {
            match value(fields::FIRST_DAY).parse() {
                Ok(day) => first_day = day,
                Err(_) => problems.push(Problem::new(fields::FIRST_DAY, "Ngày đầu tiên chưa đúng. Hãy chọn một ngày.")),
            }
            let most = Schedule::MAX_ROUNDS;
            match value(fields::ROUNDS).parse() {
                Ok(rounds) if (1..=most).contains(&rounds) => schedule.rounds = rounds,
                _ => problems.push(Problem::new(fields::ROUNDS, format!("Hãy ghi số vòng từ 1 đến {most}."))),
            }
        }
        let mut banks = Vec::new();
        for track in self.tracks() {
            let sent = value(round_fields::bank(track));
            match sent.parse() {
                Ok(bank) if self.banks.iter().any(|known| known == sent) => banks.push((track, bank)),
                _ => problems.push(Problem::new(round_fields::bank(track), unknown(track))),
            }
        }
        if problems.is_empty() {
            let title = value(fields::TITLE).to_owned();
            let by_bank = value(fields::PAPERS) == fields::BY_BANK;
            let opens_by_itself = value(fields::BY_ITSELF) == "1";
            Ok(NewContest { title, rules, first_day, banks, by_bank, opens_by_itself })
        } else {
            Err(problems)
        }
    }

    async fn view(&self, state: &AppState, form: FormState) -> Result<NewContestView, PageError> {
        Ok(NewContestView {
            preset: (self.code.clone(), self.title.clone()),
            rules: self.rules.describe(),
            form: Arc::new(form),
            tracks: self.tracks(),
            banks: Banks::load(&state.engine).await?.options(),
            has_calendar: self.rules.schedule.is_some(),
            has_topics: self.rules.paper.as_ref().is_some_and(|paper| !paper.topics.is_empty()),
            preview: None,
            title_length: MAX_CONTEST_TITLE as u16,
        })
    }
}

fn why_not(error: NewContestError) -> Result<Vec<Problem>, PageError> {
    Ok(vec![match error {
        NewContestError::NotAllowed => return Err(ErrorView::Forbidden.into()),
        NewContestError::NoProvince => return Err(ErrorView::NotFound.into()),
        NewContestError::Db(failure) => return Err(failure.into()),
        NewContestError::Title => Problem::new(
            fields::TITLE,
            format!("Tên cuộc thi cần từ 1 đến {MAX_CONTEST_TITLE} ký tự. Hãy nhập lại tên."),
        ),
        NewContestError::TitleTaken => {
            Problem::new(fields::TITLE, "Đã có cuộc thi tên này. Hãy thêm năm hoặc đợt vào tên.")
        }
        NewContestError::NoBank(track) => Problem::new(round_fields::bank(track), unknown(track)),
        NewContestError::Rules(error) => Problem::new(fields::TITLE, error.to_string()),
        NewContestError::Round(error) => {
            let problems = new_round::why_not(error)?;
            return Ok(problems.into_iter().map(of_round).collect());
        }
    }])
}

/// What is wrong with the hours of a round is wrong with the first day; with its papers, the bank.
fn of_round(problem: Problem) -> Problem {
    let field = match problem.field.as_str() {
        round_fields::CLOSES | round_fields::OPENS => fields::FIRST_DAY,
        _ => round_fields::bank(TrackKind::Staff),
    };
    Problem::new(field, problem.message)
}
