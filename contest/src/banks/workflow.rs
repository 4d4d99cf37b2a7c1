//! From a draft to a question that papers are drawn from: which way a revision goes, and in whose hands.
//!
//! Nobody approves their own words, whatever else they may do: that is decided here and nowhere else.

use serde::{Deserialize, Serialize};

/// How far a revision of a question has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RevisionState {
    /// Its author is still at it.
    Draft,
    /// It waits for a reviewer.
    InReview,
    /// A reviewer has given it back, with a comment.
    Returned,
    /// Papers may be drawn from it. A question has one such revision at most.
    Approved,
    /// Out of use. Rounds that were frozen with it keep it.
    Retired,
    /// A later revision stands in its place.
    Superseded,
}

impl RevisionState {
    /// All, in the order of their way.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::InReview, Self::Returned, Self::Approved, Self::Retired, Self::Superseded];

    /// The name on screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "Bản nháp",
            Self::InReview => "Chờ duyệt",
            Self::Returned => "Trả lại",
            Self::Approved => "Đã duyệt",
            Self::Retired => "Thôi dùng",
            Self::Superseded => "Đã thay",
        }
    }

    /// The short name in storage and addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in_review",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Retired => "retired",
            Self::Superseded => "superseded",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether somebody still has to do something about it. A question has one such revision at most.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::InReview | Self::Returned)
    }
}

/// What somebody's role gives them to do in a bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BankHand {
    /// Writes questions.
    Author,
    /// Approves those of others.
    Reviewer,
    /// Both, and keeps the bank in order.
    Organiser,
}

impl BankHand {
    /// Whether questions may be written.
    pub const fn writes(self) -> bool {
        matches!(self, Self::Author | Self::Organiser)
    }

    /// Whether the questions of others may be decided.
    pub const fn reviews(self) -> bool {
        matches!(self, Self::Reviewer | Self::Organiser)
    }
}

/// What is done to a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Handed to the reviewers.
    Submit,
    /// Taken back from them, to go on writing.
    TakeBack,
    /// Papers may be drawn from it from now on.
    Approve,
    /// Given back to its author, with a comment.
    Return,
    /// Given up before it was ever approved.
    Discard,
    /// Taken out of use.
    Retire,
}

impl Step {
    /// All.
    pub const ALL: [Self; 6] = [Self::Submit, Self::TakeBack, Self::Approve, Self::Return, Self::Discard, Self::Retire];

    /// What the button says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Submit => "Gửi duyệt",
            Self::TakeBack => "Rút về sửa tiếp",
            Self::Approve => "Duyệt câu này",
            Self::Return => "Trả lại kèm góp ý",
            Self::Discard => "Bỏ bản này",
            Self::Retire => "Thôi dùng câu này",
        }
    }

    /// The short name in forms and in the history.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Submit => "submit",
            Self::TakeBack => "take_back",
            Self::Approve => "approve",
            Self::Return => "return",
            Self::Discard => "discard",
            Self::Retire => "retire",
        }
    }

    /// Reads a code.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }
}

/// A revision as it stands before somebody does something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: RevisionState,
    /// Whether whoever acts wrote it.
    pub own: bool,
    /// Whether another revision of the question is approved, and stays so meanwhile.
    pub in_use: bool,
}

/// How an edit is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// In the revision itself: it is its author's draft, which nobody else has answered to.
    InPlace,
    /// As a revision of its own, a draft, beside the one that it came from.
    NewRevision,
}

/// Why something was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotDone {
    /// It is not in these hands.
    #[error("Việc này không thuộc phần việc của bạn trong ngân hàng.")]
    NotAllowed,
    /// Nobody approves or returns their own words.
    #[error("Câu này do bạn soạn nên phải do người khác duyệt.")]
    OwnWork,
    /// The revision is not where this could be done.
    #[error("Câu đang ở trạng thái “{}” nên không làm được việc này. Hãy xem lại câu.", .0.label())]
    WrongState(RevisionState),
}

/// What becomes of a revision.
///
/// # Errors
///
/// [`NotDone`] when it is not in these hands, or not from this state.
pub fn after(standing: Standing, step: Step, hand: BankHand) -> Result<RevisionState, NotDone> {
    use RevisionState::{Approved, Draft, InReview, Retired, Returned, Superseded};

    let Standing { state, own, in_use } = standing;
    let keeps = hand == BankHand::Organiser || (own && hand.writes());
    let allowed = match step {
        Step::Submit | Step::TakeBack | Step::Discard => keeps,
        Step::Approve | Step::Return | Step::Retire => hand.reviews(),
    };
    if !allowed {
        return Err(NotDone::NotAllowed);
    }
    let next = match (step, state) {
        (Step::Submit, Draft | Returned | Retired) => InReview,
        (Step::TakeBack, InReview) => Draft,
        (Step::Approve, InReview) => Approved,
        (Step::Return, InReview) => Returned,
        // What waits is given up by whoever wrote it; from the hands of others it goes back.
        (Step::Discard, InReview) if !own => return Err(NotDone::WrongState(state)),
        (Step::Discard, Draft | InReview | Returned) if in_use => Superseded,
        (Step::Discard, Draft | InReview | Returned) | (Step::Retire, Approved) => Retired,
        _ => return Err(NotDone::WrongState(state)),
    };
    if own && matches!(step, Step::Approve | Step::Return) {
        return Err(NotDone::OwnWork);
    }
    Ok(next)
}

