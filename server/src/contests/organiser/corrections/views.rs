//! From what the engine says to what the page shows.

use std::sync::Arc;

use app::{
    components::Fact,
    form::FormState,
    results::{
        AnswerLine, AskView, ChooseView, FirstLine, MadeLine, PreviewView, PrizeLine, QuestionLine, UndoneLine,
        correction_fields as fields,
    },
};
use contest::{
    agencies::Block,
    attempts::{Change, PlanQuestion},
    banks::Kind,
    contests::TrackKind,
    results::RankKey,
    text::{group, percent},
};
use engine::{
    accounts::audit::MAX_REASON,
    contests::Round,
    results::corrections::{Correction, FoundQuestions, Preview},
};

use super::{sent::Sent, words};
use crate::results::addresses::before_page;

pub(super) fn choose(found: FoundQuestions, search: &str, href: &str) -> ChooseView {
    let line = |line: engine::results::corrections::PlanLine| {
        let mut about: Vec<&str> = line.tracks.iter().map(|track| track.short_label()).collect();
        about.sort_unstable();
        QuestionLine {
            href: format!("{href}?{}={}", fields::QUESTION, line.question.revision),
            about: format!("{} · Đáp án: {}", about.join(", "), words::letters(line.question.correct, ", ")),
            stem: line.question.stem,
        }
    };
    ChooseView {
        filters: Arc::new(FormState::sent([(fields::SEARCH, search)])),
        lines: found.lines.into_iter().map(line).collect(),
        found: format!("{} câu", group(found.found as i64)),
        page: found.page as u32,
        pages: found.pages as u32,
        search_href: before_page(href, &[(fields::SEARCH, search)]),
    }
}

pub(super) fn ask(question: PlanQuestion, counted: Option<&Preview>, round: &Round, sent: &Sent) -> AskView {
    let usage = counted.map(|counted| &counted.usage);
    let key = round.corrections.key(&question);
    let answers = question.choices.iter().enumerate().map(|(place, text)| AnswerLine {
        text: text.clone(),
        is_right: key.contains(place),
        is_chosen: sent.key.contains(place),
        marked: usage.map(|usage| {
            let marked = usage.choices.get(place).copied().unwrap_or_default();
            format!("{} ({})", group(marked as i64), percent(marked, usage.papers))
        }),
    });
    let facts = usage.map(|usage| {
        vec![
            Fact::of(group(usage.papers as i64), group(usage.attempts as i64), "bài có câu này"),
            Fact::new(percent(usage.right, usage.papers), "làm đúng câu này"),
            Fact::new(group(usage.blank as i64), "bài bỏ trống câu này"),
        ]
    });
    AskView {
        revision: question.revision,
        kind: question.kind.label(),
        is_multiple: question.kind == Kind::Multiple,
        answers: answers.collect(),
        facts: facts.unwrap_or_default(),
        decided: round.corrections.of(&question).map(|change| words::decided(change, Some(question.kind))),
        stem: question.stem,
    }
}

pub(super) fn preview(shown: &Preview, round: &Round, sent: &Sent) -> PreviewView {
    let moves = shown.moves.clone().unwrap_or_default();
    let kind = Some(shown.question.kind);
    let what = match (shown.then, shown.now) {
        (Some(then), _) => format!("{}.", words::decided(then, kind)),
        (None, Some(now)) => format!("Hoàn lại việc “{}”: chấm như đề gốc.", words::decided(now, kind)),
        (None, None) => String::new(),
    };
    let usage = &shown.usage;
    let number = |count: u64| group(count as i64);
    let first = moves.first.into_iter().map(|one| {
        let place = |place: Option<u32>| place.map_or_else(|| "–".to_owned(), |place| group(i64::from(place)));
        FirstLine {
            group: group_in_words(&one.group).to_owned(),
            name: one.name,
            about: format!("{} · lượt thi số {}", one.agency, one.attempt),
            before: place(one.before),
            after: place(one.after),
        }
    });
    let prize = |prize: engine::results::corrections::PrizeMove| {
        let class = |class: Option<String>| class.unwrap_or_else(|| "không có giải".to_owned());
        PrizeLine {
            list: match group_in_words(&prize.group) {
                "" => prize.prizes,
                group => format!("{}, {group}", prize.prizes),
            },
            name: prize.name,
            about: prize.agency,
            before: class(prize.before),
            after: class(prize.after),
        }
    };
    PreviewView {
        stem: shown.question.stem.clone(),
        what,
        warning: warning(shown, round),
        facts: vec![
            Fact::of(number(usage.papers), number(usage.attempts), "bài có câu này"),
            Fact::new(number(moves.grades.up), "bài tăng điểm"),
            Fact::new(number(moves.grades.down), "bài giảm điểm"),
            Fact::new(number(moves.places), "người đổi hạng"),
        ],
        first: first.collect(),
        prizes: moves.prizes.map(|prizes| prizes.into_iter().map(prize).collect()),
        sent: sent.again(),
        apply: format!("Áp dụng, chấm lại {} bài", number(usage.papers)),
        reason_length: MAX_REASON as u16,
    }
}

/// Where dropping a question is not the same for all.
fn warning(shown: &Preview, round: &Round) -> Option<&'static str> {
    let unequal = shown.usage.papers < shown.usage.attempts;
    (unequal && shown.then == Some(Change::Drop) && round.rules.ranking.contains(&RankKey::Correct)).then_some(
        "Không phải đề nào cũng có câu này, mà vòng xếp hạng theo số câu đúng: người làm đúng câu này mất một câu so \
         với người không có câu này trong đề. Muốn không ai thiệt, hãy chọn tính đúng cho mọi người có câu này.",
    )
}

pub(super) fn made(one: Correction, can_change: bool) -> MadeLine {
    MadeLine {
        id: one.id,
        stem: one.stem,
        what: format!("{}.", words::decided(one.change, Some(one.kind))),
        reason: one.reason,
        at: one.at,
        by: one.by,
        grades: words::grades(one.grades),
        can_undo: can_change && one.undone.is_none(),
        undone: one.undone.map(|undone| UndoneLine {
            at: undone.at,
            by: undone.by,
            reason: undone.reason,
            grades: words::grades(undone.grades),
        }),
    }
}

/// A track's name or a block's; nothing for everybody.
fn group_in_words(code: &str) -> &str {
    match TrackKind::parse(code) {
        Some(track) => track.short_label(),
        None => Block::label(code),
    }
}
