//! Kết quả: what became of one attempt.

use contest::{Millis, Timestamp, attempts::Seed, banks::points as in_points, text::group, time::in_words};
use leptos::prelude::*;

use super::{
    complain::{ComplaintView, Complaints},
    medal::Medal,
    prediction::{PredictionCard, PredictionDone, PredictionSection},
};
use crate::{
    components::{Fact, Facts, Meter, Notice, NoticeKind},
    reports::{PlaceChart, RoundPlace},
};

/// What the page of a result shows.
#[derive(Clone, Debug)]
pub struct ResultView {
    /// `Tuần 2 · Lượt 2 trong 3`.
    pub kicker: String,
    /// When it was submitted.
    pub submitted_at: Timestamp,
    /// Whether the server submitted it when time was up.
    pub by_deadline: bool,
    /// Right answers and time.
    pub score: ScoreView,
    /// Places, as far as they are known.
    pub standings: Vec<Standing>,
    /// Their places in the rounds that were counted; none while there are not two to compare.
    pub history: Vec<RoundPlace>,
    /// Why places may still change; `None` once they stand.
    pub provisional: Option<String>,
    /// The prediction that is asked now or was made, if the rules ask for one.
    pub prediction: Option<PredictionCard>,
    /// What just became of a prediction that was sent.
    pub predicted: Option<PredictionDone>,
    /// What was right, topic by topic; none when the rules keep that back.
    pub topics: Vec<TopicRow>,
    /// Whether another attempt may follow.
    pub next: NextAttempt,
    /// Where the board is.
    pub board: String,
    /// The certificate of taking part, once the results are published.
    pub certificate: Option<String>,
    /// What the paper was drawn by.
    pub check: PaperCheck,
    /// What was decided about questions of the paper since, a sentence for each.
    pub corrections: Vec<String>,
    /// The page of the paper with the right answers, once the rules show them.
    pub paper: Option<String>,
    /// The page of complaints about this attempt, while they may come in, and until when.
    pub complain: Option<(String, Timestamp)>,
    /// What was filed about this attempt.
    pub complaints: Vec<ComplaintView>,
    /// What has just been done, in a sentence.
    pub done: Option<&'static str>,
}

/// The two numbers that decide a paper. Neither says anything of the key.
#[derive(Clone, Copy, Debug)]
pub struct PaperCheck {
    /// The version of the round's question list.
    pub plan: i64,
    /// Mã sinh đề.
    pub seed: Seed,
}

/// Right answers and time.
#[derive(Clone, Debug)]
pub struct ScoreView {
    /// Questions answered wholly right.
    pub correct: u32,
    /// Questions on the paper.
    pub total: u32,
    /// What was earned and what the paper is worth, in hundredths of a point, where that is not the same.
    pub points: Option<(u32, u32)>,
    /// The time taken.
    pub duration: Millis,
    /// Whether this attempt is the one that counts.
    pub counts: bool,
    /// Whether it may count at all: the organiser has not declared it invalid.
    pub valid: bool,
    /// Right answers more (or fewer) than in the attempt before.
    pub change: Option<i32>,
}

/// A place among others.
#[derive(Clone, Debug)]
pub struct Standing {
    /// `hạng tại đơn vị`.
    pub label: String,
    /// The place.
    pub place: u64,
    /// Among how many.
    pub of: u64,
}

/// One topic.
#[derive(Clone, Debug)]
pub struct TopicRow {
    /// Lĩnh vực.
    pub topic: String,
    /// Right answers.
    pub correct: u32,
    /// Questions.
    pub total: u32,
    /// Where the handbook has it.
    pub handbook: Option<String>,
    /// Where it is practised.
    pub practice: Option<String>,
}

/// Whether another attempt may follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextAttempt {
    /// So many are left (`None`: no limit), until then.
    Left {
        /// The round.
        round_id: i64,
        /// Attempts left.
        left: Option<u16>,
        /// When the round closes.
        until: Timestamp,
    },
    /// All are used.
    Used,
    /// The round is over.
    Closed,
}

