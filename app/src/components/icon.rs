//! Line icons, drawn on 24 × 24. They repeat what stands beside them in words, so they are hidden
//! from screen readers.

use leptos::prelude::*;

/// The icons in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IconName {
    /// Done, saved.
    Check,
    /// Refused.
    Cross,
    /// Something to know.
    Info,
    /// Something to mend.
    Warning,
    /// Time.
    Clock,
    /// No network.
    Offline,
    /// Onwards.
    Arrow,
    /// To take home.
    Download,
    /// To hand in a file.
    Upload,
    /// To look for.
    Search,
    /// A permanent address.
    Link,
    /// To paper.
    Print,
}

impl IconName {
    /// The drawing.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Check => "M5 12.5l4.5 4.5L19 7.5",
            Self::Cross => "M6 6l12 12M18 6L6 18",
            Self::Info => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.5M12 7.5h.01",
            Self::Warning => "M12 3.5l9.5 16.5h-19zM12 10v4.5M12 17.3h.01",
            Self::Clock => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3 2",
            Self::Offline => {
                "M3 3l18 18M8.5 15.5a5 5 0 0 1 6-.9M5 12a10 10 0 0 1 5-2.7M2 8.5a15 15 0 0 1 5-3M12 5a15 15 0 0 1 10 3.5M19 12a10 10 0 0 0-2.4-1.7M12 19.5h.01"
            }
            Self::Arrow => "M5 12h14M13 6l6 6-6 6",
            Self::Download => "M12 4v12M7 11.5l5 5 5-5M5 20h14",
            Self::Upload => "M12 15V4M8 7.5L12 3.5l4 4M5 12v8h14v-8",
            Self::Search => "M11 4.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M16 16l4.5 4.5",
            Self::Link => {
                "M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1"
            }
            Self::Print => "M7 9V3.5h10V9M7 17H4V9h16v8h-3M7 14h10v6.5H7z",
        }
    }
}

/// One icon, as high as the line it stands in. Width and height are for browsers without the style
/// sheet.
#[component]
pub fn Icon(name: IconName) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" aria-hidden="true">
            <path d=name.path()></path>
        </svg>
    }
}
