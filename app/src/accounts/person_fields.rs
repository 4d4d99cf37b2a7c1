//! The fields by which people say who they are: at registration, and when they mend it.

use std::sync::Arc;

use contest::accounts::{Field, FullName, IdNumber, Position};
use leptos::prelude::*;

use super::AgencyPicker;
use crate::{
    components::{
        ChoiceGroup, Icon, IconName, SelectField, SelectGroup, SelectOption, TextField, TextKind, Tick, error_id,
        hint_id,
    },
    form::FormState,
};

/// Họ và tên.
#[component]
pub(super) fn NameField(form: Arc<FormState>) -> impl IntoView {
    view! {
        <TextField
            name=Field::FullName.name()
            label=Field::FullName.label()
            hint="Viết đủ dấu, đúng như trên căn cước. Tên này in lên giấy chứng nhận.".to_owned()
            form
            autocomplete="name"
            maxlength=Some(FullName::MAX as u16)
        />
    }
}

/// Day, month and year in three small inputs, which is faster than any calendar.
#[component]
pub(super) fn BirthDateFields(form: Arc<FormState>) -> impl IntoView {
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

/// The number of the identity card; what is kept of it is never filled in.
#[component]
pub(super) fn IdNumberField(form: Arc<FormState>, #[prop(into)] hint: String) -> impl IntoView {
    view! {
        <TextField
            name=Field::IdNumber.name()
            label=Field::IdNumber.label()
            hint
            form
            kind=TextKind::Digits
            maxlength=Some(IdNumber::MAX_INPUT as u16)
        />
    }
}

/// The agency, found by typing where there is JavaScript, and the position in it.
#[component]
pub(super) fn WorkFields(
    form: Arc<FormState>,
    /// The agencies, by block.
    agencies: Vec<SelectGroup>,
) -> impl IntoView {
    let positions = Position::ALL.map(|position| SelectOption::new(position.code(), position.label())).into();
    view! {
        <SelectField
            name=Field::Agency.name()
            label=Field::Agency.label()
            hint="Người dân chọn xã, phường đang sống.".to_owned()
            form=form.clone()
            groups=agencies
            empty="Chọn cơ quan, đơn vị".to_owned()
        />
        <AgencyPicker/>
        <ChoiceGroup name=Field::Position.name() label=Field::Position.label() form options=positions/>
    }
}

/// A guardian's consent for somebody young.
#[component]
pub(super) fn GuardianTick(form: Arc<FormState>) -> impl IntoView {
    view! {
        <Tick name=Field::Guardian.name() legend="Người dưới 16 tuổi" form>
            "Cha, mẹ hoặc người giám hộ của tôi đã đọc thông báo và đồng ý. Từ 16 tuổi trở lên, bạn bỏ qua ô này."
        </Tick>
    }
}