/// The result: what was achieved, where it leads to.
#[component]
pub fn ResultPage(result: ResultView) -> impl IntoView {
    let ResultView { kicker, submitted_at, by_deadline, score, standings, provisional, topics, next, .. } = result;
    let (board, check, certificate) = (result.board, result.check, result.certificate);
    let (corrections, history) = (result.corrections, result.history);
    let ResultView { paper, complain, complaints, done, .. } = result;
    let verb = if by_deadline { "Hết giờ, tự nộp lúc" } else { "Nộp lúc" };
    view! {
        <div class="wrap">
            <div class="page-head flow">
                <p class="kicker">
                    {kicker} " · " {verb} " "
                    <time datetime=submitted_at.local().to_string()>{submitted_at.long()}</time>
                </p>
                <h1>"Đã nhận bài của bạn"</h1>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
            </div>
            <div class="split">
                <div>
                    <Score score standings provisional/>
                    {(!history.is_empty()).then(|| view! { <History places=history/> })}
                    <PredictionSection card=result.prediction done=result.predicted/>
                    <Corrections corrections/>
                    {(!topics.is_empty()).then(|| view! { <Topics topics/> })}
                </div>
                <aside class="flow">
                    <Next next/>
                    {(!complaints.is_empty()).then(|| view! { <Complaints filed=complaints/> })}
                    {paper.map(|href| view! { <p><a class="btn block" href=href>"Xem bài làm và đáp án"</a></p> })}
                    {complain.map(|(href, until)| view! { <Complain href until/> })}
                    <section class="card flow">
                        <h2 class="h3">"Xem mình đứng ở đâu"</h2>
                        <p>"Bảng xếp hạng cá nhân và đơn vị được cập nhật khi có bài mới."</p>
                        <p><a class="btn block" href=board>"Xem bảng xếp hạng"</a></p>
                    </section>
                    {certificate.map(|href| view! { <Certificate href/> })}
                    <section class="card flow">
                        <h2 class="h3">"Các lượt thi của bạn"</h2>
                        <p><a href="/cua-toi">"Xem tất cả ở trang Của tôi"</a></p>
                    </section>
                    <Check check/>
                </aside>
            </div>
        </div>
    }
}

#[component]
fn Certificate(href: String) -> impl IntoView {
    view! {
        <section class="card flow">
            <h2 class="h3">"Giấy chứng nhận"</h2>
            <p>"Chứng nhận bạn đã hoàn thành bài dự thi. Nếu đạt giải, giấy chứng nhận giải ở trang Của tôi."</p>
            <p><a class="btn block" href=href download="">"Tải giấy chứng nhận (PDF)"</a></p>
        </section>
    }
}

#[component]
fn History(places: Vec<RoundPlace>) -> impl IntoView {
    view! {
        <section class="section flow" aria-labelledby="qua-cac-vong">
            <h2 class="h3" id="qua-cac-vong">"Thứ hạng của bạn qua các vòng"</h2>
            <PlaceChart places whose="bạn" with="Câu đúng"/>
        </section>
    }
}

#[component]
fn Score(score: ScoreView, standings: Vec<Standing>, provisional: Option<String>) -> impl IntoView {
    let ScoreView { correct, total, points, duration, counts, valid, change } = score;
    let change = change.and_then(|change| match change {
        0 => None,
        1.. => Some(format!(" Nhiều hơn lượt trước {change} câu.")),
        _ => Some(format!(" Ít hơn lượt trước {} câu.", change.unsigned_abs())),
    });
    let counted = match (counts, valid) {
        (true, _) => "Lượt này đang được tính để xếp hạng.",
        (false, true) => "Lượt khác của bạn đang được tính để xếp hạng.",
        (false, false) => "Ban Tổ chức không tính lượt này. Nếu bạn muốn biết lý do, hãy gọi số ở cuối trang.",
    };
    let facts: Vec<Fact> = standings
        .into_iter()
        .map(|Standing { label, place, of }| Fact::of(group(place as i64), group(of as i64), label))
        .collect();
    view! {
        <section class="card focus" aria-labelledby="diem">
            <h2 class="vh" id="diem">"Kết quả của bạn"</h2>
            <div class="score">
                <Medal correct total/>
                <div class="flow">
                    <p class="lead">
                        "Đúng " <b>{format!("{correct}/{total}")}</b> " câu, làm trong "
                        <b class="nums">{in_words(duration)}</b> "." {change}
                    </p>
                    {points
                        .map(|(earned, whole)| {
                            let (earned, whole) = (in_points(earned.into()), in_points(whole.into()));
                            view! { <p>"Được " <b class="nums">{earned}</b> {format!(" trên {whole} điểm.")}</p> }
                        })}
                    <p class="muted">{counted}</p>
                </div>
            </div>
            {(!facts.is_empty()).then(|| view! { <Facts facts class="after"/> })}
            {provisional
                .map(|why| {
                    view! {
                        <div class="after">
                            <Notice kind=NoticeKind::Wait><p>"Thứ hạng " <b>"tạm thời"</b> ". " {why}</p></Notice>
                        </div>
                    }
                })}
        </section>
    }
}

