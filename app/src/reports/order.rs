//! Asking for a report: what it is about, in which formats, and what stands around its text.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{ErrorSummary, SelectField, SelectGroup, SelectOption, TextArea, TextField, TextKind, TickGroup},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod report_fields {
    /// What it is about.
    pub const ABOUT: &str = "bao-cao-ve";
    /// How periods are cut.
    pub const CUT: &str = "chot-so-lieu";
    /// The formats; several.
    pub const FORMAT: &str = "dinh-dang";
    /// Cơ quan chủ quản.
    pub const SUPERIOR: &str = "co-quan-chu-quan";
    /// Cơ quan ban hành.
    pub const ISSUER: &str = "co-quan-ban-hanh";
    /// Số, ký hiệu.
    pub const NUMBER: &str = "so-ky-hieu";
    /// Địa danh.
    pub const PLACE: &str = "dia-danh";
    /// Ngày ban hành.
    pub const DATE: &str = "ngay";
    /// Ký thay mặt.
    pub const AUTHORITY: &str = "thay-mat";
    /// Chức vụ người ký.
    pub const SIGNER_TITLE: &str = "chuc-vu";
    /// Người ký.
    pub const SIGNER: &str = "nguoi-ky";
    /// Nơi nhận, a line each.
    pub const RECIPIENTS: &str = "noi-nhan";
}

/// What the page shows.
#[derive(Clone, Debug)]
pub struct OrderReportView {
    /// Whose page it is.
    pub desk: Desk,
    /// The list of reports, the page above.
    pub list: String,
    /// Where the form goes.
    pub action: String,
    /// What was typed, or what stood around the last report.
    pub form: Arc<FormState>,
    /// What a report may be about.
    pub about: Vec<SelectGroup>,
    /// How periods are cut.
    pub cuts: Vec<SelectOption>,
    /// The formats, and whether each is ticked.
    pub formats: Vec<(SelectOption, bool)>,
    /// Longest line, in characters.
    pub line: u16,
}

/// The form.
#[component]
pub fn OrderReportPage(view: OrderReportView) -> impl IntoView {
    use report_fields as fields;

    let OrderReportView { desk, list, action, form, about, cuts, formats, line } = view;
    let cuts = vec![SelectGroup { label: None, options: cuts }];
    view! {
        <Work desk above=vec![(list, "Báo cáo".to_owned())] here="Lập báo cáo">
            <div class="page-head flow">
                <h1 class="h2">"Lập báo cáo"</h1>
            </div>
            <form class="flow" method="post" action=action novalidate>
                <ErrorSummary form=form.clone()/>
                <section class="card flow" aria-labelledby="ky">
                    <h2 class="h3" id="ky">"Nội dung"</h2>
                    <SelectField name=fields::ABOUT label="Báo cáo về" form=form.clone() groups=about/>
                    <SelectField
                        name=fields::CUT
                        label="Chốt số liệu quý, 6 tháng, 9 tháng, năm"
                        form=form.clone()
                        groups=cuts
                    />
                    <TickGroup
                        name=fields::FORMAT
                        label="Định dạng tệp"
                        hint="Chọn một hoặc nhiều."
                        form=form.clone()
                        options=formats
                    />
                </section>
                <Around form line/>
                <p class="row between">
                    <span class="muted">"Thể thức theo Nghị định 30/2020/NĐ-CP. Ô để trống thì điền tay sau."</span>
                    <button class="btn primary">"Lập báo cáo"</button>
                </p>
            </form>
        </Work>
    }
}

/// What stands around the text.
#[component]
fn Around(form: Arc<FormState>, line: u16) -> impl IntoView {
    use report_fields as fields;

    let field = |name: &'static str, label: &'static str, hint: &'static str| {
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        view! { <TextField name label hint form=form.clone() maxlength=Some(line)/> }
    };
    view! {
        <section class="card flow" aria-labelledby="the-thuc">
            <h2 class="h3" id="the-thuc">"Thể thức văn bản"</h2>
            <p class="muted">"Được giữ lại cho báo cáo sau, trừ số và ngày."</p>
            {field(fields::SUPERIOR, "Cơ quan chủ quản", "Ví dụ: Ủy ban nhân dân tỉnh Lào Cai")}
            {field(fields::ISSUER, "Cơ quan ban hành", "Ví dụ: Sở Nội vụ")}
            {field(fields::NUMBER, "Số, ký hiệu", "Ví dụ: 15/BC-SNV")}
            {field(fields::PLACE, "Địa danh", "Ví dụ: Lào Cai")}
            <TextField name=fields::DATE label="Ngày ban hành" form=form.clone() kind=TextKind::Date/>
            {field(fields::AUTHORITY, "Ký thay mặt", "Ví dụ: TM. Ban Tổ chức")}
            {field(fields::SIGNER_TITLE, "Chức vụ người ký", "Ví dụ: Trưởng ban")}
            {field(fields::SIGNER, "Họ và tên người ký", "")}
            <TextArea
                name=fields::RECIPIENTS
                label="Nơi nhận"
                hint="Mỗi nơi nhận một dòng; dòng Lưu: VT có sẵn.".to_owned()
                form=form.clone()
            />
        </section>
    }
}
