//! How a list is asked for: from the question of its entry, or from the words before it.

use super::super::reading::Reading;
use super::super::reading::lists::List;
use super::super::reading::plain::opening;
use super::super::text::{lower_first, points_elsewhere, upper_first};

/// What sort of thing a list holds: only like is compared with like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Document,
    Matter,
    Target,
    Task,
    /// What is forbidden.
    Ban,
    Channel,
    Other,
}

/// What things in lists are called.
const HEADS: [(&str, Sort); 36] = [
    ("nội dung cải cách hành chính", Sort::Matter),
    ("nội dung cải cách", Sort::Matter),
    ("nội dung", Sort::Other),
    ("trọng tâm", Sort::Matter),
    ("điểm mới nổi bật", Sort::Matter),
    ("điểm mới", Sort::Matter),
    ("lĩnh vực", Sort::Matter),
    ("chỉ tiêu", Sort::Target),
    ("mục tiêu", Sort::Target),
    ("yêu cầu", Sort::Task),
    ("công việc", Sort::Task),
    ("nhiệm vụ", Sort::Task),
    ("biện pháp", Sort::Task),
    ("giải pháp", Sort::Task),
    ("hành vi", Sort::Task),
    ("mục đích", Sort::Task),
    ("việc", Sort::Task),
    ("cách", Sort::Other),
    ("kênh", Sort::Channel),
    ("hình thức", Sort::Channel),
    ("văn bản", Sort::Document),
    ("loại thủ tục", Sort::Other),
    ("đặc trưng", Sort::Other),
    ("điều kiện", Sort::Other),
    ("trụ cột", Sort::Other),
    ("thành phần chính", Sort::Other),
    ("thành phần", Sort::Other),
    ("phòng chuyên môn", Sort::Other),
    ("đối tượng", Sort::Other),
    ("vế", Sort::Other),
    ("quyền", Sort::Other),
    ("chỉ số", Sort::Other),
    ("cơ quan", Sort::Other),
    ("trường hợp", Sort::Other),
    ("nguyên tắc", Sort::Other),
    ("nhóm", Sort::Other),
];
/// Words before what is counted or listed.
const QUANTIFIERS: [&str; 12] =
    ["những ", "các ", "một số ", "hai ", "ba ", "bốn ", "năm ", "sáu ", "bảy ", "tám ", "chín ", "mười "];
/// What cannot stand at the end of a relative clause.
const PREPOSITIONS: [&str; 11] = ["qua", "bằng", "theo", "tại", "với", "ở", "trên", "thành", "là", "từ", "bởi"];
/// What the end of a lead may say besides.
const CLOSINGS: [&str; 10] = [
    " sau đây",
    " sau",
    " như sau",
    " chính",
    " chủ yếu",
    " cụ thể",
    " tiêu biểu",
    " cơ bản",
    " dưới đây",
    " được nêu",
];
/// Questions that only announce.
const ANNOUNCING: [&str; 4] = ["cần nhớ", "đáng chú ý", "gì và", "như thế nào"];

/// The questions for a list.
pub(super) struct Asked {
    pub(super) sort: Sort,
    /// Which of these belongs to it.
    pub(super) member: String,
    /// Which does not.
    pub(super) outsider: Option<String>,
}

pub(super) fn asked(reading: &Reading<'_>, list: &List) -> Option<Asked> {
    let lead = reading.sentence(list.lead)?;
    let is_only = reading.lists.iter().filter(|other| other.entry == list.entry).count() == 1;
    by_lead(&lead.plain, lead.under.as_deref())
        .or_else(|| by_question(reading.question(list.entry)).filter(|asked| is_only && announces(&lead.plain, asked)))
        .filter(|asked| !points_elsewhere(&asked.member))
}

/// What a list that nothing asks for holds, when the words before it say.
pub(super) fn sort_of(lead: &str) -> Option<Sort> {
    let found = HEADS.iter().find(|(head, sort)| *sort == Sort::Task && lead.contains(head));
    found.map(|(_, sort)| *sort).filter(|_| !lead.contains("không"))
}

