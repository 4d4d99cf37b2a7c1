//! From what was asked for to a report: what is counted, and what is said of it.

use std::collections::{BTreeMap, HashSet};

use ::reports::{Appendix, Cell, Report, Section};
use contest::{
    Timestamp,
    contests::{RoundState, Rules},
    reports::Tally,
    text::group,
};
use sea_orm::{ColumnTrait, Condition, DbErr};

use super::{
    About, Asked, Whose,
    count::{Counted, Sought, count},
    tables::{self, Line},
};
use crate::{
    Engine,
    agencies::{self, Agency, headcounts_at},
    contests::{self, Contest, RoundSummary},
    db::entities::agencies as rows,
};

/// Most agencies that are named for having had nobody.
const MOST_NAMED: usize = 30;

/// The report; `None` when its contest, its round or its agency is gone.
pub(super) async fn compose(engine: &Engine, asked: &Asked, whose: i64) -> Result<Option<Report>, DbErr> {
    let (db, now) = (&engine.db.read, engine.now());
    let Some(contest) = contests::find(db, asked.contest_id).await? else { return Ok(None) };
    let mut rounds = contests::rounds(db, contest.id).await?;
    rounds.retain(|round| round.state != RoundState::Draft);
    if let About::Round(id) = asked.about {
        rounds.retain(|round| round.id == id);
    }
    let tree = agencies::tree(engine).await?;
    let top = if whose == Whose::ORGANISERS.0 { contest.province_id } else { whose };
    let (Some(top), false) = (tree.get(top), rounds.is_empty() && matches!(asked.about, About::Round(_))) else {
        return Ok(None);
    };
    let below: Vec<&Agency> = tree.subtree(&top.path).collect();
    let ids: HashSet<i64> = below.iter().map(|agency| agency.id).collect();
    let mut full_rounds = Vec::with_capacity(rounds.len());
    for round in &rounds {
        full_rounds.extend(engine.rounds.get(db, round.id, now).await?);
    }
    let sought = |submitted| Sought { rounds: &full_rounds, submitted, agencies: &ids };
    let span = Span::of(asked.about, &rounds, now);
    let counted = count(engine, &sought(span.submitted)).await?;
    let before = match span.before {
        Some((words, submitted)) => Some((words, count(engine, &sought(Some(submitted))).await?.total())),
        None => None,
    };
    let within = Condition::all().add(rows::Column::Path.starts_with(top.path.as_str()));
    let headcounts = headcounts_at(db, within, span.ends).await?;
    // An agency that was dissolved is shown while it has results, and no longer.
    let shown = below.iter().filter(|agency| agency.is_valid(span.ends) || counted.agencies.contains_key(&agency.id));
    let parents: HashSet<i64> = below.iter().filter_map(|agency| agency.parent_id).collect();
    let line = |agency: &&Agency| {
        let tally = counted.agencies.get(&agency.id).cloned().unwrap_or_default();
        Line {
            name: tree.full_name(agency.id),
            block: agency.block.clone(),
            headcount: headcounts.get(&agency.id).map(|known| u64::from(known.people)),
            may_have_none: parents.contains(&agency.id) && tally.entrants == 0,
            tally,
        }
    };
    // The province at the top of an organiser's tree is no agency of its own.
    let is_listed = |agency: &&&Agency| agency.parent_id.is_some() || counted.agencies.contains_key(&agency.id);
    let mut lines: Vec<Line> = shown.filter(is_listed).map(line).collect();
    lines.sort_by_cached_key(|line| (line.block.clone(), contest::text::fold(&line.name)));
    let of = if whose == Whose::ORGANISERS.0 { String::new() } else { format!(" của {}", top.name) };
    let bands = full_rounds.last().map(|round| round.rules.bands_of_reports().to_vec()).unwrap_or_default();
    let words = Words { contest: &contest, of, rounds: &rounds, bands, span: &span.words, now };
    Ok(Some(words.report(asked, &counted, before.as_ref(), &lines)))
}

/// Which time is counted.
struct Span {
    /// `Quý I năm 2026 (từ ngày … đến ngày …)`.
    words: String,
    submitted: Option<(Timestamp, Timestamp)>,
    /// The instant whose headcounts hold: its end, or now.
    ends: Timestamp,
    before: Option<(String, (Timestamp, Timestamp))>,
}

impl Span {
    fn of(about: About, rounds: &[RoundSummary], now: Timestamp) -> Self {
        let opens = rounds.iter().map(|round| round.window.opens).min().unwrap_or(now);
        let closes = rounds.iter().map(|round| round.window.closes).max().unwrap_or(now).min(now);
        match about {
            About::Contest | About::Round(_) => Self {
                words: format!("Số liệu từ {} đến {}", opens.long(), closes.long()),
                submitted: None,
                ends: closes,
                before: None,
            },
            About::Period(period, cut) => {
                let days = period.days(cut);
                let before = period.before();
                let (from, to) = days.instants();
                Self {
                    words: format!("{}, số liệu {}", period.in_words(), days.in_words()),
                    submitted: Some((from, to)),
                    ends: to.min(now),
                    before: Some((before.in_words(), before.days(cut).instants())),
                }
            }
        }
    }
}

/// What is said.
struct Words<'a> {
    contest: &'a Contest,
    /// ` của Sở Nội vụ`; nothing for the whole contest.
    of: String,
    rounds: &'a [RoundSummary],
    /// The lower ends of the bands of scores.
    bands: Vec<u16>,
    span: &'a str,
    now: Timestamp,
}

