//! Statistics as the pages of an agency and of an organiser show them.

use app::{
    components::Tab,
    reports::{Bar, GroupRow, RoundReport, UnitFigures, UnitRow},
};
use contest::{
    Timestamp,
    accounts::Position,
    agencies::Block,
    contests::{Rules, TrackKind},
    reports::{QuotaMet, Tally},
    text::{group, percent},
};
use engine::reports::{AgencyLine, Statistics, TopicFigures};

use super::day_count;
use crate::paging::Paging;

/// Units on a page.
const SIZE: u64 = 50;
/// The scale of shares: hundredths of a percent.
const WHOLE: u64 = 10_000;

/// What a page knows beside the figures.
pub struct Shown<'a> {
    /// `Tuần 2`, or the contest's name.
    pub title: String,
    /// The rounds that can be chosen.
    pub rounds: Vec<Tab>,
    /// When the round closes, while it is open.
    pub closes: Option<Timestamp>,
    /// The rules by which scores have bands.
    pub rules: &'a Rules,
    /// Where headcounts are entered.
    pub headcounts: &'static str,
    /// Whether a headcount says anything about those who are looked at.
    pub has_headcount: bool,
    /// How the topics of the round did; `None` of a whole contest.
    pub topics: Option<Vec<TopicFigures>>,
    /// The page that is asked for.
    pub page: u32,
    /// The address without the page.
    pub href: String,
}

/// Figures with the words and pictures around them.
pub fn report(shown: Shown<'_>, counted: Statistics) -> RoundReport {
    let Shown { title, rounds, closes, rules, headcounts, has_headcount, topics, page, href } = shown;
    let Statistics { lines, total, headcount, before, days, today, as_of, .. } = counted;
    let paging = Paging::of(page, lines.len() as u64, SIZE);
    let figures = |tally: &Tally, headcount: Option<u64>| figures(tally, headcount.filter(|_| has_headcount));
    let blocks = counted.blocks.into_iter();
    let no_minimum = rules.minimum_participation_percent.filter(|_| has_headcount);
    RoundReport {
        round: title,
        rounds,
        as_of,
        closes,
        headcounts: has_headcount.then_some(headcounts),
        total: figures(&total, headcount),
        today: (today.entrants, today.attempts),
        before: before.map(|before| figures(&before, None)),
        minimum_percent: no_minimum,
        days: days.iter().map(day_count).collect(),
        bands: bands(&total, rules.bands_of_reports()),
        compared: if has_headcount { compared(&lines) } else { Vec::new() },
        blocks: blocks
            .map(|block| GroupRow {
                label: Block::label(&block.key).to_owned(),
                figures: figures(&block.tally, block.headcount),
            })
            .collect(),
        tracks: counted.tracks.iter().map(|of| group_row(TrackKind::label(of.key), &of.tally)).collect(),
        positions: counted.positions.iter().map(|of| group_row(Position::label(of.key), &of.tally)).collect(),
        topics: topics.map(|topics| topics.into_iter().map(topic).collect()),
        units: paging.slice(units(lines, &figures), SIZE),
        page: paging.page,
        pages: paging.pages,
        href,
    }
}

/// What people did, as pages show it.
fn figures(tally: &Tally, headcount: Option<u64>) -> UnitFigures {
    UnitFigures {
        entrants: tally.entrants,
        staff_entrants: tally.staff_entrants,
        attempts: tally.attempts,
        mean: tally.mean(),
        median: tally.median(),
        perfect: (tally.perfect, tally.counted()),
        headcount: headcount.filter(|people| *people > 0),
    }
}

fn group_row(label: &str, tally: &Tally) -> GroupRow {
    GroupRow { label: label.to_owned(), figures: figures(tally, None) }
}

/// The scores that count in their bands; nothing before the first.
fn bands(total: &Tally, lowest: &[u16]) -> Vec<Bar> {
    let counted = total.counted();
    if counted == 0 {
        return Vec::new();
    }
    let bar = |(label, count): (String, u64)| Bar {
        label,
        value: count,
        shown: group(count as i64),
        more: percent(count, counted),
    };
    Rules::band_labels(lowest).into_iter().zip(total.bands(lowest)).map(bar).collect()
}

/// Those directly below the agency at the top, with everything below them, by participation: more comes first.
fn compared(lines: &[AgencyLine]) -> Vec<Bar> {
    let bar = |line: &AgencyLine| {
        let people = line.whole_headcount.filter(|people| *people > 0)?;
        let part = line.whole.staff_entrants.min(people);
        Some(Bar {
            label: line.name.clone(),
            value: part * WHOLE / people,
            shown: percent(part, people),
            more: format!("{}/{}", group(part as i64), group(people as i64)),
        })
    };
    let mut bars: Vec<Bar> = lines.iter().filter(|line| line.depth == 1).filter_map(bar).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.value));
    bars
}

