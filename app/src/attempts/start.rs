//! Before the paper: what to know, and the button that starts the clock.

use contest::{Timestamp, contests::Refusal, time::in_words};
use leptos::prelude::*;

use crate::components::{Crumbs, Fact, Facts, Notice, NoticeKind};

/// What the page before a paper shows.
#[derive(Clone, Debug)]
pub struct StartView {
    /// For its addresses.
    pub round_id: i64,
    /// `Tuần 2: Thủ tục hành chính và dịch vụ công`.
    pub title: String,
    /// When the page is seen.
    pub now: Timestamp,
    /// When the round closes.
    pub closes: Timestamp,
    /// Questions, minutes, attempts.
    pub facts: Vec<Fact>,
    /// The rules as sentences, from `Rules::describe`.
    pub rules: Vec<String>,
    /// What the visitor was given beyond the rules, in sentences.
    pub given: Vec<String>,
    /// Whether the prediction is asked once the score is shown.
    pub predicts_later: bool,
    /// An attempt whose prediction is still to be made.
    pub to_predict: Option<i64>,
    /// What the visitor can do.
    pub state: StartState,
}

/// What the visitor can do about a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartState {
    /// Nobody is signed in.
    SignedOut,
    /// An attempt may begin.
    Ready {
        /// Which one it would be, from 1.
        attempt: u16,
        /// How many there are, unless there is no limit.
        allowed: Option<u16>,
    },
    /// An attempt is under way, here or on another device.
    Resume {
        /// When its time is up.
        deadline: Timestamp,
    },
    /// No attempt may begin.
    Refused(Refusal),
}

/// The rules to read, and the one button that there is.
#[component]
pub fn StartPage(start: StartView) -> impl IntoView {
    let StartView { round_id, title, now, closes, facts, rules, given, predicts_later, to_predict, state } = start;
    let given: Vec<_> = given.into_iter().map(|given| view! { <p>{given}</p> }).collect();
    let rules: Vec<_> = rules.into_iter().map(|rule| view! { <li>{rule}</li> }).collect();
    view! {
        <div class="wrap">
            <Crumbs here=title.clone()/>
            <div class="page-head flow">
                <h1>{title}</h1>
                <p class="lead">"Đóng lúc " <time datetime=closes.local().to_string()>{closes.long()}</time></p>
            </div>
            <div class="split">
                // First on phones, at the side on wide screens.
                <section class="card focus flow first" aria-label="Vào thi">
                    {(!given.is_empty()).then(|| view! { <Notice kind=NoticeKind::Ok>{given}</Notice> })}
                    {to_predict.map(|attempt| view! { <ToPredict attempt/> })}
                    <Action round_id state now/>
                </section>
                <div class="body flow">
                    <Facts facts class="card"/>
                    <h2 class="band">"Đọc trước khi bắt đầu"</h2>
                    <ul class="prose">
                        <li>"Đồng hồ chạy ngay khi bạn bấm nút, và không dừng khi bạn rời trang."</li>
                        <li>"Mỗi câu trả lời được lưu ngay. Mất mạng hay mất điện, bạn mở lại là làm tiếp được."</li>
                        <li>"Chỉ làm bài trên một máy. Mở ở máy khác thì máy cũ dừng lại."</li>
                        <li>"Hết giờ, hệ thống tự nộp các câu đã lưu."</li>
                        {predicts_later
                            .then(|| view! { <li>"Nộp bài xong, bạn xem điểm rồi gửi số dự đoán ở trang kết quả."</li> })}
                        {rules}
                    </ul>
                    <p><a href="/so-tay">"Ôn lại sổ tay hỏi – đáp"</a></p>
                </div>
            </div>
        </div>
    }
}

#[component]
fn ToPredict(attempt: i64) -> impl IntoView {
    view! {
        <Notice kind=NoticeKind::Wait>
            <p>
                "Bạn đã nộp bài nhưng chưa gửi số dự đoán. "
                <a href=format!("/ket-qua/{attempt}")>"Xem điểm và gửi số dự đoán"</a>
            </p>
        </Notice>
    }
}

#[component]
fn Action(round_id: i64, state: StartState, now: Timestamp) -> impl IntoView {
    match state {
        StartState::SignedOut => view! {
            <h2 class="h3">"Bạn cần đăng ký trước"</h2>
            <p>"Chỉ đăng ký một lần, mất khoảng một phút."</p>
            <p><a class="btn primary block" href=format!("/dang-ky?tiep=/thi/{round_id}")>"Đăng ký dự thi"</a></p>
            <p><a href=format!("/dang-nhap?tiep=/thi/{round_id}")>"Tôi đã đăng ký, đăng nhập"</a></p>
        }
        .into_any(),
        StartState::Ready { attempt, allowed } => {
            let line = match allowed {
                Some(allowed) => format!("Lượt {attempt} trong {allowed}"),
                None => format!("Lượt {attempt}"),
            };
            view! {
                <h2 class="h3">{line}</h2>
                <p>"Hãy bắt đầu khi bạn có đủ thời gian và chỗ ngồi yên tĩnh."</p>
                <StartButton round_id label="Bắt đầu làm bài"/>
                <p class="muted small">"Bấm nút là tính một lượt thi."</p>
            }
            .into_any()
        }
        StartState::Resume { deadline } => view! {
            <h2 class="h3">"Bạn đang làm dở một bài"</h2>
            <p>
                "Còn " <b class="nums">{in_words(deadline - now)}</b> ", hết giờ lúc "
                <time datetime=deadline.local().to_string()>{format!("{}.", deadline.long())}</time>
            </p>
            <StartButton round_id label="Làm bài tiếp ở máy này"/>
            <p class="muted small">"Các câu đã lưu vẫn còn. Nếu bài đang mở ở máy khác, máy đó sẽ dừng lại."</p>
        }
        .into_any(),
        StartState::Refused(refusal) => {
            let kind = if matches!(refusal, Refusal::NotYetOpen(_)) { NoticeKind::Wait } else { NoticeKind::Info };
            view! {
                <Notice kind><p>{refusal.to_string()}</p></Notice>
                <p><a class="btn block" href="/so-tay">"Đọc sổ tay"</a></p>
                <p><a class="btn block" href="/xep-hang">"Xem bảng xếp hạng"</a></p>
            }
            .into_any()
        }
    }
}

#[component]
fn StartButton(round_id: i64, label: &'static str) -> impl IntoView {
    view! {
        <form method="post" action=format!("/thi/{round_id}/bat-dau")>
            <button class="btn primary block">{label}</button>
        </form>
    }
}
