//! The end of a paper that is shown one question at a time: what is unanswered, and the button that submits.

use leptos::prelude::*;

use super::{StepView, paper::PredictionField};

/// What is answered and what is not, the prediction where one is asked, and the way back.
#[component]
pub(super) fn End(step: StepView) -> impl IntoView {
    let (answered, size) = (step.answered(), step.places.len());
    let unanswered: Vec<_> = step
        .places
        .iter()
        .enumerate()
        .filter(|(_, (answered, _))| !answered)
        .map(|(place, (_, href))| {
            let label = format!("Câu {}", place + 1);
            match href.clone().filter(|_| step.goes_back) {
                Some(href) => view! { <li><a class="chip" href=href>{label}</a></li> }.into_any(),
                None => view! { <li><span class="chip">{label}</span></li> }.into_any(),
            }
        })
        .collect();
    let has_prediction = step.paper.prediction.is_some();
    view! {
        {step.paper.prediction.map(|prediction| view! { <PredictionField prediction number=size + 1/> })}
        <section class="question flow" id="nop-bai" aria-labelledby="nop-bai-tieu-de">
            <h2 id="nop-bai-tieu-de">"Nộp bài"</h2>
            <p>
                "Bạn đã trả lời " <b>{format!("{answered}/{size}")}</b> " câu."
                {has_prediction.then_some(" Câu dự đoán ở ngay trên.")}
            </p>
            {(!unanswered.is_empty())
                .then(|| view! { <p>"Câu chưa trả lời:"</p><ul class="row plain">{unanswered}</ul> })}
            {(!step.goes_back && step.go_on.is_none() && answered < size)
                .then(|| view! { <p class="muted">"Các câu đã qua không trả lời lại được."</p> })}
            {step.go_on.map(|href| view! { <p><a class="btn block" href=href>"Còn câu chưa xem, làm tiếp"</a></p> })}
            <p class="muted">"Sau khi nộp, bạn không sửa được bài này nữa."</p>
            <button class="btn primary block" id="nop">"Nộp bài"</button>
        </section>
    }
}