/// How an edit of a revision is kept.
///
/// # Errors
///
/// [`NotDone::NotAllowed`] for those who do not write; [`NotDone::WrongState`] for a revision that a
/// later one has taken the place of.
pub fn edit(standing: Standing, hand: BankHand) -> Result<Edit, NotDone> {
    if !hand.writes() {
        return Err(NotDone::NotAllowed);
    }
    match standing.state {
        RevisionState::Superseded => Err(NotDone::WrongState(standing.state)),
        RevisionState::Draft if standing.own => Ok(Edit::InPlace),
        _ => Ok(Edit::NewRevision),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const HANDS: [BankHand; 3] = [BankHand::Author, BankHand::Reviewer, BankHand::Organiser];

    fn standings() -> impl Iterator<Item = Standing> {
        RevisionState::ALL.into_iter().flat_map(|state| {
            [(false, false), (false, true), (true, false), (true, true)].map(|(own, in_use)| Standing {
                state,
                own,
                in_use,
            })
        })
    }

    #[test]
    fn approval_comes_from_review_and_from_somebody_else() {
        for standing in standings() {
            for hand in HANDS {
                for step in Step::ALL {
                    let Ok(next) = after(standing, step, hand) else { continue };
                    assert_ne!(next, standing.state);
                    if next == RevisionState::Approved {
                        assert_eq!(
                            (step, standing.state, standing.own),
                            (Step::Approve, RevisionState::InReview, false)
                        );
                        assert_ne!(hand, BankHand::Author);
                    }
                }
            }
        }
    }

    #[test]
    fn the_table_of_who_may_do_what() {
        use BankHand::{Author, Organiser, Reviewer};
        use RevisionState::{Approved, Draft, InReview, Retired, Returned, Superseded};

        let may = |state, own, hand| {
            let standing = Standing { state, own, in_use: false };
            let open = Step::ALL.into_iter().filter(|step| after(standing, *step, hand).is_ok());
            open.map(Step::code).collect::<Vec<_>>().join(" ")
        };
        for (state, own, hand, expected) in [
            (Draft, true, Author, "submit discard"),
            (Draft, false, Author, ""),
            (Draft, false, Reviewer, ""),
            (Draft, false, Organiser, "submit discard"),
            (InReview, true, Author, "take_back discard"),
            (InReview, false, Author, ""),
            (InReview, false, Reviewer, "approve return"),
            (InReview, true, Reviewer, ""),
            (InReview, false, Organiser, "take_back approve return"),
            (InReview, true, Organiser, "take_back discard"),
            (Returned, true, Author, "submit discard"),
            (Returned, false, Reviewer, ""),
            (Approved, true, Author, ""),
            (Approved, true, Reviewer, "retire"),
            (Approved, true, Organiser, "retire"),
            (Retired, true, Author, "submit"),
            (Retired, false, Reviewer, ""),
            (Retired, false, Organiser, "submit"),
            (Superseded, true, Organiser, ""),
        ] {
            assert_eq!(may(state, own, hand), expected, "{state:?}, own: {own}, {hand:?}");
        }
    }

    #[test]
    fn a_draft_that_is_given_up_leaves_the_approved_revision_in_use() {
        for state in [RevisionState::Draft, RevisionState::InReview] {
            let given_up = |in_use| after(Standing { state, own: true, in_use }, Step::Discard, BankHand::Author);
            assert_eq!((given_up(true), given_up(false)), (Ok(RevisionState::Superseded), Ok(RevisionState::Retired)));
        }
    }

    #[test]
    fn own_work_is_told_apart_from_what_is_not_allowed() {
        let own = Standing { state: RevisionState::InReview, own: true, in_use: false };
        assert_eq!(after(own, Step::Approve, BankHand::Organiser), Err(NotDone::OwnWork));
        assert_eq!(after(own, Step::Approve, BankHand::Author), Err(NotDone::NotAllowed));
        let draft = Standing { state: RevisionState::Draft, ..own };
        assert_eq!(after(draft, Step::Approve, BankHand::Organiser), Err(NotDone::WrongState(RevisionState::Draft)));
    }

    #[test]
    fn codes_are_read_back() {
        assert!(RevisionState::ALL.into_iter().all(|state| RevisionState::parse(state.code()) == Some(state)));
        assert!(Step::ALL.into_iter().all(|step| Step::parse(step.code()) == Some(step)));
        assert_eq!(RevisionState::parse("x"), None);
    }

    /// What somebody does to a question.
    #[derive(Clone, Copy, Debug)]
    enum Move {
        Step(Step),
        Edit,
    }

    fn moves() -> impl Strategy<Value = Vec<(Move, usize, usize)>> {
        let moves = prop_oneof![prop::sample::select(Step::ALL.to_vec()).prop_map(Move::Step), Just(Move::Edit)];
        prop::collection::vec((moves, 0..HANDS.len(), 0..4_usize), 0..60)
    }

    proptest! {
        /// Whatever a few people do in whatever order: the words of an approved revision were written
        /// by one and approved by another, and only a draft of one's own is ever written over.
        #[test]
        fn two_people_stand_behind_every_approval(moves in moves()) {
            let (mut state, mut author, mut in_use) = (RevisionState::Draft, 0, false);
            for (what, hand, person) in moves {
                let standing = Standing { state, own: person == author, in_use };
                match what {
                    Move::Step(step) => {
                        let Ok(next) = after(standing, step, HANDS[hand]) else { continue };
                        if next == RevisionState::Approved {
                            prop_assert_ne!(person, author);
                            in_use = false;
                        }
                        state = next;
                    }
                    Move::Edit => match edit(standing, HANDS[hand]) {
                        Ok(Edit::InPlace) => prop_assert_eq!((state, person), (RevisionState::Draft, author)),
                        Ok(Edit::NewRevision) => {
                            in_use |= state == RevisionState::Approved;
                            (state, author) = (RevisionState::Draft, person);
                        }
                        Err(_) => {}
                    },
                }
            }
        }
    }
}
