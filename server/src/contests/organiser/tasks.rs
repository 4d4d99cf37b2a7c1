//! What waits for an organiser, the most urgent first.

use std::collections::HashMap;

use app::{
    agencies::{HEADCOUNTS_HREF, WAITING_HREF},
    banks::{MISTAKES_HREF, filters},
    reports::{TaskRow, Urgency},
};
use contest::{Millis, Timestamp, banks::RevisionState, contests::RoundState, text::group};
use engine::{
    agencies::AgencyPage,
    banks::{question_sets::WaitingImport, work::AwaitingReview},
    contests::{RoundSummary, rounds::TrackShortages},
    results::life::{ResultsOf, Subject},
};

use super::{address, complaints::complaints_address, results::results_address, shortages_in_words};
use crate::banks::organiser::{address as bank_address, import_address};

/// From so long before on, something presses.
const AHEAD: Millis = Millis::days(3);

/// All tasks, the most urgent first; of the same urgency rounds, then agencies, then files.
pub(super) fn sorted(rounds: Vec<TaskRow>, agencies: Option<TaskRow>, waiting: &[WaitingImport]) -> Vec<TaskRow> {
    let mut tasks: Vec<TaskRow> = rounds.into_iter().chain(agencies).chain(waiting.iter().map(of_import)).collect();
    tasks.sort_by_key(|task| task.urgency);
    tasks
}

/// Rounds to open, complaints to answer, results to decide on, and a round to prepare when the last is
/// about to close. `short` says of drafts what their banks cannot fill.
pub(super) fn of_rounds(
    rounds: &[RoundSummary],
    unanswered: &HashMap<i64, u64>,
    short: &Short,
    now: Timestamp,
) -> Vec<TaskRow> {
    let drafts = rounds.iter().filter(|round| round.state == RoundState::Draft && round.window.closes > now);
    let decisions = rounds.iter().filter_map(to_decide);
    let complaints = rounds.iter().filter_map(|round| to_answer(round, *unanswered.get(&round.id)?));
    let drafts = drafts.filter_map(|round| to_open(round, short, now));
    drafts.chain(complaints).chain(decisions).chain(to_prepare(rounds, now)).collect()
}

/// Drafts with what their banks cannot fill.
type Short = [(i64, Vec<TrackShortages>)];

/// A draft that somebody has to open, or that cannot be.
fn to_open(round: &RoundSummary, short: &Short, now: Timestamp) -> Option<TaskRow> {
    let opens = round.window.opens;
    let missing = short.iter().find(|(id, _)| *id == round.id).map(|(_, short)| shortages_in_words(short));
    if round.opens_by_itself && missing.is_none() && now < opens {
        return None;
    }
    let urgency = match opens - now {
        left if left.0 <= 0 => Urgency::Overdue,
        left if left <= AHEAD => Urgency::Soon,
        _ => Urgency::Later,
    };
    let due = match urgency {
        Urgency::Overdue => "Quá giờ mở".to_owned(),
        _ => format!("Trước {}", opens.short_date()),
    };
    let (title, text) = match (missing, round.opens_by_itself) {
        (Some(missing), by_itself) => {
            let then = if by_itself { " Đủ câu thì vòng tự mở." } else { "" };
            (format!("{} thiếu câu nên chưa mở được", round.title), format!("{}{then}", missing.join(" ")))
        }
        (None, true) => (
            format!("{} chưa tự mở", round.title),
            format!("Hẹn tự mở lúc {}. Hệ thống vẫn đang thử; bạn cũng có thể bấm mở.", opens.long()),
        ),
        (None, false) => (
            format!("{} chưa mở", round.title),
            format!("Hẹn mở lúc {}. Vòng không tự mở: cần một người bấm mở.", opens.long()),
        ),
    };
    Some(TaskRow { urgency, due, title, text, href: address(round.id), action: "Xem và mở vòng" })
}

/// Complaints that wait for an answer; results wait for them.
fn to_answer(round: &RoundSummary, unanswered: u64) -> Option<TaskRow> {
    (unanswered > 0).then(|| TaskRow {
        urgency: Urgency::Soon,
        due: "Chờ bạn trả lời".to_owned(),
        title: format!("{} có {} khiếu nại chờ trả lời", round.title, group(unanswered as i64)),
        text: "Trả lời hết mới duyệt được kết quả.".to_owned(),
        href: complaints_address(round.id),
        action: "Xem và trả lời",
    })
}

