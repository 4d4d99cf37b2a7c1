//! Sentences that say what they speak of: bare kinds and pronouns replaced by the names they stand for.

use super::super::text::{points_elsewhere, without_connective};
use super::naming::{named, province};

/// Kinds that stand for a document named before: “Luật gồm 7 chương”, “theo Nghị định này”.
const KINDS: [&str; 9] =
    ["Nghị quyết", "Nghị định", "Quyết định", "Chỉ thị", "Kết luận", "Kế hoạch", "Công điện", "Luật", "Chương trình"];
/// Long names that are shortened to their first word after they have been said.
const SHORTENED: [(&str, &str); 4] = [
    ("Cổng", "Cổng Dịch vụ công quốc gia"),
    ("Đề án", "Đề án 06"),
    ("Chương trình", "Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"),
    ("Chương trình", "Chương trình Chuyển đổi số quốc gia"),
];
/// Behind a kind that stands alone: what it does.
const GOES_ON: [&str; 28] = [
    "do", "bàn", "xác", "có", "gồm", "quy", "thể", "đặt", "được", "yêu", "không", "nêu", "lựa", "định", "hướng",
    "giao", "thay", "chỉ", "phê", "lấy", "ban", "điều", "cho", "tập", "đã", "sẽ", "là", "còn",
];

/// Most names that are remembered of one entry.
const MAX_NAMED: usize = 200;

/// What an entry has named so far.
pub(super) struct Plain {
    question: String,
    /// Kind and name, in order; of the question first.
    named: Vec<(String, String)>,
    /// How many of them are of the question.
    of_question: usize,
    /// The province that the question names.
    province: Option<String>,
    /// The index that the question is about: `PAPI`.
    acronym: Option<String>,
    /// “Theo …” of an earlier sentence of the paragraph, or of the one before the list.
    under: Option<String>,
    /// “đến năm 2025” of the words before a list.
    until: Option<String>,
    /// Whether a list that follows says what the question asks.
    answers: bool,
}

impl Plain {
    pub(super) fn of(question: &str) -> Self {
        let named = names(question);
        let mut acronyms = acronyms(question);
        acronyms.dedup();
        let acronym = if let [only] = acronyms.as_slice() { Some(only.clone()) } else { None };
        Self {
            question: question.to_owned(),
            province: province(question),
            of_question: named.len(),
            named,
            acronym,
            under: None,
            until: None,
            answers: true,
        }
    }

    /// A new paragraph begins: what was said before does not hold for it.
    pub(super) fn paragraph(&mut self) {
        self.under = None;
        self.until = None;
    }

    /// The sentence made plain, and what it is said under when it does not say so itself.
    pub(super) fn read(&mut self, sentence: &str, in_list: bool) -> (String, Option<String>) {
        let plain = self.replaced(without_connective(sentence));
        let plain = self.with_province(&plain);
        let of_sentence = named(&plain);
        let theo = opening(&plain).map(str::to_owned);
        let says_itself = theo.is_some() || !of_sentence.is_empty();
        let inherited = if in_list {
            self.under.clone().or_else(|| self.question_under().filter(|_| self.answers))
        } else {
            self.under.clone()
        };
        let until = self.until.as_ref().filter(|_| in_list && !plain.to_lowercase().contains("năm 20"));
        let under = match (inherited.filter(|_| !says_itself), until) {
            (Some(under), Some(until)) => Some(format!("{under}, {until}")),
            (under, _) => under,
        };
        if !in_list {
            self.until = until_year(&plain);
            self.answers = !points_elsewhere(&plain) && !plain.contains("văn bản");
            if let Some(theo) = theo {
                self.under = Some(theo).filter(|theo| is_definite(theo));
            } else if plain.ends_with(':') && !self.answers {
                self.under = None;
            } else if let Some(first) = of_sentence.first() {
                self.under = (first.name_start == 0).then(|| format!("Theo {}", first.name));
            }
        }
        if self.named.len() < MAX_NAMED {
            self.named.extend(of_sentence.into_iter().map(|named| (named.kind, named.name)));
        }
        (plain, under)
    }

