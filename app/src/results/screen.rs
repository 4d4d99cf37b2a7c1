//! Màn hình sảnh: a big screen that nobody touches, 1920×1080.

use contest::{
    Millis, Timestamp,
    text::{group, percent},
};
use leptos::prelude::*;

use crate::components::{Drum, Fact, Facts, Meter, Rank};

/// What a big screen shows.
#[derive(Clone, Debug)]
pub struct ScreenView {
    /// `Tỉnh Lào Cai`.
    pub province: String,
    /// `Tìm hiểu cải cách hành chính`.
    pub contest: String,
    /// `Tuần 2: Thủ tục hành chính`.
    pub round: String,
    /// Where the round stands.
    pub time: ScreenTime,
    /// The outline of the code to scan, and how many modules it is wide with its margin.
    pub code: Option<(String, usize)>,
    /// The address to type, without `https://`.
    pub address: String,
    /// People, attempts, agencies.
    pub facts: Vec<Fact>,
    /// `Đơn vị dẫn đầu`, or those of a block.
    pub title: String,
    /// Those in front; no more than fit.
    pub rows: Vec<ScreenRow>,
    /// Whether places may still change.
    pub provisional: bool,
    /// When it was counted.
    pub counted_at: Timestamp,
}

/// Where a round stands, for those who pass by.
#[derive(Clone, Copy, Debug)]
pub enum ScreenTime {
    /// It opens in so long, at this time.
    Opens(Millis, Timestamp),
    /// It closes in so long, at this time.
    Closes(Millis, Timestamp),
    /// It closed at this time.
    Over(Timestamp),
}

/// One agency.
#[derive(Clone, Debug)]
pub struct ScreenRow {
    /// Ties share a place; none without what it would go by.
    pub place: Option<u32>,
    /// Its name.
    pub name: String,
    /// What decides first: `95,8%`.
    pub figure: String,
    /// People who took part.
    pub people: u64,
    /// Of so many, where that is known.
    pub headcount: Option<u64>,
}

/// The screen; what is within keeps itself current from the address `feed`.
#[component]
pub fn ScreenPage(screen: ScreenView, feed: String) -> impl IntoView {
    view! { <div id="man-hinh" class="live" data-feed=feed><ScreenShot screen/></div> }
}

/// All that a screen shows at one moment.
#[component]
pub fn ScreenShot(screen: ScreenView) -> impl IntoView {
    let ScreenView { province, contest, round, time, code, address, facts, title, rows, .. } = screen;
    let caption = format!("{title}, {} dòng", rows.len());
    let nobody = rows.is_empty();
    let rows: Vec<_> = rows.into_iter().map(|row| view! { <Row row/> }).collect();
    let stands = if screen.provisional { "Kết quả tạm thời" } else { "Kết quả chính thức" };
    view! {
        <aside>
            <Drum/>
            <div>
                <p>{format!("Cuộc thi trực tuyến · {province}")}</p>
                <h1>{contest}</h1>
                <p>{round}</p>
            </div>
            <Time time/>
            <div class="scan">
                {code.map(|(outline, width)| view! { <Code outline width/> })}
                <p><b>"Quét để dự thi"</b> <br/> "hoặc vào" <br/> {address}</p>
            </div>
        </aside>
        <main>
            <Facts facts/>
            <h2 class="band">{title}</h2>
            {if nobody {
                view! { <p>"Bảng có số liệu ngay khi người đầu tiên nộp bài."</p> }.into_any()
            } else {
                view! { <table class="table"><caption class="vh">{caption}</caption><tbody>{rows}</tbody></table> }
                    .into_any()
            }}
            <p class="muted after-s">{format!("{stands}, cập nhật lúc {}", screen.counted_at.long())}</p>
        </main>
    }
}

#[component]
fn Time(time: ScreenTime) -> impl IntoView {
    let (label, left, at) = match time {
        ScreenTime::Opens(left, at) => ("Mở sau", Some(left), format!("Mở lúc {}", at.long())),
        ScreenTime::Closes(left, at) => ("Còn lại", Some(left), format!("Đóng lúc {}", at.long())),
        ScreenTime::Over(at) => ("Vòng thi", None, format!("Đóng lúc {}", at.long())),
    };
    let left = left.map_or_else(|| "Đã đóng".to_owned(), remaining);
    view! { <div><p>{label}</p><p class="count">{left}</p><p>{at}</p></div> }
}

/// `3 ngày 05:17`: days, hours and minutes, a begun minute as a whole one.
fn remaining(left: Millis) -> String {
    let minutes = left.0.max(0).cast_unsigned().div_ceil(60_000);
    let clock = format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60);
    match minutes / (24 * 60) {
        0 => clock,
        days => format!("{days} ngày {clock}"),
    }
}

#[component]
fn Code(outline: String, width: usize) -> impl IntoView {
    view! {
        <svg
            class="qr"
            viewBox=format!("0 0 {width} {width}")
            width="160"
            fill="currentColor"
            shape-rendering="crispEdges"
            role="img"
            aria-label="Mã QR dẫn đến trang dự thi"
        >
            <path d=outline></path>
        </svg>
    }
}

#[component]
fn Row(row: ScreenRow) -> impl IntoView {
    let ScreenRow { place, name, figure, people, headcount } = row;
    let place = place.map_or_else(|| "–".into_any(), |place| view! { <Rank place/> }.into_any());
    let said = match headcount {
        Some(all) => format!("{}/{} người", group(people as i64), group(all as i64)),
        None => format!("{} người", group(people as i64)),
    };
    let meter = headcount.map(|all| {
        let (part, all) = (people.min(all), all.max(1));
        let label = format!("{name}: {}", percent(part, all));
        view! { <Meter label value=part as f64 / all as f64 * 100.0/> }
    });
    view! {
        <tr>
            <td>{place}</td>
            <th scope="row">{name}{meter}</th>
            <td class="num"><b>{figure}</b><small>{said}</small></td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_remains_is_told_to_the_minute() {
        let told =
            [(-5, "00:00"), (1, "00:01"), (60_000, "00:01"), (3_600_000, "01:00"), (277_020_000, "3 ngày 04:57")];
        for (left, text) in told {
            assert_eq!(remaining(Millis(left)), text);
        }
    }
}
