//! Đăng ký dự thi.

use std::sync::Arc;

use contest::accounts::{Field, FullName, Phone, Position};
use leptos::prelude::*;

use super::AgencyPicker;
use crate::{
    components::{
        ChoiceGroup, ErrorSummary, SelectField, SelectGroup, SelectOption, TextField, TextKind, Tick, error_id, hint_id,
    },
    components::{Icon, IconName},
    form::FormState,
};

/// What the registration page shows.
#[derive(Clone, Debug)]
pub struct RegisterView {
    /// What was typed before, and what is wrong with it; also what an address has chosen already.
    pub form: Arc<FormState>,
    /// The agencies, by block.
    pub agencies: Vec<SelectGroup>,
    /// How long data is kept after the results are published, in months.
    pub kept_months: u8,
}

/// The registration form.
#[component]
pub fn RegisterPage(register: RegisterView) -> impl IntoView {
    let RegisterView { form, agencies, kept_months } = register;
    let next = Some(form.value("tiep")).filter(|next| !next.is_empty());
    let positions = Position::ALL.map(|position| SelectOption::new(position.code(), position.label())).into();
    view! {
        <div class="wrap">
            <div class="page-head flow">
                <h1>"Đăng ký dự thi"</h1>
                <p class="lead">"Chỉ đăng ký một lần cho cả cuộc thi. Cần điền đủ các ô."</p>
            </div>
            <div class="split">
                <form class="flow" method="post" action="/dang-ky" novalidate>
                    <ErrorSummary form=form.clone()/>
                    {next.map(|next| view! { <input r#type="hidden" name="tiep" value=next/> })}
                    <TextField
                        name=Field::FullName.name()
                        label=Field::FullName.label()
                        hint="Viết đủ dấu, đúng như trên căn cước. Tên này in lên giấy chứng nhận.".to_owned()
                        form=form.clone()
                        autocomplete="name"
                        maxlength=Some(FullName::MAX as u16)
                    />
                    <BirthDateFields form=form.clone()/>
                    <TextField
                        name=Field::Phone.name()
                        label=Field::Phone.label()
                        hint="Dùng để đăng nhập từ máy khác và nhận tin khi đoạt giải.".to_owned()
                        form=form.clone()
                        kind=TextKind::Phone
                        autocomplete="tel"
                        maxlength=Some(Phone::MAX_INPUT as u16)
                    />
                    <SelectField
                        name=Field::Agency.name()
                        label=Field::Agency.label()
                        hint="Người dân chọn xã, phường đang sống.".to_owned()
                        form=form.clone()
                        groups=agencies
                        empty="Chọn cơ quan, đơn vị".to_owned()
                    />
                    <AgencyPicker/>
                    <ChoiceGroup
                        name=Field::Position.name()
                        label=Field::Position.label()
                        form=form.clone()
                        options=positions
                    />
                    <Tick name=Field::Consent.name() legend="Bảo vệ dữ liệu cá nhân" form=form.clone()>
                        "Tôi đồng ý để Ban Tổ chức dùng thông tin trên cho cuộc thi này, theo "
                        <a href="/bao-ve-du-lieu" target="_blank">"thông báo bảo vệ dữ liệu cá nhân"</a>
                        {format!(". Thông tin được xóa sau {kept_months} tháng kể từ ngày công bố kết quả.")}
                    </Tick>
                    <Tick name=Field::Guardian.name() legend="Người dưới 16 tuổi" form=form.clone()>
                        "Cha, mẹ hoặc người giám hộ của tôi đã đọc thông báo và đồng ý. Từ 16 tuổi trở lên, bạn bỏ qua ô này."
                    </Tick>
                    <div class="after"><button class="btn primary block">"Đăng ký"</button></div>
                    <p class="muted">
                        "Đã đăng ký rồi? " <a href="/dang-nhap">"Đăng nhập bằng số điện thoại và mã dự thi"</a>
                    </p>
                </form>
                <Aside/>
            </div>
        </div>
    }
}

/// Day, month and year in three small inputs, which is faster than any calendar.
#[component]
fn BirthDateFields(form: Arc<FormState>) -> impl IntoView {
    let group = "ngay-sinh";
    let parts = [
        (Field::BirthDay, "Ngày", "bday-day", 2),
        (Field::BirthMonth, "Tháng", "bday-month", 2),
        (Field::BirthYear, "Năm", "bday-year", 4),
    ];
    let problem = parts.iter().find_map(|(field, ..)| form.problem(field.name()));
    let class = if problem.is_some() { "field bad" } else { "field" };
    let described = if problem.is_some() { format!("{} {}", hint_id(group), error_id(group)) } else { hint_id(group) };
    let inputs = parts.map(|(field, label, autocomplete, maxlength)| {
        let name = field.name();
        let invalid = form.problem(name).map(|_| "true");
        view! {
            <div class="field">
                <label r#for=name>{label}</label>
                <input
                    class="input nums"
                    id=name
                    name=name
                    inputmode="numeric"
                    autocomplete=autocomplete
                    maxlength=maxlength
                    aria-invalid=invalid
                    value=form.value(name)
                />
            </div>
        }
    });
    view! {
        <fieldset class=class aria-describedby=described>
            <legend>"Ngày sinh"</legend>
            <span class="hint" id=hint_id(group)>"Ví dụ 2, 9, 1987."</span>
            {problem
                .map(|problem| {
                    view! {
                        <p class="error" id=error_id(group)><Icon name=IconName::Warning/><span>{problem}</span></p>
                    }
                })}
            <div class="dob">{inputs}</div>
        </fieldset>
    }
}

#[component]
fn Aside() -> impl IntoView {
    view! {
        <aside class="flow">
            <div class="card flow">
                <h2 class="h3">"Thông tin được giữ kín"</h2>
                <p>
                    "Bảng xếp hạng chỉ hiện họ, tên đệm và chữ cái đầu của tên. Số điện thoại không hiện ở đâu."
                </p>
            </div>
            <div class="card flow">
                <h2 class="h3">"Không có điện thoại riêng?"</h2>
                <p>
                    "Đến bộ phận một cửa xã, phường để được hướng dẫn dự thi. Một số điện thoại chỉ đăng ký cho một người."
                </p>
            </div>
        </aside>
    }
}