impl Words<'_> {
    fn report(&self, asked: &Asked, counted: &Counted, before: Option<&(String, Tally)>, lines: &[Line]) -> Report {
        let total = counted.total();
        let about = match (asked.about, self.rounds) {
            (About::Round(_), [round]) => format!("{}, ", round.title),
            (About::Period(period, _), _) => format!("{}, ", period.in_words()),
            _ => String::new(),
        };
        let detail = tables::agencies(lines, "Kết quả theo cơ quan, đơn vị".to_uppercase());
        Report {
            header: asked.header.clone(),
            subject: format!("Kết quả tham gia{}: {about}{}", self.of, self.contest.title),
            period: self.span.to_owned(),
            sections: vec![
                self.participation(counted, &total, before, lines, &detail),
                self.scores(&total),
                Self::absent(lines),
            ],
            appendices: vec![Appendix { label: "Phụ lục".to_owned(), table: detail }],
        }
    }

    fn participation(
        &self,
        counted: &Counted,
        total: &Tally,
        before: Option<&(String, Tally)>,
        lines: &[Line],
        detail: &::reports::Table,
    ) -> Section {
        let taking_part = lines.iter().filter(|line| line.tally.entrants > 0).count();
        let mut paragraphs = vec![format!(
            "Có {} người của {}/{} cơ quan, đơn vị dự thi với {} lượt thi hợp lệ. Số liệu được tính lúc {}.",
            number(total.entrants),
            number(taking_part as u64),
            number(lines.len() as u64),
            number(total.attempts),
            self.now.long(),
        )];
        let totals = detail.totals().unwrap_or_default();
        let unknown = lines.iter().filter(|line| line.headcount.is_none() && !line.may_have_none).count();
        match (totals.get(3), totals.get(6)) {
            (Some(Cell::Count(people)), Some(share @ Cell::Share { .. })) => paragraphs.push(format!(
                "Tỷ lệ cán bộ, công chức, viên chức dự thi đạt {}: {} trên {} người.",
                share.shown(),
                number(total.staff_entrants),
                number(*people),
            )),
            _ if unknown > 0 => paragraphs.push(format!(
                "Chưa tính được tỷ lệ dự thi chung vì {} cơ quan, đơn vị chưa báo số người.",
                number(unknown as u64)
            )),
            _ => {}
        }
        paragraphs.extend(before.map(|(words, before)| compared(words, before, total)));
        let mut tables = vec![tables::blocks(lines)];
        if self.rounds.len() > 1 && !counted.rounds.is_empty() {
            let titles: BTreeMap<i64, &str> =
                self.rounds.iter().map(|round| (round.id, round.title.as_str())).collect();
            let title = |round: i64| titles.get(&round).copied().unwrap_or_default().to_owned();
            tables.push(tables::rounds(counted.rounds.iter().map(|(round, all)| (title(*round), *all)).collect()));
        }
        Section { heading: "I. KẾT QUẢ THAM GIA".to_owned(), paragraphs, tables }
    }

    fn scores(&self, total: &Tally) -> Section {
        let heading = "II. KẾT QUẢ BÀI THI".to_owned();
        let Some(median) = total.median() else {
            return Section { heading, paragraphs: vec!["Chưa có bài thi nào.".to_owned()], tables: Vec::new() };
        };
        let bands: Vec<(String, u64)> =
            Rules::band_labels(&self.bands).into_iter().zip(total.bands(&self.bands)).collect();
        let paragraph = format!(
            "Mỗi người một bài được tính trong mỗi vòng thi: {} bài, điểm trung bình {}, trung vị {}; {} bài ({}) đúng tất cả các câu hỏi.",
            number(total.counted()),
            Cell::share(total.score_sum(), total.counted() * 10_000).shown(),
            Cell::share(u64::from(median), 10_000).shown(),
            number(total.perfect),
            Cell::share(total.perfect, total.counted()).shown(),
        );
        Section { heading, paragraphs: vec![paragraph], tables: vec![tables::bands(&bands, total.counted())] }
    }

    /// Who has had nobody take part, and where to look further.
    fn absent(lines: &[Line]) -> Section {
        let absent: Vec<&str> = lines
            .iter()
            .filter(|line| line.tally.entrants == 0 && !line.may_have_none)
            .map(|line| line.name.as_str())
            .collect();
        let named = absent.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join("; ");
        let sentence = match absent.len() {
            0 => "Tất cả cơ quan, đơn vị đều có người dự thi.".to_owned(),
            count if count > MOST_NAMED => {
                format!("{} cơ quan, đơn vị chưa có người dự thi, trong đó có: {named}.", number(count as u64))
            }
            count => format!("{} cơ quan, đơn vị chưa có người dự thi: {named}.", number(count as u64)),
        };
        Section {
            heading: "III. CƠ QUAN, ĐƠN VỊ CHƯA CÓ NGƯỜI DỰ THI".to_owned(),
            paragraphs: vec![sentence, "Chi tiết theo cơ quan, đơn vị tại Phụ lục kèm theo Báo cáo này./.".to_owned()],
            tables: Vec::new(),
        }
    }
}

fn number(count: u64) -> String {
    group(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The change on what it is compared with.
fn compared(words: &str, before: &Tally, total: &Tally) -> String {
    let change = |now: u64, before: u64| match now.cmp(&before) {
        std::cmp::Ordering::Greater => format!("tăng {}", number(now - before)),
        std::cmp::Ordering::Less => format!("giảm {}", number(before - now)),
        std::cmp::Ordering::Equal => "không đổi".to_owned(),
    };
    let words = words.replacen("Tuần từ", "tuần từ", 1).replacen("Quý", "quý", 1).replacen("Năm", "năm", 1);
    format!(
        "So với {words}: số người dự thi {} (trước đó {}), số lượt thi {} (trước đó {}).",
        change(total.entrants, before.entrants),
        number(before.entrants),
        change(total.attempts, before.attempts),
        number(before.attempts),
    )
}