fn topic(topic: TopicFigures) -> Bar {
    Bar {
        label: topic.topic.unwrap_or_else(|| "Không có lĩnh vực".to_owned()),
        value: u64::from(topic.earned),
        shown: percent(u64::from(topic.earned), WHOLE),
        more: group(topic.questions as i64),
    }
}

/// The lines as rows; a unit below another unit says below which.
fn units(lines: Vec<AgencyLine>, figures: &impl Fn(&Tally, Option<u64>) -> UnitFigures) -> Vec<UnitRow> {
    let mut above: Vec<String> = Vec::new();
    let depths: Vec<u16> = lines.iter().map(|line| line.depth).collect();
    let row = |(place, line): (usize, AgencyLine)| {
        let depth = usize::from(line.depth);
        above.resize(depth, String::new());
        // The viewer's own agency goes without saying.
        let within = if depth > 1 { above.last().filter(|name| !name.is_empty()).cloned() } else { None };
        above.push(line.name.clone());
        let has_units = depths.get(place + 1).is_some_and(|next| *next > line.depth);
        UnitRow {
            within,
            since: line.headcount.map(|headcount| headcount.since.local().date.short_date()),
            figures: figures(&line.own, line.headcount.map(|headcount| u64::from(headcount.people))),
            whole: has_units.then(|| figures(&line.whole, line.whole_headcount)),
            before: line.before.map(|before| before.entrants),
            quotas: line.quotas.iter().map(quota).collect(),
            name: line.name,
        }
    };
    lines.into_iter().enumerate().map(row).collect()
}

/// `Lãnh đạo cơ quan, đơn vị: 1 người dự thi, cần 2, chưa đạt.`
fn quota(quota: &QuotaMet) -> String {
    let (position, have) = (quota.position.label(), group(quota.have as i64));
    match (quota.need, quota.is_met()) {
        (Some(need), Some(true)) => format!("{position}: {have} người dự thi, cần {need}, đã đạt."),
        (Some(need), _) => format!("{position}: {have} người dự thi, cần {need}, chưa đạt."),
        (None, _) => format!("{position}: {have} người dự thi; đơn vị chưa báo có bao nhiêu người."),
    }
}

#[cfg(test)]
mod tests {
    use contest::agencies::AgencyKind;

    use super::*;

    fn line(name: &str, depth: u16) -> AgencyLine {
        AgencyLine {
            agency_id: 0,
            code: String::new(),
            name: name.to_owned(),
            kind: AgencyKind::Other,
            block: String::new(),
            depth,
            headcount: None,
            own_headcount: None,
            own: Tally::default(),
            whole: Tally::default(),
            before: None,
            whole_headcount: None,
            quotas: Vec::new(),
        }
    }

    #[test]
    fn a_unit_says_below_which_unit_it_stands() {
        let lines = vec![line("Sở", 0), line("Chi cục", 1), line("Trạm", 2), line("Trung tâm", 1), line("Tổ", 2)];
        let rows = units(lines, &figures);
        let within: Vec<Option<&str>> = rows.iter().map(|row| row.within.as_deref()).collect();
        assert_eq!(within, [None, None, Some("Chi cục"), None, Some("Trung tâm")]);
        let has_units: Vec<bool> = rows.iter().map(|row| row.whole.is_some()).collect();
        assert_eq!(has_units, [true, true, false, true, false]);
        let alone = units(vec![line("Trạm", 2)], &figures);
        assert_eq!(alone.first().and_then(|row| row.within.clone()), None, "those above are filtered out");
    }

    #[test]
    fn agencies_are_compared_with_all_their_people_where_these_are_known() {
        let with = |name: &str, depth, staff, people| AgencyLine {
            whole: Tally { staff_entrants: staff, ..Tally::default() },
            whole_headcount: people,
            ..line(name, depth)
        };
        let lines =
            [with("Tỉnh", 0, 9, None), with("A", 1, 3, Some(6)), with("B", 1, 9, None), with("C", 1, 7, Some(5))];
        let bars: Vec<_> = compared(&lines).into_iter().map(|bar| (bar.label, bar.shown, bar.more)).collect();
        let bar = |label: &str, shown: &str, more: &str| (label.to_owned(), shown.to_owned(), more.to_owned());
        assert_eq!(bars, [bar("C", "100%", "5/5"), bar("A", "50%", "3/6")]);
    }

    #[test]
    fn a_quota_says_what_is_missing() {
        let met = |need| quota(&QuotaMet { prizes: String::new(), position: Position::Leader, have: 1, need });
        assert_eq!(met(Some(1)), "Lãnh đạo cơ quan, đơn vị: 1 người dự thi, cần 1, đã đạt.");
        assert_eq!(met(Some(2)), "Lãnh đạo cơ quan, đơn vị: 1 người dự thi, cần 2, chưa đạt.");
        assert_eq!(met(None), "Lãnh đạo cơ quan, đơn vị: 1 người dự thi; đơn vị chưa báo có bao nhiêu người.");
    }
}
