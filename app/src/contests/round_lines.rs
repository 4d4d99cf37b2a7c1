//! The rounds of a contest, as organisers list them.

use contest::{
    contests::{RoundState, Window},
    text::group,
};
use leptos::prelude::*;

use crate::{
    components::{Chip, ChipKind, Empty},
    work::{Desk, Work},
};

const NEW: &str = "/ban-to-chuc/vong-thi/moi";

/// A round in the list.
#[derive(Clone, Debug)]
pub struct RoundLine {
    /// Its page.
    pub href: String,
    /// `Tuần 2`.
    pub title: String,
    /// Where it stands.
    pub state: RoundState,
    /// When it is open.
    pub window: Window,
    /// Whether it opens by itself, while it is a draft.
    pub opens_by_itself: bool,
    /// People who have taken part.
    pub entrants: u64,
    /// Their attempts.
    pub attempts: u64,
}

/// How a round's state is coloured; the words say it.
pub(crate) const fn chip(state: RoundState) -> ChipKind {
    match state {
        RoundState::Open => ChipKind::Open,
        RoundState::Draft | RoundState::Provisional => ChipKind::Wait,
        RoundState::Closed => ChipKind::Plain,
        RoundState::Approved | RoundState::Published => ChipKind::Ok,
    }
}

/// The list of rounds, with the way to a new one.
#[component]
pub fn RoundLines(
    rounds: Vec<RoundLine>,
    /// The way to a new one.
    #[prop(into, default = NEW.to_owned())]
    new: String,
) -> impl IntoView {
    if rounds.is_empty() {
        return view! {
            <Empty
                title="Chưa có vòng thi nào"
                text="Hãy tạo vòng thi đầu tiên: đặt tên, giờ mở, giờ đóng và số câu của đề."
                action=Some((new, "Tạo vòng thi".to_owned()))
            />
        }
        .into_any();
    }
    let rows: Vec<_> = rounds.into_iter().map(|round| view! { <Line round/> }).collect();
    view! {
        <ul class="list">{rows}</ul>
        <p class="after"><a class="btn" href=new>"Tạo vòng thi"</a></p>
    }
    .into_any()
}

#[component]
fn Line(round: RoundLine) -> impl IntoView {
    let RoundLine { href, title, state, window, opens_by_itself, entrants, attempts } = round;
    let by_itself = opens_by_itself && state == RoundState::Draft;
    let taken = (state != RoundState::Draft)
        .then(|| view! { <p>{format!("{} người, {} lượt thi", group(entrants as i64), group(attempts as i64))}</p> });
    view! {
        <li>
            <div>
                <p class="row">
                    <Chip kind=chip(state) label=state.label()/>
                    {by_itself.then(|| view! { <Chip kind=ChipKind::Info label="Tự mở đúng giờ"/> })}
                </p>
                <h3>{title.clone()}</h3>
                <p class="muted">{format!("{} – {}", window.opens.long(), window.closes.long())}</p>
                {taken}
            </div>
            <p><a class="btn" href=href>"Xem vòng thi" <span class="vh">" " {title}</span></a></p>
        </li>
    }
}

/// The rounds on a page of their own.
#[component]
pub fn RoundsPage(
    rounds: Vec<RoundLine>,
    /// Where the whole contest is settled, once there is something to settle.
    whole: Option<String>,
    /// The contest that they are of: its page and its title.
    contest: Option<(String, String)>,
) -> impl IntoView {
    view! {
        <Work desk=Desk::Rounds>
            <div class="page-head flow">
                <h1 class="h2">"Vòng thi"</h1>
                <p class="muted">"Mỗi vòng có giờ mở, giờ đóng và ma trận đề riêng cho từng bảng dự thi."</p>
                {contest
                    .map(|(href, title)| view! { <p>"Cuộc thi: " <a href=href>{title}</a></p> })}
            </div>
            <RoundLines rounds/>
            {whole
                .map(|href| {
                    view! { <p class="after"><a class="btn" href=href>"Tổng kết cuộc thi"</a></p> }
                })}
        </Work>
    }
}
