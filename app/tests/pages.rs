//! What holds for every page: nothing inline, labelled controls, no key, few bytes.

mod samples;

use std::{collections::HashSet, io::Write};

use app::{
    attempts::{PaperPage, PaperView, QuestionView},
    form::FormState,
};
use flate2::{Compression, write::GzEncoder};
use leptos::prelude::*;

/// The values of an attribute, in order. Good for our own output, which is regular.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let mut values = Vec::new();
    let mut rest = html;
    let needle = format!(" {name}=");
    while let Some(at) = rest.find(&needle) {
        rest = &rest[at + needle.len()..];
        let value = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next(),
            None => rest.split(['>', ' ', '/']).next(),
        };
        values.extend(value);
    }
    values
}

fn tags<'a>(html: &'a str, tag: &str) -> Vec<&'a str> {
    let open = format!("<{tag}");
    html.match_indices(&open)
        .map(|(at, _)| &html[at..])
        .filter(|rest| rest[open.len()..].starts_with([' ', '>']))
        .filter_map(|rest| rest.split_inclusive('>').next())
        .collect()
}

#[test]
fn nothing_is_inline() {
    for (name, html) in samples::pages() {
        assert_eq!(tags(&html, "style"), Vec::<&str>::new(), "{name}");
        assert_eq!(attributes(&html, "style"), Vec::<&str>::new(), "{name}");
        assert!(!html.contains("javascript:"), "{name}");
        for script in tags(&html, "script") {
            assert!(
                ["start", "live", "screen"].iter().any(|name| script.contains(&format!(" src=\"/{name}.js?v=1\"")))
                    && script.contains(" nonce=\"bm9uY2U\""),
                "{name}: {script}"
            );
            assert!(html.contains(&format!("{script}</script>")), "{name}: a script has a body");
        }
        for handler in ["onclick", "onsubmit", "onload", "onerror", "onchange", "oninput"] {
            assert_eq!(attributes(&html, handler), Vec::<&str>::new(), "{name}");
        }
    }
}

#[test]
fn scripts_load_only_where_there_is_work_for_them() {
    for (name, html) in samples::pages() {
        assert_eq!(html.contains("/start.js"), html.contains("<leptos-island"), "{name}");
        assert_eq!(html.contains("/live.js"), html.contains(" data-live="), "{name}");
        assert_eq!(html.contains("/screen.js"), html.contains(" data-feed="), "{name}");
        assert_eq!(html.contains("modulepreload"), html.contains("<leptos-island"), "{name}");
    }
}

#[test]
fn every_page_is_a_whole_document() {
    for (name, html) in samples::pages() {
        assert!(html.starts_with("<!DOCTYPE html><html lang=\"vi\""), "{name}");
        assert!(html.ends_with("</html>"), "{name}");
        assert!(html.contains(" · Tìm hiểu cải cách hành chính · Tỉnh Lào Cai</title>"), "{name}");
        assert_eq!(tags(&html, "main").len(), 1, "{name}");
        assert_eq!(tags(&html, "h1").len(), 1, "{name}");
        // On a screen that nobody touches, and in a frame, there is nothing to skip.
        let stands_alone = !name.starts_with("screen") && !name.starts_with("framed");
        assert_eq!(html.contains("class=\"skip\""), stands_alone, "{name}");
    }
}

#[test]
fn ids_are_unique_and_what_refers_to_them_finds_them() {
    for (name, html) in samples::pages() {
        let all = attributes(&html, "id");
        let ids: HashSet<&str> = all.iter().copied().collect();
        assert_eq!(ids.len(), all.len(), "{name}: an id stands twice");
        let references = ["for", "aria-labelledby", "aria-describedby", "form"];
        for reference in references.iter().flat_map(|attribute| attributes(&html, attribute)) {
            for id in reference.split(' ') {
                assert!(ids.contains(id), "{name}: nothing has the id {id}");
            }
        }
        for href in attributes(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(ids.contains(href), "{name}: nothing has the id {href}");
        }
    }
}

#[test]
fn every_control_has_a_label() {
    for (name, html) in samples::pages() {
        let labelled: HashSet<&str> = attributes(&html, "for").into_iter().collect();
        for control in tags(&html, "input").into_iter().chain(tags(&html, "select")) {
            let by_id = attributes(control, "id").iter().any(|id| labelled.contains(id));
            let at = control.as_ptr() as usize - html.as_ptr() as usize;
            let before = &html[..at];
            let inside_label = before.rfind("<label").is_some_and(|label| !before[label..].contains("</label>"));
            assert!(by_id || inside_label || control.contains("hidden"), "{name}: {control}");
        }
    }
}

