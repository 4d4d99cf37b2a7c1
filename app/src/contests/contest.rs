//! Thể lệ: the contest's rules, calendar, tracks and prizes.

use contest::{Timestamp, contests::TrackKind};
use leptos::prelude::*;

use super::{RulesHistory, RulesStep};
use crate::components::{Chip, ChipKind, Crumbs, Fact, Facts, Stage, Timeline};

/// What the page of a contest shows.
#[derive(Clone, Debug)]
pub struct ContestView {
    /// Above the title: the plan that the contest follows.
    pub kicker: String,
    /// The contest's full title.
    pub title: String,
    /// When it runs, in a sentence.
    pub lead: String,
    /// What goes on now: `Đang mở tuần 2`.
    pub state: String,
    /// Whether a round is open.
    pub is_open: bool,
    /// Live figures.
    pub facts: Vec<Fact>,
    /// When they were counted.
    pub counted_at: Timestamp,
    /// The calendar.
    pub stages: Vec<Stage>,
    /// The rules as sentences, from `Rules::describe`.
    pub rules: Vec<String>,
    /// How they came to be so, newest first; none where they never changed.
    pub history: Vec<RulesStep>,
    /// Who competes with whom.
    pub tracks: Vec<TrackView>,
    /// Prizes; none for a contest without.
    pub prizes: Vec<PrizeRow>,
    /// Whether the visitor has yet to register.
    pub may_register: bool,
}

/// A track with what sets it apart in this contest.
#[derive(Clone, Debug)]
pub struct TrackView {
    /// Which.
    pub kind: TrackKind,
    /// What the paper is made of, if tracks differ in it.
    pub note: Option<String>,
}

/// One kind of prize.
#[derive(Clone, Debug)]
pub struct PrizeRow {
    /// `Giải Nhất`.
    pub name: String,
    /// How many.
    pub count: u32,
    /// `2.000.000 đ`.
    pub worth: String,
}

/// The contest's rules, calendar, tracks and prizes.
#[component]
pub fn ContestPage(contest: ContestView) -> impl IntoView {
    let ContestView {
        kicker,
        title,
        lead,
        state,
        is_open,
        facts,
        counted_at,
        stages,
        rules,
        history,
        tracks,
        prizes,
        ..
    } = contest;
    let chip = if is_open { ChipKind::Open } else { ChipKind::Plain };
    let rules: Vec<_> = rules.into_iter().map(|rule| view! { <li>{rule}</li> }).collect();
    view! {
        <div class="wrap">
            <Crumbs here="Thể lệ"/>
            <div class="page-head flow">
                <p class="kicker">{kicker}</p>
                <h1>{title}</h1>
                <p class="lead">{lead}</p>
                <p class="row">
                    {contest
                        .may_register
                        .then(|| view! { <a class="btn primary" href="/dang-ky">"Đăng ký dự thi"</a> })}
                    <a class="btn" href="/so-tay">"Đọc sổ tay"</a>
                </p>
            </div>
            <section class="card" aria-labelledby="luc-nay">
                <h2 class="h3 row between" id="luc-nay">"Lúc này " <Chip kind=chip label=state/></h2>
                <Facts facts class="after-s"/>
                <p class="small muted after">
                    "Cập nhật lúc " <time datetime=counted_at.local().to_string()>{counted_at.long()}</time>
                </p>
            </section>
            <div class="section split">
                <div>
                    <section aria-labelledby="lich">
                        <h2 class="band" id="lich">"Lịch cuộc thi"</h2>
                        <Timeline stages/>
                    </section>
                    <section aria-labelledby="cach-thi" class="flow after">
                        <h2 class="band" id="cach-thi">"Cách thi và tính điểm"</h2>
                        <ul class="prose">{rules}</ul>
                    </section>
                    {(!history.is_empty())
                        .then(|| view! {
                            <section aria-labelledby="lich-su" class="flow after">
                                <h2 class="band" id="lich-su">"Thể lệ đã thay đổi"</h2>
                                <p class="muted">
                                    "Lượt thi giữ thể lệ của lúc bắt đầu; vòng đã đóng giữ thể lệ của vòng."
                                </p>
                                <RulesHistory steps=history/>
                            </section>
                        })}
                </div>
                <div class="flow">
                    <Tracks tracks/>
                    {(!prizes.is_empty()).then(|| view! { <Prizes prizes/> })}
                </div>
            </div>
        </div>
    }
}

#[component]
fn Tracks(tracks: Vec<TrackView>) -> impl IntoView {
    let tracks: Vec<_> = tracks
        .into_iter()
        .map(|TrackView { kind, note }| {
            view! {
                <div>
                    <h3 class="h4">{kind.label()}</h3>
                    {note.map(|note| view! { <p>{note}</p> })}
                </div>
            }
        })
        .collect();
    view! {
        <section class="card flow" aria-labelledby="bang-thi">
            <h2 class="h3" id="bang-thi">"Bảng dự thi"</h2>
            {tracks}
        </section>
    }
}

#[component]
fn Prizes(prizes: Vec<PrizeRow>) -> impl IntoView {
    let rows: Vec<_> = prizes
        .into_iter()
        .map(|PrizeRow { name, count, worth }| {
            view! { <tr><th scope="row">{name}</th><td class="num">{count}</td><td class="num">{worth}</td></tr> }
        })
        .collect();
    view! {
        <section class="card" aria-labelledby="giai-thuong">
            <h2 class="h3" id="giai-thuong">"Giải thưởng"</h2>
            <table class="table">
                <caption class="vh">"Cơ cấu giải thưởng"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Giải"</th>
                        <th scope="col" class="num">"Số giải"</th>
                        <th scope="col" class="num">"Mức thưởng"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}
