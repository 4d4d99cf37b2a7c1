use std::sync::Arc;

use contest::{
    Millis,
    contests::{AttemptLimit, LimitPeriod, Refusal, Rules, TrackKind},
};

use super::{StartError, StartRequest, Started, usage};
use crate::{
    contests::Round,
    testing::{OpenContest, Person, TestEngine, Tree, both_engines},
};

/// One attempt in each period.
fn one_per(round: &Round, per: LimitPeriod) -> Round {
    let attempts = AttemptLimit { count: Some(1), per };
    Round { rules: Rules { attempts, ..round.rules.clone() }, ..round.clone() }
}

struct Field {
    t: TestEngine,
    tree: Tree,
    person: Person,
}

impl Field {
    async fn new(t: TestEngine) -> Self {
        let tree = t.tree().await;
        let person = t.participant(&tree.unit, 1).await;
        Self { t, tree, person }
    }

    async fn round(&self, contest: &OpenContest) -> Round {
        Round::load(&self.t.db.read, contest.round_id).await.unwrap().unwrap()
    }

    async fn start(&self, round: Round) -> Result<Started, StartError> {
        let request = StartRequest {
            round: Arc::new(round),
            participant: self.person.id,
            agency: self.tree.unit.id,
            track: TrackKind::Staff,
            session: 5,
            now: self.t.now(),
        };
        self.t.writer.start(request).await
    }

    async fn used(&self, round: &Round, per: LimitPeriod) -> u16 {
        let round = one_per(round, per);
        usage(&self.t.db.read, &round, self.person.id, self.t.now()).await.unwrap().used
    }
}

const ALL: [LimitPeriod; 4] = [LimitPeriod::Contest, LimitPeriod::Round, LimitPeriod::Week, LimitPeriod::Day];

both_engines! {
    async fn another_contest_uses_up_nothing(t: TestEngine) {
        let field = Field::new(t).await;
        let here = field.t.open_contest(&field.tree, 30, 10).await;
        let elsewhere = field.t.open_contest_called("khac", &field.tree, 30, 10).await;
        let round = field.round(&elsewhere).await;
        field.start(round).await.unwrap();

        let round = field.round(&here).await;
        for per in ALL {
            assert_eq!(field.used(&round, per).await, 0, "{per:?}");
        }
        assert!(!field.start(one_per(&round, LimitPeriod::Contest)).await.unwrap().resumed);
        for per in ALL {
            assert_eq!(field.used(&round, per).await, 1, "{per:?}");
        }
    }

    async fn a_limit_is_kept_over_its_period(t: TestEngine) {
        let field = Field::new(t).await;
        let contest = field.t.open_contest(&field.tree, 30, 10).await;
        let first = field.round(&contest).await;
        field.start(first.clone()).await.unwrap();

        // The next round of the same contest; the first attempt's time is up.
        let mut next = Round { id: first.id + 1, ..first };
        field.t.advance(Millis::hours(1));
        next.window.closes = field.t.now() + Millis::days(60);
        let refused = Err(StartError::Refused(Refusal::AttemptsUsed(1)));
        for (per, used) in ALL.into_iter().zip([1, 0, 1, 1]) {
            assert_eq!(field.used(&next, per).await, used, "{per:?}");
            if used == 1 {
                assert_eq!(field.start(one_per(&next, per)).await, refused, "{per:?}");
            }
        }
        field.t.advance(Millis::days(7));
        for (per, used) in ALL.into_iter().zip([1, 0, 0, 0]) {
            assert_eq!(field.used(&next, per).await, used, "{per:?}");
        }
    }
}
