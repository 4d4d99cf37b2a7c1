//! What organisers do to the tree, and how it was before.

use contest::{Millis, Timestamp, agencies::AgencyKind, time::LocalDate};
use sea_orm::EntityTrait;

use crate::{
    accounts::{Page, Role, StaffSession},
    agencies::{
        AgencyDraft, AgencyTree, Change, TreeError, TreeFilter, TreeRefusal, add_agency, agencies_in_tree, agency_file,
        change_agency, dissolve_agency, import, restore_agency, tree, tree_at,
    },
    db::entities::{agencies, audit_log, sessions},
    testing::{TestEngine, both_engines},
};

fn day(year: i32, month: u8, day: u8) -> Timestamp {
    LocalDate::new(year, month, day).unwrap().midnight()
}

fn draft(row: &agencies::Model) -> AgencyDraft {
    super::super::acts::draft_of(row)
}

fn named(row: &agencies::Model, name: &str) -> AgencyDraft {
    AgencyDraft { name: name.to_owned(), ..draft(row) }
}

fn refusal<T: std::fmt::Debug>(outcome: Result<T, TreeError>) -> TreeRefusal {
    match outcome {
        Err(TreeError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

/// Code, name and how deep, in the order of the tree.
async fn unfolded(t: &TestEngine, actor: &StaffSession, at: Option<Timestamp>) -> Vec<(String, String, usize)> {
    let filter = TreeFilter { at, ..TreeFilter::default() };
    let page = agencies_in_tree(t, actor, &filter, Page { number: 0, size: 100 }).await.unwrap();
    let line = |line: &crate::agencies::TreeLine| {
        (line.agency.official_code().to_owned(), line.agency.name.clone(), line.depth)
    };
    page.lines.iter().map(line).collect()
}

fn paths_hold(tree: &AgencyTree) {
    for agency in tree.iter() {
        let above = agency.parent_id.and_then(|id| tree.get(id)).map_or("/", |parent| parent.path.as_str());
        assert_eq!(agency.path, format!("{above}{}/", agency.id));
    }
}

both_engines! {
    async fn a_new_name_keeps_the_old_one_for_its_time(t: TestEngine) {
        let (made, organiser) = (t.tree().await, t.organiser().await);
        let begun = t.now();
        t.advance(Millis::days(10));
        let renamed = named(&made.sibling, "Sở Tư pháp và Pháp chế");
        let from = begun + Millis::days(3);
        let change = async |draft, change| change_agency(&t, &organiser, made.sibling.id, draft, change).await;
        assert!(change(&renamed, Change::From(from)).await.unwrap());
        assert!(!change(&renamed, Change::From(t.now())).await.unwrap(), "it says so already");
        let other = named(&made.sibling, "X");
        assert_eq!(refusal(change(&other, Change::From(from)).await), TreeRefusal::TooEarly(from));
        assert_eq!(refusal(change(&other, Change::From(t.now() + Millis(1))).await), TreeRefusal::TooLate);
        let name = async |at| tree_at(&t, at).await.unwrap().get(made.sibling.id).map(|agency| agency.name.clone());
        assert_eq!(name(begun - Millis(1)).await, None);
        assert_eq!(name(begun).await.as_deref(), Some("Sở Tư pháp"));
        assert_eq!(name(from - Millis(1)).await.as_deref(), Some("Sở Tư pháp"));
        assert_eq!(name(from).await.as_deref(), Some("Sở Tư pháp và Pháp chế"));
        assert_eq!(tree(&t).await.unwrap().get(made.sibling.id).unwrap().name, "Sở Tư pháp và Pháp chế");

        // A slip of the pen leaves no trace in the history, and may say since when it is so.
        let mended = named(&made.sibling, "Sở Tư pháp và Pháp luật");
        assert!(change(&mended, Change::Mend(Some(begun + Millis::days(2)))).await.unwrap());
        let file = agency_file(&t, &organiser, made.sibling.id).await.unwrap();
        let past: Vec<(&str, Timestamp, Timestamp)> =
            file.past.iter().map(|(state, _)| (state.name.as_str(), state.from, state.to)).collect();
        assert_eq!(past, [("Sở Tư pháp", begun, begun + Millis::days(2))]);
        assert_eq!((file.since, file.agency.name.as_str()), (begun + Millis::days(2), "Sở Tư pháp và Pháp luật"));
        let early = change(&mended, Change::Mend(Some(begun))).await;
        assert_eq!(refusal(early), TreeRefusal::TooEarly(begun));
        let acts = audit_log::Entity::find().all(&t.db.read).await.unwrap();
        assert_eq!(acts.len(), 2);
        assert_eq!(acts[0].detail.as_deref(), Some("name: Sở Tư pháp → Sở Tư pháp và Pháp chế; from 2026-11-25T08:00:00+07:00"));
    }

    async fn an_agency_moves_with_all_below_it_and_who_sees_it_sees_it_there(t: TestEngine) {
        let (made, organiser) = (t.tree().await, t.organiser().await);
        let viewer = t.viewer(&made.department).await;
        t.advance(Millis::days(1));
        let below = AgencyDraft { parent_id: Some(made.sibling.id), ..draft(&made.department) };
        change_agency(&t, &organiser, made.department.id, &below, Change::From(t.now())).await.unwrap();
        let now = tree(&t).await.unwrap();
        paths_hold(&now);
        assert_eq!(now.full_name(made.department.id), "Sở Nội vụ, Sở Tư pháp");
        paths_hold(&tree_at(&t, t.now() - Millis(1)).await.unwrap());
        let was = tree_at(&t, t.now() - Millis(1)).await.unwrap();
        assert_eq!(was.get(made.unit.id).unwrap().path, made.unit.path);
        let circle = AgencyDraft { parent_id: Some(made.unit.id), ..draft(&made.sibling) };
        let refused = change_agency(&t, &organiser, made.sibling.id, &circle, Change::From(t.now())).await;
        assert_eq!(refusal(refused), TreeRefusal::ParentBelow);
        // The session that was open sees the agency where it stands now.
        let token = sessions::Entity::find_by_id(viewer.session_id).one(&t.db.read).await.unwrap().unwrap().token_hash;
        assert!(t.cache.get(&format!("session:staff:{token}")).await.unwrap().is_none());
        let again = t.viewer(&made.department).await;
        assert_eq!(again.agency.unwrap().path, now.get(made.department.id).unwrap().path);
    }

    async fn a_dissolved_agency_hands_its_units_and_its_code_over(t: TestEngine) {
        let (made, organiser) = (t.tree().await, t.organiser().await);
        let begun = t.now();
        t.advance(Millis::days(5));
        let dissolve = async |id, from, into| dissolve_agency(&t, &organiser, id, from, into).await;
        let (department, sibling, today) = (made.department.id, made.sibling.id, t.now());
        assert_eq!(refusal(dissolve(department, today, None).await), TreeRefusal::Units(1));
        for nobody in [department, made.unit.id, 999] {
            assert_eq!(refusal(dissolve(department, today, Some(nobody)).await), TreeRefusal::NoSuccessor);
        }
        assert_eq!(refusal(dissolve(made.province.id, today, Some(sibling)).await), TreeRefusal::Top);
        assert_eq!(refusal(dissolve(department, begun, Some(sibling)).await), TreeRefusal::TooEarly(begun));
        dissolve(department, today, Some(sibling)).await.unwrap();
        assert_eq!(refusal(dissolve(department, today, Some(sibling)).await), TreeRefusal::Dissolved);
        let now = tree(&t).await.unwrap();
        paths_hold(&now);
        assert_eq!(now.get(made.unit.id).unwrap().parent_id, Some(sibling));
        let file = agency_file(&t, &organiser, department).await.unwrap();
        assert_eq!((file.agency.valid_to, file.successor), (Some(today), Some((sibling, "Sở Tư pháp".to_owned()))));
        let heir = agency_file(&t, &organiser, sibling).await.unwrap();
        assert_eq!(heir.predecessors, [(department, "Sở Nội vụ".to_owned())]);

        let taken = AgencyDraft { code: made.sibling.code.clone(), ..draft(&made.commune) };
        let refused = add_agency(&t, &organiser, &taken, today).await;
        assert_eq!(refusal(refused), TreeRefusal::CodeTaken("Sở Tư pháp".to_owned()));
        let new = AgencyDraft { code: made.department.code.clone(), name: "Sở Nội vụ mới".to_owned(), ..draft(&made.sibling) };
        let new = add_agency(&t, &organiser, &new, today).await.unwrap();
        assert_eq!(tree(&t).await.unwrap().by_code("15-so-noi-vu").map(|agency| agency.id), Some(new));
        let was = tree_at(&t, today - Millis(1)).await.unwrap();
        assert_eq!(was.by_code("15-so-noi-vu").map(|agency| agency.id), Some(department));
        let refused = restore_agency(&t, &organiser, department).await;
        assert_eq!(refusal(refused), TreeRefusal::CodeTaken("Sở Nội vụ mới".to_owned()));
        t.advance(Millis::days(1));
        dissolve(new, t.now(), None).await.unwrap();
        restore_agency(&t, &organiser, department).await.unwrap();
        assert_eq!(tree(&t).await.unwrap().by_code("15-so-noi-vu").map(|agency| agency.id), Some(department));
    }

    /// Province, districts and communes of the plans before 1 July 2025, and what became of them.
    async fn the_tree_of_three_levels_can_be_held_and_taken_apart(t: TestEngine) {
        let list = "code,name,kind,parent_code,block,headcount\n10,Tỉnh Lào Cai,province,,,\n\
            10-bt,Huyện Bảo Thắng,district,10,,\n10-bt-1,Xã Phố Lu,commune,10-bt,xa-phuong,\n\
            10-bt-2,Xã Xuân Quang,commune,10-bt,xa-phuong,\n10-sp,Thị xã Sa Pa,Huyện quận thị xã,10,,\n";
        let list = list.replace("Huyện quận thị xã", "\"Huyện, quận, thị xã\"");
        assert_eq!(import(&t, list.as_bytes()).await.unwrap().added, 5);
        let organiser = t.organiser().await;
        let code = async |code: &str| tree(&t).await.unwrap().by_code(code).unwrap().clone();
        // The list was brought in late: since when it was so is said afterwards.
        for id in ["10-bt", "10-bt-1", "10-bt-2", "10-sp"] {
            let row = agencies::Entity::find_by_id(code(id).await.id).one(&t.db.read).await.unwrap().unwrap();
            let since = Change::Mend(Some(day(2024, 1, 1)));
            assert!(change_agency(&t, &organiser, row.id, &draft(&row), since).await.unwrap());
        }
        let top = agencies::Entity::find_by_id(code("10").await.id).one(&t.db.read).await.unwrap().unwrap();
        change_agency(&t, &organiser, top.id, &draft(&top), Change::Mend(Some(day(2024, 1, 1)))).await.unwrap();
        let reform = day(2025, 7, 1);
        let (district, first) = (code("10-bt").await, code("10-bt-1").await);
        dissolve_agency(&t, &organiser, code("10-bt-2").await.id, reform, Some(first.id)).await.unwrap();
        dissolve_agency(&t, &organiser, district.id, reform, Some(top.id)).await.unwrap();
        let row = agencies::Entity::find_by_id(first.id).one(&t.db.read).await.unwrap().unwrap();
        let renamed = named(&row, "Xã Bảo Thắng");
        t.advance(Millis::days(1));
        change_agency(&t, &organiser, first.id, &renamed, Change::From(t.now())).await.unwrap();
        let line = |code: &str, name: &str, depth| (code.to_owned(), name.to_owned(), depth);
        let then = [
            line("10", "Tỉnh Lào Cai", 0),
            line("10-bt", "Huyện Bảo Thắng", 1),
            line("10-bt-1", "Xã Phố Lu", 2),
            line("10-bt-2", "Xã Xuân Quang", 2),
            line("10-sp", "Thị xã Sa Pa", 1),
        ];
        assert_eq!(unfolded(&t, &organiser, Some(day(2024, 12, 31))).await, then);
        let now = [line("10", "Tỉnh Lào Cai", 0), line("10-sp", "Thị xã Sa Pa", 1), line("10-bt-1", "Xã Bảo Thắng", 1)];
        assert_eq!(unfolded(&t, &organiser, None).await, now);
        let gone = TreeFilter { dissolved: true, ..TreeFilter::default() };
        let gone = agencies_in_tree(&t, &organiser, &gone, Page { number: 0, size: 100 }).await.unwrap();
        assert_eq!(gone.total, 2);
    }

    async fn the_tree_is_searched_filtered_and_paged(t: TestEngine) {
        let (made, organiser) = (t.tree().await, t.organiser().await);
        let find = async |filter: TreeFilter| -> Vec<i64> {
            let page = agencies_in_tree(&t, &organiser, &filter, Page { number: 0, size: 100 }).await.unwrap();
            assert_eq!(page.total, page.lines.len() as u64);
            page.lines.iter().map(|line| line.agency.id).collect()
        };
        let within = Some(made.province.id);
        let named = |words: &str| TreeFilter { search: words.to_owned(), ..TreeFilter::default() };
        assert_eq!(find(named("LUU tru")).await, [made.unit.id]);
        assert_eq!(find(named("12-so")).await, [made.elsewhere_unit.id], "by code");
        assert_eq!(find(TreeFilter { kind: Some(AgencyKind::Commune), ..TreeFilter::default() }).await, [made.commune.id]);
        assert_eq!(find(TreeFilter { within, block: "don-vi-su-nghiep".into(), ..TreeFilter::default() }).await, [made.unit.id]);
        let two = find(TreeFilter { within, levels: Some(2), ..TreeFilter::default() }).await;
        assert_eq!(two, [made.province.id, made.department.id, made.sibling.id, made.commune.id]);
        let page = agencies_in_tree(&t, &organiser, &TreeFilter::default(), Page { number: 1, size: 3 }).await.unwrap();
        assert_eq!((page.total, page.lines.len()), (7, 3));
        assert!(page.blocks.contains(&("xa-phuong".to_owned(), "Xã, phường".to_owned())));
    }

    async fn nobody_else_changes_or_sees_the_whole_tree(t: TestEngine) {
        let made = t.tree().await;
        let others = [t.viewer(&made.province).await, t.staff("author", Role::QuestionAuthor, None).await];
        for other in others {
            let (id, draft) = (made.unit.id, named(&made.unit, "Trung tâm"));
            let page = Page { number: 0, size: 10 };
            let outcomes = [
                change_agency(&t, &other, id, &draft, Change::Mend(None)).await.map(|_| ()),
                add_agency(&t, &other, &draft, t.now()).await.map(|_| ()),
                dissolve_agency(&t, &other, id, t.now(), None).await,
                restore_agency(&t, &other, id).await,
                agency_file(&t, &other, id).await.map(|_| ()),
                agencies_in_tree(&t, &other, &TreeFilter::default(), page).await.map(|_| ()),
            ];
            assert!(outcomes.iter().all(|outcome| matches!(outcome, Err(TreeError::NotAllowed))), "{outcomes:?}");
        }
    }
}
