//! All figures of one question.

use app::{
    errors::ErrorView,
    results::{ItemChoice, ItemFigure, ItemPage, ItemPageView, ItemSection},
};
use axum::extract::{Path, State};
use contest::{
    results::items::{ChoiceUse, ENOUGH, guess_score},
    text::{group, percent},
};
use engine::{
    accounts::StaffSession,
    results::items::{ItemLine, of_question},
};
use leptos::prelude::*;

use super::{bank_address, banks_above, find_bank, words};
use crate::{
    accounts::staff::work_frame,
    error::{PageError, PageResult},
    page::Page,
    session::Organiser,
    state::AppState,
};

/// How a question did.
pub fn address(bank_id: i64, number: i64) -> String {
    format!("{}/{number}", bank_address(bank_id))
}

/// The part of the page about a round, or about all.
pub(super) fn part(round: Option<i64>, revision: i64) -> String {
    match round {
        Some(round) => format!("vong-{round}-{revision}"),
        None => format!("tat-ca-{revision}"),
    }
}

/// GET `/ban-to-chuc/ngan-hang/{bank}/phan-tich/{question}`
pub(super) async fn show(
    State(state): State<AppState>,
    Organiser(actor): Organiser,
    Path((bank, question)): Path<(String, String)>,
    page: Page,
) -> PageResult {
    let (bank_id, name) = find_bank(&state, &bank).await?;
    let number: i64 = question.parse().map_err(|_| PageError::from(ErrorView::NotFound))?;
    let found = of_question(&state.engine.db.read, &actor, bank_id, number).await?;
    let mut above = banks_above(bank_id, &name);
    above.push((bank_address(bank_id), super::TITLE.to_owned()));
    let sections = found.iter().map(|(round, line)| section(round.as_ref(), line)).collect();
    let view = ItemPageView { above, number, sections };
    Ok(page.show(work_frame(&page, super::TITLE), || view! { <ItemPage item=view/> }))
}

/// How the revision of a question that was asked last did in all rounds together, for the question's own page; nothing
/// before a round with it was counted.
pub async fn in_all_rounds(
    state: &AppState,
    actor: &StaffSession,
    bank_id: i64,
    number: i64,
) -> Result<Option<ItemSection>, PageError> {
    let found = of_question(&state.engine.db.read, actor, bank_id, number).await?;
    let all = found.iter().find(|(round, _)| round.is_none());
    Ok(all.map(|(_, line)| ItemSection {
        title: "Câu này được làm ra sao, trong mọi vòng".to_owned(),
        ..section(None, line)
    }))
}

fn section(round: Option<&(i64, String)>, line: &ItemLine) -> ItemSection {
    let title = round.map_or_else(|| "Tất cả các vòng".to_owned(), |(_, title)| title.clone());
    ItemSection {
        id: part(round.map(|(id, _)| *id), line.revision),
        title,
        stem: line.question.stem.clone(),
        about: words::about(line),
        warnings: line.warnings.iter().map(|warning| (warning.label(), warning.advice())).collect(),
        note: note(line),
        figures: figures(line),
        choices: choices(line),
        has_groups: line.figures.groups.is_some(),
    }
}

fn note(line: &ItemLine) -> Option<&'static str> {
    if line.corrected {
        return Some("Câu này đã được điều chỉnh sau khi thi; các chỉ số tính theo điều chỉnh đó.");
    }
    (line.figures.attempts < ENOUGH).then_some("Còn ít bài làm câu này nên các chỉ số chưa đủ tin cậy để kết luận.")
}

fn figures(line: &ItemLine) -> Vec<ItemFigure> {
    let of = &line.figures;
    let guess = guess_score(line.question.kind, line.question.choices.len(), line.key);
    let figure = |name, meaning, value| ItemFigure { name, meaning, value };
    vec![
        figure("Số bài có câu này", "", group(of.attempts as i64)),
        figure("Tỷ lệ làm đúng", "độ khó: điểm trung bình so với điểm tối đa", words::percent(of.facility)),
        figure("Đoán mò", "tỷ lệ làm đúng nếu chọn bừa", words::percent(guess)),
        figure("Độ lệch chuẩn", "", words::percent(of.deviation)),
        figure(
            "Độ phân biệt",
            "tương quan với điểm cả bài, từ −1 đến 1",
            words::number(of.with_whole.and_then(|relation| relation.correlation)),
        ),
        figure(
            "Hiệu suất phân biệt",
            "so với mức cao nhất mà một câu khó như vậy đạt được",
            words::percent(of.with_whole.and_then(|relation| relation.efficiency)),
        ),
        figure(
            "Tương quan với phần còn lại",
            "như độ phân biệt, không kể chính câu này",
            words::number(of.with_rest.and_then(|relation| relation.correlation)),
        ),
        figure(
            "Chênh lệch nhóm cao – thấp",
            "tỷ lệ làm đúng của 27% cao nhất trừ 27% thấp nhất",
            words::number(of.upper_less_lower),
        ),
    ]
}

fn choices(line: &ItemLine) -> Vec<ItemChoice> {
    let of = &line.figures;
    let choice = |text: Option<String>, is_right: bool, used: &ChoiceUse| ItemChoice {
        text,
        is_right,
        all: format!("{} ({})", group(used.all as i64), percent(used.all, of.attempts)),
        percent: used.all as f64 * 100.0 / of.attempts.max(1) as f64,
        upper: of.groups.map(|groups| percent(used.upper, groups.upper)).unwrap_or_default(),
        lower: of.groups.map(|groups| percent(used.lower, groups.lower)).unwrap_or_default(),
    };
    let texts = line.question.choices.iter().zip(&of.choices).enumerate();
    let mut lines: Vec<ItemChoice> =
        texts.map(|(place, (text, used))| choice(Some(text.clone()), line.key.contains(place), used)).collect();
    lines.push(choice(None, false, &of.blank));
    lines
}
