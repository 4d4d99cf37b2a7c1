//! The front page: the open round first, its button above the fold on a phone.

use contest::{
    Timestamp,
    text::{group, percent},
    time::in_words,
};
use leptos::prelude::*;

use crate::{
    banks::PRACTICE,
    components::{Chip, ChipKind, Drum, Fact, Facts, Icon, IconName, Meter, Rank, Steps},
};

/// What the front page shows.
#[derive(Clone, Debug)]
pub struct HomeView {
    /// Above the title: `Cuộc thi trực tuyến tỉnh Lào Cai, 2026`.
    pub kicker: String,
    /// The contest's title.
    pub title: String,
    /// The promise, in one or two sentences.
    pub lead: String,
    /// When the page is seen.
    pub now: Timestamp,
    /// The round to take now, or the next one.
    pub round: Option<OpenRound>,
    /// People who have taken part.
    pub people: u64,
    /// Agencies with someone who has.
    pub agencies: u64,
    /// All agencies.
    pub agencies_total: u64,
    /// The other rounds.
    pub rounds: Vec<RoundRow>,
    /// The published results of the whole contest.
    pub whole: Option<String>,
    /// The agencies in front.
    pub leaders: Vec<LeaderRow>,
    /// A few entries of the handbook.
    pub entries: Vec<EntryLink>,
    /// How many there are.
    pub entries_total: u32,
    /// Whether anything is kept for practice.
    pub practice: bool,
}

/// The round of the first screen.
#[derive(Clone, Debug)]
pub struct OpenRound {
    /// For its address.
    pub id: i64,
    /// `Tuần 2: Thủ tục hành chính và dịch vụ công`.
    pub title: String,
    /// `Vòng 2 trong 4`.
    pub place: String,
    /// What can be done about it now.
    pub action: RoundAction,
    /// `20 câu và 1 câu dự đoán · 20 phút · tối đa 3 lượt`.
    pub facts: String,
}

/// What someone can do about a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RoundAction {
    /// Wait until it opens.
    Opens(Timestamp),
    /// Take it, until then.
    Enter(Timestamp),
    /// Go on with an attempt under way, until its deadline.
    Resume(Timestamp),
}

/// A round in the list.
#[derive(Clone, Debug)]
pub struct RoundRow {
    /// `Tuần 1: Những vấn đề chung`.
    pub title: String,
    /// `4/5 – 10/5/2026 · 6.218 người dự thi`.
    pub line: String,
    /// `Đã đóng`.
    pub state: String,
    /// Whether it has not begun.
    pub is_ahead: bool,
    /// Address and label of what there is to see.
    pub link: Option<(String, String)>,
}

/// An agency in front.
#[derive(Clone, Debug)]
pub struct LeaderRow {
    /// Ties share a place; none without a headcount to rank by.
    pub place: Option<u32>,
    /// The agency.
    pub name: String,
    /// People who have taken part: of its staff where the headcount is known, else all.
    pub people: u64,
    /// Its staff; `None` when nobody has said how many.
    pub headcount: Option<u64>,
}

/// An entry of the handbook.
#[derive(Clone, Debug)]
pub struct EntryLink {
    /// Its number.
    pub number: u32,
    /// Its question.
    pub question: String,
}

/// The front page.
#[component]
pub fn HomePage(home: HomeView) -> impl IntoView {
    let HomeView { kicker, title, lead, now, round, people, agencies, agencies_total, rounds, whole, .. } = home;
    let facts = vec![
        Fact::new(group(people as i64), "người đã dự thi"),
        Fact::of(group(agencies as i64), agencies_total, "đơn vị tham gia"),
    ];
    view! {
        <section class="hero" aria-labelledby="tieu-de">
            <Drum/>
            <div class="wrap split">
                <div class="flow">
                    <p class="kicker">{kicker}</p>
                    <h1 id="tieu-de">{title}</h1>
                    <p class="lead">{lead}</p>
                </div>
                {round.map(|round| view! { <RoundCard round now/> })}
                <Facts facts/>
            </div>
        </section>
        <div class="wrap">
            {(!rounds.is_empty()).then(|| view! { <Rounds rounds whole/> })}
            <section class="section" aria-labelledby="ba-buoc">
                <h2 id="ba-buoc">"Dự thi trong ba bước"</h2>
                <Steps steps=steps()/>
            </section>
            <div class="section split">
                <Leaders leaders=home.leaders total=agencies_total/>
                <HandbookCorner entries=home.entries total=home.entries_total practice=home.practice/>
            </div>
        </div>
    }
}

fn steps() -> Vec<(String, String)> {
    [
        ("Đăng ký một lần", "Nhập họ tên, ngày sinh, số điện thoại và chọn đơn vị. Mất khoảng một phút."),
        ("Đọc sổ tay, làm bài", "Câu trả lời được lưu ngay. Mất mạng giữa chừng vẫn làm tiếp được."),
        ("Xem điểm và thứ hạng", "Biết điểm ngay khi nộp bài và thấy mình đứng ở đâu trong đơn vị, trong tỉnh."),
    ]
    .map(|(title, text)| (title.to_owned(), text.to_owned()))
    .into()
}

