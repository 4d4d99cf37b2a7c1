//! Paths of categories as Moodle writes them: `$course$/top/Cải cách hành chính/Thể chế`.

use contest::text;

use super::left_out::LeftOut;

/// The topic that a path names: its last name; none for the topmost category.
pub(super) fn topic(path: &str, left_out: &mut LeftOut) -> Option<String> {
    let names = names(path);
    let known = match names.as_slice() {
        [first, top, rest @ ..] if is_context(first) && top == "top" => rest,
        [first, rest @ ..] if is_context(first) => rest,
        [top] if top == "top" => &[],
        all => all,
    };
    if known.len() > 1 {
        left_out.path(&known.join("/"));
    }
    known.last().cloned()
}

/// The path of a topic, or of the topmost category.
pub(super) fn path(topic: Option<&str>) -> String {
    let Some(topic) = topic else { return "$course$/top".to_owned() };
    // A third slash in a row would be understood wrongly.
    let gap = if topic.starts_with('/') { " " } else { "" };
    format!("$course$/top/{gap}{}", topic.replace('/', "//"))
}

/// `$course$`, `$system$`, `$cat1$`.
fn is_context(name: &str) -> bool {
    name.len() > 2 && name.starts_with('$') && name.ends_with('$')
}

/// The names between single slashes; a doubled one belongs to a name.
fn names(path: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut rest = path;
    while let Some(at) = rest.find('/') {
        let (before, after) = rest.split_at(at);
        push(&mut names, before);
        rest = if let Some(after) = after.strip_prefix("//") {
            push(&mut names, "/");
            after
        } else {
            names.push(String::new());
            &after[1..]
        };
    }
    push(&mut names, rest);
    names.into_iter().map(|name| text::squeeze(&name)).filter(|name| !name.is_empty()).collect()
}

fn push(names: &mut [String], text: &str) {
    if let Some(last) = names.last_mut() {
        last.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_name_is_the_topic() {
        let topic = |path: &str| topic(path, &mut LeftOut::default());
        for (path, expected) in [
            ("$course$/Cải cách hành chính/Thể chế", Some("Thể chế")),
            ("$course$/top/Thể chế", Some("Thể chế")),
            ("Thể chế", Some("Thể chế")),
            ("$course$/top/PAR// INDEX", Some("PAR/ INDEX")),
            ("$course$/top", None),
            ("top", None),
            ("", None),
        ] {
            assert_eq!(topic(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn a_written_path_is_read_back() {
        for name in ["Thể chế", "a/b", "/", "//a", "top", "$course$", "a/"] {
            assert_eq!(topic(&path(Some(name)), &mut LeftOut::default()).as_deref(), Some(name));
        }
        assert_eq!(topic(&path(None), &mut LeftOut::default()), None);
    }
}