    /// `UBND tỉnh` with the province that the question names.
    fn with_province(&self, sentence: &str) -> String {
        let Some(province) = &self.province else { return sentence.to_owned() };
        let mut out = sentence.to_owned();
        for office in ["UBND tỉnh", "HĐND tỉnh", "Đảng bộ tỉnh", "Tỉnh ủy", "Thanh tra tỉnh"] {
            let mut parts = out.split(office);
            let mut done = parts.next().unwrap_or_default().to_owned();
            for part in parts {
                done.push_str(office);
                let is_named =
                    part.trim_start().starts_with(char::is_uppercase) || part.starts_with(char::is_alphabetic);
                if !is_named {
                    done.push(' ');
                    done.push_str(province);
                }
                done.push_str(part);
            }
            out = done;
        }
        out
    }

    fn question_under(&self) -> Option<String> {
        match &self.named[..self.of_question] {
            [(_, only)] => Some(format!("Theo {only}")),
            _ => None,
        }
    }

    /// Bare kinds (“Luật này”, “Nghị định có hiệu lực”) by the names they stand for.
    fn replaced(&self, sentence: &str) -> String {
        let mut out = String::with_capacity(sentence.len());
        let mut rest = sentence;
        while !rest.is_empty() {
            let at_word = out.is_empty() || (out.ends_with([' ', '(']) && !out.ends_with("Sở "));
            if let Some((name, behind)) = at_word.then(|| self.bare(rest, out.is_empty())).flatten() {
                out.push_str(&name);
                rest = behind;
            }
            let next = rest.char_indices().nth(1).map_or(rest.len(), |(next, _)| next);
            out.push_str(&rest[..next]);
            rest = &rest[next..];
        }
        out
    }

    fn bare<'t>(&self, rest: &'t str, at_start: bool) -> Option<(String, &'t str)> {
        for kind in KINDS {
            let Some(behind) = rest.strip_prefix(kind) else { continue };
            let (behind, is_this) = match behind.strip_prefix(" này") {
                Some(behind) => (behind, true),
                None => (behind, false),
            };
            let next = behind.strip_prefix(' ').map(|next| next.split([' ', ',']).next().unwrap_or_default());
            let is_bare = match next {
                Some(next) => GOES_ON.contains(&next),
                None => behind.is_empty() || behind.starts_with([',', ')', ':']),
            };
            if (is_this || is_bare)
                && let Some(name) = self.antecedent(kind)
            {
                return Some((name, behind));
            }
        }
        for (short, long) in SHORTENED.iter().filter(|_| at_start) {
            let Some(behind) = rest.strip_prefix(short).filter(|_| self.question.contains(long)) else { continue };
            let behind = behind.strip_prefix(" này").unwrap_or(behind);
            if behind.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase)) {
                return Some(((*long).to_owned(), behind));
            }
        }
        if let (true, Some(acronym)) = (at_start, &self.acronym) {
            for head in ["Chỉ số", "Bộ chỉ số"] {
                let Some(behind) = rest.strip_prefix(head) else { continue };
                let behind = behind.strip_prefix(" này").unwrap_or(behind);
                if behind.strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase)) {
                    return Some((format!("{head} {acronym}"), behind));
                }
            }
        }
        None
    }

    /// What a bare kind means: the one of the question, or the only one, or the last.
    fn antecedent(&self, kind: &str) -> Option<String> {
        let of_kind = |named: &[(String, String)]| -> Vec<String> {
            let mut names: Vec<String> =
                named.iter().filter(|(of, _)| of == kind).map(|(_, name)| name.clone()).collect();
            names.dedup();
            names
        };
        let (question, answer) = self.named.split_at(self.of_question);
        if let [only] = of_kind(question).as_slice() {
            return Some(only.clone());
        }
        of_kind(answer).first().cloned()
    }
}

/// Kind and name of what a text names: by number, or a law by its year.
fn names(text: &str) -> Vec<(String, String)> {
    named(text).into_iter().map(|named| (named.kind, named.name)).collect()
}

