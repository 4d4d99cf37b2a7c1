//! What is filled in of an agency, and the page on which one is added.

use std::sync::Arc;

use contest::agencies::{AgencyKind, BLOCK_LENGTH, Block, CODE_LENGTH, NAME_LENGTH};
use leptos::prelude::*;

use super::TREE_HREF;
use crate::{
    components::{ErrorSummary, SelectField, SelectGroup, SelectOption, TextField, TextKind},
    form::FormState,
    work::{Desk, Work},
};

/// The inputs' names.
pub mod agency_fields {
    /// Which button was pressed.
    pub const ACT: &str = "viec";
    /// The value of [`ACT`] that changes an agency.
    pub const CHANGE: &str = "sua";
    /// The value of [`ACT`] that dissolves it.
    pub const DISSOLVE: &str = "giai-the";
    /// The value of [`ACT`] that sets it up again.
    pub const RESTORE: &str = "khoi-phuc";
    /// Mã.
    pub const CODE: &str = "ma";
    /// Tên.
    pub const NAME: &str = "ten";
    /// Loại.
    pub const KIND: &str = "loai";
    /// Khối.
    pub const BLOCK: &str = "khoi";
    /// The row of the agency above.
    pub const PARENT: &str = "cap-tren";
    /// From when on it is so.
    pub const FROM: &str = "tu-ngay";
    /// Ticked where something is mended rather than changed.
    pub const MEND: &str = "sua-loi";
    /// From when on it is no more.
    pub const DISSOLVED_FROM: &str = "giai-the-tu";
    /// The row of the agency that takes its place.
    pub const SUCCESSOR: &str = "ke-thua";
}

/// The list of blocks that may be meant.
const BLOCKS: &str = "khoi-chung";

/// Code, name, kind, block and the agency above.
#[component]
pub fn AgencyFields(
    form: Arc<FormState>,
    /// The agencies that may stand above.
    agencies: Vec<SelectGroup>,
    /// Whether it is the top of a tree, which keeps its code and its place.
    top: bool,
) -> impl IntoView {
    let kinds = AgencyKind::ALL.map(|kind| SelectOption::new(kind.code(), kind.label())).into();
    let kinds = vec![SelectGroup { label: None, options: kinds }];
    let blocks: Vec<_> =
        Block::COMMON.iter().map(|(code, label)| view! { <option value=*code>{*label}</option> }).collect();
    let (code, parent) = (form.clone(), form.clone());
    view! {
        <TextField name=agency_fields::NAME label="Tên" form=form.clone() maxlength=Some(NAME_LENGTH as u16)/>
        {(!top)
            .then(|| {
                view! {
                    <TextField name=agency_fields::CODE label="Mã" form=code maxlength=Some(CODE_LENGTH as u16)/>
                    <SelectField
                        name=agency_fields::PARENT
                        label="Cấp trên"
                        form=parent
                        groups=agencies
                        empty="Chọn cấp trên".to_owned()
                    />
                }
            })}
        <SelectField name=agency_fields::KIND label="Loại" form=form.clone() groups=kinds/>
        <TextField
            name=agency_fields::BLOCK
            label="Khối"
            hint="Các đơn vị cùng khối được so với nhau. Dùng khối có sẵn hoặc đặt mã riêng, ví dụ truong-hoc.".to_owned()
            form
            list=BLOCKS
            maxlength=Some(BLOCK_LENGTH as u16)
        />
        <datalist id=BLOCKS>{blocks}</datalist>
    }
    .into_any()
}

/// What the page of a new agency shows.
#[derive(Clone, Debug)]
pub struct NewAgencyView {
    /// This page's address.
    pub href: &'static str,
    /// The form, as it was sent.
    pub form: Arc<FormState>,
    /// The agencies that may stand above.
    pub agencies: Vec<SelectGroup>,
}

/// The form for a new agency.
#[component]
pub fn NewAgencyPage(view: NewAgencyView) -> impl IntoView {
    let NewAgencyView { href, form, agencies } = view;
    view! {
        <Work desk=Desk::Agencies above=vec![(TREE_HREF.to_owned(), "Đơn vị".to_owned())] here="Thêm đơn vị">
            <div class="page-head"><h1 class="h2">"Thêm đơn vị"</h1></div>
            <form class="card flow" method="post" action=href novalidate>
                <ErrorSummary form=form.clone()/>
                <AgencyFields form=form.clone() agencies top=false/>
                <TextField name=agency_fields::FROM label="Có từ ngày" kind=TextKind::Date form/>
                <p><button class="btn primary">"Thêm đơn vị"</button></p>
            </form>
        </Work>
    }
}
