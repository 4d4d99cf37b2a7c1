//! Changing a contest's rules: the form, what it would change, and the new version.

use std::sync::Arc;

use app::{
    components::Change,
    contests::{RulesEditPage, RulesEditView, RulesPreview, rules_edit_fields as fields},
    errors::ErrorView,
    form::{FormState, Problem},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use contest::{
    Timestamp,
    contests::{RoundState, RuleChange, Rules, RulesField, RulesForm},
};
use engine::{
    accounts::audit::MAX_REASON,
    contests::{
        self, Contest, MAX_VERSIONS, Revision, RevisionError, RoundSummary, RulesVersion, newest_rules, revise,
    },
    secrets::sha256_hex,
};
use leptos::prelude::*;

use super::contest::{address as contest_address, find};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    form::Pairs,
    page::Page,
    params::Params,
    session::Organiser,
    state::AppState,
};

const TITLE: &str = "Sửa thể lệ";
const DONE: &str = "xong";

/// The address of a contest's rules.
pub(super) fn rules_address(contest_id: i64) -> String {
    format!("{}/the-le", contest_address(contest_id))
}

/// GET `/ban-to-chuc/cuoc-thi/{contest}/the-le`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(_): Organiser,
    Path(contest): Path<String>,
    params: Params,
    page: Page,
) -> PageResult {
    let edited = Edited::load(&state, &contest).await?;
    let mut view = edited.view(FormState::sent(RulesForm::of(&edited.newest.rules).values()));
    let made = params.number(DONE).is_some_and(|version| i64::from(version) == i64::from(view.version));
    view.done = made.then(|| format!("Đã lưu thể lệ, phiên bản {}.", view.version));
    Ok(page.show(work_frame(&page, TITLE), || view! { <RulesEditPage view/> }))
}

/// POST `/ban-to-chuc/cuoc-thi/{contest}/the-le`: shows what would change, or saves what was shown.
pub(super) async fn act(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path(contest): Path<String>,
    page: Page,
    Pairs(pairs): Pairs,
) -> PageResult {
    let value =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()).unwrap_or_default();
    let edited = Edited::load(&state, &contest).await?;
    let form = RulesForm::sent(value);
    let reason = value(fields::REASON);
    let typed = FormState::sent(form.values().chain([(fields::REASON, reason.as_str())]));
    let frame = work_frame(&page, TITLE);
    let refuse = |view: RulesEditView| Ok(page.refuse(work_frame(&page, TITLE), || view! { <RulesEditPage view/> }));
    let version: Option<i32> = value(fields::VERSION).trim().parse().ok();
    if version != Some(edited.newest.version) {
        let others = edited.changes_since(&state, version).await?;
        return refuse(RulesEditView { others, ..edited.view(typed.with_summary(edited.newer())) });
    }
    let rules = match form.read() {
        Ok(rules) => rules,
        Err(problems) => {
            let problems = problems.iter().map(|problem| Problem::new(problem.field.name(), problem.to_string()));
            return refuse(edited.view(typed.with_problems(problems)));
        }
    };
    let changes = rules.changes_from(&edited.newest.rules);
    if changes.is_empty() {
        return refuse(edited.view(typed.with_summary("Thể lệ chưa có gì thay đổi. Hãy sửa một ô rồi xem lại.")));
    }
    let preview = RulesPreview { changes: shown(changes), seen: name_of(&rules) };
    let saving = value(fields::ACT) == fields::SAVE;
    if !saving {
        let view = RulesEditView { preview: Some(preview), ..edited.view(typed) };
        return Ok(page.show(frame, || view! { <RulesEditPage view/> }));
    }
    let form = if value(fields::SEEN) == preview.seen {
        let (contest_id, edited) = (edited.contest.id, edited.newest.version);
        match revise(&state.engine, &actor, &Revision { contest_id, edited, rules, reason }).await {
            Ok(version) => {
                let address = format!("{}?{DONE}={version}", rules_address(contest_id));
                return Ok(Redirect::to(&address).into_response());
            }
            Err(error) => why_not(error, typed)?,
        }
    } else {
        typed.with_summary("Bạn đã sửa thêm sau khi xem. Hãy xem lại các thay đổi dưới đây rồi lưu.")
    };
    refuse(RulesEditView { preview: Some(preview), ..edited.view(form) })
}

/// A contest with the rules that are edited.
struct Edited {
    contest: Contest,
    newest: RulesVersion,
    rounds: Vec<RoundSummary>,
    now: Timestamp,
}

impl Edited {
    async fn load(state: &AppState, contest: &str) -> Result<Self, PageError> {
        let db = &state.engine.db.read;
        let contest = find(state, contest).await?;
        let newest = newest_rules(db, contest.id).await?.ok_or(ErrorView::NotFound)?;
        let rounds = contests::rounds(db, contest.id).await?;
        Ok(Self { contest, newest, rounds, now: state.engine.now() })
    }