/// `Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ` of a sentence that begins so.
pub(in super::super) fn opening(sentence: &str) -> Option<&str> {
    let rest = sentence.strip_prefix("Theo ")?;
    let end = rest.find([',', ':']).unwrap_or(rest.len());
    let mut end = end;
    // Names with commas: “Luật Cán bộ, công chức số …”.
    if let Some(mention) = named(rest).into_iter().find(|mention| mention.end > end)
        && mention.name_start < end
    {
        end = mention.end;
    }
    let behind = &rest[end..];
    (behind.is_empty() || behind.starts_with([',', ':'])).then(|| &sentence[.."Theo ".len() + end])
}

/// Words in capitals of at least three letters, a space allowed in `PAR INDEX`.
pub(in super::super) fn acronyms(text: &str) -> Vec<String> {
    let text = text.replace("PAR INDEX", "PAR_INDEX");
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| word.len() >= 3 && word.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
        .filter(|word| !["UBND", "HĐND"].contains(word))
        .map(|word| word.replace('_', " "))
        .collect()
}

/// `đến năm 2025` where a sentence says it.
fn until_year(sentence: &str) -> Option<String> {
    let at = sentence.find("đến năm ")?;
    let end = at + "đến năm ".len() + 4;
    let until = sentence.get(at..end)?;
    until.ends_with(|c: char| c.is_ascii_digit()).then(|| until.to_owned())
}

/// Whether it says which: a document by its number, or whose plan of when.
fn is_definite(theo: &str) -> bool {
    !named(theo).is_empty() || (theo.contains("tỉnh ") && theo.contains("năm "))
}

/// Whether a kind stands alone where nothing says which: “Luật quy định …”.
pub(in super::super) fn has_bare_kind(text: &str) -> bool {
    KINDS.iter().chain(&["Đề án", "Bộ chỉ số", "Chỉ số", "Trung tâm", "Sở"]).any(|kind| {
        text.match_indices(kind).any(|(at, _)| {
            let behind = &text[at + kind.len()..];
            let next = behind.strip_prefix(' ').map(|next| next.split([' ', ',', '?']).next().unwrap_or_default());
            let stands = (at == 0 || text[..at].ends_with(' ')) && !text[..at].contains(&format!("Theo {kind} "));
            stands && next.map_or_else(|| behind.starts_with([',', '?', ')']), |next| GOES_ON.contains(&next))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_is_written_out() {
        let mut plain = Plain::of("Luật Viên chức năm 2025 của tỉnh Lai Châu có gì?");
        let read = |plain: &mut Plain, text| plain.read(text, false).0;
        assert_eq!(read(&mut plain, "Luật gồm 6 chương"), "Luật Viên chức năm 2025 gồm 6 chương");
        assert_eq!(read(&mut plain, "Như vậy, UBND tỉnh họp"), "UBND tỉnh Lai Châu họp");
        assert_eq!(read(&mut plain, "Sở Kế hoạch và Đầu tư chủ trì"), "Sở Kế hoạch và Đầu tư chủ trì");
        read(&mut plain, "Theo Nghị định số 1/2025/NĐ-CP, có ba mức");
        assert_eq!(read(&mut plain, "Nghị định này có hiệu lực"), "Nghị định số 1/2025/NĐ-CP có hiệu lực");
        let mut index = Plain::of("Chỉ số PAPI đo lường điều gì?");
        assert_eq!(read(&mut index, "Chỉ số được công bố từ năm 2009"), "Chỉ số PAPI được công bố từ năm 2009");
    }

    #[test]
    fn a_list_is_said_under_what_leads_to_it() {
        let mut plain = Plain::of("Có những mục tiêu nào?");
        plain.paragraph();
        plain.read("Theo Nghị quyết số 19-NQ/TW, đến năm 2025 có hai mục tiêu:", false);
        let (_, under) = plain.read("Tối thiểu 20% đơn vị tự chủ", true);
        assert_eq!(under.as_deref(), Some("Theo Nghị quyết số 19-NQ/TW, đến năm 2025"));
        plain.paragraph();
        assert_eq!(plain.read("Kết quả còn thấp", false).1, None);
    }

    #[test]
    fn names_with_commas_open_a_sentence_whole() {
        let sentence = "Theo Luật Cán bộ, công chức số 80/2025/QH15, cán bộ là công dân";
        assert_eq!(opening(sentence), Some("Theo Luật Cán bộ, công chức số 80/2025/QH15"));
        assert_eq!(opening("Cán bộ là công dân"), None);
    }
}
