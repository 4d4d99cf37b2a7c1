//! What of a paper is shown that shows one question at a time.

use app::attempts::{PaperView, Shown, StepView, step_fields};
use contest::contests::Presentation;
use engine::attempts::OpenPaper;

use super::paper::Said;

/// The question to show, and nothing of the others. `asked` is what the address names.
pub(super) fn view(mut whole: PaperView, paper: &OpenPaper, said: Option<&Said>, asked: Option<&str>) -> StepView {
    let size = whole.questions.len();
    let reached = usize::from(paper.reached);
    let shown = shown(paper.presentation, reached, usize::from(paper.at), size, said, asked);
    let goes_back = paper.presentation.goes_back();
    let address = |place: usize| format!("/thi/{}/bai?{}={}", whole.round_id, step_fields::POSITION, place + 1);
    let may_be_seen = |place: usize| place <= reached && (goes_back || place == reached);
    let places = paper.answers.0.iter().enumerate();
    let places =
        places.map(|(place, answer)| (!answer.is_empty(), may_be_seen(place).then(|| address(place)))).collect();
    let go_on = (reached < size).then(|| address(reached));
    let question = match shown {
        Shown::Question(place) if place < size => Some(whole.questions.swap_remove(place)),
        Shown::Question(_) | Shown::End => None,
    };
    if shown != Shown::End {
        whole.prediction = None;
    }
    whole.questions = question.into_iter().collect();
    StepView { paper: whole, shown, places, goes_back, go_on }
}

fn shown(
    presentation: Presentation,
    reached: usize,
    at: usize,
    size: usize,
    said: Option<&Said>,
    asked: Option<&str>,
) -> Shown {
    let place = match (said, asked) {
        // What was sent and not taken in is there again.
        (Some(Said::Busy(fields)), _) => fields.position.map_or(size, usize::from),
        (Some(Said::Prediction(..)), _) | (_, Some(step_fields::END)) => size,
        (_, Some(number)) => number.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).unwrap_or(at),
        (_, None) => at,
    };
    match presentation {
        _ if place >= size => Shown::End,
        Presentation::OneByOne if place <= reached => Shown::Question(place),
        // Never a question that was not reached; nor, where there is no going back, one that was passed.
        _ if reached >= size => Shown::End,
        _ => Shown::Question(reached),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_address_shows_what_was_not_reached_or_cannot_be_gone_back_to() {
        for (size, reached) in (1..6).flat_map(|size| (0..=size).map(move |reached| (size, reached))) {
            for asked in ["0", "1", "2", "3", "4", "5", "6", "99999999999999999999", "-1", "x", ""] {
                for at in 0..=reached {
                    let shown = |presentation| shown(presentation, reached, at, size, None, Some(asked));
                    match shown(Presentation::OneByOne) {
                        Shown::Question(place) => assert!(place <= reached && place < size),
                        Shown::End => {}
                    }
                    if let Shown::Question(place) = shown(Presentation::ForwardOnly) {
                        assert_eq!(place, reached, "{asked}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_paper_is_opened_where_it_was_left() {
        let shown = |presentation, at, asked| shown(presentation, 3, at, 5, None, asked);
        assert_eq!(shown(Presentation::OneByOne, 1, None), Shown::Question(1));
        assert_eq!(shown(Presentation::OneByOne, 3, Some("2")), Shown::Question(1));
        assert_eq!(shown(Presentation::OneByOne, 3, Some("nop")), Shown::End);
        assert_eq!(shown(Presentation::ForwardOnly, 3, None), Shown::Question(3));
        assert_eq!(shown(Presentation::ForwardOnly, 3, Some("nop")), Shown::End);
    }
}
