//! What a poster and the message to a chat say.

use contest::{Timestamp, agencies::LinkCode, text::group, time::in_words};
use engine::{agencies::Agency, results};
use print::poster::Poster;

use crate::{
    contests::glance::{Glance, glance},
    error::PageError,
    results::certificate_text::without_scheme,
    state::AppState,
};

/// What there is to say of an agency in the contest.
pub(super) struct Words {
    /// Its name, with the one above it.
    pub(super) agency: String,
    /// How it stands in the round that is spoken of; `None` while nobody has taken part.
    pub(super) standing: Option<String>,
    contest: String,
    province: String,
    year: i32,
    /// From when to when.
    window: Option<String>,
    /// `Làm 20 câu trong 20 phút`.
    paper: String,
    address: String,
    typed: String,
    phone: String,
}

/// An address as people type it.
pub(super) fn typed_address(state: &AppState, link: &LinkCode) -> String {
    format!("{}/m/{link}", without_scheme(&state.config.public_url))
}

impl Words {
    pub(super) async fn new(state: &AppState, agency: &Agency, link: &LinkCode) -> Result<Self, PageError> {
        let (glance, now) = (glance(state).await?, state.engine.now());
        let first = glance.rounds.iter().map(|round| round.window.opens).min();
        let last = glance.rounds.iter().map(|round| round.window.closes).max();
        let window = first.zip(last).map(|(from, to)| format!("Từ {} đến {}", from.short_date(), to.long()));
        Ok(Self {
            agency: super::super::full_name(state, agency.id).await?,
            standing: standing(state, agency.id, &glance, now).await?,
            contest: glance.contest.title.clone(),
            province: state.site.province.clone(),
            year: now.local().date.year,
            window,
            paper: paper(&glance),
            address: format!("{}/m/{link}", state.config.public_url),
            typed: typed_address(state, link),
            phone: state.site.phone.clone(),
        })
    }

    pub(super) fn poster(&self) -> Poster {
        let mut foot: Vec<String> = self.window.iter().cloned().collect();
        if !self.phone.is_empty() {
            foot.push(format!("Hỗ trợ: {}", self.phone));
        }
        Poster {
            above_title: format!("Cuộc thi trực tuyến · {} · {}", self.province, self.year),
            // A line does not end inside of what belongs together.
            title: self.contest.replace("cải cách hành chính", "cải\u{a0}cách\u{a0}hành\u{a0}chính"),
            call: "Quét mã để dự thi cùng".to_owned(),
            agency: self.agency.clone(),
            standing: self.standing.clone(),
            address: self.address.clone(),
            or_type: "Không quét được? Gõ địa chỉ".to_owned(),
            typed: self.typed.clone(),
            steps: ["Mở máy ảnh, đưa vào mã".to_owned(), "Đăng ký, mất một phút".to_owned(), self.paper.clone()],
            foot,
        }
    }

    /// A text for a chat.
    pub(super) fn message(&self) -> String {
        let mut lines = vec![
            format!("{} mời bạn dự thi “{}”, {}.", self.agency, self.contest, self.province),
            format!("{}, ngay trên điện thoại, không cần cài đặt gì.", self.paper),
        ];
        lines.extend(self.window.as_ref().map(|window| format!("{window}.")));
        lines.push(format!("Bấm vào đây để đăng ký và vào thi: {}", self.address));
        lines.join("\n")
    }
}

fn paper(glance: &Glance) -> String {
    let duration = glance.rules.as_ref().map(|rules| in_words(rules.rules.duration));
    match (glance.questions, duration) {
        (Some(questions), Some(duration)) => format!("Làm {questions} câu trong {duration}"),
        (None, Some(duration)) => format!("Làm bài trong {duration}"),
        _ => "Làm bài ngay trên điện thoại".to_owned(),
    }
}

async fn standing(state: &AppState, agency: i64, glance: &Glance, now: Timestamp) -> Result<Option<String>, PageError> {
    let Some(latest) = glance.latest(now) else { return Ok(None) };
    let Some(round) = state.engine.rounds.get(&state.engine.db.read, latest.id, now).await? else { return Ok(None) };
    let board = results::agencies(&state.engine, &round).await?;
    let ranked = board.lines.iter().filter(|line| line.rank.is_some()).count() as i64;
    let Some(line) = board.lines.iter().find(|line| line.agency == agency) else { return Ok(None) };
    let place = line.rank.map(|rank| format!(", thứ {} trong {} đơn vị", group(rank as i64), group(ranked)));
    Ok(Some(format!(
        "{} người đã dự thi{}, tính đến {}",
        group(line.entrants as i64),
        place.unwrap_or_default(),
        now.long(),
    )))
}