#[component]
fn RoundCard(round: OpenRound, now: Timestamp) -> impl IntoView {
    let OpenRound { id, title, place, action, facts } = round;
    let (kind, state, until, verb, button) = match action {
        RoundAction::Opens(at) => (ChipKind::Wait, "Sắp mở", at, "Mở lúc", "Xem thể lệ vòng này"),
        RoundAction::Enter(at) => (ChipKind::Open, "Đang mở", at, "Đóng lúc", "Vào thi"),
        RoundAction::Resume(at) => (ChipKind::Open, "Bạn đang làm bài", at, "Hết giờ lúc", "Làm bài tiếp"),
    };
    view! {
        <article class="card focus flow" aria-labelledby="vong-nay">
            <p class="row between"><Chip kind label=state/><span class="muted small">{place}</span></p>
            <h2 class="h3" id="vong-nay">{title}</h2>
            <p>
                <span class="muted">"Còn "</span>
                <b class="nums">{in_words(until - now)}</b>
                <br/>
                <span class="small muted">{verb} " " <time datetime=iso(until)>{until.long()}</time></span>
            </p>
            <p>
                <a class="btn primary block" href=format!("/thi/{id}")>{button} <Icon name=IconName::Arrow/></a>
            </p>
            <p class="small muted">{facts}</p>
        </article>
    }
}

/// What `<time datetime>` wants.
fn iso(at: Timestamp) -> String {
    at.local().to_string()
}

#[component]
fn Rounds(rounds: Vec<RoundRow>, whole: Option<String>) -> impl IntoView {
    let rows: Vec<_> = rounds
        .into_iter()
        .map(|RoundRow { title, line, state, is_ahead, link }| {
            let kind = if is_ahead { ChipKind::Wait } else { ChipKind::Plain };
            view! {
                <li>
                    <div><h3>{title}</h3><p class="muted">{line}</p></div>
                    <p class="row">
                        <Chip kind label=state/>
                        {link.map(|(href, label)| view! { <a href=href>{label}</a> })}
                    </p>
                </li>
            }
        })
        .collect();
    view! {
        <section class="section" aria-labelledby="cac-vong">
            <h2 id="cac-vong">"Các vòng thi"</h2>
            <ol class="list">{rows}</ol>
            {whole
                .map(|href| {
                    view! { <p class="after"><a class="btn" href=href>"Xem kết quả tổng kết cuộc thi"</a></p> }
                })}
        </section>
    }
}

#[component]
fn Leaders(leaders: Vec<LeaderRow>, total: u64) -> impl IntoView {
    let empty = leaders.is_empty();
    let rows: Vec<_> = leaders
        .into_iter()
        .map(|LeaderRow { place, name, people, headcount }| {
            let place = place.map_or_else(|| "–".into_any(), |place| view! { <Rank place/> }.into_any());
            let said = group(people as i64);
            let (line, share, figure) = match headcount {
                Some(all) => (
                    format!("{said} trong {} người dự thi", group(all as i64)),
                    Some(people.min(all) as f64 / all.max(1) as f64 * 100.0),
                    percent(people.min(all), all),
                ),
                None => ("Chưa báo số người".to_owned(), None, format!("{said} người")),
            };
            let label = format!("Tỷ lệ dự thi {name}");
            view! {
                <tr>
                    <td>{place}</td>
                    <th scope="row">
                        {name}
                        <small>{line}</small>
                        {share.map(|value| view! { <Meter label value/> })}
                    </th>
                    <td class="num"><b>{figure}</b></td>
                </tr>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="dan-dau">
            <h2 class="band" id="dan-dau">"Đơn vị dẫn đầu"</h2>
            {if empty {
                view! { <p class="muted">"Chưa có đơn vị nào có người dự thi. Đơn vị bạn có thể là đầu tiên."</p> }.into_any()
            } else {
                view! {
                    <div class="table-wrap">
                        <table class="table">
                            <caption class="vh">"Đơn vị có tỷ lệ dự thi cao nhất, rồi nhiều người dự thi nhất; số liệu tạm thời"</caption>
                            <thead>
                                <tr>
                                    <th scope="col">"Hạng"</th>
                                    <th scope="col">"Đơn vị"</th>
                                    <th scope="col" class="num">"Dự thi"</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                }
                    .into_any()
            }}
            <p class="after"><a href="/xep-hang/don-vi">{format!("Xem đủ {total} đơn vị")}</a></p>
        </section>
    }
}

#[component]
fn HandbookCorner(entries: Vec<EntryLink>, total: u32, practice: bool) -> impl IntoView {
    let links: Vec<_> = entries
        .into_iter()
        .map(|EntryLink { number, question }| {
            view! { <li><a href=format!("/so-tay/cau/{number}")>{question}</a></li> }
        })
        .collect();
    view! {
        <section aria-labelledby="so-tay" class="flow">
            <h2 class="band" id="so-tay">"Sổ tay hỏi – đáp"</h2>
            <p class="muted">{format!("{total} câu hỏi, câu trả lời ngắn, có căn cứ pháp lý. Đọc trước khi thi.")}</p>
            <ul class="links">{links}</ul>
            <p class="row">
                <a class="btn" href="/so-tay">"Mở sổ tay"</a>
                {practice.then(|| view! { <a class="btn" href=PRACTICE>"Luyện tập"</a> })}
            </p>
        </section>
    }
}