    fn view(&self, form: FormState) -> RulesEditView {
        RulesEditView {
            href: rules_address(self.contest.id),
            contest: (contest_address(self.contest.id), self.contest.title.clone()),
            form: Arc::new(form),
            version: self.newest.version,
            done: None,
            others: Vec::new(),
            preview: None,
            rounds: going_by_it(&self.rounds, self.now),
            reason_length: MAX_REASON as u16,
        }
    }

    fn newer(&self) -> String {
        let why = self.newest.reason.as_ref().map(|reason| format!(" với lý do “{reason}”")).unwrap_or_default();
        format!(
            "Người khác vừa lưu phiên bản {}{why}. Những gì bạn nhập còn nguyên; hãy xem lại thay đổi so với phiên bản mới.",
            self.newest.version
        )
    }

    /// What others have changed since a version.
    async fn changes_since(&self, state: &AppState, version: Option<i32>) -> Result<Vec<Change>, PageError> {
        let history = contests::rules_history(&state.engine.db.read, self.contest.id).await?;
        let edited = history.into_iter().find(|known| Some(known.version) == version);
        Ok(edited.map(|edited| shown(self.newest.rules.changes_from(&edited.rules))).unwrap_or_default())
    }
}

/// Names rules by what they are, so that no others are saved than those whose changes were shown.
fn name_of(rules: &Rules) -> String {
    serde_json::to_string(rules).map(|json| sha256_hex(json.as_bytes())).unwrap_or_default()
}

/// Changes as pages show them.
pub(in crate::contests) fn shown(changes: Vec<RuleChange>) -> Vec<Change> {
    changes.into_iter().map(|RuleChange { before, after }| Change { before, after }).collect()
}

/// The rounds that go by a new version.
fn going_by_it(rounds: &[RoundSummary], now: Timestamp) -> String {
    let rounds: Vec<String> = rounds
        .iter()
        .filter_map(|round| match round.state {
            RoundState::Draft => Some(round.title.clone()),
            RoundState::Open if now < round.window.closes => {
                Some(format!("{} (đang mở, từ lượt thi bắt đầu sau khi lưu)", round.title))
            }
            _ => None,
        })
        .collect();
    match rounds.len() {
        0 => "Bản mới áp dụng cho các vòng tạo sau này.".to_owned(),
        _ => format!("Bản mới áp dụng cho: {}; và các vòng tạo sau này.", rounds.join(", ")),
    }
}

fn why_not(error: RevisionError, form: FormState) -> Result<FormState, PageError> {
    Ok(match error {
        RevisionError::NotAllowed => return Err(ErrorView::Forbidden.into()),
        RevisionError::NoContest => return Err(ErrorView::NotFound.into()),
        RevisionError::Db(failure) => return Err(failure.into()),
        RevisionError::Reason => form.with_problems([Problem::new(
            fields::REASON,
            format!("Chưa có lý do, hoặc lý do dài quá {MAX_REASON} ký tự. Hãy ghi ngắn gọn vì sao thể lệ thay đổi."),
        )]),
        RevisionError::Predicted => form.with_problems([Problem::new(
            RulesField::Prediction.name(),
            "Vòng đang mở đã có người dự đoán nên không đổi được nội dung dự đoán. Hãy giữ nguyên, hoặc đổi sau khi vòng đóng.",
        )]),
        RevisionError::Newer => {
            form.with_summary("Người khác vừa lưu một phiên bản khác. Những gì bạn nhập còn nguyên; hãy bấm xem thay đổi lần nữa.")
        }
        RevisionError::Unchanged => form.with_summary("Thể lệ chưa có gì thay đổi."),
        RevisionError::TooMany => form.with_summary(format!("Thể lệ đã có {MAX_VERSIONS} phiên bản, không thêm được nữa.")),
        RevisionError::Rules(error) => form.with_summary(error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use contest::{Millis, contests::Window};

    use super::*;

    #[test]
    fn which_rounds_go_by_a_new_version_is_told() {
        let now = Timestamp(1_795_309_200_000);
        let round = |number: i32, state, closes_in: i64| RoundSummary {
            id: i64::from(number),
            number,
            title: format!("Tuần {number}"),
            window: Window { opens: now - Millis::days(9), closes: now + Millis::days(closes_in) },
            state,
            rules_version: 1,
            opens_by_itself: false,
            entrants: 0,
            attempts: 0,
        };
        let rounds = [
            round(1, RoundState::Closed, -1),
            round(2, RoundState::Open, 0),
            round(3, RoundState::Open, 1),
            round(4, RoundState::Draft, 8),
        ];
        assert_eq!(
            going_by_it(&rounds, now),
            "Bản mới áp dụng cho: Tuần 3 (đang mở, từ lượt thi bắt đầu sau khi lưu), Tuần 4; và các vòng tạo sau này."
        );
        assert_eq!(going_by_it(&rounds[..2], now), "Bản mới áp dụng cho các vòng tạo sau này.");
    }

    #[test]
    fn other_rules_have_another_name() {
        let rules = Rules::case_4();
        assert_eq!(name_of(&rules), name_of(&rules.clone()));
        assert_ne!(name_of(&rules), name_of(&Rules { partial_credit: true, ..rules }));
    }
}