/// Whether the words before a list say that it holds what the question asks for.
fn announces(lead: &str, asked: &Asked) -> bool {
    let documents = ["văn bản", "nghị định", "nghị quyết", "quyết định", "kết luận"];
    let of_sort = HEADS.iter().filter(|(_, sort)| *sort == asked.sort).any(|(head, _)| lead.contains(head));
    of_sort || (asked.sort == Sort::Document && documents.iter().any(|kind| lead.contains(kind)))
}

/// `… không điều chỉnh những loại thủ tục nào?`, `Những trọng tâm … là gì?`
fn by_question(question: &str) -> Option<Asked> {
    let question = question.strip_suffix('?')?;
    if ANNOUNCING.iter().any(|words| question.contains(words)) {
        return None;
    }
    if let Some(rest) = question.strip_prefix("Những ").or_else(|| question.strip_prefix("Các ")) {
        let (head, sort) = HEADS.iter().find(|(head, _)| rest.starts_with(&format!("{head} ")))?;
        if let Some(thing) = rest.strip_suffix(" là gì") {
            return Some(Asked {
                sort: *sort,
                member: format!("Nội dung nào sau đây là một trong những {thing}?"),
                outsider: Some(format!("Nội dung nào sau đây không thuộc những {thing}?")),
            });
        }
        let rest = rest[head.len()..].strip_prefix(" nào ")?;
        return Some(Asked {
            sort: *sort,
            member: format!("{} nào sau đây {rest}?", upper_first(head)),
            outsider: None,
        });
    }
    let Found { at, quantifier, head, sort, word } = located(question)?;
    let before = question[..at].trim_end();
    let behind = &question[at + quantifier.len() + head.len() + word.len()..];
    if before.is_empty() || quantifier.is_empty() && word == " nào" && sort != Sort::Document {
        return None;
    }
    let last = before.rsplit(' ').next().unwrap_or_default();
    let strands = PREPOSITIONS.contains(&last);
    let many = if quantifier.is_empty() || quantifier == "một số " { "những " } else { quantifier };
    Some(Asked {
        sort,
        member: format!("{before} {head} nào sau đây{behind}?"),
        outsider: (!strands && !before.ends_with("không điều chỉnh") && !before.ends_with(',')).then(|| {
            if let Some(subject) = before.strip_suffix(" có") {
                return format!("Nội dung nào sau đây không phải là {head}{behind} của {}?", lower_first(subject));
            }
            format!("{} nào sau đây không thuộc {many}{head} mà {}{behind}?", upper_first(head), lower_first(before))
        }),
    })
}

/// Where a question asks for things.
struct Found {
    at: usize,
    quantifier: &'static str,
    head: &'static str,
    sort: Sort,
    word: &'static str,
}

fn located(question: &str) -> Option<Found> {
    let mut best: Option<Found> = None;
    for (head, sort) in HEADS {
        for word in [" nào", " gì"] {
            let wanted = format!("{head}{word}");
            let Some(at) = question.rfind(&wanted) else { continue };
            let behind = &question[at + wanted.len()..];
            let stands = behind.is_empty() || behind.starts_with(' ');
            let quantifier = QUANTIFIERS.iter().find(|q| question[..at].ends_with(**q)).copied().unwrap_or("");
            let from = at - quantifier.len();
            let longer = best.as_ref().is_none_or(|known| head.len() > known.head.len());
            if stands && question[..from].ends_with(' ') && longer {
                best = Some(Found { at: from, quantifier, head, sort, word });
            }
        }
    }
    best
}

