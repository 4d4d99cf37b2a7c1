//! The work areas of staff: a side bar with the page beside it.

use leptos::prelude::*;

/// The entries of the two work areas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    /// Tổng quan, of an organiser.
    Overview,
    /// Thống kê.
    Statistics,
    /// Vòng thi.
    Rounds,
    /// Câu hỏi.
    Banks,
    /// Người dự thi, of the whole contest.
    People,
    /// Đơn vị and their headcounts.
    Agencies,
    /// Big screens, and boards within frames.
    Boards,
    /// Tài khoản đơn vị.
    Viewers,
    /// Báo cáo, of an organiser.
    Reports,
    /// Đơn vị của tôi, of an agency's viewer.
    OwnAgency,
    /// Người dự thi of that agency.
    OwnPeople,
    /// Số người of that agency.
    OwnHeadcounts,
    /// Báo cáo of that agency.
    OwnReports,
    /// Áp phích of that agency.
    OwnPoster,
    /// One's own password, of an organiser.
    OrganiserAccount,
    /// One's own password, of a viewer.
    ViewerAccount,
    /// One's own password, while nothing else may be done.
    FirstPassword,
}

/// Where the work area of whoever looks begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WorkHome(pub &'static str);

/// Where the work area of those begins who work on banks and nothing else.
pub const BANKS_HOME: &str = "/ban-to-chuc/ngan-hang";

/// An address with its label.
type Entry = (Desk, &'static str, &'static str);

const PASSWORD: &str = "/ban-to-chuc/mat-khau";

const ORGANISER: [Entry; 10] = [
    (Desk::Overview, "/ban-to-chuc", "Tổng quan"),
    (Desk::Statistics, "/ban-to-chuc/thong-ke", "Thống kê"),
    (Desk::Rounds, "/ban-to-chuc/vong-thi", "Vòng thi"),
    (Desk::Banks, "/ban-to-chuc/ngan-hang", "Câu hỏi"),
    (Desk::People, "/ban-to-chuc/nguoi-du-thi", "Người dự thi"),
    (Desk::Agencies, "/ban-to-chuc/don-vi", "Đơn vị"),
    (Desk::Reports, "/ban-to-chuc/bao-cao", "Báo cáo"),
    (Desk::Boards, "/ban-to-chuc/nhung", "Trình chiếu, nhúng"),
    (Desk::Viewers, "/ban-to-chuc/tai-khoan", "Tài khoản đơn vị"),
    (Desk::OrganiserAccount, PASSWORD, "Tài khoản của tôi"),
];

const VIEWER: [Entry; 6] = [
    (Desk::OwnAgency, "/don-vi", "Đơn vị của tôi"),
    (Desk::OwnPeople, "/don-vi/nguoi-du-thi", "Người dự thi"),
    (Desk::OwnHeadcounts, "/don-vi/so-nguoi", "Số người"),
    (Desk::OwnReports, "/don-vi/bao-cao", "Báo cáo"),
    (Desk::OwnPoster, "/don-vi/ap-phich", "Áp phích"),
    (Desk::ViewerAccount, PASSWORD, "Tài khoản của tôi"),
];

const WORKER: [Entry; 2] =
    [(Desk::Banks, BANKS_HOME, "Câu hỏi"), (Desk::OrganiserAccount, PASSWORD, "Tài khoản của tôi")];

impl Desk {
    /// The entries of the area that this one belongs to, for somebody whose area begins at `home`.
    fn area(self, home: Option<&str>) -> &'static [Entry] {
        if home == Some(BANKS_HOME) && WORKER.iter().any(|(desk, ..)| *desk == self) {
            return &WORKER;
        }
        [ORGANISER.as_slice(), VIEWER.as_slice()]
            .into_iter()
            .find(|area| area.iter().any(|(desk, ..)| *desk == self))
            .unwrap_or_default()
    }
}

/// The side bar and the page. `above` is the way back: address and name of each page above.
#[component]
pub fn Work(
    desk: Desk,
    #[prop(default = Vec::new())] above: Vec<(String, String)>,
    /// The name of this page in the way back.
    #[prop(into, default = String::new())]
    here: String,
    children: Children,
) -> impl IntoView {
    let home = use_context::<WorkHome>().map(|WorkHome(home)| home);
    let entries: Vec<_> = desk
        .area(home)
        .iter()
        .map(|(entry, href, label)| {
            view! { <a href=*href aria-current=(*entry == desk).then_some("page")>{*label}</a> }
        })
        .collect();
    let class = if entries.is_empty() { "wrap" } else { "wrap work" };
    let side = (!entries.is_empty()).then(|| view! { <nav class="side" aria-label="Khu vực làm việc">{entries}</nav> });
    view! {
        <div class=class>
            {side}
            <main id="noi-dung">
                {(!above.is_empty()).then(|| view! { <Trail above here/> })}
                {children()}
            </main>
        </div>
    }
}

#[component]
fn Trail(above: Vec<(String, String)>, here: String) -> impl IntoView {
    let above: Vec<_> = above.into_iter().map(|(href, label)| view! { <li><a href=href>{label}</a></li> }).collect();
    view! {
        <nav aria-label="Đường dẫn">
            <ol class="crumbs">{above}<li aria-current="page">{here}</li></ol>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_shown_the_other_area() {
        assert!(ORGANISER.iter().all(|(desk, ..)| desk.area(Some("/ban-to-chuc")) == ORGANISER));
        assert!(VIEWER.iter().all(|(desk, ..)| desk.area(Some("/don-vi")) == VIEWER));
        assert!(WORKER.iter().all(|(desk, ..)| desk.area(Some(BANKS_HOME)) == WORKER));
        assert!(Desk::FirstPassword.area(None).is_empty());
        assert!(VIEWER.iter().all(|(_, href, _)| href.starts_with("/don-vi") || *href == PASSWORD));
    }
}
