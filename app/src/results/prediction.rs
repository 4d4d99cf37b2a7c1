//! Câu dự đoán that is asked once the score is shown.

use std::sync::Arc;

use contest::{Timestamp, contests::Prediction};
use leptos::prelude::*;

use crate::{
    components::{ErrorSummary, Notice, NoticeKind, TextField, TextKind},
    form::FormState,
};

/// The field's name.
pub const PREDICTION_FIELD: &str = "du-doan";

/// What there is to say about a prediction on a result's page.
#[derive(Clone, Debug)]
pub enum PredictionCard {
    /// It is asked now.
    Asked {
        /// Where the form goes.
        action: String,
        /// `Theo bạn, có bao nhiêu người dự thi?`
        question: &'static str,
        /// Until when it is taken in.
        until: Timestamp,
        /// What was typed, and what is wrong with it.
        form: Arc<FormState>,
    },
    /// It was made.
    Made(Prediction),
}

/// What just became of a prediction that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PredictionDone {
    /// It is saved.
    Saved,
    /// An earlier one stands.
    Earlier,
    /// It came too late.
    Late,
}

impl PredictionDone {
    const fn words(self) -> (NoticeKind, &'static str) {
        match self {
            Self::Saved => (NoticeKind::Ok, "Đã lưu số dự đoán của bạn."),
            Self::Earlier => {
                (NoticeKind::Info, "Lượt này đã có số dự đoán từ trước. Số gửi trước được giữ, số vừa gửi không tính.")
            }
            Self::Late => {
                (NoticeKind::Bad, "Vòng thi đã đóng nên không nhận số dự đoán nữa. Điểm của bạn vẫn được giữ.")
            }
        }
    }
}

/// The question with its form, or the number that stands.
#[component]
pub(super) fn PredictionSection(card: Option<PredictionCard>, done: Option<PredictionDone>) -> impl IntoView {
    let done = done.map(|done| {
        let (kind, words) = done.words();
        view! { <Notice kind><p>{words}</p></Notice> }
    });
    let card = card.map(|card| match card {
        PredictionCard::Made(prediction) => {
            view! { <p>"Bạn đã dự đoán " <b class="nums">{prediction.to_string()}</b> "."</p> }.into_any()
        }
        PredictionCard::Asked { action, question, until, form } => {
            let hint = format!("Nhập một số từ 0 đến {}.", Prediction(Prediction::MAX));
            view! {
                <p>
                    "Còn một bước: số này dùng để xếp hạng khi bằng điểm. Mỗi lượt dự đoán một lần, gửi rồi không sửa được. Nhận đến "
                    <time datetime=until.local().to_string()>{format!("{}.", until.long())}</time>
                </p>
                <ErrorSummary form=form.clone()/>
                <form class="flow" method="post" action=action novalidate>
                    <TextField
                        name=PREDICTION_FIELD
                        label=question
                        hint
                        form
                        kind=TextKind::Digits
                        maxlength=Some(Prediction::MAX_INPUT as u16)
                    />
                    <button class="btn primary block">"Gửi số dự đoán"</button>
                </form>
            }
            .into_any()
        }
    });
    (card.is_some() || done.is_some()).then(|| {
        view! {
            <section class="card flow after" aria-labelledby="cau-du-doan">
                <h2 class="h3" id="cau-du-doan">"Câu dự đoán"</h2>
                {done}
                {card}
            </section>
        }
    })
}
