use contest::{
    contests::{Counting, DuplicateKey, DuplicatePolicy, DuplicateRule, Eligibility},
    results::field::{Outcome, RankFile, rank_field},
};

use super::*;
use crate::{
    accounts::withdraw,
    agencies::set_headcount,
    both_engines,
    results::files::{Hashed, read_entries, write_ranked},
    secrets::sha256_hex,
};

/// The files of results as anyone gets them.
pub(super) async fn exported(over: &Over, of: ResultsOf) -> (String, Vec<u8>) {
    let files = RankedFiles::of(&over.t, of).await.unwrap();
    let (mut bytes, mut entries) = (Vec::new(), files.entries(&over.t).await.unwrap());
    while let Some(piece) = entries.next_piece().await.unwrap() {
        bytes.extend(piece);
    }
    (files.rules(&over.t).await.unwrap(), bytes)
}

/// What `cchc rank` makes of them, and the sum of what it writes.
pub(super) fn ranked(rules: &str, entries: &[u8]) -> (Outcome, String) {
    let file = RankFile::read(rules).unwrap();
    let field = read_entries(entries).unwrap();
    let outcome = rank_field(&field, &file.rules, &file.facts).unwrap();
    let mut out = Hashed::new(Vec::new());
    write_ranked(&outcome, &field, &mut out).unwrap();
    (outcome, out.finish().1)
}

