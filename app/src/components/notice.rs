//! A message about the whole page.

use leptos::prelude::*;

use super::{Icon, IconName};

/// What a message is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoticeKind {
    /// To know.
    #[default]
    Info,
    /// Done.
    Ok,
    /// Provisional, or waiting.
    Wait,
    /// Something went wrong.
    Bad,
}

impl NoticeKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "notice",
            Self::Ok => "notice ok",
            Self::Wait => "notice wait",
            Self::Bad => "notice bad",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Info | Self::Wait => IconName::Info,
            Self::Ok => IconName::Check,
            Self::Bad => IconName::Warning,
        }
    }

    /// Errors interrupt, the rest waits until the reader pauses.
    const fn role(self) -> &'static str {
        match self {
            Self::Bad => "alert",
            Self::Info | Self::Ok | Self::Wait => "status",
        }
    }
}

/// A message about the whole page: what happened, and what to do.
#[component]
pub fn Notice(#[prop(default = NoticeKind::Info)] kind: NoticeKind, children: Children) -> impl IntoView {
    view! {
        <div class=kind.class() role=kind.role()>
            <Icon name=kind.icon()/>
            <div>{children()}</div>
        </div>
    }
}
