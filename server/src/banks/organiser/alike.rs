//! `/ban-to-chuc/ngan-hang/{bank}/trung`: questions that ask nearly the same.

use std::sync::Arc;

use app::{
    banks::{AlikePage, AlikePageView, AlikeView, alike_fields as fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use engine::{
    accounts::StaffSession,
    banks::{
        BankSummary,
        alike::{self, AlikeError, AlikePair, MOST_COMPARED, PAIRS, Pooled},
        work::WorkError,
    },
};
use leptos::prelude::*;

use super::{
    address,
    compare::{Heading, side_by_side},
    find, question_address,
    questions::about,
};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    paging::Paging,
    params::Params,
    results::addresses::before_page,
    session::BankWorker,
    state::AppState,
};

const TITLE: &str = "Câu gần giống";
const DONE: &str = "xong";

/// The address of a bank's pairs.
pub(super) fn alike_address(bank_id: i64) -> String {
    format!("{}/trung", address(bank_id))
}

/// GET `/ban-to-chuc/ngan-hang/{bank}/trung`
pub(super) async fn show(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let mut view = view(&state, &actor, bank, params.page(), FormState::default()).await?;
    view.done = params.text(DONE).and_then(done);
    Ok(page.show(work_frame(&page, TITLE), || view! { <AlikePage view/> }))
}

/// POST `/ban-to-chuc/ngan-hang/{bank}/trung`
pub(super) async fn act(
    State(state): State<AppState>,
    BankWorker(actor): BankWorker,
    Path(bank): Path<String>,
    params: Params,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let bank = find(&state, &actor, &bank).await?;
    let value =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str()).unwrap_or_default();
    let (act, code) = (value(fields::ACT), value(fields::PAIR));
    let sent = Sent::parse(code).ok_or_else(|| PageError::from(ErrorView::BadRequest))?;
    let why_not = match act {
        fields::KEEP => keep(&state, &actor, bank.id, sent).await?,
        fields::DROP_ONE => take_out(&state, &actor, bank.id, sent.one, sent.other.0).await?,
        fields::DROP_OTHER => take_out(&state, &actor, bank.id, sent.other, sent.one.0).await?,
        _ => return Err(ErrorView::BadRequest.into()),
    };
    let Some(message) = why_not else {
        let here = format!("{}{}&{DONE}={act}", before_page(&alike_address(bank.id), &[]), params.page());
        return Ok(Redirect::to(&here).into_response());
    };
    let form = FormState::default().with_problems([Problem::new(format!("cap-{code}"), message)]);
    let view = view(&state, &actor, bank, params.page(), form).await?;
    Ok(page.refuse(work_frame(&page, TITLE), || view! { <AlikePage view/> }))
}

/// What the buttons of a pair send: number, revision and version of the one, then of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Sent {
    one: (i64, i64, i32),
    other: (i64, i64, i32),
}

impl Sent {
    fn code(pair: &AlikePair) -> String {
        let part = |pooled: &Pooled| format!("{}-{}-{}", pooled.number, pooled.revision, pooled.version);
        format!("{}-{}", part(&pair.one), part(&pair.other))
    }

    fn parse(code: &str) -> Option<Self> {
        let numbers: Option<Vec<i64>> = code.splitn(6, '-').map(|number| number.parse().ok()).collect();
        let numbers = numbers.filter(|numbers| numbers.len() == 6)?;
        let part = |part: &[i64]| Some((*part.first()?, *part.get(1)?, i32::try_from(*part.get(2)?).ok()?));
        Some(Self { one: part(numbers.get(..3)?)?, other: part(numbers.get(3..)?)? })
    }
}

/// `None` when done, else why not.
async fn keep(state: &AppState, actor: &StaffSession, bank_id: i64, sent: Sent) -> Result<Option<String>, PageError> {
    match alike::keep_both(&state.engine, actor, bank_id, (sent.one.1, sent.other.1)).await {
        Ok(()) => Ok(None),
        Err(AlikeError::NotFound) => Ok(Some(CHANGED.to_owned())),
        Err(AlikeError::Db(failure)) => Err(failure.into()),
    }
}

const CHANGED: &str = "Một trong hai câu vừa được người khác thay đổi. Hãy xem lại danh sách.";

/// As [`keep`].
async fn take_out(
    state: &AppState,
    actor: &StaffSession,
    bank_id: i64,
    (number, _, version): (i64, i64, i32),
    kept: i64,
) -> Result<Option<String>, PageError> {
    match alike::drop_one(&state.engine, actor, bank_id, (number, version), kept).await {
        Ok(_) => Ok(None),
        Err(WorkError::NotDone(why)) => Ok(Some(why.to_string())),
        Err(WorkError::Changed | WorkError::SameStem(_) | WorkError::Note) => Ok(Some(CHANGED.to_owned())),
        Err(WorkError::NotFound) => Err(ErrorView::NotFound.into()),
        Err(WorkError::Db(failure)) => Err(failure.into()),
    }
}

fn done(act: &str) -> Option<&'static str> {
    match act {
        fields::KEEP => Some("Đã giữ cả hai câu. Cặp này không hiện nữa, trừ khi một câu được sửa."),
        fields::DROP_ONE | fields::DROP_OTHER => Some("Đã bỏ một câu. Lý do được ghi ở câu đó."),
        _ => None,
    }
}

async fn view(
    state: &AppState,
    actor: &StaffSession,
    bank: BankSummary,
    asked_for: u32,
    form: FormState,
) -> Result<AlikePageView, PageError> {
    let load = async |page| {
        let found = alike::pairs(&state.engine, actor, bank.id, page).await?;
        found.ok_or_else(|| PageError::from(ErrorView::NotFound))
    };
    let mut found = load(asked_for).await?;
    let paging = Paging::of(asked_for, found.total, PAIRS);
    if paging.page != asked_for {
        found = load(paging.page).await?;
    }
    let page_href = before_page(&alike_address(bank.id), &[]);
    Ok(AlikePageView {
        action: format!("{page_href}{}", paging.page),
        compared: found.compared,
        is_bounded: found.compared >= MOST_COMPARED,
        kept: found.kept,
        form: Arc::new(form),
        done: None,
        pairs: found.pairs.iter().map(|found| pair(bank.id, found)).collect(),
        found: found.total,
        page: paging.page,
        pages: paging.pages,
        page_href,
        bank: (address(bank.id), bank.name),
    })
}

fn pair(bank_id: i64, pair: &AlikePair) -> AlikeView {
    let heading = |pooled: &Pooled| Heading {
        title: format!("Câu {}", pooled.number),
        href: Some(question_address(bank_id, pooled.number)),
        about: [pooled.state.label().to_owned()].into_iter().chain(about(&pooled.question)).collect(),
    };
    let (one, other) =
        side_by_side((heading(&pair.one), &pair.one.question), (heading(&pair.other), &pair.other.question));
    AlikeView { code: Sent::code(pair), likeness: pair.likeness, one, other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_known_again_by_what_its_buttons_send() {
        let sent = Sent::parse("12-40-1-15-43-0");
        assert_eq!(sent, Some(Sent { one: (12, 40, 1), other: (15, 43, 0) }));
        for wrong in ["", "1-2-3", "1-2-3-4-5-6-7", "a-b-c-d-e-f", "1-2-99999999999-4-5-6"] {
            assert_eq!(Sent::parse(wrong), None, "{wrong}");
        }
    }
}
