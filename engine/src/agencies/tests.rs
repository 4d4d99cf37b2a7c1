mod acts;
mod lists;
mod moves;

use contest::{Millis, accounts::Position};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, Condition, EntityTrait, IntoActiveModel, QueryOrder};

use super::{
    AgencyFilter, EntryError, Headcount, HeadcountError, ImportError, Imported, agencies_of, confirm_headcounts,
    headcounts_at, import, list_waiting, positions_at, refuse_headcounts, set_headcount, set_position_count, tree,
};
use crate::{
    accounts::{Page, Role, StaffSession},
    db::entities::{agencies, audit_log, headcounts},
    testing::{START, TestEngine, both_engines},
};

const LIST: &str = "\
code,name,kind,parent_code,block,headcount
15,Tỉnh Lào Cai,province,,so-ban-nganh,
15-noi-vu,Sở Nội vụ,department,15,so-ban-nganh,80
15-luu-tru,Trung tâm Lưu trữ,public_unit,15-noi-vu,don-vi-su-nghiep,
15-tu-phap,Sở Tư pháp,department,15,so-ban-nganh,60
";

/// What an import said: added, changed, unchanged.
fn counts(imported: &Imported) -> [usize; 3] {
    assert_eq!(imported.problems, []);
    [imported.added, imported.changed, imported.unchanged]
}

/// All, by code: `15`, `15-luu-tru`, `15-noi-vu`, `15-tu-phap`, …
async fn rows(t: &TestEngine) -> Vec<agencies::Model> {
    agencies::Entity::find().order_by_asc(agencies::Column::Code).all(&t.db.read).await.unwrap()
}

async fn people(t: &TestEngine) -> Vec<(i32, i64, Option<i64>)> {
    let rows = headcounts::Entity::find().order_by_asc(headcounts::Column::Id).all(&t.db.read).await.unwrap();
    rows.into_iter().map(|row| (row.people, row.valid_from, row.set_by)).collect()
}

/// An organiser confirms all that waits.
async fn confirm_all(t: &TestEngine) -> u64 {
    let organiser = t.organiser().await;
    let waiting = list_waiting(t, &organiser, Page { number: 0, size: 100 }).await.unwrap();
    let ids: Vec<i64> = waiting.lines.iter().map(|line| line.id).collect();
    confirm_headcounts(t, &organiser, &ids).await.unwrap()
}

