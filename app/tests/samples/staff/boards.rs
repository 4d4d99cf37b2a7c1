//! Big screens, and boards on other sites.

use std::sync::Arc;

use app::{
    form::{FormState, Problem},
    results::{FrameSiteRow, FramesPage, FramesView, frame_fields},
};
use contest::results::FrameSiteError;
use leptos::prelude::*;

use super::{now, organiser};

pub fn pages() -> Vec<(&'static str, String)> {
    vec![("boards-desk", desk(true)), ("boards-desk-empty", desk(false))]
}

fn desk(filled: bool) -> String {
    let site = FrameSiteRow { id: 1, site: "https://laocai.gov.vn".into(), added_at: now() };
    let problem = Problem::new(frame_fields::SITE, FrameSiteError::Shape.to_string());
    let refused = FormState::sent([(frame_fields::SITE, "http://laocai.gov.vn/tin-tuc")]).with_problems([problem]);
    let code = "<iframe src=\"https://thi.laocai.gov.vn/nhung/bang/2?so=10\" loading=\"lazy\"></iframe>";
    let view = FramesView {
        screens: if filled { vec![("/man-hinh/2".into(), "Tuần 2".into())] } else { vec![] },
        sites: if filled { vec![site] } else { vec![] },
        form: Arc::new(if filled { refused } else { FormState::default() }),
        codes: if filled { vec![("Cá nhân, Tuần 2".into(), code.into())] } else { vec![] },
    };
    app::render(organiser("Trình chiếu và nhúng"), || view! { <FramesPage view/> })
}