/// A round whose results wait for somebody.
fn to_decide(round: &RoundSummary) -> Option<TaskRow> {
    let (title, text, action) = match round.state {
        RoundState::Provisional => (
            format!("{} có kết quả tạm thời", round.title),
            "Xem giải được đề xuất, kiểm tra người đạt giải rồi duyệt khi hết thời hạn khiếu nại.",
            "Xem và duyệt kết quả",
        ),
        RoundState::Approved => (
            format!("{} đã duyệt, chưa công bố kết quả", round.title),
            "Người dự thi chưa thấy giải cho đến khi bạn công bố.",
            "Xem và công bố",
        ),
        _ => return None,
    };
    Some(TaskRow {
        urgency: Urgency::Soon,
        due: "Chờ bạn quyết định".to_owned(),
        title,
        text: text.to_owned(),
        href: results_address(ResultsOf::Round(round.id)),
        action,
    })
}

/// A contest whose rounds are all published, and whose own results wait for somebody.
pub(super) fn of_whole(whole: &Subject, rounds: &[RoundSummary], now: Timestamp) -> Option<TaskRow> {
    let more_to_come = rounds.iter().any(|round| round.state == RoundState::Draft && round.window.closes > now);
    let (title, text, action) = match whole.state {
        RoundState::Closed if !more_to_come && whole.rules.waits_for_the_whole() => (
            "Cuộc thi chưa tổng kết",
            "Mọi vòng đã công bố. Hãy xếp hạng trên tất cả các vòng để trao giải của cả cuộc thi.",
            "Xem và tổng kết",
        ),
        RoundState::Provisional => (
            "Tổng kết cuộc thi có kết quả tạm thời",
            "Xem giải được đề xuất, kiểm tra người đạt giải rồi duyệt khi hết thời hạn khiếu nại.",
            "Xem và duyệt kết quả",
        ),
        RoundState::Approved => (
            "Tổng kết cuộc thi đã duyệt, chưa công bố",
            "Người dự thi chưa thấy giải cho đến khi bạn công bố.",
            "Xem và công bố",
        ),
        _ => return None,
    };
    Some(TaskRow {
        urgency: Urgency::Soon,
        due: "Chờ bạn quyết định".to_owned(),
        title: title.to_owned(),
        text: text.to_owned(),
        href: results_address(whole.of),
        action,
    })
}

/// A contest whose last round is about to close.
fn to_prepare(rounds: &[RoundSummary], now: Timestamp) -> Option<TaskRow> {
    let last = rounds.iter().filter(|round| round.state == RoundState::Open).max_by_key(|round| round.window.closes)?;
    let closes = last.window.closes;
    let more_to_come = rounds.iter().any(|round| round.state == RoundState::Draft && round.window.closes > now);
    let soon = closes > now && closes - now <= AHEAD;
    (soon && !more_to_come).then(|| TaskRow {
        urgency: Urgency::Soon,
        due: format!("Trước {}", closes.short_date()),
        title: "Chưa có vòng thi kế tiếp".to_owned(),
        text: format!("{} đóng lúc {}.", last.title, closes.long()),
        href: "/ban-to-chuc/vong-thi/moi".to_owned(),
        action: "Tạo vòng thi",
    })
}

/// Agencies that have not said how many people they have; `silent` names the first of them.
pub(super) fn of_agencies(silent: &AgencyPage, rounds: &[RoundSummary]) -> Option<TaskRow> {
    if silent.total == 0 {
        return None;
    }
    let names: Vec<&str> = silent.lines.iter().map(|agency| agency.name.as_str()).collect();
    let others = silent.total.saturating_sub(names.len() as u64);
    let and_others = if others > 0 { format!(" và {} đơn vị khác", group(others as i64)) } else { String::new() };
    let open = rounds.iter().find(|round| round.state == RoundState::Open);
    Some(TaskRow {
        urgency: if open.is_some() { Urgency::Soon } else { Urgency::Later },
        due: open.map_or_else(|| "Không gấp".to_owned(), |round| format!("Trước {}", round.window.closes.short_date())),
        title: format!("{} đơn vị chưa báo số người", group(silent.total as i64)),
        text: format!("{}{and_others}. Chưa tính được tỷ lệ dự thi.", names.join("; ")),
        href: format!("{HEADCOUNTS_HREF}?xem=chua-bao"),
        action: "Nhập số người",
    })
}

/// Headcounts that agencies have said, and that nobody has confirmed.
pub(super) fn of_headcounts(waiting: u64) -> Option<TaskRow> {
    (waiting > 0).then(|| TaskRow {
        urgency: Urgency::Soon,
        due: "Chờ bạn xác nhận".to_owned(),
        title: format!("{} số người chờ xác nhận", group(waiting as i64)),
        text: "Đơn vị đã báo. Xác nhận xong mới tính được tỷ lệ dự thi theo số mới.".to_owned(),
        href: WAITING_HREF.to_owned(),
        action: "Xem và xác nhận",
    })
}

