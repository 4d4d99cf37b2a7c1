//! Bài thi: all questions in one form, which works by itself and which [`PaperKeeper`] keeps safe.
//!
//! The form carries places on the page and nothing else of a question: `q0=2` says that the third
//! choice of the first question is marked.

use contest::{Timestamp, contests::Prediction};
use leptos::prelude::*;

use super::{
    PaperKeeper, QuestionView,
    question::{SAVED, links_html, questions_html, unanswered_html},
};
use crate::components::{Icon, IconName, Notice, NoticeKind};

/// An attempt's paper, as its owner sees it now.
#[derive(Clone)]
pub struct PaperView {
    /// For the form's addresses.
    pub round_id: i64,
    /// For the result's address, and to tell attempts apart in the browser's storage.
    pub attempt_id: i64,
    /// `Tuần 2: Thủ tục hành chính và dịch vụ công`.
    pub round_title: String,
    /// `Lượt 2 trong 3 · Bảng A · Vàng Thị Mỷ, Trung tâm Phục vụ hành chính công tỉnh`.
    pub attempt_line: String,
    /// Signed by the server; says whose attempt this is and under which lease.
    pub token: String,
    /// When time is up, in UTC milliseconds.
    pub deadline_ms: i64,
    /// The server's clock as the page is rendered, in UTC milliseconds.
    pub now_ms: i64,
    /// First to last.
    pub questions: Vec<QuestionView>,
    /// The prediction, where the rules ask for one.
    pub prediction: Option<PredictionView>,
    /// The first number that the page may give to an answer; all before it have reached the server.
    pub next_sequence: u32,
    /// The number of the question that was answered last, from 1, the prediction's after all others;
    /// `None` on a fresh paper.
    pub last: Option<usize>,
    /// What just happened: `Đã lưu 11 câu.`
    pub notice: Option<(NoticeKind, String)>,
}

/// Câu dự đoán on the paper.
#[derive(Clone, Debug)]
pub struct PredictionView {
    /// What is asked.
    pub label: String,
    /// `Nhập một số từ 0 đến 9.999.999.`
    pub hint: String,
    /// What was answered so far, or typed and not accepted.
    pub value: String,
    /// What is wrong with it.
    pub problem: Option<String>,
    /// Whether the value is what the server has saved.
    pub saved: bool,
}

impl std::fmt::Debug for PaperView {
    /// A token is a secret, and so are questions before their round.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PaperView").field("attempt_id", &self.attempt_id).finish_non_exhaustive()
    }
}

impl PaperView {
    fn answered(&self) -> usize {
        self.questions.iter().filter(|question| question.is_answered()).count()
            + usize::from(self.predicted() == Some(true))
    }

    fn total(&self) -> usize {
        self.questions.len() + usize::from(self.prediction.is_some())
    }

    fn predicted(&self) -> Option<bool> {
        self.prediction.as_ref().map(|prediction| !prediction.value.is_empty() && prediction.problem.is_none())
    }
}

/// The paper. It brings its own header, so its frame is `Shell::Bare`, with islands.
#[component]
pub fn PaperPage(paper: PaperView) -> impl IntoView {
    let (answered, total, predicted) = (paper.answered(), paper.total(), paper.predicted());
    let links = links_html(&paper.questions, predicted);
    let unanswered = unanswered_html(&paper.questions, predicted);
    let questions = questions_html(&paper.questions);
    let PaperView { round_id, attempt_id, round_title, attempt_line, token, deadline_ms, now_ms, .. } = paper;
    let save = format!("/thi/{round_id}/luu");
    view! {
        <a class="skip" href="#cau-1">"Chuyển đến câu 1"</a>
        <Drawings/>
        <Bar answered total deadline_ms save=save.clone()/>
        <main id="noi-dung" class="wrap split">
            <form
                id="bai-thi"
                method="post"
                action=format!("/thi/{round_id}/nop")
                autocomplete="off"
                data-round=round_id
                data-attempt=attempt_id
                data-deadline=deadline_ms
                data-now=now_ms
                data-sequence=paper.next_sequence
            >
                <input r#type="hidden" name="token" value=token/>
                <div class="paper-head flow">
                    <h1 class="h2">{round_title}</h1>
                    <p class="muted">{attempt_line}</p>
                    {paper.notice.map(|(kind, text)| view! { <Notice kind><p>{text}</p></Notice> })}
                    {paper
                        .last
                        .map(|last| {
                            let label = if last < total || predicted.is_none() {
                                format!("Làm tiếp từ câu {last}")
                            } else {
                                "Làm tiếp từ câu dự đoán".to_owned()
                            };
                            view! {
                                <p id="lam-tiep" data-cau=last>
                                    "Bạn đang làm dở bài này. " <a href=format!("#cau-{last}")>{label}</a>
                                </p>
                            }
                        })}
                    <div id="thong-bao" role="status"></div>
                </div>
                <div class="questions" inner_html=questions></div>
                {paper.prediction.map(|prediction| view! { <PredictionField prediction number=total/> })}
                <section class="question flow" id="nop-bai" aria-labelledby="nop-bai-tieu-de">
                    <h2 id="nop-bai-tieu-de">"Nộp bài"</h2>
                    <p>
                        "Bạn đã trả lời " <b><span id="so-cau-cuoi">{answered}</span>"/" {total}</b> " câu. "
                        <span id="con-cau" hidden=answered == total>"Câu chưa trả lời:"</span>
                    </p>
                    <ul class="row plain" id="chua-tra-loi" inner_html=unanswered></ul>
                    <p class="muted">"Sau khi nộp, bạn không sửa được bài này nữa."</p>
                    // The first button is the one that Enter presses.
                    <div class="flow">
                        <button class="btn block" id="luu-bai" formaction=save>"Lưu bài, làm tiếp sau"</button>
                        <button class="btn primary block" id="nop">"Nộp bài"</button>
                    </div>
                </section>
            </form>
            <aside class="qnav" aria-label="Danh sách câu hỏi">
                <div class="row">
                    <details class="unfold">
                        <summary>"Danh sách câu"</summary>
                        <ol class="plain" id="cac-cau" inner_html=links></ol>
                        <p class="small muted">
                            <i class="k done"></i>" đã trả lời "<i class="k"></i>" chưa "<i class="k flagged"></i>" xem lại"
                        </p>
                    </details>
                    <a class="btn small" href="#nop-bai">"Nộp bài"</a>
                </div>
            </aside>
        </main>
        <p class="vh" role="status" id="nhac-gio"></p>
        <PaperKeeper/>
    }
}

