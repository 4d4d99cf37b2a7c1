use contest::{
    accounts::{Correction, IdNumber, Registration},
    contests::{DuplicateKey, DuplicatePolicy, DuplicateRule, Rules},
};
use futures_util::future::join_all;

use super::{acts, registration, row};
use crate::{
    Engine,
    accounts::{
        DuplicateError, MAX_PAGE, OwnDataError, Page, PeopleFilter, RegisterError, Registered, SignInError,
        clear_alike, export_me, flagged_groups, let_one_more_in, me, people_of, register, sign_in, update_me, withdraw,
    },
    clock::os_rng,
    testing::{OpenContest, Person, TestEngine, Tree, both_engines},
};

const ALL: Page = Page { number: 0, size: MAX_PAGE };
const PHONE: &str = "0912345678";
const ID: &str = "010087001234";
const OTHER_ID: &str = "010087004321";

use DuplicateKey::{IdNumber as ById, NameAndBirthDate as ByName, Phone as ByPhone};
use DuplicatePolicy::{Allow, Block, Flag};

/// A contest whose rules compare people.
struct Compared {
    t: TestEngine,
    tree: Tree,
    open: OpenContest,
}

impl Compared {
    async fn new(t: TestEngine, rules: &[(DuplicateKey, DuplicatePolicy)]) -> Self {
        let tree = t.tree().await;
        let open = t.open_contest(&tree, 20, 5).await;
        let compared = Self { t, tree, open };
        compared.set(rules).await;
        compared
    }

    async fn set(&self, rules: &[(DuplicateKey, DuplicatePolicy)]) {
        let duplicates = rules.iter().map(|&(by, policy)| DuplicateRule { by, policy }).collect();
        self.t.set_rules(&self.open, &Rules { duplicates, ..Rules::case_4() }).await;
    }

    fn wanted(&self, name: &str, phone: &str, id: &str) -> Registration {
        let id_number = (!id.is_empty()).then(|| IdNumber::parse(id).unwrap());
        Registration { id_number, ..registration(&self.tree.unit, name, phone) }
    }

    async fn register(&self, name: &str, phone: &str, id: &str) -> Result<Registered, RegisterError> {
        register(&self.t, &self.wanted(name, phone, id), "1", false, "/", &mut os_rng()).await
    }

    async fn groups(&self, by: DuplicateKey) -> Vec<Vec<i64>> {
        let found = flagged_groups(&self.t, &self.t.organiser().await, by, ALL).await.unwrap();
        assert_eq!(found.total, found.groups.len() as u64);
        let ids = |people: &[crate::accounts::AlikePerson]| people.iter().map(|person| person.participant_id).collect();
        found.groups.iter().map(|group| ids(&group.people)).collect()
    }
}

/// Who registered, as they know themselves.
fn signed_up(wanted: &Registration, registered: &Registered) -> Person {
    let Registration { name, phone, .. } = wanted.clone();
    Person { id: registered.participant_id, name, phone, code: registered.code.clone() }
}

fn taken<T: std::fmt::Debug>(outcome: &Result<T, RegisterError>, by: DuplicateKey) -> bool {
    matches!(outcome, Err(RegisterError::Taken(other)) if *other == by)
}