/// `Theo Nghị định …, doanh nghiệp hỗ trợ một số công việc:`
fn by_lead(lead: &str, under: Option<&str>) -> Option<Asked> {
    let mut text = lead.trim_end_matches(':').trim_end();
    while let Some(rest) = CLOSINGS.iter().find_map(|closing| text.strip_suffix(closing)) {
        text = rest;
    }
    if points_elsewhere(text) || text.contains("chẳng hạn") || text.contains("có thể rút ra") {
        return None;
    }
    let theo = opening(text).map(str::to_owned);
    let said = theo.clone().or_else(|| under.map(str::to_owned))?;
    let core = theo.as_ref().map_or(text, |theo| text[theo.len()..].trim_start_matches([',', ' ']));
    let with = |core: &str| format!("{said}, {}?", lower_first(core));
    if core.ends_with(" không được") {
        return Some(Asked {
            sort: Sort::Ban, member: with(&format!("{core} làm việc nào sau đây")), outsider: None
        });
    }
    // The thing that the lead counts at its end.
    for (head, sort) in HEADS {
        let Some(at) = core.rfind(head) else { continue };
        let Some(quantifier) = QUANTIFIERS.iter().find(|q| core[..at].ends_with(**q)) else { continue };
        let behind = &core[at + head.len()..];
        let links = [" cho ", " của ", " trong ", " cải cách", " đối với "];
        let stands = behind.is_empty() || links.iter().any(|link| behind.starts_with(link));
        let before = core[..at - quantifier.len()].trim_end();
        let ends_well = before.is_empty() || before.ends_with(|c: char| c.is_alphabetic());
        if !stands || !ends_well || behind.chars().count() > 60 {
            continue;
        }
        let last = before.rsplit(' ').next().unwrap_or_default();
        let many = if *quantifier == "một số " { "các " } else { quantifier };
        let lead_in = if before.is_empty() { String::new() } else { format!("{before} ") };
        let outsider = match before {
            "" | "có" | "gồm" => Some(format!("{head} nào sau đây không thuộc {many}{head}{behind}")),
            _ if before.starts_with("đến năm ") => {
                let year: String = before.chars().take("đến năm 2025".chars().count()).collect();
                Some(format!("{head} nào sau đây không thuộc {many}{head} đặt ra {year}"))
            }
            _ if PREPOSITIONS.contains(&last) || before.contains(',') || last == "có" || last == "gồm" => None,
            _ => Some(format!("{head} nào sau đây không thuộc {many}{head} mà {before}{behind}")),
        };
        return Some(Asked {
            sort,
            member: with(&format!("{lead_in}{head} nào sau đây{behind}")),
            outsider: outsider.map(|outsider| with(&outsider)),
        });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_of_entries_ask_for_one() {
        let asked = by_question("Nghị quyết số 76/NQ-CP xác định những nội dung cải cách nào?").unwrap();
        assert_eq!(asked.member, "Nghị quyết số 76/NQ-CP xác định nội dung cải cách nào sau đây?");
        assert_eq!(
            asked.outsider.as_deref(),
            Some(
                "Nội dung cải cách nào sau đây không thuộc những nội dung cải cách mà Nghị quyết số 76/NQ-CP xác định?"
            )
        );
        let asked = by_question("Những trọng tâm cải cách hành chính là gì?").unwrap();
        assert_eq!(asked.member, "Nội dung nào sau đây là một trong những trọng tâm cải cách hành chính?");
        assert!(by_question("Cán bộ và công chức khác nhau ở điểm nào?").is_none());
        assert!(by_question("Luật có những điểm gì cần nhớ?").is_none());
    }

    #[test]
    fn leads_ask_for_one() {
        let lead = "Theo Nghị định số 1/2025/NĐ-CP, cơ quan có thể giao doanh nghiệp hỗ trợ một số công việc sau:";
        let asked = by_lead(lead, None).unwrap();
        assert_eq!(
            asked.member,
            "Theo Nghị định số 1/2025/NĐ-CP, cơ quan có thể giao doanh nghiệp hỗ trợ công việc nào sau đây?"
        );
        assert_eq!(
            asked.outsider.as_deref(),
            Some(
                "Theo Nghị định số 1/2025/NĐ-CP, công việc nào sau đây không thuộc các công việc mà cơ quan có thể giao \
                 doanh nghiệp hỗ trợ?"
            )
        );
        assert!(by_lead("Một số kết quả:", None).is_none());
    }
}