/// Time, count, state of saving. As long as nothing ticks, it says until when there is time, and a
/// button saves.
#[component]
fn Bar(answered: usize, total: usize, deadline_ms: i64, save: String) -> impl IntoView {
    view! {
        <header class="paper-bar" id="thanh-thi">
            <div class="wrap">
                <Clock deadline_ms/>
                <p class="count"><b id="so-cau">{answered}</b>"/" {total} <span>" câu"</span></p>
                <Saving save/>
            </div>
            <progress max=total value=answered id="tien-do" aria-label="Số câu đã trả lời"></progress>
        </header>
    }
}

/// Until when there is time, or how much is left once the keeper ticks.
#[component]
pub(super) fn Clock(deadline_ms: i64) -> impl IntoView {
    let deadline = Timestamp(deadline_ms).local();
    view! {
        <p class="time" role="timer" aria-label="Thời gian làm bài">
            <Icon name=IconName::Clock/>
            <time id="dong-ho" datetime=deadline.to_string()>
                {format!("đến {}:{:02}", deadline.hour, deadline.minute)}
            </time>
        </p>
    }
}

/// The button that saves, and what the keeper shows in its place.
#[component]
pub(super) fn Saving(save: String) -> impl IntoView {
    view! {
        <button class="btn small" form="bai-thi" formaction=save id="luu-nhanh">"Lưu bài"</button>
        <output class="save" id="trang-thai" hidden></output>
    }
}

/// The drawings of the states of saving, once for the whole page.
#[component]
pub(super) fn Drawings() -> impl IntoView {
    let drawings = [
        ("ve-xong", IconName::Check),
        ("ve-cho", IconName::Clock),
        ("ve-mat-mang", IconName::Offline),
        ("ve-loi", IconName::Warning),
    ]
    .map(|(id, icon)| {
        view! {
            <symbol id=id viewBox="0 0 24 24" fill="none" stroke="currentColor"><path d=icon.path()></path></symbol>
        }
    });
    view! { <svg hidden>{drawings}</svg> }
}

/// Câu dự đoán as the last question.
#[component]
pub(super) fn PredictionField(prediction: PredictionView, number: usize) -> impl IntoView {
    let PredictionView { label, hint, value, problem, saved } = prediction;
    let state = if saved && !value.is_empty() { SAVED } else { "" };
    let class = if problem.is_some() { "question field bad" } else { "question" };
    let (invalid, well) = (problem.is_some().then_some("true"), problem.is_none());
    view! {
        <fieldset class=class id=format!("cau-{number}")>
            <legend>
                <span>"Câu dự đoán " <i>"· Dùng để xếp hạng khi bằng điểm"</i></span>
                " "
                {label}
            </legend>
            <div class="choices">
                <label class="big-input">
                    <span class="vh">"Số bạn dự đoán"</span>
                    <input
                        class="input nums"
                        name="prediction"
                        id="du-doan"
                        inputmode="numeric"
                        maxlength=Prediction::MAX_INPUT
                        aria-describedby="du-doan-goi-y du-doan-loi"
                        aria-invalid=invalid
                        value=value
                    />
                </label>
                <p class="error" id="du-doan-loi" hidden=well>{problem}</p>
                <p class="muted small" id="du-doan-goi-y">{hint}</p>
            </div>
            <div class="foot"><span class="save" inner_html=state></span></div>
        </fieldset>
    }
}