both_engines! {
    async fn what_is_published_is_what_anyone_ranks_and_does_not_change(t: TestEngine) {
        let over = Over::counted(t).await;
        let (organiser, round) = (over.t.organiser().await, over.of());
        refuse(&over.t, &organiser, round, Refusable::Person(over.people[1].id), "Khai sai.").await.unwrap();
        void(&over.t, &organiser, over.open.round_id, over.people[2].id * 100, "Nhờ người làm hộ.").await.unwrap();
        let early = publish_results(&over.t, &organiser, round).await;
        assert!(matches!(early, Err(LifeError::State(RoundState::Provisional))), "{early:?}");
        over.t.advance(Millis::days(3));
        approve(&over.t, &organiser, round).await.unwrap();
        let viewer = over.t.viewer(&over.tree.unit).await;
        assert!(matches!(publish_results(&over.t, &viewer, round).await, Err(LifeError::NotAllowed)));
        assert!(RankedFiles::published(&over.t, round).await.is_err());
        assert!(published(&over.t, round).await.unwrap().is_none());
        assert!(matches!(outcome(&over.t, &viewer, round).await, Err(LifeError::NotAllowed)));
        publish_results(&over.t, &organiser, round).await.unwrap();
        assert_eq!(over.state().await, RoundState::Published);
        RankedFiles::published(&over.t, round).await.unwrap();

        let shown = published(&over.t, round).await.unwrap().unwrap();
        assert_eq!((shown.awards[0].name.as_str(), shown.refused.len()), ("Nguyễn Văn A***", 0));
        assert_eq!(over.outcome().await.awards[0].name, "Nguyễn Văn An");

        let (rules, entries) = exported(&over, over.of()).await;
        let (outcome, out) = ranked(&rules, &entries);
        let won: Vec<i64> = outcome.awards.iter().map(|award| award.entry.parse().unwrap()).collect();
        assert_eq!(won, [over.people[0].id * 100, over.people[3].id * 100, over.people[4].id * 100]);
        assert_eq!(over.winners().await.0, [0, 3, 4]);
        let sums = over.outcome().await.counted.unwrap().published.unwrap().1;
        assert_eq!(sums, [sha256_hex(rules.as_bytes()), sha256_hex(&entries), out]);
        let logged = over.logged("round.publish").await[0].detail.clone().unwrap();
        assert!(sums.iter().all(|sum| logged.contains(sum)), "{logged}");

        set_headcount(&over.t, &organiser, over.tree.sibling.id, 999, crate::testing::START).await.unwrap();
        let owner = over.t.session_of(&over.people[0]).await;
        withdraw(&over.t, &owner).await.unwrap();
        assert_eq!(exported(&over, over.of()).await, (rules, entries));
        for act in [
            void(&over.t, &organiser, over.open.round_id, over.people[0].id * 100, "Muộn.").await,
            refuse(&over.t, &organiser, round, Refusable::Person(over.people[0].id), "Muộn.").await,
            approve(&over.t, &organiser, round).await,
            withdraw_approval(&over.t, &organiser, round, "Muộn.").await,
            publish_results(&over.t, &organiser, round).await,
        ] {
            assert!(matches!(act, Err(LifeError::State(RoundState::Published))), "{act:?}");
        }
    }

    async fn the_files_name_nobody_and_are_frozen_with_the_count(t: TestEngine) {
        let over = Over::counted(t).await;
        let before = exported(&over, over.of()).await;
        let text = format!("{}{}", before.0, String::from_utf8(before.1.clone()).unwrap());
        for person in &over.people {
            for secret in [person.name.as_str(), person.phone.as_str(), "1987-09-02"] {
                assert!(!text.contains(secret), "{secret}: {text}");
            }
        }
        let organiser = over.t.organiser().await;
        set_headcount(&over.t, &organiser, over.tree.sibling.id, 999, crate::testing::START).await.unwrap();
        assert_eq!(exported(&over, over.of()).await, before);
        let file = RankFile::read(&before.0).unwrap();
        let headcount = file.facts.agencies.iter().find(|agency| agency.code == "15-so-tu-phap").unwrap().headcount;
        assert_eq!((headcount, file.facts.quantities[&1]), (Some(2), 1));
        let codes: Vec<&str> = file.facts.agencies.iter().map(|agency| agency.code.as_str()).collect();
        assert!(!codes.contains(&"12-so-noi-vu"), "another province: {codes:?}");
    }

    async fn people_who_are_alike_are_told_apart_without_being_named(t: TestEngine) {
        let over = Over::new(t).await;
        // Eight numbers on is the same given name.
        let twin = over.t.participant(&over.tree.unit, 8).await;
        over.attempt(&twin, 0, 10).await;
        let by = DuplicateRule { by: DuplicateKey::NameAndBirthDate, policy: DuplicatePolicy::Block };
        let eligibility = Eligibility { minimum_age: 60, ..Eligibility::default() };
        let rules = Rules { duplicates: vec![by], eligibility, counts: Counting::First, ..prizes() };
        over.set_rules(&rules).await;
        settle_due(&over.t).await.unwrap();
        let file = RankFile::read(&exported(&over, over.of()).await.0).unwrap();
        let alike = file.facts.people.iter().filter(|person| !person.duplicates.is_empty()).count();
        assert_eq!((alike, file.facts.people.len()), (2, 6));
        assert!(file.facts.people.iter().all(|person| person.birth_date.is_some_and(|born| born.year == 1966)));
        assert_eq!(over.winners().await.0, [0_usize; 0], "nobody is sixty");
    }

    async fn more_attempts_than_a_page_are_all_there(t: TestEngine) {
        let over = Over::new(t).await;
        let rows = (1..=5_001).map(|number| results::Model {
            attempt_id: 1_000_000 + number,
            round_id: over.open.round_id,
            participant_id: over.people[0].id,
            agency_id: over.tree.unit.id,
            track_id: over.open.staff_track_id,
            correct: 1,
            total: 10,
            score: 1_000,
            prediction: None,
            started_at: 0,
            submitted_at: 1,
            submitted_by: "server".to_owned(),
            valid: true,
            voided_at: None,
            grading: 0,
        });
        let rows: Vec<_> = rows.map(|row| row.into_active_model().reset_all()).collect();
        for rows in rows.chunks(1_000) {
            results::Entity::insert_many(rows.to_vec()).exec_without_returning(&over.t.db.write).await.unwrap();
        }
        settle_due(&over.t).await.unwrap();
        let field = read_entries(exported(&over, over.of()).await.1.as_slice()).unwrap();
        assert_eq!(field.len(), 5_006);
        assert_eq!(over.outcome().await.counted.unwrap().attempts, 5_006);
    }
}