#[test]
fn a_refused_form_says_what_to_mend_and_where() {
    let wrong = samples::accounts::wrong_registration();
    let pages = samples::pages();
    let html = &pages.iter().find(|(name, _)| *name == "register-wrong").unwrap().1;
    assert!(html.contains("Còn 3 chỗ cần sửa"));
    for problem in &wrong.problems {
        assert!(html.contains(&format!("href=\"#{}\"", problem.field)), "{problem:?}");
    }
    assert!(html.contains("id=\"dien-thoai-loi\""));
    let phone = tags(html, "input").into_iter().find(|input| input.contains("name=\"dien-thoai\"")).unwrap();
    assert!(phone.contains("aria-invalid=\"true\""), "{phone}");
    assert_eq!(attributes(phone, "aria-describedby"), ["dien-thoai-goi-y dien-thoai-loi"]);
    assert!(phone.contains("value=\"0912 345 67\""), "what was typed is there again: {phone}");
    assert!(!html.contains("<script>alert"), "what was typed is text");
    assert!(html.contains("selected"), "the agency is chosen again");
}

#[test]
fn a_code_is_never_shown_again() {
    let pages = samples::pages();
    let html = &pages.iter().find(|(name, _)| *name == "sign-in").unwrap().1;
    let code = tags(html, "input").into_iter().find(|input| input.contains("name=\"ma-du-thi\"")).unwrap();
    assert_eq!(attributes(code, "value"), [""]);
    assert_eq!(format!("{:?}", FormState::sent([("dien-thoai", "0912345678")])), "FormState { problems: [], .. }");
}

fn render_paper(paper: PaperView) -> String {
    app::render(samples::attempts::paper_frame(), || view! { <PaperPage paper/> })
}

#[test]
fn a_paper_carries_places_and_nothing_else_of_its_questions() {
    let html = render_paper(samples::attempts::paper_view());
    let names: HashSet<&str> = attributes(&html, "name").into_iter().filter(|name| name.starts_with('q')).collect();
    let expected: HashSet<String> = (0..20).map(|place| format!("q{place}")).collect();
    assert_eq!(names, expected.iter().map(String::as_str).collect());
    for input in tags(&html, "input").into_iter().filter(|input| input.contains(" name=q")) {
        let value: usize = attributes(input, "value")[0].parse().unwrap();
        assert!(value < 10, "{input}");
        let known = ["<input", "type=radio", "type=checkbox", "checked", "checked>"];
        let other = input
            .split(' ')
            .find(|part| !known.contains(part) && !part.starts_with("name=q") && !part.starts_with("value="));
        assert_eq!(other, None, "{input}");
    }
    let lower = html.to_lowercase();
    for word in ["correct", "answer", "dap-an", "revision", "data-id", "explanation"] {
        assert!(!lower.contains(word), "{word}");
    }
}

#[test]
fn a_paper_shows_what_was_answered_and_what_was_not() {
    let html = render_paper(samples::attempts::paper_view());
    assert_eq!(html.matches(" checked>").count(), 10);
    assert!(html.contains("<b id=\"so-cau\">11</b>"));
    assert_eq!(html.matches("<li hidden><a class=chip").count(), 11);
    assert_eq!(html.matches("<li><a class=chip").count(), 10);
    assert!(html.contains("<a href=#cau-1 class=done aria-label=\"Câu 1, đã trả lời\">1</a>"));
    assert!(html.contains("<a href=#cau-11 aria-label=\"Câu 11, chưa trả lời\">11</a>"));
    assert!(html.contains("đến 11:53"), "without a script the page says until when there is time");
    // Enter in the prediction presses the form's first button: it must save, not submit.
    let (save, submit) = (html.find("id=\"luu-bai\"").unwrap(), html.find("id=\"nop\"").unwrap());
    assert!(save < submit);
}

#[test]
fn an_answer_cannot_break_out_of_its_page() {
    let mut questions: Vec<QuestionView> = samples::attempts::questions();
    questions[0].stem = "</legend><script>1</script> & <b>".into();
    questions[0].choices[0] = "\"><img src=x>".into();
    let html = render_paper(PaperView { questions, token: "\"><script>".into(), ..samples::attempts::paper_view() });
    assert!(html.contains("&lt;/legend&gt;&lt;script&gt;1&lt;/script&gt; &amp; &lt;b&gt;"));
    assert!(!html.contains("<img") && tags(&html, "script").len() == 1);
}

#[test]
fn a_paper_of_twenty_questions_is_light() {
    let html = render_paper(samples::attempts::paper_view());
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(html.as_bytes()).unwrap();
    let compressed = encoder.finish().unwrap().len();
    assert!(compressed <= 15_000, "{compressed} bytes compressed, {} as written", html.len());
}
