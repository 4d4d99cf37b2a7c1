//! `/ban-to-chuc/vong-thi/{round}/lich`: another title and other hours for a round.

use std::sync::Arc;

use app::{
    contests::{HoursPage, HoursView, round_fields as fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{
    Timestamp,
    contests::{RoundState, Window},
};
use engine::contests::{
    Round,
    rounds::{HoursError, MAX_TITLE, move_round},
};
use leptos::prelude::*;

use super::{
    address,
    new_round::{self, window},
    round::id,
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Đổi tên, đổi giờ";

/// The address at which a round is moved.
pub(super) fn hours_address(round_id: i64) -> String {
    format!("{}/lich", address(round_id))
}

/// Whether a round may be moved: a draft, or one that is open and not over.
pub(super) fn may_move(state: RoundState, closes: Timestamp, now: Timestamp) -> bool {
    state == RoundState::Draft || (state == RoundState::Open && now < closes)
}

/// GET `/ban-to-chuc/vong-thi/{round}/lich`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    Path(round): Path<String>,
    page: Page,
) -> PageResult {
    let round = load(&state, &round).await?;
    let at = |at: Timestamp| at.local().to_string();
    let Window { opens, closes } = round.window;
    let form = FormState::sent([
        (fields::TITLE, round.title.clone()),
        (fields::OPENS, at(opens)),
        (fields::CLOSES, at(closes)),
    ]);
    let view = view(&round, form, state.engine.now());
    Ok(page.show(work_frame(&page, TITLE), || view! { <HoursPage view/> }))
}

/// POST `/ban-to-chuc/vong-thi/{round}/lich`
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(round): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let round = load(&state, &round).await?;
    let now = state.engine.now();
    let value =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default();
    let typed = FormState::sent([fields::TITLE, fields::OPENS, fields::CLOSES].map(|name| (name, value(name))));
    // A round that has begun sends no hour at which it opens: the one it has stands.
    let opens = begun(&round, now).map(|opens| opens.local().to_string());
    let form = match window(opens.as_deref().unwrap_or(value(fields::OPENS)), value(fields::CLOSES)) {
        Ok(window) => {
            let window = Window { opens: begun(&round, now).unwrap_or(window.opens), ..window };
            match move_round(&state.engine, &actor, round.id, value(fields::TITLE), window).await {
                Ok(()) => return Ok(Redirect::to(&format!("{}?xong=lich", address(round.id))).into_response()),
                Err(error) => why_not(error, typed)?,
            }
        }
        Err(problems) => typed.with_problems(problems),
    };
    let view = view(&round, form, now);
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <HoursPage view/> }))
}

async fn load(state: &AppState, round: &str) -> Result<Round, PageError> {
    Round::load(&state.engine.db.read, id(round)?).await?.ok_or_else(|| ErrorView::NotFound.into())
}

/// When the round opened, if it has.
fn begun(round: &Round, now: Timestamp) -> Option<Timestamp> {
    (round.state != RoundState::Draft && round.window.opens <= now).then_some(round.window.opens)
}

fn view(round: &Round, form: FormState, now: Timestamp) -> HoursView {
    HoursView {
        href: hours_address(round.id),
        round: (address(round.id), round.title.clone()),
        form: Arc::new(form),
        opened: begun(round, now).map(Timestamp::long),
        title_length: MAX_TITLE as u16,
    }
}

fn why_not(error: HoursError, form: FormState) -> Result<FormState, PageError> {
    Ok(match error {
        HoursError::NotAllowed => return Err(ErrorView::Forbidden.into()),
        HoursError::NoRound => return Err(ErrorView::NotFound.into()),
        HoursError::Db(failure) => return Err(failure.into()),
        HoursError::Round(error) => form.with_problems(new_round::why_not(error)?),
        HoursError::State(state) => {
            form.with_summary(format!("Vòng thi đang ở trạng thái “{}” nên không đổi giờ được nữa.", state.label()))
        }
        HoursError::Begun => form.with_summary("Vòng vừa mở nên giờ mở không đổi được nữa. Hãy tải lại trang này."),
        HoursError::Overlaps(other) => form.with_problems([Problem::new(
            fields::CLOSES,
            format!("Trùng giờ với {other}. Hãy chọn giờ khác; hai vòng có thể nối liền nhau."),
        )]),
    })
}
