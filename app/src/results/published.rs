//! Kết quả đã công bố của một vòng hay cả cuộc thi, and how anyone can check it.

use contest::Timestamp;
use leptos::prelude::*;

use super::awards::{AwardTable, AwardTables};
use crate::{
    Prose,
    components::{Chip, ChipKind, Fact, Facts, Notice, NoticeKind},
};

/// What the page of published results shows.
#[derive(Clone, Debug)]
pub struct PublishedView {
    /// `Tuần 2`.
    pub title: String,
    /// When they were published.
    pub published_at: Timestamp,
    /// People, attempts, and what predictions were measured against.
    pub facts: Vec<Fact>,
    /// The prizes.
    pub tables: Vec<AwardTable>,
    /// The board of the round; none for a whole contest.
    pub board: Option<String>,
    /// Of a whole contest, the published results of its rounds: address and title.
    pub rounds: Vec<(String, String)>,
    /// The published results of the whole contest that the round belongs to.
    pub whole: Option<WholeContest>,
    /// The version of the rules that were gone by.
    pub rules_version: i32,
    /// What lots were drawn from.
    pub lots_seed: String,
    /// The files to take along, and that which ranking them gives.
    pub files: Vec<FileSum>,
    /// What was decided about questions after they were answered.
    pub corrections: Vec<PublishedCorrection>,
}

/// A corrected question, without its key.
#[derive(Clone, Debug)]
pub struct PublishedCorrection {
    /// What was asked.
    pub stem: String,
    /// What was decided and why, in a sentence.
    pub what: String,
    /// When.
    pub at: Timestamp,
}

/// The whole contest's published results, as a round's page tells of them.
#[derive(Clone, Debug)]
pub struct WholeContest {
    /// Their page.
    pub href: String,
    /// Whether prizes of rounds were given again there.
    pub replaces_prizes: bool,
}

/// A file and what its bytes add up to.
#[derive(Clone, Debug)]
pub struct FileSum {
    /// `luot-thi.csv`.
    pub name: &'static str,
    /// What is in it.
    pub meaning: &'static str,
    /// Where it is; `None` for the one that the reader makes.
    pub href: Option<String>,
    /// SHA-256 in hexadecimal.
    pub sum: String,
}

/// Published results.
#[component]
pub fn PublishedPage(results: PublishedView) -> impl IntoView {
    let PublishedView { title, published_at, facts, tables, board, rounds, whole, .. } = results;
    let (rules_version, lots_seed, files, corrections) =
        (results.rules_version, results.lots_seed, results.files, results.corrections);
    let files: Vec<_> = files.into_iter().map(|file| view! { <File file/> }).collect();
    view! {
        <div class="wrap">
            <div class="page-head flow">
                <h1>{format!("Kết quả: {title}")}</h1>
                <p class="row"><Chip kind=ChipKind::Ok label="Đã công bố"/></p>
                <p class="muted">
                    "Công bố lúc " <time datetime=published_at.local().to_string()>{published_at.long()}</time>
                    ". Kết quả đã công bố không thay đổi."
                </p>
            </div>
            {whole.map(|whole| view! { <Superseded whole/> })}
            <Facts facts class="card"/>
            <section class="section flow" aria-labelledby="giai">
                <h2 id="giai">"Giải thưởng"</h2>
                <AwardTables tables/>
                {board.map(|board| view! { <p><a href=board>"Xem bảng xếp hạng của vòng"</a></p> })}
                <p><a href=super::CERTIFICATE_ADDRESS>"Kiểm tra một giấy chứng nhận"</a></p>
            </section>
            {(!rounds.is_empty()).then(|| view! { <RoundLinks rounds/> })}
            <Corrections corrections/>
            <section class="section flow" aria-labelledby="kiem-tra">
                <h2 id="kiem-tra">"Tự kiểm tra kết quả"</h2>
                <p>
                    "Ai cũng có thể xếp hạng lại từ hai tệp dưới đây và được đúng kết quả này. Tệp không có họ tên, ngày sinh hay số điện thoại: mỗi người là một mã. Số lượt thi của bạn ở trong địa chỉ trang kết quả của bạn."
                </p>
                <ul class="links plain" aria-label="Các tệp và tổng kiểm SHA-256">{files}</ul>
                <ol class="prose">
                    <li>"Tải hai tệp về cùng một thư mục."</li>
                    <li>
                        "Chạy "
                        <code>"cchc rank --rules the-le.json --entries luot-thi.csv --out thu-hang.csv"</code> "."
                    </li>
                    <li>"So ba dòng SHA-256 mà lệnh in ra với ba dòng trên. Giống nhau là đúng."</li>
                </ol>
                <p>
                    {format!("Xếp theo thể lệ phiên bản {rules_version}. ")}
                    <a href="/cuoc-thi">"Đọc thể lệ và lịch sử sửa đổi"</a>
                </p>
                <p class="muted small">"Mã bốc thăm: " <code>{lots_seed}</code></p>
            </section>
        </div>
    }
}

/// What has come of the whole contest since the round was published.
#[component]
fn Superseded(whole: WholeContest) -> impl IntoView {
    let text = if whole.replaces_prizes {
        "Cuộc thi đã tổng kết. Mỗi người nhận một giải, giải cao nhất: giải của vòng này được trao theo kết quả tổng kết."
    } else {
        "Cuộc thi đã tổng kết. Giải của vòng này giữ nguyên như dưới đây."
    };
    view! {
        <Notice kind=NoticeKind::Info>
            <p>{text} " " <a href=whole.href>"Xem kết quả tổng kết"</a></p>
        </Notice>
    }
}

/// The published results of a contest's rounds.
#[component]
fn RoundLinks(rounds: Vec<(String, String)>) -> impl IntoView {
    let links: Vec<_> = rounds.into_iter().map(|(href, title)| view! { <li><a href=href>{title}</a></li> }).collect();
    view! {
        <section class="section flow" aria-labelledby="cac-vong">
            <h2 id="cac-vong">"Kết quả từng vòng"</h2>
            <ul class="links">{links}</ul>
        </section>
    }
}

#[component]
fn Corrections(corrections: Vec<PublishedCorrection>) -> impl IntoView {
    (!corrections.is_empty()).then(|| {
        let lines: Vec<_> = corrections
            .into_iter()
            .map(|PublishedCorrection { stem, what, at }| {
                view! {
                    <li class="name">
                        <b inner_html=Prose::from(stem).html()></b>
                        <small>{what} " " <time datetime=at.local().to_string()>{at.long()}</time></small>
                    </li>
                }
            })
            .collect();
        view! {
            <section class="section flow" aria-labelledby="dieu-chinh">
                <h2 id="dieu-chinh">"Câu hỏi được điều chỉnh sau khi thi"</h2>
                <p>"Mọi bài có các câu này đã được chấm lại trước khi xếp hạng."</p>
                <ul class="links plain">{lines}</ul>
            </section>
        }
    })
}

#[component]
fn File(file: FileSum) -> impl IntoView {
    let FileSum { name, meaning, href, sum } = file;
    let name = match href {
        Some(href) => view! { <a href=href download="">{name}</a> }.into_any(),
        None => view! { <b>{name}</b> }.into_any(),
    };
    view! { <li class="name">{name} <small>{meaning}</small> <small>"SHA-256: " <code>{sum}</code></small></li> }
}
