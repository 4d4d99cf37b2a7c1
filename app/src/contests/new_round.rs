//! Tạo vòng thi.

use std::sync::Arc;

use leptos::prelude::*;

use super::matrix::MatrixView;
use super::papers::{PapersDone, PapersFields, PapersNotice};
use crate::{
    components::{ErrorSummary, TextField, TextKind},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod fields {
    use contest::contests::TrackKind;

    /// The contest.
    pub const CONTEST: &str = "cuoc-thi";
    /// Tên vòng thi.
    pub const TITLE: &str = "ten";
    /// Giờ mở.
    pub const OPENS: &str = "mo";
    /// Giờ đóng.
    pub const CLOSES: &str = "dong";
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The button that only checks.
    pub const CHECK: &str = "kiem-tra";
    /// The button that fills the tables anew, in proportion to the banks chosen.
    pub const PROPOSE: &str = "de-xuat";
    /// The button that saves.
    pub const SAVE: &str = "luu";

    /// Câu cố định of a track.
    pub const fn fixed(track: TrackKind) -> &'static str {
        match track {
            TrackKind::Staff => "co-dinh-a",
            TrackKind::Citizens => "co-dinh-b",
        }
    }

    /// Ngân hàng câu hỏi of a track.
    pub const fn bank(track: TrackKind) -> &'static str {
        match track {
            TrackKind::Staff => "ngan-hang-a",
            TrackKind::Citizens => "ngan-hang-b",
        }
    }
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct NewRoundView {
    /// The contest that the round is of.
    pub contest_id: i64,
    /// What was typed or is proposed, and what is wrong with it.
    pub form: Arc<FormState>,
    /// A table for each track.
    pub matrices: Vec<MatrixView>,
    /// What was done just now, if anything.
    pub done: Option<PapersDone>,
    /// Longest title, in characters.
    pub title_length: u16,
}

/// The form of a new round.
#[component]
pub fn NewRoundPage(view: NewRoundView) -> impl IntoView {
    let NewRoundView { contest_id, form, matrices, done, title_length } = view;
    view! {
        <Work
            desk=Desk::Rounds
            above=vec![("/ban-to-chuc/vong-thi".to_owned(), "Vòng thi".to_owned())]
            here="Tạo vòng thi"
        >
            <div class="page-head flow">
                <h1 class="h2">"Tạo vòng thi"</h1>
                <p class="muted">"Vòng mới ở trạng thái chuẩn bị. Chưa ai thấy cho đến khi bạn mở vòng."</p>
            </div>
            <form class="flow" method="post" action="/ban-to-chuc/vong-thi/moi" novalidate>
                <ErrorSummary form=form.clone()/>
                <input type="hidden" name=fields::CONTEST value=contest_id/>
                <PapersNotice done/>
                <TextField
                    name=fields::TITLE
                    label="Tên vòng thi"
                    hint="Tên này hiện với mọi người, ví dụ Tuần 2.".to_owned()
                    form=form.clone()
                    maxlength=Some(title_length)
                />
                <div class="grid">
                    <TextField
                        name=fields::OPENS
                        label="Mở lúc"
                        hint="Giờ Việt Nam.".to_owned()
                        form=form.clone()
                        kind=TextKind::DateTime
                    />
                    <TextField
                        name=fields::CLOSES
                        label="Đóng lúc"
                        hint="Giờ Việt Nam. Vòng tự đóng vào lúc này.".to_owned()
                        form=form.clone()
                        kind=TextKind::DateTime
                    />
                </div>
                <PapersFields matrices form save="Lưu vòng thi"/>
            </form>
        </Work>
    }
}
