//! Handing in a file of questions.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{FileField, Icon, IconName},
    form::FormState,
};

/// The workbook that people fill in.
const TEMPLATE: &str = "/ban-to-chuc/ngan-hang/mau.xlsx";

/// The form that hands in a file; it is looked at before anything is taken in.
#[component]
pub(super) fn Upload(
    href: String,
    upload: Arc<FormState>,
    /// Which files are taken, in words.
    kinds: &'static str,
    /// Which files the browser offers.
    accept: &'static str,
    megabytes: usize,
) -> impl IntoView {
    let hint = format!(
        "{kinds}, tối đa {megabytes} MB. Trong bảng, hàng đầu là tên cột: Câu hỏi, Phương án A, Phương án B…, Đáp án, \
         Lĩnh vực, Mức độ."
    );
    view! {
        <form class="card flow" method="post" action=href enctype="multipart/form-data">
            <h2 class="h3">"Nhập câu hỏi từ tệp"</h2>
            <FileField label="Tệp câu hỏi" hint accept form=upload/>
            <p><a href=TEMPLATE>"Tải tệp Excel mẫu"</a>" có sẵn tên cột, câu ví dụ và danh sách để chọn."</p>
            <p class="row between">
                <span class="muted">"Bạn xem lại từng dòng trước khi nhập vào ngân hàng."</span>
                <button class="btn primary"><Icon name=IconName::Upload/>"Đọc tệp này"</button>
            </p>
        </form>
    }
}