both_engines! {
    async fn people_who_share_a_phone_are_told_apart_by_their_codes(t: TestEngine) {
        let c = Compared::new(t, &[(ByPhone, Allow(3))]).await;
        let names = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chi"];
        let mut people = Vec::new();
        for name in names {
            let registered = c.register(name, PHONE, "").await.unwrap();
            people.push(signed_up(&c.wanted(name, PHONE, ""), &registered));
        }
        assert!(taken(&c.register("Phạm Văn Dũng", PHONE, "").await, ByPhone), "three and no more");
        for person in &people {
            assert_eq!(sign_in(&c.t, &person.phone, &person.code).await.unwrap(), person.id);
            let me = me(&c.t, &c.t.session_of(person).await).await.unwrap();
            assert_eq!((me.name.as_str(), me.phone.as_ref()), (person.name.as_str(), Some(&person.phone)));
        }
        let by_phone = PeopleFilter { search: PHONE, involved: false };
        assert_eq!(people_of(&c.t, &c.t.organiser().await, by_phone, ALL).await.unwrap().total, 3);

        // Who withdraws leaves a row that the phone's next goes on in, whoever it is.
        withdraw(&c.t, &c.t.session_of(&people[1]).await).await.unwrap();
        assert!(matches!(sign_in(&c.t, &people[1].phone, &people[1].code).await, Err(SignInError::Wrong)));
        let again = c.register("Trần Thị Bình", PHONE, "").await.unwrap();
        assert_eq!(again.participant_id, people[1].id);
        assert_eq!(sign_in(&c.t, &people[1].phone, &again.code).await.unwrap(), people[1].id);
        c.set(&[(ByPhone, Block)]).await;
        assert!(taken(&c.register("Phạm Văn Dũng", PHONE, "").await, ByPhone));
        assert_eq!(sign_in(&c.t, &people[2].phone, &people[2].code).await.unwrap(), people[2].id, "all still sign in");
    }

    async fn of_many_at_once_exactly_as_many_register_as_may(t: TestEngine) {
        let c = Compared::new(t, &[(ByPhone, Allow(2)), (ByName, Block), (ById, Block)]).await;
        let other = c.t.another().await;
        let engines: [&Engine; 2] = [&c.t, &other];
        let race = async |wanted: &[Registration]| {
            let all = wanted.iter().zip(engines.into_iter().cycle()).map(async |(wanted, engine)| {
                register(engine, wanted, "1", false, "/", &mut os_rng()).await
            });
            let outcomes = join_all(all).await;
            let refused = outcomes.iter().filter(|outcome| matches!(outcome, Err(RegisterError::Taken(_)))).count();
            let registered = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
            assert_eq!(registered + refused, wanted.len(), "{outcomes:?}");
            registered
        };
        let person = |number: usize, phone: &str, name: &str| {
            c.wanted(name, phone, &format!("0100870{number:05}"))
        };
        let given = ["An", "Bình", "Chi", "Dũng", "Hà", "Lan", "Mai", "Yến"];
        let on_one_phone: Vec<_> =
            (0..8).map(|number| person(number, PHONE, &format!("Nguyễn Văn {}", given[number]))).collect();
        assert_eq!(race(&on_one_phone).await, 2);
        let of_one_name: Vec<_> =
            (8..16).map(|number| person(number, &format!("09120000{number:02}"), "Đỗ Thị Đào")).collect();
        assert_eq!(race(&of_one_name).await, 1);
        let on_one_card: Vec<_> = (0..8)
            .map(|number| c.wanted(&format!("Bùi Văn {}", given[number]), &format!("09130000{number:02}"), ID))
            .collect();
        assert_eq!(race(&on_one_card).await, 1);
    }

    async fn a_name_and_a_card_are_one_person_s_where_the_rules_say_so(t: TestEngine) {
        let c = Compared::new(t, &[(ByName, Block), (ById, Allow(2))]).await;
        let first = c.register("Nguyễn Hòa Bình", PHONE, ID).await.unwrap();
        assert!(taken(&c.register("NGUYỄN  Hoà Bình", "0912000001", OTHER_ID).await, ByName), "however it is written");
        c.register("Trần Thị Bình", "0912000002", "010 087 001 234").await.unwrap();
        assert!(taken(&c.register("Lê Văn Chi", "0912000003", ID).await, ById));
        let kept = row(&c.t, first.participant_id).await;
        let shown = format!("{kept:?}{}", String::from_utf8_lossy(kept.id_sealed.as_deref().unwrap_or_default()));
        assert!(!shown.contains("087001234"), "{shown}");

        // What nobody compares is no hindrance.
        c.set(&[]).await;
        c.register("Nguyễn Hòa Bình", "0912000004", "").await.unwrap();
    }

    async fn a_correction_takes_nobody_s_place_and_keeps_one_s_own(t: TestEngine) {
        let c = Compared::new(t, &[(ByName, Block), (ById, Block)]).await;
        let an = c.register("Nguyễn Văn An", PHONE, ID).await.unwrap();
        let an = signed_up(&c.wanted("Nguyễn Văn An", PHONE, ID), &an);
        c.register("Trần Thị Bình", "0912000001", OTHER_ID).await.unwrap();
        let session = c.t.session_of(&an).await;
        let mend = async |name: &str, id: &str| {
            let Registration { name, birth_date, id_number, agency_code, position, .. } = c.wanted(name, PHONE, id);
            let wanted = Correction { name, birth_date, id_number, agency_code, position, guardian: false };
            update_me(&c.t, &session, &wanted, "/", &mut os_rng()).await
        };
        let refused = [(mend("Trần Thị Bình", "").await, ByName), (mend("Nguyễn Văn An", OTHER_ID).await, ById)];
        for (outcome, by) in refused {
            assert!(matches!(outcome, Err(OwnDataError::Taken(other)) if other == by), "{outcome:?}");
        }
        mend("Nguyễn Văn An", ID).await.unwrap();
        mend("Nguyễn Văn Anh", "").await.unwrap();
        let kept = me(&c.t, &session).await.unwrap();
        assert_eq!((kept.name.as_str(), kept.id_number.unwrap().as_str()), ("Nguyễn Văn Anh", ID));
        mend("Nguyễn Văn Anh", "063123456").await.unwrap();
        let export = export_me(&c.t, &session).await.unwrap();
        assert_eq!(export["id_number_ending"], "456");
        assert!(!export.to_string().contains("063123456"));
        withdraw(&c.t, &session).await.unwrap();
        let left = row(&c.t, an.id).await;
        assert!(left.id_sealed.is_none() && left.id_index.is_some(), "known again, and not stored");
        assert!(taken(&c.register("Nguyễn Văn An", "0912000009", "063123456").await, ById), "no attempts are given back");
    }

    async fn an_organiser_lets_one_more_in(t: TestEngine) {
        let c = Compared::new(t, &[(ByName, Block)]).await;
        let first = c.register("Nguyễn Văn An", PHONE, "").await.unwrap();
        assert!(taken(&c.register("Nguyễn Văn An", "0912000001", "").await, ByName));
        let organiser = c.t.organiser().await;
        let viewer = c.t.viewer(&c.tree.province).await;
        let denied = let_one_more_in(&c.t, &viewer, first.participant_id, ByName, "Cùng tên").await;
        assert!(matches!(denied, Err(DuplicateError::NotAllowed)), "{denied:?}");
        let blank = let_one_more_in(&c.t, &organiser, first.participant_id, ByName, " ").await;
        assert!(matches!(blank, Err(DuplicateError::Reason)), "{blank:?}");
        for (who, by) in [(999, ByName), (first.participant_id, ById)] {
            let nobody = let_one_more_in(&c.t, &organiser, who, by, "Cùng tên").await;
            assert!(matches!(nobody, Err(DuplicateError::NotFound)), "{nobody:?}");
        }
        let_one_more_in(&c.t, &organiser, first.participant_id, ByName, "Hai người cùng tên").await.unwrap();
        c.register("Nguyễn Văn An", "0912000001", "").await.unwrap();
        assert!(taken(&c.register("Nguyễn Văn An", "0912000002", "").await, ByName), "one, and no more");
        let (who, action, _) = acts(&c.t).await.pop().unwrap();
        assert_eq!((who, action.as_str()), (Some(organiser.staff_id), "participant.alike"));
        assert!(c.groups(ByName).await.is_empty(), "who was let in is not looked at again");
    }

    async fn who_is_alike_is_listed_until_somebody_has_looked(t: TestEngine) {
        let c = Compared::new(t, &[(ByPhone, Flag), (ByName, Flag), (ById, Flag)]).await;
        let mut ids = Vec::new();
        for (name, phone, id) in [
            ("Nguyễn Văn An", PHONE, ID),
            ("Trần Thị Bình", PHONE, OTHER_ID),
            ("nguyễn văn an", "0912000001", ID),
            ("Lê Văn Chi", "0912000002", "063123456"),
        ] {
            ids.push(c.register(name, phone, id).await.unwrap().participant_id);
            c.t.advance(contest::Millis::minutes(1));
        }
        assert_eq!(c.groups(ByPhone).await, [[ids[0], ids[1]]]);
        assert_eq!(c.groups(ByName).await, [[ids[0], ids[2]]]);
        assert_eq!(c.groups(ById).await, [[ids[0], ids[2]]]);
        let organiser = c.t.organiser().await;
        let viewer = c.t.viewer(&c.tree.province).await;
        assert!(matches!(flagged_groups(&c.t, &viewer, ByName, ALL).await, Err(DuplicateError::NotAllowed)));
        let found = flagged_groups(&c.t, &organiser, ByPhone, ALL).await.unwrap();
        let value = found.groups[0].value.clone();
        assert_eq!((found.total, found.groups[0].people[0].name.as_str()), (1, "Nguyễn Văn An"));
        let unknown = clear_alike(&c.t, &organiser, ByPhone, "x", "Hai mẹ con").await;
        assert!(matches!(unknown, Err(DuplicateError::NotFound)), "{unknown:?}");
        let denied = clear_alike(&c.t, &viewer, ByPhone, &value, "Hai mẹ con").await;
        assert!(matches!(denied, Err(DuplicateError::NotAllowed)), "{denied:?}");
        clear_alike(&c.t, &organiser, ByPhone, &value, "Hai mẹ con").await.unwrap();
        assert!(c.groups(ByPhone).await.is_empty());
        assert_eq!(c.groups(ByName).await.len(), 1, "another likeness is another question");
        let third = c.register("Phạm Văn Dũng", PHONE, "063123457").await.unwrap().participant_id;
        assert_eq!(c.groups(ByPhone).await, [[ids[0], ids[1], third]], "who joins is looked at");
        let beyond = flagged_groups(&c.t, &organiser, ByPhone, Page { number: 9, size: 1 }).await.unwrap();
        assert_eq!((beyond.total, beyond.groups.len()), (1, 0));
    }
}
