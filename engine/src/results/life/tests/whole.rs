//! A whole contest of two rounds.

use contest::{
    contests::OnePrize,
    results::{
        Certified,
        field::{RankFile, rank_field},
    },
};

use super::{
    publishing::{exported, ranked},
    *,
};
use crate::{
    both_engines,
    contests::rounds,
    db::entities::rounds as round_rows,
    results::{Standing, certificate_code, verify_certificate},
    secrets::sha256_hex,
};

/// The rules of [`prizes`] with one prize of the whole contest, for a person and for an agency.
fn with_whole(one_prize: OnePrize) -> Rules {
    let mut rules = Rules { one_prize, ..prizes() };
    let mut whole = rules.prizes[0].clone();
    (whole.name, whole.period) = ("Giải chung cuộc".to_owned(), Period::Contest);
    whole.classes = vec![PrizeClass { name: "Giải Đặc biệt".to_owned(), count: 1, value: 0, points: 0 }];
    rules.prizes.insert(0, whole);
    let mut agencies = rules.collective[0].clone();
    (agencies.name, agencies.period) = ("Giải tập thể chung cuộc".to_owned(), Period::Contest);
    rules.collective.push(agencies);
    rules
}

impl Over {
    fn whole(&self) -> ResultsOf {
        ResultsOf::Contest(self.open.contest_id)
    }

    /// Approves and publishes what was counted.
    async fn publish(&self, of: ResultsOf) {
        let organiser = self.t.organiser().await;
        self.t.advance(Millis::days(3));
        approve(&self.t, &organiser, of).await.unwrap();
        publish_results(&self.t, &organiser, of).await.unwrap();
    }

    /// A second round, closed, in which these people have as many right.
    async fn second_round(&mut self, correct: &[i32]) -> i64 {
        let db = &self.t.db.write;
        let first = round_rows::Entity::find_by_id(self.open.round_id).one(db).await.unwrap().unwrap();
        let id = first.id + 1;
        let row = round_rows::Model {
            id,
            number: 2,
            title: "Tuần 2".to_owned(),
            opens_at: self.t.now().0,
            closes_at: self.t.now().0 + 1_000,
            state: RoundState::Closed.code().to_owned(),
            ..first.clone()
        };
        row.into_active_model().reset_all().insert(db).await.unwrap();
        self.open.round_id = id;
        for (place, correct) in correct.iter().enumerate() {
            self.attempt(&self.people[place], 1, *correct).await;
        }
        self.open.round_id = first.id;
        self.t.advance(Millis::days(1));
        id
    }

    /// Prizes with their round and the winners, as places in `people`.
    async fn given(&self, of: ResultsOf) -> Vec<(String, Option<i32>, Option<usize>)> {
        let overview = outcome(&self.t, &self.t.organiser().await, of).await.unwrap().unwrap();
        let winner = |award: &AwardLine| match award.whose {
            Refusable::Person(id) => self.people.iter().position(|person| person.id == id),
            Refusable::Agency(_) => None,
        };
        overview.awards.iter().map(|award| (award.class.clone(), award.round, winner(award))).collect()
    }
}

fn told(given: &[(String, Option<i32>, Option<usize>)]) -> Vec<(&str, Option<i32>, Option<usize>)> {
    given.iter().map(|(class, round, winner)| (class.as_str(), *round, *winner)).collect()
}

