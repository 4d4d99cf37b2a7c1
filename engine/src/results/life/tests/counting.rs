use std::collections::BTreeMap;

use contest::{
    accounts::{Involvement, Position},
    contests::{BarredPolicy, DuplicateKey, DuplicatePolicy, DuplicateRule, Eligibility, Need, Quota},
    results::field::PersonFacts,
};

use super::*;
use crate::results::field::freeze;
use crate::{
    accounts::{self, mark_involved},
    agencies::set_position_count,
    both_engines,
    db::entities::attempts,
};

both_engines! {
    async fn a_round_that_is_over_is_counted_once_whoever_tries(t: TestEngine) {
        let over = Over::new(t).await;
        let other = over.t.another().await;
        assert_eq!(over.state().await, RoundState::Closed);
        let (here, there) = tokio::join!(settle_due(&over.t), settle_due(&other));
        let settled: Vec<ResultsOf> = here.unwrap().into_iter().chain(there.unwrap()).collect();
        assert_eq!(settled, [over.of()], "one of the two counts it");
        assert_eq!(over.state().await, RoundState::Provisional);
        assert_eq!((over.logged("round.seed").await.len(), over.logged("round.provisional").await.len()), (1, 1));
        assert_eq!(over.winners().await, (vec![0, 1, 2], vec![over.tree.sibling.id]));
        let counted = over.outcome().await.counted.unwrap();
        assert_eq!((counted.people, counted.attempts, counted.people_all_correct), (5, 5, 1));
        assert_eq!((counted.quantity, counted.is_ranked), (Some(1), true));
        assert_eq!(counted.complaints_until, Some(over.t.now() + Millis::days(3)));
        assert!(settle_due(&over.t).await.unwrap().is_empty() && settle_due(&other).await.unwrap().is_empty());
    }

    async fn who_helped_to_make_the_contest_counts_as_the_rules_say(t: TestEngine) {
        let over = Over::new(t).await;
        let (organiser, first) = (over.t.organiser().await, over.people[0].id);
        mark_involved(&over.t, &organiser, first, Involvement::Organiser, "Tổ giúp việc").await.unwrap();
        let round = over.of();
        for (barred, people) in [(BarredPolicy::Allowed, 5), (BarredPolicy::WithoutPrizes, 5), (BarredPolicy::Excluded, 4)] {
            let eligibility = Eligibility { barred, ..Eligibility::default() };
            over.set_rules(&Rules { eligibility, ..prizes() }).await;
            let frozen = freeze(&over.t, &over.subject().await).await.unwrap();
            let marked = frozen.people.iter().filter(|person| person.barred).count();
            assert_eq!(marked, usize::from(barred != BarredPolicy::Allowed), "nothing is told that the rules do not ask");
            if barred == BarredPolicy::Allowed {
                continue;
            }
            assert_eq!(settle_due(&over.t).await.unwrap(), [round]);
            assert_eq!(over.winners().await.0, [1, 2, 3], "{barred:?}");
            assert_eq!(over.outcome().await.counted.unwrap().people, people, "{barred:?}");
            over.count_anew().await;
        }
    }

    async fn quotas_go_by_the_numbers_in_force_at_the_close(t: TestEngine) {
        let over = Over::new(t).await;
        let (organiser, unit, sibling) = (over.t.organiser().await, over.tree.unit.id, over.tree.sibling.id);
        let quota = |position, need| Quota { position, need };
        let (official, leader) = (Position::CivilServant, Position::Leader);
        let mut rules = prizes();
        rules.collective[0].quotas = vec![quota(official, Need::Percent(60)), quota(leader, Need::Count(1))];
        over.set_rules(&rules).await;
        let set = async |agency, position, people| {
            let since = crate::testing::START;
            set_position_count(&over.t, &organiser, agency, position, people, since).await.unwrap();
        };
        // Two officials of the unit took part; of the sibling two as well, whose leaders are not known.
        set(unit, official, 3).await;
        set(unit, leader, 0).await;
        set(sibling, official, 2).await;
        // Said after the close: it changes nothing.
        set_position_count(&over.t, &organiser, sibling, leader, 0, over.t.now()).await.unwrap();
        let frozen = freeze(&over.t, &over.subject().await).await.unwrap();
        let positions = |code: &str| frozen.agencies.iter().find(|agency| agency.code == code).unwrap().positions.clone();
        assert_eq!(positions("15-luu-tru"), BTreeMap::from([(official, 3), (leader, 0)]));
        assert!(positions("15-so-tu-phap").is_empty(), "one number left out is as good as none");
        assert_eq!(settle_due(&over.t).await.unwrap(), [over.of()]);
        assert_eq!(over.winners().await.1, [unit]);
    }

    async fn facts_tell_who_is_alike_without_what_they_have_in_common(t: TestEngine) {
        let over = Over::new(t).await;
        let organiser = over.t.organiser().await;
        let rule = |by, policy| DuplicateRule { by, policy };
        let duplicates = vec![rule(DuplicateKey::Phone, DuplicatePolicy::Allow(2)), rule(DuplicateKey::IdNumber, DuplicatePolicy::Block)];
        over.set_rules(&Rules { duplicates, ..prizes() }).await;
        // Bình is An's relative, with the same phone and, as it seems, the same card.
        let (first, second) = (over.people[0].id, over.people[1].id);
        let an = participants::Entity::find_by_id(first).one(&over.t.db.read).await.unwrap().unwrap();
        for (id, shared, at) in [(first, None, 1), (second, Some(an.phone_index.clone()), 2)] {
            let row = participants::ActiveModel {
                id: Set(id), shared_phone: Set(shared), id_index: Set(Some("card".to_owned())),
                registered_at: Set(at), ..Default::default()
            };
            row.update(&over.t.db.write).await.unwrap();
        }
        let alike = async || {
            let frozen = freeze(&over.t, &over.subject().await).await.unwrap();
            let told = serde_json::to_string(&frozen).unwrap();
            assert!(!told.contains(&an.phone_index) && !told.contains("card"), "{told}");
            let keys = |person: PersonFacts| person.duplicates.into_iter().collect::<Vec<_>>();
            frozen.people.into_iter().map(keys).filter(|keys| !keys.is_empty()).collect::<Vec<_>>()
        };
        let both = alike().await;
        assert_eq!((both.len(), both[0].len()), (2, 2), "two people, alike in two things");
        assert_eq!(both[0], both[1]);
        assert_eq!(settle_due(&over.t).await.unwrap(), [over.of()]);
        assert_eq!(over.winners().await.0, [0, 2, 3], "one card is one person, the first to register");

        over.count_anew().await;
        let page = accounts::Page { number: 0, size: 10 };
        let group = accounts::flagged_groups(&over.t, &organiser, DuplicateKey::IdNumber, page).await.unwrap();
        let value = &group.groups[0].value;
        accounts::clear_alike(&over.t, &organiser, DuplicateKey::IdNumber, value, "Gõ nhầm").await.unwrap();
        assert_eq!(alike().await.iter().map(Vec::len).collect::<Vec<_>>(), [1, 1], "the phone is left");
        assert_eq!(settle_due(&over.t).await.unwrap(), [over.of()]);
        assert_eq!(over.winners().await.0, [0, 1, 2]);
    }

    async fn a_round_waits_for_the_last_attempt(t: TestEngine) {
        let over = Over::new(t).await;
        let late = over.t.participant(&over.tree.unit, 9).await;
        let attempt = attempts::Model {
            id: late.id * 100,
            round_id: over.open.round_id,
            participant_id: late.id,
            ordinal: 1,
            track_id: over.open.staff_track_id,
            agency_id: over.tree.unit.id,
            plan_id: over.open.staff_plan_id,
            seed: vec![0; 16],
            rules_version: 1,
            started_at: 0,
            deadline_at: 0,
            accept_until: 0,
            lease: 0,
        };
        attempt.into_active_model().reset_all().insert(&over.t.db.write).await.unwrap();
        assert!(settle_due(&over.t).await.unwrap().is_empty());
        assert_eq!((over.state().await, over.outcome().await.unsubmitted), (RoundState::Closed, 1));
        assert!(row(&over.t, over.of()).await.is_none(), "no seed before the last attempt");
        over.attempt(&late, 0, 10).await;
        assert_eq!(settle_due(&over.t).await.unwrap(), [over.of()]);
        assert_eq!(over.outcome().await.counted.unwrap().quantity, Some(2));
    }

    async fn a_count_that_is_cut_off_anywhere_is_done_again_with_the_same_seed(t: TestEngine) {
        let over = Over::new(t).await;
        let (mut seed, mut states) = (None, std::collections::BTreeSet::new());
        for polls in 1..10_000 {
            let done = cut_off(settle_due(&over.t), polls).await;
            let stored = row(&over.t, over.of()).await;
            let now = stored.as_ref().map(|row| row.lots_seed.clone());
            assert!(seed.is_none() || seed == now, "the seed was drawn again");
            seed = now;
            let state = over.state().await;
            states.insert((state, seed.is_some()));
            let awards = awards::Entity::find().count(&over.t.db.read).await.unwrap();
            if state == RoundState::Closed {
                assert_eq!(awards, 0, "half a count is stored");
            } else {
                assert_eq!((awards, stored.map(|row| row.ranked_revision)), (4, Some(1)));
            }
            if done.is_some_and(|done| done.unwrap().is_empty()) {
                break;
            }
        }
        assert_eq!(states.len(), 3, "cut off before the seed, after it, and counted: {states:?}");
        assert_eq!((over.logged("round.seed").await.len(), over.logged("round.provisional").await.len()), (1, 1));
    }

    async fn a_round_closed_early_is_counted_when_an_organiser_says_so(t: TestEngine) {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 20, 10).await;
        let organiser = t.organiser().await;
        let open_still = settle(&t, &organiser, ResultsOf::Round(open.round_id)).await;
        assert!(matches!(open_still, Err(LifeError::State(RoundState::Open))), "{open_still:?}");
        crate::contests::rounds::close(&t, &organiser, open.round_id).await.unwrap();
        assert!(settle_due(&t).await.unwrap().is_empty(), "it may open again until its window is over");
        let viewer = t.viewer(&tree.department).await;
        assert!(matches!(settle(&t, &viewer, ResultsOf::Round(open.round_id)).await, Err(LifeError::NotAllowed)));
        settle(&t, &organiser, ResultsOf::Round(open.round_id)).await.unwrap();
        let counted = outcome(&t, &organiser, ResultsOf::Round(open.round_id)).await.unwrap().unwrap().counted.unwrap();
        assert_eq!((counted.people, counted.quantity, counted.complaints_until), (0, Some(0), None));
    }
}
