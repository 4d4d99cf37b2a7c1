//! Where a round stands in its life.

use contest::{
    Timestamp,
    contests::{RoundState, Window},
};
use leptos::prelude::*;

/// A round's place in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepperView {
    /// Where it stands.
    pub state: RoundState,
    /// When it is open.
    pub window: Window,
}

impl StepperView {
    /// What is known of the time of a state.
    fn when(self, state: RoundState) -> Option<String> {
        let Window { opens, closes } = self.window;
        match state {
            RoundState::Open => Some(format!("{} – {}", day(opens), day(closes))),
            RoundState::Closed if self.state < RoundState::Closed => {
                Some(format!("tự đóng {}, {} giờ {:02}", day(closes), closes.local().hour, closes.local().minute))
            }
            _ => None,
        }
    }
}

/// The states of a round from the first to the last; across where there is room.
#[component]
pub fn StateStepper(stepper: StepperView) -> impl IntoView {
    let stages = RoundState::ALL.map(|state| {
        let current = state == stepper.state;
        let done = (state < stepper.state).then_some("done");
        let label = if state <= stepper.state {
            view! { <b>{state.label()}</b> }.into_any()
        } else {
            view! { <span>{state.label()}</span> }.into_any()
        };
        let when = stepper.when(state).map(|when| view! { <br/><small class="muted">{when}</small> });
        view! { <li class=done aria-current=current.then_some("step")>{label}{when}</li> }
    });
    view! { <ol class="timeline stepper after">{stages}</ol> }
}

/// `14/5`: the year stands elsewhere on the page.
fn day(instant: Timestamp) -> String {
    let date = instant.local().date;
    format!("{}/{}", date.day, date.month)
}