both_engines! {
    async fn a_contest_is_counted_over_its_rounds_and_published_like_one(t: TestEngine) {
        let mut over = Over::new(t).await;
        over.set_rules(&with_whole(OnePrize::Race)).await;
        settle_due(&over.t).await.unwrap();
        let (organiser, whole) = (over.t.organiser().await, over.whole());
        // Đào has everything right in the second round, faster than nobody: lots are drawn with An.
        let second = over.second_round(&[9, 1, 1, 1, 10]).await;
        let early = settle(&over.t, &organiser, whole).await;
        assert!(matches!(early, Err(LifeError::State(RoundState::Open))), "{early:?}");
        over.publish(over.of()).await;
        settle_due(&over.t).await.unwrap();
        over.publish(ResultsOf::Round(second)).await;
        let of_rounds = (over.given(over.of()).await, over.given(ResultsOf::Round(second)).await);

        assert!(settle_due(&over.t).await.unwrap().is_empty(), "nobody has said so yet");
        let viewer = over.t.viewer(&over.tree.unit).await;
        assert!(matches!(settle(&over.t, &viewer, whole).await, Err(LifeError::NotAllowed)));
        settle(&over.t, &organiser, whole).await.unwrap();
        let seed = row(&over.t, whole).await.unwrap().lots_seed;
        let again = settle(&over.t, &organiser, whole).await;
        assert!(matches!(again, Err(LifeError::State(RoundState::Provisional))), "{again:?}");
        assert_eq!(row(&over.t, whole).await.unwrap().lots_seed, seed, "drawn once");
        let given = over.given(whole).await;
        let first = given[0].2.unwrap();
        assert!([0, 4].contains(&first), "{given:?}");
        assert_eq!(told(&given)[1..], [("Tập thể Nhất", None, None)]);
        let counted = outcome(&over.t, &organiser, whole).await.unwrap().unwrap().counted.unwrap();
        assert_eq!((counted.people, counted.attempts, counted.people_all_correct), (5, 10, 2));
        assert_eq!(counted.quantity, None);

        // The first is refused: the other moves up, and whoever takes the file sees why.
        refuse(&over.t, &organiser, whole, Refusable::Person(over.people[first].id), "Khai sai.").await.unwrap();
        assert_eq!(over.given(whole).await[0].2, Some(4 - first));
        let early = approve(&over.t, &organiser, whole).await;
        assert!(matches!(early, Err(LifeError::Complaints(_))), "{early:?}");
        assert!(published(&over.t, whole).await.unwrap().is_none() && RankedFiles::published(&over.t, whole).await.is_err());
        assert!(whole_of(&over.t, over.open.contest_id).await.unwrap().is_none());
        over.publish(whole).await;

        let (rules, entries) = exported(&over, whole).await;
        let (outcome, out) = ranked(&rules, &entries);
        let won: Vec<i64> = outcome.awards.iter().map(|award| award.entry.parse().unwrap()).collect();
        assert_eq!(won, [over.people[4 - first].id * 100 + i64::from(first == 0)]);
        let shown = published(&over.t, whole).await.unwrap().unwrap();
        let sums = shown.counted.unwrap().published.unwrap().1;
        assert_eq!(sums, [sha256_hex(rules.as_bytes()), sha256_hex(&entries), out]);
        assert!(shown.awards[0].name.ends_with("***"), "{}", shown.awards[0].name);
        assert_eq!((over.given(over.of()).await, over.given(ResultsOf::Round(second)).await), of_rounds);
        let told = whole_of(&over.t, over.open.contest_id).await.unwrap().unwrap();
        assert_eq!(told, Whole { of: whole, replaces_prizes: false });
        for act in ["count", "seed", "provisional", "approve", "publish"] {
            assert_eq!(over.logged(&format!("contest.{act}")).await.len(), 1, "{act}");
        }
        for late in [
            withdraw_approval(&over.t, &organiser, whole, "Muộn.").await,
            refuse(&over.t, &organiser, whole, Refusable::Person(over.people[0].id), "Muộn.").await,
        ] {
            assert!(matches!(late, Err(LifeError::State(RoundState::Published))), "{late:?}");
        }
    }

    async fn one_prize_a_person_is_kept_from_round_to_round_and_settled_by_the_whole(t: TestEngine) {
        let mut over = Over::new(t).await;
        over.set_rules(&Rules { one_prize: OnePrize::Contest, ..prizes() }).await;
        settle_due(&over.t).await.unwrap();
        let organiser = over.t.organiser().await;
        assert_eq!(over.winners().await.0, [0, 1, 2]);
        over.publish(over.of()).await;
        // An is first again and passed over; Bình is first, which is higher than second; Chi's second
        // prize is no higher than the one she holds, so Dũng and Đào have the two.
        let second = over.second_round(&[10, 9, 8, 7, 6]).await;
        settle_due(&over.t).await.unwrap();
        let round = ResultsOf::Round(second);
        let first = [("Giải Nhất", Some(2), Some(1)), ("Giải Nhì", Some(2), Some(3)), ("Giải Nhì", Some(2), Some(4))];
        assert_eq!(told(&over.given(round).await)[..3], first);
        let file = RankFile::read(&exported(&over, round).await.0).unwrap();
        assert_eq!(file.facts.held.len(), 3);
        over.publish(round).await;

        settle(&over.t, &organiser, over.whole()).await.unwrap();
        let given = over.given(over.whole()).await;
        let settled = [
            ("Giải Nhất", Some(1), Some(0)),
            ("Giải Nhì", Some(1), Some(2)),
            ("Giải Nhì", Some(1), Some(3)),
            ("Giải Nhất", Some(2), Some(1)),
            ("Giải Nhì", Some(2), Some(4)),
        ];
        assert_eq!(told(&given), settled, "each has one; Bình's second prize of round 1 went to Dũng");
        over.publish(over.whole()).await;
        assert_eq!(over.winners().await.0, [0, 1, 2], "what was published stays as it was");
        let told = whole_of(&over.t, over.open.contest_id).await.unwrap().unwrap();
        assert!(told.replaces_prizes);
        // An keeps the first prize of round 1; Bình's second one is good no more, his first of round 2 is.
        let standing = async |certified| {
            let code = certificate_code(&over.t.secrets, certified);
            verify_certificate(&over.t, code).await.unwrap().map(|found| (found.name, found.standing))
        };
        let (first, contest) = (over.open.round_id, over.open.contest_id);
        let told = [
            standing(Certified::RoundAward(first, 0)).await,
            standing(Certified::RoundAward(first, 1)).await,
            standing(Certified::RoundAward(second, 0)).await,
            standing(Certified::ContestAward(contest, 3)).await,
        ];
        let named = |name: &str, standing| Some((name.to_owned(), standing));
        let expected = [
            named("Nguyễn Văn An", Standing::Good),
            named("Nguyễn Văn Bình", Standing::Replaced),
            named("Nguyễn Văn Bình", Standing::Good),
            named("Nguyễn Văn Bình", Standing::Good),
        ];
        assert_eq!(told, expected);
        assert_eq!(standing(Certified::ContestAward(contest, 99)).await, None);
        let (rules, entries) = exported(&over, over.whole()).await;
        let file = RankFile::read(&rules).unwrap();
        let seeds: Vec<String> = file.facts.rounds.values().map(|round| round.lots_seed.to_string()).collect();
        assert_eq!(seeds[0], row(&over.t, over.of()).await.unwrap().lots_seed);
        let field = crate::results::files::read_entries(entries.as_slice()).unwrap();
        assert_eq!(rank_field(&field, &file.rules, &file.facts).unwrap().awards.len(), 5);
    }

    async fn no_round_opens_once_the_contest_is_counted_and_nothing_is_counted_for_nothing(t: TestEngine) {
        let over = Over::counted(t).await;
        let (organiser, whole) = (over.t.organiser().await, over.whole());
        over.publish(over.of()).await;
        let nothing = settle(&over.t, &organiser, whole).await;
        assert!(matches!(nothing, Err(LifeError::NothingLeft)), "{nothing:?}");
        over.set_rules(&with_whole(OnePrize::Race)).await;
        settle(&over.t, &organiser, whole).await.unwrap();
        let db = &over.t.db.write;
        let first = round_rows::Entity::find_by_id(over.open.round_id).one(db).await.unwrap().unwrap();
        let draft = round_rows::Model {
            id: first.id + 1,
            number: 2,
            state: RoundState::Draft.code().to_owned(),
            closes_at: over.t.now().0 + 1_000_000,
            ..first
        };
        let draft = draft.into_active_model().reset_all().insert(db).await.unwrap();
        let late = rounds::open(&over.t, &organiser, draft.id).await;
        assert!(matches!(late, Err(TransitionError::ContestCounted)), "{late:?}");
        assert_eq!(lock(db, whole).await.unwrap(), RoundState::Provisional, "a round being prepared is none");
        let unknown = settle(&over.t, &organiser, ResultsOf::Contest(999)).await;
        assert!(matches!(unknown, Err(LifeError::NoRound)), "{unknown:?}");
    }

    async fn a_contest_cut_off_while_it_is_counted_is_counted_by_the_job(t: TestEngine) {
        let over = Over::new(t).await;
        over.set_rules(&with_whole(OnePrize::Race)).await;
        settle_due(&over.t).await.unwrap();
        let (organiser, whole) = (over.t.organiser().await, over.whole());
        over.publish(over.of()).await;
        for polls in 1..10_000 {
            drop(cut_off(settle(&over.t, &organiser, whole), polls).await);
            if row(&over.t, whole).await.is_some() {
                break;
            }
        }
        let seed = row(&over.t, whole).await.unwrap().lots_seed;
        if outcome(&over.t, &organiser, whole).await.unwrap().unwrap().counted.is_none() {
            assert_eq!(settle_due(&over.t).await.unwrap(), [whole]);
        }
        assert_eq!(row(&over.t, whole).await.unwrap().lots_seed, seed);
        assert_eq!(told(&over.given(whole).await)[0], ("Giải Đặc biệt", None, Some(0)));
    }
}