both_engines! {
    async fn what_an_agency_says_counts_once_an_organiser_has_confirmed_it(t: TestEngine) {
        let tree = t.tree().await;
        let (organiser, viewer) = (t.organiser().await, t.viewer(&tree.department).await);
        let (unit, page) = (tree.unit.id, Page { number: 0, size: 100 });
        let counted = async || {
            let found = headcounts_at(&t.db.read, Condition::all(), t.now()).await.unwrap();
            found.get(&unit).map(|known| (known.people, known.since))
        };
        set_headcount(&t, &organiser, unit, 30, t.now()).await.unwrap();
        let first = t.now();
        t.advance(Millis::days(1));
        for people in [39, 40] {
            set_headcount(&t, &viewer, unit, people, t.now()).await.unwrap();
        }
        set_position_count(&t, &viewer, unit, Position::Leader, 2, t.now()).await.unwrap();
        assert_eq!(counted().await, Some((30, first)), "what waits is not counted by");
        let waiting = list_waiting(&t, &organiser, page).await.unwrap();
        let said: Vec<(Option<Position>, u32)> =
            waiting.lines.iter().map(|line| (line.position, line.said.people)).collect();
        assert_eq!(said, [(None, 40), (Some(Position::Leader), 2)], "the newest takes the place of the one before");
        assert_eq!(waiting.lines[0].known.map(|known| known.people), Some(30));
        assert_eq!((waiting.total, waiting.lines[0].by.as_str()), (2, viewer.username.as_str()));
        let ids: Vec<i64> = waiting.lines.iter().map(|line| line.id).collect();
        for other in [&viewer, &t.staff("author", Role::QuestionAuthor, None).await] {
            let outcomes = [
                list_waiting(&t, other, page).await.map(|_| 0),
                confirm_headcounts(&t, other, &ids).await,
                refuse_headcounts(&t, other, &ids, "thiếu").await,
            ];
            assert!(outcomes.iter().all(|outcome| matches!(outcome, Err(EntryError::NotAllowed))), "{outcomes:?}");
        }
        let refused = refuse_headcounts(&t, &organiser, &ids[1..], " ").await;
        assert!(matches!(refused, Err(EntryError::Reason)), "{refused:?}");
        assert_eq!(refuse_headcounts(&t, &organiser, &ids[1..], "Thiếu phó giám đốc").await.unwrap(), 1);
        assert_eq!(confirm_headcounts(&t, &organiser, &ids).await.unwrap(), 1, "what was decided on is passed over");
        assert_eq!(confirm_headcounts(&t, &organiser, &ids).await.unwrap(), 0);
        assert_eq!(counted().await, Some((40, t.now())));
        let lines = agencies_of(&t, &viewer, &AgencyFilter::default(), page).await.unwrap().lines;
        let entry = lines[1].entries[&Some(Position::Leader)].clone();
        assert_eq!((entry.said.people, entry.refusal.as_deref()), (2, Some("Thiếu phó giám đốc")));
        assert!(lines[1].waiting(Some(Position::Leader)).is_none() && !lines[1].entries.contains_key(&None));
        // What is confirmed for a day is mended by what is confirmed for the same.
        set_headcount(&t, &viewer, unit, 41, t.now()).await.unwrap();
        assert_eq!((confirm_all(&t).await, counted().await), (1, Some((41, t.now()))));
        assert_eq!(people(&t).await.len(), 2);
    }

    async fn the_same_list_again_changes_nothing(t: TestEngine) {
        assert_eq!(counts(&import(&t, LIST.as_bytes()).await.unwrap()), [4, 0, 0]);
        let (before, counted) = (rows(&t).await, people(&t).await);
        let [province, unit, department, _] = before.as_slice() else { panic!("{before:?}") };
        assert_eq!(unit.path, format!("/{}/{}/{}/", province.id, department.id, unit.id));
        assert_eq!((unit.parent_id, unit.name_folded.as_str()), (Some(department.id), "trung tam luu tru"));
        assert_eq!(counted, [(80, START.0, None), (60, START.0, None)]);
        t.advance(Millis::hours(1));
        assert_eq!(counts(&import(&t, LIST.as_bytes()).await.unwrap()), [0, 0, 4]);
        assert_eq!((rows(&t).await, people(&t).await), (before, counted));
    }

    async fn a_changed_list_updates_what_changed(t: TestEngine) {
        import(&t, LIST.as_bytes()).await.unwrap();
        let before = rows(&t).await;
        let renamed = LIST.replace("Trung tâm Lưu trữ,public_unit", "Trung tâm Lưu trữ lịch sử,other");
        assert_eq!(counts(&import(&t, renamed.as_bytes()).await.unwrap()), [0, 1, 3]);
        let shorter = LIST.lines().take(3).collect::<Vec<_>>().join("\n").replace(",80", ",85");
        assert_eq!(counts(&import(&t, shorter.as_bytes()).await.unwrap()), [0, 1, 1]);
        let after = rows(&t).await;
        assert_eq!((after[1].name.as_str(), after[1].kind.as_str()), ("Trung tâm Lưu trữ lịch sử", "other"));
        assert_eq!((after[1].id, &after[1].path), (before[1].id, &before[1].path));
        assert_eq!(after[3], before[3], "what the list does not name stays");
    }

    async fn an_agency_moves_with_all_below_it(t: TestEngine) {
        import(&t, LIST.as_bytes()).await.unwrap();
        let merged = "code,name,kind,parent_code,block,headcount\n15,Tỉnh Lào Cai,province,,so-ban-nganh,\n\
            15-tu-phap,Sở Tư pháp,department,15,so-ban-nganh,\n15-noi-vu,Sở Nội vụ,department,15-tu-phap,so-ban-nganh,\n";
        assert_eq!(counts(&import(&t, merged.as_bytes()).await.unwrap()), [0, 1, 2]);
        let after = rows(&t).await;
        let [province, unit, department, justice] = after.as_slice() else { panic!("{after:?}") };
        assert_eq!(department.path, format!("{}{}/", justice.path, department.id));
        assert_eq!(unit.path, format!("{}{}/", department.path, unit.id), "not in the list, moved all the same");
        assert_eq!(province.path, format!("/{}/", province.id));
        assert_eq!(counts(&import(&t, merged.as_bytes()).await.unwrap()), [0, 0, 3]);
    }

    async fn a_list_that_cannot_be_read_changes_nothing(t: TestEngine) {
        let read = import(&t, b"").await;
        assert!(matches!(read, Err(ImportError::File(_))), "{read:?}");
        assert_eq!(rows(&t).await, []);
    }

    async fn the_shipped_lists_are_taken_in_whole(t: TestEngine) {
        for (file, province) in [("lao-cai", "15"), ("lang-son", "20"), ("lai-chau", "12")] {
            let path = format!("{}/../content/agencies/{file}.csv", env!("CARGO_MANIFEST_DIR"));
            let bytes = std::fs::read(path).unwrap();
            let [added, 0, 0] = counts(&import(&t, &bytes).await.unwrap()) else { panic!("{file} is not new") };
            assert_eq!(counts(&import(&t, &bytes).await.unwrap()), [0, 0, added]);
            let tree = tree(&t).await.unwrap();
            let top = tree.by_code(province).unwrap();
            assert_eq!(tree.subtree(&top.path).count(), added);
        }
    }

    async fn headcounts_belong_to_whom_they_concern(t: TestEngine) {
        let tree = t.tree().await;
        let author = t.staff("author", Role::QuestionAuthor, Some(tree.department.id)).await;
        let cases = [
            (t.organiser().await, [true, true, true, true]),
            (t.viewer(&tree.department).await, [false, true, true, false]),
            (t.viewer(&tree.unit).await, [false, false, true, false]),
            (t.viewer(&tree.sibling).await, [false, false, false, true]),
            (author, [false; 4]),
        ];
        for (actor, may) in cases {
            for (agency, may) in [&tree.province, &tree.department, &tree.unit, &tree.sibling].into_iter().zip(may) {
                let set = set_headcount(&t, &actor, agency.id, 40, t.now()).await;
                assert_eq!(set.is_ok(), may, "{} and {}: {set:?}", actor.username, agency.code);
                assert!(may || matches!(set, Err(HeadcountError::NotFound)), "{set:?}");
            }
        }
        let acts = audit_log::Entity::find().all(&t.db.read).await.unwrap();
        assert_eq!(acts.len(), 8, "one for each that was allowed");
        assert!(acts.iter().all(|act| act.action == "agency.headcount" && act.staff_id.is_some()), "{acts:?}");
    }

    async fn staff_list_the_agencies_within_their_reach(t: TestEngine) {
        let tree = t.tree().await;
        let (below, all) = ([tree.department.id, tree.unit.id], Page { number: 0, size: 100 });
        let list = async |actor: &StaffSession, filter: &AgencyFilter| -> Vec<i64> {
            let page = agencies_of(&t, actor, filter, all).await.unwrap();
            page.lines.iter().map(|line| line.agency_id).collect()
        };
        let everything = AgencyFilter::default();
        let (organiser, viewer) = (t.organiser().await, t.viewer(&tree.department).await);
        assert_eq!(list(&organiser, &everything).await.len(), 5, "all but the two provinces");
        assert_eq!(list(&viewer, &everything).await, below);
        assert_eq!(list(&t.viewer(&tree.sibling).await, &everything).await, [tree.sibling.id]);
        assert_eq!(list(&t.staff("author", Role::QuestionAuthor, None).await, &everything).await, [0_i64; 0]);
        let of_others = AgencyFilter { path: tree.sibling.path.clone(), ..AgencyFilter::default() };
        assert_eq!(list(&viewer, &of_others).await, [0_i64; 0]);

        set_headcount(&t, &viewer, tree.unit.id, 12, t.now()).await.unwrap();
        let waiting = agencies_of(&t, &viewer, &everything, all).await.unwrap().lines[1].clone();
        let said = Headcount { people: 12, since: t.now() };
        assert_eq!((waiting.headcount, waiting.waiting(None)), (None, Some(said)));
        confirm_all(&t).await;
        let silent = AgencyFilter { without_headcount: true, ..AgencyFilter::default() };
        assert_eq!(list(&viewer, &silent).await, [tree.department.id]);
        let named = AgencyFilter { search: "LƯU trữ".to_owned(), ..AgencyFilter::default() };
        let found = agencies_of(&t, &viewer, &named, all).await.unwrap();
        assert_eq!((found.total, found.lines[0].headcount), (1, Some(said)));
        let second = agencies_of(&t, &viewer, &everything, Page { number: 1, size: 1 }).await.unwrap();
        assert_eq!((second.total, second.lines[0].agency_id), (2, tree.unit.id));
    }

    async fn positions_are_counted_by_whom_they_concern_and_dated(t: TestEngine) {
        let tree = t.tree().await;
        let (organiser, viewer) = (t.organiser().await, t.viewer(&tree.unit).await);
        let (department, unit, leader) = (tree.department.id, tree.unit.id, Position::Leader);
        let denied = set_position_count(&t, &viewer, department, leader, 3, t.now()).await;
        assert!(matches!(denied, Err(HeadcountError::NotFound)), "{denied:?}");
        let many = set_position_count(&t, &organiser, unit, leader, 1_000_001, t.now()).await;
        assert!(matches!(many, Err(HeadcountError::OutOfRange)), "{many:?}");
        set_position_count(&t, &viewer, unit, leader, 0, t.now()).await.unwrap();
        confirm_all(&t).await;
        set_position_count(&t, &organiser, department, leader, 4, t.now()).await.unwrap();
        let later = t.now() + Millis::days(1);
        for people in [5, 6] {
            set_position_count(&t, &organiser, department, leader, people, later).await.unwrap();
        }
        set_position_count(&t, &organiser, department, Position::Worker, 9, later).await.unwrap();
        let at = async |time| {
            let found = positions_at(&t.db.read, Condition::all(), time).await.unwrap();
            let count = |agency: i64, position| found.get(&agency)?.get(&position).map(|count| count.people);
            (count(unit, leader), count(department, leader), count(department, Position::Worker))
        };
        assert_eq!(at(t.now() - Millis(1)).await, (None, None, None));
        assert_eq!(at(t.now()).await, (Some(0), Some(4), None));
        assert_eq!(at(later).await, (Some(0), Some(6), Some(9)), "the same time again mends it");
        let acts = audit_log::Entity::find().all(&t.db.read).await.unwrap();
        let detail = |number: usize| acts[number].detail.as_deref().unwrap_or_default();
        assert_eq!((acts[0].action.as_str(), acts[1].action.as_str()), ("agency.positions", "agency.headcount_confirm"));
        assert_eq!(detail(0), "leader 0 from 2026-11-22T08:00:00+07:00, to be confirmed");
        assert_eq!(detail(1), "leader 0 from 2026-11-22T08:00:00+07:00");

        let filter = AgencyFilter { positions: vec![leader], ..AgencyFilter::default() };
        let page = Page { number: 0, size: 100 };
        let lines = agencies_of(&t, &viewer, &filter, page).await.unwrap().lines;
        assert_eq!((lines.len(), lines[0].positions[&leader].people), (1, 0));
        let silent = AgencyFilter { without_headcount: true, ..filter };
        let count = async |filter: &AgencyFilter| agencies_of(&t, &viewer, filter, page).await.unwrap().total;
        assert_eq!(count(&silent).await, 1, "its headcount is not known");
        set_headcount(&t, &viewer, unit, 12, t.now()).await.unwrap();
        assert_eq!(count(&silent).await, 0);
        let more = AgencyFilter { positions: vec![leader, Position::Worker], ..silent };
        assert_eq!(count(&more).await, 1, "nor is how many workers it has");
    }

    async fn headcounts_are_dated_and_a_list_does_not_undo_a_person_s(t: TestEngine) {
        import(&t, LIST.as_bytes()).await.unwrap();
        let (organiser, department) = (t.organiser().await, rows(&t).await[2].clone());
        let by = Some(organiser.staff_id);
        let later = t.now() + Millis::days(1);
        set_headcount(&t, &organiser, department.id, 90, later).await.unwrap();
        set_headcount(&t, &organiser, department.id, 91, later).await.unwrap();
        let listed = LIST.replace(",80", ",70");
        assert_eq!(counts(&import(&t, listed.as_bytes()).await.unwrap()), [0, 0, 4]);
        assert_eq!(people(&t).await, [(80, START.0, None), (60, START.0, None), (91, later.0, by)]);
        for count in [0, 1_000_001] {
            let set = set_headcount(&t, &organiser, department.id, count, later).await;
            assert!(matches!(set, Err(HeadcountError::OutOfRange)));
        }
    }

    async fn the_remembered_tree_is_seconds_old_at_most(t: TestEngine) {
        import(&t, LIST.as_bytes()).await.unwrap();
        assert_eq!(tree(&t).await.unwrap().iter().count(), 4);
        import(&t, format!("{LIST}15-xa,Xã Bảo Thắng,commune,15,xa-phuong,\n").as_bytes()).await.unwrap();
        assert_eq!(tree(&t).await.unwrap().iter().count(), 5, "this instance's own change shows at once");
        // Another instance's change.
        let mut row = rows(&t).await[4].clone().into_active_model();
        row.name = Set("Xã Bắc Hà".to_owned());
        row.update(&t.db.write).await.unwrap();
        let name = async || tree(&t).await.unwrap().by_code("15-xa").unwrap().name.clone();
        t.advance(Millis::seconds(5) - Millis(1));
        assert_eq!(name().await, "Xã Bảo Thắng");
        t.advance(Millis(1));
        assert_eq!(name().await, "Xã Bắc Hà");
    }

    async fn the_tree_is_walked_and_grouped(t: TestEngine) {
        let made = t.tree().await;
        let tree = tree(&t).await.unwrap();
        assert_eq!(tree.full_name(made.unit.id), "Trung tâm Lưu trữ lịch sử, Sở Nội vụ");
        assert_eq!(tree.full_name(made.department.id), "Sở Nội vụ");
        assert_eq!(tree.full_name(made.province.id), "Tỉnh Lào Cai");
        assert_eq!(tree.full_name(999), "");
        let below: Vec<i64> = tree.subtree(&made.department.path).map(|agency| agency.id).collect();
        assert_eq!(below, [made.department.id, made.unit.id]);
        let blocks: Vec<(&str, Vec<&str>)> = tree
            .by_block(&made.province.path, t.now())
            .into_iter()
            .map(|block| (block.label, block.agencies.iter().map(|agency| agency.code.as_str()).collect()))
            .collect();
        let expected = [
            ("Sở, ban, ngành", vec!["15-so-noi-vu", "15-so-tu-phap"]),
            ("Đơn vị sự nghiệp", vec!["15-luu-tru"]),
            ("Xã, phường", vec!["15-xa-bao-thang"]),
        ];
        assert_eq!(blocks, expected);
    }
}
