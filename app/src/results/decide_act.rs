//! What an organiser may do with results, each with its form.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{SelectField, SelectGroup, SelectOption, TextField, TextKind},
    form::FormState,
};

/// The inputs' names.
pub mod fields {
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// Whose prize is refused.
    pub const WHOSE: &str = "nguoi-hoac-don-vi";
    /// Why.
    pub const WHY_REFUSED: &str = "ly-do-tu-choi";
    /// The attempt that is declared invalid.
    pub const ATTEMPT: &str = "luot-thi";
    /// Why.
    pub const WHY_VOID: &str = "ly-do-huy";
    /// Why approved results are provisional again.
    pub const WHY_WITHDRAWN: &str = "ly-do-rut";
    /// The published prize that is taken back.
    pub const PRIZE: &str = "giai";
    /// Why.
    pub const WHY_TAKEN_BACK: &str = "ly-do-thu-hoi";
}

/// What an organiser may do with results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsAct {
    /// Count a round that was closed early, or the contest.
    Settle,
    /// Give somebody no prize.
    Refuse,
    /// Declare an attempt invalid.
    Void,
    /// Let the results stand.
    Approve,
    /// Make them provisional again.
    Withdraw,
    /// Make them public.
    Publish,
    /// Take a published prize back.
    TakeBack,
}

impl ResultsAct {
    /// All.
    pub const ALL: [Self; 7] =
        [Self::Settle, Self::Refuse, Self::Void, Self::Approve, Self::Withdraw, Self::Publish, Self::TakeBack];

    /// What the button sends.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Settle => "chot",
            Self::Refuse => "khong-trao",
            Self::Void => "huy-luot",
            Self::Approve => "duyet",
            Self::Withdraw => "rut-duyet",
            Self::Publish => "cong-bo",
            Self::TakeBack => "thu-hoi",
        }
    }

    /// Reads what a button sent.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// The form of one act, and what it means.
#[component]
pub(super) fn Act(
    act: ResultsAct,
    is_whole: bool,
    href: String,
    form: Arc<FormState>,
    winners: Vec<SelectOption>,
    reason_length: u16,
) -> impl IntoView {
    let why = |name: &'static str, hint: &str| {
        view! {
            <TextField
                name
                label="Lý do"
                hint=Some(hint.to_owned())
                form=form.clone()
                maxlength=Some(reason_length)
            />
        }
    };
    let (title, inputs, meaning, label) = match act {
        ResultsAct::Settle if is_whole => (
            "Tổng kết cuộc thi",
            None,
            "Bốc thăm, xếp hạng trên tất cả các vòng và đề xuất giải của cả cuộc thi. Kết quả từng vòng đã công bố \
             giữ nguyên. Sau khi tổng kết không mở thêm vòng nào được nữa.",
            "Tổng kết, không mở thêm vòng",
        ),
        ResultsAct::Settle => (
            "Chốt kết quả tạm thời",
            None,
            "Đếm số liệu của câu dự đoán, bốc thăm và đề xuất giải ngay, không chờ hết giờ của vòng. \
             Vòng thi không mở lại được nữa.",
            "Chốt kết quả, không mở lại vòng",
        ),
        ResultsAct::Refuse => (
            "Không trao một giải",
            Some(
                view! {
                    <SelectField
                        name=fields::WHOSE
                        label="Người hoặc đơn vị"
                        form=form.clone()
                        groups=vec![SelectGroup { label: None, options: winners }]
                        empty="Chọn một giải".to_owned()
                    />
                    {why(fields::WHY_REFUSED, "Lý do được công bố, không kèm tên. Đừng ghi họ tên, số điện thoại.")}
                }
                .into_any(),
            ),
            if is_whole {
                "Người này không nhận giải cá nhân nào, đơn vị này không nhận giải tập thể nào khi tổng kết. \
                 Những người xếp dưới lên thay. Việc này không hoàn lại được."
            } else {
                "Người này không nhận giải cá nhân nào của vòng, đơn vị này không nhận giải tập thể nào của vòng. \
                 Những người xếp dưới lên thay. Việc này không hoàn lại được."
            },
            "Không trao giải, người xếp dưới lên thay",
        ),
        ResultsAct::Void => (
            "Huỷ kết quả một lượt thi",
            Some(
                view! {
                    <TextField name=fields::ATTEMPT label="Số lượt thi" form=form.clone() kind=TextKind::Digits/>
                    {why(fields::WHY_VOID, "Lý do được ghi vào nhật ký của Ban Tổ chức.")}
                }
                .into_any(),
            ),
            "Lượt thi này không còn được tính; thứ hạng và giải được xếp lại. Số liệu của câu dự đoán giữ nguyên. \
             Việc này không hoàn lại được.",
            "Huỷ lượt thi và xếp hạng lại",
        ),
        ResultsAct::Approve => (
            "Duyệt kết quả",
            None,
            "Thứ hạng và giải được giữ nguyên như trên; không huỷ lượt thi, không đổi giải được nữa. \
             Chưa ai ngoài Ban Tổ chức thấy giải cho đến khi bạn công bố.",
            "Duyệt, giữ nguyên thứ hạng và giải",
        ),
        ResultsAct::Withdraw => (
            "Rút lại việc duyệt",
            Some(why(fields::WHY_WITHDRAWN, "Lý do được ghi vào nhật ký của Ban Tổ chức.").into_any()),
            if is_whole {
                "Kết quả trở lại tạm thời để không trao một giải."
            } else {
                "Kết quả trở lại tạm thời để huỷ lượt thi hoặc không trao một giải."
            },
            "Đưa kết quả về tạm thời",
        ),
        ResultsAct::Publish => (
            "Công bố kết quả",
            None,
            "Mọi người thấy giải và tải được tệp để tự kiểm tra. Kết quả đã công bố không sửa, không thu hồi được.",
            "Công bố, không sửa được nữa",
        ),
        ResultsAct::TakeBack => (
            "Thu hồi một giải đã công bố",
            Some(
                view! {
                    <SelectField
                        name=fields::PRIZE
                        label="Giải"
                        form=form.clone()
                        groups=vec![SelectGroup { label: None, options: winners }]
                        empty="Chọn một giải".to_owned()
                    />
                    {why(fields::WHY_TAKEN_BACK, "Lý do được ghi vào nhật ký của Ban Tổ chức.")}
                }
                .into_any(),
            ),
            "Trang công bố ghi giải này đã thu hồi, giấy chứng nhận không còn giá trị. Kết quả đã công bố giữ nguyên, \
             không ai lên thay. Việc này không hoàn lại được.",
            "Thu hồi giải và giấy chứng nhận",
        ),
    };
    let class = if matches!(act, ResultsAct::Approve | ResultsAct::Publish) { "btn primary" } else { "btn" };
    let id = format!("nghia-{}", act.code());
    view! {
        <form class="card flow" method="post" action=href novalidate>
            <h3>{title}</h3>
            {inputs}
            <p id=id.clone()>{meaning}</p>
            <p>
                <button class=class name=fields::ACT value=act.code() aria-describedby=id>{label}</button>
            </p>
        </form>
    }
}