/// What the organiser has decided about questions after they were answered.
#[component]
fn Corrections(corrections: Vec<String>) -> impl IntoView {
    (!corrections.is_empty()).then(|| {
        let lines: Vec<_> = corrections.into_iter().map(|line| view! { <li>{line}</li> }).collect();
        view! {
            <section class="section flow" aria-labelledby="dieu-chinh">
                <h2 id="dieu-chinh">"Câu hỏi được điều chỉnh"</h2>
                <ul class="prose">{lines}</ul>
            </section>
        }
    })
}

#[component]
fn Topics(topics: Vec<TopicRow>) -> impl IntoView {
    let rows: Vec<_> = topics.into_iter().map(|row| view! { <TopicLine row/> }).collect();
    view! {
        <section class="section" aria-labelledby="chu-de">
            <h2 id="chu-de">"Kiến thức của bạn theo chủ đề"</h2>
            <table class="table">
                <caption class="vh">"Số câu đúng theo chủ đề"</caption>
                <thead class="vh"><tr><th scope="col">"Chủ đề"</th><th scope="col">"Câu đúng"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

#[component]
fn TopicLine(row: TopicRow) -> impl IntoView {
    let TopicRow { topic, correct, total, handbook, practice } = row;
    // Two thirds right is enough to move on.
    let low = f64::from(total) * 2.0 / 3.0;
    let weak = f64::from(correct) < low;
    let handbook =
        handbook.filter(|_| weak).map(|href| view! { <small><a href=href>"Đọc phần này trong sổ tay"</a></small> });
    let practice = practice.filter(|_| weak).map(|href| view! { <small><a href=href>"Luyện tập phần này"</a></small> });
    view! {
        <tr>
            <th scope="row">
                {topic.clone()}
                <Meter
                    label=format!("Câu đúng về {topic}")
                    value=f64::from(correct)
                    max=f64::from(total)
                    low=Some(low)
                />
                {handbook}
                {practice}
            </th>
            <td class="num"><b>{format!("{correct}/{total}")}</b></td>
        </tr>
    }
}

#[component]
fn Complain(href: String, until: Timestamp) -> impl IntoView {
    view! {
        <section class="card flow">
            <h2 class="h3">"Có điều chưa đúng?"</h2>
            <p>{format!("Ban Tổ chức nhận khiếu nại đến {}.", until.long())}</p>
            <p><a class="btn block" href=href>"Khiếu nại kết quả này"</a></p>
        </section>
    }
}

/// Folded away: few will look, and everybody may.
#[component]
fn Check(check: PaperCheck) -> impl IntoView {
    let PaperCheck { plan, seed } = check;
    view! {
        <details class="card">
            <summary>"Kiểm tra đề của bạn"</summary>
            <div class="flow">
                <p>
                    "Đề của bạn được rút từ danh mục câu hỏi của vòng bằng một mã sinh đề. Sau vòng thi, Ban Tổ chức công bố danh mục này; khi đó ai cũng rút lại được đúng đề của bạn để đối chiếu."
                </p>
                <dl>
                    <dt class="muted">"Phiên bản danh mục"</dt>
                    <dd><code>{plan}</code></dd>
                    <dt class="muted">"Mã sinh đề"</dt>
                    <dd><code>{seed.to_string()}</code></dd>
                </dl>
                <p>
                    "Khi có tệp danh mục, chạy lệnh: "
                    <code>{format!("cchc draw --plan danh-muc-{plan}.json --seed {seed}")}</code>
                </p>
            </div>
        </details>
    }
}

#[component]
fn Next(next: NextAttempt) -> impl IntoView {
    match next {
        NextAttempt::Left { round_id, left, until } => {
            let left = match left {
                Some(left) => format!("Bạn còn {left} lượt, dùng trước {}.", until.long()),
                None => format!("Bạn thi thêm được, trước {}.", until.long()),
            };
            view! {
                <section class="card flow">
                    <h2 class="h3">"Thi lại để đúng nhiều hơn"</h2>
                    <p>{left}</p>
                    <p><a class="btn primary block" href=format!("/thi/{round_id}")>"Thi lượt nữa"</a></p>
                </section>
            }
            .into_any()
        }
        NextAttempt::Used => view! {
            <section class="card flow">
                <h2 class="h3">"Bạn đã dùng hết lượt"</h2>
                <p>"Hãy đọc sổ tay trong lúc chờ vòng sau."</p>
                <p><a class="btn block" href="/so-tay">"Mở sổ tay"</a></p>
            </section>
        }
        .into_any(),
        NextAttempt::Closed => view! {
            <section class="card flow">
                <h2 class="h3">"Vòng thi đã đóng"</h2>
                <p>"Ban Tổ chức đang tổng hợp kết quả."</p>
            </section>
        }
        .into_any(),
    }
}
