//! Của tôi: one's attempts, data, and the way out.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{Chip, ChipKind, Empty, Icon, IconName, Notice, NoticeKind, Tick},
    form::FormState,
};

/// What someone sees of their own.
#[derive(Clone)]
pub struct MyView {
    /// Full name.
    pub name: String,
    /// What is kept of them: label and value, the phone number masked.
    pub data: Vec<(String, String)>,
    /// Newest first.
    pub attempts: Vec<AttemptRow>,
    /// The certificates of prizes: address, and which prize.
    pub certificates: Vec<(String, String)>,
    /// Address and label of the next thing to do: a round to enter, or an attempt to go on with.
    pub next: Option<(String, String)>,
    /// The form by which one withdraws, as it was sent, and what is wrong with it.
    pub withdrawal: Arc<FormState>,
    /// Whether the data has just been mended.
    pub corrected: bool,
    /// What it means that they helped to make the contest, if they did.
    pub involved: Option<String>,
}

/// One attempt in the list.
#[derive(Clone, Debug)]
pub struct AttemptRow {
    /// Its result, or its paper while it is under way.
    pub href: String,
    /// `Tuần 2 · Lượt 1`.
    pub title: String,
    /// `Nộp lúc 11 giờ 51, thứ Năm 14/5/2026`.
    pub line: String,
    /// `90 điểm`; nothing while it is under way.
    pub score: Option<String>,
    /// Whether it is the one that counts.
    pub counts: bool,
    /// Whether its prediction is still to be made.
    pub predicts: bool,
}

impl std::fmt::Debug for MyView {
    /// Personal data stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("MyView(…)")
    }
}

/// One's attempts and data.
#[component]
pub fn MyPage(mine: MyView) -> impl IntoView {
    let MyView { name, data, attempts, certificates, next, withdrawal, corrected, involved } = mine;
    view! {
        <div class="wrap">
            <div class="page-head flow">
                <h1>{name}</h1>
                {corrected
                    .then(|| view! { <Notice kind=NoticeKind::Ok><p>"Đã lưu thông tin của bạn."</p></Notice> })}
                {involved.map(|involved| view! { <Notice><p>{involved}</p></Notice> })}
            </div>
            <div class="split">
                <section aria-labelledby="luot-thi">
                    <h2 class="band" id="luot-thi">"Các lượt thi"</h2>
                    {if attempts.is_empty() {
                        let action = next.clone().or_else(|| Some(("/".to_owned(), "Xem các vòng thi".to_owned())));
                        view! {
                            <Empty
                                title="Bạn chưa thi lượt nào"
                                text="Đọc sổ tay trước, rồi vào thi khi có khoảng 20 phút yên tĩnh."
                                action=action
                            />
                        }
                            .into_any()
                    } else {
                        let rows: Vec<_> =
                            attempts.into_iter().map(|attempt| view! { <AttemptItem attempt/> }).collect();
                        view! {
                            <ol class="list">{rows}</ol>
                            {next
                                .map(|(href, label)| {
                                    view! { <p class="after"><a class="btn primary" href=href>{label}</a></p> }
                                })}
                        }
                            .into_any()
                    }}
                </section>
                <aside class="flow">
                    {(!certificates.is_empty()).then(|| view! { <Certificates certificates/> })}
                    <MyData data/>
                    <section class="card flow" aria-labelledby="thoat">
                        <h2 class="h3" id="thoat">"Đăng xuất"</h2>
                        <p>"Trên máy dùng chung, hãy đăng xuất khi xong. Lần sau cần số điện thoại và mã dự thi."</p>
                        <form method="post" action="/dang-xuat">
                            <button class="btn block">"Đăng xuất khỏi máy này"</button>
                        </form>
                    </section>
                    <Withdraw form=withdrawal/>
                </aside>
            </div>
        </div>
    }
}

#[component]
fn AttemptItem(attempt: AttemptRow) -> impl IntoView {
    let AttemptRow { href, title, line, score, counts, predicts } = attempt;
    let under_way = score.is_none();
    view! {
        <li>
            <div>
                <h3><a href=href>{title}</a></h3>
                <p class="muted">{line}</p>
            </div>
            <p class="row">
                {score.map(|score| view! { <b class="nums">{score}</b> })}
                {counts.then(|| view! { <Chip kind=ChipKind::Ok label="Lượt được tính"/> })}
                {predicts.then(|| view! { <Chip kind=ChipKind::Wait label="Chưa dự đoán"/> })}
                {under_way.then(|| view! { <Chip kind=ChipKind::Open label="Đang làm"/> })}
            </p>
        </li>
    }
}

#[component]
fn Certificates(certificates: Vec<(String, String)>) -> impl IntoView {
    let links: Vec<_> =
        certificates.into_iter().map(|(href, label)| view! { <li><a href=href download="">{label}</a></li> }).collect();
    view! {
        <section class="card flow" aria-labelledby="giay-chung-nhan">
            <h2 class="h3" id="giay-chung-nhan">"Giấy chứng nhận giải"</h2>
            <ul class="links">{links}</ul>
        </section>
    }
}

#[component]
fn MyData(data: Vec<(String, String)>) -> impl IntoView {
    let rows: Vec<_> = data
        .into_iter()
        .map(|(label, value)| view! { <tr><th scope="row">{label}<small>{value}</small></th></tr> })
        .collect();
    view! {
        <section class="card flow" aria-labelledby="thong-tin">
            <h2 class="h3" id="thong-tin">"Thông tin của bạn"</h2>
            <table class="table">
                <caption class="vh">"Thông tin Ban Tổ chức đang giữ"</caption>
                <tbody>{rows}</tbody>
            </table>
            <p><a class="btn block" href="/cua-toi/sua">"Sửa thông tin"</a></p>
            <p>
                <a class="btn block" href="/cua-toi/du-lieu.json" download>
                    <Icon name=IconName::Download/>
                    " Tải thông tin của tôi"
                </a>
            </p>
        </section>
    }
}

/// Withdrawing consent is a person's right; it is folded away because it cannot be undone.
#[component]
fn Withdraw(form: Arc<FormState>) -> impl IntoView {
    let refused = form.is_refused();
    view! {
        <details class="card" open=refused>
            <summary>"Rút khỏi cuộc thi"</summary>
            <form class="flow" method="post" action="/cua-toi/rut-lui" novalidate>
                <p>
                    "Sau khi rút, thông tin của bạn được xóa và không khôi phục được. Kết quả chỉ còn lại dưới dạng không tên."
                </p>
                <p>
                    "Máy chủ chỉ giữ một mã để nhận lại số điện thoại, không phải số đó: đăng ký lại bằng số này thì các lượt đã thi vẫn được tính."
                </p>
                <Tick name="dong-y" legend="Xác nhận" form>"Tôi hiểu và muốn rút lại sự đồng ý"</Tick>
                <button class="btn block">"Rút khỏi cuộc thi"</button>
            </form>
        </details>
    }
}

/// What someone sees after withdrawing.
#[component]
pub fn WithdrawnPage() -> impl IntoView {
    view! {
        <div class="wrap">
            <div class="section">
                <Empty
                    title="Bạn đã rút khỏi cuộc thi"
                    text="Họ tên, ngày sinh và số điện thoại của bạn đã được xóa. Nếu muốn, bạn có thể đăng ký lại bằng chính số điện thoại đó; các lượt đã thi vẫn được tính."
                    action=Some(("/".to_owned(), "Về trang chủ".to_owned()))
                />
            </div>
        </div>
    }
}
