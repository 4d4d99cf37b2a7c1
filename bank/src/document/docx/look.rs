//! What run properties say of the look of text.

use quick_xml::events::BytesStart;

use crate::document::look::{Colour, LookChange};
use crate::xml::attribute;

/// Takes one element of run properties; anything else says nothing of the look.
pub(super) fn take(change: &mut LookChange, name: &str, element: &BytesStart<'_>) {
    let value = || attribute(element, "val");
    match name {
        "b" => change.bold = Some(is_on(value().as_deref())),
        "vanish" => change.hidden = Some(is_on(value().as_deref())),
        "u" => change.underline = Some(value().is_some_and(|value| value != "none")),
        "color" => {
            let of_theme = || attribute(element, "themeColor");
            change.colour = Some(match value().filter(|value| value.len() == 6) {
                Some(rgb) => Colour::of_text(&rgb),
                None => of_theme().as_deref().map_or(Colour::PLAIN, Colour::of_theme),
            });
        }
        "highlight" => change.back = Some(value().as_deref().map_or(Colour::PLAIN, Colour::behind)),
        // A highlighter says more than shading below it.
        "shd" if change.back.is_none_or(|back| back == Colour::PLAIN) => change.back = Some(fill(element)),
        _ => {}
    }
}

/// The colour of shading.
pub(super) fn fill(element: &BytesStart<'_>) -> Colour {
    attribute(element, "fill").as_deref().map_or(Colour::PLAIN, Colour::behind)
}

/// A switch is on unless it says otherwise: `<w:b/>`, `<w:b w:val="0"/>`.
fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}
