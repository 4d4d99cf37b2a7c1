//! Áp phích of an agency: a code to scan, what to send in a chat, and what came through which address.

use std::sync::Arc;

use contest::{Timestamp, text::group};
use leptos::prelude::*;

use crate::{
    components::{ErrorSummary, Notice, NoticeKind, SelectField, SelectGroup, TextField},
    form::FormState,
    work::{Desk, Work},
};

/// The names of inputs.
pub mod poster_fields {
    /// The agency's official code.
    pub const AGENCY: &str = "don-vi";
    /// The address that is shown, by its code.
    pub const LINK: &str = "ma";
    /// What a new address is for.
    pub const NAME: &str = "ten";
    /// The code of the address that ends.
    pub const END: &str = "ket-thuc";
}

/// What the page of posters shows.
#[derive(Clone, Debug)]
pub struct PosterView {
    /// Where it stands in the work area.
    pub desk: Desk,
    /// The address of this page, for forms.
    pub href: String,
    /// The agencies that may be chosen; none where there is one only.
    pub agencies: Vec<SelectGroup>,
    /// The agency, with the one above it.
    pub agency: String,
    /// How it stands now; `None` while nobody has taken part.
    pub standing: Option<String>,
    /// The poster's picture.
    pub picture: String,
    /// The poster as files: address and what it is.
    pub files: Vec<(String, &'static str)>,
    /// A text for a chat, the address in it.
    pub message: String,
    /// The addresses and what came through them.
    pub links: Vec<PosterLink>,
    /// The code of the one that the poster shows.
    pub chosen: String,
    /// What was done a moment ago.
    pub done: Option<&'static str>,
    /// What was typed, and what is wrong.
    pub form: Arc<FormState>,
}

/// An address that leads into the agency.
#[derive(Clone, Debug)]
pub struct PosterLink {
    /// Its code.
    pub code: String,
    /// What it is for.
    pub name: String,
    /// As people type it.
    pub address: String,
    /// The page with the poster that shows it.
    pub poster: String,
    /// Whether it can be ended: an agency's own code cannot.
    pub ends: bool,
    /// When it was ended.
    pub ended_at: Option<Timestamp>,
    /// How often it was followed, how many registered through it, and how many of them took part.
    pub counts: [u64; 3],
}

/// The poster with its files, the text for a chat, and the addresses.
#[component]
pub fn PosterPage(view: PosterView) -> impl IntoView {
    let PosterView { desk, href, agencies, agency, standing, picture, files, message, links, chosen, done, form } =
        view;
    let standing = standing.unwrap_or_else(|| "Chưa có ai của đơn vị dự thi vòng này.".to_owned());
    let alt = format!("Áp phích có mã QR dẫn vào trang đăng ký của {agency}");
    let files: Vec<_> = files.into_iter().map(|(href, label)| view! { <a class="btn" href=href>{label}</a> }).collect();
    view! {
        <Work desk>
            <div class="page-head flow">
                <h1 class="h2">"Áp phích và đường dẫn"</h1>
                <p class="lead">{agency}</p>
                <p>{standing}</p>
            </div>
            <div class="flow">
                <ErrorSummary form=form.clone()/>
                {done.map(|done| view! { <Notice kind=NoticeKind::Ok><p>{done}</p></Notice> })}
            </div>
            {(!agencies.is_empty()).then(|| view! { <ChooseAgency href=href.clone() agencies form=form.clone()/> })}
            <div class="split after">
                <section class="card flow" aria-labelledby="ap-phich">
                    <h2 class="h3" id="ap-phich">"Áp phích"</h2>
                    <p class="muted">
                        "Người quét mã vào thẳng trang đăng ký, đơn vị đã chọn sẵn. In khổ A4 hoặc A5, không cần lề."
                    </p>
                    <img class="poster-picture" src=picture alt=alt width="1240" height="1754"/>
                    <p class="row">{files}</p>
                </section>
                <Message message/>
            </div>
            <Links href=href.clone() links chosen/>
            <form class="card flow after" method="post" action=href novalidate>
                <h2 class="h3">"Thêm đường dẫn"</h2>
                <TextField
                    name=poster_fields::NAME
                    label="Dùng ở đâu"
                    hint="Ví dụ: Nhóm Zalo tổ dân phố 3. Mỗi nơi một đường dẫn thì biết nơi nào có nhiều người dự thi.".to_owned()
                    form
                    maxlength=Some(80)
                />
                <p><button class="btn">"Tạo đường dẫn"</button></p>
            </form>
        </Work>
    }
}

#[component]
fn ChooseAgency(href: String, agencies: Vec<SelectGroup>, form: Arc<FormState>) -> impl IntoView {
    view! {
        <form class="filters after" method="get" action=href>
            <SelectField name=poster_fields::AGENCY label="Đơn vị" form groups=agencies/>
            <button class="btn">"Xem"</button>
        </form>
    }
}

#[component]
fn Message(message: String) -> impl IntoView {
    view! {
        <section class="card flow" aria-labelledby="loi-nhan">
            <h2 class="h3" id="loi-nhan">"Lời nhắn cho nhóm Zalo"</h2>
            <label class="muted" r#for="loi-nhan-chu">"Chạm vào ô, chọn tất cả rồi sao chép."</label>
            <textarea class="input" id="loi-nhan-chu" rows="10" readonly>{message}</textarea>
        </section>
    }
}

#[component]
fn Links(href: String, links: Vec<PosterLink>, chosen: String) -> impl IntoView {
    let rows: Vec<_> = links
        .into_iter()
        .map(|link| {
            let is_chosen = link.code == chosen;
            view! { <Row href=href.clone() link is_chosen/> }
        })
        .collect();
    view! {
        <section class="after flow" aria-labelledby="duong-dan">
            <h2 class="h3" id="duong-dan">"Đường dẫn của đơn vị"</h2>
            <div class="table-wrap">
                <table class="table">
                    <caption class="vh">"Số lượt mở và số người dự thi theo từng đường dẫn"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"Đường dẫn"</th>
                            <th scope="col" class="num">"Đăng ký"</th>
                            <th scope="col" class="num">"Đã dự thi"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="muted">
                "Lượt mở gồm cả lượt ứng dụng nhắn tin xem trước đường dẫn. Không lưu ai đã mở."
            </p>
        </section>
    }
}

#[component]
fn Row(href: String, link: PosterLink, is_chosen: bool) -> impl IntoView {
    let PosterLink { code, name, address, poster, ends, ended_at, counts } = link;
    let [openings, registered, took_part] = counts.map(|count| group(count as i64));
    let state = match ended_at {
        Some(at) => view! { <small class="muted">{format!("Đã ngừng từ {}", at.short_date())}</small> }.into_any(),
        None if is_chosen => view! { <small class="muted">"Đang hiện trên áp phích ở trên"</small> }.into_any(),
        None => view! { <a href=poster>"Xem áp phích"<span class="vh">{format!(" của {name}")}</span></a> }.into_any(),
    };
    let end = (ends && ended_at.is_none()).then(|| {
        view! {
            <form method="post" action=href>
                <input r#type="hidden" name=poster_fields::END value=code/>
                <button class="btn small">"Ngừng"<span class="vh">{format!(" đường dẫn {name}")}</span></button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">{name.clone()} <small class="nums">{address}</small> <small>{format!("{openings} lượt mở")}</small> {state} {end}</th>
            <td class="num">{registered}</td>
            <td class="num">{took_part}</td>
        </tr>
    }
}