/// What readers say is wrong with the handbook.
pub(super) fn of_mistakes(waiting: u64) -> Option<TaskRow> {
    (waiting > 0).then(|| TaskRow {
        urgency: Urgency::Later,
        due: "Không gấp".to_owned(),
        title: format!("{} báo lỗi sổ tay chờ xử lý", group(waiting as i64)),
        text: "Người đọc báo chỗ chưa đúng ở các câu của sổ tay.".to_owned(),
        href: MISTAKES_HREF.to_owned(),
        action: "Xem báo lỗi",
    })
}

/// Questions of others that wait in a bank.
pub(super) fn of_review(waiting: &AwaitingReview) -> TaskRow {
    TaskRow {
        urgency: Urgency::Later,
        due: "Không gấp".to_owned(),
        title: format!("{} câu chờ duyệt", group(waiting.questions as i64)),
        text: format!("{}. Câu chưa duyệt không vào đề thi.", waiting.bank),
        href: format!("{}?{}={}", bank_address(waiting.bank_id), filters::STATE, RevisionState::InReview.code()),
        action: "Xem và duyệt",
    }
}

fn of_import(import: &WaitingImport) -> TaskRow {
    TaskRow {
        urgency: Urgency::Later,
        due: "Không gấp".to_owned(),
        title: format!("Tệp {} đã đọc, chưa nhập", import.file_name),
        text: format!("Tải lên lúc {}.", import.created_at.long()),
        href: import_address(import.id),
        action: "Xem và nhập",
    }
}

#[cfg(test)]
mod tests {
    use contest::contests::Window;
    use engine::agencies::AgencyEntry;

    use super::*;

    const NOW: Timestamp = Timestamp(1_795_309_200_000);

    fn round(number: i32, state: RoundState, opens_in: i64, closes_in: i64) -> RoundSummary {
        RoundSummary {
            id: i64::from(number),
            number,
            title: format!("Tuần {number}"),
            window: Window { opens: NOW + Millis::days(opens_in), closes: NOW + Millis::days(closes_in) },
            state,
            rules_version: 1,
            opens_by_itself: false,
            entrants: 0,
            attempts: 0,
        }
    }

    fn titles(tasks: &[TaskRow]) -> Vec<(&str, Urgency)> {
        tasks.iter().map(|task| (task.title.as_str(), task.urgency)).collect()
    }

    #[test]
    fn rounds_press_as_their_time_comes() {
        let rounds = [
            round(1, RoundState::Draft, 10, 16),
            round(2, RoundState::Draft, 2, 9),
            round(3, RoundState::Draft, -1, 6),
            round(4, RoundState::Draft, -9, -2),
        ];
        let tasks = sorted(of_rounds(&rounds, &HashMap::new(), &[], NOW), None, &[]);
        let expected = [
            ("Tuần 3 chưa mở", Urgency::Overdue),
            ("Tuần 2 chưa mở", Urgency::Soon),
            ("Tuần 1 chưa mở", Urgency::Later),
        ];
        assert_eq!(titles(&tasks), expected);
    }

    #[test]
    fn a_round_that_opens_by_itself_is_nobody_s_task_unless_it_cannot() {
        let by_itself =
            |number, opens_in| RoundSummary { opens_by_itself: true, ..round(number, RoundState::Draft, opens_in, 9) };
        let rounds = [by_itself(1, 2), by_itself(2, 1), by_itself(3, -1)];
        let cell = contest::banks::Cell { topic: None, level: None, take: 5, weight: contest::banks::Weight::ONE };
        let shortages = vec![contest::banks::Shortage { cell, available: 3 }];
        let lacks = engine::contests::Lacks { shortages, missing: vec![] };
        let short = [(2, vec![TrackShortages { track: contest::contests::TrackKind::Staff, lacks }])];
        let tasks = of_rounds(&rounds, &HashMap::new(), &short, NOW);
        assert_eq!(
            titles(&tasks),
            [("Tuần 2 thiếu câu nên chưa mở được", Urgency::Soon), ("Tuần 3 chưa tự mở", Urgency::Overdue)]
        );
        assert!(tasks[0].text.ends_with("Đủ câu thì vòng tự mở."), "{}", tasks[0].text);
    }

