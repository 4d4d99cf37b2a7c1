//! Đăng ký dự thi.

use std::sync::Arc;

use contest::accounts::{Field, Phone};
use leptos::prelude::*;

use super::person_fields::{BirthDateFields, GuardianTick, IdNumberField, NameField, WorkFields};
use crate::{
    components::{ErrorSummary, SelectGroup, TextField, TextKind, Tick},
    form::FormState,
};

/// What the registration page shows.
#[derive(Clone, Debug)]
pub struct RegisterView {
    /// What was typed before, and what is wrong with it; also what an address has chosen already.
    pub form: Arc<FormState>,
    /// The agencies, by block.
    pub agencies: Vec<SelectGroup>,
    /// Whether the number of the identity card is asked for.
    pub asks_id: bool,
    /// Whether several may register with one phone.
    pub shares_phone: bool,
    /// How long data is kept after the results are published, in months.
    pub kept_months: u8,
}

/// The name of the hidden input with the code of the address that led here.
pub const LINK: &str = "qua";

/// The registration form.
#[component]
pub fn RegisterPage(register: RegisterView) -> impl IntoView {
    let RegisterView { form, agencies, asks_id, shares_phone, kept_months } = register;
    let [next, link] = ["tiep", LINK].map(|name| Some(form.value(name)).filter(|value| !value.is_empty()));
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
                    {link.map(|link| view! { <input r#type="hidden" name=LINK value=link/> })}
                    <NameField form=form.clone()/>
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
                    {asks_id
                        .then(|| {
                            view! {
                                <IdNumberField
                                    form=form.clone()
                                    hint="12 chữ số trên thẻ căn cước; trẻ em dùng số định danh trên giấy khai sinh. Chỉ dùng để mỗi người dự thi một lần."
                                />
                            }
                        })}
                    <WorkFields form=form.clone() agencies/>
                    <Tick name=Field::Consent.name() legend="Bảo vệ dữ liệu cá nhân" form=form.clone()>
                        "Tôi đồng ý để Ban Tổ chức dùng thông tin trên cho cuộc thi này, theo "
                        <a href="/bao-ve-du-lieu" target="_blank">"thông báo bảo vệ dữ liệu cá nhân"</a>
                        {format!(". Thông tin được xóa sau {kept_months} tháng kể từ ngày công bố kết quả.")}
                    </Tick>
                    <GuardianTick form/>
                    <div class="after"><button class="btn primary block">"Đăng ký"</button></div>
                    <p class="muted">
                        "Đã đăng ký rồi? " <a href="/dang-nhap">"Đăng nhập bằng số điện thoại và mã dự thi"</a>
                    </p>
                </form>
                <Aside shares_phone/>
            </div>
        </div>
    }
}

#[component]
fn Aside(shares_phone: bool) -> impl IntoView {
    let phone = if shares_phone {
        "Bạn dùng được số của người thân đã đăng ký. Mỗi người có mã dự thi riêng, hãy giữ mã của mình."
    } else {
        "Đến bộ phận một cửa xã, phường để được hướng dẫn dự thi. Một số điện thoại chỉ đăng ký cho một người."
    };
    view! {
        <aside class="flow">
            <div class="card flow">
                <h2 class="h3">"Thông tin được giữ kín"</h2>
                <p>
                    "Bảng xếp hạng chỉ hiện họ, tên đệm và chữ cái đầu của tên. Số điện thoại, số căn cước không hiện ở đâu."
                </p>
            </div>
            <div class="card flow">
                <h2 class="h3">"Không có điện thoại riêng?"</h2>
                <p>{phone}</p>
            </div>
        </aside>
    }
}