    #[test]
    fn the_next_round_is_to_be_prepared_in_time() {
        let next = [("Chưa có vòng thi kế tiếp", Urgency::Soon)];
        assert_eq!(titles(&of_rounds(&[round(1, RoundState::Open, -5, 2)], &HashMap::new(), &[], NOW)), next);
        assert_eq!(of_rounds(&[round(1, RoundState::Open, -5, 9)], &HashMap::new(), &[], NOW), []);
        let prepared = [round(1, RoundState::Open, -5, 2), round(2, RoundState::Draft, 5, 9)];
        assert_eq!(titles(&of_rounds(&prepared, &HashMap::new(), &[], NOW)), [("Tuần 2 chưa mở", Urgency::Later)]);
    }

    #[test]
    fn results_wait_until_they_are_published() {
        let rounds = [
            round(1, RoundState::Published, -30, -20),
            round(2, RoundState::Approved, -20, -10),
            round(3, RoundState::Provisional, -9, -2),
            round(4, RoundState::Closed, -2, -1),
        ];
        let tasks = of_rounds(&rounds, &HashMap::new(), &[], NOW);
        let expected =
            [("Tuần 2 đã duyệt, chưa công bố kết quả", Urgency::Soon), ("Tuần 3 có kết quả tạm thời", Urgency::Soon)];
        assert_eq!(titles(&tasks), expected);
        assert_eq!(tasks[0].href, "/ban-to-chuc/vong-thi/2/ket-qua");
    }

    #[test]
    fn a_contest_is_settled_once_no_round_is_to_come() {
        let rules = contest::contests::Preset::find("07-quang-nam").unwrap().rules;
        let mut whole = Subject {
            of: ResultsOf::Contest(1),
            contest_id: 1,
            title: "Cuộc thi".to_owned(),
            state: RoundState::Closed,
            rounds: Vec::new(),
            rules,
            rules_version: 1,
        };
        let published = [round(1, RoundState::Published, -30, -20)];
        let task = of_whole(&whole, &published, NOW).unwrap();
        assert_eq!(
            (task.title.as_str(), task.href.as_str()),
            ("Cuộc thi chưa tổng kết", "/ban-to-chuc/cuoc-thi/1/ket-qua")
        );
        let more = [round(1, RoundState::Published, -30, -20), round(2, RoundState::Draft, 2, 9)];
        assert_eq!(of_whole(&whole, &more, NOW), None);
        whole.state = RoundState::Published;
        assert_eq!(of_whole(&whole, &published, NOW), None);
    }

    #[test]
    fn complaints_wait_before_the_results_that_wait_for_them() {
        let rounds = [round(3, RoundState::Provisional, -9, -2)];
        let tasks = sorted(of_rounds(&rounds, &HashMap::from([(3, 2), (4, 1)]), &[], NOW), None, &[]);
        let expected =
            [("Tuần 3 có 2 khiếu nại chờ trả lời", Urgency::Soon), ("Tuần 3 có kết quả tạm thời", Urgency::Soon)];
        assert_eq!(titles(&tasks), expected);
        assert_eq!(tasks[0].href, "/ban-to-chuc/vong-thi/3/khieu-nai");
    }

    #[test]
    fn questions_that_wait_lead_to_their_bank() {
        let task = of_review(&AwaitingReview { bank_id: 7, bank: "Ngân hàng thử".into(), questions: 1_204 });
        assert_eq!(task.title, "1.204 câu chờ duyệt");
        assert_eq!(task.href, "/ban-to-chuc/ngan-hang/7?trang-thai=in_review");
        assert!(task.text.starts_with("Ngân hàng thử."), "{}", task.text);
    }

    #[test]
    fn readers_who_found_mistakes_are_heard_when_there_is_time() {
        assert_eq!(of_mistakes(0), None);
        let task = of_mistakes(1_204).unwrap();
        assert_eq!((task.title.as_str(), task.urgency), ("1.204 báo lỗi sổ tay chờ xử lý", Urgency::Later));
    }

    #[test]
    fn agencies_that_have_not_said_are_named_and_counted() {
        let agency = |id| AgencyEntry {
            agency_id: id,
            name: format!("Xã {id}"),
            kind: contest::agencies::AgencyKind::Commune,
            headcount: None,
            positions: std::collections::BTreeMap::new(),
            entries: std::collections::BTreeMap::new(),
        };
        let silent = AgencyPage { lines: (1..=3).map(agency).collect(), total: 1_005 };
        let task = of_agencies(&silent, &[]).unwrap();
        assert_eq!(task.title, "1.005 đơn vị chưa báo số người");
        assert_eq!(task.text, "Xã 1; Xã 2; Xã 3 và 1.002 đơn vị khác. Chưa tính được tỷ lệ dự thi.");
        assert_eq!(task.urgency, Urgency::Later);
        assert_eq!(of_agencies(&AgencyPage::default(), &[]), None);
    }
}
